//! The walk through an automaton of forms from one word start.

use fst::raw::{Fst, Output};

use crate::normalization::{self, Symbols};

/// The longest name that begins at a word start and ends at a word end: its end and the automaton's value.
pub(super) fn longest<D: AsRef<[u8]>>(forms: &Fst<D>, text: &str, start: usize) -> Option<(usize, u64)> {
    longest_of(forms, text, start).or_else(|| longest_mended(forms, text, start))
}

fn longest_of<D: AsRef<[u8]>>(forms: &Fst<D>, text: &str, start: usize) -> Option<(usize, u64)> {
    let mut node = forms.root();
    let mut output = Output::zero();
    let mut longest = None;
    for (symbol, end) in Symbols::new(text, start) {
        let Some(transition) = node.find_input(symbol).map(|index| node.transition(index)) else { break };
        output = output.cat(transition.out);
        node = forms.node(transition.addr);
        if node.is_final() && normalization::ends_word(text, end) {
            longest = Some((end, output.cat(node.final_output()).value()));
        }
    }
    longest
}

/// A word that mixes scripts, tried again in one.
pub(super) fn longest_mended<D: AsRef<[u8]>>(
    forms: &Fst<D>,
    text: &str,
    start: usize,
) -> Option<(usize, u64)> {
    let word = mixed_word(text, start)?;
    let mended = normalization::one_script(word)?;
    let (end, value) = longest_of(forms, &mended, 0)?;
    // The mended word has a character for each of the word's.
    let characters = mended.get(..end)?.chars().count();
    let end = word.char_indices().nth(characters).map_or(word.len(), |(offset, _)| offset);
    Some((start + end, value))
}

/// No name of a gazetteer is as long; a chain of hyphens may be, and is not looked at again from each of its parts.
const LONGEST_MENDED: usize = 64;

/// The word at an offset, if it holds both ASCII letters and others.
fn mixed_word(text: &str, start: usize) -> Option<&str> {
    let rest = text.get(start..)?;
    let (mut ascii, mut other) = (false, false);
    let mut length = rest.len();
    for (count, (offset, c)) in rest.char_indices().enumerate() {
        match c {
            _ if count == LONGEST_MENDED => return None,
            _ if c.is_ascii_alphabetic() => ascii = true,
            '\u{400}'..='\u{4ff}' => other = true,
            '\'' | '’' | 'ʼ' | '-' => {}
            _ => {
                length = offset;
                break;
            }
        }
    }
    (ascii && other).then(|| &rest[..length])
}

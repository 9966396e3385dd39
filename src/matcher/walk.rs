//! The walk through an automaton of forms from one word start.

use fst::raw::{Fst, Output};

use crate::normalization::{self, JOINT, Symbol, Symbols};

/// Words of a name that are looked at for letters of the other script.
const MOST_WORDS: usize = 4;

/// The longest name that begins at a word start and ends at a word end: its end and the automaton's value.
pub(super) fn longest<D: AsRef<[u8]>>(forms: &Fst<D>, text: &str, start: usize) -> Option<(usize, u64)> {
    let (found, stop) = longest_of(forms, text, start);
    // Where the walk ends without a change of script, the mended words would end it too.
    if stop == Stop::Other && (found.is_some() || !begins_mixed(text, start)) {
        return found;
    }
    longer(found, longest_mended(forms, text, start))
}

fn longer(found: Option<(usize, u64)>, mended: Option<(usize, u64)>) -> Option<(usize, u64)> {
    match (found, mended) {
        (Some((end, _)), Some((mended_end, _))) if mended_end <= end => found,
        (_, Some(_)) => mended,
        (_, None) => found,
    }
}

/// Why a walk went no further.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// At a letter of the other script than the one before it.
    OtherScript,
    Other,
}

fn longest_of<D: AsRef<[u8]>>(forms: &Fst<D>, text: &str, start: usize) -> (Option<(usize, u64)>, Stop) {
    let mut node = forms.root();
    let mut output = Output::zero();
    let mut longest = None;
    let mut last = None;
    for (symbol, end) in Symbols::new(text, start) {
        let Some(transition) = node.find_input(symbol).map(|index| node.transition(index)) else {
            let changes = last.is_some_and(|last| is_latin(last) != is_latin(symbol)) && symbol != JOINT;
            return (longest, if changes { Stop::OtherScript } else { Stop::Other });
        };
        output = output.cat(transition.out);
        node = forms.node(transition.addr);
        last = if symbol == JOINT { last } else { Some(symbol) };
        if node.is_final() && normalization::ends_word(text, end) {
            longest = Some((end, output.cat(node.final_output()).value()));
        }
    }
    (longest, Stop::Other)
}

fn is_latin(symbol: Symbol) -> bool {
    symbol.is_ascii_lowercase()
}

/// The longest name in words of which one mixes scripts, each put into one.
pub(super) fn longest_mended<D: AsRef<[u8]>>(
    forms: &Fst<D>,
    text: &str,
    start: usize,
) -> Option<(usize, u64)> {
    let (mended, length) = mended(text, start)?;
    let (end, value) = longest_of(forms, &mended, 0).0?;
    // The mended words have a character for each of the text's.
    let characters = mended.get(..end)?.chars().count();
    let words = text.get(start..start + length)?;
    let end = words.char_indices().nth(characters).map_or(words.len(), |(offset, _)| offset);
    Some((start + end, value))
}

/// No name of a gazetteer is as long; what is longer is no word, and is not looked at again from each of its parts.
const LONGEST_MENDED: usize = 64;

/// The words from an offset on, those that mix scripts in one, and the length that they have in the text; nothing where
/// none mixes scripts.
fn mended(text: &str, start: usize) -> Option<(String, usize)> {
    let rest = text.get(start..)?;
    let (mut mended, mut is_mended, mut length) = (String::new(), false, 0);
    for _ in 0..MOST_WORDS {
        let (word, one_script) = word_at(rest.get(length..)?);
        let replaced = one_script.then(|| normalization::one_script(word)).flatten();
        is_mended |= replaced.is_some();
        mended.push_str(replaced.as_deref().unwrap_or(word));
        length += word.len();
        match rest.get(length..)?.chars().next() {
            Some(gap @ (' ' | '-' | '_' | '\u{a0}')) => {
                mended.push(gap);
                length += gap.len_utf8();
            }
            _ => break,
        }
    }
    is_mended.then_some((mended, length))
}

fn begins_mixed(text: &str, start: usize) -> bool {
    text.get(start..).is_some_and(|rest| word_at(rest).1)
}

/// The word at the beginning of a text, and whether it holds both ASCII letters and Cyrillic ones.
fn word_at(text: &str) -> (&str, bool) {
    let (mut ascii, mut cyrillic) = (false, false);
    let mut length = text.len();
    for (count, (offset, c)) in text.char_indices().enumerate() {
        match c {
            _ if count == LONGEST_MENDED => return (&text[..offset], false),
            _ if c.is_ascii_alphabetic() => ascii = true,
            '\u{400}'..='\u{4ff}' => cyrillic = true,
            '\'' | '’' | 'ʼ' => {}
            _ => {
                length = offset;
                break;
            }
        }
    }
    (&text[..length], ascii && cyrillic)
}

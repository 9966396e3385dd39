//! The walk through an automaton of forms from one word start.

use arrayvec::ArrayString;

use crate::gazetteer::Forms;
use crate::normalization::{self, JOINT, Symbol, Symbols};

/// Words of a name that are looked at for letters of the other script.
const MOST_WORDS: usize = 4;

/// The longest name that begins at a word start and ends at a word end: its end and the automaton's value.
pub(super) fn longest(forms: &Forms, text: &str, start: usize) -> Option<(usize, u64)> {
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

fn longest_of(forms: &Forms, text: &str, start: usize) -> (Option<(usize, u64)>, Stop) {
    let mut walk = forms.walk();
    let mut longest = None;
    let mut last = None;
    for (symbol, end) in Symbols::new(text, start) {
        if !walk.step(symbol) {
            let changes = last.is_some_and(|last| is_latin(last) != is_latin(symbol)) && symbol != JOINT;
            return (longest, if changes { Stop::OtherScript } else { Stop::Other });
        }
        last = if symbol == JOINT { last } else { Some(symbol) };
        if walk.is_final() && normalization::ends_word(text, end) {
            longest = walk.value().map(|value| (end, value));
        }
    }
    (longest, Stop::Other)
}

fn is_latin(symbol: Symbol) -> bool {
    symbol.is_ascii_lowercase()
}

/// The longest name in words of which one mixes scripts, each put into one.
pub(super) fn longest_mended(forms: &Forms, text: &str, start: usize) -> Option<(usize, u64)> {
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

/// Mended words: letters of at most three bytes, and the gaps between them. On the stack, so that a walk allocates nothing.
type Mended = ArrayString<{ MOST_WORDS * (3 * LONGEST_MENDED + 2) }>;

/// The words from an offset on, those that mix scripts in one, and the length that they have in the text; nothing where
/// none mixes scripts.
fn mended(text: &str, start: usize) -> Option<(Mended, usize)> {
    let rest = text.get(start..)?;
    let (mut mended, mut is_mended, mut length) = (Mended::new(), false, 0);
    for _ in 0..MOST_WORDS {
        let (word, mixes_scripts) = word_at(rest.get(length..)?);
        match mixes_scripts.then(|| normalization::one_script_letters(word)).flatten() {
            Some(mut letters) => {
                letters.try_for_each(|letter| mended.try_push(letter)).ok()?;
                is_mended = true;
            }
            None => mended.try_push_str(word).ok()?,
        }
        length += word.len();
        match rest.get(length..)?.chars().next() {
            Some(gap @ (' ' | '-' | '_' | '\u{a0}')) => {
                mended.try_push(gap).ok()?;
                length += gap.len_utf8();
            }
            _ => break,
        }
    }
    is_mended.then_some((mended, length))
}

fn begins_mixed(text: &str, start: usize) -> bool {
    may_mix(text.as_bytes().get(start..).unwrap_or(&[]))
        && text.get(start..).is_some_and(|rest| word_at(rest).1)
}

/// Whether the bytes up to the first one that no word of mixed scripts holds are of both scripts: false for nearly all words.
fn may_mix(bytes: &[u8]) -> bool {
    let (mut ascii, mut cyrillic) = (false, false);
    for &byte in bytes.iter().take(4 * LONGEST_MENDED) {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => ascii = true,
            0xd0..=0xd3 => cyrillic = true,
            // An apostrophe, or what stands behind the first byte of a character.
            b'\'' | 0x80..=0xbf | 0xca | 0xe2 => {}
            _ => break,
        }
        if ascii && cyrillic {
            return true;
        }
    }
    false
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

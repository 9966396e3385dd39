//! Where words begin and end.

use super::symbols::{AsciiKind, ascii_kind, common_letter, is_word_char};

/// The byte offsets at which a word begins that may be a name.
///
/// By default these are words with a capital first letter. With `any_case` all words count, for lower-case posts.
///
/// ```
/// use ua_gazetteer::normalization::WordStarts;
/// assert_eq!(WordStarts::new("у Лимані, iPhone", false).collect::<Vec<_>>(), [3]);
/// assert_eq!(WordStarts::new("під лиманом", true).count(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct WordStarts<'t> {
    text: &'t str,
    any_case: bool,
    /// Where the block of text begins that is looked at.
    block: usize,
    /// Where the next one does.
    next_block: usize,
    /// Bit by byte of the block: a word may begin there, and is still to be given.
    candidates: u32,
}

impl<'t> WordStarts<'t> {
    /// The word starts of a text.
    pub fn new(text: &'t str, any_case: bool) -> Self {
        WordStarts { text, any_case, block: 0, next_block: 0, candidates: 0 }
    }

    /// Gives no more starts before an offset.
    pub(crate) fn pass_over(&mut self, before: usize) {
        if before >= self.next_block {
            (self.next_block, self.candidates) = (before, 0);
        } else if let Some(passed) = before.checked_sub(self.block) {
            self.candidates &= u32::MAX << passed;
        }
    }

    /// Whether a word begins at a candidate.
    #[inline]
    fn begins_word(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let is_sure = match bytes.get(at) {
            Some(0..=0x7f) => true,
            // U+0400–U+042F, the Cyrillic capitals that the scan lets through.
            Some(0xd0) if !self.any_case => true,
            _ => self.any_case && common_letter(bytes, at).is_some(),
        };
        if is_sure { !continues_word(self.text, at) } else { is_word_start(self.text, at, self.any_case) }
    }
}

impl Iterator for WordStarts<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        loop {
            while self.candidates == 0 {
                if self.next_block >= self.text.len() {
                    return None;
                }
                self.block = self.next_block;
                self.next_block += BLOCK;
                self.candidates = candidates(self.text.as_bytes(), self.block, self.any_case);
            }
            let at = self.block + self.candidates.trailing_zeros() as usize;
            self.candidates &= self.candidates - 1;
            if self.begins_word(at) {
                return Some(at);
            }
        }
    }
}

/// Bytes that are looked at together.
const BLOCK: usize = 32;
/// A block with the byte before and the byte behind it.
const WINDOW: usize = BLOCK + 2;

/// Bit by byte of the block from an offset on: whether a word may begin there.
fn candidates(bytes: &[u8], start: usize, any_case: bool) -> u32 {
    let inside = start.checked_sub(1).and_then(|before| bytes.get(before..)?.first_chunk::<WINDOW>());
    match inside {
        Some(window) => candidates_of(window, any_case),
        None => {
            // At either end of the text zeros stand for what is not there.
            let mut window = [0; WINDOW];
            let from = start.saturating_sub(1);
            let part = bytes.get(from..bytes.len().min(start + BLOCK + 1)).unwrap_or(&[]);
            let offset = usize::from(start == 0);
            if let Some(filled) = window.get_mut(offset..offset + part.len()) {
                filled.copy_from_slice(part);
            }
            candidates_of(&window, any_case)
        }
    }
}

/// As [`candidates`], of a block with its neighbours. The loops are written so that the compiler takes sixteen bytes at a time.
fn candidates_of(window: &[u8; WINDOW], any_case: bool) -> u32 {
    let mut may_begin = [0u8; BLOCK];
    if any_case {
        for (at, may_begin) in may_begin.iter_mut().enumerate() {
            let (before, byte) = (window[at], window[at + 1]);
            *may_begin = u8::from((is_alphanumeric(byte) | (byte >= 0xc2)) & !is_alphanumeric(before));
        }
    } else {
        for (at, may_begin) in may_begin.iter_mut().enumerate() {
            let (before, byte, behind) = (window[at], window[at + 1], window[at + 2]);
            *may_begin = u8::from(may_be_capital(byte, behind) & !is_alphanumeric(before));
        }
    }
    bits(&may_begin)
}

#[inline]
fn is_alphanumeric(byte: u8) -> bool {
    // One bit tells small letters from capitals.
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10)
}

/// Whether a capital may begin with these two bytes: an ASCII one; of two-byte letters, those of Latin with diacritics
/// (C3–C8), Cyrillic capitals (D0, whose second byte tells them from most small letters) and Ґ (D2); Latin Extended
/// Additional (E1).
#[inline]
fn may_be_capital(byte: u8, behind: u8) -> bool {
    (byte.wrapping_sub(b'A') < 26)
        | ((byte == 0xd0) & (behind < 0xb0))
        | (byte.wrapping_sub(0xc3) < 6)
        | (byte == 0xd2)
        | (byte == 0xe1)
}

/// Bytes that are 0 or 1 as bits.
#[inline]
fn bits(bytes: &[u8; BLOCK]) -> u32 {
    // Each product moves the lowest bits of eight bytes into its upper byte, the first byte's to the bottom.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = bytes.as_chunks::<8>();
    eights
        .iter()
        .rev()
        .fold(0, |bits, eight| bits << 8 | (u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56) as u32)
}

/// Whether a word begins at a byte offset: with a capital, or any letter or digit where `any_case` is set.
///
/// ```
/// use ua_gazetteer::normalization::is_word_start;
/// assert!(is_word_start("(Лиман)", 1, false));
/// assert!(!is_word_start("Лиман", 2, true));
/// ```
pub fn is_word_start(text: &str, at: usize, any_case: bool) -> bool {
    let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) else { return false };
    let fits = if any_case { first.is_alphanumeric() } else { first.is_uppercase() };
    fits && !continues_word(text, at)
}

/// Whether the character before an offset belongs to the same word: a letter or digit, or an apostrophe behind one.
#[inline]
fn continues_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let Some(&last) = at.checked_sub(1).and_then(|before| bytes.get(before)) else { return false };
    match ascii_kind(last) {
        Some(AsciiKind::InWord) => true,
        Some(AsciiKind::Other) => false,
        None if at >= 2 && common_letter(bytes, at - 2).is_some_and(|(_, end)| end == at) => true,
        _ => continues_any_word(text, at),
    }
}

/// As [`continues_word`], whatever the text holds.
fn continues_any_word(text: &str, at: usize) -> bool {
    let Some(before) = char_before(text, at) else { return false };
    if is_word_char(before) {
        return true;
    }
    matches!(before, '\'' | '’' | 'ʼ' | '`' | 'ʹ' | '′')
        && char_before(text, at - before.len_utf8()).is_some_and(char::is_alphabetic)
}

/// The character before a byte offset.
pub(crate) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// Where letters and digits that `common_letter` knows end, from an offset on; it is looked for up to another.
pub(crate) fn behind_common_letters(text: &str, mut at: usize, last: usize) -> usize {
    while at < last
        && let Some((_, behind)) = common_letter(text.as_bytes(), at)
    {
        at = behind;
    }
    at
}

/// Where letters and digits that `common_letter` knows begin, before an offset; it is looked for down to another.
pub(crate) fn before_common_letters(text: &str, mut at: usize, first: usize) -> usize {
    let bytes = text.as_bytes();
    while at > first {
        let start = match at.checked_sub(1).and_then(|last| bytes.get(last)) {
            Some(0..=0x7f) => at - 1,
            // A continuation byte stands behind another byte.
            Some(0x80..=0xbf) => at.saturating_sub(2),
            _ => return at,
        };
        if common_letter(bytes, start).is_none_or(|(_, end)| end != at) {
            return at;
        }
        at = start;
    }
    at
}

/// Whether a word ends at a byte offset: neither a letter or digit follows, nor an apostrophe with one behind it.
#[inline]
pub(crate) fn ends_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let Some(&first) = bytes.get(at) else { return true };
    match ascii_kind(first) {
        Some(AsciiKind::InWord) => false,
        Some(AsciiKind::Other) => true,
        None if common_letter(bytes, at).is_some() => false,
        _ => ends_any_word(text, at),
    }
}

/// As [`ends_word`], whatever the text holds.
fn ends_any_word(text: &str, at: usize) -> bool {
    let mut following = text[at..].chars();
    match following.next() {
        None => true,
        Some(c) if is_word_char(c) => false,
        // English possessives: "Kyiv's" ends before the apostrophe.
        Some('\'' | '’' | 'ʼ') => {
            let rest = following.as_str();
            match rest.chars().next() {
                Some('s') => rest.chars().nth(1).is_none_or(|c| !is_word_char(c)),
                Some(c) => !is_word_char(c),
                None => true,
            }
        }
        Some('`' | 'ʹ' | '′') => following.next().is_none_or(|c| !is_word_char(c)),
        Some(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_with_capitals_and_end_at_marks() {
        let text = "Ґудзівка й О'Коннор, (Ёлкино) «Їжівка»: Kyiv-Zhuliany КАБ-500 žЗ";
        let starts: Vec<&str> = WordStarts::new(text, false)
            .map(|at| text[at..].split([' ', ',', ')', '»', '-']).next().unwrap_or(""))
            .collect();
        assert_eq!(starts, ["Ґудзівка", "О'Коннор", "Ёлкино", "Їжівка", "Kyiv", "Zhuliany", "КАБ"]);
        assert!(ends_word("Kyiv's", 4));
        assert!(!ends_word("Kup'yansk", 3));
        assert!(ends_word("Uman' is", 4));
    }
}

//! Where words begin and end.

use super::symbols::is_word_char;

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
    at: usize,
    any_case: bool,
}

impl<'t> WordStarts<'t> {
    /// The word starts of a text.
    pub fn new(text: &'t str, any_case: bool) -> Self {
        WordStarts { text, at: 0, any_case }
    }
}

/// Lead bytes behind which a capital may stand: ASCII capitals themselves; of two-byte letters, those of Latin with
/// diacritics (C3–C5), Cyrillic capitals (D0) and Ґ (D2); Latin Extended Additional (E1).
const CAPITAL_LEAD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte as u8, b'A'..=b'Z' | 0xc3..=0xc8 | 0xd0 | 0xd2 | 0xe1);
        byte += 1;
    }
    table
};

impl Iterator for WordStarts<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let at = self.at;
            self.at += 1;
            let may_start = match byte {
                // Most Cyrillic letters are lower case; the second byte tells without decoding.
                0xd0 if !self.any_case => bytes.get(at + 1).is_some_and(|&second| second < 0xb0),
                _ if self.any_case => byte.is_ascii_alphanumeric() || byte >= 0xc2,
                _ => CAPITAL_LEAD[usize::from(byte)],
            };
            if may_start && is_word_start(self.text, at, self.any_case) {
                return Some(at);
            }
        }
        None
    }
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
fn continues_word(text: &str, at: usize) -> bool {
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

/// Whether a word ends at a byte offset: neither a letter or digit follows, nor an apostrophe with one behind it.
pub(crate) fn ends_word(text: &str, at: usize) -> bool {
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

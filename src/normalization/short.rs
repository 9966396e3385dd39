//! Words short enough to stand in a table, folded without memory of their own.

use super::symbols::{Symbol, Symbols, first_letter};

/// No word of a table is longer, in symbols.
const LONGEST_KEY: usize = 23;

/// The [key](super::key) of a short word; of a longer one, what equals no key of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ShortKey {
    symbols: [Symbol; LONGEST_KEY],
    length: u8,
}

impl ShortKey {
    pub(crate) fn of(word: &str) -> Self {
        let mut key = ShortKey { symbols: [0; LONGEST_KEY], length: 0 };
        for (symbol, _) in Symbols::new(word, first_letter(word)) {
            // A longer word keeps a length that no word of a table has.
            let Some(slot) = key.symbols.get_mut(usize::from(key.length)) else {
                return ShortKey { length: u8::MAX, ..key };
            };
            *slot = symbol;
            key.length += 1;
        }
        key
    }
}

/// No word beside a name is longer, in bytes: see [`Lower::of`].
const LONGEST_WORD: usize = 80;

/// A word in lower case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lower {
    bytes: [u8; LONGEST_WORD],
    length: usize,
}

impl Lower {
    /// The lower case of a word, as [`str::to_lowercase`] gives it but for the final sigma of Greek; letters past the
    /// longest word of any table are left out.
    pub(crate) fn of(word: &str) -> Self {
        let mut lower = Lower { bytes: [0; LONGEST_WORD], length: 0 };
        let mut rest = word;
        loop {
            rest = rest.get(lower.push_common(rest.as_bytes())..).unwrap_or("");
            let mut letters = rest.chars();
            let fits = letters.next().is_some_and(|c| c.to_lowercase().all(|c| lower.push(c)));
            if !fits {
                return lower;
            }
            rest = letters.as_str();
        }
    }

    /// Adds ASCII and the letters of Ukrainian and Russian up to the first other character, straight from the bytes; gives how
    /// many bytes of the word that were.
    fn push_common(&mut self, word: &[u8]) -> usize {
        let mut at = 0;
        while let Some(&first) = word.get(at) {
            let Some([own, next]) = self.bytes.get_mut(self.length..self.length + 2) else { break };
            let length = match (first, word.get(at + 1).copied().unwrap_or_default()) {
                (0..=0x7f, _) => {
                    *own = first.to_ascii_lowercase();
                    1
                }
                (lead, second) => {
                    (*own, *next) = match (lead, second) {
                        (0xd0, 0xb0..=0xbf) | (0xd1, 0x80..=0x9f) => (lead, second),
                        // А to П, Р to Я, Ѐ to Џ, Ґ.
                        (0xd0, 0x90..=0x9f) => (0xd0, second + 0x20),
                        (0xd0, 0xa0..=0xaf) => (0xd1, second - 0x20),
                        (0xd0, 0x80..=0x8f) => (0xd1, second + 0x10),
                        (0xd2, 0x90 | 0x91) => (0xd2, 0x91),
                        _ => break,
                    };
                    2
                }
            };
            (self.length, at) = (self.length + length, at + length);
        }
        at
    }

    fn push(&mut self, c: char) -> bool {
        let Some(room) = self.bytes.get_mut(self.length..).filter(|room| room.len() >= c.len_utf8()) else {
            return false;
        };
        self.length += c.encode_utf8(room).len();
        true
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or(&[])
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or("")
    }

    pub(crate) fn starts_with(&self, beginning: &str) -> bool {
        self.as_bytes().starts_with(beginning.as_bytes())
    }

    pub(crate) fn ends_with(&self, ending: &str) -> bool {
        self.as_bytes().ends_with(ending.as_bytes())
    }

    pub(crate) fn is(&self, word: &str) -> bool {
        self.as_bytes() == word.as_bytes()
    }

    pub(crate) fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// How many characters it has.
    pub(crate) fn count(&self) -> usize {
        // All but the continuation bytes of UTF-8.
        self.as_bytes().iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalization::key;

    #[test]
    fn short_words_have_their_key_and_long_ones_none() {
        assert_eq!(ShortKey::of("Р-Н"), ShortKey::of("р-н"));
        assert_ne!(ShortKey::of("район"), ShortKey::of("району"));
        let length = key("Куп'янськ").len();
        assert_eq!(usize::from(ShortKey::of("«Куп’янськ").length), length);
        let (long, longer) = ("а".repeat(LONGEST_KEY), "а".repeat(LONGEST_KEY + 1));
        assert_ne!(ShortKey::of(&long), ShortKey::of(&longer));
    }

    #[test]
    fn lower_case_is_that_of_the_standard_library() {
        for word in ["Near", "ПІД", "Ґанок", "ЇЖАК", "Ёлка", "Żółw", "İ", "н.п", "", "Ђ", "Ω"]
        {
            assert_eq!(Lower::of(word).as_bytes(), word.to_lowercase().as_bytes(), "{word}");
            assert_eq!(Lower::of(word).count(), word.to_lowercase().chars().count(), "{word}");
        }
        assert!(Lower::of(&"ж".repeat(100)).as_bytes().len() <= LONGEST_WORD);
    }
}

//! What stands around a name: the words beside it, its sentence and its paragraph.

use std::cell::Cell;

use memchr::{memchr_iter, memchr3_iter, memmem};

use crate::Language;
use crate::normalization::{Lower, before_common_letters, behind_common_letters, char_before, is_word_char};

/// A word beside a span.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'t str,
    /// What stands between it and the span.
    pub(super) gap: &'t str,
}

impl Word<'_> {
    pub(super) fn lower(&self) -> Lower {
        Lower::of(self.text)
    }

    pub(super) fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the point behind it is that of an abbreviation, where there is one.
    pub(super) fn leads_on(&self) -> bool {
        !self.gap.contains('.') || self.lower().is_one_of(ABBREVIATIONS)
    }

    /// Whether only white space lies between, on one line.
    pub(super) fn is_adjacent(&self) -> bool {
        !self.gap.is_empty() && self.gap.chars().all(|c| c == ' ' || c == '\u{a0}')
    }
}

/// More characters between a word and a span make them strangers.
const WIDEST_GAP: usize = 12;
/// No word is longer; what is, is no word.
const LONGEST_WORD: usize = 64;

/// Characters that hold the parts of one word together: `н.п`, `р-н`, `пам'яті`.
pub(super) fn is_inner(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | 'ʼ' | '.')
}

/// The word before an offset, on the same line.
pub(super) fn word_before(text: &str, at: usize) -> Option<Word<'_>> {
    let mut end = at;
    while let Some(c) = char_before(text, end) {
        if is_word_char(c) {
            break;
        }
        if matches!(c, '\n' | '\r') || at - end > WIDEST_GAP {
            return None;
        }
        end -= c.len_utf8();
    }
    let mut start = end;
    loop {
        start = before_common_letters(text, start, end.saturating_sub(LONGEST_WORD));
        let Some(c) = char_before(text, start) else { break };
        let inner =
            is_inner(c) && start < end && char_before(text, start - c.len_utf8()).is_some_and(is_word_char);
        if !(is_word_char(c) || inner) || end - start > LONGEST_WORD {
            break;
        }
        start -= c.len_utf8();
    }
    (start < end).then(|| Word { start, end, text: &text[start..end], gap: &text[end..at] })
}

/// The word behind an offset, on the same line.
pub(super) fn word_after(text: &str, at: usize) -> Option<Word<'_>> {
    let mut start = at;
    for c in text[at..].chars() {
        if is_word_char(c) {
            break;
        }
        if matches!(c, '\n' | '\r') || start - at > WIDEST_GAP {
            return None;
        }
        start += c.len_utf8();
    }
    let mut end = start;
    loop {
        end = behind_common_letters(text, end, start + LONGEST_WORD);
        let mut rest = text[end..].chars();
        let Some(c) = rest.next() else { break };
        let inner = is_inner(c) && end > start && rest.next().is_some_and(is_word_char);
        if !(is_word_char(c) || inner) || end - start > LONGEST_WORD {
            break;
        }
        end += c.len_utf8();
    }
    (start < end).then(|| Word { start, end, text: &text[start..end], gap: &text[at..start] })
}

/// Where sentences and paragraphs begin.
#[derive(Clone, Debug)]
pub(super) struct Structure<'t> {
    text: &'t str,
    sentences: Vec<usize>,
    paragraphs: Vec<usize>,
    /// The sentence that was last asked for its language, with that.
    language: Cell<(usize, Option<Language>)>,
}

/// Abbreviations before a name that end no sentence.
pub(super) const ABBREVIATIONS: &[&str] = &[
    "м",
    "с",
    "р",
    "г",
    "д",
    "обл",
    "ст",
    "вул",
    "ул",
    "пос",
    "пгт",
    "смт",
    "с-ще",
    "дер",
    "хут",
    "рек",
    "оз",
    "о",
    "р-н",
    "н.п",
    "нп",
    "просп",
    "ім",
    "им",
    "пл",
    "mr",
    "mrs",
    "ms",
    "dr",
    "gen",
    "col",
    "lt",
    "sgt",
    "st",
    "vs",
    "approx",
    "no",
    "т.д",
    "т.ч",
    "тис",
    "тыс",
];

impl<'t> Structure<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut structure =
            Structure { text, sentences: vec![0], paragraphs: vec![0], language: Cell::new((0, None)) };
        let bytes = text.as_bytes();
        let lines = memchr_iter(b'\n', bytes).map(|at| at + 1);
        structure.paragraphs.extend(lines.clone());
        let marks = memchr3_iter(b'.', b'!', b'?', bytes).map(|at| (at, at + 1));
        let ellipses = memmem::find_iter(bytes, "…").map(|at| (at, at + '…'.len_utf8()));
        let ends = marks.chain(ellipses).filter(|&(mark, end)| ends_sentence(text, mark, end));
        structure.sentences.extend(lines.chain(ends.map(|(_, end)| end)));
        // Three runs that are in order.
        structure.sentences.sort();
        structure
    }

    pub(super) fn sentence(&self, at: usize) -> usize {
        self.sentences.partition_point(|&start| start <= at)
    }

    /// The language of a sentence, where its letters tell.
    pub(super) fn language(&self, sentence: usize) -> Option<Language> {
        let (last, language) = self.language.get();
        if last == sentence {
            return language;
        }
        let start = *self.sentences.get(sentence.checked_sub(1)?)?;
        let end = self.sentences.get(sentence).copied().unwrap_or(self.text.len());
        let language = self.text.get(start..end).and_then(cyrillic_language);
        self.language.set((sentence, language));
        language
    }

    pub(super) fn paragraph(&self, at: usize) -> usize {
        self.paragraphs.partition_point(|&start| start <= at)
    }

    /// Whether nothing but quotes, bullets and the like stands between the beginning of a sentence and an offset.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        let Some(&start) = self.sentences.get(self.sentence(at) - 1) else { return true };
        self.text.get(start..at).is_none_or(|before| !before.chars().any(is_word_char))
    }
}

/// The language of a sentence by its letters: only Cyrillic names have two to choose from.
fn cyrillic_language(sentence: &str) -> Option<Language> {
    let (mut ukrainian, mut russian) = (0, 0);
    // Lead bytes of two are no continuation bytes, so that letters are told without decoding the others.
    let bytes = sentence.as_bytes();
    for letter in bytes.iter().zip(bytes.iter().skip(1)) {
        match letter {
            // і ї є, І Ї Є, ґ Ґ.
            (0xd1, 0x94 | 0x96 | 0x97) | (0xd0, 0x84 | 0x86 | 0x87) | (0xd2, 0x90 | 0x91) => ukrainian += 1,
            // ы э ъ ё, Ы Э Ъ Ё.
            (0xd1, 0x8a | 0x8b | 0x8d | 0x91) | (0xd0, 0x81 | 0xaa | 0xab | 0xad) => russian += 1,
            _ => {}
        }
    }
    match ukrainian.cmp(&russian) {
        std::cmp::Ordering::Greater => Some(Language::Ukrainian),
        std::cmp::Ordering::Less => Some(Language::Russian),
        std::cmp::Ordering::Equal => None,
    }
}

/// Whether a mark that ends at `at` ends a sentence: white space and no small letter follow, and no abbreviation
/// precedes the mark, which begins at `mark`.
fn ends_sentence(text: &str, mark: usize, at: usize) -> bool {
    let (Some(before), Some(behind)) = (text.get(..mark), text.get(at..)) else { return false };
    // Footnote marks and closing quotes belong to the sentence that ends.
    let behind = behind
        .trim_start_matches(|c: char| matches!(c, '"' | '”' | '»' | '[' | ']' | ')') || c.is_ascii_digit());
    let mut following = behind.chars();
    if !following.next().is_none_or(char::is_whitespace) {
        return false;
    }
    if following.as_str().trim_start().chars().next().is_some_and(char::is_lowercase) {
        return false;
    }
    let word_start = before
        .char_indices()
        .rev()
        .take(8)
        .take_while(|&(_, c)| is_word_char(c) || is_inner(c))
        .last()
        .map_or(mark, |(offset, _)| offset);
    let word = &before[word_start..];
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    !initial && !Lower::of(word).is_one_of(ABBREVIATIONS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_a_span() {
        let text = "поблизу н.п. Лиман, у Куп'янську-Вузловому";
        let at = text.find("Лиман").unwrap();
        let before = word_before(text, at).unwrap();
        assert_eq!((before.text, before.gap), ("н.п", ". "));
        assert_eq!(word_before(text, before.start).unwrap().text, "поблизу");
        let after = word_after(text, at + "Лиман".len()).unwrap();
        assert_eq!((after.text, after.gap), ("у", ", "));
        assert_eq!(word_after(text, after.end).unwrap().text, "Куп'янську-Вузловому");
        assert!(word_before("", 0).is_none());
    }

    #[test]
    fn sentences_end_at_marks_and_not_at_abbreviations() {
        let text = "Бої в м. Лиман. О. Сирський там! Так… Далі в с. Нове.[3] Кінець";
        let structure = Structure::of(text);
        let sentence = |word: &str| structure.sentence(text.find(word).unwrap());
        assert_eq!(sentence("Лиман"), sentence("Бої"));
        assert_eq!(sentence("Сирський"), sentence("Бої") + 1);
        assert_eq!(sentence("Далі"), sentence("Так") + 1);
        assert_eq!(sentence("Кінець"), sentence("Нове") + 1);
        assert!(structure.begins_sentence(text.find("Так").unwrap()));
        assert!(!structure.begins_sentence(text.find("Лиман").unwrap()));
    }
}

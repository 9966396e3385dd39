//! One pass over a name, by the rows of a system's tables.

use rustc_hash::FxHashMap;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Where in a word a row holds. Letters are compared in lower case; a word ends at anything that is neither a
/// letter nor an apostrophe, so each part of `Івано-Франківськ` is a word.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// Everywhere.
    Any,
    /// At the start of a word.
    Initial,
    /// At the end of a word.
    Final,
    /// After one of these letters.
    After(&'static str),
    /// Before one of these letters.
    Before(&'static str),
    /// Between two of these letters.
    Between(&'static str),
    /// At the start of a word, or after one of these letters.
    InitialOrAfter(&'static str),
    /// At the end of a word, in a word of three letters or more before the row's own: `Новий`, not `Кий`.
    LongFinal,
}

/// Cyrillic letters in lower case, what stands for them, and where.
pub(super) type Row = (&'static str, &'static str, Place);

/// Tables that are asked in order; in each, the first row that fits wins, so a table lists longer
/// sequences and narrower places first.
pub(super) type Tables = &'static [&'static [Row]];

/// The rows of a system's tables in their order, by the first letter of each.
#[derive(Clone, Default)]
pub(super) struct ByLetter(FxHashMap<char, Vec<&'static Row>>);

impl ByLetter {
    pub(super) fn of(tables: Tables) -> Self {
        let mut by_letter = ByLetter::default();
        for row in tables.iter().flat_map(|table| table.iter()) {
            if let Some(first) = row.0.chars().next() {
                by_letter.0.entry(first).or_default().push(row);
            }
        }
        by_letter
    }
}

/// The apostrophes that stand for the Ukrainian one.
const APOSTROPHES: &str = "'’ʼ‘`´ʹ′＇";

/// Marks of stress over a Cyrillic letter are no part of a name: `Ки́їв`.
const STRESS: [char; 2] = ['\u{301}', '\u{300}'];

/// The Cyrillic blocks.
pub(super) const CYRILLIC: std::ops::RangeInclusive<char> = '\u{400}'..='\u{52f}';

/// A name letter by letter, in lower case, with what the case was.
pub(super) struct Letters {
    lower: Vec<char>,
    original: Vec<char>,
    upper: Vec<bool>,
}

impl Letters {
    pub(super) fn new(name: &str) -> Letters {
        let mut letters = Letters { lower: Vec::new(), original: Vec::new(), upper: Vec::new() };
        for letter in composed(name) {
            if STRESS.contains(&letter) && letters.lower.last().is_some_and(|last| CYRILLIC.contains(last)) {
                continue;
            }
            let mut folded = letter.to_lowercase();
            let lower = match (folded.next(), folded.next()) {
                (Some(lower), None) => lower,
                _ => letter,
            };
            letters.lower.push(lower);
            letters.original.push(letter);
            letters.upper.push(lower != letter);
        }
        for index in 0..letters.lower.len() {
            let inside = || index > 0 && letters.lower[index - 1].is_alphabetic();
            let goes_on = || letters.lower.get(index + 1).is_some_and(|next| next.is_alphabetic());
            if APOSTROPHES.contains(letters.lower[index]) && inside() && goes_on() {
                letters.lower[index] = '\'';
            }
        }
        letters
    }

    fn is_word(&self, index: usize) -> bool {
        self.lower.get(index).is_some_and(|&letter| letter.is_alphabetic() || letter == '\'')
    }

    fn initial(&self, start: usize) -> bool {
        start == 0 || !self.is_word(start - 1)
    }

    fn after(&self, start: usize, set: &str) -> bool {
        start > 0 && set.contains(self.lower[start - 1])
    }

    fn before(&self, end: usize, set: &str) -> bool {
        self.lower.get(end).is_some_and(|&letter| set.contains(letter))
    }

    fn fits(&self, start: usize, end: usize, place: Place) -> bool {
        match place {
            Place::Any => true,
            Place::Initial => self.initial(start),
            Place::Final => !self.is_word(end),
            Place::After(set) => self.after(start, set),
            Place::Before(set) => self.before(end, set),
            Place::Between(set) => self.after(start, set) && self.before(end, set),
            Place::InitialOrAfter(set) => self.initial(start) || self.after(start, set),
            Place::LongFinal => {
                !self.is_word(end) && start >= 2 && (1..=2).all(|back| self.is_word(start - back))
            }
        }
    }

    /// Whether a row's letters stand at `start`, in its place.
    fn matches(&self, start: usize, &(from, _, place): &Row) -> Option<usize> {
        let mut end = start;
        for letter in from.chars() {
            if self.lower.get(end) != Some(&letter) {
                return None;
            }
            end += 1;
        }
        self.fits(start, end, place).then_some(end)
    }

    /// Whether the letters from `start` to `end` stand in a word of capitals: the next letter tells, at the end of
    /// the word the one before.
    fn all_caps(&self, start: usize, end: usize) -> bool {
        let apostrophe = |index: usize| self.lower.get(index) == Some(&'\'');
        let end = end + usize::from(apostrophe(end));
        if self.is_word(end) {
            return self.upper[end];
        }
        let before = start.checked_sub(1).map(|index| index.saturating_sub(usize::from(apostrophe(index))));
        !self.initial(start) && before.is_some_and(|index| self.upper[index])
    }
}

/// The characters of a text, composed.
fn composed(text: &str) -> impl Iterator<Item = char> {
    // Nearly all texts are, which a look tells.
    let as_it_is = is_nfc_quick(text.chars()) == IsNormalized::Yes;
    let (own, composed) = if as_it_is { (text, "") } else { ("", text) };
    own.chars().chain(composed.nfc())
}

/// A name by the rows of a system; what no row covers is passed through.
pub(super) fn transliterate(name: &str, rows: &ByLetter) -> String {
    let letters = Letters::new(name);
    let mut text = String::with_capacity(name.len());
    let mut start = 0;
    while start < letters.lower.len() {
        let rows = rows.0.get(&letters.lower[start]).map_or(&[][..], Vec::as_slice);
        let row = rows.iter().find_map(|row| letters.matches(start, row).map(|end| (row.1, end)));
        let Some((to, end)) = row else {
            text.push(letters.original[start]);
            start += 1;
            continue;
        };
        if !(start..end).any(|index| letters.upper[index]) {
            text.push_str(to);
        } else if letters.all_caps(start, end) {
            text.extend(to.chars().flat_map(char::to_uppercase));
        } else {
            push_capitalized(&mut text, to);
        }
        start = end;
    }
    if text.is_ascii() { text } else { text.nfc().collect() }
}

/// The mark that ties two letters to one, as in `i͡a`.
pub(super) const TIE: char = '\u{361}';

/// Writes a piece with its first letter as a capital, and what is tied to it: `'j` becomes `'J`, `i͡a` `I͡A`
/// (as the Library of Congress prints them).
fn push_capitalized(text: &mut String, piece: &str) {
    let mut capital_due = true;
    for letter in piece.chars() {
        let cased = letter.to_lowercase().ne(letter.to_uppercase());
        if capital_due && cased {
            text.extend(letter.to_uppercase());
            capital_due = false;
        } else {
            text.push(letter);
            capital_due |= letter == TIE;
        }
    }
}

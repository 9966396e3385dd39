//! Given names and surnames with their case forms.

use rustc_hash::FxHashMap;

use super::letter::fold_into;
use super::stems::{Endings, Hash, Stems};

/// The bit of a name that takes no case ending.
const UNDECLINED: u64 = 1 << 63;
const MOST_DECLENSIONS: usize = 63;
/// The letters that must remain before the case ending of a surname, and of the shortest that has an ending of one.
const LEAST_BEFORE_CASE: usize = 3;
const LEAST_BEFORE_SURNAME: usize = 2;
const LEAST_BEFORE_PATRONYMIC: usize = 3;

/// Name lists and the endings that tell a name.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// Stem of a given name, with the declensions that it may have, a bit each.
    given: Stems<u64>,
    declensions: usize,
    /// The bit of the declension of a nominative ending.
    nominatives: Endings<u64>,
    /// The bits of the declensions that have a case ending.
    declined: FxHashMap<Box<str>, u64>,
    surnames: Stems<()>,
    /// Ending of a surname, and what takes its place in the stem.
    case_endings: Endings<Box<str>>,
    surname_endings: Endings<()>,
    patronymic_endings: Endings<()>,
}

/// What the case forms of one surname share: сирський, сирського, сирським are all сирськ.
#[derive(Debug, Clone, Copy)]
pub(super) struct SurnameStem<'n> {
    start: &'n str,
    end: &'n str,
}

impl SurnameStem<'_> {
    /// The stem in one piece.
    pub(super) fn joined(self) -> String {
        [self.start, self.end].concat()
    }

    /// Puts the stem in place of what a string held.
    pub(super) fn write(self, out: &mut String) {
        out.clear();
        out.extend([self.start, self.end]);
    }

    fn hash(self) -> Hash {
        self.end.chars().fold(Hash::of(self.start), Hash::with)
    }
}

impl Names {
    /// Takes a row of a name table; false when the class is none of its own.
    pub(super) fn add_row(&mut self, class: &str, value: &str, patterns: &str) -> Result<bool, String> {
        let mut items = patterns.split(", ");
        match class {
            "declension" => self.add_declension(value, items)?,
            "case_ending" => items.for_each(|ending| self.case_endings.insert(ending, value.into())),
            "surname_ending" => items.for_each(|ending| self.surname_endings.insert(ending, ())),
            "patronymic_ending" => items.for_each(|ending| self.patronymic_endings.insert(ending, ())),
            "given" => {
                let mut folded = String::new();
                items.try_for_each(|name| self.add_given(name, &mut folded))?;
            }
            "surname" => {
                let (mut folded, mut stem) = (String::new(), String::new());
                for name in items {
                    fold_name(name, &mut folded);
                    self.surname_stem(&folded).write(&mut stem);
                    self.surnames.entry(&stem, Hash::of(&stem))?;
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn add_declension<'e>(
        &mut self,
        nominative: &'e str,
        endings: impl Iterator<Item = &'e str>,
    ) -> Result<(), String> {
        if self.declensions == MOST_DECLENSIONS {
            return Err(format!("more declensions than the {MOST_DECLENSIONS} there is room for"));
        }
        let bit = 1 << self.declensions;
        self.declensions += 1;
        if self.nominatives.get(nominative).is_none() {
            self.nominatives.insert(nominative, bit);
        }
        for ending in endings.chain([nominative]) {
            *self.declined.entry(ending.into()).or_default() |= bit;
        }
        Ok(())
    }

    fn add_given(&mut self, name: &str, folded: &mut String) -> Result<(), String> {
        fold_name(name, folded);
        let longest = match folded.is_ascii() {
            true => None,
            false => self.nominatives.of(folded, 0).last(),
        };
        let rest = || self.nominatives.get("").filter(|_| !folded.is_ascii()).map(|bit| (folded.len(), bit));
        let (end, bit) = match longest.or_else(rest) {
            Some((at, &bit)) => (at, bit),
            None => (folded.len(), UNDECLINED),
        };
        let stem = &folded[..end];
        *self.given.entry(stem, Hash::of(stem))? |= bit;
        Ok(())
    }

    /// The stem of the given name that a folded word is a form of.
    pub(super) fn given_stem<'w>(&self, folded: &'w str) -> Option<&'w str> {
        let folded = folded.strip_suffix("'s").unwrap_or(folded);
        // The hashes of the beginnings that an ending of four letters leaves.
        let mut starts = [(0, Hash::default()); 4];
        let (mut hash, mut letters) = (Hash::default(), 0);
        for (at, c) in folded.char_indices() {
            starts[letters % 4] = (at, hash);
            hash = hash.with(c);
            letters += 1;
        }
        let is_given = |stem: &str, hash, bits| self.given.get(stem, hash).is_some_and(|of| of & bits != 0);
        if is_given(folded, hash, UNDECLINED | self.declined("")) {
            return Some(folded);
        }
        (letters.saturating_sub(4)..letters).rev().find_map(|nth| {
            let (at, hash) = starts[nth % 4];
            is_given(&folded[..at], hash, self.declined(&folded[at..])).then_some(&folded[..at])
        })
    }

    /// The bits of the declensions that have a case ending.
    fn declined(&self, ending: &str) -> u64 {
        self.declined.get(ending).copied().unwrap_or(0)
    }

    /// What the case forms of one surname share.
    pub(super) fn surname_stem<'n>(&'n self, folded: &'n str) -> SurnameStem<'n> {
        let folded = folded.strip_suffix("'s").unwrap_or(folded);
        let longest = match folded.is_ascii() {
            true => None,
            false => self.case_endings.of(folded, LEAST_BEFORE_CASE).last(),
        };
        let (end, instead) = longest.map_or((folded.len(), ""), |(at, instead)| (at, &**instead));
        SurnameStem { start: &folded[..end], end: instead }
    }

    pub(super) fn is_listed_surname(&self, folded: &str) -> bool {
        let stem = self.surname_stem(folded);
        self.surnames.find(stem.hash(), |known| known.strip_prefix(stem.start) == Some(stem.end)).is_some()
    }

    /// Whether a word ends as surnames do, with three letters or more before the ending.
    pub(super) fn has_surname_ending(&self, folded: &str) -> bool {
        self.surname_endings.end(folded, LEAST_BEFORE_SURNAME)
    }

    pub(super) fn is_patronymic(&self, folded: &str) -> bool {
        self.patronymic_endings.end(folded, LEAST_BEFORE_PATRONYMIC)
    }
}

/// The folded form of a name in a table.
fn fold_name(name: &str, folded: &mut String) {
    folded.clear();
    fold_into(name.trim(), folded);
}

//! Given names and surnames with their case forms.

use zerocopy::little_endian::{U32, U64};

use super::compiled::compiled;
use super::letter::fold_into;
use super::stems::{Beginnings, Endings, Filter, Hash, Listed, Stems};
use super::table::items;

/// The bit of a name that takes no case ending.
const UNDECLINED: u64 = 1 << 63;
const MOST_DECLENSIONS: u64 = 63;
/// The longest case ending of a given name, in letters.
const LONGEST_CASE: usize = 4;
/// The letters that must stand before a case ending of a surname, before the ending that tells a surname, a patronymic.
const LEAST_BEFORE_CASE: usize = 3;
const LEAST_BEFORE_SURNAME: usize = 2;
const LEAST_BEFORE_PATRONYMIC: usize = 3;

/// Name lists and the endings that tell a name.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// Stem of a given name, with the declensions that it may have, a bit each.
    given: Stems<U64>,
    given_filter: Filter,
    declensions: u64,
    /// The bit of the declension of a nominative ending.
    nominatives: Endings<U64>,
    /// The bits of the declensions that have a case ending.
    declined: Endings<U64>,
    /// The bits of those that have a case without an ending, and of names that have none.
    bare: u64,
    surnames: Stems<Listed>,
    /// Ending of a surname, and the number of what takes its place in the stem.
    case_endings: Endings<U32>,
    instead: Stems<Listed>,
    surname_endings: Endings<Listed>,
    patronymic_endings: Endings<Listed>,
}

compiled!(Names {
    given,
    given_filter,
    declensions,
    nominatives,
    declined,
    bare,
    surnames,
    case_endings,
    instead,
    surname_endings,
    patronymic_endings,
});

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
    /// Whether its tables are such.
    pub(super) fn is_sound(&self) -> bool {
        self.declensions <= MOST_DECLENSIONS
            && self.given.is_sound()
            && self.surnames.is_sound()
            && self.instead.is_sound()
            && self.nominatives.is_sound()
            && self.declined.is_sound()
            && self.case_endings.is_sound()
            && self.surname_endings.is_sound()
            && self.patronymic_endings.is_sound()
    }

    /// Takes a row of a name table; false when the class is none of its own.
    pub(super) fn add_row(&mut self, class: &str, value: &str, patterns: &str) -> Result<bool, String> {
        let mut items = items(patterns);
        match class {
            "declension" => self.add_declension(value, items)?,
            "case_ending" => {
                let instead = self.instead.number(value, Hash::of(value))?.into();
                items.try_for_each(|ending| {
                    *self.case_endings.entry(ending)? = instead;
                    Ok::<_, String>(())
                })?;
            }
            "surname_ending" => {
                items.try_for_each(|ending| self.surname_endings.entry(ending).map(|_| ()))?
            }
            "patronymic_ending" => {
                items.try_for_each(|ending| self.patronymic_endings.entry(ending).map(|_| ()))?;
            }
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
        if self.declensions >= MOST_DECLENSIONS {
            return Err(format!("more declensions than the {MOST_DECLENSIONS} there is room for"));
        }
        let bit = 1 << self.declensions;
        self.declensions += 1;
        if self.nominatives.get(nominative).is_none() {
            *self.nominatives.entry(nominative)? = U64::new(bit);
        }
        for ending in endings.chain([nominative]) {
            *self.declined.entry(ending)? |= U64::new(bit);
            self.bare |= if ending.is_empty() { bit } else { 0 };
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
            Some((at, bit)) => (at, bit.get()),
            None => (folded.len(), UNDECLINED),
        };
        self.bare |= bit & UNDECLINED;
        let stem = &folded[..end];
        let hash = Hash::of(stem);
        *self.given.entry(stem, hash)? |= U64::new(bit);
        self.given_filter.add(hash);
        Ok(())
    }

    /// The stem of the given name that a folded word is a form of.
    pub(super) fn given_stem<'w>(&self, folded: &'w str) -> Option<&'w str> {
        let folded = folded.strip_suffix("'s").unwrap_or(folded);
        let beginnings = Beginnings::of(folded, &self.given_filter);
        if self.given_filter.admits(beginnings.whole)
            && self.given.get(folded, beginnings.whole).is_some_and(|bits| bits.get() & self.bare != 0)
        {
            return Some(folded);
        }
        beginnings.leaving(LONGEST_CASE).map(|(at, hash)| (&folded[..at], &folded[at..], hash)).find_map(
            |(stem, ending, hash)| {
                let bits = self.given.get(stem, hash)?.get();
                (bits & self.declined(ending) != 0).then_some(stem)
            },
        )
    }

    /// The bits of the declensions that have a case ending.
    fn declined(&self, ending: &str) -> u64 {
        self.declined.get(ending).map_or(0, |bits| bits.get())
    }

    /// What the case forms of one surname share.
    pub(super) fn surname_stem<'n>(&'n self, folded: &'n str) -> SurnameStem<'n> {
        let folded = folded.strip_suffix("'s").unwrap_or(folded);
        let longest = match folded.is_ascii() {
            true => None,
            false => self.case_endings.of(folded, LEAST_BEFORE_CASE).last(),
        };
        let (end, instead) = longest.map_or((folded.len(), ""), |(at, instead)| {
            (at, self.instead.stem(instead.get()).unwrap_or_default())
        });
        SurnameStem { start: &folded[..end], end: instead }
    }

    pub(super) fn is_listed_surname(&self, folded: &str) -> bool {
        let stem = self.surname_stem(folded);
        self.surnames
            .find(stem.hash(), |known| known.strip_prefix(stem.start.as_bytes()) == Some(stem.end.as_bytes()))
            .is_some()
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

//! Given names and surnames with their case forms.

use std::collections::{HashMap, HashSet};

use super::lexicon::folded_name;

/// The bit of a name that takes no case ending.
const UNDECLINED: u64 = 1 << 63;
const MOST_DECLENSIONS: usize = 63;

/// Name lists and the endings that tell a name.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// Stem of a given name, with the declensions that it may have, a bit each.
    given: HashMap<Box<str>, u64>,
    declensions: Vec<(Box<str>, HashSet<Box<str>>)>,
    surname_stems: HashSet<Box<str>>,
    /// Ending of a surname, and what takes its place in the stem.
    case_endings: HashMap<Box<str>, Box<str>>,
    surname_endings: HashSet<Box<str>>,
    patronymic_endings: HashSet<Box<str>>,
}

impl Names {
    /// Takes a row of a name table; false when the class is none of its own.
    pub(super) fn add_row(&mut self, class: &str, value: &str, patterns: &str) -> Result<bool, String> {
        let items = patterns.split(", ");
        match class {
            "declension" => {
                let mut endings: HashSet<Box<str>> = items.map(Into::into).collect();
                endings.insert(value.into());
                self.declensions.push((value.into(), endings));
                self.declensions.sort_by_key(|(nominative, _)| std::cmp::Reverse(nominative.len()));
                if self.declensions.len() > MOST_DECLENSIONS {
                    return Err(format!("more declensions than the {MOST_DECLENSIONS} there is room for"));
                }
            }
            "case_ending" => {
                self.case_endings.extend(items.map(|e| (e.into(), value.into())));
            }
            "surname_ending" => self.surname_endings.extend(items.map(Into::into)),
            "patronymic_ending" => self.patronymic_endings.extend(items.map(Into::into)),
            "given" => items.for_each(|name| self.add_given(name)),
            "surname" => {
                let stems: Vec<Box<str>> =
                    items.map(|name| self.surname_stem(&folded_name(name)).into()).collect();
                self.surname_stems.extend(stems);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn add_given(&mut self, name: &str) {
        let folded = folded_name(name);
        let found = match folded.is_ascii() {
            true => None,
            false => self.declensions.iter().position(|(nominative, _)| folded.ends_with(&**nominative)),
        };
        let (stem, bit) = match found {
            Some(at) => (&folded[..folded.len() - self.declensions[at].0.len()], 1 << at),
            None => (folded.as_str(), UNDECLINED),
        };
        match self.given.get_mut(stem) {
            Some(bits) => *bits |= bit,
            None => _ = self.given.insert(stem.into(), bit),
        }
    }

    /// The stem of the given name that a folded word is a form of.
    pub(super) fn given_stem<'w>(&self, folded: &'w str) -> Option<&'w str> {
        let folded = folded.strip_suffix("'s").unwrap_or(folded);
        if self.given.get(folded).is_some_and(|&bits| bits & UNDECLINED != 0 || self.takes(bits, "")) {
            return Some(folded);
        }
        folded.char_indices().rev().take(4).find_map(|(at, _)| {
            let &bits = self.given.get(&folded[..at])?;
            self.takes(bits, &folded[at..]).then_some(&folded[..at])
        })
    }

    fn takes(&self, bits: u64, ending: &str) -> bool {
        self.declensions
            .iter()
            .enumerate()
            .any(|(at, (_, endings))| bits & 1 << at != 0 && endings.contains(ending))
    }

    /// What the case forms of one surname share: сирський, сирського, сирським are all сирськ.
    pub(super) fn surname_stem(&self, folded: &str) -> String {
        let folded = folded.strip_suffix("'s").unwrap_or(folded);
        if folded.is_ascii() {
            return folded.to_owned();
        }
        // The longest ending first; three letters must remain.
        for (at, _) in ending_starts(folded, 3) {
            if let Some(instead) = self.case_endings.get(&folded[at..]) {
                return format!("{}{instead}", &folded[..at]);
            }
        }
        folded.to_owned()
    }

    pub(super) fn is_listed_surname(&self, folded: &str) -> bool {
        self.surname_stems.contains(self.surname_stem(folded).as_str())
    }

    /// Whether a word ends as surnames do, with three letters or more before the ending.
    pub(super) fn has_surname_ending(&self, folded: &str) -> bool {
        ends_with_any(folded, &self.surname_endings, 2)
    }

    pub(super) fn is_patronymic(&self, folded: &str) -> bool {
        ends_with_any(folded, &self.patronymic_endings, 3)
    }
}

/// No ending of the tables is longer, in letters.
const LONGEST_ENDING: usize = 16;

/// Where an ending may begin that leaves so many letters before it, the longest ending first. Only the end of a word
/// is looked at, so that a line of a million letters costs no more than another.
fn ending_starts(folded: &str, least: usize) -> impl Iterator<Item = (usize, char)> + '_ {
    let last = folded.char_indices().rev().nth(LONGEST_ENDING - 1).map_or(0, |(at, _)| at);
    folded.char_indices().skip(least).skip_while(move |(at, _)| *at < last)
}

fn ends_with_any(folded: &str, endings: &HashSet<Box<str>>, least: usize) -> bool {
    ending_starts(folded, least).any(|(at, _)| endings.contains(&folded[at..]))
}

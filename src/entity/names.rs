//! Given names and surnames with their case forms.

use std::collections::{HashMap, HashSet};

use super::lexicon::folded_name;

/// Name lists and the endings that tell a name.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// Stem of a given name, with the declensions that it may have.
    given: HashMap<Box<str>, Vec<u8>>,
    declensions: Vec<(Box<str>, HashSet<Box<str>>)>,
    surname_stems: HashSet<Box<str>>,
    /// Ending of a surname, and what takes its place in the stem; the longest ending first.
    case_endings: Vec<(Box<str>, Box<str>)>,
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
                if self.declensions.len() > 250 {
                    return Err("more declensions than the 250 there is room for".to_owned());
                }
            }
            "case_ending" => {
                self.case_endings.extend(items.map(|e| (e.into(), value.into())));
                self.case_endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
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
        // A Latin name takes no case ending; u8::MAX stands for that.
        let (stem, declension) = if folded.is_ascii() {
            (folded.as_str(), u8::MAX)
        } else {
            let found = self.declensions.iter().position(|(nominative, _)| folded.ends_with(&**nominative));
            match found {
                Some(at) => (&folded[..folded.len() - self.declensions[at].0.len()], at as u8),
                None => (folded.as_str(), u8::MAX),
            }
        };
        let declensions = self.given.entry(stem.into()).or_default();
        if !declensions.contains(&declension) {
            declensions.push(declension);
        }
    }

    /// The stem of the given name that a folded word is a form of.
    pub(super) fn given_stem<'w>(&self, folded: &'w str) -> Option<&'w str> {
        let folded = folded.strip_suffix("'s").unwrap_or(folded);
        if self.given.get(folded).is_some_and(|d| d.contains(&u8::MAX) || self.takes(d, "")) {
            return Some(folded);
        }
        folded.char_indices().rev().take(4).find_map(|(at, _)| {
            let declensions = self.given.get(&folded[..at])?;
            self.takes(declensions, &folded[at..]).then_some(&folded[..at])
        })
    }

    fn takes(&self, declensions: &[u8], ending: &str) -> bool {
        declensions
            .iter()
            .any(|&d| self.declensions.get(d as usize).is_some_and(|(_, endings)| endings.contains(ending)))
    }

    /// What the case forms of one surname share: сирський, сирського, сирським are all сирськ.
    pub(super) fn surname_stem(&self, folded: &str) -> String {
        let folded = folded.strip_suffix("'s").unwrap_or(folded);
        if folded.is_ascii() {
            return folded.to_owned();
        }
        for (ending, instead) in &self.case_endings {
            if let Some(stem) = folded.strip_suffix(&**ending)
                && stem.chars().count() >= 3
            {
                return format!("{stem}{instead}");
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

fn ends_with_any(folded: &str, endings: &HashSet<Box<str>>, least: usize) -> bool {
    folded.char_indices().skip(least).any(|(at, _)| endings.contains(&folded[at..]))
}

//! Ukrainian names of places in Russia, for which the sources have only the Russian one.
//!
//! Ukrainian reports put such a name as they would put one of their own: Мартыновка is Мартинівка, Малая Локня Мала Локня. So a
//! word that attested Russian names of settlements of Ukraine have is taken as it is there, the commonest of several.
//! Other words are laid over with the rows of `tables/to_ukrainian.tsv`, the longest first: `^` is the start of a word, `$` its
//! end. What comes out says in `derived` that it is made by rule.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::by_hand;
use crate::import::russian::{capitalized, fold};
use crate::table::{PlaceRow, Table};

#[derive(Deserialize)]
struct Rule {
    ru: String,
    uk: String,
}

/// Words and rules, ready to use.
pub(super) struct Ukrainian {
    /// Ukrainian words by the Russian one and by whether it is the name's last.
    words: HashMap<(String, bool), String>,
    rules: HashMap<String, String>,
    longest: usize,
}

impl Ukrainian {
    /// Of the settlements in the folder `data`, where they are there already.
    pub(super) fn read(data: &Path) -> Result<Self> {
        let path = data.join("settlements.tsv");
        let lines = if path.exists() { Table::<PlaceRow>::read(&path)?.lines } else { Vec::new() };
        Ok(Ukrainian::new(lines.iter().map(|line| &line.row)))
    }

    fn new<'a>(settlements: impl Iterator<Item = &'a PlaceRow>) -> Self {
        let mut counts: BTreeMap<(String, bool), BTreeMap<&str, usize>> = BTreeMap::new();
        for place in settlements.filter(|place| place.derived.is_empty()) {
            let (uk, ru) = (words(&place.name_uk), words(&place.name_ru));
            if uk.len() != ru.len() {
                continue;
            }
            let last = ru.len() - 1;
            for (i, (uk, ru)) in uk.into_iter().zip(ru).enumerate() {
                *counts.entry((fold(ru), i == last)).or_default().entry(uk).or_default() += 1;
            }
        }
        let commonest = |counts: BTreeMap<&str, usize>| {
            let best = counts.into_iter().max_by_key(|&(word, count)| (count, std::cmp::Reverse(word)));
            best.map(|(word, _)| word.to_owned()).unwrap_or_default()
        };
        let rules = by_hand::embedded::<Rule>(include_str!("tables/to_ukrainian.tsv"), "to_ukrainian.tsv");
        Ukrainian {
            words: counts.into_iter().map(|(word, counts)| (word, commonest(counts))).collect(),
            longest: rules.iter().map(|rule| rule.ru.chars().count()).max().unwrap_or(0),
            rules: rules.into_iter().map(|rule| (rule.ru, rule.uk)).collect(),
        }
    }

    /// The Ukrainian name for a Russian one.
    pub(super) fn derive(&self, ru: &str) -> String {
        let mut name = String::new();
        let mut rest = ru;
        while !rest.is_empty() {
            let end = rest.find([' ', '-']).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            let is_last = after.is_empty();
            match self.words.get(&(fold(word), is_last)) {
                Some(known) => name.push_str(known),
                // What stands before a hyphen keeps its vowel: Попово-Лежачі.
                None => name.push_str(&self.lay(word, if after.starts_with('-') { "" } else { "$" })),
            }
            let separator = after.chars().next();
            name.extend(separator);
            rest = &after[separator.map_or(0, char::len_utf8)..];
        }
        name
    }

    /// The rules, laid over a word.
    fn lay(&self, word: &str, end: &str) -> String {
        let marked: Vec<char> = format!("^{}{end}", word.to_lowercase()).chars().collect();
        let mut laid = String::new();
        let mut at = 0;
        while at < marked.len() {
            let lengths = (1..=self.longest.min(marked.len() - at)).rev();
            let found = lengths.into_iter().find_map(|length| {
                let piece: String = marked[at..at + length].iter().collect();
                self.rules.get(&piece).map(|uk| (length, uk))
            });
            match found {
                Some((length, uk)) => {
                    laid.push_str(uk);
                    at += length;
                }
                None => {
                    laid.extend(Some(marked[at]).filter(|letter| !matches!(letter, '^' | '$')));
                    at += 1;
                }
            }
        }
        if word.starts_with(char::is_uppercase) { capitalized(&laid) } else { laid }
    }
}

fn words(name: &str) -> Vec<&str> {
    name.split([' ', '-']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_known_words_and_by_rule() {
        let place = |uk: &str, ru: &str| PlaceRow {
            name_uk: uk.to_owned(),
            name_ru: ru.to_owned(),
            ..PlaceRow::default()
        };
        let known = [place("Мала Вільшанка", "Малая Ольшанка"), place("Василівка", "Васильевка")];
        let ukrainian = Ukrainian::new(known.iter());
        for (ru, uk) in [
            ("Малая Локня", "Мала Локня"),
            ("Гордеевка", "Гордіївка"),
            ("Мартыновка", "Мартинівка"),
            ("Васильевка", "Василівка"),
            ("Ольшанка", "Вільшанка"),
            ("Ленинский", "Ленинський"),
            ("Коренево", "Коренєве"),
            ("Шебекино", "Шебекине"),
            ("Попово-Лежачи", "Попово-Лежачі"),
            ("Рыльск", "Рильськ"),
            ("Глушково", "Глушкове"),
            ("Красноречье", "Красноріччя"),
            ("Елань", "Єлань"),
            ("Тёткино", "Тьоткине"),
            ("Белая", "Біла"),
            ("Черкасская", "Черкаська"),
            ("Никольский", "Микільський"),
            ("Николаево-Дарьино", "Миколаєво-Дар'їне"),
        ] {
            assert_eq!(ukrainian.derive(ru), uk, "{ru}");
        }
    }
}

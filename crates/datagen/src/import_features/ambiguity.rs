//! ambiguity.tsv: names of settlements of Ukraine that are something else as well: words, people, weapons, brands.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use anyhow::{Result, anyhow};
use serde::{Deserialize, Serialize};
use ua_gazetteer::{Language, inflection, romanization};

use super::sources::Sources;
use super::{by_hand, names};
use crate::compile::{NAME_TABLES, PLACE_TABLES};
use crate::table::{Line, NameRow, PlaceRow, Table};

/// A name and what else it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct AmbiguityRow {
    /// As settlements write it.
    pub name: String,
    /// `uk`, `ru`, `en`.
    pub language: String,
    /// `common_word`, `given_name`, `surname`, `weapon`, `unit`, `organization`, `pipeline`, `brand`,
    /// `foreign_place`, `river`.
    pub sense: String,
    /// The word list that has it, or `by hand`.
    pub source: String,
}

const SENSES: [&str; 10] = [
    "common_word",
    "given_name",
    "surname",
    "weapon",
    "unit",
    "organization",
    "pipeline",
    "brand",
    "foreign_place",
    "river",
];

/// The rows of tables/senses.tsv whose name a settlement bears in that language, and those whose word has a form that some
/// place has too ([`Forms`]): «Майор» is a word that Майори takes, "Star" a spelling of Стар. data/settlements.tsv, where it is there
/// already, adds the Russian names that are made by rule.
pub(crate) fn import(sources: &Sources, data: &Path) -> Result<Vec<AmbiguityRow>> {
    let mut borne: HashSet<(&str, String)> = HashSet::new();
    for row in sources.settlements.lines.iter().map(|line| &line.row) {
        borne.insert(("uk", names::clean(&row.name_uk)));
        borne.insert(("en", row.name_en.clone()));
        borne.insert(("ru", row.name_ru.clone()));
        for name in names::parts(&row.alt_names) {
            if names::is_cyrillic(name) {
                borne.insert(("ru", names::clean(name)));
            }
        }
    }
    let settlements = data.join("settlements.tsv");
    if settlements.exists() {
        for line in Table::<PlaceRow>::read(&settlements)?.lines {
            borne.insert(("ru", line.row.name_ru));
        }
    }
    let forms = Forms::read(data)?;
    let file = "tables/senses.tsv";
    let mut rows = BTreeSet::new();
    for Line { number, row } in
        by_hand::embedded_lines::<AmbiguityRow>(include_str!("tables/senses.tsv"), file)?
    {
        if !SENSES.contains(&row.sense.as_str()) {
            return Err(anyhow!("{file}:{number}: `{}` is not a sense", row.sense));
        }
        let Some(&language) = ["uk", "ru", "en"].iter().find(|language| **language == row.language) else {
            return Err(anyhow!("{file}:{number}: `{}` is not a language", row.language));
        };
        let is_word = row.sense == "common_word";
        if borne.contains(&(language, row.name.clone())) || is_word && forms.meet(&row.name, language) {
            rows.insert(row);
        }
    }
    Ok(rows.into_iter().collect())
}

/// The case forms of all names in Cyrillic letters, the usual romanizations of them and all names in Latin letters.
struct Forms(HashSet<String>);

impl Forms {
    fn read(data: &Path) -> Result<Self> {
        let mut forms = Forms(HashSet::new());
        for file in PLACE_TABLES.iter().map(|file| data.join(file)).filter(|path| path.exists()) {
            for Line { row, .. } in Table::<PlaceRow>::read(&file)?.lines {
                for (name, language) in [(&row.name_uk, "uk"), (&row.name_ru, "ru"), (&row.name_en, "en")] {
                    forms.add(name, language);
                }
            }
        }
        for file in NAME_TABLES.iter().map(|file| data.join(file)).filter(|path| path.exists()) {
            for Line { row, .. } in Table::<NameRow>::read(&file)?.lines {
                forms.add(&row.name, &row.language);
            }
        }
        Ok(forms)
    }

    fn add(&mut self, name: &str, language: &str) {
        let Ok(language) = language.parse::<Language>() else { return };
        self.0.extend(inflection::forms(name, language).into_iter().map(|form| form.text.to_lowercase()));
        if language != Language::English && !name.contains(' ') {
            let variants = romanization::variants(name, language);
            self.0.extend(variants.into_iter().map(|variant| variant.text.to_lowercase()));
        }
    }

    /// Whether a word and a name have a form in common.
    fn meet(&self, word: &str, language: &str) -> bool {
        let language = language.parse::<Language>().unwrap_or(Language::English);
        inflection::forms(word, language).iter().any(|form| self.0.contains(&form.text.to_lowercase()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_meets_a_name_in_any_form_and_spelling() {
        let mut forms = Forms(HashSet::new());
        forms.add("Майори", "uk");
        forms.add("Стар", "uk");
        for (word, language, wanted) in [("Майор", "uk", true), ("Star", "en", true), ("Атака", "uk", false)]
        {
            assert_eq!(forms.meet(word, language), wanted, "{word}");
        }
    }

    #[test]
    fn words_of_war_news_stand_in_the_table() {
        let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/ambiguity.tsv"));
        let rows: Table<AmbiguityRow> = Table::read(path).expect("ambiguity");
        for (name, language) in [
            ("Майор", "uk"),
            ("Окопи", "uk"),
            ("Мости", "uk"),
            ("Чехи", "ru"),
            ("Split", "en"),
            ("Delta", "en"),
        ] {
            let fits = |row: &AmbiguityRow| row.name == name && row.language == language;
            assert!(rows.lines.iter().any(|line| fits(&line.row)), "{name}");
        }
    }
}

//! ambiguity.tsv: names of settlements of Ukraine that are something else as well: words, people, weapons, brands.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use anyhow::{Result, anyhow};
use serde::{Deserialize, Serialize};

use super::sources::Sources;
use super::{by_hand, names};
use crate::table::{Line, PlaceRow, Table};

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

/// The rows of tables/senses.tsv whose name a settlement bears in that language. data/settlements.tsv, where it is
/// there already, adds the Russian names that are made by rule.
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
        if borne.contains(&(language, row.name.clone())) {
            rows.insert(row);
        }
    }
    Ok(rows.into_iter().collect())
}

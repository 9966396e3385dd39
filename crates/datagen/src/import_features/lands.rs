//! What the land of a raion is called by the people who live there, by rule: Снігурівщина, Токмаччина; Суджанщина.
//!
//! The rows of `tables/lands.tsv` say which ending of an adjective gives which. A raion that has a nickname by hand keeps that,
//! and none is made that an oblast bears (Харківщина) or that a settlement of the same oblast is called, since
//! nothing could tell them apart.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::{Output, by_hand};
use crate::table::{PlaceRow, Table};

/// An ending of an adjective, and what stands in its place.
#[derive(Deserialize)]
struct Ending {
    language: String,
    adjective: String,
    land: String,
}

fn endings() -> Vec<Ending> {
    by_hand::embedded(include_str!("tables/lands.tsv"), "tables/lands.tsv")
}

/// The names of the land that an adjective is of, by the longest ending that fits.
fn lands(adjective: &str, language: &str, endings: &[Ending]) -> Vec<String> {
    let fitting = endings.iter().filter(|row| row.language == language);
    let longest = fitting
        .clone()
        .filter(|row| adjective.ends_with(&row.adjective))
        .map(|row| row.adjective.as_str())
        .max_by_key(|ending| ending.len());
    let Some(longest) = longest else { return Vec::new() };
    let stem = adjective.strip_suffix(longest).unwrap_or(adjective);
    fitting.filter(|row| row.adjective == longest).map(|row| format!("{stem}{}", row.land)).collect()
}

/// Adds the lands of all raions: of today, as the folder `data` has them, and of 2020 and abroad, as they were put out; and
/// of oblasts of Russia (Белгородчина), since those by hand have one spelling only.
pub(super) fn import(data: &Path, output: &mut Output) -> Result<()> {
    let read = |file: &str| -> Result<Vec<PlaceRow>> {
        let path = data.join(file);
        let lines = if path.exists() { Table::read(&path)?.lines } else { Vec::new() };
        Ok(lines.into_iter().map(|line| line.row).collect())
    };
    let (units, settlements) = (read("admin.tsv")?, read("settlements.tsv")?);
    let endings = endings();
    let mut taken: HashSet<String> = output.names.iter().map(|row| row.name.clone()).collect();
    for oblast in units.iter().filter(|unit| unit.kind == "oblast") {
        for (name, language) in [(&oblast.name_uk, "uk"), (&oblast.name_ru, "ru")] {
            taken.extend(lands(name, language, &endings));
        }
    }
    let by_hand: HashSet<(String, String)> = output
        .names
        .iter()
        .filter(|row| row.sort == "nickname")
        .map(|row| (row.place.clone(), row.language.clone()))
        .collect();
    // The first two signs of a code are the country's, the next two the oblast's.
    let oblast = |id: &str| id.get(..4).unwrap_or_default().to_owned();
    let villages: HashSet<(String, &str)> = settlements
        .iter()
        .flat_map(|place| [&place.name_uk, &place.name_ru].map(|name| (oblast(&place.id), name.as_str())))
        .collect();
    let abroad = output.tables.get("border_districts.tsv").cloned().unwrap_or_default();
    for oblast in abroad.iter().filter(|unit| unit.kind == "oblast" && unit.feature == "RU") {
        for (name, language) in [(&oblast.name_uk, "uk"), (&oblast.name_ru, "ru")] {
            for land in lands(name, language, &endings) {
                if taken.insert(land.clone()) {
                    output.name(oblast, &land, language, "nickname", "rule");
                }
            }
        }
    }
    let others = ["former_raions.tsv", "border_districts.tsv"];
    let others: Vec<PlaceRow> =
        others.iter().filter_map(|file| output.tables.get(*file)).flatten().cloned().collect();
    for unit in units.into_iter().chain(others).filter(|unit| unit.kind == "raion") {
        for (name, language) in [(&unit.name_uk, "uk"), (&unit.name_ru, "ru")] {
            if by_hand.contains(&(unit.id.clone(), language.to_owned())) || is_little_known(&unit) {
                continue;
            }
            for land in lands(name, language, &endings) {
                let code = if unit.id.starts_with("UA") { &unit.id } else { &unit.parent };
                if !taken.contains(&land) && !villages.contains(&(oblast(code), land.as_str())) {
                    output.name(&unit, &land, language, "nickname", "rule");
                }
            }
        }
    }
    Ok(())
}

/// Raions abroad that only the table of settlements has: nobody writes of their land.
fn is_little_known(unit: &PlaceRow) -> bool {
    !unit.feature.is_empty() && !unit.derived.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lands_are_made_of_adjectives() {
        let endings = endings();
        for (adjective, language, wanted) in [
            ("Снігурівський", "uk", &["Снігурівщина"][..]),
            ("Токмацький", "uk", &["Токмаччина"]),
            ("Запорізький", "uk", &["Запоріжчина"]),
            ("Волноваський", "uk", &["Волноващина"]),
            ("Харківська", "uk", &["Харківщина"]),
            ("Снигирёвский", "ru", &["Снигирёвщина"]),
            ("Токмакский", "ru", &["Токмакщина"]),
            ("Донецкий", "ru", &["Донетчина", "Донеччина"]),
            ("Белгородский", "ru", &["Белгородщина", "Белгородчина"]),
            ("Крим", "uk", &[]),
        ] {
            assert_eq!(lands(adjective, language, &endings), wanted, "{adjective}");
        }
    }

    /// The rows by hand say how good the rules are: what they miss has another root (Криворіжжя, Буковина) or is one of
    /// two spellings (Одесщина).
    #[test]
    fn the_rules_make_most_of_what_stands_there_by_hand() {
        let data = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data"));
        let units: Vec<PlaceRow> = Table::read(&data.join("admin.tsv"))
            .expect("units")
            .lines
            .into_iter()
            .map(|line| line.row)
            .collect();
        let names: Table<crate::table::NameRow> = Table::read(&data.join("nicknames.tsv")).expect("names");
        let endings = endings();
        for (language, least) in [("uk", 0.8), ("ru", 0.75)] {
            let (mut made, mut all) = (0.0, 0.0);
            for row in names.lines.iter().map(|line| &line.row) {
                let ours = row.source == "by hand" && row.language == language && row.sort == "nickname";
                let Some(unit) = units.iter().find(|unit| ours && unit.id == row.place) else { continue };
                let name = if language == "uk" { &unit.name_uk } else { &unit.name_ru };
                all += 1.0;
                made += f64::from(u8::from(lands(name, language, &endings).contains(&row.name)));
            }
            assert!(all > 50.0 && made / all >= least, "{language}: {made} of {all}");
        }
    }
}

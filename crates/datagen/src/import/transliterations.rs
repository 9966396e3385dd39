//! `transliterations.tsv`: names of settlements brought to Latin letters from scripts without capitals (Arabic, Hebrew,
//! Chinese, Japanese, Georgian, Korean), as GeoNames lists them: `mrywpl`, "ma li wu bo er", `donipuropetoroushiku`.
//!
//! They serve look-up: data sets that were machine-transliterated hold them. Of places that are no city those of several
//! words are kept, which are no name or word by chance. Text never has them with a capital, so
//! they are found in it only where a caller asks for names in lower case. Kept are names of small Latin letters alone
//! that have five letters or more, six where they are several words; left out are names of languages that stand among
//! them, and what is an official name of another settlement.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};

use super::source::plain;
use crate::table::{self, NameRow, PlaceRow, Table};

/// Names of languages that GeoNames has among the names of Маріуполь.
const LANGUAGES: &[&str] = &["hindi", "kartuli", "hayeren"];

/// Columns of the dump: id, alternate names.
const ID: usize = 0;
const ALTERNATES: usize = 3;

/// Reads a country's dump of GeoNames (`UA.txt`) and writes `transliterations.tsv` for the settlements of `data`.
///
/// # Errors
/// A file that cannot be read or written; a line of the dump without its columns.
pub fn run(dump: &Path, data: &Path) -> Result<usize> {
    let places: Table<PlaceRow> = Table::read(&data.join("settlements.tsv"))?;
    let known: Table<NameRow> = Table::read(&data.join("names.tsv"))?;
    let by_id: HashMap<u32, (&str, bool)> = places
        .lines
        .iter()
        .filter_map(|line| Some((line.row.geonames?, (line.row.id.as_str(), line.row.kind == "city"))))
        .collect();
    let mut taken: HashSet<String> = known.lines.iter().map(|line| line.row.name.to_lowercase()).collect();
    taken.extend(places.lines.iter().map(|line| line.row.name_en.to_lowercase()));
    let mut found: BTreeSet<(String, String)> = BTreeSet::new();
    let text = std::fs::read_to_string(dump).with_context(|| dump.display().to_string())?;
    for (number, line) in text.lines().enumerate() {
        let columns: Vec<&str> = line.split('\t').collect();
        let (Some(id), Some(alternates)) = (columns.get(ID), columns.get(ALTERNATES)) else {
            anyhow::bail!("{}:{}: no column of names", dump.display(), number + 1);
        };
        let Some(&(place, is_city)) = id.parse().ok().and_then(|id: u32| by_id.get(&id)) else { continue };
        let kept = alternates
            .split(',')
            .map(plain)
            .filter(|name| is_kept(name) && (is_city || name.contains(' ')) && !taken.contains(name));
        found.extend(kept.map(|name| (place.to_owned(), name)));
    }
    let row = |(place, name)| NameRow {
        place,
        name,
        language: "en".to_owned(),
        sort: "alternate".to_owned(),
        source: "geonames".to_owned(),
    };
    let rows: Vec<NameRow> = found.into_iter().map(row).collect();
    table::write(&data.join("transliterations.tsv"), &rows)?;
    Ok(rows.len())
}

/// Whether a name is in small Latin letters alone, and long enough not to be a word by chance.
fn is_kept(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let least = if name.contains(' ') { 6 } else { 5 };
    let fits = |c: char| c.is_ascii_lowercase() || matches!(c, '\'' | 'ʼ' | 'ʻ' | '-' | ' ');
    letters >= least && name.chars().all(fits) && !LANGUAGES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::is_kept;

    #[test]
    fn small_letters_are_kept_and_short_or_capital_names_are_not() {
        for (name, kept) in [
            ("mrywpl", true),
            ("ma li wu bo er", true),
            ("su mei", false),
            ("lwwf", false),
            ("hindi", false),
            ("Mariupol", false),
            ("симферополь", false),
        ] {
            assert_eq!(is_kept(name), kept, "{name}");
        }
    }
}

//! The source tables as they stand, with the typographic apostrophes made plain.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use crate::table::{Line, Table};

/// A row of the source `settlements.tsv`.
#[derive(Clone, Debug, Deserialize)]
pub struct Settlement {
    pub katottg: String,
    /// `M` city, `K` city with special status, `X` settlement, `C` village.
    pub category: String,
    pub name_uk: String,
    pub name_en: String,
    pub name_ru: String,
    /// Unsorted names, `|` between them.
    pub alt_names: String,
    pub oblast_uk: String,
    pub raion_uk: String,
    pub hromada_uk: String,
    pub lat: f64,
    pub lon: f64,
    pub coord_source: String,
    /// `A` to `C` a point of its own, `E` the mean of its hromada.
    pub coord_quality: String,
    pub geonameid: Option<u32>,
    pub wikidata: String,
    pub population: Option<u32>,
}

impl Settlement {
    /// The names of `alt_names`, apostrophes made plain.
    pub fn alternates(&self) -> Vec<String> {
        self.alt_names.split('|').map(plain).filter(|name| !name.is_empty()).collect()
    }
}

/// A row of the source `admin.tsv`.
#[derive(Clone, Debug, Deserialize)]
pub struct Unit {
    pub katottg: String,
    /// `O` oblast, `K` city with special status, `P` raion, `H` hromada, `B` city district.
    pub level: String,
    pub name_uk: String,
    pub name_en: String,
    pub name_ru: String,
    pub parent: String,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// The name in the other edition of the codifier.
    pub old_name_uk: String,
}

/// Apostrophes of all kinds as `'`, runs of spaces as one, none at the ends.
pub fn plain(name: &str) -> String {
    let name: String = name.chars().map(|c| if "’ʼ‘”`′´".contains(c) { '\'' } else { c }).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The settlements.
pub fn settlements(path: &Path) -> Result<Table<Settlement>> {
    let mut table: Table<Settlement> = Table::read(path)?;
    for Line { row, .. } in &mut table.lines {
        for name in
            [&mut row.name_uk, &mut row.name_en, &mut row.name_ru, &mut row.raion_uk, &mut row.hromada_uk]
        {
            *name = plain(name);
        }
    }
    Ok(table)
}

/// The units.
pub fn units(path: &Path) -> Result<Table<Unit>> {
    let mut table: Table<Unit> = Table::read(path)?;
    for Line { row, .. } in &mut table.lines {
        for name in [&mut row.name_uk, &mut row.name_en, &mut row.name_ru, &mut row.old_name_uk] {
            *name = plain(name);
        }
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn apostrophes_become_plain() {
        for (name, wanted) in [
            ("Солом’янський", "Солом'янський"),
            (" Синьківка ", "Синьківка"),
            ("Novodar”yivka", "Novodar'yivka"),
        ] {
            assert_eq!(plain(name), wanted);
        }
    }
}

//! Imports the places that are not settlements of Ukraine, and the hostilities register: water, landforms, regions,
//! nicknames, raions as before 2020, landmarks, countries, foreign cities, Russian border districts.
//!
//! What the sources do not say stands in the tables of `tables/`, made by hand, each row with its source.

mod abroad;
mod ambiguity;
mod borders;
pub(crate) mod by_hand;
mod cities;
mod countries;
mod former_raions;
mod generics;
mod hostilities;
mod landmarks;
mod lands;
mod names;
mod nicknames;
mod physical;
mod points;
mod quarters;
pub(crate) mod readme;
mod sources;
mod ukrainian;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};

use crate::table::{self, NameRow, PlaceRow};

/// Tables of places, by file name, and the further names of those places.
#[derive(Default)]
pub(crate) struct Output {
    tables: BTreeMap<&'static str, Vec<PlaceRow>>,
    names: Vec<NameRow>,
}

impl Output {
    fn add(&mut self, file: &'static str, row: PlaceRow) {
        self.tables.entry(file).or_default().push(row);
    }

    /// A name beside the official ones; passed over where it is one of those.
    fn name(&mut self, place: &PlaceRow, name: &str, language: &str, sort: &str, source: &str) {
        let name = names::clean(name);
        if name.is_empty() || [&place.name_uk, &place.name_en, &place.name_ru].contains(&&name) {
            return;
        }
        self.names.push(NameRow {
            place: place.id.clone(),
            name,
            language: language.to_owned(),
            sort: sort.to_owned(),
            source: source.to_owned(),
        });
    }

    /// Every row has an id of its own, a name, and a point on the globe or none.
    fn check(&self) -> Result<()> {
        let mut ids = BTreeMap::new();
        for (file, rows) in &self.tables {
            for row in rows {
                if let Some(other) = ids.insert(&row.id, file) {
                    bail!("{file}: id {} twice, also in {other}", row.id);
                }
                if row.name_uk.is_empty() && row.name_en.is_empty() && row.name_ru.is_empty() {
                    bail!("{file}: {} has no name", row.id);
                }
                if let Err(what) = points::check(row.lat, row.lon) {
                    bail!("{file}: {}: {what}", row.id);
                }
            }
        }
        Ok(())
    }

    fn write(mut self, data: &Path) -> Result<()> {
        for (file, rows) in &mut self.tables {
            rows.sort_by(|a, b| a.id.cmp(&b.id));
            table::write(&data.join(file), rows)?;
        }
        self.names.sort();
        self.names.dedup_by(|a, b| (&a.place, &a.name, &a.language) == (&b.place, &b.name, &b.language));
        table::write(&data.join("nicknames.tsv"), &self.names)
    }
}

/// Reads the source tables in the folder `sources`, writes our own to the folder `data`.
///
/// # Errors
/// A source that cannot be read, and a bad row of one, with its file and line.
pub fn run(sources: &Path, data: &Path) -> Result<()> {
    let sources = sources::Sources::read(sources)?;
    let mut output = Output::default();
    physical::import(&sources, &mut output)?;
    former_raions::import(&sources, &mut output)?;
    landmarks::import(&sources, &mut output)?;
    countries::import(&sources, &mut output)?;
    cities::import(&sources, &mut output)?;
    borders::import(&sources, &mut output)?;
    by_hand::import(&sources, &mut output)?;
    abroad::import(&sources, data, &mut output)?;
    quarters::import(&sources, data, &mut output)?;
    nicknames::import(&sources, &mut output)?;
    lands::import(data, &mut output)?;
    output.check()?;
    output.write(data)?;
    table::write(&data.join("hostilities.tsv"), &hostilities::import(&sources)?)?;
    table::write(&data.join("ambiguity.tsv"), &ambiguity::import(&sources, data)?)?;
    readme::write_inventory(data)
}

//! `import`: reads the source tables and writes our own, clean ones to `data/`.
//!
//! Every rule by which a source value is changed or left out is a row of a table here ([`clean`], [`russian`]) or is
//! said in the documentation of the module that applies it; what each rule did is counted and printed.

pub mod admin;
pub mod clean;
pub mod evidence;
pub mod key;
pub mod measure;
pub mod names;
pub mod outlines;
pub mod redirects;
pub mod russian;
pub mod settlements;
pub mod source;
pub mod transliterations;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};

use crate::table;

/// How often each rule was applied, for the report at the end of an import.
#[derive(Debug, Default)]
pub struct Report(BTreeMap<String, usize>);

impl Report {
    /// Counts one case.
    pub fn count(&mut self, what: impl Into<String>) {
        *self.0.entry(what.into()).or_default() += 1;
    }

    /// The lines of the report, sorted.
    pub fn lines(&self) -> impl Iterator<Item = String> + '_ {
        self.0.iter().map(|(what, count)| format!("{count:>7}  {what}"))
    }
}

/// Reads the source tables of settlements and units in `sources` and writes `settlements.tsv`, `admin.tsv`,
/// `names.tsv`, `redirects.tsv` and `oblasts.geojson` to `data`.
///
/// # Errors
///
/// A file that cannot be read or written, a row that is malformed, a unit whose named oblast, raion or hromada is not
/// the one its code tells.
pub fn run(sources: &Path, data: &Path) -> Result<Report> {
    std::fs::create_dir_all(data).with_context(|| data.display().to_string())?;
    let mut report = Report::default();
    let settlements = source::settlements(&sources.join("settlements.tsv"))?;
    let units = source::units(&sources.join("admin.tsv"))?;
    let outlines = outlines::import(&sources.join("oblasts_simplified.geojson"), &units)?;
    let russian = russian::Russian::new()?;

    let mut names = Vec::new();
    let mut places = settlements::import(&settlements, &units, &russian, &mut names, &mut report)?;
    settlements::estimate_misplaced(&mut places, &outlines, &mut report);
    settlements::take_points(&mut places, &mut report);
    let areas = admin::import(&units, &places, &russian, &mut names, &mut report)?;
    names::import(&settlements, &places, &russian, &mut names, &mut report);
    names::finish(&mut names, &places, &areas, &mut report);

    places.sort_by(|a, b| a.id.cmp(&b.id));
    table::write(&data.join("settlements.tsv"), &places)?;
    table::write(&data.join("admin.tsv"), &areas)?;
    table::write(&data.join("names.tsv"), &names)?;
    redirects::import(
        &sources.join("hostilities.tsv"),
        &settlements,
        &units,
        &data.join("redirects.tsv"),
        &mut report,
    )?;
    outlines.write(&data.join("oblasts.geojson"))?;
    Ok(report)
}

#[cfg(test)]
mod tests;

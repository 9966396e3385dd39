//! Refuses bad rows of `data/`, naming file and line: unknown parent, code twice, empty name, a point that is none or
//! lies outside its oblast, a name, redirect or hostility of no place.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::import::outlines::Outlines;
use crate::import::settlements::TOLERANCE_KM;
use crate::table::{HostilityRow, Line, NameRow, PlaceRow, RedirectRow, Table};

/// Tables that every data folder has.
const REQUIRED: &[&str] = &["settlements.tsv", "admin.tsv", "names.tsv", "oblasts.geojson"];

/// How the header of a table of places starts, and of a table of names.
const PLACES: &str = "id\tkind\t";
const NAMES: &str = "place\tname\tlanguage\tsort\t";

/// Where a place stands.
type Known = HashMap<String, (usize, u64)>;

/// Checks all tables of a data folder.
///
/// # Errors
///
/// The first bad row, as `file:line: what`; a required file that is missing.
pub fn check(data: &Path) -> Result<()> {
    if let Some(missing) = REQUIRED.iter().map(|file| data.join(file)).find(|path| !path.exists()) {
        bail!("{}: missing", missing.display());
    }
    let tables: Vec<Table<PlaceRow>> =
        with_header(data, PLACES)?.iter().map(|path| Table::read(path)).collect::<Result<_>>()?;
    let known = codes(&tables)?;
    let outlines = Outlines::read(&data.join("oblasts.geojson"))?;
    if outlines.len() == 0 {
        bail!("{}: no outline", data.join("oblasts.geojson").display());
    }
    for table in &tables {
        for line in &table.lines {
            place(table, line, &known, &outlines)?;
        }
    }
    for path in with_header(data, NAMES)? {
        names(&path, &known)?;
    }
    redirects(&data.join("redirects.tsv"), &known)?;
    hostilities(&data.join("hostilities.tsv"), &known)
}

/// The tables of a folder whose header starts so, sorted by name.
fn with_header(data: &Path, header: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(data).with_context(|| data.display().to_string())? {
        let path = entry.with_context(|| data.display().to_string())?.path();
        if path.extension().is_none_or(|extension| extension != "tsv") {
            continue;
        }
        let mut start = vec![0; header.len()];
        let mut file = fs::File::open(&path).with_context(|| path.display().to_string())?;
        if file.read_exact(&mut start).is_ok() && start == header.as_bytes() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The codes of all places; no code may come twice.
fn codes(tables: &[Table<PlaceRow>]) -> Result<Known> {
    let mut known: Known = HashMap::new();
    for (file, table) in tables.iter().enumerate() {
        for Line { number, row } in &table.lines {
            if row.id.is_empty() {
                return Err(table.error(*number, "no id"));
            }
            if let Some((first, line)) = known.insert(row.id.clone(), (file, *number)) {
                let first = tables[first].path.display();
                return Err(table.error(*number, format!("{} stands already at {first}:{line}", row.id)));
            }
        }
    }
    Ok(known)
}

/// One row of a table of places.
fn place(table: &Table<PlaceRow>, line: &Line<PlaceRow>, known: &Known, outlines: &Outlines) -> Result<()> {
    let Line { number, row } = line;
    let refuse = |what: String| Err(table.error(*number, what));
    let katottg = row.id.starts_with("UA");
    let names = [&row.name_uk, &row.name_en, &row.name_ru];
    if names.iter().all(|name| name.trim().is_empty()) || (katottg && row.name_uk.trim().is_empty()) {
        return refuse(format!("{} has an empty name", row.id));
    }
    if row.kind.is_empty() {
        return refuse(format!("{} has no kind", row.id));
    }
    if !row.parent.is_empty() && !known.contains_key(&row.parent) {
        return refuse(format!("{} has an unknown parent {:?}", row.id, row.parent));
    }
    match (row.lat, row.lon) {
        (Some(lat), Some(lon)) if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) => {
            return refuse(format!("{} has a coordinate that is none: {lat}, {lon}", row.id));
        }
        (Some(_), None) | (None, Some(_)) => return refuse(format!("{} has half a point", row.id)),
        (None, None) if matches!(row.kind.as_str(), "city" | "settlement" | "village") && katottg => {
            return refuse(format!("{} has no point", row.id));
        }
        _ => {}
    }
    if let Some(km) = outlines.distance_outside_km(row).filter(|km| katottg && *km > TOLERANCE_KM) {
        return refuse(format!("{} lies {km:.1} km outside its oblast", row.id));
    }
    Ok(())
}

const LANGUAGES: &[&str] = &["uk", "ru", "en"];
const SORTS: &[&str] = &["former", "alternate", "nickname", "abbreviation", "attributive"];

fn names(path: &Path, known: &Known) -> Result<()> {
    let table: Table<NameRow> = Table::read(path)?;
    for Line { number, row } in &table.lines {
        let what = if !known.contains_key(&row.place) {
            format!("{:?} is no place", row.place)
        } else if row.name.trim().is_empty() {
            format!("{} has an empty name", row.place)
        } else if !LANGUAGES.contains(&row.language.as_str()) {
            format!("{:?} is no language of {LANGUAGES:?}", row.language)
        } else if !SORTS.contains(&row.sort.as_str()) {
            format!("{:?} is no sort of {SORTS:?}", row.sort)
        } else {
            continue;
        };
        return Err(table.error(*number, what));
    }
    Ok(())
}

fn redirects(path: &Path, known: &Known) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let table: Table<RedirectRow> = Table::read(path)?;
    let mut seen = HashMap::new();
    for Line { number, row } in &table.lines {
        let what = if known.contains_key(&row.old) {
            format!("{} is a code of today", row.old)
        } else if !known.contains_key(&row.new) {
            format!("{:?} is no place", row.new)
        } else if let Some(first) = seen.insert(row.old.clone(), *number) {
            format!("{} stands already at line {first}", row.old)
        } else {
            continue;
        };
        return Err(table.error(*number, what));
    }
    Ok(())
}

fn hostilities(path: &Path, known: &Known) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let table: Table<HostilityRow> = Table::read(path)?;
    for Line { number, row } in &table.lines {
        let exceptions = row.except.split('|').filter(|code| !code.is_empty());
        if let Some(code) =
            std::iter::once(row.place.as_str()).chain(exceptions).find(|c| !known.contains_key(*c))
        {
            return Err(table.error(*number, format!("{code:?} is no place")));
        }
        if row.to.is_some_and(|to| to < row.from) {
            return Err(table.error(*number, format!("{} ends before it starts", row.place)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;

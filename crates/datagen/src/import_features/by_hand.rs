//! Places made by hand (tables/known.tsv): well-known ones with full names in three languages, and those that no
//! source has.

use std::collections::HashMap;

use anyhow::{Context, Result, anyhow, bail};
use serde::{Deserialize, de::DeserializeOwned};

use super::sources::Sources;
use super::{Output, names, points};
use crate::table::{Line, PlaceRow};

/// Rows of a table that is part of this program.
pub(crate) fn embedded_lines<T: DeserializeOwned>(text: &str, file: &str) -> Result<Vec<Line<T>>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_reader(text.as_bytes());
    let headers = reader.headers().with_context(|| format!("{file}:1"))?.clone();
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.with_context(|| file.to_owned())?;
        let number = record.position().map_or(0, csv::Position::line);
        let row = record.deserialize(Some(&headers)).with_context(|| format!("{file}:{number}"))?;
        lines.push(Line { number, row });
    }
    Ok(lines)
}

/// The same without line numbers, for tables that a test reads.
pub(crate) fn embedded<T: DeserializeOwned>(text: &str, file: &str) -> Vec<T> {
    let lines = embedded_lines(text, file).expect("a table of this program is sound, its test says");
    lines.into_iter().map(|line| line.row).collect()
}

/// A row of tables/known.tsv. Without a point of its own it takes that of its id: `geonames:…` or `register:…`.
#[derive(Clone, Debug, Deserialize)]
struct Known {
    id: String,
    kind: String,
    feature: String,
    name_uk: String,
    name_en: String,
    name_ru: String,
    lat: Option<f64>,
    lon: Option<f64>,
    source: String,
    /// Ids of rows of the sources that are the same object.
    also: String,
    other_uk: String,
    other_en: String,
    other_ru: String,
}

/// The table that a kind of place stands in.
pub(crate) fn file_of(kind: &str, feature: &str) -> Option<&'static str> {
    Some(match (kind, feature) {
        ("water", _) => "water.tsv",
        ("landform", _) => "landforms.tsv",
        ("region", _) => "regions.tsv",
        ("landmark", _) => "landmarks.tsv",
        ("city" | "settlement" | "village", _) => "foreign_cities.tsv",
        ("oblast" | "raion", _) => "border_districts.tsv",
        _ => return None,
    })
}

pub(crate) fn import(sources: &Sources, output: &mut Output) -> Result<()> {
    import_table(include_str!("tables/known.tsv"), "tables/known.tsv", sources, output)
}

pub(super) fn import_table(text: &str, file: &str, sources: &Sources, output: &mut Output) -> Result<()> {
    let dump: HashMap<u32, (f64, f64)> = sources.dump.iter().map(|f| (f.id, (f.lat, f.lon))).collect();
    let cities = sources.cities.lines.iter().map(|line| &line.row);
    let cities: HashMap<u32, (f64, f64)> =
        cities.map(|city| (city.geonameid, (city.lat, city.lon))).collect();
    let register = sources.register.lines.iter().map(|line| &line.row);
    let register: HashMap<&str, (f64, f64)> = register.map(|r| (r.regno.as_str(), (r.lat, r.lon))).collect();
    for Line { number, row } in embedded_lines::<Known>(text, file)? {
        let error = |what: &str| anyhow!("{file}:{number}: {}: {what}", row.id);
        let table = file_of(&row.kind, &row.feature).ok_or_else(|| error("no table for this kind"))?;
        points::check(row.lat, row.lon).map_err(|what| error(&what.to_string()))?;
        let (scheme, local) = row.id.split_once(':').ok_or_else(|| error("an id has a scheme"))?;
        let geonames: Option<u32> = (scheme == "geonames").then(|| local.parse()).transpose()?;
        let point = match (row.lat.zip(row.lon), scheme) {
            (Some(point), _) => Some(point),
            (None, "geonames") => geonames.and_then(|id| dump.get(&id).or_else(|| cities.get(&id))).copied(),
            (None, "register") => register.get(local).copied(),
            (None, _) => bail!(error("no point, and no source that it could come from")),
        };
        let point = point.ok_or_else(|| error("no such object in the source"))?;
        let previous = take(output, &row.id);
        for id in names::parts(&row.also) {
            take(output, id);
        }
        let place = PlaceRow {
            id: row.id.clone(),
            kind: row.kind.clone(),
            feature: row.feature.clone(),
            name_uk: row.name_uk.clone(),
            name_en: row.name_en.clone(),
            name_ru: row.name_ru.clone(),
            parent: parent(&row, point, sources),
            lat: Some(points::rounded(point.0)),
            lon: Some(points::rounded(point.1)),
            precision: "feature".to_owned(),
            geonames,
            population: previous.and_then(|place| place.population),
            source: row.source.clone(),
            ..PlaceRow::default()
        };
        for (others, language) in [(&row.other_uk, "uk"), (&row.other_en, "en"), (&row.other_ru, "ru")] {
            for name in names::parts(others) {
                output.name(&place, name, language, sort(name, &row.kind), "by hand");
            }
        }
        output.add(table, place);
    }
    Ok(())
}

/// A landmark belongs to the oblast that it stands in, a settlement abroad to its country; what is wide belongs to none.
fn parent(row: &Known, (lat, lon): (f64, f64), sources: &Sources) -> String {
    if matches!(row.kind.as_str(), "city" | "settlement" | "village") {
        return format!("country:{}", row.feature);
    }
    if row.kind != "landmark" && row.feature != "island" && row.feature != "reservoir" {
        return String::new();
    }
    sources.outlines.oblast(lat, lon).unwrap_or_default().to_owned()
}

/// What sort of name another name is: one in capitals is an abbreviation.
pub(crate) fn sort(name: &str, kind: &str) -> &'static str {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        "abbreviation"
    } else if kind == "region" {
        "nickname"
    } else {
        "alternate"
    }
}

/// Takes a row that an importer before this one has put out, and its further names.
fn take(output: &mut Output, id: &str) -> Option<PlaceRow> {
    output.names.retain(|name| name.place != id);
    output.tables.values_mut().find_map(|rows| {
        let position = rows.iter().position(|row| row.id == id)?;
        Some(rows.remove(position))
    })
}

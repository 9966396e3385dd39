//! `admin.tsv`: oblasts, raions, hromadas and city districts. Cities with special status stand in `settlements.tsv`.
//!
//! A hromada without a point gets the mean of its settlements. The source's `old_name_uk` is the name in the other edition
//! of the codifier, for the most part the newer one (Самарівська for Новомосковська), so it is an alternate.

use std::collections::HashMap;

use anyhow::Result;

use super::Report;
use super::russian::{Russian, attested, fold};
use super::settlements::mean;
use super::source::Unit;
use crate::table::{Line, NameRow, PlaceRow, Table};

/// The rows of the units, sorted by id.
///
/// # Errors
///
/// A level that is none.
pub fn import(
    units: &Table<Unit>,
    settlements: &[PlaceRow],
    russian: &Russian,
    names: &mut Vec<NameRow>,
    report: &mut Report,
) -> Result<Vec<PlaceRow>> {
    let mut points: HashMap<&str, Vec<(f64, f64)>> = HashMap::new();
    for place in settlements.iter().filter(|place| place.precision == "settlement") {
        points.entry(&place.parent).or_default().extend(place.lat.zip(place.lon));
    }
    let mut areas = Vec::with_capacity(units.lines.len());
    for Line { number, row } in &units.lines {
        let kind = match row.level.as_str() {
            "K" => continue,
            "O" => "oblast",
            "P" => "raion",
            "H" => "hromada",
            "B" => "city_district",
            other => return Err(units.error(*number, format!("level {other:?}"))),
        };
        let (name_ru, derived) = russian_name(russian, row, report);
        let (point, source) = match row.lat.zip(row.lon) {
            Some(point) if row.level == "B" => (Some(point), "city-point"),
            Some(point) => (Some(point), "cod-ab"),
            None => (points.get(row.katottg.as_str()).and_then(|points| mean(points)), "settlements-mean"),
        };
        other_edition(russian, row, names);
        areas.push(PlaceRow {
            id: row.katottg.clone(),
            kind: kind.to_owned(),
            name_uk: row.name_uk.clone(),
            name_en: row.name_en.clone(),
            name_ru,
            derived: if derived { "ru".to_owned() } else { String::new() },
            parent: row.parent.clone(),
            lat: point.map(|(lat, _)| (lat * 1e5).round() / 1e5),
            lon: point.map(|(_, lon)| (lon * 1e5).round() / 1e5),
            precision: "unit".to_owned(),
            source: source.to_owned(),
            ..PlaceRow::default()
        });
    }
    areas.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(areas)
}

/// The Russian name of a unit: attested, else by rule.
fn russian_name(russian: &Russian, row: &Unit, report: &mut Report) -> (String, bool) {
    let readings = russian.derive(&row.name_uk);
    let first = readings.first().cloned().unwrap_or_default();
    // The source has Crimea's hromadas in the masculine, as the rural councils that they were.
    let stem =
        |name: &str| ["ий", "ый", "ой"].iter().find_map(|end| name.strip_suffix(end)).map(str::to_owned);
    let name_ru = match stem(&row.name_ru).filter(|_| row.level == "H" && row.name_uk.ends_with('а')) {
        Some(stem) => format!("{stem}ая"),
        None => row.name_ru.clone(),
    };
    let adjective = |name: &str| ["ая", "ий", "ый", "ой", "яя"].iter().any(|end| name.ends_with(end));
    let given = match row.level.as_str() {
        "O" if !name_ru.is_empty() => Some(name_ru),
        _ => attested(&row.name_uk, &name_ru)
            .filter(|name| adjective(name) || !adjective(&first) || fold(name) == fold(&first)),
    };
    report.count(match (&given, row.name_ru.is_empty()) {
        (Some(_), _) => "Russian names of units: as the source has them",
        (None, false) => "Russian names of units: noise replaced by a derived form",
        (None, true) => "Russian names of units: missing, derived",
    });
    given.map_or((first, true), |name| (name, false))
}

/// The name in the other edition, in Ukrainian and Russian.
fn other_edition(russian: &Russian, row: &Unit, names: &mut Vec<NameRow>) {
    if row.old_name_uk.is_empty() {
        return;
    }
    let readings = russian.derive(&row.old_name_uk);
    let ru = readings.first().cloned().unwrap_or_default();
    for (name, language, source) in [(&row.old_name_uk, "uk", "katottg"), (&ru, "ru", "rule")] {
        names.push(NameRow {
            place: row.katottg.clone(),
            name: name.clone(),
            language: language.to_owned(),
            sort: "alternate".to_owned(),
            source: source.to_owned(),
        });
    }
}

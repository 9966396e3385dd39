//! `settlements.tsv`: every settlement of the codifier.
//!
//! A KATOTTG code is `UA`, two digits of the oblast, two of the raion, three of the hromada, three of the settlement, two
//! of the city district and five of its own; so the hromada is the one with the same first nine signs. Two towns of
//! the exclusion zone have no raion and no hromada: they belong to their oblast. Kyiv and Sevastopol, which are settlements
//! and top units at once, stand here only, as cities without a parent.

use std::collections::HashMap;

use anyhow::Result;
use serde::Deserialize;

use super::evidence::{Namesakes, RussianName, choose};
use super::outlines::Outlines;
use super::russian::{Russian, fold, usage};
use super::source::{Settlement, Unit};
use super::{Report, key};
use crate::import_features::by_hand::embedded;
use crate::table::{Line, NameRow, PlaceRow, Table};

/// Metres outside its oblast's outline from which a point is not believed.
pub const TOLERANCE_KM: f64 = 5.0;

/// The rows of the settlements; names made beside them go to `names`.
///
/// # Errors
///
/// A category that is none, a code without a unit, a named unit that is not the one the code tells.
pub fn import(
    settlements: &Table<Settlement>,
    units: &Table<Unit>,
    russian: &Russian,
    names: &mut Vec<NameRow>,
    report: &mut Report,
) -> Result<Vec<PlaceRow>> {
    let parents = Parents::new(units);
    let mut places = Vec::with_capacity(settlements.lines.len());
    let chosen: Vec<RussianName> = settlements
        .lines
        .iter()
        .map(|Line { row, .. }| choose(russian, &row.name_uk, &row.name_ru, &row.alternates()))
        .collect();
    let rows = settlements.lines.iter().zip(&chosen);
    let namesakes = Namesakes::new(
        rows.filter(|(_, ru)| !ru.derived).map(|(line, ru)| (line.row.name_uk.as_str(), ru.name.as_str())),
    );
    for (Line { number, row }, ru) in settlements.lines.iter().zip(chosen) {
        let kind = match row.category.as_str() {
            "M" | "K" => "city",
            "X" => "settlement",
            "C" => "village",
            other => return Err(settlements.error(*number, format!("category {other:?}"))),
        };
        let parent = parents.of(row).map_err(|what| settlements.error(*number, what))?;
        count_russian(row, &ru, report);
        let mut beside = |name: &str, sort: &str, source: &str| {
            names.push(NameRow {
                place: row.katottg.clone(),
                name: name.to_owned(),
                language: "ru".to_owned(),
                sort: sort.to_owned(),
                source: source.to_owned(),
            });
        };
        if let Some(second) = &ru.second {
            beside(second, "alternate", "rule");
        }
        // Each bearer of a name is found by what reports usually call one of them.
        for other in namesakes.of(&row.name_uk).filter(|name| fold(name) != fold(&ru.name)) {
            beside(other, "alternate", "usage");
        }
        for variant in usage::variants(&ru.name, ru.derived) {
            beside(&variant, "alternate", "usage");
        }
        places.push(PlaceRow {
            id: row.katottg.clone(),
            kind: kind.to_owned(),
            name_uk: row.name_uk.clone(),
            name_en: row.name_en.clone(),
            name_ru: ru.name,
            derived: if ru.derived { "ru".to_owned() } else { String::new() },
            parent,
            lat: Some(row.lat),
            lon: Some(row.lon),
            precision: if row.coord_quality == "E" { "hromada" } else { "settlement" }.to_owned(),
            geonames: row.geonameid,
            wikidata: row.wikidata.clone(),
            population: row.population,
            feature: String::new(),
            source: row.coord_source.clone(),
        });
    }
    Ok(places)
}

fn count_russian(row: &Settlement, ru: &RussianName, report: &mut Report) {
    report.count(match (row.name_ru.is_empty(), ru.derived) {
        (false, false) if fold(&row.name_ru) == fold(&ru.name) => "Russian names: as the source has them",
        (false, false) => "Russian names: noise replaced by another attested form",
        (false, true) => "Russian names: noise replaced by a derived form",
        (true, false) => "Russian names: missing, found among alternates",
        (true, true) => "Russian names: missing, derived",
    });
}

/// Units by the start of their code.
struct Parents<'a> {
    hromadas: HashMap<&'a str, &'a Unit>,
    by_code: HashMap<&'a str, &'a Unit>,
    oblasts: HashMap<&'a str, &'a Unit>,
}

impl<'a> Parents<'a> {
    fn new(units: &'a Table<Unit>) -> Self {
        let rows = || units.lines.iter().map(|line| &line.row);
        let start = |unit: &'a Unit, length| unit.katottg.get(..length).unwrap_or_default();
        Parents {
            hromadas: rows().filter(|u| u.level == "H").map(|u| (start(u, 9), u)).collect(),
            by_code: rows().map(|u| (u.katottg.as_str(), u)).collect(),
            oblasts: rows().filter(|u| u.level == "O").map(|u| (start(u, 4), u)).collect(),
        }
    }

    /// The id of the unit that a settlement belongs to.
    fn of(&self, row: &Settlement) -> Result<String, String> {
        let code = row.katottg.as_str();
        if row.category == "K" {
            return Ok(String::new());
        }
        let start = |length| code.get(..length).ok_or_else(|| format!("code {code:?} is too short"));
        let agree = |unit: &Unit, named: &str| {
            let own = &unit.name_uk;
            if own == named {
                Ok(())
            } else {
                Err(format!("{code}: named {named:?}, but its code tells {own:?}"))
            }
        };
        let oblast = self.oblasts.get(start(4)?).ok_or_else(|| format!("{code}: no oblast has its code"))?;
        agree(oblast, &row.oblast_uk)?;
        if row.hromada_uk.is_empty() && row.raion_uk.is_empty() {
            return Ok(oblast.katottg.clone());
        }
        let hromada =
            self.hromadas.get(start(9)?).ok_or_else(|| format!("{code}: no hromada has its code"))?;
        agree(hromada, &row.hromada_uk)?;
        let raion = self.by_code.get(hromada.parent.as_str());
        agree(raion.ok_or_else(|| format!("{code}: its hromada has no raion"))?, &row.raion_uk)?;
        Ok(hromada.katottg.clone())
    }
}

/// A settlement that the sources give no point of its own, and that of GeoNames which bears its former name, alone within 12
/// km of the mean of its hromada (points.tsv).
#[derive(Deserialize)]
struct Located {
    place: String,
    geonames: u32,
    lat: f64,
    lon: f64,
    population: Option<u32>,
}

/// Gives settlements that were renamed since GeoNames listed them their points: the sources join by today's names.
pub fn take_points(places: &mut [PlaceRow], report: &mut Report) {
    let located: Vec<Located> = embedded(include_str!("points.tsv"), "points.tsv");
    let located: HashMap<&str, &Located> = located.iter().map(|row| (row.place.as_str(), row)).collect();
    for place in places.iter_mut().filter(|place| place.precision == "hromada") {
        let Some(row) = located.get(place.id.as_str()) else { continue };
        (place.lat, place.lon) = (Some(row.lat), Some(row.lon));
        place.precision = "settlement".to_owned();
        place.geonames = Some(row.geonames);
        place.population = row.population;
        place.source = "gn-former-name".to_owned();
        report.count("points found by the former name");
    }
}

/// A point that lies too far outside its oblast is another place's: it becomes the mean of its hromada's other points,
/// and says so.
pub fn estimate_misplaced(places: &mut [PlaceRow], outlines: &Outlines, report: &mut Report) {
    let outside: Vec<usize> = (0..places.len())
        .filter(|&i| outlines.distance_outside_km(&places[i]).is_some_and(|km| km > TOLERANCE_KM))
        .collect();
    for &i in &outside {
        let own: Vec<(f64, f64)> = places
            .iter()
            .enumerate()
            .filter(|(j, p)| {
                p.parent == places[i].parent && p.precision == "settlement" && !outside.contains(j)
            })
            .filter_map(|(_, p)| p.lat.zip(p.lon))
            .collect();
        let was = format!("{} {}", places[i].name_uk, places[i].id);
        if let Some((lat, lon)) = mean(&own) {
            let place = &mut places[i];
            (place.lat, place.lon) = (Some(lat), Some(lon));
            place.precision = "hromada".to_owned();
            place.source = "hromada-mean".to_owned();
            // The ids came with the point, so they are another place's too.
            place.geonames = None;
            place.wikidata.clear();
            place.population = None;
            report.count(format!("points outside their oblast, replaced by the hromada's mean: {was}"));
        }
    }
}

/// The mean of points, rounded to five decimals; `None` of none.
pub fn mean(points: &[(f64, f64)]) -> Option<(f64, f64)> {
    let count = points.len() as f64;
    let sum = points.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
    let round = |degrees: f64| (degrees * 1e5).round() / 1e5;
    (!points.is_empty()).then(|| (round(sum.0 / count), round(sum.1 / count)))
}

/// Whether two names of one place are spellings of one name.
pub fn same_name(a: &str, b: &str) -> bool {
    // Russian has Большой where Ukrainian has Великий.
    let [a, b] = [a, b].map(|name| key::key(name).replace("bolS", "velik"));
    let (bones_a, bones_b) = (key::skeleton(&a), key::skeleton(&b));
    key::similarity(&a, &b) >= 0.66 || (bones_a == bones_b && bones_a.len() >= 2)
}

#[cfg(test)]
mod tests;

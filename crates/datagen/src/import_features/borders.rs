//! border_districts.tsv: oblasts and raions of Russia and of other neighbours at the border, and their settlements.
//! None of them is a settlement of Ukraine: `feature` is the ISO code of the country, `parent` the raion or oblast.

use std::collections::{BTreeMap, HashMap, HashSet};

use anyhow::{Result, anyhow};
use serde::Deserialize;

use super::sources::{BorderSettlement, Sources};
use super::{Output, by_hand, cities, names, points};
use crate::table::{Line, PlaceRow};

const FILE: &str = "border_districts.tsv";

/// Kilometres from the core of its raion beyond which the point of a settlement is that of a namesake elsewhere: the
/// postal table gives many villages the point of another one of their name. The raions here are up to 50 km deep.
const RAION_RADIUS: f64 = 50.0;

/// Kilometres within which the neighbours of a point are counted, to find a raion's core.
const CORE_RADIUS: f64 = 30.0;

/// Settlements of GeoNames with fewer inhabitants are no city.
const CITY_INHABITANTS: u32 = 10_000;

/// A row of tables/border_units.tsv: an oblast (`parent` empty) or a raion of one.
#[derive(Clone, Debug, Deserialize)]
struct Unit {
    /// The part of the id after `border:`.
    id: String,
    kind: String,
    country: String,
    parent: String,
    name_uk: String,
    name_en: String,
    name_ru: String,
    lat: Option<f64>,
    lon: Option<f64>,
    other_uk: String,
    other_en: String,
    other_ru: String,
}

pub(crate) fn import(sources: &Sources, output: &mut Output) -> Result<()> {
    let file = "tables/border_units.tsv";
    let mut units = BTreeMap::new();
    for Line { number, row } in
        by_hand::embedded_lines::<Unit>(include_str!("tables/border_units.tsv"), file)?
    {
        points::check(row.lat, row.lon).map_err(|what| anyhow!("{file}:{number}: {what}"))?;
        let key = (row.parent.clone(), row.name_ru.clone());
        if units.insert(key, row).is_some() {
            return Err(anyhow!("{file}:{number}: this unit stands here twice"));
        }
    }
    let oblasts: HashMap<String, String> = units
        .values()
        .filter(|unit| unit.kind == "oblast")
        .map(|unit| (format!("{} область", unit.name_ru), unit.id.clone()))
        .collect();
    let strays = strays(sources);
    let raions = raions(sources, &strays, &oblasts, &mut units)?;
    for unit in units.values() {
        let mean = raions.get(&(unit.parent.clone(), unit.name_ru.clone())).copied().flatten();
        let place = unit_place(unit, mean);
        for (others, language) in [(&unit.other_uk, "uk"), (&unit.other_en, "en"), (&unit.other_ru, "ru")] {
            for name in names::parts(others) {
                output.name(&place, name, language, "nickname", "by hand");
            }
        }
        output.add(FILE, place);
    }
    settlements(sources, &strays, &oblasts, &units, output)?;
    by_hand(&units, output)
}

/// A row of tables/border_places.tsv: a settlement that the sources lack, in its raion; with a point where we know it.
#[derive(Clone, Debug, Deserialize)]
struct Place {
    /// The part of the unit's id after `border:`.
    unit: String,
    kind: String,
    name_ru: String,
    lat: Option<f64>,
    lon: Option<f64>,
    other_uk: String,
    other_ru: String,
    source: String,
}

fn by_hand(units: &Units, output: &mut Output) -> Result<()> {
    let file = "tables/border_places.tsv";
    for Line { number, row } in
        by_hand::embedded_lines::<Place>(include_str!("tables/border_places.tsv"), file)?
    {
        points::check(row.lat, row.lon).map_err(|what| anyhow!("{file}:{number}: {what}"))?;
        if !units.values().any(|unit| unit.id == row.unit) {
            return Err(anyhow!("{file}:{number}: no unit `{}`", row.unit));
        }
        let id = format!("border:{}/{}", row.unit, names::key(&row.name_ru));
        let parent = format!("border:{}", row.unit);
        let mut place = taken(output, &id, &parent, &row.name_ru).unwrap_or_else(|| PlaceRow {
            id,
            kind: row.kind,
            name_ru: row.name_ru,
            parent,
            feature: "RU".to_owned(),
            source: row.source.clone(),
            ..PlaceRow::default()
        });
        // What the sources have is not made anew, it only gets another name, and a point where they lack it.
        if let (None, Some(_)) = (place.lat, row.lat) {
            (place.lat, place.lon) = (row.lat, row.lon);
            place.precision = "settlement".to_owned();
            place.source = row.source;
        }
        for (others, language) in [(&row.other_uk, "uk"), (&row.other_ru, "ru")] {
            for name in names::parts(others) {
                output.name(&place, name, language, "alternate", "by hand");
            }
        }
        output.add(FILE, place);
    }
    Ok(())
}

/// Takes the settlement of this id, or of this name in the unit, out of the table.
fn taken(output: &mut Output, id: &str, parent: &str, name_ru: &str) -> Option<PlaceRow> {
    let rows = output.tables.get_mut(FILE)?;
    let position =
        rows.iter().position(|place| place.id == id || place.parent == parent && place.name_ru == name_ru)?;
    Some(rows.remove(position))
}

/// Lines of the settlements' table whose point is a namesake's: in the table by post code alone (quality B), and far
/// from the core of the raion. A settlement without a raion is measured by the towns of its oblast.
fn strays(sources: &Sources) -> HashSet<u64> {
    let lines = || sources.border.lines.iter().filter(|line| line.row.quality != "E");
    let mut raions: HashMap<(&str, &str), Vec<(f64, f64)>> = HashMap::new();
    let mut towns: HashMap<&str, Vec<(f64, f64)>> = HashMap::new();
    for row in lines().map(|line| &line.row) {
        raions.entry((&row.oblast_ru, &row.raion_ru)).or_default().push((row.lat, row.lon));
        if row.quality == "A" {
            towns.entry(&row.oblast_ru).or_default().push((row.lat, row.lon));
        }
    }
    let cores: HashMap<_, _> =
        raions.iter().filter_map(|(raion, points)| Some((*raion, core(points)?))).collect();
    lines()
        .filter(|line| line.row.quality == "B")
        .filter(|Line { row, .. }| {
            let near = |point: (f64, f64)| points::kilometres(point, (row.lat, row.lon)) <= RAION_RADIUS;
            let raion = (row.oblast_ru.as_str(), row.raion_ru.as_str());
            match cores.get(&raion).filter(|_| !row.raion_ru.is_empty()) {
                Some(&core) => !near(core),
                None => !towns.get(raion.0).is_some_and(|towns| towns.iter().any(|&town| near(town))),
            }
        })
        .map(|line| line.number)
        .collect()
}

/// The point with the most others about it: strays don't move it as they would move the mean.
pub(super) fn core(points: &[(f64, f64)]) -> Option<(f64, f64)> {
    let neighbours =
        |from: (f64, f64)| points.iter().filter(|&&to| points::kilometres(from, to) <= CORE_RADIUS).count();
    // The first of several, so that the outcome doesn't hang on their order at the end.
    points.iter().copied().rev().max_by_key(|&point| neighbours(point))
}

/// The mean point of each raion's settlements, by oblast and name; none where no settlement has a point.
type Means = HashMap<(String, String), Option<(f64, f64)>>;

type Units = BTreeMap<(String, String), Unit>;

/// The raions that the settlements' table names, with the mean of their settlements; those that border_units.tsv lacks
/// are added to the units with their Russian name alone.
fn raions(
    sources: &Sources,
    strays: &HashSet<u64>,
    oblasts: &HashMap<String, String>,
    units: &mut Units,
) -> Result<Means> {
    let mut sums: BTreeMap<(String, String), (f64, f64, f64)> = BTreeMap::new();
    for Line { number, row } in &sources.border.lines {
        let oblast = oblasts
            .get(&row.oblast_ru)
            .ok_or_else(|| sources.border.error(*number, format!("no oblast `{}`", row.oblast_ru)))?;
        let Some(raion) = adjective(&row.raion_ru) else { continue };
        let sum = sums.entry((oblast.clone(), raion.to_owned())).or_default();
        if row.quality != "E" && !strays.contains(number) {
            *sum = (sum.0 + row.lat, sum.1 + row.lon, sum.2 + 1.0);
        }
    }
    let mut means = HashMap::new();
    for ((oblast, raion), (lat, lon, count)) in sums {
        let key = (oblast.clone(), raion.clone());
        units.entry(key.clone()).or_insert_with(|| Unit {
            id: format!("{oblast}/{}", names::key(&raion)),
            kind: "raion".to_owned(),
            country: "RU".to_owned(),
            parent: oblast,
            name_uk: String::new(),
            name_en: String::new(),
            name_ru: raion,
            lat: None,
            lon: None,
            other_uk: String::new(),
            other_en: String::new(),
            other_ru: String::new(),
        });
        means.insert(key, (count > 0.0).then(|| (lat / count, lon / count)));
    }
    Ok(means)
}

/// «Белгородский» of «Белгородский Район».
pub(super) fn adjective(raion: &str) -> Option<&str> {
    raion.strip_suffix(" Район").filter(|adjective| !adjective.is_empty())
}

/// The id of an oblast of Russia by its adjective, or of a raion of it where one is told.
pub(super) fn unit_named(output: &Output, oblast: &str, raion: Option<&str>) -> Option<String> {
    let rows = output.tables.get(FILE)?;
    let oblast = rows.iter().find(|row| row.kind == "oblast" && row.name_ru == oblast)?;
    let raion = raion.and_then(|raion| {
        rows.iter().find(|row| row.kind == "raion" && row.parent == oblast.id && row.name_ru == raion)
    });
    Some(raion.unwrap_or(oblast).id.clone())
}

fn unit_place(unit: &Unit, mean: Option<(f64, f64)>) -> PlaceRow {
    let own = unit.lat.zip(unit.lon);
    let point = own.or(mean);
    PlaceRow {
        id: format!("border:{}", unit.id),
        kind: unit.kind.clone(),
        name_uk: unit.name_uk.clone(),
        name_en: unit.name_en.clone(),
        name_ru: unit.name_ru.clone(),
        parent: match unit.parent.as_str() {
            "" => format!("country:{}", unit.country),
            parent => format!("border:{parent}"),
        },
        lat: point.map(|point| points::rounded(point.0)),
        lon: point.map(|point| points::rounded(point.1)),
        precision: if point.is_some() { "unit" } else { "" }.to_owned(),
        feature: unit.country.clone(),
        source: match (own, mean) {
            (Some(_), _) => "by hand, to 0.1 degree",
            (None, Some(_)) => "mean of its settlements",
            (None, None) => "by hand",
        }
        .to_owned(),
        ..PlaceRow::default()
    }
}

/// Settlements with a point of their own (quality A and B); those without (E, and strays) only where no other of their oblast has
/// their name. A city of world_cities.tsv stands there already.
fn settlements(
    sources: &Sources,
    strays: &HashSet<u64>,
    oblasts: &HashMap<String, String>,
    units: &Units,
    output: &mut Output,
) -> Result<()> {
    let cities: HashSet<u32> = sources.cities.lines.iter().map(|line| line.row.geonameid).collect();
    let mut bearers: HashMap<(&str, &str), usize> = HashMap::new();
    for row in sources.border.lines.iter().map(|line| &line.row) {
        *bearers.entry((row.oblast_ru.as_str(), row.name_ru.as_str())).or_default() += 1;
    }
    let mut rows_of: HashMap<u32, usize> = HashMap::new();
    for id in sources.border.lines.iter().filter_map(|line| line.row.geonameid) {
        *rows_of.entry(id).or_default() += 1;
    }
    let mut ids: HashMap<String, usize> = HashMap::new();
    let mut seen = HashSet::new();
    for Line { number, row } in &sources.border.lines {
        let alone = bearers[&(row.oblast_ru.as_str(), row.name_ru.as_str())] == 1;
        let known = row.geonameid.is_some_and(|id| cities.contains(&id));
        let own = row.quality != "E" && !strays.contains(number);
        match row.quality.as_str() {
            "B" if !own && !alone => continue,
            "A" | "B" if known => continue,
            "A" | "B" => {}
            "E" if alone => {}
            "E" => continue,
            other => return Err(sources.border.error(*number, format!("`{other}` is not a quality"))),
        }
        let oblast = &oblasts[&row.oblast_ru];
        // One object under several raions is a join by name alone: it is one place, its raion unknown.
        let rows = row.geonameid.and_then(|id| rows_of.get(&id)).copied().unwrap_or(1);
        if row.geonameid.is_some_and(|id| !seen.insert(id)) {
            continue;
        }
        let raion = adjective(&row.raion_ru).filter(|_| rows == 1);
        let unit = raion.and_then(|raion| units.get(&(oblast.clone(), raion.to_owned())));
        let parent = unit.map_or(oblast, |unit| &unit.id);
        output.add(FILE, settlement(row, own, parent, &mut ids));
    }
    Ok(())
}

fn settlement(row: &BorderSettlement, own: bool, parent: &str, ids: &mut HashMap<String, usize>) -> PlaceRow {
    let (uk, _) = cities::cyrillic_names(&row.alt_names, &[&row.name_en], "RU");
    let id = row.geonameid.map_or_else(
        || {
            let id = format!("border:{parent}/{}", names::key(&row.name_ru));
            let count = ids.entry(id.clone()).or_default();
            *count += 1;
            if *count == 1 { id } else { format!("{id}-{count}") }
        },
        |geonames| format!("geonames:{geonames}"),
    );
    let kind = match (row.quality.as_str(), row.population) {
        ("A", Some(CITY_INHABITANTS..)) => "city",
        ("A", _) => "settlement",
        _ => "village",
    };
    PlaceRow {
        id,
        kind: kind.to_owned(),
        name_uk: if row.quality == "A" { uk } else { String::new() },
        name_en: row.name_en.clone(),
        name_ru: names::clean(&row.name_ru),
        parent: format!("border:{parent}"),
        lat: own.then_some(points::rounded(row.lat)),
        lon: own.then_some(points::rounded(row.lon)),
        precision: if own { "settlement" } else { "" }.to_owned(),
        geonames: row.geonameid,
        population: row.population.filter(|&population| population > 0),
        feature: "RU".to_owned(),
        source: match row.source.as_str() {
            "cities500" => "GeoNames",
            _ => "GeoNames postal table",
        }
        .to_owned(),
        ..PlaceRow::default()
    }
}

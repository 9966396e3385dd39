//! Neighbourhoods of large cities (GeoNames' sections of populated places, and places of its that the codifier does not
//! have, such as Balaklava), as landmarks within their city: a report that
//! names Saltivka beside Kharkiv means no village of that name.
//!
//! Taken are those within some kilometres of a city of 100,000 inhabitants or more that bear a noun for their name. A small
//! one, or one of unknown size, must share its name with no settlement of today or earlier, lest it hide the village that
//! a report means; none may be called as a city, a country, or as the rows of `tables/quarters_left_out.tsv` say. Russian
//! names that GeoNames lacks are made by rule, or stand in `tables/quarter_names.tsv`.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::sources::{Feature, Sources};
use super::{Output, by_hand, names, points};
use crate::import::russian::{Russian, capitalized};
use crate::table::{NameRow, PlaceRow, Table};

/// GeoNames' code of a section of a populated place.
const SECTION: &str = "PPLX";
/// Its codes of places, some of which have become part of a city.
const PLACES: &[&str] = &["PPL", "PPLA3", "PPLL"];
/// Inhabitants of a city whose neighbourhoods are named without it.
const LARGE_CITY: u32 = 100_000;
/// How far from the point of its city a neighbourhood lies at most, and from that of a city of a million.
const REACH_KM: f64 = 15.0;
const WIDE_REACH_KM: f64 = 25.0;
const MILLION: u32 = 900_000;
/// Inhabitants of a neighbourhood that is better known than a village of its name.
const WELL_KNOWN: u32 = 10_000;
/// Inhabitants of the cities whose neighbourhoods of unknown size are taken too, and of a neighbourhood at least.
const LARGEST_CITY: u32 = 250_000;
const LEAST_KNOWN: u32 = 1_000;
/// Where a settlement has the name so near, it is the same place.
const SAME_KM: f64 = 12.0;
/// Endings of adjectives: such a name is that of a district, which is a unit, or of a street.
const ADJECTIVES: &[&str] = &["ий", "ій", "ый", "ой", "ая", "их", "ого", "ської", "ева", "ова"];
/// Endings of the Latin names of districts.
const DISTRICTS: &[&str] = &["skyi", "skyy", "zkyi", "tskyi", "nyi"];
/// By how many letters of their keys the Ukrainian and the Latin name may differ.
const MOST_DIFFERENT: usize = 2;
/// Words in a name that make it no name of a neighbourhood.
const UNITS: &[&str] = &["район", "вулиця", "село", "імені", "имени", "шахта", "селище", "мікрорайон"];

/// A name that no neighbourhood is taken under (tables/quarters_left_out.tsv).
#[derive(Deserialize)]
struct LeftOut {
    name: String,
}

/// A Russian name that no rule makes, and a Ukrainian one that GeoNames lacks (tables/quarter_names.tsv).
#[derive(Deserialize)]
struct Named {
    /// The name in GeoNames, where it has no other.
    name_en: String,
    name_uk: String,
    name_ru: String,
}

/// What names of neighbourhoods are held against.
struct Known {
    cities: Vec<(String, (f64, f64), u32)>,
    points: HashMap<String, Vec<(f64, f64)>>,
    /// Earlier and further names of settlements.
    others: HashSet<String>,
    never: HashSet<String>,
    russian: HashMap<String, String>,
    ukrainian: HashMap<String, String>,
    /// The ids of settlements in GeoNames.
    settled: HashSet<u32>,
}

impl Known {
    fn read(data: &Path, output: &Output) -> Result<Self> {
        let settlements: Table<PlaceRow> = Table::read(&data.join("settlements.tsv"))?;
        let left_out: Vec<LeftOut> =
            by_hand::embedded(include_str!("tables/quarters_left_out.tsv"), "quarters_left_out.tsv");
        let named: Vec<Named> =
            by_hand::embedded(include_str!("tables/quarter_names.tsv"), "quarter_names.tsv");
        let names: Table<NameRow> = Table::read(&data.join("names.tsv"))?;
        let mut known = Known {
            cities: Vec::new(),
            points: HashMap::new(),
            others: names.lines.into_iter().map(|line| line.row.name).collect(),
            never: left_out.into_iter().map(|row| row.name).collect(),
            settled: HashSet::new(),
            ukrainian: named
                .iter()
                .filter(|row| !row.name_en.is_empty())
                .map(|row| (row.name_en.clone(), row.name_uk.clone()))
                .collect(),
            russian: named.into_iter().map(|row| (row.name_uk, row.name_ru)).collect(),
        };
        for row in settlements.lines.iter().map(|line| &line.row) {
            known.settled.extend(row.geonames);
            let Some(point) = row.lat.zip(row.lon) else { continue };
            for name in [&row.name_uk, &row.name_ru] {
                known.points.entry(name.clone()).or_default().push(point);
            }
            let population = row.population.unwrap_or(0);
            if row.kind == "city" {
                known.never.insert(row.name_uk.clone());
                known.cities.extend((population >= LARGE_CITY).then(|| (row.id.clone(), point, population)));
            }
        }
        let abroad = ["foreign_cities.tsv", "countries.tsv"];
        for row in abroad.into_iter().filter_map(|file| output.tables.get(file)).flatten() {
            known.never.insert(row.name_uk.clone());
        }
        Ok(known)
    }

    /// The city that a neighbourhood belongs to, if that is large enough.
    fn city(&self, row: &Feature) -> Option<&str> {
        let point = (row.lat, row.lon);
        let reach = |population| if population >= MILLION { WIDE_REACH_KM } else { REACH_KM };
        self.cities
            .iter()
            .map(|(id, at, population)| {
                (id, points::kilometres(*at, point) / reach(*population), *population)
            })
            .filter(|(_, share, _)| *share <= 1.0)
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .filter(|(.., population)| {
                row.population >= LEAST_KNOWN || row.population == 0 && *population >= LARGEST_CITY
            })
            .map(|(id, ..)| id.as_str())
    }

    fn admits(&self, name: &str, row: &Feature) -> bool {
        let bearers = self.points.get(name).map_or(&[][..], Vec::as_slice);
        let is_same = |at: &(f64, f64)| points::kilometres(*at, (row.lat, row.lon)) <= SAME_KM;
        !self.never.contains(name)
            && !bearers.iter().any(is_same)
            && (bearers.is_empty() && !self.others.contains(name) || row.population >= WELL_KNOWN)
    }
}

/// Whether a name is that of a neighbourhood: a noun with a capital, and no unit.
fn is_noun(name: &str) -> bool {
    let lower = name.to_lowercase();
    let is_unit = |word: &str| UNITS.contains(&word);
    name.starts_with(char::is_uppercase)
        && name.chars().any(char::is_lowercase)
        && !lower.split([' ', '-']).any(is_unit)
        && !lower.ends_with("-і")
        && !lower.ends_with("-іі")
        && !lower.ends_with("-ііі")
        && !ADJECTIVES.iter().any(|ending| lower.ends_with(ending))
}

pub(super) fn import(sources: &Sources, data: &Path, output: &mut Output) -> Result<()> {
    let known = Known::read(data, output)?;
    let russian = Russian::new()?;
    let mut taken: HashSet<(String, String)> = HashSet::new();
    let mut rows: Vec<&Feature> = sources
        .dump
        .iter()
        .filter(|row| {
            let is_unlisted = PLACES.contains(&row.code.as_str()) && row.population >= LEAST_KNOWN;
            row.code == SECTION || is_unlisted && !known.settled.contains(&row.id)
        })
        .collect();
    // Of two with one name in a city the larger stays.
    rows.sort_by_key(|row| (std::cmp::Reverse(row.population), row.id));
    for row in rows {
        if DISTRICTS.iter().any(|ending| row.name.ends_with(ending)) {
            continue;
        }
        let Some(city) = known.city(row) else { continue };
        let cyrillic: Vec<String> =
            row.alternates.iter().map(|name| names::clean(name)).filter(|name| is_noun(name)).collect();
        let cyrillic: Vec<String> =
            known.ukrainian.get(&row.name).cloned().map_or(cyrillic, |name| vec![name]);
        let Some(uk) = names::choose(&cyrillic, &[&row.name], "uk") else { continue };
        let differ = strsim::levenshtein(&names::key(&uk), &names::key(&row.name));
        if differ > MOST_DIFFERENT || !known.admits(&uk, row) || !taken.insert((city.to_owned(), uk.clone()))
        {
            continue;
        }
        let place = place(row, city, &uk, &cyrillic, &known, &russian);
        // «Троєщина» of «Вигурівщина-Троєщина».
        for (whole, language) in [(&place.name_uk, "uk"), (&place.name_ru, "ru")] {
            for part in whole.split('-').filter(|part| cyrillic.iter().any(|name| name == part)) {
                output.name(&place, part, language, "alternate", "GeoNames");
            }
        }
        output.add("landmarks.tsv", place);
    }
    Ok(())
}

fn place(
    row: &Feature,
    city: &str,
    uk: &str,
    cyrillic: &[String],
    known: &Known,
    russian: &Russian,
) -> PlaceRow {
    let others: Vec<String> = cyrillic.iter().filter(|name| *name != uk).cloned().collect();
    let near = |name: &String| strsim::levenshtein(&names::key(name), &names::key(uk)) <= MOST_DIFFERENT;
    let by_hand = known.russian.get(uk).cloned();
    let attested = by_hand.or_else(|| names::choose(&others, &[&row.name], "ru").filter(near));
    let made = || russian.derive(uk).into_iter().next().map(|name| capitalized(&name)).unwrap_or_default();
    PlaceRow {
        id: format!("geonames:{}", row.id),
        kind: "landmark".to_owned(),
        name_uk: uk.to_owned(),
        name_en: names::clean(&row.name),
        derived: if attested.is_none() { "ru".to_owned() } else { String::new() },
        name_ru: attested.unwrap_or_else(made),
        parent: city.to_owned(),
        lat: Some(points::rounded(row.lat)),
        lon: Some(points::rounded(row.lon)),
        precision: "feature".to_owned(),
        geonames: Some(row.id),
        population: (row.population > 0).then_some(row.population),
        feature: "neighbourhood".to_owned(),
        source: "GeoNames".to_owned(),
        ..PlaceRow::default()
    }
}

#[cfg(test)]
mod tests {
    use super::is_noun;

    #[test]
    fn districts_and_streets_are_no_neighbourhoods() {
        for (name, noun) in [
            ("Салтівка", true),
            ("Холодна Гора", true),
            ("Київський", false),
            ("Голосіївський район", false),
            ("вулиця Зощенка", false),
            ("Імені Кірова", false),
            ("Жуковського", false),
            ("КПД", false),
        ] {
            assert_eq!(is_noun(name), noun, "{name}");
        }
    }
}

//! countries.tsv: CLDR's names, and those that are usual beside them.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use serde::Deserialize;

use super::sources::Sources;
use super::{Output, by_hand, names, points};
use crate::table::PlaceRow;

/// Usual names that CLDR does not give (tables/country_names.tsv).
#[derive(Clone, Debug, Deserialize)]
struct More {
    iso2: String,
    other_uk: String,
    other_en: String,
    other_ru: String,
}

pub(crate) fn import(sources: &Sources, output: &mut Output) -> Result<()> {
    let means = means_of_cities(sources);
    let mut places = BTreeMap::new();
    for row in sources.countries.lines.iter().map(|line| &line.row) {
        let mean = means.get(row.iso2.as_str());
        let place = PlaceRow {
            id: format!("country:{}", row.iso2),
            kind: "country".to_owned(),
            name_uk: names::clean(&row.name_uk),
            name_en: names::clean(&row.name_en),
            name_ru: names::clean(&row.name_ru),
            lat: mean.map(|point| points::rounded(point.0)),
            lon: mean.map(|point| points::rounded(point.1)),
            precision: if mean.is_some() { "unit" } else { "" }.to_owned(),
            feature: row.iso2.clone(),
            source: if mean.is_some() { "CLDR; point: mean of its cities in GeoNames" } else { "CLDR" }
                .to_owned(),
            ..PlaceRow::default()
        };
        places.insert(row.iso2.clone(), place);
    }
    let file = "tables/country_names.tsv";
    for line in by_hand::embedded_lines::<More>(include_str!("tables/country_names.tsv"), file)? {
        let Some(place) = places.get(&line.row.iso2) else {
            bail!("{file}:{}: {} is no country of CLDR", line.number, line.row.iso2);
        };
        let more = &line.row;
        for (others, language) in [(&more.other_uk, "uk"), (&more.other_en, "en"), (&more.other_ru, "ru")] {
            for name in names::parts(others) {
                output.name(place, name, language, by_hand::sort(name, "country"), "by hand");
            }
        }
    }
    places.into_values().for_each(|place| output.add("countries.tsv", place));
    Ok(())
}

/// The mean point of each country's cities, weighted by their inhabitants.
fn means_of_cities(sources: &Sources) -> BTreeMap<&str, (f64, f64)> {
    let mut sums: BTreeMap<&str, (f64, f64, f64)> = BTreeMap::new();
    for row in sources.cities.lines.iter().map(|line| &line.row) {
        let weight = f64::from(row.population.unwrap_or(0).max(1));
        let sum = sums.entry(row.country.as_str()).or_default();
        *sum = (sum.0 + row.lat * weight, sum.1 + row.lon * weight, sum.2 + weight);
    }
    sums.into_iter().map(|(country, (lat, lon, weight))| (country, (lat / weight, lon / weight))).collect()
}

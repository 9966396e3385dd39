//! foreign_cities.tsv: cities abroad, with the Ukrainian and Russian names that can be told among their alternates.

use anyhow::Result;

use super::sources::{City, Sources};
use super::{Output, names, points};
use crate::table::PlaceRow;

pub(crate) fn import(sources: &Sources, output: &mut Output) -> Result<()> {
    for line in sources.cities.lines.iter().filter(|line| line.row.country != "UA") {
        output.add("foreign_cities.tsv", place(&line.row));
    }
    Ok(())
}

fn place(row: &City) -> PlaceRow {
    let (uk, ru) = cyrillic_names(&row.alt_names, &[&row.name, &row.ascii_name]);
    PlaceRow {
        id: format!("geonames:{}", row.geonameid),
        kind: "city".to_owned(),
        name_uk: uk,
        name_en: names::clean(&row.name),
        name_ru: ru,
        parent: format!("country:{}", row.country),
        lat: Some(points::rounded(row.lat)),
        lon: Some(points::rounded(row.lon)),
        precision: "feature".to_owned(),
        geonames: Some(row.geonameid),
        population: row.population.filter(|&population| population > 0),
        feature: row.country.clone(),
        source: "GeoNames".to_owned(),
        ..PlaceRow::default()
    }
}

/// The Ukrainian and the Russian name among alternates of many languages. One that fits both alphabets serves both.
pub(crate) fn cyrillic_names(alternates: &str, latin: &[&str]) -> (String, String) {
    let cyrillic: Vec<String> =
        names::parts(alternates).filter(|name| names::is_cyrillic(name)).map(names::clean).collect();
    let choose = |language| names::choose(&cyrillic, latin, language).unwrap_or_default();
    (choose("uk"), choose("ru"))
}

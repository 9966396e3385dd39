//! foreign_cities.tsv: cities abroad, with the Ukrainian and Russian names that can be told among their alternates.

use std::collections::{BTreeSet, HashMap};

use anyhow::{Result, anyhow};
use serde::Deserialize;

use super::sources::{City, Sources};
use super::{Output, by_hand, names, points};
use crate::table::{Line, PlaceRow};

/// Countries whose cities' Cyrillic alternates are mostly Ukrainian and Russian: there the nearest to the local name
/// is taken; elsewhere only one that stands alone or that both languages support.
const NEAR: [&str; 7] = ["RU", "BY", "PL", "MD", "RO", "HU", "SK"];

/// Countries whose larger cities reports on the war name: the rest of Europe, the Caucasus, Central Asia, Turkey,
/// Israel, Iran, Syria, North America.
const WIDER: [&str; 53] = [
    "AD", "AL", "AT", "BA", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR",
    "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "ME", "MK", "MT", "NL", "NO", "PT", "RS", "SE", "SI",
    "SM", "VA", "XK", "GB", "AM", "AZ", "GE", "KZ", "KG", "TJ", "TM", "UZ", "TR", "IL", "IR", "SY", "US",
    "CA", "PS",
];

/// The least number of inhabitants with which a city of a country is taken.
fn least_population(country: &str) -> u32 {
    if NEAR.contains(&country) {
        15_000
    } else if WIDER.contains(&country) {
        100_000
    } else {
        500_000
    }
}

/// A row of tables/capitals.tsv: capitals that are smaller than other cities of their country must be.
#[derive(Clone, Debug, Deserialize)]
struct Capital {
    geonames: u32,
}

/// A row of tables/city_names.tsv: names from CLDR's time zones, or by hand.
#[derive(Clone, Debug, Deserialize)]
struct CityNames {
    geonames: u32,
    name_uk: String,
    name_ru: String,
    source: String,
    other_uk: String,
    other_en: String,
    other_ru: String,
}

pub(crate) fn import(sources: &Sources, output: &mut Output) -> Result<()> {
    let file = "tables/city_names.tsv";
    let mut known = HashMap::new();
    for Line { number, row } in
        by_hand::embedded_lines::<CityNames>(include_str!("tables/city_names.tsv"), file)?
    {
        if !sources.cities.lines.iter().any(|line| line.row.geonameid == row.geonames) {
            return Err(anyhow!("{file}:{number}: {} is no city of world_cities.tsv", row.geonames));
        }
        known.insert(row.geonames, row);
    }
    let file = "tables/capitals.tsv";
    let mut capitals = BTreeSet::new();
    for Line { number, row } in by_hand::embedded_lines::<Capital>(include_str!("tables/capitals.tsv"), file)?
    {
        if !sources.cities.lines.iter().any(|line| line.row.geonameid == row.geonames) {
            return Err(anyhow!("{file}:{number}: {} is no city of world_cities.tsv", row.geonames));
        }
        capitals.insert(row.geonames);
    }
    // Cities that are listed by name, capitals among them, are taken whatever their size.
    let is_taken = |city: &City| {
        city.country != "UA"
            && (known.contains_key(&city.geonameid)
                || capitals.contains(&city.geonameid)
                || city.population.unwrap_or(0) >= least_population(&city.country))
    };
    for line in sources.cities.lines.iter().filter(|line| is_taken(&line.row)) {
        let mut place = place(&line.row);
        if let Some(known) = known.get(&line.row.geonameid) {
            place.name_uk = names::clean(&known.name_uk);
            place.name_ru = names::clean(&known.name_ru);
            place.source = format!("GeoNames; names {}", known.source);
            for (others, language) in
                [(&known.other_uk, "uk"), (&known.other_en, "en"), (&known.other_ru, "ru")]
            {
                for name in names::parts(others) {
                    output.name(&place, name, language, by_hand::sort(name, "city"), "by hand");
                }
            }
        }
        output.add("foreign_cities.tsv", place);
    }
    Ok(())
}

fn place(row: &City) -> PlaceRow {
    let (uk, ru) = cyrillic_names(&row.alt_names, &[&row.name, &row.ascii_name], &row.country);
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

/// The Ukrainian and the Russian name among alternates of many languages; empty where it cannot be told.
pub(crate) fn cyrillic_names(alternates: &str, latin: &[&str], country: &str) -> (String, String) {
    let cyrillic: Vec<String> =
        names::parts(alternates).filter(|name| names::is_cyrillic(name)).map(names::clean).collect();
    let near = NEAR.contains(&country);
    let may_be = |language: &'static str| {
        cyrillic.iter().filter(move |name| names::may_be(name, language)).cloned().collect::<Vec<_>>()
    };
    let (mut uk, ru) = (may_be("uk"), may_be("ru"));
    if uk.iter().any(|name| names::is_surely(name, "uk")) {
        uk.retain(|name| names::is_surely(name, "uk"));
    } else if is_russian(country) {
        // A Russian name in both alphabets is not yet a Ukrainian one: и and е sound otherwise there.
        uk.retain(|name| !name.to_lowercase().contains(['и', 'е']));
    } else if !near && !alone(&uk) {
        uk.clear();
    }
    let uk = names::choose(&uk, latin, "uk");
    let ru = match &uk {
        _ if is_russian(country) => nearest_in_russian(&ru, latin),
        Some(uk) if ru.iter().any(|name| names::key(name) == names::key(uk)) => {
            let supported: Vec<String> =
                ru.into_iter().filter(|name| names::key(name) == names::key(uk)).collect();
            nearest_in_russian(&supported, latin)
        }
        _ if near || alone(&ru) => nearest_in_russian(&ru, latin),
        _ => None,
    };
    (uk.unwrap_or_default(), ru.unwrap_or_default())
}

/// Whether the Latin names of a country's places are mostly transcribed from Russian.
fn is_russian(country: &str) -> bool {
    matches!(country, "RU" | "BY")
}

/// Whether all of some names are spellings of one.
fn alone(names: &[String]) -> bool {
    names.iter().map(|name| names::key(name)).collect::<BTreeSet<_>>().len() == 1
}

/// The name whose transcription by BGN/PCGN's table for Russian is nearest to one of the Latin names; fewer letters
/// that only Russian has where two are as near, for they are Belarusian as well.
fn nearest_in_russian(candidates: &[String], latin: &[&str]) -> Option<String> {
    let latin: Vec<String> =
        latin.iter().map(|name| names::clean(name).to_lowercase().replace('\'', "")).collect();
    let distance = |name: &String| {
        let own = transcribed(name);
        latin.iter().map(|latin| strsim::levenshtein(latin, &own)).min().unwrap_or(0)
    };
    let look = |name: &String| (!name.contains('ь'), name.contains(' '), name.matches(['ы', 'э']).count());
    candidates.iter().min_by_key(|name| (distance(name), look(name), (*name).clone())).cloned()
}

/// BGN/PCGN 1947 for Russian, in lower case, without signs for ъ and ь, which the Latin names often
/// lack, and without its rules for е and ё after vowels.
fn transcribed(name: &str) -> String {
    let mut latin = String::new();
    for letter in name.to_lowercase().chars() {
        latin.push_str(match letter {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' => "g",
            'д' => "d",
            'е' | 'э' => "e",
            'ё' => "ë",
            'ж' => "zh",
            'з' => "z",
            'и' => "i",
            'й' | 'ы' => "y",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' => "ts",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "shch",
            'ъ' | 'ь' => "",
            'ю' => "yu",
            'я' => "ya",
            '-' => "-",
            _ => " ",
        });
    }
    latin
}

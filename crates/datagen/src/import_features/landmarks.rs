//! landmarks.tsv: what people built (feature class S of the GeoNames dump), as far as reports name it.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use anyhow::Result;
use serde::Deserialize;

use super::sources::{Feature, Sources};
use super::{Output, by_hand, names, points};
use crate::table::PlaceRow;

/// A station this near to a settlement of its name adds nothing but doubt.
const NAMESAKE_KM: f64 = 12.0;

/// A feature code of class S that is of use, and what it is to us (tables/landmark_codes.tsv).
#[derive(Deserialize)]
struct Code {
    code: String,
    feature: String,
}

/// What the name of a feature must say so as not to be a settlement's (tables/landmark_words.tsv).
#[derive(Deserialize)]
struct Word {
    feature: String,
    stems_uk: String,
    stems_en: String,
    stems_ru: String,
    word_uk: String,
    word_en: String,
    word_ru: String,
}

static WORDS: LazyLock<Vec<Word>> =
    LazyLock::new(|| by_hand::embedded(include_str!("tables/landmark_words.tsv"), "landmark_words.tsv"));

/// A word before a station's name that says that it is one (tables/station_words.tsv).
#[derive(Deserialize)]
struct StationWord {
    word: String,
}

pub(crate) fn import(sources: &Sources, output: &mut Output) -> Result<()> {
    let codes: Vec<Code> = by_hand::embedded(include_str!("tables/landmark_codes.tsv"), "landmark_codes.tsv");
    let codes: HashMap<&str, &str> =
        codes.iter().map(|code| (code.code.as_str(), code.feature.as_str())).collect();
    let words: Vec<StationWord> =
        by_hand::embedded(include_str!("tables/station_words.tsv"), "station_words.tsv");
    let words: Vec<&str> = words.iter().map(|word| word.word.as_str()).collect();
    let settlements = settlements_by_key(sources);
    for row in sources.dump.iter().filter(|row| row.class == "S") {
        let Some(&feature) = codes.get(row.code.as_str()) else { continue };
        let place = place(row, feature, &words, sources);
        // A stop that is named by its kilometre is no name; one named after its settlement would only hide it.
        let numbered = place.name_en.contains(|letter: char| letter.is_ascii_digit());
        if row.name.contains("historical")
            || feature == "station" && (numbered || has_namesake(&place, &settlements))
        {
            continue;
        }
        output.add("landmarks.tsv", place);
    }
    Ok(())
}

fn place(row: &Feature, feature: &str, words: &[&str], sources: &Sources) -> PlaceRow {
    let bare = |name: &str| match feature {
        "station" => without_station(name, words),
        _ => names::clean(&name.replace(['«', '»', '"', '“', '„'], "")),
    };
    let mut cyrillic: Vec<String> = Vec::new();
    for name in row.alternates.iter().filter(|name| names::is_cyrillic(name)).map(|name| bare(name)) {
        if !cyrillic.contains(&name) {
            cyrillic.push(name);
        }
    }
    let latin = bare(&row.name);
    let alone = cyrillic.len() == 1;
    let uk = named(&cyrillic, &latin, feature, "uk");
    let others: Vec<String> =
        cyrillic.into_iter().filter(|name| alone || Some(name) != uk.as_ref()).collect();
    let ru = named(&others, &latin, feature, "ru");
    let latin = named(&[latin], &row.name, feature, "en").unwrap_or_default();
    let feature =
        if row.name.contains("ubstation") || row.name.contains("kV") { "substation" } else { feature };
    PlaceRow {
        id: format!("geonames:{}", row.id),
        kind: "landmark".to_owned(),
        name_uk: uk.unwrap_or_default(),
        name_en: latin,
        name_ru: ru.unwrap_or_default(),
        parent: sources.outlines.oblast(row.lat, row.lon).unwrap_or_default().to_owned(),
        lat: Some(points::rounded(row.lat)),
        lon: Some(points::rounded(row.lon)),
        precision: "feature".to_owned(),
        geonames: Some(row.id),
        feature: feature.to_owned(),
        source: "GeoNames".to_owned(),
        ..PlaceRow::default()
    }
}

/// The best of some names for a language: one that says what the feature is, else the best with the word set to it.
fn named(candidates: &[String], latin: &str, feature: &str, language: &str) -> Option<String> {
    let choose = |candidates: &[String]| match language {
        "en" => candidates.first().cloned(),
        _ => names::choose(candidates, &[latin], language),
    };
    let Some(words) = WORDS.iter().find(|words| words.feature == feature) else { return choose(candidates) };
    let (stems, word) = match language {
        "uk" => (&words.stems_uk, &words.word_uk),
        "ru" => (&words.stems_ru, &words.word_ru),
        _ => (&words.stems_en, &words.word_en),
    };
    let says = |name: &String| names::parts(stems).any(|stem| name.to_lowercase().contains(stem));
    let saying: Vec<String> = candidates.iter().filter(|name| says(name)).cloned().collect();
    choose(&saying).or_else(|| choose(candidates).map(|name| word.replace("{}", &name)))
}

/// A station's own name.
fn without_station(name: &str, words: &[&str]) -> String {
    let name = names::clean(name);
    let lower = name.to_lowercase();
    let after = |word: &&str| {
        let rest = lower.strip_prefix(*word).filter(|rest| rest.starts_with(' '))?;
        // Lower case of Latin and Cyrillic letters keeps their length, of others not.
        name.get(name.len().checked_sub(rest.len())?..)
    };
    let before = |word: &&str| {
        let rest = lower.strip_suffix(*word).filter(|rest| rest.ends_with(' '))?;
        name.get(..rest.len())
    };
    let rest = words.iter().find_map(|word| after(word).or_else(|| before(word)));
    rest.map_or(name.as_str(), str::trim).to_owned()
}

type Settlements = BTreeMap<String, Vec<(f64, f64)>>;

fn settlements_by_key(sources: &Sources) -> Settlements {
    let mut settlements: Settlements = BTreeMap::new();
    for row in sources.settlements.lines.iter().map(|line| &line.row) {
        let (Some(lat), Some(lon)) = (row.lat, row.lon) else { continue };
        for name in [&row.name_uk, &row.name_ru] {
            settlements.entry(names::key(name)).or_default().push((lat, lon));
        }
    }
    settlements
}

fn has_namesake(place: &PlaceRow, settlements: &Settlements) -> bool {
    let (Some(lat), Some(lon)) = (place.lat, place.lon) else { return false };
    [&place.name_uk, &place.name_ru, &place.name_en].into_iter().filter(|name| !name.is_empty()).any(|name| {
        let points = settlements.get(&names::key(name)).into_iter().flatten();
        points.into_iter().any(|&point| points::kilometres(point, (lat, lon)) <= NAMESAKE_KM)
    })
}

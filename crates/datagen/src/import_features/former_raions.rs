//! former_raions.tsv: the 490 raions as they were before the reform of 17 July 2020, without those that have a namesake
//! of today in their oblast, whose names say nothing more.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Result, anyhow};
use serde::Deserialize;

use super::sources::{Registered, Sources};
use super::{Output, by_hand, names, points};
use crate::table::{Line, PlaceRow};

/// A row of tables/former_raions.tsv: the last names, and the earlier ones.
#[derive(Clone, Debug, Deserialize)]
struct FormerRaion {
    oblast: String,
    name_uk: String,
    name_ru: String,
    other_uk: String,
    other_ru: String,
}

pub(crate) fn import(sources: &Sources, output: &mut Output) -> Result<()> {
    let file = "tables/former_raions.tsv";
    let units = units_of_geonames(sources);
    let means = means_of_register(sources);
    for Line { number, row } in
        by_hand::embedded_lines::<FormerRaion>(include_str!("tables/former_raions.tsv"), file)?
    {
        let error = |what: &str| anyhow!("{file}:{number}: {what}");
        let oblast = sources.oblast(&row.oblast).ok_or_else(|| error("no such oblast"))?;
        let namesake = sources.raion(oblast, &row.name_uk).is_some();
        let uk: Vec<&str> =
            std::iter::once(row.name_uk.as_str()).chain(names::parts(&row.other_uk)).collect();
        let ru: Vec<&str> =
            std::iter::once(row.name_ru.as_str()).chain(names::parts(&row.other_ru)).collect();
        if namesake && uk.len() == 1 {
            continue;
        }
        let unit = uk.iter().chain(&ru).find_map(|name| units.get(&(oblast, (*name).to_owned())));
        let mean = uk.iter().find_map(|name| means.get(&(row.oblast.clone(), (*name).to_owned())));
        let (point, geonames, source) = match (unit, mean) {
            (Some(&(id, lat, lon)), _) => ((lat, lon), Some(id), "GeoNames"),
            (None, Some(&point)) => (point, None, "State Register: mean of its objects"),
            (None, None) => return Err(error("no source has a point of it")),
        };
        let mut place = PlaceRow {
            id: format!(
                "raion2020:{}-{}",
                oblast.get(..4).unwrap_or(oblast),
                names::key(uk[usize::from(namesake)])
            ),
            kind: "raion".to_owned(),
            name_uk: row.name_uk.clone(),
            name_ru: row.name_ru.clone(),
            parent: oblast.to_owned(),
            lat: Some(points::rounded(point.0)),
            lon: Some(points::rounded(point.1)),
            precision: "unit".to_owned(),
            geonames,
            feature: "raion2020".to_owned(),
            source: source.to_owned(),
            ..PlaceRow::default()
        };
        // Where a raion of today bears the last name, only the earlier one is left to it.
        let skipped = usize::from(namesake);
        if namesake {
            place.name_uk = uk[1].to_owned();
            place.name_ru = ru[1].to_owned();
        }
        for name in uk.iter().skip(1 + skipped) {
            output.name(&place, name, "uk", "former", "by hand");
        }
        for name in ru.iter().skip(1 + skipped) {
            output.name(&place, name, "ru", "former", "by hand");
        }
        output.add("former_raions.tsv", place);
    }
    Ok(())
}

type Units<'a> = HashMap<(&'a str, String), (u32, f64, f64)>;

/// GeoNames' second-level units by oblast and the adjective before «район»: units that are no more come first.
fn units_of_geonames(sources: &Sources) -> Units<'_> {
    let mut units = HashMap::new();
    let is_unit = |code: &str| matches!(code, "ADM2" | "ADM2H");
    let mut features: Vec<_> =
        sources.dump.iter().filter(|feature| feature.class == "A" && is_unit(&feature.code)).collect();
    features.sort_by_key(|feature| (feature.code != "ADM2H", feature.id));
    for feature in features {
        let Some(oblast) = sources.outlines.oblast(feature.lat, feature.lon) else { continue };
        for name in &feature.alternates {
            let name = names::clean(name);
            let Some((adjective, "район" | "Район")) = name.split_once(' ') else { continue };
            let unit = (feature.id, feature.lat, feature.lon);
            units.entry((oblast, adjective.to_owned())).or_insert(unit);
        }
    }
    units
}

/// The mean point of the register's objects that lie in one raion alone, by oblast and raion.
fn means_of_register(sources: &Sources) -> BTreeMap<(String, String), (f64, f64)> {
    let mut sums: BTreeMap<(String, String), (f64, f64, f64)> = BTreeMap::new();
    for row in sources.register.lines.iter().map(|line| &line.row) {
        let Some(raion) = raion_of(row) else { continue };
        let oblast = row.oblast.trim_end_matches("обл.").trim().to_owned();
        let sum = sums.entry((oblast, raion)).or_default();
        *sum = (sum.0 + row.lat, sum.1 + row.lon, sum.2 + 1.0);
    }
    sums.into_iter().map(|(raion, (lat, lon, count))| (raion, (lat / count, lon / count))).collect()
}

/// The adjective of the raion that an object of the register lies in: «р-н Косівський» or «Косівський р-н».
fn raion_of(row: &Registered) -> Option<String> {
    let field = names::clean(&row.raion_old);
    let name = field.strip_prefix("р-н ").or_else(|| field.strip_suffix(" р-н"))?;
    (!name.contains([' ', ','])).then(|| name.to_owned())
}

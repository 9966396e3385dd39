//! What the tables of places in Russia lack, found out of each other or by rule: the oblast of a city, and the Ukrainian and
//! English names of what lies near the border.
//!
//! GeoNames' cities come here with their country alone. The table of border settlements has the oblast and the raion of
//! those in five oblasts, and their Russian name; `tables/city_oblasts.tsv` has the unit of others, by hand. Names by
//! rule are made where the row has none ([`Ukrainian`], BGN/PCGN 1947 without its apostrophes), and `derived` says so.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::{Result, anyhow};
use serde::Deserialize;
use ua_gazetteer::romanization;

use super::borders;
use super::sources::{BorderSettlement, Sources};
use super::ukrainian::Ukrainian;
use super::{Output, by_hand};
use crate::import::russian::{fold, title};
use crate::table::{Line, PlaceRow};

const CITIES: &str = "foreign_cities.tsv";
const BORDER: &str = "border_districts.tsv";

/// A row of tables/city_oblasts.tsv.
#[derive(Deserialize)]
struct CityUnit {
    city: String,
    /// The unit's id behind `border:`.
    unit: String,
}

pub(super) fn import(sources: &Sources, data: &Path, output: &mut Output) -> Result<()> {
    let file = "tables/city_oblasts.tsv";
    let units: HashSet<String> =
        output.tables.get(BORDER).into_iter().flatten().map(|row| row.id.clone()).collect();
    let mut unit_of: HashMap<String, String> = HashMap::new();
    for Line { number, row } in
        by_hand::embedded_lines::<CityUnit>(include_str!("tables/city_oblasts.tsv"), file)?
    {
        let unit = format!("border:{}", row.unit);
        if !units.contains(&unit) {
            return Err(anyhow!("{file}:{number}: no unit `{unit}`"));
        }
        unit_of.insert(row.city, unit);
    }
    let attested: HashMap<String, &BorderSettlement> = sources
        .border
        .lines
        .iter()
        .filter(|line| line.row.quality == "A")
        .filter_map(|line| Some((format!("geonames:{}", line.row.geonameid?), &line.row)))
        .collect();
    let ukrainian = Ukrainian::read(data)?;

    let mut cities = output.tables.remove(CITIES).unwrap_or_default();
    for city in cities.iter_mut().filter(|city| city.feature == "RU") {
        if let Some(row) = attested.get(&city.id) {
            let oblast = row.oblast_ru.strip_suffix(" область").unwrap_or(&row.oblast_ru);
            let raion = borders::adjective(&row.raion_ru);
            let unit = borders::unit_named(output, oblast, raion);
            city.parent = unit.ok_or_else(|| anyhow!("no unit `{}`", row.oblast_ru))?;
            rename(city, row, output);
        } else if let Some(unit) = unit_of.get(&city.id) {
            city.parent.clone_from(unit);
        } else {
            continue;
        }
        complete(city, &ukrainian);
    }
    output.tables.insert(CITIES, cities);
    for place in output.tables.get_mut(BORDER).into_iter().flatten().filter(|place| place.feature == "RU") {
        complete(place, &ukrainian);
    }
    Ok(())
}

/// The Russian name as the border table has it, unless names by hand or CLDR's stand there; what stood
/// there stays beside it, the English name too, since it was that of the other (L'govskiy of Льгов).
fn rename(city: &mut PlaceRow, row: &BorderSettlement, output: &mut Output) {
    let name = title(&row.name_ru);
    if city.source != "GeoNames" || fold(&name) == fold(&city.name_ru) {
        return;
    }
    let was = [std::mem::replace(&mut city.name_ru, name), std::mem::take(&mut city.name_en)];
    for (name, language) in was.iter().zip(["ru", "en"]) {
        output.name(city, name, language, "alternate", "GeoNames");
    }
}

/// Makes the names that a row lacks out of its Russian one. Units have no English name by rule: their adjective is
/// romanized anyway.
fn complete(place: &mut PlaceRow, ukrainian: &Ukrainian) {
    if place.name_ru.is_empty() {
        return;
    }
    let mut derived = Vec::new();
    let is_settlement = matches!(place.kind.as_str(), "city" | "settlement" | "village");
    let system =
        romanization::system("ru-bgn-pcgn-1947").filter(|_| place.name_en.is_empty() && is_settlement);
    if let Some(system) = system {
        place.name_en = romanization::romanize(&place.name_ru, system).replace(['\'', '’'], "");
        derived.push("en");
    }
    if place.name_uk.is_empty() {
        place.name_uk = ukrainian.derive(&place.name_ru);
        derived.push("uk");
    }
    if !derived.is_empty() {
        place.derived = derived.join("|");
    }
}

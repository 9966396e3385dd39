//! water.tsv and landforms.tsv: GeoNames (physical.tsv) and the State Register (physical_register.tsv), joined where
//! both speak of one object.

use std::collections::{BTreeMap, HashMap, HashSet};

use anyhow::Result;
use serde::Deserialize;

use super::sources::{Physical, Registered, Sources};
use super::{Output, by_hand, generics, names, points};
use crate::table::PlaceRow;

/// Objects of one name and group within this distance are one; a river's points may lie farther apart.
const SAME_PLACE_KM: f64 = 15.0;

/// Within this distance two objects of one feature and name in one source are one, other than rivers.
const DOUBLE_KM: f64 = 3.0;

/// Features of which the register has thousands, most of them known to nobody but their village.
const MINOR: [&str; 2] = ["mountain", "hill"];

/// Oblasts that the hostilities register touches heavily, where a hill may be a position: Crimea, Donetsk,
/// Zaporizhzhia, Luhansk, Mykolaiv, Sumy, Kharkiv, Kherson, and Sevastopol.
const CONTESTED: [&str; 9] = [
    "UA01000000000013043",
    "UA14000000000091971",
    "UA23000000000064947",
    "UA44000000000018893",
    "UA48000000000039575",
    "UA59000000000057109",
    "UA63000000000041885",
    "UA65000000000030969",
    "UA85000000000065278",
];

/// What a code of GeoNames or a kind of the register is to us (tables/kinds.tsv); what is not there is left out.
#[derive(Clone, Debug, Deserialize)]
struct Kind {
    source: String,
    code: String,
    kind: String,
    feature: String,
    /// Kinds between which the sources differ about one object.
    group: String,
}

/// An object of the register that is of use.
struct Object<'a> {
    row: &'a Registered,
    kind: &'a Kind,
    name: String,
    /// Codes of its oblasts.
    oblasts: Vec<&'a str>,
    taken: bool,
}

pub(crate) fn import(sources: &Sources, output: &mut Output) -> Result<()> {
    let kinds: Vec<Kind> = by_hand::embedded(include_str!("tables/kinds.tsv"), "kinds.tsv");
    let kinds: HashMap<(&str, &str), &Kind> =
        kinds.iter().map(|kind| ((kind.source.as_str(), kind.code.as_str()), kind)).collect();
    let mut objects = registered(sources, &kinds);
    let mut by_key: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (position, object) in objects.iter().enumerate() {
        let mut keys = HashSet::from([names::key(&object.name), names::key(&object.row.name_en)]);
        for key in keys.drain() {
            by_key.entry((object.kind.group.clone(), key)).or_default().push(position);
        }
    }
    for line in &sources.physical.lines {
        let code = format!("{}.{}", line.row.fclass, line.row.fcode);
        let Some(kind) = kinds.get(&("geonames", code.as_str())) else { continue };
        let feature = Alternates::of(&line.row, &kind.feature);
        let same = feature.same(&line.row, &kind.group, &objects, &by_key, sources);
        let same = same.map(|position| {
            objects[position].taken = true;
            &objects[position]
        });
        let place = joined(&line.row, kind, &feature, same, sources);
        if !place.name_uk.is_empty() || !place.name_en.is_empty() {
            output.add(by_hand::file_of(&place.kind, "").expect("tables/kinds.tsv has known kinds"), place);
        }
    }
    for object in objects.iter().filter(|object| !object.taken) {
        let place = from_register(object, sources);
        // What lies in several oblasts has no parent.
        let contested = match place.parent.as_str() {
            "" => object.oblasts.iter().any(|code| CONTESTED.contains(code)),
            oblast => CONTESTED.contains(&oblast),
        };
        if MINOR.contains(&place.feature.as_str()) && !contested {
            continue;
        }
        output.add(by_hand::file_of(&place.kind, "").expect("tables/kinds.tsv has known kinds"), place);
    }
    for file in ["water.tsv", "landforms.tsv"] {
        if let Some(rows) = output.tables.get_mut(file) {
            drop_doubles(rows);
        }
    }
    Ok(())
}

/// Drops objects that a source has twice: the same feature and Ukrainian name close by. The first stays; those that
/// both sources know stand first, then GeoNames'.
fn drop_doubles(rows: &mut Vec<PlaceRow>) {
    rows.sort_by_key(|row| (!row.source.contains(','), row.geonames.is_none()));
    let mut kept: HashMap<(String, String), Vec<(f64, f64)>> = HashMap::new();
    rows.retain(|row| {
        let (Some(lat), Some(lon), false) = (row.lat, row.lon, row.name_uk.is_empty()) else { return true };
        let points = kept.entry((row.feature.clone(), row.name_uk.clone())).or_default();
        let reach = if row.feature == "river" { SAME_PLACE_KM } else { DOUBLE_KM };
        let double = points.iter().any(|&point| points::kilometres(point, (lat, lon)) <= reach);
        if !double {
            points.push((lat, lon));
        }
        !double
    });
}

/// The objects of the register whose kind is of use and whose name is one: letters, not numbers of a survey sheet.
fn registered<'a>(sources: &'a Sources, kinds: &HashMap<(&str, &str), &'a Kind>) -> Vec<Object<'a>> {
    let mut seen = HashSet::new();
    let mut objects = Vec::new();
    for line in &sources.register.lines {
        let row = &line.row;
        let Some(kind) = kinds.get(&("register", row.kind.as_str())) else { continue };
        let name = generics::without(&row.name_uk, "uk");
        let is_name = names::may_be(&name, "uk") && name.starts_with(|letter: char| letter.is_uppercase());
        if is_name && seen.insert(row.regno.as_str()) {
            objects.push(Object { row, kind, name, oblasts: oblasts(row, sources), taken: false });
        }
    }
    objects
}

/// Codes of the oblasts that a row of the register names, whatever its spaces.
fn oblasts<'a>(row: &Registered, sources: &'a Sources) -> Vec<&'a str> {
    let tight = |text: &str| text.replace(' ', "");
    row.oblast
        .split(',')
        .map(|part| tight(part).replace("обл.", "").replace("міськрада", ""))
        .filter_map(|part| {
            let part = match part.as_str() {
                "Севастопольська" => "Севастополь".to_owned(),
                _ => part,
            };
            let units = sources.admin.lines.iter().map(|line| &line.row);
            units.filter(|unit| unit.parent.is_empty()).find(|unit| tight(&unit.name_uk) == part)
        })
        .map(|unit| unit.katottg.as_str())
        .collect()
}

/// The names that GeoNames gives an object, without their generic parts.
struct Alternates {
    name: String,
    cyrillic: Vec<String>,
}

impl Alternates {
    fn of(row: &Physical, feature: &str) -> Self {
        let mut cyrillic: Vec<String> = Vec::new();
        for name in names::parts(&row.alt_names).filter(|name| names::is_cyrillic(name)) {
            let bare = generics::without(&generics::without(name, "uk"), "ru");
            if !cyrillic.contains(&bare) {
                cyrillic.push(bare);
            }
        }
        let latin = |name: &str| feature == "port" || names::is_latin(name);
        let name = if latin(&row.name) { generics::without(&row.name, "en") } else { String::new() };
        Alternates { name, cyrillic }
    }

    /// The register's object that is this one: same group, same name in some spelling, near it; the nearest of several.
    fn same(
        &self,
        row: &Physical,
        group: &str,
        objects: &[Object],
        by_key: &BTreeMap<(String, String), Vec<usize>>,
        sources: &Sources,
    ) -> Option<usize> {
        let oblast = sources.outlines.oblast(row.lat, row.lon);
        let keys: HashSet<String> =
            self.cyrillic.iter().chain([&self.name]).map(|name| names::key(name)).collect();
        let positions = keys.into_iter().filter_map(|key| by_key.get(&(group.to_owned(), key))).flatten();
        positions
            .filter(|&&position| !objects[position].taken)
            .map(|&position| {
                let object = &objects[position];
                let distance = points::kilometres((row.lat, row.lon), (object.row.lat, object.row.lon));
                let near = distance <= SAME_PLACE_KM
                    || group == "river" && oblast.is_some_and(|oblast| object.oblasts.contains(&oblast));
                (near, distance, position)
            })
            .filter(|(near, ..)| *near)
            .min_by(|a, b| a.1.total_cmp(&b.1).then(a.2.cmp(&b.2)))
            .map(|(.., position)| position)
    }
}

/// A GeoNames object, with what the register knows of it.
fn joined(
    row: &Physical,
    kind: &Kind,
    names: &Alternates,
    same: Option<&Object>,
    sources: &Sources,
) -> PlaceRow {
    let kind = same.filter(|same| same.kind.kind == kind.kind).map_or(kind, |same| same.kind);
    let latin = same.map_or(&names.name, |same| &same.row.name_en);
    let uk = match same {
        Some(same) => Some(same.name.clone()),
        None => names::choose(&names.cyrillic, &[&names.name], "uk"),
    };
    let candidates: Vec<String> = names
        .cyrillic
        .iter()
        .filter(|name| !names::is_surely(name, "uk"))
        .filter(|name| names.cyrillic.len() == 1 || Some(*name) != uk.as_ref())
        .cloned()
        .collect();
    let ru = names::choose(&candidates, &[&names.name], "ru");
    let full = |name: Option<String>, language| {
        name.map(|name| generics::name_of(&name, &kind.feature, language)).unwrap_or_default()
    };
    let several = same.is_some_and(|same| same.oblasts.len() > 1);
    PlaceRow {
        id: format!("geonames:{}", row.geonameid),
        name_uk: full(uk, "uk"),
        name_en: full(Some(latin.clone()), "en"),
        name_ru: full(ru, "ru"),
        geonames: Some(row.geonameid),
        source: if same.is_some() { "GeoNames, State Register" } else { "GeoNames" }.to_owned(),
        ..located(kind, (row.lat, row.lon), several, sources)
    }
}

/// An object that only the register has.
fn from_register(object: &Object, sources: &Sources) -> PlaceRow {
    let row = object.row;
    PlaceRow {
        id: format!("register:{}", row.regno),
        name_uk: generics::name_of(&object.name, &object.kind.feature, "uk"),
        name_en: generics::name_of(&row.name_en, &object.kind.feature, "en"),
        source: "State Register".to_owned(),
        ..located(object.kind, (row.lat, row.lon), object.oblasts.len() > 1, sources)
    }
}

/// Kind and point of an object. Its parent is the oblast that its point lies in, unless it lies in several.
fn located(kind: &Kind, (lat, lon): (f64, f64), several: bool, sources: &Sources) -> PlaceRow {
    let oblast = sources.outlines.oblast(lat, lon).filter(|_| !several);
    PlaceRow {
        kind: kind.kind.clone(),
        feature: kind.feature.clone(),
        parent: oblast.unwrap_or_default().to_owned(),
        lat: Some(points::rounded(lat)),
        lon: Some(points::rounded(lon)),
        precision: "feature".to_owned(),
        ..PlaceRow::default()
    }
}

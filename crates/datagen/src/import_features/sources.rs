//! The source tables, read as they are.

use std::io::{BufReader, Read};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use serde::{Deserialize, de::DeserializeOwned};

use super::names;
use super::points::{self, Outlines};
use crate::table::{Line, Table};

/// A unit of admin.tsv.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Unit {
    pub katottg: String,
    pub level: String,
    pub name_uk: String,
    pub parent: String,
}

/// A row of settlements.tsv.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Settlement {
    pub katottg: String,
    pub name_uk: String,
    pub name_en: String,
    pub name_ru: String,
    pub alt_names: String,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

/// A row of physical.tsv.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Physical {
    pub geonameid: u32,
    pub fclass: String,
    pub fcode: String,
    pub name: String,
    pub alt_names: String,
    pub lat: f64,
    pub lon: f64,
}

/// A row of physical_register.tsv.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Registered {
    pub regno: String,
    pub name_uk: String,
    pub name_en: String,
    pub kind: String,
    pub oblast: String,
    pub raion_old: String,
    pub lat: f64,
    pub lon: f64,
}

/// A row of ru_border_settlements.tsv.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct BorderSettlement {
    pub name_ru: String,
    pub name_en: String,
    pub alt_names: String,
    pub oblast_ru: String,
    pub raion_ru: String,
    pub lat: f64,
    pub lon: f64,
    pub source: String,
    pub quality: String,
    pub geonameid: Option<u32>,
    pub population: Option<u32>,
}

/// A row of world_cities.tsv.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct City {
    pub geonameid: u32,
    pub name: String,
    pub ascii_name: String,
    pub alt_names: String,
    pub country: String,
    pub lat: f64,
    pub lon: f64,
    pub population: Option<u32>,
}

/// A row of countries.tsv.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Country {
    pub iso2: String,
    pub name_en: String,
    pub name_uk: String,
    pub name_ru: String,
}

/// A row of hostilities.tsv.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Hostility {
    pub katottg: String,
    pub except_uk: String,
    pub status: String,
    pub from: String,
    pub to: String,
}

/// A line of the GeoNames dump, as far as it is of use.
#[derive(Clone, Debug)]
pub(crate) struct Feature {
    pub id: u32,
    pub name: String,
    pub alternates: Vec<String>,
    pub lat: f64,
    pub lon: f64,
    pub class: String,
    pub code: String,
    /// Inhabitants; nothing where none are told.
    pub population: u32,
}

/// All sources that this import reads.
pub(crate) struct Sources {
    pub admin: Table<Unit>,
    pub settlements: Table<Settlement>,
    pub physical: Table<Physical>,
    pub register: Table<Registered>,
    pub border: Table<BorderSettlement>,
    pub cities: Table<City>,
    pub countries: Table<Country>,
    pub hostilities: Table<Hostility>,
    pub dump: Vec<Feature>,
    pub outlines: Outlines,
}

impl Sources {
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let dump_path = folder.join("raw.tar.xz");
        let admin = Table::<Unit>::read(&folder.join("admin.tsv"))?;
        let outlines = Outlines::read(&folder.join("oblasts_simplified.geojson"), &admin)?;
        let sources = Sources {
            settlements: Table::read(&folder.join("settlements.tsv"))?,
            physical: read_with_points(&folder.join("physical.tsv"), |r: &Physical| (r.lat, r.lon))?,
            register: read_with_points(&folder.join("physical_register.tsv"), |r: &Registered| {
                (r.lat, r.lon)
            })?,
            border: read_with_points(&folder.join("ru_border_settlements.tsv"), |r: &BorderSettlement| {
                (r.lat, r.lon)
            })?,
            cities: read_with_points(&folder.join("world_cities.tsv"), |r: &City| (r.lat, r.lon))?,
            countries: Table::read(&folder.join("countries.tsv"))?,
            hostilities: Table::read(&folder.join("hostilities.tsv"))?,
            dump: read_dump(&dump_path, "geonames/UA.txt")?,
            admin,
            outlines,
        };
        Ok(sources)
    }

    /// Code of an oblast by its name as the codifier writes it («Харківська»).
    pub(crate) fn oblast(&self, name_uk: &str) -> Option<&str> {
        let oblast = |unit: &Unit| matches!(unit.level.as_str(), "O" | "K") && unit.name_uk == name_uk;
        self.admin.lines.iter().find(|line| oblast(&line.row)).map(|line| line.row.katottg.as_str())
    }

    /// Code of a raion by its name and its oblast's code.
    pub(crate) fn raion(&self, oblast: &str, name_uk: &str) -> Option<&str> {
        self.unit(oblast, "P", name_uk)
    }

    /// Code of a unit by its name, its level and the code of the unit it belongs to.
    pub(crate) fn unit(&self, parent: &str, level: &str, name_uk: &str) -> Option<&str> {
        let fits = |unit: &Unit| {
            unit.level == level && unit.parent == parent && names::clean(&unit.name_uk) == name_uk
        };
        self.admin.lines.iter().find(|line| fits(&line.row)).map(|line| line.row.katottg.as_str())
    }
}

/// Reads a table and refuses a row whose point is not on the globe.
pub(super) fn read_with_points<T: DeserializeOwned>(
    path: &Path,
    point: impl Fn(&T) -> (f64, f64),
) -> Result<Table<T>> {
    let table = Table::<T>::read(path)?;
    for Line { number, row } in &table.lines {
        let (lat, lon) = point(row);
        points::check(Some(lat), Some(lon)).map_err(|what| table.error(*number, what))?;
    }
    Ok(table)
}

/// Reads one file of GeoNames' format out of an archive.
fn read_dump(path: &Path, member: &str) -> Result<Vec<Feature>> {
    let file = std::fs::File::open(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let mut archive = Vec::new();
    lzma_rs::xz_decompress(&mut BufReader::new(file), &mut archive)
        .map_err(|error| anyhow!("{}: not a sound xz file: {error:?}", path.display()))?;
    let mut archive = tar::Archive::new(archive.as_slice());
    for entry in archive.entries()? {
        let mut entry = entry.with_context(|| path.display().to_string())?;
        if entry.path()? != Path::new(member) {
            continue;
        }
        let mut text = String::new();
        entry.read_to_string(&mut text).with_context(|| format!("{}:{member}", path.display()))?;
        return text
            .lines()
            .zip(1..)
            .map(|(line, number)| {
                feature(line).map_err(|what| anyhow!("{}:{member}:{number}: {what}", path.display()))
            })
            .collect();
    }
    bail!("{}: no {member} in it", path.display())
}

/// One line of the dump: id, name, ASCII name, alternate names, latitude, longitude, class, code, …
pub(super) fn feature(line: &str) -> Result<Feature> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [id, name, _, alternates, lat, lon, class, code, ..] = fields[..] else {
        bail!("{} columns, at least 8 are due", fields.len());
    };
    if name.is_empty() {
        bail!("empty name");
    }
    let feature = Feature {
        id: id.parse().with_context(|| format!("`{id}` is no GeoNames id"))?,
        name: name.to_owned(),
        alternates: alternates.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        lat: lat.parse().with_context(|| format!("`{lat}` is no latitude"))?,
        lon: lon.parse().with_context(|| format!("`{lon}` is no longitude"))?,
        class: class.to_owned(),
        code: code.to_owned(),
        population: fields.get(14).and_then(|people| people.parse().ok()).unwrap_or(0),
    };
    points::check(Some(feature.lat), Some(feature.lon))?;
    Ok(feature)
}

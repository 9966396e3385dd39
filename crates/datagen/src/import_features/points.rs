//! Points, distances, and which oblast a point lies in.

use std::path::Path;

use anyhow::{Context, Result, bail};
use geo::{Contains, Distance, Haversine};
use geo_types::{LineString, Point, Polygon};
use serde::Deserialize;

use super::sources::Unit;
use crate::table::Table;

/// Refuses half a point, and one that is not on the globe.
pub(crate) fn check(lat: Option<f64>, lon: Option<f64>) -> Result<()> {
    match (lat, lon) {
        (None, None) => Ok(()),
        (Some(lat), Some(lon)) => {
            if !(-90.0..=90.0).contains(&lat) {
                bail!("latitude {lat} is beyond ±90");
            }
            if !(-180.0..=180.0).contains(&lon) {
                bail!("longitude {lon} is beyond ±180");
            }
            Ok(())
        }
        _ => bail!("a latitude without a longitude, or the reverse"),
    }
}

/// Kilometres between two points given as latitude and longitude.
pub(crate) fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    Haversine.distance(Point::new(a.1, a.0), Point::new(b.1, b.0)) / 1000.0
}

/// Degrees with five decimals, a metre: more would be arithmetic, not knowledge.
pub(crate) fn rounded(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}

/// The outlines of the oblasts, by KATOTTG code.
pub(crate) struct Outlines(Vec<(String, Polygon<f64>)>);

#[derive(Deserialize)]
struct Collection {
    features: Vec<Outline>,
}

#[derive(Deserialize)]
struct Outline {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    /// The first four letters of the code.
    katottg: String,
}

#[derive(Deserialize)]
struct Geometry {
    coordinates: Vec<Vec<[f64; 2]>>,
}

impl Outlines {
    pub(crate) fn read(path: &Path, admin: &Table<Unit>) -> Result<Self> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let collection: Collection =
            serde_json::from_str(&text).with_context(|| path.display().to_string())?;
        let mut outlines = Vec::new();
        for Outline { properties, geometry } in collection.features {
            let of = |unit: &Unit| unit.parent.is_empty() && unit.katottg.starts_with(&properties.katottg);
            let Some(unit) = admin.lines.iter().map(|line| &line.row).find(|unit| of(unit)) else {
                bail!("{}: outline of {}, which is no oblast", path.display(), properties.katottg);
            };
            let mut rings = geometry.coordinates.into_iter().map(LineString::from);
            let exterior = rings.next().unwrap_or_else(|| LineString::new(Vec::new()));
            outlines.push((unit.katottg.clone(), Polygon::new(exterior, rings.collect())));
        }
        Ok(Outlines(outlines))
    }

    /// Code of the oblast that a point lies in. Cities with special status lie inside the outline of an oblast here
    /// and there, so the smallest outline wins: they come first.
    pub(crate) fn oblast(&self, lat: f64, lon: f64) -> Option<&str> {
        let point = Point::new(lon, lat);
        let mut found: Vec<&str> = self
            .0
            .iter()
            .filter(|(_, outline)| outline.contains(&point))
            .map(|(code, _)| code.as_str())
            .collect();
        found.sort_by_key(|code| (!code.starts_with("UA8"), *code));
        found.first().copied()
    }
}

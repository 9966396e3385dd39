//! `oblasts.geojson`: outlines of oblasts, and how far a point lies outside its own.
//!
//! The outlines are simplified for drawing, so a point may lie a little outside. The villages around Sevastopol belong, by the
//! codifier, to hromadas of the Bakhchysarai raion in Crimea, while the outline of Sevastopol holds them: for codes of
//! either both outlines count. Likewise the outline of Kyiv is cut out of its oblast's, and Slavutych, which belongs to Kyiv
//! oblast, lies in Chernihiv oblast.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use geo::{Distance, Euclidean};
use geo_types::{Coord, LineString, MultiPolygon, Point, Polygon};
use serde_json::{Value, json};

use super::source::Unit;
use crate::table::{PlaceRow, Table};

/// Length of a degree of latitude.
const KM_PER_DEGREE: f64 = 111.195;

/// Starts of codes whose places also lie, by right, within the outline of another top unit.
const ALSO_WITHIN: &[(&str, &str)] = &[
    ("UA01", "UA85"), // villages around Sevastopol
    ("UA85", "UA01"),
    ("UA32", "UA80"), // the oblast around Kyiv
    ("UA80", "UA32"),
    ("UA3210013", "UA74"), // Slavutych, an exclave of Kyiv oblast within Chernihiv oblast
];

/// Outlines by KATOTTG code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlines(BTreeMap<String, MultiPolygon<f64>>);

impl Outlines {
    /// Reads `oblasts.geojson` of `data/`.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or is not a collection of features with an `id` and a polygon or multipolygon.
    pub fn read(path: &Path) -> Result<Self> {
        collect(path, |feature| {
            feature["properties"]["id"].as_str().map(str::to_owned).context("a feature has no id")
        })
    }

    /// Writes the outlines, a feature a line.
    ///
    /// # Errors
    ///
    /// A file that cannot be written.
    pub fn write(&self, path: &Path) -> Result<()> {
        let features: Vec<String> =
            self.0.iter().map(|(id, outline)| feature(id, outline).to_string()).collect();
        let text =
            format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"));
        fs::write(path, text).with_context(|| path.display().to_string())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Kilometres between the point of a place and the outline of its oblast, 0 inside; `None` without a point or an
    /// outline. Distances are taken on a plane around the point, where a degree of longitude has its length there.
    pub fn distance_outside_km(&self, place: &PlaceRow) -> Option<f64> {
        let (lat, lon) = place.lat.zip(place.lon)?;
        let start = place.id.get(..4)?;
        let also = ALSO_WITHIN.iter().filter(|(of, _)| place.id.starts_with(of)).map(|(_, other)| *other);
        let starts: Vec<&str> = also.chain([start]).collect();
        let outlines = self.0.iter().filter(|(id, _)| starts.iter().any(|start| id.starts_with(start)));
        let narrow = lat.to_radians().cos();
        let plane =
            |c: Coord<f64>| Coord { x: (c.x - lon) * narrow * KM_PER_DEGREE, y: (c.y - lat) * KM_PER_DEGREE };
        let distances = outlines.map(|(_, outline)| {
            use geo::MapCoords;
            Euclidean.distance(&Point::new(0.0, 0.0), &outline.map_coords(plane))
        });
        distances.min_by(f64::total_cmp)
    }
}

/// Reads the source's outlines; an outline goes by the code of the top unit that its code starts.
///
/// # Errors
///
/// As [`Outlines::read`], and an outline whose code no top unit has.
pub fn import(path: &Path, units: &Table<Unit>) -> Result<Outlines> {
    collect(path, |feature| {
        let start = feature["properties"]["katottg"].as_str().context("a feature has no katottg")?;
        let top = |unit: &&Unit| (unit.level == "O" || unit.level == "K") && unit.katottg.starts_with(start);
        let unit = units.lines.iter().map(|line| &line.row).find(top);
        Ok(unit.with_context(|| format!("no unit has the code {start:?}"))?.katottg.clone())
    })
}

fn collect(path: &Path, id: impl Fn(&Value) -> Result<String>) -> Result<Outlines> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let collection: Value = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
    let features = collection["features"].as_array();
    let mut outlines = BTreeMap::new();
    for feature in features.with_context(|| format!("{}: no features", path.display()))? {
        let id = id(feature).with_context(|| path.display().to_string())?;
        let outline = geometry(&feature["geometry"]).with_context(|| format!("{}: {id}", path.display()))?;
        outlines.insert(id, outline);
    }
    Ok(Outlines(outlines))
}

fn geometry(value: &Value) -> Result<MultiPolygon<f64>> {
    let coordinates = &value["coordinates"];
    let polygons = match value["type"].as_str() {
        Some("Polygon") => vec![polygon(coordinates)?],
        Some("MultiPolygon") => {
            coordinates.as_array().context("no polygons")?.iter().map(polygon).collect::<Result<_>>()?
        }
        other => anyhow::bail!("geometry {other:?}"),
    };
    Ok(MultiPolygon(polygons))
}

fn polygon(value: &Value) -> Result<Polygon<f64>> {
    let rings: Vec<LineString<f64>> =
        value.as_array().context("no rings")?.iter().map(ring).collect::<Result<_>>()?;
    let mut rings = rings.into_iter();
    Ok(Polygon::new(rings.next().context("no outer ring")?, rings.collect()))
}

/// A ring, rounded to five decimals.
fn ring(value: &Value) -> Result<LineString<f64>> {
    let degrees = |value: &Value| value.as_f64().map(|degrees| (degrees * 1e5).round() / 1e5);
    let points = value.as_array().context("no points")?.iter();
    points
        .map(|point| {
            let pair = degrees(&point[0]).zip(degrees(&point[1]));
            pair.map(|(x, y)| Coord { x, y }).context("a point is not two numbers")
        })
        .collect()
}

fn feature(id: &str, outline: &MultiPolygon<f64>) -> Value {
    let ring = |line: &LineString<f64>| line.coords().map(|c| json!([c.x, c.y])).collect::<Vec<_>>();
    let polygon = |polygon: &Polygon<f64>| {
        std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect::<Vec<_>>()
    };
    let geometry = match &outline.0[..] {
        [one] => json!({"type": "Polygon", "coordinates": polygon(one)}),
        several => {
            json!({"type": "MultiPolygon", "coordinates": several.iter().map(polygon).collect::<Vec<_>>()})
        }
    };
    json!({"type": "Feature", "properties": {"id": id}, "geometry": geometry})
}

//! Mentions as features of GeoJSON (RFC 7946).

use serde::Serialize;

use super::format::json;
use super::{Id, MentionRecord};

/// What stands before the features. A comma stands before each but the first.
pub(super) const HEAD: &[u8] = b"{\"type\":\"FeatureCollection\",\"features\":[\n";
pub(super) const SEPARATOR: &[u8] = b",\n";
pub(super) const TAIL: &[u8] = b"]}\n";

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    geometry: Point,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Point {
    r#type: &'static str,
    /// Longitude, latitude: the order of RFC 7946, section 3.1.1.
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'a> {
    document: &'a Id,
    #[serde(flatten)]
    mention: &'a MentionRecord,
}

/// Appends a feature for each mention that has a point.
pub(super) fn mentions(id: &Id, mentions: &[MentionRecord], out: &mut Vec<u8>) {
    for mention in mentions {
        let Some((lat, lon)) = mention.point() else { continue };
        out.extend_from_slice(SEPARATOR);
        json(
            &Feature {
                r#type: "Feature",
                geometry: Point { r#type: "Point", coordinates: [lon, lat] },
                properties: Properties { document: id, mention },
            },
            out,
        );
    }
}

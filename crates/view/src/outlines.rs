//! The land of the map.

use serde_json::{Value, json};
use ua_gazetteer::Gazetteer;

/// Outlines of the oblasts as GeoJSON, under the ODbL-1.0 as all data of `ua-gazetteer-data`. The names are those of a gazetteer;
/// an outline that it does not know has none.
///
/// ```
/// let gazetteer = ua_gazetteer::Gazetteer::embedded();
/// let outlines: serde_json::Value = serde_json::from_str(&ua_gazetteer_view::outlines(&gazetteer))?;
/// assert_eq!(outlines["features"].as_array().map(Vec::len), Some(27));
/// assert_eq!(outlines["features"][1]["properties"]["name_en"], "Vinnytsia Oblast");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn outlines(gazetteer: &Gazetteer) -> String {
    // A test of the tables holds them to be JSON; without them the map has no land.
    let mut outlines: Value = serde_json::from_str(ua_gazetteer_data::OBLASTS).unwrap_or_default();
    for feature in outlines["features"].as_array_mut().into_iter().flatten() {
        if let Some(oblast) = feature["properties"]["id"].as_str().and_then(|id| gazetteer.get(id)) {
            feature["properties"]["name_uk"] = json!(oblast.name_uk());
            feature["properties"]["name_en"] = json!(oblast.name_en());
        }
    }
    outlines.to_string()
}

//! What tables and callers give: the facts about a place, rows of the register, and why one cannot be taken in.

use serde::{Deserialize, Serialize};

use super::{PlaceKind, Precision, Status};
use crate::Language;

/// The facts about one place, as tables and callers give them.
///
/// At least one name, and an id that no other place has, are needed; everything else may be left out.
///
/// ```
/// use ua_gazetteer::gazetteer::{PlaceData, PlaceKind};
/// let place: PlaceData = serde_json::from_str(r#"{"id": "own:1", "name_uk": "Позиція Дуб", "lat": 48.5, "lon": 37.9}"#)?;
/// assert_eq!(place.kind, PlaceKind::Landmark);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlaceData {
    /// An id of its own.
    pub id: String,
    /// Its kind; a landmark where nothing is said.
    pub kind: PlaceKind,
    /// Ukrainian name in the nominative.
    pub name_uk: String,
    /// English name.
    pub name_en: String,
    /// Russian name in the nominative.
    pub name_ru: String,
    /// Languages whose name is made by rule and not attested.
    pub derived: Vec<Language>,
    /// Id of the unit it belongs to.
    pub parent: Option<String>,
    /// Latitude in WGS84 degrees, -90 to 90.
    pub lat: Option<f64>,
    /// Longitude in WGS84 degrees, -180 to 180.
    pub lon: Option<f64>,
    /// What the point is of; the feature itself where nothing is said.
    pub precision: Precision,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Wikidata id, `Q` and a number.
    pub wikidata: Option<String>,
    /// Inhabitants.
    pub population: Option<u32>,
    /// What it is more closely, such as `river`; the ISO 3166 code of a place abroad.
    pub feature: String,
}

impl Default for PlaceData {
    fn default() -> Self {
        PlaceData {
            id: String::new(),
            kind: PlaceKind::Landmark,
            name_uk: String::new(),
            name_en: String::new(),
            name_ru: String::new(),
            derived: Vec::new(),
            parent: None,
            lat: None,
            lon: None,
            precision: Precision::Feature,
            geonames: None,
            wikidata: None,
            population: None,
            feature: String::new(),
        }
    }
}

/// Why a place or name cannot be taken in.
///
/// ```
/// use ua_gazetteer::{Gazetteer, gazetteer::PlaceData};
/// let place = PlaceData { id: "own:1".into(), name_en: "North Pole".into(), lat: Some(91.0), lon: Some(0.0), ..PlaceData::default() };
/// let error = Gazetteer::builder().place(place).build().unwrap_err();
/// assert_eq!(error.to_string(), "place \"own:1\": latitude 91 is outside -90 to 90");
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PlaceError {
    /// A place without an id.
    #[error("place {0:?} has no id")]
    NoId(String),
    /// A place without any name, or a name that is empty or holds no letter.
    #[error("place {0:?}: a name is missing, or holds no letters or digits that a name can hold")]
    NoName(String),
    /// An id that another place has.
    #[error("place {0:?}: another place has that id")]
    TwiceId(String),
    /// A latitude or longitude that is none, or one without the other.
    #[error("place {id:?}: {what} {value} is outside -{limit} to {limit}")]
    Coordinate {
        /// The place.
        id: String,
        /// `latitude` or `longitude`.
        what: &'static str,
        /// The value given; not a number where only the other one is there.
        value: f64,
        /// The largest value.
        limit: f64,
    },
    /// An id that names no place.
    #[error("place {id:?}: its {what} {target:?} is unknown")]
    Unknown {
        /// The place.
        id: String,
        /// What refers: `parent`, `name`, `hostilities`.
        what: &'static str,
        /// The id that is unknown.
        target: String,
    },
    /// A Wikidata id that is not `Q` and a number.
    #[error("place {id:?}: {value:?} is no Wikidata id")]
    Wikidata {
        /// The place.
        id: String,
        /// The value given.
        value: String,
    },
    /// More than the format can hold.
    #[error("too many {0} for one gazetteer")]
    TooMany(&'static str),
    /// Rows of a table of places that cannot be read; the message names file and line.
    #[error("{0}")]
    Table(String),
}

/// A row of the register of hostilities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hostility {
    /// Id of a settlement or of the unit that it covers.
    pub place: String,
    /// Ids of settlements in it that it leaves out.
    pub except: Vec<String>,
    /// What befell it.
    pub status: Status,
    /// First day.
    pub from: jiff::civil::Date,
    /// Last day; nothing where it lasted when the register ends.
    pub to: Option<jiff::civil::Date>,
}

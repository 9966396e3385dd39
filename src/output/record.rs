//! The records: one definition of each JSON object.

use serde::{Deserialize, Serialize};

use super::{DistanceRecord, ExplanationRecord, Id, OffsetCounter, OffsetUnit, SCHEMA};
use crate::gazetteer::{Candidate, NameForm, NameMatch, Place, PlaceKind, Precision};
use crate::inflection::Case;
use crate::mention::MentionKind;
use crate::{Document, Language, Mention, entity};

/// A document and its mentions: one line of `tag`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// The version of the record: [`SCHEMA`].
    pub schema: u32,
    /// The id that the caller gave.
    pub id: Id,
    /// What it names, in the order of the text.
    pub mentions: Vec<MentionRecord>,
}

/// Something that a text names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MentionRecord {
    /// Where it begins, in the unit asked for.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// The words of the text.
    pub text: String,
    /// How likely span, kind and place are all right: 0 to 1, four decimals.
    pub confidence: f64,
    /// What it is, with the key `kind`.
    #[serde(flatten)]
    pub detail: MentionDetail,
}

/// What a mention says, by its kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "most mentions are places, and a box would stand in the way of matching"
)]
pub enum MentionDetail {
    /// A place.
    Place {
        /// The place; nothing where the name is unknown.
        place: Option<PlaceRecord>,
        /// The name that the text uses.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        form: Option<FormRecord>,
        /// Up to five other places that it may mean, the likeliest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        alternatives: Vec<AlternativeRecord>,
        /// Where the name is unknown: places of a similar name.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        suggestions: Vec<AlternativeRecord>,
        /// What spoke for the place, the strongest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<String>,
        /// What spoke for and against it and each alternative, where that was asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        explanation: Option<Box<ExplanationRecord>>,
    },
    /// A direction of operations.
    Direction {
        /// The places that it is named after.
        #[serde(default)]
        anchors: Vec<AlternativeRecord>,
    },
    /// A military unit.
    MilitaryUnit(entity::MilitaryUnit),
    /// An organization.
    Organization(entity::Organization),
    /// A person; `refers_to` is the position of the earlier mention in `mentions`.
    Person(entity::Person),
    /// A weapon.
    Weapon(entity::Weapon),
    /// A number of something.
    Count(entity::Count),
    /// A date or time span.
    Date {
        /// Its days; under a key of their own, because the mention has a `start` and an `end` too.
        date: entity::Date,
    },
    /// Coordinates.
    Coordinates {
        /// The point, and how it was written.
        #[serde(flatten)]
        coordinates: entity::Coordinates,
        /// The nearest settlement, within 50 km.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nearest: Option<Box<DistanceRecord>>,
    },
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceRecord {
    /// KATOTTG code, or another id.
    pub id: String,
    /// Its kind.
    pub kind: PlaceKind,
    /// Ukrainian name; empty where none is known, and so with the others.
    pub name_uk: String,
    /// English name.
    pub name_en: String,
    /// Russian name.
    pub name_ru: String,
    /// Former names, in all languages.
    pub former_names: Vec<String>,
    /// Latitude in WGS84 degrees, five decimals.
    pub lat: Option<f64>,
    /// Longitude in WGS84 degrees, five decimals.
    pub lon: Option<f64>,
    /// What the point is a point of.
    pub precision: Precision,
    /// Its oblast; it itself where it is one.
    pub oblast: Option<UnitRecord>,
    /// Its raion.
    pub raion: Option<UnitRecord>,
    /// Its hromada.
    pub hromada: Option<UnitRecord>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Wikidata id.
    pub wikidata: Option<String>,
}

/// A unit that a place belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitRecord {
    /// Its id.
    pub id: String,
    /// Ukrainian name.
    pub name_uk: String,
    /// English name.
    pub name_en: String,
}

/// A place that a mention may also mean, in short.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlternativeRecord {
    /// KATOTTG code, or another id.
    pub id: String,
    /// Its kind.
    pub kind: PlaceKind,
    /// Ukrainian name.
    pub name_uk: String,
    /// English name.
    pub name_en: String,
    /// Latitude in WGS84 degrees, five decimals.
    pub lat: Option<f64>,
    /// Longitude in WGS84 degrees, five decimals.
    pub lon: Option<f64>,
    /// What the point is a point of.
    pub precision: Precision,
    /// Its oblast.
    pub oblast: Option<UnitRecord>,
    /// Its raion.
    pub raion: Option<UnitRecord>,
    /// How likely it is: 0 to 1, four decimals.
    pub confidence: f64,
}

/// A name of a place, and how the spelling of the text came to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormRecord {
    /// The name in the nominative, as the gazetteer writes it.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// The label of the system that romanizes it so.
    pub romanization: Option<String>,
    /// The case of the form.
    pub case: Option<Case>,
}

/// A name that was looked up and the places it may mean: one line of `lookup`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LookupRecord {
    /// The version of the record: [`SCHEMA`].
    pub schema: u32,
    /// The id that the caller gave.
    pub id: Id,
    /// The places, the likeliest first.
    pub candidates: Vec<CandidateRecord>,
}

/// A place that a name may mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CandidateRecord {
    /// The place.
    #[serde(flatten)]
    pub place: PlaceRecord,
    /// How likely the name means it: 0 to 1, four decimals.
    pub confidence: f64,
    /// How the spelling came to the name.
    pub matched: NameMatch,
    /// The name that matched.
    pub form: FormRecord,
}

/// A line that could not be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorRecord {
    /// The version of the record: [`SCHEMA`].
    pub schema: u32,
    /// The id of the line, where it could be read.
    pub id: Id,
    /// The number of the line, the first being 1.
    pub line: u64,
    /// What is wrong.
    pub error: String,
}

/// A probability with four decimals.
pub(super) fn probability(value: f32) -> f64 {
    (f64::from(value) * 1e4).round() / 1e4
}

/// Degrees with five decimals: a metre.
fn degrees(value: f64) -> f64 {
    (value * 1e5).round() / 1e5
}

/// Each name once: two languages may share one.
fn distinct(names: Vec<&str>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for name in names {
        if !distinct.iter().any(|known| known == name) {
            distinct.push(name.to_owned());
        }
    }
    distinct
}

impl DocumentRecord {
    /// The record of a document, under an id and with offsets in a unit.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use ua_gazetteer::{Recognizer, output::{DocumentRecord, OffsetUnit}};
    /// let recognizer = Recognizer::builder().build();
    /// let document = recognizer.recognize("Обстріляно Куп'янськ.");
    /// let record = DocumentRecord::of(&document, "a1".into(), OffsetUnit::Chars);
    /// assert_eq!((record.mentions[0].start, record.mentions[0].end), (11, 20));
    /// # }
    /// ```
    pub fn of(document: &Document<'_>, id: Id, unit: OffsetUnit) -> Self {
        let mut offsets = OffsetCounter::new(document.text(), unit);
        let mentions =
            document.mentions().iter().map(|mention| MentionRecord::of(mention, &mut offsets)).collect();
        DocumentRecord { schema: SCHEMA, id, mentions }
    }
}

impl MentionRecord {
    /// The record of a mention, with offsets by a counter over the text of its document.
    pub fn of(mention: &Mention<'_>, offsets: &mut OffsetCounter<'_>) -> Self {
        let span = mention.span();
        MentionRecord {
            start: offsets.at(span.start),
            end: offsets.at(span.end),
            text: mention.text().to_owned(),
            confidence: probability(mention.confidence()),
            detail: MentionDetail::from(mention),
        }
    }

    /// The place, where it is resolved.
    pub fn place(&self) -> Option<&PlaceRecord> {
        match &self.detail {
            MentionDetail::Place { place, .. } => place.as_ref(),
            _ => None,
        }
    }

    /// Latitude and longitude in WGS84 degrees: of the place, or of coordinates that the text gives.
    pub fn point(&self) -> Option<(f64, f64)> {
        match &self.detail {
            MentionDetail::Place { place: Some(place), .. } => Some((place.lat?, place.lon?)),
            MentionDetail::Coordinates { coordinates, .. } => Some((coordinates.lat, coordinates.lon)),
            _ => None,
        }
    }

    /// The kind.
    pub fn kind(&self) -> MentionKind {
        match self.detail {
            MentionDetail::Place { .. } => MentionKind::Place,
            MentionDetail::Direction { .. } => MentionKind::Direction,
            MentionDetail::MilitaryUnit(_) => MentionKind::MilitaryUnit,
            MentionDetail::Organization(_) => MentionKind::Organization,
            MentionDetail::Person(_) => MentionKind::Person,
            MentionDetail::Weapon(_) => MentionKind::Weapon,
            MentionDetail::Count(_) => MentionKind::Count,
            MentionDetail::Date { .. } => MentionKind::Date,
            MentionDetail::Coordinates { .. } => MentionKind::Coordinates,
        }
    }
}

impl From<&Mention<'_>> for MentionRecord {
    /// With offsets in bytes.
    fn from(mention: &Mention<'_>) -> Self {
        MentionRecord::of(mention, &mut OffsetCounter::new("", OffsetUnit::Bytes))
    }
}

impl From<&Mention<'_>> for MentionDetail {
    fn from(mention: &Mention<'_>) -> Self {
        let short = |candidates: &[Candidate<'_>]| candidates.iter().map(AlternativeRecord::from).collect();
        if let Some(detail) = mention.entity() {
            let mut detail = MentionDetail::from(detail.clone());
            if let MentionDetail::Coordinates { nearest, .. } = &mut detail {
                *nearest = mention.nearest().map(|(place, km)| Box::new(DistanceRecord::of(&place, km)));
            }
            return detail;
        }
        if mention.kind() == MentionKind::Direction {
            return MentionDetail::Direction { anchors: short(mention.anchors()) };
        }
        MentionDetail::Place {
            place: mention.place().map(|place| PlaceRecord::from(&place)),
            form: mention.form().filter(|form| !form.name.is_empty()).map(FormRecord::from),
            alternatives: short(mention.alternatives()),
            suggestions: short(mention.suggestions()),
            evidence: mention.evidence().iter().map(ToString::to_string).collect(),
            explanation: ExplanationRecord::of(mention).map(Box::new),
        }
    }
}

impl From<entity::Detail> for MentionDetail {
    fn from(detail: entity::Detail) -> Self {
        match detail {
            entity::Detail::MilitaryUnit(unit) => MentionDetail::MilitaryUnit(unit),
            entity::Detail::Organization(organization) => MentionDetail::Organization(organization),
            entity::Detail::Person(person) => MentionDetail::Person(person),
            entity::Detail::Weapon(weapon) => MentionDetail::Weapon(weapon),
            entity::Detail::Count(count) => MentionDetail::Count(count),
            entity::Detail::Date(date) => MentionDetail::Date { date },
            entity::Detail::Coordinates(coordinates) => {
                MentionDetail::Coordinates { coordinates, nearest: None }
            }
        }
    }
}

impl From<&Place<'_>> for PlaceRecord {
    fn from(place: &Place<'_>) -> Self {
        let unit = |unit: Option<Place<'_>>| unit.map(|unit| UnitRecord::from(&unit));
        PlaceRecord {
            id: place.id().to_string(),
            kind: place.kind(),
            name_uk: place.name_uk().to_owned(),
            name_en: place.name_en().to_owned(),
            name_ru: place.name_ru().to_owned(),
            former_names: distinct(place.former_names()),
            lat: place.lat().map(degrees),
            lon: place.lon().map(degrees),
            precision: place.precision(),
            oblast: unit(place.oblast()),
            raion: unit(place.raion()),
            hromada: unit(place.hromada()),
            geonames: place.geonames(),
            wikidata: place.wikidata(),
        }
    }
}

impl From<&Place<'_>> for UnitRecord {
    fn from(place: &Place<'_>) -> Self {
        UnitRecord {
            id: place.id().to_string(),
            name_uk: place.name_uk().to_owned(),
            name_en: place.name_en().to_owned(),
        }
    }
}

impl From<&Candidate<'_>> for AlternativeRecord {
    fn from(candidate: &Candidate<'_>) -> Self {
        let place = candidate.place();
        AlternativeRecord {
            id: place.id().to_string(),
            kind: place.kind(),
            name_uk: place.name_uk().to_owned(),
            name_en: place.name_en().to_owned(),
            lat: place.lat().map(degrees),
            lon: place.lon().map(degrees),
            precision: place.precision(),
            oblast: place.oblast().map(|unit| UnitRecord::from(&unit)),
            raion: place.raion().map(|unit| UnitRecord::from(&unit)),
            confidence: probability(candidate.confidence()),
        }
    }
}

impl From<NameForm<'_>> for FormRecord {
    fn from(form: NameForm<'_>) -> Self {
        FormRecord {
            name: form.name.to_owned(),
            language: form.language,
            romanization: form.romanization.map(|system| system.label.to_owned()),
            case: form.case,
        }
    }
}

impl From<&Candidate<'_>> for CandidateRecord {
    fn from(candidate: &Candidate<'_>) -> Self {
        let form = candidate.form();
        CandidateRecord {
            place: PlaceRecord::from(&candidate.place()),
            confidence: probability(candidate.confidence()),
            matched: form.matched,
            form: FormRecord::from(form),
        }
    }
}

impl LookupRecord {
    /// The record of the answers to a question.
    pub fn of(candidates: &[Candidate<'_>], id: Id) -> Self {
        LookupRecord {
            schema: SCHEMA,
            id,
            candidates: candidates.iter().map(CandidateRecord::from).collect(),
        }
    }
}

//! What a text names, and where.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::entity::{self, EntityKind};
use crate::gazetteer::{Candidate, NameForm, Place};
use crate::resolver::{Evidence, Explanation, Suggestions};

/// The kind of a mention.
///
/// ```
/// use ua_gazetteer::MentionKind;
/// assert_eq!("military_unit".parse(), Ok(MentionKind::MilitaryUnit));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    /// A place.
    Place,
    /// A direction of operations: "Bakhmut direction", «Покровський напрямок».
    Direction,
    /// A military unit.
    MilitaryUnit,
    /// An organization.
    Organization,
    /// A person.
    Person,
    /// A weapon.
    Weapon,
    /// A number of something.
    Count,
    /// A date or time span.
    Date,
    /// Coordinates.
    Coordinates,
}

impl MentionKind {
    /// All kinds.
    pub const ALL: [MentionKind; 9] = [
        MentionKind::Place,
        MentionKind::Direction,
        MentionKind::MilitaryUnit,
        MentionKind::Organization,
        MentionKind::Person,
        MentionKind::Weapon,
        MentionKind::Count,
        MentionKind::Date,
        MentionKind::Coordinates,
    ];

    /// The name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            MentionKind::Place => "place",
            MentionKind::Direction => "direction",
            MentionKind::MilitaryUnit => "military_unit",
            MentionKind::Organization => "organization",
            MentionKind::Person => "person",
            MentionKind::Weapon => "weapon",
            MentionKind::Count => "count",
            MentionKind::Date => "date",
            MentionKind::Coordinates => "coordinates",
        }
    }
}

impl From<EntityKind> for MentionKind {
    fn from(kind: EntityKind) -> Self {
        match kind {
            EntityKind::MilitaryUnit => MentionKind::MilitaryUnit,
            EntityKind::Organization => MentionKind::Organization,
            EntityKind::Person => MentionKind::Person,
            EntityKind::Weapon => MentionKind::Weapon,
            EntityKind::Count => MentionKind::Count,
            EntityKind::Date => MentionKind::Date,
            EntityKind::Coordinates => MentionKind::Coordinates,
        }
    }
}

impl std::fmt::Display for MentionKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for MentionKind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        MentionKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnknownKind(text.to_owned()))
    }
}

/// A text that names no kind of mention.
///
/// ```
/// let error = "river".parse::<ua_gazetteer::MentionKind>().unwrap_err();
/// assert!(error.to_string().contains("river"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown kind {0:?}: expected place, direction, military_unit, organization, person, weapon, count, date or coordinates"
)]
pub struct UnknownKind(pub String);

/// What a place mention means.
#[derive(Clone, Debug, Default)]
pub struct Resolution<'a> {
    /// The places that it may mean, the likeliest first: the resolved one and up to five alternatives.
    pub(crate) candidates: Vec<Candidate<'a>>,
    /// Where the name is unknown: places with a similar one, the likeliest first.
    pub(crate) suggestions: Option<Arc<Suggestions<'a>>>,
    /// Why the first candidate is the first.
    pub(crate) evidence: Vec<Evidence<'a>>,
    /// What speaks for and against each candidate, where that was asked for.
    pub(crate) explanations: Vec<Explanation>,
    /// What speaks for and against its being a place, where that was asked for.
    pub(crate) plausibility: Option<Explanation>,
}

/// What a mention says, by its kind.
#[derive(Clone, Debug)]
pub(crate) enum Detail<'a> {
    Place(Resolution<'a>),
    Direction(Vec<Candidate<'a>>),
    /// With the nearest settlement and kilometres to it, where the detail is coordinates.
    Entity(Box<entity::Detail>, Option<(Place<'a>, f64)>),
}

/// Something that a text names.
#[derive(Clone, Debug)]
pub struct Mention<'a> {
    pub(crate) document: &'a str,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) confidence: f32,
    pub(crate) detail: Detail<'a>,
}

impl<'a> Mention<'a> {
    /// Where it stands, in bytes of the text.
    pub fn span(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The words of the text.
    pub fn text(&self) -> &'a str {
        self.document.get(self.start..self.end).unwrap_or("")
    }

    /// What kind of thing it names.
    pub fn kind(&self) -> MentionKind {
        match &self.detail {
            Detail::Place(_) => MentionKind::Place,
            Detail::Direction(_) => MentionKind::Direction,
            Detail::Entity(detail, _) => detail.kind().into(),
        }
    }

    /// The probability, 0 to 1, that span, kind and place are all right.
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    fn resolution(&self) -> Option<&Resolution<'a>> {
        match &self.detail {
            Detail::Place(resolution) => Some(resolution),
            Detail::Direction(_) | Detail::Entity(..) => None,
        }
    }

    /// What is known of a unit, organization, person, weapon, count, date or coordinates; nothing for places and
    /// directions. A person that refers back does so by the position of the earlier mention in the document.
    pub fn entity(&self) -> Option<&entity::Detail> {
        match &self.detail {
            Detail::Entity(detail, _) => Some(detail),
            Detail::Place(_) | Detail::Direction(_) => None,
        }
    }

    /// The place that it means; nothing where the name is unknown or the mention is no place.
    pub fn place(&self) -> Option<Place<'a>> {
        self.resolution()?.candidates.first().map(Candidate::place)
    }

    /// The name of the place that the text uses, and how its spelling arose.
    pub fn form(&self) -> Option<NameForm<'a>> {
        self.resolution()?.candidates.first().map(Candidate::form)
    }

    /// Up to five other places that it may mean, the likeliest first.
    pub fn alternatives(&self) -> &[Candidate<'a>] {
        self.resolution().and_then(|resolution| resolution.candidates.get(1..)).unwrap_or(&[])
    }

    /// Where the name is unknown: places of a similar name, the likeliest first. They are looked for at the first call, which takes
    /// as long as reading a page.
    pub fn suggestions(&self) -> &[Candidate<'a>] {
        self.resolution().and_then(|resolution| resolution.suggestions.as_ref()).map_or(&[], |it| it.get())
    }

    /// What spoke for the place, the strongest first.
    pub fn evidence(&self) -> &[Evidence<'a>] {
        self.resolution().map_or(&[], |resolution| &resolution.evidence)
    }

    /// The settlement nearest to coordinates, with great-circle kilometres; nothing for other kinds, and where none lies
    /// within 50 km.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// let recognizer = ua_gazetteer::Recognizer::builder().build();
    /// let document = recognizer.recognize("Geolocated at 49.7068, 37.6150.");
    /// let (place, km) = document.mentions()[0].nearest().expect("a town of the Kharkiv region");
    /// assert_eq!(place.name_en(), "Kupiansk");
    /// assert!(km < 2.0);
    /// # }
    /// ```
    pub fn nearest(&self) -> Option<(Place<'a>, f64)> {
        match &self.detail {
            Detail::Entity(_, nearest) => *nearest,
            Detail::Place(_) | Detail::Direction(_) => None,
        }
    }

    /// What speaks for and against the place and each alternative, in the same order: one for the place, then one for
    /// each of [`alternatives`](Mention::alternatives). Empty unless
    /// [`RecognizerBuilder::explain`](crate::RecognizerBuilder::explain) asked for it.
    pub fn explanation(&self) -> &[Explanation] {
        self.resolution().map_or(&[], |resolution| &resolution.explanations)
    }

    /// What speaks for and against the name being that of a place at all, where
    /// [`RecognizerBuilder::explain`](crate::RecognizerBuilder::explain) asked for it. A unit with its noun is one
    /// without further signs.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use ua_gazetteer::{Recognizer, resolver::Feature};
    /// let recognizer = Recognizer::builder().explain(true).build();
    /// let document = recognizer.recognize("Тихо під Мирним.");
    /// let signs = document.mentions()[0].plausibility().expect("asked for");
    /// assert!(signs.contributions().iter().any(|(sign, log_odds)| *sign == Feature::CommonWord && *log_odds < 0.0));
    /// # }
    /// ```
    pub fn plausibility(&self) -> Option<&Explanation> {
        self.resolution()?.plausibility.as_ref()
    }

    /// The places that a direction is named after; empty for other kinds, and where none is known.
    pub fn anchors(&self) -> &[Candidate<'a>] {
        match &self.detail {
            Detail::Direction(anchors) => anchors,
            Detail::Place(_) | Detail::Entity(..) => &[],
        }
    }
}

/// A text and what it names.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    pub(crate) text: &'a str,
    pub(crate) mentions: Vec<Mention<'a>>,
}

impl<'a> Document<'a> {
    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// What it names, in the order of the text.
    pub fn mentions(&self) -> &[Mention<'a>] {
        &self.mentions
    }

    /// The settlements of Ukraine that it names, each once, in the order of their first mention.
    pub fn settlements(&self) -> Vec<Place<'a>> {
        let mut settlements: Vec<Place<'a>> = Vec::new();
        for place in self.mentions.iter().filter_map(Mention::place).filter(Place::is_ukrainian_settlement) {
            if !settlements.contains(&place) {
                settlements.push(place);
            }
        }
        settlements
    }
}

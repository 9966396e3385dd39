//! The façade: from a text to what it names.

use std::sync::Arc;

use geo_types::Point;
use jiff::civil::Date;

use crate::Gazetteer;
use crate::entity::{Detail as EntityDetail, Entity, EntityKind, Kinds, Lexicon};
use crate::gazetteer::Place;
use crate::matcher::Matcher;
use crate::mention::{Detail, Document, Mention, MentionKind};
use crate::resolver::{self, Circumstances, Feature, Prior, Weights};
use crate::windows;

/// Coordinates farther from every settlement have no nearest one.
const NEAREST_WITHIN_KM: f64 = 50.0;

/// Recognizes and resolves what texts name. Immutable and cheap to clone: one serves all threads.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use ua_gazetteer::Recognizer;
/// let recognizer = Recognizer::builder().published("2023-11-26".parse()?).build();
/// let document = recognizer.recognize("Attacks near Synkivka and Ivanivka, Kharkiv region, were repelled.");
/// let ivanivka = document.mentions()[1].place().expect("one of 119 villages of that name");
/// assert_eq!(ivanivka.oblast().map(|oblast| oblast.name_en()), Some("Kharkiv Oblast"));
/// # }
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Clone)]
pub struct Recognizer {
    gazetteer: Gazetteer,
    matcher: Matcher,
    /// Tables of a caller's own; else the embedded ones, which are read when first needed.
    lexicon: Option<Arc<Lexicon>>,
    circumstances: Circumstances,
    kinds: Vec<MentionKind>,
    min_confidence: f32,
}

impl Recognizer {
    /// A recognizer with other than the usual settings.
    pub fn builder() -> RecognizerBuilder {
        RecognizerBuilder::default()
    }

    /// The gazetteer that it resolves names by.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// What a text names.
    pub fn recognize<'a>(&'a self, text: &'a str) -> Document<'a> {
        self.recognize_on(text, self.circumstances.published)
    }

    /// What a text of a certain day names.
    pub fn recognize_on<'a>(&'a self, text: &'a str, published: Option<Date>) -> Document<'a> {
        let mentions = self.windows(text, published).flat_map(|window| window.mentions).collect();
        Document { text, mentions }
    }

    /// As [`recognize_on`](Recognizer::recognize_on), window by window: a text past 1 MiB is resolved in overlapping
    /// windows of paragraphs, and here the mentions of each come as soon as they are found. The sequence is the same,
    /// every document is of the whole text, and memory stays that of a window.
    ///
    /// ```
    /// let recognizer = ua_gazetteer::Recognizer::builder().build();
    /// let long = "The line ran west of Chasiv Yar that day.\n\n".repeat(30_000);
    /// assert!(recognizer.windows(&long, None).count() > 1);
    /// ```
    pub fn windows<'a>(
        &'a self,
        text: &'a str,
        published: Option<Date>,
    ) -> impl Iterator<Item = Document<'a>> {
        let mut merged = windows::Merged::default();
        windows::windows(text).map(move |window| {
            let part = text.get(window.text.clone()).unwrap_or("");
            let mentions = merged.kept(self.whole(part, published), text, &window);
            Document { text, mentions }
        })
    }

    /// The mentions of a text that is resolved as one.
    fn whole<'a>(&'a self, text: &'a str, published: Option<Date>) -> Vec<Mention<'a>> {
        let circumstances = Circumstances { published, ..self.circumstances.clone() };
        // All kinds are found even where only one of them is asked for: what is a unit is no count.
        let lexicon = match &self.lexicon {
            _ if !self.wants_entities() => None,
            Some(own) => Some(own.as_ref()),
            None => default_lexicon(),
        };
        let entities =
            lexicon.map_or_else(Vec::new, |lexicon| lexicon.recognize(text, published, Kinds::all()));
        let found = self.matcher.find(text);
        let places = resolver::resolve(text, &self.gazetteer, &found, &entities, &circumstances);
        self.settled(text, places, entities)
    }

    /// What the resolver sees in a text, for fitting its weights.
    #[cfg(feature = "training")]
    pub fn observe(&self, text: &str, published: Option<Date>) -> Vec<resolver::training::Observation> {
        let circumstances = Circumstances { published, ..self.circumstances.clone() };
        let lexicon = match &self.lexicon {
            Some(own) => Some(own.as_ref()),
            None => default_lexicon(),
        };
        let entities =
            lexicon.map_or_else(Vec::new, |lexicon| lexicon.recognize(text, published, Kinds::all()));
        let found = self.matcher.find(text);
        resolver::training::observe(text, &self.gazetteer, &found, &entities, &circumstances)
    }

    /// Whether the entity recognizer has to run: places and directions alone do without it.
    fn wants_entities(&self) -> bool {
        EntityKind::ALL.into_iter().any(|kind| self.kinds.contains(&kind.into()))
    }

    /// Places and entities in one order. Of two that overlap the longer stays, of two of one length the place; a unit
    /// with its noun takes its adjective from a person; a weapon stays inside a count.
    fn settled<'a>(
        &'a self,
        text: &'a str,
        places: Vec<Mention<'a>>,
        entities: Vec<Entity>,
    ) -> Vec<Mention<'a>> {
        let taken: Vec<(usize, usize)> = places.iter().map(|place| (place.start, place.end)).collect();
        let stands = |entity: &Entity| {
            let from = taken.partition_point(|&(_, end)| end <= entity.span.start);
            taken.get(from..).unwrap_or(&[]).iter().take_while(|&&(start, _)| start < entity.span.end).all(
                |&(start, end)| {
                    let crosses = entity.span.start < start && entity.span.end < end;
                    end - start < entity.span.len() && !(crosses && entity.kind() == EntityKind::Person)
                },
            )
        };
        let standing: Vec<bool> = entities.iter().map(stands).collect();
        let spans: Vec<(usize, usize)> = entities
            .iter()
            .zip(&standing)
            .filter(|(_, stands)| **stands)
            .map(|(entity, _)| (entity.span.start, entity.span.end))
            .collect();
        let mut numbered: Vec<(Option<usize>, Mention<'a>)> = places
            .into_iter()
            .filter(|place| !overlaps_any(&spans, place.start, place.end))
            .map(|place| (None, place))
            .collect();
        for ((number, entity), stands) in entities.into_iter().enumerate().zip(standing) {
            if stands {
                numbered.push((Some(number), self.entity_mention(text, entity)));
            }
        }
        numbered.retain(|(_, mention)| self.wants(mention));
        numbered.sort_by_key(|(_, mention)| (mention.start, std::cmp::Reverse(mention.end)));
        point_back_to_mentions(&mut numbered);
        numbered.into_iter().map(|(_, mention)| mention).collect()
    }

    fn entity_mention<'a>(&'a self, text: &'a str, entity: Entity) -> Mention<'a> {
        // Only coordinates ask for the spatial index, which is built when first asked.
        let nearest = match &entity.detail {
            EntityDetail::Coordinates(at) => self.nearest(Point::new(at.lon, at.lat)),
            _ => None,
        };
        Mention {
            document: text,
            start: entity.span.start,
            end: entity.span.end,
            confidence: entity.confidence,
            detail: Detail::Entity(Box::new(entity.detail), nearest),
        }
    }

    fn nearest(&self, point: Point<f64>) -> Option<(Place<'_>, f64)> {
        self.gazetteer.nearest(point, 1).into_iter().find(|&(_, km)| km <= NEAREST_WITHIN_KM)
    }

    fn wants(&self, mention: &Mention<'_>) -> bool {
        self.kinds.contains(&mention.kind()) && mention.confidence() >= self.min_confidence
    }
}

/// Whether a span overlaps one of others that are sorted by their starts and nest no deeper than two.
fn overlaps_any(spans: &[(usize, usize)], start: usize, end: usize) -> bool {
    let behind = spans.partition_point(|&(other, _)| other < end);
    spans.get(behind.saturating_sub(3)..behind).unwrap_or(&[]).iter().any(|&(_, other)| other > start)
}

/// Persons refer back by the number of an entity; readers of a document want the position of the mention.
fn point_back_to_mentions(numbered: &mut [(Option<usize>, Mention<'_>)]) {
    let positions: std::collections::HashMap<usize, usize> = numbered
        .iter()
        .enumerate()
        .filter_map(|(position, (number, _))| Some(((*number)?, position)))
        .collect();
    for (_, mention) in numbered {
        if let Detail::Entity(detail, _) = &mut mention.detail
            && let EntityDetail::Person(person) = detail.as_mut()
        {
            person.refers_to = person.refers_to.and_then(|number| positions.get(&number).copied());
        }
    }
}

/// Settings of a [`Recognizer`].
///
/// ```
/// use ua_gazetteer::{Gazetteer, MentionKind, Recognizer, gazetteer::PlaceData};
/// let own = Gazetteer::builder()
///     .place(PlaceData { id: "own:1".into(), name_uk: "Дубовий Гай".into(), ..PlaceData::default() })
///     .build()?;
/// let recognizer = Recognizer::builder().gazetteer(own).kinds([MentionKind::Place]).build();
/// assert_eq!(recognizer.recognize("біля Дубового Гаю").mentions().len(), 1);
/// # Ok::<(), ua_gazetteer::gazetteer::PlaceError>(())
/// ```
#[derive(Clone, Debug)]
pub struct RecognizerBuilder {
    gazetteer: Option<Gazetteer>,
    lexicon: Option<Lexicon>,
    published: Option<Date>,
    hostilities: bool,
    unknown: bool,
    any_case: bool,
    kinds: Vec<MentionKind>,
    min_confidence: f32,
    prior: Option<Prior>,
    weights: Weights,
}

impl Default for RecognizerBuilder {
    fn default() -> Self {
        RecognizerBuilder {
            gazetteer: None,
            lexicon: None,
            published: None,
            hostilities: true,
            unknown: true,
            any_case: false,
            kinds: MentionKind::ALL.to_vec(),
            min_confidence: 0.0,
            prior: None,
            weights: Weights::default(),
        }
    }
}

impl RecognizerBuilder {
    /// The gazetteer to resolve names by; the embedded one unless told.
    pub fn gazetteer(mut self, gazetteer: Gazetteer) -> Self {
        self.gazetteer = Some(gazetteer);
        self
    }

    /// The tables to recognize units, organizations, persons, weapons, counts and dates by; the embedded ones unless
    /// told.
    pub fn lexicon(mut self, lexicon: Lexicon) -> Self {
        self.lexicon = Some(lexicon);
        self
    }

    /// The day of the texts: what the register of hostilities says of that day then counts.
    pub fn published(mut self, date: Date) -> Self {
        self.published = Some(date);
        self
    }

    /// Whether the register of hostilities speaks for places; it does unless told.
    pub fn hostilities(mut self, counts: bool) -> Self {
        self.hostilities = counts;
        self
    }

    /// Whether capitalised words in the slot of a place are kept where no name fits; they are unless told.
    pub fn unknown(mut self, kept: bool) -> Self {
        self.unknown = kept;
        self
    }

    /// Whether names without a capital count too, for lower-case posts; they do not unless told.
    pub fn any_case(mut self, any_case: bool) -> Self {
        self.any_case = any_case;
        self
    }

    /// The kinds of mention to give; all unless told. Without a kind of [`crate::entity`] its recognizer does not run:
    /// places alone take less time, but names of persons and organizations then tell places apart no more.
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = MentionKind>) -> Self {
        self.kinds = kinds.into_iter().collect();
        self
    }

    /// The least confidence of a mention, 0 to 1; 0 unless told.
    pub fn min_confidence(mut self, least: f32) -> Self {
        self.min_confidence = least;
        self
    }

    /// A unit that the texts are expected to speak of: its places are likelier, others are not ruled out. Of several
    /// calls, and of this and [`prior_point`](RecognizerBuilder::prior_point), the last counts.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use ua_gazetteer::{Gazetteer, Recognizer};
    /// let gazetteer = Gazetteer::embedded();
    /// let sumy = gazetteer.unit("Sumy Oblast").expect("an oblast");
    /// let recognizer = Recognizer::builder().prior_region(sumy).build();
    /// let document = recognizer.recognize("Shelling near Ivanivka.");
    /// assert!(document.mentions()[0].place().is_some_and(|place| place.is_within(&sumy)));
    /// # }
    /// ```
    pub fn prior_region(mut self, region: Place<'_>) -> Self {
        self.prior = Some(Prior::region(&region));
        self
    }

    /// A point (x longitude, y latitude, WGS84 degrees) within so many kilometres of which places are expected; beyond,
    /// they are the less likely the further they are.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use ua_gazetteer::{Recognizer, geo_types::Point};
    /// let recognizer = Recognizer::builder().prior_point(Point::new(37.6, 49.7), 30.0).build();
    /// let document = recognizer.recognize("Shelling near Ivanivka.");
    /// let place = document.mentions()[0].place().expect("one of many of that name");
    /// assert_eq!(place.raion().map(|raion| raion.name_uk()), Some("Куп'янський"));
    /// # }
    /// ```
    pub fn prior_point(mut self, point: geo_types::Point<f64>, km: f64) -> Self {
        self.prior = Some(Prior::Point(point, km.max(0.0)));
        self
    }

    /// Other weights than the fitted ones, in the order of [`Feature::ALL`], and intercept and slope of calibration.
    #[cfg(feature = "training")]
    pub fn weights(mut self, weights: &[f32], calibration: (f32, f32)) -> Self {
        self.weights.set_all(weights, calibration);
        self
    }

    /// Lets a kind of evidence say nothing.
    ///
    /// ```
    /// use ua_gazetteer::{Recognizer, resolver::Feature};
    /// let recognizer = Recognizer::builder().without(Feature::Size).build();
    /// assert!(recognizer.recognize("Nothing here.").mentions().is_empty());
    /// ```
    pub fn without(mut self, feature: Feature) -> Self {
        self.weights.switch_off(feature);
        self
    }

    /// The recognizer.
    pub fn build(self) -> Recognizer {
        let gazetteer = self.gazetteer.unwrap_or_else(default_gazetteer);
        Recognizer {
            matcher: Matcher::new(&gazetteer).any_case(self.any_case),
            circumstances: Circumstances {
                published: self.published,
                hostilities: self.hostilities,
                unknown: self.unknown,
                register_until: gazetteer.register_until(),
                prior: self.prior,
                weights: Arc::new(self.weights),
            },
            gazetteer,
            lexicon: self.lexicon.map(Arc::new),
            kinds: self.kinds,
            min_confidence: self.min_confidence,
        }
    }
}

#[cfg(feature = "embedded")]
fn default_gazetteer() -> Gazetteer {
    Gazetteer::embedded()
}

#[cfg(feature = "embedded")]
fn default_lexicon() -> Option<&'static Lexicon> {
    Some(Lexicon::embedded())
}

#[cfg(not(feature = "embedded"))]
fn default_lexicon() -> Option<&'static Lexicon> {
    None
}

/// Without the embedded gazetteer nothing is known until a caller says it.
#[cfg(not(feature = "embedded"))]
fn default_gazetteer() -> Gazetteer {
    Gazetteer::empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wants_entities(kinds: &[MentionKind]) -> bool {
        let builder = Recognizer::builder().gazetteer(Gazetteer::empty());
        builder.kinds(kinds.iter().copied()).build().wants_entities()
    }

    #[test]
    fn places_and_directions_alone_do_without_the_entity_recognizer() {
        assert!(!wants_entities(&[]));
        assert!(!wants_entities(&[MentionKind::Place, MentionKind::Direction]));
        for kind in EntityKind::ALL {
            assert!(wants_entities(&[MentionKind::Place, kind.into()]), "{kind:?}");
        }
    }

    #[test]
    fn each_kind_comes_only_where_it_is_asked_for() {
        let text = "On 26.11.2023 near 49.7068, 37.6150 the 92nd Separate Assault Brigade repelled four attacks with \
                    FPV drones, Col. Serhii Musiienko told Ukrinform; the Kupiansk direction is calm.";
        let gazetteer = default_gazetteer();
        for kind in MentionKind::ALL {
            let recognizer = Recognizer::builder().gazetteer(gazetteer.clone()).kinds([kind]).build();
            let document = recognizer.recognize(text);
            assert!(document.mentions().iter().all(|mention| mention.kind() == kind));
            let known = !matches!(kind, MentionKind::Place | MentionKind::Direction);
            assert!(!known || cfg!(not(feature = "embedded")) || !document.mentions().is_empty(), "{kind}");
        }
    }
}

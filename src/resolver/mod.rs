//! From names in a text to places: which of its bearers each name means, and whether it means a place at all.
//!
//! Candidates of all names of a document are scored together. What speaks for and against each is a named feature with
//! a weight; sums per unit, and the mentions around, carry what the names of a text say for each other, so that time stays linear.

mod adjective;
mod context;
mod cues;
mod directions;
mod distances;
mod evidence;
mod features;
mod group;
mod grouping;
mod lands;
mod lemma;
mod lists;
mod lower_case;
mod named_directions;
mod plausibility;
mod prior;
mod reading;
mod register;
mod settling;
mod spans;
mod suggestions;
mod support;
#[cfg(feature = "training")]
pub mod training;
mod units;
mod unknown;
mod values;

use std::cell::OnceCell;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

pub use evidence::{Evidence, Explanation};
pub use features::Feature;
pub(crate) use features::Weights;
pub(crate) use prior::Prior;
pub(crate) use suggestions::Suggestions;

use crate::entity::{Detail as EntityDetail, Entity, EntityKind};
use crate::gazetteer::{Candidate, Gazetteer, NameSort, PlaceKind, Senses};
use crate::matcher::Found;
use crate::mention::{Detail, Mention, Resolution};
use context::Structure;
use cues::Cue;
use directions::{DirectionSpan, Head};
use group::{Group, Scored};
use plausibility::Bearers;
use prior::Expected;
use register::Day;
use settling::Web;
use spans::{Span, Surroundings};
use suggestions::Around;

/// What is known of a text beside its words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Circumstances {
    /// The day of the text.
    pub(crate) published: Option<Date>,
    /// Whether the register of hostilities counts.
    pub(crate) hostilities: bool,
    /// Whether capitalised words of unknown names are kept.
    pub(crate) unknown: bool,
    /// The last day that the register speaks of.
    pub(crate) register_until: Option<Date>,
    /// Whether mentions carry what each kind of evidence adds.
    pub(crate) explain: bool,
    /// Where places are expected.
    pub(crate) prior: Option<Prior>,
    /// What each kind of evidence weighs.
    pub(crate) weights: Arc<Weights>,
}

/// A span less likely than this to stand for a place is not one.
const LEAST_PLAUSIBLE: f32 = 0.4;
/// A span less likely than this says nothing for others either, and is not looked at further.
const LEAST_HEARD: f32 = 0.1;
/// The beginning of a text in which its date stands, in bytes.
const DATELINE: usize = 300;
/// Rounds of settling before and behind the look at directions, which need settled towns.
const ROUNDS: (usize, usize) = (2, 3);
/// Further candidates that a mention carries.
const ALTERNATIVES: usize = 5;

/// All place and direction mentions of a text, in order.
pub(crate) fn resolve<'a>(
    text: &'a str,
    gazetteer: &'a Gazetteer,
    found: &[Found],
    entities: &[Entity],
    circumstances: &Circumstances,
) -> Vec<Mention<'a>> {
    Resolver::new(text, gazetteer, found, entities, circumstances).mentions()
}

/// The day that a text gives for its own in its first lines.
fn dateline(entities: &[Entity]) -> Option<Date> {
    entities.iter().take_while(|entity| entity.span.start < DATELINE).find_map(|entity| {
        match &entity.detail {
            EntityDetail::Date(date) => date.start.filter(|_| date.start == date.end),
            _ => None,
        }
    })
}

/// Entities but for persons whose last word begins the name of a place: the adjective of a unit with its noun, «Сухої Балки
/// Бахмутського району», or a name of several words, «Клещеевки Донецкой Народной Республики».
fn without_crossed<'e>(text: &str, entities: &'e [Entity], spans: &[Span<'_>]) -> Vec<&'e Entity> {
    let goes_on = |span: &Span<'_>| {
        span.is_unit || text.get(span.start..span.end).is_some_and(|name| name.contains(' '))
    };
    let crossed = |entity: &Entity| {
        let from = spans.partition_point(|span| span.mention_end <= entity.span.end);
        entity.kind() == EntityKind::Person
            && spans.get(from).is_some_and(|span| {
                goes_on(span) && entity.span.start < span.start && span.start < entity.span.end
            })
    };
    entities.iter().filter(|entity| !crossed(entity)).collect()
}

/// A person less sure than this is no rival of a place's name of several words.
const SURE_PERSON: f32 = 0.85;

/// A guess at a person less sure than this has nothing but the name to go by.
const BARE_PERSON: f32 = 0.6;

/// Whether a name that may be a person's stands where only places do: «обстріляли Гладке».
fn is_in_slot(around: &Surroundings, person: &Entity) -> bool {
    person.confidence < BARE_PERSON && around.cues.contains(Cue::Near)
}

/// A name inside a longer entity is no mention of its own: the town of a unit, the surname of a person. A person of
/// that name makes the place doubtful; a mere guess at one does not where the name has several words, Горбачево-Михайлівка, Степова
/// Долина, or stands in a list of places, «Долину, Краснопілля, Богородичне»; nor even a sure one where several others of the list are places, «Чкалове, Тараса Шевченка, Шляхове».
fn drop_parts_of_entities(text: &str, spans: &mut Vec<Span<'_>>, entities: &[&Entity]) {
    let mut from = 0;
    spans.retain_mut(|span| {
        while entities.get(from).is_some_and(|entity| entity.span.end <= span.start) {
            from += 1;
        }
        let overlapping = entities
            .get(from..)
            .unwrap_or(&[])
            .iter()
            .take_while(|entity| entity.span.start < span.mention_end);
        let mut stays = true;
        for entity in
            overlapping.filter(|entity| entity.span.end > span.start && entity.kind() != EntityKind::Count)
        {
            stays &= entity.span.len() <= span.mention_end - span.start;
            let several = || text.get(span.start..span.end).is_some_and(|name| name.contains([' ', '-']));
            let around = &span.surroundings;
            let is_rival = entity.kind() == EntityKind::Person
                && match around.listed {
                    0 => entity.confidence >= SURE_PERSON || !(several() || is_in_slot(around, entity)),
                    1 => entity.confidence >= SURE_PERSON,
                    _ => false,
                };
            if is_rival {
                let person = &mut span.surroundings.person;
                *person = person.max(entity.confidence);
            }
        }
        stays
    });
}

/// A raion, hromada or district without its noun is named by its adjective alone: that is a mention of nothing.
fn is_bare_unit(span: &Span<'_>, best: &Scored<'_>) -> bool {
    let place = best.reading.place;
    let small_unit = matches!(place.kind(), PlaceKind::Raion | PlaceKind::Hromada | PlaceKind::CityDistrict);
    small_unit && !span.is_unit && best.reading.form.sort != NameSort::Nickname
}

/// Adjectives count beside a noun only.
fn drop_attributive(spans: &mut Vec<Span<'_>>) {
    for span in spans.iter_mut().filter(|span| !span.is_unit) {
        span.readings.retain(|reading| reading.form.sort != NameSort::Attributive);
    }
    spans.retain(|span| !span.readings.is_empty());
}

/// What the places are that bear each name: for names of one form once.
fn mark_bearers(spans: &mut [Span<'_>]) {
    let mut known = FxHashMap::default();
    for span in spans {
        let found_out = || Bearers::of(&span.readings);
        // Of a unit, its noun has told the places.
        span.bearers = match span.form.filter(|_| !span.is_unit) {
            Some(form) => *known.entry(form).or_insert_with(found_out),
            None => found_out(),
        };
    }
}

/// A name that is surely a place in one sentence is likelier one in the others, where nothing says so.
fn mark_places_elsewhere(spans: &mut [Span<'_>], weights: &Weights) {
    // What a name is called by: the least of its places, which its forms share.
    let called = |span: &Span<'_>| {
        span.readings.iter().map(|reading| reading.place.number()).min().unwrap_or_default()
    };
    let doubtful = |span: &Span<'_>| span.senses != Senses::default();
    if !spans.iter().any(doubtful) {
        return;
    }
    let sure: FxHashSet<u32> = spans
        .iter()
        .filter(|span| doubtful(span) && plausibility::plausibility(span, weights) >= SURELY_PLACE)
        .map(called)
        .collect();
    for span in spans.iter_mut().filter(|span| doubtful(span)) {
        span.surroundings.is_place_elsewhere =
            sure.contains(&called(span)) && plausibility::plausibility(span, weights) < SURELY_PLACE;
    }
}

/// From here on a name is surely one of a place.
const SURELY_PLACE: f32 = 0.85;

/// A document on its way from spans to mentions.
struct Resolver<'a, 'c> {
    text: &'a str,
    gazetteer: &'a Gazetteer,
    structure: Structure<'a>,
    spans: Vec<Span<'a>>,
    directions: Vec<DirectionSpan<'a>>,
    weights: &'c Weights,
    /// Names less likely than this to stand for a place say nothing for others.
    least_heard: f32,
    explain: bool,
    /// The day of the text, as given or as its dateline says.
    day: Day,
    /// The number of that day in the register, and how much the register counts on it.
    day_number: Option<u16>,
    certainty: f32,
    /// Whether the register counts.
    hostilities: bool,
    prior: Option<Expected<'a>>,
}

impl<'a, 'c> Resolver<'a, 'c> {
    fn new(
        text: &'a str,
        gazetteer: &'a Gazetteer,
        found: &[Found],
        entities: &[Entity],
        circumstances: &'c Circumstances,
    ) -> Self {
        let published = circumstances.published.or_else(|| dateline(entities));
        let structure = Structure::of(text);
        let mut spans = spans::spans(text, gazetteer, &structure, found);
        let standing = without_crossed(text, entities, &spans);
        drop_parts_of_entities(text, &mut spans, &standing);
        lands::tell_lands(text, &mut spans);
        lands::take_numbers(text, &mut spans);
        let directions = directions::find(text, gazetteer, &spans, published);
        spans.retain(|span| {
            let from = directions.partition_point(|way| way.end <= span.start);
            directions.get(from).is_none_or(|way| way.start >= span.mention_end)
        });
        drop_attributive(&mut spans);
        if circumstances.unknown {
            let mut barred: Vec<(usize, usize)> = directions.iter().map(|way| (way.start, way.end)).collect();
            barred.extend(standing.iter().map(|entity| (entity.span.start, entity.span.end)));
            barred.sort_unstable();
            unknown::add(text, gazetteer, &structure, &barred, &mut spans);
        }
        mark_bearers(&mut spans);
        mark_places_elsewhere(&mut spans, &circumstances.weights);
        for span in &mut spans {
            span.plausibility = plausibility::plausibility(span, &circumstances.weights);
        }
        let day = Day::of(published, circumstances.register_until);
        Resolver {
            text,
            gazetteer,
            structure,
            spans,
            directions,
            weights: &circumstances.weights,
            least_heard: LEAST_HEARD,
            explain: circumstances.explain,
            day,
            day_number: day.number(),
            certainty: day.certainty(published),
            hostilities: circumstances.hostilities,
            prior: circumstances.prior.as_ref().and_then(|prior| prior.expected(gazetteer)),
        }
    }
}

impl<'a> Resolver<'a, '_> {
    /// The names of the text in groups that are settled against each other; of the candidates of each, so many, in order.
    fn settled(&self, most: usize) -> (grouping::Grouped<'a>, Web<'_>) {
        let units = self.units();
        let mut grouped = self.grouped(&units);
        let mut web = Web::of(self.gazetteer, &grouped.groups, self.weights);
        web.settle(ROUNDS.0);
        if !self.directions.is_empty() {
            self.add_directions_evidence(&mut grouped, &web, &units);
            web.open(&grouped.groups);
        }
        web.settle(ROUNDS.1);
        web.complete();
        web.tell(&mut grouped.groups, most);
        (grouped, web)
    }

    fn mentions(&self) -> Vec<Mention<'a>> {
        let (grouped, web) = self.settled(1 + ALTERNATIVES);
        let mut mentions: Vec<Mention<'a>> = Vec::with_capacity(self.spans.len());
        // Of all mentions of a group the evidence is the same.
        let mut evidence: Vec<Option<Vec<Evidence<'a>>>> = vec![None; grouped.groups.len()];
        // And of all mentions of an unknown name, what it resembles.
        let mut suggestions: FxHashMap<&str, Arc<Suggestions<'a>>> = FxHashMap::default();
        let around = OnceCell::new();
        for (span, group) in self.spans.iter().zip(&grouped.of_span) {
            mentions.extend(match group.and_then(|number| Some((number, grouped.groups.get(number)?))) {
                None if !span.readings.is_empty() => None,
                Some((number, group)) => self.place_mention(span, group, || {
                    let known = evidence.get_mut(number)?.get_or_insert_with(|| {
                        let supporters = web.supporters(&grouped.groups, number);
                        evidence::of(group, &supporters, self.weights, self.day)
                    });
                    Some(known.clone())
                }),
                None => {
                    let name = self.text.get(span.start..span.end).unwrap_or("");
                    let resembled = suggestions.entry(name).or_insert_with(|| {
                        let around = around.get_or_init(|| Arc::new(Around::of(&grouped.groups)));
                        Arc::new(Suggestions::new(self.gazetteer, name, around.clone()))
                    });
                    Some(self.unknown_mention(span, resembled.clone()))
                }
            });
        }
        for (way, parts) in
            self.directions.iter().zip(&grouped.of_part).filter(|(way, _)| way.head == Head::Direction)
        {
            mentions.push(self.direction_mention(way, parts, &grouped.groups));
        }
        mentions.sort_by_key(|mention| (mention.start, mention.end));
        mentions
    }

    fn place_mention(
        &self,
        span: &Span<'a>,
        group: &Group<'a>,
        evidence: impl FnOnce() -> Option<Vec<Evidence<'a>>>,
    ) -> Option<Mention<'a>> {
        let name = self.text.get(span.start..span.end).unwrap_or("");
        let plausible = lower_case::tempered(span.plausibility, name, span);
        let best = group.candidates.first()?;
        if plausible < LEAST_PLAUSIBLE || is_bare_unit(span, best) {
            return None;
        }
        let shown = || {
            group
                .candidates
                .iter()
                .take(1 + ALTERNATIVES)
                .enumerate()
                .take_while(|(rank, candidate)| *rank == 0 || candidate.probability >= LEAST_SHOWN)
                .map(|(_, candidate)| candidate)
        };
        let confidences: Vec<f32> =
            shown().map(|candidate| plausible * self.calibrated(candidate, best)).collect();
        let candidates: Vec<Candidate<'a>> = shown()
            .zip(&confidences)
            .map(|(candidate, &confidence)| self.candidate(span, candidate, confidence))
            .collect();
        let explanations = if self.explain {
            shown()
                .zip(&confidences)
                .map(|(shown, &it)| evidence::of_place(shown, it, self.weights))
                .collect()
        } else {
            Vec::new()
        };
        let plausibility = self.explain.then(|| evidence::of_name(span, plausible, self.weights));
        let confidence = candidates.first()?.confidence();
        let evidence = evidence().unwrap_or_default();
        let resolution = Resolution { candidates, suggestions: None, evidence, explanations, plausibility };
        Some(self.mention(span.start, span.mention_end, confidence, Detail::Place(resolution)))
    }

    /// The confidence of one candidate where the name is that of a place; what the best leaves is shared by the others.
    fn calibrated(&self, candidate: &Scored<'_>, best: &Scored<'_>) -> f32 {
        let of_best = self.weights.calibrated(best.probability);
        if candidate.reading.place.number() == best.reading.place.number() {
            return of_best;
        }
        let rest = (1.0 - best.probability).max(f32::EPSILON);
        ((1.0 - of_best) * candidate.probability / rest).min(of_best)
    }

    /// A candidate with the form that this span has; the group's may come from another occurrence.
    fn candidate(&self, span: &Span<'a>, scored: &Scored<'a>, confidence: f32) -> Candidate<'a> {
        let place = scored.reading.place;
        let form = span
            .readings
            .iter()
            .find(|reading| reading.place.number() == place.number())
            .map_or(scored.reading.form, |reading| reading.form);
        Candidate { place, confidence, form }
    }

    fn direction_mention(
        &self,
        way: &DirectionSpan<'a>,
        parts: &[Option<usize>],
        groups: &[Group<'a>],
    ) -> Mention<'a> {
        let anchors: Vec<Candidate<'a>> = parts
            .iter()
            .filter_map(|group| groups.get((*group)?)?.candidates.first())
            .map(|best| Candidate {
                place: best.reading.place,
                confidence: self.weights.calibrated(best.probability),
                form: best.reading.form,
            })
            .collect();
        let known = anchors.iter().map(Candidate::confidence).fold(1.0, f32::min);
        let confidence = if anchors.is_empty() { 0.6 } else { 0.97 * known };
        self.mention(way.start, way.end, confidence, Detail::Direction(anchors))
    }

    fn unknown_mention(&self, span: &Span<'a>, suggestions: Arc<Suggestions<'a>>) -> Mention<'a> {
        let resolution = Resolution { suggestions: Some(suggestions), ..Resolution::default() };
        self.mention(span.start, span.mention_end, UNKNOWN_CONFIDENCE, Detail::Place(resolution))
    }

    fn mention(&self, start: usize, end: usize, confidence: f32, detail: Detail<'a>) -> Mention<'a> {
        Mention { document: self.text, start, end, confidence, detail }
    }
}

/// Alternatives of less probability are not shown.
const LEAST_SHOWN: f32 = 0.005;
/// How likely a place of an unknown name is one: it has a place's slot, and nothing else speaks for it.
const UNKNOWN_CONFIDENCE: f32 = 0.4;

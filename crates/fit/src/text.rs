//! Labelled texts, and what the resolver sees in them.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;
use ua_gazetteer::gazetteer::distance_km;
use ua_gazetteer::geo_types::Point;
use ua_gazetteer::resolver::Feature;
use ua_gazetteer::resolver::training::{COMPARING, Observation, ObservedPlace};
use ua_gazetteer::{Gazetteer, Recognizer};

use crate::generate::{Kind, Sample};

/// What a name means.
#[derive(Clone, Debug, PartialEq)]
pub enum Gold {
    /// The place of an id.
    Place(String),
    /// A place within 10 km of a point, latitude and longitude.
    Near((f64, f64)),
    /// No settlement.
    Nothing,
    /// No settlement within 15 km of a point.
    NotNear((f64, f64)),
    /// Not said.
    Unknown,
}

/// A labelled name.
#[derive(Clone, Debug)]
pub struct TextLabel {
    /// In bytes.
    pub span: Range<usize>,
    pub gold: Gold,
}

/// A text with the names that are labelled in it.
#[derive(Clone, Debug)]
pub struct Text {
    /// Where it comes from: a set of labelled texts, or the kind of context that a generated one has.
    pub set: &'static str,
    pub text: String,
    pub date: Option<Date>,
    /// The id of a region that the caller expects.
    pub prior: Option<String>,
    pub labels: Vec<TextLabel>,
    /// Whether every settlement is labelled, so that other names are none.
    pub is_exhaustive: bool,
}

impl From<Sample> for Text {
    fn from(sample: Sample) -> Self {
        let labels = sample
            .labels
            .into_iter()
            .map(|label| TextLabel {
                span: label.start..label.end,
                gold: label.place.map_or(Gold::Nothing, Gold::Place),
            })
            .collect();
        Text {
            set: set_of(sample.kind),
            text: sample.text,
            date: sample.date,
            prior: sample.prior,
            labels,
            is_exhaustive: false,
        }
    }
}

/// The name of a kind of context in tables.
pub fn set_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Oblast => "oblast beside",
        Kind::Raion => "raion beside",
        Kind::Hromada => "hromada beside",
        Kind::Nickname => "oblast nickname",
        Kind::UnitHeading => "unit as heading",
        Kind::Neighbour => "a sure neighbour",
        Kind::Neighbours => "several neighbours",
        Kind::Direction => "direction",
        Kind::DirectionHeading => "direction as heading",
        Kind::Hostilities => "hostilities on the day",
        Kind::Size => "size",
        Kind::TypeWord => "type word",
        Kind::Prior => "caller's region",
        Kind::Unique => "name of its own",
        Kind::Negative => "no place",
    }
}

/// A name with its places, one of which is right.
#[derive(Clone, Debug)]
pub struct Choice {
    pub weight: f32,
    pub candidates: Vec<Vec<f32>>,
    pub right: usize,
}

/// A name that is, or is not, that of a place.
#[derive(Clone, Debug)]
pub struct Verdict {
    pub weight: f32,
    pub signals: Vec<(Feature, f32)>,
    pub is_place: bool,
}

/// A labelled name that the resolver claims for a place, or does not.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub set: &'static str,
    pub weight: f32,
    pub plausibility: f32,
    /// Of the best place among those of the name.
    pub probability: f32,
    pub is_right: bool,
}

/// What the resolver sees in texts.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    pub choices: Vec<Choice>,
    pub verdicts: Vec<Verdict>,
    pub outcomes: Vec<Outcome>,
    /// Labelled settlements by set, and how many of them have the right place.
    pub resolved: HashMap<&'static str, (usize, usize)>,
    /// Texts and names that were resolved wrongly.
    pub misses: Vec<String>,
}

/// A name less likely than this is not claimed for a place.
const LEAST_PLAUSIBLE: f32 = 0.4;

/// Weights and calibration, with features that are switched off.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub weights: Vec<f32>,
    pub calibration: (f32, f32),
}

impl Model {
    /// The recognizer with these weights.
    pub fn recognizer(
        &self,
        gazetteer: &Gazetteer,
        prior: Option<&str>,
        without: Option<Feature>,
    ) -> Recognizer {
        let builder =
            Recognizer::builder().gazetteer(gazetteer.clone()).weights(&self.weights, self.calibration);
        let builder = match prior.and_then(|id| gazetteer.get(id)) {
            Some(region) => builder.prior_region(region),
            None => builder,
        };
        match without {
            Some(feature) => builder.without(feature).build(),
            None => builder.build(),
        }
    }
}

/// Shows texts to the resolver; `weight` says what each text counts.
pub fn see(
    texts: &[Text],
    model: &Model,
    gazetteer: &Gazetteer,
    without: Option<Feature>,
    weight: impl Fn(&Text) -> f32,
) -> Seen {
    let mut recognizers: HashMap<Option<&str>, Recognizer> = HashMap::new();
    let mut seen = Seen::default();
    for text in texts {
        let prior = text.prior.as_deref();
        let recognizer =
            recognizers.entry(prior).or_insert_with(|| model.recognizer(gazetteer, prior, without));
        let observations = recognizer.observe(&text.text, text.date);
        let weight = weight(text);
        for label in &text.labels {
            let found = observations.iter().find(|found| overlap(&found.span, &label.span));
            seen.add(text, label, found, weight);
        }
        if text.is_exhaustive {
            let unlabelled = observations
                .iter()
                .filter(|found| !text.labels.iter().any(|label| overlap(&found.span, &label.span)))
                .filter(|found| found.candidates.first().is_some_and(|best| best.is_settlement));
            for found in unlabelled {
                let spare = TextLabel { span: found.span.clone(), gold: Gold::Nothing };
                seen.add(text, &spare, Some(found), weight);
            }
        }
    }
    seen
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

impl Seen {
    fn add(&mut self, text: &Text, label: &TextLabel, found: Option<&Observation>, weight: f32) {
        let is_place = matches!(label.gold, Gold::Place(_) | Gold::Near(_));
        if label.gold == Gold::Unknown {
            return;
        }
        let claimed = found.filter(|found| found.plausibility >= LEAST_PLAUSIBLE && !found.is_bare_unit);
        let best = claimed.and_then(|found| found.candidates.first());
        let is_right = match best {
            Some(best) => fits(best, &label.gold),
            None => !is_place,
        };
        let (all, right) = self.resolved.entry(text.set).or_default();
        *all += 1;
        *right += usize::from(is_right);
        if !is_right {
            let name = text.text.get(label.span.clone()).unwrap_or("");
            let id = best.map_or("nothing", |best| best.id.as_str());
            let signals = found.map_or(&[][..], |found| &found.signals);
            self.misses.push(format!(
                "{}: {name} -> {id}, not {:?}: {} {signals:?}",
                text.set,
                label.gold,
                start_of(&text.text)
            ));
        }
        let Some(found) = found else { return };
        if let (Some(best), Some(claimed)) = (best, claimed)
            && (is_place || best.is_settlement)
        {
            self.outcomes.push(Outcome {
                set: text.set,
                weight,
                plausibility: claimed.plausibility,
                probability: best.probability,
                is_right,
            });
        }
        let is_for_spans = !found.signals.is_empty() && !matches!(label.gold, Gold::NotNear(_));
        if is_for_spans {
            let signals = found.signals.clone();
            self.verdicts.push(Verdict { weight, signals, is_place });
        }
        let right = found.candidates.iter().position(|candidate| fits(candidate, &label.gold));
        if let Some(right) = right.filter(|_| is_place && found.candidates.len() > 1) {
            let candidates = found.candidates.iter().map(|candidate| candidate.values.clone()).collect();
            self.choices.push(Choice { weight, candidates, right });
        }
    }
}

fn start_of(text: &str) -> String {
    text.chars().take(160).collect::<String>().replace('\n', " / ")
}

fn fits(place: &ObservedPlace, gold: &Gold) -> bool {
    debug_assert_eq!(place.values.len(), COMPARING);
    let km = |at: (f64, f64)| {
        place.at.map_or(f64::INFINITY, |own| distance_km(Point::new(own.1, own.0), Point::new(at.1, at.0)))
    };
    match gold {
        Gold::Place(id) => place.id == *id,
        Gold::Near(at) => place.is_settlement && km(*at) <= 10.0,
        Gold::NotNear(at) => !place.is_settlement || km(*at) >= 15.0,
        Gold::Nothing => false,
        Gold::Unknown => true,
    }
}

//! What the resolver sees in a text, for fitting its weights: the values of all features. Not part of the stable API.

use super::features::{PLACE_FEATURES, Weights};
use super::{Circumstances, Feature, Resolver, is_bare_unit, plausibility};
use crate::entity::Entity;
use crate::gazetteer::Gazetteer;
use crate::matcher::Found;

/// How many of [`Feature::ALL`] compare places; the others say whether a name stands for a place.
pub const COMPARING: usize = PLACE_FEATURES;

/// A name with what speaks for each of its places.
#[derive(Clone, Debug)]
pub struct Observation {
    /// Where the mention stands, in bytes.
    pub span: std::ops::Range<usize>,
    /// The places it may mean, in the order that the weights give them.
    pub candidates: Vec<ObservedPlace>,
    /// What speaks for its being a place; empty for units with their noun, which are.
    pub signals: Vec<(Feature, f32)>,
    /// How likely it stands for a place, 0 to 1.
    pub plausibility: f32,
    /// Whether it is left out whatever its plausibility: the adjective of a unit without its noun.
    pub is_bare_unit: bool,
}

/// One place that a name may mean.
#[derive(Clone, Debug)]
pub struct ObservedPlace {
    /// The id in the gazetteer.
    pub id: String,
    /// Latitude and longitude in WGS84 degrees.
    pub at: Option<(f64, f64)>,
    /// Whether it is a settlement of Ukraine.
    pub is_settlement: bool,
    /// Its probability among the places of the name, before calibration.
    pub probability: f32,
    /// The value of each feature that compares places.
    pub values: Vec<f32>,
}

/// The fitted weights in the order of [`Feature::ALL`], with intercept and slope of calibration.
pub fn weights() -> (Vec<f32>, (f32, f32)) {
    let weights = Weights::default();
    (weights.all().to_vec(), weights.calibration)
}

pub(crate) fn observe(
    text: &str,
    gazetteer: &Gazetteer,
    found: &[Found],
    entities: &[Entity],
    circumstances: &Circumstances,
) -> Vec<Observation> {
    // What is no name of a place is an example too.
    let resolver =
        Resolver { least_heard: 0.0, ..Resolver::new(text, gazetteer, found, entities, circumstances) };
    let (grouped, _) = resolver.settled(usize::MAX);
    let mut observations = Vec::new();
    for (span, group) in resolver.spans.iter().zip(&grouped.of_span) {
        let Some(group) = group.and_then(|group| grouped.groups.get(group)) else { continue };
        let candidates = group.candidates.iter().map(|candidate| {
            let place = candidate.reading.place;
            ObservedPlace {
                id: place.id().to_string(),
                at: place.lat().zip(place.lon()),
                is_settlement: place.is_ukrainian_settlement(),
                probability: candidate.probability,
                values: candidate.values.as_slice().to_vec(),
            }
        });
        observations.push(Observation {
            span: span.start..span.mention_end,
            candidates: candidates.collect(),
            signals: plausibility::all_signals(span),
            plausibility: span.plausibility,
            is_bare_unit: group.candidates.first().is_some_and(|best| is_bare_unit(span, best)),
        });
    }
    observations
}

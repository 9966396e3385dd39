//! Names that a text uses several times are resolved once: one sense a document.

use super::features::{Feature, Values, Weights};
use super::reading::Reading;
use super::support::{LEVELS, Lineage};
use crate::gazetteer::Place;

/// A candidate with what speaks for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored<'g> {
    pub(super) reading: Reading<'g>,
    pub(super) values: Values,
    pub(super) probability: f32,
    /// The weighted sum of its values, while probabilities are made of it.
    score: f32,
    /// Kilometres on a plane, for distances between near places.
    pub(super) at: Option<(f32, f32)>,
    /// Its units, once the document has numbered them.
    pub(super) lineage: Lineage,
    /// What the other names say for its units, while it is being settled.
    pub(super) support: [f32; LEVELS],
}

impl<'g> Scored<'g> {
    pub(super) fn new(reading: Reading<'g>, at: Option<(f32, f32)>, values: Values) -> Self {
        Scored {
            reading,
            values,
            probability: 0.0,
            score: 0.0,
            at,
            lineage: Lineage::default(),
            support: [0.0; LEVELS],
        }
    }
}

/// Where a name occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// In bytes of the text.
    pub(super) start: usize,
    pub(super) sentence: usize,
    pub(super) paragraph: usize,
}

/// All mentions of one name that are resolved together.
#[derive(Clone, Debug)]
pub(super) struct Group<'g> {
    pub(super) candidates: Vec<Scored<'g>>,
    pub(super) occurrences: Vec<Occurrence>,
    /// How likely the name stands for a place at all, 0 to 1: what its support counts.
    pub(super) plausibility: f32,
    /// Whether it says where others are: places of one point do, countries and rivers do not.
    pub(super) supports: bool,
    /// Which name it is one of the senses of.
    pub(super) name: usize,
    /// The units that the text names beside it.
    pub(super) units: Vec<Place<'g>>,
    /// The towns of the directions that it stands under.
    pub(super) anchors: Vec<Place<'g>>,
}

/// Candidates that are less likely support nothing: a name of a hundred places says nothing before it is resolved.
const LEAST_SUPPORT: f32 = 0.02;

impl<'g> Group<'g> {
    pub(super) fn likely(&self) -> impl Iterator<Item = &Scored<'g>> {
        self.candidates.iter().filter(|candidate| candidate.probability >= LEAST_SUPPORT)
    }

    /// Probabilities from scores; gives by how much the one that changed most did.
    pub(super) fn normalize(&mut self, weights: &Weights) -> f32 {
        let mut best = f32::NEG_INFINITY;
        for candidate in &mut self.candidates {
            candidate.score = candidate.values.score(weights);
            best = best.max(candidate.score);
        }
        let mut total = 0.0;
        for candidate in &mut self.candidates {
            candidate.score = (candidate.score - best).exp();
            total += candidate.score;
        }
        let mut change = 0.0_f32;
        for candidate in &mut self.candidates {
            let probability = candidate.score / total;
            change = change.max((probability - candidate.probability).abs());
            candidate.probability = probability;
        }
        change
    }

    /// The likeliest candidates first.
    pub(super) fn rank(&mut self) {
        self.candidates.sort_by(|a, b| {
            b.probability
                .total_cmp(&a.probability)
                .then_with(|| a.reading.place.id().cmp(&b.reading.place.id()))
        });
    }

    /// Sets the features of shared units from what the other groups say.
    pub(super) fn take_support(&mut self, least: f32) {
        for candidate in self.candidates.iter_mut().filter(|candidate| candidate.probability >= least) {
            let features = [Feature::SameHromada, Feature::SameRaion, Feature::SameOblast];
            for (feature, sum) in features.into_iter().zip(candidate.support) {
                candidate.values.set(feature, (1.0 + sum).ln());
            }
        }
    }
}

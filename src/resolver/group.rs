//! Names that a text uses several times are resolved once: one sense a document.

use std::cmp::Ordering;

use super::features::{Feature, Values, Weights};
use super::reading::Reading;
use super::spans::Span;
use super::support::{LEVELS, Lineage};
use crate::gazetteer::Place;

/// A candidate with what speaks for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored<'g> {
    pub(super) reading: Reading<'g>,
    pub(super) values: Values,
    pub(super) probability: f32,
    /// The weighted sum of its values, and its odds against the best, while probabilities are made of them.
    score: f32,
    odds: f32,
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
            odds: 0.0,
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

impl Occurrence {
    pub(super) fn of(span: &Span<'_>) -> Self {
        Occurrence { start: span.start, sentence: span.sentence, paragraph: span.paragraph }
    }
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
    pub(super) aside: Aside,
}

/// Candidates that are less likely support nothing: a name of a hundred places says nothing before it is resolved.
const LEAST_SUPPORT: f32 = 0.04;

/// Candidates that are less likely cannot win once the other names have spoken: their support is not counted anew.
const LEAST_HOPE: f32 = 1e-3;

/// Candidates that cannot win, behind those that can.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Aside {
    /// How many.
    count: usize,
    /// The sum of their odds against a score.
    odds: f32,
    against: f32,
}

impl<'g> Group<'g> {
    /// The candidates that may win.
    pub(super) fn hopeful(&mut self) -> &mut [Scored<'g>] {
        let count = self.candidates.len().saturating_sub(self.aside.count);
        self.candidates.get_mut(..count).unwrap_or_default()
    }

    pub(super) fn likely(&self) -> impl Iterator<Item = &Scored<'g>> {
        let count = self.candidates.len().saturating_sub(self.aside.count);
        self.candidates.iter().take(count).filter(|candidate| candidate.probability >= LEAST_SUPPORT)
    }

    /// Whether more than one candidate may win.
    pub(super) fn is_open(&self) -> bool {
        self.candidates.len() > self.aside.count + 1
    }

    /// Probabilities from scores; gives by how much the one that changed most did.
    pub(super) fn normalize(&mut self, weights: &Weights) -> f32 {
        let aside = self.aside;
        let hopeful = self.hopeful();
        let mut best = f32::NEG_INFINITY;
        for candidate in hopeful.iter_mut() {
            candidate.score = candidate.values.score(weights);
            best = best.max(candidate.score);
        }
        let mut total = if aside.count > 0 { aside.odds * (aside.against - best).exp() } else { 0.0 };
        for candidate in hopeful.iter_mut() {
            candidate.odds = (candidate.score - best).exp();
            total += candidate.odds;
        }
        let mut change = 0.0_f32;
        for candidate in hopeful {
            let probability = candidate.odds / total;
            change = change.max((probability - candidate.probability).abs());
            candidate.probability = probability;
        }
        change
    }

    /// Sets candidates aside that cannot win.
    pub(super) fn set_aside(&mut self) {
        let mut aside = self.aside;
        let hopeful = self.hopeful();
        let best = hopeful.iter().map(|candidate| candidate.score).fold(f32::NEG_INFINITY, f32::max);
        let mut odds = if aside.count > 0 { aside.odds * (aside.against - best).exp() } else { 0.0 };
        let mut kept = 0;
        for at in 0..hopeful.len() {
            if hopeful[at].probability >= LEAST_HOPE {
                hopeful.swap(at, kept);
                kept += 1;
            } else {
                odds += hopeful[at].odds;
            }
        }
        aside = Aside { count: aside.count + hopeful.len() - kept, odds, against: best };
        self.aside = aside;
    }

    /// Gives all candidates a chance again.
    pub(super) fn open(&mut self) {
        self.aside = Aside::default();
    }

    /// The likeliest candidate.
    pub(super) fn likeliest(&self) -> Option<&Scored<'g>> {
        self.candidates.iter().min_by(|a, b| likelier_first(a, b))
    }

    /// The likeliest candidates first, as many as anyone looks at.
    pub(super) fn rank(&mut self) {
        if self.candidates.len() > RANKED {
            self.candidates.select_nth_unstable_by(RANKED, likelier_first);
        }
        let ranked = self.candidates.len().min(RANKED);
        self.candidates[..ranked].sort_by(likelier_first);
    }

    /// Sets the features of shared units from what the other groups say.
    pub(super) fn take_support(&mut self) {
        for candidate in self.hopeful() {
            let features = [Feature::SameHromada, Feature::SameRaion, Feature::SameOblast];
            for (feature, sum) in features.into_iter().zip(candidate.support) {
                candidate.values.set(feature, log_of_sum(sum));
            }
        }
    }
}

/// Candidates that are put in order.
pub(super) const RANKED: usize = 8;

fn likelier_first(a: &Scored<'_>, b: &Scored<'_>) -> Ordering {
    let by_id = || a.reading.place.id().cmp(&b.reading.place.id());
    b.probability.total_cmp(&a.probability).then_with(by_id)
}

/// The natural logarithm of one and a sum of what others say, most often nothing.
pub(super) fn log_of_sum(sum: f32) -> f32 {
    if sum > 0.0 { (1.0 + sum).ln() } else { 0.0 }
}

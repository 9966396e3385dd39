//! Names that a text uses several times are resolved once: one sense a document.

use std::collections::HashMap;

use super::features::{Feature, Values};
use super::reading::Reading;
use super::support::{Scope, Sums, Support, scopes};

/// A candidate with what speaks for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored<'g> {
    pub(super) reading: Reading<'g>,
    pub(super) values: Values,
    pub(super) probability: f32,
}

/// Where a name occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
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
}

/// Candidates that are less likely support nothing: a name of a hundred places says nothing before it is resolved.
const LEAST_SUPPORT: f32 = 0.02;
/// How often scores and support are settled in turn.
const ROUNDS: usize = 3;

/// Settles the candidates of all groups against each other.
pub(super) fn settle(groups: &mut [Group<'_>]) {
    for group in groups.iter_mut() {
        group.normalize();
    }
    for _ in 0..ROUNDS {
        let sums = sums(groups);
        for group in groups.iter_mut() {
            group.support(&sums);
            group.normalize();
        }
    }
    for group in groups.iter_mut() {
        group.candidates.sort_by(|a, b| {
            b.probability
                .total_cmp(&a.probability)
                .then_with(|| a.reading.place.id().cmp(&b.reading.place.id()))
        });
    }
}

/// The sums of what every group supports: once a group and scope, however often its name is repeated there.
fn sums(groups: &[Group<'_>]) -> Sums {
    let mut sums = Sums::default();
    for group in groups.iter().filter(|group| group.supports) {
        for (scope, weight) in group.scopes() {
            for candidate in group.likely() {
                sums.add(
                    scope,
                    &candidate.reading.place,
                    weight * group.plausibility * candidate.probability,
                );
            }
        }
    }
    sums
}

impl<'g> Group<'g> {
    fn likely(&self) -> impl Iterator<Item = &Scored<'g>> {
        self.candidates.iter().filter(|candidate| candidate.probability >= LEAST_SUPPORT)
    }

    /// The scopes in which the name occurs, each once, with what they weigh.
    fn scopes(&self) -> HashMap<Scope, f32> {
        self.occurrences.iter().flat_map(|at| scopes(at.sentence, at.paragraph)).collect()
    }

    /// Probabilities from scores.
    fn normalize(&mut self) {
        let best = self.candidates.iter().map(|c| c.values.score()).fold(f32::NEG_INFINITY, f32::max);
        let mut total = 0.0;
        for candidate in &mut self.candidates {
            candidate.probability = (candidate.values.score() - best).exp();
            total += candidate.probability;
        }
        for candidate in &mut self.candidates {
            candidate.probability /= total;
        }
    }

    /// Sets the features of support from what the other groups say.
    fn support(&mut self, sums: &Sums) {
        let mut own = Sums::default();
        let scopes = self.scopes();
        if self.supports {
            for (&scope, &weight) in &scopes {
                for candidate in self.likely() {
                    own.add(
                        scope,
                        &candidate.reading.place,
                        weight * self.plausibility * candidate.probability,
                    );
                }
            }
        }
        let occurrences = self.occurrences.clone();
        for candidate in &mut self.candidates {
            let place = candidate.reading.place;
            let supports: HashMap<Scope, Support> = scopes
                .keys()
                .map(|&scope| {
                    let mut support = sums.of(scope, &place);
                    support.subtract(own.of(scope, &place), 1.0);
                    (scope, support)
                })
                .collect();
            // The best-placed mention speaks for all.
            let best = occurrences
                .iter()
                .map(|at| {
                    let mut support = Support::default();
                    for (scope, _) in super::support::scopes(at.sentence, at.paragraph) {
                        support.add(supports.get(&scope).copied().unwrap_or_default(), 1.0);
                    }
                    support
                })
                .max_by(|a, b| (a.near + a.around).total_cmp(&(b.near + b.around)))
                .unwrap_or_default();
            for (feature, sum) in [
                (Feature::SameHromada, best.hromada),
                (Feature::SameRaion, best.raion),
                (Feature::SameOblast, best.oblast),
                (Feature::Near, best.near),
                (Feature::Around, best.around),
            ] {
                candidate.values.set(feature, (1.0 + sum).ln());
            }
        }
    }
}

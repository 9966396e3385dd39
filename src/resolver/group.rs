//! Names that a text uses several times are resolved once: one sense a document.

use std::collections::HashMap;

use super::features::{Feature, Values, Weights};
use super::reading::Reading;
use super::support::{Scope, Sums, Support, Supporters, closeness, planar_km, scopes};
use crate::gazetteer::Place;

/// A candidate with what speaks for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored<'g> {
    pub(super) reading: Reading<'g>,
    pub(super) values: Values,
    pub(super) probability: f32,
    /// Kilometres on a plane, for distances between near places.
    at: Option<(f32, f32)>,
}

impl<'g> Scored<'g> {
    pub(super) fn new(reading: Reading<'g>, values: Values) -> Self {
        Scored { reading, values, probability: 0.0, at: planar_km(&reading.place) }
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
    /// Which other places say most for the best candidate.
    pub(super) supporters: Supporters<'g>,
}

/// Candidates that are less likely support nothing: a name of a hundred places says nothing before it is resolved.
const LEAST_SUPPORT: f32 = 0.02;
/// Candidates that are less likely cannot win once the other names have spoken: their support is not counted anew.
const LEAST_HOPE: f32 = 1e-4;
/// So many mentions before and behind say by their distance where a name is.
const NEIGHBOURS: usize = 8;
/// Kilometres at which nearness has fallen to a third.
const NEAR_KM: f32 = 12.0;
const AROUND_KM: f32 = 45.0;

/// Settles the candidates of all groups against each other: scores and support in turn, for some rounds.
pub(super) fn settle(groups: &mut [Group<'_>], weights: &Weights, rounds: usize) {
    for group in groups.iter_mut() {
        group.normalize(weights);
    }
    let sequence = sequence(groups);
    let names: Vec<usize> = groups.iter().map(|group| group.name).collect();
    for round in 0..rounds {
        let least = if round == 0 { 0.0 } else { LEAST_HOPE };
        let sums = sums(groups);
        let of_split_names = sums_of_split_names(groups);
        let points: Vec<Vec<Point>> = groups.iter().map(Group::points).collect();
        for (number, group) in groups.iter_mut().enumerate() {
            group.support(&sums, of_split_names.get(&group.name), least);
            group.nearness(number, &sequence, &points, &names, least);
            group.normalize(weights);
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

/// Finds which other places say most for the best candidate of each settled group.
pub(super) fn find_supporters(groups: &mut [Group<'_>]) {
    let sequence = sequence(groups);
    for number in 0..groups.len() {
        let mut supporters = Supporters::default();
        if let Some(group) = groups.get(number)
            && let Some(best) = group.candidates.first()
        {
            for (other, weight) in group.neighbours(number, &sequence) {
                let Some(other) = groups.get(other) else { continue };
                let Some(supporter) = other.candidates.first() else { continue };
                let sure = weight * other.plausibility * supporter.probability;
                supporters.consider(&best.reading.place, supporter.reading.place, sure);
            }
        }
        if let Some(group) = groups.get_mut(number) {
            group.supporters = supporters;
        }
    }
}

/// A likely place of a group: where it is, and how much it counts.
type Point = ((f32, f32), f32);

/// All mentions in the order of the text, with their groups.
fn sequence(groups: &[Group<'_>]) -> Vec<(Occurrence, usize)> {
    let mut sequence: Vec<(Occurrence, usize)> = groups
        .iter()
        .enumerate()
        .filter(|(_, group)| group.supports)
        .flat_map(|(number, group)| group.occurrences.iter().map(move |&at| (at, number)))
        .collect();
    sequence.sort_by_key(|(at, number)| (at.start, *number));
    sequence
}

/// The sums of what every group supports: once a group and scope, however often its name is repeated there.
fn sums(groups: &[Group<'_>]) -> Sums {
    let mut sums = Sums::default();
    groups.iter().for_each(|group| group.add_to(&mut sums));
    sums
}

/// The sums of each name that has several senses in the text: one sense says nothing for another.
fn sums_of_split_names(groups: &[Group<'_>]) -> HashMap<usize, Sums> {
    let mut senses: HashMap<usize, usize> = HashMap::new();
    groups.iter().for_each(|group| *senses.entry(group.name).or_default() += 1);
    let mut sums: HashMap<usize, Sums> = HashMap::new();
    for group in groups.iter().filter(|group| senses.get(&group.name).is_some_and(|&senses| senses > 1)) {
        group.add_to(sums.entry(group.name).or_default());
    }
    sums
}

impl<'g> Group<'g> {
    fn likely(&self) -> impl Iterator<Item = &Scored<'g>> {
        self.candidates.iter().filter(|candidate| candidate.probability >= LEAST_SUPPORT)
    }

    fn points(&self) -> Vec<Point> {
        self.likely()
            .filter_map(|candidate| Some((candidate.at?, self.plausibility * candidate.probability)))
            .collect()
    }

    /// Adds what the name says for others.
    fn add_to(&self, sums: &mut Sums) {
        if !self.supports {
            return;
        }
        for (scope, weight) in self.scopes() {
            for candidate in self.likely() {
                let says = weight * self.plausibility * candidate.probability;
                sums.add(scope, &candidate.reading.place, says);
            }
        }
    }

    /// The scopes in which the name occurs, each once, with what they weigh.
    fn scopes(&self) -> HashMap<Scope, f32> {
        self.occurrences.iter().flat_map(|at| scopes(at.sentence, at.paragraph)).collect()
    }

    /// Probabilities from scores.
    fn normalize(&mut self, weights: &Weights) {
        for candidate in &mut self.candidates {
            candidate.probability = candidate.values.score(weights);
        }
        let best = self.candidates.iter().map(|c| c.probability).fold(f32::NEG_INFINITY, f32::max);
        let mut total = 0.0;
        for candidate in &mut self.candidates {
            candidate.probability = (candidate.probability - best).exp();
            total += candidate.probability;
        }
        for candidate in &mut self.candidates {
            candidate.probability /= total;
        }
    }

    /// Sets the features of shared units from what the other groups say.
    fn support(&mut self, sums: &Sums, of_name: Option<&Sums>, least: f32) {
        let scopes = self.scopes();
        let mut alone = Sums::default();
        if of_name.is_none() {
            self.add_to(&mut alone);
        }
        let own = of_name.unwrap_or(&alone);
        let occurrences = self.occurrences.len();
        for candidate in self.candidates.iter_mut().filter(|candidate| candidate.probability >= least) {
            let place = candidate.reading.place;
            let mut support = Support::default();
            for &scope in scopes.keys() {
                let mut of_scope = sums.of(scope, &place);
                of_scope.subtract(own.of(scope, &place));
                support.add_share(of_scope, occurrences, scope);
            }
            for (feature, sum) in [
                (Feature::SameHromada, support.hromada),
                (Feature::SameRaion, support.raion),
                (Feature::SameOblast, support.oblast),
            ] {
                candidate.values.set(feature, (1.0 + sum).ln());
            }
        }
    }

    /// Sets the features of distance from the mentions around: of several occurrences, the best-placed speaks.
    fn nearness(
        &mut self,
        number: usize,
        sequence: &[(Occurrence, usize)],
        points: &[Vec<Point>],
        names: &[usize],
        least: f32,
    ) {
        let mut neighbours = self.neighbours(number, sequence);
        neighbours.retain(|(group, _)| names.get(*group) != Some(&self.name));
        for candidate in self.candidates.iter_mut().filter(|candidate| candidate.probability >= least) {
            let Some(at) = candidate.at else { continue };
            let (mut near, mut around) = (0.0, 0.0);
            for &(group, weight) in &neighbours {
                for &(point, probability) in points.get(group).into_iter().flatten() {
                    let km = (at.0 - point.0).hypot(at.1 - point.1);
                    near += weight * probability * (-km / NEAR_KM).exp();
                    around += weight * probability * (-km / AROUND_KM).exp();
                }
            }
            candidate.values.set(Feature::Near, (1.0 + near).ln());
            candidate.values.set(Feature::Around, (1.0 + around).ln());
        }
    }

    /// The groups mentioned around this one, each with its closest mention's weight.
    fn neighbours(&self, number: usize, sequence: &[(Occurrence, usize)]) -> Vec<(usize, f32)> {
        let mut weights: HashMap<usize, f32> = HashMap::new();
        for own in self.occurrences.iter().take(NEIGHBOURS) {
            let position = sequence.partition_point(|(at, _)| at.start < own.start);
            let others = |group: &&(Occurrence, usize)| group.1 != number;
            let before = sequence.get(..position).unwrap_or(&[]).iter().rev().filter(others).take(NEIGHBOURS);
            let behind = sequence.get(position..).unwrap_or(&[]).iter().filter(others).take(NEIGHBOURS);
            for (at, group) in before.chain(behind) {
                let weight = closeness(at.sentence == own.sentence, at.paragraph == own.paragraph);
                let known = weights.entry(*group).or_default();
                *known = known.max(weight);
            }
        }
        let mut neighbours: Vec<(usize, f32)> = weights.into_iter().collect();
        neighbours.sort_unstable_by_key(|(group, _)| *group);
        neighbours
    }
}

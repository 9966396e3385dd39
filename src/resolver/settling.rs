//! Settles the names of a document against each other: what each says for the others, round by round.

use std::ops::Range;

use super::features::{Feature, Weights};
use super::group::{Group, Occurrence, log_of_sum};
use super::support::{IN_DOCUMENT, IN_PARAGRAPH, Lineage, Lineages, Points, Sums, Supporters, closeness};

/// Where no probability changes by more, the rounds end.
const LEAST_CHANGE: f32 = 1e-4;
/// So many mentions before and behind say by their distance where a name is.
const NEIGHBOURS: usize = 8;

/// Who speaks for whom in a document: made once, for all rounds.
pub(super) struct Web {
    scopes: Vec<Scope>,
    /// The groups mentioned around each, but those of its own name, with the weight of the closest mention.
    neighbours: Vec<Vec<(usize, f32)>>,
    /// The name that each group is one of the senses of.
    names: Vec<usize>,
    /// How many units the places of the document have.
    units: usize,
}

/// A stretch of text whose names support each other: the document, a paragraph, a sentence.
struct Scope {
    /// What a mention in it counts; one in the same sentence counts in all three.
    weight: f32,
    /// Whether a name that occurs in several such stretches has but its share in each.
    is_shared: bool,
    /// The groups named in it, each once, senses of one name side by side.
    groups: Vec<usize>,
}

/// What the likely candidates of all groups say in a round, those of a group side by side.
struct Voices {
    lineages: Vec<(Lineage, f32)>,
    points: Points,
    /// Where the voices of each group stand: in `lineages`, and in `points`.
    ranges: Vec<(Range<usize>, Range<usize>)>,
    /// Sums over a scope, and over the senses of one name in it.
    all: Sums,
    own: Sums,
    /// The points of the neighbours of one group.
    around: Points,
}

impl Voices {
    fn new(units: usize) -> Self {
        Voices {
            lineages: Vec::new(),
            points: Points::default(),
            ranges: Vec::new(),
            all: Sums::new(units),
            own: Sums::new(units),
            around: Points::default(),
        }
    }

    /// Takes what the groups say now.
    fn hear(&mut self, groups: &[Group<'_>]) {
        self.lineages.clear();
        self.points.clear();
        self.ranges.clear();
        for group in groups {
            let starts = (self.lineages.len(), self.points.len());
            for candidate in group.likely() {
                let says = group.plausibility * candidate.probability;
                if group.supports {
                    self.lineages.push((candidate.lineage, says));
                }
                if let Some(at) = candidate.at {
                    self.points.push(at, says);
                }
            }
            self.ranges.push((starts.0..self.lineages.len(), starts.1..self.points.len()));
        }
    }

    fn of(&self, group: usize) -> &[(Lineage, f32)] {
        self.ranges.get(group).and_then(|(range, _)| self.lineages.get(range.clone())).unwrap_or(&[])
    }
}

impl Web {
    /// The web of the groups of a document, whose places get the numbers of their units.
    pub(super) fn of(groups: &mut [Group<'_>]) -> Self {
        let mut lineages = Lineages::default();
        for candidate in groups.iter_mut().flat_map(|group| &mut group.candidates) {
            candidate.lineage = lineages.of(&candidate.reading.place);
        }
        let sequence = sequence(groups);
        let names: Vec<usize> = groups.iter().map(|group| group.name).collect();
        let neighbours = groups
            .iter()
            .enumerate()
            .map(|(number, group)| {
                let mut neighbours = neighbours(group, number, &sequence);
                neighbours.retain(|(other, _)| names.get(*other) != Some(&group.name));
                neighbours
            })
            .collect();
        Web { scopes: scopes(groups), neighbours, names, units: lineages.count() }
    }

    /// Settles the candidates of all groups: scores and support in turn, for some rounds or until nothing changes.
    pub(super) fn settle(&self, groups: &mut [Group<'_>], weights: &Weights, rounds: usize) {
        let mut voices = Voices::new(self.units);
        for group in groups.iter_mut() {
            group.normalize(weights);
        }
        for _ in 0..rounds {
            self.take_support(groups, &mut voices, |group| group.is_open());
            let mut change = 0.0_f32;
            for group in groups.iter_mut().filter(|group| group.is_open()) {
                change = change.max(group.normalize(weights));
                group.set_aside();
            }
            if change < LEAST_CHANGE {
                break;
            }
        }
    }

    /// Lets the names that were decided early take what the others came to, as the evidence for them.
    pub(super) fn complete(&self, groups: &mut [Group<'_>]) {
        self.take_support(groups, &mut Voices::new(self.units), |group| !group.is_open());
    }

    /// Sets the features of those groups by what all say for each other.
    fn take_support(
        &self,
        groups: &mut [Group<'_>],
        voices: &mut Voices,
        takes: impl Fn(&Group<'_>) -> bool,
    ) {
        voices.hear(groups);
        let takes: Vec<bool> = groups.iter().map(takes).collect();
        self.add_support(groups, voices, &takes);
        self.add_nearness(groups, voices, &takes);
    }

    /// Sums what the groups of each scope say for the units of each other's places. A name says nothing for itself, nor
    /// one of its senses for another.
    fn add_support(&self, groups: &mut [Group<'_>], voices: &mut Voices, takes: &[bool]) {
        let is_taking = |group: &usize| takes.get(*group).is_some_and(|takes| *takes);
        for candidate in groups.iter_mut().flat_map(Group::hopeful) {
            candidate.support = Default::default();
        }
        let (mut all, mut own) = (std::mem::take(&mut voices.all), std::mem::take(&mut voices.own));
        for scope in self.scopes.iter().filter(|scope| scope.groups.iter().any(is_taking)) {
            for &(lineage, says) in scope.groups.iter().flat_map(|&group| voices.of(group)) {
                all.add(lineage, scope.weight * says);
            }
            for senses in scope.groups.chunk_by(|&a, &b| self.names.get(a) == self.names.get(b)) {
                let of_name = || senses.iter().flat_map(|&group| voices.of(group));
                of_name().for_each(|&(lineage, says)| own.add(lineage, scope.weight * says));
                for &group in senses.iter().filter(|group| is_taking(group)) {
                    let Some(group) = groups.get_mut(group) else { continue };
                    let share =
                        if scope.is_shared { 1.0 / group.occurrences.len().max(1) as f32 } else { 1.0 };
                    for candidate in group.hopeful() {
                        let others = all.of(candidate.lineage).into_iter().zip(own.of(candidate.lineage));
                        for (support, (all, own)) in candidate.support.iter_mut().zip(others) {
                            *support += share * (all - own).max(0.0);
                        }
                    }
                }
                of_name().for_each(|&(lineage, _)| own.clear(lineage));
            }
            let heard = scope.groups.iter().flat_map(|&group| voices.of(group));
            heard.for_each(|&(lineage, _)| all.clear(lineage));
        }
        (voices.all, voices.own) = (all, own);
        for (group, _) in groups.iter_mut().zip(takes).filter(|(_, takes)| **takes) {
            group.take_support();
        }
    }

    /// Sets the features of distance from the mentions around: of several occurrences, the best-placed speaks.
    fn add_nearness(&self, groups: &mut [Group<'_>], voices: &mut Voices, takes: &[bool]) {
        let Voices { points, around, ranges, .. } = voices;
        for ((group, neighbours), _) in
            groups.iter_mut().zip(&self.neighbours).zip(takes).filter(|(_, takes)| **takes)
        {
            around.clear();
            for &(other, weight) in neighbours {
                if let Some((_, range)) = ranges.get(other) {
                    around.extend_from(points, range.clone(), weight);
                }
            }
            for candidate in group.hopeful() {
                let Some(at) = candidate.at else { continue };
                let (near, around) = around.nearness(at);
                candidate.values.set(Feature::Near, log_of_sum(near));
                candidate.values.set(Feature::Around, log_of_sum(around));
            }
        }
    }

    /// Which other places say most for the best candidate of a settled group.
    pub(super) fn supporters<'g>(&self, groups: &[Group<'g>], number: usize) -> Supporters<'g> {
        let mut supporters = Supporters::default();
        let best = groups.get(number).and_then(|group| group.candidates.first());
        for (best, &(other, weight)) in best.into_iter().flat_map(|best| {
            self.neighbours.get(number).into_iter().flatten().map(move |neighbour| (best, neighbour))
        }) {
            let Some(other) = groups.get(other) else { continue };
            if let Some(supporter) = other.candidates.first() {
                let sure = weight * other.plausibility * supporter.probability;
                supporters.consider(best, supporter, sure);
            }
        }
        supporters
    }
}

/// The scopes in which several names stand; in others, none speaks for another.
fn scopes(groups: &[Group<'_>]) -> Vec<Scope> {
    let name = |group: usize| groups.get(group).map(|group| group.name);
    let in_stretches = |number: fn(&Occurrence) -> usize, weight: f32, is_shared: bool| {
        let mut named: Vec<(usize, usize)> = groups
            .iter()
            .enumerate()
            .flat_map(|(group, of)| of.occurrences.iter().map(move |at| (number(at), group)))
            .collect();
        named.sort_unstable_by_key(|&(stretch, group)| (stretch, name(group), group));
        named.dedup();
        named
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|stretch| stretch.len() > 1)
            .map(|stretch| Scope {
                weight,
                is_shared,
                groups: stretch.iter().map(|&(_, group)| group).collect(),
            })
            .collect::<Vec<_>>()
    };
    let mut scopes = in_stretches(|_| 0, IN_DOCUMENT, false);
    scopes.extend(in_stretches(|at| at.paragraph, IN_PARAGRAPH - IN_DOCUMENT, true));
    scopes.extend(in_stretches(|at| at.sentence, 1.0 - IN_PARAGRAPH, true));
    scopes
}

/// All mentions in the order of the text, with their groups.
fn sequence(groups: &[Group<'_>]) -> Vec<(Occurrence, usize)> {
    let mut sequence: Vec<(Occurrence, usize)> = groups
        .iter()
        .enumerate()
        .filter(|(_, group)| group.supports)
        .flat_map(|(number, group)| group.occurrences.iter().map(move |&at| (at, number)))
        .collect();
    sequence.sort_unstable_by_key(|(at, number)| (at.start, *number));
    sequence
}

/// The groups mentioned around one, each with its closest mention's weight.
fn neighbours(group: &Group<'_>, number: usize, sequence: &[(Occurrence, usize)]) -> Vec<(usize, f32)> {
    let mut neighbours: Vec<(usize, f32)> = Vec::with_capacity(2 * NEIGHBOURS);
    for own in group.occurrences.iter().take(NEIGHBOURS) {
        let position = sequence.partition_point(|(at, _)| at.start < own.start);
        let others = |group: &&(Occurrence, usize)| group.1 != number;
        let before = sequence.get(..position).unwrap_or(&[]).iter().rev().filter(others).take(NEIGHBOURS);
        let behind = sequence.get(position..).unwrap_or(&[]).iter().filter(others).take(NEIGHBOURS);
        neighbours.extend(before.chain(behind).map(|(at, group)| {
            (*group, closeness(at.sentence == own.sentence, at.paragraph == own.paragraph))
        }));
    }
    neighbours.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.total_cmp(&a.1)));
    neighbours.dedup_by_key(|(group, _)| *group);
    neighbours
}

//! Settles the names of a document against each other: what each says for the others, round by round.

use super::features::{Feature, Weights};
use super::group::{Group, Occurrence};
use super::support::{IN_DOCUMENT, IN_PARAGRAPH, Lineages, Points, Sums, Supporters, closeness};

/// Candidates that are less likely cannot win once the other names have spoken: their support is not counted anew.
const LEAST_HOPE: f32 = 1e-4;
/// Where no probability changes by more, the rounds end.
const LEAST_CHANGE: f32 = 1e-4;
/// So many mentions before and behind say by their distance where a name is.
const NEIGHBOURS: usize = 8;

/// Who speaks for whom in a document: made once, for all rounds.
pub(super) struct Web {
    scopes: Vec<Scope>,
    /// The groups mentioned around each, with the weight of the closest mention.
    neighbours: Vec<Vec<(usize, f32)>>,
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

impl Web {
    /// The web of the groups of a document, whose places get the numbers of their units.
    pub(super) fn of(groups: &mut [Group<'_>]) -> Self {
        let mut lineages = Lineages::default();
        for candidate in groups.iter_mut().flat_map(|group| &mut group.candidates) {
            candidate.lineage = lineages.of(&candidate.reading.place);
        }
        let sequence = sequence(groups);
        Web {
            scopes: scopes(groups),
            neighbours: groups
                .iter()
                .enumerate()
                .map(|(number, group)| neighbours(group, number, &sequence))
                .collect(),
            units: lineages.count(),
        }
    }

    /// Settles the candidates of all groups: scores and support in turn, for some rounds or until nothing changes.
    pub(super) fn settle(&self, groups: &mut [Group<'_>], weights: &Weights, rounds: usize) {
        for group in groups.iter_mut() {
            group.normalize(weights);
        }
        for round in 0..rounds {
            let least = if round == 0 { 0.0 } else { LEAST_HOPE };
            self.add_support(groups, least);
            self.add_nearness(groups, least);
            let mut change = 0.0_f32;
            for group in groups.iter_mut() {
                group.take_support(least);
                change = change.max(group.normalize(weights));
            }
            if change < LEAST_CHANGE {
                break;
            }
        }
        groups.iter_mut().for_each(Group::rank);
    }

    /// Sums what the groups of each scope say for the units of each other's places. A name says nothing for itself, nor
    /// one of its senses for another. Places less likely than `least` are passed over.
    fn add_support(&self, groups: &mut [Group<'_>], least: f32) {
        for candidate in groups.iter_mut().flat_map(|group| &mut group.candidates) {
            candidate.support = Default::default();
        }
        let (mut all, mut own) = (Sums::new(self.units), Sums::new(self.units));
        for scope in &self.scopes {
            for group in scope.groups.iter().filter_map(|&group| groups.get(group)) {
                group.add_to(&mut all, scope.weight);
            }
            let of_name =
                |&a: &usize, &b: &usize| groups.get(a).map(|a| a.name) == groups.get(b).map(|b| b.name);
            let names: Vec<&[usize]> = scope.groups.chunk_by(of_name).collect();
            for senses in names {
                for group in senses.iter().filter_map(|&group| groups.get(group)) {
                    group.add_to(&mut own, scope.weight);
                }
                for &group in senses {
                    let Some(group) = groups.get_mut(group) else { continue };
                    let share =
                        if scope.is_shared { 1.0 / group.occurrences.len().max(1) as f32 } else { 1.0 };
                    for candidate in group.candidates.iter_mut().filter(|of| of.probability >= least) {
                        let others = all.of(candidate.lineage).into_iter().zip(own.of(candidate.lineage));
                        for (support, (all, own)) in candidate.support.iter_mut().zip(others) {
                            *support += share * (all - own).max(0.0);
                        }
                    }
                }
                for group in senses.iter().filter_map(|&group| groups.get(group)) {
                    group.likely().for_each(|candidate| own.clear(candidate.lineage));
                }
            }
            for group in scope.groups.iter().filter_map(|&group| groups.get(group)) {
                group.likely().for_each(|candidate| all.clear(candidate.lineage));
            }
        }
    }

    /// Sets the features of distance from the mentions around: of several occurrences, the best-placed speaks.
    fn add_nearness(&self, groups: &mut [Group<'_>], least: f32) {
        let mut points = Points::default();
        let mut ranges = Vec::with_capacity(groups.len());
        for group in groups.iter() {
            let start = points.len();
            for candidate in group.likely() {
                if let Some(at) = candidate.at {
                    points.push(at, group.plausibility * candidate.probability);
                }
            }
            ranges.push(start..points.len());
        }
        let names: Vec<usize> = groups.iter().map(|group| group.name).collect();
        let mut around = Points::default();
        for (group, neighbours) in groups.iter_mut().zip(&self.neighbours) {
            around.clear();
            for &(other, weight) in
                neighbours.iter().filter(|(other, _)| names.get(*other) != Some(&group.name))
            {
                if let Some(range) = ranges.get(other) {
                    around.extend_from(&points, range.clone(), weight);
                }
            }
            for candidate in group.candidates.iter_mut().filter(|candidate| candidate.probability >= least) {
                let Some(at) = candidate.at else { continue };
                let (near, around) = around.nearness(at);
                candidate.values.set(Feature::Near, (1.0 + near).ln());
                candidate.values.set(Feature::Around, (1.0 + around).ln());
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

impl Group<'_> {
    /// Adds what the name says for others.
    fn add_to(&self, sums: &mut Sums, weight: f32) {
        if self.supports {
            for candidate in self.likely() {
                sums.add(candidate.lineage, weight * self.plausibility * candidate.probability);
            }
        }
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

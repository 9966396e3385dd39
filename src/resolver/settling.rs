//! Settles the names of a document against each other: what each says for the others, round by round.

use std::cmp::Ordering;
use std::ops::Range;

use super::features::{Feature, Weights};
use super::group::{Group, Occurrence, Scored};
use super::support::{IN_DOCUMENT, IN_PARAGRAPH, Points, Sums, Supporters, Voice, closeness, log_of_sum};
use crate::gazetteer::{Gazetteer, LEVELS, Lineage};

/// Where no probability changes by more, the rounds end.
const LEAST_CHANGE: f32 = 1e-3;
/// So many mentions before and behind say by their distance where a name is.
const NEIGHBOURS: usize = 8;

/// Candidates that are less likely support nothing: a name of a hundred places says nothing before it is resolved.
const LEAST_SUPPORT: f32 = 0.04;
/// Candidates that are less likely cannot win once the other names have spoken: their support is not counted anew.
const LEAST_HOPE: f32 = 1e-3;

/// The features that the other names of a document give: first those of its units.
const FROM_OTHERS: [Feature; 5] =
    [Feature::SameHromada, Feature::SameRaion, Feature::SameOblast, Feature::Near, Feature::Around];

/// The groups of a document on their way, and who speaks for whom: made once, for all rounds.
pub(super) struct Web<'w> {
    weights: &'w Weights,
    members: Vec<Member>,
    /// The candidates of all groups, those of a group side by side.
    candidates: Vec<Candidate>,
    scopes: Vec<Scope>,
    /// The groups mentioned around each, but those of its own name, with the weight of the closest mention.
    neighbours: Vec<(usize, f32)>,
    voices: Voices,
}

/// A group while it is settled.
struct Member {
    /// Its candidates that may win; those that cannot stand behind them.
    hopeful: Range<usize>,
    /// Where its last candidate ends.
    end: usize,
    /// The odds of those that cannot win, against a score.
    aside: (f32, f32),
    /// Where the groups around it stand.
    neighbours: Range<usize>,
    /// The name that it is one of the senses of.
    name: usize,
    /// How likely it stands for a place at all.
    plausibility: f32,
    /// Whether it says in which units others are.
    supports: bool,
    /// Its share in each stretch that it occurs in.
    share: f32,
}

impl Member {
    /// Whether more than one candidate may win.
    fn is_open(&self) -> bool {
        self.hopeful.len() > 1
    }
}

/// A candidate while it is settled.
#[derive(Clone, Copy)]
struct Candidate {
    /// Its place among the candidates of its group, and the number of what it is in the gazetteer.
    number: usize,
    place: u32,
    at: Option<(f32, f32)>,
    lineage: Lineage,
    /// What speaks for it whatever the other names are, weighted.
    own: f32,
    /// The values of [`FROM_OTHERS`].
    said: [f32; FROM_OTHERS.len()],
    /// The weighted sum of its values, and its odds against the best.
    score: f32,
    odds: f32,
    probability: f32,
}

impl Candidate {
    fn of(number: usize, scored: &Scored<'_>, weights: &Weights) -> Self {
        let facts = scored.reading.facts;
        Candidate {
            number,
            place: scored.reading.place.number(),
            at: facts.at(),
            lineage: facts.lineage,
            own: scored.values.score(weights),
            said: [0.0; FROM_OTHERS.len()],
            score: 0.0,
            odds: 0.0,
            probability: 0.0,
        }
    }
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
    points: Vec<Voice>,
    /// Where the voices of each group stand: in `lineages`, and in `points`.
    ranges: Vec<(Range<usize>, Range<usize>)>,
    /// Sums over a scope.
    sums: Sums,
    /// The points of the neighbours of one group.
    around: Points,
}

impl Voices {
    /// Of so many groups, with sums over so many units.
    fn new(groups: usize, units: usize) -> Self {
        Voices {
            lineages: Vec::with_capacity(2 * groups),
            points: Vec::with_capacity(2 * groups),
            ranges: Vec::with_capacity(groups),
            sums: Sums::new(units),
            around: Points::default(),
        }
    }

    /// Takes what the groups say now.
    fn hear(&mut self, members: &[Member], candidates: &[Candidate]) {
        self.lineages.clear();
        self.points.clear();
        self.ranges.clear();
        for member in members {
            let starts = (self.lineages.len(), self.points.len());
            let hopeful = candidates.get(member.hopeful.clone()).unwrap_or_default();
            for candidate in hopeful.iter().filter(|candidate| candidate.probability >= LEAST_SUPPORT) {
                let says = member.plausibility * candidate.probability;
                if member.supports {
                    self.lineages.push((candidate.lineage, says));
                }
                if let Some(at) = candidate.at {
                    self.points.push(Voice { at, counts: says });
                }
            }
            self.ranges.push((starts.0..self.lineages.len(), starts.1..self.points.len()));
        }
    }

    fn of(&self, group: usize) -> &[(Lineage, f32)] {
        self.ranges.get(group).and_then(|(range, _)| self.lineages.get(range.clone())).unwrap_or(&[])
    }
}

impl<'w> Web<'w> {
    pub(super) fn of(gazetteer: &Gazetteer, groups: &[Group<'_>], weights: &'w Weights) -> Self {
        let mut web = Web {
            weights,
            members: Vec::with_capacity(groups.len()),
            candidates: Vec::with_capacity(groups.iter().map(|group| group.candidates.len()).sum()),
            scopes: scopes(groups),
            neighbours: Vec::with_capacity(2 * NEIGHBOURS * groups.len()),
            voices: Voices::new(groups.len(), gazetteer.lineages()),
        };
        let sequence = sequence(groups);
        for (number, group) in groups.iter().enumerate() {
            let (start, first) = (web.candidates.len(), web.neighbours.len());
            let candidates = group.candidates.iter().enumerate();
            web.candidates.extend(candidates.map(|(number, scored)| Candidate::of(number, scored, weights)));
            add_neighbours(groups, number, &sequence, &mut web.neighbours);
            web.members.push(Member {
                hopeful: start..web.candidates.len(),
                end: web.candidates.len(),
                aside: (0.0, 0.0),
                neighbours: first..web.neighbours.len(),
                name: group.name,
                plausibility: group.plausibility,
                supports: group.supports,
                share: 1.0 / group.occurrences.len().max(1) as f32,
            });
        }
        web
    }

    /// Settles the candidates of all groups: scores and support in turn, for some rounds or until nothing changes.
    pub(super) fn settle(&mut self, rounds: usize) {
        for number in 0..self.members.len() {
            self.normalize(number);
        }
        for _ in 0..rounds {
            self.take_support(Member::is_open);
            let mut change = 0.0_f32;
            for number in 0..self.members.len() {
                if self.members[number].is_open() {
                    change = change.max(self.normalize(number));
                    self.set_aside(number);
                }
            }
            if change < LEAST_CHANGE {
                break;
            }
        }
    }

    /// Lets the names that were decided early take what the others came to, as the evidence for them.
    pub(super) fn complete(&mut self) {
        self.take_support(|member| !member.is_open());
    }

    /// Takes in what speaks for candidates by now whatever the other names are, and gives those of a name of which that has
    /// changed a chance again.
    pub(super) fn open(&mut self, groups: &[Group<'_>]) {
        for (member, group) in self.members.iter_mut().zip(groups) {
            let mut is_changed = false;
            for candidate in self.candidates.get_mut(member.hopeful.start..member.end).unwrap_or_default() {
                if let Some(scored) = group.candidates.get(candidate.number) {
                    let own = scored.values.score(self.weights);
                    is_changed |= own != std::mem::replace(&mut candidate.own, own);
                }
            }
            if is_changed {
                member.hopeful.end = member.end;
                member.aside = (0.0, 0.0);
            }
        }
    }

    /// The likeliest candidate of a group, by its place in it until [`tell`](Web::tell) puts them in order.
    pub(super) fn likeliest(&self, group: usize) -> Option<usize> {
        let member = self.members.get(group)?;
        let all = self.candidates.get(member.hopeful.start..member.end)?;
        let best = all.iter().min_by(|a, b| likelier_first(a, b))?;
        Some(best.number)
    }

    /// Tells the groups what their candidates came to, and puts the likeliest first; of each group so many stay.
    pub(super) fn tell(&mut self, groups: &mut [Group<'_>], most: usize) {
        for (member, group) in self.members.iter().zip(groups) {
            let candidates = self.candidates.get_mut(member.hopeful.start..member.end).unwrap_or_default();
            // Those set aside are less likely than any before them.
            let looked_at = if member.hopeful.len() < most { candidates.len() } else { member.hopeful.len() };
            let mut ranked = candidates.get_mut(..looked_at).unwrap_or_default();
            if most < ranked.len() {
                ranked = ranked.select_nth_unstable_by(most, likelier_first).0;
            }
            ranked.sort_unstable_by(likelier_first);
            let told = ranked.iter().filter_map(|candidate| {
                let mut scored = *group.candidates.get(candidate.number)?;
                scored.probability = candidate.probability;
                for (feature, value) in FROM_OTHERS.into_iter().zip(candidate.said) {
                    scored.values.set(feature, value);
                }
                Some(scored)
            });
            group.candidates = told.collect();
        }
    }

    /// Probabilities from scores; gives by how much the one that changed most did.
    fn normalize(&mut self, number: usize) -> f32 {
        let weights = FROM_OTHERS.map(|feature| self.weights.get(feature));
        let Member { hopeful, aside, .. } = &self.members[number];
        let hopeful = self.candidates.get_mut(hopeful.clone()).unwrap_or_default();
        if let [only] = &mut *hopeful
            && aside.0 <= 0.0
        {
            return (1.0 - std::mem::replace(&mut only.probability, 1.0)).abs();
        }
        let mut best = f32::NEG_INFINITY;
        for candidate in hopeful.iter_mut() {
            let said = candidate.said.iter().zip(weights).map(|(value, weight)| value * weight);
            candidate.score = candidate.own + said.sum::<f32>();
            best = best.max(candidate.score);
        }
        let mut total = odds_aside(*aside, best);
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
    fn set_aside(&mut self, number: usize) {
        let Member { hopeful: range, aside, .. } = &mut self.members[number];
        let hopeful = self.candidates.get_mut(range.clone()).unwrap_or_default();
        let best = hopeful.iter().map(|candidate| candidate.score).fold(f32::NEG_INFINITY, f32::max);
        let mut odds = odds_aside(*aside, best);
        let mut kept = 0;
        for at in 0..hopeful.len() {
            if hopeful[at].probability >= LEAST_HOPE {
                if at > kept {
                    hopeful.swap(at, kept);
                }
                kept += 1;
            } else {
                odds += hopeful[at].odds;
            }
        }
        *aside = (odds, best);
        range.end = range.start + kept;
    }

    /// Sets the features of those groups by what all say for each other.
    fn take_support(&mut self, takes: impl Fn(&Member) -> bool) {
        self.voices.hear(&self.members, &self.candidates);
        self.add_support(&takes);
        self.add_nearness(&takes);
    }

    /// Sums what the groups of each scope say for the units of each other's places. A name says nothing for itself, nor
    /// one of its senses for another.
    fn add_support(&mut self, takes: impl Fn(&Member) -> bool) {
        let Web { members, candidates, scopes, voices, .. } = self;
        for member in members.iter().filter(|member| takes(member)) {
            for candidate in candidates.get_mut(member.hopeful.clone()).unwrap_or_default() {
                candidate.said[..LEVELS].fill(0.0);
            }
        }
        let name = |group: usize| members.get(group).map(|member| member.name);
        let taking = |group: usize| members.get(group).filter(|member| takes(member));
        let mut sums = std::mem::take(&mut voices.sums);
        for scope in scopes.iter().filter(|scope| scope.groups.iter().any(|&group| taking(group).is_some())) {
            let add = |groups: &[usize], times: f32, sums: &mut Sums| {
                let voices = groups.iter().flat_map(|&group| voices.of(group));
                voices.for_each(|&(lineage, says)| sums.add(lineage, times * says));
            };
            add(&scope.groups, scope.weight, &mut sums);
            for senses in scope.groups.chunk_by(|&a, &b| name(a) == name(b)) {
                if !senses.iter().any(|&group| taking(group).is_some()) {
                    continue;
                }
                add(senses, -scope.weight, &mut sums);
                for member in senses.iter().filter_map(|&group| taking(group)) {
                    let share = if scope.is_shared { member.share } else { 1.0 };
                    for candidate in candidates.get_mut(member.hopeful.clone()).unwrap_or_default() {
                        for (support, others) in candidate.said.iter_mut().zip(sums.of(candidate.lineage)) {
                            *support += share * others.max(0.0);
                        }
                    }
                }
                add(senses, scope.weight, &mut sums);
            }
            let heard = scope.groups.iter().flat_map(|&group| voices.of(group));
            heard.for_each(|&(lineage, _)| sums.clear(lineage));
        }
        voices.sums = sums;
        for member in members.iter().filter(|member| takes(member)) {
            for candidate in candidates.get_mut(member.hopeful.clone()).unwrap_or_default() {
                for said in &mut candidate.said[..LEVELS] {
                    *said = log_of_sum(*said);
                }
            }
        }
    }

    /// Sets the features of distance from the mentions around: of several occurrences, the best-placed speaks.
    fn add_nearness(&mut self, takes: impl Fn(&Member) -> bool) {
        let Web { members, candidates, neighbours, voices, .. } = self;
        let Voices { points, around, ranges, .. } = voices;
        for member in members.iter().filter(|member| takes(member)) {
            around.clear();
            for &(other, weight) in neighbours.get(member.neighbours.clone()).unwrap_or_default() {
                let said = ranges.get(other).and_then(|(_, range)| points.get(range.clone()));
                for &Voice { at, counts } in said.unwrap_or_default() {
                    around.push(Voice { at, counts: weight * counts });
                }
            }
            for candidate in candidates.get_mut(member.hopeful.clone()).unwrap_or_default() {
                let Some(at) = candidate.at else { continue };
                let (near, around) = around.nearness(at);
                let [.., near_said, around_said] = &mut candidate.said;
                (*near_said, *around_said) = (log_of_sum(near), log_of_sum(around));
            }
        }
    }

    /// Which other places say most for the best candidate of a settled group.
    pub(super) fn supporters<'g>(&self, groups: &[Group<'g>], number: usize) -> Supporters<'g> {
        let mut supporters = Supporters::default();
        let best = groups.get(number).and_then(|group| group.candidates.first());
        let neighbours = self.members.get(number).and_then(|it| self.neighbours.get(it.neighbours.clone()));
        let Some((best, neighbours)) = best.zip(neighbours) else { return supporters };
        for &(other, weight) in neighbours {
            let Some(other) = groups.get(other) else { continue };
            if let Some(supporter) = other.candidates.first() {
                let sure = weight * other.plausibility * supporter.probability;
                supporters.consider(best, supporter, sure);
            }
        }
        supporters
    }
}

/// Of equals, the one that comes first in the gazetteer.
fn likelier_first(a: &Candidate, b: &Candidate) -> Ordering {
    b.probability.total_cmp(&a.probability).then_with(|| a.place.cmp(&b.place))
}

/// The odds of candidates set aside against another score.
fn odds_aside((odds, against): (f32, f32), score: f32) -> f32 {
    if odds > 0.0 { odds * (against - score).exp() } else { 0.0 }
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

/// Adds the groups mentioned around one, each with its closest mention's weight; none of the same name.
fn add_neighbours(
    groups: &[Group<'_>],
    number: usize,
    sequence: &[(Occurrence, usize)],
    neighbours: &mut Vec<(usize, f32)>,
) {
    let Some(group) = groups.get(number) else { return };
    let first = neighbours.len();
    for own in group.occurrences.iter().take(NEIGHBOURS) {
        let position = sequence.partition_point(|(at, _)| at.start < own.start);
        let others = |group: &&(Occurrence, usize)| group.1 != number;
        let before = sequence.get(..position).unwrap_or(&[]).iter().rev().filter(others).take(NEIGHBOURS);
        let behind = sequence.get(position..).unwrap_or(&[]).iter().filter(others).take(NEIGHBOURS);
        for (at, other) in before.chain(behind) {
            let weight = closeness(at.sentence == own.sentence, at.paragraph == own.paragraph);
            // They are few: some sixteen around each occurrence.
            let around = neighbours.get_mut(first..).unwrap_or_default();
            match around.iter_mut().find(|(known, _)| known == other) {
                Some((_, closest)) => *closest = closest.max(weight),
                None if groups.get(*other).is_some_and(|other| other.name != group.name) => {
                    neighbours.push((*other, weight));
                }
                None => {}
            }
        }
    }
}

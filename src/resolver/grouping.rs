//! Which names of a text are resolved together: one sense a document, unless the text says otherwise.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::Resolver;
use super::cues::Cues;
use super::directions::DirectionSpan;
use super::distances::{self, Distance};
use super::features::Feature;
use super::group::{Group, Occurrence, Scored};
use super::spans::{Span, Surroundings};
use super::support::planar_distance;
use super::units::Units;
use crate::Language;

/// Groups, and which of them each span and each part of a direction belongs to.
pub(super) struct Grouped<'a> {
    pub(super) groups: Vec<Group<'a>>,
    pub(super) of_span: Vec<Option<usize>>,
    pub(super) of_part: Vec<Vec<Option<usize>>>,
}

/// A unit beside a name, or a distance, that counts this much tells it from other names of its spelling.
const TELLING: f32 = 0.7;
/// A bearing alone, "south of Pokrovsk", fits what is near more than what is far: it tells from what it fits less than half as well
/// as the place that it fits best, or hardly.
const HALF: f32 = 0.5;
const LEAST_BEARING: f32 = 0.15;
/// Kilometres from the town of a direction within which what stands under it lies.
const DIRECTION_KM: f32 = 40.0;

/// The names of one set of candidates: their groups, each with the candidates that what stands around its names leaves.
#[derive(Default)]
struct Senses {
    groups: Vec<(usize, Option<Vec<u32>>)>,
    last: usize,
}

impl Senses {
    /// The group that a name belongs to, if one of those known; a name without a unit of its own takes the last sense.
    fn place(&mut self, own: Option<&[u32]>) -> Option<usize> {
        let position = match own {
            None => (!self.groups.is_empty()).then_some(self.last)?,
            Some(own) => self
                .groups
                .iter()
                .position(|(_, known)| known.as_ref().is_some_and(|known| intersect(known, own)))
                .or_else(|| self.groups.iter().position(|(_, known)| known.is_none()))?,
        };
        self.last = position;
        let (group, known) = self.groups.get_mut(position)?;
        if let Some(own) = own {
            match known {
                Some(known) => known.retain(|number| own.contains(number)),
                None => *known = Some(own.to_vec()),
            }
        }
        Some(*group)
    }

    fn add(&mut self, group: usize, own: Option<Vec<u32>>) {
        self.last = self.groups.len();
        self.groups.push((group, own));
    }
}

fn intersect(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|number| b.contains(number))
}

/// Groups on their way.
#[derive(Default)]
struct Gathering<'a> {
    groups: Vec<Group<'a>>,
    senses: Vec<Senses>,
    /// The senses of each name: of the same places, as those of units or not.
    of_name: FxHashMap<(u64, bool), usize>,
    /// The senses and the group of what was seen.
    seen: FxHashMap<Look, (usize, usize)>,
}

/// All that the values of a name depend on where no unit stands with it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Look {
    form: (usize, u64),
    cues: Cues,
    cues_after: Cues,
    language: Option<Language>,
    /// The direction that it stands under.
    way: Option<usize>,
}

impl Look {
    /// Nothing where the form does not tell the places: of a unit, its noun does.
    fn of(span: &Span<'_>, way: Option<usize>) -> Option<Self> {
        let Surroundings { cues, cues_after, .. } = span.surroundings;
        let form = span.form.filter(|_| !span.is_unit)?;
        Some(Look { form, cues, cues_after, language: span.language, way })
    }
}

impl<'a> Gathering<'a> {
    fn add(
        &mut self,
        mut group: Group<'a>,
        own: Option<Vec<u32>>,
        is_unit: bool,
        look: Option<Look>,
    ) -> usize {
        let names = self.senses.len();
        let number = *self.of_name.entry((places(&group.candidates), is_unit)).or_insert(names);
        if number == names {
            self.senses.push(Senses::default());
        }
        let senses = &mut self.senses[number];
        group.name = number;
        let position = match senses.place(own.as_deref()) {
            Some(position) => {
                if let Some(known) = self.groups.get_mut(position) {
                    known.merge(group);
                }
                position
            }
            None => {
                senses.add(self.groups.len(), own);
                self.groups.push(group);
                self.groups.len() - 1
            }
        };
        self.seen.extend(look.map(|look| (look, (number, position))));
        position
    }

    /// Leaves each of several senses of a name only what tells it from the others.
    fn keep_apart(&mut self) {
        for senses in self.senses.iter().filter(|senses| senses.groups.len() > 1) {
            for (group, own) in &senses.groups {
                if let Some((group, own)) = self.groups.get_mut(*group).zip(own.as_ref()) {
                    group.candidates.retain(|candidate| own.contains(&candidate.reading.place.number()));
                }
            }
        }
    }

    /// Adds a name that looks as one before, where it has the same sense: all but where it stands is known.
    fn add_again(&mut self, look: Look, occurrence: Occurrence, plausibility: f32) -> Option<usize> {
        let &(senses, position) = self.seen.get(&look)?;
        if self.senses.get_mut(senses)?.place(None) != Some(position) {
            return None;
        }
        let group = self.groups.get_mut(position)?;
        group.occurrences.push(occurrence);
        group.plausibility = group.plausibility.max(plausibility);
        Some(position)
    }
}

impl<'a> Resolver<'a, '_> {
    /// The names of the text in their groups.
    pub(super) fn grouped(&self, units: &Units) -> Grouped<'a> {
        let mut gathering = Gathering::default();
        let distances = distances::stated(self.text, &self.spans);
        let of_span = self.spans.iter().enumerate().map(|(number, span)| {
            let distance = distances.get(number).and_then(Option::as_ref);
            self.gather(span, units, distance, &mut gathering)
        });
        let of_span = of_span.collect();
        let of_part = self
            .directions
            .iter()
            .enumerate()
            .map(|(number, way)| {
                way.parts
                    .iter()
                    .map(|part| Some(gathering.add(self.part_group(part, number)?, None, true, None)))
                    .collect()
            })
            .collect();
        gathering.keep_apart();
        Grouped { groups: gathering.groups, of_span, of_part }
    }

    /// Where a name stands, under a direction or none.
    pub(super) fn occurrence(
        &self,
        start: usize,
        sentence: usize,
        paragraph: usize,
        way: Option<usize>,
    ) -> Occurrence {
        let (ways, way) = (self.directions.len() + 1, way.map_or(0, |way| way + 1));
        let number = |stretch: usize| stretch.wrapping_mul(ways).wrapping_add(way);
        Occurrence { start, sentence: number(sentence), paragraph: number(paragraph) }
    }

    /// The group of a name; nothing where it hardly is one of a place.
    fn gather(
        &self,
        span: &Span<'a>,
        units: &Units,
        distance: Option<&Distance<'_, 'a>>,
        gathering: &mut Gathering<'a>,
    ) -> Option<usize> {
        let plausibility = span.plausibility;
        if span.readings.is_empty() || plausibility < self.least_heard {
            return None;
        }
        let beside = self.units_beside(span, units);
        let way = self.direction_of(span, units);
        let occurrence = self.occurrence(span.start, span.sentence, span.paragraph, way);
        let look = Look::of(span, way).filter(|_| beside.is_none() && distance.is_none());
        let again = look.and_then(|look| gathering.add_again(look, occurrence, plausibility));
        again.or_else(|| {
            let group = self.span_group(span, plausibility, occurrence, beside.as_ref(), distance, units);
            let own = told_by_surroundings(&group, distance)
                .or_else(|| told_by_direction(&group, self.directions.get(way?)?));
            Some(gathering.add(group, own, span.is_unit, look))
        })
    }
}

/// A number for a set of places, whatever their order.
fn places(candidates: &[Scored<'_>]) -> u64 {
    let hash = |candidate: &Scored<'_>| xxh3_64(&candidate.reading.place.number().to_le_bytes());
    candidates.iter().map(hash).fold(0, u64::wrapping_add)
}

/// The candidates that a unit beside the name, or a distance that the text states, leaves.
fn told_by_surroundings(group: &Group<'_>, distance: Option<&Distance<'_, '_>>) -> Option<Vec<u32>> {
    let tells = |feature, least| move |candidate: &Scored<'_>| candidate.values.get(feature) >= least;
    told(group, tells(Feature::UnitBeside, TELLING)).or_else(|| {
        let values = group.candidates.iter().map(|candidate| candidate.values.get(Feature::StatedDistance));
        let least =
            if distance?.is_bearing() { HALF * values.fold(2.0 * LEAST_BEARING, f32::max) } else { TELLING };
        told(group, tells(Feature::StatedDistance, least))
    })
}

/// The candidates within reach of the town of a direction, where that is known whatever the text.
fn told_by_direction(group: &Group<'_>, way: &DirectionSpan<'_>) -> Option<Vec<u32>> {
    told(group, |candidate| {
        let at = candidate.reading.facts.at();
        at.is_some_and(|at| way.towns.iter().any(|&town| planar_distance(at, town) <= DIRECTION_KM))
    })
}

/// The candidates that something speaks for, where it does for some and not all.
fn told(group: &Group<'_>, is_told: impl Fn(&Scored<'_>) -> bool) -> Option<Vec<u32>> {
    let within: Vec<u32> = group
        .candidates
        .iter()
        .filter(|candidate| is_told(candidate))
        .map(|candidate| candidate.reading.place.number())
        .collect();
    (!within.is_empty() && within.len() < group.candidates.len()).then_some(within)
}

impl<'a> Group<'a> {
    /// Takes in another occurrence: of what the two say, the stronger.
    fn merge(&mut self, other: Group<'a>) {
        self.occurrences.extend(other.occurrences);
        self.units.extend(other.units);
        self.plausibility = self.plausibility.max(other.plausibility);
        for (at, candidate) in self.candidates.iter_mut().enumerate() {
            let number = candidate.reading.place.number();
            let is_same = |same: &&Scored<'_>| same.reading.place.number() == number;
            // One form of a name has its places in one order.
            let beside = other.candidates.get(at).filter(is_same);
            if let Some(same) = beside.or_else(|| other.candidates.iter().find(is_same)) {
                candidate.values.take_stronger(&same.values);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_units_of_their_own_are_apart() {
        let mut senses = Senses::default();
        assert_eq!(senses.place(Some(&[1, 2])), None);
        senses.add(0, Some(vec![1, 2]));
        // A narrower unit of the same sense, and a name without a unit.
        assert_eq!(senses.place(Some(&[2])), Some(0));
        assert_eq!(senses.place(None), Some(0));
        // A unit that leaves other places.
        assert_eq!(senses.place(Some(&[3, 4])), None);
        senses.add(1, Some(vec![3, 4]));
        assert_eq!(senses.place(None), Some(1), "the last sense holds on");
        assert_eq!(senses.place(Some(&[2])), Some(0));
    }

    #[test]
    fn a_name_without_a_unit_takes_the_first_unit_told() {
        let mut senses = Senses::default();
        senses.add(0, None);
        assert_eq!(senses.place(Some(&[7])), Some(0));
        assert_eq!(senses.place(Some(&[8])), None);
    }
}

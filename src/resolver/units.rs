//! Units and directions that the text names for a name: beside it, in its sentence, or in the heading above.

use memchr::{memchr, memchr3, memrchr};

use super::Resolver;
use super::cues::Cue;
use super::directions::Head;
use super::features::{Feature, Values};
use super::reading::Reading;
use super::spans::{Span, TYPE_WORDS};
use crate::gazetteer::{NameSort, Place, PlaceKind};

/// A unit stands directly beside a name, or another unit, if no more bytes lie between.
const DIRECTLY: usize = 8;
/// Marks that part a name from a unit behind it are looked for in so many bytes.
const NEARBY: usize = 512;

/// How much a unit counts by where it stands: directly behind a name, behind it, heading the sentence or the section,
/// before it, before it and directly behind another name.
const BESIDE: f32 = 1.0;
const BEHIND: f32 = 0.7;
const HEADING: f32 = 0.9;
const BEFORE: f32 = 0.6;
const OF_ANOTHER: f32 = 0.3;

/// Units of the text in its order, and the headings.
pub(super) struct Units {
    /// The positions of the spans that name units or regions.
    spans: Vec<usize>,
    /// How often each unit is named, in the order of their numbers.
    named: Vec<(u32, f32)>,
    headings: Vec<(usize, Heading)>,
    /// The directions under which names stand, in the order of the text: no roads.
    ways: Vec<usize>,
}

/// A line that holds for those below it, up to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heading {
    Unit(usize),
    Direction(usize),
}

/// The units that stand with a name, widest last, and how much they count.
pub(super) struct Beside<'s, 'g> {
    units: Vec<&'s Span<'g>>,
    pub(super) closeness: f32,
}

impl<'g> Beside<'_, 'g> {
    /// Whether a place is in one unit of each kind: «Куп'янського та Ізюмського районів Харківської області».
    fn contains(&self, reading: &Reading<'_>) -> bool {
        let within = |unit: &Span<'_>| {
            unit.readings.iter().any(|unit| reading.facts.is_within(&reading.place, &unit.place))
        };
        self.units.iter().all(|unit| {
            within(unit) || self.units.iter().any(|other| kind_of(other) == kind_of(unit) && within(other))
        })
    }

    /// What the units may be.
    pub(super) fn places(&self) -> Vec<Place<'g>> {
        self.units.iter().flat_map(|unit| unit.readings.iter()).map(|reading| reading.place).collect()
    }
}

fn kind_of(unit: &Span<'_>) -> Option<PlaceKind> {
    unit.readings.first().map(|reading| reading.facts.kind)
}

/// Whether a span names a unit or region: by its noun, by a name that nothing else bears, or by a nickname, «Харківщина»,
/// beside which a village of that name is too small to be meant where no word says village.
pub(super) fn is_area(span: &Span<'_>) -> bool {
    let area = |reading: &Reading<'_>| {
        let kind = reading.facts.kind;
        kind.is_unit() || matches!(kind, PlaceKind::Region | PlaceKind::CityDistrict)
    };
    let nickname =
        |reading: &Reading<'_>| reading.form.sort == NameSort::Nickname && reading.facts.kind.is_unit();
    let readings = &span.readings;
    span.is_unit
        || !readings.is_empty() && readings.iter().all(area)
        || readings.iter().any(nickname) && !span.surroundings.cues.intersects(TYPE_WORDS)
}

impl<'a> Resolver<'a, '_> {
    /// Units and headings of the text.
    pub(super) fn units(&self) -> Units {
        let spans: Vec<usize> =
            (0..self.spans.len()).filter(|&at| self.span(at).is_some_and(is_area)).collect();
        let readings = spans.iter().filter_map(|&at| self.span(at)).flat_map(|span| &span.readings);
        let mut numbers: Vec<u32> = readings.map(|reading| reading.place.number()).collect();
        numbers.sort_unstable();
        let named = numbers.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f32)).collect();
        let units = spans
            .iter()
            .filter_map(|&at| Some((at, self.span(at)?)))
            .filter(|(_, span)| self.is_heading(span.start, span.mention_end))
            .map(|(at, span)| (span.start, Heading::Unit(at)));
        let ways: Vec<usize> = self
            .directions
            .iter()
            .enumerate()
            .filter(|(_, way)| way.head != Head::Road)
            .map(|(at, _)| at)
            .collect();
        let directions = ways
            .iter()
            .filter_map(|&at| Some((at, self.directions.get(at)?)))
            .filter(|(_, way)| self.is_heading(way.start, way.end))
            .map(|(at, way)| (way.start, Heading::Direction(at)));
        let mut headings: Vec<(usize, Heading)> = units.chain(directions).collect();
        headings.sort_by_key(|(start, _)| *start);
        Units { spans, named, headings, ways }
    }

    fn span(&self, at: usize) -> Option<&Span<'a>> {
        self.spans.get(at)
    }

    /// Whether a stretch is alone on its line, but for a preposition before and marks behind.
    fn is_heading(&self, start: usize, end: usize) -> bool {
        let text = self.text;
        // Looked at no further than such a line goes.
        let longest = end - start + AROUND_HEADING;
        let from = start.saturating_sub(longest);
        let before = text.as_bytes().get(from..start).unwrap_or_default();
        let behind = text.as_bytes().get(end..text.len().min(end + longest)).unwrap_or_default();
        let line_start = memrchr(b'\n', before).map(|at| from + at + 1).or((from == 0).then_some(0));
        let line_end = memchr(b'\n', behind).map(|at| end + at);
        let few = |part: Option<&str>, most: usize| {
            part.is_some_and(|part| part.chars().filter(|c| c.is_alphanumeric()).count() <= most)
        };
        line_start.zip(line_end).is_some_and(|(line_start, line_end)| {
            line_end - line_start < longest
                && few(text.get(line_start..start), PREPOSITION)
                && few(text.get(end..line_end), 0)
        })
    }

    /// What units named in the text say: those beside the name, and all of the document.
    pub(super) fn unit_values(
        &self,
        reading: &Reading<'a>,
        span: &Span<'a>,
        is_area: bool,
        beside: Option<&Beside<'_, 'a>>,
        units: &Units,
        values: &mut Values,
    ) {
        if span.is_unit && units.spans.len() < 2 {
            return;
        }
        if let Some(beside) = beside {
            let feature =
                if beside.contains(reading) { Feature::UnitBeside } else { Feature::OtherUnitBeside };
            values.set(feature, beside.closeness);
        }
        let own = usize::from(is_area);
        let all = units.spans.len() - own.min(units.spans.len());
        if all > 0 {
            let count = |place: u32| {
                let at = units.named.binary_search_by_key(&place, |&(unit, _)| unit);
                at.ok().and_then(|at| units.named.get(at)).map_or(0.0, |&(_, count)| count)
            };
            let itself = if own > 0 { 1.0 } else { 0.0 };
            let above = reading.facts.ancestors(&reading.place).map(count).sum::<f32>();
            let within = count(reading.place.number()) - itself + above;
            values.set(Feature::UnitsOfText, (within / all as f32).clamp(0.0, 1.0));
        }
    }

    /// The units that stand with a name: the next one behind in its sentence, else the last before, else the heading;
    /// each with those that stand directly beside it.
    pub(super) fn units_beside<'s>(&'s self, span: &Span<'a>, units: &Units) -> Option<Beside<'s, 'a>> {
        let next =
            units.spans.partition_point(|&at| self.span(at).is_some_and(|unit| unit.start <= span.start));
        let unit = |at: usize| units.spans.get(at).and_then(|&at| self.span(at));
        let same_sentence = |unit: &&Span<'a>| unit.sentence == span.sentence;
        let before = next
            .checked_sub(1)
            .filter(|&at| unit(at).filter(same_sentence).is_some_and(|unit| unit.start != span.start));
        let chain_of = |at: usize| self.chain(&units.spans, at);
        if let Some(behind) = unit(next).filter(same_sentence) {
            let gap = self.text.get(span.mention_end..behind.start).unwrap_or("");
            // Looked for nearby: sentences may be as long as texts.
            let nearby = gap.as_bytes().get(..gap.len().min(NEARBY)).unwrap_or_default();
            let apart = memchr3(b';', b':', b'\n', nearby).is_some();
            // "… in Donetsk region" opens a clause of its own where another unit stands before.
            let opens_clause = before.is_some() && behind.surroundings.cues.contains(Cue::In);
            let direct = gap.len() <= DIRECTLY && !(opens_clause && gap.contains(','));
            if !apart && (direct || !opens_clause) {
                let closeness = if direct { BESIDE } else { BEHIND };
                return Some(Beside { units: chain_of(next), closeness });
            }
        }
        if let Some(before) = before {
            return Some(Beside { units: chain_of(before), closeness: self.closeness_before(unit(before)?) });
        }
        match self.heading_of(span.start, units)? {
            Heading::Unit(at) if self.span(at)?.start != span.start => {
                Some(Beside { units: vec![self.span(at)?], closeness: HEADING })
            }
            _ => None,
        }
    }

    /// The units that follow each other directly, from one on.
    fn chain<'s>(&'s self, units: &[usize], from: usize) -> Vec<&'s Span<'a>> {
        let mut chain: Vec<&Span<'a>> = Vec::new();
        for unit in units.iter().skip(from).take(LONGEST_CHAIN).filter_map(|&at| self.span(at)) {
            let joined = chain.last().is_none_or(|last| {
                self.text
                    .get(last.mention_end..unit.start)
                    .is_some_and(|gap| gap.len() <= DIRECTLY && !gap.contains([';', '.', ':', '\n']))
            });
            if !joined {
                break;
            }
            chain.push(unit);
        }
        chain
    }

    /// How much a unit before a name counts: less where it belongs to another name, "Lyman (Donetsk region)".
    fn closeness_before(&self, unit: &Span<'a>) -> f32 {
        if self.text.get(unit.mention_end..).is_some_and(|behind| behind.starts_with(':')) {
            return HEADING;
        }
        let position = self.spans.partition_point(|span| span.start < unit.start);
        let previous = position.checked_sub(1).and_then(|at| self.span(at));
        let of_another = previous.is_some_and(|previous| {
            !is_area(previous)
                && self
                    .text
                    .get(previous.mention_end..unit.start)
                    .is_some_and(|gap| gap.len() <= DIRECTLY && !gap.contains(['.', '\n', ';']))
        });
        if of_another { OF_ANOTHER } else { BEFORE }
    }

    /// The last heading before an offset.
    fn heading_of(&self, at: usize, units: &Units) -> Option<Heading> {
        let behind = units.headings.partition_point(|(start, _)| *start <= at);
        units.headings.get(behind.checked_sub(1)?).map(|(_, heading)| *heading)
    }

    /// The direction that a name stands under: of its sentence, else the last before in its paragraph, else the
    /// heading.
    pub(super) fn direction_of(&self, span: &Span<'a>, units: &Units) -> Option<usize> {
        let way = |number: usize| {
            let at = *units.ways.get(number)?;
            Some((at, self.directions.get(at)?.start))
        };
        let sentence = |&(_, start): &(usize, usize)| self.structure.sentence(start) == span.sentence;
        let paragraph = |&(_, start): &(usize, usize)| self.structure.paragraph(start) == span.paragraph;
        let next = units
            .ways
            .partition_point(|&at| self.directions.get(at).is_some_and(|way| way.start < span.start));
        let before = next.checked_sub(1).and_then(way).filter(paragraph);
        let behind = way(next).filter(sentence);
        let beside = before.filter(sentence).or(behind).or(before).map(|(at, _)| at);
        beside.or_else(|| match self.heading_of(span.start, units)? {
            Heading::Direction(at) => Some(at),
            Heading::Unit(_) => None,
        })
    }
}

/// No more units stand with one name: hromada, raion, oblast, and a few more in lists.
const LONGEST_CHAIN: usize = 8;

/// Bytes that a heading has around its name, at most.
const AROUND_HEADING: usize = 24;

/// Letters that a heading has before its name: «На», "In the".
const PREPOSITION: usize = 5;

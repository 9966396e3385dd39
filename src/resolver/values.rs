//! The features of candidates that do not depend on other candidates, and the groups that names form.

use std::collections::HashMap;

use super::cues::Cue;
use super::directions::{Head, Part};
use super::features::{Feature, Values};
use super::group::{Group, Occurrence, Scored};
use super::reading::Reading;
use super::spans::Span;
use super::{Grouped, Resolver, plausibility};
use crate::gazetteer::{NameMatch, NameSort, Place, PlaceKind, Status, distance_km, size_weight};
use crate::inflection::Case;

/// Distance at which a direction's pull has fallen to a third, in kilometres.
const DIRECTION_REACH_KM: f64 = 30.0;

impl<'a> Resolver<'a, '_> {
    /// Names of one set of candidates form a group.
    pub(super) fn grouped(&self) -> Grouped<'a> {
        let mut groups: Vec<Group<'a>> = Vec::new();
        let mut known: HashMap<(Vec<u32>, bool), usize> = HashMap::new();
        let mut join = |key: (Vec<u32>, bool), group: Group<'a>| {
            let position = *known.entry(key).or_insert_with(|| {
                groups.push(Group { occurrences: Vec::new(), ..group.clone() });
                groups.len() - 1
            });
            if let Some(known) = groups.get_mut(position) {
                known.merge(group);
            }
            position
        };
        let units = self.unit_spans();
        let of_span = self
            .spans
            .iter()
            .map(|span| {
                (!span.readings.is_empty())
                    .then(|| join((numbers(&span.readings), span.is_unit), self.span_group(span, &units)))
            })
            .collect();
        let of_part = self
            .directions
            .iter()
            .map(|way| {
                way.parts
                    .iter()
                    .map(|part| {
                        let group = self.part_group(part)?;
                        Some(join(
                            (group.candidates.iter().map(|c| c.reading.place.number()).collect(), true),
                            group,
                        ))
                    })
                    .collect()
            })
            .collect();
        Grouped { groups, of_span, of_part }
    }

    fn span_group(&self, span: &Span<'a>, units: &[usize]) -> Group<'a> {
        let plausibility = plausibility::plausibility(span, self.senses(span));
        let candidates = span
            .readings
            .iter()
            .map(|&reading| {
                let mut values = self.name_values(&reading, span.start);
                self.word_values(&reading, span, &mut values);
                self.unit_values(&reading, span, units, &mut values);
                Scored::new(reading, values)
            })
            .collect();
        Group {
            candidates,
            occurrences: vec![Occurrence {
                start: span.start,
                sentence: span.sentence,
                paragraph: span.paragraph,
            }],
            plausibility,
            supports: !span.is_unit,
        }
    }

    /// The town of a direction; a unit where no settlement bears the adjective.
    fn part_group(&self, part: &Part<'a>) -> Option<Group<'a>> {
        let fits = |kind: fn(PlaceKind) -> bool| {
            part.readings
                .iter()
                .filter(|reading| kind(reading.place.kind()) && reading.place.feature().is_empty())
                .copied()
                .collect::<Vec<_>>()
        };
        let settlements = fits(PlaceKind::is_settlement);
        let readings = if settlements.is_empty() {
            fits(|kind| kind.is_unit() || kind == PlaceKind::Region)
        } else {
            settlements
        };
        if readings.is_empty() {
            return None;
        }
        let candidates = readings
            .into_iter()
            .map(|reading| Scored::new(reading, self.name_values(&reading, part.start)))
            .collect();
        Some(Group {
            candidates,
            occurrences: vec![Occurrence {
                start: part.start,
                sentence: self.structure.sentence(part.start),
                paragraph: self.structure.paragraph(part.start),
            }],
            plausibility: 0.7,
            supports: true,
        })
    }

    /// What the name itself says: size, sort of name, language, form, hostilities.
    fn name_values(&self, reading: &Reading<'a>, at: usize) -> Values {
        let mut values = Values::default();
        let (place, form) = (&reading.place, &reading.form);
        values.set(Feature::Size, (size_weight(place).log10() / 0.8) as f32);
        let holds = [
            (Feature::FormerName, form.sort == NameSort::Former),
            (Feature::AlternateName, form.sort == NameSort::Alternate),
            (
                Feature::OtherLanguage,
                form.romanization.is_none()
                    && self.structure.language(at).is_some_and(|language| language != form.language),
            ),
            (Feature::Vocative, form.case == Some(Case::Vocative)),
            (Feature::SpellingKey, form.matched == NameMatch::SpellingKey),
            (Feature::Abroad, place.kind().is_settlement() && !place.feature().is_empty()),
        ];
        for (feature, _) in holds.into_iter().filter(|(_, holds)| *holds) {
            values.set(feature, 1.0);
        }
        if let Some((feature, value)) = self.hostilities(place) {
            values.set(feature, value);
        }
        values
    }

    fn hostilities(&self, place: &Place<'a>) -> Option<(Feature, f32)> {
        if !self.circumstances.hostilities {
            return None;
        }
        let (status, certainty) = match (self.circumstances.published, self.circumstances.register_until) {
            (Some(day), Some(until)) if day > until => {
                let years = (day - until).get_days() as f32 / 365.0;
                (place.last_status()?, 0.9 * (-years / 4.0).exp())
            }
            (Some(day), _) => (place.status(day)?, 1.0),
            (None, _) => (place.status_ever()?, 0.7),
        };
        let feature =
            if status == Status::Possible { Feature::PossibleHostilities } else { Feature::Hostilities };
        Some((feature, certainty))
    }

    /// What the words beside the name say of the kind of place.
    fn word_values(&self, reading: &Reading<'a>, span: &Span<'a>, values: &mut Values) {
        let around = &span.surroundings;
        let has = |cue: Cue| around.cues.contains(&cue) || around.cues_after.contains(&cue);
        let kind = reading.place.kind();
        if span.is_unit {
            return;
        }
        let type_words: Vec<PlaceKind> = [
            (Cue::City, PlaceKind::City),
            (Cue::Settlement, PlaceKind::Settlement),
            (Cue::Village, PlaceKind::Village),
        ]
        .into_iter()
        .filter(|(cue, _)| has(*cue))
        .map(|(_, kind)| kind)
        .collect();
        if type_words.contains(&kind) {
            values.set(Feature::TypeWord, 1.0);
        } else if !type_words.is_empty() {
            // English "town" and "settlement", Russian «поселок» are used of any smaller place.
            let loose = kind.is_settlement() && !type_words.contains(&PlaceKind::City);
            values.set(Feature::OtherTypeWord, if loose { 0.4 } else { 1.0 });
        }
        let feature_word = match kind {
            PlaceKind::Water => has(Cue::Water) || has(Cue::Bank),
            PlaceKind::Landform => has(Cue::Landform),
            PlaceKind::Landmark => has(Cue::Landmark),
            _ => false,
        };
        let named_feature = has(Cue::Water) || has(Cue::Bank) || has(Cue::Landform);
        let is_feature = matches!(kind, PlaceKind::Water | PlaceKind::Landform | PlaceKind::Landmark);
        for (feature, holds) in [
            (Feature::FeatureWord, feature_word),
            (Feature::NoFeatureWord, is_feature && !feature_word),
            (Feature::OtherFeatureWord, !is_feature && named_feature),
            (
                Feature::UnitWithoutNoun,
                kind.is_unit() && kind != PlaceKind::Oblast && reading.form.sort != NameSort::Nickname,
            ),
        ] {
            if holds {
                values.set(feature, 1.0);
            }
        }
    }

    /// Spans that name a unit or region, by their positions.
    fn unit_spans(&self) -> Vec<usize> {
        let is_area =
            |kind: PlaceKind| kind.is_unit() || matches!(kind, PlaceKind::Region | PlaceKind::CityDistrict);
        self.spans
            .iter()
            .enumerate()
            .filter(|(_, span)| {
                !span.readings.is_empty()
                    && (span.is_unit || span.readings.iter().all(|reading| is_area(reading.place.kind())))
            })
            .map(|(position, _)| position)
            .collect()
    }

    /// What units named in the text say: the one beside the name, and all of the document.
    fn unit_values(&self, reading: &Reading<'a>, span: &Span<'a>, units: &[usize], values: &mut Values) {
        let in_unit = |unit: &Span<'a>| unit.readings.iter().any(|unit| reading.place.is_within(&unit.place));
        let spans = || units.iter().filter_map(|&position| self.spans.get(position));
        if span.is_unit && spans().count() < 2 {
            return;
        }
        if let Some((unit, closeness)) = self.unit_beside(span, units) {
            let feature = if in_unit(unit) { Feature::UnitBeside } else { Feature::OtherUnitBeside };
            values.set(feature, closeness);
        }
        let (within, all) = spans()
            .filter(|unit| unit.start != span.start)
            .fold((0.0, 0.0), |(within, all), unit| (within + f32::from(u8::from(in_unit(unit))), all + 1.0));
        if all > 0.0 {
            values.set(Feature::UnitsOfText, within / all);
        }
    }

    /// The unit that a sentence names for a name in it, with how closely: the next one behind, else the last before.
    fn unit_beside(&self, span: &Span<'a>, units: &[usize]) -> Option<(&Span<'a>, f32)> {
        let position =
            units.partition_point(|&unit| self.spans.get(unit).is_some_and(|unit| unit.start <= span.start));
        let unit = |position: usize| units.get(position).and_then(|&unit| self.spans.get(unit));
        let behind = unit(position).filter(|unit| unit.sentence == span.sentence);
        if let Some(unit) = behind {
            let gap = self.text.get(span.mention_end..unit.start).unwrap_or("");
            let direct = gap.len() <= 8;
            return Some((unit, if direct { 1.0 } else { 0.7 }));
        }
        let before = position.checked_sub(1).and_then(unit).filter(|unit| unit.start != span.start)?;
        (before.sentence == span.sentence).then_some((before, 0.6))
    }

    /// Adds what directions say for the names that stand in the same sentence, or behind them in the same paragraph.
    pub(super) fn add_directions_evidence(&self, grouped: &mut Grouped<'a>) {
        for (span, group) in self.spans.iter().zip(&grouped.of_span) {
            let Some(way) = self.direction_of(span) else { continue };
            let anchors: Vec<Place<'a>> = grouped
                .of_part
                .get(way)
                .into_iter()
                .flatten()
                .filter_map(|group| Some(grouped.groups.get((*group)?)?.candidates.first()?.reading.place))
                .collect();
            let Some(group) = group.and_then(|group| grouped.groups.get_mut(group)) else { continue };
            for candidate in &mut group.candidates {
                let place = candidate.reading.place;
                let pull = anchors
                    .iter()
                    .filter_map(|anchor| Some(distance_km(anchor.point()?, place.point()?)))
                    .map(|km| (-km / DIRECTION_REACH_KM).exp() as f32)
                    .fold(candidate.values.get(Feature::Direction), f32::max);
                candidate.values.set(Feature::Direction, pull);
                if anchors.iter().any(|anchor| anchor.oblast().is_some_and(|oblast| place.is_within(&oblast)))
                {
                    candidate.values.set(Feature::DirectionOblast, 1.0);
                }
            }
        }
    }

    /// The direction that a name stands under.
    fn direction_of(&self, span: &Span<'a>) -> Option<usize> {
        let structure = &self.structure;
        let ways = || self.directions.iter().enumerate().filter(|(_, way)| way.head != Head::Road);
        let same_sentence = ways().find(|(_, way)| structure.sentence(way.start) == span.sentence);
        same_sentence.map(|(position, _)| position).or_else(|| {
            let before = ways().filter(|(_, way)| way.start < span.start).last()?.0;
            let way = self.directions.get(before)?;
            (structure.paragraph(way.start) == span.paragraph).then_some(before)
        })
    }
}

fn numbers(readings: &[Reading<'_>]) -> Vec<u32> {
    let mut numbers: Vec<u32> = readings.iter().map(|reading| reading.place.number()).collect();
    numbers.sort_unstable();
    numbers
}

impl Group<'_> {
    /// Takes in another occurrence: of what the two say, the stronger.
    fn merge(&mut self, other: Self) {
        self.occurrences.extend(other.occurrences);
        self.plausibility = self.plausibility.max(other.plausibility);
        for candidate in &mut self.candidates {
            if let Some(same) =
                other.candidates.iter().find(|same| same.reading.place == candidate.reading.place)
            {
                candidate.values.take_stronger(&same.values);
            }
        }
    }
}

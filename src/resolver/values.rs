//! The features of candidates that do not depend on other names.

use super::cues::Cue;
use super::directions::Part;
use super::distances::Distance;
use super::features::{Feature, Values};
use super::group::{Group, Occurrence, Scored};
use super::grouping::Grouped;
use super::reading::Reading;
use super::settling::Web;
use super::spans::Span;
use super::support::planar_distance;
use super::units::{Beside, Units, is_area};
use super::{Resolver, register};
use crate::Language;
use crate::gazetteer::{NameMatch, NameSort, Place, PlaceKind, Status};
use crate::inflection::Case;

/// Type words and the kinds of settlement that they say.
const TYPE_WORDS: &[(Cue, PlaceKind)] = &[
    (Cue::City, PlaceKind::City),
    (Cue::Settlement, PlaceKind::Settlement),
    (Cue::Village, PlaceKind::Village),
];
/// By how much a place abroad counts as smaller: to a fifth of its [`size_weight`](crate::gazetteer::size_weight).
const ABROAD_SIZE: f32 = -0.873_712_5;
/// By how much a large city counts as larger: it is named more often than its inhabitants alone would have it.
const LARGE_SIZE: f32 = 0.6;
/// Distance at which a direction's pull has fallen to a third, in kilometres.
const DIRECTION_REACH_KM: f32 = 30.0;
/// Where a place of the name is within so many kilometres of the town of a direction, none is meant that is far off it: what counts
/// against one that is farther, in full after so many more.
const IN_REACH_KM: f32 = 45.0;
const FAR_KM: f32 = 60.0;
const FADING_KM: f32 = 30.0;
const OUT_OF_REACH: f32 = 1.75;
/// Towns of directions that a name keeps, of which the nearest is told.
const MOST_ANCHORS: usize = 16;
/// Kilometres from the town of a direction within which a place of another oblast is as likely.
const BESIDE_DIRECTION_KM: f32 = 40.0;
/// What the town of a direction counts beside a mention of a place: fights go on somewhere near it.
const OF_ANCHOR: f32 = 0.7;
/// What its size counts beside that of a place which is named for itself: operations are named after towns.
const OF_ANCHOR_SIZE: f32 = 2.0;

/// What hostilities count for the town of a direction that is a village far behind the line.
const REAR_ANCHOR: f32 = 0.3;

/// What a vocative counts where another place has the form for its name.
const UNLIKELY_VOCATIVE: f32 = 3.0;

/// Whether a form is the official name of a settlement as it stands.
fn is_nominative(reading: &Reading<'_>) -> bool {
    reading.form.case.is_none_or(|case| case == Case::Nominative)
        && !reading.form.is_romanized
        && reading.form.sort == NameSort::Official
        && reading.facts.kind.is_settlement()
}

impl<'a> Resolver<'a, '_> {
    /// A name on its own, with what its surroundings say.
    pub(super) fn span_group(
        &self,
        span: &Span<'a>,
        plausibility: f32,
        occurrence: Occurrence,
        beside: Option<&Beside<'_, 'a>>,
        distance: Option<&Distance<'_, 'a>>,
        units: &Units,
    ) -> Group<'a> {
        let is_area = is_area(span);
        let mut candidates: Vec<Scored<'a>> = span
            .readings
            .iter()
            .map(|&reading| {
                let mut values = self.name_values(&reading, span.language);
                self.word_values(&reading, span, &mut values);
                self.unit_values(&reading, span, is_area, beside, units, &mut values);
                Scored::new(reading, values)
            })
            .collect();
        if let Some(distance) = distance {
            distance.tell(&mut candidates);
        }
        if span.readings.iter().any(is_nominative) {
            // «Донецьке» is a village, and no call to the city.
            for candidate in candidates.iter_mut().filter(|it| it.reading.form.case == Some(Case::Vocative)) {
                candidate.values.set(Feature::Vocative, UNLIKELY_VOCATIVE);
            }
        }
        Group {
            candidates,
            occurrences: vec![occurrence],
            plausibility,
            // The point of an area is no place that others lie near; a hromada is small.
            supports: span.readings.iter().any(|reading| {
                matches!(reading.facts.kind, PlaceKind::Landmark | PlaceKind::Hromada)
                    || reading.facts.kind.is_settlement()
            }),
            name: 0,
            units: beside.map(|beside| beside.places()).unwrap_or_default(),
            anchors: Vec::new(),
        }
    }

    /// The town of a direction, which is that number; a unit where no settlement bears the adjective.
    pub(super) fn part_group(&self, part: &Part<'a>, way: usize) -> Option<Group<'a>> {
        let fits = |kind: fn(PlaceKind) -> bool| {
            part.readings
                .iter()
                .filter(|reading| kind(reading.facts.kind) && !reading.place.is_former_unit())
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
        let sentence = self.structure.sentence(part.start);
        let language = self.structure.language(sentence);
        let candidates = readings
            .into_iter()
            .map(|reading| {
                let mut values = self.name_values(&reading, language);
                values.set(Feature::Size, OF_ANCHOR_SIZE * values.get(Feature::Size));
                if register::is_rear(reading.facts, self.day_number) {
                    values.set(Feature::Hostilities, REAR_ANCHOR * values.get(Feature::Hostilities));
                }
                Scored::new(reading, values)
            })
            .collect();
        Some(Group {
            candidates,
            occurrences: vec![self.occurrence(
                part.start,
                sentence,
                self.structure.paragraph(part.start),
                Some(way),
            )],
            plausibility: OF_ANCHOR,
            supports: true,
            name: 0,
            units: Vec::new(),
            anchors: Vec::new(),
        })
    }

    /// What the name itself says, in a sentence of a language: size, sort of name, language, form, hostilities.
    fn name_values(&self, reading: &Reading<'a>, language: Option<Language>) -> Values {
        let mut values = Values::default();
        let Reading { place, facts, form } = reading;
        let is_abroad = facts.is_abroad;
        let more = if is_abroad { ABROAD_SIZE } else { 0.0 } + if facts.is_large { LARGE_SIZE } else { 0.0 };
        values.set(Feature::Size, facts.log_people + more);
        let holds = [
            (Feature::FormerName, form.sort == NameSort::Former),
            (Feature::AlternateName, form.sort == NameSort::Alternate),
            (
                Feature::OtherLanguage,
                !form.is_romanized && language.is_some_and(|language| language != form.language),
            ),
            (Feature::Vocative, form.case == Some(Case::Vocative)),
            (Feature::SpellingKey, form.matched == NameMatch::SpellingKey),
            (Feature::Abroad, is_abroad),
        ];
        for (feature, _) in holds.into_iter().filter(|(_, holds)| *holds) {
            values.set(feature, 1.0);
        }
        if self.hostilities {
            let said = register::says(facts, self.day_number, self.certainty);
            for (feature, value) in said.into_iter().flatten() {
                values.set(feature, value);
            }
        }
        if let Some(prior) = &self.prior {
            values.set(Feature::Prior, prior.value(place));
        }
        values
    }

    /// What the words beside the name say of the kind of place.
    fn word_values(&self, reading: &Reading<'a>, span: &Span<'a>, values: &mut Values) {
        let cues = span.surroundings.cues.union(span.surroundings.cues_after);
        let has = |cue: Cue| cues.contains(cue);
        let kind = reading.facts.kind;
        if span.is_unit {
            return;
        }
        if TYPE_WORDS.iter().any(|&(cue, of)| of == kind && has(cue)) {
            values.set(Feature::TypeWord, 1.0);
        } else if TYPE_WORDS.iter().any(|&(cue, _)| has(cue)) {
            // English "town" and "settlement", Russian «поселок» are used of any smaller place.
            let loose = kind.is_settlement() && !has(Cue::City);
            values.set(Feature::OtherTypeWord, if loose { 0.4 } else { 1.0 });
        }
        let feature_word = match kind {
            PlaceKind::Water => has(Cue::Water) || has(Cue::Bank),
            PlaceKind::Landform => has(Cue::Landform),
            PlaceKind::Landmark => has(Cue::Landmark),
            _ => false,
        };
        let named_feature = has(Cue::Water) || has(Cue::Bank) || has(Cue::Landform);
        let is_feature = match kind {
            PlaceKind::Water | PlaceKind::Landform => true,
            PlaceKind::Landmark => !reading.place.is_neighbourhood(),
            _ => false,
        };
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

    /// Adds what directions say for the names that stand in the same sentence, or behind them in the same paragraph.
    pub(super) fn add_directions_evidence(&self, grouped: &mut Grouped<'a>, web: &Web<'_>, units: &Units) {
        for (span, group) in self.spans.iter().zip(&grouped.of_span) {
            let Some(way) = self.direction_of(span, units) else { continue };
            let anchors: Vec<Place<'a>> = grouped
                .of_part
                .get(way)
                .into_iter()
                .flatten()
                .filter_map(|group| {
                    let group = (*group)?;
                    let likeliest = grouped.groups.get(group)?.candidates.get(web.likeliest(group)?)?;
                    Some(likeliest.reading.place)
                })
                .collect();
            let oblasts: Vec<Place<'a>> = anchors.iter().filter_map(Place::oblast).collect();
            let Some(group) = group.and_then(|group| grouped.groups.get_mut(group)) else { continue };
            if group.anchors.len() < MOST_ANCHORS {
                group.anchors.extend(&anchors);
            }
            let km_to_nearest = |candidate: &Scored<'_>| {
                let at = candidate.reading.facts.at();
                let km = anchors.iter().filter_map(|anchor| Some(planar_distance(anchor.facts().at()?, at?)));
                km.fold(f32::INFINITY, f32::min)
            };
            let is_in_oblast = |candidate: &Scored<'_>| {
                let Reading { place, facts, .. } = &candidate.reading;
                oblasts.iter().any(|oblast| facts.is_within(place, oblast))
            };
            // At the border of an oblast, what lies as near on its other side is as likely.
            let at_border = group
                .candidates
                .iter()
                .any(|candidate| !is_in_oblast(candidate) && km_to_nearest(candidate) <= BESIDE_DIRECTION_KM);
            // Operations go towards an occupied town, from where it is far.
            let is_objective =
                |anchor: &Place<'_>| anchor.facts().status(self.day_number) == Some(Status::Occupied);
            let any_in_reach = !anchors.iter().any(is_objective)
                && group.candidates.iter().any(|candidate| km_to_nearest(candidate) <= IN_REACH_KM);
            for candidate in &mut group.candidates {
                let km = km_to_nearest(candidate);
                // What has no point may be anywhere.
                let beyond = if any_in_reach && km.is_finite() {
                    ((km - FAR_KM) / FADING_KM).clamp(0.0, 1.0)
                } else {
                    0.0
                };
                let pull = (-km / DIRECTION_REACH_KM).exp() - OUT_OF_REACH * beyond;
                // Of several directions that the name stands under, the one that says most; nothing is known before the first.
                let known = candidate.values.get(Feature::Direction);
                let pull = if known == 0.0 { pull } else { pull.max(known) };
                candidate.values.set(Feature::Direction, pull);
                if !at_border && is_in_oblast(candidate) {
                    candidate.values.set(Feature::DirectionOblast, 1.0);
                }
            }
        }
    }
}

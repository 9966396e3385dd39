//! How likely a found name stands for a place at all, and not for a person, a unit, a newspaper or a plain word.

use super::cues::Cue;
use super::reading::Reading;
use super::spans::Span;
use crate::gazetteer::{NameMatch, PlaceKind, Sense, Senses, size_weight};

/// A name that nothing is known of stands for a place with these odds (natural logarithm).
const BASE: f32 = 2.0;

/// What a cue before or behind a name adds to the odds.
const CUES: &[(&[Cue], f32)] = &[
    (
        &[Cue::City, Cue::Settlement, Cue::Village, Cue::Inhabited, Cue::Water, Cue::Landform, Cue::Landmark],
        3.0,
    ),
    (&[Cue::Bank], 1.0),
    (&[Cue::Near], 2.5),
    (&[Cue::In], 1.5),
    (&[Cue::Of], 0.5),
    (&[Cue::Pipeline, Cue::Street], -6.0),
    (&[Cue::Outlet, Cue::Organization], -4.0),
    (&[Cue::Unit], -5.0),
    (&[Cue::Area], -5.0),
    (&[Cue::Weapon], -2.5),
    (&[Cue::Person], -3.0),
];

/// What a sense that a name also has adds: alone, and at the beginning of a sentence on top.
const SENSES: &[(Sense, f32, f32)] = &[
    (Sense::CommonWord, -1.0, -3.0),
    (Sense::GivenName, -1.0, -0.5),
    (Sense::Surname, -0.5, -0.5),
    (Sense::Weapon, -1.5, 0.0),
    (Sense::Unit, -1.5, 0.0),
    (Sense::Organization, -1.0, 0.0),
    (Sense::Brand, -1.0, 0.0),
];

/// Whether one of the places has an article of its own: then its name needs no noun beside it.
fn is_well_known(span: &Span<'_>) -> bool {
    span.readings.iter().any(|reading| reading.place.wikidata().is_some() || reading.form.name.contains(' '))
}

/// The probability that a span stands for a place.
pub(super) fn plausibility(span: &Span<'_>, senses: Senses) -> f32 {
    if span.is_unit {
        return 0.98;
    }
    let around = &span.surroundings;
    let mut odds = BASE;
    for (cues, weight) in CUES {
        if cues.iter().any(|cue| around.cues.contains(cue)) {
            odds += weight;
        }
        if cues.iter().any(|cue| around.cues_after.contains(cue)) {
            odds += weight;
        }
    }
    for &(sense, weight, at_beginning) in SENSES {
        if senses.contains(sense) {
            odds += weight + if around.begins_sentence { at_beginning } else { 0.0 };
        }
    }
    let named_like_a_person = senses.contains(Sense::GivenName) && around.capital_after
        || senses.contains(Sense::Surname) && around.capital_before;
    for (holds, weight) in [
        (named_like_a_person, -3.5),
        (around.capital_before, -2.0),
        (around.capital_after, -1.5),
        (around.is_quoted, -2.5),
        (around.in_compound, -2.0),
        (around.is_acronym, -5.0),
        (around.is_person, -4.0),
        (around.is_stopword, -5.0),
        (around.is_adjective, -3.5),
        (around.names_something_else, -6.0),
    ] {
        if holds {
            odds += weight;
        }
    }
    let features =
        |reading: &&Reading<'_>| matches!(reading.place.kind(), PlaceKind::Water | PlaceKind::Landform);
    let uncued = ![Cue::Water, Cue::Bank, Cue::Landform]
        .iter()
        .any(|cue| around.cues.contains(cue) || around.cues_after.contains(cue));
    if uncued && span.readings.iter().filter(features).count() == span.readings.len() && !is_well_known(span)
    {
        odds -= 3.0;
    }
    let size = span.readings.iter().map(|reading| size_weight(&reading.place)).fold(0.0, f64::max);
    if size > 5_000.0 {
        odds += 1.5;
    }
    if span.readings.iter().all(|reading| reading.form.matched == NameMatch::SpellingKey) {
        odds -= 1.0;
    }
    1.0 / (1.0 + (-odds).exp())
}

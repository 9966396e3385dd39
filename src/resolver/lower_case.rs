//! Names in lower case, where a caller wants them: most words of a post are no names, so such a name needs more that
//! speaks for it than one with a capital.

use super::cues;
use super::spans::Span;
use crate::gazetteer::{Place, PlaceKind, Sense};
use crate::normalization::Lower;

/// What a lower-case letter adds to the odds of a name (natural logarithm).
const LOWER: f32 = -4.0;
/// What it adds where the name is also a common word, or a given name or surname.
const WORD: f32 = -3.0;
const PERSON: f32 = -1.0;
/// What each letter beyond the usual adds: few words of so many letters are forms of a name by chance.
const LETTER: f32 = 0.5;
const USUAL_LETTERS: usize = 6;
const MOST_LETTERS: usize = 12;
/// What a city adds; villages have names of every kind.
const CITY: f32 = 1.5;
/// What Latin letters add: few English words are forms of a name.
const LATIN: f32 = 1.5;
/// What it adds where the word is one that stands beside names: селища.
const CUE: f32 = -6.0;
/// What a second word adds.
const SECOND_WORD: f32 = 2.5;

/// The probability that a span stands for a place, where its words may be in lower case.
pub(super) fn tempered(plausible: f32, name: &str, span: &Span<'_>) -> f32 {
    if span.is_unit || !is_lower_case(name) {
        return plausible;
    }
    let senses = span.senses;
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let mut odds = (plausible / (1.0 - plausible).max(1e-6)).ln() + LOWER;
    odds += LETTER * (letters.min(MOST_LETTERS) as f32 - USUAL_LETTERS as f32);
    for (holds, weight) in [
        (senses.contains(Sense::CommonWord), WORD),
        (senses.contains(Sense::GivenName) || senses.contains(Sense::Surname), PERSON),
        (name.contains([' ', '-', '_']), SECOND_WORD),
        (name.is_ascii(), LATIN),
        (!cues::before(&Lower::of(name)).is_empty(), CUE),
        (span.readings.iter().any(|reading| is_city(&reading.place)), CITY),
    ] {
        if holds {
            odds += weight;
        }
    }
    1.0 / (1.0 + (-odds).exp())
}

fn is_city(place: &Place<'_>) -> bool {
    place.kind() == PlaceKind::City && place.is_ukrainian_settlement()
}

fn is_lower_case(name: &str) -> bool {
    !name.chars().any(char::is_uppercase) && name.chars().any(char::is_lowercase)
}

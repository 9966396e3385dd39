//! Names that the preposition or a number beside them makes more of than the name alone: lands around cities, numbered parts of towns.

use super::context::{Word, word_before};
use super::spans::Span;
use crate::gazetteer::{NameSort, PlaceKind};
use crate::inflection::Case;

/// «На Запоріжжі» is the land around the city, its oblast; «у Запоріжжі», «на Запоріжжя» the city. A land of this sort is
/// listed as an attributive name of its oblast, so that it counts here only.
pub(super) fn tell_lands(text: &str, spans: &mut [Span<'_>]) {
    for span in spans.iter_mut().filter(|span| !span.is_unit) {
        let before = word_before(text, span.start).filter(Word::is_adjacent);
        if !before.is_some_and(|word| matches!(word.text, "на" | "На" | "НА")) {
            continue;
        }
        let land = span.readings.iter().copied().find(|reading| {
            reading.form.sort == NameSort::Attributive
                && reading.facts.kind == PlaceKind::Oblast
                && reading.form.case == Some(Case::Locative)
                // Of an adjective the form has no name.
                && !reading.name().is_empty()
        });
        if let Some(mut land) = land {
            land.form = land.form.with_sort(NameSort::Nickname);
            span.readings = vec![land];
            // What is kept of the form is kept of the city too.
            span.form = None;
        }
    }
}

/// Digits of a numbered part of a town at most.
const MOST_DIGITS: usize = 2;

/// A part of a town that has a number (Золоте-4) and no record of its own is mentioned with it; the place is the town.
pub(super) fn take_numbers(text: &str, spans: &mut [Span<'_>]) {
    for span in spans.iter_mut().filter(|span| span.mention_end == span.end) {
        let Some(number) = text.get(span.end..).and_then(|rest| rest.strip_prefix('-')) else { continue };
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        let goes_on = number.get(digits..).is_none_or(|rest| {
            let mut next = rest.chars();
            match next.next() {
                Some(mark @ ('-' | '.' | ',' | '/' | ':')) => {
                    mark == '-' || next.next().is_some_and(|next| next.is_ascii_digit())
                }
                Some(next) => next.is_alphanumeric(),
                None => false,
            }
        });
        let is_town = span.readings.iter().any(|reading| reading.facts.kind.is_settlement());
        if (1..=MOST_DIGITS).contains(&digits) && !goes_on && is_town {
            span.mention_end = span.end + 1 + digits;
        }
    }
}

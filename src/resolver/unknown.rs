//! Capitalised words in a place slot that no form of a name fits: found by their spelling key, or kept as unknown.

use super::context::{Structure, Word, word_after, word_before};
use super::cues::{self, Cue};
use super::lemma;
use super::reading::{Reading, readings};
use super::spans::{Span, cues_before, span_of};
use crate::Gazetteer;
use crate::gazetteer::{NameMatch, PlaceKind, spelling_keys_of, unit_kinds};
use crate::normalization::WordStarts;
use crate::romanization;

/// Names of more words than this are no spelling of a known one.
const MOST_WORDS: usize = 3;
/// Shorter keys fit too many common words.
const SHORTEST_KEY: usize = 5;
/// Keys of this length are taken for a name in any position.
const SURE_KEY: usize = 8;

/// A run of capitalised words.
struct Run<'t> {
    start: usize,
    ends: Vec<usize>,
    words: Vec<&'t str>,
}

/// Adds spans for words that are spelled by no system, or are unknown: the latter without readings. A spelling that
/// goes on where a known name ends ("Kupyansk-Vuzlovyi") takes its place. `barred` are spans that are taken for good.
pub(super) fn add<'g>(
    text: &str,
    gazetteer: &'g Gazetteer,
    structure: &Structure,
    barred: &[(usize, usize)],
    spans: &mut Vec<Span<'g>>,
) {
    let mut added: Vec<Span<'g>> = Vec::new();
    let mut behind = 0;
    let mut barriers = barred.iter().peekable();
    let mut known = spans.iter().peekable();
    for start in WordStarts::new(text, false) {
        while barriers.next_if(|&&(_, end)| end <= start).is_some() {}
        while known.next_if(|span| span.mention_end <= start).is_some() {}
        let bound = barriers.peek().map_or(text.len(), |&&(barrier, _)| barrier);
        if start < behind || bound <= start {
            continue;
        }
        let run = run_of(text, start, bound);
        let taken = known.peek().filter(|span| span.start <= start);
        let span = match taken {
            Some(taken) if taken.start < start => None,
            Some(taken) => spelled(text, gazetteer, structure, &run, taken.mention_end),
            None => spelled(text, gazetteer, structure, &run, 0).or_else(|| {
                let next = known.peek().map_or(text.len(), |span| span.start);
                let before = added
                    .last()
                    .filter(|last| previous(spans, start).is_none_or(|span| span.start < last.start));
                unknown(text, structure, &run, before).filter(|span| span.end <= next)
            }),
        };
        let Some(span) = span else { continue };
        behind = span.end;
        added.push(span);
    }
    spans.retain(|span| !added.iter().any(|new| new.start < span.mention_end && span.start < new.end));
    spans.extend(added);
    spans.sort_by_key(|span| span.start);
}

fn previous<'s, 'g>(spans: &'s [Span<'g>], start: usize) -> Option<&'s Span<'g>> {
    let position = spans.partition_point(|span| span.start < start);
    spans.get(position.checked_sub(1)?)
}

/// The capitalised words from an offset on, up to where another name begins.
fn run_of(text: &str, start: usize, bound: usize) -> Run<'_> {
    let mut run = Run { start, ends: Vec::new(), words: Vec::new() };
    let mut at = start;
    while let Some(word) = word_after(text, at) {
        let continues = run.words.is_empty() || word.is_adjacent() && word.is_capitalised();
        if !continues || word.end > bound || run.words.len() == MOST_WORDS {
            break;
        }
        let trimmed = word.text.strip_suffix("'s").or(word.text.strip_suffix("’s")).unwrap_or(word.text);
        run.words.push(trimmed);
        run.ends.push(word.start + trimmed.len());
        if trimmed.len() < word.text.len() {
            break;
        }
        at = word.end;
    }
    run
}

/// The longest part of a run that has the spelling key of a name, and ends behind `beyond`.
fn spelled<'g>(
    text: &str,
    gazetteer: &'g Gazetteer,
    structure: &Structure,
    run: &Run<'_>,
    beyond: usize,
) -> Option<Span<'g>> {
    let slot = slot(&cues_before(text, run.start));
    for count in (1..=run.words.len()).rev() {
        let end = *run.ends.get(count - 1)?;
        let name = text.get(run.start..end)?;
        let parts = count + name.matches('-').count();
        let least = match slot {
            _ if end <= beyond => continue,
            // A name that goes on behind a known one must be a long one.
            _ if beyond > 0 => SURE_KEY,
            Slot::Sure | Slot::Likely => SHORTEST_KEY,
            Slot::None if parts > 1 => SURE_KEY,
            Slot::None if structure.begins_sentence(text, run.start) || count < run.words.len() => continue,
            Slot::None => SURE_KEY,
        };
        let is_cyrillic = name.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}'));
        if is_cyrillic && (slot != Slot::Sure || beyond > 0) {
            continue;
        }
        let mut readings = readings_of_key(gazetteer, name, is_cyrillic, least);
        // Waters and landforms are too many and too short of name to be guessed.
        readings.retain(|reading| !matches!(reading.place.kind(), PlaceKind::Water | PlaceKind::Landform));
        if readings.iter().any(|reading| reading.place.is_ukrainian_settlement()) {
            return Some(span_of(text, structure, run.start, end, readings));
        }
    }
    None
}

/// Readings by spelling key; of a Cyrillic name, by the keys of the nominatives that it may have.
fn readings_of_key<'g>(
    gazetteer: &'g Gazetteer,
    name: &str,
    is_cyrillic: bool,
    least: usize,
) -> Vec<Reading<'g>> {
    let keys: Vec<String> = if is_cyrillic {
        let mut keys: Vec<String> =
            lemma::nominatives(name).iter().flat_map(|nominative| spelling_keys_of(nominative)).collect();
        keys.sort();
        keys.dedup();
        keys
    } else {
        vec![romanization::spelling_key(name)]
    };
    let names = keys
        .iter()
        .filter(|key| key.len() >= least)
        .flat_map(|key| gazetteer.names_of_key(key.as_bytes(), NameMatch::SpellingKey, 0))
        .map(|(layer, value, ..)| (layer, value));
    readings(gazetteer, names, NameMatch::SpellingKey)
}

/// How much the words before say that a place follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Sure,
    Likely,
    None,
}

fn slot(cues: &[Cue]) -> Slot {
    let says_place =
        |cue: &Cue| matches!(cue, Cue::Near | Cue::City | Cue::Settlement | Cue::Village | Cue::Inhabited);
    if cues.iter().any(says_place) {
        Slot::Sure
    } else if cues.iter().any(|cue| matches!(cue, Cue::In | Cue::Of)) {
        Slot::Likely
    } else {
        Slot::None
    }
}

/// A single capitalised word in a sure slot, or joined by "and" to one: a place of an unknown name.
fn unknown<'g>(
    text: &str,
    structure: &Structure,
    run: &Run<'_>,
    before: Option<&Span<'g>>,
) -> Option<Span<'g>> {
    let (&end, word) = (run.ends.first()?, run.words.first()?);
    let alone = run.words.len() == 1
        && word.chars().count() >= 4
        && word.chars().all(|c| c.is_alphabetic() || "-'’ʼ".contains(c));
    let small = word.chars().skip(1).any(char::is_lowercase);
    let behind = word_after(text, end).filter(Word::is_adjacent);
    // "near Ukrainian positions", "near Hill 214": the word qualifies what follows.
    let qualifies = behind.is_some_and(|next| {
        next.is_capitalised()
            || next.text.starts_with(|c: char| c.is_ascii_digit())
            || !unit_kinds(next.text).is_empty()
            || !cues::after(&next.lower()).is_empty()
    });
    let adjective =
        ["ian", "ish", "ese", "ський", "ських", "ськими", "ские", "ских", "скими", "ським", "ским"]
            .iter()
            .any(|ending| word.to_lowercase().ends_with(ending));
    if !alone
        || !small
        || qualifies
        || adjective
        || cues::is_stopword(&word.to_lowercase())
        || NO_PLACES.contains(&word.to_lowercase().as_str())
    {
        return None;
    }
    let cues = cues_before(text, run.start);
    let joined = before.is_some_and(|span| {
        span.readings.is_empty()
            && text
                .get(span.end..run.start)
                .is_some_and(|gap| matches!(gap, " and " | ", " | " та " | " і " | " и "))
    });
    let sure = slot(&cues) == Slot::Sure && directly_before(text, run.start);
    (sure || joined).then(|| span_of(text, structure, run.start, end, Vec::new()))
}

/// Whether the word before stands beside the name, with no bracket or comma between.
fn directly_before(text: &str, start: usize) -> bool {
    word_before(text, start)
        .is_some_and(|word| word.leads_on() && word.gap.chars().all(|c| matches!(c, ' ' | '\u{a0}' | '.')))
}

/// Capitalised words that follow "near", "under" and the like and are no places.
const NO_PLACES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "noon",
    "midnight",
    "christmas",
    "easter",
    "russians",
    "ukrainians",
    "europe",
    "nato",
    "армией",
    "великдень",
    "різдво",
    "рождество",
    "пасху",
];

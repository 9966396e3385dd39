//! Capitalised words in a place slot that no form of a name fits: found by their spelling key, or kept as unknown.

use super::context::{Structure, Word, is_inner, word_after, word_before};
use super::cues::{self, Cue, Cues};
use super::lemma;
use super::lists::{OF_LISTS, is_list_joint};
use super::reading::{Reading, readings};
use super::spans::{Span, cues_before, span_of};
use crate::Gazetteer;
use crate::gazetteer::{NameMatch, PlaceKind, spelling_keys_of, unit_kinds};
use crate::inflection::RELATIONAL_STEMS;
use crate::normalization::{Lower, WordStarts, is_word_char};
use crate::romanization;

/// Names of more words than this are no spelling of a known one.
const MOST_WORDS: usize = 3;
/// Shorter keys fit too many common words.
const SHORTEST_KEY: usize = 5;
/// Keys of this length are taken for a name in any position.
const SURE_KEY: usize = 8;
/// Keys of Cyrillic names, which fit more words, where the words before say little.
const LIKELY_CYRILLIC_KEY: usize = 7;

/// A run of capitalised words.
struct Run<'t> {
    start: usize,
    /// The word before it.
    before: Option<Word<'t>>,
    /// Where each word ends.
    ends: [usize; MOST_WORDS],
    words: [&'t str; MOST_WORDS],
    length: usize,
}

/// Adds spans for words that are spelled by no system, or are unknown: the latter without readings. A spelling that
/// goes on where a known name ends ("Kupyansk-Vuzlovyi") takes its place. `barred` are spans that are taken for good.
pub(super) fn add<'g>(
    text: &str,
    gazetteer: &'g Gazetteer,
    structure: &Structure<'_>,
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
        let taken = known.peek().filter(|span| span.start <= start);
        // Most names end their run.
        if taken.is_some_and(|taken| taken.start < start || !goes_on(text, taken.mention_end)) {
            continue;
        }
        let run = run_of(text, start, bound);
        let known_before = previous(spans, start);
        let before = added.last().filter(|last| known_before.is_none_or(|span| span.start < last.start));
        // What stands before a list holds for all its names.
        let listed = before.or(known_before).filter(|span| {
            let joint = text.get(span.mention_end..start);
            joint.is_some_and(is_list_joint)
        });
        let shared = listed.map_or(Cues::NONE, |span| span.surroundings.cues.intersection(OF_LISTS));
        let cues = cues_before(text, run.before).union(shared);
        let slot = slot(cues).max(if listed.is_some() { Slot::Likely } else { Slot::None });
        let span = match taken {
            Some(taken) if run.end() <= taken.mention_end => None,
            Some(taken) => spelled(text, gazetteer, structure, &run, slot, taken.mention_end),
            None => spelled(text, gazetteer, structure, &run, slot, 0).or_else(|| {
                let next = known.peek().map_or(text.len(), |span| span.start);
                unknown(text, gazetteer, structure, &run, before).filter(|span| span.end <= next)
            }),
        };
        let Some(mut span) = span else { continue };
        behind = span.end;
        span.surroundings.cues = cues;
        added.push(span);
    }
    if added.is_empty() {
        return;
    }
    // Neither the old spans nor the new ones overlap among themselves.
    spans.retain(|span| {
        let from = added.partition_point(|new| new.end <= span.start);
        added.get(from).is_none_or(|new| new.start >= span.mention_end)
    });
    spans.extend(added);
    spans.sort_by_key(|span| span.start);
}

fn previous<'s, 'g>(spans: &'s [Span<'g>], start: usize) -> Option<&'s Span<'g>> {
    let position = spans.partition_point(|span| span.start < start);
    spans.get(position.checked_sub(1)?)
}

/// Whether a word, or a run of capitalised ones, may go on behind an offset.
fn goes_on(text: &str, at: usize) -> bool {
    let mut behind = text.get(at..).unwrap_or("").chars();
    match behind.next() {
        Some(' ' | '\u{a0}') => behind.find(|c| !matches!(c, ' ' | '\u{a0}')).is_some_and(char::is_uppercase),
        Some(c) => is_word_char(c) || is_inner(c),
        None => false,
    }
}

/// The capitalised words from an offset on, up to where another name begins.
fn run_of(text: &str, start: usize, bound: usize) -> Run<'_> {
    let before = word_before(text, start);
    let mut run = Run { start, before, ends: [0; MOST_WORDS], words: [""; MOST_WORDS], length: 0 };
    let mut at = start;
    while let Some(word) = word_after(text, at) {
        let continues = run.length == 0 || word.is_adjacent() && word.is_capitalised();
        let room = run.ends.get_mut(run.length).zip(run.words.get_mut(run.length));
        let Some((end, own)) = room.filter(|_| continues && word.end <= bound) else { break };
        let trimmed = word.text.strip_suffix("'s").or(word.text.strip_suffix("’s")).unwrap_or(word.text);
        (*end, *own) = (word.start + trimmed.len(), trimmed);
        run.length += 1;
        if trimmed.len() < word.text.len() {
            break;
        }
        at = word.end;
    }
    run
}

impl Run<'_> {
    /// Where the last word ends.
    fn end(&self) -> usize {
        self.length.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or(self.start)
    }
}

/// The longest part of a run that has the spelling key of a name, and ends behind `beyond`.
fn spelled<'g>(
    text: &str,
    gazetteer: &'g Gazetteer,
    structure: &Structure<'_>,
    run: &Run<'_>,
    slot: Slot,
    beyond: usize,
) -> Option<Span<'g>> {
    for count in (1..=run.length).rev() {
        let end = *run.ends.get(count - 1)?;
        let name = text.get(run.start..end)?;
        let parts = count + name.matches('-').count();
        let least = match slot {
            _ if end <= beyond => continue,
            // A name that goes on behind a known one must be a long one.
            _ if beyond > 0 => SURE_KEY,
            // A phrase of its own: "in Machine Learning".
            Slot::Likely if count < run.length && !names_a_place_behind(text, end) => continue,
            Slot::Sure | Slot::Likely => SHORTEST_KEY,
            Slot::None if parts > 1 => SURE_KEY,
            Slot::None if structure.begins_sentence(run.start) || count < run.length => continue,
            Slot::None => SURE_KEY,
        };
        let is_cyrillic = !name.is_ascii() && name.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}'));
        let least = if is_cyrillic && slot != Slot::Sure { LIKELY_CYRILLIC_KEY } else { least };
        // An adjective stands before a noun of its own: «в Чернігівській гімназії».
        let may_be_known = slot == Slot::Sure || slot == Slot::Likely && !is_relational(name);
        if is_cyrillic && (!may_be_known || beyond > 0) || is_too_short(name, least) {
            continue;
        }
        let mut readings = readings_of_key(gazetteer, name, is_cyrillic, least);
        // Waters and landforms are too many and too short of name to be guessed.
        readings.retain(|reading| !matches!(reading.facts.kind, PlaceKind::Water | PlaceKind::Landform));
        if readings.iter().any(|reading| reading.place.is_ukrainian_settlement()) {
            return Some(span_of(text, gazetteer, structure, run.start, end, readings));
        }
    }
    None
}

/// Whether a name looks like an adjective of a place: «Чернігівській».
fn is_relational(name: &str) -> bool {
    !name.contains('-') && RELATIONAL_STEMS.iter().any(|stem| name.contains(stem))
}

/// Cues of words behind a name that say what it is a name of.
const OF_OTHERS: Cues = Cues::of(&[
    Cue::City,
    Cue::Settlement,
    Cue::Village,
    Cue::Water,
    Cue::Landform,
    Cue::Landmark,
    Cue::Pipeline,
    Cue::Street,
    Cue::Organization,
    Cue::Unit,
    Cue::Weapon,
    Cue::Person,
    Cue::Area,
]);

/// Whether the word behind a name is one that stands with places: "in Kharkov Region".
fn names_a_place_behind(text: &str, end: usize) -> bool {
    word_after(text, end)
        .filter(Word::is_adjacent)
        .is_some_and(|next| !unit_kinds(next.text).is_empty() || !cues::after(&next.lower()).is_empty())
}

/// Whether the key of a name cannot have so many letters: of ASCII letters, x alone becomes two.
fn is_too_short(name: &str, least: usize) -> bool {
    name.is_ascii() && name.len() + name.bytes().filter(|byte| matches!(byte, b'x' | b'X')).count() < least
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

/// What a word of Latin letters may mean that has the spelling key of a settlement.
pub(super) fn spelled_readings<'g>(gazetteer: &'g Gazetteer, word: &str) -> Vec<Reading<'g>> {
    let mut readings = readings_of_key(gazetteer, word, false, SHORTEST_KEY);
    readings.retain(|reading| reading.facts.kind.is_settlement());
    readings
}

/// How much the words before say that a place follows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    None,
    Likely,
    Sure,
}

fn slot(cues: Cues) -> Slot {
    let sure = Cues::of(&[Cue::Near, Cue::City, Cue::Settlement, Cue::Village, Cue::Inhabited]);
    if cues.intersects(sure) {
        Slot::Sure
    } else if cues.intersects(Cues::of(&[Cue::In, Cue::Of])) {
        Slot::Likely
    } else {
        Slot::None
    }
}

/// A single capitalised word in a sure slot, or joined by "and" to one: a place of an unknown name.
fn unknown<'g>(
    text: &str,
    gazetteer: &Gazetteer,
    structure: &Structure<'_>,
    run: &Run<'_>,
    before: Option<&Span<'g>>,
) -> Option<Span<'g>> {
    let (&end, word) = (run.ends.first()?, run.words.first()?);
    let joined = before.is_some_and(|span| {
        span.readings.is_empty()
            && text
                .get(span.end..run.start)
                .is_some_and(|gap| matches!(gap, " and " | ", " | " та " | " і " | " и "))
    });
    let sure =
        || slot(cues_before(text, run.before)) == Slot::Sure && run.before.is_some_and(stands_directly);
    (run.length == 1 && (joined || sure()) && is_like_a_name(text, word, end))
        .then(|| span_of(text, gazetteer, structure, run.start, end, Vec::new()))
}

/// Endings of adjectives of peoples and towns.
const ADJECTIVES: &[&str] =
    &["ian", "ish", "ese", "ський", "ських", "ськими", "ские", "ских", "скими", "ським", "ским"];

/// Whether a word looks like the name of a place, and does not qualify what follows: "near Ukrainian positions",
/// "near Hill 214".
fn is_like_a_name(text: &str, word: &str, end: usize) -> bool {
    let lower = Lower::of(word);
    word.chars().count() >= 4
        && word.chars().all(|c| c.is_alphabetic() || "-'’ʼ".contains(c))
        && word.chars().skip(1).any(char::is_lowercase)
        && !ADJECTIVES.iter().any(|ending| lower.ends_with(ending))
        && !cues::is_stopword(&lower)
        && !lower.is_one_of(NO_PLACES)
        && !word_after(text, end).filter(Word::is_adjacent).is_some_and(|next| {
            next.is_capitalised()
                || next.text.starts_with(|c: char| c.is_ascii_digit())
                || !unit_kinds(next.text).is_empty()
                || cues::after(&next.lower()).intersects(OF_OTHERS)
        })
}

/// Whether a word stands beside the name behind it, with no bracket or comma between.
fn stands_directly(word: Word<'_>) -> bool {
    word.leads_on() && word.gap.chars().all(|c| matches!(c, ' ' | '\u{a0}' | '.'))
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

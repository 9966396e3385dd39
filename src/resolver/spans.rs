//! The names of a text with what stands around each.

use memchr::memchr;

use super::adjective::is_adjective;
use super::context::{Structure, Word, word_after, word_before};
use super::cues::{self, Cue, Cues};
use super::lists::{is_counted_joint, is_list_joint, mark_lists};
use super::plausibility::Bearers;
use super::reading::{Reading, readings_of_found};
use crate::gazetteer::{NameSort, PlaceKind, Senses, is_hromada_qualifier, is_plural_unit_noun, unit_kinds};
use crate::inflection::RELATIONAL_STEMS;
use crate::matcher::Found;
use crate::normalization::{Lower, Symbols};
use crate::{Gazetteer, Language};

/// A name found in a text.
#[derive(Clone, Debug)]
pub(super) struct Span<'g> {
    /// The name alone.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the mention ends: behind the noun of a unit.
    pub(super) mention_end: usize,
    pub(super) readings: Vec<Reading<'g>>,
    /// The form by its numbers, where one layer alone has it.
    pub(super) form: Option<(usize, u64)>,
    /// What the places of the readings are.
    pub(super) bearers: Bearers,
    /// What else the name is.
    pub(super) senses: Senses,
    pub(super) sentence: usize,
    pub(super) paragraph: usize,
    /// The language of its sentence, where the letters tell.
    pub(super) language: Option<Language>,
    pub(super) surroundings: Surroundings,
    /// How likely it stands for a place at all, 0 to 1, once all around it is known.
    pub(super) plausibility: f32,
    /// Whether the noun beside it says that a unit is meant.
    pub(super) is_unit: bool,
}

/// What the words beside a name say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Surroundings {
    pub(super) cues: Cues,
    /// Behind the name: `Sumy City`, `Oskil River`.
    pub(super) cues_after: Cues,
    pub(super) begins_sentence: bool,
    /// Before a colon, as what a report is of: «Суми: вибухи».
    pub(super) opens_report: bool,
    pub(super) is_quoted: bool,
    /// A capitalised word directly before or behind that is no name of a place.
    pub(super) capital_before: bool,
    pub(super) capital_after: bool,
    /// A short word of capitals alone in a text that is not all in capitals.
    pub(super) is_acronym: bool,
    /// A word beside it says that a water or landform is meant, and none bears the name.
    pub(super) names_something_else: bool,
    /// The word is a common one, and only its capital speaks for a name.
    pub(super) is_stopword: bool,
    /// An adjective before what it belongs to: «Малинська міська лікарня», «Чернігівського відділення».
    pub(super) is_adjective: bool,
    /// How surely the words are found to name a person, 0 where they are not.
    pub(super) person: f32,
    /// Part of a hyphenated word whose other part is no name of a place.
    pub(super) in_compound: bool,
    /// So many other names of its list are nothing else than names of places.
    pub(super) listed: usize,
    /// The text has the name elsewhere as that of a place.
    pub(super) is_place_elsewhere: bool,
}

/// The names found, those of the same span as one.
pub(super) fn spans<'g>(
    text: &str,
    gazetteer: &'g Gazetteer,
    structure: &Structure<'_>,
    found: &[Found],
) -> Vec<Span<'g>> {
    let mut spans: Vec<Span<'g>> = Vec::with_capacity(found.len());
    for same in found.chunk_by(|a, b| a.span() == b.span()) {
        let Some(first) = same.first() else { continue };
        let form = (same.len() == 1).then(|| first.form());
        let readings = readings_of_found(gazetteer, same);
        let span = first.span();
        spans.push(Span { form, ..span_of(text, gazetteer, structure, span.start, span.end, readings) });
    }
    mark_units(text, &mut spans);
    let bounds: Vec<(usize, usize)> = spans.iter().map(|span| (span.start, span.mention_end)).collect();
    for span in &mut spans {
        span.surroundings = surroundings(text, structure, span, &bounds);
    }
    mark_lists(text, &mut spans);
    spans
}

/// A span without its surroundings.
pub(super) fn span_of<'g>(
    text: &str,
    gazetteer: &Gazetteer,
    structure: &Structure<'_>,
    start: usize,
    end: usize,
    readings: Vec<Reading<'g>>,
) -> Span<'g> {
    debug_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
    let sentence = structure.sentence(start);
    Span {
        start,
        end,
        mention_end: end,
        readings,
        form: None,
        bearers: Bearers::default(),
        senses: senses(gazetteer, text.get(start..end).unwrap_or("")),
        sentence,
        paragraph: structure.paragraph(start),
        language: structure.language(sentence),
        surroundings: Surroundings::default(),
        plausibility: 0.0,
        is_unit: false,
    }
}

fn senses(gazetteer: &Gazetteer, name: &str) -> Senses {
    let of_layers =
        gazetteer.layers().iter().map(|layer| layer.senses(Symbols::new(name, 0).map(|(symbol, _)| symbol)));
    of_layers.fold(Senses::default(), |all, of_layer| Senses(all.0 | of_layer.0))
}

/// Names of units: beside their noun, «Харківській області», or before another one that is: «Бериславському та
/// Херсонському районах».
fn mark_units(text: &str, spans: &mut [Span<'_>]) {
    let mut behind: Option<UnitBehind<'_>> = None;
    let mut next_start = usize::MAX;
    for span in spans.iter_mut().rev() {
        let name = text.get(span.start..span.end).unwrap_or("");
        let noun = unit_noun_behind(text, span.end);
        let gap = text.get(span.end..next_start.max(span.end)).unwrap_or("");
        let joined = is_list_joint(gap) || is_counted_joint(gap);
        let unit = match noun {
            Some(noun) => Some(UnitBehind { noun: noun.text, name }),
            None => behind.take().filter(|_| joined),
        };
        next_start = span.start;
        let Some(unit) = unit else { continue };
        let kinds = unit_kinds(unit.noun);
        let is_one = |reading: &Reading<'_>| kinds.contains(&reading.facts.kind);
        if span.readings.iter().any(is_one)
            && (noun.is_some() || unit.shares_with(name) || span.readings.iter().all(is_unit_name))
        {
            span.readings.retain(is_one);
            span.is_unit = true;
            behind = Some(UnitBehind { name, ..unit });
            if let Some(noun) = noun {
                span.mention_end = noun.end;
            }
        }
    }
}

/// So many words may stand between the name of a hromada and its noun.
const MOST_QUALIFIERS: usize = 2;

/// The noun of a unit behind its name; of a hromada, behind words that say of what sort it is: «Токмацької міської територіальної
/// громади».
fn unit_noun_behind(text: &str, end: usize) -> Option<Word<'_>> {
    let next = |at: usize| word_after(text, at).filter(Word::is_adjacent);
    let first = next(end)?;
    let mut word = first;
    for _ in 0..MOST_QUALIFIERS {
        if !is_hromada_qualifier(word.text) {
            break;
        }
        word = next(word.end)?;
    }
    let kinds = unit_kinds(word.text);
    (!kinds.is_empty() && (word.start == first.start || kinds.contains(&PlaceKind::Hromada))).then_some(word)
}

/// A unit with the noun that it, or the last one of its list, stands beside.
struct UnitBehind<'t> {
    noun: &'t str,
    name: &'t str,
}

impl UnitBehind<'_> {
    /// Whether its noun is that of a name before it too: an English one is in the plural, "Mykolaiv and Kherson oblasts";
    /// adjectives agree: «Миколаївської та Херсонської областей».
    fn shares_with(&self, name: &str) -> bool {
        if name.is_ascii() {
            return is_plural_unit_noun(self.noun);
        }
        let is_adjective = |name: &Lower| RELATIONAL_STEMS.iter().any(|stem| name.as_str().contains(stem));
        let (own, other) = (Lower::of(self.name), Lower::of(name));
        let mut letters = own.as_str().chars().rev().zip(other.as_str().chars().rev());
        is_adjective(&own) && is_adjective(&other) && letters.by_ref().take(AGREEING).all(|(a, b)| a == b)
    }
}

/// Adjectives that agree end in so many letters that are the same.
const AGREEING: usize = 2;

/// Whether a reading stands for a unit by its adjective, or not for a settlement at all.
fn is_unit_name(reading: &Reading<'_>) -> bool {
    reading.form.sort == NameSort::Attributive || reading.facts.kind.is_unit()
}

/// Whether a word beside a name is none itself, though its capital at the head of a sentence has it found as one: a preposition,
/// «Под Горловкой», or what the name is of, «Річка Оскіл».
fn says_only_what_follows(word: &Word<'_>, structure: &Structure<'_>) -> bool {
    let cues = cues::before(&word.lower());
    cues.intersects(PREPOSITIONS) || cues.intersects(OF_KINDS) && structure.begins_sentence(word.start)
}

fn surroundings(
    text: &str,
    structure: &Structure<'_>,
    span: &Span<'_>,
    spans: &[(usize, usize)],
) -> Surroundings {
    let is_name = |word: &Word<'_>| {
        let position = spans.partition_point(|&(start, _)| start <= word.start);
        position.checked_sub(1).and_then(|before| spans.get(before)).is_some_and(|&(_, end)| word.start < end)
    };
    let before = word_before(text, span.start);
    let after = word_after(text, span.mention_end);
    let begins_sentence = structure.begins_sentence(span.start);
    let opened = text[..span.start].chars().next_back();
    let closed = text[span.mention_end..].chars().next();
    let strange_capital = |word: Option<Word<'_>>| {
        word.is_some_and(|word| {
            word.is_adjacent() && word.is_capitalised() && !is_name(&word) && unit_kinds(word.text).is_empty()
        })
    };
    let capital_before = strange_capital(before)
        && before.is_some_and(|word| {
            cues::before(&word.lower()).is_empty() && !structure.begins_sentence(word.start)
        });
    // A neighbour that is a name itself is no word for what this one is: Лиман before Куп'янськ.
    let named_beside = before.is_some_and(|word| is_name(&word) && !says_only_what_follows(&word, structure));
    let cues = if named_beside { Cues::NONE } else { cues_before(text, before) };
    let is_water = is_water_by_article(span, before, after);
    let cues = if is_water { cues.union(Cues::of(&[Cue::Water])) } else { cues };
    let after = after.filter(|word| !is_name(word));
    let cues_after = after.filter(Word::is_adjacent).map_or(Cues::NONE, |word| cues_behind(text, word));
    let cues_after = cues_after.union(definition_behind(text, span.mention_end));
    Surroundings {
        person: 0.0,
        listed: 0,
        is_place_elsewhere: false,
        is_stopword: cues::is_stopword(&Lower::of(text.get(span.start..span.end).unwrap_or(""))),
        is_adjective: is_adjective(text, span, after, cues),
        is_acronym: is_acronym(text, span, before, after),
        names_something_else: FEATURE_CUES.iter().any(|&(cue, kind)| {
            cues.union(cues_after).contains(cue)
                && !span.readings.iter().any(|reading| reading.facts.kind == kind)
        }),
        cues,
        cues_after,
        begins_sentence,
        opens_report: begins_sentence && closed == Some(':'),
        is_quoted: matches!(opened, Some('"' | '«' | '“' | '„'))
            && matches!(closed, Some('"' | '»' | '”' | '“')),
        capital_before,
        capital_after: strange_capital(after)
            && after.is_some_and(|word| cues::after(&word.lower()).is_empty()),
        in_compound: before.is_some_and(|word| matches!(word.gap, "-" | "‑") && !is_name(&word))
            || after.is_some_and(|word| {
                matches!(word.gap, "-" | "‑") && word.is_capitalised() && !is_name(&word)
            }),
    }
}

/// Cues that name a feature, and the kind of place that it is.
const FEATURE_CUES: &[(Cue, PlaceKind)] =
    &[(Cue::Water, PlaceKind::Water), (Cue::Landform, PlaceKind::Landform)];

/// Words of more letters than this are names even in capitals.
const LONGEST_ACRONYM: usize = 4;

/// Whether a name is a short word of capitals while the words beside it are not in capitals: «ОВА».
fn is_acronym(text: &str, span: &Span<'_>, before: Option<Word<'_>>, after: Option<Word<'_>>) -> bool {
    let name = text.get(span.start..span.end).unwrap_or("");
    if name.len() > LONGEST_ACRONYM * char::MAX_LEN_UTF8 {
        return false;
    }
    let shouted = |word: Word<'_>| {
        word.text.chars().count() > LONGEST_ACRONYM && !word.text.chars().any(char::is_lowercase)
    };
    name.chars().count() <= LONGEST_ACRONYM
        && name.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !name.chars().any(char::is_lowercase)
        && !before.is_some_and(shouted)
        && !after.is_some_and(shouted)
        && !span
            .readings
            .iter()
            .any(|reading| reading.form.sort == NameSort::Abbreviation || !reading.facts.kind.is_settlement())
}

/// What an article says that its subject is: «Терни — село в Україні», «Садове (до 2016 року Радянське) — селище».
fn definition_behind(text: &str, end: usize) -> Cues {
    const LONGEST_BRACKET: usize = 160;
    const SHORTEST_NOUN: usize = 3;
    let behind = text.get(end..).unwrap_or("");
    let behind = match behind.strip_prefix(" (") {
        Some(bracket) => {
            let closed = memchr(
                b')',
                bracket.as_bytes().get(..LONGEST_BRACKET.min(bracket.len())).unwrap_or_default(),
            );
            closed.and_then(|at| bracket.get(at + 1..)).unwrap_or("")
        }
        None => behind,
    };
    let dash = [" — ", " – ", " - "].iter().find_map(|dash| behind.strip_prefix(dash));
    let noun = dash.and_then(|defined| word_after(defined, 0)).filter(|word| word.start == 0);
    // No abbreviation: «Лиман — с. Торське» is a road.
    let noun = noun.filter(|noun| noun.text.chars().count() >= SHORTEST_NOUN);
    noun.map_or(Cues::NONE, |noun| cues::before(&noun.lower()).intersection(TYPE_WORDS))
}

/// Words between a name and the participle of a passive, or what a town is under or without.
const AUXILIARIES: &[&str] = &[
    "was",
    "were",
    "is",
    "are",
    "been",
    "being",
    "has",
    "have",
    "had",
    "also",
    "again",
    "then",
    "now",
    "fully",
    "heavily",
    "був",
    "була",
    "було",
    "були",
    "знову",
    "повністю",
    "был",
    "была",
    "было",
    "были",
    "снова",
    "під",
    "под",
    "без",
    "under",
    "without",
    "вновь",
    "полностью",
];
/// So many of them at most.
const MOST_AUXILIARIES: usize = 3;

/// Cues of participles behind auxiliaries that only places stand with.
const DONE_THERE: Cues = Cues::of(&[Cue::Near, Cue::Passive]);

/// What the word behind a name says; behind auxiliaries, the participle: "Lyman has been liberated".
fn cues_behind(text: &str, next: Word<'_>) -> Cues {
    let mut word = next;
    for _ in 0..MOST_AUXILIARIES {
        if !word.lower().is_one_of(AUXILIARIES) {
            break;
        }
        let Some(behind) = word_after(text, word.end).filter(Word::is_adjacent) else { break };
        word = behind;
    }
    let own = cues::after(&next.lower());
    if word.start == next.start {
        return own;
    }
    let cues = cues::after(&word.lower());
    let done = if cues.intersects(DONE_THERE) { Cues::of(&[Cue::Near]) } else { Cues::NONE };
    own.union(done).union(cues.intersection(Cues::of(&[Cue::Event])))
}

/// The English article, which rivers have and settlements have not.
const ARTICLE: &str = "the";

/// A word before a name, or what stands before it where it is the article.
fn word_before_article<'t>(text: &'t str, word: Word<'t>) -> Option<Word<'t>> {
    if word.text == ARTICLE { word_before(text, word.start) } else { Some(word) }
}

/// Whether an English name with an article is that of a water: no noun stands behind it that the article belongs to, "reached the
/// Oskil", "on the Irpin near Demydiv".
fn is_water_by_article(span: &Span<'_>, before: Option<Word<'_>>, after: Option<Word<'_>>) -> bool {
    before.is_some_and(|word| word.is_adjacent() && word.text == ARTICLE)
        && after.is_none_or(|word| !word.is_adjacent() || cues::is_stopword(&word.lower()))
        && span.readings.iter().any(|reading| reading.facts.kind == PlaceKind::Water)
}

/// Prepositions between a bridge or crossing and its river.
const ACROSS: &[&str] = &["через", "across", "over"];
/// A bridge; without its preposition the word is one of towns, too.
const BRIDGE: &[&str] = &["міст"];
/// Words of what a river has, and of water, whose level it is.
const LEVELS: &[&str] = &["рівень", "рівня", "уровень", "уровня"];
const OF_WATER: &[&str] = &["води", "воды"];

/// What the one or two words before a name say, of which the nearer is given; through a quotation mark and the point of
/// an abbreviation.
pub(super) fn cues_before(text: &str, nearest: Option<Word<'_>>) -> Cues {
    let mut found = Cues::NONE;
    let mut next = nearest;
    for _ in 0..2 {
        let Some(word) = next.filter(|word| word.gap.chars().all(leads_through) && word.leads_on()) else {
            break;
        };
        let lower = word.lower();
        let cues = cues::before(&lower);
        found = found.union(cues);
        // A type word and the preposition before it: "near the village of …", «біля села …», "town of".
        if !lower.is_one_of(&["the", "of", "its"]) && !cues.intersects(TYPE_WORDS) {
            break;
        }
        next = word_before(text, word.start);
    }
    if found.contains(Cue::In)
        && let Some(preposition) = nearest
        && let Some(mut noun) = word_before(text, preposition.start).filter(Word::is_adjacent)
    {
        // «рівень води у Дніпрі», «міст через Інгулець»; a bridge in Dnipro is one in the city.
        if noun.lower().is_one_of(OF_WATER) {
            noun = word_before(text, noun.start).filter(Word::is_adjacent).unwrap_or(noun);
        }
        let lower = noun.lower();
        let is_across = preposition.lower().is_one_of(ACROSS);
        if is_across && lower.is_one_of(BRIDGE) {
            found = found.union(Cues::of(&[Cue::Bank]));
        } else if is_across || lower.is_one_of(LEVELS) {
            found = found.union(cues::before(&lower).intersection(Cues::of(&[Cue::Bank])));
        }
    }
    if found.contains(Cue::Of) {
        // "settlement of Sinkivka", "outskirts of Bakhmut": the noun says more than "of"; "the bank of the Dnipro".
        if let Some(of) = nearest.and_then(|word| word_before_article(text, word))
            && let Some(noun) = word_before(text, of.start).filter(Word::is_adjacent)
        {
            found = found.union(cues::before(&noun.lower()));
        }
    }
    found
}

/// Cues of the words that say what kind of settlement follows.
pub(super) const TYPE_WORDS: Cues = Cues::of(&[Cue::City, Cue::Settlement, Cue::Village, Cue::Inhabited]);

/// Cues of the words that say what kind of feature or settlement a name is of.
pub(super) const OF_KINDS: Cues = TYPE_WORDS.union(Cues::of(&[Cue::Water, Cue::Landform, Cue::Landmark]));

/// Cues of prepositions.
const PREPOSITIONS: Cues = Cues::of(&[Cue::Near, Cue::In, Cue::Of]);

/// Whether a word before a character says something of the name behind it.
fn leads_through(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '.' | '"' | '«' | '“' | '„' | ':')
}

//! Directions of operations: a head noun with the towns that it is named after.

use aho_corasick::{AhoCorasick, MatchKind, packed};
use jiff::civil::Date;
use once_cell::sync::Lazy;

use super::context::{Word, word_before};
use super::cues;
use super::named_directions;
use super::reading::{Reading, attributive_readings};
use super::spans::Span;
use super::unknown::spelled_readings;
use crate::Gazetteer;
use crate::gazetteer::NameSort;
use crate::inflection::RELATIONAL_STEMS;
use crate::normalization::Lower;

/// Head nouns of directions in all their forms; found by their stems.
const HEADS: &[&str] = &[
    "напрямок",
    "напрямку",
    "напрямком",
    "напрямкові",
    "напрямки",
    "напрямків",
    "напрямкам",
    "напрямках",
    "напрямками",
    "напрям",
    "напряму",
    "напрямі",
    "направление",
    "направления",
    "направлению",
    "направлением",
    "направлении",
    "направлений",
    "направлениях",
    "направлениям",
    "направлениями",
    "direction",
    "directions",
    "axis",
    "axes",
    "sector",
    "sectors",
];

/// Nouns of stretches that are named after towns as directions are, but are none: what stands in them is no mention of
/// the town, and lies near it.
const AREAS: &[&str] = &[
    "фронт",
    "фронту",
    "фронте",
    "фронті",
    "фронта",
    "фронтом",
    "участок",
    "участка",
    "участку",
    "участке",
    "участком",
    "участков",
    "участках",
    "ділянка",
    "ділянки",
    "ділянці",
    "ділянку",
    "ділянкою",
    "ділянках",
    "плацдарм",
    "плацдарма",
    "плацдарму",
    "плацдармі",
    "плацдарме",
    "front",
    "fronts",
    "frontline",
    "tactical",
    "agglomeration",
    "агломерація",
    "агломерації",
    "агломерацию",
    "агломерации",
    "агломерация",
    "bridgehead",
    "salient",
    "виступ",
    "виступу",
    "виступі",
    "виступом",
    "выступ",
    "выступа",
    "выступу",
    "выступе",
    "выступом",
];

/// Nouns of roads: the towns that one joins are no mentions of their own, and nothing lies near it.
const ROADS: &[&str] = &["highway", "highways", "road", "roads", "motorway", "railway"];

/// What stands beside the names of towns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Direction,
    Area,
    Road,
}

/// How heads begin, in the letter cases in which they are written.
const STEMS: &[&str] = &[
    "напрям",
    "направлен",
    "НАПРЯМ",
    "НАПРАВЛЕН",
    "Напрям",
    "Направлен",
    "direction",
    "axis",
    "axes",
    "sector",
    "Direction",
    "Axis",
    "Sector",
    "фронт",
    "участ",
    "ділян",
    "плацдарм",
    "виступ",
    "выступ",
    "агломерац",
    "front",
    "tactical",
    "agglomeration",
    "bridgehead",
    "salient",
    "highway",
    "Highway",
    "road",
    "motorway",
    "railway",
];

/// Finds stems: several bytes at once where the processor can, else by an automaton.
enum Finder {
    Packed(packed::Searcher),
    Automaton(AhoCorasick),
}

static FINDER: Lazy<Finder> = Lazy::new(|| match packed::Searcher::new(STEMS) {
    Some(packed) => Finder::Packed(packed),
    None => {
        let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(STEMS);
        Finder::Automaton(builder.expect("a few short patterns fit any automaton"))
    }
});

impl Finder {
    /// Where stems begin.
    fn all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let (packed, automaton) = match self {
            Finder::Packed(packed) => (Some(packed.find_iter(text)), None),
            Finder::Automaton(automaton) => (None, Some(automaton.find_iter(text))),
        };
        packed.into_iter().flatten().chain(automaton.into_iter().flatten()).map(|stem| stem.start())
    }
}

fn head_of(word: &Lower) -> Option<Head> {
    [(HEADS, Head::Direction), (AREAS, Head::Area), (ROADS, Head::Road)]
        .into_iter()
        .find(|(words, _)| word.is_one_of(words))
        .map(|(_, head)| head)
}

const CONJUNCTIONS: &[&str] = &["та", "і", "й", "и", "and", "на"];

/// What joins the towns of one direction.
const JOINTS: &[&str] = &[
    ", ",
    " та ",
    " і ",
    " й ",
    " и ",
    " and ",
    ", and ",
    "-",
    "–",
    " – ",
    " - ",
    " — ",
    "/",
    " та на ",
    " і на ",
    " и на ",
];

/// No direction is named after more towns.
const MOST_PARTS: usize = 8;

/// A direction in a text.
pub(super) struct DirectionSpan<'g> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) head: Head,
    /// The names in it, each with what it may mean; of an unknown one nothing.
    pub(super) parts: Vec<Part<'g>>,
    /// The points of the towns that it may be named after.
    pub(super) towns: Vec<(f32, f32)>,
}

/// One town of a direction.
pub(super) struct Part<'g> {
    pub(super) start: usize,
    pub(super) readings: Vec<Reading<'g>>,
}

/// A direction that so few places may be named after has no need of a town among them.
const FEW: usize = 3;

impl Part<'_> {
    /// The points of the towns that it may be named after; of all places where they are few.
    fn towns(&self) -> impl Iterator<Item = (f32, f32)> {
        let settlements = || self.readings.iter().filter(|reading| reading.facts.kind.is_settlement());
        let any_town = settlements().any(|reading| reading.facts.is_town);
        let all = !any_town && settlements().count() <= FEW;
        settlements()
            .filter(move |reading| all || reading.facts.is_town)
            .filter_map(|reading| reading.facts.at())
    }
}

/// All directions of a text; `spans` are the names found in it.
pub(super) fn find<'g>(
    text: &str,
    gazetteer: &'g Gazetteer,
    spans: &[Span<'g>],
    published: Option<Date>,
) -> Vec<DirectionSpan<'g>> {
    let mut directions: Vec<DirectionSpan<'g>> = Vec::new();
    for start in FINDER.all(text) {
        let Some(head) = word_at(text, start) else { continue };
        let Some(kind) = head_of(&head.lower()) else { continue };
        let mut parts: Vec<Part<'g>> = Vec::new();
        let mut cursor = head.start;
        while parts.len() < MOST_PARTS
            && let Some(part) =
                part_before(text, gazetteer, spans, cursor, parts.is_empty(), (kind, published))
        {
            cursor = part.start;
            parts.push(part);
        }
        parts.reverse();
        let Some(first) = parts.first() else { continue };
        if directions.last().is_none_or(|last| last.end <= first.start) {
            let (start, towns) = (first.start, parts.iter().flat_map(Part::towns).collect());
            directions.push(DirectionSpan { start, end: head.end, head: kind, parts, towns });
        }
    }
    add_elliptic(text, gazetteer, spans, published, &mut directions);
    directions
}

/// How the locative of a relational adjective ends: «на Торецькому», «на Донецком».
const LOCATIVES: &[&str] = &["ському", "цькому", "зькому", "ском", "цком"];

/// A direction so far behind another is none of its list.
const LONGEST_LIST: usize = 400;

/// Adds directions without their noun, as lists of them go on: «на Покровському напрямку 20 атак, на Торецькому — три».
fn add_elliptic<'g>(
    text: &str,
    gazetteer: &'g Gazetteer,
    spans: &[Span<'g>],
    published: Option<Date>,
    directions: &mut Vec<DirectionSpan<'g>>,
) {
    let is_adjective = |span: &Span<'_>| text.get(span.start..span.end).is_some_and(ends_as_locative);
    let mut added: Vec<DirectionSpan<'g>> = Vec::new();
    let mut rest = spans;
    while let Some(first) = rest.iter().position(is_adjective) {
        rest = rest.get(first..).unwrap_or_default();
        // «на Гуляйпільському та Оріхівському — жодного».
        let goes_on = |pair: &[Span<'g>]| match pair {
            [a, b] => is_adjective(b) && text.get(a.end..b.start).is_some_and(|gap| JOINTS.contains(&gap)),
            _ => false,
        };
        let count = 1 + rest.windows(2).take(MOST_PARTS - 1).take_while(|pair| goes_on(pair)).count();
        let (chain, behind) = rest.split_at(count);
        rest = behind;
        let (Some(first), Some(last)) = (chain.first(), chain.last()) else { continue };
        let from = directions.partition_point(|way| way.end <= first.start);
        let is_taken = directions.get(from).is_some_and(|way| way.start < last.end);
        let before = from.checked_sub(1).and_then(|before| directions.get(before));
        let before = before.map(|way| way.end).into_iter().chain(added.last().map(|way| way.end)).max();
        if is_taken || !stands_alone(text, first.start, last.end, before) {
            continue;
        }
        let parts: Vec<Part<'g>> =
            chain.iter().map(|span| elliptic_part(text, gazetteer, span, published)).collect();
        if parts.iter().any(|part| !part.readings.is_empty()) {
            let towns = parts.iter().flat_map(Part::towns).collect();
            added.push(DirectionSpan {
                start: first.start,
                end: last.end,
                head: Head::Direction,
                parts,
                towns,
            });
        }
    }
    if !added.is_empty() {
        directions.append(&mut added);
        directions.sort_by_key(|way| way.start);
    }
}

fn ends_as_locative(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && LOCATIVES.iter().any(|ending| name.ends_with(ending))
}

/// Whether adjectives with «на» before them belong to no word behind: a dash follows, or, where a direction stands before in the
/// list, any mark or number.
fn stands_alone(text: &str, start: usize, end: usize, before: Option<usize>) -> bool {
    let Some(preposition) = word_before(text, start) else { return false };
    if !preposition.is_adjacent() || !matches!(preposition.text, "на" | "На" | "НА") {
        return false;
    }
    let rest = text.get(end..).unwrap_or("");
    let next = rest.trim_start_matches(' ').chars().next();
    let in_list = before
        .and_then(|before| text.get(before..start))
        .is_some_and(|gap| gap.len() <= LONGEST_LIST && !gap.contains('\n'));
    match next {
        Some('—' | '–') => true,
        Some('-') => in_list && rest.starts_with(' '),
        None => in_list,
        Some(next) => {
            in_list && (next.is_ascii_digit() || matches!(next, ',' | '.' | ';' | ':' | '(' | '\n'))
        }
    }
}

/// The town of an adjective without its noun.
fn elliptic_part<'g>(
    text: &str,
    gazetteer: &'g Gazetteer,
    span: &Span<'g>,
    published: Option<Date>,
) -> Part<'g> {
    let name = text.get(span.start..span.end).unwrap_or("");
    let readings = named_directions::readings_of(gazetteer, &Lower::of(name), published)
        .unwrap_or_else(|| attributive_readings(gazetteer, name));
    Part { start: span.start, readings }
}

/// The word that begins at an offset, if one does.
fn word_at(text: &str, start: usize) -> Option<Word<'_>> {
    let word = super::context::word_after(text, start)?;
    let begins = word.start == start && word_before(text, start).is_none_or(|before| !before.gap.is_empty());
    begins.then_some(word)
}

/// The town directly before the head, or before a town of the same direction.
fn part_before<'g>(
    text: &str,
    gazetteer: &'g Gazetteer,
    spans: &[Span<'g>],
    cursor: usize,
    first: bool,
    (kind, published): (Head, Option<Date>),
) -> Option<Part<'g>> {
    let word = word_across_joint(text, cursor, first)?;
    let gap = text.get(word.end..cursor)?;
    if first && !word.is_adjacent() || !first && !JOINTS.contains(&gap) {
        return part_in_compound(text, spans, cursor, first);
    }
    // A front or a road of the name has nothing to do with the General Staff's direction.
    if kind == Head::Direction
        && word.is_capitalised()
        && let Some(readings) = named_directions::readings_of(gazetteer, &word.lower(), published)
    {
        return Some(Part { start: word.start, readings });
    }
    let known = last_until(spans, word.end).filter(|span| span.end == word.end);
    let latin = word.text.chars().any(|c| c.is_ascii_alphabetic());
    if latin {
        let Some(span) = known else {
            let readings = if word.is_capitalised() && !cues::is_stopword(&word.lower()) {
                spelled_readings(gazetteer, word.text)
            } else {
                Vec::new()
            };
            return (!readings.is_empty()).then_some(Part { start: word.start, readings });
        };
        return Some(Part { start: span.start, readings: without_adjectives(&span.readings) });
    }
    let mut readings = attributive_readings(gazetteer, word.text);
    if let Some(span) = known
        && readings.is_empty()
    {
        readings = span
            .readings
            .iter()
            .filter(|reading| reading.form.sort == NameSort::Attributive)
            .copied()
            .collect();
    }
    let lower = word.lower();
    let looks_like_one =
        word.is_capitalised() && RELATIONAL_STEMS.iter().any(|stem| lower.as_str().contains(stem));
    (!readings.is_empty() || looks_like_one).then_some(Part { start: word.start, readings })
}

/// The readings of a Latin name, but for adjectives where it is the name of a settlement as it stands: "the Shakhtarske direction".
fn without_adjectives<'g>(readings: &[Reading<'g>]) -> Vec<Reading<'g>> {
    let is_own = |reading: &&Reading<'_>| {
        reading.form.sort != NameSort::Attributive && reading.facts.kind.is_settlement()
    };
    let own: Vec<Reading<'g>> = readings.iter().filter(is_own).copied().collect();
    if own.is_empty() { readings.to_vec() } else { own }
}

/// The last name that ends at an offset or before.
fn last_until<'s, 'g>(spans: &'s [Span<'g>], at: usize) -> Option<&'s Span<'g>> {
    spans.get(spans.partition_point(|span| span.end <= at).checked_sub(1)?)
}

/// The word before an offset; behind the first town of a chain, the one before "and" or its like.
fn word_across_joint(text: &str, cursor: usize, first: bool) -> Option<Word<'_>> {
    let word = word_before(text, cursor)?;
    if first || !CONJUNCTIONS.contains(&word.text) {
        return Some(word);
    }
    let across = word_before(text, word.start)?;
    // «на Лиманському та на Бахмутському»: the preposition is repeated.
    if word.text == "на" { word_before(text, across.start) } else { Some(across) }
}

/// A town inside a hyphenated word: the first of "Lyman–Kupiansk axis".
fn part_in_compound<'g>(text: &str, spans: &[Span<'g>], cursor: usize, first: bool) -> Option<Part<'g>> {
    let span = last_until(spans, cursor)?;
    let gap = text.get(span.end..cursor)?;
    let joined = if first { gap == " " } else { JOINTS.contains(&gap) };
    let latin = text.get(span.start..span.end)?.chars().any(|c| c.is_ascii_alphabetic());
    (joined && latin).then(|| Part { start: span.start, readings: span.readings.clone() })
}

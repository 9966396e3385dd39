//! Counts: a number with a counted noun phrase, what befell it, and who did it.

use std::ops::Range;

use super::class::{Class, Roles};
use super::count_deed::{actor, deed, is_impersonal};
use super::document::Document;
use super::lexicon::{Adjective, Hit};
use super::number::{Quantity, before_bound, calibre, numeral, quantity};
use super::token::Case;
use super::types::{Action, Count, Detail};
use super::weapon::weapon_at;
use super::{Found, found};

/// The most words between a number and its noun.
const MOST_MODIFIERS: usize = 8;
/// The most numbers in a list that share a noun.
const LONGEST_LIST: usize = 5;
/// The least number that two nouns joined by "and" share.
const LEAST_SHARED: f64 = 10.0;
/// How far before a number of some "of them" these may stand, in tokens.
const THEM_BEFORE: usize = 40;

/// How far before a verb of growth what is counted may stand, and how far behind "number of", in tokens.
const NOUN_BEFORE_GROWTH: usize = 14;
const NEAR_GROWTH: usize = 7;
const LONGEST_COUNTED: usize = 4;

/// What a count begins with.
const STARTS: Roles = Roles::NUMBER.and(Roles::of([Class::Cardinal, Class::Vague]));

/// Finds the counts of a text.
pub(super) fn recognize(doc: &Document) -> Vec<Found> {
    let (mut out, mut from) = (Vec::new(), 0);
    while let Some(i) = doc.next(from, STARTS) {
        let Some(quantity) = quantity(doc, i) else {
            from = i + 1;
            continue;
        };
        let after = quantity.tokens.end;
        match counted(doc, &quantity) {
            Some((tokens, unit)) => {
                from = tokens.end.max(after);
                out.push(count(doc, quantity, tokens, unit));
            }
            None => {
                from = after.max(i + 1);
                let found = shared_noun(doc, &quantity)
                    .or_else(|| listed(doc, &quantity))
                    .or_else(|| elliptic(doc, &quantity, out.last()));
                out.extend(found);
            }
        }
    }
    out
}

fn count(doc: &Document, quantity: Quantity, tokens: Range<usize>, unit: String) -> Found {
    let whole = tokens.clone();
    count_in(doc, quantity, tokens, unit, &whole)
}

/// A count whose deed is that of a longer stretch of tokens.
fn count_in(
    doc: &Document,
    quantity: Quantity,
    tokens: Range<usize>,
    unit: String,
    whole: &Range<usize>,
) -> Found {
    let deed = deed(doc, whole);
    let actor = deed.and_then(|hit| actor(doc, hit, whole));
    let action = deed.and_then(|hit| Action::from_name(doc.value(hit)));
    let Quantity { value, min, max, .. } = quantity;
    found(doc, tokens, Detail::Count(Count { value, min, max, unit, action, actor }), 0.85)
}

/// «4 ракетних та 87 авіаційних ударів»: an adjective whose noun stands with the next number.
fn shared_noun(doc: &Document, first: &Quantity) -> Option<Found> {
    let start = first.tokens.end;
    let end = (start..start + 3).find(|&k| !doc.ends_as(k, Adjective::Full)).filter(|&end| end > start)?;
    let joint = matches!(doc.folded(end), "та" | "і" | "й" | "и" | "and");
    let next = quantity(doc, end + 1).filter(|_| joint && doc.same_sentence(start, end + 1))?;
    let (_, unit) = counted(doc, &next)?;
    let unit = format!("{} {}", doc.surface(start..end), unit.split(' ').next_back()?);
    Some(count(doc, first.clone(), first.tokens.start..end, unit))
}

/// «три, чотири та дев'ять атак»: a bare number in a list whose last has the noun.
fn listed(doc: &Document, first: &Quantity) -> Option<Found> {
    let start = first.tokens.start;
    if is_year(doc, &first.tokens) {
        return None;
    }
    let (mut end, mut conjunction) = (first.tokens.end, false);
    for _ in 0..LONGEST_LIST {
        conjunction |= matches!(doc.folded(end), "та" | "і" | "й" | "и" | "and");
        let joint = conjunction || doc.folded(end) == ",";
        let next = quantity(doc, end + 1).filter(|_| joint && doc.same_sentence(start, end + 1))?;
        if let Some(noun) = noun_phrase(doc, next.tokens.end, &next) {
            let unit = doc.surface(noun.clone());
            let whole = start..noun.end;
            return conjunction.then(|| count_in(doc, first.clone(), first.tokens.clone(), unit, &whole));
        }
        end = next.tokens.end;
    }
    None
}

/// «атакували сто дронів, збито 85»: a bare number after a verb counts what the sentence has counted before.
fn elliptic(doc: &Document, quantity: &Quantity, last: Option<&Found>) -> Option<Found> {
    let number = quantity.tokens.clone();
    let Detail::Count(before) = &last?.entity.detail else { return None };
    let again = || count(doc, quantity.clone(), number.clone(), before.unit.clone());
    if is_of_them(doc, &number) && last?.tokens.end + THEM_BEFORE > number.start {
        return Some(again());
    }
    let last = last.filter(|f| doc.same_sentence(f.tokens.start, number.start))?;
    let edge = before_bound(doc, number.start);
    if is_more_lost(doc, edge, &number) {
        return Some(again());
    }
    let verb = doc.hit(edge.checked_sub(1)?, Class::Action).filter(|h| h.end == edge)?;
    let ends = !doc.is_word(number.end) && doc.folded(number.end) != "%" || doc.folded(number.end) == "of";
    let verb_alone = !last.tokens.contains(&verb.start) && doc.hit(verb.start, Class::Noun).is_none();
    (ends && verb_alone).then(again)
}

/// "71 of them", «із них 100»: some of what was counted before.
fn is_of_them(doc: &Document, number: &Range<usize>) -> bool {
    let after = is_of_them_at(doc, number.end);
    let edge = before_bound(doc, number.start);
    let before = edge >= 2
        && matches!(doc.folded(edge - 1), "them" | "these" | "those" | "них")
        && matches!(doc.folded(edge - 2), "of" | "з" | "із" | "из" | "among" | "серед" | "среди");
    let bare = !doc.is_word(number.end)
        || doc.hit(number.end, Class::Passive).is_some()
        || doc.hit(number.end, Class::Action).is_some();
    after || before && bare && doc.folded(number.end) != "%"
}

pub(super) fn is_of_them_at(doc: &Document, k: usize) -> bool {
    matches!(doc.folded(k), "of" | "з" | "із" | "из")
        && matches!(doc.folded(k + 1), "them" | "these" | "those" | "них")
}

/// «ще 18 локаційно втрачено», «2-го — ще 140»: more of the same, with a deed after it or nothing.
fn is_more_lost(doc: &Document, edge: usize, number: &Range<usize>) -> bool {
    if !matches!(doc.folded(edge), "ще" | "еще" | "another") || edge == number.start {
        return false;
    }
    let verb = (number.end..number.end + 2).find(|&k| doc.hit(k, Class::Action).is_some());
    let sentence = |k: usize| doc.same_sentence(number.start, k);
    match verb {
        Some(k) => sentence(k) && (is_impersonal(doc, k) || k == number.end),
        None => !doc.is_word(number.end) && doc.folded(number.end) != "%" && !doc.is_number(number.end),
    }
}

/// The tokens of the whole count, and what is counted.
fn counted(doc: &Document, quantity: &Quantity) -> Option<(Range<usize>, String)> {
    let number = quantity.tokens.clone();
    let after = past_increase(doc, number.end);
    if is_year(doc, &number)
        || is_in_name(doc, number.start)
        || doc.hit(after, Class::NotCounted).is_some_and(|h| doc.value(h) == "measure")
    {
        return None;
    }
    let named_before = noun_before_dash(doc, number.start);
    // "23 of 24 drones": the first number is the one that the verb is about.
    let after = if doc.folded(after) == "out" && doc.folded(after + 1) == "of" { after + 1 } else { after };
    if matches!(doc.folded(after), "of" | "із" | "из" | "зі" | "з")
        && let Some(whole) = numeral(doc, after + 1).or_else(|| numeral(doc, after + 2))
        && let Some(noun) = noun_phrase(doc, whole.tokens.end, quantity)
    {
        return Some((number.start..noun.end, doc.surface(noun)));
    }
    if let Some(noun) = noun_phrase(doc, after, quantity) {
        let general =
            matches!(doc.folded(noun.start), "од" | "ед" | "осіб" | "чел" | "одиниць" | "единиц" | "units");
        let unit = match named_before {
            Some(before) if general => before,
            _ => noun.clone(),
        };
        return Some((number.start..noun.end, doc.surface(unit)));
    }
    if let Some(before) = named_before.or_else(|| noun_before_growth(doc, number.start)) {
        return Some((number, doc.surface(before)));
    }
    casualties(doc, &number).map(|unit| (number, unit))
}

/// "Group 13 unit": the number belongs to the name of a unit.
fn is_in_name(doc: &Document, number: usize) -> bool {
    let name = |k: usize| doc.hit(k, Class::NamedUnit).is_some_and(|hit| hit.end > number);
    (number.saturating_sub(2)..number).any(name)
}

/// "In 2008 citizens …": four digits of our time after a preposition are a year.
fn is_year(doc: &Document, number: &Range<usize>) -> bool {
    let (word, before) = (doc.folded(number.start), doc.folded(number.start.wrapping_sub(1)));
    let year = number.len() == 1 && word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    year && matches!(
        before,
        "in" | "since" | "by" | "of" | "у" | "в" | "з" | "с" | "до" | "від" | "от" | "к" | "на"
    )
}

/// Past "(+970)", the increase that a daily table of losses gives in brackets.
fn past_increase(doc: &Document, i: usize) -> usize {
    let plus = doc.folded(i) == "(" && doc.folded(i + 1) == "+";
    if !plus {
        return i;
    }
    (i + 2..i + 7).find(|&k| doc.folded(k) == ")").map_or(i, |k| k + 1)
}

/// The noun phrase after a number: modifiers, then the head.
fn noun_phrase(doc: &Document<'_>, start: usize, quantity: &Quantity) -> Option<Range<usize>> {
    if !doc.same_sentence(quantity.tokens.start, start) || doc.hit(start, Class::NotCounted).is_some() {
        return None;
    }
    let (mut at, mut end, mut value) = (start, None, "");
    for _ in 0..MOST_MODIFIERS {
        if !doc.same_sentence(start, at) {
            break;
        }
        if let Some((next, of, closes)) = head_at(doc, at)
            && admits(doc, &quantity.tokens, of, value)
            && !(end.is_some() && is_verb_of_plural(doc, at))
        {
            let adjectival = ends_as_adjective(doc, next - 1);
            (at, end, value) = (next, Some(next), if of.is_empty() { value } else { of });
            if closes && !adjectival {
                break;
            }
            continue;
        }
        match modifier_at(doc, at, end.is_some()) {
            Some(next) => at = next,
            None => break,
        }
    }
    let end = past_joined(doc, quantity, end?, value);
    let opened = (start..end).any(|k| doc.is_quote(k));
    let closing = usize::from(opened && doc.is_quote(end) && doc.is_glued(end) && !doc.is_quote(end - 1));
    Some(start..end + closing)
}

/// "28 ships and boats", «5 100 од. автотехніки та автоцистерн»: a second noun that shares a number too large to be of the
/// first alone, as tables of losses have it.
fn past_joined(doc: &Document, quantity: &Quantity, end: usize, value: &str) -> usize {
    let large =
        quantity.value.is_some_and(|count| count >= LEAST_SHARED) && doc.is_number(quantity.tokens.start);
    let joint = matches!(doc.folded(end), "and" | "та" | "и" | "і" | "й");
    if !large || !joint || value != "weapon" || !doc.same_sentence(end - 1, end + 1) {
        return end;
    }
    let head = |k: usize| head_at(doc, k).filter(|(_, of, _)| *of == "weapon");
    let noun = head(end + 1).or_else(|| {
        let modified = doc.is_word(end + 1) && doc.hit(end + 1, Class::Adjective).is_some();
        head(end + 2).filter(|_| modified)
    });
    match noun {
        // Another verb or number after it begins another clause ("12 drones and missiles hit").
        Some((after, ..)) if !doc.is_number(after) && doc.hit(after, Class::Action).is_none() => after,
        _ => end,
    }
}

/// A noun that may be the head: the token after it, its value, and whether the phrase ends there (Ukrainian, Russian).
fn head_at<'t>(doc: &Document<'t>, at: usize) -> Option<(usize, &'t str, bool)> {
    let at = if doc.is_quote(at) { at + 1 } else { at };
    let latin = doc.is_latin(at);
    let noun = doc.hit(at, Class::Noun);
    let weapon = weapon_at(doc, at).filter(|(tokens, _, _)| noun.is_none_or(|n| n.end < tokens.end));
    let (end, value) = match (noun, weapon) {
        (_, Some((tokens, _, _))) => (tokens.end, "weapon"),
        (Some(noun), None) => (noun.end, doc.value(noun)),
        (None, None) => return None,
    };
    let tail = doc.hit(end, Class::NounTail).filter(|tail| doc.same_sentence(at, tail.end - 1));
    Some((tail.map_or(end, |tail| tail.end), value, !latin))
}

/// "two bombs hit a house": after a plural, a word that is also a verb is the verb.
fn is_verb_of_plural(doc: &Document, at: usize) -> bool {
    doc.is_latin(at)
        && doc.folded(at.wrapping_sub(1)).ends_with('s')
        && !doc.folded(at).ends_with('s')
        && doc.hit(at, Class::Action).is_some_and(|hit| hit.start == at && hit.end == at + 1)
}

/// "one area" is no count, "one tank" is; "people killed" ends with "people".
fn admits(doc: &Document, number: &Range<usize>, of: &str, before: &str) -> bool {
    let one =
        number.len() == 1 && doc.hit(number.start, Class::Cardinal).is_some_and(|h| doc.value(h) == "1");
    if one && matches!(of, "object" | "act" | "attack") {
        return false;
    }
    of != "victim" || before.is_empty()
}

/// A word between number and noun; gives the token after it.
fn modifier_at(doc: &Document, at: usize, has_head: bool) -> Option<usize> {
    if doc.is_quote(at) && weapon_at(doc, at + 1).is_some() {
        return Some(at + 1);
    }
    let known =
        [Class::Adjective, Class::Arm, Class::Organization].into_iter().find_map(|class| doc.hit(at, class));
    if let Some(hit) = known {
        return Some(hit.end);
    }
    if let Some((tokens, _, _)) = weapon_at(doc, at) {
        return Some(tokens.end);
    }
    if let Some(end) = calibre(doc, at) {
        return Some(end);
    }
    // "Shahed-type and other drones".
    if doc.folded(at.wrapping_sub(1)) == "type"
        && doc.folded(at) == "and"
        && doc.hit(at + 1, Class::Adjective).is_some()
    {
        return Some(at + 1);
    }
    if doc.hit(at, Class::NotCounted).is_some() || !doc.is_word(at) {
        let hyphen = doc.is_dash(at) && doc.is_glued(at) && doc.is_glued(at + 1);
        return hyphen.then_some(at + 1);
    }
    let latin = doc.is_latin(at);
    if !latin && ends_as_adjective(doc, at) {
        return Some(at + 1);
    }
    // "механизированных и пехотной бригад": two adjectives joined.
    if matches!(doc.folded(at), "и" | "і" | "та" | "й") && !has_head && ends_as_adjective(doc, at + 1) {
        return Some(at + 2);
    }
    // One unknown English word right before a known noun.
    let token = doc.token(at)?;
    let unknown =
        latin && token.case == Case::Lower && doc.folded(at).len() > 3 && doc.hits_at(at).is_empty();
    (unknown && !has_head && doc.hit(at + 1, Class::Noun).is_some()).then_some(at + 1)
}

/// An adjective or participle between number and noun.
fn ends_as_adjective(doc: &Document, at: usize) -> bool {
    doc.ends_as(at, Adjective::Full)
        || doc.ends_as(at, Adjective::Short) && doc.hit(at, Class::Noun).is_none()
}

/// «танків ‒ 5 352», "personnel: 800": the noun right before the dash or colon before a number.
fn noun_before_dash(doc: &Document, number: usize) -> Option<Range<usize>> {
    let edge = before_bound(doc, number);
    let dash = edge.checked_sub(1)?;
    if !(doc.is_dash(dash) || doc.folded(dash) == ":") || doc.is_glued(number) && edge == number {
        return None;
    }
    let noun = (dash.saturating_sub(5)..dash).find_map(|k| {
        let hit = doc.hit(k, Class::Noun).map(|h| h.start..h.end);
        let weapon = weapon_at(doc, k).map(|w| w.0);
        [hit, weapon].into_iter().flatten().find(|tokens| tokens.end == dash)
    })?;
    doc.same_sentence(noun.start, number).then_some(noun)
}

/// «кількість боєзіткнень збільшилась до 93»: the noun before a verb of growth before a number.
fn noun_before_growth(doc: &Document, number: usize) -> Option<Range<usize>> {
    let edge = before_bound(doc, number);
    let growth = (number.saturating_sub(5)..number).find_map(|k| {
        doc.hits_at(k)
            .iter()
            .find(|h| h.class == Class::Growth && (h.end == number || h.end == edge))
            .copied()
    })?;
    let nouns = || {
        (growth.start.saturating_sub(NOUN_BEFORE_GROWTH)..growth.start)
            .filter_map(|k| doc.hit(k, Class::Noun))
            .filter(|noun| noun.end <= growth.start && doc.same_sentence(noun.start, number))
    };
    // "The number of engagements in the Lyman sector reached 19": what is counted stands behind "number of".
    let counted = nouns().find(|noun| {
        (noun.start.saturating_sub(LONGEST_COUNTED)..noun.start).any(|k| is_word_for_number(doc.folded(k)))
    });
    // The head alone: "engagements" in "combat engagements".
    let head = counted.and_then(|phrase| nouns().rfind(|noun| noun.end == phrase.end));
    let near = |noun: &Hit| noun.start + NEAR_GROWTH >= growth.start;
    head.or_else(|| nouns().rfind(near)).map(|noun| noun.start..noun.end)
}

fn is_word_for_number(word: &str) -> bool {
    matches!(
        word,
        "number"
            | "amount"
            | "total"
            | "кількість"
            | "кількості"
            | "число"
            | "числа"
            | "количество"
            | "количества"
    )
}

/// «загинуло 5, поранено 12»: people, when the verb of harm stands right before.
fn casualties(doc: &Document, number: &Range<usize>) -> Option<String> {
    let verb = doc.hit(number.end, Class::Passive).map_or(number.end, |hit| hit.end);
    let harmed = doc.hit(verb, Class::Action).is_some_and(|hit| {
        matches!(doc.value(hit), "killed" | "wounded") && doc.same_sentence(number.start, verb)
    });
    if harmed {
        return Some("people".to_owned());
    }
    let edge = before_bound(doc, number.start);
    let before = edge.checked_sub(1)?;
    let hit = doc.hit(before, Class::Action).filter(|h| h.end == edge)?;
    let ends = !doc.is_word(number.end) || doc.hit(number.end, Class::NotCounted).is_none();
    let plain = !doc.is_word(number.end)
        || matches!(doc.folded(number.end), "and" | "і" | "та" | "и" | "in" | "у" | "в");
    (matches!(doc.value(hit), "killed" | "wounded") && ends && plain).then(|| "people".to_owned())
}

//! What a name stands with: its role, and the first mention of the same person.

use std::collections::HashMap;
use std::ops::Range;

use super::Found;
use super::class::Class;
use super::document::Document;
use super::lexicon::Hit;
use super::token::Case;
use super::types::Detail;

/// How far before a name its role may begin, in tokens.
const ROLE_BEFORE: usize = 14;
/// The longest role given whole; of a longer one only its head is.
const LONGEST_ROLE: usize = 9;

/// The role beside a name: "the spokesman for Ukraine's Ground Forces, Volodymyr Fitio", «Сергій Коваль, речник».
pub(super) fn role(doc: &Document, name: &Range<usize>) -> Option<String> {
    role_before(doc, name.start).or_else(|| role_after(doc, name.end))
}

fn role_before(doc: &Document, start: usize) -> Option<String> {
    // «речник Андрій Юсов і Андрій Черняк»: the role is the first one's.
    if start > 0 && matches!(doc.folded(start - 1), "і" | "й" | "та" | "и" | "and" | "with" | "з" | "с")
    {
        return None;
    }
    let mut k = start;
    while k > 0 && start - k < ROLE_BEFORE && doc.same_sentence(k - 1, start) {
        k -= 1;
        let stops = matches!(doc.folded(k), "," | ";" | ":" | "(" | ")" | "—")
            && !(doc.folded(k) == "," && k + 1 == start);
        if stops
            || [Class::Said, Class::Action, Class::Passive]
                .into_iter()
                .any(|class| doc.hit(k, class).is_some())
                && role_at(doc, k, start).is_none()
        {
            return None;
        }
        if let Some(hit) = role_at(doc, k, start) {
            // A longer role may begin a word or two earlier: генерал-лейтенант.
            let hit = (k.saturating_sub(3)..k)
                .filter_map(|j| role_at(doc, j, start))
                .find(|earlier| earlier.end >= hit.end && doc.same_sentence(earlier.start, k))
                .unwrap_or(hit);
            let mut end = start;
            let closing = |k: usize| doc.is_quote(k) && doc.is_glued(k);
            while end > hit.end && !(doc.is_word(end - 1) || doc.is_number(end - 1) || closing(end - 1)) {
                end -= 1;
            }
            // Another person between has the role.
            let other = |k: usize| doc.is_capital(k) && doc.lexicon.names.given_stem(doc.folded(k)).is_some();
            if (hit.end..end).any(other) {
                return None;
            }
            if is_of_name_before(doc, hit.start) && doc.folded(start - 1) == "," {
                return None;
            }
            let end = if end - hit.start > LONGEST_ROLE { hit.end } else { end };
            return Some(doc.surface(hit.start..end));
        }
    }
    None
}

/// «Наталія Гуменюк, речниця …, Дмитро Плетенчук»: a role behind the comma after a name is that name's.
fn is_of_name_before(doc: &Document, role: usize) -> bool {
    let given = |k: usize| doc.is_capital(k) && doc.lexicon.names.given_stem(doc.folded(k)).is_some();
    role > 1
        && (doc.folded(role - 1) == "," || doc.is_dash(role - 1))
        && doc.is_capital(role - 2)
        && (role.saturating_sub(4)..role - 1).any(given)
}

fn role_at(doc: &Document, k: usize, start: usize) -> Option<Hit> {
    // A word of address is no role.
    let role = |h: &&Hit| h.class == Class::Role && h.end <= start && doc.value(**h) != "address";
    doc.hits_at(k).iter().find(role).copied()
}

fn role_after(doc: &Document, end: usize) -> Option<String> {
    let opens = doc.folded(end) == "," || doc.is_dash(end);
    let hit = (end + 1..end + 4)
        .find_map(|k| doc.hit(k, Class::Role))
        .filter(|hit| doc.value(*hit) != "address")?;
    let whole = opens
        && doc.same_sentence(end, hit.start)
        && (end + 1..hit.start).all(|k| doc.is_word(k) && !doc.is_capital(k));
    whole.then(|| doc.surface(hit.start..hit.end))
}

/// What tells one person from another in a text.
struct Key {
    surname: Option<String>,
    given: Option<String>,
}

fn key(doc: &Document, tokens: &Range<usize>) -> Key {
    let names = &doc.lexicon.names;
    let words: Vec<usize> = tokens.clone().filter(|&k| doc.is_word(k)).collect();
    let given_at = words.iter().copied().find(|&k| names.given_stem(doc.folded(k)).is_some());
    let given = given_at.and_then(|k| names.given_stem(doc.folded(k))).map(str::to_owned);
    let surname = words.iter().copied().rev().find(|&k| {
        let initial = doc.token(k).is_some_and(|t| t.case == Case::Initial);
        !initial && Some(k) != given_at && !names.is_patronymic(doc.folded(k))
    });
    Key { surname: surname.map(|k| names.surname_stem(doc.folded(k)).joined()), given }
}

/// Points each later mention of a person to the first; `keep` says which mentions will be in the answer, whose indices count.
pub(super) fn link(doc: &Document, entities: &mut [Found], keep: &[bool]) {
    let mut by_surname: HashMap<String, (usize, Option<String>)> = HashMap::new();
    let mut by_given: HashMap<String, usize> = HashMap::new();
    let mut index = 0;
    for (found, &keep) in entities.iter_mut().zip(keep) {
        if let Detail::Person(person) = &mut found.entity.detail {
            let Key { surname, given } = key(doc, &found.tokens);
            let first = match (&surname, &given) {
                (Some(surname), _) => {
                    let known = by_surname.get(surname);
                    known
                        .filter(|(_, name)| name.is_none() || given.is_none() || *name == given)
                        .map(|(at, _)| *at)
                }
                (None, Some(given)) => by_given.get(given).copied(),
                (None, None) => None,
            };
            person.refers_to = first;
            let first = first.unwrap_or(index);
            if let Some(surname) = surname {
                by_surname.entry(surname).or_insert((first, given.clone()));
            }
            if let Some(given) = given {
                by_given.entry(given).or_insert(first);
            }
        }
        index += usize::from(keep);
    }
}

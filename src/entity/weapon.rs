//! Weapons: kinds and models from the tables, and designations such as Т-72Б3, 2S19, FAB-1500.

use std::ops::Range;

use super::class::{Class, Roles};
use super::document::Document;
use super::lexicon::Hit;
use super::types::{Detail, Weapon, WeaponClass};
use super::{Found, found};

type Read = (Range<usize>, WeaponClass, bool);

/// What a weapon begins with.
const STARTS: Roles = Roles::of([Class::Weapon, Class::WeaponName, Class::Designation]);

/// The most words of a kind of weapon before a name.
const LONGEST_KIND: usize = 5;

/// Finds the weapons of a text. A kind right beside a model ("Shahed drone", «танк Leopard») says the same weapon twice, so
/// the model stands for both.
pub(super) fn recognize(doc: &Document) -> Vec<Found> {
    let mut all: Vec<Read> = Vec::new();
    let mut from = 0;
    while let Some(i) = doc.next(from, STARTS) {
        match weapon_at(doc, i) {
            Some(read) => {
                from = read.0.end.max(i + 1);
                all.push(read);
            }
            None => from = i + 1,
        }
    }
    let beside = |a: &Read, b: &Read| {
        let gap = a.0.end..b.0.start;
        gap.len() <= 1
            && gap.clone().all(|k| doc.is_quote(k) || doc.is_dash(k))
            && doc.same_sentence(a.0.start, b.0.start)
    };
    let doubled = |at: usize| {
        let before = at > 0 && all[at - 1].2 && beside(&all[at - 1], &all[at]);
        !all[at].2 && (before || all.get(at + 1).is_some_and(|next| next.2 && beside(&all[at], next)))
    };
    (0..all.len())
        .filter(|&at| !doubled(at))
        .map(|at| {
            let (tokens, class, model) = all[at].clone();
            let model = model.then(|| doc.surface(without_kind(doc, tokens.clone())));
            found(doc, tokens, Detail::Weapon(Weapon { class, model }), 0.85)
        })
        .collect()
}

/// The name in "Tor air defense system".
fn without_kind(doc: &Document, tokens: Range<usize>) -> Range<usize> {
    let named = doc.hit(tokens.start, Class::WeaponName).and_then(|hit| of_name(doc, hit)).map(|read| read.0);
    match named {
        Some(name) if name.end < tokens.end && !doc.is_capital(name.end) && doc.is_word(name.end) => name,
        _ => tokens,
    }
}

/// The weapon at a token: its tokens, its class, and whether it is a model.
pub(super) fn weapon_at(doc: &Document, i: usize) -> Option<Read> {
    if !doc.roles(i).has(STARTS) {
        return None;
    }
    let named = doc.hit(i, Class::Weapon).and_then(|hit| named(doc, hit));
    let (mut tokens, class, model) = match (named, designation(doc, i)) {
        (Some(a), Some(b)) if a.0.end > b.0.end => a,
        (_, Some(b)) => b,
        (Some(a), None) => a,
        (None, None) => return beside_weapon(doc, i),
    };
    // "Buk launchers": a name that is also a place's.
    if model && let Some(read) = beside_weapon(doc, i).filter(|read| read.0.end > tokens.end) {
        return Some(read);
    }
    // "2S19 Msta-S", "БМ-21 «Град»", "Bayraktar TB2": a designation and its name are one mention.
    let quote = usize::from(doc.is_quote(tokens.end));
    let next = tokens.end + quote;
    if model
        && doc.same_sentence(i, next)
        && let Some((after, of, true)) = model_at(doc, next)
        && of == class
    {
        tokens.end = after.end + usize::from(quote == 1 && doc.is_quote(after.end));
    }
    Some((tokens, class, model))
}

/// A name of the table or a designation, the longer of the two.
fn model_at(doc: &Document, i: usize) -> Option<Read> {
    let named = doc.hit(i, Class::Weapon).and_then(|hit| named(doc, hit));
    let known = doc.hit(i, Class::WeaponName).and_then(|hit| of_name(doc, hit));
    [known, designation(doc, i), named].into_iter().flatten().max_by_key(|read| read.0.end)
}

/// A name that is also another word ("Tor", «Оса», "Dana"), beside a word for a weapon: «ЗРК «Оса»», "Dana howitzers". A word
/// right behind it in English belongs to the mention, since the name alone is as well that of a place.
fn beside_weapon(doc: &Document, i: usize) -> Option<Read> {
    let hit = doc.hit(i, Class::WeaponName)?;
    let read = of_name(doc, hit)?;
    let inner = |k: usize| usize::from(doc.is_quote(k) || doc.is_dash(k) && doc.is_glued(k));
    let after = read.0.end + inner(read.0.end);
    let kind = |hit: &Hit| !doc.value(*hit).ends_with(" model");
    let tail = [Class::Weapon, Class::WeaponTail].iter().find_map(|&class| doc.hit(after, class));
    let tail =
        tail.filter(|hit| (hit.class == Class::WeaponTail || kind(hit)) && doc.same_sentence(i, after));
    if let Some(tail) = tail {
        let (mut tokens, class, model) = read;
        let bare = after == hit.end && doc.is_latin(i);
        tokens.end = if bare { tail.end } else { tokens.end };
        return Some((tokens, class, model));
    }
    let before = i - i.checked_sub(1).map_or(0, inner);
    let heads = |k: usize| [Class::Weapon, Class::WeaponTail].iter().find_map(|&c| doc.hit_to(k, before, c));
    let head = (before.saturating_sub(LONGEST_KIND)..before)
        .any(|k| heads(k).is_some_and(|hit| doc.same_sentence(k, i) && kind(&hit)));
    head.then_some(read)
}

fn of_name(doc: &Document, hit: Hit) -> Option<Read> {
    Some((hit.start..suffix(doc, hit.end), WeaponClass::from_name(doc.value(hit))?, true))
}

fn named(doc: &Document, hit: Hit) -> Option<Read> {
    let value = doc.value(hit);
    let (class, model) = value.strip_suffix(" model").map_or((value, false), |class| (class, true));
    let mut end = hit.end;
    if model {
        end = suffix(doc, end);
    }
    Some((hit.start..end, WeaponClass::from_name(class)?, model))
}

/// Letters and a number from the set of the table, with the letters and numbers joined to them: Т-72Б3М, S-300V4, Х-59/69.
fn designation(doc: &Document, i: usize) -> Option<Read> {
    if doc.is_glued(i) && i > 0 && (doc.is_word(i - 1) || doc.is_number(i - 1)) {
        return None;
    }
    doc.hits_at(i).iter().filter(|h| h.class == Class::Designation).find_map(|&hit| {
        if (hit.start + 1..hit.end).any(|k| !doc.is_glued(k)) {
            return None;
        }
        let mut at = hit.end;
        if doc.is_dash(at) && doc.is_glued(at) {
            at += 1;
        }
        // A space is let pass only after two letters or more ("Су 25"): "С 300" begins a phrase with a number.
        let tight =
            doc.is_glued(at) || at == hit.end && doc.written(i).chars().count() > 1 && doc.is_capital(i);
        if !tight || !doc.is_number(at) {
            return None;
        }
        let (class, numbers) = doc.value(hit).split_once(' ')?;
        let number = doc.folded(at);
        if !numbers.split(' ').any(|n| n == "*" || n == number) {
            return None;
        }
        Some((i..suffix(doc, at + 1), WeaponClass::from_name(class)?, true))
    })
}

/// Past the letters and numbers joined to a model: M, -M, Б3М, V4, /69.
fn suffix(doc: &Document, mut at: usize) -> usize {
    let start = at;
    while at < start + 6 {
        if doc.is_glued(at) && (doc.is_word(at) && short_code(doc, at) || doc.is_number(at)) {
            at += 1;
        } else if (doc.is_dash(at) || doc.folded(at) == "/")
            && doc.is_glued(at)
            && doc.is_glued(at + 1)
            && (doc.is_number(at + 1) || doc.is_word(at + 1) && short_code(doc, at + 1))
        {
            at += 2;
        } else {
            break;
        }
    }
    at
}

/// At most three letters, all capitals or Latin: a version, not a word.
fn short_code(doc: &Document, at: usize) -> bool {
    let written = doc.written(at);
    written == "s"
        || written.chars().count() <= 3 && written.chars().all(|c| c.is_uppercase() || c.is_numeric())
}

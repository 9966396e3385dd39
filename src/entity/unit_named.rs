//! Military units without a number of their own: known by a name alone, or by a name beside an echelon.

use super::class::{Class, Roles};
use super::document::Document;
use super::types::Echelon;
use super::unit::{PARTS, Parts, Read, bracket, name, tails};

/// The most words of a name before its echelon that no table knows.
const MOST_NAME_WORDS: usize = 2;

/// A unit known by its name alone: Azov, «Кракен», Wagner Group, BARS-11.
pub(super) fn named(doc: &Document, i: usize) -> Read {
    let lead = doc.hit(i, Class::UnitPrefix).map_or(i, |prefix| prefix.end);
    let opening = usize::from(doc.is_quote(lead));
    let hit = doc.hit(lead + opening, Class::NamedUnit)?;
    let mut parts = Parts { end: hit.end, ..Parts::default() };
    let name = parts.take(doc.value(hit));
    parts.honorific.push(name);
    let mut number = None;
    if let Some((end, value)) = past_number(doc, parts.end) {
        (parts.end, number) = (end, Some(value));
    }
    // "BARS-Sarmat".
    if doc.is_dash(parts.end)
        && doc.is_glued(parts.end)
        && doc.is_glued(parts.end + 1)
        && doc.is_capital(parts.end + 1)
    {
        parts.end += 2;
    }
    if opening == 1 {
        parts.end = if doc.is_quote(parts.end) { parts.end + 1 } else { return None };
    }
    // "Azov Brigade", "Azov Assault Brigade".
    if doc.is_latin(hit.start)
        && let Some(more) = name_after(doc, parts.end)
    {
        parts.arms = more.arms;
        (parts.echelon, parts.end) = (more.echelon, more.end);
    }
    if let Some((end, side)) = bracket(doc, parts.end).filter(|(_, side)| side.is_some()) {
        (parts.end, parts.side) = (end, side);
    }
    let end = parts.end;
    Some((i..end, parts.unit(number)))
}

/// A name that is a unit's only beside an echelon or with a number: "Donbas battalion", "Liut Assault Brigade", «Дніпро-1».
pub(super) fn by_name(doc: &Document, i: usize) -> Read {
    let opening = usize::from(doc.is_quote(i));
    let hit = doc.hit(i + opening, Class::UnitName).filter(|hit| doc.same_sentence(i, hit.end - 1))?;
    if i > 0 && doc.hit(i - 1, Class::PlaceWord).is_some() {
        return None;
    }
    let mut parts = Parts { end: hit.end, ..Parts::default() };
    let name = parts.take(doc.value(hit));
    parts.honorific.push(name);
    // One digit: a longer number is a year, or that of a road.
    let number = past_number(doc, hit.end).filter(|(_, number)| *number < 10);
    parts.end = number.map_or(parts.end, |(end, _)| end);
    if opening == 1 {
        parts.end = if doc.is_quote(parts.end) { parts.end + 1 } else { return None };
    }
    let more = echelon_after(doc, parts.end).filter(|_| doc.is_latin(hit.start));
    if more.is_none() && number.is_none() {
        return None;
    }
    if let Some(more) = more {
        parts.arms = more.arms;
        (parts.echelon, parts.end) = (more.echelon, more.end);
    }
    tails(doc, &mut parts);
    let end = parts.end;
    Some((i..end, parts.unit(number.map(|(_, number)| number))))
}

/// Past the number joined to a name with a hyphen: Dnipro-1, BARS-11.
pub(super) fn past_number(doc: &Document, at: usize) -> Option<(usize, u32)> {
    let joined = doc.is_dash(at) && doc.is_glued(at) && doc.is_glued(at + 1) && doc.is_number(at + 1);
    let number = joined.then(|| doc.folded(at + 1).parse().ok())??;
    Some((at + 2, number))
}

/// Arms and the echelon of a unit that has a name, in any letter case: larger bodies are named after places.
fn echelon_after(doc: &Document, at: usize) -> Option<Parts> {
    let first = doc.roles(at).has(PARTS) && doc.same_sentence(at.saturating_sub(1), at);
    first.then(|| name(doc, at, false))?.filter(|more| !more.plural && is_small(more.echelon))
}

/// The echelons that have a name rather than a number.
fn is_small(echelon: Option<Echelon>) -> bool {
    matches!(
        echelon,
        Some(
            Echelon::Brigade
                | Echelon::Regiment
                | Echelon::Battalion
                | Echelon::Division
                | Echelon::Legion
                | Echelon::Detachment
        )
    )
}

/// Arms and an echelon right after a name.
fn name_after(doc: &Document, at: usize) -> Option<Parts> {
    let first = doc
        .hit(at, Class::Arm)
        .or_else(|| doc.hit(at, Class::Echelon))
        .or_else(|| doc.hit(at, Class::Honorific))?;
    if !doc.is_capital(first.start) && doc.hit(at, Class::Echelon).is_none() {
        return None;
    }
    name(doc, at, false).filter(|more| !more.plural)
}

/// A unit without a number: an echelon with a quoted name («бригада «Рубіж»»), or a capitalised name before it ("Edelweiss
/// Brigade", "the Black Swan battalion").
pub(super) fn unnumbered(doc: &Document, i: usize) -> Read {
    // Most capitals are not such a name, which a look at what follows tells.
    let near = doc.roles(i + 1).has(PARTS) || doc.is_capital(i + 1) && doc.roles(i + 2).has(PARTS);
    if !near && !doc.roles(i).has(Roles::QUOTE.and(PARTS)) {
        return None;
    }
    let first = [Class::Arm, Class::Honorific, Class::Echelon].into_iter().find_map(|c| doc.hit(i, c));
    if first.is_some()
        && let Some(mut parts) = name(doc, i, true)
        && !parts.plural
    {
        let before = parts.end;
        tails(doc, &mut parts);
        let names = |k: usize| [Class::NamedUnit, Class::UnitName].iter().any(|&c| doc.hit(k, c).is_some());
        let named = (before..parts.end).any(|k| doc.is_quote(k) || names(k));
        let heads = matches!(
            parts.echelon,
            Some(Echelon::Center | Echelon::Base | Echelon::Fleet | Echelon::Group) | None
        );
        // "Separate Special Purpose Regiment": three capitals or more are a name.
        let proper =
            doc.is_latin(i) && before - i >= 3 && (i..before).all(|k| doc.is_capital(k) || doc.is_dash(k));
        if (named || proper) && !heads {
            let end = parts.end;
            return Some((i..end, parts.unit(None)));
        }
    }
    let quoted = doc.quoted(i).filter(|q| doc.is_capital(q.start + 1));
    let after = match &quoted {
        Some(quoted) => quoted.end,
        None if first.is_none() => past_plain_name(doc, i)?,
        None => return None,
    };
    if !doc.is_latin(after) {
        return None;
    }
    let mut parts = match name_after(doc, after).filter(|_| doc.is_capital(after)) {
        Some(parts) if doc.is_capital(parts.end - 1) => parts,
        // In lower case a name is told by its article: "Kyiv regiments" are those of Kyiv.
        _ => echelon_after(doc, after).filter(|_| is_with_article(doc, i..after))?,
    };
    if !is_small(parts.echelon) {
        return None;
    }
    parts.honorific.push(doc.surface(i..after));
    tails(doc, &mut parts);
    let end = parts.end;
    Some((i..end, parts.unit(None)))
}

/// The token after a capitalised name of one word or two inside a sentence, which an echelon follows.
fn past_plain_name(doc: &Document, i: usize) -> Option<usize> {
    let end = (i..i + MOST_NAME_WORDS).take_while(|&k| is_plain_name(doc, k)).last()? + 1;
    // The start of the sentence is looked for last, since many marks may stand before the name.
    (doc.roles(end).has(PARTS) && doc.same_sentence(i, end) && !doc.starts_sentence(i)).then_some(end)
}

/// Whether "the" stands before a name that is not of a nation ("the Chechen battalion").
fn is_with_article(doc: &Document, name: std::ops::Range<usize>) -> bool {
    let nation = |k: usize| {
        let word = doc.folded(k);
        ["ian", "ean", "ish", "ese", "hen"].iter().any(|end| word.ends_with(end))
    };
    let article = name.start.checked_sub(1).is_some_and(|k| doc.folded(k) == "the");
    article && !name.into_iter().any(nation)
}

/// A capitalised word that neither a table nor its ending gives away as something else.
fn is_plain_name(doc: &Document, i: usize) -> bool {
    let taken = Roles::of([
        Class::Side,
        Class::Country,
        Class::Month,
        Class::Role,
        Class::GroupingName,
        Class::Organization,
        Class::NamedUnit,
    ]);
    let free = !doc.roles(i).has(taken.and(PARTS));
    free && doc.is_capital(i) && doc.is_latin(i) && doc.written(i).chars().count() > 3
}

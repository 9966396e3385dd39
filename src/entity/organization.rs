//! Organizations: those of the tables, chains of them (Генштаб ЗСУ), and names built by rule (ТОВ «…», "Ministry of …", Харківська ОВА).

use std::collections::HashSet;
use std::ops::Range;

use super::class::{Class, Roles};
use super::document::{Document, Grammars, starts};
use super::lexicon::Adjective;
use super::types::{Detail, Organization};
use super::{Found, found};

const GRAMMARS: Grammars<Name, 5> = [
    (Roles::QUOTE.and(Roles::of([Class::Side, Class::Organization])), listed),
    (Roles::of([Class::LegalForm]), legal),
    (Roles::of([Class::OrganizationHead]), headed),
    (Roles::CAPITAL, local),
    (Roles::CAPITAL, english_office),
];
const STARTS: Roles = starts(&GRAMMARS);

/// Finds the organizations of a text.
pub(super) fn recognize(doc: &Document) -> Vec<Found> {
    let mut out = Vec::new();
    // Names that a legal form or a head has introduced in quotation marks, folded.
    let mut introduced: HashSet<String> = HashSet::new();
    let mut from = 0;
    while let Some(i) = doc.next(from, STARTS) {
        match doc.read(i, &GRAMMARS).or_else(|| again(doc, i, &introduced)) {
            Some((tokens, name, confidence)) => {
                from = tokens.end.max(i + 1);
                introduced.extend(quoted_name(doc, tokens.clone()));
                out.push(found(doc, tokens, Detail::Organization(Organization { name }), confidence));
            }
            None => from = i + 1,
        }
    }
    out
}

/// The name in the quotation marks with which a mention ends, folded.
fn quoted_name(doc: &Document, tokens: Range<usize>) -> Option<String> {
    let open = tokens.clone().rev().skip(1).find(|&k| matches!(doc.folded(k), "«" | "\"" | "“" | "„"))?;
    let closed = doc.is_quote(tokens.end - 1) && open + 1 < tokens.end - 1;
    closed.then(|| folded(doc, open + 1..tokens.end - 1))
}

fn folded(doc: &Document, tokens: Range<usize>) -> String {
    tokens.map(|k| doc.folded(k)).collect::<Vec<_>>().join(" ")
}

/// «Легіон» after «ТОВ «Легіон»»: the quoted name alone, its marks left outside.
fn again(doc: &Document, i: usize, introduced: &HashSet<String>) -> Read {
    let quoted = doc.quoted(i).filter(|_| !introduced.is_empty())?;
    let inner = quoted.start + 1..quoted.end - 1;
    introduced.contains(&folded(doc, inner.clone())).then_some((inner, None, 0.7))
}

/// The tokens, the usual name, and how sure it is.
type Name = (Range<usize>, Option<String>, f32);
type Read = Option<Name>;

/// An organization of the table, with the one it belongs to: "General Staff of the Armed Forces of Ukraine".
fn listed(doc: &Document, i: usize) -> Read {
    // "Russian Aerospace Forces": an English adjective of side belongs to a capitalised name.
    let side = doc
        .hit(i, Class::Side)
        .filter(|h| h.end == i + 1 && doc.is_capital(i) && !doc.folded(i).ends_with("'s"));
    let at = match side {
        Some(side) if doc.is_latin(i) && doc.hit(i, Class::Organization).is_none() => side.end,
        _ => i,
    };
    if doc.is_quote(i) {
        return quoted_listed(doc, i);
    }
    let hit = doc.hit(at, Class::Organization)?;
    if at > i && !doc.is_capital(at) {
        return None;
    }
    // A short name joined to a word by a hyphen is part of that word ("НАТО-вский").
    let end = chain(doc, hit.end);
    Some((i..end, Some(doc.value(hit).to_owned()), 0.9))
}

/// «Нафтогаз», «РИА Новости»: a listed name in quotation marks, which stay outside.
fn quoted_listed(doc: &Document, i: usize) -> Read {
    let hit = doc.hit(i + 1, Class::Organization)?;
    doc.is_quote(hit.end).then(|| (i + 1..hit.end, Some(doc.value(hit).to_owned()), 0.9))
}

/// Past the organizations and countries that follow in the genitive or after "of".
fn chain(doc: &Document, mut end: usize) -> usize {
    for _ in 0..3 {
        let latin = doc.is_latin(end.saturating_sub(1));
        let at = match (latin, doc.folded(end), doc.folded(end + 1)) {
            (true, "of", "the") => end + 2,
            (true, "of", _) => end + 1,
            (true, ..) => break,
            (false, ..) => end,
        };
        if !doc.same_sentence(end - 1, at) || doc.is_new_line(at) {
            break;
        }
        let next =
            doc.hit(at, Class::Organization).filter(|_| doc.is_capital(at) && latin == doc.is_latin(at));
        match next.or_else(|| doc.hit(at, Class::Country)) {
            // A second organization in a list has a comma or a verb between; a bare one right after is its owner, when it
            // is one that owns others.
            Some(hit) if hit.class == Class::Country || owns(doc.value(hit)) => end = hit.end,
            _ => break,
        }
    }
    end
}

/// Forces and ministries that other organizations belong to.
fn owns(name: &str) -> bool {
    [
        "Armed",
        "Ministry",
        "Security Service",
        "National Guard",
        "General Staff",
        "National Police",
        "Navy",
        "Ground Forces",
    ]
    .iter()
    .any(|start| name.starts_with(start))
}

/// ТОВ «…», ПАТ «… «…»»: a legal form with a quoted name.
fn legal(doc: &Document, i: usize) -> Read {
    let hit = doc.hit(i, Class::LegalForm)?;
    let end = balanced(doc, hit.end)?;
    Some((i..end, None, 0.8))
}

/// Past a quoted name of up to twelve words, quotation marks inside it included.
fn balanced(doc: &Document, i: usize) -> Option<usize> {
    let open = doc.folded(i);
    if !matches!(open, "«" | "\"" | "“" | "„") || !doc.same_sentence(i, i + 1) {
        return None;
    }
    let mut depth = 0;
    for k in i..i + 20 {
        if !doc.same_sentence(i, k) {
            return None;
        }
        match doc.folded(k) {
            "«" | "„" => depth += 1,
            "“" if k == i => depth += 1,
            "»" | "”" | "“" => depth -= 1,
            "\"" if k > i => depth -= 1,
            "\"" => depth += 1,
            _ => {}
        }
        // One mark may close two names: «Компанія «Мрія».
        if depth <= 0 || doc.folded(k) == "»" && !doc.is_glued(k + 1) {
            return (k > i + 1).then_some(k + 1);
        }
    }
    None
}

/// «агентство «…»», «партія «…»», «Міністерство освіти і науки України»: a head with a name after it.
fn headed(doc: &Document, i: usize) -> Read {
    let head = doc.hit(i, Class::OrganizationHead)?;
    if doc.is_latin(i) {
        return english_headed(doc, i, head.end);
    }
    if let Some(end) = balanced(doc, head.end).filter(|_| doc.is_capital(head.end + 1)) {
        return Some((i..end, None, 0.75));
    }
    if doc.is_capital(i) && region(doc, head.end) == head.end + 2 {
        return Some((i..head.end + 2, None, 0.7));
    }
    // A head with a capital inside a sentence begins a proper name that runs on in lower case up to the country.
    let proper = doc.is_capital(i) && doc.folded(i).chars().count() > 5;
    let country = (head.end + 1..head.end + 7)
        .take_while(|&k| {
            doc.same_sentence(i, k)
                && doc.is_word(k - 1)
                && !(doc.is_capital(k) && doc.hit(k, Class::Country).is_none())
        })
        .find_map(|k| doc.hit(k, Class::Country))?;
    proper.then_some((i..country.end, None, 0.7))
}

/// "Ministry of Digital Transformation of Ukraine".
fn english_headed(doc: &Document, i: usize, at: usize) -> Read {
    if !doc.is_capital(i)
        || !matches!(doc.folded(at), "of" | "for")
        || !doc.is_capital(at + 1) && doc.folded(at + 1) != "the"
    {
        return None;
    }
    let mut end = at + 1;
    let mut k = at + 1;
    while k < at + 12 && doc.same_sentence(i, k) {
        if doc.is_capital(k) {
            end = k + 1;
        } else if !matches!(doc.folded(k), "of" | "the" | "and" | "for" | "on") {
            break;
        }
        k += 1;
    }
    (end > at + 1).then_some((i..end, None, 0.7))
}

/// «Харківська ОВА», «Рівненський міський суд», "Kharkiv Oblast Military Administration": a place's adjective before a body.
fn local(doc: &Document, i: usize) -> Read {
    if !doc.is_capital(i) || doc.hit(i, Class::Role).is_some() {
        return None;
    }
    let latin = doc.is_latin(i);
    let limit = if latin { 3 } else { 2 };
    let tail = (i + 1..=i + limit).find_map(|k| doc.hit(k, Class::OrganizationTail))?;
    if !doc.same_sentence(i, tail.end - 1)
        || latin && !(i..tail.start).all(|k| doc.is_capital(k))
        || latin && !doc.is_capital(tail.start)
    {
        return None;
    }
    let adjective = latin
        || doc.folded(i).chars().count() > 5
            && (doc.ends_as(i, Adjective::Full) || doc.ends_as(i, Adjective::Short));
    if !adjective || (i + 1..tail.start).any(|k| !doc.is_word(k)) {
        return None;
    }
    let end = region(doc, tail.end);
    Some((i..end, None, 0.75))
}

/// «… суд Рівненської області»: the region after a body.
fn region(doc: &Document, at: usize) -> usize {
    let named = doc.is_capital(at)
        && ["області", "области", "обл"].contains(&doc.folded(at + 1))
        && doc.same_sentence(at, at + 1);
    if named { at + 2 } else { doc.hit(at, Class::Country).map_or(at, |hit| hit.end) }
}

/// "Foreign Ministry", "Energy Agency": capitals that end with a head.
fn english_office(doc: &Document, i: usize) -> Read {
    if !doc.is_capital(i) || !doc.is_latin(i) || doc.hit(i, Class::OrganizationHead).is_some() {
        return None;
    }
    let head = (i + 1..i + 5)
        .take_while(|&k| doc.same_sentence(i, k) && doc.is_capital(k) && doc.is_latin(k))
        .filter_map(|k| doc.hit(k, Class::OrganizationHead))
        .last()?;
    let weak = matches!(
        doc.folded(head.start),
        "center" | "union" | "service" | "office" | "company" | "council" | "party"
    );
    let starts = doc.starts_sentence(i) || doc.hit(i, Class::Role).is_some();
    (!(starts || weak && head.end - i < 3)).then_some((i..head.end, None, 0.6))
}

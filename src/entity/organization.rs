//! Organizations: those of the tables, chains of them (Генштаб ЗСУ), and names built by rule (ТОВ «…», "Ministry of …", Харківська ОВА).

use std::ops::Range;

use super::class::{Class, Roles};
use super::document::{Document, Grammars, starts};
use super::organization_again::Introduced;
use super::organization_body::{adjectival, goes_on, headed, region, run};
use super::organization_latin::{latin, web};
use super::token::Case;
use super::types::{Detail, Organization};
use super::{Found, found};

const GRAMMARS: Grammars<Name, 8> = [
    (Roles::QUOTE.and(Roles::of([Class::Side, Class::Organization])), listed),
    (Roles::of([Class::LegalForm]), legal),
    (Roles::of([Class::OrganizationHead, Class::OrganizationTail]), headed),
    (Roles::CAPITAL, adjectival),
    (Roles::CAPITAL, local),
    (Roles::CAPITAL, english_office),
    (Roles::CAPITAL, web),
    (Roles::CAPITAL, held),
];
const STARTS: Roles = starts(&GRAMMARS);

/// Finds the organizations of a text.
pub(super) fn recognize(doc: &Document) -> Vec<Found> {
    let mut out = Vec::new();
    let mut introduced = Introduced::default();
    let mut from = 0;
    while let Some(i) = doc.next(from, STARTS) {
        let Some((tokens, name, confidence)) = doc.read(i, &GRAMMARS).or_else(|| introduced.again(doc, i))
        else {
            from = i + 1;
            continue;
        };
        from = tokens.end.max(i + 1);
        introduced.name_of(doc, tokens.clone());
        let short = introduced.short_for(doc, tokens.clone());
        out.push(found(doc, tokens, Detail::Organization(Organization { name: name.clone() }), confidence));
        if let Some(short) = short {
            from = short.end;
            out.push(found(doc, short, Detail::Organization(Organization { name }), confidence));
        }
    }
    out
}

/// The tokens, the usual name, and how sure it is.
pub(super) type Name = (Range<usize>, Option<String>, f32);
pub(super) type Read = Option<Name>;

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
    let end = region(doc, chain(doc, more(doc, i, hit.end)));
    Some((i..end, Some(doc.value(hit).to_owned()), 0.9))
}

/// «Міністерство енергетики та вугільної промисловості»: past what the usual short name of a body leaves out.
fn more(doc: &Document, i: usize, end: usize) -> usize {
    let office = doc.hit(i, Class::OrganizationHead).is_some_and(|head| doc.value(head) == "office");
    if office && !doc.is_latin(i) && doc.is_capital(i) && goes_on(doc, end) { run(doc, end) } else { end }
}

/// «Нафтогаз», «РИА Новости»: a listed name in quotation marks, which stay outside.
fn quoted_listed(doc: &Document, i: usize) -> Read {
    let hit = doc.hit(i + 1, Class::Organization)?;
    doc.is_quote(hit.end).then(|| (i + 1..hit.end, Some(doc.value(hit).to_owned()), 0.9))
}

/// Past the organizations and countries that follow in the genitive or after "of".
pub(super) fn chain(doc: &Document, mut end: usize) -> usize {
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

/// ТОВ «…», ПАТ «… «…»»: a legal form with a quoted name; ФОП with that of a person; «депутат від «…»», where the name alone
/// is the organization.
fn legal(doc: &Document, i: usize) -> Read {
    let hit = doc.hit(i, Class::LegalForm)?;
    match doc.value(hit) {
        "cue" => cued(doc, hit.end),
        "trader" => {
            let end = (hit.end..hit.end + LONGEST_PERSON)
                .take_while(|&k| doc.is_capital(k) && doc.same_sentence(i, k) && !doc.is_new_line(k))
                .last()?;
            (end > hit.end).then_some((i..end + 1, None, 0.7))
        }
        _ => {
            // "ТОВ НВП «…»": two forms.
            let two = doc.hit(hit.end, Class::LegalForm).filter(|two| doc.value(*two) == "company");
            let form = two.map_or(hit.end, |two| two.end);
            // «КП Київради «Сокіл»»: with its owner between.
            let owner = doc.hit(form, Class::Organization).filter(|_| doc.is_capital(form));
            let open = owner.map_or(form, |owner| chain(doc, owner.end));
            Some((i..balanced(doc, open)?, None, 0.8))
        }
    }
}

/// The most words of a person's name: surname, given name, patronymic.
const LONGEST_PERSON: usize = 3;

/// A short quoted name behind a word that stands before names of organizations, without its marks.
fn cued(doc: &Document, open: usize) -> Read {
    // A listed name is read where it stands, with its usual name.
    if let Some(name) = latin(doc, open).filter(|_| doc.hit(open, Class::Organization).is_none()) {
        return Some((name, None, 0.65));
    }
    let quoted = doc.quoted(open).filter(|_| doc.is_capital(open + 1))?;
    let listed = doc.hit(open + 1, Class::Organization).filter(|hit| hit.end + 1 == quoted.end);
    let name = listed.map(|hit| doc.value(hit).to_owned());
    let inner = quoted.start + 1..quoted.end - 1;
    let sound = inner.clone().all(|k| doc.is_word(k) || doc.is_number(k) || doc.is_dash(k));
    sound.then_some((inner, name, 0.7))
}

/// Past a quoted name of up to twelve words, quotation marks inside it included.
pub(super) fn balanced(doc: &Document, i: usize) -> Option<usize> {
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
        // One mark may close two names: «Компанія «Мрія», …
        if depth <= 0 || doc.folded(k) == "»" && !(doc.is_glued(k + 1) && doc.is_quote(k + 1)) {
            return (k > i + 1).then_some(k + 1);
        }
    }
    None
}

/// "Ministry of Digital Transformation of Ukraine".
pub(super) fn english_headed(doc: &Document, i: usize, at: usize) -> Read {
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

/// "Kharkiv Oblast Military Administration", "Fairwind Holdings Ltd": capitals that end as names of organizations do.
fn local(doc: &Document, i: usize) -> Read {
    if !doc.is_latin(i) || !doc.is_capital(i) || doc.hit(i, Class::Role).is_some() {
        return None;
    }
    let tail = (i + 1..=i + 3).find_map(|k| doc.hit(k, Class::OrganizationTail))?;
    let sound = doc.same_sentence(i, tail.end - 1)
        && doc.value(tail) != "domain"
        && (i..=tail.start).all(|k| doc.is_capital(k) && doc.is_word(k));
    sound.then(|| (i..region(doc, tail.end), None, 0.75))
}

/// «ректор КНУ», «директор Vertigo Prime»: an abbreviation or a Latin name behind an office is what the office is held in.
fn held(doc: &Document, i: usize) -> Read {
    let other_script = i > 0 && doc.is_latin(i) && !doc.is_latin(i - 1);
    let name = if other_script { latin(doc, i) } else { abbreviation(doc, i).then_some(i..i + 1) }?;
    let office = (i.saturating_sub(3)..i).any(|k| {
        let role =
            doc.hit_to(k, i, Class::Role).is_some_and(|hit| matches!(doc.value(hit), "head" | "office"));
        let cue = doc.hit_to(k, i, Class::LegalForm).is_some_and(|hit| doc.value(hit) == "cue");
        (role || cue) && doc.same_sentence(k, i)
    });
    office.then_some((name, None, 0.6))
}

/// A Cyrillic abbreviation in capitals that no table knows.
fn abbreviation(doc: &Document, i: usize) -> bool {
    doc.token(i).is_some_and(|t| t.case == Case::Upper)
        && !doc.is_latin(i)
        && (3..=MOST_LETTERS).contains(&doc.written(i).chars().count())
        && doc.written(i).chars().all(char::is_uppercase)
        && doc.hits_at(i).is_empty()
        && !(doc.is_glued(i + 1) && (doc.is_dash(i + 1) || doc.is_number(i + 1)))
}

/// The most letters of an abbreviation.
const MOST_LETTERS: usize = 7;

/// "Foreign Ministry", "Energy Agency": capitals that end with a head.
fn english_office(doc: &Document, i: usize) -> Read {
    if !doc.is_capital(i) || !doc.is_latin(i) || doc.hit(i, Class::OrganizationHead).is_some() {
        return None;
    }
    let head = (i + 1..i + 5)
        .take_while(|&k| doc.same_sentence(i, k) && doc.is_capital(k) && doc.is_latin(k))
        .filter_map(|k| doc.hit(k, Class::OrganizationHead))
        .last()?;
    let weak = doc.value(head) == "weak";
    let starts = doc.starts_sentence(i) || doc.hit(i, Class::Role).is_some();
    (!(starts || weak && head.end - i < 3)).then_some((i..head.end, None, 0.6))
}

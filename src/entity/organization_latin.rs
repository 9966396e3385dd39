//! Names of organizations in Latin letters amid Cyrillic text, and web addresses that are names.

use std::ops::Range;

use super::class::Class;
use super::document::Document;
use super::organization::Read;
use super::token::Case;

/// The most words of a Latin name in a Cyrillic text.
const LONGEST_LATIN: usize = 5;

/// A name in Latin letters that nothing but organizations of the tables explains: «телеканал Vertigo Prime».
pub(super) fn latin(doc: &Document, at: usize) -> Option<Range<usize>> {
    let name = bare(doc, at).filter(|_| doc.is_latin(at) && doc.same_sentence(at.saturating_sub(1), at))?;
    if let Some(listed) = doc.hit(at, Class::Organization) {
        return Some(name.start..name.end.max(listed.end));
    }
    (doc.hits_at(at).is_empty() && doc.written(at).chars().count() > 1).then_some(name)
}

/// "Example.com": a name with the end of a web address.
pub(super) fn web(doc: &Document, i: usize) -> Read {
    let free = i == 0 || !doc.is_glued(i) || doc.is_quote(i - 1) || doc.folded(i - 1) == "(";
    let end = domain_end(doc, i + 1).filter(|_| free && doc.is_latin(i))?;
    Some((i..end, None, 0.6))
}

/// An abbreviation in capitals, or capitalised words in Latin letters.
pub(super) fn bare(doc: &Document, i: usize) -> Option<Range<usize>> {
    if !doc.is_capital(i) || !doc.is_word(i) {
        return None;
    }
    if !doc.is_latin(i) {
        let upper = doc.token(i).is_some_and(|t| t.case == Case::Upper);
        return upper.then_some(i..i + 1);
    }
    let run = (i + 1..i + LONGEST_LATIN).take_while(|&k| {
        doc.is_capital(k) && doc.is_latin(k) && doc.same_sentence(i, k) && !doc.is_new_line(k)
    });
    let end = run.last().map_or(i, |k| k) + 1;
    Some(i..domain_end(doc, end).unwrap_or(end))
}

/// Past the end of a web address behind a word: ".com".
fn domain_end(doc: &Document, dot: usize) -> Option<usize> {
    let sound = doc.folded(dot) == "." && doc.is_glued(dot) && doc.is_glued(dot + 1);
    let end =
        doc.hit(dot + 1, Class::OrganizationTail).filter(|hit| sound && doc.value(*hit) == "domain")?.end;
    (!doc.is_glued(end) || !doc.is_word(end)).then_some(end)
}

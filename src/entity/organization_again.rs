//! Organizations that a text has introduced, where they stand again: «Легіону» after «ТОВ «Легіон»», ФРУ after «Фонд розвитку
//! (ФРУ)», the Latin name after its head.

use std::collections::HashSet;
use std::ops::Range;

use super::class::Class;
use super::document::Document;
use super::organization::Read;
use super::organization_latin::bare;
use super::token::Case;

/// The names that legal forms and heads have introduced, in a form that all their cases share.
#[derive(Debug, Default)]
pub(super) struct Introduced {
    quoted: HashSet<String>,
    /// Abbreviations, and names in Latin letters, which need no marks.
    bare: HashSet<String>,
}

impl Introduced {
    /// Keeps the name in the quotation marks that a mention ends with or is in.
    pub(super) fn name_of(&mut self, doc: &Document, tokens: Range<usize>) {
        // «компанія Vertigo Prime»: the Latin end of a mention that begins with a Cyrillic head, or a bare one.
        let latin = tokens.clone().rev().take_while(|&k| doc.is_latin(k) && doc.is_word(k)).last();
        let cyrillic = tokens.start > 0 && !doc.is_latin(tokens.start - 1) || !doc.is_latin(tokens.start);
        if let Some(from) = latin.filter(|_| cyrillic) {
            self.bare.insert(stem(doc, from..tokens.end));
        }
        if let Some(name) = quoted_name(doc, tokens) {
            self.quoted.insert(stem(doc, name));
        }
    }

    /// Reads the short name in brackets behind a mention, and keeps it: "Фонд … (ФРУ)", «Бавар» (Bavar). Behind a
    /// Latin name only an abbreviation is one ("the staff (Kyiv)").
    pub(super) fn short_for(&mut self, doc: &Document, mention: Range<usize>) -> Option<Range<usize>> {
        let (latin, end) = (doc.is_latin(mention.start), mention.end);
        if doc.folded(end) != "(" || !doc.same_sentence(mention.start, end) {
            return None;
        }
        let name = bare(doc, end + 1).filter(|name| doc.folded(name.end) == ")")?;
        let upper = name.len() == 1 && doc.token(name.start).is_some_and(|t| t.case == Case::Upper);
        let free = doc.hits_at(name.start).iter().all(|hit| hit.class == Class::Organization);
        let sound = free && (upper || !latin);
        sound.then(|| {
            self.bare.insert(stem(doc, name.clone()));
            name
        })
    }

    /// A name that the text has introduced: the quoted name without its marks, or the bare one.
    pub(super) fn again(&self, doc: &Document, i: usize) -> Read {
        let quoted =
            doc.quoted(i).filter(|_| !self.quoted.is_empty()).map(|range| range.start + 1..range.end - 1);
        if let Some(inner) = quoted.filter(|inner| self.quoted.contains(&stem(doc, inner.clone()))) {
            return Some((inner, None, 0.7));
        }
        let bare = Some(i).filter(|_| !self.bare.is_empty()).and_then(|i| bare(doc, i))?;
        self.bare.contains(&stem(doc, bare.clone())).then_some((bare, None, 0.7))
    }
}

/// The inner name in the quotation marks with which a mention ends, or that stand around it.
fn quoted_name(doc: &Document, tokens: Range<usize>) -> Option<Range<usize>> {
    let around = tokens.start > 0 && doc.is_quote(tokens.start - 1) && doc.is_quote(tokens.end);
    if around {
        return Some(tokens);
    }
    let mut last = tokens.end - 1;
    while last > tokens.start && doc.is_quote(last) && doc.is_quote(last - 1) {
        last -= 1;
    }
    let open = (tokens.start..last).rev().find(|&k| matches!(doc.folded(k), "«" | "\"" | "“" | "„"))?;
    (doc.is_quote(last) && open + 1 < last).then_some(open + 1..last)
}

/// What all case forms of a name share.
fn stem(doc: &Document, tokens: Range<usize>) -> String {
    let names = &doc.lexicon.names;
    let words = tokens.map(|k| names.surname_stem(doc.folded(k)).joined());
    words.collect::<Vec<_>>().join(" ")
}

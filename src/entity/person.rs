//! Persons: names with role or rank, given name and surname in any order and case, initials, and surnames that stand alone.

use std::cell::Cell;
use std::ops::Range;

use super::class::{Class, Roles};
use super::document::Document;
use super::kinds::EntityKind;
use super::lexicon::{Adjective, Ending, Hit};
pub(super) use super::person_link::link;
use super::person_link::role;
use super::token::Case;
use super::types::{Detail, Person};
use super::{Found, found};

/// A name read from the text.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) tokens: Range<usize>,
    /// Which of its tokens is the surname.
    pub(super) surname: Option<usize>,
    pub(super) confidence: f32,
}

/// What the grammar asks of a text: the document, and the tokens that belong to mentions of other kinds.
pub(super) struct Reader<'d, 't> {
    pub(super) doc: &'d Document<'t>,
    blocked: Vec<bool>,
    /// Answers to the questions of [`Asked`] about each token, once they are known.
    answers: Vec<Cell<Answers>>,
}

/// What is asked of a token again and again.
#[derive(Debug, Clone, Copy)]
enum Asked {
    NameWord,
    Given,
    Patronymic,
    Surname,
    Listed,
}

/// Two bits a question: whether it was asked, and the answer.
#[derive(Debug, Clone, Copy, Default)]
struct Answers(u16);

/// Finds the persons of a text; names do not reach into the units, organizations and dates found before.
pub(super) fn recognize(doc: &Document, settled: &[Found]) -> Vec<Found> {
    let mut blocked = vec![false; doc.len()];
    let blocking =
        [EntityKind::MilitaryUnit, EntityKind::Organization, EntityKind::Date, EntityKind::Coordinates];
    for f in settled.iter().filter(|f| blocking.contains(&f.entity.kind())) {
        for slot in blocked.iter_mut().take(f.tokens.end).skip(f.tokens.start) {
            *slot = true;
        }
    }
    let reader = Reader { doc, blocked, answers: vec![Cell::default(); doc.len()] };
    let mut names = reader.names();
    reader.later_mentions(&mut names);
    names.sort_by_key(|n| n.tokens.start);
    names
        .into_iter()
        .map(|name| {
            let person = Person { role: role(doc, &name.tokens), refers_to: None };
            found(doc, name.tokens, Detail::Person(person), name.confidence)
        })
        .collect()
}

impl Reader<'_, '_> {
    fn names(&self) -> Vec<Name> {
        let (mut out, mut from) = (Vec::new(), 0);
        while let Some(capital) = self.doc.next(from, Roles::CAPITAL) {
            let place = self.office_place(capital);
            let (i, office) = place.map_or((capital, None), |(end, office)| (end, Some(office)));
            let read = self
                .initials_first(i)
                .or_else(|| self.clan(i))
                .or_else(|| self.surname_first(i))
                .or_else(|| self.given_first(i))
                .or_else(|| self.ranked(i, office))
                .or_else(|| self.speaking(i))
                .or_else(|| self.shaped(i))
                .or_else(|| self.alone(i));
            match read {
                Some(mut name) => {
                    name.tokens.end = self.past_regnal(name.tokens.end);
                    from = name.tokens.end;
                    out.push(name);
                }
                None => from = i.max(capital + 1),
            }
        }
        out
    }

    /// The answer to a question about a token, found out once.
    fn ask(&self, k: usize, question: Asked, find_out: impl FnOnce() -> bool) -> bool {
        let Some(cell) = self.answers.get(k) else { return find_out() };
        let (asked, yes) = (1 << (2 * question as u16), 2 << (2 * question as u16));
        if cell.get().0 & asked == 0 {
            let answer = if find_out() { yes } else { 0 };
            // Finding out may have answered other questions.
            cell.set(Answers(cell.get().0 | asked | answer));
        }
        cell.get().0 & yes != 0
    }

    /// A capitalised word that may be part of a name.
    pub(super) fn is_name_word(&self, k: usize) -> bool {
        self.doc.is_capital(k) && self.ask(k, Asked::NameWord, || self.may_be_name(k))
    }

    fn may_be_name(&self, k: usize) -> bool {
        let doc = self.doc;
        let Some(token) = doc.token(k) else { return false };
        if self.blocked[k] || token.case == Case::Initial {
            return false;
        }
        if token.case == Case::Upper && doc.written(k).chars().count() < 5 {
            return false;
        }
        let other =
            [Class::NotName, Class::Country, Class::Role, Class::Side, Class::Weekday, Class::PlaceWord];
        let latin_month = doc.is_latin(k) && doc.hit(k, Class::Month).is_some();
        !latin_month
            && other
                .into_iter()
                .all(|class| doc.hit(k, class).is_none_or(|h| h.end > k + 1 && class != Class::NotName))
    }

    /// Whether the token after a name word may carry the name on: same line, same sentence, no mark between.
    pub(super) fn follows(&self, k: usize) -> bool {
        self.is_name_word(k)
            && self.doc.same_sentence(k - 1, k)
            && !self.doc.roles(k).has(Roles::NEW_LINE.and(Roles::GLUED))
    }

    pub(super) fn is_given(&self, k: usize) -> bool {
        let names = &self.doc.lexicon.names;
        self.is_name_word(k) && self.ask(k, Asked::Given, || names.given_stem(self.doc.folded(k)).is_some())
    }

    fn is_patronymic(&self, k: usize) -> bool {
        let names = &self.doc.lexicon.names;
        self.is_name_word(k) && self.ask(k, Asked::Patronymic, || names.is_patronymic(self.doc.folded(k)))
    }

    /// A word of the open list of surnames, or with the ending of one.
    pub(super) fn is_surname(&self, k: usize) -> bool {
        let names = &self.doc.lexicon.names;
        self.is_name_word(k)
            && self
                .ask(k, Asked::Surname, || names.has_surname_ending(self.doc.folded(k)) || self.is_listed(k))
    }

    /// An initial with its full stop: the token after it.
    pub(super) fn initial(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let sound = doc.token(k).is_some_and(|t| t.case == Case::Initial && t.span.len() <= 2)
            && doc.folded(k + 1) == ".";
        (sound && !self.blocked[k]).then_some(k + 2)
    }

    /// Past "-Петренко" in a double name.
    pub(super) fn past_double(&self, end: usize) -> usize {
        let doc = self.doc;
        let double =
            doc.is_dash(end) && doc.is_glued(end) && doc.is_glued(end + 1) && doc.is_capital(end + 1);
        if double { end + 2 } else { end }
    }

    /// Past "II" after a given name.
    fn past_regnal(&self, end: usize) -> usize {
        let doc = self.doc;
        let numeral = |k: usize| {
            doc.written(k).len() <= 4 && doc.written(k).chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
        };
        if doc.is_word(end) && numeral(end) && doc.written(end).len() > 1 { end + 1 } else { end }
    }

    /// О. Сирський, В.А. Моцарта.
    fn initials_first(&self, i: usize) -> Option<Name> {
        if i > 0 && self.doc.is_glued(i) && self.doc.is_word(i - 1) {
            return None;
        }
        let one = self.initial(i)?;
        let two = self.initial(one);
        let at = self.past_particles(two.unwrap_or(one));
        // One initial is also an abbreviation (В. Бурлук), so the surname must look like one.
        let sound = self.is_name_word(at)
            && (two.is_some()
                || self.is_surname(at) && !self.is_adjective(at)
                || self.is_surname(at) && self.is_ski(at));
        sound.then(|| Name { tokens: i..self.past_double(at + 1), surname: Some(at), confidence: 0.85 })
    }

    /// Surnames in -ський look like adjectives.
    fn is_ski(&self, k: usize) -> bool {
        self.doc.has_ending(k, Ending::Ski)
    }

    /// Мельник Андрій Володимирович, Клюєва А. П., Близнюка Олексієм.
    fn surname_first(&self, i: usize) -> Option<Name> {
        if !self.is_name_word(i) || self.doc.is_latin(i) {
            return None;
        }
        let at = self.past_double(i + 1);
        if self.follows(at) && self.is_given(at) && self.follows(at + 1) && self.is_patronymic(at + 1) {
            return Some(Name { tokens: i..at + 2, surname: Some(i), confidence: 0.95 });
        }
        let given = self.is_given(i);
        if let Some(end) = self.initial(at).filter(|_| self.is_surname(i) && !self.doc.is_glued(at)) {
            let two = self.initial(end);
            let followed = self.is_name_word(two.unwrap_or(end));
            if !given && !followed {
                return Some(Name { tokens: i..two.unwrap_or(end), surname: Some(i), confidence: 0.8 });
            }
        }
        let alone =
            self.follows(at) && self.is_given(at) && !self.follows(at + 1) && !self.doc.starts_sentence(i);
        (alone && !given && self.is_surname(i) && !self.is_adjective(i)).then(|| Name {
            tokens: i..at + 1,
            surname: Some(i),
            confidence: 0.75,
        })
    }

    /// Олександр Верпека, Volodymyr Fitio, Donald J. Trump, Катерина.
    fn given_first(&self, i: usize) -> Option<Name> {
        if !self.is_given(i)
            || self.after_place_word(i)
            || i > 0 && self.doc.is_glued(i) && self.doc.is_dash(i - 1)
        {
            return None;
        }
        let mut at = self.past_double(i + 1);
        at = self.initial(at).filter(|&k| self.is_name_word(k)).unwrap_or(at);
        at = self.past_particles(at);
        if !self.follows(at) {
            return self.given_alone(i, at);
        }
        let mut last = at;
        let middle = self.is_patronymic(at) || self.is_given(at) && !self.is_listed(at);
        let next = self.past_particles(at + 1);
        if middle && self.follows(next) {
            last = next;
        } else if self.is_given(at) && !self.is_surname(at) && !middle {
            last = at;
        }
        let surname = (!self.is_patronymic(last)).then_some(last);
        Some(Name { tokens: i..self.past_double(last + 1), surname, confidence: 0.9 })
    }

    pub(super) fn is_listed(&self, k: usize) -> bool {
        self.ask(k, Asked::Listed, || self.doc.lexicon.names.is_listed_surname(self.doc.folded(k)))
    }

    /// A given name alone: a person in prose, but in Latin script too often another word.
    fn given_alone(&self, i: usize, end: usize) -> Option<Name> {
        let doc = self.doc;
        let latin = doc.is_latin(i);
        // Of three letters, only those of women are told from abbreviations and other words.
        let letters = doc.folded(i).chars().count();
        let short = letters < 3 || letters == 3 && !doc.folded(i).ends_with(['а', 'я']);
        let quoted = i > 0 && doc.is_quote(i - 1) && doc.is_quote(end);
        // «у Миколаєві» is a town: a name alone after a preposition of place is left to the gazetteer.
        let placed = i > 0 && matches!(doc.folded(i - 1), "у" | "в" | "во" | "під" | "под" | "біля" | "на");
        (!latin
            && !short
            && !quoted
            && !placed
            && doc.token(i).is_some_and(|t| t.case == Case::Capital)
            && end == i + 1)
            .then(|| Name { tokens: i..i + 1, surname: None, confidence: 0.55 })
    }

    fn past_particles(&self, mut at: usize) -> usize {
        let start = at;
        while at < start + 3 && self.doc.hit(at, Class::Particle).is_some() {
            at += 1;
        }
        let carried = at > start && self.doc.is_capital(at) && self.doc.same_sentence(start, at);
        if carried { at } else { start }
    }

    /// A place word right before («вулиця», «село», "village") makes a name a place's.
    pub(super) fn after_place_word(&self, i: usize) -> bool {
        let stop = i > 1 && self.doc.folded(i - 1) == ".";
        let at = if stop { i - 2 } else { i.wrapping_sub(1) };
        // One letter is a place word with its full stop alone ("с. Іванівка"; "с Сергеем" is "with").
        self.doc.hit(at, Class::PlaceWord).is_some_and(|h| {
            self.doc.value(h) != "region" && (stop || self.doc.folded(at).chars().count() != 1)
        })
    }

    /// The role or rank that ends right before a token.
    pub(super) fn role_before(&self, i: usize) -> Option<Hit> {
        let doc = self.doc;
        let edge = if i > 0 && doc.folded(i - 1) == "." && doc.is_glued(i - 1) { i - 1 } else { i };
        (edge.saturating_sub(4)..edge)
            .find_map(|k| doc.hit_to(k, edge, Class::Role).filter(|_| doc.same_sentence(k, i)))
    }

    /// A name after a role or rank: "полковник Мусієнко", "Gen. Mark Milley"; `office` is one that a place follows.
    fn ranked(&self, i: usize, office: Option<Hit>) -> Option<Name> {
        if !self.is_name_word(i) {
            return None;
        }
        let role = office.or_else(|| self.role_before(i))?;
        // Behind a rank or a word of address any word is a name.
        let rank = matches!(self.doc.value(role), "rank" | "address");
        let address = self.doc.value(role) == "address";
        let latin = self.doc.is_latin(i);
        let next = self.past_double(i + 1);
        if self.follows(next) && !self.is_adjective(i) {
            let sound =
                rank || office.is_some() || self.is_surname(next) || latin && self.doc.is_capital(role.start);
            if sound {
                return Some(Name {
                    tokens: i..self.past_double(next + 1),
                    surname: Some(next),
                    confidence: 0.85,
                });
            }
        }
        let sound = match (rank, latin) {
            (true, true) => self.doc.is_capital(role.start),
            (true, false) => address || self.is_surname(i),
            (false, true) => self.is_surname(i) && self.doc.is_capital(role.start),
            (false, false) => {
                self.is_listed(i) || office.is_some() && self.is_surname(i) || self.agrees(role, i)
            }
        };
        sound.then_some(Name { tokens: i..next, surname: Some(i), confidence: 0.75 })
    }

    /// Two capitalised words inside a sentence, the second with the ending of a surname: Эльмар Мамедъяров.
    fn shaped(&self, i: usize) -> Option<Name> {
        let doc = self.doc;
        let word = doc.folded(i);
        if doc.is_latin(i) || !self.is_name_word(i) || word.chars().count() < 3 || self.after_place_word(i) {
            return None;
        }
        let next = self.past_particles(i + 1);
        let surname = self.follows(next) && !self.doc.is_latin(next) && self.is_surname(next);
        let quoted = i > 0 && doc.is_quote(i - 1) && doc.is_glued(i);
        let sound = surname
            && !quoted
            && !self.is_adjective(i)
            && (!doc.starts_sentence(i) || self.is_listed(next) || doc.hit(i, Class::GivenWord).is_some())
            && doc
                .hits_at(i)
                .iter()
                .all(|h| h.end > i + 1 || matches!(h.class, Class::Figure | Class::GivenWord));
        let triple = self.follows(next + 1) && !self.is_surname(next + 1) || self.is_region(next);
        // «дружина Гончара Олена Шкіль»: the second word begins the name of another person.
        let another = self.is_given(next) && !self.is_listed(next) && self.follows(next + 1);
        (sound && !triple && !another).then(|| Name {
            tokens: i..self.past_double(next + 1),
            surname: Some(next),
            confidence: 0.6,
        })
    }

    /// «Вугледар Донецької області»: the second word is the adjective of a region.
    fn is_region(&self, k: usize) -> bool {
        self.doc.has_ending(k, Ending::Region)
            && (!self.is_listed(k) || self.doc.hit(k + 1, Class::PlaceWord).is_some())
    }

    /// The endings of adjectives, with which names of places and bodies begin (Велика Новосілка, Верховний Суд).
    pub(super) fn is_adjective(&self, k: usize) -> bool {
        self.doc.ends_as(k, Adjective::Full) && !self.is_given(k) && !self.is_listed(k)
    }

    /// A surname alone: one that needs no introduction, or a listed one beside a verb of saying.
    fn alone(&self, i: usize) -> Option<Name> {
        let doc = self.doc;
        if self.blocked.get(i).copied().unwrap_or(true) || !doc.is_capital(i) || self.after_place_word(i) {
            return None;
        }
        let name = |confidence| Name { tokens: i..self.past_double(i + 1), surname: Some(i), confidence };
        if doc.hit(i, Class::Figure).is_some_and(|h| h.end == i + 1)
            && !(doc.is_glued(i) && i > 0 && doc.is_dash(i - 1))
        {
            return Some(name(0.8));
        }
        let said_after = doc.hit(i + 1, Class::Said).is_some_and(|_| doc.same_sentence(i, i + 1));
        // "said Mykolaiv was attacked" speaks of the town.
        let subject = doc.hit(i + 1, Class::Passive).is_some()
            || matches!(doc.folded(i + 1), "has" | "had" | "will" | "would" | "could" | "might" | "may");
        let said_before = !subject
            && (i.saturating_sub(3)..i)
                .any(|k| doc.hit(k, Class::Said).is_some_and(|h| h.end == i && doc.same_sentence(k, i)));
        // "the mayor of Kharkiv said".
        let governed =
            doc.is_latin(i) && i > 0 && matches!(doc.folded(i - 1), "of" | "in" | "from" | "near" | "at");
        let sound = (said_after || said_before)
            && !governed
            && self.is_surname(i)
            && (!self.is_adjective(i) || self.is_ski(i))
            && (doc.folded(i).chars().count() > 5 || self.is_listed(i));
        sound.then(|| name(0.65))
    }
}

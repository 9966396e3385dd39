//! Military units: a grammar over the words of unit names, with tables for abbreviations and for units known by a name alone.

use std::ops::Range;

use super::class::{Class, Roles};
use super::document::{Document, Grammars, starts};
use super::lexicon::{Adjective, Hit};
use super::types::{Detail, Echelon, MilitaryUnit, Side};
use super::unit_group::grouping;
use super::unit_named::{by_name, named, past_number, unnumbered};
use super::{Found, found};

/// The most words between the number and the echelon.
const MOST_WORDS: usize = 12;

const NUMBERS: Roles = Roles::NUMBER.and(Roles::of([Class::Ordinal]));
/// Words that lead to an echelon.
pub(super) const PARTS: Roles = Roles::of([Class::Arm, Class::Honorific, Class::Echelon]);
const GRAMMARS: Grammars<(Range<usize>, MilitaryUnit), 6> = [
    (NUMBERS, numbered),
    (NUMBERS, |doc, i| elided(doc, i, 6)),
    (Roles::QUOTE.and(Roles::of([Class::Grouping, Class::GroupingName])), grouping),
    (Roles::QUOTE.and(Roles::of([Class::UnitPrefix, Class::NamedUnit])), named),
    (Roles::QUOTE.and(Roles::of([Class::UnitName])), by_name),
    (Roles::QUOTE.and(Roles::CAPITAL).and(PARTS), unnumbered),
];
const STARTS: Roles = starts(&GRAMMARS);

/// Finds the units of a text.
pub(super) fn recognize(doc: &Document) -> Vec<Found> {
    let (mut out, mut from) = (Vec::new(), 0);
    while let Some(i) = doc.next(from, STARTS) {
        match doc.read(i, &GRAMMARS) {
            Some((tokens, mut unit)) => {
                from = tokens.end.max(i + 1);
                unit.side = unit.side.or_else(|| side_before(doc, tokens.start));
                out.push(found(doc, tokens, Detail::MilitaryUnit(unit), 0.9));
            }
            None => from = i + 1,
        }
    }
    out
}

pub(super) type Read = Option<(Range<usize>, MilitaryUnit)>;

/// How the number of a unit is written.
#[derive(PartialEq)]
enum Ordinal {
    /// 92nd, 3-тя.
    Suffixed,
    /// 72, which may also count.
    Plain,
    /// "third", «третя».
    Word,
}

/// What a unit's name has given so far.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) arms: Vec<String>,
    pub(super) honorific: Vec<String>,
    pub(super) echelon: Option<Echelon>,
    pub(super) side: Option<Side>,
    /// The token after the last that belongs to it.
    pub(super) end: usize,
    /// The echelon stands in the plural.
    pub(super) plural: bool,
    /// The name ends with an abbreviation of three letters or more, which is of nothing but a unit.
    pub(super) abbreviated: bool,
    /// The echelon is a phrase ("military base"), which says more than one word ("base").
    pub(super) phrase: bool,
}

impl Parts {
    /// Takes the fields of a row: word, echelon, side.
    pub(super) fn take(&mut self, value: &str) -> String {
        let mut fields = value.split(';');
        let word = fields.next().unwrap_or("").to_owned();
        self.echelon = fields.next().and_then(Echelon::from_name).or(self.echelon);
        self.side = fields.next().and_then(Side::from_name).or(self.side);
        word
    }

    fn arm(&mut self, value: &str) {
        let word = self.take(value);
        if !word.is_empty() && !self.arms.contains(&word) {
            self.arms.push(word);
        }
    }

    pub(super) fn unit(self, number: Option<u32>) -> MilitaryUnit {
        let joined = |words: Vec<String>| (!words.is_empty()).then(|| words.join(" "));
        MilitaryUnit {
            number,
            arm: joined(self.arms),
            echelon: self.echelon,
            honorific: joined(self.honorific),
            side: self.side,
        }
    }
}

/// A unit with its number first.
fn numbered(doc: &Document, i: usize) -> Read {
    let (number, at, ordinal) = number_at(doc, i)?;
    let mut parts = name(doc, at, ordinal == Ordinal::Plain)?;
    let bare = parts.arms.is_empty() && parts.honorific.is_empty() && !parts.phrase;
    let large = matches!(
        parts.echelon,
        Some(
            Echelon::Brigade
                | Echelon::Regiment
                | Echelon::Battalion
                | Echelon::Division
                | Echelon::Corps
                | Echelon::Army
        )
    );
    let sound = match ordinal {
        Ordinal::Suffixed => !bare || large || parts.echelon == Some(Echelon::Company),
        Ordinal::Plain => !parts.plural && (number > 4 || !large || parts.abbreviated),
        Ordinal::Word => !bare || large && doc.is_capital(i) && doc.is_capital(parts.end - 1),
    };
    if !sound || parts.plural && ordinal != Ordinal::Suffixed {
        return None;
    }
    tails(doc, &mut parts);
    let end = parts.end;
    Some((i..end, parts.unit(Some(number))))
}

/// «57-й мотопехотной и 92-й штурмовой бригад», "the 1st, 2nd and 3rd Battalions": a unit whose echelon the next one names.
fn elided(doc: &Document, i: usize, depth: usize) -> Read {
    let (number, mut at, ordinal) = number_at(doc, i)?;
    if ordinal != Ordinal::Suffixed || depth == 0 {
        return None;
    }
    let mut parts = Parts::default();
    while doc.is_word(at) && at < i + 8 && doc.hit(at, Class::Echelon).is_none() {
        match [Class::Honorific, Class::Arm].into_iter().find_map(|class| doc.hit(at, class)) {
            Some(_) => at = word(doc, at, &mut parts, false)?,
            None => break,
        }
    }
    let joint = matches!(doc.folded(at), "," | "и" | "і" | "та" | "й" | "and" | "&");
    let next = at + 1;
    if !joint || !doc.same_sentence(i, next) || number_at(doc, next)?.2 != Ordinal::Suffixed {
        return None;
    }
    let (_, follower) = numbered(doc, next).or_else(|| elided(doc, next, depth - 1))?;
    let mut unit = parts.unit(Some(number));
    unit.arm = unit.arm.or(follower.arm);
    unit.echelon = follower.echelon;
    unit.side = unit.side.or(follower.side);
    Some((i..at, unit))
}

/// The number of a unit: its value, the token after it, how it is written.
fn number_at(doc: &Document, i: usize) -> Option<(u32, usize, Ordinal)> {
    if let Some(hit) = doc.hit(i, Class::Ordinal) {
        return Some((doc.value(hit).parse().ok()?, hit.end, Ordinal::Word));
    }
    if !doc.is_number(i) || doc.folded(i).len() > 5 || doc.is_glued(i) && i > 0 && !opens(doc, i - 1) {
        return None;
    }
    let number = doc.folded(i).parse().ok()?;
    let short = |k: usize| doc.is_word(k) && doc.is_glued(k) && doc.written(k).chars().count() <= 3;
    if short(i + 1) && doc.hit(i + 1, Class::UnitAbbreviation).is_none() {
        return Some((number, i + 2, Ordinal::Suffixed));
    }
    let joined = doc.is_dash(i + 1) && doc.is_glued(i + 1);
    if joined && short(i + 2) && doc.hit(i + 2, Class::UnitAbbreviation).is_none() {
        return Some((number, i + 3, Ordinal::Suffixed));
    }
    Some((number, if joined { i + 2 } else { i + 1 }, Ordinal::Plain))
}

/// Marks that a number may be glued to and still begin a name.
fn opens(doc: &Document, i: usize) -> bool {
    doc.is_quote(i) || matches!(doc.folded(i), "(" | "[" | "," | "—" | "–" | "#")
}

/// The words from after the number to the echelon or the abbreviation that closes the name.
pub(super) fn name(doc: &Document, start: usize, plain: bool) -> Option<Parts> {
    let mut parts = Parts::default();
    let mut at = start;
    let limit = start + MOST_WORDS;
    while at < limit && doc.same_sentence(start.saturating_sub(1), at) {
        if let Some(hit) = doc.hit(at, Class::UnitAbbreviation).filter(|h| written_as_unit(doc, *h)) {
            parts.arm(doc.value(hit));
            parts.end = hit.end;
            parts.abbreviated = doc.written(hit.start).chars().count() > 2 || hit.end > hit.start + 1;
            return Some(parts);
        }
        if let Some(hit) = doc.hit(at, Class::Echelon)
            && !leads_on(doc, hit.end)
        {
            parts.take_echelon(doc, hit);
            return Some(parts);
        }
        at = word(doc, at, &mut parts, plain && at == start)?;
    }
    None
}

impl Parts {
    fn take_echelon(&mut self, doc: &Document, hit: Hit) {
        self.echelon = Echelon::from_name(doc.value(hit)).or(self.echelon);
        self.end = hit.end;
        self.phrase = hit.end > hit.start + 1;
        self.plural = doc.hit(hit.end - 1, Class::EchelonPlural).is_some();
    }
}

/// An abbreviation in lower case is one only in full lower case next to the number; "АК" of a rifle has no number before it.
fn written_as_unit(doc: &Document, hit: Hit) -> bool {
    doc.written(hit.start).chars().count() > 1 || hit.end > hit.start + 1
}

/// "Army Aviation Brigade": an echelon that another one follows within the same run of capitals or arms.
fn leads_on(doc: &Document, at: usize) -> bool {
    let mut k = at;
    while k < at + 4 {
        if k > at && doc.hit(k, Class::Echelon).is_some() {
            return true;
        }
        match doc.hit(k, Class::Arm).filter(|_| doc.is_capital(k)) {
            Some(hit) => k = hit.end,
            None => return false,
        }
        if doc.hit(k, Class::Echelon).is_some() {
            return true;
        }
    }
    false
}

/// One word of a name before its echelon; gives the token after it.
fn word(doc: &Document, at: usize, parts: &mut Parts, after_plain: bool) -> Option<usize> {
    let arm = doc.hit(at, Class::Arm);
    let honorific = doc.hit(at, Class::Honorific).filter(|h| arm.is_none_or(|a| a.end < h.end));
    if let Some(hit) = honorific {
        let word = parts.take(doc.value(hit));
        if word != "separate" {
            parts.honorific.push(word);
        }
        return Some(past_stop(doc, hit.end));
    }
    if let Some(hit) = arm {
        parts.arm(doc.value(hit));
        return Some(past_stop(doc, hit.end));
    }
    // "76th Airborne (VDV) Division".
    if let Some((end, _)) = bracket(doc, at).filter(|_| !after_plain) {
        return Some(end);
    }
    if let Some(quoted) = doc.quoted(at) {
        parts.honorific.push(doc.surface(quoted.clone()));
        return Some(quoted.end);
    }
    if doc.is_dash(at) && doc.is_glued(at) && doc.is_glued(at + 1) {
        return Some(at + 1);
    }
    // "Sabotage and Reconnaissance": a joint between two words of the name.
    if matches!(doc.folded(at), "and" | "&" | "та" | "и" | "і") && doc.is_capital(at + 1) && !after_plain
    {
        return Some(at + 1);
    }
    if after_plain || !doc.is_word(at) {
        return None;
    }
    let latin = doc.is_latin(at);
    let inner = doc.is_capital(at) && doc.hit(at, Class::Month).is_none()
        || !latin
            && (doc.ends_as(at, Adjective::Full) || doc.ends_as(at, Adjective::Short))
            && doc.hit(at, Class::Noun).is_none();
    if !inner {
        return None;
    }
    if doc.is_capital(at) {
        parts.honorific.push(doc.written(at).to_owned());
    }
    Some(at + 1)
}

fn past_stop(doc: &Document, at: usize) -> usize {
    if doc.folded(at) == "." && doc.is_glued(at) { at + 1 } else { at }
}

/// What may follow the echelon: the arm, a quoted or well-known name, "named after", a bracket.
pub(super) fn tails(doc: &Document, parts: &mut Parts) {
    for _ in 0..4 {
        let at = parts.end;
        if !doc.same_sentence(at.saturating_sub(1), at) {
            return;
        }
        if let Some(hit) = doc.hit(at, Class::ArmTail) {
            parts.arm(doc.value(hit));
            parts.end = hit.end;
        } else if let Some(quoted) = doc.quoted(at).filter(|q| doc.is_capital(at + 1) && q.len() <= 8) {
            parts.honorific.push(doc.surface(quoted.clone()));
            parts.end = quoted.end;
        } else if let Some(hit) = doc.hit(at, Class::NamedUnit).or_else(|| doc.hit(at, Class::UnitName)) {
            let name = parts.take(doc.value(hit));
            parts.honorific.push(name);
            parts.end = past_number(doc, hit.end).map_or(hit.end, |(end, _)| end);
        } else if let Some((end, side)) = bracket(doc, at) {
            parts.side = side.or(parts.side);
            parts.end = end;
        } else if let Some(end) = dedication(doc, at) {
            parts.honorific.push(doc.surface(at..end));
            parts.end = end;
        } else {
            return;
        }
    }
}

/// "(LPR)", "(Reserve)", "(Donetsk)": one capitalised word, or what the table knows.
pub(super) fn bracket(doc: &Document, at: usize) -> Option<(usize, Option<Side>)> {
    let close = match doc.folded(at) {
        "(" => ")",
        "[" => "]",
        _ => return None,
    };
    let known = doc.hit(at + 1, Class::UnitTail);
    let end = known.map_or(at + 2, |hit| hit.end);
    let sound = known.is_some() || doc.is_capital(at + 1);
    let side = known.and_then(|hit| Side::from_name(doc.value(hit)));
    (sound && doc.folded(end) == close).then_some((end + 1, side))
}

/// «імені Чорних Запорожців», "named after Ivan Sirko".
fn dedication(doc: &Document, at: usize) -> Option<usize> {
    let mut k = match doc.folded(at) {
        "імені" | "имени" => at + 1,
        "ім" | "им" => past_stop(doc, at + 1),
        "named" if matches!(doc.folded(at + 1), "after" | "for") => at + 2,
        _ => return None,
    };
    // «імені короля Данила»: a title or two in lower case.
    let titles = (k..k + 3).take_while(|&t| doc.is_word(t) && !doc.is_capital(t)).count();
    if titles < 3 && doc.is_capital(k + titles) && !doc.is_glued(k + titles) {
        k += titles;
    }
    let start = k;
    while k < start + 5
        && (doc.is_capital(k)
            || k > start && doc.folded(k) == "." && doc.is_glued(k) && doc.is_capital(k + 1))
    {
        k += 1;
    }
    (k > start).then_some(k)
}

/// The side that stands right before a unit, an article or a possessive apart.
fn side_before(doc: &Document, start: usize) -> Option<Side> {
    (start.saturating_sub(2)..start).rev().find_map(|k| {
        let hit = doc.hit(k, Class::Side).filter(|h| h.end <= start)?;
        Side::from_name(doc.value(hit))
    })
}

/// The side of a row of the tables that names none but stands for one side's usage.
pub(super) fn side_of(doc: &Document, start: usize) -> Option<Side> {
    side_before(doc, start)
}

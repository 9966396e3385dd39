//! Numerals: digits with their groups, and words in three languages and all cases.

use std::ops::Range;

use super::class::Class;
use super::document::Document;

/// A numeral with its tokens.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numeral {
    pub(super) tokens: Range<usize>,
    pub(super) value: f64,
    /// Written in digits, without a multiplier.
    pub(super) digits: bool,
}

/// How many: one number, a range, or a vague number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    pub(super) tokens: Range<usize>,
    pub(super) value: Option<f64>,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
}

/// The numeral that starts at a token.
pub(super) fn numeral(doc: &Document, i: usize) -> Option<Numeral> {
    if doc.is_number(i) { digits(doc, i) } else { words(doc, i) }
}

/// Digits that stand for themselves: not part of a model (Т-72), a time (9:00) or a compound (37-річний).
fn digits(doc: &Document, i: usize) -> Option<Numeral> {
    if doc.is_glued(i) && i > 0 {
        let joined = doc.is_word(i - 1)
            || doc.is_number(i.wrapping_sub(2))
                && doc.is_glued(i - 1)
                && matches!(doc.folded(i - 1), "." | "," | ":" | "/")
            || doc.is_dash(i - 1) && doc.is_glued(i - 1) && doc.is_word(i.wrapping_sub(2))
            || matches!(doc.folded(i - 1), "№" | "#" | "_" | "@");
        if joined {
            return None;
        }
    }
    let first = doc.folded(i);
    let mut value: f64 = if first.len() <= 15 { first.parse().ok()? } else { return None };
    let mut end = i + 1;
    while first.len() <= 3 && is_thousands(doc, end) {
        let group = if doc.is_number(end) { end } else { end + 1 };
        value = value * 1000.0 + doc.folded(group).parse::<f64>().ok()?;
        end = group + 1;
    }
    if end == i + 1
        && matches!(doc.folded(end), "." | ",")
        && doc.is_glued(end)
        && doc.is_glued(end + 1)
        && doc.is_number(end + 1)
    {
        value = format!("{}.{}", first, doc.folded(end + 1)).parse().ok()?;
        end += 2;
    }
    if has_case_ending(doc, end) {
        end += 2;
    } else if !stands_alone(doc, end) {
        return None;
    }
    let (end, value, digits) = multiplied(doc, end, value);
    Some(Numeral { tokens: i..end, value, digits })
}

/// A group of three digits after a thin or plain space, or after a comma.
fn is_thousands(doc: &Document, at: usize) -> bool {
    if doc.is_number(at) && !doc.is_glued(at) && doc.folded(at).len() == 3 {
        let (Some(before), Some(group)) = (doc.token(at.wrapping_sub(1)), doc.token(at)) else {
            return false;
        };
        let gap = doc.text.get(before.span.end..group.span.start).unwrap_or("");
        return gap.chars().count() == 1
            && calibre(doc, at).is_none()
            && (!gap.contains(['\n', '\r', '\t']) && !doc.is_glued(at + 1)
                || doc.is_glued(at + 1) && !doc.is_word(at + 1));
    }
    doc.folded(at) == ","
        && doc.is_glued(at)
        && doc.is_glued(at + 1)
        && doc.is_number(at + 1)
        && doc.folded(at + 1).len() == 3
        && !(doc.folded(at + 2) == "." && doc.is_number(at + 3) && doc.is_glued(at + 3))
}

/// «155-мм», "120 mm": the token after a calibre that starts at a token.
pub(super) fn calibre(doc: &Document, at: usize) -> Option<usize> {
    let unit = if doc.is_dash(at + 1) && doc.is_glued(at + 1) { at + 2 } else { at + 1 };
    let sound = doc.is_number(at) && matches!(doc.folded(unit), "мм" | "mm" | "millimeter" | "millimetre");
    sound.then_some(unit + 1)
}

/// «3-х», «5-ти»: a case ending joined to the digits, which are no ordinal.
fn has_case_ending(doc: &Document, at: usize) -> bool {
    doc.is_dash(at)
        && doc.is_glued(at)
        && doc.is_glued(at + 1)
        && doc.hit(at + 1, Class::NumeralEnding).is_some()
        && !doc.is_dash(at + 2)
}

/// Whether what follows leaves the digits a number of their own.
fn stands_alone(doc: &Document, end: usize) -> bool {
    if !doc.is_glued(end) {
        return true;
    }
    if doc.is_word(end) {
        return doc.hit(end, Class::Multiplier).is_some();
    }
    match doc.folded(end) {
        "%" | "°" | "º" | "′" | "_" | "/" => false,
        ":" | "." if doc.is_glued(end + 1) => !doc.is_number(end + 1),
        _ if doc.is_dash(end) && doc.is_glued(end + 1) => doc.is_number(end + 1),
        _ => true,
    }
}

/// "12 тис.", "two hundred", "3 million": the number with the multipliers that follow.
fn multiplied(doc: &Document, mut end: usize, mut value: f64) -> (usize, f64, bool) {
    let mut digits = true;
    while let Some(hit) = doc.hit(end, Class::Multiplier) {
        let Ok(factor) = doc.value(hit).parse::<f64>() else { break };
        value *= factor;
        digits = false;
        end = hit.end;
        if doc.folded(end) == "." && doc.is_glued(end) && doc.folded(end - 1).chars().count() <= 4 {
            end += 1;
        }
    }
    // 1,5 тис. is 1500 exactly, though 1.5e3 may not be in binary.
    (end, (value * 1000.0).round() / 1000.0, digits)
}

/// Words: hundreds, tens and units in falling order, with multipliers between ("двадцяти п'яти", "two hundred and three").
fn words(doc: &Document, i: usize) -> Option<Numeral> {
    let (mut total, mut part, mut last) = (0.0, 0.0, f64::INFINITY);
    let (mut end, mut seen) = (i, false);
    loop {
        if let Some(hit) = doc.hit(end, Class::Cardinal) {
            let Ok(value) = doc.value(hit).parse::<f64>() else { break };
            if seen && !(value < last && value < scale(last)) {
                break;
            }
            (part, last, end, seen) = (part + value, value, hit.end, true);
        } else if let Some(hit) = doc.hit(end, Class::Multiplier).filter(|_| seen || end == i) {
            let Ok(factor) = doc.value(hit).parse::<f64>() else { break };
            if !seen {
                // A bare "тисяча" is a number only in the singular, which the table of vague words knows.
                return None;
            }
            if factor == 100.0 {
                (part, last) = (part * factor, factor);
            } else {
                (total, part, last) = (total + part * factor, 0.0, f64::INFINITY);
            }
            end = hit.end;
        } else if seen && end + 1 < doc.len() && is_joint(doc, end) {
            end += 1;
            continue;
        } else {
            break;
        }
    }
    // A joint after the last word belongs to what follows.
    while end > i
        && doc.hit(end - 1, Class::Cardinal).is_none()
        && doc.hit(end - 1, Class::Multiplier).is_none()
    {
        end -= 1;
    }
    (seen && end > i).then_some(Numeral { tokens: i..end, value: total + part, digits: false })
}

/// After twenty only units may follow, after a hundred only tens and units.
fn scale(last: f64) -> f64 {
    match last {
        v if v.is_infinite() => f64::INFINITY,
        v if v >= 100.0 => 100.0,
        v if v >= 20.0 => 10.0,
        _ => 0.0,
    }
}

/// "twenty-five", "two hundred and three": a hyphen or an "and" with a numeral after it.
fn is_joint(doc: &Document, at: usize) -> bool {
    let joint = doc.is_dash(at) && doc.is_glued(at) && doc.is_glued(at + 1)
        || doc.folded(at) == "and" && doc.hit(at - 1, Class::Multiplier).is_some();
    joint && doc.hit(at + 1, Class::Cardinal).is_some()
}

/// The quantity that starts at a token: a vague number, a number, or a range of two.
pub(super) fn quantity(doc: &Document, i: usize) -> Option<Quantity> {
    let plain = numeral(doc, i);
    if let Some(hit) = doc.hit(i, Class::Vague)
        && plain.as_ref().is_none_or(|n| n.tokens.end < hit.end)
    {
        let mut bounds = doc.value(hit).split(' ').map(|b| b.parse::<f64>().ok());
        let (min, max) = (bounds.next().flatten(), bounds.next().flatten());
        let exact = min.filter(|_| min == max);
        // «більше десятка»: a number in a word has its bound as one in digits has.
        let (min, max) = match (exact, bound_before(doc, i)) {
            (Some(_), Some("min")) => (exact, None),
            (Some(_), Some("max")) => (None, exact),
            (Some(_), _) => (None, None),
            (None, _) => (min, max),
        };
        return Some(Quantity { tokens: hit.start..hit.end, value: exact, min, max });
    }
    let low = plain?;
    let bound = bound_before(doc, i);
    let gap = low.tokens.end;
    let link = doc.is_dash(gap) || doc.hit(gap, Class::RangeWord).is_some_and(|h| doc.value(h) == "to");
    if link
        && doc.same_sentence(gap, gap + 1)
        && let Some(high) = numeral(doc, gap + 1)
    {
        let low_value = if !high.digits && low.digits && low.value < 1000.0 && high.value >= 1000.0 {
            low.value * high.value_scale()
        } else {
            low.value
        };
        let conjunction = matches!(doc.folded(gap), "and" | "or" | "або" | "или" | "і" | "та" | "и" | "й");
        let opened = i > 0 && doc.hit(i - 1, Class::RangeWord).is_some_and(|h| doc.value(h) == "from");
        let alternative = matches!(doc.folded(gap), "or" | "або" | "или");
        if low_value < high.value && (!conjunction || opened || alternative) {
            return Some(Quantity {
                tokens: i..high.tokens.end,
                value: None,
                min: Some(low_value),
                max: Some(high.value),
            });
        }
    }
    let (min, max) = match bound {
        Some("min") => (Some(low.value), None),
        Some("max") => (None, Some(low.value)),
        _ => (None, None),
    };
    Some(Quantity { tokens: low.tokens, value: Some(low.value), min, max })
}

impl Numeral {
    /// The multiplier that a number such as 25 thousand was written with.
    fn value_scale(&self) -> f64 {
        [1e9, 1e6, 1e3]
            .into_iter()
            .find(|scale| self.value >= *scale && self.value % scale == 0.0)
            .unwrap_or(1.0)
    }
}

/// What the words right before a number make of it: `min`, `max` or `about`.
pub(super) fn bound_before(doc: &Document, i: usize) -> Option<&'static str> {
    let from = i.saturating_sub(4);
    // "rose to 93" says how many there are, not how many at most.
    if (from..i).any(|k| doc.hit_to(k, i, Class::Growth).is_some()) {
        return None;
    }
    let hit = (from..i).find_map(|k| doc.hit_to(k, i, Class::Bound))?;
    match doc.value(hit) {
        "min" => Some("min"),
        "max" => Some("max"),
        _ => Some("about"),
    }
}

/// The first token of the bound before a number, or the number itself.
pub(super) fn before_bound(doc: &Document, i: usize) -> usize {
    (i.saturating_sub(4)..i).find(|&k| doc.hit_to(k, i, Class::Bound).is_some()).unwrap_or(i)
}

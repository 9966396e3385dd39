//! What befell the things of a count, and who did it.

use std::ops::Range;

use super::class::Class;
use super::count::is_of_them_at;
use super::document::Document;
use super::lexicon::{Adjective, Hit};
use super::weapon::weapon_at;

/// How far an action may stand before the count, in tokens; lists of losses are long.
const ACTION_BEFORE: usize = 40;
/// How far an action may stand after the count.
const ACTION_AFTER: usize = 6;
/// The longest aside between a count and its verb, in tokens.
const LONGEST_ASIDE: usize = 14;

/// The action that befell what is counted: within the phrase ("5 wounded"), after it in the passive, or before it.
pub(super) fn deed(doc: &Document, tokens: &Range<usize>) -> Option<Hit> {
    let inside = tokens.clone().find_map(|k| {
        doc.hit(k, Class::Action)
            .filter(|h| h.end <= tokens.end && matches!(doc.value(*h), "killed" | "wounded"))
    });
    inside.or_else(|| deed_after(doc, tokens)).or_else(|| deed_before(doc, tokens))
}

fn deed_after(doc: &Document, tokens: &Range<usize>) -> Option<Hit> {
    let them = if is_of_them_at(doc, tokens.end) { tokens.end + 2 } else { tokens.end };
    let start = past_aside(doc, them);
    let mut passive = false;
    for k in start..start + ACTION_AFTER {
        if !doc.same_sentence(tokens.start, k) || doc.is_number(k) || !doc.is_word(k) && !doc.is_dash(k) {
            return None;
        }
        passive |= doc.hit(k, Class::Passive).is_some();
        if let Some(hit) = doc.hit(k, Class::Action) {
            // "12 others injured" needs no verb between; "drones launched from the sea" is another deed.
            let harm = matches!(doc.value(hit), "killed" | "wounded");
            let times = doc.hit(tokens.end - 1, Class::Noun).is_some_and(|h| doc.value(h) == "times");
            let closes = !doc.is_word(hit.end) && !doc.is_number(hit.end);
            let anywhere = passive || times || doc.value(hit) == "occurred" || is_impersonal(doc, k);
            let sound = anywhere || k == start && (harm || closes || !doc.is_latin(k));
            return sound.then_some(hit);
        }
    }
    None
}

/// Past ", including three children," and past the comma that closes such an aside.
fn past_aside(doc: &Document, end: usize) -> usize {
    if doc.folded(end) != "," {
        return end;
    }
    if doc.hit(end + 1, Class::Passive).is_some() {
        return end + 1;
    }
    let opens = matches!(doc.folded(end + 1), "including" | "among" | "зокрема" | "включно" | "включая")
        || matches!(
            (doc.folded(end + 1), doc.folded(end + 2)),
            ("из" | "із" | "з" | "серед" | "среди" | "of", "них" | "them") | ("в" | "у", "том" | "тому")
        );
    let close = (end + 2..end + LONGEST_ASIDE).find(|&k| doc.folded(k) == ",");
    close.filter(|&k| opens && doc.same_sentence(end, k)).map_or(end, |k| k + 1)
}

fn deed_before(doc: &Document, tokens: &Range<usize>) -> Option<Hit> {
    let mut k = tokens.start;
    while k > 0 && tokens.start - k < ACTION_BEFORE && doc.same_sentence(k - 1, tokens.start) {
        k -= 1;
        // "people were injured when two bombs hit": the deed is that of another clause.
        if is_conjunction_of_time(doc, k) {
            return None;
        }
        // "attack UAVs": a word that is an adjective there did nothing.
        let adjective = doc
            .hit(k, Class::Adjective)
            .is_some_and(|h| doc.hit(h.end, Class::Noun).is_some() || weapon_at(doc, h.end).is_some());
        if let Some(hit) = doc.hit(k, Class::Action).filter(|h| h.end <= tokens.start && !adjective) {
            return Some(hit);
        }
    }
    None
}

fn is_conjunction_of_time(doc: &Document, k: usize) -> bool {
    matches!(
        doc.folded(k),
        "when" | "while" | "because" | "коли" | "когда" | "поки" | "пока" | "якщо" | "если" | "бо"
    )
}

/// «відбито», «сбиты»: a form that names no doer before it.
pub(super) fn is_impersonal(doc: &Document, k: usize) -> bool {
    doc.ends_as(k, Adjective::Impersonal)
}

/// The doer: between verb and count, after "by", or the subject before an active verb.
pub(super) fn actor(doc: &Document, deed: Hit, tokens: &Range<usize>) -> Option<String> {
    let at = |k: usize| doc.hit(k, Class::Actor).map(|h| h.start..h.end);
    if doc.value(deed) == "occurred" {
        return None;
    }
    if deed.start >= tokens.end {
        let by = (deed.end..deed.end + 3).find(|&k| doc.folded(k) == "by")?;
        return (by + 1..by + 3).find_map(at).map(|t| doc.surface(t));
    }
    if let Some(between) = (deed.end..tokens.start).take(6).find_map(at).filter(|t| t.end <= tokens.start) {
        return Some(doc.surface(between));
    }
    let passive =
        deed.start > 0 && doc.hit(deed.start - 1, Class::Passive).is_some() || is_impersonal(doc, deed.start);
    if passive {
        return None;
    }
    let from = deed.start.saturating_sub(14);
    let mut best: Option<Range<usize>> = None;
    let mut k = from;
    while k < deed.start {
        match at(k).filter(|t| t.end <= deed.start && doc.same_sentence(t.start, deed.start)) {
            Some(tokens) => {
                k = tokens.end;
                best = Some(tokens);
            }
            None => k += 1,
        }
    }
    best.map(|tokens| doc.surface(tokens))
}

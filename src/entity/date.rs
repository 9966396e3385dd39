//! Dates: absolute, in words and digits, and relative to the day of the text.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date as CivilDate;

use super::class::{Class, Roles};
use super::document::{Document, Grammars, starts};
use super::lexicon::Hit;
use super::number::{before_bound, numeral};
use super::types::{Date, Detail};
use super::{Found, found};

const GRAMMARS: Grammars<(Range<usize>, Date), 7> = [
    (Roles::NUMBER, digits),
    (Roles::NUMBER.and(Roles::of([Class::DatePart])), day_month),
    (Roles::of([Class::DatePart, Class::Month]), month_day),
    (Roles::of([Class::Relative]), relative),
    (Roles::NUMBER.and(Roles::of([Class::Cardinal])), duration),
    (Roles::of([Class::Weekday]), weekday),
    (Roles::NUMBER, year),
];
const STARTS: Roles = starts(&GRAMMARS);

/// Finds the dates of a text.
pub(super) fn recognize(doc: &Document) -> Vec<Found> {
    let (mut out, mut from) = (Vec::new(), 0);
    while let Some(i) = doc.next(from, STARTS) {
        match doc.read(i, &GRAMMARS) {
            Some((tokens, date)) => {
                from = tokens.end.max(i + 1);
                out.push(found(doc, tokens, Detail::Date(date), 0.9));
            }
            None => from = i + 1,
        }
    }
    out
}

type Read = Option<(Range<usize>, Date)>;

fn interval(start: Option<CivilDate>, end: Option<CivilDate>) -> Date {
    match (start, end) {
        (Some(start), Some(end)) if start <= end => Date { start: Some(start), end: Some(end) },
        _ => Date::default(),
    }
}

fn whole(doc: &Document, i: usize, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let written = doc.folded(i);
    if !doc.is_number(i) || !digits.contains(&written.len()) { None } else { written.parse().ok() }
}

/// 26.11.2023, 26/11/23, 2023-11-26.
fn digits(doc: &Document, i: usize) -> Read {
    let mark = doc.folded(i + 1);
    let joined = (i + 1..i + 5).all(|k| doc.is_glued(k)) && doc.folded(i + 3) == mark && doc.is_number(i + 4);
    let inside = doc.is_glued(i) && i > 0 && (doc.is_number(i - 1) || matches!(doc.folded(i - 1), "." | "/"));
    if !joined || inside || !matches!(mark, "." | "/" | "-" | "‑") {
        return None;
    }
    let (first, middle, last) = (doc.folded(i).len(), whole(doc, i + 2, 1..=2)?, doc.folded(i + 4).len());
    let (year, day) = match (first, last) {
        (4, 1..=2) => (whole(doc, i, 4..=4)?, whole(doc, i + 4, 1..=2)?),
        (1..=2, 4) => (whole(doc, i + 4, 4..=4)?, whole(doc, i, 1..=2)?),
        (1..=2, 2) if mark != "-" => (2000 + whole(doc, i + 4, 2..=2)?, whole(doc, i, 1..=2)?),
        _ => return None,
    };
    let date = CivilDate::new(year, middle as i8, day as i8).ok()?;
    if !(1800..=2200).contains(&year) {
        return None;
    }
    let end = year_word(doc, i + 5);
    Some((i..end, interval(Some(date), Some(date))))
}

/// The token after the word for "year", where one follows.
fn year_word(doc: &Document, i: usize) -> usize {
    let Some(hit) = doc.hit(i, Class::YearWord) else { return i };
    let full_stop =
        doc.folded(hit.end) == "." && doc.is_glued(hit.end) && doc.folded(hit.start).chars().count() <= 2;
    // The stop stays outside when a sentence ends with it, since both readings share it.
    if full_stop && doc.same_sentence(i, hit.end + 1) { hit.end + 1 } else { hit.end }
}

/// A year at a token: four digits, with "року" after it or "-го"; gives the year and the token after it.
fn year_at(doc: &Document, i: usize) -> Option<(i16, usize)> {
    let year = whole(doc, i, 4..=4).filter(|y| (1800..=2200).contains(y))?;
    let mut end = i + 1;
    if doc.is_dash(end) && doc.is_glued(end) && doc.is_word(end + 1) && doc.is_glued(end + 1) {
        let after = year_word(doc, end + 2);
        end = if after > end + 2 { after } else { end };
    } else {
        end = year_word(doc, end);
    }
    Some((year, end))
}

/// The optional year after a day and month, a comma between them or not.
fn year_after(doc: &Document, i: usize) -> Option<(i16, usize)> {
    let at = if doc.folded(i) == "," { i + 1 } else { i };
    if !doc.same_sentence(i.saturating_sub(1), at) {
        return None;
    }
    year_at(doc, at)
}

/// A day of the month at a token: 5, 5th, 5-го; gives the token after it.
fn day_at(doc: &Document, i: usize) -> Option<(i8, usize)> {
    let day = whole(doc, i, 1..=2).filter(|d| (1..=31).contains(d))?;
    if doc.is_glued(i) && i > 0 && (doc.is_word(i - 1) || matches!(doc.folded(i - 1), "." | ":" | ",")) {
        return None;
    }
    let mut end = i + 1;
    if doc.is_glued(end) && matches!(doc.folded(end), "st" | "nd" | "rd" | "th") {
        end += 1;
    } else if doc.is_dash(end)
        && doc.is_glued(end)
        && matches!(doc.folded(end + 1), "го" | "ого" | "е" | "те" | "му")
    {
        end += 2;
    }
    if doc.folded(end) == "of" && month_at(doc, end + 1).is_some() {
        end += 1;
    }
    Some((day as i8, end))
}

/// "and", "to", a dash between two days; gives the token after it.
fn link_at(doc: &Document, i: usize) -> Option<usize> {
    (doc.is_dash(i) || matches!(doc.folded(i), "and" | "to" | "та" | "і" | "й" | "и" | "по" | "до" | ","))
        .then_some(i + 1)
}

/// 26 November 2023, 29 and 30 June, з 5 по 7 липня, в ночь на 5 июля.
fn day_month(doc: &Document, i: usize) -> Read {
    if let Some(part) = doc.hit(i, Class::DatePart).filter(|h| doc.value(*h) == "night")
        && let Some((tokens, date)) = day_month(doc, part.end).or_else(|| month_day(doc, part.end))
    {
        // A night named by both its days ("May 13 to 14") needs none added.
        let eve =
            if date.start == date.end { date.start.and_then(|d| d.yesterday().ok()) } else { date.start };
        return Some((i..tokens.end, interval(eve, date.end)));
    }
    let (first, mut at) = day_at(doc, i)?;
    let mut last = first;
    if let Some(next) = link_at(doc, at)
        && let Some((day, end)) = day_at(doc, next)
        && day > first
        && month_at(doc, end).is_some()
    {
        (last, at) = (day, end);
    }
    let month = month_at(doc, at)?;
    finish(doc, i..month.end, month, first, last)
}

/// November 26, 2023; June 29 and 30; June 2023; early June, 2023.
fn month_day(doc: &Document, i: usize) -> Read {
    if let Some(part) = doc.hit(i, Class::DatePart).filter(|h| doc.value(*h) == "edge") {
        let at = if doc.is_dash(part.end) { part.end + 1 } else { part.end };
        let (tokens, date) = month_day(doc, at).or_else(|| {
            let month = month_at(doc, at)?;
            Some((at..month.end, month_of(doc, month, None)))
        })?;
        return Some((i..tokens.end, date));
    }
    let month = month_at(doc, i)?;
    if let Some((first, mut end)) = day_at(doc, month.end).filter(|_| doc.is_latin(i)) {
        let mut last = first;
        while let Some(next) = link_at(doc, end)
            && let Some((day, after)) = day_at(doc, next)
            && day > last
            && !(doc.folded(end) == "," && doc.is_word(after))
        {
            (last, end) = (day, after);
        }
        return finish(doc, i..end, month, first, last);
    }
    if let Some((year, end)) = year_after(doc, month.end) {
        return Some((i..end, month_of(doc, month, Some(year))));
    }
    let placed = i > 0
        && matches!(
            doc.folded(i - 1),
            "in" | "since" | "by" | "until" | "during" | "у" | "в" | "во" | "з" | "с" | "до"
        );
    let alone = placed && doc.hit(month.end, Class::Noun).is_none();
    alone.then(|| (i..month.end, month_of(doc, month, None)))
}

fn month_at(doc: &Document, i: usize) -> Option<Hit> {
    let mut month = doc.hit(i, Class::Month)?;
    if doc.folded(month.end) == "." && doc.is_glued(month.end) && doc.is_number(month.end + 1) {
        month.end += 1;
    }
    Some(month)
}

fn month_number(doc: &Document, month: Hit) -> Option<i8> {
    doc.value(month).parse().ok()
}

/// A day or days of a month, with the year that follows or that the day of the text gives.
fn finish(doc: &Document, tokens: Range<usize>, month: Hit, first: i8, last: i8) -> Read {
    let number = month_number(doc, month)?;
    let (year, end) = match year_after(doc, tokens.end) {
        Some((year, end)) => (Some(year), end),
        None => (year_of_range(doc, tokens.end).or_else(|| guess_year(doc, number, first)), tokens.end),
    };
    let day = |d| year.and_then(|y| CivilDate::new(y, number, d).ok());
    Some((tokens.start..end, interval(day(first), day(last))))
}

/// «24 февраля по 3 марта 2022 года»: the year that the end of the range has serves for its start.
fn year_of_range(doc: &Document, i: usize) -> Option<i16> {
    let at = link_at(doc, i).filter(|_| doc.folded(i) != ",")?;
    let after = match day_at(doc, at) {
        Some((_, end)) => month_at(doc, end)?.end,
        None => day_at(doc, month_at(doc, at)?.end)?.1,
    };
    year_after(doc, after).map(|(year, _)| year)
}

/// The year that brings a day nearest before the text; up to three weeks after it is taken for a plan.
fn guess_year(doc: &Document, month: i8, day: i8) -> Option<i16> {
    let published = doc.published?;
    let day = day.min(28);
    let year = published.year();
    let distance = |y| {
        let date = CivilDate::new(y, month, day).ok()?;
        Some(published.until(date).ok()?.get_days())
    };
    let years = [year, year - 1, year + 1];
    years.into_iter().find(|&y| distance(y).is_some_and(|d| (-344..=21).contains(&d))).or(Some(year))
}

fn month_of(doc: &Document, month: Hit, year: Option<i16>) -> Date {
    let first = month_number(doc, month).and_then(|m| {
        let year = year.or_else(|| guess_year(doc, m, 1))?;
        CivilDate::new(year, m, 1).ok()
    });
    interval(first, first.map(|d| d.last_of_month()))
}

/// "yesterday", "минулої доби", "last week".
fn relative(doc: &Document, i: usize) -> Read {
    let hit = doc.hit(i, Class::Relative)?;
    // "до", "вранці" and the like say nothing beside a date in words, which is found on its own.
    let tokens = hit.start..hit.end;
    let date = doc.published.map_or_else(Date::default, |day| shifted(day, doc.value(hit)));
    Some((tokens, date))
}

/// The interval that a value of the class `relative` means on a day.
fn shifted(day: CivilDate, value: &str) -> Date {
    let Some((first, last)) = value.split_once(' ') else { return Date::default() };
    let number = |text: &str| text.parse::<i64>().ok();
    let (start, end) = match (first, number(last)) {
        ("week", Some(n)) => {
            let monday = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
            let start = monday.and_then(|d| d.checked_add((7 * n).days())).ok();
            (start, start.and_then(|d| d.checked_add(6.days()).ok()))
        }
        ("month", Some(n)) => {
            let start = day.first_of_month().checked_add(n.months()).ok();
            (start, start.map(|d| d.last_of_month()))
        }
        ("year", Some(n)) => {
            let start = day.first_of_year().checked_add(n.years()).ok();
            (start, start.map(|d| d.last_of_year()))
        }
        (_, Some(n)) => {
            (number(first).and_then(|f| day.checked_add(f.days()).ok()), day.checked_add(n.days()).ok())
        }
        _ => (None, None),
    };
    interval(start, end)
}

/// "for more than three weeks", "two days ago", «за последние 2 недели», «три дні тому».
fn duration(doc: &Document, i: usize) -> Read {
    let number = numeral(doc, i).filter(|n| n.value >= 1.0 && n.value <= 5000.0)?;
    let unit = doc.hit(number.tokens.end, Class::TimeUnit)?;
    let days = doc.value(unit).parse::<f64>().ok()? * number.value;
    let edge = before_bound(doc, i);
    let opened = (edge.saturating_sub(4)..=edge).find(|&k| {
        doc.hits_at(k)
            .iter()
            .any(|h| h.class == Class::Span && (h.end == edge || h.end == i) && doc.value(*h) == "since")
    });
    let ago = doc.hit(unit.end, Class::Span).filter(|h| doc.value(*h) == "ago");
    let day = doc.published;
    let back = |d: CivilDate, n: f64| d.checked_sub((n as i64).days()).ok();
    if days < 1.0 {
        return None;
    }
    if let Some(ago) = ago {
        let then = day.and_then(|d| back(d, days));
        return Some((i..ago.end, interval(then, then)));
    }
    let start = opened?;
    let start = if doc.folded(start) == "більше" || start == i { edge } else { start };
    Some((start..unit.end, interval(day.and_then(|d| back(d, days)), day)))
}

/// The latest such weekday up to the day of the text.
fn weekday(doc: &Document, i: usize) -> Read {
    let hit = doc.hit(i, Class::Weekday)?;
    let number: i8 = doc.value(hit).parse().ok()?;
    let date = doc.published.and_then(|day| {
        let back = (day.weekday().to_monday_one_offset() - number).rem_euclid(7);
        day.checked_sub(i64::from(back).days()).ok()
    });
    Some((hit.start..hit.end, interval(date, date)))
}

/// 2022 року, в 2022 году, in 2023.
fn year(doc: &Document, i: usize) -> Read {
    if doc.is_glued(i) && i > 0 && !matches!(doc.folded(i - 1), "(" | "«" | "\"" | "–" | "—") {
        return None;
    }
    let (year, end) = year_at(doc, i)?;
    let placed = i > 0 && matches!(doc.folded(i - 1), "in" | "since" | "until" | "of" | "during" | "by");
    let plain = !doc.is_glued(i + 1) || matches!(doc.folded(i + 1), "." | "," | ")" | ";");
    let named = end > i + 1;
    let counted = doc.hit(i + 1, Class::Noun).is_some() || doc.hit(i + 1, Class::Adjective).is_some();
    if !(named || placed && plain && !counted && (1900..=2100).contains(&year)) {
        return None;
    }
    let first = CivilDate::new(year, 1, 1).ok()?;
    Some((i..end, interval(Some(first), Some(first.last_of_year()))))
}

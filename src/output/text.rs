//! Aligned columns for people.

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{
    AlternativeRecord, CandidateRecord, DistanceRecord, Id, MentionDetail, MentionRecord, PlaceRecord,
};
use super::{UnitRecord, explanation};
use crate::gazetteer::Precision;

const HEADING: Style = Style::new().bold();
const NAME: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
const UNKNOWN: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
pub(super) const FAINT: Style = Style::new().dimmed();

/// A column wider than this is cut.
const WIDEST: usize = 60;

/// One cell and how it looks.
pub(super) type Cell = (String, Style);

/// Appends the heading of a document.
pub(super) fn start(id: &Id, colour: bool, out: &mut Vec<u8>) {
    if *id != Id::Null {
        push(&printable(id.as_str()), HEADING, colour, out);
        out.push(b'\n');
    }
}

/// Appends a row for each mention, and below it what spoke for and against its places, if that was asked for.
pub(super) fn mentions(mentions: &[MentionRecord], colour: bool, out: &mut Vec<u8>) {
    let rows: Vec<Vec<Cell>> = mentions.iter().map(row).collect();
    let widths = widths(&rows);
    for (mention, row) in mentions.iter().zip(&rows) {
        line(row, &widths, colour, out);
        explanation::lines(mention, colour, out);
    }
}

/// Rows of candidates, for people.
///
/// ```
/// use ua_gazetteer::output::candidate_table;
/// assert_eq!(candidate_table(&[], false), "");
/// ```
pub fn candidate_table(candidates: &[CandidateRecord], colour: bool) -> String {
    let row = |candidate: &CandidateRecord| {
        let mut row = place_cells(&candidate.place);
        row.push((format!("{:.2}", candidate.confidence), Style::new()));
        row.push((candidate.matched.as_str().to_owned(), FAINT));
        row.push((candidate.place.id.clone(), FAINT));
        row
    };
    in_text(&candidates.iter().map(row).collect::<Vec<_>>(), colour)
}

/// Rows of places with kilometres, for people.
///
/// ```
/// use ua_gazetteer::output::distance_table;
/// assert_eq!(distance_table(&[], false), "");
/// ```
pub fn distance_table(places: &[DistanceRecord], colour: bool) -> String {
    let row = |near: &DistanceRecord| {
        let mut row = vec![(format!("{:>7.1} km", near.distance_km), Style::new())];
        row.extend(place_cells(&near.place));
        row.push((near.place.id.clone(), FAINT));
        row
    };
    in_text(&places.iter().map(row).collect::<Vec<_>>(), colour)
}

fn in_text(rows: &[Vec<Cell>], colour: bool) -> String {
    let mut out = Vec::new();
    table(rows, colour, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

fn row(mention: &MentionRecord) -> Vec<Cell> {
    let mut row = vec![(printable(&mention.text), NAME)];
    match &mention.detail {
        MentionDetail::Place { place: Some(place), .. } => {
            row.extend(place_cells(place));
            row.push((format!("{:.2}", mention.confidence), Style::new()));
        }
        MentionDetail::Place { place: None, suggestions, .. } => {
            let like = suggestions.iter().take(3).map(named).collect::<Vec<_>>().join("; ");
            let what = if like.is_empty() {
                "unknown place".to_owned()
            } else {
                format!("unknown place; like {like}")
            };
            row.push((what, UNKNOWN));
        }
        MentionDetail::Direction { anchors } => {
            let anchors = anchors.iter().map(named).collect::<Vec<_>>().join("; ");
            row.push((
                if anchors.is_empty() { "direction".to_owned() } else { format!("direction of {anchors}") },
                FAINT,
            ));
        }
        _ => row.push((entity(mention), FAINT)),
    }
    row
}

/// The kind of a unit, person, count and the like, and its values.
fn entity(mention: &MentionRecord) -> String {
    let mut words = vec![mention.kind().as_str().replace('_', " ")];
    match &mention.detail {
        MentionDetail::MilitaryUnit(unit) => {
            words.extend(unit.number.map(|number| number.to_string()));
            words.extend(unit.arm.clone());
            words.extend(unit.echelon.map(|echelon| echelon.as_str().to_owned()));
            words.extend(unit.side.map(|side| format!("of {}", side.as_str())));
        }
        MentionDetail::Organization(organization) => words.extend(organization.name.clone()),
        MentionDetail::Person(person) => words.extend(person.role.clone()),
        MentionDetail::Weapon(weapon) => {
            words.push(weapon.class.as_str().replace('_', " "));
            words.extend(weapon.model.clone());
        }
        MentionDetail::Count(count) => {
            let number = |number: Option<f64>| number.map(|number| number.to_string());
            let range = || {
                format!(
                    "{} to {}",
                    number(count.min).unwrap_or_default(),
                    number(count.max).unwrap_or_default()
                )
            };
            words.push(number(count.value).unwrap_or_else(range));
            words.push(count.unit.clone());
            words.extend(count.action.map(|action| action.as_str().replace('_', " ")));
        }
        MentionDetail::Date { date } => {
            words.extend(date.start.map(|day| day.to_string()));
            words.extend(date.end.filter(|end| Some(*end) != date.start).map(|day| format!("to {day}")));
        }
        MentionDetail::Coordinates { coordinates, nearest } => {
            words.push(point(Some(coordinates.lat), Some(coordinates.lon), Precision::Feature));
            words.extend(nearest.as_ref().map(|near| {
                format!("{:.1} km from {} / {}", near.distance_km, near.place.name_uk, near.place.name_en)
            }));
        }
        MentionDetail::Place { .. } | MentionDetail::Direction { .. } => {}
    }
    printable(&words.join(" "))
}

/// A place's name, kind, units and point.
fn place_cells(place: &PlaceRecord) -> Vec<Cell> {
    let names = [&place.name_uk, &place.name_en].into_iter().filter(|name| !name.is_empty());
    let name = names.map(String::as_str).collect::<Vec<_>>().join(" / ");
    let name = if name.is_empty() { place.name_ru.clone() } else { name };
    let units = [(&place.hromada, " hromada"), (&place.raion, " raion"), (&place.oblast, "")];
    // A unit that is the place itself says nothing; the English names of oblasts hold their noun.
    let units = units
        .into_iter()
        .filter_map(|(unit, noun)| Some((unit.as_ref()?, noun)))
        .filter(|(unit, _)| unit.id != place.id)
        .map(|(unit, noun)| format!("{}{noun}", unit.name_en));
    vec![
        (format!("{name}, {}", place.kind.as_str().replace('_', " ")), Style::new()),
        (units.collect::<Vec<_>>().join(", "), FAINT),
        (point(place.lat, place.lon, place.precision), Style::new()),
    ]
}

fn point(lat: Option<f64>, lon: Option<f64>, precision: Precision) -> String {
    match (lat, lon) {
        (Some(lat), Some(lon)) => {
            let about = if precision == Precision::Hromada { " (mean of the hromada)" } else { "" };
            format!("{lat:.5}, {lon:.5}{about}")
        }
        _ => "no point".to_owned(),
    }
}

fn named(place: &AlternativeRecord) -> String {
    let name = if place.name_en.is_empty() { &place.name_uk } else { &place.name_en };
    let unit = |unit: &Option<UnitRecord>, noun| {
        unit.as_ref()
            .filter(|unit| unit.id != place.id)
            .map(|unit| format!("{name} ({}{noun})", unit.name_en))
    };
    unit(&place.raion, " raion").or_else(|| unit(&place.oblast, "")).unwrap_or_else(|| name.clone())
}

/// Appends rows with their columns aligned.
fn table(rows: &[Vec<Cell>], colour: bool, out: &mut Vec<u8>) {
    let widths = widths(rows);
    for row in rows {
        line(row, &widths, colour, out);
    }
}

/// The widths of the columns; the last cell of a row may run on.
fn widths(rows: &[Vec<Cell>]) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        for (column, (text, _)) in row.iter().enumerate().take(row.len().saturating_sub(1)) {
            if widths.len() <= column {
                widths.push(0);
            }
            widths[column] = widths[column].max(text.width()).min(WIDEST);
        }
    }
    widths
}

/// Appends a row.
fn line(row: &[Cell], widths: &[usize], colour: bool, out: &mut Vec<u8>) {
    for (column, (text, style)) in row.iter().enumerate() {
        out.extend_from_slice(b"  ");
        if column + 1 == row.len() {
            push(text, *style, colour, out);
        } else {
            let text = shortened(text, WIDEST);
            push(&text, *style, colour, out);
            out.resize(out.len() + widths[column].saturating_sub(text.width()), b' ');
        }
    }
    out.push(b'\n');
}

pub(super) fn push(text: &str, style: Style, colour: bool, out: &mut Vec<u8>) {
    if colour {
        out.extend_from_slice(format!("{style}{text}{style:#}").as_bytes());
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

/// A text on one line, without the control characters by which it could steer a terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn shortened(text: &str, widest: usize) -> String {
    if text.width() <= widest {
        return text.to_owned();
    }
    let mut width = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            width += c.width().unwrap_or(0);
            width < widest
        })
        .collect();
    format!("{kept}…")
}

//! Coordinates: decimal degrees, degrees with minutes and seconds, MGRS and UTM.
//!
//! MGRS and UTM are converted by the crate `geoconvert`, a translation of GeographicLib; an MGRS square stands for its centre.

use geoconvert::{LatLon, Mgrs, UtmUps};

use super::Found;
use super::class::Roles;
use super::document::Document;
use super::types::{CoordinateSystem, Coordinates, Detail, Entity};

/// What coordinates begin with: digits, their sign, the letter or the abbreviation of a hemisphere.
const STARTS: Roles = Roles::NUMBER.and(Roles::SIGN).and(Roles::SHORT);

/// The most tokens from the start of a hemisphere ("с. ш.") to a number behind it, a sign between them.
const HEMISPHERE: usize = 5;

/// Finds the coordinates of a text.
pub(super) fn recognize(doc: &Document) -> Vec<Found> {
    let (mut out, mut from) = (Vec::new(), 0);
    while let Some(i) = doc.next(from, STARTS) {
        // Short words are many; a hemisphere has its number right behind it.
        if doc.roles(i).has(Roles::SHORT) && (i + 1..=i + HEMISPHERE).all(|k| !doc.is_number(k)) {
            from = i + 1;
            continue;
        }
        let read =
            angles(doc, i).or_else(|| grid(doc, i)).or_else(|| utm(doc, i)).or_else(|| decimal(doc, i));
        match read {
            Some((end, coordinates)) => {
                let tokens = label_before(doc, i).map_or(i, |(at, _)| at)..end;
                let entity = Entity {
                    span: doc.span(tokens.clone()),
                    detail: Detail::Coordinates(coordinates),
                    confidence: 0.97,
                };
                out.push(Found { entity, tokens });
                from = end.max(i + 1);
            }
            None => from = i + 1,
        }
    }
    out
}

type Read = Option<(usize, Coordinates)>;

fn checked(lat: f64, lon: f64, system: CoordinateSystem) -> Option<Coordinates> {
    (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some(Coordinates { lat, lon, system })
}

/// A number with its decimals and sign at a token; the token after it, its value, how many decimals.
fn number(doc: &Document, i: usize) -> Option<(usize, f64, usize)> {
    let sign = usize::from(matches!(doc.folded(i), "-" | "−" | "+"));
    let at = i + sign;
    if !doc.is_number(at) || sign == 1 && !doc.is_glued(at) || doc.folded(at).len() > 9 {
        return None;
    }
    let (mut end, mut decimals) = (at + 1, 0);
    let point = matches!(doc.folded(end), "." | ",");
    if point
        && doc.is_glued(end)
        && doc.is_glued(end + 1)
        && doc.is_number(end + 1)
        && doc.folded(end + 1).len() <= 18
    {
        decimals = doc.folded(end + 1).len();
        end += 2;
    }
    let value: f64 = match decimals {
        0 => doc.folded(at).parse().ok()?,
        _ => format!("{}.{}", doc.folded(at), doc.folded(at + 2)).parse().ok()?,
    };
    Some((end, if doc.folded(i) == "-" || doc.folded(i) == "−" { -value } else { value }, decimals))
}

/// The hemisphere letter at a token: which axis it is of, and its sign.
fn hemisphere(doc: &Document, i: usize) -> Option<(usize, bool, f64)> {
    let letter = |text: &str| {
        Some(match text {
            "n" | "north" | "пн" | "с" | "пнш" | "сш" => (true, 1.0),
            "s" | "south" | "пд" | "ю" | "юш" => (true, -1.0),
            "e" | "east" | "сх" | "в" | "вд" => (false, 1.0),
            "w" | "west" | "зх" | "з" | "зд" => (false, -1.0),
            _ => return None,
        })
    };
    let (latitude, sign) = letter(doc.folded(i))?;
    let mut end = i + 1;
    // "с. ш.", "в.д.", "пн. ш.", "сх. д."
    let stop = |k: usize| doc.folded(k) == ".";
    let second = if stop(end) { end + 1 } else { end };
    if matches!(doc.folded(second), "ш" | "д" | "широти" | "довготи" | "широты" | "долготы")
    {
        end = second + 1;
        if stop(end) && (doc.is_glued(end) && !doc.is_new_line(end + 1)) && stops_abbreviation(doc, end) {
            end += 1;
        }
    }
    Some((end, latitude, sign))
}

/// The full stop of "с. ш." belongs to it when more of the pair follows.
fn stops_abbreviation(doc: &Document, i: usize) -> bool {
    doc.is_number(i + 1) || matches!(doc.folded(i + 1), "," | ";" | ")")
}

/// One angle: 48°30′15″N, N 48° 30.25', 48.5°; the token after it, degrees, whether an axis is named and which, and whether
/// it has a degree sign.
struct Angle {
    end: usize,
    degrees: f64,
    latitude: Option<bool>,
    decimals: usize,
    signed: bool,
    parts: usize,
}

fn angle(doc: &Document, i: usize) -> Option<Angle> {
    let before =
        hemisphere(doc, i).filter(|(end, ..)| doc.roles(i).has(Roles::SHORT) && number(doc, *end).is_some());
    let at = before.map_or(i, |(end, ..)| end);
    let (mut end, mut degrees, decimals) = number(doc, at)?;
    let (mut parts, mut signed) = (1, false);
    if is_unit(doc, end, &["°", "º", "˚", "градус", "градусів", "градусов", "град", "deg"])
    {
        (end, signed) = (end + 1, true);
        let negative = degrees < 0.0;
        let mut size = degrees.abs();
        for (scale, marks) in [
            (60.0, &["'", "′", "’", "мин", "хв", "ʹ", "´", "`", "‘"][..]),
            (3600.0, &["\"", "″", "”", "''", "сек", "″", "“", "'", "’"]),
        ] {
            let Some((after, part, _)) = number(doc, end).filter(|(_, v, _)| (0.0..60.0).contains(v)) else {
                break;
            };
            if !is_unit(doc, after, marks) {
                break;
            }
            size += part / scale;
            parts += 1;
            end = after + 1;
            if scale == 3600.0
                && matches!(doc.folded(after), "'" | "’" | "′")
                && matches!(doc.folded(end), "'" | "’" | "′")
            {
                end += 1;
            }
        }
        degrees = if negative { -size } else { size };
    }
    let spaced = if signed { None } else { sexagesimal(doc, at) };
    if let Some((after, size, count)) = spaced
        && (before.is_some() || hemisphere(doc, after).is_some_and(|_| doc.same_sentence(i, after)))
    {
        (end, degrees, parts, signed) = (after, size, count, true);
    }
    let after = hemisphere(doc, end).filter(|_| before.is_none() && doc.same_sentence(i, end));
    let (latitude, sign) = match before.or(after) {
        Some((_, latitude, sign)) => (Some(latitude), sign),
        None => (None, 1.0),
    };
    let end = after.map_or(end, |(end, ..)| end);
    Some(Angle { end, degrees: degrees * sign, latitude, decimals, signed, parts })
}

/// "48 16 52", "48 16.9": degrees, minutes and seconds with spaces alone; the token after them, the degrees, how many parts.
fn sexagesimal(doc: &Document, i: usize) -> Option<(usize, f64, usize)> {
    let (mut end, mut size, decimals) = number(doc, i)?;
    let mut parts = 1;
    if decimals > 0 || size < 0.0 {
        return None;
    }
    for scale in [60.0, 3600.0] {
        let part = number(doc, end).filter(|(_, part, _)| (0.0..60.0).contains(part) && !doc.is_glued(end));
        let Some((after, part, decimals)) = part else { break };
        (end, size, parts) = (after, size + part / scale, parts + 1);
        if decimals > 0 {
            break;
        }
    }
    (parts > 1).then_some((end, size, parts))
}

/// The axis that a word names: whether it is the latitude.
fn axis(word: &str) -> Option<bool> {
    match word {
        "lat" | "latitude" | "широта" | "широти" | "широты" | "шир" => Some(true),
        "lon" | "long" | "lng" | "longitude" | "довгота" | "довготи" | "долгота" | "долготы" => {
            Some(false)
        }
        _ => None,
    }
}

/// The word for an axis right before a number, a mark between them: where it stands, and which axis.
fn label_before(doc: &Document, i: usize) -> Option<(usize, bool)> {
    let mark = i > 0 && matches!(doc.folded(i - 1), ":" | "=" | ".");
    let at = i.checked_sub(if mark { 2 } else { 1 })?;
    Some((at, axis(doc.folded(at)).filter(|_| doc.same_sentence(at, i))?))
}

/// Past the word for an axis before a number.
fn past_label(doc: &Document, i: usize) -> usize {
    if axis(doc.folded(i)).is_none() {
        return i;
    }
    if matches!(doc.folded(i + 1), ":" | "=" | ".") { i + 2 } else { i + 1 }
}

fn is_unit(doc: &Document, i: usize, units: &[&str]) -> bool {
    units.contains(&doc.folded(i))
}

/// Whether two angles belong together: in one sentence, or parted by a semicolon, which else ends one.
fn together(doc: &Document, i: usize, at: usize) -> bool {
    doc.same_sentence(i, at) || doc.folded(at - 1) == ";" && doc.same_sentence(i, at - 1)
}

/// Past a comma, a semicolon, a slash between the two angles.
fn between(doc: &Document, i: usize) -> usize {
    if matches!(doc.folded(i), "," | ";" | "/" | "|") { i + 1 } else { i }
}

/// Two angles with degree signs or hemisphere letters.
fn angles(doc: &Document, i: usize) -> Read {
    if doc.is_glued(i) && i > 0 && (doc.is_word(i - 1) || doc.is_number(i - 1) || doc.folded(i - 1) == ".") {
        return None;
    }
    let first = angle(doc, i)?;
    let at = between(doc, first.end);
    let second = angle(doc, at).filter(|_| together(doc, i, at))?;
    let sure = first.signed && second.signed
        || first.latitude.is_some() && second.latitude.is_some() && first.decimals > 1;
    if !sure || first.latitude.is_some() && first.latitude == second.latitude {
        return None;
    }
    let swapped = first.latitude == Some(false) || second.latitude == Some(true);
    let (lat, lon) = if swapped { (second.degrees, first.degrees) } else { (first.degrees, second.degrees) };
    let system =
        if first.parts > 1 || second.parts > 1 { CoordinateSystem::Dms } else { CoordinateSystem::Decimal };
    Some((second.end, checked(lat, lon, system)?))
}

/// 48.5947, 37.9997: two numbers with three decimals or more each, a comma or a space between.
fn decimal(doc: &Document, i: usize) -> Read {
    if doc.is_glued(i)
        && i > 0
        && (doc.is_word(i - 1) || doc.is_number(i - 1) || matches!(doc.folded(i - 1), "." | "-"))
    {
        return None;
    }
    let (end, lat, decimals) = number(doc, i)?;
    let at = past_label(doc, between(doc, end));
    let (end, lon, more) = number(doc, at)?;
    let swapped = label_before(doc, i).is_some_and(|(_, latitude)| !latitude);
    let (lat, lon) = if swapped { (lon, lat) } else { (lat, lon) };
    let sound =
        decimals >= 3 && more >= 3 && together(doc, i, at) && !(doc.is_glued(end) && doc.is_word(end));
    sound.then_some(())?;
    Some((end, checked(lat, lon, CoordinateSystem::Decimal)?))
}

/// The zone and band of a grid reference: 37U or 37 U; the token after them.
fn zone(doc: &Document, i: usize) -> Option<(u8, char, usize)> {
    if !doc.is_number(i)
        || doc.folded(i).len() > 2
        || doc.is_glued(i) && i > 0 && (doc.is_number(i - 1) || doc.is_word(i - 1))
    {
        return None;
    }
    let zone: u8 = doc.folded(i).parse().ok().filter(|z| (1..=60).contains(z))?;
    let band = doc.written(i + 1).chars().next().filter(char::is_ascii_uppercase)?;
    ('C'..='X').contains(&band).then_some((zone, band, i + 2))
}

/// 37U DQ 12345 67890, 37UDQ1234567890.
fn grid(doc: &Document, i: usize) -> Read {
    let (zone, _, next) = zone(doc, i)?;
    let letters = doc.written(i + 1);
    let (letters, mut at) = match letters.len() {
        3 => (letters.to_owned(), next),
        1 if doc.written(next).len() == 2 => (format!("{letters}{}", doc.written(next)), next + 1),
        _ => return None,
    };
    if !letters.chars().all(|c| c.is_ascii_uppercase()) || !doc.is_number(at) {
        return None;
    }
    let mut digits = doc.folded(at).to_owned();
    at += 1;
    if digits.len() <= 5 && doc.is_number(at) && !doc.is_glued(at) && doc.folded(at).len() == digits.len() {
        digits.push_str(doc.folded(at));
        at += 1;
    }
    if digits.len() < 4 || digits.len() > 10 || digits.len() % 2 == 1 || doc.is_glued(at) && doc.is_word(at) {
        return None;
    }
    let point = Mgrs::parse_str(&format!("{zone}{letters}{digits}")).ok()?.to_latlon();
    Some((at, of_point(&point, CoordinateSystem::Mgrs)?))
}

fn of_point(point: &LatLon, system: CoordinateSystem) -> Option<Coordinates> {
    let (lat, lon) = (point.latitude(), point.longitude());
    if !lat.is_finite() || !lon.is_finite() {
        return None;
    }
    checked(lat, lon, system)
}

/// 37U 412345 5367890, 37 N 412345mE 5367890mN: easting of six digits, northing of seven.
fn utm(doc: &Document, i: usize) -> Read {
    let (zone, band, mut at) = zone(doc, i)?;
    if doc.written(i + 1).len() != 1 {
        return None;
    }
    let mut values = [0.0; 2];
    for (value, digits) in values.iter_mut().zip([6, 7]) {
        if !doc.is_number(at) || doc.folded(at).len() != digits {
            return None;
        }
        let (end, metres, _) = number(doc, at)?;
        *value = metres;
        at = end;
        while matches!(doc.folded(at), "m" | "me" | "mn" | "e" | "n" | "м" | ",")
            && (doc.is_glued(at) || doc.is_word(at))
        {
            at += 1;
        }
    }
    if matches!(doc.folded(at - 1), ",") {
        at -= 1;
    }
    // A band letter of N and above lies north of the equator; N and S are also written for the hemisphere, which agrees for N.
    let point = UtmUps::create(i32::from(zone), band >= 'N', values[0], values[1]).ok()?.to_latlon();
    Some((at, of_point(&point, CoordinateSystem::Utm)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::{Kinds, Lexicon};

    fn points(text: &str) -> Vec<(String, f64, f64, CoordinateSystem)> {
        let found = Lexicon::default().recognize(text, None, Kinds::all());
        let point = |e: &Entity| match &e.detail {
            Detail::Coordinates(c) => Some((text[e.span.clone()].to_owned(), c.lat, c.lon, c.system)),
            _ => None,
        };
        found.iter().filter_map(point).collect()
    }

    fn check(text: &str, lat: f64, lon: f64, system: CoordinateSystem, within: f64) {
        let found = points(text);
        let near = |p: &(String, f64, f64, CoordinateSystem)| {
            (p.1 - lat).abs() < within && (p.2 - lon).abs() < within
        };
        assert!(found.len() == 1 && found[0].3 == system && near(&found[0]), "{text:?} gives {found:?}");
    }

    #[test]
    fn mgrs_as_published_by_geographiclib() {
        // The examples of the manual page of GeoConvert: 38SMB4488 is 33.33424 N 44.40363 E, the centre of its square.
        check("38SMB4488", 33.33424, 44.40363, CoordinateSystem::Mgrs, 5e-6);
        check("at 38S MB 44 88.", 33.33424, 44.40363, CoordinateSystem::Mgrs, 5e-6);
        check("at 38 S MB 44 88.", 33.33424, 44.40363, CoordinateSystem::Mgrs, 5e-6);
    }

    #[test]
    fn utm_as_published_by_geographiclib() {
        // The same square of the same manual page: 38n 444500 3688500.
        check("38N 444500 3688500", 33.33424, 44.40363, CoordinateSystem::Utm, 5e-6);
        check("38N 444500mE 3688500mN", 33.33424, 44.40363, CoordinateSystem::Utm, 5e-6);
        check("38N 444140.54 3684706.36", 33.3, 44.4, CoordinateSystem::Utm, 1e-7);
    }

    #[test]
    fn degrees_minutes_seconds_in_both_scripts() {
        for text in [
            "48°35'40\"N 38°00'00\"E",
            "N48°35'40\" E38°00'00\"",
            "48° 35′ 40″ с. ш. 38° 0′ 0″ в. д.",
            "48°35′40″ пн. ш., 38°00′00″ сх. д.",
            "48 35 40 N, 38 00 00 E",
            "N 48 35 40, E 38 00 00",
        ] {
            check(text, 48.594_444, 38.0, CoordinateSystem::Dms, 1e-6);
        }
        check("48° 35.5' N, 38° 0.25' E", 48.591_667, 38.004_167, CoordinateSystem::Dms, 1e-6);
        check("38°00'00\"E 48°35'40\"N", 48.594_444, 38.0, CoordinateSystem::Dms, 1e-6);
        check("33°52'S 151°12'E", -33.866_667, 151.2, CoordinateSystem::Dms, 1e-6);
    }

    #[test]
    fn decimal_degrees() {
        for text in [
            "48.5947, 37.9997",
            "(48.5947 37.9997)",
            "48,5947; 37,9997",
            "48.5947°N 37.9997°E",
            "N48.5947 E37.9997",
            "lat 48.5947, lon 37.9997",
            "longitude: 37.9997, latitude: 48.5947",
            "широта 48.5947, довгота 37.9997",
        ] {
            check(text, 48.5947, 37.9997, CoordinateSystem::Decimal, 1e-9);
        }
        check("-33.8688, 151.2093", -33.8688, 151.2093, CoordinateSystem::Decimal, 1e-9);
    }

    #[test]
    fn other_numbers_are_no_coordinates() {
        for text in [
            "1.5, 2.5",
            "14.05.2024",
            "95.1234, 200.1234",
            "37U",
            "12 345 678",
            "99XAA1234",
            "61U DQ 12345 67890",
            "0 0",
            "12 30 15, 20 10 5",
            "00NAA0000000000",
        ] {
            assert!(points(text).is_empty(), "{text:?} gives {:?}", points(text));
        }
    }

    #[test]
    fn no_grid_reference_panics() {
        let letters: Vec<char> = ('A'..='Z').collect();
        let lexicon = Lexicon::default();
        for n in 0..20_000usize {
            let letter = |k: usize| letters[(n / 26usize.pow(k as u32) + n * (k + 3)) % 26];
            let digits = ["0000", "9999", "5000050000", "123456", "0000099999"][n % 5];
            let grid = format!("{}{}{}{}{digits}", n % 62, letter(0), letter(1), letter(2));
            let utm =
                format!("{}{} {:06} {:07}", n % 62, letter(0), n * 49 % 1_000_000, n * 9973 % 10_000_000);
            for text in [grid, utm] {
                for entity in lexicon.recognize(&text, None, Kinds::all()) {
                    let Detail::Coordinates(c) = entity.detail else { continue };
                    assert!(c.lat.abs() <= 90.0 && c.lon.abs() <= 180.0, "{text} gives {c:?}");
                }
            }
        }
    }
}

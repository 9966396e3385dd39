//! Distances that a text states: "Synkivka (9 km northeast of Kupiansk)", «Торське, за 15 км на захід від Кремінної».

use super::context::{Word, word_after, word_before};
use super::features::Feature;
use super::group::Scored;
use super::lists::are_listed;
use super::reading::Reading;
use super::spans::Span;
use super::support::planar_distance;
use super::units::is_area;
use crate::gazetteer::Facts;
use crate::normalization::Lower;

/// More bytes between a name and the one that it is measured from make them strangers.
const LONGEST: usize = 96;

/// Where a name lies from another one, as the text says.
pub(super) struct Distance<'s, 'g> {
    /// What it is measured from.
    from: &'s [Reading<'g>],
    km: Option<f32>,
    /// Where the name lies, on the plane: north and east, of length one.
    bearing: Option<(f32, f32)>,
}

/// Units of length in kilometres, by the beginnings of their words.
const UNITS: &[(&str, f32)] =
    &[("km", 1.0), ("kilomet", 1.0), ("mile", 1.609), ("км", 1.0), ("кілометр", 1.0), ("километр", 1.0)];

/// Points of the compass by the beginnings of their words, as north and east.
const COMPASS: &[(&str, (f32, f32))] = &[
    ("north", (1.0, 0.0)),
    ("south", (-1.0, 0.0)),
    ("east", (0.0, 1.0)),
    ("west", (0.0, -1.0)),
    ("північ", (1.0, 0.0)),
    ("півден", (-1.0, 0.0)),
    ("півдн", (-1.0, 0.0)),
    ("схід", (0.0, 1.0)),
    ("сход", (0.0, 1.0)),
    ("захід", (0.0, -1.0)),
    ("заход", (0.0, -1.0)),
    ("север", (1.0, 0.0)),
    ("юг", (-1.0, 0.0)),
    ("южн", (-1.0, 0.0)),
    ("вост", (0.0, 1.0)),
    ("запад", (0.0, -1.0)),
];

/// Words that lead from a distance or a point of the compass to what it is measured from.
const FROM: &[&str] = &["of", "from", "від", "од", "от"];
/// Adverbs that lead there themselves: «північніше Бахмута».
const COMPARATIVES: &[&str] = &["іше", "ее"];
/// Words that may stand between, from the usage of reports and encyclopedias: of the distance, and before the name that it is measured from.
const BETWEEN: &[&str] = &[
    "about",
    "some",
    "roughly",
    "approximately",
    "nearly",
    "around",
    "just",
    "only",
    "over",
    "is",
    "are",
    "was",
    "lies",
    "located",
    "situated",
    "which",
    "that",
    "all",
    "both",
    "the",
    "to",
    "in",
    "and",
    "city",
    "town",
    "village",
    "direction",
    "за",
    "в",
    "у",
    "на",
    "до",
    "к",
    "ко",
    "і",
    "та",
    "й",
    "и",
    "приблизно",
    "близько",
    "понад",
    "майже",
    "десь",
    "приблизительно",
    "примерно",
    "около",
    "почти",
    "более",
    "розташоване",
    "розташований",
    "розташована",
    "розташовані",
    "расположенный",
    "расположенное",
    "расположенная",
    "расположен",
    "расположено",
    "расположена",
    "знаходиться",
    "находится",
    "лежить",
    "лежит",
    "що",
    "который",
    "которое",
    "которая",
    "міста",
    "города",
    "селища",
    "поселка",
    "посёлка",
    "села",
    "смт",
    "пгт",
    "м",
    "г",
    "с",
    "усі",
    "всі",
    "все",
    "обидва",
    "оба",
];
/// Words by which a distance holds for all names of the list before it.
const OF_ALL: &[&str] = &["all", "both", "усі", "всі", "все", "обидва", "оба"];

/// By how much a stated distance is off, in kilometres and as a share of it: it is rounded, and measured from the edge of a town.
const OFF_KM: f32 = 3.0;
const OFF_SHARE: f32 = 0.12;
/// Where none is stated, places are this near.
const USUAL_KM: f32 = 30.0;
/// Nearer than this, the points of two places say little of the bearing.
const LEAST_BEARING_KM: f32 = 3.0;
/// From this value on, a place lies where the text says, and below this one it lies elsewhere.
const FITTING: f32 = 0.6;
const ELSEWHERE: f32 = 0.1;
/// What is measured from one of several places of a name holds for no more of them.
const MOST_PLACES: usize = 8;

/// What the texts between names say of how far each lies from the next one.
pub(super) fn stated<'s, 'g>(text: &str, spans: &'s [Span<'g>]) -> Vec<Option<Distance<'s, 'g>>> {
    let mut stated: Vec<Option<Distance<'s, 'g>>> = Vec::new();
    for (number, pair) in spans.windows(2).enumerate() {
        let [name, from] = pair else { continue };
        let gap = text.get(name.mention_end..from.start).filter(|gap| gap.len() <= LONGEST);
        let is_one = !is_area(name) && name.sentence == from.sentence;
        let Some(said) = gap.filter(|_| is_one).and_then(Said::of) else { continue };
        stated.resize_with(spans.len(), || None);
        let mut first = number;
        while said.of_all && first > 0 && are_listed(text, &spans[first - 1], &spans[first]) {
            first -= 1;
        }
        for own in stated.get_mut(first..=number).unwrap_or_default() {
            *own = Some(Distance { from: &from.readings, km: said.km, bearing: said.bearing });
        }
    }
    add_stated_before(text, spans, &mut stated);
    stated
}

/// Bearings that stand before the names that they are of: "southeast of Kupiansk near Tabaivka and Ivanivka".
fn add_stated_before<'s, 'g>(text: &str, spans: &'s [Span<'g>], stated: &mut Vec<Option<Distance<'s, 'g>>>) {
    let mut number = 0;
    while let Some([from, first]) = spans.get(number..number + 2) {
        number += 1;
        let leads = text.get(from.mention_end..first.start).is_some_and(|gap| LEADS.contains(&gap));
        if !leads || from.sentence != first.sentence || is_area(first) {
            continue;
        }
        let Some(bearing) = bearing_before(text, from.start) else { continue };
        stated.resize_with(spans.len(), || None);
        let list = spans.get(number..).unwrap_or_default().windows(2);
        let more = list.take_while(|pair| are_listed(text, &pair[0], &pair[1])).count();
        for own in stated.get_mut(number..=number + more).unwrap_or_default() {
            own.get_or_insert(Distance { from: &from.readings, km: None, bearing: Some(bearing) });
        }
        number += more;
    }
}

/// What stands between the place that a bearing is taken from and the names that it is of.
const LEADS: &[&str] = &[
    " near ",
    " in ",
    ", near ",
    " around ",
    " in the vicinity of ",
    " in the area of ",
    " біля ",
    " поблизу ",
    " у районі ",
    " в районі ",
    " у районах ",
    " в районах ",
    ", біля ",
    ", поблизу ",
    " — біля ",
    " – біля ",
    " возле ",
    " у ",
    " в районе ",
    " в районах ",
    ", в районе ",
    ", у ",
    " вблизи ",
];

/// The point of the compass that leads to a name: "southeast of", «на північний схід від», «південніше».
fn bearing_before(text: &str, at: usize) -> Option<(f32, f32)> {
    let mut word = word_before(text, at).filter(Word::is_adjacent)?;
    let lower = word.lower();
    let is_comparative = COMPARATIVES.iter().any(|ending| lower.ends_with(ending));
    if lower.is_one_of(FROM) {
        word = word_before(text, word.start).filter(Word::is_adjacent)?;
    } else if !is_comparative {
        return None;
    }
    let mut sum = towards(word.lower().as_str())?;
    // «на північний схід від», "south east of".
    let before = word_before(text, word.start).filter(Word::is_adjacent);
    if let Some((north, east)) = before.and_then(|before| towards(before.lower().as_str())) {
        sum = (sum.0 + north, sum.1 + east);
    }
    unit(sum)
}

/// A vector of length one, of one that is not nothing.
fn unit((north, east): (f32, f32)) -> Option<(f32, f32)> {
    let length = north.hypot(east);
    (length > 0.5).then(|| (north / length, east / length))
}

/// What stands between a name and another one that it is measured from.
struct Said {
    km: Option<f32>,
    bearing: Option<(f32, f32)>,
    of_all: bool,
}

impl Said {
    fn of(gap: &str) -> Option<Self> {
        // Most gaps are of a few letters; in brackets anything may stand before: "(government-controlled, 50km …".
        let bracket = gap.trim_start().strip_prefix('(');
        let number = gap.find(|c: char| c.is_ascii_digit());
        if gap.len() < 4 || bracket.is_none() && number.is_none() || gap.contains([')', ';', ':', '\n']) {
            return None;
        }
        let (mut km, mut bearing, mut of_all, mut leads) = (None, (0.0, 0.0), false, false);
        let mut at = match (bracket, number) {
            (Some(_), Some(number)) => number,
            _ => 0,
        };
        if let (Some(number), true) = (number, at > 0) {
            let before = gap.get(..number).unwrap_or("");
            of_all = before.split(|c: char| !c.is_alphabetic()).any(|word| OF_ALL.contains(&word));
        }
        while let Some(word) = word_after(gap, at) {
            at = word.end;
            let lower = word.lower();
            if km.is_none()
                && let Some((value, behind)) = number_of(lower.as_str())
            {
                // "9km", "9 km", "9-km", «7,5 км».
                let part = if behind.is_empty() { decimals(gap.get(at..)?) } else { "" };
                at += part.len();
                let value: f32 =
                    if part.is_empty() { value } else { format!("{value}.{}", &part[1..]).parse().ok()? };
                let unit = if behind.is_empty() { word_after(gap, at)? } else { word };
                let name = if behind.is_empty() { unit.lower() } else { Lower::of(behind) };
                let (_, length) = UNITS.iter().find(|(stem, _)| name.as_str().starts_with(stem))?;
                km = Some(value * length);
                at = unit.end;
            } else if let Some(towards) = towards(lower.as_str()) {
                bearing = (bearing.0 + towards.0, bearing.1 + towards.1);
                leads |= COMPARATIVES.iter().any(|ending| lower.ends_with(ending));
            } else if lower.is_one_of(FROM) {
                leads = true;
            } else if lower.is_one_of(BETWEEN) {
                of_all |= lower.is_one_of(OF_ALL);
            } else {
                return None;
            }
        }
        let bearing = unit(bearing);
        (leads && (km.is_some() || bearing.is_some())).then_some(Said { km, bearing, of_all })
    }
}

/// A comma with digits behind it, where a text begins with them.
fn decimals(text: &str) -> &str {
    let digits = text.strip_prefix(',').unwrap_or("").bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 { &text[..1 + digits] } else { "" }
}

/// No text measures farther.
const FARTHEST: f32 = 5_000.0;

/// The number that a word begins with, and the rest of it.
fn number_of(word: &str) -> Option<(f32, &str)> {
    let end = word.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(word.len());
    let number = word.get(..end)?.replace(',', ".").parse().ok().filter(|number| *number <= FARTHEST)?;
    Some((number, word.get(end..)?.trim_start_matches('-')))
}

/// Where a word of the compass points: "northeast", «південно-західніше».
fn towards(word: &str) -> Option<(f32, f32)> {
    let mut sum: Option<(f32, f32)> = None;
    for part in word.split('-') {
        let mut rest = part;
        // An English word may hold two, and a Russian one «северо»: what stands between is one letter at most.
        while let Some((stem, (north, east))) = COMPASS.iter().find(|(stem, _)| rest.starts_with(stem)) {
            let (own_north, own_east) = sum.unwrap_or_default();
            sum = Some((own_north + north, own_east + east));
            rest = rest.get(stem.len()..).unwrap_or("");
        }
    }
    sum
}

impl Distance<'_, '_> {
    /// Whether the text says but on which side.
    pub(super) fn is_bearing(&self) -> bool {
        self.km.is_none()
    }

    /// Sets what the distance says for the places of a name: 1 for one that lies just there; where one does, -1 for those
    /// that lie elsewhere.
    pub(super) fn tell(&self, candidates: &mut [Scored<'_>]) {
        let values: Vec<f32> =
            candidates.iter().map(|candidate| self.value(candidate.reading.facts)).collect();
        let is_told = values.iter().any(|&value| value >= FITTING);
        for (candidate, value) in candidates.iter_mut().zip(values) {
            let value = if is_told && value < ELSEWHERE { -1.0 } else { value };
            candidate.values.set(Feature::StatedDistance, value);
        }
    }

    /// How well a place lies as the text says: 0 to 1.
    fn value(&self, place: &Facts) -> f32 {
        let towns = self.from.iter().filter(|reading| reading.facts.is_town);
        let at_town = |from: &Reading<'_>| self.value_from(place, from.facts).unwrap_or_default();
        let of_towns = towns.map(at_town).reduce(f32::max);
        of_towns.unwrap_or_else(|| match self.from.len() {
            1..=MOST_PLACES => self.from.iter().map(at_town).fold(0.0, f32::max),
            _ => 0.0,
        })
    }

    fn value_from(&self, place: &Facts, from: &Facts) -> Option<f32> {
        let (at, there) = (place.at()?, from.at()?);
        let km = planar_distance(at, there);
        let by_distance = match self.km {
            Some(said) => {
                let off = (km - said) / (OFF_KM + OFF_SHARE * said);
                (-0.5 * off * off).exp()
            }
            None => (-km / USUAL_KM).exp(),
        };
        let by_bearing = self.bearing.filter(|_| km > LEAST_BEARING_KM).map_or(1.0, |(north, east)| {
            let cosine = ((at.0 - there.0) * north + (at.1 - there.1) * east) / km;
            // Full within half of a right angle, and nothing beyond a right one.
            (cosine * std::f32::consts::SQRT_2).clamp(0.0, 1.0)
        });
        Some(by_distance * by_bearing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_say_how_far_and_where() {
        for (gap, km, north, east) in [
            (" (9km northeast of ", 9.0, 0.707, 0.707),
            (" (government-controlled, 50km south-west of ", 50.0, -0.707, -0.707),
            (", some 20 kilometers east of the city of ", 20.0, 0.0, 1.0),
            (" (10 miles north of ", 16.09, 1.0, 0.0),
            (", за 15 км на захід від ", 15.0, 0.0, -1.0),
            (" (за 7,5 км на південний схід від ", 7.5, -0.707, 0.707),
            (", в 12 километрах к северо-западу от ", 12.0, 0.707, -0.707),
        ] {
            let said = Said::of(gap).expect(gap);
            assert_eq!(said.km, Some(km), "{gap}");
            let (own_north, own_east) = said.bearing.expect(gap);
            assert!((own_north - north).abs() < 0.01 && (own_east - east).abs() < 0.01, "{gap}");
        }
        let nearby = Said::of(" (all northeast of ").expect("a bearing");
        assert!(nearby.km.is_none() && nearby.of_all);
        assert!(Said::of(", за 30 км від ").is_some_and(|said| said.bearing.is_none()));
    }

    #[test]
    fn bearings_lead_to_a_name() {
        for (text, north, east) in [
            ("southeast of Kupiansk", -0.707, 0.707),
            ("south east of Kupiansk", -0.707, 0.707),
            ("на північний схід від Куп'янська", 0.707, 0.707),
            ("південніше Сіверська", -1.0, 0.0),
            ("к западу от Кременной", 0.0, -1.0),
        ] {
            let at = text.rfind(' ').map_or(0, |space| space + 1);
            let (own_north, own_east) = bearing_before(text, at).expect(text);
            assert!((own_north - north).abs() < 0.01 && (own_east - east).abs() < 0.01, "{text}");
        }
        assert!(bearing_before("the east Kupiansk", 9).is_none(), "no word leads from it");
        assert!(bearing_before("west and east of Kupiansk", 17).is_some());
        assert!(bearing_before("", 0).is_none());
    }

    #[test]
    fn other_gaps_say_nothing() {
        for gap in [
            ", ",
            " and ",
            " (",
            " (north) of ",
            " 5 people near ",
            ", where 12 houses burned in ",
            " 3 km ago; of ",
            ", 99999999999999999999999999999999999999999 km from ",
        ] {
            assert!(Said::of(gap).is_none(), "{gap}");
        }
    }
}

//! Names by which a town is known today, and which therefore no other place of GeoNames' alone may claim.
//!
//! GeoNames has names of every century beside each other without a date: Нікополь was a Слов'янськ for three years of the
//! 18th century, Кліщіївка has a «Карлівка». Who reads such a name means the town.

use std::collections::HashMap;

use crate::import::Report;
use crate::import::key::{is_cyrillic, key};
use crate::table::{NameRow, PlaceRow};

/// Settlements that are no city count as towns from this number of inhabitants on.
const INHABITANTS: u32 = 5_000;

/// Official names of towns, in Latin letters by their sound, with the place and the Ukrainian name of each.
pub(super) struct Towns<'a>(HashMap<String, Vec<(&'a str, &'a str)>>);

impl<'a> Towns<'a> {
    pub(super) fn new(places: &'a [PlaceRow]) -> Self {
        let mut towns: HashMap<String, Vec<(&str, &str)>> = HashMap::new();
        let is_town = |place: &&PlaceRow| {
            place.kind == "city" || place.kind == "settlement" && place.population.unwrap_or(0) >= INHABITANTS
        };
        for place in places.iter().filter(is_town) {
            for name in [&place.name_uk, &place.name_en, &place.name_ru] {
                towns.entry(known_by(name)).or_default().push((&place.id, &place.name_uk));
            }
        }
        Towns(towns)
    }

    /// Leaves out those names of a place that are a town's, unless the codifier has them in one of its editions, in
    /// whatever letters, or the town is a namesake: «Васильевка» is every Василівка.
    pub(super) fn retain(&self, names: &mut Vec<NameRow>, place: &PlaceRow, report: &mut Report) {
        let from_codifier: Vec<String> =
            names.iter().filter(|row| row.source == "katottg").map(|row| key(&row.name)).collect();
        names.retain(|row| {
            let towns = self.0.get(&known_by(&row.name)).into_iter().flatten();
            let taken = towns.into_iter().any(|(id, uk)| *id != place.id && *uk != place.name_uk);
            let kept = !taken || from_codifier.contains(&key(&row.name));
            if !kept {
                report.count("alternates left out: the name of a town elsewhere");
            }
            kept
        });
    }
}

/// A name in Cyrillic letters as it is; one in Latin letters, which is spelt in many ways, by its sound.
fn known_by(name: &str) -> String {
    if is_cyrillic(name) { name.to_owned() } else { format!("Latin {}", key(name)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_towns_name_is_left_to_it() {
        let place = |id: &str, kind: &str, uk: &str, ru: &str, population| PlaceRow {
            id: id.to_owned(),
            kind: kind.to_owned(),
            name_uk: uk.to_owned(),
            name_ru: ru.to_owned(),
            name_en: if id == "1" { "Sloviansk" } else { "" }.to_owned(),
            population,
            ..PlaceRow::default()
        };
        let places = [
            place("1", "city", "Слов'янськ", "Славянск", None),
            place("2", "city", "Нікополь", "Никополь", None),
            place("3", "city", "Василівка", "Васильевка", None),
            place("4", "village", "Василівка", "Василевка", None),
            place("5", "settlement", "Первомайське", "Первомайское", Some(8_000)),
            place("6", "village", "Чорне", "Черное", None),
            place("7", "village", "Красне", "Красное", None),
        ];
        let towns = Towns::new(&places);
        for (place, name, source, kept) in [
            (1, "Слов'янськ", "geonames", false),
            (1, "Slov'jansk", "geonames", false),
            (1, "Микитин Ріг", "geonames", true),
            (3, "Васильевка", "geonames", true),
            (5, "Первомайське", "katottg", true),
            (5, "Первомайське", "geonames", false),
            (5, "Красне", "geonames", true),
        ] {
            let row = NameRow { name: name.to_owned(), source: source.to_owned(), ..NameRow::default() };
            let mut names = vec![row];
            towns.retain(&mut names, &places[place], &mut Report::default());
            assert_eq!(names.len() == 1, kept, "{name} of {}", places[place].name_uk);
        }
    }
}

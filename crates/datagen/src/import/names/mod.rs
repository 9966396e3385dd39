//! `names.tsv`: former and alternate names of settlements, from the unsorted `alt_names`.
//!
//! Left out: what [`super::clean::reason`] tells; the place's official names; names of other places. A name is another
//! place's when it is no spelling of an official name here and is the official name of another settlement of the same
//! raion, or, standing only in Latin letters, of a city anywhere («Kypuche» at Бахмут). What GeoNames alone says is left
//! out too where it is the official name of a town elsewhere, whose names lead there ([`towns::Towns`]), and what
//! `left_out.tsv` lists.
//!
//! A name is `former` when it is another name than the official ones and `alternate` when it is a spelling of one, as
//! [`super::settlements::same_name`] tells; spellings that only other languages have (Lwów, Ungvár) are always `alternate`.
//! Where the list starts with a Ukrainian name before the Latin ones, that is the name in the other edition of the codifier.
//! A former Ukrainian name without a Russian one gets it by rule. What the sources lack or call otherwise stands in
//! `established.tsv`, whose rows go before theirs.

pub mod language;
mod left_out;
mod towns;

use std::collections::{HashMap, HashSet};

use super::clean::{is_exonym, reason};
use super::key::{is_cyrillic, key};
use super::russian::{Russian, attested, fold, title};
use super::settlements::same_name;
use super::source::Settlement;
use super::{Report, evidence};
use crate::import_features::by_hand::embedded;
use crate::table::{NameRow, PlaceRow, Table};
use language::{Language, of_cyrillic};
use left_out::LeftOut;
use towns::Towns;

/// Official names by key: in which raion (by the first six signs of the code), and whether a city's.
struct Official {
    by_raion: HashMap<(String, String), HashSet<String>>,
    cities: HashMap<String, HashSet<String>>,
}

impl Official {
    fn new(settlements: &Table<Settlement>) -> Self {
        let mut official = Official { by_raion: HashMap::new(), cities: HashMap::new() };
        for row in settlements.lines.iter().map(|line| &line.row) {
            let sound = key(&row.name_uk);
            let raion = row.katottg.get(..6).unwrap_or_default().to_owned();
            official.by_raion.entry((raion, sound.clone())).or_default().insert(row.katottg.clone());
            if row.category == "M" {
                official.cities.entry(sound).or_default().insert(row.katottg.clone());
            }
        }
        official
    }

    /// Whether a name is the official one of another settlement.
    fn is_anothers(&self, row: &Settlement, sound: &str, latin_only: bool) -> bool {
        let raion = row.katottg.get(..6).unwrap_or_default().to_owned();
        let other = |codes: Option<&HashSet<String>>| {
            codes.is_some_and(|codes| codes.iter().any(|c| *c != row.katottg))
        };
        other(self.by_raion.get(&(raion, sound.to_owned()))) || latin_only && other(self.cities.get(sound))
    }
}

/// Gathers the names beside the official ones.
pub fn import(
    settlements: &Table<Settlement>,
    places: &[PlaceRow],
    russian: &Russian,
    names: &mut Vec<NameRow>,
    report: &mut Report,
) {
    let official = Official::new(settlements);
    let (towns, left_out) = (Towns::new(places), LeftOut::new());
    for (row, place) in settlements.lines.iter().map(|line| &line.row).zip(places) {
        let mut own = Vec::new();
        of_place(row, place, &official, &mut own, report);
        left_out.retain(&mut own, report);
        towns.retain(&mut own, place, report);
        add_russian(row, russian, &mut own, report);
        names.append(&mut own);
    }
}

/// The names of one place.
fn of_place(
    row: &Settlement,
    place: &PlaceRow,
    official: &Official,
    names: &mut Vec<NameRow>,
    report: &mut Report,
) {
    let own = [place.name_uk.as_str(), place.name_en.as_str(), place.name_ru.as_str()];
    let mut alternates = row.alternates();
    let edition = other_edition(&alternates).cloned();
    if !row.name_ru.is_empty() && row.name_ru != place.name_ru {
        alternates.push(title(&row.name_ru));
    }
    let sounds: HashSet<String> =
        alternates.iter().filter(|name| is_cyrillic(name)).map(|name| key(name)).collect();
    // Where the Russian name translates the Ukrainian one (Южное for Південне), its spellings are those of a former
    // Ukrainian name (Южне) first.
    let ukrainian = |name: &&String| is_cyrillic(name) && of_cyrillic(name) == Language::Ukrainian;
    let formers = alternates.iter().filter(ukrainian).filter(|name| !same_name(name, &place.name_uk));
    let formers: Vec<String> = formers.cloned().collect();
    for name in &alternates {
        let from_codifier = Some(name) == edition.as_ref();
        if own.contains(&name.as_str()) {
            report.count("alternates left out: an official name");
            continue;
        }
        if is_belarusian(name, &own) {
            report.count("alternates left out: Belarusian vowels");
            continue;
        }
        if is_mechanical(name, &place.name_uk) {
            report.count("alternates left out: the Ukrainian name with Russian letters");
            continue;
        }
        if let Some(why) = reason(name, &own, &alternates) {
            report.count(format!("alternates left out: {why}"));
            continue;
        }
        let spelling =
            [&place.name_uk, &place.name_en].iter().any(|own| !own.is_empty() && same_name(name, own))
                || same_name(name, &place.name_ru) && !formers.iter().any(|former| same_name(name, former));
        let sound = key(name);
        let latin_only = !is_cyrillic(name) && !sounds.contains(&sound);
        if !spelling && !from_codifier && official.is_anothers(row, &sound, latin_only) {
            report.count("alternates left out: another settlement's name");
            continue;
        }
        let sort = if spelling || is_exonym(name) { "alternate" } else { "former" };
        let languages: &[&str] = match of_cyrillic(name) {
            _ if !is_cyrillic(name) => &["en"],
            _ if from_codifier => &["uk"],
            Language::Ukrainian => &["uk"],
            Language::Russian => &["ru"],
            Language::Either | Language::Both => &["uk", "ru"],
        };
        for language in languages {
            names.push(NameRow {
                place: row.katottg.clone(),
                name: name.clone(),
                language: (*language).to_owned(),
                sort: sort.to_owned(),
                source: if from_codifier { "katottg" } else { "geonames" }.to_owned(),
            });
        }
    }
}

/// Whether a name is only the Ukrainian one with и for і or ї («Измаїл», «Днипро») where it should be Ukrainian.
fn is_mechanical(name: &str, uk: &str) -> bool {
    let alike =
        |name: &str| name.to_lowercase().replace(['і', 'ї'], "и").replace('є', "е").replace(['\'', 'ь'], "");
    let of = |name: &str| name.matches(['і', 'ї', 'І', 'Ї']).count();
    is_cyrillic(name)
        && of_cyrillic(name) == Language::Ukrainian
        && of(name) < of(uk)
        && alike(name) == alike(uk)
}

/// Whether a name differs from an official one only as Belarusian writes it: а for о, я for е, дз for д, ц for т.
/// Where an ending tells Russian it is kept (Казацкое), as Russian has а for о in places too.
fn is_belarusian(name: &str, official: &[&str]) -> bool {
    const AS_BELARUSIAN: &[(&str, &str)] = &[
        ("о", "а"),
        ("е", "я"),
        ("є", "я"),
        ("дз", "д"),
        ("ц", "т"),
        ("и", "і"),
        ("ы", "і"),
        ("ї", "і"),
        ("ь", ""),
    ];
    let alike = |name: &str| {
        let mut low = name.to_lowercase();
        for (from, to) in AS_BELARUSIAN {
            low = low.replace(from, to);
        }
        low
    };
    let of = |name: &str, letter| name.to_lowercase().matches(letter).count();
    let more = |own: &str| of(name, 'а') > of(own, 'а') && of(name, 'о') < of(own, 'о');
    is_cyrillic(name)
        && of_cyrillic(name) != Language::Russian
        && official.iter().any(|own| is_cyrillic(own) && alike(name) == alike(own) && more(own))
}

/// The name in the other edition: a Ukrainian one at the head of the list, before Latin ones.
fn other_edition(alternates: &[String]) -> Option<&String> {
    let first =
        alternates.first().filter(|name| is_cyrillic(name) && of_cyrillic(name) != Language::Russian)?;
    alternates.iter().any(|name| !is_cyrillic(name)).then_some(first)
}

/// Russian forms, by rule, of former Ukrainian names that have none.
fn add_russian(row: &Settlement, russian: &Russian, names: &mut Vec<NameRow>, report: &mut Report) {
    let of = |language: &str, names: &[NameRow]| {
        let fits = names.iter().filter(|name| name.language == language && name.sort == "former");
        fits.map(|name| name.name.clone()).collect::<Vec<_>>()
    };
    let known = of("ru", names);
    for uk in of("uk", names) {
        if known.iter().any(|ru| *ru == uk || attested(&uk, ru).is_some() || same_name(&uk, ru)) {
            continue;
        }
        let readings = russian.derive(&uk);
        let heard = evidence::heard(&uk, &readings, &row.alternates());
        let Some(name) = heard.or_else(|| readings.into_iter().next()) else { continue };
        report.count("former names: Russian form derived");
        names.push(NameRow {
            place: row.katottg.clone(),
            name,
            language: "ru".to_owned(),
            sort: "former".to_owned(),
            source: "rule".to_owned(),
        });
    }
}

/// Names that the sources lack, or call otherwise than they are.
fn established() -> Vec<NameRow> {
    embedded(include_str!("established.tsv"), "names/established.tsv")
}

/// Sorts the rows, leaves out those that say the same and those that repeat an official name, and counts the rest.
pub fn finish(names: &mut Vec<NameRow>, places: &[PlaceRow], areas: &[PlaceRow], report: &mut Report) {
    let official: HashMap<&str, &PlaceRow> = places.iter().chain(areas).map(|p| (p.id.as_str(), p)).collect();
    names.retain(|row| {
        let own = official.get(row.place.as_str());
        own.is_none_or(|p| match row.language.as_str() {
            "uk" => row.name != p.name_uk,
            "ru" => row.name != p.name_ru,
            _ => row.name != p.name_en,
        })
    });
    // An established name keeps its place among those of the same letters, whatever the sources call it.
    let same = |row: &NameRow| (row.place.clone(), row.language.clone(), fold(&row.name));
    let mut established = established();
    established.retain(|row| official.contains_key(row.place.as_str()));
    let told: HashSet<_> = established.iter().map(same).collect();
    names.retain(|row| !told.contains(&same(row)));
    names.extend(established);
    names.sort_by(|a, b| {
        let key = |row: &NameRow| {
            (row.place.clone(), row.language.clone(), row.name.clone(), row.sort == "alternate")
        };
        key(a).cmp(&key(b)).then_with(|| a.source.cmp(&b.source))
    });
    names.dedup_by(|b, a| (&a.place, &a.language, &a.name) == (&b.place, &b.language, &b.name));
    for row in names.iter() {
        report.count(format!("names: {} {}", row.sort, row.language));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn established_names_are_of_settlements() {
        let path = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/settlements.tsv"));
        let places: Table<PlaceRow> = Table::read(path).expect("settlements");
        for row in established() {
            assert!(places.lines.iter().any(|line| line.row.id == row.place), "{}: {}", row.place, row.name);
        }
    }

    #[test]
    fn belarusian_vowels_are_told() {
        for (name, own, wanted) in [
            ("Барадзянка", "Бородянка", true),
            ("Ужгарад", "Ужгород", true),
            ("Нова Вадалага", "Нова Водолага", true),
            ("Казацкое", "Козацьке", false),
            ("Бородянка", "Бородянка", false),
            ("Артемівськ", "Бахмут", false),
        ] {
            assert_eq!(is_belarusian(name, &[own]), wanted, "{name}");
        }
    }

    #[test]
    fn russian_letters_in_a_ukrainian_name_are_told() {
        for (name, uk, wanted) in [
            ("Измаїл", "Ізмаїл", true),
            ("Пивденне", "Південне", true),
            ("Ліхоліти", "Лихоліти", false),
            ("Измаил", "Ізмаїл", false),
            ("Днепр", "Дніпро", false),
        ] {
            assert_eq!(is_mechanical(name, uk), wanted, "{name}");
        }
    }

    #[test]
    fn the_codifiers_other_name_stands_before_latin_ones() {
        let list = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let head = list(&["Красноград", "Krasnohrad", "Константиноград"]);
        assert_eq!(other_edition(&head), head.first());
        assert_eq!(other_edition(&list(&["Artemivsk", "Артемівськ"])), None);
        assert_eq!(other_edition(&list(&["Калинове"])), None);
    }
}

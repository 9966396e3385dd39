//! Names as a sentence needs them: in a case, with a unit, as an adjective.

use ua_gazetteer::Language;
use ua_gazetteer::gazetteer::{NameSort, Place, PlaceKind};
use ua_gazetteer::inflection::{self, Case};

/// The name of a place in a language.
pub fn name<'g>(place: &Place<'g>, language: Language) -> &'g str {
    match language {
        Language::Ukrainian => place.name_uk(),
        Language::Russian => place.name_ru(),
        _ => place.name_en(),
    }
}

/// A name in a case; English has none.
pub fn in_case(name: &str, language: Language, case: Case) -> String {
    if case == Case::Nominative {
        return name.to_owned();
    }
    inflection::forms(name, language)
        .into_iter()
        .find(|form| form.case == case)
        .map_or_else(|| name.to_owned(), |form| form.text)
}

/// An adjective in -ий, -ый, -ой, or the feminine in -а, -ая, with its ending replaced.
fn with_ending(adjective: &str, ending: &str) -> Option<String> {
    let stem =
        ["ий", "ый", "ой", "ая", "а"].iter().find_map(|nominative| adjective.strip_suffix(nominative))?;
    Some(format!("{stem}{ending}"))
}

/// How a sentence names a unit behind a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// «… Харківської області», "of Kharkiv region".
    Genitive,
    /// «(Харківська область)», "(Kharkiv Oblast)".
    Bracket,
    /// «, Харківська область», ", Kharkiv Oblast".
    Comma,
    /// A line of its own: «Харківська область:».
    Heading,
}

pub const WORDINGS: [Wording; 3] = [Wording::Genitive, Wording::Bracket, Wording::Comma];

/// A unit as it stands behind a place, with what stands between; nothing where its name is no adjective.
pub fn unit(unit: &Place<'_>, language: Language, wording: Wording) -> Option<String> {
    let noun = noun(unit.kind(), language)?;
    let phrase = match language {
        Language::English => {
            let plain = unit.name_en();
            if plain.contains("Republic") {
                return None;
            }
            let bare = [" Oblast", " Raion", " District", " Hromada", " raion", " hromada"]
                .iter()
                .find_map(|noun| plain.strip_suffix(noun))
                .unwrap_or(plain);
            format!("{bare} {}", if wording == Wording::Genitive { noun.1 } else { noun.0 })
        }
        _ => {
            let (ending_nominative, ending_genitive) = match (language, unit.kind()) {
                (Language::Ukrainian, PlaceKind::Raion) => ("ий", "ого"),
                (Language::Ukrainian, _) => ("а", "ої"),
                (_, PlaceKind::Raion) => ("ий", "ого"),
                (_, _) => ("ая", "ой"),
            };
            let genitive = wording == Wording::Genitive;
            let ending = if genitive { ending_genitive } else { ending_nominative };
            let adjective = name(unit, language);
            if adjective.contains(' ') {
                return None;
            }
            format!("{} {}", with_ending(adjective, ending)?, if genitive { noun.1 } else { noun.0 })
        }
    };
    Some(match wording {
        Wording::Genitive if language == Language::English => format!(" of {phrase}"),
        Wording::Genitive => format!(" {phrase}"),
        Wording::Bracket => format!(" ({phrase})"),
        Wording::Comma => format!(", {phrase}"),
        Wording::Heading => format!("{phrase}:\n"),
    })
}

/// The noun of a unit in the nominative and the genitive; of English, two in use.
fn noun(kind: PlaceKind, language: Language) -> Option<(&'static str, &'static str)> {
    Some(match (kind, language) {
        (PlaceKind::Oblast, Language::Ukrainian) => ("область", "області"),
        (PlaceKind::Raion, Language::Ukrainian) => ("район", "району"),
        (PlaceKind::Hromada, Language::Ukrainian) => ("громада", "громади"),
        (PlaceKind::Oblast, Language::Russian) => ("область", "области"),
        (PlaceKind::Raion, Language::Russian) => ("район", "района"),
        (PlaceKind::Hromada, Language::Russian) => ("громада", "громады"),
        (PlaceKind::Oblast, _) => ("Oblast", "region"),
        (PlaceKind::Raion, _) => ("Raion", "district"),
        (PlaceKind::Hromada, _) => ("hromada", "community"),
        _ => return None,
    })
}

/// «На Харківщині», where the oblast has such a name in the language: the one that begins as its name there does.
pub fn nickname_lead(oblast: &Place<'_>, language: Language) -> Option<String> {
    let own = name(oblast, language);
    let shared = |text: &str| text.chars().zip(own.chars()).take_while(|(a, b)| a == b).count();
    let (nickname, _) = oblast
        .other_names()
        .filter(|(text, sort)| *sort == NameSort::Nickname && text.ends_with("щина"))
        .max_by_key(|(text, _)| shared(text))?;
    (shared(nickname) >= STEM).then(|| format!("На {} ", in_case(nickname, language, Case::Locative)))
}

/// Letters that a nickname shares with the name.
const STEM: usize = 4;

/// The direction named after a town: as the beginning of a sentence, or as a line of its own.
pub fn direction(town: &Place<'_>, language: Language, as_heading: bool) -> Option<String> {
    let adjective = inflection::adjectives(name(town, language), language).into_iter().next();
    let capital = |text: String| {
        let mut letters = text.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    Some(match (language, as_heading) {
        (Language::Ukrainian, false) => {
            format!("На {} напрямку ", capital(with_ending(&adjective?, "ому")?)?)
        }
        (Language::Ukrainian, true) => format!("{} напрямок:\n", capital(adjective?)?),
        (Language::Russian, false) => {
            format!("На {} направлении ", capital(with_ending(&adjective?, "ом")?)?)
        }
        (Language::Russian, true) => format!("{} направление:\n", capital(with_ending(&adjective?, "ое")?)?),
        (_, false) => format!("In the {} direction, ", town.name_en()),
        (_, true) => format!("{} direction:\n", town.name_en()),
    })
}

/// The type word before a name, in the case of the name: "the village of", «села».
pub fn type_word(kind: PlaceKind, language: Language) -> Option<&'static str> {
    Some(match (language, kind) {
        (Language::Ukrainian, PlaceKind::City) => "м. ",
        (Language::Ukrainian, PlaceKind::Settlement) => "смт ",
        (Language::Ukrainian, PlaceKind::Village) => "с. ",
        (Language::Russian, PlaceKind::City) => "г. ",
        (Language::Russian, PlaceKind::Settlement) => "пгт ",
        (Language::Russian, PlaceKind::Village) => "с. ",
        (_, PlaceKind::City) => "the city of ",
        (_, PlaceKind::Settlement) => "the settlement of ",
        (_, PlaceKind::Village) => "the village of ",
        _ => return None,
    })
}

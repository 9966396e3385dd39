//! All forms of one name: what the compiler puts into the automaton of forms.

use super::format::FormClassRecord;
use crate::Language;
use crate::inflection::{self, Case};
use crate::romanization::{self, System};

/// No romanization system, no case.
pub(crate) const NO: u8 = u8::MAX;

/// Form classes from this number on are made at run time: the number of a romanization system behind it.
pub(crate) const RUN_TIME_SYSTEMS: u8 = 128;

/// The form class of a spelling by a system that was told at run time.
pub(super) fn run_time_class(system: &System) -> u8 {
    u8::try_from(system.number()).ok().and_then(|number| RUN_TIME_SYSTEMS.checked_add(number)).unwrap_or(NO)
}

/// How many romanizations of a name are compiled. Spellings by the other systems are found by their spelling key and
/// told by the rules of the system, which is smaller than keeping them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Romanized {
    /// None: the Latin name is attested.
    No,
    /// By the systems that reports use most.
    Usual,
}

/// Systems in every day's reports: national, its forerunner, and the press of both languages.
const USUAL: &[&str] = &["kmu-2010", "press", "bgn-pcgn-1965", "ru-press", "ru-bgn-pcgn-1947"];

/// A Latin spelling of a name and the system that makes it.
pub(super) struct Spelling {
    pub(super) text: String,
    pub(super) system: &'static System,
}

/// The Latin spellings of a Cyrillic name; of an adjective in its three genders.
pub(super) fn spellings(
    name: &str,
    language: Language,
    attributive: bool,
    romanized: Romanized,
) -> Vec<Spelling> {
    let genders = match (attributive, name.strip_suffix("ий")) {
        (true, Some(stem)) => match language {
            Language::Russian => vec![name.to_owned(), format!("{stem}ая"), format!("{stem}ое")],
            _ => vec![name.to_owned(), format!("{stem}а"), format!("{stem}е")],
        },
        _ => vec![name.to_owned()],
    };
    let fits = |system: &System| romanized == Romanized::Usual && USUAL.contains(&system.id);
    let systems =
        || romanization::systems().iter().filter(|system| system.language == language && fits(system));
    genders
        .iter()
        .flat_map(|text| {
            systems().map(move |system| Spelling { text: romanization::romanize(text, system), system })
        })
        .collect()
}

/// A form of a name and how it arose.
pub(super) struct NameForm {
    pub(super) text: String,
    pub(super) class: FormClassRecord,
}

/// All forms of a name: case forms, Latin spellings; of a name in Latin letters only itself.
pub(super) fn forms(
    name: &str,
    language: Language,
    attributive: bool,
    romanized: Romanized,
) -> Vec<NameForm> {
    let as_written =
        |text: &str| NameForm { text: text.to_owned(), class: FormClassRecord { system: NO, case: NO } };
    if language == Language::English {
        return vec![as_written(name)];
    }
    let inflected = if attributive && name.ends_with("ий") {
        inflection::adjective_forms(name, language)
    } else {
        inflection::forms(name, language)
    };
    let mut forms: Vec<NameForm> = inflected
        .into_iter()
        .map(|form| NameForm {
            text: form.text,
            class: FormClassRecord { system: NO, case: form.case as u8 },
        })
        .collect();
    forms.extend(spellings(name, language, attributive, romanized).into_iter().map(|spelling| NameForm {
        text: spelling.text,
        class: FormClassRecord { system: u8::try_from(spelling.system.number()).unwrap_or(NO), case: NO },
    }));
    if forms.is_empty() {
        forms.push(as_written(name));
    }
    forms
}

/// The case of a number in a form class.
pub(crate) fn case_of(number: u8) -> Option<Case> {
    const CASES: [Case; 7] = [
        Case::Nominative,
        Case::Genitive,
        Case::Dative,
        Case::Accusative,
        Case::Instrumental,
        Case::Locative,
        Case::Vocative,
    ];
    CASES.get(usize::from(number)).copied()
}

/// Endings of unit names that are adjectives, and the ending of the masculine nominative.
const UNIT_ENDINGS: &[(Language, &str, &str)] = &[
    (Language::Ukrainian, "ька", "ький"),
    (Language::Ukrainian, "ький", "ький"),
    (Language::Ukrainian, "на", "ний"),
    (Language::Ukrainian, "ний", "ний"),
    (Language::Russian, "ская", "ский"),
    (Language::Russian, "ский", "ский"),
    (Language::Russian, "цкая", "цкий"),
    (Language::Russian, "цкий", "цкий"),
    (Language::Russian, "ная", "ный"),
    (Language::Russian, "ный", "ный"),
];

/// The adjective that names a unit, masculine nominative in lower case: `Харківська` gives `харківський`.
pub(super) fn unit_adjective(name: &str, language: Language) -> Option<String> {
    if name.contains(' ') {
        return None;
    }
    let (_, from, to) =
        UNIT_ENDINGS.iter().find(|(of, ending, _)| *of == language && name.ends_with(ending))?;
    Some(format!("{}{to}", name.strip_suffix(from)?.to_lowercase()))
}

//! Case forms and adjectives of Ukrainian and Russian place names, by tables of paradigms.
//!
//! A name goes three ways through this module:
//!
//! 1. `phrase` splits it at spaces and hyphens and decides what each part does: `Велика Новосілка` is an adjective agreeing
//!    with a noun, `Івано-Франківськ` declines at its end only, `Дача Петра` at its beginning only.
//! 2. `word` looks each declining part up in `tables/*_nouns.tsv` (how a nominative ends, which stem and endings that means) and
//!    `tables/*_endings.tsv` (the endings of a declension), with the sound changes of `sound`.
//! 3. `relational` derives the adjective, by `tables/*_relational.tsv`.
//!
//! Where the letters do not settle a paradigm (stress, origin and the dictionary do), all plausible variants are given, the likeliest
//! first: `Ірпінь` gives `Ірпеня` and also `Ірпіня`, `Каштан` both `Каштана` and `Каштану`. The tables name the source of each row.
//!
//! ```
//! use ua_gazetteer::inflection::{Case, adjectives, forms};
//! use ua_gazetteer::Language;
//!
//! let genitive = forms("Часів Яр", Language::Ukrainian).into_iter().find(|form| form.case == Case::Genitive);
//! assert_eq!(genitive.map(|form| form.text).as_deref(), Some("Часового Яру"));
//! assert_eq!(adjectives("Велика Новосілка", Language::Ukrainian)[0], "великоновосілківський");
//! ```

mod grammar;
mod pattern;
mod phrase;
mod relational;
mod sound;
mod word;

pub(crate) use relational::RELATIONAL_STEMS;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::Language;
use grammar::Grammar;

/// A grammatical case.
///
/// ```
/// use ua_gazetteer::inflection::Case;
/// assert_eq!(Case::ALL.len(), 7);
/// assert!(Case::Nominative < Case::Vocative);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// Nominative.
    Nominative,
    /// Genitive.
    Genitive,
    /// Dative.
    Dative,
    /// Accusative.
    Accusative,
    /// Instrumental.
    Instrumental,
    /// Locative (Ukrainian) or prepositional (Russian).
    Locative,
    /// Vocative, Ukrainian only.
    Vocative,
}

impl Case {
    /// All cases, in the order of the grammars.
    pub const ALL: [Case; 7] = [
        Case::Nominative,
        Case::Genitive,
        Case::Dative,
        Case::Accusative,
        Case::Instrumental,
        Case::Locative,
        Case::Vocative,
    ];

    /// The name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Case::Nominative => "nominative",
            Case::Genitive => "genitive",
            Case::Dative => "dative",
            Case::Accusative => "accusative",
            Case::Instrumental => "instrumental",
            Case::Locative => "locative",
            Case::Vocative => "vocative",
        }
    }
}

/// One case form of a name.
///
/// ```
/// use ua_gazetteer::inflection::{Case, Form, forms};
/// use ua_gazetteer::Language;
/// let form = Form { text: "Бахмутом".to_owned(), case: Case::Instrumental };
/// assert!(forms("Бахмут", Language::Ukrainian).contains(&form));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Form {
    /// The form, with the capitals and apostrophes of the name.
    pub text: String,
    /// Its case; where several cases share a form, each is listed.
    pub case: Case,
}

/// All case forms of a place name: the nominative (the name itself) first, then case by case, the likeliest variant first.
///
/// The name is in the nominative, with `'` for an apostrophe and its usual capitals. English has no case forms: only the
/// nominative comes back. An empty name gives no forms.
///
/// ```
/// use ua_gazetteer::inflection::forms;
/// use ua_gazetteer::Language;
/// let texts: Vec<_> = forms("Авдеевка", Language::Russian).into_iter().map(|form| form.text).collect();
/// assert_eq!(texts, ["Авдеевка", "Авдеевки", "Авдеевке", "Авдеевку", "Авдеевкой", "Авдеевкою", "Авдеевке"]);
/// ```
pub fn forms(name: &str, language: Language) -> Vec<Form> {
    let name = name.trim();
    if name.is_empty() {
        return Vec::new();
    }
    let nominative = Form { text: name.to_owned(), case: Case::Nominative };
    let inflected = match Grammar::of(language) {
        Some(grammar) => phrase::forms(name, grammar),
        None => Vec::new(),
    };
    distinct(std::iter::once(nominative).chain(inflected))
}

/// The relational adjectives of a place name (`Куп'янськ` gives `куп'янський`), masculine nominative in lower case, the
/// likeliest first, three at most. None for English.
///
/// ```
/// use ua_gazetteer::inflection::adjectives;
/// use ua_gazetteer::Language;
/// assert_eq!(adjectives("Запоріжжя", Language::Ukrainian)[0], "запорізький");
/// assert_eq!(adjectives("Авдеевка", Language::Russian)[0], "авдеевский");
/// ```
pub fn adjectives(name: &str, language: Language) -> Vec<String> {
    match Grammar::of(language) {
        Some(grammar) => relational::adjectives(name.trim(), grammar),
        None => Vec::new(),
    }
}

/// All case forms, of all genders and the plural, of an adjective in the masculine nominative.
///
/// The accusative of the masculine and of the plural is that of things, not of people. Nothing for English, nor for a word that
/// does not end like a masculine adjective.
///
/// ```
/// use ua_gazetteer::inflection::{Case, adjective_forms};
/// use ua_gazetteer::Language;
/// let forms = adjective_forms("куп'янський", Language::Ukrainian);
/// assert!(forms.iter().any(|form| form.text == "куп'янському" && form.case == Case::Locative));
/// ```
pub fn adjective_forms(lemma: &str, language: Language) -> Vec<Form> {
    match Grammar::of(language) {
        Some(grammar) => distinct(word::adjective_forms(lemma, grammar)),
        None => Vec::new(),
    }
}

/// Each form once, in the order of its first appearance.
fn distinct(forms: impl IntoIterator<Item = Form>) -> Vec<Form> {
    let mut seen = HashSet::new();
    forms.into_iter().filter(|form| seen.insert(form.clone())).collect()
}

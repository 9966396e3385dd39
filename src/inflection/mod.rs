//! Case forms and adjectives of Ukrainian and Russian place names, by tables of paradigms.

use serde::{Deserialize, Serialize};

use crate::Language;

/// A grammatical case.
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
    /// Vocative.
    Vocative,
}

/// One case form of a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Form {
    /// The form, with the capitals and apostrophes of the name.
    pub text: String,
    /// Its case; where several cases share a form, each is listed.
    pub case: Case,
}

/// All case forms of a place name, the nominative first.
pub fn forms(name: &str, _language: Language) -> Vec<Form> {
    vec![Form { text: name.to_owned(), case: Case::Nominative }]
}

/// The relational adjectives of a place name (`Куп'янськ` gives `куп'янський`), masculine nominative, likeliest first.
pub fn adjectives(_name: &str, _language: Language) -> Vec<String> {
    Vec::new()
}

/// All case forms, of all genders and the plural, of an adjective in the masculine nominative.
pub fn adjective_forms(_lemma: &str, _language: Language) -> Vec<Form> {
    Vec::new()
}

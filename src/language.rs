//! The languages that texts and names come in.

use serde::{Deserialize, Serialize};

/// A language of texts, names and case forms.
///
/// ```
/// use ua_gazetteer::Language;
/// assert_eq!(Language::Ukrainian.code(), "uk");
/// assert_eq!("ru".parse(), Ok(Language::Russian));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    /// English, and any name written in Latin letters.
    #[serde(rename = "en")]
    English,
    /// Ukrainian.
    #[serde(rename = "uk")]
    Ukrainian,
    /// Russian.
    #[serde(rename = "ru")]
    Russian,
}

impl Language {
    /// All languages, in the order of their numbers in a compiled gazetteer.
    pub const ALL: [Language; 3] = [Language::English, Language::Ukrainian, Language::Russian];

    /// The ISO 639-1 code: `en`, `uk` or `ru`.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Ukrainian => "uk",
            Language::Russian => "ru",
        }
    }
}

impl std::str::FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Language::ALL
            .into_iter()
            .find(|language| language.code() == code)
            .ok_or_else(|| UnknownLanguage(code.to_owned()))
    }
}

/// A language code that is none of `en`, `uk` and `ru`.
///
/// ```
/// assert!("fr".parse::<ua_gazetteer::Language>().unwrap_err().to_string().contains("fr"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language {0:?}: expected en, uk or ru")]
pub struct UnknownLanguage(pub String);

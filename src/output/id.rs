//! Ids of documents and questions, echoed as they were given.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// What a caller calls a document or question: a string, a number or nothing.
///
/// A number keeps its digits, however many there are.
///
/// ```
/// use ua_gazetteer::output::Id;
/// for id in ["\"a1\"", "7", "123456789012345678901234567890", "1.50", "null"] {
///     let parsed: Id = serde_json::from_str(id)?;
///     assert_eq!(serde_json::to_string(&parsed)?, id);
/// }
/// assert!(serde_json::from_str::<Id>("[1]").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub enum Id {
    /// None.
    #[default]
    Null,
    /// A string.
    Text(String),
    /// A number, as JSON writes it.
    Number(Box<RawValue>),
}

impl Id {
    /// The id without quotes; empty where there is none.
    pub fn as_str(&self) -> &str {
        match self {
            Id::Null => "",
            Id::Text(text) => text,
            Id::Number(digits) => digits.get(),
        }
    }
}

impl PartialEq for Id {
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other) && self.as_str() == other.as_str()
    }
}

impl Eq for Id {}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Id::Text(text.to_owned())
    }
}

impl From<String> for Id {
    fn from(text: String) -> Self {
        Id::Text(text)
    }
}

impl From<i64> for Id {
    fn from(number: i64) -> Self {
        // The digits of an integer are JSON.
        RawValue::from_string(number.to_string()).map_or(Id::Null, Id::Number)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Id::Null => serializer.serialize_none(),
            Id::Text(text) => serializer.serialize_str(text),
            Id::Number(digits) => digits.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        match raw.get().as_bytes().first() {
            Some(b'"') => serde_json::from_str(raw.get()).map(Id::Text).map_err(serde::de::Error::custom),
            Some(b'-' | b'0'..=b'9') => Ok(Id::Number(raw)),
            Some(b'n') => Ok(Id::Null),
            _ => Err(serde::de::Error::custom("an id is a string, a number or null")),
        }
    }
}

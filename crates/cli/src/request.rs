//! Questions: one JSON object a line.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::value::RawValue;
use ua_gazetteer::Language;
use ua_gazetteer::output::{ErrorRecord, Id, SCHEMA};

use crate::input::utf8;

/// The keys of a question as they stand, so that a bad one leaves the id readable.
#[derive(Deserialize)]
struct Keys<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    text: Option<&'a RawValue>,
    #[serde(borrow, default)]
    name: Option<&'a RawValue>,
    #[serde(borrow, default)]
    date: Option<&'a RawValue>,
    #[serde(borrow, default)]
    lang: Option<&'a RawValue>,
    #[serde(borrow, default)]
    within: Option<&'a RawValue>,
    #[serde(borrow, default)]
    limit: Option<&'a RawValue>,
}

/// A text or name and what is asked about it.
pub struct Request<'a> {
    pub id: Id,
    /// The text or name.
    pub subject: Cow<'a, str>,
    pub date: Option<Date>,
    pub within: Option<String>,
    pub limit: Option<usize>,
}

/// Why a line is no question.
pub struct BadRequest {
    pub id: Id,
    pub error: String,
}

impl BadRequest {
    pub fn new(id: Id, error: impl Into<String>) -> Self {
        BadRequest { id, error: error.into() }
    }

    /// The answer in its place.
    pub fn record(self, line: u64) -> ErrorRecord {
        ErrorRecord { schema: SCHEMA, id: self.id, line, error: self.error }
    }
}

/// Which key holds what is asked about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Text,
    Name,
}

impl<'a> Request<'a> {
    /// The question of a line.
    pub fn parse(line: &'a [u8], subject: Subject) -> Result<Self, BadRequest> {
        let text = utf8(line).map_err(|error| BadRequest::new(Id::Null, error))?;
        // A list of values would do for serde in the place of an object.
        if !text.trim_start().starts_with('{') {
            return Err(BadRequest::new(Id::Null, "not a JSON object"));
        }
        let keys: Keys<'a> = serde_json::from_str(text)
            .map_err(|error| BadRequest::new(Id::Null, format!("not a JSON object: {}", position(&error))))?;
        let id: Id = match keys.id {
            Some(raw) => serde_json::from_str(raw.get())
                .map_err(|_| BadRequest::new(Id::Null, "\"id\" is no string, number or null"))?,
            None => Id::Null,
        };
        let bad = |error: String| BadRequest::new(id.clone(), error);
        let (key, value) = match subject {
            Subject::Text => ("text", keys.text),
            Subject::Name => ("name", keys.name),
        };
        let words = value.ok_or_else(|| bad(format!("{key:?} is missing")))?;
        let words = string(words).ok_or_else(|| bad(format!("{key:?} is no string")))?;
        let date = option(keys.date, "date").map_err(bad)?;
        let lang = option(keys.lang, "lang").map_err(bad)?;
        let within = keys
            .within
            .map(|raw| string(raw).ok_or_else(|| bad("\"within\" is no string".to_owned())))
            .transpose()?
            .map(Cow::into_owned);
        let limit = keys
            .limit
            .map(|raw| {
                serde_json::from_str(raw.get()).map_err(|_| bad("\"limit\" is no number from 0".to_owned()))
            })
            .transpose()?;
        let date = date.map(|text| parse(&text, "date, as 2023-11-26").map_err(bad)).transpose()?;
        // All languages are looked for in any text, so that the key only has to be right.
        lang.map(|text| parse::<Language>(&text, "language: uk, ru or en").map_err(bad)).transpose()?;
        Ok(Request { id, subject: words, date, within, limit })
    }
}

/// A string that is borrowed where it has no escapes.
fn string(raw: &RawValue) -> Option<Cow<'_, str>> {
    #[derive(Deserialize)]
    struct Borrowed<'a>(#[serde(borrow)] Cow<'a, str>);
    serde_json::from_str::<Borrowed<'_>>(raw.get()).ok().map(|borrowed| borrowed.0)
}

fn option<'a>(raw: Option<&'a RawValue>, key: &str) -> Result<Option<Cow<'a, str>>, String> {
    raw.map(|raw| string(raw).ok_or_else(|| format!("{key:?} is no string"))).transpose()
}

fn parse<T: std::str::FromStr>(text: &str, what: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text:?} is no {what}"))
}

/// What serde_json says, without its line number: each line is parsed by itself.
fn position(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    if error.column() == 0 { what.to_owned() } else { format!("{what} at column {}", error.column()) }
}

//! `/v1/tag`: a text to what it names.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use ua_gazetteer::gazetteer::Place;
use ua_gazetteer::output::{DocumentRecord, Id, MentionRecord, OffsetCounter, OffsetUnit, SCHEMA};
use ua_gazetteer::{Gazetteer, Language, MentionKind, Recognizer};

use crate::body;
use crate::error::Error;
use crate::routes::Service;
use crate::work::{Deadline, Workers};

/// A text and what is asked about it. Unknown keys are passed over, as in batch lines.
#[derive(Deserialize)]
struct TagRequest {
    #[serde(default)]
    id: Id,
    text: String,
    #[serde(default, deserialize_with = "date")]
    date: Option<Date>,
    /// All languages are looked for in any text, so that the key only has to be right.
    #[serde(default, rename = "lang", deserialize_with = "parsed")]
    _lang: Option<Language>,
    #[serde(default)]
    within: Option<String>,
    #[serde(default, deserialize_with = "parsed")]
    offsets: Option<OffsetUnit>,
    #[serde(default)]
    kinds: Option<Vec<MentionKind>>,
    #[serde(default)]
    min_confidence: Option<f32>,
    #[serde(default)]
    any_case: Option<bool>,
    #[serde(default)]
    hostilities: Option<bool>,
}

/// A value by its name in options, whose error says what is expected.
fn parsed<'de, D: Deserializer<'de>, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    let name = Option::<String>::deserialize(deserializer)?;
    name.map(|name| name.parse().map_err(serde::de::Error::custom)).transpose()
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let no_date = |text: &str| serde::de::Error::custom(format!("{text:?} is no date, as 2023-11-26"));
    text.map(|text| text.parse().map_err(|_| no_date(&text))).transpose()
}

/// Answers a text.
pub async fn answer(
    State(service): State<Service>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let request: TagRequest = body::object(&headers, body, &service.limits).await?;
    let id = request.id.clone();
    let tagger = service.tagger.clone();
    let workers = service.workers.clone();
    let work = move |deadline| tagger.document(request, deadline, &workers);
    let document = service.workers.run(work).await.map_err(|error| error.of(&id))?;
    Ok(body::json(&document))
}

/// Recognizers by their settings. Each keeps what the register says of the days that it was asked for, so that they are
/// worth keeping.
pub struct Tagger {
    gazetteer: Gazetteer,
    recognizers: Mutex<HashMap<Key, Recognizer>>,
}

/// Kinds, least confidence (its bits), any case, hostilities.
type Key = (Vec<MentionKind>, u32, bool, bool);

/// So many are kept: what most clients ask for is one or two.
const MOST_RECOGNIZERS: usize = 32;

impl Tagger {
    pub fn new(gazetteer: Gazetteer) -> Arc<Self> {
        Arc::new(Tagger { gazetteer, recognizers: Mutex::default() })
    }

    /// The recognizer for what a request sets.
    fn recognizer(&self, request: &TagRequest) -> Result<Recognizer, Error> {
        let least = request.min_confidence.unwrap_or(0.0);
        if !(0.0..=1.0).contains(&least) {
            return Err(Error::unprocessable("\"min_confidence\": outside 0 to 1"));
        }
        let asked = request.kinds.as_deref().filter(|kinds| !kinds.is_empty());
        let mut kinds = asked.unwrap_or(&MentionKind::ALL).to_vec();
        kinds.sort_unstable();
        kinds.dedup();
        let (any_case, hostilities) =
            (request.any_case.unwrap_or(false), request.hostilities.unwrap_or(true));
        let key: Key = (kinds, least.to_bits(), any_case, hostilities);
        let mut recognizers = self.recognizers.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(known) = recognizers.get(&key) {
            return Ok(known.clone());
        }
        let new = Recognizer::builder()
            .gazetteer(self.gazetteer.clone())
            .kinds(key.0.iter().copied())
            .min_confidence(least)
            .any_case(any_case)
            .hostilities(hostilities)
            .build();
        if recognizers.len() >= MOST_RECOGNIZERS {
            recognizers.clear();
        }
        recognizers.insert(key, new.clone());
        Ok(new)
    }

    fn document(
        &self,
        request: TagRequest,
        deadline: Deadline,
        workers: &Workers,
    ) -> Result<DocumentRecord, Error> {
        let within = unit(&self.gazetteer, request.within.as_deref())?;
        let recognizer = self.recognizer(&request)?;
        let text = &request.text;
        let mut offsets = OffsetCounter::new(text, request.offsets.unwrap_or(OffsetUnit::Utf16));
        let mut mentions = Vec::new();
        for window in recognizer.windows(text, request.date) {
            if deadline.is_over() {
                return Err(workers.late());
            }
            let wanted = window.mentions().iter().filter(|mention| {
                within.is_none_or(|unit| mention.place().is_some_and(|place| place.is_within(&unit)))
            });
            mentions.extend(wanted.map(|mention| MentionRecord::of(mention, &mut offsets)));
        }
        Ok(DocumentRecord { schema: SCHEMA, id: request.id, mentions })
    }
}

/// The unit that a question names.
pub fn unit<'g>(gazetteer: &'g Gazetteer, name: Option<&str>) -> Result<Option<Place<'g>>, Error> {
    let find = |name: &str| {
        let expected = "expected an oblast, raion or hromada, in any spelling";
        let unknown = || Error::unprocessable(format!("\"within\": unknown region {name:?}: {expected}"));
        gazetteer.unit(name).ok_or_else(unknown)
    };
    name.map(find).transpose()
}

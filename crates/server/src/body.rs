//! Bodies: JSON in, within the limits, and JSON out.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::limits::Limits;

/// A client that sends too much is still read for so many times the limit: one that writes before it reads
/// would otherwise see a broken connection and not the error.
const DISCARDED: usize = 4;

/// The JSON object of a request.
pub async fn object<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: Body,
    limits: &Limits,
) -> Result<T, Error> {
    if !is_json(headers) {
        let message = "the body must be JSON: say \"content-type: application/json\"";
        return Err(Error::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
    }
    let read = tokio::time::timeout(limits.arrival, read(body, limits.body_bytes));
    let bytes = read.await.map_err(|_| late(limits.arrival))??;
    parse(&bytes)
}

fn late(after: Duration) -> Error {
    let message = format!("the body did not arrive within {} s", after.as_secs_f32());
    Error::new(StatusCode::REQUEST_TIMEOUT, message)
}

/// Only a page of the same origin may send this type unasked, so that no other page can ask in a reader's name.
fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    value.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

async fn read(mut body: Body, limit: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let mut length = 0_usize;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| {
            Error::new(StatusCode::BAD_REQUEST, format!("the body could not be read: {error}"))
        })?;
        let Some(data) = frame.data_ref() else { continue };
        length = length.saturating_add(data.len());
        if length <= limit {
            bytes.extend_from_slice(data);
        } else if length > limit.saturating_mul(DISCARDED) {
            break;
        }
    }
    if length > limit {
        let message = format!("the body is longer than {limit} bytes");
        return Err(Error::new(StatusCode::PAYLOAD_TOO_LARGE, message));
    }
    Ok(bytes)
}

/// A question, or what is wrong with it: 400 where it is no JSON, 422 where it is, and not what was asked for.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let result = serde_path_to_error::deserialize(&mut deserializer);
    // A list of values would do for serde in the place of an object.
    let is_object = bytes.trim_ascii_start().starts_with(b"{");
    match result.map_err(|error| (error.path().to_string(), error.into_inner())) {
        Err((_, error)) if !error.is_data() => Err(malformed(error)),
        _ if !is_object => Err(Error::unprocessable("not a JSON object")),
        // A list of values would do for serde in the place of an object.
        Ok(_) if !bytes.trim_ascii_start().starts_with(b"{") => {
            Err(Error::unprocessable("not a JSON object"))
        }
        Ok(value) => {
            deserializer.end().map_err(malformed)?;
            Ok(value)
        }
        Err((path, error)) => {
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or(&what);
            Err(Error::unprocessable(match path.as_str() {
                "." | "?" => what.to_owned(),
                key => format!("{key:?}: {what}"),
            }))
        }
    }
}

fn malformed(error: serde_json::Error) -> Error {
    Error::new(StatusCode::BAD_REQUEST, format!("the body is no JSON: {error}"))
}

/// A record as the body of an answer.
pub fn json(record: &impl Serialize) -> Response {
    match serde_json::to_vec(record) {
        Ok(bytes) => {
            ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], bytes).into_response()
        }
        // Records are strings and numbers; it does not come to this.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

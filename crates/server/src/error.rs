//! Errors, as JSON with a status that says whose fault it is.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use ua_gazetteer::output::{Id, SCHEMA};

use crate::body;

/// Why a request is not answered.
#[derive(Debug)]
pub struct Error {
    status: StatusCode,
    id: Id,
    message: String,
}

/// What the client reads.
#[derive(Serialize)]
struct ErrorAnswer<'a> {
    schema: u32,
    id: &'a Id,
    error: &'a str,
}

impl Error {
    pub fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Error { status, id: Id::Null, message: message.into() }
    }

    /// A question that is JSON and yet cannot be answered.
    pub fn unprocessable(message: impl Into<String>) -> Self {
        Error::new(StatusCode::UNPROCESSABLE_ENTITY, message)
    }

    /// With the id of the question, where it could be read.
    pub fn of(mut self, id: &Id) -> Self {
        self.id = id.clone();
        self
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let answer = ErrorAnswer { schema: SCHEMA, id: &self.id, error: &self.message };
        let mut response = body::json(&answer);
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        match self.status {
            StatusCode::SERVICE_UNAVAILABLE => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            }
            // What is left of such a body would be read as the next request.
            StatusCode::REQUEST_TIMEOUT | StatusCode::PAYLOAD_TOO_LARGE => {
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            _ => {}
        }
        response
    }
}

//! `/v1/lookup`: a name to the places that it may mean.

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use ua_gazetteer::Gazetteer;
use ua_gazetteer::gazetteer::LookupOptions;
use ua_gazetteer::output::{Id, LookupRecord};

use crate::body;
use crate::error::Error;
use crate::routes::Service;
use crate::tag::unit;

/// A name and what is asked about it. Unknown keys are passed over, as in batch lines.
#[derive(Deserialize)]
struct LookupRequest {
    #[serde(default)]
    id: Id,
    name: String,
    #[serde(default)]
    within: Option<String>,
    #[serde(default)]
    limit: Option<usize>,
    #[serde(default)]
    hostilities: Option<bool>,
}

/// As [`LookupRequest`], in the query of an address, where an id would have no type.
#[derive(Deserialize)]
pub struct LookupQuery {
    name: String,
    within: Option<String>,
    limit: Option<usize>,
    hostilities: Option<bool>,
}

/// Answers a question in a body.
pub async fn answer(
    State(service): State<Service>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let request = body::object(&headers, body, &service.limits).await?;
    respond(&service, request).await
}

/// Answers a question in the query of an address.
pub async fn answer_query(
    State(service): State<Service>,
    query: Result<Query<LookupQuery>, QueryRejection>,
) -> Result<Response, Error> {
    let bad = |rejection: QueryRejection| Error::new(StatusCode::BAD_REQUEST, rejection.body_text());
    let Query(LookupQuery { name, within, limit, hostilities }) = query.map_err(bad)?;
    respond(&service, LookupRequest { id: Id::Null, name, within, limit, hostilities }).await
}

async fn respond(service: &Service, request: LookupRequest) -> Result<Response, Error> {
    let gazetteer = service.gazetteer.clone();
    let id = request.id.clone();
    let work = move |_| look_up(&gazetteer, request);
    let record = service.workers.run(work).await.map_err(|error| error.of(&id))?;
    Ok(body::json(&record))
}

/// Bytes of the longest name: none of a place has a tenth of it, and near spellings of a page would take long to find.
const LONGEST_NAME: usize = 1000;

fn look_up(gazetteer: &Gazetteer, request: LookupRequest) -> Result<LookupRecord, Error> {
    if request.name.len() > LONGEST_NAME {
        return Err(Error::unprocessable(format!("\"name\": longer than {LONGEST_NAME} bytes")));
    }
    let defaults = LookupOptions::default();
    let options = LookupOptions {
        limit: request.limit.unwrap_or(defaults.limit),
        within: unit(gazetteer, request.within.as_deref())?,
        hostilities: request.hostilities.unwrap_or(defaults.hostilities),
    };
    Ok(LookupRecord::of(&gazetteer.lookup_with(&request.name, &options), request.id))
}

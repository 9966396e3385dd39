//! What is answered where.

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;
use tower_http::set_header::SetResponseHeaderLayer;
use ua_gazetteer::Gazetteer;
use ua_gazetteer::output::SCHEMA;

use crate::error::Error;
use crate::limits::Limits;
use crate::tag::Tagger;
use crate::work::Workers;
use crate::{body, lookup, page, tag};

/// What all requests share.
#[derive(Clone)]
pub struct Service {
    pub gazetteer: Gazetteer,
    pub tagger: Arc<Tagger>,
    pub workers: Workers,
    pub limits: Limits,
}

/// The OpenAPI description of the routes for programs, served at `/v1/openapi.json`.
///
/// ```
/// assert!(ua_gazetteer_server::OPENAPI.contains("\"/v1/tag\""));
/// ```
pub const OPENAPI: &str = include_str!("openapi.json");

/// Methods and paths of the routes for programs.
///
/// ```
/// assert!(ua_gazetteer_server::ROUTES.contains(&("post", "/v1/tag")));
/// ```
pub const ROUTES: &[(&str, &str)] = &[
    ("post", "/v1/tag"),
    ("post", "/v1/lookup"),
    ("get", "/v1/lookup"),
    ("get", "/v1/openapi.json"),
    ("get", "/health"),
];

/// On every answer. Of the page's scripts and styles only those of this server run, and nothing can become a script of
/// what is pasted: browsers that know trusted types refuse markup made from strings altogether.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, page::POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The routes of a service.
pub fn router(service: Service) -> Router {
    let router = page::routes(&service.gazetteer)
        .route("/v1/tag", post(tag::answer))
        .route("/v1/lookup", post(lookup::answer).get(lookup::answer_query))
        .route("/v1/openapi.json", get(openapi))
        .route("/health", get(health))
        .fallback(not_found)
        .method_not_allowed_fallback(wrong_method)
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .with_state(service);
    HEADERS.into_iter().fold(router, |router, (name, value)| {
        router.layer(SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value)))
    })
}

async fn openapi() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI).into_response()
}

/// That the server runs, and what it knows.
#[derive(Serialize)]
struct Health {
    schema: u32,
    status: &'static str,
    version: &'static str,
    places: u64,
}

async fn health(axum::extract::State(service): axum::extract::State<Service>) -> Response {
    let places = service.gazetteer.info().places.values().sum();
    body::json(&Health { schema: SCHEMA, status: "ok", version: env!("CARGO_PKG_VERSION"), places })
}

async fn not_found(uri: Uri) -> Error {
    Error::new(StatusCode::NOT_FOUND, format!("nothing is at {}", uri.path()))
}

async fn wrong_method(method: Method, uri: Uri) -> Error {
    let message = format!("{} does not take {method}: see the header \"allow\"", uri.path());
    Error::new(StatusCode::METHOD_NOT_ALLOWED, message)
}

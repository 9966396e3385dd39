//! The page: its markup, its script and style, and the outlines of its map.

use axum::Router;
use axum::body::Bytes;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use ua_gazetteer::Gazetteer;

use crate::routes::Service;

/// What the page may load and do: only what comes from here, and nothing inline.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// The routes of the page.
pub fn routes(gazetteer: &Gazetteer) -> Router<Service> {
    let outlines = ua_gazetteer_view::outlines(gazetteer);
    let files: [(&str, &'static str, Bytes); 5] = [
        ("/", "text/html; charset=utf-8", Bytes::from(ua_gazetteer_view::page())),
        ("/view.js", "text/javascript; charset=utf-8", Bytes::from(ua_gazetteer_view::script())),
        ("/view.css", "text/css; charset=utf-8", Bytes::from_static(ua_gazetteer_view::STYLE.as_bytes())),
        ("/icon.svg", "image/svg+xml", Bytes::from_static(ua_gazetteer_view::ICON.as_bytes())),
        ("/outlines.json", "application/json", Bytes::from(outlines)),
    ];
    files.into_iter().fold(Router::new(), |router, (path, kind, bytes)| {
        // A newer version of the server must not meet an older script.
        let answer = ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], bytes);
        router.route(path, get(move || async move { answer.clone().into_response() }))
    })
}

//! The answers are the records of the library.

#![allow(clippy::unwrap_used)]

mod common;

use common::{REPORT, start};
use serde_json::{Value, json};
use ua_gazetteer::gazetteer::LookupOptions;
use ua_gazetteer::output::{DocumentRecord, Id, LookupRecord, OffsetUnit};
use ua_gazetteer::{Gazetteer, MentionKind, Recognizer, RecognizerBuilder};
use ua_gazetteer_server::Limits;

/// What the library gives for the report.
fn expected(builder: RecognizerBuilder, id: Id, unit: OffsetUnit) -> Value {
    let recognizer = builder.build();
    serde_json::to_value(DocumentRecord::of(&recognizer.recognize(REPORT), id, unit)).unwrap()
}

fn with(mut question: Value, more: Value) -> String {
    question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    question.to_string()
}

#[test]
fn tag_answers_with_the_documents_of_the_library() {
    let server = start(Limits::default());
    let date = "2023-11-26";
    let dated = || Recognizer::builder().published(date.parse().unwrap());
    let plain = json!({"text": REPORT, "date": date});
    let document = expected(dated(), Id::Null, OffsetUnit::Utf16);
    assert!(document["mentions"].as_array().unwrap().len() > 8);
    let kinds = [MentionKind::Person, MentionKind::Place];
    let cases = [
        (json!({}), document.clone()),
        (json!({"id": "a", "lang": "uk", "beside": [1]}), expected(dated(), "a".into(), OffsetUnit::Utf16)),
        (
            json!({"id": null, "lang": null, "within": null, "offsets": null, "kinds": null, "min_confidence": null,
                "any_case": null, "hostilities": null}),
            document.clone(),
        ),
        (json!({"id": 7, "offsets": "bytes"}), expected(dated(), 7.into(), OffsetUnit::Bytes)),
        (json!({"offsets": "chars"}), expected(dated(), Id::Null, OffsetUnit::Chars)),
        (json!({"kinds": ["place", "person"]}), expected(dated().kinds(kinds), Id::Null, OffsetUnit::Utf16)),
        (json!({"kinds": []}), document),
        (json!({"min_confidence": 0.8}), expected(dated().min_confidence(0.8), Id::Null, OffsetUnit::Utf16)),
        (json!({"any_case": true}), expected(dated().any_case(true), Id::Null, OffsetUnit::Utf16)),
        (json!({"hostilities": false}), expected(dated().hostilities(false), Id::Null, OffsetUnit::Utf16)),
        (json!({"date": null}), expected(Recognizer::builder(), Id::Null, OffsetUnit::Utf16)),
    ];
    for (more, expected) in cases {
        let answer = server.post("/v1/tag", with(plain.clone(), more.clone()));
        assert_eq!((answer.status, answer.json()), (200, expected), "{more}");
    }
}

#[test]
fn within_gives_places_of_the_region_only() {
    let server = start(Limits::default());
    let text = "Обстріляно Бахмут, Куп'янськ і Синьківку.";
    let answer = server.post("/v1/tag", json!({"text": text, "within": "Харківська"}).to_string()).json();
    let names: Vec<&str> = answer["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mention| mention["text"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Куп'янськ", "Синьківку"]);
}

#[test]
fn ids_keep_their_digits() {
    let server = start(Limits::default());
    for id in ["123456789012345678901234567890", "1.50", "\"a\\u0000\"", "null"] {
        for (path, key) in [("/v1/tag", "text"), ("/v1/lookup", "name")] {
            let answer = server.post(path, format!("{{\"id\":{id},\"{key}\":\"Суми\"}}"));
            assert!(answer.body.starts_with(&format!("{{\"schema\":1,\"id\":{id},")), "{}", answer.body);
        }
    }
}

#[test]
fn lookup_answers_bodies_and_queries_alike() {
    let server = start(Limits::default());
    let gazetteer = Gazetteer::embedded();
    let within = gazetteer.unit("Kharkiv region");
    let options = LookupOptions { within, limit: 3, ..LookupOptions::default() };
    let expected = LookupRecord::of(&gazetteer.lookup_with("Іванівка", &options), Id::Null);
    assert_eq!(expected.candidates.len(), 3);
    let expected = serde_json::to_value(expected).unwrap();
    let question = json!({"name": "Іванівка", "within": "Kharkiv region", "limit": 3});
    assert_eq!(server.post("/v1/lookup", question.to_string()).json(), expected);
    let query =
        "/v1/lookup?name=%D0%86%D0%B2%D0%B0%D0%BD%D1%96%D0%B2%D0%BA%D0%B0&within=Kharkiv+region&limit=3&id=4";
    assert_eq!(server.get(query).json(), expected);
    assert_eq!(server.get("/v1/lookup?name=nothing+like+it+at+all").json()["candidates"], json!([]));
}

#[test]
fn the_page_and_its_parts_come_with_a_strict_policy() {
    let server = start(Limits::default());
    let parts = [
        ("/", "text/html; charset=utf-8", ua_gazetteer_view::page()),
        ("/view.js", "text/javascript; charset=utf-8", ua_gazetteer_view::script()),
        ("/view.css", "text/css; charset=utf-8", ua_gazetteer_view::STYLE.to_owned()),
        ("/icon.svg", "image/svg+xml", ua_gazetteer_view::ICON.to_owned()),
        ("/outlines.json", "application/json", ua_gazetteer_view::outlines(&Gazetteer::embedded())),
        ("/v1/openapi.json", "application/json", ua_gazetteer_server::OPENAPI.to_owned()),
    ];
    for (path, kind, body) in parts {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, kind), "{path}");
        assert!(answer.body == body, "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert!(!answer.headers.contains_key("access-control-allow-origin"));
    }
}

#[test]
fn health_says_what_runs() {
    let server = start(Limits::default());
    let health = server.get("/health").json();
    assert_eq!(health["status"], "ok");
    assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
    let places: u64 = Gazetteer::embedded().info().places.values().sum();
    assert_eq!(health["places"], places);
}

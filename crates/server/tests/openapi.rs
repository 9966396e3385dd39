//! The description says what the routes take and answer.

#![allow(clippy::unwrap_used)]

mod common;

use common::{REPORT, Running, start};
use serde_json::{Value, json};
use ua_gazetteer_server::{Limits, OPENAPI, ROUTES};

fn description() -> Value {
    serde_json::from_str(OPENAPI).unwrap()
}

/// Forbids keys that are not described: the description lets new ones come, this test does not let one be forgotten.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            map.values_mut().for_each(close);
            if map.get("type") == Some(&json!("object")) && map.contains_key("properties") {
                map.insert("additionalProperties".to_owned(), json!(false));
            }
        }
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}

/// What checks values against the schemas of the description, by the place of a schema in it.
struct Checker {
    description: Value,
    schemas: boon::Schemas,
    compiler: boon::Compiler,
}

/// Where the description is said to be; nothing is fetched.
const AT: &str = "http://localhost/openapi.json";

impl Checker {
    fn new() -> Self {
        let mut closed = description();
        close(&mut closed);
        let mut compiler = boon::Compiler::new();
        compiler.add_resource(AT, closed).unwrap();
        Checker { description: description(), schemas: boon::Schemas::new(), compiler }
    }

    /// What is wrong with a value by the schema at a JSON pointer.
    fn errors(&mut self, pointer: &str, value: &Value) -> Option<String> {
        let schema = self.compiler.compile(&format!("{AT}#{pointer}"), &mut self.schemas);
        let schema = schema.unwrap_or_else(|error| panic!("{pointer}: {error:#}"));
        self.schemas.validate(value, schema).err().map(|error| format!("{error:#}"))
    }

    /// Checks an answer against what the description says of its path, method and status.
    fn check(&mut self, path: &str, method: &str, answer: &common::Answer) {
        let escaped = path.replace('/', "~1");
        let place = format!("/paths/{escaped}/{method}/responses/{}", answer.status);
        assert!(
            self.description.pointer(&place).is_some(),
            "{method} {path} {}: not described",
            answer.status
        );
        let value = answer.json();
        let errors = self.errors(&format!("{place}/content/application~1json/schema"), &value);
        assert_eq!(errors, None, "{method} {path}: {value:#}");
    }
}

#[test]
fn all_routes_are_described_and_no_others() {
    let description = description();
    let mut described: Vec<(String, String)> = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        described.extend(methods.as_object().unwrap().keys().map(|method| (method.clone(), path.clone())));
    }
    let mut routes: Vec<(String, String)> =
        ROUTES.iter().map(|(method, path)| ((*method).to_owned(), (*path).to_owned())).collect();
    described.sort();
    routes.sort();
    assert_eq!(described, routes);
    assert_eq!(description["info"]["version"], env!("CARGO_PKG_VERSION"));
    let server = start(Limits::default());
    for (method, path) in &routes {
        let answer = if method == "post" { server.post(path, "{}") } else { server.get(path) };
        assert!(answer.status != 404 && answer.status != 405, "{method} {path}");
        assert!(
            answer.status == 200
                || description["paths"][path][method]["responses"][answer.status.to_string()].is_object()
        );
    }
}

#[test]
fn its_examples_are_taken_and_fit_their_schemas() {
    let server = start(Limits::default());
    let mut checker = Checker::new();
    for path in ["/v1/tag", "/v1/lookup"] {
        let escaped = path.replace('/', "~1");
        let content = format!("/paths/{escaped}/post/requestBody/content/application~1json");
        let example = description().pointer(&format!("{content}/example")).cloned().unwrap();
        assert_eq!(checker.errors(&format!("{content}/schema"), &example), None, "{path}");
        let answer = server.post(path, example.to_string());
        assert_eq!(answer.status, 200, "{path}");
        checker.check(path, "post", &answer);
    }
}

/// Texts with all kinds of mention, all kinds of place, unknown names and every way to write coordinates.
const TEXTS: &[&str] = &[
    REPORT,
    "Russia, Moscow, the Dnipro river, Azovstal, Donbas, Полтавщина, Holosiivskyi district of Kyiv, Crimea, Snake Island, \
     Чугуївський район, Мереф'янська громада, Велика Новосілка, село Роботине; 37UDR 12345 67890; 48°30′N 37°45′E; \
     36U 700000 5400000; between 10 and 20 drones were shot down; 508 artillery rounds; yesterday; Storm Shadow.",
    "На Покровському напрямку 25-та окрема повітрянодесантна бригада ЗСУ відбила 12 атак. Міністр оборони Умєров.",
    "",
];

fn tag(server: &Running, checker: &mut Checker, text: &str, more: &Value) -> common::Answer {
    let mut question = json!({"text": text, "date": "2023-11-26"});
    question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    assert_eq!(checker.errors("/components/schemas/TagRequest", &question), None, "{question}");
    server.post("/v1/tag", question.to_string())
}

#[test]
fn real_answers_fit_and_say_nothing_that_is_not_described() {
    let server = start(Limits::default());
    let mut checker = Checker::new();
    let mut kinds = std::collections::BTreeSet::new();
    for text in TEXTS {
        for more in [
            json!({}),
            json!({"id": 7, "any_case": true, "offsets": "chars"}),
            json!({"kinds": ["place"], "id": "x"}),
        ] {
            let answer = tag(&server, &mut checker, text, &more);
            assert_eq!(answer.status, 200, "{}", answer.body);
            checker.check("/v1/tag", "post", &answer);
            for mention in answer.json()["mentions"].as_array().unwrap() {
                kinds.insert(mention["kind"].as_str().unwrap().to_owned());
            }
        }
    }
    assert_eq!(kinds.len(), 9, "{kinds:?}");
    for name in ["Sinkivka", "Kharviv", "Дніпро", "Полтавщина", "Москва", "nothing like it at all"]
    {
        let answer = server.post("/v1/lookup", json!({"name": name, "limit": 60}).to_string());
        checker.check("/v1/lookup", "post", &answer);
    }
    checker.check("/v1/lookup", "get", &server.get("/v1/lookup?name=Sumy"));
    checker.check("/v1/lookup", "get", &server.get("/v1/lookup"));
    checker.check("/health", "get", &server.get("/health"));
}

#[test]
fn errors_fit() {
    let server = start(Limits { body_bytes: 1000, ..Limits::default() });
    let mut checker = Checker::new();
    for (body, status) in [("{", 400), ("{}", 422), (&*" ".repeat(1001), 413)] {
        for path in ["/v1/tag", "/v1/lookup"] {
            let answer = server.post(path, body);
            assert_eq!(answer.status, status);
            checker.check(path, "post", &answer);
        }
    }
    let answer = server.post_as("/v1/tag", "text/plain", "{}");
    checker.check("/v1/tag", "post", &answer);
}

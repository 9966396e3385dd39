//! What is asked wrongly, too much, too slowly, or all at once.

#![allow(clippy::unwrap_used)]

mod common;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use common::{REPORT, Running, start};
use serde_json::json;
use ua_gazetteer_server::Limits;

/// Bodies of `/v1/tag`, their status, and what the error says.
const BAD_BODIES: &[(&[u8], u16, &str)] = &[
    (b"", 400, "the body is no JSON"),
    (b"not JSON", 400, "the body is no JSON"),
    (b"{\"text\":\"a\"", 400, "the body is no JSON: EOF"),
    (b"{\"text\":\"a\"} {}", 400, "trailing characters"),
    (b"{\"text\":\"\xff\"}", 400, "the body is no JSON"),
    (b"{\"text\":\"\\ud800\"}", 400, "the body is no JSON"),
    (b"[\"a\"]", 422, "not a JSON object"),
    (b"\"a\"", 422, "not a JSON object"),
    (b"{}", 422, "missing field `text`"),
    (b"{\"text\":7}", 422, "\"text\": invalid type: integer `7`, expected a string"),
    (b"{\"text\":null}", 422, "\"text\": invalid type: null"),
    (b"{\"text\":\"a\",\"text\":\"b\"}", 422, "duplicate field `text`"),
    (b"{\"text\":\"a\",\"id\":[1]}", 422, "an id is a string, a number or null"),
    (b"{\"text\":\"a\",\"date\":\"soon\"}", 422, "\"date\": \"soon\" is no date, as 2023-11-26"),
    (b"{\"text\":\"a\",\"date\":\"2023-02-30\"}", 422, "is no date"),
    (b"{\"text\":\"a\",\"lang\":\"fr\"}", 422, "\"lang\": "),
    (
        b"{\"text\":\"a\",\"offsets\":\"words\"}",
        422,
        "unknown unit \"words\": expected bytes, chars or utf16",
    ),
    (
        b"{\"text\":\"a\",\"kinds\":[\"town\"]}",
        422,
        "\"kinds[0]\": unknown variant `town`, expected one of `place`",
    ),
    (b"{\"text\":\"a\",\"min_confidence\":1.5}", 422, "\"min_confidence\": outside 0 to 1"),
    (b"{\"text\":\"a\",\"any_case\":\"yes\"}", 422, "\"any_case\": invalid type"),
    (b"{\"text\":\"a\",\"within\":\"Narnia\"}", 422, "unknown region \"Narnia\": expected an oblast"),
];

#[test]
fn bad_bodies_are_told_what_is_wrong_and_good_ones_between_them_answered() {
    let server = start(Limits::default());
    let good = json!({"text": REPORT}).to_string();
    let expected = server.post("/v1/tag", &good).body;
    for (body, status, error) in BAD_BODIES {
        let answer = server.post("/v1/tag", body);
        let name = String::from_utf8_lossy(body);
        assert_eq!(answer.status, *status, "{name}: {}", answer.body);
        assert!(answer.error().contains(error), "{name}: {}", answer.body);
        assert_eq!(server.post("/v1/tag", &good).body, expected);
    }
    let deep = format!("{{\"text\":\"a\",\"x\":{}", "[".repeat(100_000));
    assert_eq!(server.post("/v1/tag", deep).status, 400);
}

#[test]
fn an_error_bears_the_id_of_its_question() {
    let server = start(Limits::default());
    let answer = server.post("/v1/tag", "{\"id\":\"q1\",\"text\":\"a\",\"within\":\"Narnia\"}").json();
    assert_eq!(answer["id"], "q1");
    let answer = server.post("/v1/lookup", "{\"id\":2,\"name\":\"a\",\"within\":\"Narnia\"}").json();
    assert_eq!(answer["id"], 2);
}

#[test]
fn other_paths_methods_types_and_queries_are_errors_in_json() {
    let server = start(Limits::default());
    let missing = server.get("/v2/%3Ctag%3E?x=1");
    assert_eq!((missing.status, missing.error()), (404, "nothing is at /v2/%3Ctag%3E".to_owned()));
    let method = server.get("/v1/tag");
    assert_eq!((method.status, method.header("allow")), (405, "POST"));
    assert!(method.error().starts_with("/v1/tag does not take GET"));
    assert_eq!(server.post("/health", "{}").status, 405);
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        let answer = server.post_as("/v1/tag", kind, "{\"text\":\"a\"}");
        assert_eq!(answer.status, 415, "{kind}");
        assert!(answer.error().contains("application/json"));
    }
    assert_eq!(server.post_as("/v1/tag", "Application/JSON; charset=utf-8", "{\"text\":\"a\"}").status, 200);
    for (query, error) in [
        ("", "missing field `name`"),
        ("?name=a&limit=-1", "limit"),
        ("?name=a&hostilities=x", "hostilities"),
    ] {
        let answer = server.get(&format!("/v1/lookup{query}"));
        assert_eq!(answer.status, 400, "{query}");
        assert!(answer.error().contains(error), "{query}: {}", answer.body);
    }
    let long = json!({"name": "а".repeat(501)}).to_string();
    assert_eq!(server.post("/v1/lookup", long).status, 422);
}

/// Sends bytes as they stand, and reads all that comes back.
fn raw(server: &Running, parts: &[&[u8]], pause: Duration) -> String {
    let mut stream = TcpStream::connect(server.address).unwrap();
    for part in parts {
        // The server may have hung up meanwhile, which is what some tests wait for.
        let _ = stream.write_all(part);
        std::thread::sleep(pause);
    }
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

const HEAD: &str =
    "POST /v1/tag HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nconnection: close\r\n";

#[test]
fn bodies_beyond_the_limit_are_413_whether_they_say_their_length_or_not() {
    let server = start(Limits { body_bytes: 10_000, ..Limits::default() });
    let body = json!({"text": "a".repeat(20_000)}).to_string();
    let answer = server.post("/v1/tag", &body);
    assert_eq!((answer.status, answer.error()), (413, "the body is longer than 10000 bytes".to_owned()));
    let chunked = format!("{HEAD}transfer-encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    let answer = raw(&server, &[chunked.as_bytes()], Duration::ZERO);
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    let endless = server.post("/v1/tag", vec![b' '; 30_000]);
    assert_eq!(endless.status, 413);
    let question = "{\"text\":\"Суми\"}";
    let exact = format!("{question}{}", " ".repeat(10_000 - question.len()));
    assert_eq!(server.post("/v1/tag", &exact).status, 200);
    assert_eq!(server.post("/v1/tag", exact + " ").status, 413);
}

#[test]
fn slow_bodies_are_408_and_slow_heads_are_hung_up_on() {
    let server = start(Limits { arrival: Duration::from_millis(600), ..Limits::default() });
    let slow = format!("{HEAD}content-length: 100\r\n\r\n{{\"text\":");
    let began = Instant::now();
    let answer = raw(&server, &[slow.as_bytes()], Duration::ZERO);
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("the body did not arrive within 0.6 s"), "{answer}");
    assert!(began.elapsed() < Duration::from_secs(20));
    // A byte now and then does not help.
    let drops: Vec<&[u8]> = std::iter::once(slow.as_bytes()).chain([&b" "[..]; 8]).collect();
    assert!(raw(&server, &drops, Duration::from_millis(150)).starts_with("HTTP/1.1 408 "));
    let head = raw(&server, &[b"POST /v1/tag HTTP/1.1\r\nhost:"], Duration::ZERO);
    assert!(head.is_empty() || head.starts_with("HTTP/1.1 408 "), "{head}");
    assert_eq!(server.get("/health").status, 200);
}

#[test]
fn work_beyond_its_time_is_503_and_ends() {
    let server = start(Limits { work: Duration::from_millis(1), at_once: 1, ..Limits::default() });
    let long = json!({"text": REPORT.repeat(3000)}).to_string();
    let answer = server.post("/v1/tag", &long);
    assert_eq!((answer.status, answer.header("retry-after")), (503, "5"));
    assert!(answer.error().starts_with("not done within 0.001 s"));
    // What was given up does not keep its turn for ever.
    let mut left = 600;
    while server.get("/v1/lookup?name=%D0%A1%D1%83%D0%BC%D0%B8").status != 200 {
        left -= 1;
        assert!(left > 0, "the turn never ended");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn many_clients_at_once_get_their_own_answers() {
    let server = start(Limits::default());
    let texts = ["Обстріляно Куп'янськ.", "Бои под Авдеевкой.", "Shelling near Synkivka.", REPORT];
    let expected = texts.map(|text| server.post("/v1/tag", json!({"text": text}).to_string()).body);
    let ask = |client: usize| {
        for round in 0..40 {
            let number = (client + round) % texts.len();
            let answer = server.post("/v1/tag", json!({"text": texts[number]}).to_string());
            assert_eq!((answer.status, &answer.body), (200, &expected[number]));
            let (body, status, _) = BAD_BODIES[(client * 7 + round) % BAD_BODIES.len()];
            assert_eq!(server.post("/v1/tag", body).status, status);
        }
    };
    std::thread::scope(|scope| {
        for client in 0..12 {
            scope.spawn(move || ask(client));
        }
    });
}

#[test]
fn connections_beyond_the_limit_wait() {
    let server = start(Limits { connections: 2, arrival: Duration::from_millis(500), ..Limits::default() });
    let idle: Vec<TcpStream> = (0..6).map(|_| TcpStream::connect(server.address).unwrap()).collect();
    // Those that say nothing are hung up on, and then it is this one's turn.
    assert_eq!(server.get("/health").status, 200);
    drop(idle);
}

#[test]
fn requests_under_way_are_finished_before_the_end() {
    let mut server = start(Limits::default());
    let body = json!({"text": "Обстріляно Куп'янськ."}).to_string();
    let (first, second) = body.as_bytes().split_at(10);
    let mut stream = TcpStream::connect(server.address).unwrap();
    stream.write_all(format!("{HEAD}content-length: {}\r\n\r\n", body.len()).as_bytes()).unwrap();
    stream.write_all(first).unwrap();
    // An answer to another one shows that the first is taken.
    assert_eq!(server.get("/health").status, 200);
    std::thread::sleep(Duration::from_millis(200));
    server.stopper.stop();
    let mut refused = false;
    for _ in 0..100 {
        refused = TcpStream::connect(server.address).is_err();
        if refused {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(refused, "nothing new is taken");
    stream.write_all(second).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("Куп'янськ"), "{answer}");
    server.join();
}

//! `serve` from its start to its end, as a shell sees it.

#![cfg(all(unix, feature = "serve"))]
#![allow(clippy::unwrap_used)]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use common::run;

/// A server of the command, and the port that it says.
fn serve(arguments: &[&str]) -> (Child, String) {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("ua-gazetteer"))
        .args(["serve", "--port", "0"])
        .args(arguments)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stderr.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
    let address = address.unwrap_or_else(|| panic!("{line}")).to_owned();
    (child, address)
}

fn ask(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn tag(body: &str) -> String {
    format!(
        "POST /v1/tag HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

#[test]
fn it_listens_on_loopback_answers_and_ends_well_on_both_signals() {
    for signal in ["-TERM", "-INT"] {
        let (mut child, address) = serve(&[]);
        assert!(address.starts_with("127.0.0.1:"), "{address}");
        let answer = ask(&address, &tag("{\"id\":1,\"text\":\"Обстріляно Куп'янськ\"}"));
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("UA63080090010026457"), "{answer}");
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(0), "{signal}");
    }
}

#[test]
fn its_options_count() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own.csv");
    std::fs::write(&own, "id,name_uk,lat,lon\nown:1,Зоряний Пост,48.5,37.9\n").unwrap();
    let (mut child, address) =
        serve(&["--max-body", "60", "--gazetteer", own.to_str().unwrap(), "--host", "127.0.0.2"]);
    assert!(address.starts_with("127.0.0.2:"), "{address}");
    assert!(ask(&address, &tag("{\"text\":\"вночі Зоряний Пост\"}")).contains("own:1"));
    assert!(
        ask(&address, &tag(&format!("{{\"text\":\"{}\"}}", "а".repeat(60)))).starts_with("HTTP/1.1 413 ")
    );
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn an_address_that_is_taken_is_wrong_usage() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let answer = run(&["serve", "--port", &port]);
    assert_eq!(answer.status, 2);
    assert!(answer.err.starts_with(&format!("ua-gazetteer: 127.0.0.1:{port}: ")), "{}", answer.err);
    assert_eq!(run(&["serve", "--host", "everywhere"]).status, 2);
}

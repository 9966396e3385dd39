//! `tag --output html`: one file with its documents in it. What it looks like, a browser tests.

#![allow(clippy::unwrap_used)]

mod common;

use common::{run_with, tag_lines};
use serde_json::{Value, json};

/// The data of a page, by the class of their elements.
fn data(page: &str, class: &str) -> Vec<Value> {
    let opening = format!("<script type=\"application/json\" class=\"{class}\">");
    let elements = page.split(&opening).skip(1);
    elements.map(|rest| serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap()).collect()
}

fn html(input: &str) -> common::Run {
    run_with(&["tag", "--input", "jsonl", "--output", "html", "-"], input)
}

#[test]
fn a_page_holds_the_documents_that_jsonl_gives() {
    let texts = [
        "🚀 Обстріляно Куп'янськ",
        "</script><script>alert(1)</script><!-- Bakhmut ]]> & <b>",
        "Тихо.",
        "\u{2028}Суми\u{202e}",
    ];
    let lines: Vec<String> = texts
        .iter()
        .enumerate()
        .map(|(id, text)| json!({"id": id, "text": text, "date": "2023-11-26"}).to_string())
        .collect();
    let input = lines.join("\n");
    let page = html(&input);
    assert_eq!((page.status, page.err.as_str()), (0, ""));
    let asked = run_with(
        &["tag", "--input", "jsonl", "--output", "jsonl", "--offsets", "utf16", "-"],
        input.as_str(),
    )
    .lines();
    let documents = data(&page.out, "document");
    assert_eq!(documents.len(), texts.len());
    for ((document, expected), text) in documents.iter().zip(&asked).zip(texts) {
        assert_eq!(document["text"], text);
        assert_eq!(document["date"], "2023-11-26");
        assert_eq!((&document["id"], &document["mentions"]), (&expected["id"], &expected["mentions"]));
    }
    assert_eq!(data(&page.out, "outlines")[0]["features"].as_array().unwrap().len(), 27);
}

#[test]
fn a_text_ends_no_element_and_the_page_loads_nothing() {
    let page = html(
        &json!({"id": "</script>", "text": "</SCRIPT ><script src=//x></script> <!-- Sumy"}).to_string(),
    )
    .out;
    // Data of one document and of the outlines, and the script.
    assert_eq!(page.to_lowercase().matches("</script").count(), 3);
    assert_eq!(page.matches("<script").count(), 3);
    assert!(!page.contains(" src=\"") && !page.contains("<link"));
    assert!(page.contains("default-src 'none'; script-src 'sha256-") && !page.contains("unsafe-inline"));
}

#[test]
fn bad_lines_are_reported_and_the_page_is_whole() {
    let page = html("{\"text\":\"Суми\"}\nnot a document\n{\"text\":\"Лиман\"}\n");
    assert_eq!(page.status, 1);
    assert_eq!(page.err, "ua-gazetteer: standard input:2: not a JSON object\n");
    assert_eq!(data(&page.out, "document").len(), 2);
    assert!(page.out.starts_with("<!doctype html>") && page.out.ends_with("</html>\n"));
    let none = html("");
    assert!(none.status == 0 && none.out.ends_with("</html>\n"));
}

#[test]
fn a_long_text_is_one_document_by_several_threads() {
    let long =
        json!({"id": 1, "text": "The line ran west of Chasiv Yar that day.\n\n".repeat(30_000)}).to_string();
    let input =
        format!("{}\n{long}\n{}\n", json!({"id": 0, "text": "Суми"}), json!({"id": 2, "text": "Лиман"}));
    let page =
        run_with(&["tag", "--input", "jsonl", "--output", "html", "--threads", "3", "-"], input.as_str());
    let documents = data(&page.out, "document");
    let ids: Vec<&Value> = documents.iter().map(|document| &document["id"]).collect();
    assert_eq!(ids, [0, 1, 2]);
    let expected = tag_lines(long).lines();
    assert_eq!(
        documents[1]["mentions"], expected[0]["mentions"],
        "bytes are units of UTF-16 where all is ASCII"
    );
}

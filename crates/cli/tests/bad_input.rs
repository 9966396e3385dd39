//! What is bad gets an answer that says so, and what stands before and after it is still answered.

#![allow(clippy::unwrap_used)]

mod common;

use common::{arg, run, run_with, tag_lines};
use serde_json::{Value, json};

const GOOD: &str = "{\"id\":\"g\",\"text\":\"Обстріляно Куп'янськ.\"}";

/// Asserts that the middle one of three lines is bad, and the others are answered.
fn bad_line(line: impl AsRef<[u8]>, id: Value, what: &str) {
    let input = [GOOD.as_bytes(), line.as_ref(), GOOD.as_bytes()].join(&b'\n');
    let run = tag_lines(input);
    let lines = run.lines();
    assert_eq!(run.status, 1, "{}", run.err);
    assert_eq!(lines.len(), 3, "{}", run.out);
    for good in [&lines[0], &lines[2]] {
        assert_eq!(good["mentions"][0]["text"], "Куп'янськ");
    }
    let error = lines[1]["error"].as_str().unwrap();
    assert!(error.contains(what), "{error:?} does not say {what:?}");
    assert_eq!((&lines[1]["schema"], &lines[1]["line"], &lines[1]["id"]), (&json!(1), &json!(2), &id));
    assert!(run.err.contains("standard input:2: "), "{}", run.err);
}

#[test]
fn bad_lines_are_answered_in_their_place() {
    bad_line("not a document", Value::Null, "not a JSON object");
    bad_line("{\"id\":1,\"text\":\"Лиман\"", Value::Null, "not a JSON object");
    bad_line("[1,2]", Value::Null, "not a JSON object");
    bad_line("\"Лиман\"", Value::Null, "not a JSON object");
    bad_line("{\"id\":\"a\"}", json!("a"), "\"text\" is missing");
    bad_line("{\"id\":\"a\",\"text\":null}", json!("a"), "\"text\"");
    bad_line("{\"id\":7,\"text\":12}", json!(7), "\"text\" is no string");
    bad_line("{\"id\":{},\"text\":\"Лиман\"}", Value::Null, "\"id\" is no string");
    bad_line(
        "{\"id\":\"a\",\"text\":\"Лиман\",\"date\":\"yesterday\"}",
        json!("a"),
        "\"yesterday\" is no date",
    );
    bad_line("{\"id\":\"a\",\"text\":\"Лиман\",\"date\":\"2023-02-30\"}", json!("a"), "is no date");
    bad_line("{\"id\":\"a\",\"text\":\"Лиман\",\"date\":20231126}", json!("a"), "\"date\" is no string");
    bad_line("{\"id\":\"a\",\"text\":\"Лиман\",\"lang\":\"fr\"}", json!("a"), "is no language");
    bad_line("{\"id\":\"a\",\"text\":\"Лиман\",\"within\":\"Атлантида\"}", json!("a"), "unknown region");
    bad_line("{\"id\":\"a\",\"text\":\"\\ud800\"}", json!("a"), "\"text\" is no string");
    bad_line(b"{\"id\":\"a\",\"text\":\"\xd0\"}", Value::Null, "invalid UTF-8 at byte 18");
}

#[test]
fn questions_of_lookup_are_checked_as_well() {
    let input = "{\"id\":1,\"name\":\"Лиман\"}\nno\n{\"id\":2}\n{\"id\":3,\"name\":\"Лиман\",\"limit\":-1}\n{\"id\":4,\"name\":\"\"}\n";
    let run = run_with(&["lookup", "--input", "jsonl", "--output", "jsonl", "-"], input);
    let lines = run.lines();
    assert_eq!((run.status, lines.len()), (1, 5));
    assert!(!lines[0]["candidates"].as_array().unwrap().is_empty());
    assert_eq!((&lines[1]["line"], &lines[1]["id"]), (&json!(2), &Value::Null));
    assert_eq!((&lines[2]["id"], &lines[3]["id"]), (&json!(2), &json!(3)));
    assert_eq!(lines[4]["candidates"], json!([]));
}

#[test]
fn unknown_keys_blank_lines_and_null_options_are_passed_over() {
    let run = tag_lines(
        "\u{feff}\n  \n{\"id\":1,\"text\":\"\",\"source\":{\"deep\":[[[]]]},\"date\":null,\"lang\":null}\r\n\r\n{\"text\":\"за Лиман\\u0000 і за Ізюм\"}",
    );
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let lines = run.lines();
    assert_eq!(lines.len(), 2);
    assert_eq!((&lines[0]["id"], &lines[0]["mentions"]), (&json!(1), &json!([])));
    assert_eq!(lines[1]["id"], Value::Null);
    let ends: Vec<u64> =
        lines[1]["mentions"].as_array().unwrap().iter().map(|m| m["end"].as_u64().unwrap()).collect();
    assert_eq!(ends, [15, 33]);
}

#[test]
fn a_bad_file_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write("a.txt", "Бої за Бахмут.".as_bytes());
    write("b.txt", b"Kyiv \xff\xfe");
    write("c.txt", b"");
    write("d.txt", b"Kharkiv\0 and Sumy");
    let missing = folder.path().join("missing.txt");
    let run = run_with(&["tag", "--output", "jsonl", arg(&missing), arg(folder.path())], "");
    assert_eq!(run.status, 1);
    assert!(run.err.contains("b.txt: invalid UTF-8 at byte 5"), "{}", run.err);
    assert!(run.err.contains("missing.txt: "), "{}", run.err);
    let names: Vec<(String, usize)> = run
        .lines()
        .iter()
        .map(|line| (line["id"].as_str().unwrap().to_owned(), line["mentions"].as_array().unwrap().len()))
        .collect();
    let expected = [("a.txt", 1), ("c.txt", 0), ("d.txt", 2)];
    assert_eq!(names.len(), expected.len());
    for ((id, mentions), (name, count)) in names.iter().zip(expected) {
        assert!(id.ends_with(name) && *mentions == count, "{id}: {mentions}");
    }
}

#[test]
fn wrong_usage_says_what_is_allowed() {
    for (arguments, what) in [
        (&["tag", "--within", "Атлантида"][..], "Kharkiv Oblast"),
        (&["tag", "--kinds", "river"], "expected place, direction"),
        (&["tag", "--date", "26.11.2023"], "2023-11-26"),
        (&["tag", "--offsets", "words"], "bytes, chars or utf16"),
        (&["tag", "--output", "xml"], "text, jsonl, geojson, csv, parquet, conll, brat or html"),
        (&["tag", "--min-confidence", "2"], "outside 0 to 1"),
        (&["tag", "--threads", "0"], "1..=256"),
        (&["near", "91", "30"], "outside -90 to 90"),
        (&["near", "NaN", "30"], "outside -90 to 90"),
        (&["lookup"], "NAME"),
        (&["tag", "--gazetteer", "no-such-file.csv"], "no-such-file.csv"),
    ] {
        let run = run(arguments);
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(run.err.contains(what), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn bad_places_of_ones_own_are_named() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text, what) in [
        ("lat.csv", "id,name_en,lat,lon\nown:1,Pole,91,0\n", "latitude 91"),
        ("name.csv", "id,lat,lon\nown:1,50,30\n", "own:1"),
        ("field.csv", "id,name_uk,colour\nown:1,Дуб,red\n", "colour"),
        ("number.csv", "id,name_uk,lat\nown:1,Дуб,50\nown:2,Клен,x\n", "3"),
        ("none.json", "{\"id\":", "line 1"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let run = run(&["tag", "--gazetteer", arg(&path)]);
        assert_eq!(run.status, 2, "{name}");
        assert!(run.err.contains(what) && run.err.contains(name), "{name}: {}", run.err);
    }
}

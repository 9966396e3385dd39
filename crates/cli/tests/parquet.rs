//! `tag --output parquet`: what is written reads back as the rows of CSV.

#![cfg(feature = "parquet")]
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use assert_cmd::Command;
use common::{arg, run_with};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::metadata::ParquetMetaData;
use predicates::prelude::*;
use ua_gazetteer::output::arrow::arrow_array::RecordBatch;
use ua_gazetteer::output::arrow::arrow_array::cast::AsArray;
use ua_gazetteer::output::arrow::arrow_array::types::Int64Type;
use ua_gazetteer::output::arrow::schema;

const POSTS: &str = r#"{"id":"a","text":"🚀 Shelling of Kupiansk and Synkivka on 26 November 2023"}
{"id":7,"text":"Четверо поранених в Одесі"}
{"id":null,"text":"nothing"}
{"text":"In the Bakhmut direction, near Usenkivka"}
"#;
const TABLE: &[&str] = &["tag", "--input", "jsonl", "--output", "parquet"];

fn read(path: &Path) -> (Vec<RecordBatch>, ParquetMetaData) {
    let file = std::fs::File::open(path).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let metadata = reader.metadata().as_ref().clone();
    (reader.build().unwrap().map(Result::unwrap).collect(), metadata)
}

/// Document, start, text and id of the place of each row.
fn rows(batches: &[RecordBatch]) -> Vec<[String; 4]> {
    let mut rows = Vec::new();
    for batch in batches {
        let text = |name: &str, row: usize| {
            let values = batch.column_by_name(name).unwrap().as_string::<i32>().iter().nth(row).unwrap();
            values.unwrap_or_default().to_owned()
        };
        for row in 0..batch.num_rows() {
            let start = batch.column_by_name("start").unwrap().as_primitive::<Int64Type>().value(row);
            rows.push([text("document", row), start.to_string(), text("text", row), text("place_id", row)]);
        }
    }
    rows
}

#[test]
fn a_table_holds_the_rows_of_csv() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("posts.parquet");
    let table = run_with(
        &[TABLE, &["--offsets", "chars", "--threads", "2", "--output-file", arg(&path), "-"]].concat(),
        POSTS,
    );
    assert_eq!((table.status, table.out.as_str(), table.err.as_str()), (0, "", ""));
    let csv = run_with(&["tag", "--input", "jsonl", "--output", "csv", "--offsets", "chars", "-"], POSTS);
    let mut csv = csv::Reader::from_reader(csv.out.as_bytes());
    let expected: Vec<[String; 4]> = csv
        .records()
        .map(|row| row.unwrap())
        .map(|row| [0, 1, 3, 6].map(|column| row[column].to_owned()))
        .collect();
    let (batches, metadata) = read(&path);
    assert_eq!(rows(&batches), expected);
    assert!(expected.len() > 5 && expected.iter().any(|row| row[3] == "UA63080130130078227"), "{expected:?}");
    assert!(batches.iter().all(|batch| batch.schema().fields() == schema().fields()));
    let about = metadata.file_metadata().key_value_metadata().unwrap();
    let about = |key: &str| about.iter().find(|entry| entry.key == key).unwrap().value.clone().unwrap();
    assert_eq!(about("ua_gazetteer.version"), env!("CARGO_PKG_VERSION"));
    assert_eq!(about("ua_gazetteer.offsets"), "chars");
    assert!(about("ua_gazetteer.sources").contains("OpenStreetMap"));
    assert!(metadata.file_metadata().created_by().unwrap().starts_with("ua-gazetteer "));
}

#[test]
fn standard_output_takes_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("posts.parquet");
    run_with(&[TABLE, &["--output-file", arg(&path), "-"]].concat(), POSTS);
    let mut command = Command::cargo_bin("ua-gazetteer").unwrap();
    let sent = command.args(TABLE).arg("-").write_stdin(POSTS).output().unwrap();
    assert_eq!(sent.stdout, std::fs::read(&path).unwrap());
}

#[test]
fn bad_lines_cost_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("posts.parquet");
    let input = format!("not a document\n{POSTS}");
    let table = run_with(&[TABLE, &["--output-file", arg(&path), "-"]].concat(), input);
    assert_eq!((table.status, table.out.as_str()), (1, ""));
    assert!(table.err.contains("standard input:1: not a JSON object"), "{}", table.err);
    assert!(rows(&read(&path).0).len() > 5);
}

#[test]
fn nothing_found_is_a_table_without_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("posts.parquet");
    let table = run_with(&[TABLE, &["--output-file", arg(&path), "-"]].concat(), "");
    assert_eq!(table.status, 0);
    let (batches, metadata) = read(&path);
    assert_eq!(rows(&batches).len(), 0);
    assert_eq!(metadata.file_metadata().num_rows(), 0);
}

#[test]
fn any_format_goes_into_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("posts.csv");
    std::fs::write(&path, "what was there before, and is longer than a header".repeat(1000)).unwrap();
    let format = ["tag", "--input", "jsonl", "--output", "csv"];
    let sent = run_with(&[&format[..], &["-"]].concat(), POSTS);
    let written = run_with(&[&format[..], &["--output-file", arg(&path), "-"]].concat(), POSTS);
    assert_eq!((written.status, written.out.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), sent.out);
}

#[test]
fn a_file_that_is_read_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("posts.jsonl");
    std::fs::write(&path, POSTS).unwrap();
    for input in [path.as_path(), folder.path()] {
        let refused = run_with(&["tag", "--output-file", arg(&path), arg(input)], "");
        assert_eq!(refused.status, 2);
        assert!(refused.err.contains("is also read"), "{}", refused.err);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), POSTS);
    }
    let nowhere = folder.path().join("nowhere/posts.csv");
    let refused = run_with(&["tag", "--output-file", arg(&nowhere), "-"], "");
    assert_eq!(refused.status, 2);
    assert!(predicate::str::contains("posts.csv").eval(&refused.err), "{}", refused.err);
}

//! Batches of Arrow hold what the rows of CSV hold, typed.

#![cfg(all(feature = "arrow", feature = "embedded"))]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use ua_gazetteer::Recognizer;
use ua_gazetteer::output::arrow::arrow_array::cast::AsArray;
use ua_gazetteer::output::arrow::arrow_array::types::{Float64Type, Int64Type};
use ua_gazetteer::output::arrow::arrow_array::{Array, RecordBatch};
use ua_gazetteer::output::arrow::arrow_schema::DataType;
use ua_gazetteer::output::arrow::{MentionBuilder, schema};
use ua_gazetteer::output::{DocumentRecord, Encoder, Format, Id, OffsetUnit, Writer};

const TEXTS: &[&str] = &[
    "Полковник С. Мусієнко з 92-ї окремої штурмової бригади: «Під с. Синьківка тихо». Мусієнко пішов.",
    "Бої біля Іванівки. На Бахмутському напрямку збито 18 дронів-камікадзе Shahed-136.",
    "",
    "🚀 Villages \"near, Usenkivka\" and at 49.7068, 37.6150 on 26 November\n2023; Kupiansk, Moscow, the Oskil river.",
];

fn documents() -> Vec<DocumentRecord> {
    let recognizer = Recognizer::builder().published("2023-11-26".parse().unwrap()).build();
    let ids = [Id::from("a,\"1\""), Id::from(7), Id::from("empty"), Id::Null];
    let of = |(text, id): (&&str, Id)| DocumentRecord::of(&recognizer.recognize(text), id, OffsetUnit::Chars);
    TEXTS.iter().zip(ids).map(of).collect()
}

fn batch(documents: &[DocumentRecord]) -> RecordBatch {
    let mut builder = MentionBuilder::new();
    documents.iter().for_each(|document| builder.document(document).unwrap());
    builder.finish()
}

/// A value as CSV writes it.
fn written(array: &dyn Array, row: usize) -> String {
    if array.is_null(row) {
        return String::new();
    }
    match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).to_owned(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).to_string(),
        DataType::List(_) => {
            let list = array.as_list::<i32>().value(row);
            let ids = list.as_struct_opt().map_or(&list, |places| places.column_by_name("id").unwrap());
            (0..ids.len()).map(|element| written(ids, element)).collect::<Vec<_>>().join("|")
        }
        other => panic!("no column is {other}"),
    }
}

#[test]
fn batches_and_csv_hold_the_same() {
    let documents = documents();
    let mut table = Writer::new(Encoder::new(Format::Csv), Vec::new());
    documents.iter().for_each(|document| table.document(document).unwrap());
    let table = table.finish().unwrap();
    let mut table = csv::Reader::from_reader(&table[..]);
    let batch = batch(&documents);
    let names: Vec<String> = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
    assert_eq!(table.headers().unwrap().iter().collect::<Vec<_>>(), names);
    let rows: Vec<Vec<String>> =
        table.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert!(rows.len() > 12, "{}", rows.len());
    let read: Vec<Vec<String>> = (0..batch.num_rows())
        .map(|row| batch.columns().iter().map(|column| written(column, row)).collect())
        .collect();
    assert_eq!(read, rows);
    for (name, column) in names.iter().zip(batch.columns()) {
        let filled = (0..batch.num_rows()).any(|row| !written(column, row).is_empty());
        assert!(filled, "no text fills the column {name}");
    }
}

#[test]
fn lists_hold_the_places_whole() {
    let documents = documents();
    let batch = batch(&documents);
    let lists = batch.column_by_name("alternatives").unwrap().as_list::<i32>();
    assert_eq!(lists.null_count(), 0);
    let expected: Vec<serde_json::Value> = documents
        .iter()
        .flat_map(|document| &document.mentions)
        .flat_map(|mention| {
            let value = serde_json::to_value(mention).unwrap();
            value["alternatives"].as_array().cloned().unwrap_or_default()
        })
        .collect();
    let places = lists.values().as_struct();
    assert_eq!(places.len(), expected.len());
    assert!(expected.len() > 5);
    for (row, place) in expected.iter().enumerate() {
        let text = |name: &str| written(places.column_by_name(name).unwrap(), row);
        assert_eq!(text("id"), place["id"]);
        assert_eq!(text("kind"), place["kind"]);
        assert_eq!(text("name_uk"), place["name_uk"]);
        assert_eq!(text("oblast"), place["oblast"]["name_en"].as_str().unwrap_or_default());
        assert_eq!(text("raion_id"), place["raion"]["id"].as_str().unwrap_or_default());
        assert_eq!(text("lat").parse().ok(), place["lat"].as_f64());
        assert_eq!(text("confidence").parse().ok(), place["confidence"].as_f64());
    }
}

#[test]
fn a_builder_goes_on_after_each_batch() {
    let documents = documents();
    let mut builder = MentionBuilder::new();
    assert_eq!(builder.finish().num_rows(), 0);
    let mut batches = Vec::new();
    for document in &documents {
        for mention in &document.mentions {
            builder.push(&document.id, mention).unwrap();
            assert!(builder.bytes() > mention.text.len());
            if builder.rows() == 2 {
                batches.push(builder.finish());
                assert_eq!((builder.rows(), builder.bytes()), (0, 0));
            }
        }
    }
    batches.push(builder.finish());
    assert!(batches.iter().all(|batch| batch.schema() == schema()));
    let whole = batch(&documents);
    let mut at = 0;
    for part in &batches {
        assert_eq!(*part, whole.slice(at, part.num_rows()));
        at += part.num_rows();
    }
    assert_eq!(at, whole.num_rows());
}

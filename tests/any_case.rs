//! How well names are found without their capitals: labelled bulletins in lower case, read with `any_case`.
//!
//! `cargo test --release --test any_case -- --ignored --nocapture` prints recall and precision over the settlements;
//! the labelled texts are no part of the project (`EVAL` names their folder, `../shared/eval` unless told).
#![cfg(feature = "embedded")]
#![allow(clippy::unwrap_used)]

use std::ops::Range;

use ua_gazetteer::gazetteer::Place;
use ua_gazetteer::{MentionKind, Recognizer};

/// A text in lower case, character for character.
fn lowered(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut lower = c.to_lowercase();
            lower.next().filter(|_| lower.next().is_none()).unwrap_or(c)
        })
        .collect()
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    let common = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    2 * common >= a.end.max(b.end) - a.start.min(b.start)
}

#[test]
#[ignore = "needs the labelled texts, and prints figures"]
fn recall_and_precision_without_capitals() {
    let folder = std::env::var("EVAL").unwrap_or_else(|_| "../shared/eval".to_owned());
    let recognizer = Recognizer::builder().any_case(true).build();
    let bulletins = std::fs::read_to_string(format!("{folder}/bulletins/dev.jsonl")).unwrap();
    let (mut labels, mut right, mut found) = (0, 0, 0);
    for line in bulletins.lines().filter(|line| !line.trim().is_empty()) {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = lowered(row["text"].as_str().unwrap());
        let offsets: Vec<usize> = text.char_indices().map(|(offset, _)| offset).chain([text.len()]).collect();
        let at = |label: &serde_json::Value, key: &str| offsets[label[key].as_u64().unwrap() as usize];
        let document = recognizer.recognize(&text);
        let places: Vec<Range<usize>> = document
            .mentions()
            .iter()
            .filter(|mention| mention.kind() == MentionKind::Place)
            .filter(|mention| mention.place().as_ref().is_some_and(Place::is_ukrainian_settlement))
            .map(|mention| mention.span())
            .collect();
        let wanted: Vec<Range<usize>> = row["mentions"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|label| label["type"] == "settlement")
            .map(|label| at(label, "start")..at(label, "end"))
            .collect();
        labels += wanted.len();
        found += places.len();
        right += wanted.iter().filter(|label| places.iter().any(|place| overlap(place, label))).count();
    }
    assert!(labels > 50, "only {labels} labels");
    println!(
        "recall {:.3} ({right} of {labels}), precision {:.3} ({found} found)",
        f64::from(right as u32) / f64::from(labels as u32),
        f64::from(right as u32) / f64::from(found.max(1) as u32)
    );
}

//! What keyboards, text recognition and posts make of names, read by the recognizer with exact spans.
#![cfg(feature = "embedded")]
#![allow(clippy::unwrap_used)]

use std::ops::Range;

use serde::Deserialize;
use ua_gazetteer::gazetteer::Candidate;
use ua_gazetteer::{MentionKind, Recognizer, RecognizerBuilder};

#[derive(Deserialize)]
struct Table {
    /// A text with marked mentions, and the official name of each.
    cases: Vec<Vec<String>>,
    any_case: Vec<Vec<String>>,
    /// Texts without a place.
    none: Vec<String>,
}

fn table() -> Table {
    toml::from_str(include_str!("testdata/normalization.toml")).unwrap()
}

/// A text without its marks, and where the marked words stand.
fn unmarked(marked: &str) -> (String, Vec<Range<usize>>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    let mut parts = marked.split('⟦');
    text.push_str(parts.next().unwrap());
    for part in parts {
        let (name, after) = part.split_once('⟧').unwrap();
        spans.push(text.len()..text.len() + name.len());
        text.push_str(name);
        text.push_str(after);
    }
    (text, spans)
}

fn check(cases: &[Vec<String>], recognizer: &RecognizerBuilder) {
    let recognizer = recognizer.clone().build();
    let mut failures = Vec::new();
    for case in cases {
        let (marked, names) = case.split_first().unwrap();
        let (text, spans) = unmarked(marked);
        assert_eq!(spans.len(), names.len(), "{marked}");
        let document = recognizer.recognize(&text);
        for (span, name) in spans.iter().zip(names) {
            let fits = document.mentions().iter().any(|mention| {
                let others = mention.alternatives().iter().map(Candidate::place);
                mention.span() == *span
                    && mention.place().into_iter().chain(others).any(|place| place.name_uk() == name)
            });
            if !fits {
                let found: Vec<&str> = document.mentions().iter().map(|mention| mention.text()).collect();
                failures.push(format!("{marked}: {name} is not in {found:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn garbled_names_are_found_with_their_exact_spans() {
    check(&table().cases, &Recognizer::builder());
}

#[test]
fn lower_case_names_are_found_when_asked_for() {
    check(&table().any_case, &Recognizer::builder().any_case(true));
}

#[test]
fn marked_up_names_stay_found_when_lower_case_counts_too() {
    check(&table().cases, &Recognizer::builder().any_case(true));
}

#[test]
fn common_words_in_lower_case_are_no_places() {
    for recognizer in [Recognizer::builder().build(), Recognizer::builder().any_case(true).build()] {
        for text in table().none {
            let document = recognizer.recognize(&text);
            let places: Vec<&str> = document
                .mentions()
                .iter()
                .filter(|mention| mention.kind() == MentionKind::Place)
                .map(|mention| mention.text())
                .collect();
            assert!(places.is_empty(), "{places:?} in {text:?}");
        }
    }
}

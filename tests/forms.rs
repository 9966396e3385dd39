//! Names of two and three words and hyphenated names, inflected in sentences: found whole, with their settlement.
#![cfg(feature = "embedded")]
#![allow(clippy::unwrap_used)]

use serde::Deserialize;
use ua_gazetteer::gazetteer::{Candidate, Place};
use ua_gazetteer::{Mention, Recognizer};

#[derive(Deserialize)]
struct Sentences {
    /// A sentence with its mention in brackets, and the official name of the settlement.
    cases: Vec<(String, String)>,
}

fn read(table: &str) -> Vec<(String, String)> {
    toml::from_str::<Sentences>(table).unwrap().cases
}

/// Place and alternatives.
fn candidates<'m>(mention: &'m Mention<'_>) -> impl Iterator<Item = Place<'m>> {
    mention.place().into_iter().chain(mention.alternatives().iter().map(Candidate::place))
}

/// What is wrong about a sentence, if anything.
fn failure(recognizer: &Recognizer, marked: &str, official: &str) -> Option<String> {
    let (before, rest) = marked.split_once('[').unwrap();
    let (name, after) = rest.split_once(']').unwrap();
    let text = format!("{before}{name}{after}");
    let span = before.len()..before.len() + name.len();
    let document = recognizer.recognize(&text);
    let found: Vec<String> = document
        .mentions()
        .iter()
        .map(|mention| format!("{:?} {}", mention.text(), mention.kind()))
        .collect();
    let Some(mention) = document.mentions().iter().find(|mention| mention.span() == span) else {
        return Some(format!("{marked}: not found, but {found:?}"));
    };
    let bearer = |place: &Place<'_>| place.name_uk() == official && place.is_ukrainian_settlement();
    (!candidates(mention).any(|place| bearer(&place))).then(|| {
        let names: Vec<&str> = candidates(mention).map(|place| place.name_uk()).collect();
        format!("{marked}: {official} is not among {names:?}")
    })
}

fn check(table: &str, least: usize) {
    let recognizer = Recognizer::builder().build();
    let cases = read(table);
    assert!(cases.len() >= least, "only {} cases", cases.len());
    let failures: Vec<String> =
        cases.iter().filter_map(|(marked, official)| failure(&recognizer, marked, official)).collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn ukrainian_names_of_several_words_are_found_in_every_case() {
    check(include_str!("testdata/sentences_uk.toml"), 200);
}

#[test]
fn russian_names_of_several_words_are_found_in_every_case() {
    check(include_str!("testdata/sentences_ru.toml"), 150);
}

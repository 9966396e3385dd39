//! Former names and those that English has kept: found in every case and language, the mention telling which was used.
#![cfg(feature = "embedded")]
#![allow(clippy::unwrap_used)]

use serde::Deserialize;
use ua_gazetteer::Recognizer;

#[derive(Deserialize)]
struct Table {
    /// A sentence with its mention in brackets, the official name, the name used, the sort of that name.
    cases: Vec<(String, String, String, String)>,
}

#[test]
fn a_mention_says_which_name_was_used() {
    let recognizer = Recognizer::builder().build();
    let table: Table = toml::from_str(include_str!("testdata/names_in_use.toml")).unwrap();
    let mut failures = Vec::new();
    for (marked, official, used, sort) in &table.cases {
        let (before, rest) = marked.split_once('[').unwrap();
        let (name, after) = rest.split_once(']').unwrap();
        let text = format!("{before}{name}{after}");
        let document = recognizer.recognize(&text);
        let span = before.len()..before.len() + name.len();
        let found = document.mentions().iter().find(|mention| mention.span() == span).map(|mention| {
            let place = mention.place().map_or("nothing", |place| place.name_uk());
            let form = mention.form().map(|form| (form.name, form.sort.as_str()));
            (place.to_owned(), form.map_or((String::new(), ""), |(name, sort)| (name.to_owned(), sort)))
        });
        let right = (official.clone(), (used.clone(), sort.as_str()));
        if found.as_ref() != Some(&right) {
            failures.push(format!("{marked}: {found:?} instead of {right:?}"));
        }
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), table.cases.len(), failures.join("\n"));
}

//! Any bytes as a text: no panic, spans on character boundaries, inside the text and in order.

#![no_main]

use libfuzzer_sys::fuzz_target;
use once_cell::sync::Lazy;
use ua_gazetteer::{Gazetteer, Recognizer};

static RECOGNIZERS: Lazy<[Recognizer; 2]> =
    Lazy::new(|| [Recognizer::builder().build(), Recognizer::builder().any_case(true).build()]);

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for recognizer in RECOGNIZERS.iter() {
        let document = recognizer.recognize(&text);
        let mut behind = 0;
        for mention in document.mentions() {
            let span = mention.span();
            assert_eq!(text.get(span.clone()), Some(mention.text()));
            assert!(span.start >= behind && !span.is_empty());
            assert!((0.0..=1.0).contains(&mention.confidence()));
            behind = span.start;
        }
    }
    let name: String = text.chars().take(100).collect();
    for candidate in Gazetteer::embedded().lookup(&name) {
        assert!((0.0..=1.0).contains(&candidate.confidence()));
    }
});

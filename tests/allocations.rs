//! A matcher that has seen texts before allocates nothing for the next one, and resolution a bounded number of times.

#[path = "../benches/common/mod.rs"]
mod common;

use allocation_counter::measure;
#[cfg(feature = "embedded")]
use common::{Numbers, Reporter};
use ua_gazetteer::Gazetteer;
#[cfg(feature = "embedded")]
use ua_gazetteer::Language;
use ua_gazetteer::gazetteer::PlaceData;
use ua_gazetteer::matcher::{Found, Matcher};
#[cfg(feature = "embedded")]
use ua_gazetteer::{MentionKind, Recognizer};

/// Allocations while the names of some texts are found, in a vector that has room for them.
fn allocations(matcher: &Matcher, texts: &[String], found: &mut Vec<Found>) -> u64 {
    let mut names = 0;
    let count = measure(|| {
        for text in texts {
            matcher.find_into(text, found);
            names += found.len();
        }
    });
    assert!(names > 0, "no names in {} texts", texts.len());
    count.count_total
}

#[cfg(feature = "embedded")]
/// Texts whose words mix scripts here and there, with marks and other odd characters.
fn odd(texts: &[String]) -> Vec<String> {
    const ODD: [(&str, &str); 6] =
        [("а", "a"), ("і", "i"), ("о", "о\u{301}"), ("'", "’"), ("р", "р\u{ad}"), ("Н", "H")];
    let mut numbers = Numbers::new(3);
    texts
        .iter()
        .map(|text| {
            let (usual, strange) = numbers.pick(&ODD);
            text.replace(usual, strange)
        })
        .collect()
}

#[cfg(feature = "embedded")]
#[test]
fn none_for_a_text_of_the_embedded_gazetteer() {
    let gazetteer = Gazetteer::embedded();
    let mut reporter = Reporter::new(&gazetteer, 11);
    let mut texts: Vec<String> = Language::ALL
        .into_iter()
        .flat_map(|language| [reporter.text(language, 20_000), reporter.text(language, 300)])
        .collect();
    texts.extend(odd(&texts));
    texts.extend(common::hostile_texts(&gazetteer, 10_000).into_iter().map(|(_, text)| text));
    for any_case in [false, true] {
        let matcher = Matcher::new(&gazetteer).any_case(any_case);
        let mut found = Vec::new();
        assert!(allocations(&matcher, &texts, &mut found) > 0, "the vector grew from nothing");
        assert_eq!(allocations(&matcher, &texts, &mut found), 0, "any case: {any_case}");
    }
}

/// Allocations that a mention may cost in resolution, and a document on top.
#[cfg(feature = "embedded")]
const MOST_EACH: u64 = 30;
#[cfg(feature = "embedded")]
const MOST_OF_DOCUMENT: u64 = 100;

#[cfg(feature = "embedded")]
#[test]
fn a_bounded_number_for_each_mention() {
    let gazetteer = Gazetteer::embedded();
    let recognizer = Recognizer::builder().kinds([MentionKind::Place, MentionKind::Direction]).build();
    for (language, bytes) in
        Language::ALL.into_iter().flat_map(|of| [(of, 1_000), (of, 10_000), (of, 100_000)])
    {
        let text = Reporter::new(&gazetteer, 13).text(language, bytes);
        // The first document reads tables of words.
        let mentions = recognizer.recognize(&text).mentions().len() as u64;
        let count = measure(|| drop(recognizer.recognize(&text))).count_total;
        assert!(
            count <= MOST_OF_DOCUMENT + MOST_EACH * mentions,
            "{count} for {mentions} mentions in {bytes} bytes, {language:?}"
        );
    }
}

#[test]
fn none_for_a_text_of_several_layers() {
    let place =
        |id: &str, name: &str| PlaceData { id: id.into(), name_uk: name.into(), ..PlaceData::default() };
    let below = Gazetteer::builder().place(place("own:1", "Дубовий Гай")).build().unwrap();
    let gazetteer = Gazetteer::builder().over(below).place(place("own:2", "Опорний Пункт")).build().unwrap();
    let texts = vec!["Від Дубового Гаю до Опорного Пункту, dо Oпорнoгo Пункту. ".repeat(50)];
    let (matcher, mut found) = (Matcher::new(&gazetteer), Vec::new());
    allocations(&matcher, &texts, &mut found);
    assert_eq!(found.len(), 150);
    assert_eq!(allocations(&matcher, &texts, &mut found), 0);
}

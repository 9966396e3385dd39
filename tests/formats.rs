//! BIO tags and brat annotations: each mention can be read back from them.

#![cfg(feature = "embedded")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::ops::Range;

use serde_json::Value;
use ua_gazetteer::output::{Id, write_brat, write_conll};
use ua_gazetteer::{Document, MentionKind, Recognizer};

const TEXTS: &[&str] = &[
    "",
    " \n\t ",
    "Під Куп'янськом і у Великій Новосілці відбито 12 атак.\n\nСтаном на 22:00 збито 18 дронів-камікадзе Shahed-136. Кінець!",
    "Полковник С. Мусієнко з 92-ї окремої штурмової бригади: «Під с. Синьківка тихо». Мусієнко пішов.",
    "🚀🚀 Удар по Оде\u{301}сі 🇺🇦 (49.7068, 37.6150), 37U DQ 12345 67890;#Бахмут/Часів Яр–Торецьк,Лиман",
    "In the Lyman\u{2013}Kupiansk direction four at\u{ad}tacks\nwere repelled near Velyka\nNovosilka on 26 November\r\n2023.",
    "Ukrinform's Kyiv office; Kyiv's mayor V. Klitschko. Col. Ivan Petrenko spoke,Chernihiv-based.",
    "\u{feff}Суми\u{200b} \u{301}Харків\u{2028}Полтава\u{85}Ізюм",
];

/// Spans and kinds by the tags, found again in the text.
fn read_conll(written: &str, text: &str) -> Vec<(Range<usize>, String)> {
    let mut spans: Vec<(Range<usize>, String)> = Vec::new();
    let mut at = 0;
    for line in written.split('\n').filter(|line| !line.is_empty() && !line.starts_with("# id = ")) {
        let (token, tag) = line.split_once('\t').unwrap();
        let start = at + text[at..].find(token).unwrap();
        assert!(text[at..start].trim().is_empty(), "{token:?} is not the next token");
        at = start + token.len();
        match tag.split_once('-') {
            Some(("B", kind)) => spans.push((start..at, kind.to_owned())),
            Some(("I", kind)) => {
                let last = spans.last_mut().unwrap();
                assert_eq!(last.1, kind);
                last.0.end = at;
            }
            other => assert_eq!((other, tag), (None, "O")),
        }
    }
    assert!(text[at..].trim().is_empty(), "{:?} is in no token", &text[at..]);
    spans
}

fn outermost(document: &Document<'_>) -> Vec<(Range<usize>, String)> {
    let mut spans: Vec<(Range<usize>, String)> = Vec::new();
    for mention in document.mentions() {
        if spans.last().is_none_or(|(last, _)| mention.span().start >= last.end) {
            spans.push((mention.span(), mention.kind().as_str().to_uppercase()));
        }
    }
    spans
}

fn recognizer() -> Recognizer {
    Recognizer::builder().published("2024-05-14".parse().unwrap()).build()
}

#[test]
fn every_outer_mention_can_be_read_from_the_tags() {
    let recognizer = recognizer();
    let mut mentions = 0;
    for text in TEXTS {
        let document = recognizer.recognize(text);
        let mut out = Vec::new();
        write_conll(text, &Id::from("a\n1"), document.mentions(), &mut out).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert!(written.starts_with("# id = a 1\n"));
        assert_eq!(read_conll(&written, text), outermost(&document), "{written}");
        mentions += document.mentions().len();
    }
    assert!(mentions > 25, "{mentions}");
}

#[test]
fn the_count_stands_for_the_weapon_in_it() {
    let recognizer = recognizer();
    let document = recognizer.recognize("18 kamikaze drones");
    assert_eq!(
        document.mentions().iter().map(|mention| mention.kind()).collect::<Vec<_>>(),
        [MentionKind::Count, MentionKind::Weapon]
    );
    let mut out = Vec::new();
    write_conll(document.text(), &Id::Null, document.mentions(), &mut out).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), "18\tB-COUNT\nkamikaze\tI-COUNT\ndrones\tI-COUNT\n\n");
}

#[test]
fn sentences_are_parted_and_abbreviations_end_none() {
    let text = "Бої біля с. Синьківка. Вечір.\nАтаки в м. Торецьк! Кінець";
    let mut out = Vec::new();
    write_conll(text, &Id::Null, recognizer().recognize(text).mentions(), &mut out).unwrap();
    let written = String::from_utf8(out).unwrap();
    let sentences: Vec<Vec<&str>> = written
        .split_terminator("\n\n")
        .map(|sentence| sentence.lines().map(|line| line.split('\t').next().unwrap()).collect())
        .collect();
    assert_eq!(
        sentences,
        [
            vec!["Бої", "біля", "с", ".", "Синьківка", "."],
            vec!["Вечір", "."],
            vec!["Атаки", "в", "м", ".", "Торецьк", "!"],
            vec!["Кінець"],
        ]
    );
}

#[test]
fn every_mention_can_be_read_from_brat() {
    let recognizer = recognizer();
    for text in TEXTS {
        let document = recognizer.recognize(text);
        let mut out = Vec::new();
        write_brat(text, document.mentions(), &mut out).unwrap();
        let written = String::from_utf8(out).unwrap();
        let chars: Vec<char> = text.chars().collect();
        let mut read = Vec::new();
        for line in written.lines().filter(|line| line.starts_with('T')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [number, place, words] = fields[..] else { panic!("{line:?}") };
            let (kind, spans) = place.split_once(' ').unwrap();
            let pieces: Vec<String> = spans
                .split(';')
                .map(|span| {
                    let (start, end) = span.split_once(' ').unwrap();
                    chars[start.parse().unwrap()..end.parse().unwrap()].iter().collect()
                })
                .collect();
            assert_eq!(pieces.join(" "), words);
            read.push((number.to_owned(), kind.to_owned(), words.to_owned()));
        }
        let expected: Vec<(String, String, String)> = document
            .mentions()
            .iter()
            .enumerate()
            .map(|(position, mention)| {
                let words = mention.text().split(['\n', '\r']).filter(|line| !line.is_empty());
                let words = words.collect::<Vec<_>>().join(" ");
                (format!("T{}", position + 1), mention.kind().to_string(), words)
            })
            .collect();
        assert_eq!(read, expected, "{written}");
    }
}

#[test]
fn brat_names_the_place_and_keeps_the_values() {
    let text =
        "Four attacks were repelled near Synkivka in Kharkiv Oblast, Col. Ivan Petrenko said. Petrenko left.";
    let mut out = Vec::new();
    write_brat(text, recognizer().recognize(text).mentions(), &mut out).unwrap();
    let written = String::from_utf8(out).unwrap();
    let line = |start: &str| written.lines().find(|line| line.starts_with(start)).unwrap_or_default();
    assert_eq!(line("T1\t"), "T1\tcount 0 12\tFour attacks");
    assert!(line("N1\t").starts_with("N1\tReference T2 KATOTTG:UA63080130130078227\t"), "{written}");
    let note: Value = serde_json::from_str(line("#1\t").split('\t').nth(2).unwrap()).unwrap();
    assert_eq!((&note["kind"], &note["value"]), (&"count".into(), &4.into()));
    assert_eq!(line("R1\t"), "R1\trefers_to Arg1:T5 Arg2:T4", "{written}");
}

#[test]
fn coordinates_have_their_nearest_settlement_within_50_km() {
    let recognizer = recognizer();
    let document =
        recognizer.recognize("49.7068, 37.6150; 37U DR 0 0; N 48.8566 E 2.3522; 43.5000, 31.0000.");
    let near: Vec<(String, Option<String>)> = document
        .mentions()
        .iter()
        .filter(|mention| mention.kind() == MentionKind::Coordinates)
        .map(|mention| {
            let name = mention.nearest().map(|(place, km)| {
                assert!((0.0..=50.0).contains(&km));
                place.name_en().to_owned()
            });
            (mention.text().to_owned(), name)
        })
        .collect();
    let of = |text: &str| near.iter().find(|(words, _)| words.contains(text)).unwrap().1.clone();
    assert_eq!(of("49.7068").as_deref(), Some("Kupiansk"));
    // Paris and the open sea are kept as they are.
    assert_eq!((of("48.8566"), of("43.5000")), (None, None));
    let record = serde_json::to_value(&document).unwrap();
    assert_eq!(record["mentions"][0]["lat"], 49.7068);
    assert_eq!(record["mentions"][0]["nearest"]["name_en"], "Kupiansk");
    assert!(record["mentions"][0]["nearest"]["distance_km"].as_f64().unwrap() < 2.0);
    let paris = record["mentions"].as_array().unwrap().iter().find(|mention| mention["lat"] == 48.8566);
    assert!(paris.unwrap().get("nearest").is_none());
}

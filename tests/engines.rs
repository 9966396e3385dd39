//! Both engines find the same names: the walk of the embedded gazetteer, and `aho-corasick` over the same forms.

#![cfg(feature = "embedded")]

#[path = "../benches/common/mod.rs"]
mod common;

use std::path::{Path, PathBuf};

use common::{Numbers, Reporter};
use once_cell::sync::Lazy;
use ua_gazetteer::matcher::Matcher;
use ua_gazetteer::{Gazetteer, Language};

/// The walk and the reference, each for capitals only and for any letter case. Built once: the reference takes a while.
static ENGINES: Lazy<[(Matcher, Matcher); 2]> = Lazy::new(|| {
    let gazetteer = Gazetteer::embedded();
    let (walk, reference) = (Matcher::new(&gazetteer), Matcher::reference(&gazetteer));
    [(walk.clone(), reference.clone()), (walk.any_case(true), reference.any_case(true))]
});

/// How many names both engines find in a text; they must be the same ones.
fn found(text: &str) -> usize {
    let mut count = 0;
    for (walk, reference) in ENGINES.iter() {
        let (walked, expected) = (walk.find(text), reference.find(text));
        if walked != expected {
            let spans = |found: &[ua_gazetteer::matcher::Found]| -> Vec<std::ops::Range<usize>> {
                found.iter().map(|found| found.span()).collect()
            };
            let (walked, expected) = (spans(&walked), spans(&expected));
            let differs = walked.iter().zip(&expected).find(|(walked, expected)| walked != expected);
            panic!(
                "{} and {} names, first difference {differs:?}, in {:?}",
                walked.len(),
                expected.len(),
                excerpt(text)
            );
        }
        count += walked.len();
    }
    count
}

fn excerpt(text: &str) -> String {
    text.chars().take(2000).collect()
}

/// The labelled texts, which are kept outside of this repository.
fn real_texts() -> Vec<String> {
    let sets = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/eval");
    let Ok(folders) = std::fs::read_dir(&sets) else { return Vec::new() };
    folders.flatten().flat_map(|folder| texts_of(&folder.path().join("dev.jsonl"))).collect()
}

/// Texts of a set; its names, cases and spellings, a line each.
fn texts_of(path: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    let mut names = String::new();
    for line in std::fs::read_to_string(path).unwrap_or_default().lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row of a set is JSON");
        texts.extend(row["text"].as_str().map(str::to_owned));
        for key in ["query", "variant", "form", "unit"] {
            names.extend(row[key].as_str().map(|name| format!("{name}, ")));
        }
    }
    texts.push(names);
    texts
}

#[test]
fn equal_on_real_text() {
    let texts = real_texts();
    if texts.is_empty() {
        eprintln!("skipped: the labelled texts are not there");
        return;
    }
    let names: usize = texts.iter().map(|text| found(text)).sum();
    println!("{} texts, {} bytes, {names} names", texts.len(), texts.iter().map(String::len).sum::<usize>());
    assert!(names > 10_000, "only {names} names in the labelled texts");
}

#[test]
fn equal_on_generated_text() {
    let gazetteer = Gazetteer::embedded();
    let mut reporter = Reporter::new(&gazetteer, 1);
    for language in Language::ALL {
        let text = reporter.text(language, 100_000);
        let names = found(&text);
        assert!(names > 2_000, "{language:?}: only {names} names");
    }
}

#[test]
fn equal_on_altered_text() {
    let gazetteer = Gazetteer::embedded();
    let mut reporter = Reporter::new(&gazetteer, 2);
    let alterations: [fn(&str, &mut Numbers) -> String; 6] =
        [upper_case, lower_case, mixed_scripts, marked, with_nuls, joined];
    for (number, alter) in alterations.into_iter().enumerate() {
        for text in reporter.texts(3, 20_000) {
            let altered = alter(&text, &mut Numbers::new(number as u64));
            assert!(found(&altered) > 0, "alteration {number}");
        }
    }
}

#[test]
fn equal_on_hostile_text() {
    let repeated = [
        "Бахмут ",
        "Нова ",
        "Новий ",
        "Ivanivka ",
        "а",
        "А",
        "А ",
        "Aа",
        "-",
        "' ",
        "Стара-",
        "\u{301}",
        "\0",
        "🙂",
    ];
    for word in repeated {
        found(&word.repeat(20_000 / word.len()));
    }
    for text in
        ["", " ", "А", "\u{301}", "Бахмут", "Бахмут\u{301}", "\u{feff}Бахмут", "Бах\u{ad}мут", "Бах\0мут"]
    {
        found(text);
    }
}

fn upper_case(text: &str, _: &mut Numbers) -> String {
    text.to_uppercase()
}

fn lower_case(text: &str, _: &mut Numbers) -> String {
    text.to_lowercase()
}

/// Latin letters for one in ten of the Cyrillic ones that look like them, and the reverse.
fn mixed_scripts(text: &str, numbers: &mut Numbers) -> String {
    const PAIRS: &str = "аaеeоoрpсcхxуyіiАAВBЕEКKМMНHОOРPСCТTХXІI";
    let pairs: Vec<char> = PAIRS.chars().collect();
    let twin = |letter: char| pairs.iter().position(|&other| other == letter).map(|at| pairs[at ^ 1]);
    text.chars()
        .map(|letter| if numbers.below(10) == 0 { twin(letter).unwrap_or(letter) } else { letter })
        .collect()
}

/// Stress marks, soft hyphens, zero-width characters and doubled marks within words.
fn marked(text: &str, numbers: &mut Numbers) -> String {
    const MARKS: [&str; 6] = ["\u{301}", "\u{ad}", "\u{200b}", "\u{308}", "\u{301}\u{301}", "\u{2060}"];
    scattered(text, &MARKS, numbers)
}

fn with_nuls(text: &str, numbers: &mut Numbers) -> String {
    scattered(text, &["\0", "\u{1}", "\u{fffd}"], numbers)
}

/// Something strange behind one in fifteen characters.
fn scattered(text: &str, strange: &[&str], numbers: &mut Numbers) -> String {
    text.chars().fold(String::new(), |mut altered, c| {
        altered.push(c);
        if numbers.below(15) == 0 {
            altered.push_str(numbers.pick::<&str>(strange));
        }
        altered
    })
}

/// No line breaks, and hyphens, underscores, tabs or nothing for some of the spaces.
fn joined(text: &str, numbers: &mut Numbers) -> String {
    const JOINTS: [&str; 8] = ["-", "_", "\t", "", "\u{a0}", "  ", "\n", "/"];
    let mut altered = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        altered.push_str(word);
        altered.push_str(if numbers.below(3) == 0 { numbers.pick::<&str>(&JOINTS) } else { " " });
    }
    altered
}

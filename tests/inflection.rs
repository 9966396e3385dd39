//! Case forms and adjectives: cases by hand (testdata/inflection_*.toml) and an outside oracle, where it is present.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use ua_gazetteer::Language;
use ua_gazetteer::inflection::{Case, Form, adjective_forms, adjectives, forms};

/// `[[name]]` of a test file: a name and the forms it must have, by case.
#[derive(Deserialize)]
struct NameCase {
    name: String,
    language: Language,
    #[serde(flatten)]
    forms: BTreeMap<String, Vec<String>>,
}

/// `[[adjective]]`: a name and one of its adjectives; `first` if it must be the likeliest.
#[derive(Deserialize)]
struct AdjectiveCase {
    name: String,
    language: Language,
    adjective: String,
    #[serde(default)]
    first: bool,
}

#[derive(Deserialize)]
struct Cases {
    #[serde(default)]
    name: Vec<NameCase>,
    #[serde(default)]
    adjective: Vec<AdjectiveCase>,
}

fn cases(file: &str) -> Cases {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata").join(file);
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn case_of(name: &str) -> Case {
    serde_json::from_value(serde_json::Value::from(name)).unwrap()
}

fn check_names(file: &str, at_least: usize) {
    let mut checked = 0;
    let mut missing = Vec::new();
    for case in cases(file).name {
        let found = forms(&case.name, case.language);
        for (key, expected) in &case.forms {
            for text in expected {
                checked += 1;
                if !found.contains(&Form { text: text.clone(), case: case_of(key) }) {
                    missing.push(format!("{} {key}: {text}", case.name));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{} of {checked} forms missing:\n{}", missing.len(), missing.join("\n"));
    assert!(checked >= at_least, "only {checked} forms in {file}");
}

#[test]
fn words() {
    check_names("inflection_words.toml", 200);
}

#[test]
fn phrases() {
    check_names("inflection_phrases.toml", 300);
}

#[test]
fn relational_adjectives() {
    let cases = cases("inflection_adjectives.toml").adjective;
    let wrong: Vec<_> = cases
        .iter()
        .filter_map(|case| {
            let found = adjectives(&case.name, case.language);
            let place = found.iter().position(|adjective| *adjective == case.adjective);
            let right = place.is_some_and(|place| place == 0 || !case.first);
            (!right).then(|| format!("{}: {} not in {found:?}", case.name, case.adjective))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    assert!(cases.len() >= 100);
    assert!(cases.iter().all(|case| adjectives(&case.name, case.language).len() <= 3));
}

#[test]
fn adjectives_decline_in_all_genders() {
    let cases = [
        (
            Language::Ukrainian,
            "куп'янський",
            "куп'янського куп'янська куп'янської куп'янське куп'янські куп'янських куп'янськими",
        ),
        (Language::Ukrainian, "верхній", "верхнього верхня верхньої верхнє верхні верхніх верхнім"),
        (
            Language::Russian,
            "купянский",
            "купянского купянская купянской купянское купянские купянских купянским купянскую",
        ),
        (Language::Russian, "краснолиманский", "краснолиманского краснолиманском краснолиманскими"),
        (Language::Russian, "верхний", "верхнего верхняя верхней верхнее верхние верхних"),
        (Language::Russian, "лозовой", "лозового лозовая лозовой лозовое лозовые лозовых"),
    ];
    for (language, lemma, expected) in cases {
        let texts: BTreeSet<String> =
            adjective_forms(lemma, language).into_iter().map(|form| form.text).collect();
        for form in expected.split(' ') {
            assert!(texts.contains(form), "{lemma}: no {form} in {texts:?}");
        }
    }
    assert!(adjective_forms("Kyiv", Language::English).is_empty());
    assert!(adjective_forms("Бахмут", Language::Ukrainian).is_empty());
}

#[test]
fn odd_input() {
    for name in [
        "",
        " ",
        "-",
        "--",
        "«",
        "'",
        "ь",
        "й",
        "Я",
        "Ок",
        "123",
        "a b",
        "Піски-",
        "-Піски",
        "№ 5",
        "і",
        "Ів",
        "  Київ  ",
    ] {
        for language in Language::ALL {
            let found = forms(name, language);
            assert_eq!(found.is_empty(), name.trim().is_empty(), "{name:?}");
            adjectives(name, language);
            adjective_forms(name, language);
        }
    }
    assert_eq!(forms("Kyiv", Language::English), [Form { text: "Kyiv".into(), case: Case::Nominative }]);
}

/// A row of the outside word lists: one form of one name.
#[derive(Deserialize)]
struct OracleRow {
    lang: Language,
    lemma: String,
    #[serde(default)]
    case: Option<String>,
    form: String,
    #[serde(default)]
    n_katottg_places: Option<f64>,
}

fn oracle(set: &str) -> Option<Vec<OracleRow>> {
    let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/eval").join(set);
    let Ok(text) = std::fs::read_to_string(directory.join("dev.jsonl")) else {
        eprintln!("skipped: {} is not there", directory.display());
        return None;
    };
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn folded(text: &str) -> String {
    text.to_lowercase().replace(['’', 'ʼ', '`'], "'")
}

/// Share of the rows whose form is found, by language and case: unweighted, then weighted by the number of places of that name.
fn shares(rows: &[OracleRow]) -> BTreeMap<(String, String), (f64, f64)> {
    let mut sums: BTreeMap<(String, String), [f64; 4]> = BTreeMap::new();
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let found = names.entry(format!("{}{}", row.lang.code(), row.lemma)).or_insert_with(|| {
            forms(&folded_apostrophe(&row.lemma), row.lang)
                .into_iter()
                .map(|form| folded(&form.text))
                .collect()
        });
        let hit = if found.contains(&folded(&row.form)) { 1.0 } else { 0.0 };
        if hit == 0.0 {
            println!(
                "miss: {} {} {} {}",
                row.lang.code(),
                row.lemma,
                row.case.as_deref().unwrap_or(""),
                row.form
            );
        }
        let weight = row.n_katottg_places.unwrap_or(1.0);
        for case in [row.case.clone().unwrap_or_default(), "all".to_owned()] {
            let sum = sums.entry((row.lang.code().to_owned(), case)).or_default();
            for (sum, value) in sum.iter_mut().zip([hit, 1.0, hit * weight, weight]) {
                *sum += value;
            }
        }
    }
    sums.into_iter().map(|(key, [hit, all, heavy, weight])| (key, (hit / all, heavy / weight))).collect()
}

fn folded_apostrophe(name: &str) -> String {
    name.replace(['’', 'ʼ', '`'], "'")
}

/// `cargo test --test inflection oracle -- --nocapture` prints the shares and the misses.
#[test]
fn oracle_of_dictionaries() {
    let Some(rows) = oracle("inflection") else { return };
    for ((language, case), (share, weighted)) in shares(&rows) {
        println!("{language} {case:5} {share:.4}, by places {weighted:.4}");
        let least = match (language.as_str(), case.as_str()) {
            ("uk", "all") => 0.99,
            ("uk", _) => 0.98,
            _ => 0.97,
        };
        assert!(
            share >= least && weighted >= least,
            "{language} {case}: {share:.4}, by places {weighted:.4}"
        );
    }
}

#[test]
fn oracle_written_by_hand() {
    let Some(rows) = oracle("inflection_airalert") else { return };
    for ((language, case), (share, _)) in shares(&rows) {
        println!("air alerts {language} {case} {share:.4}");
        assert!(share >= 0.97, "{language} {case}: {share:.4}");
    }
}

/// What the forms of a one-word name may come to, on average: every form is a key of the compiled gazetteer.
#[test]
fn not_too_many_forms() {
    let Some(rows) = oracle("inflection") else { return };
    for language in [Language::Ukrainian, Language::Russian] {
        let names: BTreeSet<&str> =
            rows.iter().filter(|row| row.lang == language).map(|row| row.lemma.as_str()).collect();
        let texts =
            |name: &&str| forms(name, language).into_iter().map(|form| form.text).collect::<BTreeSet<_>>();
        let sum: usize = names.iter().map(|name| texts(name).len()).sum();
        let mean = sum as f64 / names.len() as f64;
        println!("{}: {mean:.2} distinct forms a name", language.code());
        assert!(mean <= 11.0, "{language:?}: {mean:.2}");
    }
}

//! `lookup`, `near`, `variants`, `info`.

#![allow(clippy::unwrap_used)]

mod common;

use common::{run, run_with};
use serde_json::{Value, json};

fn candidates(arguments: &[&str]) -> Vec<Value> {
    let run = run(&[&["lookup", "--output", "jsonl"], arguments].concat());
    assert_eq!(run.status, 0, "{}", run.err);
    run.lines()[0]["candidates"].as_array().unwrap().clone()
}

#[test]
fn a_name_in_any_spelling_finds_its_place() {
    for (name, matched) in
        [("Синьківка", "form"), ("Синьківкою", "form"), ("Sinykivka", "spelling_key"), ("Cinkivka", "near")]
    {
        let found = candidates(&[name, "--within", "Kharkiv region"]);
        assert_eq!(
            (&found[0]["name_uk"], &found[0]["matched"]),
            (&json!("Синьківка"), &json!(matched)),
            "{name}"
        );
    }
    assert!(candidates(&["Qqqqqqxxx"]).is_empty());
}

#[test]
fn candidates_carry_the_keys_of_places() {
    let found = candidates(&["Bakhmut"]);
    let expected = "id kind name_uk name_en name_ru former_names lat lon precision oblast raion hromada geonames wikidata confidence matched form";
    for key in expected.split(' ') {
        assert!(found[0].get(key).is_some(), "{key}");
    }
    assert_eq!(found[0]["form"]["name"], "Бахмут");
    assert!(found.windows(2).all(|pair| pair[0]["confidence"].as_f64() >= pair[1]["confidence"].as_f64()));
}

#[test]
fn regions_and_limits_bound_the_candidates() {
    assert_eq!(candidates(&["Іванівка"]).len(), 20);
    assert_eq!(candidates(&["Іванівка", "--limit", "3"]).len(), 3);
    assert!(candidates(&["Іванівка", "--limit", "500"]).len() > 100);
    for region in ["Харківська", "м. Севастополь", "АР Крим", "Куп'янський район"]
    {
        for found in candidates(&["Іванівка", "--within", region, "--limit", "500"]) {
            let units =
                [&found["oblast"]["name_uk"], &found["raion"]["name_uk"], &found["hromada"]["name_uk"]];
            let stem: String = region.replace("м. ", "").replace("АР ", "").chars().take(5).collect();
            assert!(
                units.iter().any(|unit| unit.as_str().unwrap_or("").contains(&stem)),
                "{region}: {found}"
            );
        }
    }
}

#[test]
fn questions_are_answered_in_their_order() {
    let input = "{\"id\":7,\"name\":\"Sinkivka\",\"within\":\"Kharkiv region\"}\n{\"id\":\"x\",\"name\":\"Ізюм\",\"limit\":1,\"lang\":\"uk\"}\n";
    let run = run_with(&["lookup", "--input", "jsonl", "--output", "jsonl", "--threads", "2", "-"], input);
    let lines = run.lines();
    assert_eq!((&lines[0]["id"], &lines[1]["id"]), (&json!(7), &json!("x")));
    assert_eq!(lines[0]["candidates"][0]["id"], "UA63080130130078227");
    assert_eq!(lines[1]["candidates"].as_array().unwrap().len(), 1);
    let names = run_with(&["lookup", "--output", "jsonl", "-"], "Бахмут\n\nSumy\n").lines();
    assert_eq!((&names[0]["id"], &names[1]["id"]), (&json!("Бахмут"), &json!("Sumy")));
}

#[test]
fn people_get_tables() {
    let run = run(&["lookup", "Ізюм", "Qqqqqqxxx"]);
    assert!(run.out.contains("Izium") && run.out.contains("Qqqqqqxxx: nothing like it"), "{}", run.out);
}

#[test]
fn near_gives_the_nearest_first() {
    let run = run(&["near", "49.71", "37.615", "--count", "4", "--output", "jsonl"]);
    let near = &run.lines()[0];
    let places = near["places"].as_array().unwrap();
    assert_eq!((places.len(), &places[0]["name_en"]), (4, &json!("Kupiansk")));
    let kilometres: Vec<f64> = places.iter().map(|place| place["distance_km"].as_f64().unwrap()).collect();
    assert!(kilometres.is_sorted());
    let within = common::run(&["near", "49.71", "37.615", "--radius-km", "10", "--output", "jsonl"]).lines();
    assert!(
        within[0]["places"]
            .as_array()
            .unwrap()
            .iter()
            .all(|place| place["distance_km"].as_f64().unwrap() <= 10.0)
    );
    assert_eq!(common::run(&["near", "-33.9", "-151.2", "--radius-km", "5"]).out, "");
    assert_eq!(common::run(&["near", "48.6", "38.0"]).out.lines().count(), 10);
}

#[test]
fn variants_list_spellings_and_cases() {
    let run = run(&["variants", "Синьківка", "--output", "jsonl"]);
    let lines = run.lines();
    assert_eq!((&lines[0]["language"], &lines[1]["language"]), (&json!("uk"), &json!("ru")));
    let has = |list: &Value, text: &str| list.as_array().unwrap().iter().any(|item| item["text"] == text);
    assert!(has(&lines[0]["spellings"], "Syn'kivka") && has(&lines[0]["forms"], "Синьківкою"));
    assert!(has(&lines[1]["spellings"], "Sinkovka") && has(&lines[1]["forms"], "Синьковке"));
    assert_eq!(lines[0]["adjectives"][0], "синьківський");
    let own = common::run(&["variants", "Вигадане", "--lang", "uk"]);
    assert!(own.out.contains("Vyhadane") && own.out.contains("Вигаданого"), "{}", own.out);
    assert_eq!(common::run(&["variants", "Qqqqqqxxx"]).status, 1);
}

#[test]
fn info_counts_every_settlement() {
    let run = run(&["info", "--output", "jsonl"]);
    let info = &run.lines()[0];
    assert_eq!(info["settlements"], 29_707);
    let points = info["settlement_points"].as_object().unwrap();
    assert_eq!(points.values().map(|count| count.as_u64().unwrap()).sum::<u64>(), 29_707);
    assert!(points.contains_key("settlement") && !points.contains_key("none"));
    for class in ["uk case", "ru case", "uk latin", "ru latin"] {
        assert!(info["forms"][class].as_u64().unwrap() > 10_000, "{class}");
    }
    for kind in ["city", "village", "hromada", "raion", "oblast", "water", "landmark", "country"] {
        assert!(info["places"][kind].as_u64().unwrap() > 20, "{kind}");
    }
    assert!(
        info["sources"]
            .as_array()
            .unwrap()
            .iter()
            .any(|source| source.as_str().unwrap().contains("OpenStreetMap"))
    );
    let text = common::run(&["info"]).out;
    assert!(text.contains("29,707") && text.contains("ODbL"), "{text}");
}

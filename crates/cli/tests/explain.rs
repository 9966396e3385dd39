//! `tag --explain`: what spoke for and against each place.

#![allow(clippy::unwrap_used)]

mod common;

use assert_cmd::Command;
use common::{run, run_with};
use serde_json::Value;

const TEXT: &str =
    "Обстріляно Іванівку Куп'янського району. Під Мирним тихо. У Сумському районі та біля Усенківки бої.";

/// The mentions, one of the places explained a mention.
fn explained() -> Vec<Value> {
    let run = run_with(&["tag", "--output", "jsonl", "--explain", "-"], TEXT);
    assert_eq!(run.status, 0, "{}", run.err);
    run.lines()[0]["mentions"].as_array().unwrap().clone()
}

#[test]
fn records_hold_a_sum_for_the_name_and_each_candidate() {
    let mentions = explained();
    let resolved: Vec<&Value> = mentions.iter().filter(|mention| mention["place"].is_object()).collect();
    assert!(resolved.len() >= 3, "{mentions:?}");
    for mention in &mentions {
        assert_eq!(mention["explanation"].is_object(), mention["place"].is_object(), "{mention}");
    }
    for mention in &resolved {
        let candidates = mention["explanation"]["candidates"].as_array().unwrap();
        let others = mention["alternatives"].as_array().map_or(0, Vec::len);
        assert_eq!(candidates.len(), 1 + others);
        assert_eq!(candidates[0]["confidence"], mention["confidence"]);
        for sum in candidates.iter().chain([&mention["explanation"]["name"]]) {
            let strengths: Vec<f64> = sum["contributions"]
                .as_array()
                .unwrap()
                .iter()
                .map(|contribution| contribution["log_odds"].as_f64().unwrap().abs())
                .collect();
            assert!(strengths.is_sorted_by(|a, b| a >= b), "{sum}");
        }
    }
    let ivanivka = &resolved[0]["explanation"]["candidates"];
    let says = |candidate: usize, feature: &str| {
        let contributions = ivanivka[candidate]["contributions"].as_array().unwrap();
        contributions.iter().find(|contribution| contribution["feature"] == feature).cloned()
    };
    // Several villages of that raion bear the name, so the raion sets none of them apart.
    assert_eq!(says(0, "UnitBeside").unwrap()["phrase"], "in the unit named beside it");
    assert_eq!(says(1, "UnitBeside").unwrap()["log_odds"], says(0, "UnitBeside").unwrap()["log_odds"]);
    let raion = resolved.iter().find(|mention| mention["text"] == "Куп'янського району").unwrap();
    let near = &raion["explanation"]["candidates"][0]["contributions"];
    let near =
        near.as_array().unwrap().iter().find(|contribution| contribution["feature"] == "SameOblast").unwrap();
    assert_eq!(near["phrase"], "same oblast as Іванівка");
    let myrne = resolved.iter().find(|mention| mention["text"] == "Мирним").unwrap();
    let signs = myrne["explanation"]["name"]["contributions"].as_array().unwrap();
    assert!(
        signs.iter().any(|sign| sign["feature"] == "CommonWord" && sign["log_odds"].as_f64() < Some(0.0))
    );
    assert!(signs.iter().any(|sign| sign["feature"] == "NearWord" && sign["log_odds"].as_f64() > Some(0.0)));
}

#[test]
fn records_hold_none_unless_asked() {
    let run = run_with(&["tag", "--output", "jsonl", "-"], TEXT);
    assert!(!run.out.contains("explanation"));
}

/// What a unit beside a name adds, as people see it: a fitted weight.
fn beside() -> String {
    let places = explained();
    let candidates =
        places.iter().filter_map(|mention| mention["explanation"]["candidates"].as_array()).flatten();
    let mut contributions =
        candidates.filter_map(|candidate| candidate["contributions"].as_array()).flatten();
    let unit = contributions
        .find(|added| added["feature"] == "UnitBeside" && added["log_odds"].as_f64() > Some(0.0));
    format!("{:+.2}", unit.unwrap()["log_odds"].as_f64().unwrap())
}

#[test]
fn people_get_a_line_for_each_reason() {
    let run = run_with(&["tag", "--explain", "-"], TEXT);
    let lines: Vec<&str> = run.out.lines().collect();
    let reasons: usize = explained()
        .iter()
        .flat_map(|mention| {
            let explanation = &mention["explanation"];
            let candidates = explanation["candidates"].as_array().cloned().unwrap_or_default();
            [vec![explanation["name"].clone()], candidates].concat()
        })
        .map(|sum| sum["contributions"].as_array().map_or(0, Vec::len))
        .sum();
    let is_reason = |line: &str| {
        line.strip_prefix("          ").and_then(|reason| reason.split_at_checked(6)).is_some_and(
            |(log_odds, phrase)| log_odds.trim().parse::<f64>().is_ok() && phrase.starts_with(' '),
        )
    };
    assert!(reasons > 15);
    assert_eq!(lines.iter().filter(|line| is_reason(line)).count(), reasons, "{}", run.out);
    let beside = format!(" {} in the unit named beside it", beside());
    assert!(lines.iter().any(|line| line.ends_with(&beside)), "{}", run.out);
    assert!(lines.iter().any(|line| line.ends_with("the name of a place")));
    assert!(lines.iter().any(|line| line.contains("nothing counts beside its noun")), "{}", run.out);
}

#[test]
fn colours_stand_where_they_are_shown_and_change_no_text() {
    let mut command = Command::cargo_bin("ua-gazetteer").unwrap();
    let command = command.args(["tag", "--explain", "-"]).env("CLICOLOR_FORCE", "1").write_stdin(TEXT);
    let coloured = String::from_utf8(command.output().unwrap().stdout).unwrap();
    assert!(coloured.contains(&format!("\u{1b}[32m {}\u{1b}[0m", beside())), "{coloured}");
    assert!(coloured.contains("\u{1b}[31m -"), "{coloured}");
    let plain = run_with(&["tag", "--explain", "-"], TEXT).out;
    assert!(!plain.contains('\u{1b}'));
    let mut bare = String::new();
    let mut pieces = coloured.split('\u{1b}');
    bare.push_str(pieces.next().unwrap());
    pieces.for_each(|piece| bare.push_str(piece.split_once('m').unwrap().1));
    assert_eq!(bare, plain);
}

#[test]
fn formats_without_a_place_for_it_say_so() {
    for format in ["csv", "conll", "brat", "parquet"] {
        let refused = run(&["tag", "--output", format, "--explain"]);
        assert_eq!(refused.status, 2);
        assert!(refused.err.contains("--explain is for --output text, jsonl and geojson"), "{}", refused.err);
    }
}

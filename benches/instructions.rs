//! Fixed workloads, one a process, whose instructions `scripts/instructions` counts under callgrind. What a workload does
//! beside its work (writing the text, opening the gazetteer) is the same in the run without rounds, which is taken off.
//!
//!     cargo bench --bench instructions -- documents 3

mod common;

use std::hint::black_box;

use common::Reporter;
use ua_gazetteer::entity::{Kinds, Lexicon};
use ua_gazetteer::matcher::Matcher;
use ua_gazetteer::{Gazetteer, MentionKind, Recognizer};

/// Bytes of the text of a workload.
const TEXT: usize = 60_000;
/// Texts of a workload of documents.
const DOCUMENTS: usize = 60;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [workload, rounds] = &arguments[..] else {
        // `cargo bench` and `cargo test --benches` run every bench without arguments.
        return eprintln!("instructions: name a workload ({}) and a number of rounds", WORKLOADS.join(", "));
    };
    let rounds = rounds.parse().expect("rounds are a number");
    assert!(WORKLOADS.contains(&workload.as_str()), "no such workload: {workload}");
    run(workload, rounds);
}

const WORKLOADS: [&str; 6] = ["first-use", "spans", "documents", "all-kinds", "entities", "hostile"];

fn run(workload: &str, rounds: usize) {
    let places = || Recognizer::builder().kinds([MentionKind::Place, MentionKind::Direction]);
    match workload {
        "first-use" => {
            let report =
                "Бої тривають біля Синьківки та Іванівки на Харківщині, знищено 18 дронів. Near Synkivka.";
            for _ in 0..rounds {
                black_box(Recognizer::builder().build().recognize(black_box(report)).mentions().len());
            }
        }
        "spans" => {
            let gazetteer = Gazetteer::embedded();
            let texts = documents(&gazetteer);
            let (matcher, mut found) = (Matcher::new(&gazetteer), Vec::new());
            for text in texts.iter().cycle().take(rounds * texts.len()) {
                matcher.find_into(black_box(text), &mut found);
            }
        }
        "entities" => {
            let texts = documents(&Gazetteer::embedded());
            let (lexicon, published) = (Lexicon::embedded(), Some(jiff::civil::date(2023, 11, 26)));
            for text in texts.iter().cycle().take(rounds * texts.len()) {
                black_box(lexicon.recognize(black_box(text), published, Kinds::all()).len());
            }
        }
        "documents" | "all-kinds" => {
            let gazetteer = Gazetteer::embedded();
            let texts = documents(&gazetteer);
            let builder = if workload == "documents" { places() } else { Recognizer::builder() };
            let recognizer = builder.published(jiff::civil::date(2023, 11, 26)).build();
            black_box(recognizer.recognize("Бої біля Лимана.").mentions().len());
            for text in texts.iter().cycle().take(rounds * texts.len()) {
                black_box(recognizer.recognize(black_box(text)).mentions().len());
            }
        }
        _ => {
            let recognizer = Recognizer::builder().build();
            let texts = common::hostile_texts(&Gazetteer::embedded(), TEXT / 4);
            black_box(recognizer.recognize("Бої біля Лимана.").mentions().len());
            for (_, text) in texts.iter().cycle().take(rounds * texts.len()) {
                black_box(recognizer.recognize(black_box(text)).mentions().len());
            }
        }
    }
}

/// Pages in the three languages in turn.
fn documents(gazetteer: &Gazetteer) -> Vec<String> {
    Reporter::new(gazetteer, 17).texts(DOCUMENTS, TEXT / DOCUMENTS)
}

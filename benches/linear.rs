//! Work for each byte of texts that want to make a matcher slow, for `scripts/linear`, which counts the instructions of one
//! run a process. Documents of up to a fixed size are cut from the same text, so that only their length differs; longer ones go
//! on as it does.
//!
//!     cargo bench --bench linear                                    # the names of the texts, a line each
//!     cargo bench --bench linear -- spans "near misses" 10000 1     # stage, text, bytes of a document, rounds
//!
//! Without rounds all is made ready and nothing is done, which is taken off. Prints the bytes of a round.

mod common;

use std::hint::black_box;

use ua_gazetteer::matcher::Matcher;
use ua_gazetteer::{Gazetteer, Recognizer};

/// Bytes of the text that documents are cut from, at least.
const PIECE: usize = 20_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [stage, name, bytes, rounds] = &arguments[..] else {
        // `cargo bench` and `cargo test --benches` run every bench without arguments.
        common::HOSTILE.iter().for_each(|name| println!("{name}"));
        return;
    };
    let gazetteer = Gazetteer::embedded();
    let number = |argument: &str| argument.parse::<usize>().expect("sizes and rounds are numbers");
    let size = number(bytes);
    // Only the one that is asked for: making it takes some instructions more or less in each process.
    let text = common::hostile_text(&gazetteer, name, size.max(PIECE));
    let documents = documents(&text, size);
    println!("{}", documents.iter().map(|document| document.len()).sum::<usize>());
    run(stage, &gazetteer, &documents, number(rounds));
}

fn run(stage: &str, gazetteer: &Gazetteer, documents: &[&str], rounds: usize) {
    match stage {
        "spans" => {
            let (matcher, mut found) = (Matcher::new(gazetteer), Vec::new());
            for document in documents.iter().cycle().take(rounds * documents.len()) {
                matcher.find_into(black_box(document), &mut found);
                black_box(found.len());
            }
        }
        "documents" => {
            let recognizer = Recognizer::builder().build();
            // What is found out once a place is no work of a document.
            for document in documents {
                black_box(recognizer.recognize(document).mentions().len());
            }
            for document in documents.iter().cycle().take(rounds * documents.len()) {
                black_box(recognizer.recognize(black_box(document)).mentions().len());
            }
        }
        _ => panic!("no such stage: {stage}"),
    }
}

/// A text in parts of so many bytes, or a little less where a character would be cut.
fn documents(text: &str, size: usize) -> Vec<&str> {
    let (mut documents, mut rest) = (Vec::new(), text);
    while rest.len() >= size && size > 0 {
        let (document, behind) = rest.split_at(rest.floor_char_boundary(size));
        documents.push(document);
        rest = behind;
    }
    documents
}

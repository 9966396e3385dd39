//! Relational adjectives of place names: `Куп'янськ`, `куп'янський`.

use super::grammar::{Derivation, Grammar};
use super::{phrase, sound, word};

/// How the stem of a relational adjective ends, in any case and gender: Ukrainian, then Russian.
pub(crate) const RELATIONAL_STEMS: &[&str] = &["ськ", "цьк", "зьк", "ск", "цк"];

/// At most so many adjectives of a name.
const MOST_ADJECTIVES: usize = 3;

/// The adjectives of a name, the likeliest first.
pub(super) fn adjectives(name: &str, grammar: &Grammar) -> Vec<String> {
    let name = name.to_lowercase();
    let base = phrase::adjectival_base(&name, grammar);
    let words: Vec<&str> = base.split(' ').filter(|text| !text.is_empty()).collect();
    let [first @ .., last] = &words[..] else { return Vec::new() };
    if words.iter().any(|text| text.chars().any(|letter| !letter.is_alphabetic() && !"'-".contains(letter))) {
        return Vec::new();
    }
    let linked: String = first.iter().map(|part| linking(part, grammar)).collect();
    let (prefix, last) = match last.rfind('-') {
        Some(hyphen) => last.split_at(hyphen + 1),
        None => ("", *last),
    };
    let mut adjectives: Vec<String> = Vec::new();
    for adjective in derive(last, &grammar.derivations) {
        let adjective = format!("{linked}{prefix}{adjective}");
        if !adjectives.contains(&adjective) {
            adjectives.push(adjective);
        }
    }
    adjectives.truncate(MOST_ADJECTIVES);
    adjectives
}

/// `біла` → `біло`, the first member of a compound.
fn linking(part: &str, grammar: &Grammar) -> String {
    derive(part, &grammar.linking).into_iter().next().unwrap_or_else(|| part.to_owned())
}

fn derive(word: &str, table: &[Derivation]) -> Vec<String> {
    let letters = word::lower(word);
    let found = table.iter().find_map(|row| Some((row, row.pattern.stem_length(&letters)?)));
    let Some((row, kept)) = found else { return Vec::new() };
    let stem: String = letters[..kept].iter().collect();
    row.suffixes.iter().map(|suffix| sound::join_relational(&stem, suffix)).collect()
}

//! Generic parts of names: "Ozero", «річка», "Vodoskhovyshche".

use std::sync::LazyLock;

use serde::Deserialize;

use super::{by_hand, names};

/// A word that says what a thing is (tables/generic_words.tsv).
#[derive(Deserialize)]
struct GenericWord {
    language: String,
    word: String,
}

/// A feature whose names keep the generic part where the rest is only an adjective (tables/kept_generics.tsv):
/// «Каховське водосховище» is a name, «Каховське» is not. `{}` in a template is the rest, `*` among the endings any.
#[derive(Deserialize)]
struct Kept {
    feature: String,
    generic_uk: String,
    generic_en: String,
    generic_ru: String,
    adjective_uk: String,
    adjective_ru: String,
    adjective_en: String,
}

static WORDS: LazyLock<Vec<GenericWord>> =
    LazyLock::new(|| by_hand::embedded(include_str!("tables/generic_words.tsv"), "generic_words.tsv"));
static KEPT: LazyLock<Vec<Kept>> =
    LazyLock::new(|| by_hand::embedded(include_str!("tables/kept_generics.tsv"), "kept_generics.tsv"));

/// The name without a generic word before or after it, unless nothing would be left.
pub(crate) fn without(name: &str, language: &str) -> String {
    let name = names::clean(name);
    let words: Vec<&str> = name.split(' ').collect();
    let generic = |word: &str| {
        let word = word.to_lowercase();
        WORDS.iter().any(|generic| generic.language == language && generic.word == word)
    };
    match words[..] {
        [first, ref rest @ ..] if !rest.is_empty() && generic(first) => rest.join(" "),
        [ref rest @ .., last] if !rest.is_empty() && generic(last) => rest.join(" "),
        _ => name,
    }
}

/// A name as it stands in a text: the generic part taken off, and set again behind an adjective where the feature
/// keeps it.
pub(crate) fn name_of(name: &str, feature: &str, language: &str) -> String {
    let bare = without(name, language);
    if bare.is_empty() {
        return bare;
    }
    let template = KEPT.iter().filter(|kept| kept.feature == feature).find_map(|kept| {
        let (template, endings) = match language {
            "uk" => (&kept.generic_uk, &kept.adjective_uk),
            "ru" => (&kept.generic_ru, &kept.adjective_ru),
            _ => (&kept.generic_en, &kept.adjective_en),
        };
        names::parts(endings).any(|ending| ending == "*" || bare.ends_with(ending)).then_some(template)
    });
    match template {
        Some(template) => template.replace("{}", &bare),
        None => bare,
    }
}

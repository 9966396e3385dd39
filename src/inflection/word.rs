//! One word: which paradigms it can follow, and the forms they give.

use super::grammar::{Agreement, Declension, Gender, Grammar, Row};
use super::sound::join;
use super::{Case, Form};

/// One way to decline a word.
#[derive(Clone, Debug)]
pub(super) struct Paradigm<'g> {
    nominative: String,
    stem: String,
    declension: &'g Declension,
    /// Genitive forms that the word's row gives instead of the declension's.
    genitive: Vec<String>,
}

impl Paradigm<'_> {
    pub(super) fn gender(&self) -> Gender {
        self.declension.gender
    }

    pub(super) fn adjectival(&self) -> bool {
        self.declension.adjectival
    }

    /// The forms of a case, the likeliest first.
    pub(super) fn inflect(&self, case: Case) -> Vec<String> {
        match case {
            Case::Nominative => vec![self.nominative.clone()],
            Case::Genitive if !self.genitive.is_empty() => self.genitive.clone(),
            case => self
                .declension
                .endings(case)
                .iter()
                .map(|ending| match ending.strip_prefix('=') {
                    Some("") => self.nominative.clone(),
                    Some(rest) => join(self.nominative.trim_end_matches('ь'), rest),
                    None => join(&self.stem, ending),
                })
                .collect(),
        }
    }
}

/// The ways to decline a word that stands alone or heads a name, the likeliest first. None if it does not decline.
pub(super) fn paradigms<'g>(word: &str, grammar: &'g Grammar) -> Vec<Paradigm<'g>> {
    let letters = lower(word);
    grammar.nouns.iter().find_map(|row| apply(row, word, &letters, grammar)).unwrap_or_default()
}

/// The ways to decline a word as an adjective of the given gender beside a noun.
pub(super) fn agreeing<'g>(
    word: &str,
    gender: Gender,
    after_noun: bool,
    grammar: &'g Grammar,
) -> Vec<Paradigm<'g>> {
    let letters = lower(word);
    let fits = |row: &&Agreement| row.gender == gender && (row.after_noun || !after_noun);
    let mut rows = grammar.agreement.iter().filter(fits);
    rows.find_map(|agreement| apply(&agreement.row, word, &letters, grammar)).unwrap_or_default()
}

/// All forms of an adjective in the masculine nominative: gender by gender, each with its nominative first.
pub(super) fn adjective_forms(lemma: &str, grammar: &Grammar) -> Vec<Form> {
    let Some(masculine) = agreeing(lemma, Gender::Masculine, false, grammar).into_iter().next() else {
        return Vec::new();
    };
    let mut forms = Vec::new();
    for declension in grammar.family(&masculine.declension.family) {
        let nominative = match declension.gender {
            Gender::Masculine => lemma.to_owned(),
            _ => format!("{}{}", masculine.stem, declension.nominative),
        };
        let paradigm = Paradigm { nominative, declension, ..masculine.clone() };
        for case in Case::ALL {
            forms.extend(paradigm.inflect(case).into_iter().map(|text| Form { text, case }));
        }
    }
    forms
}

/// The paradigms of a row, if the word fits it.
fn apply<'g>(row: &Row, word: &str, letters: &[char], grammar: &'g Grammar) -> Option<Vec<Paradigm<'g>>> {
    let kept = row.pattern.stem_length(letters)?;
    let kept: String = word.chars().take(kept).collect();
    let replace = |replacement: &str| {
        if kept.is_empty() && word.chars().next().is_some_and(char::is_uppercase) {
            capitalized(replacement)
        } else {
            format!("{kept}{replacement}")
        }
    };
    let paradigms = row.readings.iter().filter_map(|reading| {
        Some(Paradigm {
            nominative: word.to_owned(),
            stem: replace(&reading.stem),
            declension: grammar.declensions.get(&reading.declension)?,
            genitive: reading.genitive.iter().map(|form| replace(form)).collect(),
        })
    });
    Some(paradigms.collect())
}

/// The letters of a word in lower case, one for one.
pub(super) fn lower(word: &str) -> Vec<char> {
    word.chars().map(|letter| letter.to_lowercase().next().unwrap_or(letter)).collect()
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

//! Names of several parts: which part declines, and how the forms are joined again.
//!
//! Sources: Український правопис 2019, § 152.4–5 (both parts of adjective and noun decline; a linking vowel or a foreign first part
//! stays; what follows a preposition stays); for Russian, Граудина, Ицкович, Катлинская, Грамматическая правильность русской речи.

use super::grammar::{Gender, Grammar};
use super::word::{self, Paradigm};
use super::{Case, Form};

/// Variants that one reading of a name may have in one case: more would be noise.
const MOST_VARIANTS: usize = 6;

/// A part of a name, as it behaves in one reading.
#[derive(Clone, Debug)]
enum Slot<'n, 'g> {
    /// Text that stays: separators, numbers, genitive tails, first parts of compounds.
    Fixed(&'n str),
    Inflected(Paradigm<'g>),
}

/// One way to read a name: its parts and separators in order.
type Reading<'n, 'g> = Vec<Slot<'n, 'g>>;

/// The oblique forms of a name, case by case.
pub(super) fn forms(name: &str, grammar: &Grammar) -> Vec<Form> {
    let readings = readings(name, grammar);
    let oblique = Case::ALL.into_iter().filter(|case| *case != Case::Nominative);
    oblique
        .flat_map(|case| {
            let texts = readings.iter().flat_map(move |reading| join(reading, case));
            texts.map(move |text| Form { text, case })
        })
        .collect()
}

/// A word of a name between spaces: `Куп'янськ-Вузловий` has the part before the last hyphen as its prefix.
#[derive(Clone, Copy, Debug)]
struct Token<'n> {
    text: &'n str,
    /// Everything up to and with the last hyphen; empty if there is none.
    prefix: &'n str,
    /// What comes after it.
    last: &'n str,
}

impl<'n> Token<'n> {
    fn new(text: &'n str) -> Self {
        let cut = text.rfind('-').map_or(0, |hyphen| hyphen + 1);
        Token { text, prefix: &text[..cut], last: &text[cut..] }
    }

    fn slots<'g>(&self, paradigm: Paradigm<'g>) -> Reading<'n, 'g> {
        vec![Slot::Fixed(self.prefix), Slot::Inflected(paradigm)]
    }
}

/// All readings of a name, the likeliest first.
fn readings<'n, 'g>(name: &'n str, grammar: &'g Grammar) -> Vec<Reading<'n, 'g>> {
    let end = declining_end(name, grammar);
    let (declining, tail) = name.split_at(end);
    let tokens: Vec<Token> = declining.split(' ').filter(|text| !text.is_empty()).map(Token::new).collect();
    let mut found = match tokens[..] {
        [] => vec![vec![Slot::Fixed(declining)]],
        [token] => token_readings(token, grammar),
        _ => phrase_readings(&tokens, grammar),
    };
    for reading in &mut found {
        reading.push(Slot::Fixed(tail));
    }
    found
}

/// The words whose adjective is the name's: a noun alone if an adjective follows it (`Зоря Перша`), else all that declines.
pub(super) fn adjectival_base<'n>(name: &'n str, grammar: &Grammar) -> &'n str {
    let name = &name[..declining_end(name, grammar)];
    let Some((first, last)) = name.split_once(' ') else { return name };
    let head = word::paradigms(first, grammar).into_iter().next().filter(|head| !head.adjectival());
    match head {
        Some(head) if !word::agreeing(last, head.gender(), true, grammar).is_empty() => first,
        _ => name,
    }
}

/// Where the part of a name that can decline ends: before a preposition, a quotation mark or a number.
fn declining_end(name: &str, grammar: &Grammar) -> usize {
    let mut start = 0;
    for piece in name.split_inclusive([' ', '-']) {
        let text = piece.trim_end_matches([' ', '-']);
        let quoted = text.starts_with(['«', '"', '“', '„', '(', '№']);
        let number = text.starts_with(|letter: char| letter.is_ascii_digit())
            || (!text.is_empty() && text.chars().all(|letter| "IVXІХ".contains(letter)));
        let stop = grammar.stops.iter().any(|stop| *stop == text.to_lowercase());
        if quoted || ((number || stop) && start > 0) {
            return name[..start].trim_end_matches([' ', '-']).len();
        }
        start += piece.len();
    }
    name.len()
}

/// Readings of words between spaces: a head and the adjectives that agree with it.
fn phrase_readings<'n, 'g>(tokens: &[Token<'n>], grammar: &'g Grammar) -> Vec<Reading<'n, 'g>> {
    let last = tokens.len() - 1;
    let noun_first = word::paradigms(tokens[0].last, grammar).first().is_some_and(|head| !head.adjectival());
    let heads = if noun_first && last == 1 { vec![0, 1] } else { (0..=last).rev().collect() };
    for head in heads {
        let found: Vec<_> = word::paradigms(tokens[head].last, grammar)
            .into_iter()
            .flat_map(|paradigm| agreeing_readings(tokens, head, paradigm, grammar))
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    // No agreement: `Дача Петра` declines at its beginning, `Гуляй Поле` at its end.
    let (first, end) = (tokens[0], tokens[last]);
    if grammar.is_fixed(first.text) {
        let fixed = tokens[..last].iter().flat_map(|token| [Slot::Fixed(token.text), Slot::Fixed(" ")]);
        let fixed: Reading = fixed.collect();
        return token_readings(end, grammar)
            .into_iter()
            .map(|reading| [fixed.clone(), reading].concat())
            .collect();
    }
    let rest = tokens[1..].iter().flat_map(|token| [Slot::Fixed(" "), Slot::Fixed(token.text)]);
    let rest: Reading = rest.collect();
    token_readings(first, grammar).into_iter().map(|reading| [reading, rest.clone()].concat()).collect()
}

/// The readings in which every word agrees with the head.
fn agreeing_readings<'n, 'g>(
    tokens: &[Token<'n>],
    head: usize,
    paradigm: Paradigm<'g>,
    grammar: &'g Grammar,
) -> Vec<Reading<'n, 'g>> {
    let gender = paradigm.gender();
    let mut readings = vec![Reading::new()];
    for (index, token) in tokens.iter().enumerate() {
        let choices = if index == head {
            vec![paradigm.clone()]
        } else {
            word::agreeing(token.last, gender, index > head, grammar)
        };
        let mut longer = Vec::new();
        for choice in choices {
            for reading in &readings {
                let mut reading = reading.clone();
                if index > 0 {
                    reading.push(Slot::Fixed(" "));
                }
                reading.extend(token.slots(choice.clone()));
                longer.push(reading);
            }
        }
        readings = longer;
    }
    readings
}

/// Readings of one word between spaces, with or without hyphens.
fn token_readings<'n, 'g>(token: Token<'n>, grammar: &'g Grammar) -> Vec<Reading<'n, 'g>> {
    let last_only: Vec<_> =
        word::paradigms(token.last, grammar).into_iter().map(|paradigm| token.slots(paradigm)).collect();
    let first = token.prefix.trim_end_matches('-');
    if first.is_empty() || first.contains('-') || grammar.is_fixed(first) || links(first) {
        return last_only;
    }
    let heads = word::paradigms(first, grammar);
    let pair = |head: &Paradigm<'g>, last: Paradigm<'g>| {
        vec![Slot::Inflected(head.clone()), Slot::Fixed("-"), Slot::Inflected(last)]
    };
    let mut agreeing = Vec::new();
    let mut adjective_only = Vec::new();
    for head in &heads {
        for adjective in word::agreeing(token.last, head.gender(), true, grammar) {
            agreeing.push(pair(head, adjective.clone()));
            adjective_only.push(token.slots(adjective));
        }
    }
    if !agreeing.is_empty() {
        return agreeing.into_iter().chain(adjective_only).collect();
    }
    // Two nouns (`Рудня-Городище`): usage wavers between declining both and the last alone.
    let both = heads.first().filter(|head| head.gender() != Gender::Neuter).map(|head| {
        word::paradigms(token.last, grammar).into_iter().map(|last| pair(head, last)).collect::<Vec<_>>()
    });
    last_only.into_iter().chain(both.unwrap_or_default()).collect()
}

/// Whether a first part ends in the vowel that links compounds (`Івано-Франківськ`).
fn links(first: &str) -> bool {
    first.ends_with('о')
}

/// The forms of a reading in a case.
fn join(reading: &Reading, case: Case) -> Vec<String> {
    let mut forms = vec![String::new()];
    for slot in reading {
        forms = match slot {
            Slot::Fixed(text) => forms.into_iter().map(|form| form + text).collect(),
            Slot::Inflected(paradigm) => {
                let variants = paradigm.inflect(case);
                let longer = variants
                    .iter()
                    .flat_map(|variant| forms.iter().map(move |form| format!("{form}{variant}")));
                longer.take(MOST_VARIANTS).collect()
            }
        };
    }
    forms
}

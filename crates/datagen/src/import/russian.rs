//! Russian names made from Ukrainian ones, by the rows of `russian/rules.tsv` and `russian/orthography.tsv`.
//!
//! A rule turns a piece of a Ukrainian word into Russian: `^` is the start of a word, `$` its end, `+` the end of a
//! word that another follows after a space (the first of «Нова Гусарівка» is an adjective), `-` the end of one before a
//! hyphen. Of all ways to lay rules
//! end to end over a word the one with the largest sum of squared lengths wins, so that long pieces go before short
//! ones. `|` parts a rule's readings, the likelier first: -ове is -овое where it is an adjective, -ово where it belongs
//! to someone. A letter without a rule stays. Last, `orthography.tsv` puts right what Russian spelling does not allow.
//!
//! The readings were put in order, and some hundred rows were found, on four fifths of the attested pairs of the source;
//! `datagen russian SOURCES` measures on the fifth whose code ends in 0 or 5.

mod attested;
pub mod usage;

use std::collections::HashMap;

use anyhow::{Context, Result};

pub use attested::{attested, fold, title};

const RULES: &str = include_str!("russian/rules.tsv");
const ORTHOGRAPHY: &str = include_str!("russian/orthography.tsv");

/// Readings of a word or name kept at most.
const LIMIT: usize = 16;

/// The rules, ready to use.
#[derive(Debug)]
pub struct Russian {
    rules: HashMap<&'static str, Vec<&'static str>>,
    longest: usize,
    orthography: Vec<(&'static str, &'static str)>,
}

/// The best way to reach a place in a word.
#[derive(Clone, Copy)]
struct Step {
    score: i64,
    from: usize,
    rule: Option<&'static str>,
}

impl Russian {
    /// Reads the tables of rules.
    ///
    /// # Errors
    ///
    /// A row without its columns.
    pub fn new() -> Result<Self> {
        let columns =
            |line: &'static str| line.split_once('\t').with_context(|| format!("no tab in {line:?}"));
        let mut rules = HashMap::new();
        for line in RULES.lines().skip(1) {
            let (uk, rest) = columns(line)?;
            let (ru, _example) = rest.split_once('\t').with_context(|| format!("no example in {line:?}"))?;
            rules.insert(uk, ru.split('|').collect::<Vec<_>>());
        }
        let orthography = ORTHOGRAPHY.lines().skip(1).map(columns).collect::<Result<Vec<_>>>()?;
        let longest = rules.keys().map(|rule| rule.chars().count()).max().unwrap_or(0);
        Ok(Russian { rules, longest, orthography })
    }

    /// Russian names of a Ukrainian one, the likeliest first; at least one.
    pub fn derive(&self, uk: &str) -> Vec<String> {
        let mut words: Vec<Vec<String>> = Vec::new();
        let mut rest = uk;
        while !rest.is_empty() {
            let end = rest.find([' ', '-']).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            if !word.is_empty() {
                let mark = match after.chars().next() {
                    Some(' ') => '+',
                    Some(_) => '-',
                    None => '$',
                };
                words.push(self.word(word, mark));
            }
            let separator = after.chars().next();
            words.extend(separator.map(|separator| vec![separator.to_string()]));
            rest = &after[separator.map_or(0, char::len_utf8)..];
        }
        combine(&words, str::to_owned)
    }

    /// Readings of one word.
    fn word(&self, word: &str, end: char) -> Vec<String> {
        let mut letters = vec!['^'];
        letters.extend(word.chars().flat_map(char::to_lowercase));
        letters.push(end);
        let pieces = self.lay(&letters);
        let readings = combine(&pieces, |reading| self.spell(reading));
        if word.starts_with(char::is_uppercase) {
            readings.iter().map(|r| capitalized(r)).collect()
        } else {
            readings
        }
    }

    /// Lays rules over the letters; the readings of each piece.
    fn lay(&self, letters: &[char]) -> Vec<Vec<String>> {
        let unreached = Step { score: i64::MIN, from: 0, rule: None };
        let mut best = vec![unreached; letters.len() + 1];
        best[0].score = 0;
        for from in 0..letters.len() {
            let score = best[from].score;
            if score == i64::MIN {
                continue;
            }
            let mut offer = |length: usize, rule: Option<&'static str>| {
                let to = &mut best[from + length];
                // A letter that no rule speaks of counts nothing, a mark of start or end does.
                let bare = rule.is_none() && !is_mark(letters[from]);
                let weight = score + (length * length) as i64 - i64::from(bare);
                if weight > to.score {
                    *to = Step { score: weight, from, rule };
                }
            };
            offer(1, None);
            for length in 1..=self.longest.min(letters.len() - from) {
                if let Some(rule) = self.rule(&letters[from..from + length]) {
                    offer(length, Some(rule));
                }
            }
        }
        let mut pieces = Vec::new();
        let mut at = letters.len();
        while at > 0 {
            let step = best[at];
            pieces.push(match step.rule {
                Some(rule) => self.rules[rule].iter().map(ToString::to_string).collect(),
                None => vec![letters[step.from..at].iter().filter(|c| !is_mark(**c)).collect()],
            });
            at = step.from;
        }
        pieces.reverse();
        pieces
    }

    /// The rule for exactly these letters. A long ending of a last word serves for a word in front of another too.
    fn rule(&self, letters: &[char]) -> Option<&'static str> {
        let piece: String = letters.iter().collect();
        let found = self.rules.get_key_value(piece.as_str());
        let found = found.or_else(|| {
            let long = |least: usize| letters.len() >= least;
            let attributive = piece.strip_suffix('+').filter(|_| long(6));
            let ending = attributive.or_else(|| piece.strip_suffix('-').filter(|_| long(4)))?;
            self.rules.get_key_value(format!("{ending}$").as_str())
        });
        found.map(|(rule, _)| *rule)
    }

    /// Puts right what Russian spelling does not allow.
    fn spell(&self, reading: &str) -> String {
        let mut spelled = reading.to_owned();
        for (from, to) in &self.orthography {
            match from.strip_suffix('$') {
                None => spelled = spelled.replace(from, to),
                Some(ending) => {
                    if let Some(stem) = spelled.strip_suffix(ending) {
                        spelled = format!("{stem}{to}");
                    }
                }
            }
        }
        spelled
    }
}

/// The start of a word, its end, its end before a space, its end before a hyphen.
fn is_mark(letter: char) -> bool {
    matches!(letter, '^' | '$' | '+' | '-')
}

/// All ways to choose one reading of each piece, those with fewer second choices first, without repetition.
fn combine(pieces: &[Vec<String>], finish: impl Fn(&str) -> String) -> Vec<String> {
    let mut ways: Vec<(usize, String)> = vec![(0, String::new())];
    for readings in pieces {
        let mut longer: Vec<(usize, String)> = Vec::with_capacity(ways.len() * readings.len());
        for (rank, start) in &ways {
            for (choice, reading) in readings.iter().enumerate() {
                longer.push((rank + choice, format!("{start}{reading}")));
            }
        }
        longer.sort_by_key(|(rank, _)| *rank);
        longer.truncate(4 * LIMIT);
        ways = longer;
    }
    let mut names: Vec<String> = Vec::new();
    for (_, way) in ways {
        let name = finish(&way);
        if !names.contains(&name) && names.len() < LIMIT {
            names.push(name);
        }
    }
    names
}

/// The word with a capital letter at its start.
pub fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;

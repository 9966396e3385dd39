//! Words beside a name that say what it is a name of.

use once_cell::sync::Lazy;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::normalization::Lower;

/// What a word beside a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Cue {
    City,
    Settlement,
    Village,
    /// Any settlement: населений пункт.
    Inhabited,
    Water,
    /// A bank or crossing, whose water is named next.
    Bank,
    Landform,
    Landmark,
    Pipeline,
    Street,
    Outlet,
    Organization,
    Unit,
    Weapon,
    Person,
    /// An office that is called by its place, or borne by a person: «мер Харкова», «мер Терехов».
    Office,
    /// What goes on in a town, said behind its name: «Суми під ударом». It tells the town from a word.
    Event,
    /// A participle that says what was done to a place, behind an auxiliary: "Lyman was liberated".
    Passive,
    /// A callsign or pseudonym.
    Callsign,
    /// A noun that an adjective before it qualifies: «у Білому домі».
    Qualified,
    /// A plant or administration behind the adjective of its town: «Лисичанський НПЗ», «Донецька ОВА».
    Area,
    /// A preposition, adverb or noun that only places follow, «біля», «північніше», «обстріл»; a participle behind them: «обстріляно».
    Near,
    /// A preposition that places follow, and much else.
    In,
    /// What is done to a place, or to others: «захопили», «взята».
    Held,
    Of,
}

/// The names of the cues in the table.
const CUES: &[(&str, Cue)] = &[
    ("city", Cue::City),
    ("settlement", Cue::Settlement),
    ("village", Cue::Village),
    ("inhabited", Cue::Inhabited),
    ("water", Cue::Water),
    ("bank", Cue::Bank),
    ("landform", Cue::Landform),
    ("landmark", Cue::Landmark),
    ("pipeline", Cue::Pipeline),
    ("street", Cue::Street),
    ("outlet", Cue::Outlet),
    ("organization", Cue::Organization),
    ("unit", Cue::Unit),
    ("weapon", Cue::Weapon),
    ("person", Cue::Person),
    ("office", Cue::Office),
    ("callsign", Cue::Callsign),
    ("event", Cue::Event),
    ("passive", Cue::Passive),
    ("qualified", Cue::Qualified),
    ("area", Cue::Area),
    ("near", Cue::Near),
    ("in", Cue::In),
    ("held", Cue::Held),
    ("of", Cue::Of),
];

/// A set of cues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Cues(u32);

impl Cues {
    pub(super) const NONE: Cues = Cues(0);

    pub(super) const fn of(cues: &[Cue]) -> Cues {
        let mut bits = 0;
        let mut number = 0;
        while number < cues.len() {
            bits |= 1 << cues[number] as u32;
            number += 1;
        }
        Cues(bits)
    }

    pub(super) fn contains(self, cue: Cue) -> bool {
        self.intersects(Cues::of(&[cue]))
    }

    pub(super) fn intersects(self, others: Cues) -> bool {
        self.0 & others.0 != 0
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn intersection(self, others: Cues) -> Cues {
        Cues(self.0 & others.0)
    }

    pub(super) const fn union(self, others: Cues) -> Cues {
        Cues(self.0 | others.0)
    }
}

/// What a word says of a name that it stands beside.
#[derive(Clone, Copy, Debug, Default)]
struct Says {
    before: Cues,
    after: Cues,
    /// Whether it is too common to be a name for its capital alone.
    is_stopword: bool,
}

/// Words of both tables, for which there is room at once.
const WORDS: usize = 3_000;

static SAYS: Lazy<FxHashMap<&'static [u8], Says>> = Lazy::new(|| {
    let mut table: FxHashMap<&'static [u8], Says> = FxHashMap::with_capacity_and_hasher(WORDS, FxBuildHasher);
    for line in rows(include_str!("cues.tsv")) {
        let mut cells = line.split('\t');
        let (Some(name), Some(side), Some(words)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let Some((_, cue)) = CUES.iter().find(|(known, _)| *known == name) else { continue };
        for word in words.split(' ') {
            let says = table.entry(word.as_bytes()).or_default();
            let cues = if side == "before" { &mut says.before } else { &mut says.after };
            *cues = cues.union(Cues::of(&[*cue]));
        }
    }
    for words in rows(include_str!("stopwords.tsv")).skip(1).filter_map(|line| line.split_once('\t')) {
        for word in words.1.split(' ') {
            table.entry(word.as_bytes()).or_default().is_stopword = true;
        }
    }
    table
});

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

fn says(word: &Lower) -> Says {
    SAYS.get(word.as_bytes()).copied().unwrap_or_default()
}

/// What a word before a name says.
pub(super) fn before(word: &Lower) -> Cues {
    says(word).before
}

/// What a word behind a name says.
pub(super) fn after(word: &Lower) -> Cues {
    says(word).after
}

/// Whether a word is too common to be a name for its capital alone.
pub(super) fn is_stopword(word: &Lower) -> bool {
    says(word).is_stopword
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_a_known_cue_on_a_side() {
        for line in include_str!("cues.tsv").lines().filter(|line| !line.starts_with('#')).skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 3, "{line}");
            let mut words: Vec<&str> = cells[2].split(' ').collect();
            words.sort_unstable();
            assert!(words.windows(2).all(|pair| pair[0] != pair[1] && !pair[0].is_empty()), "{line}");
            assert!(CUES.iter().any(|(name, _)| *name == cells[0]), "{line}");
            assert!(matches!(cells[1], "before" | "after"), "{line}");
        }
    }

    #[test]
    fn words_say_what_a_name_is_of() {
        assert_eq!(before(&Lower::of("River")), Cues::of(&[Cue::Water]));
        assert!(before(&Lower::of("під")).contains(Cue::Near));
        assert!(after(&Lower::of("city")).contains(Cue::City));
        assert!(before(&Lower::of("Lyman")).is_empty());
        assert!(is_stopword(&Lower::of("The")) && !is_stopword(&Lower::of("Lyman")));
    }
}

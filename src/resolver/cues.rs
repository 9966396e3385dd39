//! Words beside a name that say what it is a name of.

use std::collections::{HashMap, HashSet};

use once_cell::sync::Lazy;

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
    /// A plant or administration behind the adjective of its town: «Лисичанський НПЗ», «Донецька ОВА».
    Area,
    /// A preposition or adverb that only places follow.
    Near,
    /// A preposition that places follow, and much else.
    In,
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
    ("area", Cue::Area),
    ("near", Cue::Near),
    ("in", Cue::In),
    ("of", Cue::Of),
];

#[derive(Default)]
struct Tables {
    before: HashMap<&'static str, Vec<Cue>>,
    after: HashMap<&'static str, Vec<Cue>>,
}

static TABLES: Lazy<Tables> = Lazy::new(|| {
    let mut tables = Tables::default();
    for line in include_str!("cues.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(name), Some(side), Some(words)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let Some((_, cue)) = CUES.iter().find(|(known, _)| *known == name) else { continue };
        let table = if side == "before" { &mut tables.before } else { &mut tables.after };
        for word in words.split(' ') {
            let cues = table.entry(word).or_default();
            if !cues.contains(cue) {
                cues.push(*cue);
            }
        }
    }
    tables
});

/// What a lower-case word before a name says.
pub(super) fn before(word: &str) -> &'static [Cue] {
    TABLES.before.get(word).map_or(&[], Vec::as_slice)
}

/// What a lower-case word behind a name says.
pub(super) fn after(word: &str) -> &'static [Cue] {
    TABLES.after.get(word).map_or(&[], Vec::as_slice)
}

static STOPWORDS: Lazy<HashSet<&'static str>> = Lazy::new(|| {
    include_str!("stopwords.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(_, words)| words.split(' '))
        .collect()
});

/// Whether a lower-case word is too common to be a name for its capital alone.
pub(super) fn is_stopword(word: &str) -> bool {
    STOPWORDS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_a_known_cue_on_a_side() {
        for line in include_str!("cues.tsv").lines().filter(|line| !line.starts_with('#')).skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 3, "{line}");
            assert!(CUES.iter().any(|(name, _)| *name == cells[0]), "{line}");
            assert!(matches!(cells[1], "before" | "after"), "{line}");
        }
    }

    #[test]
    fn words_say_what_a_name_is_of() {
        assert_eq!(before("river"), [Cue::Water]);
        assert!(before("під").contains(&Cue::Near));
        assert!(after("city").contains(&Cue::City));
        assert!(before("Lyman").is_empty());
    }
}

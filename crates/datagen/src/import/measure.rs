//! How often a Russian name made by rule is the attested one.
//!
//! Pairs are the source's own that pass [`attested`], which does not know the rules. ё and е count as one letter,
//! a hyphen as a space. The fifth whose code ends in 0 or 5 was not looked at when rules were made, and gives no names to
//! namesakes either.

use std::path::Path;

use anyhow::Result;

use super::evidence::{Namesakes, heard};
use super::key::is_cyrillic;
use super::russian::{Russian, attested, fold};
use super::source;

/// Pairs, and how many of them came out right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pairs: usize,
    first: usize,
    heard: usize,
    any: usize,
}

impl Score {
    fn print(&self, what: &str) {
        let share = |n: usize| n as f64 / self.pairs.max(1) as f64;
        println!(
            "{what}: {} pairs; rules alone {:.3}; with Latin spellings {:.3}; with those of namesakes and the second reading {:.3}",
            self.pairs,
            share(self.first),
            share(self.heard),
            share(self.any)
        );
    }
}

/// Prints the scores on all pairs and on those held out.
///
/// # Errors
///
/// The table of settlements cannot be read.
pub fn run(sources: &Path, errors: bool) -> Result<()> {
    let settlements = source::settlements(&sources.join("settlements.tsv"))?;
    let russian = Russian::new()?;
    let (mut all, mut held_out, mut noise) = (Score::default(), Score::default(), 0);
    let attested_of = |row: &source::Settlement| attested(&row.name_uk, &row.name_ru);
    let is_held_out = |row: &source::Settlement| row.katottg.ends_with(['0', '5']);
    let rows = || settlements.lines.iter().map(|line| &line.row);
    let others: Vec<(&str, String)> = rows()
        .filter(|row| !is_held_out(row))
        .filter_map(|row| Some((row.name_uk.as_str(), attested_of(row)?)))
        .collect();
    let namesakes = Namesakes::new(others.iter().map(|(uk, ru)| (*uk, ru.as_str())));
    for row in rows().filter(|row| !row.name_ru.is_empty()) {
        let Some(wanted) = attested_of(row) else {
            noise += 1;
            continue;
        };
        let readings = russian.derive(&row.name_uk);
        let right = |name: &String| fold(name) == fold(&wanted);
        let latin: Vec<String> = row.alternates().into_iter().filter(|name| !is_cyrillic(name)).collect();
        let best = heard(&row.name_uk, &readings, &latin).unwrap_or_else(|| readings[0].clone());
        let known: Vec<String> = namesakes.of(&row.name_uk).map(str::to_owned).collect();
        let is_held_out = is_held_out(row);
        for score in [Some(&mut all), is_held_out.then_some(&mut held_out)].into_iter().flatten() {
            score.pairs += 1;
            score.first += usize::from(right(&readings[0]));
            score.heard += usize::from(right(&best));
            score.any += usize::from(right(&best) || known.iter().chain(readings.iter().take(2)).any(right));
        }
        if errors && !right(&best) && !is_held_out {
            println!("{}\t{best}\t{wanted}", row.name_uk);
        }
    }
    println!("left out as not Russian: {noise}");
    all.print("all");
    held_out.print("held out");
    Ok(())
}

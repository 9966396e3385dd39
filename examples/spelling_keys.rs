//! How far the spelling keys tell names apart, and which dictionary words share one with a name.
//!
//! `cargo run --release --example spelling_keys -- NAMES.tsv [WORDS.txt]`, where the table has the columns `name_uk`
//! and `name_ru` (`|` between several) and the list, if given, one lower-case word a line.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ua_gazetteer::Language::{Russian, Ukrainian};
use ua_gazetteer::romanization::{romanize, skeleton_key, spelling_key, systems, variants};

type Key = fn(&str) -> String;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let table = std::fs::read_to_string(arguments.next().ok_or("expected a table of names")?)?;
    let words = arguments.next().map(std::fs::read_to_string).transpose()?.unwrap_or_default();
    let words: BTreeSet<&str> = words
        .lines()
        .filter(|word| word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_lowercase()))
        .collect();
    let names = names(&table).ok_or("expected the columns name_uk and name_ru")?;
    println!("{} names, {} words", names.len(), words.len());
    for (label, key) in [("spelling key", spelling_key as Key), ("skeleton key", skeleton_key)] {
        let by_kmu = collect(names.keys().map(|name| (*name, key(&romanize(name, &systems()[0])))));
        report(&format!("{label} of the KMU 2010 spelling"), &by_kmu);
        let spellings = names.iter().flat_map(|(name, russian)| {
            let russian = russian.iter().flat_map(|name| variants(name, Russian));
            let all: BTreeSet<String> = variants(name, Ukrainian)
                .into_iter()
                .chain(russian)
                .map(|variant| key(&variant.text))
                .collect();
            all.into_iter().map(|key| (*name, key))
        });
        let by_all = collect(spellings);
        report(&format!("{label} of all spellings"), &by_all);
        let mut lengths: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for word in &words {
            let key = key(word);
            let (shared, all) = lengths.entry(key.len()).or_default();
            *all += 1;
            *shared += usize::from(by_all.contains_key(&key));
        }
        for (length, (shared, all)) in lengths.range(3..=10) {
            println!("  keys of {length} letters: {shared} of {all} words, {:.2} %", percent(*shared, *all));
        }
    }
    Ok(())
}

/// The Russian names of each Ukrainian one.
fn names(table: &str) -> Option<BTreeMap<&str, BTreeSet<&str>>> {
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next()?.split('\t').collect();
    let column = |name| header.iter().position(|column| *column == name);
    let (uk, ru) = (column("name_uk")?, column("name_ru")?);
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let russian = cells.get(ru)?.split('|').filter(|name| !name.is_empty());
        names.entry(cells.get(uk)?).or_default().extend(russian);
    }
    Some(names)
}

fn collect<'n>(keys: impl Iterator<Item = (&'n str, String)>) -> HashMap<String, BTreeSet<&'n str>> {
    let mut names: HashMap<String, BTreeSet<&str>> = HashMap::new();
    for (name, key) in keys {
        names.entry(key).or_default().insert(name);
    }
    names
}

fn report(label: &str, keys: &HashMap<String, BTreeSet<&str>>) {
    let total: usize = keys.values().map(BTreeSet::len).sum();
    let most = keys.iter().max_by_key(|(key, names)| (names.len(), std::cmp::Reverse(key.as_str())));
    if let Some((key, names)) = most {
        println!(
            "{label}: {} keys, {:.2} names a key, at most {} ({key})",
            keys.len(),
            total as f64 / keys.len() as f64,
            names.len()
        );
    }
}

fn percent(part: usize, all: usize) -> f64 {
    100.0 * part as f64 / all as f64
}

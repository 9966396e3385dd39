//! The Russian name of a place: attested, or made by rules and told apart by the place's other spellings.
//!
//! In this order: an attested name that is one of the rules' readings; the likeliest reading whose sound a Latin
//! spelling bears out («Volkovo» stands for Волково, not for the Ukrainian Вовкове); an attested name that passes
//! [`attested`]; the likeliest reading. What its namesakes are called stands beside it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::key::{is_cyrillic, key, similarity};
use super::names::language::{Language, of_cyrillic};
use super::russian::{Russian, attested, fold, title};

/// A Russian name and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct RussianName {
    /// The name.
    pub name: String,
    /// Made by rules, not attested.
    pub derived: bool,
    /// Another reading of the rules, where nothing tells which is right.
    pub second: Option<String>,
}

/// The Russian name for a Ukrainian one.
pub fn choose(russian: &Russian, uk: &str, name_ru: &str, alternates: &[String]) -> RussianName {
    let readings = russian.derive(uk);
    let given = attested(uk, name_ru);
    let others =
        alternates.iter().filter(|name| is_cyrillic(name) && of_cyrillic(name) != Language::Ukrainian);
    let others: Vec<String> = others.filter_map(|name| attested(uk, name)).collect();
    let known = |name: String| RussianName { name, derived: false, second: None };

    // A reading that stands in the source is attested, whatever else stands there.
    let cyrillic = alternates.iter().filter(|name| is_cyrillic(name));
    for candidate in std::iter::once(name_ru).chain(cyrillic.map(String::as_str)) {
        if readings.iter().any(|reading| fold(reading) == fold(candidate)) {
            return known(title(candidate));
        }
    }
    let borne_out = heard(uk, &readings, alternates);
    if let Some(candidate) = given {
        // A slip of the pen («Олександирвка») gives way to a reading that the Latin spellings bear out.
        let own = key(&candidate);
        if borne_out.is_none() || alternates.iter().any(|name| key(name) == own) {
            return known(candidate);
        }
    }
    if let Some(reading) = borne_out {
        return RussianName { name: reading, derived: true, second: None };
    }
    let near = |name: &&String| readings.iter().any(|reading| similarity(&key(reading), &key(name)) >= 0.75);
    if let Some(candidate) = others.iter().find(near) {
        return known(candidate.clone());
    }
    let mut readings = readings.into_iter();
    let name = readings.next().unwrap_or_else(|| uk.to_owned());
    RussianName { name, derived: true, second: readings.next() }
}

/// Attested Russian names by the Ukrainian name that they stand for: what one Василівка is called, another may be.
#[derive(Debug, Default)]
pub struct Namesakes(HashMap<String, Vec<String>>);

/// The share of the commonest form that another must have, lest a slip of the source (Федеровка) spread.
const LEAST_SHARE: usize = 10;

impl Namesakes {
    /// Of pairs of a Ukrainian and an attested Russian name.
    pub fn new<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut counts: BTreeMap<&str, BTreeMap<String, BTreeMap<&str, usize>>> = BTreeMap::new();
        for (uk, ru) in pairs {
            *counts.entry(uk).or_default().entry(fold(ru)).or_default().entry(ru).or_default() += 1;
        }
        // Forms that differ by ё and hyphen only are one, written as most write it.
        let forms = |forms: BTreeMap<String, BTreeMap<&str, usize>>| {
            let mut forms: Vec<(usize, &str)> = forms
                .into_values()
                .filter_map(|spellings| {
                    let sum = spellings.values().sum();
                    let best = spellings.into_iter().max_by_key(|&(name, count)| (count, name))?;
                    Some((sum, best.0))
                })
                .collect();
            forms.sort_by_key(|&(count, name)| (std::cmp::Reverse(count), name));
            let most = forms.first().map_or(0, |form| form.0);
            forms.retain(|&(count, _)| count * LEAST_SHARE >= most);
            forms.into_iter().map(|(_, name)| name.to_owned()).collect()
        };
        Namesakes(counts.into_iter().map(|(uk, counts)| (uk.to_owned(), forms(counts))).collect())
    }

    /// The forms of a Ukrainian name, the commonest first.
    pub fn of(&self, uk: &str) -> impl Iterator<Item = &str> {
        self.0.get(uk).into_iter().flatten().map(String::as_str)
    }
}

/// The first reading that a Latin spelling bears out and that is not just the Ukrainian name.
pub fn heard(uk: &str, readings: &[String], alternates: &[String]) -> Option<String> {
    let spellings: HashSet<String> =
        alternates.iter().filter(|name| !is_cyrillic(name)).map(|name| key(name)).collect();
    let own = key(uk);
    let found = readings.iter().find(|reading| {
        let sound = key(reading);
        sound != own && spellings.contains(&sound)
    });
    found.cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_namesakes_stand_by_how_many_bear_them() {
        let mut pairs = vec![("Федорівка", "Фёдоровка"); 11];
        pairs.extend([("Федорівка", "Федеровка"), ("Василівка", "Василевка")]);
        pairs.extend([("Василівка", "Васильевка"), ("Василівка", "Васильевка")]);
        let namesakes = Namesakes::new(pairs.into_iter());
        for (uk, wanted) in
            [("Федорівка", &["Фёдоровка"][..]), ("Василівка", &["Васильевка", "Василевка"]), ("Бахмут", &[])]
        {
            assert_eq!(namesakes.of(uk).collect::<Vec<_>>(), wanted, "{uk}");
        }
    }

    #[test]
    fn attested_names_go_before_derived_ones() {
        let russian = Russian::new().expect("rules");
        for (uk, given, alternates, wanted, derived) in [
            ("Запоріжжя", "Запарожжа", &["Запорожье", "Zaporozhye"][..], "Запорожье", false),
            ("Дніпро", "Днипро", &["Днепр", "Днепропетровск"], "Днепр", false),
            ("Вовкове", "", &["Volkovo"], "Волково", true),
            ("Берестин", "Бэрэстын", &["Красноград"], "Берестин", true),
            ("Бахмут", "Бахмут", &[], "Бахмут", false),
        ] {
            let alternates: Vec<String> = alternates.iter().map(ToString::to_string).collect();
            let name = choose(&russian, uk, given, &alternates);
            assert_eq!((name.name.as_str(), name.derived), (wanted, derived), "{uk}");
        }
    }
}

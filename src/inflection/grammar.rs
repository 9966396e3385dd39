//! The tables of a language, read once.

use std::collections::HashMap;

use once_cell::sync::Lazy;

use super::pattern::Pattern;
use super::{Case, Language};

/// Gender, or the plural of names that have no singular: what an adjective agrees in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Masculine,
    Feminine,
    Neuter,
    Plural,
}

/// The endings of one declension.
#[derive(Debug)]
pub(super) struct Declension {
    /// The part of its name before the dot: adjectives of one family differ in gender only.
    pub(super) family: String,
    pub(super) gender: Gender,
    /// The nominative ending of an adjective; nouns keep the one they come with.
    pub(super) nominative: String,
    /// Whether its words are adjectives by form (`Лозова`, `Мирний`).
    pub(super) adjectival: bool,
    /// Endings of the six oblique cases, in the order of [`Case::ALL`] without the nominative; `=` stands for the nominative itself.
    endings: [Vec<String>; 6],
}

impl Declension {
    /// The endings of an oblique case, the likeliest first.
    pub(super) fn endings(&self, case: Case) -> &[String] {
        match (case as usize).checked_sub(1) {
            Some(index) => &self.endings[index],
            None => &[],
        }
    }
}

/// What a row of the noun table says about a word: its stem, its declension.
#[derive(Debug)]
pub(super) struct Reading {
    /// What takes the place of the letters after the bar of the pattern.
    pub(super) stem: String,
    pub(super) declension: String,
    /// Genitive plural endings that replace the declension's, as they take the place of the letters after the bar.
    pub(super) genitive: Vec<String>,
}

/// A pattern and its readings, the likeliest first.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) pattern: Pattern,
    pub(super) readings: Vec<Reading>,
}

/// An adjective beside a noun: `Часів` in `Часів Яр`.
#[derive(Debug)]
pub(super) struct Agreement {
    pub(super) row: Row,
    pub(super) gender: Gender,
    /// Whether the ending is so plainly an adjective's that it also agrees with a noun before it (`Зоря Перша`).
    pub(super) after_noun: bool,
}

/// A row of the table of relational adjectives.
#[derive(Debug)]
pub(super) struct Derivation {
    pub(super) pattern: Pattern,
    pub(super) suffixes: Vec<String>,
}

/// All tables of one language.
#[derive(Debug)]
pub(super) struct Grammar {
    pub(super) declensions: HashMap<String, Declension>,
    pub(super) nouns: Vec<Row>,
    pub(super) agreement: Vec<Agreement>,
    pub(super) derivations: Vec<Derivation>,
    /// Endings of the first member of a compound adjective (`Біла` gives `біло-`).
    pub(super) linking: Vec<Derivation>,
    /// Words after which a name no longer declines (`на`, `імені`).
    pub(super) stops: Vec<String>,
    /// First parts of hyphenated names that never decline (`Нью`, `Усть`).
    fixed: Vec<String>,
}

static UKRAINIAN: Lazy<Grammar> = Lazy::new(|| {
    Grammar::read(
        include_str!("tables/uk_endings.tsv"),
        include_str!("tables/uk_nouns.tsv"),
        include_str!("tables/uk_agreement.tsv"),
        include_str!("tables/uk_relational.tsv"),
    )
    .expect("the embedded tables are well formed: the test `tables_are_well_formed` reads them")
});

static RUSSIAN: Lazy<Grammar> = Lazy::new(|| {
    Grammar::read(
        include_str!("tables/ru_endings.tsv"),
        include_str!("tables/ru_nouns.tsv"),
        include_str!("tables/ru_agreement.tsv"),
        include_str!("tables/ru_relational.tsv"),
    )
    .expect("the embedded tables are well formed: the test `tables_are_well_formed` reads them")
});

impl Grammar {
    /// The tables of a language, if it declines.
    pub(super) fn of(language: Language) -> Option<&'static Grammar> {
        match language {
            Language::English => None,
            Language::Ukrainian => Some(&UKRAINIAN),
            Language::Russian => Some(&RUSSIAN),
        }
    }

    fn read(endings: &str, nouns: &str, agreement: &str, relational: &str) -> Result<Grammar, String> {
        let declensions = rows(endings).map(declension).collect::<Result<HashMap<_, _>, _>>()?;
        let nouns = rows(nouns).map(|cells| noun(&cells)).collect::<Result<Vec<_>, _>>()?;
        let mut grammar = Grammar {
            declensions,
            nouns,
            agreement: Vec::new(),
            derivations: Vec::new(),
            linking: Vec::new(),
            stops: Vec::new(),
            fixed: Vec::new(),
        };
        for cells in rows(agreement) {
            match cells[..] {
                ["stop", words, ..] => grammar.stops.extend(words.split(' ').map(str::to_owned)),
                ["fixed", words, ..] => grammar.fixed.extend(words.split(' ').map(str::to_owned)),
                [gender, place, ref row @ ..] => grammar.agreement.push(Agreement {
                    row: noun(row)?,
                    gender: gender_of(gender)?,
                    after_noun: place == "both",
                }),
                _ => return Err(format!("short row: {cells:?}")),
            }
        }
        for cells in rows(relational) {
            let [kind, pattern, suffixes, ..] = cells[..] else {
                return Err(format!("short row: {cells:?}"));
            };
            let pattern = Pattern::parse(pattern).ok_or_else(|| format!("bad pattern {pattern:?}"))?;
            let suffixes = suffixes.split('/').map(|suffix| suffix.replace('-', "")).collect();
            match kind {
                "adjective" => grammar.derivations.push(Derivation { pattern, suffixes }),
                "linking" => grammar.linking.push(Derivation { pattern, suffixes }),
                other => return Err(format!("unknown kind {other:?}")),
            }
        }
        grammar.check()?;
        Ok(grammar)
    }

    /// Whether a first part never declines.
    pub(super) fn is_fixed(&self, first: &str) -> bool {
        let first = first.to_lowercase();
        self.fixed.contains(&first)
    }

    /// The declensions of a family of adjectives: masculine, feminine, neuter, plural.
    pub(super) fn family(&self, family: &str) -> impl Iterator<Item = &Declension> {
        ["m", "f", "n", "p"]
            .into_iter()
            .filter_map(move |gender| self.declensions.get(&format!("{family}.{gender}")))
    }

    /// Every reading names a declension that exists.
    fn check(&self) -> Result<(), String> {
        let rows = self.nouns.iter().chain(self.agreement.iter().map(|agreement| &agreement.row));
        match rows
            .flat_map(|row| &row.readings)
            .find(|reading| !self.declensions.contains_key(&reading.declension))
        {
            Some(reading) => Err(format!("unknown declension {:?}", reading.declension)),
            None => Ok(()),
        }
    }
}

/// The cells of each row that is neither empty nor a comment.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}

fn gender_of(cell: &str) -> Result<Gender, String> {
    Ok(match cell {
        "m" => Gender::Masculine,
        "f" => Gender::Feminine,
        "n" => Gender::Neuter,
        "p" => Gender::Plural,
        other => return Err(format!("unknown gender {other:?}")),
    })
}

/// `id kind nom gen dat acc ins loc voc …`, where the id is `family.gender`; variants stand with `/` between them, `-` is the bare stem, `.` no form.
fn declension(cells: Vec<&str>) -> Result<(String, Declension), String> {
    let [id, kind, nominative, genitive, dative, accusative, instrumental, locative, vocative, ..] =
        cells[..]
    else {
        return Err(format!("short row: {cells:?}"));
    };
    let Some((family, gender)) = id.split_once('.') else { return Err(format!("no gender in {id:?}")) };
    let endings = [genitive, dative, accusative, instrumental, locative, vocative].map(|cell| {
        cell.split('/').filter(|&ending| ending != ".").map(|ending| ending.replace('-', "")).collect()
    });
    let declension = Declension {
        family: family.to_owned(),
        gender: gender_of(gender)?,
        nominative: nominative.replace('-', ""),
        adjectival: kind == "adjective",
        endings,
    };
    Ok((id.to_owned(), declension))
}

/// `pattern readings …`, where a reading is `stem:declension` or `stem:declension:genitive,genitive`.
fn noun(cells: &[&str]) -> Result<Row, String> {
    let [pattern, readings, ..] = cells else { return Err(format!("short row: {cells:?}")) };
    let pattern = Pattern::parse(pattern).ok_or_else(|| format!("bad pattern {pattern:?}"))?;
    let readings = readings.split(' ').map(|reading| {
        let mut fields = reading.split(':');
        let (Some(stem), Some(declension)) = (fields.next(), fields.next()) else {
            return Err(format!("bad reading {reading:?}"));
        };
        let genitive = fields.next().map(|list| list.split(',').map(|form| form.replace('-', "")).collect());
        Ok(Reading {
            stem: stem.replace('-', ""),
            declension: declension.to_owned(),
            genitive: genitive.unwrap_or_default(),
        })
    });
    Ok(Row { pattern, readings: readings.collect::<Result<_, _>>()? })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_well_formed() {
        for language in [Language::Ukrainian, Language::Russian] {
            let grammar = Grammar::of(language).unwrap();
            assert!(grammar.nouns.len() > 50 && grammar.derivations.len() > 20);
        }
        assert!(Grammar::of(Language::English).is_none());
    }

    #[test]
    fn bad_tables_are_refused() {
        assert!(declension(vec!["x", "noun", "m", "а"]).is_err());
        assert!(noun(&["а", "-:x"]).is_err());
        assert!(Grammar::read("", "|а\t-:missing", "", "").unwrap_err().contains("missing"));
    }
}

//! hostilities.tsv: the ministry's register, with the settlements that a wider row leaves out as codes.

use std::collections::{HashMap, HashSet};

use anyhow::{Context, Result, anyhow};
use serde::Deserialize;

use super::sources::{Hostility, Settlement, Sources};
use super::{by_hand, names};
use crate::table::{HostilityRow, Line, Table};

/// Where the register itself errs: an entry of `except_uk` as it stands, and what it means.
#[derive(Clone, Debug, Deserialize)]
struct Erratum {
    katottg: String,
    entry: String,
    /// Codes, `|` between them; none where the entry leaves no settlement out.
    codes: String,
}

/// Words that begin an entry: the type of a settlement.
const TYPES: [&str; 6] = ["с. ", "с-ще ", "с-ще. ", "м. ", "c. ", "с-ща "];

const STATUSES: [&str; 4] = ["possible", "active", "active_state_services", "occupied"];

/// What the rows are resolved against.
struct Codes<'a> {
    /// Every code of the codifier of today.
    all: HashSet<&'a str>,
    /// Settlements by name.
    named: HashMap<String, Vec<&'a Settlement>>,
    errata: HashMap<(String, String), String>,
}

pub(crate) fn import(sources: &Sources) -> Result<Vec<HostilityRow>> {
    let units = sources.admin.lines.iter().map(|line| line.row.katottg.as_str());
    let settlements = sources.settlements.lines.iter().map(|line| &line.row);
    resolved(&sources.hostilities, units, settlements)
}

/// The rows of the register, resolved against the codes of units and settlements.
pub(super) fn resolved<'a>(
    register: &Table<Hostility>,
    units: impl Iterator<Item = &'a str>,
    settlements: impl Iterator<Item = &'a Settlement>,
) -> Result<Vec<HostilityRow>> {
    let errata = include_str!("tables/hostilities_errata.tsv");
    let errata = by_hand::embedded_lines::<Erratum>(errata, "tables/hostilities_errata.tsv")?;
    let errata =
        errata.into_iter().map(|line| ((line.row.katottg, line.row.entry), line.row.codes)).collect();
    let mut all: HashSet<&str> = units.collect();
    let mut named: HashMap<String, Vec<&Settlement>> = HashMap::new();
    for settlement in settlements {
        all.insert(settlement.katottg.as_str());
        named.entry(names::clean(&settlement.name_uk)).or_default().push(settlement);
    }
    let codes = Codes { all, named, errata };
    let mut rows = Vec::with_capacity(register.lines.len());
    for Line { number, row } in &register.lines {
        rows.push(resolve(row, &codes).map_err(|what| register.error(*number, format!("{what:#}")))?);
    }
    rows.sort_by(|a, b| (&a.place, a.from, &a.status, a.to).cmp(&(&b.place, b.from, &b.status, b.to)));
    rows.dedup();
    Ok(rows)
}

/// One row with its names resolved and its dates read.
fn resolve(row: &Hostility, codes: &Codes) -> Result<HostilityRow> {
    if !codes.all.contains(row.katottg.as_str()) {
        return Err(anyhow!("{} is not a code of the codifier", row.katottg));
    }
    if !STATUSES.contains(&row.status.as_str()) {
        return Err(anyhow!("`{}` is not a status", row.status));
    }
    let date = |text: &str| text.parse().with_context(|| format!("`{text}` is not a date"));
    let from: jiff::civil::Date = date(&row.from)?;
    let to: Option<jiff::civil::Date> = if row.to.is_empty() { None } else { Some(date(&row.to)?) };
    if to.is_some_and(|to| to < from) {
        return Err(anyhow!("ends on {} before it begins on {}", row.to, row.from));
    }
    let mut except = Vec::new();
    for part in row.except_uk.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        match codes.errata.get(&(row.katottg.clone(), part.to_owned())) {
            Some(known) => except.extend(names::parts(known).map(str::to_owned)),
            None => {
                for entry in entries(part) {
                    except.push(excepted(entry, row, codes)?);
                }
            }
        }
    }
    except.sort();
    except.dedup();
    Ok(HostilityRow {
        place: row.katottg.clone(),
        except: except.join("|"),
        status: row.status.clone(),
        from,
        to,
    })
}

/// The entries between two commas: here and there only the next type word parts them.
fn entries(part: &str) -> Vec<&str> {
    let mut entries = Vec::new();
    let mut rest = part;
    while let Some(cut) = next_type(rest) {
        let entry = rest[..cut].trim();
        entries.push(entry.strip_suffix(" та").unwrap_or(entry));
        rest = &rest[cut..];
    }
    entries.push(rest.trim());
    entries
}

/// Where in an entry, after its own type word, another one begins outside brackets.
fn next_type(entry: &str) -> Option<usize> {
    let end = entry.find('(').unwrap_or(entry.len());
    TYPES.iter().filter_map(|word| entry[..end].find(&format!(" {word}")).map(|at| at + 1)).min()
}

/// Code of the settlement that an entry names: by the code in it, or by name within the row's unit.
fn excepted(entry: &str, row: &Hostility, codes: &Codes) -> Result<String> {
    if let Some(code) = entry.split(['(', ')']).find(|part| part.starts_with("UA")) {
        let known = codes.all.contains(code);
        return known.then(|| code.to_owned()).ok_or_else(|| anyhow!("{code} is not a code of the codifier"));
    }
    let name = TYPES.iter().find_map(|word| entry.strip_prefix(word)).unwrap_or(entry);
    let name = names::clean(name);
    let within = prefix(&row.katottg);
    let inside = |settlement: &&&Settlement| settlement.katottg.starts_with(within);
    let found: Vec<&&Settlement> = codes.named.get(&name).into_iter().flatten().filter(inside).collect();
    match found[..] {
        [one] => Ok(one.katottg.clone()),
        _ => Err(anyhow!("`{entry}` names {} settlements of {}, one is due", found.len(), row.katottg)),
    }
}

/// What the codes of a unit's settlements begin with: `UA`, then two digits of the oblast, two of the raion, three of
/// the hromada, three of the settlement.
fn prefix(code: &str) -> &str {
    let end = match code.get(4..12) {
        Some("00000000") => 4,
        Some(rest) if rest.ends_with("000000") => 6,
        Some(rest) if rest.ends_with("000") => 9,
        _ => 12,
    };
    code.get(..end).unwrap_or(code)
}

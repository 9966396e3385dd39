//! `redirects.tsv`: codes of an earlier edition of the codifier and the codes of today.
//!
//! The source has no table of earlier codes. What can be had is a code that the register of hostilities uses and the codifier
//! has no more: it leads to the settlement or unit of the same name under the same start of code (nine signs for a
//! settlement, six for a hromada). In the sources of 2026-07 there is none, so the table has a header only.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::Report;
use super::source::{Settlement, Unit, plain};
use crate::table::{RedirectRow, Table};

#[derive(Debug, Deserialize)]
struct Mention {
    katottg: String,
    name_uk: String,
}

/// Writes the redirects.
///
/// # Errors
///
/// A file that cannot be read or written.
pub fn import(
    hostilities: &Path,
    settlements: &Table<Settlement>,
    units: &Table<Unit>,
    to: &Path,
    report: &mut Report,
) -> Result<()> {
    let today: Vec<(&str, &str)> = settlements
        .lines
        .iter()
        .map(|line| (line.row.katottg.as_str(), line.row.name_uk.as_str()))
        .chain(units.lines.iter().map(|line| (line.row.katottg.as_str(), line.row.name_uk.as_str())))
        .collect();
    let known: std::collections::HashSet<&str> = today.iter().map(|(code, _)| *code).collect();
    let mentions: Table<Mention> = Table::read(hostilities)?;
    let mut redirects = BTreeMap::new();
    for mention in
        mentions.lines.iter().map(|line| &line.row).filter(|row| !known.contains(row.katottg.as_str()))
    {
        match find(mention, &today) {
            Some(code) => {
                redirects.insert(mention.katottg.clone(), code.to_owned());
                report.count("redirects: by name and unit");
            }
            None => report
                .count(format!("redirects: no place of today for {} {}", mention.katottg, mention.name_uk)),
        }
    }
    let rows = redirects.into_iter().map(|(old, new)| RedirectRow { old, new });
    write(to, &rows.collect::<Vec<_>>())
}

/// The one place of today whose name is in the mention («с. Синьківка …») and whose code starts alike.
fn find<'a>(mention: &Mention, today: &[(&'a str, &str)]) -> Option<&'a str> {
    let words = plain(&mention.name_uk);
    let length = if mention.katottg.get(9..12) == Some("000") { 6 } else { 9 };
    let start = mention.katottg.get(..length)?;
    let fits = today.iter().filter(|(code, name)| code.starts_with(start) && words.contains(name));
    let longest = fits.clone().map(|(_, name)| name.len()).max()?;
    let mut best = fits.filter(|(_, name)| name.len() == longest);
    let found = best.next()?.0;
    best.next().is_none().then_some(found)
}

/// A table without rows still has its header.
fn write(path: &Path, rows: &[RedirectRow]) -> Result<()> {
    if rows.is_empty() {
        return std::fs::write(path, "old\tnew\n").with_context(|| path.display().to_string());
    }
    crate::table::write(path, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_code_leads_to_the_name_in_the_same_unit() {
        let today = [
            ("UA63080130130078227", "Синьківка"),
            ("UA63080130040020621", "Іванівка"),
            ("UA01", "Синьківка"),
        ];
        let mention = |code: &str, name: &str| Mention { katottg: code.into(), name_uk: name.into() };
        for (code, name, wanted) in [
            ("UA63080130990000001", "с. Синьківка", Some("UA63080130130078227")),
            ("UA63080130990000001", "с. Усеньківка", None),
            ("UA12080130990000001", "с. Синьківка", None),
        ] {
            assert_eq!(find(&mention(code, name), &today), wanted, "{code}");
        }
    }
}

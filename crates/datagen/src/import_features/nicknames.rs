//! nicknames.tsv: what oblasts and raions are called beside their official names (Полтавщина, Буковина, ДНР).

use anyhow::{Result, anyhow};
use serde::Deserialize;

use super::sources::Sources;
use super::{Output, by_hand, names};
use crate::table::{Line, PlaceRow};

/// A row of tables/nicknames.tsv.
#[derive(Clone, Debug, Deserialize)]
struct Nickname {
    /// Oblast, `oblast/raion` or `oblast/raion/hromada`, as the codifier names them.
    unit: String,
    /// `nickname`, `abbreviation`.
    sort: String,
    uk: String,
    en: String,
    ru: String,
}

pub(crate) fn import(sources: &Sources, output: &mut Output) -> Result<()> {
    let file = "tables/nicknames.tsv";
    for Line { number, row } in
        by_hand::embedded_lines::<Nickname>(include_str!("tables/nicknames.tsv"), file)?
    {
        let (oblast, rest) = row.unit.split_once('/').unwrap_or((&row.unit, ""));
        let code = rest
            .split('/')
            .filter(|name| !name.is_empty())
            .try_fold((sources.oblast(oblast), "P"), |(unit, level), name| {
                Some((sources.unit(unit?, level, name), "H"))
            })
            .and_then(|(code, _)| code);
        let code = code.ok_or_else(|| anyhow!("{file}:{number}: no unit `{}`", row.unit))?;
        let place = PlaceRow { id: code.to_owned(), ..PlaceRow::default() };
        for (field, language) in [(&row.uk, "uk"), (&row.en, "en"), (&row.ru, "ru")] {
            for name in names::parts(field) {
                output.name(&place, name, language, &row.sort, "by hand");
            }
        }
    }
    Ok(())
}

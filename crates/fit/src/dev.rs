//! The labelled development sets, where they are present: folders of `dev.jsonl` beside the repository.

use std::path::Path;

use anyhow::Context;
use jiff::civil::Date;
use serde::Deserialize;

use crate::text::{Gold, Text, TextLabel};

#[derive(Deserialize)]
struct Row {
    text: String,
    date: Option<String>,
    #[serde(default)]
    mentions: Vec<Mention>,
    mention: Option<Mention>,
    gold: Option<Point>,
    must_not_resolve_to: Option<Point>,
}

#[derive(Deserialize)]
struct Mention {
    start: usize,
    end: usize,
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    uncertain: bool,
    gold: Option<Point>,
}

#[derive(Clone, Deserialize)]
struct Point {
    lat: Option<f64>,
    lon: Option<f64>,
}

impl Point {
    fn at(&self) -> Option<(f64, f64)> {
        self.lat.zip(self.lon)
    }
}

/// The sets that are used, and whether every place of a text is labelled.
const SETS: [(&str, bool); 3] = [("bulletins", true), ("viina_checked", false), ("traps", false)];

/// The texts of all sets that are found in a folder.
///
/// # Errors
/// A set that cannot be read.
pub fn texts(folder: &Path) -> anyhow::Result<Vec<Text>> {
    let mut texts = Vec::new();
    for (set, is_exhaustive) in SETS {
        let path = folder.join(set).join("dev.jsonl");
        if !path.exists() {
            eprintln!("{}: not there, left out", path.display());
            continue;
        }
        let lines = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        for (number, line) in lines.lines().enumerate() {
            let row: Row =
                serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), number + 1))?;
            texts.push(text(row, set, is_exhaustive));
        }
    }
    Ok(texts)
}

fn text(row: Row, set: &'static str, is_exhaustive: bool) -> Text {
    let offset = |chars: usize| row.text.char_indices().nth(chars).map_or(row.text.len(), |(at, _)| at);
    let label =
        |mention: &Mention, gold: Gold| TextLabel { span: offset(mention.start)..offset(mention.end), gold };
    let mut labels: Vec<TextLabel> = row
        .mentions
        .iter()
        .map(|mention| {
            let is_settlement = mention.kind.as_deref() == Some("settlement");
            let at = mention.gold.as_ref().and_then(Point::at);
            let gold = match at {
                Some(at) if is_settlement && !mention.uncertain => Gold::Near(at),
                _ => Gold::Unknown,
            };
            label(mention, gold)
        })
        .collect();
    if let Some(mention) = &row.mention {
        let gold = match (&row.gold, &row.must_not_resolve_to) {
            (Some(point), _) => point.at().map_or(Gold::Unknown, Gold::Near),
            (_, Some(point)) => point.at().map_or(Gold::Unknown, Gold::NotNear),
            _ => Gold::Unknown,
        };
        labels.push(label(mention, gold));
    }
    Text { set, date: row.date.as_deref().and_then(day), labels, is_exhaustive, prior: None, text: row.text }
}

/// A day as `2023-11-26` or `20231126`.
fn day(text: &str) -> Option<Date> {
    text.parse().ok().or_else(|| Date::strptime("%Y%m%d", text).ok())
}

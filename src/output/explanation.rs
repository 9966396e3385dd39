//! What spoke for and against the places of a mention: records, and lines for people.

use anstyle::{AnsiColor, Color, Style};
use serde::{Deserialize, Serialize};

use super::record::probability;
use super::text::{FAINT, push};
use super::{MentionDetail, MentionRecord, UnitRecord};
use crate::Mention;
use crate::resolver::{Evidence, Explanation};

/// What spoke for and against a mention, where [`RecognizerBuilder::explain`](crate::RecognizerBuilder::explain) asked for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExplanationRecord {
    /// Whether the name is that of a place at all.
    pub name: SumRecord,
    /// Which place it is: one for the place of the mention, then one for each alternative, in the same order.
    pub candidates: Vec<SumRecord>,
}

/// What speaks for and against one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SumRecord {
    /// How likely it is: 0 to 1, four decimals.
    pub confidence: f64,
    /// What each kind of evidence adds, the strongest first.
    pub contributions: Vec<ContributionRecord>,
}

/// What one kind of evidence adds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContributionRecord {
    /// The name of the kind of evidence, as `docs/resolution.md` lists them.
    pub feature: String,
    /// What it says.
    pub phrase: String,
    /// Log-odds, three decimals: above zero for it, below against it.
    pub log_odds: f64,
}

impl ExplanationRecord {
    /// The record of a mention that is explained.
    pub(super) fn of(mention: &Mention<'_>) -> Option<Self> {
        let name = SumRecord::of(mention.plausibility()?, &[]);
        // The reasons for the place name what they speak of.
        let reasons = std::iter::once(mention.evidence()).chain(std::iter::repeat(&[][..]));
        let candidates =
            mention.explanation().iter().zip(reasons).map(|(sum, reasons)| SumRecord::of(sum, reasons));
        Some(ExplanationRecord { name, candidates: candidates.collect() })
    }
}

impl SumRecord {
    fn of(sum: &Explanation, reasons: &[Evidence<'_>]) -> Self {
        let contribution = |&(feature, log_odds): &(crate::resolver::Feature, f32)| ContributionRecord {
            feature: feature.as_str().to_owned(),
            phrase: reasons
                .iter()
                .find(|reason| reason.feature() == feature)
                .map_or_else(|| feature.phrase().to_owned(), ToString::to_string),
            log_odds: (f64::from(log_odds) * 1e3).round() / 1e3,
        };
        SumRecord {
            confidence: probability(sum.confidence()),
            contributions: sum.contributions().iter().map(contribution).collect(),
        }
    }
}

const FOR: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Green)));
const AGAINST: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Red)));
const TITLE: Style = Style::new().bold();

/// Appends lines below the row of a mention: whether it is a place, then each candidate.
pub(super) fn lines(mention: &MentionRecord, colour: bool, out: &mut Vec<u8>) {
    let MentionDetail::Place { place: Some(place), explanation: Some(explanation), alternatives, .. } =
        &mention.detail
    else {
        return;
    };
    sum("the name of a place", "", &explanation.name, colour, out);
    let best = (named(&place.name_uk, &place.name_en, [&place.raion, &place.oblast], &place.id), &place.id);
    let others = alternatives.iter().map(|other| {
        (named(&other.name_uk, &other.name_en, [&other.raion, &other.oblast], &other.id), &other.id)
    });
    for ((title, id), of_place) in std::iter::once(best).chain(others).zip(&explanation.candidates) {
        sum(&title, id, of_place, colour, out);
    }
}

/// A place by its names and units, of which it may be one itself.
fn named(uk: &str, en: &str, units: [&Option<UnitRecord>; 2], id: &str) -> String {
    let mut title = [uk, en].into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" / ");
    for (unit, noun) in units.into_iter().zip([" raion", ""]) {
        if let Some(unit) = unit.as_ref().filter(|unit| unit.id != id) {
            title.push_str(&format!(", {}{noun}", unit.name_en));
        }
    }
    title
}

/// Appends a title with its probability, and a line for each contribution.
fn sum(title: &str, id: &str, sum: &SumRecord, colour: bool, out: &mut Vec<u8>) {
    out.extend_from_slice(format!("    {:.2}  ", sum.confidence).as_bytes());
    push(title, TITLE, colour, out);
    if !id.is_empty() {
        out.push(b' ');
        push(id, FAINT, colour, out);
    }
    out.push(b'\n');
    if sum.contributions.is_empty() {
        out.extend_from_slice(b"                 ");
        push("nothing counts beside its noun", FAINT, colour, out);
        out.push(b'\n');
    }
    for contribution in &sum.contributions {
        let style = if contribution.log_odds < 0.0 { AGAINST } else { FOR };
        out.extend_from_slice(b"          ");
        push(&format!("{:>+6.2}", contribution.log_odds), style, colour, out);
        out.push(b' ');
        push(&contribution.phrase, Style::new(), colour, out);
        out.push(b'\n');
    }
}

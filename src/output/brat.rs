//! Mentions as standoff annotations of brat.

use std::borrow::Borrow;
use std::io::{self, Write};

use super::{MentionDetail, OffsetCounter, OffsetUnit};
use crate::entity::Detail;
use crate::gazetteer::{Place, PlaceId};
use crate::{Mention, MentionKind};

/// Writes the mentions of a text as the lines of a brat `.ann` file; the text itself belongs beside it, as `.txt`.
///
/// - `T1 TAB place 14 30 TAB Velyka Novosilka`: the kind, offsets in Unicode code points, the words. A mention that runs
///   over a line break has a fragment for each line, as brat wants.
/// - `N1 TAB Reference T1 KATOTTG:UA… TAB Велика Новосілка`: the place, or the anchor of a direction, or the settlement
///   nearest to coordinates; `GeoNames:…` and `Gazetteer:…` for places with other ids.
/// - `R1 TAB refers_to Arg1:T5 Arg2:T2`: a person who was named before. For this, the mentions must be all of their
///   document, in order.
/// - `#1 TAB AnnotatorNotes T3 TAB {"kind":"count","value":4,…}`: the values of the other kinds, as JSON.
///
/// # Errors
/// What the writer reports.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use ua_gazetteer::{Recognizer, output::write_brat};
/// let recognizer = Recognizer::builder().build();
/// let document = recognizer.recognize("Fighting near Velyka Novosilka.");
/// let mut out = Vec::new();
/// write_brat(document.text(), document.mentions(), &mut out)?;
/// assert_eq!(
///     String::from_utf8_lossy(&out),
///     "T1\tplace 14 30\tVelyka Novosilka\nN1\tReference T1 KATOTTG:UA14040010010027148\tВелика Новосілка\n"
/// );
/// # }
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_brat<'m>(
    text: &str,
    mentions: impl IntoIterator<Item = impl Borrow<Mention<'m>>>,
    mut out: impl Write,
) -> io::Result<()> {
    let mut offsets = OffsetCounter::new(text, OffsetUnit::Chars);
    let (mut references, mut relations, mut notes) = (0, 0, 0);
    for (position, mention) in mentions.into_iter().enumerate() {
        let (mention, number) = (mention.borrow(), position + 1);
        write_span(number, mention, &mut offsets, &mut out)?;
        let nearest = mention.nearest().map(|(place, _)| place);
        let anchors = mention.anchors().iter().map(|anchor| anchor.place());
        for place in mention.place().into_iter().chain(anchors).chain(nearest) {
            references += 1;
            let name = place.name().replace(char::is_control, " ");
            writeln!(out, "N{references}\tReference T{number} {}\t{name}", reference(&place))?;
        }
        let Some(detail) = mention.entity() else { continue };
        if let Detail::Person(person) = detail
            && let Some(earlier) = person.refers_to.filter(|&earlier| earlier < position)
        {
            relations += 1;
            writeln!(out, "R{relations}\trefers_to Arg1:T{number} Arg2:T{}", earlier + 1)?;
        }
        notes += 1;
        let values = serde_json::to_string(&values(mention))?;
        writeln!(out, "#{notes}\tAnnotatorNotes T{number}\t{values}")?;
    }
    Ok(())
}

/// The values of a mention that are written nowhere else: a reference tells the nearest settlement, a relation the person.
fn values(mention: &Mention<'_>) -> MentionDetail {
    let mut detail = MentionDetail::from(mention);
    match &mut detail {
        MentionDetail::Coordinates { nearest, .. } => *nearest = None,
        MentionDetail::Person(person) => person.refers_to = None,
        _ => {}
    }
    detail
}

/// The line of a mention: a fragment for each line of the text that it runs over.
fn write_span(
    number: usize,
    mention: &Mention<'_>,
    offsets: &mut OffsetCounter<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let (mut at, mut spans, mut words) = (mention.span().start, Vec::new(), Vec::new());
    for line in mention.text().split_inclusive(['\n', '\r']) {
        let written = line.trim_end_matches(['\n', '\r']);
        if !written.is_empty() {
            spans.push(format!("{} {}", offsets.at(at), offsets.at(at + written.len())));
            words.push(written);
        }
        at += line.len();
    }
    let kind: MentionKind = mention.kind();
    writeln!(out, "T{number}\t{kind} {}\t{}", spans.join(";"), words.join(" "))
}

fn reference(place: &Place<'_>) -> String {
    let id = place.id();
    match id {
        PlaceId::Katottg(_) => format!("KATOTTG:{id}"),
        PlaceId::GeoNames(number) => format!("GeoNames:{number}"),
        PlaceId::Other(id) => format!("Gazetteer:{}", id.replace(char::is_whitespace, "_")),
    }
}

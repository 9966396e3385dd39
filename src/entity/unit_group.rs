//! Groups of forces, operational commands, military districts: a head from the table with a name beside it.

use super::class::Class;
use super::document::Document;
use super::lexicon::Hit;
use super::types::{Echelon, MilitaryUnit, Side};
use super::unit::{Read, side_of};

/// "Northern Grouping of Forces", «группировка войск «Днепр»», "OSUV Khortytsia", "Operational Command South".
pub(super) fn grouping(doc: &Document, i: usize) -> Read {
    name_first(doc, i).or_else(|| head_first(doc, i))
}

fn unit(doc: &Document, start: usize, head: Hit, name: String) -> MilitaryUnit {
    let echelon = Echelon::from_name(doc.value(head));
    let district = (echelon == Some(Echelon::District)).then_some(Side::Russia);
    MilitaryUnit {
        echelon,
        honorific: Some(name),
        side: side_of(doc, start).or(district),
        ..MilitaryUnit::default()
    }
}

/// The head with the name after it, quoted or from the table, or any capitalised word after a head that never stands alone.
fn head_first(doc: &Document, i: usize) -> Read {
    let head = doc.hit(i, Class::Grouping)?;
    let at = if doc.is_dash(head.end) { head.end + 1 } else { head.end };
    if !doc.same_sentence(i, at) {
        return None;
    }
    if let Some(quoted) = doc.quoted(at).filter(|_| doc.is_capital(at + 1)) {
        let name = doc.surface(quoted.clone());
        return Some((i..quoted.end, unit(doc, i, head, name)));
    }
    let name = doc.hit(at, Class::GroupingName).filter(|_| doc.is_capital(at));
    let long = head.end - head.start > 1 || doc.written(i).chars().filter(|c| c.is_uppercase()).count() > 2;
    let end = match name {
        Some(hit) => hit.end,
        None if long && doc.is_capital(at) && doc.written(at).chars().count() > 2 && is_name(doc, at) => {
            at + 1
        }
        None => return None,
    };
    // "ОК" and "УВ" are words of many senses: with a name of the table alone.
    (name.is_some() || long).then(|| (i..end, unit(doc, i, head, doc.surface(at..end))))
}

/// Not the country or the force that a grouping belongs to ("группировка ВСУ", "групування РФ").
fn is_name(doc: &Document, at: usize) -> bool {
    [Class::Side, Class::Country, Class::Organization, Class::Month]
        .into_iter()
        .all(|class| doc.hit(at, class).is_none())
}

/// The head with the name before it: "Southern Military District", "Dnepr Group of Forces", «Південний військовий округ».
fn name_first(doc: &Document, i: usize) -> Read {
    let quoted = doc.quoted(i).filter(|_| doc.is_capital(i + 1));
    let (end, known) = match (&quoted, doc.hit(i, Class::GroupingName).filter(|_| doc.is_capital(i))) {
        (Some(quoted), _) => (quoted.end, false),
        (None, Some(hit)) => (hit.end, true),
        (None, None) => return None,
    };
    let head = doc.hit(end, Class::Grouping)?;
    let latin = doc.is_latin(head.start);
    let district = doc.value(head) == "district";
    // In Ukrainian and Russian the name stands before the head of a district alone.
    if !(latin || district && known) || !doc.same_sentence(i, head.end - 1) {
        return None;
    }
    Some((i..head.end, unit(doc, i, head, doc.surface(i..end))))
}

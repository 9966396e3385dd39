//! The columns of a table of mentions: one list for all formats that have rows.

use std::borrow::Cow;

use crate::inflection::Case;

use super::{AlternativeRecord, FormRecord, MentionDetail, MentionRecord, UnitRecord};

/// The column before the others: the id of the document, which a record does not hold.
pub(super) const DOCUMENT: &str = "document";

/// A column of rows of one kind.
pub(super) struct Column<T> {
    pub name: &'static str,
    /// Whether every row has a value.
    #[cfg_attr(not(feature = "arrow"), expect(dead_code, reason = "a cell of CSV may always be empty"))]
    pub always: bool,
    pub values: Values<T>,
}

/// What a column holds, and where it comes from.
pub(super) enum Values<T> {
    Text(for<'a> fn(&'a T) -> Option<Cow<'a, str>>),
    Integer(fn(&T) -> Option<i64>),
    Number(fn(&T) -> Option<f64>),
    Texts(for<'a> fn(&'a T) -> &'a [String]),
    Places(for<'a> fn(&'a T) -> &'a [AlternativeRecord]),
}

/// One value of a row.
pub(super) enum Cell<'a> {
    Text(Option<Cow<'a, str>>),
    Integer(Option<i64>),
    Number(Option<f64>),
    Texts(&'a [String]),
    Places(&'a [AlternativeRecord]),
}

impl<T> Column<T> {
    /// The value of a row.
    pub fn cell<'a>(&self, row: &'a T) -> Cell<'a> {
        match self.values {
            Values::Text(text) => Cell::Text(text(row)),
            Values::Integer(integer) => Cell::Integer(integer(row)),
            Values::Number(number) => Cell::Number(number(row)),
            Values::Texts(texts) => Cell::Texts(texts(row)),
            Values::Places(places) => Cell::Places(places(row)),
        }
    }
}

const fn always<T>(name: &'static str, values: Values<T>) -> Column<T> {
    Column { name, always: true, values }
}

const fn maybe<T>(name: &'static str, values: Values<T>) -> Column<T> {
    Column { name, always: false, values }
}

use Values::{Integer, Number, Places, Text, Texts};

/// The columns of mentions, in order, behind [`DOCUMENT`].
pub(super) const OF_MENTIONS: &[Column<MentionRecord>] = &[
    always("start", Integer(|mention| offset(mention.start))),
    always("end", Integer(|mention| offset(mention.end))),
    always("text", Text(|mention| Some(mention.text.as_str().into()))),
    always("kind", Text(|mention| Some(mention.kind().as_str().into()))),
    always("confidence", Number(|mention| Some(mention.confidence))),
    maybe("place_id", Text(|mention| known(&mention.place()?.id))),
    maybe("place_kind", Text(|mention| known(mention.place()?.kind.as_str()))),
    maybe("name_uk", Text(|mention| known(&mention.place()?.name_uk))),
    maybe("name_en", Text(|mention| known(&mention.place()?.name_en))),
    maybe("name_ru", Text(|mention| known(&mention.place()?.name_ru))),
    maybe("lat", Number(|mention| mention.place()?.lat)),
    maybe("lon", Number(|mention| mention.place()?.lon)),
    maybe("precision", Text(|mention| known(mention.place()?.precision.as_str()))),
    maybe("oblast_id", Text(|mention| unit_id(&mention.place()?.oblast))),
    maybe("oblast", Text(|mention| unit_name(&mention.place()?.oblast))),
    maybe("raion_id", Text(|mention| unit_id(&mention.place()?.raion))),
    maybe("raion", Text(|mention| unit_name(&mention.place()?.raion))),
    maybe("hromada_id", Text(|mention| unit_id(&mention.place()?.hromada))),
    maybe("hromada", Text(|mention| unit_name(&mention.place()?.hromada))),
    maybe("geonames", Integer(|mention| mention.place()?.geonames.map(i64::from))),
    maybe("wikidata", Text(|mention| known(mention.place()?.wikidata.as_ref()?))),
    maybe("form_name", Text(|mention| known(&form(mention)?.name))),
    maybe("form_language", Text(|mention| known(form(mention)?.language.code()))),
    maybe("form_romanization", Text(|mention| known(form(mention)?.romanization.as_ref()?))),
    maybe("form_case", Text(|mention| form(mention)?.case.map(Case::as_str).and_then(known))),
    always("alternatives", Places(alternatives)),
    always("suggestions", Places(suggestions)),
    always("anchors", Places(anchors)),
    always("evidence", Texts(evidence)),
    maybe("details", Text(|mention| details(&mention.detail).map(Cow::Owned))),
];

/// The columns of places in short, in order.
#[cfg(feature = "arrow")]
pub(super) const OF_PLACES: &[Column<AlternativeRecord>] = &[
    always("id", Text(|place| Some(place.id.as_str().into()))),
    always("kind", Text(|place| Some(place.kind.as_str().into()))),
    maybe("name_uk", Text(|place| known(&place.name_uk))),
    maybe("name_en", Text(|place| known(&place.name_en))),
    maybe("lat", Number(|place| place.lat)),
    maybe("lon", Number(|place| place.lon)),
    always("precision", Text(|place| Some(place.precision.as_str().into()))),
    maybe("oblast_id", Text(|place| unit_id(&place.oblast))),
    maybe("oblast", Text(|place| unit_name(&place.oblast))),
    maybe("raion_id", Text(|place| unit_id(&place.raion))),
    maybe("raion", Text(|place| unit_name(&place.raion))),
    always("confidence", Number(|place| Some(place.confidence))),
];

/// An empty text stands for one that is not known.
fn known(text: &str) -> Option<Cow<'_, str>> {
    (!text.is_empty()).then_some(Cow::Borrowed(text))
}

/// A text holds at most `isize::MAX` bytes.
fn offset(offset: usize) -> Option<i64> {
    Some(i64::try_from(offset).unwrap_or(i64::MAX))
}

fn unit_id(unit: &Option<UnitRecord>) -> Option<Cow<'_, str>> {
    known(&unit.as_ref()?.id)
}

fn unit_name(unit: &Option<UnitRecord>) -> Option<Cow<'_, str>> {
    known(&unit.as_ref()?.name_en)
}

fn form(mention: &MentionRecord) -> Option<&FormRecord> {
    match &mention.detail {
        MentionDetail::Place { form, .. } => form.as_ref(),
        _ => None,
    }
}

fn alternatives(mention: &MentionRecord) -> &[AlternativeRecord] {
    match &mention.detail {
        MentionDetail::Place { alternatives, .. } => alternatives,
        _ => &[],
    }
}

fn suggestions(mention: &MentionRecord) -> &[AlternativeRecord] {
    match &mention.detail {
        MentionDetail::Place { suggestions, .. } => suggestions,
        _ => &[],
    }
}

fn anchors(mention: &MentionRecord) -> &[AlternativeRecord] {
    match &mention.detail {
        MentionDetail::Direction { anchors } => anchors,
        _ => &[],
    }
}

fn evidence(mention: &MentionRecord) -> &[String] {
    match &mention.detail {
        MentionDetail::Place { evidence, .. } => evidence,
        _ => &[],
    }
}

/// What a mention of another kind than place and direction says, as JSON.
fn details(detail: &MentionDetail) -> Option<String> {
    match detail {
        MentionDetail::Place { .. } | MentionDetail::Direction { .. } => None,
        other => {
            let mut values = serde_json::to_value(other).ok()?;
            values.as_object_mut()?.remove("kind");
            Some(values.to_string())
        }
    }
}

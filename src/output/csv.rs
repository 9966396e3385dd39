//! Mentions as rows of a table (RFC 4180, lines ended by LF).

use crate::inflection::Case;

use super::{AlternativeRecord, FormRecord, Id, MentionDetail, MentionRecord, PlaceRecord, UnitRecord};

/// The columns, in order.
pub(super) const COLUMNS: &[&str] = &[
    "document",
    "start",
    "end",
    "text",
    "kind",
    "confidence",
    "place_id",
    "place_kind",
    "name_uk",
    "name_en",
    "name_ru",
    "lat",
    "lon",
    "precision",
    "oblast_id",
    "oblast",
    "raion_id",
    "raion",
    "hromada_id",
    "hromada",
    "geonames",
    "wikidata",
    "form_name",
    "form_language",
    "form_romanization",
    "form_case",
    "alternatives",
    "suggestions",
    "anchors",
    "evidence",
    "details",
];

/// What stands between several values of a cell.
const BETWEEN: &str = "|";

/// The row of the columns' names.
pub(super) fn head() -> Vec<u8> {
    let mut row = COLUMNS.join(",").into_bytes();
    row.push(b'\n');
    row
}

/// Appends a row for each mention.
pub(super) fn mentions(id: &Id, mentions: &[MentionRecord], out: &mut Vec<u8>) {
    let mut rows = ::csv::WriterBuilder::new().has_headers(false).from_writer(out);
    for mention in mentions {
        // Memory takes all bytes, and all rows have the same columns: neither can fail.
        rows.write_record(row(id, mention)).expect("a row is written into memory");
    }
    rows.flush().expect("rows are written into memory");
}

fn row(id: &Id, mention: &MentionRecord) -> Vec<String> {
    let mut row = vec![
        id.as_str().to_owned(),
        mention.start.to_string(),
        mention.end.to_string(),
        mention.text.clone(),
        mention.kind().to_string(),
        mention.confidence.to_string(),
    ];
    let nothing: &[AlternativeRecord] = &[];
    let (place, form, alternatives, suggestions, anchors, evidence) = match &mention.detail {
        MentionDetail::Place { place, form, alternatives, suggestions, evidence } => {
            (place.as_ref(), form.as_ref(), &alternatives[..], &suggestions[..], nothing, &evidence[..])
        }
        MentionDetail::Direction { anchors } => (None, None, nothing, nothing, &anchors[..], &[][..]),
        _ => (None, None, nothing, nothing, nothing, &[][..]),
    };
    row.extend(place_cells(place));
    row.extend(form_cells(form));
    row.extend([alternatives, suggestions, anchors].map(ids));
    row.push(evidence.join(BETWEEN));
    row.push(details(&mention.detail));
    row
}

/// What a mention of another kind than place and direction says, as JSON.
fn details(detail: &MentionDetail) -> String {
    match detail {
        MentionDetail::Place { .. } | MentionDetail::Direction { .. } => String::new(),
        other => {
            let mut values = serde_json::to_value(other).unwrap_or_default();
            if let Some(values) = values.as_object_mut() {
                values.remove("kind");
            }
            values.to_string()
        }
    }
}

fn place_cells(place: Option<&PlaceRecord>) -> [String; 16] {
    let Some(place) = place else { return std::array::from_fn(|_| String::new()) };
    let [oblast_id, oblast] = unit_cells(place.oblast.as_ref());
    let [raion_id, raion] = unit_cells(place.raion.as_ref());
    let [hromada_id, hromada] = unit_cells(place.hromada.as_ref());
    [
        place.id.clone(),
        place.kind.to_string(),
        place.name_uk.clone(),
        place.name_en.clone(),
        place.name_ru.clone(),
        cell(place.lat),
        cell(place.lon),
        place.precision.to_string(),
        oblast_id,
        oblast,
        raion_id,
        raion,
        hromada_id,
        hromada,
        cell(place.geonames),
        cell(place.wikidata.as_ref()),
    ]
}

fn unit_cells(unit: Option<&UnitRecord>) -> [String; 2] {
    unit.map_or_else(Default::default, |unit| [unit.id.clone(), unit.name_en.clone()])
}

fn form_cells(form: Option<&FormRecord>) -> [String; 4] {
    form.map_or_else(Default::default, |form| {
        [
            form.name.clone(),
            form.language.code().to_owned(),
            cell(form.romanization.as_ref()),
            cell(form.case.map(Case::as_str)),
        ]
    })
}

fn ids(places: &[AlternativeRecord]) -> String {
    places.iter().map(|place| place.id.as_str()).collect::<Vec<_>>().join(BETWEEN)
}

fn cell(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

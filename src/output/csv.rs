//! Mentions as rows of a table (RFC 4180, lines ended by LF).

use super::columns::{Cell, DOCUMENT, OF_MENTIONS};
use super::{Id, MentionRecord};

/// What stands between several values of a cell.
const BETWEEN: &str = "|";

/// The row of the columns' names.
pub(super) fn head() -> Vec<u8> {
    let names: Vec<&str> =
        std::iter::once(DOCUMENT).chain(OF_MENTIONS.iter().map(|column| column.name)).collect();
    let mut row = names.join(",").into_bytes();
    row.push(b'\n');
    row
}

/// Appends a row for each mention.
pub(super) fn mentions(id: &Id, mentions: &[MentionRecord], out: &mut Vec<u8>) {
    let mut rows = ::csv::WriterBuilder::new().has_headers(false).from_writer(out);
    for mention in mentions {
        let cells = OF_MENTIONS.iter().map(|column| written(column.cell(mention)));
        // Memory takes all bytes, and all rows have the same columns: neither can fail.
        rows.write_record(std::iter::once(id.as_str().to_owned()).chain(cells))
            .expect("a row is written into memory");
    }
    rows.flush().expect("rows are written into memory");
}

fn written(cell: Cell<'_>) -> String {
    match cell {
        Cell::Text(text) => text.map(Into::into).unwrap_or_default(),
        Cell::Integer(integer) => integer.map(|integer| integer.to_string()).unwrap_or_default(),
        Cell::Number(number) => number.map(|number| number.to_string()).unwrap_or_default(),
        Cell::Texts(texts) => texts.join(BETWEEN),
        Cell::Places(places) => {
            places.iter().map(|place| place.id.as_str()).collect::<Vec<_>>().join(BETWEEN)
        }
    }
}

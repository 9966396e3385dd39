//! Mentions as record batches of Apache Arrow, one row a mention.
//!
//! The columns are those of CSV, typed; `docs/output.md` describes the keys that they are named after.
//!
//! | column | type | |
//! |---|---|---|
//! | `document` | utf8 | the id of the document, a number by its digits; null where there is none |
//! | `start`, `end` | int64 | in the unit of the records, `end` exclusive |
//! | `text`, `kind` | utf8 | |
//! | `confidence` | float64 | 0 to 1 |
//! | `place_id`, `place_kind`, `name_uk`, `name_en`, `name_ru` | utf8 | null where not known, and so with all that follow |
//! | `lat`, `lon` | float64 | WGS84 degrees, of the place |
//! | `precision` | utf8 | |
//! | `oblast_id`, `oblast`, `raion_id`, `raion`, `hromada_id`, `hromada` | utf8 | ids and English names |
//! | `geonames` | int64 | |
//! | `wikidata` | utf8 | |
//! | `form_name`, `form_language`, `form_romanization`, `form_case` | utf8 | the name that the text uses |
//! | `alternatives`, `suggestions`, `anchors` | list of struct | empty, never null; see below |
//! | `evidence` | list of utf8 | empty, never null |
//! | `details` | utf8 | the values of other kinds than place and direction, as a JSON object |
//!
//! The structs hold `id`, `kind`, `name_uk`, `name_en`, `lat`, `lon`, `precision`, `oblast_id`, `oblast`, `raion_id`, `raion`,
//! `confidence`. The metadata of the schema names the version of this library (`ua_gazetteer.version`) and that of the
//! records (`ua_gazetteer.schema`, see [`SCHEMA`]).
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use ua_gazetteer::output::arrow::{MentionBuilder, arrow_array::cast::AsArray};
//! use ua_gazetteer::output::{DocumentRecord, OffsetUnit};
//!
//! let recognizer = ua_gazetteer::Recognizer::builder().build();
//! let document = recognizer.recognize("Обстріляно Куп'янськ і Синьківку.");
//! let mut builder = MentionBuilder::new();
//! builder.document(&DocumentRecord::of(&document, "a1".into(), OffsetUnit::Chars))?;
//! let batch = builder.finish();
//! assert_eq!(batch.num_rows(), 2);
//! let names = batch.column_by_name("name_en").expect("a column of the schema").as_string::<i32>();
//! assert_eq!((names.value(0), names.value(1)), ("Kupiansk", "Synkivka"));
//! # }
//! # Ok::<(), ua_gazetteer::output::arrow::BatchFull>(())
//! ```

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use arrow_array::builder::{Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, FieldRef, Fields, Schema, SchemaRef};
pub use {arrow_array, arrow_schema};

use super::columns::{Cell, Column, DOCUMENT, OF_MENTIONS, OF_PLACES, Values};
use super::{AlternativeRecord, DocumentRecord, Id, MentionRecord, SCHEMA};

/// Offsets of a batch count bytes and elements with 31 bits.
const MOST_BYTES: usize = i32::MAX as usize;
/// What a value counts besides its text: more than its offset and bit take.
const OF_VALUE: usize = 8;

static OF_BATCHES: LazyLock<SchemaRef> = LazyLock::new(|| {
    let document = Arc::new(Field::new(DOCUMENT, DataType::Utf8, true));
    let fields: Fields = std::iter::once(document).chain(OF_MENTIONS.iter().map(field)).collect();
    let metadata = [
        ("ua_gazetteer.version", env!("CARGO_PKG_VERSION").to_owned()),
        ("ua_gazetteer.schema", SCHEMA.to_string()),
    ];
    let metadata: HashMap<String, String> =
        metadata.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Arc::new(Schema::new(fields).with_metadata(metadata))
});
static OF_PLACE: LazyLock<Fields> = LazyLock::new(|| OF_PLACES.iter().map(field).collect());

/// The schema of the batches.
///
/// ```
/// let schema = ua_gazetteer::output::arrow::schema();
/// assert_eq!(schema.field(0).name(), "document");
/// assert!(schema.field_with_name("alternatives")?.data_type().is_nested());
/// # Ok::<(), ua_gazetteer::output::arrow::arrow_schema::ArrowError>(())
/// ```
pub fn schema() -> SchemaRef {
    OF_BATCHES.clone()
}

fn field<T>(column: &Column<T>) -> FieldRef {
    let data_type = match column.values {
        Values::Text(_) => DataType::Utf8,
        Values::Integer(_) => DataType::Int64,
        Values::Number(_) => DataType::Float64,
        Values::Texts(_) => DataType::List(item(DataType::Utf8)),
        Values::Places(_) => DataType::List(item(DataType::Struct(OF_PLACE.clone()))),
    };
    Arc::new(Field::new(column.name, data_type, !column.always))
}

/// The element of a list, under the name that Arrow gives it.
fn item(data_type: DataType) -> FieldRef {
    Arc::new(Field::new_list_field(data_type, false))
}

/// A batch would become larger than Arrow's offsets reach; what it holds is whole, and can be finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a batch of {rows} mentions and {bytes} bytes has no room for another of {more} bytes: finish it before"
)]
pub struct BatchFull {
    /// The mentions in it.
    pub rows: usize,
    /// Their bytes.
    pub bytes: usize,
    /// The bytes of the mention that is one too many.
    pub more: usize,
}

/// Gathers mentions, and makes batches of them; see [the module](self).
///
/// It holds what it is given until [`finish`](MentionBuilder::finish): who writes many documents finishes a batch whenever
/// [`rows`](MentionBuilder::rows) or [`bytes`](MentionBuilder::bytes) pass a bound, and goes on with the same builder.
#[derive(Debug)]
pub struct MentionBuilder {
    document: StringBuilder,
    columns: Vec<ColumnBuilder>,
    rows: usize,
    bytes: usize,
}

impl Default for MentionBuilder {
    fn default() -> Self {
        MentionBuilder {
            document: StringBuilder::new(),
            columns: OF_MENTIONS.iter().map(ColumnBuilder::of).collect(),
            rows: 0,
            bytes: 0,
        }
    }
}

impl MentionBuilder {
    /// A builder that holds nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many mentions it holds.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many bytes it holds, roughly.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Adds all mentions of a document.
    ///
    /// # Errors
    /// As [`push`](MentionBuilder::push); the mentions before the one that does not fit are added.
    pub fn document(&mut self, document: &DocumentRecord) -> Result<(), BatchFull> {
        document.mentions.iter().try_for_each(|mention| self.push(&document.id, mention))
    }

    /// Adds a mention of a document.
    ///
    /// # Errors
    /// Where the batch would pass 2 GiB. Nothing is added then.
    pub fn push(&mut self, id: &Id, mention: &MentionRecord) -> Result<(), BatchFull> {
        let cells: Vec<Cell<'_>> = OF_MENTIONS.iter().map(|column| column.cell(mention)).collect();
        let more = cells.iter().map(size).fold(id.as_str().len() + OF_VALUE, usize::saturating_add);
        let bytes = self.bytes.saturating_add(more);
        if bytes > MOST_BYTES {
            return Err(BatchFull { rows: self.rows, bytes: self.bytes, more });
        }
        self.bytes = bytes;
        self.rows += 1;
        self.document.append_option((*id != Id::Null).then(|| id.as_str()));
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.append(cell);
        }
        Ok(())
    }

    /// The mentions as a batch of the [`schema`], none of them where it holds nothing. The builder is empty afterwards.
    pub fn finish(&mut self) -> RecordBatch {
        (self.rows, self.bytes) = (0, 0);
        let document: ArrayRef = Arc::new(self.document.finish());
        let columns = self.columns.iter_mut().map(ColumnBuilder::finish);
        // Schema and columns come of the same table, and each mention appends to each column.
        RecordBatch::try_new(schema(), std::iter::once(document).chain(columns).collect())
            .expect("the columns are those of the schema")
    }
}

/// The bytes that a value takes, roughly.
fn size(cell: &Cell<'_>) -> usize {
    OF_VALUE
        + match cell {
            Cell::Text(text) => text.as_ref().map_or(0, |text| text.len()),
            Cell::Integer(_) | Cell::Number(_) => 0,
            Cell::Texts(texts) => texts.iter().map(|text| OF_VALUE + text.len()).sum(),
            Cell::Places(places) => {
                let cells = places.iter().flat_map(|place| OF_PLACES.iter().map(|column| column.cell(place)));
                cells.map(|cell| size(&cell)).sum()
            }
        }
}

/// One column as it grows.
#[derive(Debug)]
enum ColumnBuilder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Texts(ListBuilder<StringBuilder>),
    Places(PlacesBuilder),
}

impl ColumnBuilder {
    fn of<T>(column: &Column<T>) -> Self {
        match column.values {
            Values::Text(_) => ColumnBuilder::Text(StringBuilder::new()),
            Values::Integer(_) => ColumnBuilder::Integer(Int64Builder::new()),
            Values::Number(_) => ColumnBuilder::Number(Float64Builder::new()),
            Values::Texts(_) => {
                ColumnBuilder::Texts(ListBuilder::new(StringBuilder::new()).with_field(item(DataType::Utf8)))
            }
            Values::Places(_) => ColumnBuilder::Places(PlacesBuilder::default()),
        }
    }

    fn append(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (ColumnBuilder::Text(column), Cell::Text(text)) => column.append_option(text),
            (ColumnBuilder::Integer(column), Cell::Integer(integer)) => column.append_option(integer),
            (ColumnBuilder::Number(column), Cell::Number(number)) => column.append_option(number),
            (ColumnBuilder::Texts(column), Cell::Texts(texts)) => {
                column.append_value(texts.iter().map(Some));
            }
            (ColumnBuilder::Places(column), Cell::Places(places)) => column.append(places),
            _ => unreachable!("cells and builders come of the same columns"),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            ColumnBuilder::Text(column) => Arc::new(column.finish()),
            ColumnBuilder::Integer(column) => Arc::new(column.finish()),
            ColumnBuilder::Number(column) => Arc::new(column.finish()),
            ColumnBuilder::Texts(column) => Arc::new(column.finish()),
            ColumnBuilder::Places(column) => Arc::new(column.finish()),
        }
    }
}

/// A column of lists of places.
#[derive(Debug)]
struct PlacesBuilder {
    columns: Vec<ColumnBuilder>,
    /// Where each list ends.
    offsets: Vec<i32>,
    places: i32,
}

impl Default for PlacesBuilder {
    fn default() -> Self {
        PlacesBuilder {
            columns: OF_PLACES.iter().map(ColumnBuilder::of).collect(),
            offsets: vec![0],
            places: 0,
        }
    }
}

impl PlacesBuilder {
    fn append(&mut self, places: &[AlternativeRecord]) {
        for place in places {
            for (column, of) in self.columns.iter_mut().zip(OF_PLACES) {
                column.append(of.cell(place));
            }
            self.places += 1;
        }
        self.offsets.push(self.places);
    }

    fn finish(&mut self) -> ListArray {
        let columns = self.columns.iter_mut().map(ColumnBuilder::finish).collect();
        let offsets = std::mem::replace(&mut self.offsets, vec![0]);
        self.places = 0;
        let places = StructArray::new(OF_PLACE.clone(), columns, None);
        let item = item(DataType::Struct(OF_PLACE.clone()));
        ListArray::new(item, OffsetBuffer::new(ScalarBuffer::from(offsets)), Arc::new(places), None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::MentionDetail;

    #[test]
    fn a_full_batch_takes_no_more_and_keeps_what_it_has() {
        let mention = MentionRecord {
            start: 0,
            end: 4,
            text: "Суми".to_owned(),
            confidence: 1.0,
            detail: MentionDetail::Direction { anchors: Vec::new() },
        };
        let mut builder = MentionBuilder::new();
        assert_eq!(builder.push(&Id::Null, &mention), Ok(()));
        let of_one = std::mem::replace(&mut builder.bytes, MOST_BYTES - 100);
        let full = BatchFull { rows: 1, bytes: MOST_BYTES - 100, more: of_one };
        assert_eq!(builder.push(&Id::Null, &mention), Err(full));
        assert!(full.to_string().contains("finish it"), "{full}");
        assert_eq!(builder.finish().num_rows(), 1);
        assert_eq!(builder.push(&Id::Null, &mention), Ok(()));
    }
}

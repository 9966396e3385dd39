//! Mentions as an Arrow stream of the PyCapsule interface: what pyarrow, Polars and pandas take without copying.

use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use ua_gazetteer::output::DocumentRecord;
use ua_gazetteer::output::arrow::{MentionBuilder, arrow_array, arrow_schema, schema};

/// Rows of a batch, after which the document at hand is the last. Readers hold one batch beside what they make of it.
const ROWS: usize = 1 << 16;

/// The batches of documents, made when a reader asks for them.
struct Batches {
    documents: Vec<Arc<DocumentRecord>>,
    builder: MentionBuilder,
    /// The document and the mention that come next.
    next: (usize, usize),
}

impl Batches {
    fn fill(&mut self) -> Result<(), ArrowError> {
        while let Some(document) = self.documents.get(self.next.0)
            && self.builder.rows() < ROWS
        {
            for mention in document.mentions.get(self.next.1..).unwrap_or(&[]) {
                match self.builder.push(&document.id, mention) {
                    Ok(()) => self.next.1 += 1,
                    Err(_) if self.builder.rows() > 0 => return Ok(()),
                    Err(full) => return Err(ArrowError::ExternalError(Box::new(full))),
                }
            }
            self.next = (self.next.0 + 1, 0);
        }
        Ok(())
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.fill() {
            Ok(()) => (self.builder.rows() > 0).then(|| Ok(self.builder.finish())),
            Err(error) => {
                self.documents.clear();
                Some(Err(error))
            }
        }
    }
}

impl RecordBatchReader for Batches {
    fn schema(&self) -> SchemaRef {
        schema()
    }
}

/// The capsule of a stream of all mentions of documents.
pub fn capsule(py: Python<'_>, documents: Vec<Arc<DocumentRecord>>) -> PyResult<Bound<'_, PyCapsule>> {
    let batches = Batches { documents, builder: MentionBuilder::new(), next: (0, 0) };
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), c"arrow_array_stream")
}

//! What comes out: records of documents, mentions and places for JSON, and the formats made of them.
//!
//! The records own their text, so that they outlive the gazetteer; library and command share them. `docs/output.md`
//! describes the keys. [`Mention`] and [`Document`] serialize through them, with offsets in bytes:
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! let recognizer = ua_gazetteer::Recognizer::builder().build();
//! let document = recognizer.recognize("Attacks near Synkivka, Kharkiv region.");
//! let json = serde_json::to_value(&document)?;
//! assert_eq!(json["mentions"][0]["text"], "Synkivka");
//! assert_eq!(json["mentions"][0]["place"]["oblast"]["name_en"], "Kharkiv Oblast");
//! # }
//! # Ok::<(), serde_json::Error>(())
//! ```

mod answers;
#[cfg(feature = "arrow")]
pub mod arrow;
mod brat;
mod columns;
mod conll;
mod csv;
mod format;
mod geojson;
mod id;
mod offsets;
mod record;
mod text;

pub use answers::{CaseRecord, DistanceRecord, NearRecord, SpellingRecord, VariantsRecord};
pub use brat::write_brat;
pub use conll::write_conll;
pub use format::{Encoder, Format, UnknownFormat, Writer};
pub use id::Id;
pub use offsets::{OffsetCounter, OffsetUnit, UnknownUnit};
pub use record::{
    AlternativeRecord, CandidateRecord, DocumentRecord, ErrorRecord, FormRecord, LookupRecord, MentionDetail,
    MentionRecord, PlaceRecord, UnitRecord,
};
pub use text::{candidate_table, distance_table};

use serde::{Serialize, Serializer};

use crate::{Document, Mention};

/// The version of the records, in each line of JSON; it grows when a key changes its meaning.
pub const SCHEMA: u32 = 1;

impl Serialize for Mention<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        MentionRecord::from(self).serialize(serializer)
    }
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        DocumentRecord::of(self, Id::Null, OffsetUnit::Bytes).serialize(serializer)
    }
}

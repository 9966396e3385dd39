//! Mentions as a Parquet file, written by row groups, so that memory does not grow with the input.

use std::io::Write;

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::Compression;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ua_gazetteer::Gazetteer;
use ua_gazetteer::output::arrow::{MentionBuilder, schema};
use ua_gazetteer::output::{Id, MentionRecord, OffsetUnit, SCHEMA};

use crate::output::Inner;

/// Mentions of a batch, which is held as it comes.
const BATCH_ROWS: usize = 1 << 12;
/// Bytes of a batch.
const BATCH_BYTES: usize = 4 << 20;
/// Mentions of a row group, which is held encoded until it is full.
const GROUP_ROWS: usize = 1 << 17;
/// Encoded bytes of a row group.
const GROUP_BYTES: usize = 32 << 20;

/// A Parquet file on its way; without [`finish`](Table::finish) it has no end, and no reader takes it.
pub struct Table {
    builder: MentionBuilder,
    writer: ArrowWriter<Inner>,
}

impl Table {
    /// Begins a file, which names the sources of the gazetteer and what offsets count.
    pub fn begin(inner: Inner, gazetteer: &Gazetteer, offsets: OffsetUnit) -> anyhow::Result<Self> {
        let version = env!("CARGO_PKG_VERSION");
        let about = [
            ("version", version.to_owned()),
            ("schema", SCHEMA.to_string()),
            ("offsets", offsets.to_string()),
            ("data_licence", "ODbL-1.0".to_owned()),
            ("sources", gazetteer.info().sources.join("\n")),
        ];
        let about = about.map(|(key, value)| KeyValue::new(format!("ua_gazetteer.{key}"), value));
        let properties = WriterProperties::builder()
            .set_created_by(format!("ua-gazetteer {version}"))
            .set_key_value_metadata(Some(about.to_vec()))
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .build();
        let writer = ArrowWriter::try_new(inner, schema(), Some(properties))?;
        Ok(Table { builder: MentionBuilder::new(), writer })
    }

    /// Takes mentions of a document.
    pub fn mentions(&mut self, id: &Id, mentions: &[MentionRecord]) -> anyhow::Result<()> {
        for mention in mentions {
            self.builder.push(id, mention)?;
            if self.builder.rows() >= BATCH_ROWS || self.builder.bytes() >= BATCH_BYTES {
                self.writer.write(&self.builder.finish())?;
            }
        }
        Ok(())
    }

    /// Writes what is left, and the end.
    pub fn finish(mut self) -> anyhow::Result<()> {
        self.writer.write(&self.builder.finish())?;
        Ok(self.writer.into_inner()?.flush()?)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use ::parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;

    #[test]
    fn row_groups_are_bounded() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("many.parquet");
        let inner = crate::output::file(&path).unwrap();
        let gazetteer = Gazetteer::embedded();
        let mut table = Table::begin(inner, &gazetteer, OffsetUnit::Bytes).unwrap();
        let recognizer = ua_gazetteer::Recognizer::builder().gazetteer(gazetteer).build();
        let document = recognizer.recognize("Бої біля Іванівки та Синьківки.");
        let mentions: Vec<MentionRecord> = document.mentions().iter().map(MentionRecord::from).collect();
        for number in 0..GROUP_ROWS as i64 {
            table.mentions(&Id::from(number), &mentions).unwrap();
            let held = table.writer.memory_size();
            assert!(held < 2 * GROUP_BYTES, "{held} bytes are held");
        }
        table.finish().unwrap();
        let reader = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
        let groups = reader.metadata().row_groups();
        assert_eq!(mentions.len(), 2);
        assert_eq!(groups.iter().map(|group| group.num_rows()).sum::<i64>(), 2 * GROUP_ROWS as i64);
        assert!(groups.len() >= 2 && groups.iter().all(|group| group.num_rows() <= GROUP_ROWS as i64));
    }
}

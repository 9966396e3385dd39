//! What stands in for Parquet where the command is built without it.

use ua_gazetteer::Gazetteer;
use ua_gazetteer::output::{Id, MentionRecord, OffsetUnit};

use crate::output::Inner;

/// A file that is never begun.
pub enum Table {}

impl Table {
    pub fn begin(_: Inner, _: &Gazetteer, _: OffsetUnit) -> anyhow::Result<Self> {
        anyhow::bail!("this command was built without its feature `parquet`")
    }

    pub fn mentions(&mut self, _: &Id, _: &[MentionRecord]) -> anyhow::Result<()> {
        match *self {}
    }

    pub fn finish(self) -> anyhow::Result<()> {
        match self {}
    }
}

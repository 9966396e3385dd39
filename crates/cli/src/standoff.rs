//! Formats that need the text beside the mentions: BIO tags, and brat's annotations with their folder.

use std::collections::HashSet;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Mutex;

use anyhow::Context;
use ua_gazetteer::Mention;
use ua_gazetteer::output::{Id, write_brat};

use crate::tag::Sink;

/// Bytes that are gathered before a sink takes them.
const BUFFER: usize = 64 << 10;

/// Hands what is written to a sink.
pub struct SinkWriter<'a, 'b>(&'a mut Sink<'b>);

impl<'a, 'b> SinkWriter<'a, 'b> {
    /// A buffered writer into a sink.
    pub fn buffered(sink: &'a mut Sink<'b>) -> BufWriter<Self> {
        BufWriter::with_capacity(BUFFER, SinkWriter(sink))
    }
}

impl Write for SinkWriter<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.bytes(bytes).map_err(|error| match error.downcast::<io::Error>() {
            Ok(error) => error,
            Err(error) => io::Error::other(format!("{error:#}")),
        })?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A folder of brat: an `.ann` and a `.txt` file for each document.
pub struct BratFolder {
    path: PathBuf,
    names: Mutex<HashSet<String>>,
}

impl BratFolder {
    pub fn create(path: PathBuf) -> anyhow::Result<Self> {
        std::fs::create_dir_all(&path).with_context(|| path.display().to_string())?;
        Ok(BratFolder { path, names: Mutex::new(HashSet::new()) })
    }

    /// Writes both files of a document, named after it.
    pub fn write<'m>(
        &self,
        name: &str,
        text: &str,
        mentions: impl Iterator<Item = Mention<'m>>,
    ) -> anyhow::Result<()> {
        let name = file_name(name);
        let mut names = self.names.lock().map_err(|_| anyhow::anyhow!("another document failed"))?;
        if !names.insert(name.to_lowercase()) {
            anyhow::bail!("a document before has the file name {name:?} too");
        }
        drop(names);
        let path = |suffix: &str| self.path.join(format!("{name}.{suffix}"));
        let (texts, annotations) = (path("txt"), path("ann"));
        std::fs::write(&texts, text).with_context(|| texts.display().to_string())?;
        let named = || annotations.display().to_string();
        let mut out = BufWriter::new(std::fs::File::create(&annotations).with_context(named)?);
        write_brat(text, mentions, &mut out).and_then(|()| out.flush()).with_context(named)
    }
}

/// Longer names are cut, so that file systems take them with their suffix.
const LONGEST_NAME: usize = 80;

/// A file name for a document: letters, digits, dots and hyphens of its id, `_` for each run of others.
fn file_name(id: &str) -> String {
    let id = id.strip_suffix(".txt").unwrap_or(id);
    let mut name = String::new();
    for c in id.chars().take(LONGEST_NAME) {
        let sound = c.is_alphanumeric() || c == '-' || c == '.' && !name.is_empty();
        match sound {
            true => name.push(c),
            false if !name.is_empty() && !name.ends_with('_') => name.push('_'),
            false => {}
        }
    }
    name.truncate(name.trim_end_matches(['_', '.']).len());
    if name.is_empty() { "document".to_owned() } else { name }
}

/// What a document is called in a folder: its id, or where it stands.
pub fn document_name(id: &Id, place: &str) -> String {
    if id.as_str().is_empty() { place.to_owned() } else { id.as_str().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn file_names_stay_in_their_folder() {
        for (id, name) in [
            ("a1", "a1"),
            ("reports/day 2.txt", "reports_day_2"),
            ("../../etc/passwd", "etc_passwd"),
            ("звіт.2024-05-14", "звіт.2024-05-14"),
            ("..", "document"),
            ("/", "document"),
        ] {
            assert_eq!(file_name(id), name, "{id}");
        }
        assert_eq!(file_name(&"x".repeat(500)).len(), 80);
    }
}

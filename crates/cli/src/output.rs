//! Where answers and complaints go.

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::Path;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use ua_gazetteer::output::{Encoder, Format, Id, MentionRecord, Writer};

use crate::parquet::Table;
use crate::tag::Take;

/// Less input than this is done before a bar can be read.
const WORTH_A_BAR: u64 = 4 << 20;
/// Bytes that are gathered before they are written.
const BUFFER: usize = 1 << 16;

/// A file or standard output, buffered.
pub type Inner = BufWriter<Box<dyn Write + Send>>;

/// Standard output.
pub fn stdout() -> Inner {
    BufWriter::with_capacity(BUFFER, Box::new(std::io::stdout()))
}

/// A new file, or an old one emptied.
pub fn file(path: &Path) -> anyhow::Result<Inner> {
    let file = File::create(path).with_context(|| path.display().to_string())?;
    Ok(BufWriter::with_capacity(BUFFER, Box::new(file)))
}

/// How answers are written.
pub enum Way {
    /// As they come.
    Bytes(Writer<Inner>),
    /// By columns.
    Table(Box<Table>),
}

/// Standard output or a file, and what went wrong on standard error.
pub struct Output {
    way: Way,
    on_terminal: bool,
    progress: ProgressBar,
    bad: u64,
}

impl Output {
    /// Bytes to standard output.
    pub fn new(encoder: Encoder) -> Self {
        Output {
            way: Way::Bytes(Writer::new(encoder, stdout())),
            on_terminal: std::io::stdout().is_terminal(),
            progress: ProgressBar::hidden(),
            bad: 0,
        }
    }

    /// Sends answers another way than to a terminal; before the first.
    pub fn redirect(&mut self, way: Way) {
        self.way = way;
        self.on_terminal = false;
    }

    /// Shows how much of so many bytes is done, where someone looks on and answers go elsewhere.
    pub fn show_progress(&mut self, bytes: u64) {
        if bytes < WORTH_A_BAR || !std::io::stderr().is_terminal() || self.on_terminal {
            return;
        }
        let style = ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}");
        self.progress = ProgressBar::new(bytes);
        if let Ok(style) = style {
            self.progress.set_style(style);
        }
    }

    /// So many bytes more are done.
    pub fn advance(&self, bytes: usize) {
        self.progress.inc(bytes as u64);
    }

    /// Writes encoded answers.
    pub fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        match &mut self.way {
            Way::Bytes(writer) => Ok(writer.encoded(bytes)?),
            Way::Table(_) if bytes.is_empty() => Ok(()),
            Way::Table(_) => anyhow::bail!("a table takes mentions, no bytes"),
        }
    }

    /// Passes answers on to a reader who may wait for them.
    pub fn flush(&mut self) -> anyhow::Result<()> {
        match &mut self.way {
            Way::Bytes(writer) => Ok(writer.flush()?),
            // Nobody reads a table before its end.
            Way::Table(_) => Ok(()),
        }
    }

    /// Says that something of the input is bad.
    pub fn bad(&mut self, what: &str) {
        self.bad += 1;
        self.progress.suspend(|| eprintln!("ua-gazetteer: {what}"));
    }

    /// Ends the output: how much was bad.
    pub fn finish(self) -> anyhow::Result<u64> {
        self.progress.finish_and_clear();
        match self.way {
            Way::Bytes(mut writer) => drop(writer.finish()?),
            Way::Table(table) => table.finish()?,
        }
        Ok(self.bad)
    }
}

impl Take for Output {
    fn bytes(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        self.write(bytes)
    }

    fn mentions(&mut self, id: &Id, mentions: Vec<MentionRecord>) -> anyhow::Result<()> {
        match &mut self.way {
            Way::Bytes(_) => anyhow::bail!("mentions are encoded before they are written as bytes"),
            Way::Table(table) => table.mentions(id, &mentions),
        }
    }
}

/// The encoder of a format, with colours where a terminal shows them.
pub fn encoder(format: Format) -> Encoder {
    Encoder::new(format).colour(colour())
}

/// Whether standard output shows colours.
pub fn colour() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

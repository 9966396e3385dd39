//! Where answers and complaints go.

use std::io::{BufWriter, IsTerminal, StdoutLock};

use indicatif::{ProgressBar, ProgressStyle};
use ua_gazetteer::output::{Encoder, Format, Writer};

/// Less input than this is done before a bar can be read.
const WORTH_A_BAR: u64 = 4 << 20;

/// Standard output, and what went wrong on standard error.
pub struct Output {
    writer: Writer<BufWriter<StdoutLock<'static>>>,
    progress: ProgressBar,
    bad: u64,
}

impl Output {
    pub fn new(encoder: Encoder) -> Self {
        let stdout = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
        Output { writer: Writer::new(encoder, stdout), progress: ProgressBar::hidden(), bad: 0 }
    }

    /// Shows how much of so many bytes is done, where someone looks on and answers go elsewhere.
    pub fn show_progress(&mut self, bytes: u64) {
        if bytes < WORTH_A_BAR || !std::io::stderr().is_terminal() || std::io::stdout().is_terminal() {
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
        Ok(self.writer.encoded(bytes)?)
    }

    /// Passes answers on to a reader who may wait for them.
    pub fn flush(&mut self) -> anyhow::Result<()> {
        Ok(self.writer.flush()?)
    }

    /// Says that something of the input is bad.
    pub fn bad(&mut self, what: &str) {
        self.bad += 1;
        self.progress.suspend(|| eprintln!("ua-gazetteer: {what}"));
    }

    /// Ends the output: how much was bad.
    pub fn finish(mut self) -> anyhow::Result<u64> {
        self.progress.finish_and_clear();
        self.writer.finish()?;
        Ok(self.bad)
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

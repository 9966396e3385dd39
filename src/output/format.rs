//! The formats that mentions are written in.

use std::io::Write;

use super::{DocumentRecord, Id, MentionRecord, SCHEMA, csv, geojson, text};

/// A format of output. `docs/output.md` shows each.
///
/// ```
/// use ua_gazetteer::output::Format;
/// assert_eq!("geojson".parse(), Ok(Format::GeoJson));
/// assert!("xml".parse::<Format>().unwrap_err().to_string().contains("expected text, jsonl, geojson or csv"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Aligned columns for people.
    #[default]
    Text,
    /// One [`DocumentRecord`] a line.
    Jsonl,
    /// One FeatureCollection of all resolved mentions that have a point.
    GeoJson,
    /// One row a mention.
    Csv,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 4] = [Format::Text, Format::Jsonl, Format::GeoJson, Format::Csv];

    /// The name in options.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Jsonl => "jsonl",
            Format::GeoJson => "geojson",
            Format::Csv => "csv",
        }
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        Format::ALL
            .into_iter()
            .find(|format| format.as_str() == text)
            .ok_or_else(|| UnknownFormat(text.to_owned()))
    }
}

/// A text that names no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown format {0:?}: expected text, jsonl, geojson or csv")]
pub struct UnknownFormat(pub String);

/// Turns documents into bytes of one format, each by itself, so that threads can share one.
///
/// The bytes of documents go through a [`Writer`], which knows what stands before, between and after them.
///
/// ```
/// use ua_gazetteer::output::{DocumentRecord, Encoder, Format, Id};
/// let mut bytes = Vec::new();
/// let document = DocumentRecord { schema: 1, id: Id::from(7), mentions: Vec::new() };
/// Encoder::new(Format::Jsonl).document(&document, &mut bytes);
/// assert_eq!(bytes, b"{\"schema\":1,\"id\":7,\"mentions\":[]}\n");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Encoder {
    format: Format,
    colour: bool,
}

impl Encoder {
    /// An encoder without colours.
    pub fn new(format: Format) -> Self {
        Encoder { format, colour: false }
    }

    /// Whether text has the colours of a terminal; it has none unless told.
    pub fn colour(mut self, colour: bool) -> Self {
        self.colour = colour;
        self
    }

    /// The format.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Appends a document.
    pub fn document(&self, document: &DocumentRecord, out: &mut Vec<u8>) {
        self.start(&document.id, out);
        self.mentions(&document.id, &document.mentions, true, out);
        self.end(out);
    }

    /// Appends the beginning of a document that comes in parts.
    pub fn start(&self, id: &Id, out: &mut Vec<u8>) {
        match self.format {
            Format::Text => text::start(id, self.colour, out),
            Format::Jsonl => {
                out.extend_from_slice(format!("{{\"schema\":{SCHEMA},\"id\":").as_bytes());
                json(id, out);
                out.extend_from_slice(b",\"mentions\":[");
            }
            Format::GeoJson | Format::Csv => {}
        }
    }

    /// Appends mentions of a document; `first` where none of it have been appended before.
    pub fn mentions(&self, id: &Id, mentions: &[MentionRecord], first: bool, out: &mut Vec<u8>) {
        match self.format {
            Format::Text => text::mentions(mentions, self.colour, out),
            Format::Jsonl => {
                for (number, mention) in mentions.iter().enumerate() {
                    if !first || number > 0 {
                        out.push(b',');
                    }
                    json(mention, out);
                }
            }
            Format::GeoJson => geojson::mentions(id, mentions, out),
            Format::Csv => csv::mentions(id, mentions, out),
        }
    }

    /// Appends the end of a document that came in parts.
    pub fn end(&self, out: &mut Vec<u8>) {
        match self.format {
            Format::Text => out.push(b'\n'),
            Format::Jsonl => out.extend_from_slice(b"]}\n"),
            Format::GeoJson | Format::Csv => {}
        }
    }
}

/// Appends a record as JSON.
pub(super) fn json(record: &impl serde::Serialize, out: &mut Vec<u8>) {
    // Records hold strings, numbers and lists of these, and memory takes all bytes: neither can fail.
    serde_json::to_writer(out, record).expect("a record serializes into memory");
}

/// Writes documents of one format: what stands before, between and after them.
///
/// ```
/// use ua_gazetteer::output::{Encoder, Format, Writer};
/// let mut writer = Writer::new(Encoder::new(Format::GeoJson), Vec::new());
/// let collection = writer.finish()?;
/// assert_eq!(collection, b"{\"type\":\"FeatureCollection\",\"features\":[\n]}\n");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Writer<W: Write> {
    encoder: Encoder,
    inner: Option<W>,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing is written.
    New,
    /// The head is written.
    Empty,
    /// Something of a document is written.
    Filled,
}

impl<W: Write> Writer<W> {
    /// A writer into another one, which should be buffered.
    pub fn new(encoder: Encoder, inner: W) -> Self {
        Writer { encoder, inner: Some(inner), state: State::New }
    }

    fn inner(&mut self) -> std::io::Result<&mut W> {
        self.inner.as_mut().ok_or_else(|| std::io::Error::other("the output is finished"))
    }

    fn head(&mut self) -> std::io::Result<()> {
        if self.state == State::New {
            self.state = State::Empty;
            let format = self.encoder.format;
            let inner = self.inner()?;
            match format {
                Format::GeoJson => inner.write_all(geojson::HEAD)?,
                Format::Csv => inner.write_all(&csv::head())?,
                Format::Text | Format::Jsonl => {}
            }
        }
        Ok(())
    }

    /// Writes a document.
    ///
    /// # Errors
    /// What the inner writer reports, here and in the other methods.
    pub fn document(&mut self, document: &DocumentRecord) -> std::io::Result<()> {
        let mut bytes = Vec::new();
        self.encoder.document(document, &mut bytes);
        self.encoded(&bytes)
    }

    /// Writes what an [`Encoder`] of the same format made.
    ///
    /// # Errors
    /// As [`document`](Writer::document).
    pub fn encoded(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.head()?;
        let bytes = match (self.encoder.format, self.state) {
            // Each feature brings the comma before it; the first needs none.
            (Format::GeoJson, State::Empty) => bytes.strip_prefix(geojson::SEPARATOR).unwrap_or(bytes),
            _ => bytes,
        };
        if !bytes.is_empty() {
            self.state = State::Filled;
            self.inner()?.write_all(bytes)?;
        }
        Ok(())
    }

    /// Passes on what is buffered.
    ///
    /// # Errors
    /// As [`document`](Writer::document).
    pub fn flush(&mut self) -> std::io::Result<()> {
        self.inner()?.flush()
    }

    /// Writes the end, and gives the inner writer back.
    ///
    /// # Errors
    /// As [`document`](Writer::document); also where it is finished already.
    pub fn finish(&mut self) -> std::io::Result<W> {
        self.head()?;
        if self.encoder.format == Format::GeoJson {
            self.inner()?.write_all(geojson::TAIL)?;
        }
        self.flush()?;
        self.inner.take().ok_or_else(|| std::io::Error::other("the output is finished"))
    }
}

//! `tag`: texts in, mentions out.

use std::io::{IsTerminal, Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Context;
use jiff::civil::Date;
use ua_gazetteer::entity::Lexicon;
use ua_gazetteer::gazetteer::Place;
use ua_gazetteer::output::{
    Encoder, Format, Id, MentionRecord, OffsetCounter, Writer, write_brat, write_conll,
};
use ua_gazetteer::{Gazetteer, Mention, MentionKind, Recognizer};
use ua_gazetteer_view::Report;

use crate::args::{InputFormat, TagArguments, TagFormat};
use crate::ask;
use crate::input::{self, Line, Source, utf8};
use crate::output::{self, Output, Way, colour, encoder};
use crate::parquet::Table;
use crate::request::{BadRequest, Request, Subject};
use crate::run::{Answer, Runner};
use crate::standoff::{BratFolder, SinkWriter, document_name};

/// Texts of more bytes are worked on alone, and what is found is written window by window.
const LONG: u64 = 1 << 20;

/// One text to come: a file, or a line of one.
enum Item {
    File(Source),
    Line { name: String, number: u64, bytes: Vec<u8> },
}

/// Takes answers.
pub trait Take {
    /// Encoded ones.
    fn bytes(&mut self, bytes: &[u8]) -> anyhow::Result<()>;

    /// Mentions of a document, for a table.
    fn mentions(&mut self, id: &Id, mentions: Vec<MentionRecord>) -> anyhow::Result<()>;
}

/// Something that takes answers.
pub type Sink<'a> = dyn Take + 'a;

pub fn run(arguments: &TagArguments) -> anyhow::Result<u64> {
    let gazetteer = ask::gazetteer(&arguments.gazetteer)?;
    let within = ask::unit_option(&gazetteer, arguments.within.as_deref())?;
    let kinds = if arguments.kinds.is_empty() { &MentionKind::ALL[..] } else { &arguments.kinds };
    let mut builder = Recognizer::builder()
        .gazetteer(gazetteer.clone())
        .hostilities(!arguments.no_hostilities)
        .any_case(arguments.any_case)
        .explain(explains(arguments)?)
        .kinds(kinds.iter().copied())
        .min_confidence(arguments.min_confidence);
    if let Some(lexicon) = lexicon(arguments)? {
        builder = builder.lexicon(lexicon);
    }
    let folder = folder(arguments)?;
    let encoder = encoder(match arguments.output {
        TagFormat::Records(format) => format,
        // None of these has anything around its documents that the library knows of, like text.
        TagFormat::Conll | TagFormat::Brat | TagFormat::Parquet | TagFormat::Html => Format::Text,
    });
    let encoder = encoder.colour(colour() && arguments.output_file.is_none());
    let documents = AtomicUsize::new(0);
    let tagger = Tagger { arguments, recognizer: builder.build(), within, encoder, folder, documents };
    let mut output = Output::new(encoder);
    let sources = input::sources(&arguments.paths, arguments.input, &mut output);
    if tagger.holds_one_document() && sources.len() > 1 {
        anyhow::bail!(ONE_DOCUMENT);
    }
    if let Some(way) = way(arguments, encoder, &gazetteer, &sources)? {
        output.redirect(way);
    }
    if arguments.output == TagFormat::Html {
        output.write(Report::head().as_bytes())?;
    }
    output.show_progress(sources.iter().filter_map(Source::size).sum());
    let mut runner = Runner::new(usize::from(arguments.threads), |item| tagger.answer(item))?;
    for source in sources {
        tagger.source(source, &mut runner, &mut output)?;
    }
    runner.finish(&mut output)?;
    if arguments.output == TagFormat::Html {
        output.write(Report::tail(&gazetteer).as_bytes())?;
    }
    output.finish()
}

/// Where answers go, if not to standard output as they come.
fn way(
    arguments: &TagArguments,
    encoder: Encoder,
    gazetteer: &Gazetteer,
    sources: &[Source],
) -> anyhow::Result<Option<Way>> {
    let as_table = arguments.output == TagFormat::Parquet;
    let inner = match &arguments.output_file {
        Some(path) => {
            let is_read = |source: &Source| {
                source.path.as_deref().is_some_and(|read| {
                    matches!((read.canonicalize(), path.canonicalize()), (Ok(read), Ok(own)) if read == own)
                })
            };
            if sources.iter().any(is_read) {
                anyhow::bail!("--output-file {} is also read", path.display());
            }
            output::file(path)?
        }
        None if !as_table => return Ok(None),
        None if std::io::stdout().is_terminal() => anyhow::bail!(NO_TEXT),
        None => output::stdout(),
    };
    Ok(Some(if as_table {
        Way::Table(Box::new(Table::begin(inner, gazetteer, arguments.offsets)?))
    } else {
        Way::Bytes(Writer::new(encoder, inner))
    }))
}

const NO_TEXT: &str =
    "parquet is no text for a terminal: name a file by --output-file, or send standard output to one";

/// Whether mentions are explained.
fn explains(arguments: &TagArguments) -> anyhow::Result<bool> {
    let can = matches!(arguments.output, TagFormat::Records(Format::Text | Format::Jsonl | Format::GeoJson));
    if arguments.explain && !can {
        anyhow::bail!("--explain is for --output text, jsonl and geojson");
    }
    Ok(arguments.explain)
}

/// The embedded tables with those of the caller's own, if there are any.
fn lexicon(arguments: &TagArguments) -> anyhow::Result<Option<Lexicon>> {
    if arguments.lexicon.is_empty() {
        return Ok(None);
    }
    let mut lexicon = Lexicon::embedded().clone();
    for path in &arguments.lexicon {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).with_context(|| name.clone())?;
        let text = utf8(&bytes).map_err(|error| anyhow::anyhow!("{name}: {error}"))?;
        lexicon.extend(&name, text.trim_start_matches('\u{feff}'))?;
    }
    Ok(Some(lexicon))
}

/// The folder that brat's files go into, if one is asked for.
fn folder(arguments: &TagArguments) -> anyhow::Result<Option<BratFolder>> {
    match &arguments.output_dir {
        Some(_) if arguments.output != TagFormat::Brat => anyhow::bail!("--output-dir is for --output brat"),
        Some(path) => BratFolder::create(path.clone()).map(Some),
        None => Ok(None),
    }
}

const ONE_DOCUMENT: &str =
    "brat keeps each document in files of its own: with several, name a folder by --output-dir";

struct Tagger<'a> {
    arguments: &'a TagArguments,
    recognizer: Recognizer,
    within: Option<Place<'a>>,
    encoder: Encoder,
    folder: Option<BratFolder>,
    /// How many there were.
    documents: AtomicUsize,
}

impl Tagger<'_> {
    /// Hands the texts of a source to the runner, and works on long ones itself.
    fn source(
        &self,
        source: Source,
        runner: &mut Runner<'_, Item>,
        output: &mut Output,
    ) -> anyhow::Result<()> {
        if source.format == InputFormat::Text {
            // Standard input tells no size and comes alone.
            let size = source.size().unwrap_or(LONG);
            return self.push(Item::File(source), size, true, runner, output);
        }
        let name = source.name();
        input::each_line(&source, output, |Line { number, bytes, more }, output| {
            let size = bytes.len() as u64;
            self.push(Item::Line { name: name.clone(), number, bytes }, size, more, runner, output)
        })
    }

    /// Whether the output can hold no second document.
    fn holds_one_document(&self) -> bool {
        self.arguments.output == TagFormat::Brat && self.folder.is_none()
    }

    fn push(
        &self,
        item: Item,
        size: u64,
        more: bool,
        runner: &mut Runner<'_, Item>,
        output: &mut Output,
    ) -> anyhow::Result<()> {
        if self.documents.fetch_add(1, Ordering::Relaxed) > 0 && self.holds_one_document() {
            anyhow::bail!(ONE_DOCUMENT);
        }
        if size < LONG {
            return runner.push(item, size as usize, more, output);
        }
        runner.finish(output)?;
        let problem = self.work(item, output)?;
        if let Some(problem) = problem {
            output.bad(&problem);
        }
        output.advance(size as usize);
        output.flush()
    }

    fn answer(&self, item: Item) -> Answer {
        let mut answer = Answer::default();
        let problem = self.work(item, &mut answer);
        answer.problem = problem.unwrap_or_else(|error| Some(format!("{error:#}")));
        answer
    }

    /// Answers an item; what is bad about it, if it is.
    fn work(&self, item: Item, sink: &mut Sink<'_>) -> anyhow::Result<Option<String>> {
        match item {
            Item::File(source) => self.file(&source, sink),
            Item::Line { name, number, bytes } => {
                let request = Request::parse(&bytes, Subject::Text).and_then(|request| {
                    let within = ask::unit(self.recognizer.gazetteer(), request.within.as_deref())
                        .map_err(|error| BadRequest::new(request.id.clone(), error))?;
                    Ok((request, within))
                });
                match request {
                    Ok((request, within)) => {
                        let date = request.date.or(self.arguments.date);
                        let place = format!("{name}-{number}");
                        let id = &request.id;
                        self.document(&request.subject, (id, &place), date, within.or(self.within), sink)?;
                        Ok(None)
                    }
                    Err(bad) => {
                        let problem = format!("{name}:{number}: {}", bad.error);
                        if self.arguments.output == TagFormat::Records(Format::Jsonl) {
                            let mut out = Vec::new();
                            write_json(&bad.record(number), &mut out);
                            sink.bytes(&out)?;
                        }
                        Ok(Some(problem))
                    }
                }
            }
        }
    }

    /// Answers a file, which is one document.
    fn file(&self, source: &Source, sink: &mut Sink<'_>) -> anyhow::Result<Option<String>> {
        let mut bytes = Vec::new();
        if let Err(error) =
            source.open().and_then(|mut reader| source.name_error(reader.read_to_end(&mut bytes)))
        {
            return Ok(Some(format!("{error:#}")));
        }
        let text = match utf8(&bytes) {
            Ok(text) => text,
            Err(error) => return Ok(Some(format!("{}: {error}", source.name()))),
        };
        let id = source.path.as_ref().map_or(Id::Null, |path| Id::from(path.display().to_string()));
        self.document(text, (&id, &source.name()), self.arguments.date, self.within, sink)?;
        Ok(None)
    }

    fn document(
        &self,
        text: &str,
        (id, place): (&Id, &str),
        date: Option<Date>,
        within: Option<Place<'_>>,
        sink: &mut Sink<'_>,
    ) -> anyhow::Result<()> {
        let wanted = |mention: &&Mention<'_>| {
            within.is_none_or(|unit| mention.place().is_some_and(|place| place.is_within(&unit)))
        };
        if matches!(self.arguments.output, TagFormat::Conll | TagFormat::Brat | TagFormat::Html) {
            let mentions = self
                .recognizer
                .windows(text, date)
                .flat_map(|window| window.mentions().iter().filter(wanted).cloned().collect::<Vec<_>>());
            if let Some(folder) = &self.folder {
                return folder.write(&document_name(id, place), text, mentions);
            }
            let mut out = SinkWriter::buffered(sink);
            match self.arguments.output {
                TagFormat::Brat => write_brat(text, mentions, &mut out)?,
                TagFormat::Html => Report::document(text, id, date, mentions, &mut out)?,
                _ => write_conll(text, id, mentions, &mut out)?,
            }
            return Ok(out.flush()?);
        }
        let mut offsets = OffsetCounter::new(text, self.arguments.offsets);
        let mut windows = self.recognizer.windows(text, date).map(|window| -> Vec<MentionRecord> {
            let mentions = window.mentions().iter().filter(wanted);
            mentions.map(|mention| MentionRecord::of(mention, &mut offsets)).collect()
        });
        if self.arguments.output == TagFormat::Parquet {
            return windows.try_for_each(|mentions| sink.mentions(id, mentions));
        }
        let mut out = Vec::new();
        self.encoder.start(id, &mut out);
        let mut first = true;
        for mentions in windows {
            self.encoder.mentions(id, &mentions, first, &mut out);
            first &= mentions.is_empty();
            sink.bytes(&out)?;
            out.clear();
        }
        self.encoder.end(&mut out);
        sink.bytes(&out)
    }
}

/// Appends a record and the end of its line.
pub fn write_json(record: &impl serde::Serialize, out: &mut Vec<u8>) {
    // Records are strings and numbers, and memory takes all bytes.
    serde_json::to_writer(&mut *out, record).expect("a record serializes into memory");
    out.push(b'\n');
}

//! `tag`: texts in, mentions out.

use std::io::{BufWriter, Read, Write};

use ua_gazetteer::gazetteer::Place;
use ua_gazetteer::output::{DocumentRecord, Id};
use ua_gazetteer::{Document, MentionKind, Recognizer};

use crate::args::{InputFormat, TagArguments};
use crate::input::{self, Source, utf8};
use crate::report::Report;
use crate::request::{BadRequest, Request, Subject};
use crate::run::{Answer, Runner};
use crate::{lookup, request};

/// One text to come: a file, or a line of one.
enum Item {
    File(Source),
    Line { name: String, number: u64, bytes: Vec<u8> },
}

pub fn run(arguments: &TagArguments) -> anyhow::Result<u64> {
    let tagger = Tagger::new(arguments)?;
    let mut report = Report::default();
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut runner = Runner::new(arguments.threads, |item| tagger.answer(item))?;
    for source in input::sources(&arguments.paths, arguments.input, &mut report) {
        match source.format {
            InputFormat::Text => runner.push(Item::File(source), 1 << 12, true, &mut out, &mut report)?,
            InputFormat::Jsonl => {
                let name = source.name();
                let mut reader = match source.open() {
                    Ok(reader) => reader,
                    Err(error) => {
                        report.bad(&format!("{error:#}"));
                        continue;
                    }
                };
                input::lines(&mut reader, |line| {
                    let (bytes, more) = (line.bytes.len(), line.more);
                    let item = Item::Line { name: name.clone(), number: line.number, bytes: line.bytes };
                    runner.push(item, bytes, more, &mut out, &mut report)
                })?;
            }
        }
    }
    runner.finish(&mut out, &mut report)?;
    out.flush()?;
    Ok(report.count())
}

struct Tagger<'a> {
    arguments: &'a TagArguments,
    recognizer: Recognizer,
}

impl<'a> Tagger<'a> {
    fn new(arguments: &'a TagArguments) -> anyhow::Result<Self> {
        let gazetteer = lookup::gazetteer(&arguments.gazetteer)?;
        if let Some(within) = &arguments.within {
            lookup::unit(&gazetteer, within).map_err(anyhow::Error::msg)?;
        }
        let kinds = if arguments.kinds.is_empty() { &MentionKind::ALL[..] } else { &arguments.kinds };
        let recognizer = Recognizer::builder()
            .gazetteer(gazetteer)
            .hostilities(!arguments.no_hostilities)
            .any_case(arguments.any_case)
            .kinds(kinds.iter().copied())
            .min_confidence(arguments.min_confidence)
            .build();
        Ok(Tagger { arguments, recognizer })
    }

    fn answer(&self, item: Item) -> Answer {
        match item {
            Item::File(source) => self.file(&source),
            Item::Line { name, number, bytes } => {
                let mut out = Vec::new();
                let problem = match self.line(&bytes, &mut out) {
                    Ok(()) => None,
                    Err(bad) => {
                        let problem = format!("{name}:{number}: {}", bad.error);
                        write_json(&bad.record(number), &mut out);
                        Some(problem)
                    }
                };
                Answer { out, problem }
            }
        }
    }

    fn line(&self, bytes: &[u8], out: &mut Vec<u8>) -> Result<(), BadRequest> {
        let request = Request::parse(bytes, Subject::Text)?;
        let within = request.within.as_deref().or(self.arguments.within.as_deref());
        let within = lookup::unit_of(self.recognizer.gazetteer(), within)
            .map_err(|error| BadRequest::new(request.id.clone(), error))?;
        let document = self.recognizer.recognize_on(&request.subject, request.date.or(self.arguments.date));
        self.write(&document, request.id, within, out);
        Ok(())
    }

    fn file(&self, source: &Source) -> Answer {
        let mut bytes = Vec::new();
        if let Err(error) = source.open().and_then(|mut reader| Ok(reader.read_to_end(&mut bytes)?)) {
            return Answer { problem: Some(format!("{error:#}")), ..Answer::default() };
        }
        let mut out = Vec::new();
        let problem = match utf8(&bytes) {
            Ok(text) => {
                let id = source.path.as_ref().map_or(Id::Null, |path| Id::from(path.display().to_string()));
                let within = lookup::unit_of(self.recognizer.gazetteer(), self.arguments.within.as_deref());
                let document = self.recognizer.recognize_on(text, self.arguments.date);
                self.write(&document, id, within.unwrap_or_default(), &mut out);
                None
            }
            Err(error) => Some(format!("{}: {error}", source.name())),
        };
        Answer { out, problem }
    }

    fn write(&self, document: &Document<'_>, id: Id, within: Option<Place<'_>>, out: &mut Vec<u8>) {
        let _ = within;
        write_json(&DocumentRecord::of(document, id, self.arguments.offsets), out);
    }
}

/// Appends a record and the end of its line.
pub fn write_json(record: &impl serde::Serialize, out: &mut Vec<u8>) {
    // Records are strings and numbers, and memory takes all bytes.
    serde_json::to_writer(&mut *out, record).expect("a record serializes into memory");
    out.push(b'\n');
}

//! `lookup`: a name in any spelling or case, to the places that it may mean.

use std::borrow::Cow;
use std::path::PathBuf;

use ua_gazetteer::Gazetteer;
use ua_gazetteer::gazetteer::{LookupOptions, Place};
use ua_gazetteer::output::{CandidateRecord, Format, Id, LookupRecord, candidate_table};

use crate::args::{InputFormat, LookupArguments, PlainFormat};
use crate::ask;
use crate::input::{self, STDIN, Source, utf8};
use crate::output::{Output, colour, encoder};
use crate::request::{BadRequest, Request, Subject};
use crate::run::{Answer, Runner};
use crate::tag::write_json;

/// One name to come.
enum Item {
    Name(String),
    Line { format: InputFormat, name: String, number: u64, bytes: Vec<u8> },
}

pub fn run(arguments: &LookupArguments) -> anyhow::Result<u64> {
    let gazetteer = ask::gazetteer(&arguments.gazetteer)?;
    let within = ask::unit_option(&gazetteer, arguments.within.as_deref())?;
    let verb = Lookup { gazetteer: &gazetteer, within, arguments, colour: colour() };
    let mut output = Output::new(encoder(Format::from(arguments.output)));
    let mut runner = Runner::new(usize::from(arguments.threads), |item: Item| verb.answer(item))?;
    let from_stdin = arguments.names == [STDIN];
    if arguments.input.is_none() && !from_stdin {
        for name in &arguments.names {
            runner.push(Item::Name(name.clone()), name.len(), true, &mut output)?;
        }
    } else {
        let format = arguments.input.unwrap_or(InputFormat::Text);
        let paths: Vec<PathBuf> = arguments.names.iter().map(PathBuf::from).collect();
        for source in input::sources(&paths, Some(format), &mut output) {
            read(&source, &mut runner, &mut output)?;
        }
    }
    runner.finish(&mut output)?;
    output.finish()
}

fn read(source: &Source, runner: &mut Runner<'_, Item>, output: &mut Output) -> anyhow::Result<()> {
    let (name, format) = (source.name(), source.format);
    input::each_line(source, output, |line, output| {
        let (bytes, more) = (line.bytes.len(), line.more);
        let item = Item::Line { format, name: name.clone(), number: line.number, bytes: line.bytes };
        runner.push(item, bytes, more, output)
    })
}

struct Lookup<'a> {
    gazetteer: &'a Gazetteer,
    within: Option<Place<'a>>,
    arguments: &'a LookupArguments,
    colour: bool,
}

impl Lookup<'_> {
    fn answer(&self, item: Item) -> Answer {
        let mut out = Vec::new();
        let problem = match item {
            Item::Name(name) => self.write(&plain(&name), &mut out).err().map(|bad| bad.error),
            Item::Line { format, name, number, bytes } => {
                let request = match format {
                    InputFormat::Jsonl => Request::parse(&bytes, Subject::Name),
                    InputFormat::Text => utf8(&bytes)
                        .map(|name| plain(name.trim()))
                        .map_err(|error| BadRequest::new(Id::Null, error)),
                };
                let written = request.and_then(|request| self.write(&request, &mut out));
                written.err().map(|bad| {
                    let problem = format!("{name}:{number}: {}", bad.error);
                    if self.arguments.output == PlainFormat::Jsonl {
                        write_json(&bad.record(number), &mut out);
                    }
                    problem
                })
            }
        };
        Answer { out, problem, ..Answer::default() }
    }

    fn write(&self, request: &Request<'_>, out: &mut Vec<u8>) -> Result<(), BadRequest> {
        let own = ask::unit(self.gazetteer, request.within.as_deref())
            .map_err(|error| BadRequest::new(request.id.clone(), error))?;
        let options = LookupOptions {
            limit: request.limit.unwrap_or(self.arguments.limit),
            within: own.or(self.within),
            hostilities: !self.arguments.no_hostilities,
        };
        let found = self.gazetteer.lookup_with(&request.subject, &options);
        match self.arguments.output {
            PlainFormat::Jsonl => write_json(&LookupRecord::of(&found, request.id.clone()), out),
            PlainFormat::Text => {
                let records: Vec<CandidateRecord> = found.iter().map(CandidateRecord::from).collect();
                out.extend_from_slice(request.subject.as_bytes());
                out.extend_from_slice(if records.is_empty() { b": nothing like it\n" } else { b"\n" });
                out.extend_from_slice(candidate_table(&records, self.colour).as_bytes());
            }
        }
        Ok(())
    }
}

/// The question of a name by itself: its id is the name.
fn plain(name: &str) -> Request<'_> {
    Request { id: name.into(), subject: Cow::Borrowed(name), date: None, within: None, limit: None }
}

//! `lookup`: a name in any spelling or case, to the places that it may mean.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context;
use ua_gazetteer::Gazetteer;
use ua_gazetteer::gazetteer::{LookupOptions, Place};
use ua_gazetteer::output::{Id, LookupRecord};

use crate::args::{GazetteerArguments, LookupArguments};
use crate::input;
use crate::report::Report;
use crate::request::{BadRequest, Request, Subject};
use crate::run::{Answer, Runner};
use crate::tag::write_json;

/// The embedded gazetteer, with a caller's own places over it.
pub fn gazetteer(arguments: &GazetteerArguments) -> anyhow::Result<Gazetteer> {
    let Some(path) = &arguments.own else { return Ok(Gazetteer::embedded()) };
    let file = || path.display().to_string();
    let reader = std::io::BufReader::new(std::fs::File::open(path).with_context(file)?);
    let builder = Gazetteer::builder().embedded();
    let builder = match path.extension() {
        Some(suffix) if suffix.eq_ignore_ascii_case("json") => builder.json(reader),
        _ => builder.csv(reader),
    };
    builder.and_then(|builder| builder.build()).with_context(file)
}

/// The unit that a text names, or what is allowed.
pub fn unit<'g>(gazetteer: &'g Gazetteer, text: &str) -> Result<Place<'g>, String> {
    gazetteer.unit(text).ok_or_else(|| format!("unknown region {text:?}"))
}

/// As [`unit`], of a text that may be missing.
pub fn unit_of<'g>(gazetteer: &'g Gazetteer, text: Option<&str>) -> Result<Option<Place<'g>>, String> {
    text.map(|text| unit(gazetteer, text)).transpose()
}

struct Item {
    name: String,
    number: u64,
    bytes: Vec<u8>,
}

pub fn run(arguments: &LookupArguments) -> anyhow::Result<u64> {
    let gazetteer = gazetteer(&arguments.gazetteer)?;
    let within = unit_of(&gazetteer, arguments.within.as_deref()).map_err(anyhow::Error::msg)?;
    let mut report = Report::default();
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut runner =
        Runner::new(arguments.threads, |item: Item| answer(&gazetteer, within, arguments, item))?;
    let paths: Vec<PathBuf> = arguments.names.iter().map(PathBuf::from).collect();
    for source in input::sources(&paths, arguments.input, &mut report) {
        let mut reader = match source.open() {
            Ok(reader) => reader,
            Err(error) => {
                report.bad(&format!("{error:#}"));
                continue;
            }
        };
        let name = source.name();
        input::lines(&mut reader, |line| {
            let (bytes, more) = (line.bytes.len(), line.more);
            let item = Item { name: name.clone(), number: line.number, bytes: line.bytes };
            runner.push(item, bytes, more, &mut out, &mut report)
        })?;
    }
    runner.finish(&mut out, &mut report)?;
    out.flush()?;
    Ok(report.count())
}

fn answer(
    gazetteer: &Gazetteer,
    within: Option<Place<'_>>,
    arguments: &LookupArguments,
    item: Item,
) -> Answer {
    let mut out = Vec::new();
    let problem = match candidates(gazetteer, within, arguments, &item.bytes) {
        Ok(record) => {
            write_json(&record, &mut out);
            None
        }
        Err(bad) => {
            let problem = format!("{}:{}: {}", item.name, item.number, bad.error);
            write_json(&bad.record(item.number), &mut out);
            Some(problem)
        }
    };
    Answer { out, problem }
}

fn candidates(
    gazetteer: &Gazetteer,
    within: Option<Place<'_>>,
    arguments: &LookupArguments,
    line: &[u8],
) -> Result<LookupRecord, BadRequest> {
    let request = Request::parse(line, Subject::Name)?;
    let own = unit_of(gazetteer, request.within.as_deref())
        .map_err(|error| BadRequest::new(request.id.clone(), error))?;
    let options = LookupOptions { limit: request.limit.unwrap_or(arguments.limit), within: own.or(within) };
    let _ = Id::Null;
    Ok(LookupRecord::of(&gazetteer.lookup_with(&request.subject, &options), request.id))
}

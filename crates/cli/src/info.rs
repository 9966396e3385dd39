//! `info`: versions, counts, sources, licences.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;
use ua_gazetteer::gazetteer::{FORMAT_VERSION, Info};
use ua_gazetteer::output::{Format, SCHEMA};

use crate::args::{InfoArguments, PlainFormat};
use crate::ask;
use crate::output::{Output, encoder};
use crate::tag::write_json;

/// What the command says of itself.
#[derive(Serialize)]
struct About {
    schema: u32,
    version: &'static str,
    gazetteer_format: u32,
    code_licence: &'static str,
    data_licence: &'static str,
    settlements: u64,
    #[serde(flatten)]
    info: Info,
}

pub fn run(arguments: &InfoArguments) -> anyhow::Result<u64> {
    let info = ask::gazetteer(&arguments.gazetteer)?.info();
    let about = About {
        schema: SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        gazetteer_format: FORMAT_VERSION,
        code_licence: "MIT OR Apache-2.0",
        data_licence: "ODbL-1.0",
        settlements: info.settlements(),
        info,
    };
    let mut output = Output::new(encoder(Format::from(arguments.output)));
    let mut out = Vec::new();
    match arguments.output {
        PlainFormat::Jsonl => write_json(&about, &mut out),
        PlainFormat::Text => out.extend_from_slice(in_text(&about).as_bytes()),
    }
    output.write(&out)?;
    output.finish()
}

fn in_text(about: &About) -> String {
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = writeln!(text, "ua-gazetteer {} ({})", about.version, about.code_licence);
    let _ = writeln!(
        text,
        "gazetteer format {}, record schema {}, data under {}",
        about.gazetteer_format, about.schema, about.data_licence
    );
    let _ =
        writeln!(text, "\nsettlements of Ukraine: {}, by what their point is", grouped(about.settlements));
    counts(&mut text, &about.info.settlement_points);
    text.push_str("\nplaces by kind (abroad: settlements and units of other countries)\n");
    counts(&mut text, &about.info.places);
    let _ = writeln!(text, "\nnames: {}; forms by class", grouped(about.info.names));
    counts(&mut text, &about.info.forms);
    let until = about.info.register_until.map(|day| format!(", until {day}")).unwrap_or_default();
    let _ = writeln!(text, "\nregister of hostilities: {} rows{until}", grouped(about.info.hostilities));
    text.push_str("\nsources\n");
    for source in &about.info.sources {
        let _ = writeln!(text, "  {source}");
    }
    text
}

fn counts(text: &mut String, counts: &BTreeMap<String, u64>) {
    for (name, count) in counts {
        let _ = writeln!(text, "  {name:<14}{:>10}", grouped(*count));
    }
}

/// A number with commas between the thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

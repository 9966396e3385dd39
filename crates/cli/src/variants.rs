//! `variants`: every spelling and case form of a name.

use std::fmt::Write;

use ua_gazetteer::output::{Format, VariantsRecord};
use ua_gazetteer::{Gazetteer, Language};

use crate::args::{PlainFormat, VariantsArguments};
use crate::output::{Output, encoder};
use crate::tag::write_json;

pub fn run(arguments: &VariantsArguments) -> anyhow::Result<u64> {
    let mut output = Output::new(encoder(Format::from(arguments.output)));
    for name in &arguments.names {
        let records = variants(name, arguments.lang);
        if records.is_empty() {
            output.bad(&format!(
                "{name:?}: not in the gazetteer; a name in Cyrillic letters needs --lang uk or --lang ru"
            ));
        }
        for record in records {
            let mut out = Vec::new();
            match arguments.output {
                PlainFormat::Jsonl => write_json(&record, &mut out),
                PlainFormat::Text => out.extend_from_slice(in_text(&record).as_bytes()),
            }
            output.write(&out)?;
        }
    }
    output.finish()
}

/// As given where the language is said, else of the likeliest place.
fn variants(name: &str, language: Option<Language>) -> Vec<VariantsRecord> {
    match language {
        Some(language) => vec![VariantsRecord::of(name, language)],
        None => VariantsRecord::of_likeliest(name, &Gazetteer::embedded()),
    }
}

fn in_text(record: &VariantsRecord) -> String {
    let mut text = format!("{} ({})\n", record.name, record.language.code());
    let widest = record.spellings.iter().map(|spelling| spelling.text.chars().count()).max().unwrap_or(0);
    // Writing into a string cannot fail.
    for spelling in &record.spellings {
        let _ = writeln!(text, "  {:widest$}  {}", spelling.text, spelling.romanization);
    }
    let widest = record.forms.iter().map(|form| form.text.chars().count()).max().unwrap_or(0);
    for form in &record.forms {
        let _ = writeln!(text, "  {:widest$}  {}", form.text, form.case.as_str());
    }
    for adjective in &record.adjectives {
        let _ = writeln!(text, "  {adjective:widest$}  adjective");
    }
    text
}

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
        let names = nominatives(name, arguments.lang);
        if names.is_empty() {
            output.bad(&format!(
                "{name:?}: not in the gazetteer; a name in Cyrillic letters needs --lang uk or --lang ru"
            ));
        }
        for (name, language) in names {
            let record = VariantsRecord::of(&name, language);
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

/// The names whose variants are asked for: as given where the language is said, else those of the likeliest place.
fn nominatives(name: &str, language: Option<Language>) -> Vec<(String, Language)> {
    if let Some(language) = language {
        return vec![(name.to_owned(), language)];
    }
    let gazetteer = Gazetteer::embedded();
    let candidates = gazetteer.lookup(name);
    let Some(place) = candidates.first().map(|candidate| candidate.place()) else { return Vec::new() };
    [(place.name_uk(), Language::Ukrainian), (place.name_ru(), Language::Russian)]
        .into_iter()
        .filter(|(name, _)| !name.is_empty())
        .map(|(name, language)| (name.to_owned(), language))
        .collect()
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

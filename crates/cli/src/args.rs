//! The options of the command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use ua_gazetteer::output::{Format, OffsetUnit};
use ua_gazetteer::{Language, MentionKind};

/// Finds the places of Ukraine that texts name, in English, Ukrainian and Russian, in any spelling and case, offline.
#[derive(Parser)]
#[command(name = "ua-gazetteer", version, propagate_version = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Subcommand)]
pub enum Verb {
    /// Finds the places and directions that texts name
    Tag(TagArguments),
    /// Finds the places that a name may mean, in any spelling or case
    Lookup(LookupArguments),
    /// Lists all spellings, case forms and adjectives of a name
    Variants(VariantsArguments),
    /// Finds the settlements near a point
    Near(NearArguments),
    /// Shows versions, counts, sources and licences
    Info(InfoArguments),
    /// Shows a page to paste reports into, and answers programs over HTTP
    #[cfg(feature = "serve")]
    Serve(crate::serve::ServeArguments),
}

/// How input is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// Plain text
    Text,
    /// One JSON object a line
    Jsonl,
}

/// How answers without a text are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PlainFormat {
    /// For people
    Text,
    /// One JSON object a line
    Jsonl,
}

impl From<PlainFormat> for Format {
    fn from(format: PlainFormat) -> Self {
        match format {
            PlainFormat::Text => Format::Text,
            PlainFormat::Jsonl => Format::Jsonl,
        }
    }
}

/// How mentions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagFormat {
    /// As records, which need no text.
    Records(Format),
    /// BIO tags of tokens.
    Conll,
    /// Standoff annotations of brat.
    Brat,
    /// A table by columns, in a file.
    Parquet,
    /// A page to look at, in one file.
    Html,
}

impl std::str::FromStr for TagFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "conll" => Ok(TagFormat::Conll),
            "brat" => Ok(TagFormat::Brat),
            "parquet" => Ok(TagFormat::Parquet),
            "html" => Ok(TagFormat::Html),
            _ => text.parse().map(TagFormat::Records).map_err(|_| {
                format!(
                    "unknown format {text:?}: expected text, jsonl, geojson, csv, parquet, conll, brat or html"
                )
            }),
        }
    }
}

#[derive(Args)]
pub struct TagArguments {
    /// Files, folders (their *.txt and *.jsonl files, at any depth) or - for standard input
    #[arg(value_name = "FILE")]
    pub paths: Vec<PathBuf>,
    /// How input is read: by the suffix of the file unless told, .jsonl as jsonl and all else as text
    #[arg(long, value_name = "FORMAT")]
    pub input: Option<InputFormat>,
    /// How mentions are written: text, jsonl, geojson, csv, parquet, conll (BIO tags), brat (standoff) or html (a page)
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub output: TagFormat,
    /// Writes into this file, over what is there, instead of to standard output
    #[arg(long, value_name = "FILE", conflicts_with = "output_dir")]
    pub output_file: Option<PathBuf>,
    /// Writes brat annotations and texts into this folder, an .ann and a .txt file for each document
    #[arg(long, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    /// What offsets count: bytes, chars (code points) or utf16
    #[arg(long, value_name = "UNIT", default_value = "bytes")]
    pub offsets: OffsetUnit,
    /// The day of the texts, as 2023-11-26; a JSON line may name its own
    #[arg(long, value_parser = date)]
    pub date: Option<Date>,
    /// Only mentions of these kinds, separated by commas
    #[arg(long, value_delimiter = ',')]
    pub kinds: Vec<MentionKind>,
    /// Only mentions at least so sure, 0 to 1
    #[arg(long, value_name = "CONFIDENCE", default_value = "0", value_parser = probability)]
    pub min_confidence: f32,
    /// Only places within this oblast, raion or hromada, in any spelling
    #[arg(long, value_name = "REGION")]
    pub within: Option<String>,
    /// Leaves the register of hostilities out of account
    #[arg(long)]
    pub no_hostilities: bool,
    /// Says of each place what spoke for and against it and each alternative; with text, jsonl and geojson
    #[arg(long)]
    pub explain: bool,
    /// Also finds names without a capital, for lower-case posts
    #[arg(long)]
    pub any_case: bool,
    #[command(flatten)]
    pub gazetteer: GazetteerArguments,
    /// Own words for units, organizations, weapons and so on, beside the embedded ones: a table as data/entities has
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
    /// How many texts are worked on at once
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = threads())]
    pub threads: u16,
}

#[derive(Args)]
pub struct LookupArguments {
    /// Names; with --input, files or - for standard input
    #[arg(value_name = "NAME", required_unless_present = "input")]
    pub names: Vec<String>,
    /// Reads names from files: jsonl questions, or text with one name a line
    #[arg(long, value_name = "FORMAT")]
    pub input: Option<InputFormat>,
    /// How candidates are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub output: PlainFormat,
    /// Only places within this oblast, raion or hromada, in any spelling
    #[arg(long, value_name = "REGION")]
    pub within: Option<String>,
    /// At most so many candidates of a name
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// Leaves the register of hostilities out of account
    #[arg(long)]
    pub no_hostilities: bool,
    #[command(flatten)]
    pub gazetteer: GazetteerArguments,
    /// How many names are worked on at once
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = threads())]
    pub threads: u16,
}

#[derive(Args)]
pub struct GazetteerArguments {
    /// Own places over the embedded ones: a .csv table or a .json array
    #[arg(long = "gazetteer", value_name = "FILE")]
    pub own: Option<PathBuf>,
}

#[derive(Args)]
pub struct VariantsArguments {
    /// Names: of the gazetteer in any spelling; with --lang any name in the nominative
    #[arg(value_name = "NAME", required = true)]
    pub names: Vec<String>,
    /// The language of the name, uk or ru: takes it as it stands
    #[arg(long)]
    pub lang: Option<Language>,
    /// How variants are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub output: PlainFormat,
}

#[derive(Args)]
pub struct NearArguments {
    /// Latitude in WGS84 degrees, -90 to 90
    #[arg(allow_negative_numbers = true, value_parser = latitude)]
    pub lat: f64,
    /// Longitude in WGS84 degrees, -180 to 180
    #[arg(allow_negative_numbers = true, value_parser = longitude)]
    pub lon: f64,
    /// All settlements within so many kilometres
    #[arg(long, value_name = "KM", value_parser = kilometres)]
    pub radius_km: Option<f64>,
    /// At most so many settlements; 10 where no radius is asked for
    #[arg(long, value_name = "N")]
    pub count: Option<usize>,
    /// How settlements are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub output: PlainFormat,
}

#[derive(Args)]
pub struct InfoArguments {
    #[command(flatten)]
    pub gazetteer: GazetteerArguments,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub output: PlainFormat,
}

fn threads() -> clap::builder::RangedI64ValueParser<u16> {
    clap::value_parser!(u16).range(1..=256)
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "no date, as 2023-11-26".to_owned())
}

fn number(text: &str, from: f64, to: f64) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "no number".to_owned())?;
    if (from..=to).contains(&number) { Ok(number) } else { Err(format!("outside {from} to {to}")) }
}

fn probability(text: &str) -> Result<f32, String> {
    number(text, 0.0, 1.0).map(|number| number as f32)
}

fn latitude(text: &str) -> Result<f64, String> {
    number(text, -90.0, 90.0)
}

fn longitude(text: &str) -> Result<f64, String> {
    number(text, -180.0, 180.0)
}

/// Half of the Earth's circumference reaches every place.
const FARTHEST_KM: f64 = 20_040.0;

fn kilometres(text: &str) -> Result<f64, String> {
    number(text, 0.0, FARTHEST_KM)
}

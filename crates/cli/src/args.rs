//! The options of the command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use ua_gazetteer::output::OffsetUnit;
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
}

/// How input is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// Plain text
    Text,
    /// One JSON object a line
    Jsonl,
}

/// How answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// For people
    Text,
    /// One JSON object a line
    Jsonl,
}

#[derive(Args)]
pub struct TagArguments {
    /// Files, folders (their *.txt and *.jsonl files, at any depth) or - for standard input
    #[arg(value_name = "FILE")]
    pub paths: Vec<PathBuf>,
    /// How input is read: by the suffix of the file unless told, .jsonl as jsonl and all else as text
    #[arg(long, value_name = "FORMAT")]
    pub input: Option<InputFormat>,
    /// How mentions are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub output: OutputFormat,
    /// What offsets count: bytes, chars (code points) or utf16
    #[arg(long, value_name = "UNIT", default_value = "bytes")]
    pub offsets: OffsetUnit,
    /// The day of the texts, as 2023-11-26; a JSON line may name its own
    #[arg(long)]
    pub date: Option<Date>,
    /// Only mentions of these kinds, separated by commas
    #[arg(long, value_delimiter = ',')]
    pub kinds: Vec<MentionKind>,
    /// Only mentions at least so sure, 0 to 1
    #[arg(long, value_name = "CONFIDENCE", default_value_t = 0.0)]
    pub min_confidence: f32,
    /// Only places within this oblast, raion or hromada, in any spelling
    #[arg(long, value_name = "REGION")]
    pub within: Option<String>,
    /// Leaves the register of hostilities out of account
    #[arg(long)]
    pub no_hostilities: bool,
    /// Also finds names without a capital, for lower-case posts
    #[arg(long)]
    pub any_case: bool,
    #[command(flatten)]
    pub gazetteer: GazetteerArguments,
    /// How many texts are worked on at once
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub threads: usize,
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
    pub output: OutputFormat,
    /// Only places within this oblast, raion or hromada, in any spelling
    #[arg(long, value_name = "REGION")]
    pub within: Option<String>,
    /// At most so many candidates of a name
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// The language of the names, where it is known: uk, ru or en
    #[arg(long)]
    pub lang: Option<Language>,
    #[command(flatten)]
    pub gazetteer: GazetteerArguments,
    /// How many names are worked on at once
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub threads: usize,
}

#[derive(Args)]
pub struct GazetteerArguments {
    /// Own places over the embedded ones: a .csv table or a .json array
    #[arg(long = "gazetteer", value_name = "FILE")]
    pub own: Option<PathBuf>,
}

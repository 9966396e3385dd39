//! Where input comes from: files, folders, standard input.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::args::InputFormat;
use crate::output::Output;

/// What stands for standard input among paths.
pub const STDIN: &str = "-";

/// One file, or standard input.
#[derive(Clone, Debug)]
pub struct Source {
    /// Nothing for standard input.
    pub path: Option<PathBuf>,
    pub format: InputFormat,
}

impl Source {
    fn new(path: &Path, forced: Option<InputFormat>) -> Self {
        let by_suffix = match path.extension() {
            Some(suffix) if suffix.eq_ignore_ascii_case("jsonl") => InputFormat::Jsonl,
            _ => InputFormat::Text,
        };
        let path = (path != Path::new(STDIN)).then(|| path.to_owned());
        Source { path, format: forced.unwrap_or(by_suffix) }
    }

    /// What messages call it.
    pub fn name(&self) -> String {
        self.path.as_ref().map_or_else(|| "standard input".to_owned(), |path| path.display().to_string())
    }

    /// Its bytes, where it is a file.
    pub fn size(&self) -> Option<u64> {
        let metadata = std::fs::metadata(self.path.as_ref()?).ok()?;
        metadata.is_file().then_some(metadata.len())
    }

    /// Puts its name before an error.
    pub fn name_error<T>(&self, result: std::io::Result<T>) -> anyhow::Result<T> {
        result.with_context(|| self.name())
    }

    /// Opens it for reading by lines.
    pub fn open(&self) -> anyhow::Result<BufReader<Box<dyn Read>>> {
        let reader: Box<dyn Read> = match &self.path {
            Some(path) => Box::new(self.name_error(std::fs::File::open(path))?),
            None => Box::new(std::io::stdin().lock()),
        };
        Ok(BufReader::with_capacity(1 << 16, reader))
    }
}

/// The files that paths name: folders give their files of a known suffix, at any depth, sorted by path. A forced
/// format leaves out the files of the other suffix.
pub fn sources(paths: &[PathBuf], forced: Option<InputFormat>, output: &mut Output) -> Vec<Source> {
    let mut sources = Vec::new();
    if paths.is_empty() {
        sources.push(Source::new(Path::new(STDIN), forced));
    }
    for path in paths {
        if path.is_dir() {
            sources.extend(folder(path, forced, output).into_iter().map(|file| Source::new(&file, forced)));
        } else {
            sources.push(Source::new(path, forced));
        }
    }
    sources
}

/// Suffixes of the files that are taken from folders.
const SUFFIXES: &[(&str, InputFormat)] = &[("txt", InputFormat::Text), ("jsonl", InputFormat::Jsonl)];

fn folder(path: &Path, forced: Option<InputFormat>, output: &mut Output) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
        match entry {
            Ok(entry) => {
                let suffix = entry.path().extension().and_then(|suffix| suffix.to_str()).unwrap_or("");
                let known = SUFFIXES.iter().any(|(known, format)| {
                    suffix.eq_ignore_ascii_case(known) && forced.is_none_or(|forced| forced == *format)
                });
                if known && entry.path().is_file() {
                    files.push(entry.into_path());
                }
            }
            Err(error) => output.bad(&error.to_string()),
        }
    }
    files
}

/// One line of a file, without its end.
pub struct Line {
    /// Its number, the first being 1.
    pub number: u64,
    pub bytes: Vec<u8>,
    /// Whether more input is at hand already; where none is, an answer must not wait for it.
    pub more: bool,
}

/// Calls `each` with every line of a source that is not blank. A source that cannot be read is reported.
pub fn each_line(
    source: &Source,
    output: &mut Output,
    mut each: impl FnMut(Line, &mut Output) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut reader = match source.open() {
        Ok(reader) => reader,
        Err(error) => {
            output.bad(&format!("{error:#}"));
            return Ok(());
        }
    };
    let mut number = 0;
    loop {
        let mut bytes = Vec::new();
        match reader.read_until(b'\n', &mut bytes) {
            Ok(0) => return Ok(()),
            Ok(_) => number += 1,
            Err(error) => {
                output.bad(&format!("{}: {error}", source.name()));
                return Ok(());
            }
        }
        if number == 1 && bytes.starts_with(BYTE_ORDER_MARK) {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        while bytes.pop_if(|byte| matches!(byte, b'\n' | b'\r')).is_some() {}
        if !bytes.iter().all(u8::is_ascii_whitespace) {
            each(Line { number, bytes, more: !reader.buffer().is_empty() }, output)?;
        }
    }
}

/// What some editors put before UTF-8.
pub const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The text of bytes, or where they cease to be UTF-8.
pub fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| format!("invalid UTF-8 at byte {}", error.valid_up_to()))
}

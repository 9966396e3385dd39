//! Where input comes from: files, folders, standard input.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::args::InputFormat;
use crate::report::Report;

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

    /// Opens it for reading by lines.
    pub fn open(&self) -> anyhow::Result<BufReader<Box<dyn Read>>> {
        let reader: Box<dyn Read> = match &self.path {
            Some(path) => Box::new(std::fs::File::open(path).with_context(|| self.name())?),
            None => Box::new(std::io::stdin().lock()),
        };
        Ok(BufReader::with_capacity(1 << 16, reader))
    }
}

/// The files that paths name: folders give their files of a known suffix, sorted by path.
pub fn sources(paths: &[PathBuf], forced: Option<InputFormat>, report: &mut Report) -> Vec<Source> {
    let mut sources = Vec::new();
    if paths.is_empty() {
        sources.push(Source::new(Path::new(STDIN), forced));
    }
    for path in paths {
        if path.is_dir() {
            sources.extend(folder(path, report).into_iter().map(|file| Source::new(&file, forced)));
        } else {
            sources.push(Source::new(path, forced));
        }
    }
    sources
}

fn folder(path: &Path, report: &mut Report) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
        match entry {
            Ok(entry) => {
                let suffix = entry.path().extension().and_then(|suffix| suffix.to_str()).unwrap_or("");
                let known = ["txt", "jsonl"].iter().any(|known| suffix.eq_ignore_ascii_case(known));
                if known && entry.path().is_file() {
                    files.push(entry.into_path());
                }
            }
            Err(error) => report.bad(&error.to_string()),
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

/// Calls `each` with every line that is not blank.
pub fn lines(
    reader: &mut BufReader<impl Read>,
    mut each: impl FnMut(Line) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut number = 0;
    loop {
        let mut bytes = Vec::new();
        if reader.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(());
        }
        number += 1;
        if number == 1 && bytes.starts_with(BYTE_ORDER_MARK) {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        while bytes.pop_if(|byte| matches!(byte, b'\n' | b'\r')).is_some() {}
        if !bytes.iter().all(u8::is_ascii_whitespace) {
            each(Line { number, bytes, more: !reader.buffer().is_empty() })?;
        }
    }
}

/// What some editors put before UTF-8.
pub const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The text of bytes, or where they cease to be UTF-8.
pub fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| format!("invalid UTF-8 at byte {}", error.valid_up_to()))
}

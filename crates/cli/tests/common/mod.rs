//! Runs the command.

#![allow(dead_code, clippy::unwrap_used)]

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

/// What the command answered.
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// Standard output as JSON lines.
    pub fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// Runs the command with standard input.
pub fn run_with(arguments: &[&str], input: impl Into<Vec<u8>>) -> Run {
    let mut command = Command::cargo_bin("ua-gazetteer").unwrap();
    let output = command.args(arguments).write_stdin(input.into()).output().unwrap();
    Run {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the command without input.
pub fn run(arguments: &[&str]) -> Run {
    run_with(arguments, "")
}

/// Tags JSON lines into JSON lines.
pub fn tag_lines(input: impl Into<Vec<u8>>) -> Run {
    run_with(&["tag", "--input", "jsonl", "--output", "jsonl", "-"], input)
}

/// The path as an argument.
pub fn arg(path: &Path) -> &str {
    path.to_str().unwrap()
}

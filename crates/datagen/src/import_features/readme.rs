//! The inventory of data/: rows and checksum of every table, written after each import.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The file it is written to.
const FILE: &str = "inventory.tsv";

/// One table.
#[derive(Serialize)]
struct Entry {
    file: String,
    rows: usize,
    sha256: String,
}

/// Writes data/inventory.tsv: every table of the folder with its count of rows and its SHA-256.
///
/// # Errors
/// A table that cannot be read, an inventory that cannot be written.
pub fn write_inventory(data: &Path) -> Result<()> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(data).with_context(|| data.display().to_string())? {
        let path = entry?.path();
        let is_table = path.extension().is_some_and(|extension| extension == "tsv");
        if is_table && path.file_name().is_some_and(|name| name != FILE) {
            files.push(path);
        }
    }
    files.sort();
    let mut entries = Vec::new();
    for path in files {
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        entries.push(Entry {
            file: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            rows: bytes.iter().filter(|&&byte| byte == b'\n').count().saturating_sub(1),
            sha256: Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
        });
    }
    crate::table::write(&data.join(FILE), &entries)
}

//! The inventory of data/: rows and checksum of every table, written after each import, to inventory.tsv and between
//! two markers of README.md.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The file it is written to.
const FILE: &str = "inventory.tsv";

/// Where in README.md the inventory stands.
const MARKERS: [&str; 2] = ["<!-- inventory -->\n", "<!-- end of inventory -->"];

/// One table.
#[derive(Serialize)]
struct Entry {
    file: String,
    rows: usize,
    sha256: String,
}

/// Writes inventory.tsv, every table of the folder with its count of rows and its SHA-256, and sets it into README.md.
///
/// # Errors
/// A table that cannot be read, an inventory that cannot be written, a README.md without the markers.
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
    crate::table::write(&data.join(FILE), &entries)?;
    set_into_readme(&data.join("README.md"), &entries)
}

/// Sets the inventory between the markers of README.md, if that is there.
fn set_into_readme(path: &Path, entries: &[Entry]) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let parts =
        text.split_once(MARKERS[0]).and_then(|(before, rest)| Some((before, rest.split_once(MARKERS[1])?.1)));
    let Some((before, after)) = parts else {
        bail!("{}: no `{}` with `{}` after it", path.display(), MARKERS[0].trim(), MARKERS[1]);
    };
    let mut inventory = String::from("| file | rows | SHA-256 |\n|---|---:|---|\n");
    for Entry { file, rows, sha256 } in entries {
        inventory.push_str(&format!("| {file} | {rows} | `{sha256}` |\n"));
    }
    std::fs::write(path, [before, MARKERS[0], &inventory, MARKERS[1], after].concat())
        .with_context(|| path.display().to_string())
}

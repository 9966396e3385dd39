//! A folder of reports to one GeoJSON file: `cargo run --example reports_to_geojson -- FOLDER > places.geojson`.
//!
//! Every *.txt file is a report. Without a folder it takes the one of this example.

use std::path::PathBuf;

use ua_gazetteer::output::{DocumentRecord, Encoder, Format, Id, OffsetUnit, Writer};
use ua_gazetteer::{MentionKind, Recognizer};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args()
        .nth(1)
        .unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/examples").to_owned());
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|suffix| suffix == "txt"));
    paths.sort();

    let recognizer = Recognizer::builder().kinds([MentionKind::Place]).min_confidence(0.2).build();
    let mut writer = Writer::new(Encoder::new(Format::GeoJson), std::io::stdout().lock());
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        let document = recognizer.recognize(&text);
        let id = Id::from(path.display().to_string());
        writer.document(&DocumentRecord::of(&document, id, OffsetUnit::Bytes))?;
    }
    writer.finish().map(drop)?;
    Ok(())
}

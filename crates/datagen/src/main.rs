//! Makes the gazetteer: `import` writes the tables of data/ from source tables, `compile` turns data/ into the
//! artefact that the library embeds.

mod import_features;
mod table;

use std::path::Path;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["import", sources] => import_features::run(Path::new(sources), Path::new("data")),
        _ => anyhow::bail!("usage: datagen import SOURCES | datagen compile"),
    }
}

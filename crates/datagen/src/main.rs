//! Makes the gazetteer: `import` writes the tables of data/ from source tables, `compile` turns data/ into the
//! artefact that the library embeds.

mod check;
mod compile;
mod import;
mod import_features;
mod table;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Makes the tables and the artefact of the gazetteer")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Reads the source tables and writes our own, clean ones.
    Import {
        /// Folder of the source tables.
        sources: PathBuf,
        /// Folder to write to.
        #[arg(long, default_value = default_data())]
        data: PathBuf,
    },
    /// Compiles the tables into the artefact that the library embeds.
    Compile {
        /// Folder of the tables.
        #[arg(long, default_value = default_data())]
        data: PathBuf,
        /// Writes nothing; fails where the artefact is not what the tables compile to.
        #[arg(long)]
        check: bool,
    },
    /// Prints the sections of the artefact: name, bytes, records (or keys of an automaton).
    Sections {
        /// Folder of the tables.
        #[arg(long, default_value = default_data())]
        data: PathBuf,
    },
    /// Refuses bad rows of the tables, naming file and line.
    Check {
        /// Folder of the tables.
        #[arg(long, default_value = default_data())]
        data: PathBuf,
    },
    /// Writes the names that GeoNames transliterates from scripts without capitals.
    Transliterations {
        /// The dump of the country: `UA.txt`.
        dump: PathBuf,
        /// Folder of the tables.
        #[arg(long, default_value = default_data())]
        data: PathBuf,
    },
    /// Measures how often Russian names made by rule are the attested ones.
    Russian {
        /// Folder of the source tables.
        sources: PathBuf,
        /// Prints the pairs that differ.
        #[arg(long)]
        errors: bool,
    },
}

/// `data/` of this workspace.
fn default_data() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../data")
}

fn main() -> Result<()> {
    match Arguments::parse().verb {
        Verb::Import { sources, data } => {
            let report = import::run(&sources, &data)?;
            report.lines().for_each(|line| println!("{line}"));
            import_features::run(&sources, &data)?;
            check::check(&data)
        }
        Verb::Compile { data, check } => compile::run(&data, check),
        Verb::Sections { data } => compile::sections(&data),
        Verb::Check { data } => check::check(&data),
        Verb::Transliterations { dump, data } => {
            println!("{} names", import::transliterations::run(&dump, &data)?);
            import_features::readme::write_inventory(&data)?;
            check::check(&data)
        }
        Verb::Russian { sources, errors } => import::measure::run(&sources, errors),
    }
}

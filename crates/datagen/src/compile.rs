//! `compile`: from the tables in `data/` to the artefact that the library embeds.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use ua_gazetteer::entity::Lexicon;
use ua_gazetteer::gazetteer::{Compiler, Hostility, NameSort, PlaceData, Precision};
use ua_gazetteer::{Gazetteer, Language};
use xxhash_rust::xxh3::xxh3_64;

use crate::table::{HostilityRow, Line, NameRow, PlaceRow, RedirectRow, SenseRow, Table};

/// Tables of places.
pub(crate) const PLACE_TABLES: &[&str] = &[
    "admin.tsv",
    "border_districts.tsv",
    "countries.tsv",
    "foreign_cities.tsv",
    "former_raions.tsv",
    "landforms.tsv",
    "landmarks.tsv",
    "regions.tsv",
    "settlements.tsv",
    "water.tsv",
];
/// Tables of names beside the official ones.
pub(crate) const NAME_TABLES: &[&str] = &["names.tsv", "nicknames.tsv", "transliterations.tsv"];
/// The register of hostilities.
pub(crate) const HOSTILITIES: &str = "hostilities.tsv";
/// The day of the register's edition (order No. 779 of 30.04.2025, in force from this day). One row of it names a later
/// last day, a slip of the source.
const REGISTER_UNTIL: jiff::civil::Date = jiff::civil::date(2025, 5, 7);
/// Ids of earlier editions.
pub(crate) const REDIRECTS: &str = "redirects.tsv";
/// Names that are also something else.
pub(crate) const AMBIGUITY: &str = "ambiguity.tsv";
/// Sources of the data, a line each.
const SOURCES: &str = "SOURCES";

/// Where the tables of the entity recognizer stand.
const ENTITIES: &str = "entities";

/// The artefacts and what they are made of, in the data folder.
const ARTEFACT: &str = "compiled/gazetteer.bin";
const LEXICON: &str = "compiled/lexicon.bin";
const FINGERPRINTS: &str = "compiled/fingerprints.tsv";

/// Compiles the tables of a data folder; with `check` nothing is written, and a difference from what is there is an
/// error.
pub(crate) fn run(data: &Path, check: bool) -> Result<()> {
    crate::check::check(data)?;
    let bytes = compiler(data)?.finish()?;
    let lexicon = lexicon(data)?;
    let fingerprints = fingerprints(data, &[(ARTEFACT, &bytes), (LEXICON, &lexicon)])?;
    // What was written must open again.
    let gazetteer = Gazetteer::from_bytes(bytes.clone())?;
    let info = gazetteer.info();
    println!("{} places, {} names, {} bytes", gazetteer.len(), info.names, bytes.len());
    println!("{} phrases, {} bytes", Lexicon::from_compiled(&lexicon)?.phrase_count(), lexicon.len());
    let artefacts = [(ARTEFACT, &bytes[..]), (LEXICON, &lexicon), (FINGERPRINTS, fingerprints.as_bytes())];
    for (path, contents) in artefacts {
        let path = data.join(path);
        if check {
            let there = std::fs::read(&path).with_context(|| path.display().to_string())?;
            anyhow::ensure!(there == contents, "{}: differs from what its tables compile to", path.display());
        } else {
            std::fs::write(&path, contents).with_context(|| path.display().to_string())?;
        }
    }
    Ok(())
}

/// Prints the sections of the artefact: name, bytes, and records where they are counted.
pub(crate) fn sections(data: &Path) -> Result<()> {
    let path = data.join(ARTEFACT);
    let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
    let whole = bytes.len();
    let sizes = Gazetteer::from_bytes(bytes)?.section_sizes();
    println!("section\tbytes\trecords");
    for size in &sizes {
        let records = size.records.map_or_else(String::new, |records| records.to_string());
        println!("{}\t{}\t{records}", size.name, size.bytes);
    }
    println!("header\t{}\t", whole - sizes.iter().map(|size| size.bytes).sum::<usize>());
    println!("all\t{whole}\t");
    Ok(())
}

/// All tables, gathered.
fn compiler(data: &Path) -> Result<Compiler> {
    let mut compiler = Compiler::new();
    for name in PLACE_TABLES {
        each(&data.join(name), |table, line: &Line<PlaceRow>| {
            compiler.place(place(&line.row).map_err(|error| table.error(line.number, error))?);
            Ok(())
        })?;
    }
    for name in NAME_TABLES {
        each(&data.join(name), |table, line: &Line<NameRow>| {
            let row = &line.row;
            let language: Language = row.language.parse().map_err(|error| table.error(line.number, error))?;
            let sort: NameSort = row.sort.parse().map_err(|error| table.error(line.number, error))?;
            compiler.name(&row.place, &row.name, language, sort);
            Ok(())
        })?;
    }
    each(&data.join(HOSTILITIES), |table, line: &Line<HostilityRow>| {
        let row = &line.row;
        compiler.hostility(Hostility {
            place: row.place.clone(),
            except: list(&row.except).map(str::to_owned).collect(),
            status: row.status.parse().map_err(|error| table.error(line.number, error))?,
            from: row.from,
            to: row.to,
        });
        Ok(())
    })?;
    compiler.register_until(REGISTER_UNTIL);
    each(&data.join(REDIRECTS), |_, line: &Line<RedirectRow>| {
        compiler.redirect(&line.row.old, &line.row.new);
        Ok(())
    })?;
    each(&data.join(AMBIGUITY), |table, line: &Line<SenseRow>| {
        let row = &line.row;
        let language: Language = row.language.parse().map_err(|error| table.error(line.number, error))?;
        compiler.sense(
            &row.name,
            language,
            row.sense.parse().map_err(|error| table.error(line.number, error))?,
        );
        Ok(())
    })?;
    let sources = data.join(SOURCES);
    let sources = std::fs::read_to_string(&sources).with_context(|| sources.display().to_string())?;
    for line in sources.lines() {
        compiler.source(line);
    }
    Ok(compiler)
}

fn each<T: DeserializeOwned>(
    path: &Path,
    mut row: impl FnMut(&Table<T>, &Line<T>) -> Result<()>,
) -> Result<()> {
    let table = Table::read(path)?;
    table.lines.iter().try_for_each(|line| row(&table, line))
}

fn place(row: &PlaceRow) -> Result<PlaceData> {
    Ok(PlaceData {
        id: row.id.clone(),
        kind: row.kind.parse()?,
        name_uk: row.name_uk.clone(),
        name_en: row.name_en.clone(),
        name_ru: row.name_ru.clone(),
        derived: list(&row.derived).map(|code| Ok(code.parse::<Language>()?)).collect::<Result<_>>()?,
        parent: (!row.parent.is_empty()).then(|| row.parent.clone()),
        lat: row.lat,
        lon: row.lon,
        // A place without a point has no precision either.
        precision: if row.precision.is_empty() { Precision::Feature } else { row.precision.parse()? },
        geonames: row.geonames,
        wikidata: (!row.wikidata.is_empty()).then(|| row.wikidata.clone()),
        population: row.population,
        feature: row.feature.clone(),
    })
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|part| !part.is_empty())
}

/// The tables of the entity recognizer, compiled.
fn lexicon(data: &Path) -> Result<Vec<u8>> {
    let mut lexicon = Lexicon::default();
    for name in entity_tables() {
        let path = data.join(&name);
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        lexicon.extend(&path.display().to_string(), &text)?;
    }
    Ok(lexicon.compile())
}

/// The tables of the entity recognizer in the order in which they are read.
fn entity_tables() -> impl Iterator<Item = String> {
    ua_gazetteer_data::ENTITY_TABLES.iter().map(|(name, _)| format!("{ENTITIES}/{name}"))
}

/// Sizes and hashes (XXH3, 64 bit) of the tables and the artefacts: a change of one shows where it comes from.
fn fingerprints(data: &Path, artefacts: &[(&str, &[u8])]) -> Result<String> {
    let mut text = String::from("file\tbytes\txxh3\n");
    let mut line =
        |name: &str, bytes: &[u8]| writeln!(text, "{name}\t{}\t{:016x}", bytes.len(), xxh3_64(bytes));
    let tables = PLACE_TABLES.iter().chain(NAME_TABLES).chain(&[HOSTILITIES, REDIRECTS, AMBIGUITY, SOURCES]);
    for name in tables.copied().map(str::to_owned).chain(entity_tables()) {
        let path = data.join(&name);
        line(&name, &std::fs::read(&path).with_context(|| path.display().to_string())?)?;
    }
    for (name, bytes) in artefacts {
        line(name, bytes)?;
    }
    Ok(text)
}

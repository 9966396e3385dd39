//! The shape of the tables in `data/`: UTF-8, tab-separated without quoting, a header line, `\n` at line ends.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A row of any table of places (`settlements.tsv`, `admin.tsv`, `water.tsv`, …): all share these columns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlaceRow {
    /// KATOTTG code, or `geonames:…`, `register:…`, `country:…`, `region:…`, `raion2020:…`, `landmark:…`, `border:…`.
    pub id: String,
    /// A kind of place as docs/output.md lists them.
    pub kind: String,
    /// Ukrainian name in the nominative, apostrophe `'`; at least one of the three names is there.
    pub name_uk: String,
    /// English name.
    pub name_en: String,
    /// Russian name.
    pub name_ru: String,
    /// Languages, `|` between them, whose name is made by our rules and not attested (`ru`).
    pub derived: String,
    /// Id of the unit it belongs to: settlement → hromada → raion → oblast; empty at the top.
    pub parent: String,
    /// Latitude, WGS84 degrees.
    pub lat: Option<f64>,
    /// Longitude, WGS84 degrees.
    pub lon: Option<f64>,
    /// What the point is of: `settlement`, `hromada` (only an estimate), `unit` (an area's), `feature`.
    pub precision: String,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Wikidata id, with its Q.
    pub wikidata: String,
    /// Inhabitants.
    pub population: Option<u32>,
    /// What it is more closely, where the kind is wide: `river`, `reservoir`, `airfield`, `bridge`; ISO 3166 code of a country or of a foreign city's.
    pub feature: String,
    /// Where the point comes from.
    pub source: String,
}

/// A row of `names.tsv` and `nicknames.tsv`: a name beside the official ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NameRow {
    /// Id of the place.
    pub place: String,
    /// The name, in the nominative.
    pub name: String,
    /// `uk`, `ru`, or `en` for any name in Latin letters.
    pub language: String,
    /// `former`, `alternate`, `nickname`, `abbreviation`; `attributive` of a unit's that stands beside its noun only.
    pub sort: String,
    /// Where it comes from.
    pub source: String,
}

/// A row of `hostilities.tsv`: a unit or settlement and what befell it when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HostilityRow {
    /// KATOTTG code of an oblast, raion, hromada or settlement.
    pub place: String,
    /// KATOTTG codes of settlements in it that the row leaves out, `|` between them.
    pub except: String,
    /// `possible`, `active`, `active_state_services`, `occupied`.
    pub status: String,
    /// First day.
    pub from: jiff::civil::Date,
    /// Last day; empty where it lasted when the register ends.
    pub to: Option<jiff::civil::Date>,
}

/// A row of `redirects.tsv`: a code of an earlier edition of the codifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedirectRow {
    /// The earlier code.
    pub old: String,
    /// The code of today.
    pub new: String,
}

/// A row of `ambiguity.tsv`: what a name of a settlement also is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SenseRow {
    /// The name, in the nominative.
    pub name: String,
    /// `uk`, `ru` or `en`.
    pub language: String,
    /// `common_word`, `given_name`, `surname`, `weapon`, `unit`, `organization`, `pipeline`, `brand`, `foreign_place`, `river`.
    pub sense: String,
    /// Where it comes from.
    pub source: String,
}

/// A row with the line it stands on.
#[derive(Clone, Debug)]
pub struct Line<T> {
    /// Line number, the header being 1.
    pub number: u64,
    /// The row.
    pub row: T,
}

/// A table read from a file.
#[derive(Clone, Debug)]
pub struct Table<T> {
    /// The file.
    pub path: PathBuf,
    /// Its rows.
    pub lines: Vec<Line<T>>,
}

impl<T: DeserializeOwned> Table<T> {
    /// Reads a table; an error names the file and the line.
    pub fn read(path: &Path) -> Result<Self> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .quoting(false)
            .from_path(path)
            .with_context(|| format!("{}: cannot be read", path.display()))?;
        let headers = reader.headers().with_context(|| format!("{}:1", path.display()))?.clone();
        let mut lines = Vec::new();
        for record in reader.records() {
            let record = record.with_context(|| path.display().to_string())?;
            let number = record.position().map_or(0, csv::Position::line);
            let row =
                record.deserialize(Some(&headers)).with_context(|| format!("{}:{number}", path.display()))?;
            lines.push(Line { number, row });
        }
        Ok(Table { path: path.to_owned(), lines })
    }
}

impl<T> Table<T> {
    /// An error about one line of this table.
    pub fn error(&self, number: u64, what: impl Display) -> anyhow::Error {
        anyhow!("{}:{number}: {what}", self.path.display())
    }
}

/// Writes a table: header, then the rows in the order given.
pub fn write<T: Serialize>(path: &Path, rows: &[T]) -> Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b'\t')
        .quote_style(csv::QuoteStyle::Never)
        .from_path(path)
        .with_context(|| format!("{}: cannot be written", path.display()))?;
    for row in rows {
        writer.serialize(row).with_context(|| path.display().to_string())?;
    }
    writer.flush()?;
    Ok(())
}

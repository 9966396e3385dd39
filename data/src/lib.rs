//! The gazetteer of Ukraine that the crate `ua-gazetteer` embeds, compiled from the tables beside this file.
//!
//! The data is under the Open Database License 1.0; `README.md` names its sources.

/// The compiled gazetteer; `ua_gazetteer::Gazetteer::from_bytes` opens it.
///
/// ```
/// assert!(ua_gazetteer_data::GAZETTEER.starts_with(b"UAGAZET"));
/// ```
pub static GAZETTEER: &[u8] = include_bytes!("../compiled/gazetteer.bin");

/// Outlines of the oblasts and of the cities with special status, for drawing a map: GeoJSON, a feature each with its
/// KATOTTG code as `id`.
///
/// ```
/// assert!(ua_gazetteer_data::OBLASTS.contains("UA63000000000041885"));
/// ```
pub static OBLASTS: &str = include_str!("../oblasts.geojson");

/// The tables of the entity recognizer, compiled; `ua_gazetteer::entity::Lexicon::from_compiled` reads them.
///
/// ```
/// assert!(ua_gazetteer_data::LEXICON.starts_with(b"UALEXIC"));
/// ```
pub static LEXICON: &[u8] = include_bytes!("../compiled/lexicon.bin");

/// The same tables as text, by file name; `ua_gazetteer::entity::Lexicon` reads them in this order.
pub static ENTITY_TABLES: &[(&str, &str)] = &[
    ("endings.tsv", include_str!("../entities/endings.tsv")),
    ("numbers.tsv", include_str!("../entities/numbers.tsv")),
    ("dates.tsv", include_str!("../entities/dates.tsv")),
    ("weapons.tsv", include_str!("../entities/weapons.tsv")),
    ("units.tsv", include_str!("../entities/units.tsv")),
    ("organizations.tsv", include_str!("../entities/organizations.tsv")),
    ("persons.tsv", include_str!("../entities/persons.tsv")),
    ("given_names.tsv", include_str!("../entities/given_names.tsv")),
    ("surnames.tsv", include_str!("../entities/surnames.tsv")),
    ("counts.tsv", include_str!("../entities/counts.tsv")),
];

//! Places, their names and what is known of them.
//!
//! A [`Gazetteer`] is a stack of layers in one compiled form, read in place: the embedded one, a caller's own places,
//! or both. [`Gazetteer::embedded`] opens without parsing; [`Gazetteer::builder`] compiles a caller's places in memory.

mod builder;
mod compiler;
mod contested;
mod edits;
mod facts;
mod form;
mod form_writer;
mod format;
mod forms;
mod given;
mod id;
mod indexes;
mod info;
mod kinds;
mod layer;
mod lookup;
mod name_forms;
mod named;
mod near;
mod place;
mod sections;
mod spatial;
mod unit_nouns;
mod writer;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use once_cell::sync::OnceCell;

pub use builder::GazetteerBuilder;
pub use compiler::Compiler;
pub(crate) use facts::{Facts, LEVELS, Lineage};
pub(crate) use form::FormOf;
pub use form::{NameForm, NameMatch};
pub use format::FORMAT_VERSION;
pub(crate) use format::{INVASION, LAST_DAY, day_number};
pub(crate) use forms::Forms;
pub use given::{Hostility, PlaceData, PlaceError};
pub use id::PlaceId;
pub use info::Info;
pub(crate) use kinds::Senses;
pub use kinds::{NameSort, PlaceKind, Precision, Sense, Status, UnknownValue};
pub(crate) use layer::{FormValue, Layer};
pub use lookup::{Candidate, LookupOptions};
pub(crate) use lookup::{people, size_weight, spelling_keys_of};
pub(crate) use name_forms::{NO, case_of};
pub(crate) use named::Bearer;
pub use place::Place;
pub use sections::OpenError;
pub use spatial::distance_km;
pub(crate) use unit_nouns::{is_hromada_qualifier, is_plural_unit_noun, unit_kinds};

use crate::normalization::Symbol;
use sections::Bytes;

/// Places and their names: immutable, cheap to clone, shared between threads.
///
/// ```
/// use ua_gazetteer::Gazetteer;
/// # #[cfg(feature = "embedded")] {
/// let gazetteer = Gazetteer::embedded();
/// let synkivka = gazetteer.get("UA63080130130078227").expect("a village of the codifier");
/// assert_eq!(synkivka.name_uk(), "Синьківка");
/// assert_eq!(synkivka.oblast().map(|oblast| oblast.name_en()), Some("Kharkiv Oblast"));
/// # }
/// ```
#[derive(Clone)]
pub struct Gazetteer {
    shared: Arc<Shared>,
}

struct Shared {
    layers: Vec<Layer>,
    /// Built at the first question about distances.
    spatial: OnceCell<spatial::Index>,
    /// Built each at its first question.
    indexes: indexes::Cells,
    facts: facts::Table,
    /// Of each layer.
    named: Box<[named::Table]>,
}

impl Gazetteer {
    /// The embedded gazetteer of Ukraine, opened once for the whole program.
    ///
    /// # Panics
    /// Never with the data that is released: a test opens it and checks its fingerprint.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Gazetteer {
        static EMBEDDED: OnceCell<Gazetteer> = OnceCell::new();
        EMBEDDED
            .get_or_init(|| {
                // The bytes are part of the program; reading them all for the checksum would cost a millisecond.
                let layer = Layer::open(Bytes::Static(ua_gazetteer_data::GAZETTEER), 0, false)
                    .expect("the embedded gazetteer is tested with every release");
                Gazetteer::from_layers(vec![layer])
            })
            .clone()
    }

    /// Opens a compiled gazetteer, such as one that [`Compiler::finish`] made.
    ///
    /// # Errors
    /// Bytes that are no compiled gazetteer, of another format version, truncated or damaged.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Gazetteer, OpenError> {
        Ok(Gazetteer::from_layers(vec![Layer::open(Bytes::Shared(bytes.into()), 0, true)?]))
    }

    /// A gazetteer without places.
    pub fn empty() -> Gazetteer {
        Gazetteer::from_layers(Vec::new())
    }

    /// A gazetteer of a caller's own places, over the embedded one or instead of it.
    pub fn builder() -> GazetteerBuilder {
        GazetteerBuilder::default()
    }

    fn from_layers(mut layers: Vec<Layer>) -> Gazetteer {
        for (number, layer) in layers.iter_mut().enumerate() {
            layer.number = u16::try_from(number).unwrap_or(u16::MAX);
        }
        Gazetteer {
            shared: Arc::new(Shared {
                named: layers.iter().map(|_| named::Table::default()).collect(),
                layers,
                spatial: OnceCell::new(),
                indexes: indexes::Cells::default(),
                facts: facts::Table::default(),
            }),
        }
    }

    pub(crate) fn layers(&self) -> &[Layer] {
        &self.shared.layers
    }

    /// The place with an id: a KATOTTG code of today or of the edition of January 2024, or another id.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// let gazetteer = ua_gazetteer::Gazetteer::embedded();
    /// assert_eq!(gazetteer.get("UA14020010010059145").map(|place| place.name_uk()), Some("Бахмут"));
    /// assert!(gazetteer.get("UA00000000000000000").is_none());
    /// # }
    /// ```
    pub fn get(&self, id: &str) -> Option<Place<'_>> {
        // A place of a caller's own stands before one of the same id below it.
        self.layers().iter().rev().find_map(|layer| self.by_number(layer.by_id(id)?))
    }

    /// The place with a GeoNames id.
    pub fn get_geonames(&self, id: u32) -> Option<Place<'_>> {
        self.by_number(self.indexes().geonames(id)?)
    }

    /// The place with a Wikidata id, such as `Q199987`.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// let gazetteer = ua_gazetteer::Gazetteer::embedded();
    /// assert_eq!(gazetteer.get_wikidata("Q889555").map(|place| place.name_uk()), Some("Куп'янськ"));
    /// # }
    /// ```
    pub fn get_wikidata(&self, id: &str) -> Option<Place<'_>> {
        let number = id.strip_prefix('Q')?.parse().ok()?;
        self.by_number(self.indexes().wikidata(number)?)
    }

    fn indexes(&self) -> indexes::Indexes<'_> {
        indexes::Indexes::new(&self.shared.indexes, self.layers())
    }

    pub(crate) fn by_number(&self, number: u32) -> Option<Place<'_>> {
        self.layers().iter().rev().find_map(|layer| Place::new(self, layer, number))
    }

    /// All places, in the order of their ids within each layer.
    pub fn places(&self) -> impl Iterator<Item = Place<'_>> + '_ {
        self.layers().iter().flat_map(move |layer| {
            (0..layer.places().len() as u32)
                .filter_map(move |position| Place::new(self, layer, layer.first_number + position))
        })
    }

    /// The keys of all forms of all names, in order within each layer: what a text is searched for.
    ///
    /// ```
    /// use ua_gazetteer::{Gazetteer, gazetteer::PlaceData, normalization::key};
    /// let gazetteer = Gazetteer::builder()
    ///     .place(PlaceData { id: "own:1".into(), name_uk: "Дуб".into(), ..PlaceData::default() })
    ///     .build()?;
    /// assert!(gazetteer.forms().any(|form| form == key("Дубом")));
    /// # Ok::<(), ua_gazetteer::gazetteer::PlaceError>(())
    /// ```
    pub fn forms(&self) -> impl Iterator<Item = Vec<Symbol>> + '_ {
        self.layers().iter().flat_map(|layer| layer.forms.iter().map(|(key, _)| key))
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.layers().iter().map(|layer| layer.places().len()).sum()
    }

    /// Whether there is no place at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Counts and sources.
    pub fn info(&self) -> Info {
        self.layers().iter().map(Layer::info).fold(Info::default(), Info::merge)
    }

    /// The sections of the compiled form with their sizes, those of all layers together: what a gazetteer weighs.
    ///
    /// ```
    /// use ua_gazetteer::{Gazetteer, gazetteer::PlaceData};
    /// let gazetteer = Gazetteer::builder()
    ///     .place(PlaceData { id: "own:1".into(), name_uk: "Дуб".into(), ..PlaceData::default() })
    ///     .build()?;
    /// let places = gazetteer.section_sizes().into_iter().find(|size| size.name == "Places").expect("a section");
    /// assert_eq!(places.records, Some(1));
    /// # Ok::<(), ua_gazetteer::gazetteer::PlaceError>(())
    /// ```
    pub fn section_sizes(&self) -> Vec<SectionSize> {
        format::Section::ALL
            .iter()
            .map(|&(section, name, record)| {
                let bytes = self.layers().iter().map(|layer| layer.sections.bytes(section).len()).sum();
                let keys = |layer: &Layer| match section {
                    format::Section::Forms => layer.forms.len(),
                    _ => layer.sections.automaton(section).map_or(0, |automaton| automaton.len()),
                };
                let records = match record {
                    0 if section == format::Section::Forms
                        || format::Section::AUTOMATA.contains(&section) =>
                    {
                        Some(self.layers().iter().map(keys).sum())
                    }
                    0 => None,
                    record => Some(bytes / record),
                };
                SectionSize { name, bytes, records }
            })
            .collect()
    }

    /// The last day that the register of hostilities speaks of.
    pub fn register_until(&self) -> Option<jiff::civil::Date> {
        self.info().register_until
    }

    /// Ids to numbers, for a layer on top.
    fn numbers(&self) -> HashMap<String, u32> {
        self.places().map(|place| (place.id().to_string(), place.number())).collect()
    }
}

/// The size of a section of the compiled form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectionSize {
    /// The name of the section, as in `docs/data.md`.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: usize,
    /// Its records, or the keys of its automaton; nothing where its entries differ in length.
    pub records: Option<usize>,
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gazetteer").field("places", &self.len()).finish()
    }
}

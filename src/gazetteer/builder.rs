//! A caller's own places.

use std::io::Read;

use super::sections::Bytes;
use super::{Compiler, Gazetteer, Layer, NameSort, PlaceData, PlaceError};
use crate::Language;

/// Builds a [`Gazetteer`] of a caller's own places, alone or over the embedded ones.
///
/// An own place gets all that an embedded one has: case forms, romanizations, spelling keys. Where it has the id of an
/// embedded place it stands before it.
///
/// ```
/// use ua_gazetteer::{Gazetteer, Language, gazetteer::PlaceData};
/// let gazetteer = Gazetteer::builder()
///     .place(PlaceData {
///         id: "own:refinery".into(),
///         name_uk: "Північний термінал".into(),
///         lat: Some(46.6),
///         lon: Some(31.0),
///         ..PlaceData::default()
///     })
///     .alias("own:refinery", "North Terminal", Language::English)
///     .build()?;
/// assert_eq!(gazetteer.lookup("north terminal")[0].place().id(), "own:refinery");
/// # Ok::<(), ua_gazetteer::gazetteer::PlaceError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct GazetteerBuilder {
    over: Option<Gazetteer>,
    places: Vec<PlaceData>,
    aliases: Vec<(String, String, Language)>,
}

impl GazetteerBuilder {
    /// Puts the places over the embedded ones.
    #[cfg(feature = "embedded")]
    pub fn embedded(self) -> Self {
        self.over(Gazetteer::embedded())
    }

    /// Puts the places over those of another gazetteer.
    pub fn over(mut self, gazetteer: Gazetteer) -> Self {
        self.over = Some(gazetteer);
        self
    }

    /// Adds a place.
    pub fn place(mut self, place: PlaceData) -> Self {
        self.places.push(place);
        self
    }

    /// The places added so far.
    pub fn places(&self) -> &[PlaceData] {
        &self.places
    }

    /// Adds a name of a place, by the place's id; the place may be one of the layer below.
    pub fn alias(mut self, id: &str, name: &str, language: Language) -> Self {
        self.aliases.push((id.to_owned(), name.to_owned(), language));
        self
    }

    /// Adds places from a JSON array of objects with the fields of [`PlaceData`].
    ///
    /// # Errors
    /// JSON that is none, with line and column, or an unknown field.
    pub fn json(mut self, reader: impl Read) -> Result<Self, PlaceError> {
        let places: Vec<PlaceData> =
            serde_json::from_reader(reader).map_err(|error| PlaceError::Table(format!("places: {error}")))?;
        self.places.extend(places);
        Ok(self)
    }

    /// Adds places from a CSV table whose header names fields of [`PlaceData`]; empty cells count as left out.
    ///
    /// ```
    /// let table = "id,name_uk,lat,lon\nown:1,Дубовий Гай,48.5,37.9\n";
    /// let gazetteer = ua_gazetteer::Gazetteer::builder().csv(table.as_bytes())?.build()?;
    /// assert_eq!(gazetteer.len(), 1);
    /// # Ok::<(), ua_gazetteer::gazetteer::PlaceError>(())
    /// ```
    ///
    /// # Errors
    /// A row that does not fit, with its line.
    pub fn csv(mut self, reader: impl Read) -> Result<Self, PlaceError> {
        let mut rows = csv::Reader::from_reader(reader);
        let headers =
            rows.headers().map_err(|error| PlaceError::Table(format!("places:1: {error}")))?.clone();
        for record in rows.records() {
            let record = record.map_err(|error| PlaceError::Table(format!("places: {error}")))?;
            let line = record.position().map_or(0, csv::Position::line);
            let (fields, cells): (Vec<&str>, Vec<&str>) =
                headers.iter().zip(&record).filter(|(_, cell)| !cell.is_empty()).unzip();
            let place = csv::StringRecord::from(cells)
                .deserialize(Some(&csv::StringRecord::from(fields)))
                .map_err(|error| PlaceError::Table(format!("places:{line}: {error}")))?;
            self.places.push(place);
        }
        Ok(self)
    }

    /// Compiles the places.
    ///
    /// # Errors
    /// The first place or alias that cannot be taken in: without id or name, outside the globe, of an unknown parent.
    pub fn build(self) -> Result<Gazetteer, PlaceError> {
        let mut compiler = Compiler::new();
        let mut layers = Vec::new();
        if let Some(below) = self.over {
            compiler.known = below.numbers();
            compiler.first_number = u32::try_from(below.len()).map_err(|_| PlaceError::TooMany("places"))?;
            layers = below.layers().to_vec();
        }
        let first_number = compiler.first_number;
        for place in self.places {
            compiler.place(place);
        }
        for (id, name, language) in &self.aliases {
            compiler.name(id, name, *language, NameSort::Alternate);
        }
        let bytes = compiler.finish()?;
        let own = Layer::open(Bytes::Shared(bytes.into()), first_number, false)
            .map_err(|error| PlaceError::Table(error.to_string()))?;
        layers.push(own);
        Ok(Gazetteer::from_layers(layers))
    }
}

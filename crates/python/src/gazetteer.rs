//! Questions about places and names.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};
use pythonize::{depythonize, pythonize};
use ua_gazetteer as library;
use ua_gazetteer::gazetteer::{GazetteerBuilder, LookupOptions, PlaceData};
use ua_gazetteer::output::{CandidateRecord, DistanceRecord, PlaceRecord, VariantsRecord};

use crate::arguments::{self, bad, wrong_type};
use crate::records::{Candidate, Place};

/// Places and their names. Immutable, and can be pickled.
///
/// >>> from ua_gazetteer import Gazetteer
/// >>> Gazetteer.embedded().lookup("Sin'kovka", within="Kharkiv region")[0].place.name_uk
/// 'Синьківка'
#[pyclass(module = "ua_gazetteer", frozen)]
pub struct Gazetteer {
    pub places: library::Gazetteer,
    own: Vec<PlaceData>,
    aliases: Vec<(String, String, String)>,
    embedded: bool,
}

#[pymethods]
impl Gazetteer {
    /// The embedded places, with own ones over them.
    ///
    /// places: a CSV file whose header names fields, a JSON file (`.json`) of a list of objects, or dicts. Fields are `id`
    /// and a name (`name_uk`, `name_en`, `name_ru`), and where known `kind`, `lat`, `lon`, `parent` (the id of its unit),
    /// `precision`, `geonames`, `wikidata`, `population`, `feature`.
    /// aliases: further names, each `(id, name, language)`; the place may be an embedded one.
    /// embedded: `False` for the own places alone.
    ///
    /// >>> from ua_gazetteer import Gazetteer, Recognizer
    /// >>> own = [{"id": "own:1", "name_uk": "Гранітний кар'єр", "lat": 48.5, "lon": 37.9}]
    /// >>> gazetteer = Gazetteer(own, aliases=[("own:1", "Granite Quarry", "en")])
    /// >>> Recognizer(gazetteer=gazetteer).recognize("Тихо біля Гранітного кар'єру.").mentions[0].place.id
    /// 'own:1'
    #[new]
    #[pyo3(signature = (places=None, *, aliases=Vec::new(), embedded=true))]
    fn new(
        places: Option<&Bound<'_, PyAny>>,
        aliases: Vec<(String, String, String)>,
        embedded: bool,
    ) -> PyResult<Self> {
        if places.is_none() && aliases.is_empty() && embedded {
            return Ok(Gazetteer::embedded());
        }
        let mut builder = library::Gazetteer::builder();
        if embedded {
            builder = builder.embedded();
        }
        let mut source = "places".to_owned();
        if let Some(places) = places {
            builder = match places.extract::<PathBuf>() {
                Ok(path) => {
                    source = path.display().to_string();
                    read(builder, &path, &source)?
                }
                Err(_) => add_dicts(builder, places)?,
            };
        }
        for (position, (id, name, language)) in aliases.iter().enumerate() {
            let language = language.parse().map_err(|error| bad(&format!("aliases[{position}]"), error))?;
            builder = builder.alias(id, name, language);
        }
        let own = builder.places().to_vec();
        let places = builder.build().map_err(|error| bad(&source, error))?;
        Ok(Gazetteer { places, own, aliases, embedded })
    }

    /// The embedded gazetteer of Ukraine, opened once for the whole process.
    #[staticmethod]
    fn embedded() -> Self {
        Gazetteer {
            places: library::Gazetteer::embedded(),
            own: Vec::new(),
            aliases: Vec::new(),
            embedded: true,
        }
    }

    /// The places that a name in any spelling or case may mean, the likeliest first.
    ///
    /// within: only places within this oblast, raion or hromada, in any spelling.
    ///
    /// >>> from ua_gazetteer import Gazetteer
    /// >>> len(Gazetteer.embedded().lookup("Іванівка", limit=5))
    /// 5
    #[pyo3(signature = (name, within=None, limit=20))]
    fn lookup(
        &self,
        py: Python<'_>,
        name: &str,
        within: Option<&str>,
        limit: usize,
    ) -> PyResult<Vec<Candidate>> {
        let within = unit(&self.places, within, "within")?;
        Ok(py.detach(|| {
            let options = LookupOptions { limit, within, ..LookupOptions::default() };
            let found = self.places.lookup_with(name, &options);
            found.iter().map(|candidate| Candidate(CandidateRecord::from(candidate))).collect()
        }))
    }

    /// The place with an id: a KATOTTG code of today or of January 2024, or another id.
    ///
    /// >>> from ua_gazetteer import Gazetteer
    /// >>> Gazetteer.embedded().get("UA14020010010059145").name_uk
    /// 'Бахмут'
    fn get(&self, id: &str) -> Option<Place> {
        self.places.get(id).map(|place| Place(PlaceRecord::from(&place)))
    }

    /// The settlements nearest to a point in WGS84 degrees, with great-circle kilometres, the nearest first.
    ///
    /// >>> from ua_gazetteer import Gazetteer
    /// >>> place, km = Gazetteer.embedded().nearest(49.71, 37.615, count=1)[0]
    /// >>> place.name_en, km < 1
    /// ('Kupiansk', True)
    #[pyo3(signature = (lat, lon, count=10))]
    fn nearest(&self, py: Python<'_>, lat: f64, lon: f64, count: usize) -> PyResult<Vec<(Place, f64)>> {
        let point = arguments::point(lat, lon)?;
        Ok(py.detach(|| at_distances(self.places.nearest(point, count))))
    }

    /// The settlements within so many kilometres of a point in WGS84 degrees, with these, the nearest first.
    fn within_km(&self, py: Python<'_>, lat: f64, lon: f64, km: f64) -> PyResult<Vec<(Place, f64)>> {
        let (point, km) = (arguments::point(lat, lon)?, arguments::kilometres(km, "km")?);
        Ok(py.detach(|| at_distances(self.places.within_km(point, km))))
    }

    /// The own places, as dicts.
    #[getter]
    fn own<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(pythonize(py, &self.own)?)
    }

    /// The further names that the caller gave.
    #[getter]
    fn aliases(&self) -> Vec<(String, String, String)> {
        self.aliases.clone()
    }

    /// Counts, sources and licences.
    fn info<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(pythonize(py, &self.places.info())?)
    }

    fn __len__(&self) -> usize {
        self.places.len()
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        let named = PyDict::new(py);
        named.set_item("aliases", &self.aliases)?;
        named.set_item("embedded", self.embedded)?;
        // Where there is nothing of its own, nothing is to be compiled again.
        let own = (!self.own.is_empty()).then(|| self.own(py)).transpose()?;
        Ok((PyTuple::new(py, [own])?, named))
    }

    fn __repr__(&self) -> String {
        format!("Gazetteer(places={}, own={})", self.places.len(), self.own.len())
    }
}

fn read(builder: GazetteerBuilder, path: &Path, name: &str) -> PyResult<GazetteerBuilder> {
    let file =
        File::open(path).map_err(|error| std::io::Error::new(error.kind(), format!("{name}: {error}")))?;
    let reader = BufReader::new(file);
    let is_json = path.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("json"));
    let builder = if is_json { builder.json(reader) } else { builder.csv(reader) };
    builder.map_err(|error| bad(name, error))
}

fn add_dicts(mut builder: GazetteerBuilder, places: &Bound<'_, PyAny>) -> PyResult<GazetteerBuilder> {
    let each =
        places.try_iter().map_err(|_| wrong_type("places", "a path or an iterable of dicts", places))?;
    for (position, place) in each.enumerate() {
        let place: PlaceData =
            depythonize(&place?).map_err(|error| bad(&format!("places[{position}]"), error))?;
        builder = builder.place(place);
    }
    Ok(builder)
}

fn at_distances(found: Vec<(library::gazetteer::Place<'_>, f64)>) -> Vec<(Place, f64)> {
    let records = found.iter().map(|(place, km)| DistanceRecord::of(place, *km));
    records.map(|record| (Place(record.place), record.distance_km)).collect()
}

/// The unit that an argument names.
pub fn unit<'g>(
    gazetteer: &'g library::Gazetteer,
    text: Option<&str>,
    argument: &str,
) -> PyResult<Option<library::gazetteer::Place<'g>>> {
    let find = |text: &str| {
        let unknown = || {
            bad(
                argument,
                format!("unknown region {text:?}: expected an oblast, raion or hromada, in any spelling"),
            )
        };
        gazetteer.unit(text).ok_or_else(unknown)
    };
    text.map(find).transpose()
}

/// All spellings and case forms of a name: a dict for each language, with the keys of docs/output.md.
///
/// language: `uk` or `ru`, of a name in the nominative. Without it the name may be in any spelling, and the answer is of the
/// place that it likeliest means.
///
/// >>> import ua_gazetteer
/// >>> [variants["name"] for variants in ua_gazetteer.variants("Sinkivka")]
/// ['Синьківка', 'Синьковка']
/// >>> ua_gazetteer.variants("Синьківка", language="uk")[0]["spellings"][0]
/// {'text': 'Synkivka', 'romanization': 'KMU 2010'}
#[pyfunction]
#[pyo3(signature = (name, language=None))]
pub fn variants<'py>(name: &Bound<'py, PyString>, language: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
    let words = arguments::utf8(name, "name")?;
    let records = match language {
        Some(language) => {
            let language = language.parse().map_err(|error| bad("language", error))?;
            vec![VariantsRecord::of(words, language)]
        }
        None => VariantsRecord::of_likeliest(words, &library::Gazetteer::embedded()),
    };
    Ok(pythonize(name.py(), &records)?)
}

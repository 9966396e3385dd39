//! The library's records as Python objects: values that are compared by what they hold.

use std::hash::{Hash, Hasher};

use pyo3::prelude::*;
use pyo3::types::PyString;
use pythonize::pythonize;
use ua_gazetteer::output::{AlternativeRecord, CandidateRecord, FormRecord, PlaceRecord, UnitRecord};

/// A class around a record, with a getter for each key, and `shown` for what `repr` shows of it.
macro_rules! record {
    (
        $(#[$doc:meta])*
        $class:ident($record:ty $(, $option:ident)?): $shown:expr;
        $( $(#[$item:meta])* $name:ident: $type:ty = $value:expr; )*
    ) => {
        $(#[$doc])*
        #[pyclass(module = "ua_gazetteer", frozen, eq $(, $option)?)]
        #[derive(PartialEq)]
        pub struct $class(pub $record);

        #[pymethods]
        impl $class {
            $( $(#[$item])* #[getter] fn $name(&self) -> $type { of(&self.0, $value) } )*

            /// The keys of docs/output.md and their values.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                Ok(pythonize(py, &self.0)?)
            }

            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                let shown: &[(&str, &str)] = &of(&self.0, $shown);
                let shown: PyResult<Vec<String>> = shown
                    .iter()
                    .map(|(name, value)| Ok(format!("{name}={}", quoted(py, value)?)))
                    .collect();
                Ok(format!("{}({})", stringify!($class), shown?.join(", ")))
            }
        }
    };
}

/// Lets closures of the macro borrow from the record.
fn of<'a, R, T>(record: &'a R, value: impl FnOnce(&'a R) -> T) -> T {
    value(record)
}

/// A string as Python writes it.
pub fn quoted(py: Python<'_>, text: &str) -> PyResult<String> {
    Ok(PyString::new(py, text).repr()?.to_string())
}

fn unit(record: &Option<UnitRecord>) -> Option<Unit> {
    record.clone().map(Unit)
}

record! {
    /// A unit that a place belongs to: an oblast, raion or hromada.
    Unit(UnitRecord): |unit| [("id", &*unit.id), ("name_uk", &*unit.name_uk)];
    /// KATOTTG code.
    id: &str = |unit| &*unit.id;
    /// Ukrainian name.
    name_uk: &str = |unit| &*unit.name_uk;
    /// English name.
    name_en: &str = |unit| &*unit.name_en;
}

record! {
    /// A place. Compares by all that it holds; its hash is that of its id.
    Place(PlaceRecord, hash): |place| [("id", &*place.id), ("kind", place.kind.as_str()), ("name_uk", &*place.name_uk)];
    /// KATOTTG code; for other places `geonames:…` and the like.
    id: &str = |place| &*place.id;
    /// `city`, `settlement`, `village`, `city_district`, `hromada`, `raion`, `oblast`, `region`, `country`, `water`,
    /// `landform` or `landmark`.
    kind: &str = |place| place.kind.as_str();
    /// Ukrainian name; empty where none is known, and so with the others.
    name_uk: &str = |place| &*place.name_uk;
    /// English name.
    name_en: &str = |place| &*place.name_en;
    /// Russian name.
    name_ru: &str = |place| &*place.name_ru;
    /// Former names, in all languages.
    former_names: Vec<String> = |place| place.former_names.clone();
    /// Latitude in WGS84 degrees, five decimals.
    lat: Option<f64> = |place| place.lat;
    /// Longitude in WGS84 degrees, five decimals.
    lon: Option<f64> = |place| place.lon;
    /// What the point is of: `settlement`, `hromada` (only the mean of its hromada), `unit` or `feature`.
    precision: &str = |place| place.precision.as_str();
    /// Its oblast; it itself where it is one.
    oblast: Option<Unit> = |place| unit(&place.oblast);
    /// Its raion.
    raion: Option<Unit> = |place| unit(&place.raion);
    /// Its hromada.
    hromada: Option<Unit> = |place| unit(&place.hromada);
    /// GeoNames id.
    geonames: Option<u32> = |place| place.geonames;
    /// Wikidata id, with the `Q`.
    wikidata: Option<&str> = |place| place.wikidata.as_deref();
}

impl Hash for Place {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.id.hash(state);
    }
}

record! {
    /// A place that a mention may also mean, in short. `Gazetteer.get(id)` has the rest.
    Alternative(AlternativeRecord):
        |place| [("id", &*place.id), ("kind", place.kind.as_str()), ("name_uk", &*place.name_uk)];
    /// KATOTTG code, or another id.
    id: &str = |place| &*place.id;
    /// Its kind.
    kind: &str = |place| place.kind.as_str();
    /// Ukrainian name.
    name_uk: &str = |place| &*place.name_uk;
    /// English name.
    name_en: &str = |place| &*place.name_en;
    /// Latitude in WGS84 degrees.
    lat: Option<f64> = |place| place.lat;
    /// Longitude in WGS84 degrees.
    lon: Option<f64> = |place| place.lon;
    /// What the point is of.
    precision: &str = |place| place.precision.as_str();
    /// Its oblast.
    oblast: Option<Unit> = |place| unit(&place.oblast);
    /// Its raion.
    raion: Option<Unit> = |place| unit(&place.raion);
    /// How likely it is: 0 to 1.
    confidence: f64 = |place| place.confidence;
}

record! {
    /// The name of a place that a text uses, and how its spelling came to it.
    Form(FormRecord): |form| [("name", &*form.name), ("language", form.language.code())];
    /// The name in the nominative, as the gazetteer writes it.
    name: &str = |form| &*form.name;
    /// Its language: `uk`, `ru`, or `en` for any name in Latin letters.
    language: &str = |form| form.language.code();
    /// The label of the system that romanizes it so.
    romanization: Option<&str> = |form| form.romanization.as_deref();
    /// The grammatical case of the form.
    case: Option<&str> = |form| form.case.map(|case| case.as_str());
}

record! {
    /// A place that a name may mean.
    Candidate(CandidateRecord): |candidate| [("place", &*candidate.place.id), ("matched", candidate.matched.as_str())];
    /// The place.
    place: Place = |candidate| Place(candidate.place.clone());
    /// How likely the name means it when nothing else is known: 0 to 1.
    confidence: f64 = |candidate| candidate.confidence;
    /// `form` (a case form, a romanization, an attested spelling), `spelling_key` or `near` (one or two letters away).
    matched: &str = |candidate| candidate.matched.as_str();
    /// The name that matched.
    form: Form = |candidate| Form(candidate.form.clone());
}

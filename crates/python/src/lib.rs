//! The native part of the Python package `ua_gazetteer`: the library's façade, gazetteer and records as Python classes.
//!
//! Records are made by `ua_gazetteer::output` and turned into Python values by serde, so that keys are written once.

mod arguments;
mod document;
mod gazetteer;
mod recognizer;
mod records;
mod stream;

use pyo3::prelude::*;

/// The module `ua_gazetteer._native`, whose names `ua_gazetteer` gives on.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::document::{Batch, Document, Mention};
    #[pymodule_export]
    use super::gazetteer::{Gazetteer, variants};
    #[pymodule_export]
    use super::recognizer::{Recognizer, recognize, recognize_batch};
    #[pymodule_export]
    use super::records::{Alternative, Candidate, Form, Place, Unit};

    use super::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}

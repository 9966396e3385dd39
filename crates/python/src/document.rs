//! Documents and their mentions. A document owns its records; mentions point into it.

use std::sync::Arc;

use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyIterator, PyList, PySlice, PyString};
use pythonize::pythonize;
use ua_gazetteer::output::{AlternativeRecord, DocumentRecord, MentionDetail, MentionRecord};

use crate::arguments::id_to_python;
use crate::records::{Alternative, Form, Place, quoted};
use crate::stream;

/// What stands between brackets behind a sequence.
#[derive(FromPyObject)]
enum Key<'py> {
    Position(isize),
    Slice(Bound<'py, PySlice>),
}

impl<'py> Key<'py> {
    /// The element at a position, counted from the end where it is negative, or the list of those of a slice.
    fn of<T: IntoPyObject<'py>>(
        self,
        py: Python<'py>,
        len: usize,
        element: impl Fn(usize) -> T,
    ) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Key::Position(position) => {
                let from_end = if position < 0 { len } else { 0 };
                let position = from_end.checked_add_signed(position).filter(|&position| position < len);
                let position = position.ok_or_else(|| PyIndexError::new_err("index out of range"))?;
                element(position).into_bound_py_any(py)
            }
            Key::Slice(slice) => {
                let bounds = slice.indices(len as isize)?;
                let positions = (0..bounds.slicelength as isize).map(|nth| bounds.start + nth * bounds.step);
                let elements: Vec<T> = positions.map(|position| element(position as usize)).collect();
                elements.into_bound_py_any(py)
            }
        }
    }
}

/// A text and what it names: a sequence of mentions, in the order of the text.
///
/// >>> import ua_gazetteer
/// >>> document = ua_gazetteer.recognize("Обстріляно Куп'янськ і Синьківку.")
/// >>> [mention.text for mention in document]
/// ["Куп'янськ", 'Синьківку']
#[pyclass(module = "ua_gazetteer", frozen)]
pub struct Document {
    text: Py<PyString>,
    record: Arc<DocumentRecord>,
}

impl Document {
    pub fn new(text: Bound<'_, PyString>, record: DocumentRecord) -> Self {
        Document { text: text.unbind(), record: Arc::new(record) }
    }

    fn mention(&self, position: usize) -> Mention {
        Mention { document: self.record.clone(), position }
    }
}

#[pymethods]
impl Document {
    /// The text.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> &Bound<'py, PyString> {
        self.text.bind(py)
    }

    /// The id that the caller gave.
    #[getter]
    fn id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        id_to_python(py, &self.record.id)
    }

    /// What it names, in the order of the text.
    #[getter]
    fn mentions(&self) -> Vec<Mention> {
        (0..self.record.mentions.len()).map(|position| self.mention(position)).collect()
    }

    /// The record of docs/output.md, with offsets in code points.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let record = pythonize(py, &*self.record)?;
        // A number is JSON to the record, digit by digit.
        record.set_item("id", id_to_python(py, &self.record.id)?)?;
        Ok(record)
    }

    fn __len__(&self) -> usize {
        self.record.mentions.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, key: Key<'py>) -> PyResult<Bound<'py, PyAny>> {
        key.of(py, self.record.mentions.len(), |position| self.mention(position))
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.mentions().into_bound_py_any(py)?.try_iter()
    }

    /// The mentions as an Arrow stream.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a producer that has one schema only pass over what is asked for.
        let _ = requested_schema;
        stream::capsule(py, vec![self.record.clone()])
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let id = id_to_python(py, &self.record.id)?.repr()?;
        Ok(format!("Document(id={id}, mentions={})", self.record.mentions.len()))
    }
}

/// The documents of many texts, in the order of the texts.
///
/// >>> import ua_gazetteer
/// >>> batch = ua_gazetteer.recognize_batch(["Shelling of Kherson.", "Nothing."])
/// >>> [len(document) for document in batch]
/// [1, 0]
#[pyclass(module = "ua_gazetteer", frozen)]
pub struct Batch {
    pub documents: Vec<Py<Document>>,
}

#[pymethods]
impl Batch {
    /// Documents that were recognized one by one, to have them as one table.
    #[new]
    fn new(documents: &Bound<'_, PyAny>) -> PyResult<Self> {
        let documents = documents.try_iter()?.map(|document| Ok(document?.cast_into::<Document>()?.unbind()));
        Ok(Batch { documents: documents.collect::<PyResult<_>>()? })
    }

    fn __len__(&self) -> usize {
        self.documents.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, key: Key<'py>) -> PyResult<Bound<'py, PyAny>> {
        key.of(py, self.documents.len(), |position| self.documents[position].clone_ref(py))
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        PyList::new(py, &self.documents)?.try_iter()
    }

    /// The mentions of all documents as an Arrow stream.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        stream::capsule(py, self.documents.iter().map(|document| document.get().record.clone()).collect())
    }

    fn __repr__(&self) -> String {
        format!("Batch(documents={})", self.documents.len())
    }
}

/// Something that a text names.
///
/// >>> import ua_gazetteer
/// >>> mention = ua_gazetteer.recognize("Бої під Бахмутом.").mentions[0]
/// >>> mention.start, mention.end, mention.text, mention.kind
/// (8, 16, 'Бахмутом', 'place')
/// >>> mention.place.name_en, mention.form.name, mention.form.case
/// ('Bakhmut', 'Бахмут', 'instrumental')
#[pyclass(module = "ua_gazetteer", frozen)]
pub struct Mention {
    document: Arc<DocumentRecord>,
    position: usize,
}

impl Mention {
    fn record(&self) -> &MentionRecord {
        // Mentions are only made of positions that there are, and documents do not change.
        &self.document.mentions[self.position]
    }
}

fn alternatives(records: &[AlternativeRecord]) -> Vec<Alternative> {
    records.iter().cloned().map(Alternative).collect()
}

#[pymethods]
impl Mention {
    /// Where it begins, in code points of the text.
    #[getter]
    fn start(&self) -> usize {
        self.record().start
    }

    /// Where it ends, exclusive: `document.text[mention.start:mention.end]` is its text.
    #[getter]
    fn end(&self) -> usize {
        self.record().end
    }

    /// The words of the text.
    #[getter]
    fn text(&self) -> &str {
        &self.record().text
    }

    /// `place`, `direction`, `military_unit`, `organization`, `person`, `weapon`, `count`, `date` or `coordinates`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.record().kind().as_str()
    }

    /// How likely span, kind and place are all right: 0 to 1.
    #[getter]
    fn confidence(&self) -> f64 {
        self.record().confidence
    }

    /// The place; `None` where its name is unknown, and for other kinds.
    #[getter]
    fn place(&self) -> Option<Place> {
        self.record().place().cloned().map(Place)
    }

    /// The name that the text uses for the place.
    #[getter]
    fn form(&self) -> Option<Form> {
        match &self.record().detail {
            MentionDetail::Place { form, .. } => form.clone().map(Form),
            _ => None,
        }
    }

    /// Up to five other places that it may mean, the likeliest first.
    #[getter(alternatives)]
    fn other_places(&self) -> Vec<Alternative> {
        match &self.record().detail {
            MentionDetail::Place { alternatives: places, .. } => alternatives(places),
            _ => Vec::new(),
        }
    }

    /// Where the name is unknown: places of a similar name, the likeliest first.
    #[getter]
    fn suggestions(&self) -> Vec<Alternative> {
        match &self.record().detail {
            MentionDetail::Place { suggestions, .. } => alternatives(suggestions),
            _ => Vec::new(),
        }
    }

    /// The places that a direction is named after.
    #[getter]
    fn anchors(&self) -> Vec<Alternative> {
        match &self.record().detail {
            MentionDetail::Direction { anchors } => alternatives(anchors),
            _ => Vec::new(),
        }
    }

    /// What spoke for the place, in sentences, the strongest first.
    #[getter]
    fn evidence(&self) -> Vec<String> {
        match &self.record().detail {
            MentionDetail::Place { evidence, .. } => evidence.clone(),
            _ => Vec::new(),
        }
    }

    /// What is known of other kinds than place and direction, by the keys of docs/output.md.
    ///
    /// >>> import ua_gazetteer
    /// >>> ua_gazetteer.recognize("508 artillery rounds").mentions[0].details
    /// {'value': 508, 'unit': 'artillery rounds'}
    #[getter]
    fn details<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.record().detail {
            MentionDetail::Place { .. } | MentionDetail::Direction { .. } => Ok(PyDict::new(py).into_any()),
            detail => {
                let details = pythonize(py, detail)?;
                details.del_item("kind")?;
                Ok(details)
            }
        }
    }

    /// The keys of docs/output.md and their values, with offsets in code points.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(pythonize(py, self.record())?)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.record() == other.record()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let record = self.record();
        let place = match record.place() {
            Some(place) => format!(", place={}", quoted(py, &place.id)?),
            None => String::new(),
        };
        let MentionRecord { start, end, text, confidence, .. } = record;
        let (text, kind) = (quoted(py, text)?, quoted(py, record.kind().as_str())?);
        Ok(format!(
            "Mention(start={start}, end={end}, text={text}, kind={kind}, confidence={confidence}{place})"
        ))
    }
}

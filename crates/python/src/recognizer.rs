//! Texts to documents, without Python's lock.

use jiff::civil::Date;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple};
use rayon::prelude::*;
use ua_gazetteer as library;
use ua_gazetteer::output::{DocumentRecord, Id, MentionRecord, OffsetCounter, OffsetUnit, SCHEMA};

use crate::arguments::{self, Texts, bad};
use crate::document::{Batch, Document};
use crate::gazetteer::{Gazetteer, unit};

/// Texts between two looks at whether the user wants to stop.
const CHUNK: usize = 1024;

/// Recognizes and resolves what texts name. Immutable: one serves all threads. Can be pickled.
///
/// >>> from ua_gazetteer import Recognizer
/// >>> recognizer = Recognizer(date="2023-11-26", kinds=["place"], min_confidence=0.5)
/// >>> recognizer.recognize("Attacks near Synkivka and Ivanivka, Kharkiv region.").mentions[1].place.raion.name_en
/// 'Kupianskyi'
#[pyclass(module = "ua_gazetteer", frozen)]
pub struct Recognizer {
    recognizer: library::Recognizer,
    published: Option<Date>,
    /// The unit that places have to lie within, by its id.
    within: Option<String>,
    /// The arguments that make it, for pickling.
    settings: Py<PyDict>,
}

impl Recognizer {
    fn record(&self, text: &str, date: Option<Date>, id: Id) -> DocumentRecord {
        let document = self.recognizer.recognize_on(text, date.or(self.published));
        self.record_of(&document, id)
    }

    fn record_of(&self, document: &library::Document<'_>, id: Id) -> DocumentRecord {
        let unit = self.within.as_deref().and_then(|id| self.recognizer.gazetteer().get(id));
        let wanted = |mention: &&library::Mention<'_>| {
            unit.is_none_or(|unit| mention.place().is_some_and(|place| place.is_within(&unit)))
        };
        let mut offsets = OffsetCounter::new(document.text(), OffsetUnit::Chars);
        let mentions = document.mentions().iter().filter(wanted);
        let mentions = mentions.map(|mention| MentionRecord::of(mention, &mut offsets)).collect();
        DocumentRecord { schema: SCHEMA, id, mentions }
    }

    /// The records of many texts, on so many threads.
    fn records(
        &self,
        texts: &[(&str, Option<Date>)],
        pool: Option<&rayon::ThreadPool>,
    ) -> Vec<DocumentRecord> {
        let Some(pool) = pool else {
            return texts.iter().map(|&(text, date)| self.record(text, date, Id::Null)).collect();
        };
        pool.install(|| {
            let documents = self.recognizer.recognize_batch_on(texts);
            documents.par_iter().map(|document| self.record_of(document, Id::Null)).collect()
        })
    }
}

#[pymethods]
impl Recognizer {
    /// All arguments are optional.
    ///
    /// date: the day of the texts, `str` or `datetime.date`; a text may have its own.
    /// kinds: only mentions of these kinds. Places and directions alone take less time.
    /// min_confidence: only mentions at least so sure, 0 to 1.
    /// within: only places within this oblast, raion or hromada, in any spelling.
    /// prior_region: places within this unit are likelier; others are not ruled out.
    /// prior_point: `(lat, lon, km)`: places within so many kilometres of a point are likelier.
    /// hostilities: whether the register of hostilities speaks for places.
    /// unknown: whether words in the slot of a place are kept where no name fits.
    /// any_case: whether names without a capital count too, for lower-case posts.
    /// gazetteer: the places; the embedded ones unless told.
    ///
    /// >>> from ua_gazetteer import Recognizer
    /// >>> near = Recognizer(prior_point=(49.7, 37.6, 30))
    /// >>> near.recognize("Shelling near Ivanivka.").mentions[0].place.raion.name_uk
    /// "Куп'янський"
    #[new]
    #[pyo3(signature = (*, date=None, kinds=None, min_confidence=0.0, within=None, prior_region=None, prior_point=None,
        hostilities=true, unknown=true, any_case=false, gazetteer=None))]
    #[expect(clippy::too_many_arguments, reason = "Python names them")]
    fn new(
        py: Python<'_>,
        date: Option<&Bound<'_, PyAny>>,
        kinds: Option<&Bound<'_, PyAny>>,
        min_confidence: f32,
        within: Option<&str>,
        prior_region: Option<&str>,
        prior_point: Option<[f64; 3]>,
        hostilities: bool,
        unknown: bool,
        any_case: bool,
        gazetteer: Option<&Bound<'_, Gazetteer>>,
    ) -> PyResult<Self> {
        let published = arguments::date(date, "date")?;
        let kinds = arguments::kinds(kinds)?;
        let settings = PyDict::new(py);
        settings.set_item("date", published.map(|date| date.to_string()))?;
        settings.set_item("kinds", kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>())?;
        settings.set_item("min_confidence", min_confidence)?;
        settings.set_item("within", within)?;
        settings.set_item("prior_region", prior_region)?;
        settings.set_item("prior_point", prior_point)?;
        settings.set_item("hostilities", hostilities)?;
        settings.set_item("unknown", unknown)?;
        settings.set_item("any_case", any_case)?;
        settings.set_item("gazetteer", gazetteer)?;

        let places = gazetteer.map_or_else(library::Gazetteer::embedded, |own| own.get().places.clone());
        let mut builder = library::Recognizer::builder()
            .gazetteer(places.clone())
            .hostilities(hostilities)
            .unknown(unknown)
            .any_case(any_case)
            .kinds(kinds)
            .min_confidence(arguments::probability(min_confidence, "min_confidence")?);
        if let Some(region) = unit(&places, prior_region, "prior_region")? {
            builder = builder.prior_region(region);
        }
        if let Some([lat, lon, km]) = prior_point {
            if prior_region.is_some() {
                return Err(bad("prior_point", "prior_region is there too, and only one can count"));
            }
            builder =
                builder.prior_point(arguments::point(lat, lon)?, arguments::kilometres(km, "prior_point")?);
        }
        let within = unit(&places, within, "within")?.map(|unit| unit.id().to_string());
        Ok(Recognizer { recognizer: builder.build(), published, within, settings: settings.unbind() })
    }

    /// What a text names. `date` is its day, `id` what the caller calls it.
    ///
    /// >>> from ua_gazetteer import Recognizer
    /// >>> Recognizer().recognize("Бої під Бахмутом.", date="2023-02-01")
    /// Document(id=None, mentions=1)
    #[pyo3(signature = (text, date=None, *, id=None))]
    pub fn recognize<'py>(
        &self,
        text: &Bound<'py, PyAny>,
        date: Option<&Bound<'py, PyAny>>,
        id: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Document> {
        let text = arguments::text(text, "text")?;
        let words = arguments::utf8(text, "text")?;
        let date = arguments::date(date, "date")?;
        let id = arguments::id(id, "id")?;
        let record = text.py().detach(|| self.record(words, date, id));
        Ok(Document::new(text.clone(), record))
    }

    /// What each of many texts names, in their order, on several threads: as many as there are processors unless told.
    ///
    /// `dates` are the days of the texts, `ids` what the caller calls them: their positions unless told.
    ///
    /// >>> from ua_gazetteer import Recognizer
    /// >>> batch = Recognizer().recognize_batch(["Shelling of Kherson.", "Обстріляно Суми."], threads=2)
    /// >>> [document.mentions[0].place.name_en for document in batch]
    /// ['Kherson', 'Sumy']
    #[pyo3(signature = (texts, dates=None, threads=None, *, ids=None))]
    pub fn recognize_batch<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        dates: Option<&Bound<'py, PyAny>>,
        threads: Option<usize>,
        ids: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Batch> {
        let Texts { texts, dates, ids } = Texts::gather(texts, dates, ids)?;
        let words: PyResult<Vec<(&str, Option<Date>)>> = texts
            .iter()
            .zip(dates)
            .enumerate()
            .map(|(position, (text, date))| {
                Ok((arguments::utf8(text, &format!("texts[{position}]"))?, date.or(self.published)))
            })
            .collect();
        let words = words?;
        let pool = pool(threads, words.len())?;
        let mut records = Vec::with_capacity(words.len());
        for chunk in words.chunks(CHUNK) {
            records.extend(py.detach(|| self.records(chunk, pool.as_ref())));
            py.check_signals()?;
        }
        let documents = texts.iter().zip(records).zip(ids).map(|((text, record), id)| {
            Py::new(py, Document::new(text.clone(), DocumentRecord { id, ..record }))
        });
        Ok(Batch { documents: documents.collect::<PyResult<_>>()? })
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyTuple>, Bound<'py, PyDict>) {
        (PyTuple::empty(py), self.settings.bind(py).clone())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let settings = self.settings.bind(py).iter();
        let settings: PyResult<Vec<String>> =
            settings.map(|(name, value)| Ok(format!("{name}={}", value.repr()?))).collect();
        Ok(format!("Recognizer({})", settings?.join(", ")))
    }
}

/// Threads for so many texts, or none where one will do. Not those of the whole process: after a fork, which is how
/// Python's own workers begin, these are no longer there.
fn pool(threads: Option<usize>, texts: usize) -> PyResult<Option<rayon::ThreadPool>> {
    if threads == Some(0) {
        return Err(bad("threads", "0 threads do no work"));
    }
    let there_are = || std::thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.unwrap_or_else(there_are).min(texts);
    if threads < 2 {
        return Ok(None);
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map(Some).map_err(|error| bad("threads", error))
}

/// The recognizer behind the functions of the module.
fn usual(py: Python<'_>) -> PyResult<&Bound<'_, Recognizer>> {
    static USUAL: PyOnceLock<Py<Recognizer>> = PyOnceLock::new();
    let usual = USUAL.get_or_try_init(py, || {
        Py::new(py, Recognizer::new(py, None, None, 0.0, None, None, None, true, true, false, None)?)
    })?;
    Ok(usual.bind(py))
}

/// What a text names, by a `Recognizer` with the usual settings.
///
/// >>> import datetime, ua_gazetteer
/// >>> document = ua_gazetteer.recognize("Russian troops attacked near Sinkivka.", date=datetime.date(2023, 11, 26))
/// >>> document.mentions[-1].place
/// Place(id='UA63080130130078227', kind='village', name_uk='Синьківка')
#[pyfunction]
#[pyo3(signature = (text, date=None, *, id=None))]
pub fn recognize<'py>(
    text: &Bound<'py, PyAny>,
    date: Option<&Bound<'py, PyAny>>,
    id: Option<&Bound<'py, PyAny>>,
) -> PyResult<Document> {
    usual(text.py())?.get().recognize(text, date, id)
}

/// What each of many texts names, by a `Recognizer` with the usual settings.
///
/// >>> import ua_gazetteer
/// >>> batch = ua_gazetteer.recognize_batch(["Бої біля Лимана.", "Nothing."], dates=["2022-05-20", None])
/// >>> batch[0].mentions[0].place.oblast.name_en
/// 'Donetsk Oblast'
#[pyfunction]
#[pyo3(signature = (texts, dates=None, threads=None, *, ids=None))]
pub fn recognize_batch<'py>(
    py: Python<'py>,
    texts: &Bound<'py, PyAny>,
    dates: Option<&Bound<'py, PyAny>>,
    threads: Option<usize>,
    ids: Option<&Bound<'py, PyAny>>,
) -> PyResult<Batch> {
    usual(py)?.get().recognize_batch(py, texts, dates, threads, ids)
}

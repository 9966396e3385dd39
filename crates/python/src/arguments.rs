//! What callers hand over, and what is said where it does not fit.

use jiff::civil::Date;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyDateAccess, PyString};
use ua_gazetteer::MentionKind;
use ua_gazetteer::output::Id;

/// A `ValueError` that names the argument.
pub fn bad(argument: &str, error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(format!("{argument}: {error}"))
}

/// A `TypeError` that names the argument.
pub fn wrong_type(argument: &str, expected: &str, value: &Bound<'_, PyAny>) -> PyErr {
    let found = value.get_type().name().map_or_else(|_| "something else".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!("{argument}: expected {expected}, not {found}"))
}

/// A text; `argument` names it in errors.
pub fn text<'a, 'py>(value: &'a Bound<'py, PyAny>, argument: &str) -> PyResult<&'a Bound<'py, PyString>> {
    value.cast::<PyString>().map_err(|_| wrong_type(argument, "str", value))
}

/// The UTF-8 of a text, which Python keeps as long as the text. Half of a surrogate pair is no text.
pub fn utf8<'a>(text: &'a Bound<'_, PyString>, argument: &str) -> PyResult<&'a str> {
    text.to_str().map_err(|error| bad(argument, error.value(text.py())))
}

/// The day in a `str` or `datetime.date`; none for `None` and for what pandas puts in its place.
pub fn date(value: Option<&Bound<'_, PyAny>>, argument: &str) -> PyResult<Option<Date>> {
    // NaN and NaT are what pandas has for None, and the only values that differ from themselves.
    let is_missing = |value: &&Bound<'_, PyAny>| value.is_none() || !value.eq(value).unwrap_or(true);
    let Some(value) = value.filter(|value| !is_missing(value)) else { return Ok(None) };
    if let Ok(date) = value.cast::<PyDate>() {
        // Python's dates lie within the years 1 to 9999, and so within jiff's.
        let year = i16::try_from(date.get_year()).map_err(|error| bad(argument, error))?;
        let (month, day) = (date.get_month() as i8, date.get_day() as i8);
        return Date::new(year, month, day).map(Some).map_err(|error| bad(argument, error));
    }
    let text = value
        .cast::<PyString>()
        .map_err(|_| wrong_type(argument, "str or datetime.date", value))
        .and_then(|text| utf8(text, argument))?;
    text.parse().map(Some).map_err(|_| bad(argument, format!("{text:?} is no date, as 2023-11-26")))
}

/// What a caller calls a document: a `str`, an `int` or nothing.
pub fn id(value: Option<&Bound<'_, PyAny>>, argument: &str) -> PyResult<Id> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(Id::Null) };
    if let Ok(text) = value.cast::<PyString>() {
        return utf8(text, argument).map(Id::from);
    }
    value.extract::<i64>().map(Id::from).map_err(|_| wrong_type(argument, "str or int of 64 bits", value))
}

/// The id as Python has it.
pub fn id_to_python<'py>(py: Python<'py>, id: &Id) -> PyResult<Bound<'py, PyAny>> {
    match id {
        Id::Null => Ok(py.None().into_bound(py)),
        Id::Text(text) => Ok(PyString::new(py, text).into_any()),
        // Made of an int, see above.
        Id::Number(digits) => {
            Ok(digits.get().parse::<i64>().unwrap_or_default().into_pyobject(py)?.into_any())
        }
    }
}

/// Kinds of mention: one `str`, or several; all for nothing.
pub fn kinds(value: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<MentionKind>> {
    let Some(value) = value else { return Ok(MentionKind::ALL.to_vec()) };
    let names: Vec<String> = match value.extract::<String>() {
        Ok(name) => vec![name],
        Err(_) => value
            .try_iter()
            .and_then(|names| names.map(|name| name?.extract()).collect())
            .map_err(|_| wrong_type("kinds", "str or an iterable of str", value))?,
    };
    names.iter().map(|name| name.parse().map_err(|error| bad("kinds", error))).collect()
}

/// A probability.
pub fn probability(value: f32, argument: &str) -> PyResult<f32> {
    if (0.0..=1.0).contains(&value) {
        return Ok(value);
    }
    Err(bad(argument, format!("{value} is no probability from 0 to 1")))
}

/// A distance in kilometres.
pub fn kilometres(value: f64, argument: &str) -> PyResult<f64> {
    if value >= 0.0 {
        return Ok(value);
    }
    Err(bad(argument, format!("{value} is no distance in kilometres")))
}

/// Latitude and longitude in WGS84 degrees.
pub fn point(lat: f64, lon: f64) -> PyResult<ua_gazetteer::geo_types::Point<f64>> {
    for (name, degrees, limit) in [("lat", lat, 90.0), ("lon", lon, 180.0)] {
        if !(-limit..=limit).contains(&degrees) {
            return Err(bad(name, format!("{degrees} is outside -{limit} to {limit}")));
        }
    }
    Ok(ua_gazetteer::geo_types::Point::new(lon, lat))
}

/// Texts with their days and ids, which texts keep in Python.
pub struct Texts<'py> {
    pub texts: Vec<Bound<'py, PyString>>,
    pub dates: Vec<Option<Date>>,
    pub ids: Vec<Id>,
}

impl<'py> Texts<'py> {
    /// Gathers what may be any iterables; days and ids must be as many as the texts.
    pub fn gather(
        texts: &Bound<'py, PyAny>,
        dates: Option<&Bound<'py, PyAny>>,
        ids: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Self> {
        if texts.is_instance_of::<PyString>() {
            return Err(wrong_type("texts", "an iterable of str", texts));
        }
        let texts = each(texts, "texts", |value, name| text(value, name).cloned())?;
        let dates = match dates {
            Some(dates) => {
                as_many(each(dates, "dates", |value, name| date(Some(value), name))?, &texts, "dates")?
            }
            None => vec![None; texts.len()],
        };
        let ids = match ids {
            Some(ids) => as_many(each(ids, "ids", |value, name| id(Some(value), name))?, &texts, "ids")?,
            None => (0..texts.len() as i64).map(Id::from).collect(),
        };
        Ok(Texts { texts, dates, ids })
    }
}

fn each<'py, T>(
    values: &Bound<'py, PyAny>,
    argument: &str,
    convert: impl Fn(&Bound<'py, PyAny>, &str) -> PyResult<T>,
) -> PyResult<Vec<T>> {
    values
        .try_iter()?
        .enumerate()
        .map(|(position, value)| convert(&value?, &format!("{argument}[{position}]")))
        .collect()
}

fn as_many<T>(values: Vec<T>, texts: &[Bound<'_, PyString>], argument: &str) -> PyResult<Vec<T>> {
    if values.len() == texts.len() {
        return Ok(values);
    }
    Err(bad(argument, format!("{} for {} texts", values.len(), texts.len())))
}

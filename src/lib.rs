//! Places of Ukraine in text.

pub mod gazetteer;
pub mod inflection;
mod language;
pub mod matcher;
pub mod normalization;
pub mod romanization;

pub use gazetteer::Gazetteer;
pub use geo_types;
pub use jiff;
pub use language::{Language, UnknownLanguage};

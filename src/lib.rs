//! Places of Ukraine in text.

pub mod entity;
pub mod inflection;
mod language;
pub mod romanization;

pub use language::{Language, UnknownLanguage};

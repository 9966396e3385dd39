//! Places of Ukraine in text.

pub mod entity;
pub mod gazetteer;
pub mod inflection;
mod language;
pub mod matcher;
mod mention;
pub mod normalization;
pub mod output;
mod recognizer;
pub mod resolver;
pub mod romanization;
mod windows;

pub use gazetteer::Gazetteer;
pub use geo_types;
pub use jiff;
pub use language::{Language, UnknownLanguage};
pub use mention::{Document, Mention, MentionKind, Resolution, UnknownKind};
pub use recognizer::{Recognizer, RecognizerBuilder};

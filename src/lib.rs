//! Finds every place of Ukraine that a text names, in English, Ukrainian or Russian, in any spelling and grammatical case,
//! and says where it is. Offline.
//!
//! # A tour
//!
//! A [`Recognizer`] takes a text and gives a [`Document`] of [`Mention`]s. Telling it the day of the text lets it know where there
//! was fighting:
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use ua_gazetteer::{MentionKind, Recognizer};
//!
//! let recognizer = Recognizer::builder().published("2023-11-26".parse()?).build();
//! let text = "Russian troops attacked near Sinkivka and Ivanivka in Kharkiv region, and in the Bakhmut direction.";
//! let document = recognizer.recognize(text);
//!
//! // Sinkivka is a spelling of Synkivka; Ivanivka, one of 119, is the one beside it.
//! let ids: Vec<String> = document.settlements().iter().map(|place| place.id().to_string()).collect();
//! assert_eq!(ids, ["UA63080130130078227", "UA63080130040020621"]);
//!
//! // A direction is not a town.
//! let direction = document.mentions().iter().find(|mention| mention.kind() == MentionKind::Direction);
//! let direction = direction.expect("the text names one");
//! assert_eq!((direction.text(), direction.anchors()[0].place().name_uk()), ("Bakhmut direction", "Бахмут"));
//! # }
//! # Ok::<(), jiff::Error>(())
//! ```
//!
//! A mention knows where it stands, how sure it is, which form of which name the text uses, and what else it may mean:
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! # use ua_gazetteer::{Recognizer, inflection::Case};
//! let recognizer = Recognizer::builder().build();
//! let document = recognizer.recognize("Бої під Бахмутом.");
//! let mention = &document.mentions()[0];
//! assert_eq!(mention.span(), 14..30);
//! assert_eq!(mention.form().map(|form| (form.name, form.case)), Some(("Бахмут", Some(Case::Instrumental))));
//! assert!(mention.confidence() > 0.5);
//! for other in mention.alternatives() {
//!     println!("or {} ({:.2})", other.place().id(), other.confidence());
//! }
//! # }
//! ```
//!
//! The [`Gazetteer`] answers by itself, too: by id, by name in any spelling, by distance.
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! # use ua_gazetteer::Gazetteer;
//! let gazetteer = Gazetteer::embedded();
//! let synkivka = gazetteer.lookup("Sin'kovka")[0].place();
//! assert_eq!(synkivka.name_uk(), "Синьківка");
//! assert_eq!(synkivka.raion().map(|raion| raion.name_uk()), Some("Куп'янський"));
//! let point = synkivka.point().expect("every settlement has one");
//! let (neighbour, km) = gazetteer.nearest(point, 2)[1];
//! assert!(km < 10.0 && neighbour.id() != synkivka.id());
//! # }
//! ```
//!
//! Your own places stand over the embedded ones, or instead of them:
//!
//! ```
//! use ua_gazetteer::{Gazetteer, Recognizer, gazetteer::PlaceData};
//! let position = PlaceData {
//!     id: "own:1".into(),
//!     name_uk: "Дубовий Гай".into(),
//!     lat: Some(48.5),
//!     lon: Some(37.9),
//!     ..PlaceData::default()
//! };
//! let gazetteer = Gazetteer::builder().place(position).build()?;
//! let recognizer = Recognizer::builder().gazetteer(gazetteer).build();
//! let document = recognizer.recognize("Тихо біля Дубового Гаю.");
//! assert_eq!(document.mentions()[0].place().map(|place| place.id().to_string()).as_deref(), Some("own:1"));
//! # Ok::<(), ua_gazetteer::gazetteer::PlaceError>(())
//! ```
//!
//! Spellings and case forms can be had without a gazetteer:
//!
//! ```
//! use ua_gazetteer::{Language, inflection, romanization};
//! let spellings = romanization::variants("Синьківка", Language::Ukrainian);
//! assert_eq!((spellings[0].text.as_str(), spellings[0].system.label), ("Synkivka", "KMU 2010"));
//! let forms = inflection::forms("Часів Яр", Language::Ukrainian);
//! assert!(forms.iter().any(|form| form.text == "Часовим Яром"));
//! ```
//!
//! # Modules
//!
//! In the order in which a text goes through them; `docs/architecture.md` of the repository tells more.
//!
//! | module | what it does |
//! |---|---|
//! | [`gazetteer`] | places, names, and what is known of them |
//! | [`normalization`] | text folded to symbols, with exact offsets |
//! | [`matcher`] | names in a text |
//! | [`entity`] | units, organizations, persons, weapons, counts, dates, coordinates |
//! | [`resolver`] | one place a mention, by evidence |
//! | [`output`] | mentions and candidates as records, for JSON lines, GeoJSON, CSV and text |
//! | [`romanization`] | spellings in Latin letters, one table a system |
//! | [`inflection`] | case forms and adjectives |
//!
//! # Features
//!
//! - `embedded` (default): the compiled gazetteer of Ukraine, from the package `ua-gazetteer-data`. Its data is under the Open Database
//!   License 1.0, with attribution; without it the library is MIT OR Apache-2.0 throughout and knows a caller's own places only.
//! - `arrow`: mentions as record batches of Apache Arrow (`output::arrow`), one schema for Parquet, Polars, DuckDB, Spark and the like.
//! - `rayon`: [`Recognizer`] takes many texts at once, on several threads (`recognize_batch`).
//!
//! # Threads, panics, time
//!
//! [`Gazetteer`] and [`Recognizer`] are `Send + Sync`, immutable and cheap to clone. No text makes the library panic. Time grows
//! with the text, not with its square.

#[cfg(feature = "rayon")]
mod batch;
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

/// The README's examples run with the tests.
#[cfg(all(doctest, feature = "embedded"))]
#[doc = include_str!("../README.md")]
struct Readme;

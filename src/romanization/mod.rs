//! Spellings of Ukrainian and Russian names in Latin letters, one table a published system, and the spelling key
//! that folds what lies between the systems.
//!
//! ```
//! use ua_gazetteer::{Language, romanization};
//! let kmu = romanization::system("kmu-2010").expect("a known system");
//! assert_eq!(romanization::romanize("Синьківка", kmu), "Synkivka");
//! let spellings = romanization::variants("Синьківка", Language::Ukrainian);
//! assert!(spellings.iter().any(|variant| variant.text == "Syn’kivka" && variant.system.label == "BGN/PCGN 1965"));
//! assert_eq!(romanization::spelling_key("Sin'kovka"), romanization::spelling_key("Synkivka"));
//! ```

mod engine;
mod key;
mod reverse;
mod russian;
mod ukrainian;

use engine::ByLetter;
use once_cell::sync::{Lazy, OnceCell};

pub use key::{skeleton_key, spelling_key};
pub use reverse::reverse;

use crate::Language;

/// A published romanization system, or a usage of the press.
///
/// ```
/// let system = ua_gazetteer::romanization::system("bgn-pcgn-1965").expect("a known system");
/// assert_eq!(system.label, "BGN/PCGN 1965");
/// assert_eq!(system.language.code(), "uk");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct System {
    /// A short id, such as `kmu-2010`.
    pub id: &'static str,
    /// The label that mentions carry, such as `KMU 2010`.
    pub label: &'static str,
    /// The language that it romanizes.
    pub language: Language,
    /// Where the table is published.
    pub source: &'static str,
    tables: engine::Tables,
}

impl System {
    /// The system's index in [`systems`], which a compiled gazetteer stores. A test pins the order: a new system
    /// changes the numbers, so it goes with a new format version of the artefact.
    ///
    /// ```
    /// use ua_gazetteer::romanization::{system, systems};
    /// let kmu = system("kmu-2010").expect("a known system");
    /// assert_eq!(systems()[kmu.number()], *kmu);
    /// ```
    pub fn number(&self) -> usize {
        systems().iter().position(|other| other.id == self.id).unwrap_or(0)
    }
}

impl PartialEq for System {
    fn eq(&self, other: &System) -> bool {
        self.id == other.id
    }
}

impl Eq for System {}

impl std::hash::Hash for System {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

impl PartialOrd for System {
    fn partial_cmp(&self, other: &System) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for System {
    fn cmp(&self, other: &System) -> std::cmp::Ordering {
        self.id.cmp(other.id)
    }
}

/// A spelling of a name, and the commonest system that makes it.
///
/// ```
/// use ua_gazetteer::{Language, romanization::variants};
/// let first = &variants("Щастя", Language::Ukrainian)[0];
/// assert_eq!((first.text.as_str(), first.system.label), ("Shchastia", "KMU 2010"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The spelling in Latin letters.
    pub text: String,
    /// The first system, in the order of [`systems`], that makes it.
    pub system: &'static System,
}

/// All systems: Ukrainian, then Russian, the commonest of each first.
///
/// ```
/// assert_eq!(ua_gazetteer::romanization::systems()[0].label, "KMU 2010");
/// ```
pub fn systems() -> &'static [System] {
    static SYSTEMS: Lazy<Vec<System>> = Lazy::new(|| [ukrainian::SYSTEMS, russian::SYSTEMS].concat());
    &SYSTEMS
}

/// The system of an id, or `None` for an unknown one.
///
/// ```
/// use ua_gazetteer::romanization::system;
/// assert!(system("iso-9").is_some());
/// assert!(system("morse").is_none());
/// ```
pub fn system(id: &str) -> Option<&'static System> {
    systems().iter().find(|system| system.id == id)
}

/// A name in Latin letters by one system, composed (NFC). Each word keeps its capital, a word of capitals stays
/// one; marks of stress go, and characters outside the system's table are passed through.
///
/// ```
/// use ua_gazetteer::romanization::{romanize, system};
/// let kmu = system("kmu-2010").expect("a known system");
/// assert_eq!(romanize("Івано-Франківськ", kmu), "Ivano-Frankivsk");
/// assert_eq!(romanize("ЩАСТЯ", kmu), "SHCHASTIA");
/// assert_eq!(romanize("Піски-2", kmu), "Pisky-2");
/// ```
pub fn romanize(name: &str, system: &System) -> String {
    engine::transliterate(name, rows(system))
}

/// The rows of a system by their letters, found at the first question.
fn rows(system: &System) -> &'static ByLetter {
    static ROWS: Lazy<Vec<OnceCell<ByLetter>>> = Lazy::new(|| vec![OnceCell::new(); systems().len()]);
    ROWS[system.number()].get_or_init(|| ByLetter::of(system.tables))
}

/// Each distinct spelling of a name by the systems of its language, the commonest first; none for English. A
/// spelling in which Cyrillic letters remain, because the name has letters of another language, is left out.
///
/// ```
/// use ua_gazetteer::{Language, romanization::variants};
/// let spellings: Vec<String> =
///     variants("Часов Яр", Language::Russian).into_iter().map(|variant| variant.text).collect();
/// assert_eq!(spellings[0], "Chasov Yar");
/// assert!(spellings.contains(&"Tchassov Iar".to_owned()));
/// ```
pub fn variants(name: &str, language: Language) -> Vec<Variant> {
    let mut variants: Vec<Variant> = Vec::new();
    for system in systems().iter().filter(|system| system.language == language) {
        let text = romanize(name, system);
        let covered = !text.chars().any(|letter| engine::CYRILLIC.contains(&letter));
        if covered && variants.iter().all(|variant| variant.text != text) {
            variants.push(Variant { text, system });
        }
    }
    variants
}

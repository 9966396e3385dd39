//! The tables behind the recognizer: words with their stems, phrases of words, name lists.

use std::collections::{HashMap, HashSet};

use thiserror::Error;

use super::names::Names;
use super::token::{Case, TokenKind, Tokens, fold};
use super::types::{Action, Echelon, Side, WeaponClass};

/// What a row of a table is for.
macro_rules! classes {
    ($($variant:ident = $text:literal,)+) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(super) enum Class { $($variant,)+ }
        impl Class {
            fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Class::$variant),)+ _ => None }
            }
        }
    };
}

classes! {
    Cardinal = "cardinal",
    Multiplier = "multiplier",
    Vague = "vague",
    Ordinal = "ordinal",
    Bound = "bound",
    RangeWord = "range",
    Month = "month",
    Weekday = "weekday",
    Relative = "relative",
    TimeUnit = "time_unit",
    Span = "span",
    DatePart = "date_part",
    YearWord = "year_word",
    Noun = "noun",
    NounTail = "noun_tail",
    Adjective = "adjective",
    NotCounted = "not_counted",
    Action = "action",
    Passive = "passive",
    Actor = "actor",
    Growth = "growth",
    Weapon = "weapon",
    Designation = "designation",
    WeaponTail = "weapon_tail",
    Ammunition = "ammunition",
    Arm = "arm",
    ArmTail = "arm_tail",
    Echelon = "echelon",
    EchelonPlural = "echelon_plural",
    Honorific = "honorific",
    UnitAbbreviation = "unit_abbreviation",
    UnitTail = "unit_tail",
    NamedUnit = "named_unit",
    UnitPrefix = "unit_prefix",
    Grouping = "grouping",
    GroupingName = "grouping_name",
    Side = "side",
    Organization = "organization",
    OrganizationHead = "organization_head",
    OrganizationTail = "organization_tail",
    Country = "country",
    LegalForm = "legal_form",
    Role = "role",
    Said = "said",
    Figure = "figure",
    NotName = "not_name",
    PlaceWord = "place_word",
    Particle = "particle",
}

impl Class {
    /// Whether a grammar can read a value of the class; of most, the value is free.
    fn admits(self, value: &str) -> bool {
        let mut words = value.split(' ');
        let first = words.next().unwrap_or("");
        match self {
            Class::Cardinal | Class::Multiplier | Class::Ordinal | Class::TimeUnit => {
                value.parse::<f64>().is_ok()
            }
            Class::Month => value.parse().is_ok_and(|month| (1..=12).contains(&month)),
            Class::Weekday => value.parse().is_ok_and(|day| (1..=7).contains(&day)),
            Class::Vague => value.split(' ').all(|bound| bound.parse::<f64>().is_ok()),
            Class::Bound => matches!(value, "min" | "max" | "about"),
            Class::Action => Action::from_name(value).is_some(),
            Class::Weapon => WeaponClass::from_name(first).is_some() && words.all(|word| word == "model"),
            Class::Designation => {
                WeaponClass::from_name(first).is_some()
                    && words.all(|number| matches!(number, "*" | "?") || number.parse::<u32>().is_ok())
            }
            Class::Echelon => Echelon::from_name(value).is_some(),
            Class::Side | Class::UnitTail => Side::from_name(value).is_some(),
            _ => true,
        }
    }
}

/// How a phrase must be written to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// In any letter case.
    Any,
    /// With a capital first.
    Capital,
    /// Every word with a capital first.
    Title,
    /// With two capitals or more.
    Upper,
    /// In lower case.
    Lower,
}

impl Written {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "any" => Written::Any,
            "cap" => Written::Capital,
            "title" => Written::Title,
            "upper" => Written::Upper,
            "lower" => Written::Lower,
            _ => return None,
        })
    }

    fn admits(self, case: Case, first: bool) -> bool {
        match self {
            Written::Any => true,
            Written::Capital => !first || case != Case::Lower,
            Written::Title => case != Case::Lower,
            Written::Upper => !first || matches!(case, Case::Upper | Case::Initial),
            Written::Lower => case == Case::Lower,
        }
    }
}

/// A table that cannot be read.
///
/// ```
/// use ua_gazetteer::entity::Lexicon;
/// let error = Lexicon::from_tables([("mine.tsv", "weapon\tuav\n")]).unwrap_err();
/// assert!(error.to_string().starts_with("mine.tsv:1:"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{table}:{line}: {reason}")]
pub struct LexiconError {
    table: String,
    line: usize,
    reason: String,
}

#[derive(Debug, Clone)]
struct Phrase {
    class: Class,
    value: u32,
    written: Written,
    words: Vec<u32>,
}

/// A phrase of the tables found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) class: Class,
    pub(super) value: u32,
    /// First token.
    pub(super) start: usize,
    /// The token after the last.
    pub(super) end: usize,
}

/// How a word of a table stands for the words of a text.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    /// The word as it is.
    exact: Option<u32>,
    /// The stem with any case ending of its language (`бригад~`).
    inflected: Option<u32>,
    /// The stem with any letters after it (`відбит*`).
    open: Option<u32>,
}

/// The tables that the recognizer reads: vocabulary of units, weapons, organizations, numerals, dates, roles, names.
///
/// Immutable once built, `Send + Sync`. The embedded one is parsed once, in a few milliseconds.
///
/// ```
/// use ua_gazetteer::entity::{Kinds, Lexicon};
///
/// let mut lexicon = Lexicon::embedded().clone();
/// lexicon.extend("mine.tsv", "weapon\tuav\tcap\tSkybreaker~")?;
/// let found = lexicon.recognize("two Skybreakers", None, Kinds::all());
/// assert_eq!(found.len(), 2); // the count and the weapon in it
/// # Ok::<(), ua_gazetteer::entity::LexiconError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    entries: HashMap<Box<str>, Entry>,
    words: u32,
    phrases: Vec<Phrase>,
    by_first: Vec<Vec<u32>>,
    values: Vec<Box<str>>,
    value_ids: HashMap<Box<str>, u32>,
    endings: HashSet<Box<str>>,
    latin_endings: HashSet<Box<str>>,
    /// Endings of adjectives by kind: `full`, `short`, `impersonal`.
    adjective_endings: HashMap<Box<str>, Vec<Box<str>>>,
    pub(super) names: Names,
}

/// The longest case ending, and the longest rest after an open stem, in characters.
const LONGEST_REST: usize = 7;

impl Lexicon {
    /// The tables that come with the library (feature `embedded`).
    ///
    /// ```
    /// use ua_gazetteer::entity::Lexicon;
    /// assert!(Lexicon::embedded().phrase_count() > 1000);
    /// ```
    #[cfg(feature = "embedded")]
    pub fn embedded() -> &'static Lexicon {
        static EMBEDDED: once_cell::sync::Lazy<Lexicon> = once_cell::sync::Lazy::new(|| {
            Lexicon::from_tables(ua_gazetteer_data::ENTITY_TABLES.iter().copied())
                .expect("the embedded tables are read by the tests of this module")
        });
        &EMBEDDED
    }

    /// Reads tables, each a name (for errors) and its text.
    ///
    /// A row is `class TAB value TAB letter case TAB patterns`, the patterns parted by `, `. In a pattern `stem~` stands
    /// for the stem with any case ending, `stem*` for the stem with any letters after it. The letter case is `any`,
    /// `cap`, `title`, `upper` or `lower`. Lines with `#` first are comments. `data/entities/README.md` lists the classes.
    ///
    /// ```
    /// use ua_gazetteer::entity::Lexicon;
    /// let lexicon = Lexicon::from_tables([("mine.tsv", "weapon\tuav\tany\tdrone, drones")])?;
    /// assert_eq!(lexicon.phrase_count(), 2);
    /// # Ok::<(), ua_gazetteer::entity::LexiconError>(())
    /// ```
    pub fn from_tables<'a>(
        tables: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, LexiconError> {
        let mut lexicon = Lexicon::default();
        for (name, text) in tables {
            lexicon.extend(name, text)?;
        }
        Ok(lexicon)
    }

    /// Adds the rows of one more table, in the form that [`Lexicon::from_tables`] reads.
    ///
    /// ```
    /// use ua_gazetteer::entity::Lexicon;
    /// let mut lexicon = Lexicon::default();
    /// lexicon.extend("mine.tsv", "organization\tMy Fund\ttitle\tMy Fund")?;
    /// assert_eq!(lexicon.phrase_count(), 1);
    /// # Ok::<(), ua_gazetteer::entity::LexiconError>(())
    /// ```
    pub fn extend(&mut self, table: &str, text: &str) -> Result<(), LexiconError> {
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            self.add_row(line).map_err(|reason| LexiconError {
                table: table.to_owned(),
                line: number + 1,
                reason,
            })?;
        }
        Ok(())
    }

    /// The number of phrases, forms of names left out.
    ///
    /// ```
    /// assert_eq!(ua_gazetteer::entity::Lexicon::default().phrase_count(), 0);
    /// ```
    pub fn phrase_count(&self) -> usize {
        self.phrases.len()
    }

    fn add_row(&mut self, line: &str) -> Result<(), String> {
        let mut fields = line.split('\t');
        let (Some(class), Some(value), Some(written), Some(patterns)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err("expected four fields: class, value, letter case, patterns".to_owned());
        };
        if class == "ending" {
            let set = if value == "latin" { &mut self.latin_endings } else { &mut self.endings };
            set.insert("".into());
            set.extend(patterns.split(", ").map(Into::into));
            return Ok(());
        }
        if class == "adjective_ending" {
            self.adjective_endings
                .entry(value.into())
                .or_default()
                .extend(patterns.split(", ").map(Into::into));
            return Ok(());
        }
        if self.names.add_row(class, value, patterns)? {
            return Ok(());
        }
        let class = Class::from_name(class).ok_or_else(|| format!("no such class: {class:?}"))?;
        let written =
            Written::from_name(written).ok_or_else(|| format!("no such letter case: {written:?}"))?;
        if !class.admits(value) {
            return Err(format!("no such value: {value:?}"));
        }
        let value = self.intern(value);
        for pattern in patterns.split(", ") {
            self.add_phrase(class, value, written, pattern)?;
        }
        Ok(())
    }

    fn intern(&mut self, value: &str) -> u32 {
        if let Some(&id) = self.value_ids.get(value) {
            return id;
        }
        let id = self.values.len() as u32;
        self.values.push(value.into());
        self.value_ids.insert(value.into(), id);
        id
    }

    fn add_phrase(
        &mut self,
        class: Class,
        value: u32,
        written: Written,
        pattern: &str,
    ) -> Result<(), String> {
        let mut words = Vec::new();
        for piece in pattern.split([' ', '-']).filter(|p| !p.is_empty()) {
            let (stem, mark) = match piece.char_indices().next_back() {
                Some((at, mark @ ('~' | '*'))) => (&piece[..at], mark),
                _ => (piece, ' '),
            };
            if stem.chars().all(char::is_alphabetic) {
                words.push(self.word(&fold(stem), mark));
                continue;
            }
            let tokens = Tokens::new(stem);
            let mut cut = (0..tokens.list.len()).filter(|&i| tokens.folded(i) != ".").peekable();
            while let Some(i) = cut.next() {
                let last = cut.peek().is_none();
                words.push(self.word(tokens.folded(i), if last { mark } else { ' ' }));
            }
        }
        let Some(&first) = words.first() else { return Err(format!("an empty pattern: {pattern:?}")) };
        self.by_first.resize(self.words as usize, Vec::new());
        self.by_first[first as usize].push(self.phrases.len() as u32);
        self.phrases.push(Phrase { class, value, written, words });
        Ok(())
    }

    fn word(&mut self, stem: &str, mark: char) -> u32 {
        let entry = self.entries.entry(stem.into()).or_default();
        let slot = match mark {
            '~' => &mut entry.inflected,
            '*' => &mut entry.open,
            _ => &mut entry.exact,
        };
        *slot.get_or_insert_with(|| {
            self.words += 1;
            self.words - 1
        })
    }

    /// The words of the tables that a folded word may be.
    pub(super) fn words_of(&self, folded: &str, out: &mut Vec<u32>) {
        if let Some(entry) = self.entries.get(folded) {
            out.extend(entry.exact.iter().chain(&entry.inflected).chain(&entry.open));
        }
        let endings = if folded.is_ascii() { &self.latin_endings } else { &self.endings };
        for (at, _) in folded.char_indices().rev().take(LONGEST_REST) {
            let Some(entry) = self.entries.get(&folded[..at]) else { continue };
            out.extend(entry.open);
            if entry.inflected.is_some() && endings.contains(&folded[at..]) {
                out.extend(entry.inflected);
            }
        }
    }

    /// Whether a folded Cyrillic word of four letters or more has an adjective ending of a kind.
    pub(super) fn ends_as(&self, folded: &str, kind: &str) -> bool {
        let long = folded.chars().nth(3).is_some();
        let endings = self.adjective_endings.get(kind).map_or(&[][..], Vec::as_slice);
        long && !folded.is_ascii() && endings.iter().any(|ending| folded.ends_with(&**ending))
    }

    pub(super) fn value(&self, id: u32) -> &str {
        self.values.get(id as usize).map_or("", |v| v)
    }

    /// Finds the phrases that start at each token; hyphens and abbreviating stops between words count for nothing.
    pub(super) fn hits(&self, tokens: &Tokens) -> Vec<Hit> {
        let (mut flat, mut ranges) = (Vec::new(), Vec::with_capacity(tokens.list.len()));
        for i in 0..tokens.list.len() {
            let from = flat.len();
            self.words_of(tokens.folded(i), &mut flat);
            ranges.push(from..flat.len());
        }
        let mut hits = Vec::new();
        for i in 0..tokens.list.len() {
            let from = hits.len();
            for &word in &flat[ranges[i].clone()] {
                for &at in self.by_first.get(word as usize).into_iter().flatten() {
                    let phrase = &self.phrases[at as usize];
                    if let Some(end) = follow(phrase, tokens, &flat, &ranges, i) {
                        hits.push(Hit { class: phrase.class, value: phrase.value, start: i, end });
                    }
                }
            }
            // The longest first, so that the first of a class is the one to take.
            hits[from..].sort_by(|a, b| b.end.cmp(&a.end).then(a.class.cmp(&b.class)));
        }
        hits
    }
}

/// Whether a phrase stands at a token; gives the token after it.
fn follow(
    phrase: &Phrase,
    tokens: &Tokens,
    flat: &[u32],
    ranges: &[std::ops::Range<usize>],
    start: usize,
) -> Option<usize> {
    let mut at = start;
    for (nth, word) in phrase.words.iter().enumerate() {
        if nth > 0 {
            at = skip_joint(tokens, at);
        }
        let token = tokens.list.get(at)?;
        if nth > 0 && token.sentence != tokens.list[start].sentence {
            return None;
        }
        if !flat[ranges[at].clone()].contains(word) {
            return None;
        }
        if token.kind == TokenKind::Word && !phrase.written.admits(token.case, nth == 0) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Passes over a hyphen between two words, or a full stop after an abbreviation.
fn skip_joint(tokens: &Tokens, at: usize) -> usize {
    match tokens.folded(at) {
        "-" | "‑" | "–" | "/" if tokens.list[at].glued => at + 1,
        "." if tokens.list[at].glued => {
            if matches!(tokens.folded(at + 1), "-" | "‑") {
                at + 2
            } else {
                at + 1
            }
        }
        _ => at,
    }
}

/// The folded form of a name in a table.
pub(super) fn folded_name(name: &str) -> String {
    fold(name.trim())
}

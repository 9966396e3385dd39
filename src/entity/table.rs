//! Reads the tables: a row a class, its patterns cut into words.

use thiserror::Error;

use super::class::{Class, Written};
use super::letter::{fold_into, is_letter, run_of_lower};
use super::lexicon::{Adjective, Ending, Lexicon};
use super::stems::{Endings, Listed};
use super::token::Tokens;

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

/// What is needed again and again while rows are read.
#[derive(Default)]
struct Scratch {
    folded: String,
    words: Vec<u32>,
}

impl Lexicon {
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
        let mut scratch = Scratch::default();
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            self.add_row(line, &mut scratch).map_err(|reason| LexiconError {
                table: table.to_owned(),
                line: number + 1,
                reason,
            })?;
        }
        Ok(())
    }

    fn add_row(&mut self, line: &str, scratch: &mut Scratch) -> Result<(), String> {
        let mut fields = line.split('\t');
        let (Some(class), Some(value), Some(written), Some(patterns)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err("expected four fields: class, value, letter case, patterns".to_owned());
        };
        if let Some(endings) = self.endings_of(class, value)? {
            return items(patterns).try_for_each(|ending| endings.entry(ending).map(|_| ()));
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
        let value = self.intern(value)?;
        for pattern in items(patterns) {
            self.read_pattern(pattern, scratch)?;
            if scratch.words.is_empty() {
                return Err(format!("an empty pattern: {pattern:?}"));
            }
            self.add_phrase(class, value, written, &scratch.words);
        }
        Ok(())
    }

    /// The set that a row of endings adds to; none when the row is of another class.
    fn endings_of(&mut self, class: &str, value: &str) -> Result<Option<&mut Endings<Listed>>, String> {
        Ok(Some(match (class, value) {
            ("ending", "latin") => &mut self.latin_endings,
            ("ending", _) => &mut self.endings,
            ("adjective_ending", "full") => &mut self.adjective_endings[Adjective::Full as usize],
            ("adjective_ending", "short") => &mut self.adjective_endings[Adjective::Short as usize],
            ("adjective_ending", "impersonal") => &mut self.adjective_endings[Adjective::Impersonal as usize],
            ("word_ending", _) => {
                let kind = Ending::from_name(value).ok_or_else(|| format!("no such value: {value:?}"))?;
                &mut self.word_endings[kind as usize]
            }
            ("adjective_ending", _) => return Err(format!("no such value: {value:?}")),
            _ => return Ok(None),
        }))
    }

    /// Cuts a pattern into the words of `scratch`.
    fn read_pattern(&mut self, pattern: &str, scratch: &mut Scratch) -> Result<(), String> {
        let Scratch { folded, words } = scratch;
        words.clear();
        for piece in pieces(pattern) {
            let (stem, mark) = match piece.as_bytes() {
                [.., mark @ (b'~' | b'*')] => (&piece[..piece.len() - 1], char::from(*mark)),
                [] => continue,
                _ => (piece, ' '),
            };
            if run_of_lower(stem.as_bytes()).0 == stem.len() {
                words.push(self.word(stem, mark)?);
                continue;
            }
            if stem.chars().all(is_letter) {
                folded.clear();
                fold_into(stem, folded);
                words.push(self.word(folded, mark)?);
                continue;
            }
            let tokens = Tokens::new(stem);
            let mut cut = (0..tokens.list.len()).filter(|&i| tokens.folded(i) != ".").peekable();
            while let Some(i) = cut.next() {
                let last = cut.peek().is_none();
                words.push(self.word(tokens.folded(i), if last { mark } else { ' ' })?);
            }
        }
        Ok(())
    }
}

/// The patterns of a row, parted by a comma and a space.
pub(super) fn items(patterns: &str) -> impl Iterator<Item = &str> {
    split(patterns, |bytes| bytes.iter().position(|&b| b == b','), ", ")
}

/// The words of a pattern, parted by a space or a hyphen; some may be empty.
fn pieces(pattern: &str) -> impl Iterator<Item = &str> {
    split(pattern, |bytes| bytes.iter().position(|&b| matches!(b, b' ' | b'-')), "")
}

/// Splits a text where `find` tells that a separator begins. It looks at bytes alone.
fn split<'t>(
    text: &'t str,
    find: impl Fn(&[u8]) -> Option<usize>,
    separator: &'static str,
) -> impl Iterator<Item = &'t str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let mut from = 0;
        while let Some(at) = find(&text.as_bytes()[from..]).map(|at| from + at) {
            if separator.is_empty() || text.as_bytes()[at..].starts_with(separator.as_bytes()) {
                rest = text.get(at + separator.len().max(1)..);
                return text.get(..at);
            }
            from = at + 1;
        }
        Some(text)
    })
}

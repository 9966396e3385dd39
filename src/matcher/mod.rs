//! Names of a gazetteer in text: leftmost-longest among the matches that are bounded by words.
//!
//! Two engines give the same matches. A gazetteer's automaton of forms, embedded or compiled in memory, is walked from word
//! starts only. `aho-corasick` over the same forms is the reference that a test holds the walk equal to on real text.
//!
//! ```
//! use ua_gazetteer::{Gazetteer, gazetteer::PlaceData, matcher::Matcher};
//! let place = |id: &str, name: &str| PlaceData { id: id.into(), name_uk: name.into(), ..PlaceData::default() };
//! let gazetteer = Gazetteer::builder().place(place("own:1", "Нова")).place(place("own:2", "Нова Дача")).build()?;
//! let text = "Нова, Нова Дача, Новатор";
//! let spans: Vec<&str> = Matcher::new(&gazetteer).find(text).iter().map(|found| &text[found.span()]).collect();
//! assert_eq!(spans, ["Нова", "Нова Дача"]);
//! # Ok::<(), ua_gazetteer::gazetteer::PlaceError>(())
//! ```

mod automaton;
mod walk;

use std::ops::Range;

use crate::Gazetteer;
use crate::gazetteer::{FormValue, Layer};
use crate::normalization::WordStarts;

use automaton::{Automaton, Scan};

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    start: usize,
    end: usize,
    /// Which layer of the gazetteer holds the name.
    layer: usize,
    /// The value that the layer's automaton of forms gives.
    value: u64,
}

impl Found {
    /// Where it stands, in bytes of the text.
    pub fn span(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The form by its numbers: texts of one form stand for the same names.
    pub(crate) fn form(&self) -> (usize, u64) {
        (self.layer, self.value)
    }

    /// The names that have this form, with the layer that holds them.
    pub(crate) fn names<'g>(
        &self,
        gazetteer: &'g Gazetteer,
    ) -> impl Iterator<Item = (&'g Layer, FormValue)> + use<'g> {
        let value = self.value;
        gazetteer
            .layers()
            .get(self.layer)
            .into_iter()
            .flat_map(move |layer| layer.form_values(value).map(move |value| (layer, value)))
    }
}

/// Finds the names of a gazetteer in texts.
#[derive(Clone)]
pub struct Matcher {
    layers: Vec<Layer>,
    /// One for each layer where they are not walked.
    automata: Option<Vec<Automaton>>,
    any_case: bool,
}

impl Matcher {
    /// A matcher of a gazetteer, which walks the compiled forms of its layers.
    pub fn new(gazetteer: &Gazetteer) -> Self {
        Matcher { layers: gazetteer.layers().to_vec(), automata: None, any_case: false }
    }

    /// A matcher that finds every layer by `aho-corasick`: the reference, slow to build for the embedded gazetteer.
    pub fn reference(gazetteer: &Gazetteer) -> Self {
        let automata = gazetteer.layers().iter().map(Automaton::of).collect();
        Matcher { automata: Some(automata), ..Matcher::new(gazetteer) }
    }

    /// Whether names without a capital count too, for lower-case posts.
    pub fn any_case(mut self, any_case: bool) -> Self {
        self.any_case = any_case;
        self
    }

    /// The names in a text, in order; where several layers hold the same span, one after the other.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        self.find_into(text, &mut found);
        found
    }

    /// As [`find`](Matcher::find), into a vector that is emptied first.
    pub fn find_into(&self, text: &str, found: &mut Vec<Found>) {
        found.clear();
        match &self.automata {
            None => self.find_by(text, found, |layer, start| {
                walk::longest(&self.layers.get(layer)?.forms, text, start)
            }),
            Some(automata) => {
                let mut scans: Vec<Scan> = automata.iter().map(|automaton| automaton.scan(text)).collect();
                self.find_by(text, found, |layer, start| scans.get_mut(layer)?.longest_at(start));
            }
        }
    }

    /// The longest name of all layers at each word start that no name before covers, by what gives the end and the value
    /// of the longest one of a layer.
    fn find_by(
        &self,
        text: &str,
        found: &mut Vec<Found>,
        mut longest_at: impl FnMut(usize, usize) -> Option<(usize, u64)>,
    ) {
        let mut starts = WordStarts::new(text, self.any_case);
        let mut behind = 0;
        while let Some(start) = starts.next() {
            let first = found.len();
            for layer in 0..self.layers.len() {
                let Some((end, value)) = longest_at(layer, start) else { continue };
                if end > behind {
                    found.truncate(first);
                    behind = end;
                }
                if end == behind {
                    found.push(Found { start, end, layer, value });
                }
            }
            starts.pass_over(behind);
        }
    }
}

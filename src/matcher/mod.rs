//! Names of a gazetteer in text: leftmost-longest among the matches that are bounded by words.
//!
//! Two engines give the same matches. The embedded gazetteer's automaton of forms is walked from word starts only; a
//! caller's own places, compiled in memory, are found by `aho-corasick`, which is also the reference that a test holds
//! the first one equal to on real text.
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

use automaton::Automaton;

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

/// How the names of a layer are found.
#[derive(Clone)]
enum Engine {
    Walk(Layer),
    Automaton(Automaton),
}

/// Finds the names of a gazetteer in texts.
#[derive(Clone)]
pub struct Matcher {
    engines: Vec<Engine>,
    any_case: bool,
}

impl Matcher {
    /// A matcher of a gazetteer: its lowest layer is walked, those on top are found by `aho-corasick`.
    pub fn new(gazetteer: &Gazetteer) -> Self {
        let engines = gazetteer
            .layers()
            .iter()
            .enumerate()
            .map(|(number, layer)| match number {
                0 => Engine::Walk(layer.clone()),
                _ => Engine::Automaton(Automaton::of(layer)),
            })
            .collect();
        Matcher { engines, any_case: false }
    }

    /// A matcher that finds every layer by `aho-corasick`: the reference, slow to build for the embedded gazetteer.
    pub fn reference(gazetteer: &Gazetteer) -> Self {
        let engines =
            gazetteer.layers().iter().map(|layer| Engine::Automaton(Automaton::of(layer))).collect();
        Matcher { engines, any_case: false }
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
        let mut scans: Vec<automaton::Scan> = self
            .engines
            .iter()
            .map(|engine| match engine {
                Engine::Walk(_) => automaton::Scan::default(),
                Engine::Automaton(automaton) => automaton.scan(text),
            })
            .collect();
        let mut behind = 0;
        for start in WordStarts::new(text, self.any_case) {
            if start < behind {
                continue;
            }
            let first = found.len();
            for (layer, (engine, scan)) in self.engines.iter().zip(&mut scans).enumerate() {
                let longest = match engine {
                    Engine::Walk(layer) => walk::longest(&layer.forms, text, start),
                    Engine::Automaton(_) => scan.longest_at(start),
                };
                let Some((end, value)) = longest else { continue };
                if end > behind {
                    found.truncate(first);
                    behind = end;
                }
                if end == behind {
                    found.push(Found { start, end, layer, value });
                }
            }
        }
    }
}

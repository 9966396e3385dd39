//! What a found name may mean: every place that bears it, with the form of the name.

use rustc_hash::FxHashMap;

use crate::gazetteer::{Bearer, Facts, FormOf, FormValue, Gazetteer, Layer, NameMatch, NameSort, Place};
use crate::inflection::Case;
use crate::matcher::Found;
use crate::normalization;

/// One place that a name may mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'g> {
    pub(super) place: Place<'g>,
    /// What is known of the place whatever the text.
    pub(super) facts: &'g Facts,
    pub(super) form: FormOf,
}

impl<'g> Reading<'g> {
    fn new(place: Place<'g>, form: FormOf) -> Self {
        Reading { place, facts: place.facts(), form }
    }

    /// The name in the nominative; empty where it is an adjective.
    pub(super) fn name(&self) -> &'g str {
        self.form.name(&self.place)
    }
}

/// Readings among which a place is found by looking at each.
const FEW: usize = 16;

/// Readings on their way, one a place; used again for the next name, so that it need not grow.
#[derive(Default)]
pub(super) struct Gathering<'g> {
    readings: Vec<Reading<'g>>,
    /// Where the reading of each place stands, once there are more than a few.
    positions: FxHashMap<u32, usize>,
}

impl<'g> Gathering<'g> {
    /// Where the reading of a place stands, if not where it is expected.
    fn position(&mut self, place: u32, expected: usize) -> Option<usize> {
        let is_it = |reading: &Reading<'_>| reading.place.number() == place;
        if self.readings.get(expected).is_some_and(is_it) {
            return Some(expected);
        }
        if self.readings.len() < FEW {
            return self.readings.iter().position(is_it);
        }
        // What was pushed since it was last asked.
        let pushed = self.positions.len()..self.readings.len();
        let new = pushed.clone().zip(self.readings.get(pushed).unwrap_or_default());
        self.positions.extend(new.map(|(at, reading)| (reading.place.number(), at)));
        self.positions.get(&place).copied()
    }

    /// The readings of names, one a place: of several ways to a place the plainest.
    pub(super) fn readings(
        &mut self,
        gazetteer: &'g Gazetteer,
        names: impl Iterator<Item = (&'g Layer, FormValue)>,
        matched: NameMatch,
    ) -> Vec<Reading<'g>> {
        self.readings_of_sort(gazetteer, names, matched, |_| true)
    }

    /// The readings of names that are of some sorts to their places.
    fn readings_of_sort(
        &mut self,
        gazetteer: &'g Gazetteer,
        names: impl Iterator<Item = (&'g Layer, FormValue)>,
        matched: NameMatch,
        is_wanted: impl Fn(NameSort) -> bool,
    ) -> Vec<Reading<'g>> {
        self.readings.clear();
        self.positions.clear();
        for (layer, value) in names {
            let form = FormOf::new(layer, value, matched);
            // No name has a place twice, and names of one form have most of their places in common, in one order.
            let (is_first, mut expected) = (self.readings.is_empty(), 0);
            for posting in layer.postings(value.name).filter(|posting| is_wanted(posting.sort)) {
                let form = form.with_sort(posting.sort);
                let known = if is_first { None } else { self.position(posting.place, expected) };
                if let Some(position) = known {
                    expected = position + 1;
                    if let Some(known) = self.readings.get_mut(position)
                        && rank(&form) < rank(&known.form)
                    {
                        known.form = form;
                    }
                } else if let Some(place) = gazetteer.by_number(posting.place) {
                    self.readings.push(Reading::new(place, form));
                }
            }
        }
        self.readings.as_slice().to_vec()
    }
}

/// The readings of what was found, which all texts share where one form alone was.
pub(super) fn readings_of_found<'g>(gazetteer: &'g Gazetteer, found: &[Found]) -> Vec<Reading<'g>> {
    let gathered = || {
        let names = found.iter().flat_map(|found| found.names(gazetteer));
        readings(gazetteer, names, NameMatch::Form)
    };
    let [only] = found else { return gathered() };
    let find_out =
        || gathered().iter().map(|reading| Bearer::new(&reading.place, reading.form)).collect::<Vec<_>>();
    let bearers = gazetteer.bearers(only.form(), find_out);
    let mut readings = Vec::with_capacity(bearers.len());
    readings.extend(
        bearers.iter().filter_map(|bearer| Some(Reading::new(bearer.place(gazetteer)?, bearer.form))),
    );
    readings
}

/// The readings of names where there is but one name to read.
pub(super) fn readings<'g>(
    gazetteer: &'g Gazetteer,
    names: impl Iterator<Item = (&'g Layer, FormValue)>,
    matched: NameMatch,
) -> Vec<Reading<'g>> {
    Gathering::default().readings(gazetteer, names, matched)
}

/// The order of ways to a place: official before former names, attributive last; nominative before other cases.
fn rank(form: &FormOf) -> (NameSort, bool) {
    (form.sort, form.case.is_some_and(|case| case != Case::Nominative))
}

/// Readings of a key by its attributive names alone, whatever the letter case: «Лисичанском» is Лисичанск too, in another case.
pub(super) fn attributive_readings<'g>(gazetteer: &'g Gazetteer, word: &str) -> Vec<Reading<'g>> {
    let key = normalization::key(word);
    let names = gazetteer.layers().iter().flat_map(|layer| {
        let value = layer.forms.get(&key);
        value.into_iter().flat_map(move |value| layer.form_values(value)).map(move |value| (layer, value))
    });
    let is_attributive = |sort| sort == NameSort::Attributive;
    Gathering::default().readings_of_sort(gazetteer, names, NameMatch::Form, is_attributive)
}

//! What a found name may mean: every place that bears it, with the form of the name.

use rustc_hash::FxHashMap;

use crate::gazetteer::{Facts, FormOf, FormValue, Gazetteer, Layer, NameMatch, NameSort, Place};
use crate::inflection::Case;
use crate::normalization;

/// One place that a name may mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'g> {
    pub(super) place: Place<'g>,
    /// What is known of the place whatever the text.
    pub(super) facts: &'g Facts,
    pub(super) form: FormOf<'g>,
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
    fn position(&self, place: u32) -> Option<usize> {
        if self.positions.is_empty() {
            return self.readings.iter().position(|reading| reading.place.number() == place);
        }
        self.positions.get(&place).copied()
    }

    fn push(&mut self, reading: Reading<'g>) {
        if self.readings.len() == FEW {
            let known = (0..).zip(&self.readings).map(|(at, known)| (known.place.number(), at));
            self.positions.extend(known);
        }
        if self.readings.len() >= FEW {
            self.positions.insert(reading.place.number(), self.readings.len());
        }
        self.readings.push(reading);
    }
}

impl<'g> Gathering<'g> {
    /// The readings of names, one a place: of several ways to a place the plainest.
    pub(super) fn readings(
        &mut self,
        gazetteer: &'g Gazetteer,
        names: impl Iterator<Item = (&'g Layer, FormValue)>,
        matched: NameMatch,
    ) -> Vec<Reading<'g>> {
        self.readings.clear();
        self.positions.clear();
        for (layer, value) in names {
            let form = FormOf::new(layer, value, matched);
            for posting in layer.postings(value.name) {
                let form = form.with_sort(posting.sort);
                match self.position(posting.place) {
                    Some(position) => {
                        if let Some(known) = self.readings.get_mut(position)
                            && rank(&form) < rank(&known.form)
                        {
                            known.form = form;
                        }
                    }
                    None => {
                        if let Some(place) = gazetteer.by_number(posting.place) {
                            self.push(Reading { place, facts: place.facts(), form });
                        }
                    }
                }
            }
        }
        self.readings.as_slice().to_vec()
    }
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
fn rank(form: &FormOf<'_>) -> (NameSort, bool) {
    (form.sort, form.case.is_some_and(|case| case != Case::Nominative))
}

/// Readings of a key by its attributive names alone, whatever the letter case.
pub(super) fn attributive_readings<'g>(gazetteer: &'g Gazetteer, word: &str) -> Vec<Reading<'g>> {
    let key = normalization::key(word);
    let names = gazetteer.layers().iter().flat_map(|layer| {
        let value = layer.forms.get(&key);
        value.into_iter().flat_map(move |value| layer.form_values(value)).map(move |value| (layer, value))
    });
    let mut readings = readings(gazetteer, names, NameMatch::Form);
    readings.retain(|reading| reading.form.sort == NameSort::Attributive);
    readings
}

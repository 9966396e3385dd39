//! What a found name may mean: every place that bears it, with the form of the name.

use std::collections::HashMap;

use crate::gazetteer::{FormValue, Gazetteer, Layer, NameForm, NameMatch, NameSort, Place};
use crate::inflection::Case;

/// One place that a name may mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'g> {
    pub(super) place: Place<'g>,
    pub(super) form: NameForm<'g>,
}

/// The readings of names, one a place: of several ways to a place the plainest.
pub(super) fn readings<'g>(
    gazetteer: &'g Gazetteer,
    names: impl Iterator<Item = (&'g Layer, FormValue)>,
    matched: NameMatch,
) -> Vec<Reading<'g>> {
    let mut readings: Vec<Reading<'g>> = Vec::new();
    let mut positions: HashMap<u32, usize> = HashMap::new();
    for (layer, value) in names {
        let form = layer.name_form(value, NameSort::Official, matched);
        for posting in layer.postings(value.name) {
            let Some(place) = gazetteer.by_number(posting.place) else { continue };
            let reading = Reading { place, form: form.of_place(&place, posting.sort) };
            match positions.get(&posting.place).and_then(|&position| readings.get_mut(position)) {
                Some(known) if rank(&reading.form) < rank(&known.form) => *known = reading,
                Some(_) => {}
                None => {
                    positions.insert(posting.place, readings.len());
                    readings.push(reading);
                }
            }
        }
    }
    readings
}

/// The order of ways to a place: official before former names, attributive last; nominative before other cases.
fn rank(form: &NameForm<'_>) -> (NameSort, bool) {
    (form.sort, form.case.is_some_and(|case| case != Case::Nominative))
}

/// Readings of a key by its attributive names alone, whatever the letter case.
pub(super) fn attributive_readings<'g>(gazetteer: &'g Gazetteer, word: &str) -> Vec<Reading<'g>> {
    let key = crate::normalization::key(word);
    let names = gazetteer.layers().iter().flat_map(|layer| {
        let value = layer.forms.get(&key);
        value.into_iter().flat_map(move |value| layer.form_values(value)).map(move |value| (layer, value))
    });
    let mut readings = readings(gazetteer, names, NameMatch::Form);
    readings.retain(|reading| reading.form.sort == NameSort::Attributive);
    readings
}

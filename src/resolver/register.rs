//! What the register of hostilities says of a place on the day of a text, of itself and of its neighbours.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use jiff::civil::Date;

use super::features::Feature;
use super::support::planar_km;
use crate::gazetteer::{Gazetteer, Place, Status};

/// Within so many kilometres of hostilities a place is near them.
const REACH_KM: f32 = 15.0;
/// Edge of the cells in which neighbourhoods are kept, in kilometres.
const CELL_KM: f32 = 3.0;
/// Neighbourhoods kept, one a day: a few kilobytes each.
const MOST_DAYS: usize = 512;
/// What a status says without a date, beside one on the day.
const WITHOUT_DATE: f32 = 0.7;
/// What the last status says on the day after the register's end, and in how many years that falls to a third.
const AFTER_END: f32 = 0.9;
const FADING_YEARS: f32 = 4.0;

/// The day that the register is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Day {
    On(Date),
    /// After the end of the register, which is this day.
    AfterEnd(Date),
    Unknown,
}

impl Day {
    pub(super) fn of(published: Option<Date>, until: Option<Date>) -> Day {
        match (published, until) {
            (Some(day), Some(until)) if day > until => Day::AfterEnd(until),
            (Some(day), _) => Day::On(day),
            (None, _) => Day::Unknown,
        }
    }

    /// How much a status counts.
    fn certainty(self, published: Option<Date>) -> f32 {
        match (self, published) {
            (Day::AfterEnd(until), Some(day)) => {
                AFTER_END * (-((day - until).get_days() as f32) / 365.0 / FADING_YEARS).exp()
            }
            (Day::Unknown, _) => WITHOUT_DATE,
            _ => 1.0,
        }
    }

    pub(super) fn status(self, place: &Place<'_>) -> Option<Status> {
        match self {
            Day::On(day) => place.status(day),
            Day::AfterEnd(_) => place.last_status(),
            Day::Unknown => place.status_ever(),
        }
    }
}

/// The register, with the neighbourhoods of hostilities of the days that were asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Register {
    days: Arc<Mutex<BTreeMap<Option<Date>, Arc<Neighbourhood>>>>,
}

impl Register {
    /// The neighbourhood of hostilities on a day.
    pub(super) fn neighbourhood(&self, gazetteer: &Gazetteer, day: Day) -> Arc<Neighbourhood> {
        let key = match day {
            Day::On(date) | Day::AfterEnd(date) => Some(date),
            Day::Unknown => None,
        };
        let known = self.days.lock().ok().and_then(|days| days.get(&key).cloned());
        known.unwrap_or_else(|| {
            let new = Arc::new(Neighbourhood::of(gazetteer, day));
            if let Ok(mut days) = self.days.lock() {
                if days.len() >= MOST_DAYS {
                    days.clear();
                }
                days.insert(key, Arc::clone(&new));
            }
            new
        })
    }
}

/// The cells within reach of a place that is active or occupied.
#[derive(Debug, Default)]
pub(super) struct Neighbourhood {
    rows: HashMap<i32, Row>,
}

/// The cells of one row that are within reach, from the first on.
#[derive(Debug, Default)]
struct Row {
    first: i32,
    near: Vec<bool>,
}

impl Row {
    fn mark(&mut self, from: i32, to: i32) {
        if self.near.is_empty() {
            self.first = from;
        }
        if from < self.first {
            let more = (self.first - from) as usize;
            self.near.splice(0..0, std::iter::repeat_n(false, more));
            self.first = from;
        }
        let (start, end) = ((from - self.first) as usize, (to - self.first) as usize + 1);
        if self.near.len() < end {
            self.near.resize(end, false);
        }
        self.near.iter_mut().take(end).skip(start).for_each(|cell| *cell = true);
    }

    fn contains(&self, column: i32) -> bool {
        usize::try_from(column - self.first).ok().and_then(|at| self.near.get(at)).copied().unwrap_or(false)
    }
}

fn cell(at: (f32, f32)) -> (i32, i32) {
    ((at.0 / CELL_KM).round() as i32, (at.1 / CELL_KM).round() as i32)
}

impl Neighbourhood {
    fn of(gazetteer: &Gazetteer, day: Day) -> Self {
        let mut neighbourhood = Neighbourhood::default();
        let mut seen: HashMap<(i32, i32), ()> = HashMap::new();
        for place in gazetteer.places().filter(Place::is_ukrainian_settlement) {
            let Some(at) = planar_km(&place).map(cell) else { continue };
            if seen.contains_key(&at) || !day.status(&place).is_some_and(is_near_the_line) {
                continue;
            }
            seen.insert(at, ());
            let reach = (REACH_KM / CELL_KM) as i32;
            for up in -reach..=reach {
                let along = f32::from((reach * reach - up * up) as i16).sqrt() as i32;
                neighbourhood.rows.entry(at.0 + up).or_default().mark(at.1 - along, at.1 + along);
            }
        }
        neighbourhood
    }

    fn contains(&self, place: &Place<'_>) -> bool {
        planar_km(place)
            .map(cell)
            .is_some_and(|(row, column)| self.rows.get(&row).is_some_and(|row| row.contains(column)))
    }
}

fn is_near_the_line(status: Status) -> bool {
    status != Status::Possible
}

/// What the register says of a place, by which feature and how surely.
pub(super) fn says(
    place: &Place<'_>,
    day: Day,
    published: Option<Date>,
    neighbourhood: &Neighbourhood,
) -> Vec<(Feature, f32)> {
    let certainty = day.certainty(published);
    let own = day.status(place);
    if own.is_some_and(is_near_the_line) {
        return vec![(Feature::Hostilities, certainty)];
    }
    let mut said = Vec::new();
    if own.is_some() {
        said.push((Feature::PossibleHostilities, certainty));
    }
    if neighbourhood.contains(place) {
        said.push((Feature::NearHostilities, certainty));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_know_what_was_marked() {
        let mut row = Row::default();
        row.mark(10, 12);
        row.mark(-3, -2);
        row.mark(20, 20);
        let marked: Vec<i32> = (-10..30).filter(|&column| row.contains(column)).collect();
        assert_eq!(marked, [-3, -2, 10, 11, 12, 20]);
    }

    #[test]
    fn a_day_past_the_end_of_the_register_counts_less_with_time() {
        let date = |text: &str| text.parse::<Date>().ok();
        let until = date("2025-05-07");
        let certainty = |text: &str| Day::of(date(text), until).certainty(date(text));
        assert!((certainty("2023-11-26") - 1.0).abs() < 1e-6);
        assert!(certainty("2025-06-07") > certainty("2027-06-07"));
        assert!(Day::of(None, until).certainty(None) < 1.0);
    }
}

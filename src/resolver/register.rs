//! What the register of hostilities says of a place on the day of a text, of itself and of its neighbours.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, RwLock};

use jiff::civil::Date;
use once_cell::sync::OnceCell;
use rustc_hash::{FxHashMap, FxHashSet};

use super::features::Feature;
use super::support::planar_km;
use crate::gazetteer::{Gazetteer, Layer, Place, Status};

/// Within so many kilometres of hostilities a place is near them.
const REACH_KM: f32 = 15.0;
/// Edge of the cells in which neighbourhoods are kept, in kilometres.
const CELL_KM: f32 = 3.0;
/// Neighbourhoods kept, one a day: some 26 kB each.
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
    pub(super) fn certainty(self, published: Option<Date>) -> f32 {
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
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    areas: OnceCell<Vec<Area>>,
    days: RwLock<BTreeMap<Option<Date>, Arc<Neighbourhood>>>,
}

/// Settlements that have one status on any day: those of a hromada without rows of their own, or one with them.
#[derive(Debug)]
struct Area {
    /// The number of a place with that status.
    place: u32,
    /// Where the settlements are, each cell once.
    cells: Vec<Cell>,
}

impl Register {
    /// The neighbourhood of hostilities on a day.
    pub(super) fn neighbourhood(&self, gazetteer: &Gazetteer, day: Day) -> Arc<Neighbourhood> {
        let key = match day {
            Day::On(date) | Day::AfterEnd(date) => Some(date),
            Day::Unknown => None,
        };
        let known = self.shared.days.read().ok().and_then(|days| days.get(&key).cloned());
        known.unwrap_or_else(|| {
            let areas = self.shared.areas.get_or_init(|| areas(gazetteer));
            let new = Arc::new(Neighbourhood::of(areas, gazetteer, day));
            if let Ok(mut days) = self.shared.days.write() {
                if days.len() >= MOST_DAYS {
                    days.clear();
                }
                days.insert(key, Arc::clone(&new));
            }
            new
        })
    }
}

/// The settlements that the register ever lists, in areas of one status.
fn areas(gazetteer: &Gazetteer) -> Vec<Area> {
    let left_out: FxHashSet<u32> = gazetteer.layers().iter().flat_map(Layer::left_out).collect();
    let mut cells: FxHashMap<u32, Vec<Cell>> = FxHashMap::default();
    for settlement in gazetteer.places().filter(Place::is_ukrainian_settlement) {
        let Some(at) = planar_km(&settlement).map(cell) else { continue };
        let alone = settlement.is_registered() || left_out.contains(&settlement.number());
        let of = if alone { None } else { settlement.parent() };
        cells.entry(of.unwrap_or(settlement).number()).or_default().push(at);
    }
    let mut areas: Vec<Area> = cells
        .into_iter()
        .filter(|(place, _)| gazetteer.by_number(*place).is_some_and(|place| place.status_ever().is_some()))
        .map(|(place, mut cells)| {
            cells.sort_unstable();
            cells.dedup();
            Area { place, cells }
        })
        .collect();
    areas.sort_unstable_by_key(|area| area.place);
    areas
}

/// A square of a grid over the plane: row and column.
type Cell = (i32, i32);

fn cell(at: (f32, f32)) -> Cell {
    ((at.0 / CELL_KM).round() as i32, (at.1 / CELL_KM).round() as i32)
}

/// The rows and columns of the grid that the country lies in, with room around it.
const ROWS: Range<i32> = 1600..2000;
const COLUMNS: Range<i32> = 500..1012;
/// Columns that a word of bits holds, and words of a row.
const BITS: i32 = u64::BITS as i32;
const WORDS: usize = ((COLUMNS.end - COLUMNS.start) / BITS) as usize;

/// The cells within reach of a place that is active or occupied: a bit each.
#[derive(Debug)]
pub(super) struct Neighbourhood {
    rows: Vec<[u64; WORDS]>,
}

impl Neighbourhood {
    fn of(areas: &[Area], gazetteer: &Gazetteer, day: Day) -> Self {
        let mut neighbourhood = Neighbourhood { rows: vec![[0; WORDS]; ROWS.len()] };
        let is_near = |area: &&Area| {
            gazetteer.by_number(area.place).and_then(|place| day.status(&place)).is_some_and(is_near_the_line)
        };
        for &(row, column) in areas.iter().filter(is_near).flat_map(|area| &area.cells) {
            let reach = (REACH_KM / CELL_KM) as i32;
            for up in -reach..=reach {
                let along = f32::from((reach * reach - up * up) as i16).sqrt() as i32;
                neighbourhood.mark(row + up, column - along..column + along + 1);
            }
        }
        neighbourhood
    }

    /// Marks the cells of a row; beyond the grid there are none.
    fn mark(&mut self, row: i32, columns: Range<i32>) {
        let Some(row) = row_index(row).and_then(|row| self.rows.get_mut(row)) else { return };
        for column in columns {
            let Some((word, bit)) = word_and_bit(column) else { continue };
            if let Some(word) = row.get_mut(word) {
                *word |= bit;
            }
        }
    }

    fn contains(&self, (row, column): Cell) -> bool {
        let row = row_index(row).and_then(|row| self.rows.get(row));
        row.zip(word_and_bit(column))
            .is_some_and(|(row, (word, bit))| row.get(word).is_some_and(|word| word & bit != 0))
    }
}

fn row_index(row: i32) -> Option<usize> {
    ROWS.contains(&row).then(|| (row - ROWS.start) as usize)
}

fn word_and_bit(column: i32) -> Option<(usize, u64)> {
    COLUMNS.contains(&column).then(|| {
        let column = column - COLUMNS.start;
        ((column / BITS) as usize, 1 << (column % BITS))
    })
}

fn is_near_the_line(status: Status) -> bool {
    status != Status::Possible
}

/// What the register says of a place, `at` kilometres on a plane: for its own status and for its neighbours', by which
/// feature and how surely.
pub(super) fn says(
    place: &Place<'_>,
    at: Option<(f32, f32)>,
    day: Day,
    certainty: f32,
    neighbourhood: &Neighbourhood,
) -> [Option<(Feature, f32)>; 2] {
    let own = day.status(place);
    if own.is_some_and(is_near_the_line) {
        return [Some((Feature::Hostilities, certainty)), None];
    }
    let near = at.is_some_and(|at| neighbourhood.contains(cell(at)));
    [
        own.map(|_| (Feature::PossibleHostilities, certainty)),
        near.then_some((Feature::NearHostilities, certainty)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_near_as_far_as_they_are_marked() {
        let mut neighbourhood = Neighbourhood { rows: vec![[0; WORDS]; ROWS.len()] };
        let (row, column) = (ROWS.start + 7, COLUMNS.start + BITS);
        neighbourhood.mark(row, column - 2..column + 3);
        neighbourhood.mark(ROWS.start - 1, column..column + 1);
        let marked: Vec<i32> = COLUMNS.filter(|&column| neighbourhood.contains((row, column))).collect();
        assert_eq!(marked, (column - 2..column + 3).collect::<Vec<_>>());
        assert!(!neighbourhood.contains((ROWS.start - 1, column)));
        assert!(!neighbourhood.contains((row, COLUMNS.end)));
    }

    #[cfg(feature = "embedded")]
    #[test]
    fn the_country_lies_in_the_grid() {
        for place in Gazetteer::embedded().places().filter(Place::is_ukrainian_settlement) {
            let at = planar_km(&place).map(cell);
            let inside = at.is_none_or(|(row, column)| ROWS.contains(&row) && COLUMNS.contains(&column));
            assert!(inside, "{place:?}: {at:?}");
        }
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

//! Where hostilities are near on a day: a grid over the country.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::register::is_near_the_line;
use super::support::planar_km;
use crate::gazetteer::{Gazetteer, Place};

/// Edge of a cell in kilometres.
const CELL_KM: f32 = 3.0;
/// By row above or below a cell, how many cells on either side of its column are within 15 km of it.
const REACH: [usize; 6] = [5, 4, 4, 4, 3, 0];
/// The widest of these.
const WIDEST: usize = REACH[0];

/// The rows and columns of the grid that the country lies in, with room around it.
const ROWS: Range<i32> = 1600..2000;
const COLUMNS: Range<i32> = 500..1012;
/// Words of bits that a row takes.
const WORDS: usize = (COLUMNS.end - COLUMNS.start) as usize / u64::BITS as usize;

/// A row of cells, a bit each.
type Row = [u64; WORDS];

/// A cell by its row and column, from zero on.
type Cell = (usize, usize);

/// The cell of a point on the plane; none outside of the grid.
fn cell(at: (f32, f32)) -> Option<Cell> {
    let (row, column) = ((at.0 / CELL_KM).round() as i32, (at.1 / CELL_KM).round() as i32);
    let inside = ROWS.contains(&row) && COLUMNS.contains(&column);
    inside.then(|| ((row - ROWS.start) as usize, (column - COLUMNS.start) as usize))
}

/// The settlements that the register ever lists, in areas that have one status on any day: those of a hromada without
/// rows of their own, and each of the others.
#[derive(Debug)]
pub(super) struct Areas(Vec<Area>);

#[derive(Debug)]
struct Area {
    /// From which numbered days on its settlements are near the line, or not.
    changes: Vec<(u16, bool)>,
    /// Where the settlements are; neighbours in the gazetteer that share a cell have it once.
    cells: Vec<Cell>,
}

impl Area {
    /// The area of a place and its like; none where the register never has hostilities or occupation there.
    fn of(place: &Place<'_>) -> Option<Area> {
        let mut changes: Vec<(u16, bool)> = place
            .status_changes()
            .map(|(day, status)| (day, status.is_some_and(is_near_the_line)))
            .collect();
        changes.dedup_by_key(|(_, near)| *near);
        let ever = changes.iter().any(|(_, near)| *near);
        ever.then_some(Area { changes, cells: Vec::new() })
    }

    /// Whether it is near the line on a numbered day, or on any.
    fn is_near(&self, day: Option<u16>) -> bool {
        day.is_none_or(|day| {
            self.changes.iter().take_while(|(from, _)| *from <= day).last().is_some_and(|(_, near)| *near)
        })
    }
}

impl Areas {
    pub(super) fn of(gazetteer: &Gazetteer) -> Self {
        // Settlements that have rows of their own, or that a row of their unit leaves out.
        let mut alone = vec![false; gazetteer.len()];
        for number in gazetteer.layers().iter().flat_map(|layer| layer.listed().chain(layer.left_out())) {
            if let Some(alone) = alone.get_mut(number as usize) {
                *alone = true;
            }
        }
        let mut areas: Vec<Area> = Vec::new();
        let add = |place: Option<Place<'_>>, areas: &mut Vec<Area>| {
            areas.push(place.as_ref().and_then(Area::of)?);
            Some(areas.len() - 1)
        };
        let mut of_units: FxHashMap<u32, Option<usize>> = FxHashMap::default();
        // Settlements of one hromada stand side by side.
        let mut last = (None, None);
        for settlement in gazetteer.places().filter(Place::is_ukrainian_settlement) {
            let area = if alone.get(settlement.number() as usize).is_some_and(|alone| *alone) {
                add(Some(settlement), &mut areas)
            } else {
                let parent = settlement.parent_number();
                if last.0 != parent {
                    let of_unit = parent.and_then(|unit| {
                        *of_units.entry(unit).or_insert_with(|| add(gazetteer.by_number(unit), &mut areas))
                    });
                    last = (parent, of_unit);
                }
                last.1
            };
            let Some(cells) = area.and_then(|area| areas.get_mut(area)).map(|area| &mut area.cells) else {
                continue;
            };
            if let Some(at) = planar_km(&settlement).and_then(cell).filter(|at| cells.last() != Some(at)) {
                cells.push(at);
            }
        }
        Areas(areas)
    }

    /// What is near hostilities or occupation on a numbered day, or on any.
    pub(super) fn near_hostilities(&self, day: Option<u16>) -> Neighbourhood {
        let mut listed = Neighbourhood::empty();
        for &at in self.0.iter().filter(|area| area.is_near(day)).flat_map(|area| &area.cells) {
            listed.mark(at);
        }
        listed.widened()
    }
}

/// The cells within reach of a place that is active or occupied.
#[derive(Debug)]
pub(super) struct Neighbourhood {
    rows: Vec<Row>,
}

impl Neighbourhood {
    fn empty() -> Self {
        Neighbourhood { rows: vec![[0; WORDS]; ROWS.len()] }
    }

    fn mark(&mut self, (row, column): Cell) {
        let (word, bit) = (column / u64::BITS as usize, column % u64::BITS as usize);
        if let Some(word) = self.rows.get_mut(row).and_then(|row| row.get_mut(word)) {
            *word |= 1 << bit;
        }
    }

    /// Whether a point on the plane is in one of the cells.
    pub(super) fn contains(&self, at: (f32, f32)) -> bool {
        cell(at).is_some_and(|(row, column)| {
            let (word, bit) = (column / u64::BITS as usize, column % u64::BITS as usize);
            self.rows.get(row).and_then(|row| row.get(word)).is_some_and(|word| word >> bit & 1 == 1)
        })
    }

    /// Its cells with those within reach of each.
    fn widened(&self) -> Self {
        let mut wide = Neighbourhood::empty();
        for (number, row) in self.rows.iter().enumerate().filter(|(_, row)| **row != [0; WORDS]) {
            let mut by_reach = [*row; WIDEST + 1];
            for reach in 1..=WIDEST {
                by_reach[reach] = one_wider(&by_reach[reach - 1]);
            }
            for (away, &reach) in REACH.iter().enumerate() {
                for near in [number.checked_sub(away), Some(number + away)].into_iter().flatten() {
                    for (word, bits) in wide.rows.get_mut(near).into_iter().flatten().zip(by_reach[reach]) {
                        *word |= bits;
                    }
                }
            }
        }
        wide
    }
}

/// A row with the neighbours of each of its cells.
fn one_wider(row: &Row) -> Row {
    const LAST: u32 = u64::BITS - 1;
    std::array::from_fn(|at| {
        let before = at.checked_sub(1).and_then(|before| row.get(before)).copied().unwrap_or_default();
        let behind = row.get(at + 1).copied().unwrap_or_default();
        row[at] | row[at] << 1 | before >> LAST | row[at] >> 1 | behind << LAST
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_near_as_far_as_the_reach() {
        let mut listed = Neighbourhood::empty();
        // At the edge of a word, and at the edge of the grid.
        for at in [(200, 64), (0, 0)] {
            listed.mark(at);
        }
        let near = listed.widened();
        let at = |row: i32, column: i32| {
            ((ROWS.start + row) as f32 * CELL_KM, (COLUMNS.start + column) as f32 * CELL_KM)
        };
        for (row, column) in [(200, 64), (0, 0)] {
            for (down, right) in (-7..8).flat_map(|down| (-7..8).map(move |right| (down, right))) {
                let inside = row + down >= 0 && column + right >= 0;
                let within = down * down + right * right <= 25;
                assert_eq!(
                    near.contains(at(row + down, column + right)),
                    inside && within,
                    "{down} down and {right} right of {row}, {column}"
                );
            }
        }
    }

    #[cfg(feature = "embedded")]
    #[test]
    fn the_country_lies_in_the_grid() {
        for place in Gazetteer::embedded().places().filter(Place::is_ukrainian_settlement) {
            assert!(planar_km(&place).is_none_or(|at| cell(at).is_some()), "{place:?}");
        }
    }

    #[cfg(feature = "embedded")]
    #[test]
    fn what_is_near_on_a_day_is_what_the_register_says() {
        let gazetteer = Gazetteer::embedded();
        let areas = Areas::of(&gazetteer);
        for date in ["2022-03-10", "2023-11-26", "2025-05-07"] {
            let date = date.parse().expect("a date");
            let near = areas.near_hostilities(Some(crate::gazetteer::day_number(date)));
            let listed = |place: &Place<'_>| place.status(date).is_some_and(is_near_the_line);
            let mut count = 0;
            for place in gazetteer.places().filter(Place::is_ukrainian_settlement).filter(listed) {
                assert!(planar_km(&place).is_none_or(|at| near.contains(at)), "{place:?} on {date}");
                count += 1;
            }
            assert!(count > 1000);
        }
    }
}

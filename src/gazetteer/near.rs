//! Where hostilities are near on a day: told for the cells of a grid when a gazetteer is compiled.

use std::collections::{BTreeMap, HashMap};

use zerocopy::little_endian::U16;

use super::format::{NearRecord, write_group};
use super::{Gazetteer, Place, Status};

/// Edge of a cell in kilometres.
const CELL_KM: f32 = 3.0;
/// By row above or below a cell, how many cells on either side of its column are within 15 km of it.
const REACH: [i32; 6] = [5, 4, 4, 4, 3, 0];

/// Kilometres of a degree of latitude, and of longitude at 48.5° north, the middle of the country.
const KM_PER_DEGREE: (f64, f64) = (111.2, 73.7);

/// A square of a grid over the country: row and column.
pub(super) type Cell = (u16, u16);

/// The cell of a point on the plane; none far outside of the country.
pub(super) fn cell(at: (f32, f32)) -> Option<Cell> {
    let index = |km: f32| {
        let index = (km / CELL_KM).round();
        (0.0..=f32::from(u16::MAX)).contains(&index).then_some(index as u16)
    };
    Some((index(at.0)?, index(at.1)?))
}

impl Place<'_> {
    /// Its point on a plane, in kilometres; good to a few per cent between places of the country.
    pub(crate) fn planar_km(&self) -> Option<(f32, f32)> {
        Some(((self.lat()? * KM_PER_DEGREE.0) as f32, (self.lon()? * KM_PER_DEGREE.1) as f32))
    }
}

impl Status {
    /// Whether it means hostilities or occupation, and not only that hostilities are possible.
    pub(crate) fn is_near_the_line(self) -> bool {
        self != Status::Possible
    }
}

impl Gazetteer {
    /// The numbered days on which hostilities or occupation come to settlements within 15 km of a point on the plane,
    /// and go, in turn.
    pub(super) fn days_near_hostilities(&self, at: (f32, f32)) -> Vec<u16> {
        let Some(cell) = cell(at) else { return Vec::new() };
        let layers = self.layers().iter().map(|layer| layer.days_near_hostilities(cell));
        let mut all: Vec<Vec<u16>> = layers.filter(|days| !days.is_empty()).collect();
        if all.len() > 1 { union(&all) } else { all.pop().unwrap_or_default() }
    }
}

/// The days on which a settlement begins to be one of hostilities or occupation, and ceases to, in turn.
fn turns(place: &Place<'_>) -> Vec<u16> {
    let mut turns = Vec::new();
    for (day, status) in place.status_history().0 {
        let is_near = status.is_some_and(Status::is_near_the_line);
        if is_near == (turns.len() % 2 == 0) {
            turns.push(day);
        }
    }
    turns
}

/// The days on which hostilities come near each cell, and go, in turn.
fn near_cells(gazetteer: &Gazetteer) -> BTreeMap<Cell, Vec<u16>> {
    let mut listed: BTreeMap<Cell, Vec<Vec<u16>>> = BTreeMap::new();
    for settlement in gazetteer.places().filter(Place::is_ukrainian_settlement) {
        let turns = turns(&settlement);
        let Some(cell) = settlement.planar_km().and_then(cell).filter(|_| !turns.is_empty()) else {
            continue;
        };
        let known = listed.entry(cell).or_default();
        if !known.contains(&turns) {
            known.push(turns);
        }
    }
    let mut near: BTreeMap<Cell, Vec<&Vec<u16>>> = BTreeMap::new();
    for (cell, turns) in &listed {
        for around in around(*cell) {
            near.entry(around).or_default().extend(turns);
        }
    }
    near.into_iter().map(|(cell, turns)| (cell, union(&turns))).collect()
}

/// The records of the cells that hostilities come near, and the groups of their days; nothing where they are too many.
pub(super) fn sections(gazetteer: &Gazetteer) -> Option<(Vec<NearRecord>, Vec<u8>)> {
    let (mut records, mut days) = (Vec::new(), Vec::new());
    let mut known: HashMap<Vec<u32>, u16> = HashMap::new();
    for ((row, column), turns) in near_cells(gazetteer) {
        let turns: Vec<u32> = turns.into_iter().map(u32::from).collect();
        let next = u16::try_from(days.len()).ok()?;
        let offset = *known.entry(turns).or_insert_with_key(|turns| {
            write_group(&mut days, turns);
            next
        });
        records.push(NearRecord { row: U16::new(row), column: U16::new(column), days: U16::new(offset) });
    }
    Some((records, days))
}

/// The cells within 15 km of one, itself among them.
fn around((row, column): Cell) -> impl Iterator<Item = Cell> {
    let rows = (-5..=5_i32).map(move |down| (down, REACH.get(down.unsigned_abs() as usize)));
    rows.flat_map(move |(down, reach)| {
        let reach = reach.copied().unwrap_or_default();
        (-reach..=reach).filter_map(move |right| {
            let row = u16::try_from(i32::from(row) + down).ok()?;
            Some((row, u16::try_from(i32::from(column) + right).ok()?))
        })
    })
}

/// The turns of all spans of days together.
fn union(all: &[impl AsRef<[u16]>]) -> Vec<u16> {
    let mut changes: Vec<(u16, i32)> = all
        .iter()
        .flat_map(|turns| turns.as_ref().iter().copied().zip([1, -1].into_iter().cycle()))
        .collect();
    // Of one day, beginnings first: what goes and comes on the same day does not turn.
    changes.sort_unstable_by_key(|&(day, change)| (day, -change));
    let (mut open, mut turns) = (0, Vec::new());
    for (day, change) in changes {
        let before = open;
        open += change;
        if (before > 0) != (open > 0) {
            turns.push(day);
        }
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_days_are_joined() {
        assert_eq!(union(&[vec![1, 5], vec![5, 9], vec![20]]), [1, 9, 20]);
        assert_eq!(union(&[[3, 7], [1, 10]]), [1, 10]);
        assert!(union(&[[0u16; 0]; 0]).is_empty());
    }

    #[test]
    fn cells_around_are_those_within_fifteen_kilometres() {
        let cells: Vec<Cell> = around((100, 100)).collect();
        for (row, column) in (90..110).flat_map(|row| (90..110).map(move |column| (row, column))) {
            let (down, right) = (i32::from(row) - 100, i32::from(column) - 100);
            assert_eq!(cells.contains(&(row, column)), down * down + right * right <= 25, "{down} {right}");
        }
        assert!(around((0, 0)).all(|(row, column)| row < 6 && column < 6));
    }

    #[cfg(feature = "embedded")]
    #[test]
    fn what_is_near_on_a_day_is_what_the_register_says() {
        let gazetteer = Gazetteer::embedded();
        for date in ["2022-03-10", "2023-11-26", "2025-05-07"] {
            let date = date.parse().expect("a date");
            let day = crate::gazetteer::day_number(date);
            let is_listed = |place: &Place<'_>| place.status(date).is_some_and(Status::is_near_the_line);
            let settlements = || gazetteer.places().filter(Place::is_ukrainian_settlement);
            let listed: Vec<(f32, f32)> =
                settlements().filter(is_listed).filter_map(|place| place.planar_km()).collect();
            assert!(listed.len() > 1000);
            let is_near = |at| {
                let turns = gazetteer.days_near_hostilities(at);
                turns.iter().filter(|&&turn| turn <= day).count() % 2 == 1
            };
            for &at in &listed {
                assert!(is_near(at), "{at:?} on {date}");
            }
            // Cells make some kilometres of difference.
            for at in settlements().step_by(37).filter_map(|place| place.planar_km()) {
                let km = listed.iter().map(|to| (at.0 - to.0).hypot(at.1 - to.1)).fold(f32::MAX, f32::min);
                let near = is_near(at);
                assert!(!(near && km > 20.0) && (near || km > 10.0), "{at:?} on {date}: {km} km");
            }
        }
    }
}

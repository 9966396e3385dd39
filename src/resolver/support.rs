//! What the places of a text say for each other, gathered in sums per unit and grid cell, so that time stays linear.

use std::collections::HashMap;

use crate::gazetteer::Place;

/// A stretch of text whose places support each other: the document, a paragraph, a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Scope {
    Document,
    Paragraph(usize),
    Sentence(usize),
}

/// What a mention in each scope counts: one in the same sentence counts in all three.
pub(super) fn scopes(sentence: usize, paragraph: usize) -> [(Scope, f32); 3] {
    [(Scope::Document, 0.35), (Scope::Paragraph(paragraph), 0.25), (Scope::Sentence(sentence), 0.4)]
}

/// Where a place lies, in every measure that sums are kept by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Cell {
    Unit(u32),
    /// Grid cells of two sizes, by their row and column.
    Fine(i32, i32),
    Coarse(i32, i32),
}

/// Edge of a fine cell in kilometres; a place and its eight neighbours reach to 10–20 km.
const FINE_KM: f64 = 10.0;
/// Edge of a coarse cell.
const COARSE_KM: f64 = 35.0;
/// Kilometres of a degree of latitude, and of longitude at 48.5° north, the middle of the country.
const KM_PER_DEGREE: (f64, f64) = (111.2, 73.7);

fn grid(place: &Place<'_>, edge_km: f64) -> Option<(i32, i32)> {
    let row = place.lat()? * KM_PER_DEGREE.0 / edge_km;
    let column = place.lon()? * KM_PER_DEGREE.1 / edge_km;
    Some((row.floor() as i32, column.floor() as i32))
}

fn neighbourhood((row, column): (i32, i32)) -> impl Iterator<Item = (i32, i32)> {
    (-1..=1).flat_map(move |down| (-1..=1).map(move |right| (row + down, column + right)))
}

/// Sums of probabilities by scope and cell.
#[derive(Debug, Default)]
pub(super) struct Sums {
    sums: HashMap<(Scope, Cell), f32>,
}

/// What other places say for one place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Support {
    pub(super) hromada: f32,
    pub(super) raion: f32,
    pub(super) oblast: f32,
    pub(super) near: f32,
    pub(super) around: f32,
}

impl Sums {
    /// Adds a place with its probability.
    pub(super) fn add(&mut self, scope: Scope, place: &Place<'_>, probability: f32) {
        let mut add = |cell| *self.sums.entry((scope, cell)).or_default() += probability;
        for unit in std::iter::once(*place).chain(place.ancestors()).filter(|place| place.kind().is_unit()) {
            add(Cell::Unit(unit.number()));
        }
        if let Some((row, column)) = grid(place, FINE_KM) {
            add(Cell::Fine(row, column));
        }
        if let Some((row, column)) = grid(place, COARSE_KM) {
            add(Cell::Coarse(row, column));
        }
    }

    fn get(&self, scope: Scope, cell: Cell) -> f32 {
        self.sums.get(&(scope, cell)).copied().unwrap_or_default()
    }

    /// What a scope says for a place.
    pub(super) fn of(&self, scope: Scope, place: &Place<'_>) -> Support {
        let unit =
            |unit: Option<Place<'_>>| unit.map_or(0.0, |unit| self.get(scope, Cell::Unit(unit.number())));
        let around = |edge, cell: fn(i32, i32) -> Cell| {
            grid(place, edge).map_or(0.0, |at| {
                neighbourhood(at).map(|(row, column)| self.get(scope, cell(row, column))).sum()
            })
        };
        Support {
            hromada: unit(place.hromada()),
            raion: unit(place.raion()),
            oblast: unit(place.oblast()),
            near: around(FINE_KM, Cell::Fine),
            around: around(COARSE_KM, Cell::Coarse),
        }
    }
}

impl Support {
    /// Adds another support, weighed.
    pub(super) fn add(&mut self, other: Support, weight: f32) {
        self.hromada += weight * other.hromada;
        self.raion += weight * other.raion;
        self.oblast += weight * other.oblast;
        self.near += weight * other.near;
        self.around += weight * other.around;
    }

    /// Takes a support away that a name gives to itself.
    pub(super) fn subtract(&mut self, other: Support, weight: f32) {
        for (sum, own) in [
            (&mut self.hromada, other.hromada),
            (&mut self.raion, other.raion),
            (&mut self.oblast, other.oblast),
            (&mut self.near, other.near),
            (&mut self.around, other.around),
        ] {
            *sum = (*sum - weight * own).max(0.0);
        }
    }
}

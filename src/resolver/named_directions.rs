//! Directions that are named after a region, or after another place than the adjective's best known.

use jiff::civil::Date;
use once_cell::sync::Lazy;

use super::reading::{Reading, readings};
use crate::Gazetteer;
use crate::gazetteer::NameMatch;
use crate::normalization::{self, Lower};

/// A direction that is not named after the best known place of its adjective: how the adjective begins, a place and its id, and
/// the day from which on the adjective means another.
struct Named {
    begins: &'static str,
    place: &'static str,
    id: &'static str,
    until: Option<Date>,
}

static NAMED: Lazy<Vec<Named>> = Lazy::new(|| {
    let rows = include_str!("named_directions.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut cells = line.split('\t');
        let [begins, place, id] = [cells.next()?, cells.next()?, cells.next()?];
        Some(Named { begins, place, id, until: cells.next().and_then(|until| until.parse().ok()) })
    })
    .collect()
});

/// The place that a named direction is of, where the gazetteer has it; no places where it is none of them, nothing of any other
/// adjective.
pub(super) fn readings_of<'g>(
    gazetteer: &'g Gazetteer,
    word: &Lower,
    published: Option<Date>,
) -> Option<Vec<Reading<'g>>> {
    let holds = |named: &&Named| named.until.is_none_or(|until| published.is_some_and(|day| day < until));
    let named = NAMED.iter().filter(holds).find(|named| word.starts_with(named.begins))?;
    if named.place.is_empty() {
        return Some(Vec::new());
    }
    let key = normalization::key(named.place);
    let names = gazetteer.layers().iter().flat_map(|layer| {
        let value = layer.forms.get(&key);
        value.into_iter().flat_map(move |value| layer.form_values(value)).map(move |value| (layer, value))
    });
    let mut found = readings(gazetteer, names, NameMatch::Form);
    found.retain(|reading| reading.place.id() == named.id);
    (!found.is_empty()).then_some(found)
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;

    #[test]
    fn every_named_direction_has_its_place_and_day() {
        let gazetteer = Gazetteer::embedded();
        let rows = include_str!("named_directions.tsv").lines().filter(|line| !line.starts_with('#'));
        let mut placed = 0;
        for line in rows {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(matches!(cells.len(), 3 | 4) && cells[1].is_empty() == cells[2].is_empty(), "{line}");
            let until = cells.get(3).map(|until| until.parse::<Date>().expect(line));
            let before = until.map(|until| until.yesterday().expect("a day before"));
            let found = readings_of(&gazetteer, &Lower::of(cells[0]), before).expect(line);
            assert_eq!(found.is_empty(), cells[1].is_empty(), "{line}");
            placed += usize::from(!found.is_empty());
        }
        assert!(placed > 15, "{placed} rows have a place");
    }
}

//! What resolution asks of a place each time that a text may mean it, found out once for each place.

use std::sync::{Mutex, PoisonError};

use once_cell::sync::OnceCell;
use rustc_hash::FxHashMap;

use super::format::NONE;
use super::lookup::{is_large, is_town};
use super::{Gazetteer, Place, PlaceKind, Status, people};

/// Places whose facts stand together: a table takes memory for the parts of the country that texts speak of.
const CHUNK: usize = 16;

/// The facts of the places of a gazetteer, each found out at the first question.
#[derive(Default)]
pub(super) struct Table {
    chunks: OnceCell<Box<[Chunk]>>,
    /// The numbers of units, from one on, as places of them come to be asked for: so that sums over units stand in a row.
    units: Mutex<FxHashMap<u32, u32>>,
}

type Chunk = OnceCell<Box<[Cell]>>;

/// The facts of a place fill a line of the cache, and not parts of two.
#[derive(Default)]
#[repr(align(64))]
struct Cell(OnceCell<Facts>);

/// What a place is to resolution, whatever the text.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// Its point on a plane, in kilometres; NaN where it has none.
    at: (f32, f32),
    /// The decimal logarithm of its inhabitants, known or usual.
    pub(crate) log_people: f32,
    /// Its hromada, raion and oblast.
    pub(crate) lineage: Lineage,
    /// The numbers of the units it belongs to, the smallest first.
    ancestors: [u32; DEEPEST],
    pub(crate) kind: PlaceKind,
    /// Whether it is a settlement abroad.
    pub(crate) is_abroad: bool,
    /// Whether it is so well known that a text may name it without further words.
    pub(crate) is_town: bool,
    pub(crate) is_large: bool,
    /// Whether it belongs to more than [`DEEPEST`] units.
    is_deeper: bool,
    /// What the register says of it; nothing of most.
    hostilities: Option<Box<Hostilities>>,
}

/// Units above a place whose numbers are kept: hromada, raion, oblast, and one more of a caller's own.
const DEEPEST: usize = 4;

/// Kinds of unit that places share.
pub(crate) const LEVELS: usize = 3;

/// The hromada, raion and oblast of a place, itself where it is one, by the numbers that the table of facts gives to units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lineage(pub(crate) [u32; LEVELS]);

impl Lineage {
    /// The number of what has no unit of a kind; sums have a slot for it that is never read.
    pub(crate) const NO_UNIT: u32 = 0;

    /// Of hromada, raion and oblast, which two places share.
    pub(crate) fn shared(self, other: Lineage) -> [bool; LEVELS] {
        std::array::from_fn(|level| self.0[level] == other.0[level] && self.0[level] != Lineage::NO_UNIT)
    }
}

/// What the register of hostilities says of a place.
#[derive(Clone, Debug, Default)]
struct Hostilities {
    /// The status from which numbered day on, in order.
    changes: Box<[(u16, Option<Status>)]>,
    /// The gravest status of all days.
    ever: Option<Status>,
    /// The days on which hostilities come within 15 km, and go, in turn.
    near: Box<[u16]>,
}

impl Hostilities {
    fn is_nothing(&self) -> bool {
        self.changes.is_empty() && self.ever.is_none() && self.near.is_empty()
    }
}

/// What counts for the inhabitants of a settlement whose number nobody gives: it is hardly ever one of the former towns that
/// bear the kind too, which all have theirs.
const SETTLEMENT: u32 = 1_000;

fn people_in_texts(place: &Place<'_>) -> u32 {
    let is_unknown = place.kind() == PlaceKind::Settlement && place.population().is_none();
    if is_unknown { SETTLEMENT } else { people(place) }
}

impl Facts {
    fn of(place: &Place<'_>) -> Self {
        let at = place.planar_km();
        let mut lineage = Lineage([Lineage::NO_UNIT; LEVELS]);
        for unit in std::iter::once(*place).chain(place.ancestors()) {
            let level = match unit.kind() {
                PlaceKind::Hromada => 0,
                PlaceKind::Raion => 1,
                PlaceKind::Oblast => 2,
                _ => continue,
            };
            lineage.0[level] = place.gazetteer().shared.facts.unit(unit.number());
        }
        let mut ancestors = [NONE; DEEPEST];
        for (own, unit) in ancestors.iter_mut().zip(place.ancestors()) {
            *own = unit.number();
        }
        let (changes, ever) = place.status_history();
        let hostilities = Hostilities {
            changes: changes.into(),
            ever,
            near: at.map(|at| place.gazetteer().days_near_hostilities(at)).unwrap_or_default().into(),
        };
        Facts {
            at: at.unwrap_or((f32::NAN, f32::NAN)),
            log_people: (people_in_texts(place) as f32).log10(),
            lineage,
            ancestors,
            kind: place.kind(),
            is_abroad: place.is_abroad(),
            is_town: is_town(place),
            is_large: is_large(place),
            is_deeper: place.ancestors().nth(DEEPEST).is_some(),
            hostilities: (!hostilities.is_nothing()).then(|| Box::new(hostilities)),
        }
    }

    /// Its point on a plane, in kilometres.
    pub(crate) fn at(&self) -> Option<(f32, f32)> {
        (!self.at.0.is_nan()).then_some(self.at)
    }

    /// As [`Place::is_within`], of the place whose facts they are.
    pub(crate) fn is_within(&self, place: &Place<'_>, unit: &Place<'_>) -> bool {
        place.number() == unit.number()
            || self.ancestors(place).any(|ancestor| ancestor == unit.number())
            || unit.admits_others() && place.is_within(unit)
    }

    /// The numbers of the units that the place belongs to whose facts they are, the smallest first.
    pub(crate) fn ancestors(&self, place: &Place<'_>) -> impl Iterator<Item = u32> {
        let deeper = self.is_deeper.then(|| place.ancestors().skip(DEEPEST).map(|unit| unit.number()));
        self.ancestors.into_iter().take_while(|&unit| unit != NONE).chain(deeper.into_iter().flatten())
    }

    /// Its status on a numbered day, or the gravest of all days.
    pub(crate) fn status(&self, day: Option<u16>) -> Option<Status> {
        let Hostilities { changes, ever, .. } = &**self.hostilities.as_ref()?;
        day.map_or(*ever, |day| {
            let behind = changes.partition_point(|&(from, _)| from <= day);
            changes.get(behind.checked_sub(1)?)?.1
        })
    }

    /// Whether hostilities are within 15 km on a numbered day, or on any day.
    pub(crate) fn is_near_hostilities(&self, day: Option<u16>) -> bool {
        let Some(Hostilities { near, .. }) = self.hostilities.as_deref() else { return false };
        // They come and go in turn.
        day.map_or(!near.is_empty(), |day| near.partition_point(|&turn| turn <= day) % 2 == 1)
    }
}

impl Table {
    /// The number of a unit among those that were asked for.
    fn unit(&self, place: u32) -> u32 {
        let mut units = self.units.lock().unwrap_or_else(PoisonError::into_inner);
        let next = units.len() as u32 + 1;
        *units.entry(place).or_insert(next)
    }
}

impl<'g> Place<'g> {
    /// What resolution asks of it.
    pub(crate) fn facts(&self) -> &'g Facts {
        let gazetteer = self.gazetteer();
        // Places are numbered through all layers, from nothing on.
        gazetteer.facts_of(self.number()).get_or_init(|| Facts::of(self))
    }
}

impl Gazetteer {
    /// How many numbers sums over the units of all places with facts need, that of no unit among them.
    pub(crate) fn lineages(&self) -> usize {
        self.shared.facts.units.lock().unwrap_or_else(PoisonError::into_inner).len() + 1
    }

    fn facts_of(&self, number: u32) -> &OnceCell<Facts> {
        let cells = || (0..CHUNK).map(|_| Cell::default()).collect();
        let chunks = self.shared.facts.chunks.get_or_init(|| {
            let places: usize = self.layers().iter().map(|layer| layer.places().len()).sum();
            (0..places.div_ceil(CHUNK)).map(|_| Chunk::new()).collect()
        });
        let (chunk, position) = (number as usize / CHUNK, number as usize % CHUNK);
        &chunks[chunk].get_or_init(cells)[position].0
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::gazetteer::PlaceData;

    #[test]
    fn facts_are_what_the_gazetteer_says() {
        let gazetteer = Gazetteer::embedded();
        let days = ["2014-03-01", "2022-03-10", "2023-11-26", "2025-05-07"];
        let days = days.map(|date| super::super::day_number(date.parse().expect("a date")));
        let mut listed = 0;
        for place in gazetteer.places().step_by(7) {
            let facts = place.facts();
            assert_eq!(facts.at(), place.planar_km());
            assert!(facts.ancestors(&place).eq(place.ancestors().map(|unit| unit.number())), "{place:?}");
            let number = |unit: Option<Place<'_>>| unit.map(|unit| unit.number());
            let known = |unit: Option<u32>| unit.map_or(0, |unit| gazetteer.shared.facts.unit(unit));
            assert_eq!(facts.lineage.0[0], known(number(place.hromada())));
            assert_eq!(facts.lineage.0[1], known(number(place.raion())));
            assert_eq!(facts.status(None), place.status_ever());
            for day in days {
                assert_eq!(facts.status(Some(day)), place.status_on(day), "{place:?} on {day}");
                listed += usize::from(facts.status(Some(day)).is_some());
            }
        }
        assert!(listed > 1_000, "{listed} statuses were compared");
    }

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn the_facts_of_a_place_fill_a_line_of_the_cache() {
        assert_eq!((size_of::<Cell>(), align_of::<Cell>()), (64, 64));
    }

    #[test]
    fn facts_tell_what_a_place_is_within() {
        let own = ["one", "two", "three", "four", "five", "six"].map(|id| PlaceData {
            id: format!("own:{id}"),
            name_uk: "Дубовий Гай".to_owned(),
            ..PlaceData::default()
        });
        let parents = own.clone().map(|place| place.id);
        let nested = own.into_iter().zip([None].into_iter().chain(parents.into_iter().map(Some)));
        let gazetteer = nested
            .fold(Gazetteer::builder().over(Gazetteer::embedded()), |builder, (place, parent)| {
                builder.place(PlaceData { parent, ..place })
            })
            .build()
            .expect("places with parents");
        let units = ["own:one", "own:five", "own:six", "Київська область", "АР Крим", "Куп'янський район"];
        let units = units.map(|unit| gazetteer.get(unit).or_else(|| gazetteer.unit(unit)).expect(unit));
        let own = gazetteer.places().skip(Gazetteer::embedded().len());
        let mut within = 0;
        for place in own.chain(gazetteer.places().step_by(31)).chain(gazetteer.get("UA80000000000093317")) {
            for unit in &units {
                assert_eq!(
                    place.facts().is_within(&place, unit),
                    place.is_within(unit),
                    "{place:?} {unit:?}"
                );
                within += usize::from(place.is_within(unit));
            }
        }
        assert!(within > 50, "{within} were within");
    }
}

//! Ways back, from a unit to what belongs to it and from an outside id to its place: built from the records at the
//! first question, in a few milliseconds, for they would take a twentieth of the compiled form.

use once_cell::sync::OnceCell;

use super::format::NONE;
use super::layer::Layer;

/// Pairs of a key and a place, sorted by the key.
type Pairs = Vec<(u32, u32)>;

/// The indexes of a stack of layers.
pub(super) struct Indexes<'g> {
    cells: &'g Cells,
    layers: &'g [Layer],
}

/// What is built of them so far.
#[derive(Default)]
pub(super) struct Cells {
    children: OnceCell<Pairs>,
    geonames: OnceCell<Pairs>,
    wikidata: OnceCell<Pairs>,
}

impl<'g> Indexes<'g> {
    pub(super) fn new(cells: &'g Cells, layers: &'g [Layer]) -> Self {
        Indexes { cells, layers }
    }

    /// The places of all layers that belong to one, in the order of their numbers.
    pub(super) fn children(&self, parent: u32) -> impl Iterator<Item = u32> + use<'g> {
        let layers = self.layers;
        let pairs = self.cells.children.get_or_init(|| {
            sorted(layers.iter().flat_map(|layer| {
                numbered(layer).map(|(place, number)| (place.parent.get(), number)).collect::<Vec<_>>()
            }))
        });
        of_key(pairs, parent)
    }

    /// The place with a GeoNames id: of the uppermost layer that has one, the first.
    pub(super) fn geonames(&self, id: u32) -> Option<u32> {
        let layers = self.layers;
        let pairs = self.cells.geonames.get_or_init(|| {
            sorted(layers.iter().rev().flat_map(|layer| {
                numbered(layer).map(|(place, number)| (place.geonames.get(), number)).collect::<Vec<_>>()
            }))
        });
        of_key(pairs, id).next()
    }

    /// The place with a Wikidata item.
    pub(super) fn wikidata(&self, item: u32) -> Option<u32> {
        let layers = self.layers;
        let pairs = self.cells.wikidata.get_or_init(|| {
            sorted(layers.iter().rev().flat_map(|layer| {
                layer
                    .wikidata_records()
                    .iter()
                    .map(|record| (record.item.get(), record.place.get()))
                    .collect::<Vec<_>>()
            }))
        });
        of_key(pairs, item).next()
    }
}

fn numbered(layer: &Layer) -> impl Iterator<Item = (&super::format::PlaceRecord, u32)> {
    layer.places().iter().zip(layer.first_number..)
}

/// Sorted by key; what has the same key stays in its order.
fn sorted(pairs: impl Iterator<Item = (u32, u32)>) -> Pairs {
    let mut pairs: Pairs = pairs.filter(|(key, _)| *key != NONE).collect();
    pairs.sort_by_key(|(key, _)| *key);
    pairs
}

fn of_key(pairs: &[(u32, u32)], key: u32) -> impl Iterator<Item = u32> + use<'_> {
    let start = pairs.partition_point(|(other, _)| *other < key);
    pairs
        .get(start..)
        .unwrap_or(&[])
        .iter()
        .take_while(move |(other, _)| *other == key)
        .map(|(_, number)| *number)
}

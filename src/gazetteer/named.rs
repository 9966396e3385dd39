//! What the forms of names may mean, found out once for each form and not for each text. What is kept grows with the names that
//! texts use, up to some tens of bytes for each bearer of each form of the gazetteer.

use once_cell::sync::OnceCell;

use super::{FormOf, Gazetteer, Place};

/// A place that a form may mean, with the form as one of its name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bearer {
    place: u32,
    pub(crate) form: FormOf,
}

impl Bearer {
    pub(crate) fn new(place: &Place<'_>, form: FormOf) -> Self {
        Bearer { place: place.number(), form }
    }

    pub(crate) fn place<'g>(&self, gazetteer: &'g Gazetteer) -> Option<Place<'g>> {
        gazetteer.by_number(self.place)
    }
}

/// The bearers of the forms of one layer, each set found at the first question: buckets of lists that only grow, so that
/// threads read them without a lock.
#[derive(Default)]
pub(super) struct Table(OnceCell<Box<[Chunk]>>);

/// Buckets that stand together: a table takes memory for the names that texts use.
const CHUNK: usize = 16;

type Chunk = OnceCell<Box<[Link]>>;
type Link = OnceCell<Box<Named>>;

/// The bearers of one form value, and those of the next in its bucket.
struct Named {
    value: u64,
    bearers: Box<[Bearer]>,
    next: Link,
}

impl Table {
    /// The link that the bucket of a value begins with; of so many buckets at least.
    fn first(&self, value: u64, buckets: usize) -> &Link {
        let chunks = self.0.get_or_init(|| (0..=buckets / CHUNK).map(|_| Chunk::new()).collect());
        // Values of one name lie side by side.
        let bucket = value.wrapping_mul(HASH) >> 32;
        let (chunk, position) = (bucket as usize / CHUNK % chunks.len(), bucket as usize % CHUNK);
        &chunks[chunk].get_or_init(|| (0..CHUNK).map(|_| Link::new()).collect())[position]
    }
}

/// 2^64 by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4).
const HASH: u64 = 0x9E37_79B9_7F4A_7C15;

impl Gazetteer {
    /// The bearers of a form of a layer; the first question finds them out.
    pub(crate) fn bearers(
        &self,
        (layer, value): (usize, u64),
        find_out: impl Fn() -> Vec<Bearer>,
    ) -> &[Bearer] {
        let Some((table, layer)) = self.shared.named.get(layer).zip(self.layers().get(layer)) else {
            return &[];
        };
        let mut link = table.first(value, layer.name_count());
        loop {
            let new = || Box::new(Named { value, bearers: find_out().into(), next: Link::new() });
            let named = link.get_or_init(new);
            if named.value == value {
                return &named.bearers;
            }
            link = &named.next;
        }
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::Gazetteer;
    use crate::gazetteer::NameMatch;

    #[test]
    fn bearers_are_found_out_once_and_kept_apart_by_value() {
        let gazetteer = Gazetteer::from_bytes(ua_gazetteer_data::GAZETTEER.to_vec()).expect("embedded bytes");
        let layer = &gazetteer.layers()[0];
        // More values than buckets, so that some share one.
        let values = 2 * layer.name_count() as u64;
        let bearer = |value: u64| {
            let place = gazetteer.by_number(value as u32 % 30_000).expect("a place");
            let named = crate::gazetteer::FormValue { name: value as u32, class: 0 };
            Bearer::new(&place, FormOf::new(layer, named, NameMatch::Form))
        };
        for value in (0..values).step_by(3) {
            assert_eq!(gazetteer.bearers((0, value), || vec![bearer(value)]), [bearer(value)]);
        }
        for value in (0..values).step_by(3) {
            let known = gazetteer.bearers((0, value), || panic!("{value} was asked for before"));
            assert_eq!(known, [bearer(value)]);
        }
        assert!(gazetteer.bearers((1, 0), || panic!("there is no such layer")).is_empty());
    }
}

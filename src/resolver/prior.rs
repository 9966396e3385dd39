//! Where a caller expects the places of a text.

use geo_types::Point;

use crate::gazetteer::{Gazetteer, Place, PlaceId, distance_km};

/// Where a caller expects the places of a text, by id so that it outlives no gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Prior {
    Region(String),
    /// A point, x longitude and y latitude, and a radius in kilometres.
    Point(Point<f64>, f64),
}

/// The same with the region's place.
pub(super) enum Expected<'g> {
    Region(Place<'g>),
    Point(Point<f64>, f64),
}

/// Beyond a radius of less, expectation falls as beyond this many kilometres.
const LEAST_RADIUS_KM: f64 = 5.0;

impl Prior {
    pub(crate) fn region(region: &Place<'_>) -> Self {
        let id: PlaceId<'_> = region.id();
        Prior::Region(id.to_string())
    }

    /// Nothing where the gazetteer has no such region.
    pub(super) fn expected<'g>(&self, gazetteer: &'g Gazetteer) -> Option<Expected<'g>> {
        match self {
            Prior::Region(id) => gazetteer.get(id).map(Expected::Region),
            Prior::Point(point, km) => Some(Expected::Point(*point, *km)),
        }
    }
}

impl Expected<'_> {
    /// 1 within; outside a radius it falls to a third with each further radius.
    pub(super) fn value(&self, place: &Place<'_>) -> f32 {
        match self {
            Expected::Region(region) => f32::from(u8::from(place.is_within(region))),
            Expected::Point(point, km) => place.point().map_or(0.0, |at| {
                let beyond = (distance_km(at, *point) - km).max(0.0);
                (-beyond / km.max(LEAST_RADIUS_KM)).exp() as f32
            }),
        }
    }
}

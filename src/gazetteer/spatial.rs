//! Questions about distance and area.

use geo::{BoundingRect, Contains};
use geo_types::{Point, Polygon};
use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};

use super::{Gazetteer, Place};

/// Mean radius of the Earth in kilometres (IUGG).
pub(crate) const EARTH_RADIUS_KM: f64 = 6371.0088;

/// Places as points of the unit sphere: the straight line between two of these grows with the distance on the ground,
/// so that nearest neighbours are exact everywhere.
pub(super) struct Index {
    tree: RTree<GeomWithData<[f64; 3], u32>>,
}

fn on_sphere(point: Point<f64>) -> [f64; 3] {
    let (lon, lat) = (point.x().to_radians(), point.y().to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

/// Kilometres on the ground along a chord of the unit sphere.
fn chord_to_km(chord: f64) -> f64 {
    2.0 * EARTH_RADIUS_KM * (chord / 2.0).min(1.0).asin()
}

fn km_to_chord(km: f64) -> f64 {
    2.0 * (km / EARTH_RADIUS_KM / 2.0).clamp(0.0, std::f64::consts::FRAC_PI_2).sin()
}

/// Great-circle distance of two points in kilometres.
///
/// ```
/// use geo_types::Point;
/// let (kyiv, kharkiv) = (Point::new(30.52, 50.45), Point::new(36.25, 49.98));
/// assert!((ua_gazetteer::gazetteer::distance_km(kyiv, kharkiv) - 410.0).abs() < 5.0);
/// ```
pub fn distance_km(a: Point<f64>, b: Point<f64>) -> f64 {
    let (a, b) = (on_sphere(a), on_sphere(b));
    let square: f64 = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum();
    chord_to_km(square.sqrt())
}

impl Gazetteer {
    fn spatial(&self) -> &Index {
        self.shared.spatial.get_or_init(|| {
            let points = self
                .places()
                .filter(Place::is_ukrainian_settlement)
                .filter_map(|place| Some(GeomWithData::new(on_sphere(place.point()?), place.number())))
                .collect();
            Index { tree: RTree::bulk_load(points) }
        })
    }

    /// The `count` settlements nearest to a point (x longitude, y latitude, WGS84 degrees), with kilometres, nearest
    /// first.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use ua_gazetteer::{Gazetteer, geo_types::Point};
    /// let gazetteer = Gazetteer::embedded();
    /// let (place, km) = gazetteer.nearest(Point::new(37.615, 49.71), 1)[0];
    /// assert_eq!(place.name_en(), "Kupiansk");
    /// assert!(km < 1.0);
    /// # }
    /// ```
    pub fn nearest(&self, point: Point<f64>, count: usize) -> Vec<(Place<'_>, f64)> {
        let at = on_sphere(point);
        if at.iter().any(|coordinate| !coordinate.is_finite()) {
            return Vec::new();
        }
        self.spatial()
            .tree
            .nearest_neighbor_iter_with_distance_2(&at)
            .take(count)
            .filter_map(|(found, square)| Some((self.by_number(found.data)?, chord_to_km(square.sqrt()))))
            .collect()
    }

    /// The settlements within a distance in kilometres of a point, nearest first.
    pub fn within_km(&self, point: Point<f64>, km: f64) -> Vec<(Place<'_>, f64)> {
        let at = on_sphere(point);
        if at.iter().any(|coordinate| !coordinate.is_finite()) || km.is_nan() || km < 0.0 {
            return Vec::new();
        }
        let reach = km_to_chord(km).powi(2);
        self.spatial()
            .tree
            .nearest_neighbor_iter_with_distance_2(&at)
            .take_while(|(_, square)| *square <= reach)
            .filter_map(|(found, square)| Some((self.by_number(found.data)?, chord_to_km(square.sqrt()))))
            .collect()
    }

    /// The settlements within a polygon of WGS84 degrees (x longitude, y latitude), in the order of their ids.
    pub fn within(&self, polygon: &Polygon<f64>) -> Vec<Place<'_>> {
        let Some(bounds) = polygon.bounding_rect() else { return Vec::new() };
        let inside = |place: &Place<'_>| place.point().is_some_and(|point| polygon.contains(&point));
        let diagonal = Point::from(bounds.min()).0 - bounds.max();
        // Over half the globe the sphere's box says little; a look at each place is as good.
        let places: Vec<Place<'_>> = if diagonal.x.abs() > 90.0 {
            self.places().filter(Place::is_ukrainian_settlement).filter(inside).collect()
        } else {
            self.in_box(bounds.min().into(), bounds.max().into()).filter(inside).collect()
        };
        let mut places = places;
        places.sort_by_key(Place::number);
        places
    }

    /// The settlements in a box of longitudes and latitudes, and some around it.
    fn in_box(&self, min: Point<f64>, max: Point<f64>) -> impl Iterator<Item = Place<'_>> {
        let centre = Point::new((min.x() + max.x()) / 2.0, (min.y() + max.y()) / 2.0);
        let corners = [min, max, Point::new(min.x(), max.y()), Point::new(max.x(), min.y())];
        let reach = corners.into_iter().map(|corner| distance_km(centre, corner)).fold(0.0, f64::max);
        // A box's edge along a parallel bulges out of the circle through its corners by little; a tenth covers it.
        let chord = km_to_chord(reach * 1.1 + 1.0);
        let at = on_sphere(centre);
        let envelope = AABB::from_corners(at.map(|c| c - chord), at.map(|c| c + chord));
        self.spatial()
            .tree
            .locate_in_envelope_intersecting(&envelope)
            .filter_map(|found| self.by_number(found.data))
    }
}

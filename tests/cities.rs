//! The embedded gazetteer holds what it should, where it should: towns that everyone knows, each settlement with a point.

#![cfg(feature = "embedded")]

use ua_gazetteer::Gazetteer;
use ua_gazetteer::gazetteer::{Info, PlaceKind, distance_km};
use ua_gazetteer::geo_types::Point;

/// Oblast centres and towns near the line: codifier code, Ukrainian name, oblast, latitude and longitude of the middle of the
/// town, read off a map to a hundredth of a degree.
const TOWNS: &str = include_str!("testdata/towns.tsv");

/// How far the gazetteer's point may lie from ours.
const NEAR_KM: f64 = 3.0;
/// The middle of a large city is a matter of taste.
const NEAR_KM_OF_A_CENTRE: f64 = 5.0;

#[test]
fn towns_lie_where_they_should() {
    let gazetteer = Gazetteer::embedded();
    let mut wrong = Vec::new();
    let rows = TOWNS.lines().filter(|line| !line.starts_with('#'));
    let mut count = 0;
    for row in rows {
        count += 1;
        let [id, name, oblast, lat, lon] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let place = gazetteer.get(id).unwrap_or_else(|| panic!("{name} has no place {id}"));
        assert_eq!(place.name_uk(), name, "{id}");
        assert_eq!(place.oblast().map(|oblast| oblast.name_uk()), Some(oblast), "{name}");
        let ours = Point::new(lon.parse().expect("a longitude"), lat.parse().expect("a latitude"));
        let km = distance_km(ours, place.point().expect("a town has a point"));
        let near = if place.population().is_some_and(|people| people > 200_000) {
            NEAR_KM_OF_A_CENTRE
        } else {
            NEAR_KM
        };
        if km > near {
            wrong.push(format!("{name}: {km:.1} km off"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(count >= 55, "{count} towns");
}

#[test]
fn every_settlement_has_a_point_and_a_unit() {
    let gazetteer = Gazetteer::embedded();
    let settlements: Vec<_> = gazetteer.places().filter(|place| place.is_ukrainian_settlement()).collect();
    assert_eq!(settlements.len(), 29_707);
    for place in &settlements {
        let point =
            place.point().unwrap_or_else(|| panic!("{} {} has no point", place.id(), place.name_uk()));
        assert!(
            (44.0..52.5).contains(&point.y()) && (22.0..40.3).contains(&point.x()),
            "{}: {point:?}",
            place.id()
        );
        assert!(!place.name_uk().is_empty() && !place.name_en().is_empty(), "{}", place.id());
        assert!(place.hromada().is_some() || place.oblast().is_some(), "{} belongs to nothing", place.id());
    }
}

#[test]
fn points_are_counted_by_precision() {
    let info: Info = Gazetteer::embedded().info();
    assert_eq!(info.settlements(), 29_707);
    assert_eq!(info.settlement_points.values().sum::<u64>(), 29_707);
    assert!(!info.settlement_points.contains_key("none"), "{:?}", info.settlement_points);
    let estimates = info.settlement_points.get("hromada").copied().unwrap_or_default();
    assert!(estimates < 600, "{estimates} settlements have only the mean point of their hromada");
    for kind in PlaceKind::ALL {
        assert!(info.places.get(kind.as_str()).is_some_and(|&count| count > 0), "no place of kind {kind}");
    }
    assert!(
        info.sources.len() >= 8 && info.sources.iter().any(|source| source.contains("ODbL")),
        "{:?}",
        info.sources
    );
}

//! `near`: the settlements near a point.

use ua_gazetteer::Gazetteer;
use ua_gazetteer::geo_types::Point;
use ua_gazetteer::output::{DistanceRecord, Format, NearRecord, SCHEMA, distance_table};

use crate::args::{NearArguments, PlainFormat};
use crate::output::{Output, colour, encoder};
use crate::tag::write_json;

/// Settlements that are shown where neither a number nor a radius is asked for.
const USUAL_COUNT: usize = 10;

pub fn run(arguments: &NearArguments) -> anyhow::Result<u64> {
    let gazetteer = Gazetteer::embedded();
    let point = Point::new(arguments.lon, arguments.lat);
    let found = match arguments.radius_km {
        Some(km) => {
            let mut found = gazetteer.within_km(point, km);
            found.truncate(arguments.count.unwrap_or(usize::MAX));
            found
        }
        None => gazetteer.nearest(point, arguments.count.unwrap_or(USUAL_COUNT)),
    };
    let places: Vec<DistanceRecord> =
        found.iter().map(|(place, km)| DistanceRecord::of(place, *km)).collect();
    let mut output = Output::new(encoder(Format::from(arguments.output)));
    let mut out = Vec::new();
    match arguments.output {
        PlainFormat::Jsonl => {
            write_json(
                &NearRecord { schema: SCHEMA, lat: arguments.lat, lon: arguments.lon, places },
                &mut out,
            );
        }
        PlainFormat::Text => out.extend_from_slice(distance_table(&places, colour()).as_bytes()),
    }
    output.write(&out)?;
    output.finish()
}

//! Names to places, by how far the spelling is from one that the gazetteer holds.

mod common;

use std::collections::HashSet;

use common::Reporter;
use criterion::{Criterion, criterion_group, criterion_main};
use ua_gazetteer::inflection::Case;
use ua_gazetteer::normalization::key;
use ua_gazetteer::{Gazetteer, Language};

fn lookup(criterion: &mut Criterion) {
    let gazetteer = Gazetteer::embedded();
    let mut reporter = Reporter::new(&gazetteer, 17);
    let places: Vec<_> = (0..200).map(|_| reporter.settlement()).collect();
    let nominatives: Vec<String> = places.iter().map(|place| place.name_uk().to_owned()).collect();
    let cases: Vec<String> =
        places.iter().map(|place| common::form(place, Case::Instrumental, Language::Ukrainian)).collect();
    let mixed: Vec<String> =
        places.iter().map(|place| place.name_en().replace('y', "i").replace('h', "g")).collect();
    let garbled: Vec<String> = places.iter().map(|place| place.name_en().chars().skip(1).collect()).collect();
    let mut group = criterion.benchmark_group("lookup of 200 names");
    group.sample_size(20);
    for (label, names) in [
        ("nominative", &nominatives),
        ("case form", &cases),
        ("mixed spelling", &mixed),
        ("first letter lost", &garbled),
    ] {
        group.bench_function(label, |bencher| {
            bencher.iter(|| names.iter().map(|name| gazetteer.lookup(name).len()).sum::<usize>());
        });
    }
    let forms: HashSet<Vec<u8>> = gazetteer.forms().collect();
    group.bench_function("baseline: is the key in a set", |bencher| {
        bencher.iter(|| nominatives.iter().filter(|name| forms.contains(&key(name))).count());
    });
    group.finish();
    criterion.bench_function("nearest 10 of 200 points", |bencher| {
        let points: Vec<_> = places.iter().filter_map(|place| place.point()).collect();
        bencher.iter(|| points.iter().map(|&point| gazetteer.nearest(point, 10).len()).sum::<usize>());
    });
}

criterion_group!(benches, lookup);
criterion_main!(benches);

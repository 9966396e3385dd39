//! Opening the compiled gazetteer, beside what would have to happen at start without it.

mod common;

use std::hint::black_box;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use ua_gazetteer::matcher::Matcher;
use ua_gazetteer::{Gazetteer, Recognizer};

fn load(criterion: &mut Criterion) {
    let gazetteer = Gazetteer::embedded();
    let forms: Vec<Vec<u8>> = gazetteer.forms().collect();
    let mut group = criterion.benchmark_group("load");
    group.sample_size(10);
    group.bench_function("open and verify the checksum", |bencher| {
        let bytes = || ua_gazetteer_data::GAZETTEER.to_vec();
        bencher.iter_batched(
            bytes,
            |bytes| Gazetteer::from_bytes(bytes).expect("it is whole"),
            BatchSize::PerIteration,
        );
    });
    // The gazetteer itself is open by now: a first use in a fresh process is measured by `scripts/footprint`.
    group.bench_function("a recognizer of the open gazetteer", |bencher| {
        bencher.iter(|| Recognizer::builder().build());
    });
    group.bench_function("a matcher of the open gazetteer", |bencher| {
        bencher.iter(|| Matcher::new(&gazetteer))
    });
    group.bench_function("baseline: build aho-corasick of the same forms", |bencher| {
        bencher.iter(|| {
            AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(black_box(&forms))
        });
    });
    group.finish();
}

criterion_group!(benches, load);
criterion_main!(benches);

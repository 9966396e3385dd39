//! Whole documents, from text to places, beside the matching alone.

mod common;

use common::Reporter;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use ua_gazetteer::matcher::Matcher;
use ua_gazetteer::{Gazetteer, Language, MentionKind, Recognizer};

/// A post, a page, a long report, a book chapter.
const SIZES: [usize; 4] = [300, 3_000, 30_000, 300_000];

fn by_language(criterion: &mut Criterion) {
    let gazetteer = Gazetteer::embedded();
    let recognizer = Recognizer::builder().published(jiff::civil::date(2023, 11, 26)).build();
    let mut group = criterion.benchmark_group("resolve a page");
    for language in Language::ALL {
        let text = Reporter::new(&gazetteer, 11).text(language, SIZES[1]);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("all kinds", language.code()), &text, |bencher, text| {
            bencher.iter(|| recognizer.recognize(text).mentions().len());
        });
    }
    group.finish();
}

fn by_size(criterion: &mut Criterion) {
    let gazetteer = Gazetteer::embedded();
    let recognizer = Recognizer::builder().published(jiff::civil::date(2023, 11, 26)).build();
    let places = Recognizer::builder().kinds([MentionKind::Place, MentionKind::Direction]).build();
    let matcher = Matcher::new(&gazetteer);
    let mut group = criterion.benchmark_group("resolve by size");
    group.sample_size(20);
    for size in SIZES {
        let text: String = Reporter::new(&gazetteer, 13).texts(size / 300, 300).join("\n");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("all kinds", size), &text, |bencher, text| {
            bencher.iter(|| recognizer.recognize(text).mentions().len());
        });
        group.bench_with_input(BenchmarkId::new("places only", size), &text, |bencher, text| {
            bencher.iter(|| places.recognize(text).mentions().len());
        });
        group.bench_with_input(BenchmarkId::new("baseline: matching alone", size), &text, |bencher, text| {
            bencher.iter(|| matcher.find(text).len());
        });
    }
    group.finish();
}

criterion_group!(benches, by_language, by_size);
criterion_main!(benches);

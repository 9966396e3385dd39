//! What the library is held to: names, places and all kinds of mention of mixed reports, beside plain leftmost-longest scans for
//! the same forms, which know nothing of words, letter case or places.

mod common;

use common::Reporter;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ua_gazetteer::matcher::Matcher;
use ua_gazetteer::{Gazetteer, MentionKind, Recognizer};

/// Bytes of a report: a page.
const PAGE: usize = 3_000;
const PAGES: usize = 100;

fn reports(criterion: &mut Criterion) {
    let gazetteer = Gazetteer::embedded();
    let pages: Vec<String> = Reporter::new(&gazetteer, 29).texts(PAGES, PAGE);
    let lower_case: Vec<String> = pages.iter().map(|page| page.to_lowercase()).collect();
    let builder = || Recognizer::builder().published(jiff::civil::date(2023, 11, 26));
    let places = builder().kinds([MentionKind::Place, MentionKind::Direction]).build();
    let all_kinds = builder().build();

    let mut group = criterion.benchmark_group("reports");
    group.sample_size(20).throughput(Throughput::Bytes(pages.iter().map(|page| page.len() as u64).sum()));
    let (matcher, mut found) = (Matcher::new(&gazetteer), Vec::new());
    group.bench_function("spans", |bencher| {
        bencher.iter(|| pages.iter().map(|page| names_in(&matcher, page, &mut found)).sum::<usize>());
    });
    group.bench_function("places", |bencher| {
        bencher.iter(|| pages.iter().map(|page| places.recognize(page).mentions().len()).sum::<usize>());
    });
    group.bench_function("all kinds", |bencher| {
        bencher.iter(|| pages.iter().map(|page| all_kinds.recognize(page).mentions().len()).sum::<usize>());
    });
    let scan = common::contiguous(common::forms_as_text(&gazetteer));
    group.bench_function("baseline: aho-corasick", |bencher| {
        bencher.iter(|| lower_case.iter().map(|page| scan.find_iter(page).count()).sum::<usize>());
    });
    drop(scan);
    let scan = common::charwise(common::forms_as_text(&gazetteer));
    group.bench_function("baseline: daachorse", |bencher| {
        bencher.iter(|| lower_case.iter().map(|page| scan.leftmost_find_iter(page).count()).sum::<usize>());
    });
    group.finish();
}

fn names_in(matcher: &Matcher, page: &str, found: &mut Vec<ua_gazetteer::matcher::Found>) -> usize {
    matcher.find_into(page, found);
    found.len()
}

#[cfg(feature = "rayon")]
fn threads(criterion: &mut Criterion) {
    let gazetteer = Gazetteer::embedded();
    let pages: Vec<String> = Reporter::new(&gazetteer, 29).texts(4 * PAGES, PAGE);
    let recognizer = Recognizer::builder().published(jiff::civil::date(2023, 11, 26)).build();
    let mut group = criterion.benchmark_group("threads");
    group.sample_size(20).throughput(Throughput::Bytes(pages.iter().map(|page| page.len() as u64).sum()));
    for (name, threads) in [("baseline: one thread", 1), ("two threads", 2)] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be had");
        group.bench_function(name, |bencher| {
            bencher.iter(|| pool.install(|| recognizer.recognize_batch(&pages).len()));
        });
    }
    group.finish();
}

#[cfg(not(feature = "rayon"))]
fn threads(_: &mut Criterion) {
    eprintln!("threads: wants --features rayon");
}

criterion_group!(benches, reports, threads);
criterion_main!(benches);

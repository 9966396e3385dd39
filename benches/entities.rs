//! The entities of a text beside the plain scan for the names of places that `benches/match.rs` measures, and the first use.

mod common;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::date;
use ua_gazetteer::Gazetteer;
use ua_gazetteer::entity::{Kinds, Lexicon};

fn entities(criterion: &mut Criterion) {
    let gazetteer = Gazetteer::embedded();
    let text = common::mixed_text(&gazetteer);
    let published = Some(date(2023, 11, 26));
    let lexicon = Lexicon::embedded();
    let mut group = criterion.benchmark_group("entities");
    group.sample_size(20).throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("one long document", |bencher| {
        bencher.iter(|| lexicon.recognize(&text, published, Kinds::all()).len());
    });
    group.bench_function("pages of 1 kB", |bencher| {
        let pages = || text.split("\n\n");
        bencher.iter(|| {
            pages().map(|page| lexicon.recognize(page, published, Kinds::all()).len()).sum::<usize>()
        });
    });
    let folded = common::folded(&text);
    let scan = common::contiguous(gazetteer.forms());
    group.bench_function("baseline: aho-corasick, folded text", |bencher| {
        bencher.iter(|| scan.find_iter(&folded).count());
    });
    drop(scan);
    for (name, hostile) in common::hostile_texts(&gazetteer, text.len()) {
        group.throughput(Throughput::Bytes(hostile.len() as u64));
        group.bench_function(format!("hostile: {name}"), |bencher| {
            bencher.iter(|| lexicon.recognize(&hostile, published, Kinds::all()).len());
        });
    }
    group.finish();

    let mut group = criterion.benchmark_group("entities, tables");
    group.sample_size(20);
    group.bench_function("compiled, verified and copied", |bencher| {
        bencher.iter(|| Lexicon::from_compiled(ua_gazetteer_data::LEXICON).expect("they are whole"));
    });
    group.bench_function("baseline: read as text", |bencher| {
        bencher.iter(|| {
            Lexicon::from_tables(ua_gazetteer_data::ENTITY_TABLES.iter().copied()).expect("they are whole")
        });
    });
    group.finish();
}

criterion_group!(benches, entities);
criterion_main!(benches);

//! Names in text, beside plain scans for the same forms, which know nothing of words and letter case.

mod common;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ua_gazetteer::Gazetteer;
use ua_gazetteer::matcher::Matcher;

fn spans(criterion: &mut Criterion) {
    let gazetteer = Gazetteer::embedded();
    let text = common::mixed_text(&gazetteer);
    let mut group = criterion.benchmark_group("match");
    group.sample_size(20).throughput(Throughput::Bytes(text.len() as u64));
    let (matcher, mut found) = (Matcher::new(&gazetteer), Vec::new());
    group.bench_function("capitals", |bencher| bencher.iter(|| matcher.find_into(&text, &mut found)));
    let any_case = matcher.clone().any_case(true);
    group.bench_function("any case", |bencher| bencher.iter(|| any_case.find_into(&text, &mut found)));
    let reference = Matcher::reference(&gazetteer);
    group.bench_function("reference engine", |bencher| {
        bencher.iter(|| reference.find_into(&text, &mut found))
    });
    drop(reference);

    let folded = common::folded(&text);
    let scan = common::contiguous(gazetteer.forms());
    group.bench_function("baseline: aho-corasick, folded text", |bencher| {
        bencher.iter(|| scan.find_iter(&folded).count());
    });
    group.bench_function("baseline: fold, aho-corasick", |bencher| {
        bencher.iter(|| scan.find_iter(&common::folded(&text)).count());
    });
    drop(scan);

    let forms = common::forms_as_text(&gazetteer);
    let lower_case = text.to_lowercase();
    let scan = common::contiguous(forms.iter());
    group.bench_function("baseline: aho-corasick, lower-cased text", |bencher| {
        bencher.iter(|| scan.find_iter(&lower_case).count());
    });
    group.bench_function("baseline: to_lowercase, aho-corasick", |bencher| {
        bencher.iter(|| scan.find_iter(&text.to_lowercase()).count());
    });
    drop(scan);

    let scan = common::charwise(forms);
    group.bench_function("baseline: daachorse charwise, lower-cased text", |bencher| {
        bencher.iter(|| scan.leftmost_find_iter(&lower_case).count());
    });
    group.finish();
}

criterion_group!(benches, spans);
criterion_main!(benches);

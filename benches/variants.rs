//! Spellings, case forms and spelling keys of names, beside one romanization of each.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ua_gazetteer::{Language, inflection, romanization};

/// Of each kind of declension one or more, of one word and of two.
const NAMES: [&str; 24] = [
    "Синьківка",
    "Бахмут",
    "Часів Яр",
    "Велика Новосілка",
    "Кривий Ріг",
    "Івано-Франківськ",
    "Запоріжжя",
    "Гуляйполе",
    "Суми",
    "Прилуки",
    "Лозова",
    "Мирний",
    "Кам'янське",
    "Умань",
    "Керч",
    "Ірпінь",
    "Тернопіль",
    "Городець",
    "Харків",
    "Київ",
    "Щастя",
    "Піски-2",
    "Нью-Йорк",
    "Зоря Перша",
];

fn variants(criterion: &mut Criterion) {
    let kmu = romanization::system("kmu-2010").expect("a known system");
    let mut group = criterion.benchmark_group("variants of 24 names");
    group.throughput(Throughput::Elements(NAMES.len() as u64));
    group.bench_function("spellings by all systems", |bencher| {
        bencher.iter(|| NAMES.map(|name| romanization::variants(name, Language::Ukrainian).len()));
    });
    group.bench_function("case forms", |bencher| {
        bencher.iter(|| NAMES.map(|name| inflection::forms(name, Language::Ukrainian).len()));
    });
    group.bench_function("adjectives", |bencher| {
        bencher.iter(|| NAMES.map(|name| inflection::adjectives(name, Language::Ukrainian).len()));
    });
    let latin = NAMES.map(|name| romanization::romanize(name, kmu));
    group.bench_function("spelling keys", |bencher| {
        bencher.iter(|| latin.each_ref().map(|name| romanization::spelling_key(name).len()));
    });
    group.bench_function("baseline: KMU 2010 alone", |bencher| {
        bencher.iter(|| NAMES.map(|name| romanization::romanize(name, kmu).len()));
    });
    group.finish();
}

criterion_group!(benches, variants);
criterion_main!(benches);

//! The entity recognizer: cases of our own in three languages, published coordinates, any text at all, and the labelled sets
//! when they are there.
#![cfg(feature = "embedded")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use ua_gazetteer::entity::{Entity, EntityKind, Kinds, Lexicon};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// A text with what must be found; `exhaustive` kinds may have nothing else.
#[derive(Deserialize)]
struct Case {
    text: String,
    date: Option<String>,
    #[serde(default)]
    exhaustive: Vec<String>,
    #[serde(default)]
    find: Vec<toml::Table>,
}

fn recognize(text: &str, date: Option<&str>) -> Vec<Entity> {
    let published = date.map(|d| d.parse().expect("a date of a case is in ISO form"));
    Lexicon::embedded().recognize(text, published, Kinds::all())
}

/// What a case wants and does not get, one line each.
fn failures(case: &Case) -> Vec<String> {
    let found = recognize(&case.text, case.date.as_deref());
    let mut used = vec![false; found.len()];
    let mut out = Vec::new();
    for want in &case.find {
        let want: Value = serde_json::to_value(want).expect("a TOML table is JSON");
        let (kind, surface) = (want["kind"].as_str().unwrap_or(""), want["surface"].as_str().unwrap_or(""));
        let at = (0..found.len()).find(|&i| {
            !used[i] && found[i].kind().as_str() == kind && &case.text[found[i].span.clone()] == surface
        });
        let Some(at) = at else {
            let of_kind =
                found.iter().filter(|e| e.kind().as_str() == kind).map(|e| &case.text[e.span.clone()]);
            out.push(format!(
                "{:?}: no {kind} {surface:?}, but {:?}",
                case.text,
                of_kind.collect::<Vec<_>>()
            ));
            continue;
        };
        used[at] = true;
        let got = serde_json::to_value(&found[at]).expect("an entity is JSON");
        if kind == "date" && want["start"].is_null() && !got["start"].is_null() {
            out.push(format!(
                "{:?}: {surface:?} has the start {}, which nothing tells",
                case.text, got["start"]
            ));
        }
        for (key, value) in want.as_object().into_iter().flatten().filter(|(key, _)| *key != "surface") {
            if &got[key] != value {
                out.push(format!("{:?}: {surface:?} has {key} {} instead of {value}", case.text, got[key]));
            }
        }
    }
    for (entity, _) in found
        .iter()
        .zip(&used)
        .filter(|(e, used)| !**used && case.exhaustive.iter().any(|k| k == e.kind().as_str()))
    {
        out.push(format!(
            "{:?}: {} {:?} should not be there",
            case.text,
            entity.kind().as_str(),
            &case.text[entity.span.clone()]
        ));
    }
    out
}

fn check(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let cases: Cases = toml::from_str(&text).unwrap();
    assert!(cases.case.len() >= 60, "{file} has {} cases", cases.case.len());
    let failed: Vec<String> = cases.case.iter().flat_map(failures).collect();
    assert!(failed.is_empty(), "{} failures in {file}:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn cases_in_english() {
    check("entity_en.toml");
}

#[test]
fn cases_in_ukrainian() {
    check("entity_uk.toml");
}

#[test]
fn cases_in_russian() {
    check("entity_ru.toml");
}

/// A small generator of our own (xorshift), so that a failure repeats.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

#[test]
fn any_text_is_read_without_panic() {
    const PIECES: &[&str] = &[
        "3-тя",
        "окрема ",
        "бригада",
        " ",
        "\0",
        "«",
        "»",
        "Азов",
        "\"",
        "’",
        "'s",
        "-",
        "–",
        ".",
        ",",
        "(",
        ")",
        "12",
        "1,2",
        "тис.",
        "24 ",
        "лютого",
        " 2022",
        "року",
        "June ",
        "29",
        " and ",
        "полковник ",
        "О. ",
        "Сергій ",
        "Мусієнко",
        "🇺🇦",
        "e\u{301}",
        "\u{ad}",
        "48°30'",
        "N",
        "37U",
        "DQ",
        " 12345",
        "T",
        "72",
        "F",
        "PV",
        "дрон",
        "\n",
        "\u{200b}",
        "ІІ",
        "ß",
        "İ",
        "\u{1f}",
        "%",
        "№",
        "й",
        "и\u{306}",
        "999999999999999999999",
        "0",
        "за ",
        "добу",
        "two ",
        "days ago",
        "General Staff",
        " of ",
        "ЗСУ",
        "’s",
        "1st ",
        "Army ",
    ];
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..4000 {
        let any =
            |dice: &mut Dice| char::from_u32(dice.below(0x1_f700) as u32).unwrap_or('\u{7}').to_string();
        let text: String = (0..dice.below(40))
            .map(|_| match dice.below(8) {
                0 => any(&mut dice),
                _ => PIECES[dice.below(PIECES.len())].to_owned(),
            })
            .collect();
        for entity in recognize(&text, Some("2024-02-29")) {
            assert!(text.get(entity.span.clone()).is_some_and(|s| !s.is_empty()), "{text:?} {entity:?}");
        }
    }
}

#[test]
fn spans_are_sorted_and_only_a_weapon_nests_in_a_count() {
    let text = "За добу 18 дронів-камікадзе Shahed-136 збито, 155-я бригада морской пехоты, the 3rd Army Corps, 26.11.2023.";
    let found = recognize(text, None);
    for (i, a) in found.iter().enumerate() {
        for b in &found[i + 1..] {
            assert!(a.span.start <= b.span.start);
            let nested = a.kind() == EntityKind::Count && b.kind() == EntityKind::Weapon;
            assert!(b.span.start >= a.span.end || nested, "{a:?} {b:?}");
        }
    }
}

#[test]
fn a_kind_that_is_not_asked_for_is_left_out() {
    let kinds = Kinds::none().with(EntityKind::Weapon);
    let found = Lexicon::embedded().recognize("18 kamikaze drones on 26 November 2023", None, kinds);
    assert_eq!(found.iter().map(Entity::kind).collect::<Vec<_>>(), [EntityKind::Weapon]);
}

#[test]
fn time_is_linear() {
    let text = "Сили оборони відбили 12 атак, 3-тя окрема штурмова бригада, полковник Сергій Мусієнко, «"
        .repeat(400);
    let time = |text: &str| {
        let start = std::time::Instant::now();
        assert!(!recognize(text, None).is_empty());
        start.elapsed().as_secs_f64()
    };
    time(&text);
    let (small, large) = (time(&text[..text.len() / 8 / 2 * 2].chars().collect::<String>()), time(&text));
    assert!(large < small * 40.0 + 0.05, "{small} s for an eighth, {large} s for the whole");
}

// ---- the labelled sets ----

#[derive(Deserialize)]
struct Label {
    start: usize,
    end: usize,
    r#type: String,
    value: Option<Value>,
}

#[derive(Deserialize)]
struct Labelled {
    id: String,
    text: String,
    date: Option<Value>,
    entities: Vec<Label>,
}

fn rows<T: for<'a> Deserialize<'a>>(set: &str) -> Option<Vec<T>> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = home.join("../shared/eval").join(set).join("dev.jsonl");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    };
    Some(text.lines().filter(|l| !l.trim().is_empty()).map(|l| serde_json::from_str(l).unwrap()).collect())
}

fn iou(a: (usize, usize), b: (usize, usize)) -> f64 {
    let both = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    both as f64 / (a.1.max(b.1) - a.0.min(b.0)) as f64
}

/// One-to-one pairs at half of the joint length or more, best overlap first, as the scorer of the sets makes them.
fn pair(gold: &[(usize, usize)], found: &[(usize, usize)]) -> BTreeMap<usize, usize> {
    let mut ranked: Vec<(f64, usize, usize)> = Vec::new();
    for (i, &g) in gold.iter().enumerate() {
        ranked.extend(found.iter().enumerate().map(|(j, &f)| (iou(g, f), i, j)).filter(|r| r.0 >= 0.5));
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut pairs, mut taken) = (BTreeMap::new(), Vec::new());
    for (_, i, j) in ranked {
        if !pairs.contains_key(&i) && !taken.contains(&j) {
            pairs.insert(i, j);
            taken.push(j);
        }
    }
    pairs
}

#[derive(Default, Debug)]
struct Score {
    gold: usize,
    found: usize,
    hit: usize,
    exact: usize,
    valued: usize,
    right: usize,
}

impl Score {
    fn recall(&self) -> f64 {
        self.hit as f64 / self.gold.max(1) as f64
    }
    fn precision(&self) -> f64 {
        self.hit as f64 / self.found.max(1) as f64
    }
}

fn kind_of(label: &str) -> &str {
    match label {
        "PERS" | "Person" => "person",
        "ORG" | "Org" => "organization",
        other => other,
    }
}

fn score(set: &str) -> Option<BTreeMap<String, Score>> {
    let verbose = std::env::var_os("ENTITY_MISSES").is_some();
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for doc in rows::<Labelled>(set)? {
        let date = doc.date.as_ref().and_then(Value::as_str).filter(|d| d.len() == 10);
        let found = recognize(&doc.text, date);
        // Character offsets for the bytes at which something starts or ends.
        let mut chars = BTreeMap::new();
        for (at, (byte, _)) in doc.text.char_indices().chain([(doc.text.len(), ' ')]).enumerate() {
            chars.insert(byte, at);
        }
        for kind in EntityKind::ALL.map(EntityKind::as_str) {
            let labels: Vec<&Label> = doc.entities.iter().filter(|e| kind_of(&e.r#type) == kind).collect();
            let mentions: Vec<&Entity> = found.iter().filter(|e| e.kind().as_str() == kind).collect();
            let gold: Vec<_> = labels.iter().map(|e| (e.start, e.end)).collect();
            let spans: Vec<_> = mentions.iter().map(|e| (chars[&e.span.start], chars[&e.span.end])).collect();
            let pairs = pair(&gold, &spans);
            let s = scores.entry(kind.to_owned()).or_default();
            s.found += spans.len();
            for (i, label) in labels.iter().enumerate() {
                s.gold += 1;
                let hit = pairs.get(&i);
                s.hit += usize::from(hit.is_some());
                s.exact += usize::from(hit.is_some_and(|&j| spans[j] == gold[i]));
                if let Some(value) = &label.value {
                    s.valued += 1;
                    let got = hit.map(|&j| serde_json::to_value(mentions[j]).unwrap()["value"].clone());
                    s.right += usize::from(got.as_ref() == Some(value));
                }
                if verbose && hit.is_none() {
                    let cut: String =
                        doc.text.chars().skip(label.start.saturating_sub(40)).take(110).collect();
                    eprintln!("{set} {}: missed {kind} at {}: {cut:?}", doc.id, label.start);
                }
            }
            for (j, m) in mentions.iter().enumerate().filter(|_| verbose) {
                if !pairs.values().any(|&p| p == j) {
                    eprintln!("{set} {}: spurious {kind} {:?}", doc.id, &doc.text[m.span.clone()]);
                }
            }
        }
    }
    for (kind, s) in &scores {
        eprintln!("{set} {kind}: {s:?} recall {:.3} precision {:.3}", s.recall(), s.precision());
    }
    Some(scores)
}

#[test]
fn labelled_reports() {
    let Some(scores) = score("conflict_entities") else { return };
    for (kind, s) in scores {
        assert!(s.hit as f64 >= (s.gold as f64 * 0.9).min(s.gold as f64 - 1.0), "{kind}: {s:?}");
        assert!(s.right as f64 >= s.valued as f64 * 0.95, "values of {kind}: {s:?}");
    }
}

#[test]
fn labelled_names_of_units() {
    #[derive(Deserialize)]
    struct Row {
        unit: String,
    }
    let Some(rows) = rows::<Row>("unit_names_en") else { return };
    let missed: Vec<&str> = rows
        .iter()
        .map(|row| row.unit.as_str())
        .filter(|unit| {
            let text = format!("Elements of the {unit} advanced.");
            let whole = |e: &Entity| {
                e.kind() == EntityKind::MilitaryUnit
                    && (12..=16).contains(&e.span.start)
                    && e.span.end == 16 + unit.len()
            };
            !recognize(&text, None).iter().any(whole)
        })
        .collect();
    eprintln!("unit_names_en: {} of {} missed: {missed:?}", missed.len(), rows.len());
    assert!(missed.len() * 10 <= rows.len());
}

#[test]
fn labelled_persons_of_general_news() {
    for set in ["ner_uk", "factrueval_ru"] {
        let Some(scores) = score(set) else { return };
        let persons = &scores["person"];
        assert!(persons.recall() >= 0.6 && persons.precision() >= 0.7, "{set}: {persons:?}");
    }
}

/// A text with words that are no places, and with such as are.
#[cfg(feature = "embedded")]
#[derive(Deserialize)]
struct NotPlaces {
    text: String,
    not: Vec<String>,
    places: Vec<String>,
}

#[cfg(feature = "embedded")]
#[test]
fn names_of_others_are_no_places() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/not_places.toml");
    let mut cases: BTreeMap<String, Vec<NotPlaces>> =
        toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let cases = cases.remove("case").unwrap();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let recognizer = ua_gazetteer::Recognizer::builder().published("2023-11-26".parse().unwrap()).build();
    let mut failed = Vec::new();
    for NotPlaces { text, not, places } in &cases {
        let document = recognizer.recognize(text);
        let resolved: Vec<_> = document
            .mentions()
            .iter()
            .filter_map(|mention| Some((mention.span(), mention.place()?)))
            .collect();
        for words in not {
            let at = text.find(words.as_str()).expect("a case has the words in its text");
            for (span, place) in
                resolved.iter().filter(|(span, _)| span.start < at + words.len() && at < span.end)
            {
                failed.push(format!(
                    "{text:?}: {:?} is {} {}",
                    &text[span.clone()],
                    place.id(),
                    place.name()
                ));
            }
        }
        for words in places {
            if !resolved.iter().any(|(span, _)| &text[span.clone()] == words) {
                failed.push(format!("{text:?}: no place {words:?}"));
            }
        }
    }
    assert!(failed.is_empty(), "{} failures:\n{}", failed.len(), failed.join("\n"));
}

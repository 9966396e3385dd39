//! Whatever a text holds, it is answered: no panic, spans on character boundaries and in order, time that grows with the
//! text and not with its square.

#[path = "../benches/common/mod.rs"]
mod common;

use common::Numbers;
use proptest::prelude::*;
use ua_gazetteer::gazetteer::PlaceData;
use ua_gazetteer::{Gazetteer, Recognizer};

/// Own places, so that this holds without the embedded gazetteer too.
fn own_places() -> Recognizer {
    let names = ["Дубовий Гай", "Нова Дача", "Аа", "Іванівка", "Нью-Йорк", "Б"];
    let places = names.iter().enumerate().map(|(number, name)| PlaceData {
        id: format!("own:{number}"),
        name_uk: (*name).to_owned(),
        lat: Some(48.0 + number as f64 / 10.0),
        lon: Some(37.0),
        ..PlaceData::default()
    });
    let gazetteer = places.fold(Gazetteer::builder(), |builder, place| builder.place(place)).build();
    Recognizer::builder().gazetteer(gazetteer.expect("the places are whole")).build()
}

/// The recognizer that most users have, where it is compiled in.
fn usual() -> Recognizer {
    if cfg!(feature = "embedded") { Recognizer::builder().build() } else { own_places() }
}

/// Recognizes a text and looks at what comes back; how many mentions there are.
fn look(recognizer: &Recognizer, text: &str) -> usize {
    let document = recognizer.recognize(text);
    let mut behind = 0;
    for mention in document.mentions() {
        let span = mention.span();
        assert_eq!(text.get(span.clone()), Some(mention.text()), "{span:?} is not on character boundaries");
        assert!(!span.is_empty() && span.start >= behind, "{span:?} begins before {behind}");
        assert!((0.0..=1.0).contains(&mention.confidence()), "{}", mention.confidence());
        assert!(mention.alternatives().len() <= 5);
        behind = span.start;
    }
    document.mentions().len()
}

#[test]
fn nothing_and_next_to_nothing() {
    let recognizer = usual();
    for text in [
        "", " ", "\n", "\0", ".", "…", "«", "\u{feff}", "\u{301}", "\u{200d}", "🏴", "А", "a", "#", "@",
        "- -", "\r\n\r\n",
    ] {
        assert_eq!(look(&recognizer, text), 0, "{text:?}");
    }
}

/// A marker that a name stands behind whatever surrounds it.
#[test]
fn names_stand_between_anything() {
    let recognizer = own_places();
    for strange in
        ["\0", "\u{fffd}", "\u{1b}[31m", "\u{202e}", "🙂", "…", "\u{2028}", "\r", "<b>", "\u{e000}"]
    {
        let text = format!("біля{strange} Дубового Гаю{strange} і {strange}");
        assert_eq!(look(&recognizer, &text), 1, "{text:?}");
    }
}

const MEGABYTE: usize = 1 << 20;

#[test]
fn ten_megabytes_without_a_space() {
    let recognizer = usual();
    for unit in ["А", "Бахмут"] {
        look(&recognizer, &unit.repeat(10 * MEGABYTE / unit.len()));
    }
}

/// What might be looked at again and again from each of its parts: words and lines without an end, joints, marks.
#[test]
fn hostile_repetitions() {
    const UNITS: &[&str] = &[
        "а",
        "Aa",
        "Аа",
        "z",
        "1",
        "'",
        "…",
        "🙂",
        "\u{301}",
        "IvanivkaІванівка",
        "А-",
        "Аa-",
        "А'",
        "Аa'",
        "А ",
        "А\u{301}",
        "А\n",
        "Нова ",
        "м. ",
        "A. ",
        "№1 ",
        "\"",
        "(",
        "-",
        "\n",
        " ",
        "--- ",
        "12 ",
        "two ",
        "1,",
        "1.",
        "бригада ",
        "General ",
        "дронів ",
        "5 квітня ",
        "48.5 ",
        "Usenkivka ",
        "Bakhmut direction ",
    ];
    let recognizer = usual();
    for unit in UNITS {
        look(&recognizer, &unit.repeat(MEGABYTE / 4 / unit.len()));
    }
}

/// The same name over and over: a hundred places bear it, and each mention speaks for the others.
#[cfg(feature = "embedded")]
#[test]
fn the_same_names_again_and_again() {
    let recognizer = usual();
    for unit in [
        "Іванівка, ",
        "поблизу Іванівки. ",
        "Ivanivka near Usenkivka.\n",
        "Бахмутський напрямок: Нова Дача\n",
    ] {
        let repeated = unit.repeat(MEGABYTE / 16 / unit.len());
        assert!(look(&recognizer, &repeated) > 1000, "{unit:?}");
    }
}

#[test]
fn random_bytes() {
    let recognizer = usual();
    let mut numbers = Numbers::new(23);
    for _ in 0..200 {
        let bytes: Vec<u8> = (0..2000).map(|_| numbers.any() as u8).collect();
        look(&recognizer, &String::from_utf8_lossy(&bytes));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    /// Any characters at all.
    #[test]
    fn any_text(text in "\\PC{0,200}") {
        look(&usual(), &text);
    }

    /// Characters that the stages have rules for, so that the rules meet each other.
    #[test]
    fn text_of_parts(parts in prop::collection::vec(prop::sample::select(PARTS), 0..60)) {
        look(&usual(), &parts.concat());
    }
}

/// Words, marks and halves of them that some rule looks for.
const PARTS: &[&str] = &[
    " ",
    "\n",
    "\n\n",
    "\t",
    "\u{a0}",
    ".",
    "…",
    ",",
    ":",
    ";",
    "-",
    "–",
    "—",
    "'",
    "’",
    "\"",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    "/",
    "#",
    "@",
    "№",
    "_",
    "\0",
    "\u{301}",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "\u{308}",
    "1",
    "12",
    "92nd",
    "3-тя",
    "№ 3",
    "0",
    "999999999999999999999",
    "2023-11-26",
    "26.11",
    "листопада",
    "48.5",
    "37°",
    "N",
    "E",
    "Ivanivka",
    "Іванівка",
    "Ивановка",
    "ІВАНІВКА",
    "іванівка",
    "Aвдіївка",
    "Бахмут",
    "Bakhmut",
    "direction",
    "axis",
    "напрямок",
    "напрямку",
    "направлении",
    "область",
    "області",
    "region",
    "Oblast",
    "район",
    "р-н",
    "village",
    "of",
    "near",
    "біля",
    "под",
    "с.",
    "м.",
    "г.",
    "смт",
    "River",
    "річка",
    "Street",
    "вул.",
    "Володимир",
    "Шевченко",
    "генерал",
    "бригада",
    "бригади",
    "Brigade",
    "killed",
    "збито",
    "drones",
    "дронів",
    "two",
    "двадцять",
    "п'ять",
    "Shahed-136",
    "Х-101",
    "yesterday",
    "минулої",
    "доби",
    "37U",
    "DQ",
    "12345",
    "А",
    "І",
    "a",
    "ß",
    "İ",
    "ǅ",
    "ﬁ",
    "Ꙋ",
    "ё",
    "й",
    "🙂",
];

//! Any bytes as a gazetteer: an error or a gazetteer that answers, never a panic. So that the fuzzer gets behind the
//! checks of the header, the bytes are also laid over the header of a small gazetteer with its length and checksum set right.

#![no_main]

use libfuzzer_sys::fuzz_target;
use once_cell::sync::Lazy;
use ua_gazetteer::gazetteer::{Compiler, PlaceData};
use ua_gazetteer::geo_types::Point;
use ua_gazetteer::{Gazetteer, Language, Recognizer};

/// Where the header ends: magic, version, count of sections, checksum, length.
const HEADER: usize = 32;
const CHECKSUM: std::ops::Range<usize> = 16..24;
const LENGTH: std::ops::Range<usize> = 24..32;

/// A whole gazetteer of a few places.
static SMALL: Lazy<Vec<u8>> = Lazy::new(|| {
    let mut compiler = Compiler::new();
    for (number, name) in ["Дубовий Гай", "Нова Дача", "Іванівка", "Нью-Йорк"].into_iter().enumerate() {
        compiler.place(PlaceData {
            id: format!("own:{number}"),
            name_uk: name.to_owned(),
            lat: Some(48.0 + number as f64),
            lon: Some(37.0),
            parent: (number > 0).then(|| "own:0".to_owned()),
            wikidata: Some(format!("Q{number}")),
            geonames: Some(number as u32),
            ..PlaceData::default()
        });
    }
    compiler.name("own:1", "Стара Дача", Language::Ukrainian, ua_gazetteer::gazetteer::NameSort::Former);
    compiler.finish().expect("the places are whole")
});

fuzz_target!(|bytes: &[u8]| {
    if let Ok(gazetteer) = Gazetteer::from_bytes(bytes.to_vec()) {
        ask(&gazetteer);
    }
    if let Ok(gazetteer) = Gazetteer::from_bytes(damaged(bytes)) {
        ask(&gazetteer);
    }
});

/// The small gazetteer with some of its bytes replaced: three bytes of input are a position and a value.
fn damaged(bytes: &[u8]) -> Vec<u8> {
    let mut whole = SMALL.clone();
    let body = whole.len() - HEADER;
    for change in bytes.chunks_exact(3) {
        let position = usize::from(u16::from_le_bytes([change[0], change[1]])) % body;
        whole[HEADER + position] = change[2];
    }
    let checksum = xxhash_rust::xxh3::xxh3_64(&whole[HEADER..]);
    let length = whole.len() as u64;
    whole[CHECKSUM].copy_from_slice(&checksum.to_le_bytes());
    whole[LENGTH].copy_from_slice(&length.to_le_bytes());
    whole
}

/// A few questions of each kind.
fn ask(gazetteer: &Gazetteer) {
    for place in gazetteer.places().take(100) {
        let _ = (place.id().to_string(), place.name(), place.former_names(), place.wikidata(), place.status_ever());
        let _ = (place.oblast(), place.children().take(10).count(), place.ancestors().take(100).count());
    }
    let _ = (gazetteer.get("own:1"), gazetteer.get_geonames(1), gazetteer.get_wikidata("Q1"), gazetteer.info());
    for name in ["Іванівка", "Ivanivka", "Нової Дачі", "Нуйорк"] {
        let _ = gazetteer.lookup(name);
    }
    let _ = gazetteer.nearest(Point::new(37.0, 48.0), 3);
    let recognizer = Recognizer::builder().gazetteer(gazetteer.clone()).build();
    let document = recognizer.recognize("Біля Дубового Гаю та Іванівки, near Nova Dacha");
    for mention in document.mentions() {
        let _ = (mention.text(), mention.place().map(|place| place.name()), mention.evidence().len());
    }
}

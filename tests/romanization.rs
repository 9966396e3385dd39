//! Romanization systems by the examples of their standards, the way back, and the spelling keys.

use serde::Deserialize;
use ua_gazetteer::Language;
use ua_gazetteer::romanization::{reverse, romanize, skeleton_key, spelling_key, system, systems, variants};

#[derive(Deserialize)]
struct Examples {
    system: Vec<SystemExamples>,
}

#[derive(Deserialize)]
struct SystemExamples {
    id: String,
    examples: Vec<(String, String)>,
}

fn examples() -> Vec<SystemExamples> {
    let file: Examples =
        toml::from_str(include_str!("testdata/romanization_systems.toml")).expect("readable test data");
    file.system
}

#[test]
fn official_examples() {
    let mut wrong = Vec::new();
    for SystemExamples { id, examples } in examples() {
        let system = system(&id).unwrap_or_else(|| panic!("unknown system {id}"));
        for (name, expected) in examples {
            let spelling = romanize(&name, system);
            if spelling != expected {
                wrong.push(format!("{id}: {name} became {spelling}, expected {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_system_has_examples() {
    let with_examples: Vec<String> = examples().into_iter().map(|system| system.id).collect();
    for system in systems() {
        assert!(with_examples.iter().any(|id| id == system.id), "{} has no examples", system.id);
    }
}

/// The numbers are stored in compiled gazetteers.
#[test]
fn numbers_are_pinned() {
    let ids: Vec<&str> = systems().iter().map(|system| system.id).collect();
    let pinned = [
        "kmu-2010",
        "bgn-pcgn-2019",
        "press",
        "bgn-pcgn-1965",
        "bgn-pcgn-1965-simple",
        "national-1996",
        "national-1996-simple",
        "passport-2007",
        "passport-soviet",
        "german",
        "german-doubled",
        "french",
        "polish",
        "gost-1971",
        "gost-1986",
        "iso-9",
        "scholarly",
        "ala-lc",
        "ala-lc-plain",
        "dstu-9112-a",
        "dstu-9112-b",
        "tkpn-1994",
        "ru-press",
        "ru-bgn-pcgn-1947",
        "ru-bgn-pcgn-simple",
        "ru-press-yo",
        "ru-icao-9303",
        "ru-gost-7.79-b",
        "ru-iso-9",
        "ru-gost-1971",
        "ru-scholarly",
        "ru-ala-lc-plain",
        "ru-german",
        "ru-french",
        "ru-polish",
    ];
    assert_eq!(ids, pinned);
    for (number, system) in systems().iter().enumerate() {
        assert_eq!(system.number(), number);
    }
}

#[test]
fn each_spelling_comes_once_with_its_commonest_system() {
    let spellings = variants("Нью-Йорк", Language::Ukrainian);
    let mut texts: Vec<&str> = spellings.iter().map(|variant| variant.text.as_str()).collect();
    assert_eq!((texts[0], spellings[0].system.id), ("Niu-York", "kmu-2010"));
    assert!(texts.contains(&"Nju-Jork"));
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), spellings.len());
    assert!(variants("Нью-Йорк", Language::English).is_empty());
}

#[test]
fn capitals_are_kept() {
    let kmu = system("kmu-2010").expect("a known system");
    for (name, expected) in [
        ("ЩАСТЯ", "SHCHASTIA"),
        ("Я", "Ya"),
        ("НОВО-ТРОЇЦЬКЕ", "NOVO-TROITSKE"),
        ("ЗАПОРІЖЖЯ", "ZAPORIZHZHIA"),
        ("яр", "yar"),
        ("ЄЄ", "YEIE"),
        ("Ки\u{301}їв", "Kyiv"),
        ("КАЖ'Я", "KAZHIA"),
    ] {
        assert_eq!(romanize(name, kmu), expected);
    }
}

/// Any text gives some text, in every system and both ways.
#[test]
fn no_input_panics() {
    let pieces = [
        "є", "Ї", "'", "’", "ь", "Щ", "\u{301}", "\u{306}", "i͡a", "ʹ", " ", "-", "ß", "İ", "🙂", "\0", "zg",
        "7", "и",
    ];
    let mut state = 20_231_126_u64;
    for _ in 0..2_000 {
        let mut text = String::new();
        for _ in 0..8 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
        }
        for system in systems() {
            romanize(&text, system);
        }
        reverse(&text, &systems()[(state >> 40) as usize % systems().len()]);
        assert!(spelling_key(&text).is_ascii() && skeleton_key(&text).is_ascii());
    }
}

#[test]
fn other_characters_pass_through() {
    for system in systems() {
        for text in ["", "Bakhmut 2", "東京", "\u{301}", "ÀÉ—…", "\u{feff}🙂"] {
            assert_eq!(romanize(text, system), text, "{}", system.id);
        }
    }
}

/// Where nothing is lost, the way back gives the one name.
#[test]
fn reversible_systems() {
    let names = [
        "Синьківка",
        "Мар'їнка",
        "Щастя",
        "Єнакієве",
        "Кривий Ріг",
        "Івано-Франківськ",
        "Згорани",
        "Ґалаґан",
        "Запоріжжя",
        "Гуляйполе",
        "ХАРКІВ",
        "Часів Яр",
        "Піски-2",
        "Льонки",
        "Короп'є",
    ];
    for id in ["iso-9", "dstu-9112-a", "dstu-9112-b", "tkpn-1994"] {
        let system = system(id).expect("a known system");
        for name in names {
            let latin = romanize(name, system);
            let candidates = reverse(&latin, system);
            assert_eq!(candidates.first().map(String::as_str), Some(name), "{id}: {latin}");
            // System B writes шч and щ alike, and the standard reads щ.
            assert!(candidates.len() == 1 || latin.contains("chch") || latin.to_lowercase().contains("shch"));
        }
    }
}

/// Where signs are lost, the name is among the candidates.
#[test]
fn candidates_of_lossy_systems() {
    let names =
        ["Синьківка", "Мар'їнка", "Щастя", "Бахмут", "Авдіївка", "Куп'янськ", "Харків", "Покровськ", "Умань"];
    for id in [
        "kmu-2010",
        "bgn-pcgn-1965",
        "bgn-pcgn-1965-simple",
        "national-1996",
        "scholarly",
        "german",
        "polish",
    ] {
        let system = system(id).expect("a known system");
        for name in names {
            let latin = romanize(name, system);
            let candidates = reverse(&latin, system);
            assert!(
                candidates.iter().any(|candidate| candidate == name),
                "{id}: {latin} gave {candidates:?}"
            );
        }
    }
}

/// Time stays bounded for hostile input.
#[test]
fn reverse_is_bounded() {
    for system in systems() {
        for latin in ["i".repeat(60), "zhzh".repeat(15), "ie".repeat(10_000), "ʹ’".repeat(30)] {
            assert!(reverse(&latin, system).len() <= 16);
        }
    }
}

#[derive(Deserialize)]
struct Keys {
    same: Vec<Vec<String>>,
    same_skeleton: Vec<Vec<String>>,
    different: Vec<Vec<String>>,
}

#[test]
fn keys_of_spellings() {
    let keys: Keys =
        toml::from_str(include_str!("testdata/romanization_keys.toml")).expect("readable test data");
    let mut wrong = Vec::new();
    let mut check = |groups: &[Vec<String>], key: fn(&str) -> String, same: bool| {
        for group in groups {
            for other in &group[1..] {
                let (a, b) = (key(&group[0]), key(other));
                if (a == b) != same {
                    wrong.push(format!("{} has {a}, {other} has {b}", group[0]));
                }
            }
        }
    };
    check(&keys.same, spelling_key, true);
    check(&keys.same, skeleton_key, true);
    check(&keys.same_skeleton, skeleton_key, true);
    check(&keys.same_skeleton, spelling_key, false);
    check(&keys.different, spelling_key, false);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn keys_are_plain() {
    for text in ["", "Бахмут", "東京", "Šč’ʹ”ʺ -–—", "ẞß İI", "a\u{301}\u{308}", "Pisky-2", "№ 5"]
    {
        for key in [spelling_key(text), skeleton_key(text)] {
            assert!(
                key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
                "{text}: {key}"
            );
        }
    }
    assert_eq!(spelling_key("Бахмут"), "");
    assert!(spelling_key("Pisky-2").ends_with('2'));
}

/// The likeliest of the candidates comes first.
#[test]
fn candidates_are_ranked() {
    let kmu = system("kmu-2010").expect("a known system");
    for (latin, likeliest) in
        [("Pokrovske", "Покровське"), ("Stryi", "Стрий"), ("Lutsk", "Луцьк"), ("Bakhmut", "Бахмут")]
    {
        assert_eq!(reverse(latin, kmu).first().map(String::as_str), Some(likeliest));
    }
    let ala_lc = system("ala-lc").expect("a known system");
    assert_eq!(reverse("I͡Alta", ala_lc), ["Ялта"]);
}

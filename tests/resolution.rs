//! Which place a name means: cases of `testdata/resolution.toml`.

#![cfg(feature = "embedded")]
#![allow(clippy::unwrap_used, clippy::panic)]

use ua_gazetteer::resolver::Feature;
use ua_gazetteer::{Mention, MentionKind, Recognizer};

fn cases() -> Vec<toml::Table> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/testdata/resolution.toml");
    let table: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    table["case"].as_array().unwrap().iter().map(|case| case.as_table().unwrap().clone()).collect()
}

/// What is wrong with a mention; nothing where it is as expected.
fn wrong(mentions: &[&Mention<'_>], number: usize, expected: &str) -> Option<String> {
    let mention = mentions.get(number);
    let id = mention.and_then(|mention| mention.place()).map(|place| place.id().to_string());
    let kind = mention.and_then(|mention| mention.place()).map(|place| place.kind().as_str());
    let holds = match expected.split_once(' ') {
        None if expected == "none" => mentions.is_empty(),
        None => id.as_deref() == Some(expected),
        Some(("unknown", suggested)) => {
            mention.is_some_and(|mention| mention.place().is_none())
                && mention
                    .and_then(|mention| mention.suggestions().first())
                    .is_some_and(|first| first.place().id() == suggested)
        }
        Some(("kind", named)) => kind == Some(named),
        Some(_) => panic!("no such expectation: {expected}"),
    };
    (!holds).then(|| format!("expected {expected}, found {id:?} {kind:?}"))
}

#[test]
fn names_mean_the_places_expected() {
    let recognizer = Recognizer::builder().build();
    let mut failures = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 40);
    for case in &cases {
        let text = case["text"].as_str().unwrap();
        let date = case.get("date").map(|date| date.as_str().unwrap().parse().unwrap());
        let document = recognizer.recognize_on(text, date);
        let mut seen: Vec<&str> = Vec::new();
        for pair in case["expect"].as_array().unwrap() {
            let (name, expected) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
            let number = seen.iter().filter(|&&before| before == name).count();
            seen.push(name);
            let found: Vec<&Mention<'_>> = document
                .mentions()
                .iter()
                .filter(|mention| mention.kind() == MentionKind::Place && mention.text() == name)
                .collect();
            if let Some(wrong) = wrong(&found, number, expected) {
                failures.push(format!("{name}: {wrong} in {text:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn directions_are_of_the_towns_whose_adjectives_name_them() {
    let recognizer = Recognizer::builder().build();
    for (text, town) in [
        // The adjective of one town is the name of another place in some case.
        ("На Донецком направлении отбиты атаки.", "Донецьк"),
        ("На Донецькому напрямку відбито атаки.", "Донецьк"),
        ("На Славянском направлении отбиты атаки.", "Слов'янськ"),
        ("На Лисичанском направлении отбиты атаки.", "Лисичанськ"),
        ("На Купянском направлении отбиты атаки.", "Куп'янськ"),
        ("На Авдіївському напрямку відбито атаки.", "Авдіївка"),
        // A spelling that only its key finds.
        ("The Hulyaipole direction remained calm.", "Гуляйполе"),
        // Named after regions, and no village.
        ("На Волинському напрямку тихо.", "Волинська"),
        ("На Поліському напрямку тихо.", "Полісся"),
        ("На Південно-Слобожанському напрямку тихо.", "Слобожанщина"),
        ("На Приднепровском направлении тихо.", "Придніпров'я"),
        ("The Slobozhanskyi direction was calm.", "Слобожанщина"),
        // The village beside Vuhledar.
        ("На Шахтарському напрямку відбито атаку.", "Шахтарське"),
    ] {
        assert_eq!(anchors(&recognizer, text), [town], "{text}");
    }
}

#[test]
fn the_siverskyi_direction_was_in_the_north_before_the_front_came_to_siversk() {
    let recognizer = Recognizer::builder().build();
    let text = "На Сіверському напрямку противник обстріляв прикордоння.";
    for (day, towns) in [("2022-07-11", &[][..]), ("2024-09-01", &["Сіверськ"])] {
        assert_eq!(anchors_on(&recognizer, text, Some(day)), towns, "{day}");
    }
    // Named after a group of troops, on any day.
    assert!(anchors(&recognizer, "На Таврійському напрямку триває оборона.").is_empty());
}

/// What the directions of a text are named after.
fn anchors(recognizer: &Recognizer, text: &str) -> Vec<String> {
    anchors_on(recognizer, text, None)
}

fn anchors_on(recognizer: &Recognizer, text: &str, day: Option<&str>) -> Vec<String> {
    let document = recognizer.recognize_on(text, day.map(|day| day.parse().unwrap()));
    let directions = document.mentions().iter().filter(|mention| mention.kind() == MentionKind::Direction);
    directions
        .flat_map(|direction| direction.anchors())
        .map(|anchor| anchor.place().name_uk().to_owned())
        .collect()
}

#[test]
fn lists_of_directions_go_on_without_the_noun() {
    let recognizer = Recognizer::builder().build();
    for (text, towns) in [
        ("На Покровському напрямку 20 атак, на Торецькому — три.", &["Покровськ", "Торецьк"][..]),
        ("На Торецькому — три атаки.", &["Торецьк"]),
        (
            "На Курахівському напрямку дев'ять боїв, на Гуляйпільському та Оріхівському – жодного.",
            &["Курахове", "Гуляйполе", "Оріхів"],
        ),
        ("На Лиманском направлении две атаки, на Купянском, по данным штаба, пять.", &["Лиман", "Куп'янськ"]),
        // The noun that the adjective belongs to stands behind it, and a village has «у»; a hyphen or colon ends no list.
        ("Станція на Олександрівському - закрита. На Луганському: обстріл.", &[]),
        ("На Донецькому аеродромі вибухи.", &[]),
        ("На Покровському напрямку тихо, у Торецькому — бої.", &["Покровськ"]),
    ] {
        assert_eq!(anchors(&recognizer, text), towns, "{text}");
    }
}

#[test]
fn well_known_cities_are_sure() {
    let recognizer = Recognizer::builder().build();
    for (text, city) in [
        ("Explosions were heard in Kharkiv overnight.", "Kharkiv"),
        ("Уночі в Одесі лунали вибухи.", "Одесі"),
        ("Беспилотники атаковали Киев.", "Киев"),
    ] {
        let document = recognizer.recognize(text);
        let mention = document.mentions().iter().find(|mention| mention.text() == city).unwrap();
        assert!(mention.confidence() >= 0.97, "{city}: {}", mention.confidence());
    }
}

#[test]
fn reasons_name_what_speaks() {
    let recognizer = Recognizer::builder().published("2023-11-26".parse().unwrap()).explain(true).build();
    let document =
        recognizer.recognize("Attacks near Synkivka and Ivanivka in Kharkiv region were repelled.");
    let ivanivka = document.mentions().iter().find(|mention| mention.text() == "Ivanivka").unwrap();
    let reasons: Vec<String> = ivanivka.evidence().iter().map(ToString::to_string).collect();
    let has = |part: &str| reasons.iter().any(|reason| reason.contains(part));
    assert!(has("Синьківка"), "{reasons:?}");
    let contributions: Vec<f32> = ivanivka.evidence().iter().map(|reason| reason.contribution()).collect();
    assert!(contributions.is_sorted_by(|a, b| a >= b), "the strongest first: {contributions:?}");
    let explained = ivanivka.explanation();
    assert_eq!(explained.len(), 1 + ivanivka.alternatives().len());
    assert!((explained[0].confidence() - ivanivka.confidence()).abs() < 1e-6);
}

#[test]
fn what_speaks_against_others_is_no_reason() {
    let recognizer = Recognizer::builder().published(jiff::civil::date(2023, 11, 26)).explain(true).build();
    let document = recognizer.recognize("Бої під Бахмутом, у Покровську та біля Іванівки.");
    for mention in document.mentions() {
        let own = mention.explanation()[0].contributions();
        for reason in mention.evidence() {
            let feature = reason.feature();
            assert!(
                own.iter().any(|&(of, contribution)| of == feature && contribution > 0.0),
                "{}: {reason}",
                mention.text()
            );
        }
    }
}

#[test]
fn signs_of_a_place_add_up_to_its_plausibility() {
    let recognizer = Recognizer::builder().explain(true).build();
    let document = recognizer.recognize("Тихо під Мирним. У Сумському районі і в Сумах вибухи. Правда.");
    for mention in document.mentions() {
        let signs = mention.plausibility().unwrap();
        let is_unit = mention.text().ends_with("районі");
        assert_eq!(signs.contributions().is_empty(), is_unit, "{}", mention.text());
        let odds: f32 = signs.contributions().iter().map(|(_, log_odds)| log_odds).sum();
        assert!(
            is_unit || (1.0 / (1.0 + (-odds).exp()) - signs.confidence()).abs() < 0.01,
            "{}",
            mention.text()
        );
        assert!(mention.confidence() <= signs.confidence());
    }
    assert_eq!(document.mentions().len(), 3);
}

#[test]
fn nothing_is_explained_unless_asked_for() {
    let recognizer = Recognizer::builder().build();
    let document = recognizer.recognize("Shelling near Ivanivka.");
    let mention = &document.mentions()[0];
    assert!(mention.explanation().is_empty() && mention.plausibility().is_none());
    assert!(!serde_json::to_string(mention).unwrap().contains("explanation"));
}

#[test]
fn confidences_of_a_mention_are_shares_of_one() {
    let recognizer = Recognizer::builder().build();
    let document = recognizer.recognize("Shelling near Ivanivka, and near Andriivka.");
    for mention in document.mentions() {
        let others: f32 = mention.alternatives().iter().map(|other| other.confidence()).sum();
        assert!(mention.confidence() + others <= 1.0 + 1e-4);
        assert!(mention.alternatives().iter().all(|other| other.confidence() <= mention.confidence()));
    }
}

#[test]
fn evidence_that_is_switched_off_says_nothing() {
    let text = "На Куп'янському напрямку ворог атакував у районі Іванівки.";
    let builder = || Recognizer::builder().explain(true);
    let usual = builder().build();
    let without = builder().without(Feature::Direction).without(Feature::DirectionOblast).build();
    let speaks = |recognizer: &Recognizer| {
        let document = recognizer.recognize(text);
        let mention = document.mentions().iter().find(|mention| mention.text() == "Іванівки").unwrap();
        mention.explanation()[0].contributions().iter().any(|(feature, _)| *feature == Feature::Direction)
    };
    assert!(speaks(&usual));
    assert!(!speaks(&without));
}

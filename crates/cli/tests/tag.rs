//! `tag`: formats, offsets, order, input from everywhere.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use assert_cmd::Command;
use common::{arg, run, run_with, tag_lines};
use serde_json::{Value, json};
use ua_gazetteer::output::DocumentRecord;

/// A mention's words by its offsets in each unit.
fn words(text: &str, unit: &str, start: usize, end: usize) -> String {
    match unit {
        "bytes" => text[start..end].to_owned(),
        "chars" => text.chars().skip(start).take(end - start).collect(),
        _ => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[start..end]).unwrap()
        }
    }
}

#[test]
fn offsets_point_at_the_words_in_every_unit() {
    let text = "🚀🚀 Удар по Оде\u{301}сі 🇺🇦, е\u{301}вакуація з Куп\u{2019}янська — й Izium 🔥 під Бахмутом";
    let expected = ["Оде\u{301}сі", "Куп\u{2019}янська", "Izium", "Бахмутом"];
    let question = json!({"id": 1, "text": text}).to_string();
    for unit in ["bytes", "chars", "utf16"] {
        let run = run_with(
            &["tag", "--input", "jsonl", "--output", "jsonl", "--kinds", "place", "--offsets", unit, "-"],
            question.clone(),
        );
        let record: DocumentRecord = serde_json::from_str(&run.out).unwrap();
        let found: Vec<String> =
            record.mentions.iter().map(|mention| words(text, unit, mention.start, mention.end)).collect();
        assert_eq!(found, expected, "{unit}");
        assert_eq!(record.mentions.iter().map(|mention| mention.text.as_str()).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn ids_come_back_as_they_were_given() {
    let ids = ["\"a\\\"1\"", "7", "-0.50", "123456789012345678901234567890", "null", "\"\""];
    let input: String = ids.iter().map(|id| format!("{{\"text\":\"\",\"id\":{id}}}\n")).collect();
    let run = tag_lines(input);
    let expected: String =
        ids.iter().map(|id| format!("{{\"schema\":1,\"id\":{id},\"mentions\":[]}}\n")).collect();
    assert_eq!(run.out, expected);
}

#[test]
fn batches_keep_their_order_on_many_threads() {
    let names = ["Бахмут", "Куп'янськ", "Izium", "Авдіївка", "Суми"];
    let input: String = (0..700)
        .map(|number| match number % 50 {
            49 => "not a question\n".to_owned(),
            _ => {
                json!({"id": number, "text": format!("Бої: {}. ", names[number % 5]).repeat(1 + number % 7)})
                    .to_string()
                    + "\n"
            }
        })
        .collect();
    let one = tag_lines(input.clone());
    let many = run_with(&["tag", "--input", "jsonl", "--output", "jsonl", "--threads", "4", "-"], input);
    assert_eq!((one.status, many.status), (1, 1));
    assert_eq!(one.out, many.out);
    let lines = many.lines();
    assert_eq!(lines.len(), 700);
    for (number, line) in lines.iter().enumerate() {
        if number % 50 == 49 {
            assert_eq!(line["line"], json!(number + 1));
        } else {
            assert_eq!(line["id"], json!(number));
        }
    }
}

#[test]
fn a_place_carries_what_the_contract_says() {
    let run = tag_lines(
        "{\"id\":\"a1\",\"text\":\"Fighting near Synkivka, Kharkiv region.\",\"date\":\"2023-11-26\"}",
    );
    let mention = &run.lines()[0]["mentions"][0];
    assert_eq!(
        (&mention["start"], &mention["end"], &mention["kind"]),
        (&json!(14), &json!(22), &json!("place"))
    );
    let place = mention["place"].as_object().unwrap();
    let keys: BTreeSet<&str> = place.keys().map(String::as_str).collect();
    let expected = "id kind name_uk name_en name_ru former_names lat lon precision oblast raion hromada geonames wikidata";
    assert_eq!(keys, expected.split(' ').collect());
    assert_eq!(place["id"], "UA63080130130078227");
    assert_eq!(
        place["oblast"],
        json!({"id": "UA63000000000041885", "name_uk": "Харківська", "name_en": "Kharkiv Oblast"})
    );
    assert_eq!(
        mention["form"],
        json!({"name": "Синьківка", "language": "uk", "romanization": "KMU 2010", "case": null})
    );
    assert!(mention["evidence"].as_array().unwrap().iter().all(Value::is_string));
    for number in [&mention["confidence"], &place["lat"], &place["lon"]] {
        let digits = number.to_string();
        assert!(digits.split('.').nth(1).unwrap_or("").len() <= 5, "{digits}");
    }
}

#[test]
fn the_report_of_the_examples_is_resolved() {
    let report = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/report.txt");
    let run = run(&["tag", "--date", "2023-11-26", "--output", "jsonl", report]);
    let document: DocumentRecord = serde_json::from_str(&run.out).unwrap();
    let kinds = |kind: &str| {
        document
            .mentions
            .iter()
            .filter(|mention| mention.kind().as_str() == kind)
            .map(|m| m.text.as_str())
            .collect::<Vec<_>>()
    };
    let ids = |text: &str| {
        document
            .mentions
            .iter()
            .filter(|m| m.text == text)
            .map(|m| m.place().map(|p| p.id.as_str()))
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds("direction"), ["Bakhmut direction", "Bakhmut axis"]);
    assert_eq!(ids("Kupiansk"), [Some("UA63080090010026457"); 3]);
    assert_eq!(ids("Sinkivka"), [Some("UA63080130130078227")]);
    assert_eq!(ids("Ivanivka"), [Some("UA63080130040020621")]);
    assert_eq!(ids("Usenkivka"), [None]);
    let places = ["Kupiansk", "Kharkiv region", "Usenkivka", "Ivanivka", "Sinkivka"];
    assert!(kinds("place").iter().all(|text| places.contains(text)), "{:?}", kinds("place"));
}

#[test]
fn the_day_counts() {
    let text = "{\"id\":1,\"text\":\"Shelling of Ivanivka.\"";
    let input = format!("{text}}}\n{text},\"date\":\"2023-11-26\"}}\n");
    let tag = |options: &[&str]| {
        let lines =
            run_with(&[&["tag", "--input", "jsonl", "--output", "jsonl"], options].concat(), input.clone())
                .lines();
        [lines[0]["mentions"].clone(), lines[1]["mentions"].clone()]
    };
    let own = tag(&[]);
    assert_ne!(own[0], own[1]);
    let usual = tag(&["--date", "2023-11-26"]);
    assert_eq!((&usual[0], &usual[1]), (&own[1], &own[1]));
    let without = tag(&["--no-hostilities"]);
    assert_eq!(without[0], without[1]);
}

#[test]
fn filters_keep_what_is_asked_for() {
    let text = "Бої за Бахмут і Куп'янськ на Покровському напрямку, 18 дронів.";
    let texts = |arguments: &[&str]| {
        let run = run_with(&[&["tag", "--output", "jsonl"], arguments].concat(), text);
        assert_eq!(run.status, 0, "{}", run.err);
        run.lines()[0]["mentions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|m| m["text"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(texts(&["--kinds", "place"]), ["Бахмут", "Куп'янськ"]);
    assert_eq!(texts(&["--kinds", "direction"]), ["Покровському напрямку"]);
    for region in ["Kharkiv region", "Харківська", "Харківщина", "UA63000000000041885"] {
        assert_eq!(texts(&["--within", region]), ["Куп'янськ"], "{region}");
    }
    assert_eq!(texts(&["--kinds", "place,direction", "--min-confidence", "1"]), Vec::<String>::new());
}

#[test]
fn lower_case_posts_are_read_where_asked() {
    let text = "приліт по бахмуту";
    assert_eq!(run_with(&["tag", "--output", "jsonl"], text).lines()[0]["mentions"], json!([]));
    let found = run_with(&["tag", "--output", "jsonl", "--any-case"], text).lines();
    assert_eq!(found[0]["mentions"][0]["text"], "бахмуту");
}

#[test]
fn folders_files_and_standard_input_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("b")).unwrap();
    for (name, text) in [
        ("z.txt", "Суми"),
        ("a.jsonl", "{\"id\":\"j1\",\"text\":\"Ізюм\"}\n\n{\"id\":\"j2\",\"text\":\"Бахмут\"}\n"),
        ("b/c.txt", "Одеса"),
        ("b/skipped.md", "Львів"),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let ids = |arguments: &[&str]| {
        let run = run_with(&[&["tag", "--output", "jsonl"], arguments].concat(), "Київ");
        let id =
            |line: &Value| line["id"].as_str().map_or("null", |id| id.rsplit('/').next().unwrap()).to_owned();
        run.lines().iter().map(id).collect::<Vec<_>>()
    };
    let path = arg(folder.path());
    assert_eq!(ids(&[path]), ["j1", "j2", "c.txt", "z.txt"]);
    assert_eq!(ids(&[path, "--threads", "3"]), ["j1", "j2", "c.txt", "z.txt"]);
    assert_eq!(ids(&[path, "--input", "text"]), ["c.txt", "z.txt"]);
    assert_eq!(ids(&[&format!("{path}/z.txt"), "-"]), ["z.txt", "null"]);
    assert_eq!(ids(&[]), ["null"]);
}

#[test]
fn geojson_is_a_feature_collection() {
    let input = "{\"id\":\"d1\",\"text\":\"Бахмут, 48.59470, 37.99970, біля Усеньківки\"}\n{\"id\":2,\"text\":\"none\"}\n{\"id\":3,\"text\":\"Харків і Полтава\"}";
    for threads in ["1", "2"] {
        let run = run_with(&["tag", "--input", "jsonl", "--output", "geojson", "--threads", threads], input);
        let collection: geojson::FeatureCollection =
            run.out.parse::<geojson::GeoJson>().unwrap().try_into().unwrap();
        let documents: Vec<Value> =
            collection.features.iter().map(|feature| feature.property("document").unwrap().clone()).collect();
        assert_eq!(documents, [json!("d1"), json!("d1"), json!(3), json!(3)]);
        let bakhmut = json!(&collection.features[0]);
        assert_eq!(bakhmut["properties"]["place"]["id"], "UA14020010010059145");
        let (lon, lat) = (&bakhmut["geometry"]["coordinates"][0], &bakhmut["geometry"]["coordinates"][1]);
        assert!(lon.as_f64().unwrap() < 38.5 && lat.as_f64().unwrap() > 48.0);
    }
    let nothing = run_with(&["tag", "--output", "geojson"], "");
    let collection: geojson::FeatureCollection =
        nothing.out.parse::<geojson::GeoJson>().unwrap().try_into().unwrap();
    assert!(collection.features.is_empty());
}

#[test]
fn csv_has_a_row_a_mention() {
    let input = "{\"id\":\"a,\\\"b\",\"text\":\"Бахмут, 12 атак на Покровському напрямку\"}";
    let run = run_with(&["tag", "--input", "jsonl", "--output", "csv"], input);
    let mut reader = csv::Reader::from_reader(run.out.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, column: &str| {
        rows[row].get(headers.iter().position(|header| header == column).unwrap()).unwrap().to_owned()
    };
    assert_eq!(rows.len(), 3, "{}", run.out);
    assert!((0..3).all(|row| cell(row, "document") == "a,\"b"));
    assert_eq!(
        (cell(0, "kind"), cell(0, "name_en"), cell(0, "precision")),
        ("place".into(), "Bakhmut".into(), "settlement".into())
    );
    assert_eq!(serde_json::from_str::<Value>(&cell(1, "details")).unwrap()["value"], 12);
    assert_eq!(cell(2, "text"), "Покровському напрямку");
    assert!(!cell(2, "anchors").is_empty());
    assert_eq!(run_with(&["tag", "--output", "csv"], "").out.lines().count(), 1);
}

#[test]
fn text_for_people_has_no_control_characters() {
    let run = run_with(&["tag"], "Удар по Покровському\nнапрямку\u{1b}[31m, Ізюм");
    assert_eq!(run.out.lines().count(), 3, "{}", run.out);
    assert!(!run.out.contains('\u{1b}'));
    assert!(run.out.contains("Izium"));
}

#[test]
fn own_places_stand_over_the_embedded_ones() {
    let folder = tempfile::tempdir().unwrap();
    let (csv, json) = (folder.path().join("own.csv"), folder.path().join("own.json"));
    std::fs::write(&csv, "id,name_uk,lat,lon\nown:1,Гранітний Виступ,48.5,37.9\n").unwrap();
    std::fs::write(&json, "[{\"id\":\"own:1\",\"name_uk\":\"Гранітний Виступ\",\"lat\":48.5,\"lon\":37.9}]")
        .unwrap();
    for path in [&csv, &json] {
        let run = run_with(
            &["tag", "--output", "jsonl", "--gazetteer", arg(path)],
            "З Гранітного Виступу видно Бахмут.",
        );
        let ids: Vec<Value> =
            run.lines()[0]["mentions"].as_array().unwrap().iter().map(|m| m["place"]["id"].clone()).collect();
        assert_eq!(ids, ["own:1", "UA14020010010059145"]);
    }
}

#[test]
fn long_texts_are_answered_whole() {
    let paragraph = "Зранку обстріляно Куп'янськ 🔥. Командир Олег Тестовий сказав: 12 атак.\n\n";
    let text = paragraph.repeat(20_000);
    let run = run_with(&["tag", "--output", "jsonl", "--offsets", "chars", "--kinds", "place,count"], text);
    let document: DocumentRecord = serde_json::from_str(&run.out).unwrap();
    assert_eq!(document.mentions.len(), 40_000);
    let step = paragraph.chars().count();
    for (number, pair) in document.mentions.chunks(2).enumerate() {
        assert_eq!((pair[0].start, pair[0].text.as_str()), (number * step + 18, "Куп'янськ"));
        assert_eq!(pair[1].text, "12 атак");
    }
}

#[test]
fn the_readme_shows_what_the_command_prints() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let readme = std::fs::read_to_string(format!("{root}/README.md")).unwrap();
    // A registry would look for pictures at a public address, which there is none of.
    assert!(!readme.contains("!["));
    let mut block = readme
        .split("```text\n$ ua-gazetteer ")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .unwrap()
        .lines();
    let arguments: Vec<&str> = block.next().unwrap().split(' ').collect();
    let output =
        Command::cargo_bin("ua-gazetteer").unwrap().current_dir(root).args(arguments).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let shown: Vec<&str> = block.collect();
    assert!(shown.len() >= 4);
    for line in shown {
        // Confidences are left out there, since they change with each fit.
        let start = line.trim_end_matches('…');
        assert!(printed.lines().any(|other| other.starts_with(start)), "{line}\nis not in\n{printed}");
    }
}

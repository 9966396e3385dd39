use std::fs;
use std::path::PathBuf;

use super::*;

const SETTLEMENTS: &str = "id\tkind\tname_uk\tname_en\tname_ru\tderived\tparent\tlat\tlon\tprecision\tgeonames\twikidata\tpopulation\tfeature\tsource\n\
UA63080130130078227\tvillage\tСиньківка\tSynkivka\tСиньковка\t\tUA63080130000000001\t49.8\t37.7\tsettlement\t\t\t\t\tosm\n\
UA63080130040020621\tvillage\tІванівка\tIvanivka\tИвановка\t\tUA63080130000000001\t49.7\t37.8\tsettlement\t\t\t\t\tosm\n";
const ADMIN: &str = "id\tkind\tname_uk\tname_en\tname_ru\tderived\tparent\tlat\tlon\tprecision\tgeonames\twikidata\tpopulation\tfeature\tsource\n\
UA63000000000041885\toblast\tХарківська\tKharkiv Oblast\tХарьковская область\t\t\t49.5\t36.5\tunit\t\t\t\t\tcod-ab\n\
UA63080130000000001\thromada\tКуп'янська\tKupianska\tКупянская\t\tUA63000000000041885\t49.7\t37.6\tunit\t\t\t\t\tcod-ab\n";
const OUTLINE: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"UA63000000000041885"},
"geometry":{"type":"Polygon","coordinates":[[[35.0,49.0],[38.0,49.0],[38.0,50.0],[35.0,50.0],[35.0,49.0]]]}}]}"#;
const NAMES: &str =
    "place\tname\tlanguage\tsort\tsource\nUA63080130130078227\tСінківка\tuk\talternate\tgeonames\n";
const REDIRECTS: &str = "old\tnew\nUA63080130990000001\tUA63080130130078227\n";
const HOSTILITIES: &str =
    "place\texcept\tstatus\tfrom\tto\nUA63080130130078227\t\tactive\t2023-11-01\t2023-12-01\n";

const FILES: &[(&str, &str)] = &[
    ("settlements.tsv", SETTLEMENTS),
    ("admin.tsv", ADMIN),
    ("oblasts.geojson", OUTLINE),
    ("names.tsv", NAMES),
    ("redirects.tsv", REDIRECTS),
    ("hostilities.tsv", HOSTILITIES),
];

/// A folder of good tables with one replacement in one file.
fn folder(test: usize, file: &str, from: &str, to: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("datagen-check-{}-{test}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    for (name, text) in FILES {
        let text = if *name == file {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        } else {
            (*text).to_owned()
        };
        fs::write(folder.join(name), text).expect("a file");
    }
    folder
}

#[test]
fn good_tables_pass() {
    let folder = folder(999, "", "", "");
    check(&folder).expect("good tables");
    fs::remove_dir_all(folder).expect("removed");
}

#[test]
fn bad_rows_are_refused_with_file_and_line() {
    let cases = [
        (
            "settlements.tsv",
            "UA63080130000000001\t49.8",
            "UA63999\t49.8",
            "settlements.tsv:2: UA63080130130078227 has an unknown parent",
        ),
        (
            "settlements.tsv",
            "UA63080130040020621",
            "UA63080130130078227",
            "settlements.tsv:3: UA63080130130078227 stands already",
        ),
        (
            "admin.tsv",
            "UA63080130000000001\thromada",
            "UA63080130040020621\thromada",
            "settlements.tsv:3: UA63080130040020621 stands already",
        ),
        ("settlements.tsv", "Іванівка", " ", "settlements.tsv:3: UA63080130040020621 has an empty name"),
        (
            "settlements.tsv",
            "49.8\t",
            "91.0\t",
            "settlements.tsv:2: UA63080130130078227 has a coordinate that is none",
        ),
        ("settlements.tsv", "49.8\t", "\t", "settlements.tsv:2: UA63080130130078227 has half a point"),
        ("settlements.tsv", "49.8\t37.7", "\t", "settlements.tsv:2: UA63080130130078227 has no point"),
        ("settlements.tsv", "37.8\t", "38.1\t", "settlements.tsv:3: UA63080130040020621 lies 7.2 km outside"),
        ("settlements.tsv", "49.8\t", "north\t", "settlements.tsv:2"),
        ("settlements.tsv", "\tvillage\tІ", "\t\tІ", "settlements.tsv:3: UA63080130040020621 has no kind"),
        ("names.tsv", "UA63080130130078227", "UA1", "names.tsv:2: \"UA1\" is no place"),
        ("names.tsv", "Сінківка", "", "names.tsv:2: UA63080130130078227 has an empty name"),
        ("names.tsv", "\tuk\t", "\tbe\t", "names.tsv:2: \"be\" is no language"),
        ("names.tsv", "alternate", "other", "names.tsv:2: \"other\" is no sort"),
        (
            "redirects.tsv",
            "UA63080130990000001",
            "UA63080130040020621",
            "redirects.tsv:2: UA63080130040020621 is a code of today",
        ),
        ("redirects.tsv", "\tUA63080130130078227", "\tUA2", "redirects.tsv:2: \"UA2\" is no place"),
        ("hostilities.tsv", "UA63080130130078227", "UA3", "hostilities.tsv:2: \"UA3\" is no place"),
        (
            "hostilities.tsv",
            "\t2023-12-01",
            "\t2023-10-01",
            "hostilities.tsv:2: UA63080130130078227 ends before",
        ),
    ];
    for (i, (file, from, to, wanted)) in cases.into_iter().enumerate() {
        let folder = folder(i, file, from, to);
        let error = format!("{:#}", check(&folder).expect_err(wanted));
        assert!(error.contains(wanted), "{error}\nwanted {wanted}");
        fs::remove_dir_all(folder).expect("removed");
    }
}

#[test]
fn a_point_a_little_outside_a_simplified_outline_passes() {
    let folder = folder(998, "settlements.tsv", "37.8\t", "38.05\t");
    check(&folder).expect("3.6 km are within the tolerance");
    fs::remove_dir_all(folder).expect("removed");
}

#[test]
fn a_missing_table_is_named() {
    let folder = folder(997, "", "", "");
    fs::remove_file(folder.join("admin.tsv")).expect("removed");
    let error = check(&folder).expect_err("a table is missing").to_string();
    assert!(error.contains("admin.tsv: missing"), "{error}");
    fs::remove_dir_all(folder).expect("removed");
}

use std::fs;
use std::path::PathBuf;

use super::*;

const UNITS: &str = "katottg\tlevel\tname_uk\tname_en\tname_ru\tparent\tlat\tlon\told_name_uk
UA63000000000041885\tO\tХарківська\tKharkiv Oblast\tХарьковская\t\t49.5\t36.5\t
UA63080000000000001\tP\tКуп’янський\t\t\tUA63000000000041885\t49.7\t37.6\t
UA63080130000000002\tH\tКрасноградська\t\t\tUA63080000000000001\t\t\tБерестинська
";
const HEADER: &str = "katottg\tcategory\tname_uk\tname_en\tname_ru\talt_names\toblast_uk\traion_uk\thromada_uk\tlat\tlon\tcoord_source\tcoord_quality\tgeonameid\twikidata\tpopulation\n";
const SETTLEMENTS: &[&str] = &[
    "UA63080130010000011\tM\tБерестин\tBerestyn\tБэрэстын\tКрасноград|Krasnohrad|HRK|Бярэсцін\tХарківська\tКуп’янський\tКрасноградська\t49.4\t35.4\tosm\tA\t1\tQ1\t20000\n",
    "UA63080130020000022\tC\tВовкове\tVovkove\t\tVolkovo\tХарківська\tКуп’янський\tКрасноградська\t49.6\t35.6\tosm\tA\t\t\t\n",
    "UA63080130030000033\tC\tДалеке\tDaleke\t\t\tХарківська\tКуп’янський\tКрасноградська\t46.0\t30.0\tosm\tA\t9\tQ9\t\n",
];
const OUTLINES: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"katottg":"UA63"},
"geometry":{"type":"Polygon","coordinates":[[[35.0,49.0],[38.0000001,49.0],[38.0,50.0],[35.0,50.0],[35.0,49.0]]]}}]}"#;

/// Imports small tables whose settlements stand in the order given; the folder written.
fn import(test: &str, order: &[usize]) -> (PathBuf, Report) {
    let folder = std::env::temp_dir().join(format!("datagen-import-{}-{test}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let rows: String = order.iter().map(|&i| SETTLEMENTS[i]).collect();
    for (file, text) in [
        ("settlements.tsv", format!("{HEADER}{rows}")),
        ("admin.tsv", UNITS.to_owned()),
        ("oblasts_simplified.geojson", OUTLINES.to_owned()),
        ("hostilities.tsv", "katottg\tname_uk\texcept_uk\tstatus\tfrom\tto\nUA63080130990000099\tс. Вовкове\t\tactive\t2023-01-01\t\n".to_owned()),
    ] {
        fs::write(folder.join(file), text).expect("a file");
    }
    let data = folder.join("data");
    let report = run(&folder, &data).expect("an import");
    (data, report)
}

#[test]
fn the_same_rows_in_any_order_give_the_same_bytes() {
    let (first, _) = import("first", &[0, 1, 2]);
    let (second, _) = import("second", &[2, 0, 1]);
    for file in ["settlements.tsv", "admin.tsv", "names.tsv", "redirects.tsv", "oblasts.geojson"] {
        let (a, b) = (fs::read(first.join(file)), fs::read(second.join(file)));
        assert_eq!(a.expect(file), b.expect(file), "{file}");
    }
    for data in [first, second] {
        fs::remove_dir_all(data.parent().expect("a folder")).expect("removed");
    }
}

#[test]
fn what_is_imported_passes_the_check_and_says_what_it_is() {
    let (data, report) = import("whole", &[0, 1, 2]);
    crate::check::check(&data).expect("good tables");
    let read = |file: &str| fs::read_to_string(data.join(file)).expect(file);
    let settlements = read("settlements.tsv");
    for part in [
        "city\tБерестин\tBerestyn\tБерестин\tru\tUA63080130000000002\t49.4\t35.4\tsettlement\t1\tQ1\t20000",
        "village\tВовкове\tVovkove\tВолково\tru\t",
        // A point outside its oblast gives way to the hromada's mean, and its ids with it.
        "village\tДалеке\tDaleke\tДалёкое\tru\tUA63080130000000002\t49.5\t35.5\thromada\t\t\t\t\thromada-mean",
    ] {
        assert!(settlements.contains(part), "{part}\n{settlements}");
    }
    let names = read("names.tsv");
    for part in ["Красноград\tuk\tformer\tkatottg", "Красноград\tru\tformer\trule", "Krasnohrad\ten\tformer"]
    {
        assert!(names.contains(part), "{part}\n{names}");
    }
    assert!(!names.contains("HRK") && !names.contains("Бярэсцін"), "{names}");
    let areas = read("admin.tsv");
    assert!(areas.contains("Куп'янський") && areas.contains("settlements-mean"), "{areas}");
    assert_eq!(read("redirects.tsv"), "old\tnew\nUA63080130990000099\tUA63080130020000022\n");
    assert!(report.lines().any(|line| line.contains("points outside their oblast")));
    fs::remove_dir_all(data.parent().expect("a folder")).expect("removed");
}

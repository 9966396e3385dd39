//! The tables of data/ hold what they must, and bad rows are refused with their file and line.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::sources::{self, Physical, Settlement};
use super::{by_hand, hostilities, names, points};
use crate::table::{HostilityRow, NameRow, PlaceRow, Table};

const TABLES: [&str; 8] = [
    "water.tsv",
    "landforms.tsv",
    "regions.tsv",
    "former_raions.tsv",
    "landmarks.tsv",
    "countries.tsv",
    "foreign_cities.tsv",
    "border_districts.tsv",
];

fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(file)
}

fn places(file: &str) -> Vec<PlaceRow> {
    Table::read(&data(file)).unwrap().lines.into_iter().map(|line| line.row).collect()
}

fn nicknames() -> Vec<NameRow> {
    Table::read(&data("nicknames.tsv")).unwrap().lines.into_iter().map(|line| line.row).collect()
}

/// A file of the test's own with a text in it.
fn file(name: &str, text: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("datagen-features-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn well_known_features_stand_in_three_languages() {
    let further = nicknames();
    for case in include_str!("tables/test_features.tsv").lines().skip(1) {
        let [table, feature, uk, en, ru, lat, lon, ..] = case.split('\t').collect::<Vec<_>>()[..] else {
            panic!("a case has seven columns: {case}");
        };
        let near = (lat.parse().unwrap(), lon.parse().unwrap());
        let bears = |place: &PlaceRow, own: &str, name: &str, language: &str| {
            own == name
                || further
                    .iter()
                    .any(|row| row.place == place.id && row.language == language && row.name == name)
        };
        let found = places(table).into_iter().find(|place| {
            place.feature == feature
                && bears(place, &place.name_uk, uk, "uk")
                && bears(place, &place.name_en, en, "en")
                && bears(place, &place.name_ru, ru, "ru")
        });
        let place = found.unwrap_or_else(|| panic!("not in the tables: {case}"));
        let point = (place.lat.unwrap(), place.lon.unwrap());
        let distance = points::kilometres(near, point);
        assert!(distance < 60.0, "{case}: {distance} km off, at {point:?}");
    }
}

#[test]
fn oblasts_and_raions_have_their_nicknames() {
    let names = nicknames();
    for (place, name) in [
        ("UA53000000000028050", "Полтавщина"),
        ("UA63000000000041885", "Харківщина"),
        ("UA63000000000041885", "Kharkivshchyna"),
        ("UA14000000000091971", "Донеччина"),
        ("UA01000000000013043", "Крым"),
        ("UA07000000000024379", "Волинь"),
        ("UA21000000000011690", "Закарпатье"),
        ("UA63080000000032022", "Куп'янщина"),
        ("border:belgorod", "Білгородщина"),
        ("border:krasnodar", "Кубань"),
        ("border:belgorod", "Белгородчина"),
        ("raion2020:UA48-snihurivski", "Снігурівщина"),
        ("raion2020:UA23-orihivski", "Оріхівщина"),
        ("UA12140000000011720", "Синельниковщина"),
        ("UA44120050000066819", "Лисичанщина"),
        ("region:dnr", "ДНР"),
        ("country:RU", "РФ"),
    ] {
        assert!(names.iter().any(|row| row.place == place && row.name == name), "{name} of {place}");
    }
    // The city's name is one of its oblast beside «на» only.
    let city = names.iter().filter(|row| row.place == "UA23000000000064947" && row.name == "Запоріжжя");
    assert!(city.map(|row| row.sort.as_str()).eq(["attributive"]));
}

#[test]
fn ids_are_unique_and_every_parent_is_there() {
    let of_ukraine = |id: &str| id.starts_with("UA");
    let mut ids = HashSet::new();
    for table in TABLES {
        let mut previous = String::new();
        for place in places(table) {
            assert!(previous < place.id, "{table}: {} after {previous}", place.id);
            previous = place.id.clone();
            assert!(ids.insert(place.id.clone()), "{table}: {} twice", place.id);
        }
    }
    for table in TABLES {
        for place in places(table).into_iter().filter(|place| !place.parent.is_empty()) {
            let known = ids.contains(&place.parent) || of_ukraine(&place.parent);
            assert!(known, "{table}: parent {} of {}", place.parent, place.id);
        }
    }
    for row in nicknames() {
        assert!(ids.contains(&row.place) || of_ukraine(&row.place), "nickname {} of {}", row.name, row.place);
    }
}

#[test]
fn cities_abroad_are_large_or_listed() {
    let cities = places("foreign_cities.tsv");
    let count = |country: &str| cities.iter().filter(|city| city.feature == country).count();
    assert!(count("RU") > 900 && count("PL") > 200, "{} of Russia, {} of Poland", count("RU"), count("PL"));
    assert!(count("CN") < 300, "{} of China", count("CN"));
    for capital in ["Canberra", "Wellington", "Valletta", "Vaduz", "Ottawa", "Bern", "Jerusalem"] {
        assert!(cities.iter().any(|city| city.name_en == capital), "{capital}");
    }
    let small = cities.iter().filter(|city| city.feature == "US" && city.population.unwrap_or(0) < 100_000);
    assert!(small.count() < 40, "cities of the USA are large but for the listed ones");
}

#[test]
fn the_russian_side_of_the_border_has_units_and_names() {
    let cities = places("foreign_cities.tsv");
    for (name, parent) in [
        ("Белгород", "border:belgorod"),
        ("Валуйки", "border:belgorod"),
        ("Рыльск", "border:kursk/rylsky"),
        ("Льгов", "border:kursk"),
        ("Шебекино", "border:belgorod"),
        ("Брянск", "border:bryansk"),
        ("Таганрог", "border:rostov"),
        ("Краснодар", "border:krasnodar"),
        ("Тёткино", "border:kursk/glushkovsky"),
    ] {
        assert!(cities.iter().any(|city| city.name_ru == name && city.parent == parent), "{name}");
    }
    let border = places("border_districts.tsv");
    for (ru, uk, en) in [
        ("Мартыновка", "Мартинівка", "Martynovka"),
        ("Малая Локня", "Мала Локня", "Malaya Loknya"),
        ("Коренево", "Коренєве", "Korenevo"),
        ("Русская Конопелька", "Руська Конопелька", "Russkaya Konopelka"),
        ("Нехотеевка", "Нехотіївка", "Nekhoteyevka"),
        ("Черкасская Конопелька", "Черкаська Конопелька", "Cherkasskaya Konopelka"),
        ("Николаево-Дарьино", "Миколаєво-Дар'їне", "Nikolayevo-Darino"),
        ("Рубанщина", "Рубанщина", "Rubanshchina"),
    ] {
        let fits = |row: &&PlaceRow| row.name_ru == ru && row.name_uk == uk && row.name_en == en;
        let row = border.iter().find(fits).unwrap_or_else(|| panic!("{ru}"));
        assert!(row.derived.contains("uk"), "{ru}: made by rule, and says so");
    }
    let named = border.iter().filter(|row| row.feature == "RU" && !row.name_uk.is_empty()).count();
    assert!(named > 3_100, "{named}");
}

#[test]
fn a_village_of_the_border_has_no_point_of_a_namesake_elsewhere() {
    let border = places("border_districts.tsv");
    let point = |place: &PlaceRow| place.lat.zip(place.lon);
    let raions: HashMap<&str, (f64, f64)> = border
        .iter()
        .filter(|place| place.kind == "raion")
        .filter_map(|raion| Some((raion.id.as_str(), point(raion)?)))
        .collect();
    let mut seen = 0;
    for place in border.iter().filter(|place| place.source == "GeoNames postal table") {
        let Some((own, raion)) = point(place).zip(raions.get(place.parent.as_str()).copied()) else {
            continue;
        };
        // Half a raion more than its radius: its own point is the mean of what lies in it.
        assert!(points::kilometres(own, raion) < 75.0, "{}", place.id);
        seen += 1;
    }
    assert!(seen > 1_400, "{seen}");
}

#[test]
fn the_core_of_a_raion_is_where_most_of_its_points_are() {
    let near = [(51.2, 35.3), (51.25, 35.2), (51.1, 35.2)];
    let strays = [(53.2, 35.5), (51.1, 40.6)];
    let points: Vec<(f64, f64)> = strays.into_iter().chain(near).collect();
    assert_eq!(super::borders::core(&points), Some(near[0]));
    assert_eq!(super::borders::core(&[]), None);
}

#[test]
fn hills_that_only_the_register_has_are_near_the_war() {
    let landforms = places("landforms.tsv");
    let registered = |oblast: &str| {
        landforms
            .iter()
            .filter(|row| row.source == "State Register" && row.parent == oblast)
            .filter(|row| matches!(row.feature.as_str(), "mountain" | "hill"))
            .count()
    };
    // Crimea and Donetsk oblast have theirs; in the Carpathians, where most stand, they are left out.
    assert!(registered("UA01000000000013043") > 100, "{}", registered("UA01000000000013043"));
    assert!(registered("UA14000000000091971") > 10, "{}", registered("UA14000000000091971"));
    assert_eq!(registered("UA21000000000011690") + registered("UA26000000000069363"), 0);
    assert!(landforms.iter().any(|row| row.name_uk == "Говерла"), "GeoNames knows Hoverla");
}

/// Where the source tables are at hand: the committed tables are what the import writes, twice the same.
#[test]
fn tables_are_what_the_import_writes() {
    let sources = data("../../shared/gazetteer");
    if !sources.join("raw.tar.xz").exists() {
        eprintln!("no source tables at {}: nothing compared", sources.display());
        return;
    }
    let folder = std::env::temp_dir().join(format!("datagen-tables-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for written_before in ["settlements.tsv", "admin.tsv", "names.tsv"] {
        std::fs::copy(data(written_before), folder.join(written_before)).unwrap();
    }
    super::run(&sources, &folder).unwrap();
    for table in TABLES.into_iter().chain(["nicknames.tsv", "hostilities.tsv", "ambiguity.tsv"]) {
        let (made, committed) = (std::fs::read(folder.join(table)), std::fs::read(data(table)));
        assert!(made.unwrap() == committed.unwrap(), "{table}: run `cargo run -p datagen -- import SOURCES`");
    }
}

#[test]
fn settlements_abroad_are_never_settlements_of_ukraine() {
    for place in places("border_districts.tsv").into_iter().chain(places("foreign_cities.tsv")) {
        assert!(place.feature.len() == 2 && place.feature != "UA", "{place:?}");
        assert!(!place.id.starts_with("UA"), "{place:?}");
    }
}

#[test]
fn stations_do_not_hide_their_settlements() {
    let stations: Vec<PlaceRow> =
        places("landmarks.tsv").into_iter().filter(|place| place.feature == "station").collect();
    assert!(stations.len() > 500, "{}", stations.len());
    for name in ["Куп'янськ", "Джанкой", "Лозова", "Козача Лопань"] {
        assert!(stations.iter().all(|place| place.name_uk != name), "{name}");
    }
}

/// The status of a place on a day by the rows of its own code.
fn status(rows: &[HostilityRow], place: &str, day: &str) -> Vec<String> {
    let day: jiff::civil::Date = day.parse().unwrap();
    let covers = |row: &&HostilityRow| row.from <= day && row.to.is_none_or(|to| day <= to);
    rows.iter().filter(|row| row.place == place).filter(covers).map(|row| row.status.clone()).collect()
}

#[test]
fn the_register_knows_who_held_what_when() {
    let rows: Vec<HostilityRow> =
        Table::read(&data("hostilities.tsv")).unwrap().lines.into_iter().map(|line| line.row).collect();
    assert_eq!(rows.len(), 3195);
    assert_eq!(status(&rows, "UA63080130130078227", "2023-11-26"), ["active_state_services"]);
    assert_eq!(status(&rows, "UA63080130040020621", "2023-11-26"), ["occupied"]);
    assert_eq!(status(&rows, "UA63080130130078227", "2022-05-01"), ["occupied"]);
    assert!(status(&rows, "UA63080130130078227", "2021-05-01").is_empty());
    let except = rows.iter().find(|row| row.place == "UA12080030000022466" && !row.except.is_empty());
    assert!(except.is_some(), "a hromada without Vyshchetarasivka");
}

#[test]
fn names_are_told_apart_by_letters() {
    assert!(names::may_be("Десна", "uk") && names::may_be("Десна", "ru"));
    assert!(names::may_be("Інгулець", "uk") && !names::may_be("Інгулець", "ru"));
    assert!(names::may_be("Чёрное", "ru") && !names::may_be("Чёрное", "uk"));
    assert!(!names::may_be("Мінск", "uk"), "Belarusian");
    assert!(!names::may_be("Джънджоу", "ru"), "Bulgarian");
    assert!(!names::may_be("Ужице Ј", "uk"), "Serbian");
    assert_eq!(names::key("Сіверський Донець"), names::key("Siverskyi Donets"));
    let moscow = ["Москва", "Москох", "Масква"].map(str::to_owned);
    assert_eq!(names::choose(&moscow, &["Moskva"], "ru").as_deref(), Some("Москва"));
    assert_eq!(names::clean("Куп’янськ\u{301}  "), "Куп'янськ");
}

#[test]
fn generic_parts_leave_the_name() {
    use super::generics::name_of;
    assert_eq!(name_of("Ozero Alibei", "lake", "en"), "Alibei");
    assert_eq!(name_of("Озеро Алібей", "lake", "uk"), "Алібей");
    assert_eq!(name_of("Каховське", "reservoir", "uk"), "Каховське водосховище");
    assert_eq!(name_of("Kakhovske Vodoskhovyshche", "reservoir", "en"), "Kakhovske Reservoir");
    assert_eq!(name_of("Дніпро-Інгулець", "canal", "uk"), "канал Дніпро-Інгулець");
    assert_eq!(name_of("Yalta", "port", "en"), "Yalta port");
    assert_eq!(name_of("Березань", "reservoir", "uk"), "Березань");
    assert_eq!(name_of("Озеро", "lake", "uk"), "Озеро");
}

#[test]
fn bad_rows_are_refused_with_file_and_line() {
    let header = "geonameid\tfclass\tfcode\tname\talt_names\tlat\tlon\n";
    let good = "1\tH\tSTM\tDesna\t\t50.5\t30.5\n";
    for (bad, what) in [
        ("2\tH\tSTM\tDesna\t\t91\t30.5\n", "latitude 91"),
        ("2\tH\tSTM\tDesna\t\t50\t181\n", "longitude 181"),
        ("2\tH\tSTM\tDesna\t\tnorth\t30.5\n", "invalid float"),
        ("two\tH\tSTM\tDesna\t\t50\t30.5\n", "invalid digit"),
    ] {
        let path = file("physical.tsv", &format!("{header}{good}{bad}"));
        let read = sources::read_with_points(&path, |row: &Physical| (row.lat, row.lon));
        let error = format!("{:#}", read.err().unwrap());
        assert!(error.contains("physical.tsv:3") && error.contains(what), "{error}");
    }
    let error = by_hand::embedded_lines::<Physical>(&format!("{header}{good}x\n"), "tables/known.tsv");
    let error = format!("{:#}", error.err().unwrap());
    assert!(error.contains("tables/known.tsv") && error.contains('3'), "{error}");
    for line in ["1\tDesna", "x\tDesna\t\t\t50\t30\tH\tSTM", "1\t\t\t\t50\t30\tH\tSTM"] {
        assert!(sources::feature(line).is_err(), "{line}");
    }
    assert!(sources::feature("1\tDesna\tDesna\t\t50\t30\tH\tSTM").is_ok());
}

#[test]
fn a_bad_row_of_the_register_is_refused_with_file_and_line() {
    let settlement = |katottg: &str, name: &str| Settlement {
        katottg: katottg.to_owned(),
        name_uk: name.to_owned(),
        name_en: String::new(),
        name_ru: String::new(),
        alt_names: String::new(),
        lat: None,
        lon: None,
    };
    let settlements = [
        settlement("UA12080030010000001", "Перше"),
        settlement("UA12080030020000002", "Друге"),
        settlement("UA12080030030000003", "Друге"),
        settlement("UA12080040010000004", "Третє"),
    ];
    let hromada = "UA12080030000022466";
    let read = |row: &str| {
        let text = format!("katottg\tname_uk\texcept_uk\tstatus\tfrom\tto\n{row}\n");
        let table = Table::read(&file("hostilities.tsv", &text)).unwrap();
        hostilities::resolved(&table, [hromada].into_iter(), settlements.iter())
    };
    let rows = read(&format!("{hromada}\tГ\tс. Перше\tactive\t2023-05-23\t")).unwrap();
    assert_eq!(rows[0].except, "UA12080030010000001");
    for (row, what) in [
        (format!("{hromada}\tГ\tс. Третє\tactive\t2023-05-23\t"), "names 0 settlements"),
        (format!("{hromada}\tГ\tс. Друге\tactive\t2023-05-23\t"), "names 2 settlements"),
        ("UA99\tГ\t\tactive\t2023-05-23\t".to_owned(), "not a code"),
        (format!("{hromada}\tГ\t\tquiet\t2023-05-23\t"), "not a status"),
        (format!("{hromada}\tГ\t\tactive\t2023-02-31\t"), "not a date"),
        (format!("{hromada}\tГ\t\tactive\t2023-05-23\t2022-01-01"), "before it begins"),
    ] {
        let error = format!("{:#}", read(&row).err().unwrap());
        assert!(error.contains("hostilities.tsv:2") && error.contains(what), "{error}");
    }
}

#[test]
fn ambiguous_names_carry_their_sense() {
    let rows: Vec<super::ambiguity::AmbiguityRow> =
        Table::read(&data("ambiguity.tsv")).unwrap().lines.into_iter().map(|line| line.row).collect();
    let senses = rows.iter().fold(HashMap::<(&str, &str), Vec<&str>>::new(), |mut senses, row| {
        senses.entry((row.name.as_str(), row.language.as_str())).or_default().push(row.sense.as_str());
        senses
    });
    for (name, language, sense) in [
        ("Щастя", "uk", "common_word"),
        ("Мирний", "uk", "common_word"),
        ("Володимир", "uk", "given_name"),
        ("Шевченко", "uk", "surname"),
        ("Дружба", "uk", "pipeline"),
        ("Нью-Йорк", "uk", "foreign_place"),
        ("Азов", "uk", "unit"),
        ("Самара", "ru", "river"),
        ("Победа", "ru", "common_word"),
        ("Marine", "en", "common_word"),
    ] {
        let found = senses.get(&(name, language)).is_some_and(|senses| senses.contains(&sense));
        assert!(found, "{name} {language} {sense}");
    }
}

#[test]
fn neighbourhoods_are_of_cities_and_share_no_name_with_what_is_better_known() {
    let (rows, settlements) = (places("landmarks.tsv"), places("settlements.tsv"));
    let quarters: Vec<&PlaceRow> = rows.iter().filter(|row| row.feature == "neighbourhood").collect();
    for (name, city) in [
        ("Салтівка", "Харків"),
        ("Оболонь", "Київ"),
        ("Балаклава", "Севастополь"),
        ("Холодна Гора", "Харків"),
    ] {
        let city = settlements.iter().find(|row| row.kind == "city" && row.name_uk == city).expect(city);
        assert!(quarters.iter().any(|row| row.name_uk == name && row.parent == city.id), "{name}");
    }
    // Cities, countries, common words, districts.
    for name in ["Варшава", "Чечня", "Фортеця", "Київський", "Черемушки", "Зірка", "Іванівка"]
    {
        assert!(!quarters.iter().any(|row| row.name_uk == name), "{name}");
    }
}

use std::path::Path;

use super::*;

/// Cities, the start of their code, and where maps show their centres: every oblast's centre, then towns near the line.
const CITIES: &[(&str, &str, f64, f64)] = &[
    ("Вінниця", "UA05", 49.233, 28.468),
    ("Луцьк", "UA07", 50.747, 25.325),
    ("Дніпро", "UA12", 48.465, 35.046),
    ("Донецьк", "UA14", 48.009, 37.803),
    ("Житомир", "UA18", 50.255, 28.659),
    ("Ужгород", "UA21", 48.621, 22.288),
    ("Запоріжжя", "UA23", 47.838, 35.140),
    ("Івано-Франківськ", "UA26", 48.922, 24.711),
    ("Київ", "UA80", 50.450, 30.523),
    ("Кропивницький", "UA35", 48.508, 32.262),
    ("Луганськ", "UA44", 48.574, 39.308),
    ("Львів", "UA46", 49.840, 24.030),
    ("Миколаїв", "UA48", 46.975, 31.995),
    ("Одеса", "UA51", 46.482, 30.723),
    ("Полтава", "UA53", 49.589, 34.551),
    ("Рівне", "UA56", 50.619, 26.251),
    ("Суми", "UA59", 50.911, 34.803),
    ("Тернопіль", "UA61", 49.554, 25.595),
    ("Харків", "UA63", 49.993, 36.231),
    ("Херсон", "UA65", 46.640, 32.614),
    ("Хмельницький", "UA68", 49.423, 26.987),
    ("Черкаси", "UA71", 49.444, 32.060),
    ("Чернівці", "UA73", 48.292, 25.935),
    ("Чернігів", "UA74", 51.494, 31.294),
    ("Севастополь", "UA85", 44.605, 33.522),
    ("Сімферополь", "UA01", 44.952, 34.102),
    ("Бахмут", "UA14", 48.595, 38.000),
    ("Покровськ", "UA14", 48.282, 37.177),
    ("Куп'янськ", "UA63", 49.710, 37.615),
    ("Авдіївка", "UA14", 48.140, 37.745),
    ("Мар'їнка", "UA14", 47.942, 37.504),
    ("Вугледар", "UA14", 47.780, 37.249),
    ("Торецьк", "UA14", 48.397, 37.847),
    ("Часів Яр", "UA14", 48.587, 37.836),
    ("Лиман", "UA14", 48.989, 37.802),
    ("Ізюм", "UA63", 49.209, 37.249),
    ("Вовчанськ", "UA63", 50.290, 36.941),
    ("Оріхів", "UA23", 47.568, 35.786),
    ("Гуляйполе", "UA23", 47.661, 36.256),
    ("Токмак", "UA23", 47.255, 35.712),
    ("Мелітополь", "UA23", 46.849, 35.367),
    ("Маріуполь", "UA14", 47.096, 37.543),
    ("Енергодар", "UA23", 47.499, 34.656),
    ("Нікополь", "UA12", 47.567, 34.406),
    ("Краматорськ", "UA14", 48.738, 37.584),
    ("Слов'янськ", "UA14", 48.853, 37.606),
    ("Костянтинівка", "UA14", 48.528, 37.706),
    ("Дружківка", "UA14", 48.622, 37.528),
    ("Сватове", "UA44", 49.410, 38.151),
    ("Кремінна", "UA44", 49.048, 38.217),
    ("Рубіжне", "UA44", 49.012, 38.379),
    ("Лисичанськ", "UA44", 48.905, 38.442),
    ("Сіверськодонецьк", "UA44", 48.948, 38.493),
    ("Попасна", "UA44", 48.633, 38.378),
    ("Соледар", "UA14", 48.680, 38.090),
    ("Сіверськ", "UA14", 48.867, 38.100),
    ("Мирноград", "UA14", 48.300, 37.265),
    ("Селидове", "UA14", 48.149, 37.301),
    ("Курахове", "UA14", 47.983, 37.282),
    ("Нова Каховка", "UA65", 46.755, 33.370),
    ("Олешки", "UA65", 46.624, 32.719),
    ("Балаклія", "UA63", 49.461, 36.853),
];

fn data() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data"))
}

fn table(file: &str) -> Vec<PlaceRow> {
    let table = Table::read(&data().join(file)).expect("a table");
    table.lines.into_iter().map(|line| line.row).collect()
}

#[test]
fn cities_lie_where_they_lie() {
    let places = table("settlements.tsv");
    for (name, start, lat, lon) in CITIES {
        let found: Vec<&PlaceRow> = places
            .iter()
            .filter(|p| p.kind == "city" && p.name_uk == *name && p.id.starts_with(start))
            .collect();
        let [city] = found[..] else { panic!("{name}: {} cities", found.len()) };
        let (dy, dx) = (city.lat.expect("a point") - lat, city.lon.expect("a point") - lon);
        let km = 111.2 * dy.hypot(dx * lat.to_radians().cos());
        assert!(km < 3.0, "{name} is {km:.1} km away");
        assert_eq!(city.precision, "settlement", "{name}");
    }
}

#[test]
fn every_settlement_is_there_and_kyiv_once() {
    let (places, areas) = (table("settlements.tsv"), table("admin.tsv"));
    assert_eq!(places.len(), 29_707);
    assert_eq!(areas.len(), 2_041);
    let kyiv: Vec<&PlaceRow> =
        places.iter().chain(&areas).filter(|p| p.id == "UA80000000000093317").collect();
    assert_eq!(kyiv.len(), 1);
    assert_eq!((kyiv[0].kind.as_str(), kyiv[0].parent.as_str()), ("city", ""));
    assert!(areas.iter().any(|p| p.parent == kyiv[0].id && p.kind == "city_district"));
    assert!(places.iter().all(|p| p.lat.is_some() && p.lon.is_some()));
    assert_eq!(places.iter().filter(|p| p.precision == "hromada").count(), 469);
    // Renamed since GeoNames listed them, and found by the name of then.
    assert_eq!(places.iter().filter(|p| p.source == "gn-former-name").count(), 15);
}

#[test]
fn renamed_towns_have_their_former_names() {
    let names: Table<NameRow> = Table::read(&data().join("names.tsv")).expect("names");
    let places = table("settlements.tsv");
    for (today, language, former) in [
        ("Берестин", "uk", "Красноград"),
        ("Берестин", "ru", "Красноград"),
        ("Самар", "uk", "Новомосковськ"),
        ("Самар", "ru", "Новомосковск"),
        ("Самар", "en", "Novomoskovsk"),
        ("Златопіль", "ru", "Первомайский"),
        ("Хутір-Михайлівський", "uk", "Дружба"),
        ("Шептицький", "uk", "Червоноград"),
        ("Південноукраїнськ", "uk", "Южноукраїнськ"),
        ("Бахмут", "uk", "Артемівськ"),
        ("Бахмут", "ru", "Артемовск"),
        ("Бахмут", "en", "Artemivsk"),
        ("Покровськ", "uk", "Красноармійськ"),
        ("Торецьк", "en", "Dzerzhynsk"),
        ("Дніпро", "uk", "Дніпропетровськ"),
    ] {
        let ids: Vec<&str> = places.iter().filter(|p| p.name_uk == today).map(|p| p.id.as_str()).collect();
        let found = names.lines.iter().map(|line| &line.row).any(|row| {
            ids.contains(&row.place.as_str())
                && (row.name.as_str(), row.language.as_str(), row.sort.as_str())
                    == (former, language, "former")
        });
        assert!(found, "{today} was {former}");
    }
}

#[test]
fn a_code_without_its_unit_is_refused() {
    let unit = |katottg: &str, level: &str, name: &str, parent: &str| Unit {
        katottg: katottg.into(),
        level: level.into(),
        name_uk: name.into(),
        name_en: String::new(),
        name_ru: String::new(),
        parent: parent.into(),
        lat: None,
        lon: None,
        old_name_uk: String::new(),
    };
    let rows = [
        unit("UA63000000000041885", "O", "Харківська", ""),
        unit("UA63080000000000001", "P", "Куп'янський", "UA63000000000041885"),
        unit("UA63080130000000002", "H", "Курилівська", "UA63080000000000001"),
    ];
    let lines = rows.into_iter().zip(2..).map(|(row, number)| Line { number, row }).collect();
    let units = Table { path: "admin.tsv".into(), lines };
    let settlement = |code: &str, hromada: &str| Settlement {
        katottg: code.into(),
        category: "C".into(),
        name_uk: "Синьківка".into(),
        name_en: String::new(),
        name_ru: String::new(),
        alt_names: String::new(),
        oblast_uk: "Харківська".into(),
        raion_uk: "Куп'янський".into(),
        hromada_uk: hromada.into(),
        lat: 49.7,
        lon: 37.7,
        coord_source: String::new(),
        coord_quality: "A".into(),
        geonameid: None,
        wikidata: String::new(),
        population: None,
    };
    let parents = Parents::new(&units);
    assert_eq!(
        parents.of(&settlement("UA63080130130078227", "Курилівська")).as_deref(),
        Ok("UA63080130000000002")
    );
    for (code, hromada, wanted) in [
        ("UA63080130130078227", "Куп'янська", "its code tells"),
        ("UA63080990130078227", "Курилівська", "no hromada"),
        ("UA99080130130078227", "Курилівська", "no oblast"),
    ] {
        let error = parents.of(&settlement(code, hromada)).expect_err(wanted);
        assert!(error.contains(wanted), "{error}");
    }
}

/// What GeoNames has of earlier centuries or in English letters must not lead away from a town of today.
#[test]
fn towns_keep_their_names_and_old_names_of_the_war_stay() {
    let names: Table<NameRow> = Table::read(&data().join("names.tsv")).expect("names");
    let bears = |id: &str, name: &str| names.lines.iter().any(|l| l.row.place == id && l.row.name == name);
    for (id, name) in [
        ("UA12080050010010114", "Слов'янськ"),
        ("UA12080050010010114", "Slov'yansk"),
        ("UA14020010120064151", "Карлівка"),
        ("UA14020010120064151", "Karlivka"),
        ("UA14120210010032554", "Тор"),
        ("UA71060210010010251", "Human"),
    ] {
        assert!(!bears(id, name), "{name} of {id}");
    }
    for (id, name) in [
        ("UA14020010100058978", "Красное"),
        ("UA14160150010065527", "Димитров"),
        ("UA35040210010019355", "Кіровоград"),
        ("UA44060010010012753", "Ворошиловград"),
    ] {
        assert!(bears(id, name), "{name} of {id}");
    }
}

/// A namesake village is found by what the others are called.
#[test]
fn bearers_of_a_name_share_its_russian_forms() {
    let names: Table<NameRow> = Table::read(&data().join("names.tsv")).expect("names");
    for (uk, one, other) in
        [("Василівка", "Васильевка", "Василевка"), ("Григорівка", "Григорьевка", "Григоровка")]
    {
        for place in table("settlements.tsv").iter().filter(|place| place.name_uk == uk) {
            for form in [one, other] {
                let beside = names.lines.iter().any(|l| l.row.place == place.id && l.row.name == form);
                assert!(place.name_ru == form || beside, "{form}: {}", place.id);
            }
        }
    }
}

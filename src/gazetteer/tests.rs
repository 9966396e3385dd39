//! The packed records, the indexes built at first use, and what damaged bytes do.

use super::format::*;
use super::*;
use crate::Language;

fn place(id: &str, kind: PlaceKind, name_uk: &str, name_ru: &str, parent: Option<&str>) -> PlaceData {
    PlaceData {
        id: id.into(),
        kind,
        name_uk: name_uk.into(),
        name_ru: name_ru.into(),
        parent: parent.map(str::to_owned),
        lat: Some(49.5),
        lon: Some(37.25),
        ..PlaceData::default()
    }
}

/// An oblast with a raion, a hundred villages of a few names, a river, former names and a register of hostilities.
fn small() -> Compiler {
    let mut compiler = Compiler::new();
    compiler.place(place("UA63000000000041885", PlaceKind::Oblast, "Харківська", "Харьковская", None));
    let raion = "UA63080000000032022";
    compiler.place(place(raion, PlaceKind::Raion, "Куп'янський", "Купянский", Some("UA63000000000041885")));
    let names =
        [("Бахмут", "Бахмут"), ("Синьківка", "Синьковка"), ("Іванівка", "Ивановка"), ("Щастя", "Счастье")];
    for number in 0..100u32 {
        let (name_uk, name_ru) = names[number as usize % names.len()];
        let mut village =
            place(&format!("own:{number:03}"), PlaceKind::Village, name_uk, name_ru, Some(raion));
        village.geonames = Some(1000 + number);
        village.wikidata = (number % 10 == 0).then(|| format!("Q{}", 5000 + number));
        village.population = (number % 3 == 0).then_some(number);
        compiler.place(village);
    }
    let mut river = place("geonames:707", PlaceKind::Water, "Оскіл", "Оскол", None);
    river.feature = "river".into();
    river.name_en = "Oskil".into();
    compiler.place(river);
    compiler.name("own:000", "Артемівськ", Language::Ukrainian, NameSort::Former);
    compiler.name("own:000", "Bakhmut Town", Language::English, NameSort::Nickname);
    compiler.hostility(Hostility {
        place: raion.into(),
        except: vec!["own:001".into()],
        status: Status::Active,
        from: jiff::civil::date(2022, 2, 24),
        to: None,
    });
    compiler.redirect("UA63080000000000001", raion);
    compiler.sense("Щастя", Language::Ukrainian, Sense::ALL[0]);
    compiler.source("made for a test");
    compiler
}

#[test]
fn a_name_record_keeps_language_text_and_postings() {
    for language in 0..4 {
        for text in [0, 1, NO_TEXT - 1] {
            let record = NameRecord::new(language, text, 7).unwrap();
            assert_eq!((record.language(), record.text().get(), record.postings.get()), (language, text, 7));
        }
        assert_eq!(NameRecord::new(language, NO_TEXT, 0).unwrap().text().get(), NONE);
    }
    assert!(NameRecord::new(0, NO_TEXT + 1, 0).is_none());
    assert!(NameRecord::new(4, 0, 0).is_none());
    assert_eq!((size_of::<NameRecord>(), size_of::<PlaceRecord>()), (8, 45));
}

#[test]
fn every_sort_of_name_fits_a_posting() {
    assert!(NameSort::ALL.len() <= 1 << SORT_BITS);
    assert!(Language::ALL.len() <= 1 << (32 - TEXT_BITS));
    assert_eq!(SORT_BITS + PLACE_BITS, 31);
    let systems = crate::romanization::systems().len();
    assert!(systems < usize::from(u8::MAX - super::name_forms::RUN_TIME_SYSTEMS), "{systems} systems");
    assert!(usize::from(super::name_forms::RUN_TIME_SYSTEMS) >= 1 << CLASS_BITS);
}

#[test]
fn sections_stand_in_the_order_of_their_numbers() {
    for (position, (section, name, _)) in Section::ALL.into_iter().enumerate() {
        assert_eq!(section as usize, position);
        assert_eq!(name, format!("{section:?}"));
    }
}

#[test]
fn places_of_a_unit_and_of_outside_ids_are_found_through_the_indexes() {
    let gazetteer = Gazetteer::from_bytes(small().finish().unwrap()).unwrap();
    let raion = gazetteer.get("UA63080000000032022").unwrap();
    let children: Vec<String> = raion.children().map(|child| child.id().to_string()).collect();
    assert_eq!(children.len(), 100);
    assert!(children.is_sorted());
    assert_eq!(gazetteer.get("UA63000000000041885").unwrap().children().count(), 1);
    assert_eq!(gazetteer.get("own:005").unwrap().children().count(), 0);
    assert_eq!(gazetteer.get_geonames(1042).unwrap().id(), "own:042");
    assert!(gazetteer.get_geonames(999).is_none() && gazetteer.get_geonames(u32::MAX).is_none());
    assert_eq!(gazetteer.get_wikidata("Q5040").unwrap().id(), "own:040");
    assert_eq!(gazetteer.get("own:040").unwrap().wikidata().as_deref(), Some("Q5040"));
    assert_eq!(gazetteer.get("own:041").unwrap().wikidata(), None);
    assert!(gazetteer.get_wikidata("Q5041").is_none());
    assert_eq!(gazetteer.get("geonames:707").unwrap().feature(), "river");
    assert_eq!(gazetteer.get("UA63080000000000001"), Some(raion));
}

#[test]
fn a_layer_on_top_has_the_first_word() {
    let below = Gazetteer::from_bytes(small().finish().unwrap()).unwrap();
    let mut own = place("mine:1", PlaceKind::Landmark, "Позиція Дуб", "", Some("UA63080000000032022"));
    own.geonames = Some(1042);
    let gazetteer = Gazetteer::builder().over(below).place(own).build().unwrap();
    assert_eq!(gazetteer.get_geonames(1042).unwrap().id(), "mine:1");
    let raion = gazetteer.get("UA63080000000032022").unwrap();
    assert_eq!(raion.children().count(), 101);
    assert_eq!(raion.children().last().unwrap().id(), "mine:1");
}

#[test]
fn names_that_share_a_form_are_all_found() {
    let gazetteer = Gazetteer::from_bytes(small().finish().unwrap()).unwrap();
    // «Бахмутом» is Ukrainian and Russian at once.
    let layer = &gazetteer.layers()[0];
    let value = layer.forms.get(&crate::normalization::key("Бахмутом")).unwrap();
    let names: Vec<_> = layer.form_values(value).map(|value| layer.name_language(value.name)).collect();
    assert_eq!(names, [Language::Ukrainian, Language::Russian]);
    for (spelling, name) in
        [("Синьківкою", "Синьківка"), ("Счастьем", "Щастя"), ("Артемівську", "Бахмут"), ("Оскол", "Оскіл")]
    {
        assert_eq!(gazetteer.lookup(spelling)[0].place().name_uk(), name, "{spelling}");
    }
    assert_eq!(
        gazetteer.lookup_with("Іванівка", &LookupOptions { limit: 99, ..LookupOptions::default() }).len(),
        25
    );
}

#[test]
fn a_spelling_that_only_its_key_finds_is_told_by_its_system() {
    let gazetteer = Gazetteer::from_bytes(small().finish().unwrap()).unwrap();
    let compiled = |text: &str| gazetteer.layers()[0].forms.get(&crate::normalization::key(text)).is_some();
    for variant in crate::romanization::variants("Синьківка", Language::Ukrainian) {
        let found = gazetteer.lookup(&variant.text)[0];
        assert_eq!(found.place().name_uk(), "Синьківка", "{}", variant.text);
        assert_eq!(found.form().matched, NameMatch::Form, "{}", variant.text);
        assert!(found.form().romanization.is_some(), "{}", variant.text);
    }
    let scholarly = crate::romanization::variants("Щастя", Language::Ukrainian)
        .into_iter()
        .find(|variant| !compiled(&variant.text))
        .unwrap();
    let form = gazetteer.lookup(&scholarly.text)[0].form();
    assert_eq!((form.romanization, form.matched), (Some(scholarly.system), NameMatch::Form));
    // A mixed spelling is no system's.
    let mixed = gazetteer.lookup("Synkowka");
    assert_eq!((mixed[0].form().matched, mixed[0].form().romanization), (NameMatch::SpellingKey, None));
}

#[test]
fn an_id_keeps_its_kind_through_the_compiled_form() {
    for id in [
        "UA63080130130078227",
        "UA00000000000000001",
        "geonames:1",
        "geonames:4294967295",
        "geonames:01",
        "own:x",
        "UA1",
    ] {
        let mut compiler = Compiler::new();
        compiler.place(PlaceData { id: id.into(), name_uk: "Дуб".into(), ..PlaceData::default() });
        let gazetteer = Gazetteer::from_bytes(compiler.finish().unwrap()).unwrap();
        assert_eq!(gazetteer.get(id).unwrap().id().to_string(), id);
        assert_eq!(PlaceId::parse(id).to_string(), id);
    }
}

/// Asks everything of a gazetteer, whatever stands in it.
fn look_at_all(gazetteer: &Gazetteer) {
    let info = gazetteer.info();
    assert!(info.sources.len() < 1000);
    let day = jiff::civil::date(2023, 11, 26);
    for place in gazetteer.places() {
        let names = [place.name_uk(), place.name_en(), place.name_ru(), place.feature()].map(str::len);
        assert!(names.into_iter().all(|length| length <= usize::from(u16::MAX) * 10));
        let _ = (place.id().to_string(), place.kind(), place.precision(), place.point(), place.population());
        let _ =
            (place.geonames(), place.wikidata(), place.is_derived(Language::Russian), place.former_names());
        let _ = (place.status(day), place.last_status(), place.status_ever(), place.oblast(), place.raion());
        let _ = (place.children().count(), place.ancestors().count(), place.other_names().count());
        let _ = gazetteer.get(&place.id().to_string());
    }
    for name in
        ["Синьківка", "Sinkivka", "Бахмутом", "Щастю", "Oskil", "Kharviv", "Bakhmut Town", "Харківська"]
    {
        let _ = (gazetteer.lookup(name), gazetteer.unit(name), gazetteer.similar(name));
    }
    let _ = (gazetteer.get_geonames(1042), gazetteer.get_wikidata("Q5040"));
    let _ = gazetteer.nearest(geo_types::Point::new(37.0, 49.0), 3);
    assert_eq!(gazetteer.section_sizes().len(), Section::COUNT);
}

/// Sets the checksum to what the bytes have.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let start = size_of::<Header>();
    let checksum = xxhash_rust::xxh3::xxh3_64(&bytes[start..]);
    bytes[16..24].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

#[test]
fn truncated_bytes_are_refused() {
    let bytes = small().finish().unwrap();
    let step = (bytes.len() / 64).max(1);
    for length in (0..bytes.len()).step_by(step).chain(0..64) {
        let mut cut = bytes[..length].to_vec();
        assert!(Gazetteer::from_bytes(cut.clone()).is_err(), "{length} bytes");
        // The same with a header that agrees.
        if length >= size_of::<Header>() {
            cut[24..32].copy_from_slice(&(length as u64).to_le_bytes());
            assert!(Gazetteer::from_bytes(sealed(cut)).is_err(), "{length} bytes, sealed");
        }
    }
}

#[cfg(feature = "embedded")]
#[test]
fn the_embedded_bytes_truncated_at_every_64_kilobytes_are_refused() {
    let bytes = ua_gazetteer_data::GAZETTEER;
    for length in (0..bytes.len()).step_by(64 * 1024) {
        assert!(Gazetteer::from_bytes(bytes[..length].to_vec()).is_err(), "{length} bytes");
    }
    let whole = Gazetteer::from_bytes(bytes.to_vec()).unwrap();
    assert_eq!(whole.info(), Gazetteer::embedded().info());
    assert!(bytes.len() <= 8_200_000, "{} bytes", bytes.len());
}

#[test]
fn a_flipped_bit_is_refused_and_does_no_harm_when_sealed() {
    let bytes = small().finish().unwrap();
    let whole = Gazetteer::from_bytes(bytes.clone()).unwrap();
    look_at_all(&whole);
    let (mut refused, mut opened) = (0, 0);
    for number in 0..200 {
        let mut damaged = bytes.clone();
        let at = number * bytes.len() / 200;
        damaged[at] ^= 1 << (number % 8);
        assert!(Gazetteer::from_bytes(damaged.clone()).is_err(), "byte {at}");
        match Gazetteer::from_bytes(sealed(damaged)) {
            Ok(gazetteer) => {
                opened += 1;
                look_at_all(&gazetteer);
            }
            Err(_) => refused += 1,
        }
    }
    // Damage to an `fst` is refused by its own checksum; records and the forms, which have none of their own beside that of
    // the whole, are seen through.
    assert!(refused > 5 && opened > 100, "{refused} refused, {opened} opened");
}

#[test]
fn a_group_ends_where_its_bytes_end() {
    let mut bytes = Vec::new();
    write_group(&mut bytes, &[3, 3, 200, 70_000]);
    assert_eq!(bytes.len(), 1 + 1 + 1 + 2 + 3);
    let mut compiler = Compiler::new();
    compiler.place(PlaceData { id: "own:1".into(), name_uk: "Дуб".into(), ..PlaceData::default() });
    let gazetteer = Gazetteer::from_bytes(compiler.finish().unwrap()).unwrap();
    let sections = &gazetteer.layers()[0].sections;
    assert_eq!(sections.group(Section::Info, 1_000_000).count(), 0);
    assert!(sections.group(Section::Strings, 0).count() < 100);
}

/// Units are called after their centre by its other names too; one of before 2020 finds it under another unit, and
/// Kyiv is in no oblast.
#[test]
fn units_are_named_by_other_names_of_their_centre() {
    let (oblast, kyiv) = ("UA32000000000030281", "UA80000000000093317");
    let mut compiler = Compiler::new();
    compiler.place(place(oblast, PlaceKind::Oblast, "Київська", "Киевская", None));
    compiler.place(place(kyiv, PlaceKind::City, "Київ", "Киев", None));
    compiler.place(place("UA32080000000086619", PlaceKind::Raion, "Бучанський", "Бучанский", Some(oblast)));
    compiler.place(place("raion2020:1", PlaceKind::Raion, "Макарівський", "Макаровский", Some(oblast)));
    let mut town = place("own:1", PlaceKind::City, "Макарів", "Макаров", Some("UA32080000000086619"));
    town.name_en = "Makariv".into();
    compiler.place(town);
    compiler.name("own:1", "Voroniv", Language::English, NameSort::Former);
    let gazetteer = Gazetteer::from_bytes(compiler.finish().unwrap()).unwrap();
    for (name, unit) in [("Kiev", "Київська"), ("Makariv", "Макарівський"), ("Voroniv", "Макарівський")]
    {
        let found = gazetteer.lookup(name);
        assert!(found.iter().any(|candidate| candidate.place.name_uk() == unit), "{name}");
        assert_ne!(found[0].place.name_uk(), unit, "{name}: the town goes first");
    }
}

/// Directions keep old names of towns; abroad they are named after towns where the tables have raions, next to the front.
#[test]
fn old_names_and_border_towns_make_adjectives() {
    let mut compiler = small();
    let raion = Some("UA63080000000032022");
    compiler.place(place("own:town", PlaceKind::City, "Мирноград", "Мирноград", raion));
    compiler.name("own:town", "Димитров", Language::Ukrainian, NameSort::Former);
    let abroad = |id: &str, kind, uk: &str, ru: &str, parent: &str| {
        let mut place = place(id, kind, uk, ru, Some(parent));
        place.feature = "RU".into();
        place
    };
    let country = place("country:RU", PlaceKind::Country, "Росія", "Россия", None);
    compiler.place(country);
    for (oblast, raion, town) in [("Курська", Some("Суджанський"), "Курськ"), ("Тверська", None, "Ржев")]
    {
        let id = format!("border:{oblast}");
        compiler.place(abroad(&id, PlaceKind::Oblast, oblast, "", "country:RU"));
        if let Some(raion) = raion {
            compiler.place(abroad("border:raion", PlaceKind::Raion, raion, "", &id));
        }
        compiler.place(abroad(&format!("own:{town}"), PlaceKind::City, town, "", &id));
    }
    let gazetteer = Gazetteer::from_bytes(compiler.finish().unwrap()).unwrap();
    let means = |name: &str, town: &str| {
        gazetteer.lookup(name).iter().any(|candidate| candidate.place.name_uk() == town)
    };
    assert!(means("димитровському", "Мирноград"), "a former name");
    assert!(means("курському", "Курськ"), "next to the front");
    assert!(!means("ржевському", "Ржев"), "far from it");
}

/// The names in Ukrainian, kinds and ids of what a name may mean.
#[cfg(feature = "embedded")]
fn looked_up(name: &str, within: Option<&str>) -> Vec<(String, PlaceKind)> {
    let gazetteer = Gazetteer::embedded();
    let within = within.map(|unit| gazetteer.unit(unit).expect(unit));
    let options = LookupOptions { within, ..LookupOptions::default() };
    let found = gazetteer.lookup_with(name, &options);
    found.iter().map(|it| (it.place().name_uk().to_owned(), it.place().kind())).collect()
}

#[test]
#[cfg(feature = "embedded")]
fn nonsense_is_no_name() {
    for nonsense in ["qqqqqqqq", "zzzz", "Ааааа", "kkkkkk"] {
        assert_eq!(looked_up(nonsense, None), [], "{nonsense}");
    }
    // Two words, and no letter thrice in either.
    assert!(!looked_up("vesyolyy yar", None).is_empty());
    assert_eq!(looked_up("Kyiv", None).first().map(|(name, _)| name.as_str()), Some("Київ"));
}

#[test]
#[cfg(feature = "embedded")]
fn a_village_comes_before_a_station_and_before_an_adjective() {
    let first = |name, within| looked_up(name, Some(within)).into_iter().next();
    // A station of the same oblast has the name too.
    assert_eq!(first("Veselyi Kut", "Odesa"), Some(("Веселий Кут".to_owned(), PlaceKind::Village)));
    // An adjective of Makiivka is spelt just so, the village is not.
    assert_eq!(first("makeevskoe", "Sumy"), Some(("Макіївське".to_owned(), PlaceKind::Village)));
}

#[test]
#[cfg(feature = "embedded")]
fn what_sevastopol_governed_is_within_it_and_what_lies_at_sea_in_any_oblast() {
    for village in ["Orlyne", "Тиловое", "Родниковое"] {
        let found = looked_up(village, Some("м. Севастополь"));
        assert_eq!(found.first().map(|(_, kind)| *kind), Some(PlaceKind::Village), "{village}: {found:?}");
    }
    assert_eq!(looked_up("Avdiivka", Some("м. Севастополь")), []);
    let island = looked_up("Byriuchyi Island", Some("Kherson"));
    assert_eq!(island.first().map(|(name, _)| name.as_str()), Some("Бирючий"));
}

#[test]
#[cfg(feature = "embedded")]
fn of_namesakes_the_one_that_was_fought_over_comes_first() {
    let gazetteer = Gazetteer::embedded();
    let first = |name, within| {
        let options = LookupOptions { within: gazetteer.unit(within), ..LookupOptions::default() };
        gazetteer.lookup_with(name, &options).first().map(|found| found.place().id().to_string())
    };
    // Months of fighting before Avdiivka, two days in the south; a front of 2022 and the rear of it.
    let avdiivka = gazetteer.lookup("Novoselivka Druha").into_iter().find(|found| {
        found.place().point().is_some_and(|at| distance_km(at, geo_types::Point::new(37.78, 48.2)) < 5.0)
    });
    let avdiivka = avdiivka.map(|found| found.place().id().to_string());
    assert!(avdiivka.is_some());
    assert_eq!(first("Novoselivka Druha", "Donetsk Oblast"), avdiivka);
}

#[test]
#[cfg(feature = "embedded")]
fn a_settlement_that_was_renamed_has_its_own_point() {
    let gazetteer = Gazetteer::embedded();
    let frunze = gazetteer.get("UA01080750010098495").expect("a settlement");
    assert_eq!((frunze.name_uk(), frunze.precision()), ("Багайли", Precision::Settlement));
    assert_eq!(looked_up("Riabukhyne", Some("Kharkiv region"))[0].0, "Гуляй Поле");
}

#[test]
fn the_day_of_the_invasion_is_numbered_as_others_are() {
    assert_eq!(super::day_number(jiff::civil::date(2022, 2, 24)), super::INVASION);
}

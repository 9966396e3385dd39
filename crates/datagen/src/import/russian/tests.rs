use super::*;

#[test]
fn names_are_made_by_the_rules() {
    let russian = Russian::new().expect("rules");
    for (uk, ru) in [
        ("Синьківка", "Синьковка"),
        ("Андріївка", "Андреевка"),
        ("Олександрівка", "Александровка"),
        ("Миколаївка", "Николаевка"),
        ("Торське", "Торское"),
        ("Покровськ", "Покровск"),
        ("Велика Новосілка", "Великая Новосёлка"),
        ("Нова Гусарівка", "Новая Гусаровка"),
        ("Білогорівка", "Белогоровка"),
        ("Кам'янка", "Каменка"),
        ("П'ятихатки", "Пятихатки"),
        ("Вовчанськ", "Волчанск"),
        ("Верхньодніпровськ", "Верхнеднепровск"),
        ("Сухий Колодязь", "Сухой Колодезь"),
        ("Спірне", "Спорное"),
        ("Огірцеве", "Огурцово"),
        ("Плетенівка", "Плетенёвка"),
        ("Пильна", "Пыльная"),
        ("Олійникове", "Олейниково"),
        ("Бердичі", "Бердычи"),
        ("Соловйове", "Соловьёво"),
        ("Яблукове", "Яблоковое"),
        ("Рідкодуб", "Редкодуб"),
        ("Роботине", "Роботино"),
        ("Новий Донбас", "Новый Донбасс"),
        ("Новодмитрівка Друга", "Новодмитровка Вторая"),
        ("Зелений Гай", "Зелёный Гай"),
        ("Білопілля", "Белополье"),
        ("Луганськ", "Луганск"),
        ("Червоне", "Червоное"),
    ] {
        assert_eq!(russian.derive(uk)[0], ru, "{uk}");
    }
}

#[test]
fn readings_are_offered() {
    let russian = Russian::new().expect("rules");
    let names = russian.derive("Лозове");
    assert!(names.contains(&"Лозовое".to_owned()) && names.contains(&"Лозово".to_owned()), "{names:?}");
}

#[test]
fn every_example_in_the_table_holds() {
    let russian = Russian::new().expect("rules");
    for line in RULES.lines().skip(1) {
        let example = line.rsplit('\t').next().expect("a column");
        if let Some((uk, ru)) = example.split_once(" = ") {
            assert_eq!(russian.derive(uk)[0], ru, "{line}");
        }
    }
}

#[test]
fn noise_is_not_russian() {
    for (uk, ru) in [
        ("Берестин", "Бэрэстын"),
        ("Самар", "Самарчик"),
        ("Запоріжжя", "Запоражье"),
        ("Запоріжжя", "Запарожжа"),
        ("Дніпро", "Днипро"),
        ("Хорошеве", "Хорошеве"),
        ("Хрустальний", "Красный луч"),
        ("Стара Талалаївка", "Талалаевка"),
        ("Нова Каракуба", "Нова Каракуба"),
    ] {
        assert_eq!(attested(uk, ru), None, "{ru}");
    }
    assert_eq!(attested("Зелений Гай", "Зелёный гай"), Some("Зелёный Гай".to_owned()));
    assert_eq!(
        attested("Микільське-на-Дніпрі", "Никольское-На-Днепре"),
        Some("Никольское-на-Днепре".to_owned())
    );
}

/// The attested names of data/ whose code ends in 0 or 5 were not looked at when the rules were made.
#[test]
fn held_out_names_come_out_right() {
    let path = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/settlements.tsv"));
    let places: crate::table::Table<crate::table::PlaceRow> =
        crate::table::Table::read(path).expect("settlements");
    let russian = Russian::new().expect("rules");
    let (mut pairs, mut first, mut second) = (0, 0, 0);
    let attested = places.lines.iter().map(|line| &line.row).filter(|p| p.derived.is_empty());
    for place in attested.filter(|p| p.id.ends_with(['0', '5'])) {
        let readings = russian.derive(&place.name_uk);
        let right = |name: &String| fold(name) == fold(&place.name_ru);
        pairs += 1;
        first += usize::from(right(&readings[0]));
        second += usize::from(readings.iter().take(2).any(right));
    }
    let share = |n: usize| n as f64 / f64::from(pairs);
    println!("{pairs} names: first reading {:.3}, first two {:.3}", share(first), share(second));
    assert!(pairs > 1_500 && share(first) > 0.89 && share(second) > 0.91);
}

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

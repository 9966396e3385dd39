//! Sound changes that endings call for.
//!
//! An ending in the tables may begin with a mark: `^` softens the last consonant of the stem (к→ц, г→з, х→с: Ukrainian `Прага`,
//! `Празі`), `~` before the vocative -е (к→ч, г→ж, х→ш), `+` doubles it before the instrumental -ю (`Умань`, `Уманню`).
//! Source: Український правопис 2019, §§ 10–11 (alternation of г, к, х), § 27 (doubling).

use super::pattern::is_vowel;

/// What a final consonant becomes.
type Changes = &'static [(char, &'static str)];

/// The changes of a final velar, by mark.
const VELARS: [(char, Changes); 2] =
    [('^', &[('к', "ц"), ('г', "з"), ('х', "с"), ('ґ', "дз")]), ('~', &[('к', "ч"), ('г', "ж"), ('х', "ш")])];

/// Consonants that are never doubled before -ю: a labial takes an apostrophe instead, р as well.
const LABIALS: &str = "бпвмфр";

/// Joins a stem and an ending, doing what the ending's mark says.
pub(super) fn join(stem: &str, ending: &str) -> String {
    let Some(mark) = ending.chars().next().filter(|mark| "^~+".contains(*mark)) else {
        return format!("{stem}{ending}");
    };
    let ending = &ending[mark.len_utf8()..];
    if mark == '+' {
        return format!("{}{ending}", doubled(stem));
    }
    let Some(last) = stem.chars().next_back() else { return ending.to_owned() };
    let changes = VELARS.iter().find(|(of, _)| *of == mark).map_or(&[][..], |(_, changes)| changes);
    match changes.iter().find(|(from, _)| *from == last) {
        Some((_, to)) => format!("{}{to}{ending}", &stem[..stem.len() - last.len_utf8()]),
        None => format!("{stem}{ending}"),
    }
}

/// `Уман` → `Уманн` (one consonant after a vowel), `Об` → `Об'`, `Керч` stays.
fn doubled(stem: &str) -> String {
    let mut backwards = stem.chars().rev();
    match (backwards.next(), backwards.next()) {
        (Some(last), _) if LABIALS.contains(last) => format!("{stem}'"),
        (Some(last), Some(before)) if is_vowel(before) => format!("{stem}{last}"),
        _ => stem.to_owned(),
    }
}

/// What becomes of the last consonant before the suffixes -ськ- and -ск-: Ukrainian to the left, Russian to the right.
///
/// Source: Український правопис 2019, § 23 and § 153; Русская грамматика 1980, § 631–634.
const RELATIONAL: [(&str, &str, Changes); 2] = [
    (
        "ськ",
        "ьк",
        &[
            ('г', "з"),
            ('ж', "з"),
            ('з', "з"),
            ('к', "ц"),
            ('ц', "ц"),
            ('ч', "ц"),
            ('х', "с"),
            ('ш', "с"),
            ('с', "с"),
        ],
    ),
    ("ск", "ск", &[('ц', "ц")]),
];

/// Joins a stem and the suffix of a relational adjective: `запоріж` + `ський` → `запорізький`.
pub(super) fn join_relational(stem: &str, suffix: &str) -> String {
    let Some(last) = stem.chars().next_back() else { return suffix.to_owned() };
    for (begins, becomes, changes) in RELATIONAL {
        let Some(rest) = suffix.strip_prefix(begins) else { continue };
        let Some((_, to)) = changes.iter().find(|(from, _)| *from == last) else { continue };
        let becomes = if *to == "ц" { becomes.trim_start_matches('с') } else { becomes };
        return format!("{}{to}{becomes}{rest}", &stem[..stem.len() - last.len_utf8()]);
    }
    format!("{stem}{suffix}")
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn marks() {
        let cases = [
            ("Авдіївк", "^і", "Авдіївці"),
            ("Праг", "^і", "Празі"),
            ("Ялт", "^і", "Ялті"),
            ("Рог", "~е", "Роже"),
            ("Уман", "+ю", "Уманню"),
            ("Керч", "+ю", "Керчю"),
            ("Об", "+ю", "Об'ю"),
            ("Бахмут", "ом", "Бахмутом"),
            ("", "^і", "і"),
        ];
        for (stem, ending, form) in cases {
            assert_eq!(join(stem, ending), form);
        }
    }
}

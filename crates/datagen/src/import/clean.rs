//! Rules by which a name of `alt_names` is left out. The first that fits is counted under its name.

use super::key::is_cyrillic;
use super::names::language::{Language, of_cyrillic};

/// Cyrillic letters that neither Ukrainian nor Russian has, and letters of other scripts.
const OTHER_LETTERS: &str = "ўјџђћљњæðþŋ";

/// Words that say that the name is not the settlement's.
const TYPE_WORDS: &[&str] = &[
    "район",
    "raion",
    "rayon",
    "rajon",
    "oblast",
    "область",
    "сільрада",
    "громада",
    "hromada",
    "станция",
    "станція",
    "stancija",
    "stantsiya",
    "stanciya",
    "разъезд",
    "роз'їзд",
    "метрополитен",
    "кладбище",
    "административно",
    "административно-территориальное",
    "деление",
    "сельсовет",
    "сельский",
    "совет",
    "rural",
    "council",
    "urban",
    "settlement",
    "lungsod",
    "railway",
    "station",
    "idiom",
    "ідіома",
    "идиома",
    "airport",
    "city",
    "gmina",
    "powiat",
];

/// Nicknames and phrases, by a word that they have.
const NICKNAME_WORDS: &[&str] =
    &["столица", "столиця", "жемчужина", "перлина", "capital", "pearl", "мать", "мати", "mother", "герой"];

/// Small words that a name may have inside.
const SMALL: &[&str] = &[
    "на",
    "над",
    "під",
    "под",
    "при",
    "імені",
    "имени",
    "ім.",
    "им.",
    "і",
    "и",
    "na",
    "nad",
    "pid",
    "pod",
    "pri",
    "am",
    "an",
    "bei",
    "de",
    "di",
    "im",
    "in",
    "la",
    "le",
    "ob",
    "der",
    "imeni",
    "sur",
    "del",
    "el",
    "do",
];

/// Cases of masculine names that stand in `alt_names` by mistake («Киевом»).
const CASE_ENDS: &[&str] = &["ом", "у", "ем", "ові", "om", "u"];

/// Letters and groups that Belarusian and purely mechanical spellings have.
const MECHANICAL: &[&str] = &[
    "бэ", "вэ", "гэ", "кэ", "лэ", "мэ", "нэ", "пэ", "рэ", "сэ", "тэ", "фэ", "хэ", "цэ", "чэ", "шэ", "жжа",
    "чча", "кы", "гы", "хы", "шы", "жы", "чы",
];

/// What stands in a name that is no name.
const SIGNS: &str = "0123456789()[]_/,;:«»\"№·|<>=+*&";

/// Why a name is left out; `None` keeps it. `official` are the place's own names, `alternates` the list it stands in.
pub fn reason(name: &str, official: &[&str], alternates: &[String]) -> Option<&'static str> {
    let low = name.to_lowercase();
    let mut words = low.split([' ', '-']);
    let letters = |test: fn(char) -> bool| name.chars().any(test);
    let cyrillic = is_cyrillic(name);
    if name.contains(|c| SIGNS.contains(c)) {
        return Some("digits, brackets or signs");
    }
    if low.contains(|c| OTHER_LETTERS.contains(c)) {
        return Some("letters of another language");
    }
    if cyrillic && letters(|c| c.is_alphabetic() && !('\u{400}'..='\u{52f}').contains(&c)) {
        return Some("Latin and Cyrillic letters mixed");
    }
    if name.chars().count() <= 4 && name.chars().all(|c| c.is_ascii_uppercase()) {
        return Some("airport code");
    }
    if name.chars().count() < 3 {
        return Some("shorter than three letters");
    }
    if words.any(|word| TYPE_WORDS.contains(&word)) {
        return Some("a word of type: station, raion, oblast");
    }
    if low.split([' ', '-']).any(|word| NICKNAME_WORDS.contains(&word))
        && !official_has(official, NICKNAME_WORDS)
    {
        return Some("nickname");
    }
    // Latin spellings of scripts without capitals (Arabic, Chinese) stand in small letters and are kept.
    if !small_words_fit(name) && (cyrillic || letters(char::is_uppercase)) {
        return Some("a word without a capital");
    }
    let beside = || official.iter().copied().chain(alternates.iter().map(String::as_str));
    if CASE_ENDS
        .iter()
        .filter_map(|end| low.strip_suffix(end))
        .any(|stem| beside().any(|own| own.to_lowercase() == stem))
    {
        return Some("a case form");
    }
    (cyrillic && is_hybrid(&low)).then_some("hybrid spelling or another Slavic language")
}

fn official_has(official: &[&str], words: &[&str]) -> bool {
    official.iter().any(|own| own.to_lowercase().split([' ', '-']).any(|word| words.contains(&word)))
}

/// Whether each word has a capital, but for prepositions. After a hyphen or apostrophe a small letter may stand.
fn small_words_fit(name: &str) -> bool {
    name.split(' ').enumerate().all(|(i, word)| {
        word.starts_with(char::is_uppercase) || (i > 0 && SMALL.contains(&word)) || word.starts_with('\'')
    })
}

/// Letters of both languages in one name, letters where Russian has none of them, a hard sign where none can be.
fn is_hybrid(low: &str) -> bool {
    if of_cyrillic(low) == Language::Both || MECHANICAL.iter().any(|letters| low.contains(letters)) {
        return true;
    }
    let mut after_hard_sign = low.split('ъ').skip(1);
    after_hard_sign.any(|rest| !rest.starts_with(['е', 'ё', 'ю', 'я', 'и']))
}

/// Latin letters and groups of other languages' own spellings (exonyms), which are never former names for that.
const EXONYM: &[&str] = &[
    "á", "é", "í", "ó", "ú", "ö", "ü", "ő", "ű", "ä", "ß", "ł", "ń", "ś", "ż", "ź", "ę", "ą", "ț", "ţ", "ș",
    "ş", "ă", "â", "î", "č", "š", "ž", "ř", "ě", "ë", "sz", "cz", "sch",
];

/// Whether a Latin name is spelled as another language does.
pub fn is_exonym(name: &str) -> bool {
    let low = name.to_lowercase();
    !is_cyrillic(name) && EXONYM.iter().any(|letters| low.contains(letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_drops_its_own() {
        let official = ["Київ", "Kyiv", "Киев"];
        for (name, wanted) in [
            ("IEV", Some("airport code")),
            ("Киевом", Some("a case form")),
            ("Kievu", Some("a case form")),
            ("Киев ош", Some("a word without a capital")),
            ("Кыйив", Some("hybrid spelling or another Slavic language")),
            ("Ног Одессæ", Some("letters of another language")),
            ("Sinkіvka", Some("Latin and Cyrillic letters mixed")),
            ("Захарьевский район", Some("a word of type: station, raion, oblast")),
            ("Южная столица", Some("nickname")),
            ("Ko", Some("shorter than three letters")),
            ("Пост 5", Some("digits, brackets or signs")),
            ("Красноармійськ", None),
            ("Kijów", None),
            ("Frankfurt am Main", None),
        ] {
            assert_eq!(reason(name, &official, &["Kiev".to_owned()]), wanted, "{name}");
        }
    }
}

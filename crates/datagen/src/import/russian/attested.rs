//! Which Russian names of the source are Russian: it holds Belarusian and Ukrainian ones written with Russian letters,
//! names that the place has no more, and names of other places.

use super::super::key::{key, similarity};
use super::capitalized;

const VOWELS: &str = "аеєиіїоуюяёыэ";

/// Letters that Russian does not write so: the row is a transliteration.
const FOREIGN: &[&str] = &[
    "кы", "гы", "хы", "жы", "шы", "щы", "чы", "ськ", "цьк", "чч", "жжа", "жжя", "шша", "бэ", "вэ", "гэ",
    "джэ", "зэ", "йэ", "кэ", "лэ", "мэ", "нэ", "пэ", "рэ", "сэ", "тэ", "фэ", "хэ", "цэ", "чэ", "шэ", "щэ",
    "ьэ",
];

/// Ends of words that Russian does not have.
const FOREIGN_ENDS: &[&str] = &["ця", "ске", "цке", "цк", "скe", "ьє"];

/// Ukrainian roots in Russian letters, where Russian has its own.
const ROOTS: &[(&str, &str)] = &[
    ("жовт", "жовт"),
    ("довг", "довг"),
    ("вовк", "вовк"),
    ("вовч", "вовч"),
    ("товст", "товст"),
    ("півн", "пивн"),
    ("півд", "пивд"),
    ("східн", "схидн"),
    ("вільн", "вильн"),
    ("вільх", "вильх"),
    ("зірк", "зирк"),
    ("чорн", "чорн"),
    ("під", "пид"),
    ("світ", "свит"),
    ("вий", "вий"),
    ("ний", "ний"),
    ("лий", "лий"),
    ("рий", "рий"),
    ("тий", "тий"),
    ("дніпр", "днипр"),
    ("біл", "бил"),
    ("запор", "запар"),
    ("запоріж", "запораж"),
];

/// Ukrainian ends and the Russian ends that would only be their letters.
const ENDS: &[(&str, &[&str])] = &[
    ("е", &["ве", "ине", "ке", "ле", "не", "те", "ре", "де", "зе", "ме", "а", "я", "и", "ы"]),
    ("є", &["а", "я", "и", "ы", "не"]),
    ("а", &["и", "ы", "е", "о"]),
    ("и", &["а", "я", "о"]),
    ("і", &["а", "я", "о"]),
    ("івка", &["ивка"]),
    ("івці", &["ивцы", "ивци"]),
    ("ська", &["ска"]),
    ("цька", &["цка"]),
    ("лля", &["лля"]),
    ("ння", &["ння"]),
];

/// Adjectives that stand before a name and would be only Ukrainian letters.
const ADJECTIVES: &[&str] = &[
    "нова",
    "стара",
    "мала",
    "велика",
    "червона",
    "красна",
    "зелена",
    "била",
    "бела",
    "чорна",
    "черна",
    "жовта",
    "верхня",
    "нижня",
    "крута",
];

/// The Russian name as it may stand: capitals at word starts, no look-alike letters; `None` where it is not a Russian
/// form of the Ukrainian name. It does not ask what the rules would make.
pub fn attested(uk: &str, ru: &str) -> Option<String> {
    let ru = ru.replace('ë', "ё");
    let (low, uk_low) = (ru.to_lowercase(), uk.to_lowercase());
    let russian = |c: char| ('а'..='я').contains(&c) || c == 'ё' || c == ' ' || c == '-';
    if low.is_empty() || !low.chars().all(russian) || FOREIGN.iter().any(|letters| low.contains(letters)) {
        return None;
    }
    if ROOTS.iter().any(|(uk_root, ru_root)| uk_low.contains(uk_root) && low.contains(ru_root)) {
        return None;
    }
    let vowel_end = |name: &str| name.ends_with(|c| VOWELS.contains(c));
    let ends_badly = ENDS.iter().any(|(uk_end, ends)| {
        uk_low.ends_with(uk_end) && ends.iter().any(|end| low.ends_with(end)) && !low.ends_with("ое")
    });
    if vowel_end(&uk_low) != vowel_end(&low)
        || FOREIGN_ENDS.iter().any(|end| low.ends_with(end))
        || ends_badly
    {
        return None;
    }
    // Two words may be translated (Друга: Вторая), one may not.
    let least = if uk.contains([' ', '-']) { 0.5 } else { 0.65 };
    words_agree(&uk_low, &low).then(|| title(&ru)).filter(|_| similarity(&key(uk), &key(&ru)) >= least)
}

/// Whether the words before the last are Russian too.
fn words_agree(uk: &str, ru: &str) -> bool {
    let parts = |name: &str| name.split([' ', '-']).map(str::to_owned).collect::<Vec<_>>();
    let (uk_words, ru_words) = (parts(uk), parts(ru));
    if uk_words.len() != ru_words.len() {
        return uk_words.concat().chars().count() == ru_words.concat().chars().count();
    }
    let pairs = uk_words.iter().zip(&ru_words).take(uk_words.len() - 1);
    pairs.clone().all(|(uk, ru)| {
        let mut ends = ru.chars().rev();
        let bare =
            ends.next().is_some_and(|c| "еи".contains(c)) && ends.next().is_some_and(|c| !VOWELS.contains(c));
        let only_letters = uk.ends_with(['е', 'і']) && bare;
        let only_vowel = uk.ends_with(['а', 'я']) && ADJECTIVES.contains(&ru.as_str());
        !only_letters && !only_vowel
    })
}

/// Words that stay small inside a name.
const SMALL: &[&str] = &["на", "над", "под", "при", "и", "имени", "им", "в"];

/// Capitals at the start of each word, but for prepositions.
pub fn title(name: &str) -> String {
    let mut titled = String::with_capacity(name.len());
    for word in name.split_inclusive([' ', '-']) {
        let small =
            !titled.is_empty() && SMALL.contains(&word.trim_end_matches([' ', '-']).to_lowercase().as_str());
        titled.push_str(&if small { word.to_lowercase() } else { capitalized(word) });
    }
    titled
}

/// A Russian name as names are compared: small letters, ё as е, hyphens as spaces.
pub fn fold(name: &str) -> String {
    name.to_lowercase().replace('ё', "е").replace('-', " ")
}

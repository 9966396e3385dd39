//! Names: which language a Cyrillic one is in, and how near two lie.

use std::sync::LazyLock;

use serde::Deserialize;

/// A name with its apostrophes made one, its stress marks dropped, its spaces single.
pub(crate) fn clean(name: &str) -> String {
    let mut cleaned = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '’' | 'ʼ' | '`' | '´' | 'ʹ' | 'ʻ' | '‘' | '”' | 'ʺ' => cleaned.push('\''),
            '\u{301}' | '\u{ad}' | '\u{200b}'..='\u{200f}' => {}
            '–' | '‐' | '‑' => cleaned.push('-'),
            _ => cleaned.push(character),
        }
    }
    cleaned.split_whitespace().collect::<Vec<_>>().join(" ").replace("''", "'")
}

/// The parts of a field that holds several values.
pub(crate) fn parts(field: &str) -> impl Iterator<Item = &str> {
    field.split('|').map(str::trim).filter(|part| !part.is_empty())
}

/// An ending or a letter group that a language's names do not have (tables/letters.tsv).
#[derive(Deserialize)]
struct Foreign {
    language: String,
    not: String,
}

static FOREIGN: LazyLock<Vec<Foreign>> =
    LazyLock::new(|| super::by_hand::embedded(include_str!("tables/letters.tsv"), "letters.tsv"));

/// Whether a name may be Ukrainian (`uk`) or Russian (`ru`): it has only letters of the alphabet, and nothing that
/// tables/letters.tsv rules out.
pub(crate) fn may_be(name: &str, language: &str) -> bool {
    let name = name.to_lowercase();
    let alphabet = match language {
        "uk" => "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя' -.",
        _ => "абвгдеёжзийклмнопрстуфхцчшщъыьэюя -.",
    };
    name.chars().any(char::is_alphabetic)
        && name.chars().all(|letter| alphabet.contains(letter))
        && !FOREIGN.iter().any(|foreign| {
            foreign.language == language
                && match foreign.not.strip_suffix('$') {
                    Some(ending) => name.split([' ', '-']).any(|word| word.ends_with(ending)),
                    None => name.contains(&foreign.not),
                }
        })
}

/// Whether a name has a letter that only Ukrainian (`uk`) or only Russian (`ru`) has of the two.
pub(crate) fn is_surely(name: &str, language: &str) -> bool {
    let own = if language == "uk" { "іїєґ'" } else { "ёъыэ" };
    may_be(name, language) && name.to_lowercase().chars().any(|letter| own.contains(letter))
}

/// Whether a name is in Cyrillic letters.
pub(crate) fn is_cyrillic(name: &str) -> bool {
    name.chars().any(|letter| ('\u{400}'..='\u{52f}').contains(&letter))
}

/// Whether a name is in Latin letters.
pub(crate) fn is_latin(name: &str) -> bool {
    name.chars().filter(|letter| letter.is_alphabetic()).all(|letter| letter < '\u{250}')
}

/// A coarse Latin key under which spellings of one name in any romanization or in either Cyrillic fall nearly together.
pub(crate) fn key(name: &str) -> String {
    let mut latin = String::new();
    for letter in clean(name).to_lowercase().chars() {
        let letters = match letter {
            'а' | 'á' | 'ä' | 'à' | 'â' | 'ã' | 'ā' | 'ă' | 'å' => "a",
            'б' => "b",
            'в' | 'w' => "v",
            'г' | 'ґ' | 'х' => "h",
            'д' => "d",
            'е' | 'є' | 'э' | 'ё' | 'é' | 'è' | 'ë' | 'ê' | 'ě' | 'ē' => "e",
            'ж' | 'ž' => "zh",
            'з' => "z",
            'и' | 'і' | 'ї' | 'й' | 'ы' | 'y' | 'j' | 'í' | 'ï' | 'ī' => "i",
            'к' => "k",
            'л' | 'ł' => "l",
            'м' => "m",
            'н' | 'ń' | 'ñ' => "n",
            'о' | 'ó' | 'ö' | 'ő' | 'ô' | 'õ' | 'ø' | 'ō' => "o",
            'п' => "p",
            'р' => "r",
            'с' | 'ś' => "s",
            'т' => "t",
            'у' | 'ú' | 'ü' | 'ű' | 'ū' => "u",
            'ф' => "f",
            'ц' => "ts",
            'ч' | 'č' | 'ć' => "ch",
            'ш' | 'š' | 'ș' | 'ş' => "sh",
            'щ' => "shch",
            'ю' => "iu",
            'я' => "ia",
            'ь' | 'ъ' | '\'' | '-' | ' ' | '.' => "",
            other => {
                latin.push(other);
                continue;
            }
        };
        latin.push_str(letters);
    }
    let mut letters: Vec<char> = latin.replace("kh", "h").replace('g', "h").chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// The best name for a language among Cyrillic alternates: one that may be of it, nearest to the Latin spellings that
/// are given; a letter of that language alone counts as nearer by one, a Ukrainian -ськ/-цьк likewise.
pub(crate) fn choose(alternates: &[String], latin: &[&str], language: &str) -> Option<String> {
    let keys: Vec<String> = latin.iter().map(|name| key(name)).collect();
    let distance = |name: &String| {
        let own = key(name);
        let nearest = keys.iter().map(|key| strsim::levenshtein(key, &own)).min().unwrap_or(0);
        let native = is_surely(name, language) || (language == "uk" && name.contains("ьк"));
        (2 * nearest + 1).saturating_sub(2 * usize::from(native))
    };
    alternates
        .iter()
        .filter(|name| is_cyrillic(name) && may_be(name, language))
        .min_by_key(|name| {
            // Between spellings as near: no ґ, which the orthography of 1993 does not have in foreign names; a soft
            // sign, which South Slavic names lack; a hyphen, where other languages set a space.
            let look = (name.contains('ґ'), !name.contains('ь'), name.contains(' '));
            (distance(name), look, name.chars().count(), (*name).clone())
        })
        .cloned()
}

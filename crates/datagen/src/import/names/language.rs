//! Which language a name in Cyrillic letters is in.

/// What a Cyrillic name may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Ukrainian,
    Russian,
    /// Nothing tells.
    Either,
    /// Letters of both: a hybrid.
    Both,
}

/// Letters (and the apostrophe) that only one of the two has.
const UKRAINIAN_LETTERS: &str = "іїєґ'";
const RUSSIAN_LETTERS: &str = "ыэъё";

/// Ends of words that only one of the two has; the longest that fits decides.
const ENDS: &[(&str, Language)] = &[
    ("ське", Language::Ukrainian),
    ("цьке", Language::Ukrainian),
    ("ська", Language::Ukrainian),
    ("цька", Language::Ukrainian),
    ("ський", Language::Ukrainian),
    ("ськ", Language::Ukrainian),
    ("цьк", Language::Ukrainian),
    ("зьк", Language::Ukrainian),
    ("ець", Language::Ukrainian),
    ("иця", Language::Ukrainian),
    ("ця", Language::Ukrainian),
    ("лля", Language::Ukrainian),
    ("ння", Language::Ukrainian),
    ("ття", Language::Ukrainian),
    ("ччя", Language::Ukrainian),
    ("ове", Language::Ukrainian),
    ("еве", Language::Ukrainian),
    ("ине", Language::Ukrainian),
    ("не", Language::Ukrainian),
    ("ле", Language::Ukrainian),
    ("ке", Language::Ukrainian),
    ("вий", Language::Ukrainian),
    ("лий", Language::Ukrainian),
    ("ний", Language::Ukrainian),
    ("рий", Language::Ukrainian),
    ("тий", Language::Ukrainian),
    ("имени", Language::Russian),
    ("ое", Language::Russian),
    ("ее", Language::Russian),
    ("ая", Language::Russian),
    ("яя", Language::Russian),
    ("ие", Language::Russian),
    ("овка", Language::Russian),
    ("евка", Language::Russian),
    ("ово", Language::Russian),
    ("ево", Language::Russian),
    ("ино", Language::Russian),
    ("ск", Language::Russian),
    ("цк", Language::Russian),
    ("ский", Language::Russian),
    ("цкий", Language::Russian),
    ("ской", Language::Russian),
    ("ец", Language::Russian),
    ("ица", Language::Russian),
    ("лье", Language::Russian),
    ("нье", Language::Russian),
    ("ье", Language::Russian),
    ("ия", Language::Russian),
];

/// The language of a Cyrillic name: by letters, else by the ends of its words, the last deciding.
pub fn of_cyrillic(name: &str) -> Language {
    let low = name.to_lowercase();
    let ukrainian = low.contains(|c| UKRAINIAN_LETTERS.contains(c));
    let russian = low.contains(|c| RUSSIAN_LETTERS.contains(c));
    match (ukrainian, russian) {
        (true, true) => Language::Both,
        (true, false) => Language::Ukrainian,
        (false, true) => Language::Russian,
        (false, false) => {
            let words = low.split([' ', '-']).map(of_word).collect::<Vec<_>>();
            match (words.contains(&Language::Ukrainian), words.contains(&Language::Russian)) {
                (true, false) => Language::Ukrainian,
                (false, true) => Language::Russian,
                _ => words.last().copied().unwrap_or(Language::Either),
            }
        }
    }
}

/// The language of a word by its end.
fn of_word(word: &str) -> Language {
    let fits = ENDS.iter().filter(|(end, _)| word.ends_with(end));
    fits.max_by_key(|(end, _)| end.len()).map_or(Language::Either, |(_, language)| *language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_then_ends_decide() {
        for (name, language) in [
            ("Артемівськ", Language::Ukrainian),
            ("Артемовск", Language::Russian),
            ("Красноармейск", Language::Russian),
            ("Озерне", Language::Ukrainian),
            ("Озерное", Language::Russian),
            ("Калина", Language::Either),
            ("Димитров", Language::Either),
            ("Слов'яносербськ", Language::Ukrainian),
            ("Красний Лиман", Language::Ukrainian),
            ("Село имени Свердлова", Language::Russian),
            ("Першыі", Language::Both),
        ] {
            assert_eq!(of_cyrillic(name), language, "{name}");
        }
    }
}

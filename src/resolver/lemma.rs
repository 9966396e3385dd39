//! Nominatives that an inflected Cyrillic word may have.

use once_cell::sync::Lazy;

/// Ending and what may stand for it in the nominative, longest endings first; an empty text for none.
static ENDINGS: Lazy<Vec<(&'static str, Vec<&'static str>)>> = Lazy::new(|| {
    let mut endings: Vec<(&str, Vec<&str>)> = include_str!("endings.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let ending = cells.next()?;
            let nominatives =
                cells.next()?.split(' ').map(|nominative| if nominative == "*" { "" } else { nominative });
            Some((ending, nominatives.collect()))
        })
        .collect();
    endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
    endings
});

/// A stem shorter than this says nothing.
const SHORTEST_STEM: usize = 3;

/// The word itself, then the nominatives that it may be a form of.
pub(super) fn nominatives(word: &str) -> Vec<String> {
    let mut found = vec![word.to_owned()];
    for (ending, nominatives) in ENDINGS.iter() {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= SHORTEST_STEM)
        else {
            continue;
        };
        for nominative in nominatives {
            let guess = format!("{stem}{nominative}");
            if !found.contains(&guess) {
                found.push(guess);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_words_lead_back_to_their_nominatives() {
        for (word, nominative) in [
            ("Срибным", "Срибное"),
            ("Шестеревки", "Шестеревка"),
            ("Кременчуці", "Кременчука"),
            ("Джанкоєм", "Джанкой"),
            ("Бахмутом", "Бахмут"),
        ] {
            assert!(
                nominatives(word).iter().any(|guess| guess == nominative),
                "{word}: {:?}",
                nominatives(word)
            );
        }
        assert_eq!(nominatives("Яр"), ["Яр"]);
    }

    #[test]
    fn every_ending_has_nominatives() {
        for (ending, nominatives) in ENDINGS.iter() {
            assert!(!ending.is_empty() && !nominatives.is_empty());
        }
        assert!(ENDINGS.len() > 30);
    }
}

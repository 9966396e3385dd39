//! Patterns over the end of a word, the first column of the tables.
//!
//! `[лнр]|ів` means: ends in `ів` after one of л, н, р; what stands after the bar is replaced. `C` is any consonant letter, `V` any vowel
//! letter, `^` the beginning of the word, `{ліс,світ}|` one of several strings (only at the beginning of a pattern).

/// Letters that `C` stands for; й and ь are not among them.
const CONSONANTS: &str = "бвгґджзклмнпрстфхцчшщ";
/// Letters that `V` stands for.
const VOWELS: &str = "аеєиіїоуюяёыэ";

/// Whether a letter, in lower case, is a Ukrainian or Russian vowel.
pub(super) fn is_vowel(letter: char) -> bool {
    VOWELS.contains(letter)
}

/// Whether a letter, in lower case, is a Ukrainian or Russian consonant (й not counted).
pub(super) fn is_consonant(letter: char) -> bool {
    CONSONANTS.contains(letter)
}

/// One letter of a pattern.
#[derive(Clone, Debug, PartialEq)]
enum Item {
    Letter(char),
    OneOf(Vec<char>),
    Consonant,
    Vowel,
}

impl Item {
    fn accepts(&self, letter: char) -> bool {
        match self {
            Item::Letter(expected) => *expected == letter,
            Item::OneOf(letters) => letters.contains(&letter),
            Item::Consonant => is_consonant(letter),
            Item::Vowel => is_vowel(letter),
        }
    }
}

/// A condition on the end of a word, and how much of that end is replaced.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// Alternatives, each letter by letter to the end of the word.
    alternatives: Vec<Vec<Item>>,
    /// Whether an alternative must cover the whole word.
    whole: bool,
    /// How many letters at the end are replaced.
    replaced: usize,
}

impl Pattern {
    /// Reads a pattern; `None` if it is malformed (no bar, an open bracket).
    pub(super) fn parse(text: &str) -> Option<Pattern> {
        let (context, ending) = text.split_once('|')?;
        let (whole, context) = match context.strip_prefix('^') {
            Some(rest) => (true, rest),
            None => (false, context),
        };
        let (heads, context) = match context.strip_prefix('{') {
            Some(rest) => {
                let (list, rest) = rest.split_once('}')?;
                (list.split(',').collect(), rest)
            }
            None => (vec![""], context),
        };
        let tail = items(&format!("{context}{ending}"))?;
        let alternatives = heads
            .into_iter()
            .map(|head| Some(items(head)?.into_iter().chain(tail.iter().cloned()).collect()))
            .collect::<Option<_>>()?;
        Some(Pattern { alternatives, whole, replaced: items(ending)?.len() })
    }

    /// If the word (in lower case, as letters) ends as the pattern asks, the number of letters that stay.
    pub(super) fn stem_length(&self, word: &[char]) -> Option<usize> {
        let fits = |items: &Vec<Item>| {
            items.len() <= word.len()
                && (!self.whole || items.len() == word.len())
                && items
                    .iter()
                    .zip(&word[word.len() - items.len()..])
                    .all(|(item, letter)| item.accepts(*letter))
        };
        self.alternatives.iter().any(fits).then(|| word.len() - self.replaced)
    }
}

fn items(text: &str) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        items.push(match letter {
            'C' => Item::Consonant,
            'V' => Item::Vowel,
            '[' => {
                let set: Vec<char> = letters.by_ref().take_while(|&letter| letter != ']').collect();
                if set.is_empty() {
                    return None;
                }
                Item::OneOf(set)
            }
            ']' | '{' | '}' | '|' | '^' => return None,
            letter => Item::Letter(letter),
        });
    }
    Some(items)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn stem(pattern: &str, word: &str) -> Option<usize> {
        Pattern::parse(pattern).unwrap().stem_length(&word.chars().collect::<Vec<_>>())
    }

    #[test]
    fn letters_classes_and_lists() {
        assert_eq!(stem("[лнр]|ів", "канів"), Some(3));
        assert_eq!(stem("[лнр]|ів", "косів"), None);
        assert_eq!(stem("V|й", "гай"), Some(2));
        assert_eq!(stem("^C|ок", "ток"), Some(1));
        assert_eq!(stem("^C|ок", "исток"), None);
        assert_eq!(stem("{ліс,світ}|", "товстоліс"), Some(9));
        assert_eq!(stem("|ський", "ий"), None);
    }

    #[test]
    fn malformed_patterns() {
        for pattern in ["ів", "[лн|ів]|", "{а|б", "[]|а", "а|б|в"] {
            assert!(Pattern::parse(pattern).is_none(), "{pattern}");
        }
    }
}

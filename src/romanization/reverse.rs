//! From Latin letters back to Cyrillic.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::engine::{Place, Row, TIE};
use super::{System, romanize};
use crate::Language;

/// At most so many candidates are given.
const CANDIDATES: usize = 16;
/// At most so many rows are tried, so that time stays bounded for a name of any length.
const STEPS: usize = 20_000;
/// At most so many signs that the system does not write are put back.
const UNWRITTEN: usize = 2;
/// A name longer than this, in letters, is not reversed.
const LONGEST: usize = 64;

/// Cyrillic names that a system writes as this Latin one: one where the system can be undone (ISO 9, DSTU 9112 A;
/// in DSTU 9112 B and TKPN-94 the first), a few where it cannot (KMU 2010 writes neither ь nor the apostrophe), none
/// where no name gives it. Each candidate gives back the same Latin name. There are at most 16: first those with
/// the fewest sequences that Ukrainian names hardly have, then those with the fewest unwritten signs.
///
/// ```
/// use ua_gazetteer::romanization::{reverse, system};
/// let dstu = system("dstu-9112-a").expect("a known system");
/// assert_eq!(reverse("Synjkivka", dstu), ["Синьківка"]);
/// let kmu = system("kmu-2010").expect("a known system");
/// assert!(reverse("Synkivka", kmu).contains(&"Синьківка".to_owned()));
/// assert!(reverse("Qwerty", kmu).is_empty());
/// ```
pub fn reverse(latin: &str, system: &System) -> Vec<String> {
    let latin: String = latin.nfc().collect();
    let target: Vec<char> = fold(&latin);
    if target.is_empty() || target.len() > LONGEST {
        return Vec::new();
    }
    let capitals = Capitals::of(&latin);
    let mut candidates: Vec<String> = Vec::new();
    let mut search = Search { target, rows: rows(system), steps: 0, found: Vec::new() };
    for strict in [true, false] {
        for signs in 0..=UNWRITTEN {
            search.walk(0, &mut String::new(), signs, strict);
            for found in std::mem::take(&mut search.found) {
                let name = capitals.give(&found);
                if fold(&romanize(&name, system)) == search.target && !candidates.contains(&name) {
                    candidates.push(name);
                }
            }
        }
        if !candidates.is_empty() {
            break;
        }
    }
    if system.language == Language::Ukrainian {
        candidates.sort_by_key(|name| oddities(name));
    }
    candidates.truncate(CANDIDATES);
    candidates
}

/// Lower case, one kind of apostrophe and prime each.
fn fold(latin: &str) -> Vec<char> {
    let marks = |mark: char| match mark {
        '‘' | 'ʼ' | '`' | '\'' => '’',
        '′' => 'ʹ',
        '″' => 'ʺ',
        '"' => '”',
        other => other,
    };
    latin.nfc().flat_map(char::to_lowercase).map(marks).collect()
}

/// A system's rows with their Latin side folded, the longest first and those that write nothing last.
fn rows(system: &System) -> Vec<(Vec<char>, &'static Row)> {
    let mut rows: Vec<_> =
        system.tables.iter().flat_map(|table| table.iter()).map(|row| (fold(row.1), row)).collect();
    rows.sort_by_key(|(to, _)| std::cmp::Reverse(to.len()));
    rows
}

struct Search {
    target: Vec<char>,
    rows: Vec<(Vec<char>, &'static Row)>,
    steps: usize,
    found: Vec<String>,
}

impl Search {
    fn walk(&mut self, at: usize, name: &mut String, signs: usize, strict: bool) {
        self.steps += 1;
        if self.steps > STEPS || self.found.len() >= CANDIDATES * 4 {
            return;
        }
        let length = name.len();
        match self.target.get(at) {
            None if signs == 0 && (!strict || likely("$", name)) => self.found.push(name.clone()),
            Some(&next) if !next.is_alphabetic() && !MARKS.contains(next) && !is_combining_mark(next) => {
                if strict && !likely("$", name) {
                    return;
                }
                name.push(next);
                self.walk(at + 1, name, signs, strict);
                name.truncate(length);
            }
            _ => {}
        }
        for index in 0..self.rows.len() {
            let (to, row) = &self.rows[index];
            let (from, _, place) = **row;
            let unwritten = to.is_empty();
            if unwritten && signs == 0 || !self.target[at..].starts_with(to) {
                continue;
            }
            let width = to.len();
            if !stands_after(place, name) || strict && !likely(from, name) {
                continue;
            }
            name.push_str(from);
            self.walk(at + width, name, signs - usize::from(unwritten), strict);
            name.truncate(length);
        }
    }
}

/// Whether the left side of a row's place holds after what is there of the name. The right side is seen to when
/// the whole name is romanized again.
fn stands_after(place: Place, name: &str) -> bool {
    let last = name.chars().next_back();
    let initial = last.is_none_or(|letter| !letter.is_alphabetic() && letter != '\'');
    let after = |set: &str| last.is_some_and(|letter| set.contains(letter));
    match place {
        Place::Initial => initial,
        Place::After(set) | Place::Between(set) => after(set),
        Place::InitialOrAfter(set) => initial || after(set),
        Place::Any | Place::Final | Place::LongFinal | Place::Before(_) => true,
    }
}

/// Where letters stand by Ukrainian and Russian spelling (Ukrainian orthography of 2019, §§ 7 and 26): a letter,
/// what it follows, and what follows it; `^` is the start of a word, `$` anything but a letter. Letters that are
/// not listed stand anywhere.
const SPELLING: &[(char, &str, &str)] = &[
    ('ї', "^аеєиіїоуюя'", "абвгґджзйклмнопрстуфхцчшщєюяії$"),
    ('й', "^аеєиіїоуюяьёыэ", "бвгґджзклмнпрстфхцчшщоё$"),
    ('ь', "дтзсцлнр", "бвгґджзйкмнлпрстфхцчшщояюєїеёи$"),
    ('ъ', "бвгджзклмнпрстфх", "еёюя"),
    ('\'', "бвгґджзкмнпрстфх", "яюєї"),
    ('ы', "бвгджзклмнпрстфхц", "бвгджзйклмнпрстфхцчшщеюя$"),
    ('и', "бвгґджзйклмнпрстфхцчшщ^аеоиуяью", "бвгґджзйклмнпрстфхцчшщїєяюоеа$"),
];

/// Sequences that Ukrainian names hardly have, `$` being the end of a word: the suffixes are -ськ-, -цьк- and -зьк-
/// (orthography of 2019, § 26), the endings -ий and -ій.
const ODD: &[&str] = &[
    "ск$",
    "ске$",
    "ска$",
    "скиї$",
    "ский$",
    "скі$",
    "цк$",
    "цке$",
    "цка$",
    "цкиї$",
    "цкий$",
    "цкі$",
    "зк",
    "ії$",
    "иї$",
    "хх",
    "цц",
    "чч",
    "шш",
];

/// How many odd sequences a name has.
fn oddities(name: &str) -> usize {
    let in_word = |letter: char| letter.is_alphabetic() || letter == '\'';
    let mut words: String =
        name.to_lowercase().chars().map(|letter| if in_word(letter) { letter } else { '$' }).collect();
    words.push('$');
    ODD.iter().map(|odd| words.matches(odd).count()).sum()
}

/// Whether spelling lets these letters follow the name so far.
fn likely(letters: &str, name: &str) -> bool {
    let in_word = |letter: &char| letter.is_alphabetic() || *letter == '\'';
    let before = name.chars().next_back().filter(in_word);
    let Some(first) = letters.chars().next() else { return true };
    SPELLING.iter().all(|&(letter, after, then)| {
        (letter != first || after.contains(before.unwrap_or('^')))
            && (Some(letter) != before || then.contains(first))
    })
}

/// Latin marks that are part of a word.
const MARKS: &str = "’ʹʺ”*";

/// How the words of a Latin name are capitalized, to be given to a Cyrillic one.
struct Capitals(Vec<Letters>);

#[derive(Clone, Copy)]
enum Letters {
    Lower,
    Capitalized,
    Capitals,
}

impl Capitals {
    fn of(latin: &str) -> Capitals {
        let part_of_word =
            |letter: char| letter.is_alphabetic() || MARKS.contains(letter) || is_combining_mark(letter);
        let words = latin.split(|letter: char| !part_of_word(letter) && letter != '\'');
        Capitals(words.filter(|word| word.chars().any(char::is_alphabetic)).map(Letters::of).collect())
    }

    fn give(&self, name: &str) -> String {
        let mut given = String::with_capacity(name.len());
        let mut words = 0;
        let mut inside = false;
        for letter in name.chars() {
            let initial = !inside && letter.is_alphabetic();
            inside = letter.is_alphabetic() || inside && letter == '\'';
            words += usize::from(initial);
            let upper = match self.0.get(words.wrapping_sub(1)) {
                Some(Letters::Capitals) => true,
                Some(Letters::Capitalized) => initial,
                Some(Letters::Lower) | None => false,
            };
            if upper { given.extend(letter.to_uppercase()) } else { given.push(letter) }
        }
        given
    }
}

impl Letters {
    fn of(word: &str) -> Letters {
        let mut before = ' ';
        let untied = |letter: &char| {
            let tied = std::mem::replace(&mut before, *letter) == TIE;
            letter.is_alphabetic() && !tied
        };
        let mut letters = word.chars().filter(untied).map(char::is_uppercase);
        match (letters.next(), letters.next()) {
            (Some(true), Some(true)) => Letters::Capitals,
            (Some(true), _) => Letters::Capitalized,
            _ => Letters::Lower,
        }
    }
}

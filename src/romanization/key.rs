//! Keys that spellings share when they differ only as systems and mixed usage do.
//!
//! A key is made in three passes, each by a table: letters with diacritics become plain ones, consonants become one
//! symbol a sound, and each run of vowels and glides becomes one vowel. What one letter means in two systems
//! (German `z` is ц, English `z` з) is not for the key: [`variants`](super::variants) writes the name by either
//! system, and each spelling has its own key.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters whose diacritic carries the sound, and letters without a decomposition. Other marks are taken off.
const LETTERS: &[(char, &str)] = &[
    ('š', "sh"),   // Croatian usage, scholarly, ISO 9, DSTU 9112 A
    ('ž', "zh"),   // the same
    ('č', "ch"),   // the same
    ('ŝ', "shch"), // ISO 9, DSTU 9112 A
    ('ğ', "h"),    // DSTU 9112 A
    ('â', "ya"),   // ISO 9
    ('û', "yu"),   // ISO 9
    ('ê', "ye"),   // ISO 9
    ('ł', "l"),    // Polish
    ('ż', "zh"),   // Polish
    ('ș', "sh"),   // Romanian names of Bukovyna and Bessarabia
    ('ş', "sh"),   // the same, and Crimean Tatar
    ('ț', "ts"),   // Romanian
    ('ţ', "ts"),   // Romanian, with the cedilla
    ('ç', "ch"),   // Crimean Tatar
    ('ı', "i"),    // Crimean Tatar
    ('đ', "d"),
    ('ß', "ss"), // German
    ('æ', "e"),
    ('ø', "o"),
];

/// Spellings of consonants and their symbols, longer ones first: `g` ж, `w` ш, `q` ч, `wq` щ, `c` ц, `x` х, `h` г and
/// ґ. Letters that are not listed stand for themselves.
const CONSONANTS: &[(&str, &str)] = &[
    ("schtsch", "wq"), // German щ
    ("chtch", "wq"),   // French щ
    ("szcz", "wq"),    // Polish щ
    ("shch", "wq"),    // English щ
    ("tsch", "q"),     // German ч
    ("shh", "wq"),     // GOST щ
    ("sch", "wq"),     // щ of 1996 and of the press
    ("tch", "q"),      // French ч
    ("tsj", "q"),      // Dutch and Norwegian ч
    ("zgh", "zh"),     // KMU 2010 зг
    ("cz", "q"),       // Polish ч
    ("sz", "w"),       // Polish ш
    ("zja", "gja"),    // Dutch and Norwegian жа, or the press's жя: Zaporizja
    ("zj", "g"),       // Dutch and Norwegian ж
    ("ch", "q"),
    ("sh", "w"),
    ("zh", "g"),
    ("kh", "x"),
    ("gh", "h"), // DSTU 9112 B г
    ("ts", "c"),
    ("tz", "c"), // the press: Artzyz
    ("ph", "f"),
    ("qu", "kv"),
    ("q", "k"), // Crimean Tatar
    ("x", "ks"),
    ("g", "h"), // Russian г, ґ
    ("w", "v"), // German, Polish
];

/// Letters of which runs are made: й, and what iotation writes, is a glide in one system and a vowel in the next.
const VOWELS: &str = "aeiouyj";

/// Stands for spaces and hyphens until the vowels are done: a syllable is closed at the end of a word.
const GAP: char = ' ';

/// The vowel of a run is the first of these that is in it, else `i`: и, і, ї, е, є, э, ы are one.
const RUN: &[char] = &['a', 'u', 'o'];

/// Suffixes that differ between the languages: -уват- is -оват- or -еват- in Russian (Yasynuvata, Yasinovataya;
/// Khriashchuvate, Khryashchevatoe).
const SUFFIXES: &[(&str, &str)] = &[("iuvat", "ovat"), ("yuvat", "ovat"), ("uvat", "ovat"), ("evat", "ovat")];

/// What a skeleton tells no longer apart: a lost caron (Sostka), х and г.
const SKELETON: &[(&str, &str)] = &[("wq", "s"), ("w", "s"), ("g", "z"), ("q", "c"), ("x", "h")];

/// The spelling key of a Latin spelling: what stays when the differences between systems and mixed usage are folded
/// away, in lower-case ASCII letters and digits. Spaces, hyphens, apostrophes and soft signs go; г is `h`; each run
/// of vowels is one vowel; o is i in a closed syllable (-ivka, -ovka; Rih, Rog) and after a glide (ё); at the end
/// only `a` and `u` without a glide before them stay (Robotyne, Robotino; Zaporizhzhia, Zaporozhye). It is empty for
/// a text without Latin letters and digits.
///
/// A key of few letters is also that of a common English word. Of the words of Debian's `american-english-small`
/// that have a key of so many letters, these share it with a settlement: 3: 27 %, 4: 9 %, 5: 4 %, 6: 0.5 %, 7: 0.2 %,
/// 8: 0.1 %, longer: none (`cargo run --release --example spelling_keys -- settlements.tsv american-english-small`).
/// So running text is safely tagged by keys of 7 letters or more, and of 6 where a capital stands inside a sentence.
///
/// ```
/// use ua_gazetteer::romanization::spelling_key;
/// assert_eq!(spelling_key("Novo-Mykhaylivka"), spelling_key("Novomikhaylovka"));
/// assert_eq!(spelling_key("Chasov Yar"), spelling_key("Chasiv Jar"));
/// assert_ne!(spelling_key("Pisky"), spelling_key("Pisochyn"));
/// ```
pub fn spelling_key(latin: &str) -> String {
    vowels(&consonants(&letters(latin)))
}

/// A stronger key, for the lookup of a name by itself and ranked behind [`spelling_key`]: the sibilants lose their
/// carons, х is г, and of the vowels only one at the start stays, with o as a. Far too coarse for running text.
///
/// ```
/// use ua_gazetteer::romanization::skeleton_key;
/// assert_eq!(skeleton_key("Zaporizhzhia"), skeleton_key("Zaporozhye"));
/// assert_eq!(skeleton_key("Sostka"), skeleton_key("Shostka"));
/// ```
pub fn skeleton_key(latin: &str) -> String {
    let key = replace(&consonants(&letters(latin)), SKELETON);
    let mut skeleton = String::with_capacity(key.len());
    let mut last = None;
    for letter in key.chars() {
        let vowel = VOWELS.contains(letter);
        if vowel && last.is_none() {
            skeleton.push(if "ao".contains(letter) { 'a' } else { 'i' });
        } else if !vowel && letter != GAP && last != Some(letter) {
            skeleton.push(letter);
        }
        last = Some(letter);
    }
    skeleton
}

/// Lower-case ASCII letters and digits, with gaps between words.
fn letters(latin: &str) -> String {
    let mut plain = String::with_capacity(latin.len());
    if latin.is_ascii() {
        // Nearly all are, and need no look at what Unicode says of them.
        plain.extend(latin.bytes().filter_map(|byte| match byte {
            b'a'..=b'z' | b'0'..=b'9' => Some(char::from(byte)),
            b'A'..=b'Z' => Some(char::from(byte.to_ascii_lowercase())),
            b' ' | b'\t'..=b'\r' | b'-' | b'_' => Some(GAP),
            _ => None,
        }));
        return plain.trim_matches(GAP).to_owned();
    }
    for letter in latin.nfc().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            plain.push(letter);
        } else if letter.is_whitespace() || "-‐‑–—_".contains(letter) {
            plain.push(GAP);
        } else if let Some((_, spelling)) = LETTERS.iter().find(|(from, _)| *from == letter) {
            plain.push_str(spelling);
        } else if !letter.is_ascii() && !is_combining_mark(letter) {
            plain.extend(std::iter::once(letter).nfd().filter(char::is_ascii_alphanumeric));
        }
    }
    plain.trim_matches(GAP).to_owned()
}

fn consonants(plain: &str) -> String {
    replace(plain, CONSONANTS)
}

/// Replaces by the first row that fits at each place, from left to right.
fn replace(text: &str, rows: &[(&str, &str)]) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let first = rest.as_bytes().first();
        match rows.iter().find(|(from, _)| from.as_bytes().first() == first && rest.starts_with(from)) {
            Some((from, to)) => {
                replaced.push_str(to);
                rest = &rest[from.len()..];
            }
            None => {
                replaced.push(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
    replaced
}

/// One vowel for each run, doubled consonants once, no gaps.
fn vowels(symbols: &str) -> String {
    let symbols = replace(symbols, SUFFIXES);
    let of_run = |letter: char| letter == GAP || VOWELS.contains(letter);
    let mut key = String::with_capacity(symbols.len());
    let mut last = None;
    let mut rest = symbols.as_str();
    while let Some(letter) = rest.chars().next() {
        if !of_run(letter) {
            if last != Some(letter) {
                key.push(letter);
            }
            last = Some(letter);
            rest = &rest[letter.len_utf8()..];
            continue;
        }
        let (run, after) = rest.split_at(rest.find(|letter| !of_run(letter)).unwrap_or(rest.len()));
        rest = after;
        if run.chars().all(|letter| letter == GAP) {
            continue;
        }
        let ends_word = run.ends_with(GAP);
        let run = run.trim_matches(GAP);
        let symbol =
            if ends_word && is_adjective(run) { 'i' } else { run_symbol(run, last.is_none(), after) };
        if !after.is_empty() || stays_at_the_end(run) {
            key.push(symbol);
        }
        last = Some(symbol);
    }
    key
}

/// Whether a run at the end of a name is kept. The endings of neuters and plurals differ (Robotyne, Robotino;
/// Zaporizhzhia, Zaporozhye); that of feminines is `a` (Yasynuvata, Yasinovataya).
fn stays_at_the_end(run: &str) -> bool {
    run.starts_with(['a', 'u'])
}

/// Whether a run ends a Russian adjective that is on -ий in Ukrainian: Krivoy Rog, Kryvyi Rih.
fn is_adjective(run: &str) -> bool {
    matches!(run, "oy" | "oi" | "oj")
}

/// The vowel of a run, by what follows it.
fn run_symbol(run: &str, initial: bool, after: &str) -> char {
    let symbol = RUN.iter().copied().find(|vowel| run.contains(*vowel)).unwrap_or('i');
    if symbol != 'o' {
        return symbol;
    }
    // ё, and йо after a consonant: Veselyoe, Vesele.
    let iotated = !initial
        && run.strip_suffix('o').is_some_and(|glides| !glides.is_empty() && !glides.contains(['e', 'o']));
    // Rih, Rog; -ivka, -ovka; -pillia, -pole.
    let mut following = after.trim_start_matches(GAP).chars();
    let consonant = following.next();
    let rest = following.as_str();
    let closed = consonant.is_some()
        && (!rest.starts_with(|letter| VOWELS.contains(letter))
            || rest.chars().all(|letter| VOWELS.contains(letter)) && !stays_at_the_end(rest));
    if iotated || closed { 'i' } else { 'o' }
}

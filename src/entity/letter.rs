//! Letters, marks and white space: what a character is to the tokenizer, and what it folds to.

/// What a character is in most texts; `Rare` are those that the tables of Unicode must tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Lower,
    Capital,
    Digit,
    Space,
    LineEnd,
    Mark,
    Rare,
}

/// The characters of which nearly all texts of the three languages are made lie below.
const COMMON: usize = 0x500;

/// One byte a character, so that common ones take no search. ё is left out since it folds to another letter.
static SORTS: [Sort; COMMON] = {
    let mut sorts = [Sort::Rare; COMMON];
    let mut at = 0;
    while at < COMMON {
        sorts[at] = match at {
            0x0a | 0x0d => Sort::LineEnd,
            0x09 | 0x0b | 0x0c | 0x20 | 0xa0 => Sort::Space,
            0x30..=0x39 => Sort::Digit,
            0x41..=0x5a | 0x400 | 0x402..=0x42f | 0x490 => Sort::Capital,
            0x61..=0x7a | 0x430..=0x450 | 0x452..=0x45f | 0x491 => Sort::Lower,
            0x00..=0x7f | 0xab | 0xbb | 0xb0 => Sort::Mark,
            _ => Sort::Rare,
        };
        at += 1;
    }
    sorts
};

pub(super) fn sort(c: char) -> Sort {
    SORTS.get(c as usize).copied().unwrap_or(Sort::Rare)
}

/// How many bytes and letters at the start of a text are common letters of one script in lower case: most of most words.
pub(super) fn run_of_lower(text: &[u8]) -> (usize, usize) {
    let latin = text.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    if latin > 0 {
        return (latin, latin);
    }
    // а–п, р–ѐ, ђ–џ in UTF-8.
    let is_lower = |pair: &&[u8]| match pair {
        [0xd0, second] => *second >= 0xb0,
        [0xd1, second] => *second < 0xa0 && *second != 0x91,
        _ => false,
    };
    let cyrillic = text.chunks_exact(2).take_while(is_lower).count();
    (2 * cyrillic, cyrillic)
}

pub(super) fn is_letter(c: char) -> bool {
    match sort(c) {
        Sort::Lower | Sort::Capital => true,
        Sort::Rare => c.is_alphabetic(),
        _ => false,
    }
}

/// The lower-case letter of a common capital.
pub(super) fn lower(capital: char) -> char {
    let code = capital as u32;
    let lower = match code {
        0x400..=0x40f => code + 0x50,
        0x490 => code + 1,
        _ => code + 0x20,
    };
    char::from_u32(lower).unwrap_or(capital)
}

/// Zero-width characters and soft hyphens: part of no word, and no space either.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}')
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '‘' | 'ʹ' | '´')
}

pub(super) fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Lower case, one apostrophe, ё as е, no stress marks and nothing invisible.
pub(super) fn fold_into(written: &str, out: &mut String) {
    let mut rest = written;
    loop {
        let (lower, behind) = rest.split_at(run_of_lower(rest.as_bytes()).0);
        out.push_str(lower);
        let mut chars = behind.chars();
        match chars.next() {
            Some(c) if sort(c) == Sort::Capital => out.push(self::lower(c)),
            Some(c) => fold_rare(c, out),
            None => return,
        }
        rest = chars.as_str();
    }
}

/// Folds a character that is no common letter.
pub(super) fn fold_rare(c: char, out: &mut String) {
    match c {
        _ if is_apostrophe(c) => out.push('\''),
        'ё' | 'Ё' => out.push('е'),
        _ if is_invisible(c) => {}
        // й and ї in decomposed form keep their letter; a stress mark goes.
        '\u{306}' if out.ends_with('и') => replace_last(out, 'й'),
        '\u{308}' if out.ends_with('і') => replace_last(out, 'ї'),
        _ if is_combining(c) => {}
        _ => out.extend(c.to_lowercase()),
    }
}

fn replace_last(out: &mut String, letter: char) {
    out.pop();
    out.push(letter);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(written: &str) -> String {
        let mut out = String::new();
        fold_into(written, &mut out);
        out
    }

    #[test]
    fn the_sorts_are_those_of_unicode() {
        for c in (0..COMMON as u32).filter_map(char::from_u32) {
            let told = match sort(c) {
                Sort::Rare => continue,
                sort => sort,
            };
            let known = match c {
                '\n' | '\r' => Sort::LineEnd,
                _ if c.is_whitespace() => Sort::Space,
                _ if c.is_ascii_digit() => Sort::Digit,
                _ if c.is_uppercase() => Sort::Capital,
                _ if c.is_alphabetic() => Sort::Lower,
                _ => Sort::Mark,
            };
            assert_eq!(told, known, "{c:?}");
            let folded = if told == Sort::Capital { lower(c) } else { c };
            assert_eq!(
                folded.to_string(),
                if is_apostrophe(c) { c.to_string() } else { fold(&c.to_string()) }
            );
            let lower = told == Sort::Lower && c != 'ґ';
            assert_eq!(
                run_of_lower(c.to_string().as_bytes()),
                if lower { (c.len_utf8(), 1) } else { (0, 0) }
            );
            assert!(!is_invisible(c) && !is_combining(c), "{c:?}");
        }
    }
}

//! Words that mix Latin and Cyrillic letters of the same look, as keyboards and text recognition make them.

/// Latin letters and the Cyrillic ones that look the same, lower and upper case.
const LOOKALIKES: &str = "aаeеiіoоpрcсyуxхkкjјsѕuиmмnпAАEЕIІOОPРCСYУXХKКBВHНMМTТ";

fn counterpart(c: char, to_cyrillic: bool) -> Option<char> {
    let mut pairs = LOOKALIKES.chars();
    while let (Some(latin), Some(cyrillic)) = (pairs.next(), pairs.next()) {
        let (from, to) = if to_cyrillic { (latin, cyrillic) } else { (cyrillic, latin) };
        if c == from {
            return Some(to);
        }
    }
    None
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}')
}

/// A word in one script, when it mixes Latin and Cyrillic and every stray letter has a twin: in the script of most of its
/// letters, else in the other (Xapкoв has four Latin letters, but к and в have no Latin twins).
///
/// The replaced text has as many characters as the word, so that offsets in characters stay the same.
///
/// ```
/// use ua_gazetteer::normalization::one_script;
/// assert_eq!(one_script("Авдiївка").as_deref(), Some("Авдіївка"));
/// assert_eq!(one_script("Xapкoв").as_deref(), Some("Харков"));
/// assert_eq!(one_script("Куп'янськ"), None);
/// ```
pub fn one_script(word: &str) -> Option<String> {
    let cyrillic = word.chars().filter(|&c| is_cyrillic(c)).count();
    let latin = word.chars().filter(char::is_ascii_alphabetic).count();
    if cyrillic == 0 || latin == 0 {
        return None;
    }
    let mostly_cyrillic = cyrillic >= latin;
    in_script(word, mostly_cyrillic).or_else(|| in_script(word, !mostly_cyrillic))
}

fn in_script(word: &str, to_cyrillic: bool) -> Option<String> {
    word.chars()
        .map(|c| {
            let stray = if to_cyrillic { c.is_ascii_alphabetic() } else { is_cyrillic(c) };
            if stray { counterpart(c, to_cyrillic) } else { Some(c) }
        })
        .collect()
}

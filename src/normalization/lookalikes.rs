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
    one_script_letters(word).map(Iterator::collect)
}

/// The letters of [`one_script`], one for each of the word's.
pub(crate) fn one_script_letters(word: &str) -> Option<impl Iterator<Item = char> + '_> {
    let cyrillic = word.chars().filter(|&c| is_cyrillic(c)).count();
    let latin = word.chars().filter(char::is_ascii_alphabetic).count();
    if cyrillic == 0 || latin == 0 {
        return None;
    }
    let mostly_cyrillic = cyrillic >= latin;
    let to_cyrillic = [mostly_cyrillic, !mostly_cyrillic]
        .into_iter()
        .find(|&to_cyrillic| word.chars().all(|c| in_script(c, to_cyrillic).is_some()))?;
    Some(word.chars().filter_map(move |c| in_script(c, to_cyrillic)))
}

/// A letter itself, or its twin where it is of the other script.
fn in_script(c: char, to_cyrillic: bool) -> Option<char> {
    let is_stray = if to_cyrillic { c.is_ascii_alphabetic() } else { is_cyrillic(c) };
    if is_stray { counterpart(c, to_cyrillic) } else { Some(c) }
}

//! The alphabet of symbols, and the fold from text to it.

use unicode_normalization::char::{compose, decompose_canonical, is_combining_mark};

/// A folded letter: `a`–`z` and `0`–`9` as in ASCII, [`JOINT`], or `0x80` and up for Cyrillic.
pub type Symbol = u8;

/// The symbol of a hyphen or a space inside a name.
pub const JOINT: Symbol = b' ';

/// What a character is to the fold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Letter(Symbol),
    /// Counts for nothing wherever it stands: soft hyphen, zero-width characters, combining marks.
    Ignored,
    /// Counts for nothing between letters and ends a word elsewhere.
    Apostrophe,
    /// An apostrophe before a letter that takes one («Куп"янськ», «Куп*янськ»), and ends a word elsewhere.
    Makeshift,
    Hyphen,
    Space,
    LineBreak,
    Other,
}

/// Cyrillic letters of Ukrainian and Russian in the order of their symbols, from `0x80` on.
#[cfg(test)]
const CYRILLIC: &str = "абвгдежзийклмнопрстуфхцчшщъыьэюяєії";

const fn cyrillic_symbol(index: u8) -> Class {
    Class::Letter(0x80 + index)
}

/// The class of the characters U+0400–U+04FF, without decoding at run time.
static CYRILLIC_CLASSES: [Class; 256] = cyrillic_classes();

const fn cyrillic_classes() -> [Class; 256] {
    let mut classes = [Class::Other; 256];
    let mut index = 0;
    while index < 32 {
        classes[0x30 + index] = cyrillic_symbol(index as u8);
        classes[0x10 + index] = cyrillic_symbol(index as u8);
        index += 1;
    }
    // ё → е, ґ → г; then є, і, ї.
    classes[0x01] = cyrillic_symbol(5);
    classes[0x51] = cyrillic_symbol(5);
    classes[0x90] = cyrillic_symbol(3);
    classes[0x91] = cyrillic_symbol(3);
    classes[0x04] = cyrillic_symbol(32);
    classes[0x54] = cyrillic_symbol(32);
    classes[0x06] = cyrillic_symbol(33);
    classes[0x56] = cyrillic_symbol(33);
    classes[0x07] = cyrillic_symbol(34);
    classes[0x57] = cyrillic_symbol(34);
    classes
}

static ASCII_CLASSES: [Class; 128] = ascii_classes();

const fn ascii_classes() -> [Class; 128] {
    let mut classes = [Class::Other; 128];
    let mut byte = 0;
    while byte < 128u8 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'0'..=b'9' => Class::Letter(byte),
            b'A'..=b'Z' => Class::Letter(byte + 32),
            b'\'' | b'`' => Class::Apostrophe,
            b'"' | b'*' => Class::Makeshift,
            b'-' | b'_' => Class::Hyphen,
            b' ' | b'\t' => Class::Space,
            b'\n' | b'\r' => Class::LineBreak,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
}

/// What no letter is.
const NO_SYMBOL: Symbol = 0;

/// The symbols of ASCII letters and digits.
static ASCII_SYMBOLS: [Symbol; 128] = symbols_of(&ASCII_CLASSES);
/// The symbols of the letters U+0400–U+04FF.
static CYRILLIC_SYMBOLS: [Symbol; 256] = symbols_of(&CYRILLIC_CLASSES);

const fn symbols_of<const N: usize>(classes: &[Class; N]) -> [Symbol; N] {
    let mut symbols = [NO_SYMBOL; N];
    let mut index = 0;
    while index < N {
        if let Class::Letter(symbol) = classes[index] {
            symbols[index] = symbol;
        }
        index += 1;
    }
    symbols
}

/// The symbol of an ASCII letter or digit, or of a letter of Ukrainian or Russian, and the offset behind it, straight from
/// the bytes: nearly all text is of these. Nothing for any other character.
#[inline]
pub(super) fn common_letter(bytes: &[u8], at: usize) -> Option<(Symbol, usize)> {
    let first = *bytes.get(at)?;
    let (symbol, end) = match first {
        0..=0x7f => (ASCII_SYMBOLS[usize::from(first)], at + 1),
        0xd0..=0xd3 => {
            let second = bytes.get(at + 1)?;
            (CYRILLIC_SYMBOLS[usize::from(first & 3) << 6 | usize::from(second & 0x3f)], at + 2)
        }
        _ => return None,
    };
    (symbol != NO_SYMBOL).then_some((symbol, end))
}

/// Bytes that may begin what is ignored: soft hyphens, marks, zero-width characters. Letters of names begin with others.
static MAY_BE_IGNORED: [bool; 256] = {
    let mut table = [false; 256];
    (table[0xc2], table[0xcc], table[0xcd], table[0xe2], table[0xef]) = (true, true, true, true, true);
    table
};

#[inline]
fn may_be_ignored(byte: Option<&u8>) -> bool {
    byte.is_some_and(|&byte| MAY_BE_IGNORED[usize::from(byte)])
}

fn class(c: char) -> Class {
    match c {
        '\0'..='\x7f' => ASCII_CLASSES[c as usize],
        '\u{400}'..='\u{4ff}' => CYRILLIC_CLASSES[c as usize - 0x400],
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Class::Ignored,
        '’' | '‘' | 'ʼ' | 'ʹ' | 'ʺ' | '′' | '″' | '´' | '”' | '“' => Class::Apostrophe,
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Class::Hyphen,
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => Class::Space,
        '«' | '»' | '„' | '…' | '•' | '№' => Class::Other,
        _ => rare_class(c),
    }
}

/// Latin letters with diacritics, by canonical decomposition, and the few that have none.
fn rare_class(c: char) -> Class {
    if is_combining_mark(c) {
        return Class::Ignored;
    }
    let base = match c {
        'ł' | 'Ł' => 'l',
        'ø' | 'Ø' => 'o',
        'đ' | 'Đ' => 'd',
        'ħ' | 'Ħ' => 'h',
        'ı' => 'i',
        'ŧ' | 'Ŧ' | 'þ' | 'Þ' => 't',
        'ə' | 'Ə' => 'e',
        'æ' | 'Æ' => 'a',
        'œ' | 'Œ' => 'o',
        'ð' | 'Ð' => 'd',
        'ß' => 's',
        _ => {
            let mut base = None;
            decompose_canonical(c, |part| base = base.or(Some(part)));
            base.unwrap_or(c)
        }
    };
    if base.is_ascii_alphabetic() { Class::Letter(base.to_ascii_lowercase() as u8) } else { Class::Other }
}

/// Whether a character belongs to a word: a letter, a digit, or something ignored inside one.
pub(crate) fn is_word_char(c: char) -> bool {
    match class(c) {
        Class::Letter(_) | Class::Ignored => true,
        Class::Other => c.is_alphanumeric(),
        _ => false,
    }
}

/// The symbols of a text from a byte offset on, each with the offset behind it.
///
/// Ends at the first character that no name holds. [`JOINT`] comes only between letters.
///
/// ```
/// use ua_gazetteer::normalization::{JOINT, Symbols};
/// let symbols: Vec<_> = Symbols::new("Нью-Йорк.", 0).collect();
/// assert_eq!(symbols.len(), 8);
/// assert_eq!(symbols[3], (JOINT, 7));
/// assert_eq!(symbols[7].1, 15);
/// ```
#[derive(Clone, Debug)]
pub struct Symbols<'t> {
    text: &'t str,
    at: usize,
    inside_word: bool,
    /// Behind a hash sign, where a capital inside a word begins the next: #ЧасівЯр.
    is_tag: bool,
    /// Whether the last letter of a tag was a small one.
    after_small: bool,
}

impl<'t> Symbols<'t> {
    /// The symbols of `text` from the byte offset `start` on; none where that is no character boundary.
    pub fn new(text: &'t str, start: usize) -> Self {
        let at = if text.is_char_boundary(start) { start } else { text.len() };
        let is_tag = start.checked_sub(1).and_then(|before| text.as_bytes().get(before)) == Some(&b'#');
        Symbols { text, at, inside_word: false, is_tag, after_small: false }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// The letter behind what counts for nothing, when one follows at `offset`.
    fn letter_follows(&self, offset: usize) -> bool {
        self.text[offset..]
            .chars()
            .find(|&c| class(c) != Class::Ignored)
            .is_some_and(|c| matches!(class(c), Class::Letter(_)))
    }

    /// Whether a word goes on behind an apostrophe: with a letter, or a hyphen and one (Korsun’-Shevchenkivskyi).
    fn goes_on(&self, offset: usize) -> bool {
        let behind_hyphen = || self.text[offset..].starts_with('-') && self.letter_follows(offset + 1);
        self.letter_follows(offset) || behind_hyphen()
    }

    /// Whether a letter before which Ukrainian writes an apostrophe follows at `offset`: a small one, or a capital among
    /// capitals. A capital with a small letter behind it begins a word of its own: КАБ"Янтар.
    fn iotated_follows(&self, offset: usize) -> bool {
        let mut following = self.text[offset..].chars();
        match following.next() {
            Some('я' | 'ю' | 'є' | 'ї') => true,
            Some('Я' | 'Ю' | 'Є' | 'Ї') => {
                let before = self.text[..self.at].chars().next_back();
                before.is_some_and(char::is_uppercase) && !following.next().is_some_and(char::is_lowercase)
            }
            _ => false,
        }
    }

    /// Whether a word of a tag begins with this letter.
    fn begins_tag_word(&mut self, letter: char) -> bool {
        let after_small = std::mem::replace(&mut self.after_small, letter.is_lowercase());
        self.inside_word && after_small && letter.is_uppercase()
    }

    /// White space between words, with at most one hyphen in it: its end, unless a blank line or the end of the words
    /// is in it.
    fn space_end(&self) -> Option<usize> {
        let (mut breaks, mut hyphens) = (0, 0);
        for (offset, c) in self.rest().char_indices() {
            match class(c) {
                Class::Space | Class::Ignored => {}
                Class::Hyphen if c == '-' && hyphens == 0 => hyphens = 1,
                Class::LineBreak => breaks += usize::from(c == '\n'),
                Class::Letter(_) if breaks < 2 => return Some(self.at + offset),
                _ => return None,
            }
        }
        None
    }
}

impl Iterator for Symbols<'_> {
    type Item = (Symbol, usize);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        if let Some((symbol, end)) = common_letter(bytes, self.at)
            && !may_be_ignored(bytes.get(end))
            && !self.is_tag
        {
            self.at = end;
            self.inside_word = true;
            return Some((symbol, end));
        }
        let is_single_space = self.inside_word && bytes.get(self.at) == Some(&b' ');
        if is_single_space && common_letter(bytes, self.at + 1).is_some() {
            self.at += 1;
            self.inside_word = false;
            return Some((JOINT, self.at));
        }
        // By value: so the common way above keeps its state in registers.
        let (after, next) = self.clone().next_of_any();
        *self = after;
        next
    }
}

impl Symbols<'_> {
    /// The next symbol, whatever the text holds, and what comes after it.
    #[cold]
    fn next_of_any(mut self) -> (Self, Option<(Symbol, usize)>) {
        let next = self.advance();
        (self, next)
    }

    fn advance(&mut self) -> Option<(Symbol, usize)> {
        loop {
            let c = self.rest().chars().next()?;
            let end = self.at + c.len_utf8();
            match class(c) {
                Class::Letter(_) if self.is_tag && self.begins_tag_word(c) => {
                    self.inside_word = false;
                    return Some((JOINT, self.at));
                }
                Class::Letter(symbol) => {
                    self.at = end;
                    self.inside_word = true;
                    let symbol = self.compose_with_mark(c).unwrap_or(symbol);
                    self.skip_ignored();
                    return Some((symbol, self.at));
                }
                Class::Ignored => self.at = end,
                Class::Apostrophe if self.inside_word && self.goes_on(end) => self.at = end,
                Class::Makeshift if self.inside_word && self.iotated_follows(end) => self.at = end,
                Class::Hyphen if self.inside_word && self.letter_follows(end) => {
                    self.at = end;
                    self.inside_word = false;
                    return Some((JOINT, end));
                }
                Class::Space | Class::LineBreak if self.inside_word => {
                    self.at = self.space_end()?;
                    self.inside_word = false;
                    return Some((JOINT, self.at));
                }
                _ => return None,
            }
        }
    }

    /// Marks on a letter belong to it, so that a span ends behind them.
    fn skip_ignored(&mut self) {
        while may_be_ignored(self.text.as_bytes().get(self.at)) {
            match self.rest().chars().next() {
                Some(c) if class(c) == Class::Ignored => self.at += c.len_utf8(),
                _ => return,
            }
        }
    }

    /// Letters that are two characters in NFD and a letter of their own in the alphabet: й, ї.
    fn compose_with_mark(&mut self, letter: char) -> Option<Symbol> {
        // U+0300–U+036F begin with these bytes; a look at one byte keeps the common way short.
        if !matches!(self.text.as_bytes().get(self.at), Some(0xcc | 0xcd)) {
            return None;
        }
        let mark = self.rest().chars().next()?;
        let composed = compose(letter, mark)?;
        self.at += mark.len_utf8();
        match class(composed) {
            Class::Letter(symbol) => Some(symbol),
            _ => None,
        }
    }
}

/// How an ASCII character stands to words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AsciiKind {
    InWord,
    Apostrophe,
    Other,
}

/// What an ASCII byte is to words; nothing for other bytes.
#[inline]
pub(super) fn ascii_kind(byte: u8) -> Option<AsciiKind> {
    Some(match ASCII_CLASSES.get(usize::from(byte))? {
        Class::Letter(_) => AsciiKind::InWord,
        Class::Apostrophe => AsciiKind::Apostrophe,
        _ => AsciiKind::Other,
    })
}

/// The key of a name: all its symbols; what stands behind the last one that a name can hold is passed over.
///
/// ```
/// use ua_gazetteer::normalization::key;
/// assert_eq!(key("Syn'kivka"), b"synkivka");
/// assert!(key("…").is_empty());
/// ```
pub fn key(name: &str) -> Vec<Symbol> {
    Symbols::new(name, first_letter(name)).map(|(symbol, _)| symbol).collect()
}

/// Where the first letter of a name stands: names such as ʻIbri begin with a mark.
pub(super) fn first_letter(name: &str) -> usize {
    name.find(|c| matches!(class(c), Class::Letter(_))).unwrap_or(name.len())
}

/// The key of a name, or nothing where the name holds a character that no key can.
///
/// ```
/// use ua_gazetteer::normalization::try_key;
/// assert!(try_key("Піски-2").is_some());
/// assert!(try_key("Піски (2)").is_none());
/// ```
pub fn try_key(name: &str) -> Option<Vec<Symbol>> {
    let start = first_letter(name);
    let mut end = start;
    let symbols: Vec<Symbol> = Symbols::new(name, start)
        .map(|(symbol, behind)| {
            end = behind;
            symbol
        })
        .collect();
    let counts_for_nothing = |part: &str| {
        part.chars().all(|c| matches!(class(c), Class::Ignored | Class::Apostrophe | Class::Space))
    };
    let whole = counts_for_nothing(&name[..start]) && counts_for_nothing(&name[end..]);
    (!symbols.is_empty() && whole).then_some(symbols)
}

/// The letter of a Cyrillic symbol, for messages.
#[cfg(test)]
pub(super) fn letter(symbol: Symbol) -> Option<char> {
    match symbol {
        0x80.. => CYRILLIC.chars().nth(usize::from(symbol - 0x80)),
        _ => Some(char::from(symbol)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        key(text).into_iter().filter_map(letter).collect()
    }

    #[test]
    fn folds_what_a_keyboard_makes_of_a_name() {
        for (text, expected) in [
            ("Куп'янськ", "купянськ"),
            ("Куп’янськ", "купянськ"),
            ("КУПʼЯНСЬК", "купянськ"),
            ("Ку\u{301}п\u{ad}`янськ", "купянськ"),
            ("Югіи\u{306}", "югій"),
            ("Ки\u{456}\u{308}в", "київ"),
            ("Артёмовск", "артемовск"),
            ("Ґанок", "ганок"),
            ("Šostka", "sostka"),
            ("S\u{30c}ostka", "sostka"),
            ("Złoczów", "zloczow"),
            ("Куп'янськ-Вузловий", "купянськ вузловий"),
            ("Велика \n Новосілка", "велика новосілка"),
            ("Велика\n\nНовосілка", "велика"),
            ("Лиман.", "лиман"),
            ("Лиман -", "лиман"),
            ("Піски-2", "піски 2"),
            ("Куп\"янськ", "купянськ"),
            ("КУП*ЯНСЬК", "купянськ"),
            ("КАБ\"Янтар", "каб"),
            ("Куп'янськ - Вузловий", "купянськ вузловий"),
            ("Лиман — Ямпіль", "лиман"),
            ("Korsun’-Shevchenkivs’kyy", "korsun shevchenkivskyy"),
            ("ЧасівЯр", "часівяр"),
            ("#ЧасівЯр", "часів яр"),
            ("#ChasivYar", "chasiv yar"),
            ("#БАХМУТ", "бахмут"),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn every_cyrillic_letter_has_its_own_symbol() {
        let keys: std::collections::BTreeSet<_> = CYRILLIC.chars().map(|c| key(&c.to_string())).collect();
        assert_eq!(keys.len(), CYRILLIC.chars().count());
        for c in CYRILLIC.chars() {
            assert_eq!(folded(&c.to_string()), c.to_string());
            assert_eq!(folded(&c.to_uppercase().to_string()), c.to_string());
        }
    }
}

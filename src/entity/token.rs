//! Cuts a text into words, numbers and marks, and folds the words.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    Number,
    Mark,
}

/// The letter case of a word as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// No letter, or lower case first.
    Lower,
    /// A capital first, then a lower-case letter somewhere, no second capital.
    Capital,
    /// One capital letter alone.
    Initial,
    /// Two capitals or more (ЗСУ, БпЛА, БПЛАми).
    Upper,
}

/// A word, a run of digits, or one mark.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// Bytes of the text.
    pub(super) span: Range<usize>,
    /// Bytes of the folded text.
    fold: Range<usize>,
    pub(super) kind: TokenKind,
    pub(super) case: Case,
    /// No white space before it.
    pub(super) glued: bool,
    /// A line ends before it.
    pub(super) new_line: bool,
    /// Number of the sentence.
    pub(super) sentence: u32,
}

/// The tokens of a text, with the folded words in one buffer.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    folded: String,
}

impl Tokens {
    pub(super) fn new(text: &str) -> Self {
        let mut tokens =
            Tokens { list: Vec::with_capacity(text.len() / 6), folded: String::with_capacity(text.len()) };
        let mut rest = text.char_indices().peekable();
        let (mut glued, mut new_line) = (false, true);
        while let Some((start, c)) = rest.next() {
            if c.is_whitespace() || is_invisible(c) {
                glued &= is_invisible(c);
                new_line |= c == '\n' || c == '\r';
                continue;
            }
            let kind = match c {
                _ if c.is_ascii_digit() => TokenKind::Number,
                _ if c.is_alphabetic() => TokenKind::Word,
                _ => TokenKind::Mark,
            };
            let mut end = start + c.len_utf8();
            while let Some(&(at, next)) = rest.peek() {
                let after = text[at + next.len_utf8()..].chars().next();
                if !continues(kind, next, after) {
                    break;
                }
                end = at + next.len_utf8();
                rest.next();
            }
            tokens.push(text, start..end, kind, glued, new_line);
            (glued, new_line) = (true, false);
        }
        tokens.number_sentences(text);
        tokens
    }

    fn push(&mut self, text: &str, span: Range<usize>, kind: TokenKind, glued: bool, new_line: bool) {
        let from = self.folded.len();
        let written = &text[span.clone()];
        let case = if kind == TokenKind::Word { case_of(written) } else { Case::Lower };
        fold_into(written, &mut self.folded);
        self.list.push(Token {
            span,
            fold: from..self.folded.len(),
            kind,
            case,
            glued,
            new_line,
            sentence: 0,
        });
    }

    pub(super) fn folded(&self, i: usize) -> &str {
        self.list.get(i).map_or("", |t| &self.folded[t.fold.clone()])
    }

    /// A sentence ends at a line break or at a final mark before a capital, a digit or a quotation mark; a short word before
    /// the full stop is taken for an abbreviation (гв., ген., Lt.), since those stand before capitals too.
    fn number_sentences(&mut self, text: &str) {
        let mut sentence = 0;
        for i in 0..self.list.len() {
            if i > 0 && (self.list[i].new_line || self.ends_sentence(i - 1, text)) {
                sentence += 1;
            }
            self.list[i].sentence = sentence;
        }
    }

    fn ends_sentence(&self, i: usize, text: &str) -> bool {
        let mark = &self.list[i];
        let written = &text[mark.span.clone()];
        if mark.kind != TokenKind::Mark || !matches!(written, "." | "!" | "?" | "…" | ";") {
            return false;
        }
        let Some(next) = self.list.get(i + 1) else { return false };
        if next.glued && written != "…" {
            return false;
        }
        let starts = next.case != Case::Lower || next.kind != TokenKind::Word;
        let abbreviation = written == "." && i > 0 && {
            let before = &self.list[i - 1];
            before.kind == TokenKind::Word
                && before.case != Case::Upper
                && self.folded(i - 1).graphemes(true).take(4).count() < 4
        };
        starts && !abbreviation
    }
}

/// Zero-width characters and soft hyphens: part of no word, and no space either.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '‘' | 'ʹ' | '´')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn continues(kind: TokenKind, next: char, after: Option<char>) -> bool {
    match kind {
        TokenKind::Number => next.is_ascii_digit(),
        TokenKind::Word => {
            next.is_alphabetic()
                || is_combining(next)
                || (is_apostrophe(next) || is_invisible(next)) && after.is_some_and(char::is_alphabetic)
        }
        TokenKind::Mark => false,
    }
}

fn case_of(written: &str) -> Case {
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Case::Lower };
    if !first.is_uppercase() {
        return if letters.filter(|c| c.is_uppercase()).take(2).count() == 2 {
            Case::Upper
        } else {
            Case::Lower
        };
    }
    match (written.chars().filter(|c| c.is_uppercase()).take(2).count(), letters.next()) {
        (1, None) => Case::Initial,
        (1, Some(_)) => Case::Capital,
        _ if written.chars().any(is_apostrophe)
            && written.chars().filter(|c| c.is_uppercase()).count() == 2 =>
        {
            Case::Capital
        }
        _ => Case::Upper,
    }
}

/// Lower case, one apostrophe, ё as е, no stress marks and nothing invisible.
pub(super) fn fold_into(written: &str, out: &mut String) {
    for c in written.chars() {
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
}

fn replace_last(out: &mut String, letter: char) {
    out.pop();
    out.push(letter);
}

/// The folded form of a word.
pub(super) fn fold(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    fold_into(written, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let tokens = Tokens::new(text);
        (0..tokens.list.len()).map(|i| tokens.folded(i).to_owned()).collect()
    }

    #[test]
    fn words_numbers_and_marks_are_tokens() {
        assert_eq!(
            words("3-тя ОШБр, Куп’янськ 2S19"),
            ["3", "-", "тя", "ошбр", ",", "куп'янськ", "2", "s", "19"]
        );
    }

    #[test]
    fn stress_and_invisible_characters_fold_away() {
        assert_eq!(words("Ки\u{301}їв со\u{ad}рок ещё"), ["київ", "сорок", "еще"]);
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        let tokens = Tokens::new("The 8 гв. ОА left. He stayed.\nEnd");
        let numbers: Vec<u32> = tokens.list.iter().map(|t| t.sentence).collect();
        assert_eq!(numbers, [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2]);
    }
}

//! Cuts a text into words, numbers and marks, and folds the words.

use std::ops::Range;
use std::str::Chars;

use unicode_segmentation::UnicodeSegmentation;

use super::class::Roles;
use super::letter::{
    Sort, fold_rare, is_apostrophe, is_combining, is_invisible, is_letter, lower, run_of_lower, sort,
};

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
    /// Where it begins in the folded text; it ends where the next one begins.
    fold: usize,
    /// Number of the sentence.
    pub(super) sentence: u32,
    pub(super) case: Case,
}

/// The tokens of a text, with the folded words in one buffer.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    /// What each token is.
    pub(super) roles: Vec<Roles>,
    folded: String,
}

impl Tokens {
    pub(super) fn new(text: &str) -> Self {
        let room = text.len() / 5 + 8;
        let mut tokens = Tokens {
            list: Vec::with_capacity(room),
            roles: Vec::with_capacity(room),
            folded: String::with_capacity(text.len() + 8),
        };
        let mut rest = text.chars();
        // What stands before the next token.
        let mut gap = Roles::NEW_LINE;
        loop {
            let here = rest.clone();
            let Some(c) = rest.next() else { break };
            let first = match sort(c) {
                Sort::Rare if c.is_whitespace() => Sort::Space,
                Sort::Rare if !is_invisible(c) && !c.is_alphabetic() => Sort::Mark,
                sort => sort,
            };
            let fold = tokens.folded.len();
            let (roles, case) = match first {
                Sort::Space | Sort::LineEnd => {
                    gap = if first == Sort::LineEnd { Roles::NEW_LINE } else { gap.without(Roles::GLUED) };
                    continue;
                }
                Sort::Rare if is_invisible(c) => continue,
                Sort::Digit => {
                    rest = tokens.number(here.clone());
                    (Roles::NUMBER, Case::Lower)
                }
                Sort::Mark => {
                    fold_rare(c, &mut tokens.folded);
                    (roles_of_mark(c), Case::Lower)
                }
                Sort::Lower | Sort::Capital | Sort::Rare => {
                    rest = here.clone();
                    tokens.word(text, &mut rest)
                }
            };
            let span = text.len() - here.as_str().len()..text.len() - rest.as_str().len();
            let roles = roles.and(gap).and(Roles::LATIN.when(c < FIRST_OF_OTHER_SCRIPTS));
            tokens.push(Token { span, fold, sentence: 0, case }, roles);
            gap = Roles::GLUED;
        }
        tokens
    }

    /// Reads a number; gives what is behind it.
    fn number<'t>(&mut self, from: Chars<'t>) -> Chars<'t> {
        let digits = from.as_str().bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = from.as_str().split_at(digits);
        self.folded.push_str(number);
        rest.chars()
    }

    /// Reads a word and folds it; `rest` is left behind it. Stretches of lower case are copied whole.
    fn word(&mut self, text: &str, rest: &mut Chars) -> (Roles, Case) {
        let (start, fold) = (text.len() - rest.as_str().len(), self.folded.len());
        let mut copied = start;
        let (mut length, mut letters, mut capitals) = (0, 0, 0);
        let (mut begins_with_capital, mut apostrophe) = (false, false);
        loop {
            let (bytes, run) = run_of_lower(rest.as_str().as_bytes());
            if run > 0 {
                *rest = rest.as_str()[bytes..].chars();
                (length, letters) = (length + run, letters + run);
            }
            let at = text.len() - rest.as_str().len();
            let mut ahead = rest.clone();
            let Some(c) = ahead.next() else { break };
            match sort(c) {
                Sort::Lower => letters += 1,
                Sort::Space | Sort::LineEnd | Sort::Digit => break,
                Sort::Capital => {
                    self.folded.push_str(&text[copied..at]);
                    self.folded.push(lower(c));
                    copied = at + c.len_utf8();
                    begins_with_capital |= length == 0;
                    (letters, capitals) = (letters + 1, capitals + 1);
                }
                Sort::Mark | Sort::Rare => {
                    if !continues_word(c, &ahead) {
                        break;
                    }
                    self.folded.push_str(&text[copied..at]);
                    fold_rare(c, &mut self.folded);
                    copied = at + c.len_utf8();
                    begins_with_capital |= length == 0 && c.is_uppercase();
                    (letters, capitals) =
                        (letters + usize::from(is_letter(c)), capitals + usize::from(c.is_uppercase()));
                    apostrophe |= is_apostrophe(c);
                }
            }
            length += 1;
            *rest = ahead;
        }
        self.folded.push_str(&text[copied..text.len() - rest.as_str().len()]);
        let case = match (begins_with_capital, capitals) {
            (false, 0..=1) => Case::Lower,
            (true, 1) if letters == 1 => Case::Initial,
            (true, 1) => Case::Capital,
            (true, 2) if apostrophe => Case::Capital,
            _ => Case::Upper,
        };
        let roles = Roles::WORD
            .and(Roles::CAPITAL.when(case != Case::Lower))
            .and(Roles::SHORT.when(length <= 2))
            .and(Roles::QUOTE.when(apostrophe && &self.folded[fold..] == "'"));
        (roles, case)
    }

    /// Takes a token, with the number of its sentence. A sentence ends at a line break or at a final mark before a capital,
    /// a digit or a quotation mark; a short word before the full stop is taken for an abbreviation (гв., ген., Lt.), since
    /// those stand before capitals too.
    fn push(&mut self, mut token: Token, roles: Roles) {
        if let (Some(before), Some(of_before)) = (self.list.last(), self.roles.last()) {
            let ends = roles.has(Roles::NEW_LINE)
                || of_before.has(Roles::FINAL) && self.ends_sentence(&token, roles);
            token.sentence = before.sentence + u32::from(ends);
        }
        self.list.push(token);
        self.roles.push(roles);
    }

    /// Whether the final mark read last ends a sentence before the token to come.
    fn ends_sentence(&self, next: &Token, roles: Roles) -> bool {
        let at = self.list.len() - 1;
        let mark = &self.folded[self.list[at].fold..next.fold];
        let starts = roles.has(Roles::CAPITAL) || !roles.has(Roles::WORD);
        if !starts || roles.has(Roles::GLUED) && mark != "…" {
            return false;
        }
        let abbreviation = mark == "." && at > 0 && {
            let before = self.list[at - 1].case != Case::Upper && self.roles[at - 1].has(Roles::WORD);
            before && is_shorter(self.folded(at - 1), 4)
        };
        !abbreviation
    }

    pub(super) fn folded(&self, i: usize) -> &str {
        let Some(token) = self.list.get(i) else { return "" };
        let end = self.list.get(i + 1).map_or(self.folded.len(), |next| next.fold);
        &self.folded[token.fold..end]
    }
}

/// Scripts other than Latin begin with Greek.
const FIRST_OF_OTHER_SCRIPTS: char = '\u{370}';

fn roles_of_mark(c: char) -> Roles {
    let quote = matches!(c, '«' | '»' | '"' | '“' | '”' | '„' | '‟') || is_apostrophe(c);
    match c {
        '.' | '!' | '?' | '…' | ';' => Roles::FINAL,
        '-' | '−' => Roles::DASH.and(Roles::SIGN),
        '+' => Roles::SIGN,
        '‑' | '–' | '—' | '‒' | '―' => Roles::DASH,
        _ => Roles::QUOTE.when(quote),
    }
}

/// Whether a word goes on with a character that is no common letter.
fn continues_word(c: char, ahead: &Chars) -> bool {
    let inside = is_apostrophe(c) || is_invisible(c);
    is_letter(c) || is_combining(c) || inside && ahead.clone().next().is_some_and(is_letter)
}

/// Whether a folded word has fewer letters, as a reader would count them. Common letters need no rules to be counted.
fn is_shorter(word: &str, letters: usize) -> bool {
    if word.chars().take(letters + 1).all(|c| sort(c) == Sort::Lower) {
        return word.chars().nth(letters - 1).is_none();
    }
    word.graphemes(true).nth(letters - 1).is_none()
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

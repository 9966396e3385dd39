//! A text with its tokens and the phrases found in it, as the grammars see it.

use std::ops::Range;

use jiff::civil::Date;

use super::class::{Class, Roles};
use super::lexicon::{Adjective, Ending, Hit, Hits, Lexicon};
use super::token::{Token, Tokens};

/// Grammars of one kind of entity in the order in which they are tried, each with the roles that it begins with.
pub(super) type Grammars<T, const N: usize> = [(Roles, fn(&Document, usize) -> Option<T>); N];

/// All roles that any of some grammars begins with.
pub(super) const fn starts<T, const N: usize>(grammars: &Grammars<T, N>) -> Roles {
    let (mut all, mut nth) = (Roles::of([]), 0);
    while nth < N {
        all = all.and(grammars[nth].0);
        nth += 1;
    }
    all
}

/// A text made ready for the grammars.
#[derive(Debug)]
pub(super) struct Document<'t> {
    pub(super) text: &'t str,
    pub(super) lexicon: &'t Lexicon,
    pub(super) published: Option<Date>,
    pub(super) tokens: Tokens,
    hits: Hits,
}

impl<'t> Document<'t> {
    pub(super) fn new(text: &'t str, lexicon: &'t Lexicon, published: Option<Date>) -> Self {
        let mut tokens = Tokens::new(text);
        let hits = lexicon.hits(&mut tokens);
        Document { text, lexicon, published, tokens, hits }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.list.len()
    }

    pub(super) fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.list.get(i)
    }

    /// What a token is; nothing past the end.
    pub(super) fn roles(&self, i: usize) -> Roles {
        self.tokens.roles.get(i).copied().unwrap_or_default()
    }

    /// The first token from one on that has any of some roles.
    pub(super) fn next(&self, from: usize, any: Roles) -> Option<usize> {
        let rest = self.tokens.roles.get(from..)?;
        rest.iter().position(|roles| roles.has(any)).map(|at| from + at)
    }

    /// What the first grammar finds at a token of those that can begin with it.
    pub(super) fn read<T, const N: usize>(&self, i: usize, grammars: &Grammars<T, N>) -> Option<T> {
        let roles = self.roles(i);
        grammars.iter().filter(|(starts, _)| roles.has(*starts)).find_map(|(_, read)| read(self, i))
    }

    /// The folded form of a token, empty past the end.
    pub(super) fn folded(&self, i: usize) -> &str {
        self.tokens.folded(i)
    }

    pub(super) fn written(&self, i: usize) -> &'t str {
        self.token(i).map_or("", |t| &self.text[t.span.clone()])
    }

    pub(super) fn is_word(&self, i: usize) -> bool {
        self.roles(i).has(Roles::WORD)
    }

    pub(super) fn is_number(&self, i: usize) -> bool {
        self.roles(i).has(Roles::NUMBER)
    }

    /// Whether a word has an adjective ending of a kind.
    pub(super) fn ends_as(&self, i: usize, kind: Adjective) -> bool {
        self.is_word(i) && self.lexicon.ends_as(self.folded(i), kind)
    }

    /// Whether a token has an ending of a kind.
    pub(super) fn has_ending(&self, i: usize, kind: Ending) -> bool {
        self.lexicon.has_ending(self.folded(i), kind)
    }

    /// Whether a token is written in Latin letters (or in none).
    pub(super) fn is_latin(&self, i: usize) -> bool {
        i >= self.len() || self.roles(i).has(Roles::LATIN)
    }

    pub(super) fn is_glued(&self, i: usize) -> bool {
        self.roles(i).has(Roles::GLUED)
    }

    /// Whether a line ends before a token.
    pub(super) fn is_new_line(&self, i: usize) -> bool {
        self.roles(i).has(Roles::NEW_LINE)
    }

    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.roles(i).has(Roles::CAPITAL)
    }

    pub(super) fn sentence(&self, i: usize) -> Option<u32> {
        self.token(i).map(|t| t.sentence)
    }

    pub(super) fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.sentence(a).is_some() && self.sentence(a) == self.sentence(b)
    }

    /// Whether a token is the first word of its sentence.
    pub(super) fn starts_sentence(&self, i: usize) -> bool {
        let mut at = i;
        while at > 0 && self.same_sentence(at - 1, i) {
            at -= 1;
            if self.is_word(at) || self.is_number(at) {
                return false;
            }
        }
        true
    }

    /// The phrases that start at a token, the longest first.
    pub(super) fn hits_at(&self, i: usize) -> &[Hit] {
        match (self.hits.first.get(i), self.hits.first.get(i.saturating_add(1))) {
            (Some(&from), Some(&to)) => self.hits.list.get(from as usize..to as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The longest phrase of a class at a token.
    pub(super) fn hit(&self, i: usize, class: Class) -> Option<Hit> {
        if !self.roles(i).has(Roles::of([class])) {
            return None;
        }
        self.hits_at(i).iter().find(|h| h.class == class).copied()
    }

    /// The phrase of a class at a token that ends before another one.
    pub(super) fn hit_to(&self, i: usize, end: usize, class: Class) -> Option<Hit> {
        if !self.roles(i).has(Roles::of([class])) {
            return None;
        }
        self.hits_at(i).iter().find(|h| h.class == class && h.end == end).copied()
    }

    pub(super) fn value(&self, hit: Hit) -> &'t str {
        self.lexicon.value(hit.value)
    }

    /// Bytes from the first token to the last, a possessive 's left out.
    pub(super) fn span(&self, tokens: Range<usize>) -> Range<usize> {
        let (Some(first), Some(last)) = (self.token(tokens.start), self.token(tokens.end.wrapping_sub(1)))
        else {
            return 0..0;
        };
        let mut end = last.span.end;
        if let Some(stem) = self.folded(tokens.end - 1).strip_suffix("'s") {
            // The apostrophe may be several bytes long, so it is found in the text as written.
            if !stem.is_empty() && stem.is_ascii() {
                let cut = last.span.start + stem.len();
                end = if self.text.is_char_boundary(cut) { cut } else { end };
            }
        }
        first.span.start..end
    }

    /// The text of some tokens as written, runs of white space made one space.
    pub(super) fn surface(&self, tokens: Range<usize>) -> String {
        let written = self.text.get(self.span(tokens)).unwrap_or("");
        let mut out = String::with_capacity(written.len());
        for word in written.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        out
    }

    /// Whether a token is one of the quotation marks.
    pub(super) fn is_quote(&self, i: usize) -> bool {
        self.roles(i).has(Roles::QUOTE)
    }

    /// Whether a token is a hyphen or a dash.
    pub(super) fn is_dash(&self, i: usize) -> bool {
        self.roles(i).has(Roles::DASH)
    }

    /// A quoted name of at most five words: from the opening mark to past the closing one.
    pub(super) fn quoted(&self, i: usize) -> Option<Range<usize>> {
        if !self.is_quote(i) || !self.same_sentence(i, i + 1) {
            return None;
        }
        let close = (i + 2..i + 9).find(|&k| self.is_quote(k) && self.same_sentence(i, k))?;
        let sound = self.is_glued(i + 1) || self.is_capital(i + 1) || self.is_number(i + 1);
        sound.then_some(i..close + 1)
    }
}

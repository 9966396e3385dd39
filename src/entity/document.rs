//! A text with its tokens and the phrases found in it, as the grammars see it.

use std::ops::Range;

use jiff::civil::Date;

use super::lexicon::{Class, Hit, Lexicon};
use super::token::{Case, Token, TokenKind, Tokens};

/// A text made ready for the grammars.
#[derive(Debug)]
pub(super) struct Document<'t> {
    pub(super) text: &'t str,
    pub(super) lexicon: &'t Lexicon,
    pub(super) published: Option<Date>,
    pub(super) tokens: Tokens,
    hits: Vec<Hit>,
    first_hit: Vec<u32>,
}

impl<'t> Document<'t> {
    pub(super) fn new(text: &'t str, lexicon: &'t Lexicon, published: Option<Date>) -> Self {
        let tokens = Tokens::new(text);
        let hits = lexicon.hits(&tokens);
        let mut first_hit = vec![0u32; tokens.list.len() + 1];
        for hit in &hits {
            first_hit[hit.start + 1] += 1;
        }
        for i in 1..first_hit.len() {
            first_hit[i] += first_hit[i - 1];
        }
        Document { text, lexicon, published, tokens, hits, first_hit }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.list.len()
    }

    pub(super) fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.list.get(i)
    }

    /// The folded form of a token, empty past the end.
    pub(super) fn folded(&self, i: usize) -> &str {
        self.tokens.folded(i)
    }

    pub(super) fn written(&self, i: usize) -> &'t str {
        self.token(i).map_or("", |t| &self.text[t.span.clone()])
    }

    pub(super) fn is_word(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.kind == TokenKind::Word)
    }

    pub(super) fn is_number(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// Whether a word has an adjective ending of a kind, `full`, `short` or `impersonal` in the tables.
    pub(super) fn ends_as(&self, i: usize, kind: &str) -> bool {
        self.is_word(i) && self.lexicon.ends_as(self.folded(i), kind)
    }

    /// Whether a token is written in Latin letters (or in none).
    pub(super) fn is_latin(&self, i: usize) -> bool {
        self.written(i).chars().next().is_none_or(|c| c < '\u{370}')
    }

    pub(super) fn is_glued(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.glued)
    }

    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Lower)
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
        match (self.first_hit.get(i), self.first_hit.get(i.saturating_add(1))) {
            (Some(&from), Some(&to)) => &self.hits[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The longest phrase of a class at a token.
    pub(super) fn hit(&self, i: usize, class: Class) -> Option<Hit> {
        self.hits_at(i).iter().find(|h| h.class == class).copied()
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
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether a token is one of the quotation marks.
    pub(super) fn is_quote(&self, i: usize) -> bool {
        matches!(self.folded(i), "«" | "»" | "\"" | "“" | "”" | "„" | "‟" | "'" | "’" | "‘" | "`")
    }

    /// Whether a token is a hyphen or a dash.
    pub(super) fn is_dash(&self, i: usize) -> bool {
        matches!(self.folded(i), "-" | "‑" | "–" | "—" | "‒" | "―" | "−")
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

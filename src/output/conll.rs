//! Mentions as BIO tags of tokens, in two columns (CoNLL).

use std::borrow::Borrow;
use std::io::{self, Write};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Id;
use crate::{Mention, MentionKind};

/// A word before a full stop that is no longer is taken for an abbreviation: с., вул., Col.
const LONGEST_ABBREVIATION: usize = 3;

/// Writes the tokens of a text with BIO tags of its mentions, which stand in the order of the text.
///
/// A line is `token TAB tag`; the tag is `O`, or `B-` or `I-` and the kind in capitals: `B-PLACE`, `I-MILITARY_UNIT`. A
/// line `# id = …` stands before a document that has an id, a blank line after each sentence. Tokens are the words of
/// Unicode Standard Annex #29, cut where a mention begins or ends, so that no tag covers more than its mention. One tag a
/// token leaves no room for a mention within another one: of a count and the weapon in it the count stands.
///
/// # Errors
/// What the writer reports.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use ua_gazetteer::{Recognizer, output::write_conll};
/// let recognizer = Recognizer::builder().build();
/// let document = recognizer.recognize("Fighting near Velyka Novosilka.");
/// let mut out = Vec::new();
/// write_conll(document.text(), &"a1".into(), document.mentions(), &mut out)?;
/// assert_eq!(
///     String::from_utf8_lossy(&out),
///     "# id = a1\nFighting\tO\nnear\tO\nVelyka\tB-PLACE\nNovosilka\tI-PLACE\n.\tO\n\n"
/// );
/// # }
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_conll<'m>(
    text: &str,
    id: &Id,
    mentions: impl IntoIterator<Item = impl Borrow<Mention<'m>>>,
    mut out: impl Write,
) -> io::Result<()> {
    if *id != Id::Null {
        writeln!(out, "# id = {}", id.as_str().replace(char::is_control, " "))?;
    }
    let spans = mentions.into_iter().map(|mention| (mention.borrow().span(), mention.borrow().kind()));
    let mut spans = outermost(spans).peekable();
    let mut open = false;
    for (sentence_start, sentence) in text.split_sentence_bound_indices() {
        for (start, word) in sentence.split_word_bound_indices() {
            let (mut start, end) = (sentence_start + start, sentence_start + start + word.len());
            while start < end {
                while spans.next_if(|(span, _)| span.end <= start).is_some() {}
                let (until, tag) = match spans.peek() {
                    Some((span, kind)) if span.start <= start => {
                        (span.end, Some((span.start == start, *kind)))
                    }
                    Some((span, _)) => (span.start, None),
                    None => (end, None),
                };
                let until = until.clamp(start + 1, end);
                open |= write_token(text.get(start..until).unwrap_or(""), tag, &mut out)?;
                start = until;
            }
        }
        let end = sentence_start + sentence.len();
        let within = spans.peek().is_some_and(|(span, _)| span.start < end && end < span.end);
        if open && !within && !ends_in_abbreviation(sentence) {
            out.write_all(b"\n")?;
            open = false;
        }
    }
    if open {
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Leaves out mentions that begin within the one before.
fn outermost(
    spans: impl Iterator<Item = (Range<usize>, MentionKind)>,
) -> impl Iterator<Item = (Range<usize>, MentionKind)> {
    let mut behind = 0;
    spans.filter(move |(span, _)| {
        let stands = span.start >= behind;
        behind = behind.max(span.end);
        stands
    })
}

/// Writes a piece of text as a token, if it is not white space; whether it did.
fn write_token(piece: &str, tag: Option<(bool, MentionKind)>, out: &mut impl Write) -> io::Result<bool> {
    let mut begins = tag.is_some_and(|(begins, _)| begins);
    let mut written = false;
    // A piece may hold white space only where Unicode ties a combining mark to it.
    for token in piece.split_whitespace() {
        match tag {
            Some((_, kind)) => {
                let label = kind.as_str().to_ascii_uppercase();
                writeln!(out, "{token}\t{}-{label}", if begins { 'B' } else { 'I' })?;
            }
            None => writeln!(out, "{token}\tO")?,
        }
        begins = false;
        written = true;
    }
    Ok(written)
}

/// Whether a sentence ends in a full stop after a short word, on the same line: it goes on.
fn ends_in_abbreviation(sentence: &str) -> bool {
    if sentence.ends_with(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        return false;
    }
    let Some(before) = sentence.trim_end().strip_suffix('.') else { return false };
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let letters = word.chars().take(LONGEST_ABBREVIATION + 1).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).take(2).count();
    (1..=LONGEST_ABBREVIATION).contains(&letters) && capitals < 2
}

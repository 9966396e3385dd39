//! Long texts in overlapping windows of whole paragraphs.

use std::collections::HashMap;
use std::ops::Range;

use crate::entity;
use crate::mention::{Detail, Mention};

/// Texts of at most so many bytes are one window.
const WHOLE: usize = 1 << 20;
/// Bytes of a longer text that a window answers for, at most.
const CORE: usize = 128 << 10;
/// Bytes on either side that a window reads along.
const CONTEXT: usize = 16 << 10;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// What is read.
    pub(crate) text: Range<usize>,
    /// What is answered for; the cores of all windows make up the text.
    pub(crate) core: Range<usize>,
}

/// The windows of a text, in order.
pub(crate) fn windows(text: &str) -> impl Iterator<Item = Window> + use<'_> {
    let mut start = 0;
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let whole = start == 0 && text.len() <= WHOLE;
        let end = if whole { text.len() } else { cut(text, start, start + CORE) };
        let core = start..end;
        done = end == text.len();
        start = end;
        let before = text.floor_char_boundary(core.start.saturating_sub(CONTEXT));
        let read = (if before == 0 { 0 } else { after_break(text, before, core.start) })
            ..cut(text, end, end + CONTEXT);
        Some(Window { text: read, core })
    })
}

/// What may stand at the end of a window, the best first.
const BREAKS: &[&[&str]] = &[&["\n\n", "\n\r\n"], &["\n"], &[". ", "! ", "? ", "… "], &[" ", "\t"]];

/// The last good end between `start` and `limit`: of a paragraph, a line, a sentence, a word, a character.
fn cut(text: &str, start: usize, limit: usize) -> usize {
    if limit >= text.len() {
        return text.len();
    }
    let limit = text.floor_char_boundary(limit);
    // An end in the first half would make windows small where paragraphs are long.
    let from = text.ceil_char_boundary(start + (limit - start) / 2);
    let part = text.get(from..limit).unwrap_or("");
    BREAKS
        .iter()
        .find_map(|kinds| kinds.iter().filter_map(|end| Some(part.rfind(end)? + end.len())).max())
        .map_or(limit, |position| from + position)
}

/// The first good beginning from `start` on, at `limit` at the latest.
fn after_break(text: &str, start: usize, limit: usize) -> usize {
    let part = text.get(start..limit).unwrap_or("");
    BREAKS
        .iter()
        .find_map(|kinds| kinds.iter().filter_map(|end| Some(part.find(end)? + end.len())).min())
        .map_or(start, |position| start + position)
}

/// Puts the mentions of windows together to those of the text.
#[derive(Default)]
pub(crate) struct Merged {
    /// Mentions so far.
    count: usize,
    /// Where the last of them ends.
    behind: usize,
    /// Positions in the document of the mentions of the last window, by where they start and end.
    last: HashMap<(usize, usize), usize>,
}

impl Merged {
    /// The mentions that a window answers for, of all that were found in it, with their place in the whole text.
    pub(crate) fn kept<'a>(
        &mut self,
        found: Vec<Mention<'a>>,
        text: &'a str,
        window: &Window,
    ) -> Vec<Mention<'a>> {
        if window.core == (0..text.len()) {
            return found;
        }
        let by = window.text.start;
        let spans: Vec<(usize, usize)> =
            found.iter().map(|mention| (mention.start + by, mention.end + by)).collect();
        let first = self.behind.max(window.core.start);
        let mut positions = HashMap::new();
        let mut kept = Vec::new();
        for (mention, &(start, end)) in found.into_iter().zip(&spans) {
            if (first..window.core.end).contains(&start) {
                positions.insert((start, end), self.count + kept.len());
                self.behind = self.behind.max(end);
                kept.push(Mention { document: text, start, end, ..mention });
            }
        }
        for mention in &mut kept {
            if let Detail::Entity(detail, _) = &mut mention.detail
                && let entity::Detail::Person(person) = detail.as_mut()
            {
                // A person who is named in the part read along stands in the window before.
                let earlier = person.refers_to.and_then(|number| spans.get(number));
                person.refers_to =
                    earlier.and_then(|span| positions.get(span).or_else(|| self.last.get(span)).copied());
            }
        }
        self.count += kept.len();
        self.last = positions;
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> usize {
        let all: Vec<Window> = windows(text).collect();
        let mut at = 0;
        for window in &all {
            assert_eq!(window.core.start, at);
            assert!(window.text.start <= window.core.start && window.core.end <= window.text.end);
            assert!(text.get(window.text.clone()).is_some() && text.get(window.core.clone()).is_some());
            assert!(window.text.len() <= WHOLE.max(CORE + 2 * CONTEXT));
            at = window.core.end;
        }
        assert_eq!(at, text.len());
        all.len()
    }

    #[test]
    fn windows_cover_texts_of_all_shapes() {
        assert_eq!(check(""), 1);
        assert_eq!(check(&"a".repeat(WHOLE)), 1);
        for unit in ["a", "я", "🚀", "слово ", "Речення. ", "рядок\n", "абзац\r\n\r\n"]
        {
            assert!(check(&unit.repeat(3 * WHOLE / unit.len())) > 2, "{unit:?}");
        }
    }

    #[test]
    fn windows_end_with_paragraphs() {
        let text = format!("{}\n\n", "Рядок тексту.\n".repeat(20)).repeat(5000);
        for window in windows(&text).filter(|window| window.core.end < text.len()) {
            assert!(text[..window.core.end].ends_with("\n\n"));
        }
    }
}

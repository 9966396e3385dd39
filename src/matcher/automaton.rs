//! All names of a layer at once, by `aho-corasick` over the folded text.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::walk;
use crate::gazetteer::Layer;
use crate::normalization::{self, Symbols, is_word_start};

/// Stands in the folded text where no name can go on.
const BREAK: u8 = 0;

/// An Aho–Corasick automaton of the forms of a layer.
#[derive(Clone)]
pub(super) struct Automaton {
    /// Absent where the layer has no forms.
    forms: Option<AhoCorasick>,
    values: Vec<u64>,
    layer: Layer,
}

impl Automaton {
    pub(super) fn of(layer: &Layer) -> Self {
        let (keys, values): (Vec<_>, Vec<_>) = layer.forms.iter().unzip();
        // Overlapping matches want the standard kind; which of them count is settled by word bounds below.
        let forms = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(keys).ok();
        Automaton { forms, values, layer: layer.clone() }
    }

    /// The longest match at each word start of a text.
    pub(super) fn scan(&self, text: &str) -> Scan {
        let folded = Folded::of(text);
        let mut matches: Vec<(usize, usize, u64)> = Vec::new();
        if let Some(forms) = &self.forms {
            for found in forms.find_overlapping_iter(&folded.symbols) {
                let (Some(&start), Some(&end)) =
                    (folded.starts.get(found.start()), folded.ends.get(found.end() - 1))
                else {
                    continue;
                };
                if is_word_start(text, start, true) && normalization::ends_word(text, end) {
                    let value = self.values.get(found.pattern().as_usize()).copied().unwrap_or_default();
                    matches.push((start, end, value));
                }
            }
        }
        self.add_mended(text, &mut matches);
        matches.sort_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
        matches.dedup_by_key(|&mut (start, _, _)| start);
        Scan { matches, next: 0 }
    }

    /// Words that mix scripts are rare; the walk mends them for both engines. Of two matches the longer is taken.
    fn add_mended(&self, text: &str, matches: &mut Vec<(usize, usize, u64)>) {
        let known: std::collections::HashSet<(usize, usize)> =
            matches.iter().map(|&(start, end, _)| (start, end)).collect();
        for start in normalization::WordStarts::new(text, true) {
            if let Some((end, value)) = walk::longest_mended(&self.layer.forms, text, start)
                && !known.contains(&(start, end))
            {
                matches.push((start, end, value));
            }
        }
    }
}

/// The matches of one text, by their starts.
#[derive(Clone, Debug, Default)]
pub(super) struct Scan {
    matches: Vec<(usize, usize, u64)>,
    next: usize,
}

impl Scan {
    /// The longest match at a word start; starts must come in order.
    pub(super) fn longest_at(&mut self, start: usize) -> Option<(usize, u64)> {
        while self.matches.get(self.next).is_some_and(|&(at, _, _)| at < start) {
            self.next += 1;
        }
        self.matches.get(self.next).filter(|&&(at, _, _)| at == start).map(|&(_, end, value)| (end, value))
    }
}

/// A whole text as symbols, each with where it begins and ends.
struct Folded {
    symbols: Vec<u8>,
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = Folded { symbols: Vec::new(), starts: Vec::new(), ends: Vec::new() };
        let mut at = 0;
        while at < text.len() {
            if !text.is_char_boundary(at) || !is_word_start(text, at, true) {
                at += 1;
                continue;
            }
            let mut start = at;
            for (symbol, end) in Symbols::new(text, at) {
                folded.push(symbol, start, end);
                start = end;
            }
            folded.push(BREAK, start, start);
            at = start.max(at + 1);
        }
        folded
    }

    fn push(&mut self, symbol: u8, start: usize, end: usize) {
        self.symbols.push(symbol);
        self.starts.push(start);
        self.ends.push(end);
    }
}

//! The automaton of forms, read in place: keys to values, laid out for a walk from symbol to symbol.
//!
//! It is acyclic and minimal, so keys share endings as well as beginnings. What a walk reads for a symbol stands together
//! in few cache lines: a run of symbols that nothing branches off is one chain, and the labels of a node stand in its
//! first bytes. `docs/data.md` draws the layout, `form_writer.rs` writes it.
//!
//! Targets are distances forward, so that a walk ends even in damaged bytes.

use super::sections::Slice;

/// Bytes before the first node: how many keys there are, and how many symbols they have together (u32 each).
pub(super) const HEADER: usize = 8;
/// Bytes behind the last node, so that eight can be read from anywhere in it.
pub(super) const PADDING: usize = 8;

/// First byte of a chain; its low bits hold how many symbols follow, less one.
pub(super) const CHAIN: u8 = 0x80;
/// In the first byte of a chain: its target does not follow it, a distance does.
pub(super) const CHAIN_JUMPS: u8 = 0x40;
/// Bytes of the distance at the end of such a chain.
pub(super) const JUMP: usize = 4;
/// In the first byte of a node: a key ends here.
pub(super) const FINAL: u8 = 0x40;
/// Bits of the first byte that hold a count.
pub(super) const COUNT: u8 = 0x3f;

/// Bits of the second byte of a node that hold how many bytes a target takes, and above them an output.
pub(super) const WIDTH_BITS: u32 = 3;
/// In the second byte of a node: the key that ends here adds an output, behind the edges.
pub(super) const FINAL_OUTPUT: u8 = 0x40;
/// In the second byte of a node: its labels are an index of symbols.
pub(super) const INDEXED: u8 = 0x80;

/// Bytes of a node before its labels.
pub(super) const NODE_HEAD: usize = 2;
/// Labels of a node that stand in its first eight bytes.
const IN_HEAD: usize = 8 - NODE_HEAD;
/// Labels that two reads of eight bytes reach. A node of more edges has an index of symbols, which takes more bytes.
pub(super) const MOST_LABELS: usize = IN_HEAD + 8;
/// Bytes of an indexed node before its index: the two of each node, the first symbol, how many symbols the index covers,
/// how many edges there are.
pub(super) const INDEX_HEAD: usize = 5;

/// An automaton from keys to values.
#[derive(Clone, Debug)]
pub(crate) struct Forms {
    slice: Slice,
}

impl Forms {
    pub(super) fn new(slice: Slice) -> Self {
        Forms { slice }
    }

    /// A walk that has read no symbol yet.
    pub(crate) fn walk(&self) -> Walk<'_> {
        Walk::from(self.slice.as_ref())
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &[u8]) -> Option<u64> {
        let mut walk = self.walk();
        key.iter().all(|&symbol| walk.step(symbol)).then(|| walk.value()).flatten()
    }

    /// How many keys there are.
    pub(crate) fn len(&self) -> usize {
        read(self.slice.as_ref(), 0) as u32 as usize
    }

    /// All keys with their values, in order.
    pub(crate) fn iter(&self) -> Iter<'_> {
        // Whole bytes take a step for each symbol and one for the root; the bound is for damaged ones.
        let steps_left = 1 + (read(self.slice.as_ref(), 0) >> 32);
        Iter { key: Vec::new(), stack: vec![(self.walk(), 0, None)], steps_left }
    }
}

/// A place in the automaton that some symbols lead to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Walk<'f> {
    bytes: &'f [u8],
    /// Where the node stands, or the next symbol of the chain.
    at: usize,
    /// The first eight bytes of the node; of a chain those from its first byte on.
    head: u64,
    /// Symbols of the chain that are not read yet.
    chained: u8,
    /// What the edges up to here add up to.
    output: u64,
}

impl<'f> Walk<'f> {
    fn from(bytes: &'f [u8]) -> Self {
        let mut walk = Walk { bytes, at: HEADER, head: 0, chained: 0, output: 0 };
        walk.enter(HEADER);
        walk
    }

    /// Goes to the node or chain at an offset.
    #[inline(always)]
    fn enter(&mut self, at: usize) {
        self.head = read(self.bytes, at);
        let first = self.head as u8;
        (self.at, self.chained) =
            if first & CHAIN == 0 { (at, 0) } else { (at.wrapping_add(1), (first & COUNT) + 1) };
    }

    /// Reads a symbol; false, and of no use any more, where no key goes on with it.
    // Inlined, a walk lives in registers.
    #[inline(always)]
    pub(crate) fn step(&mut self, symbol: u8) -> bool {
        if self.chained > 0 { self.step_in_chain(symbol) } else { self.step_from_node(symbol) }
    }

    #[inline(always)]
    fn step_in_chain(&mut self, symbol: u8) -> bool {
        if self.bytes.get(self.at) != Some(&symbol) {
            return false;
        }
        self.at += 1;
        self.chained -= 1;
        if self.chained == 0 {
            let jumps = self.head as u8 & CHAIN_JUMPS != 0;
            let jump = if jumps { JUMP + read(self.bytes, self.at) as u32 as usize } else { 0 };
            self.enter(self.at.wrapping_add(jump));
        }
        true
    }

    #[inline(always)]
    fn step_from_node(&mut self, symbol: u8) -> bool {
        let Some((number, edges)) = self.edge(symbol) else { return false };
        let shape = self.shape();
        let edge = read(self.bytes, edges.wrapping_add(number * shape.bytes));
        self.output = self.output.wrapping_add((edge >> shape.target_bits) & shape.output_mask);
        self.enter(edges.wrapping_add((edge & shape.target_mask) as usize));
        true
    }

    /// What the edges of a node are made of.
    #[inline]
    fn shape(&self) -> &'static EdgeShape {
        &EDGE_SHAPES[(self.head >> 8) as usize % EDGE_SHAPES.len()]
    }

    fn count(&self) -> usize {
        let head = self.head.to_le_bytes();
        usize::from(if head[1] & INDEXED == 0 { head[0] & COUNT } else { head[INDEX_HEAD - 1] })
    }

    /// Where the edges of a node begin.
    fn edges(&self) -> usize {
        let head = self.head.to_le_bytes();
        if head[1] & INDEXED == 0 {
            self.at.wrapping_add(NODE_HEAD + usize::from(head[0] & COUNT))
        } else {
            self.at.wrapping_add(INDEX_HEAD + usize::from(head[3]))
        }
    }

    /// The number of the edge of a symbol, and where the edges of the node begin.
    #[inline(always)]
    fn edge(&self, symbol: u8) -> Option<(usize, usize)> {
        if (self.head >> 8) as u8 & INDEXED != 0 {
            let offset = symbol.wrapping_sub((self.head >> 16) as u8);
            let covered = (self.head >> 24) as u8;
            if offset >= covered {
                return None;
            }
            let index = self.at.wrapping_add(INDEX_HEAD);
            let number =
                usize::from(*self.bytes.get(index.wrapping_add(usize::from(offset)))?).checked_sub(1)?;
            return Some((number, index.wrapping_add(usize::from(covered))));
        }
        let count = usize::from(self.head as u8 & COUNT);
        let labels = self.at.wrapping_add(NODE_HEAD);
        // Six labels stand in the head; no symbol is zero, which fills up the two bytes above.
        let mut number = position(self.head >> (8 * NODE_HEAD), symbol);
        if number == NO_POSITION && count > IN_HEAD {
            number = IN_HEAD + position(read(self.bytes, labels.wrapping_add(IN_HEAD)), symbol);
        }
        (number < count).then_some((number, labels.wrapping_add(count)))
    }

    /// Whether a key ends here.
    #[inline]
    pub(crate) fn is_final(&self) -> bool {
        self.chained == 0 && self.head as u8 & FINAL != 0
    }

    /// The value of the key that ends here.
    pub(crate) fn value(&self) -> Option<u64> {
        if !self.is_final() {
            return None;
        }
        if (self.head >> 8) as u8 & FINAL_OUTPUT == 0 {
            return Some(self.output);
        }
        let shape = self.shape();
        let behind = self.edges().wrapping_add(self.count() * shape.bytes);
        Some(self.output.wrapping_add(read(self.bytes, behind) & shape.output_mask))
    }

    /// The symbols that keys go on with, in order.
    fn symbols(&self) -> impl DoubleEndedIterator<Item = u8> + use<'f> {
        let head = self.head.to_le_bytes();
        let is_indexed = self.chained == 0 && head[1] & INDEXED != 0;
        let (start, length, first) = match (self.chained > 0, is_indexed) {
            (true, _) => (self.at, 1, 0),
            (_, false) => (self.at.wrapping_add(NODE_HEAD), usize::from(head[0] & COUNT), 0),
            (_, true) => (self.at.wrapping_add(INDEX_HEAD), usize::from(head[3]), head[2]),
        };
        let labels = self.bytes.get(start..).and_then(|rest| rest.get(..length)).unwrap_or(&[]);
        labels.iter().enumerate().filter_map(move |(offset, &label)| {
            if is_indexed { (label != 0).then(|| first.wrapping_add(offset as u8)) } else { Some(label) }
        })
    }
}

/// No byte is the one that was looked for.
const NO_POSITION: usize = 8;

/// Which byte of a word, from the lowest on, is the first that equals another one (Mycroft's test for a zero byte).
#[inline]
fn position(word: u64, byte: u8) -> usize {
    const ONES: u64 = u64::MAX / 255;
    let differences = word ^ (ONES * u64::from(byte));
    let zeros = differences.wrapping_sub(ONES) & !differences & (ONES << 7);
    zeros.trailing_zeros() as usize / 8
}

/// Of how many bytes an edge is, and how its target and its output are told apart when it is read as a number.
struct EdgeShape {
    bytes: usize,
    target_bits: u32,
    target_mask: u64,
    output_mask: u64,
}

/// By the bits of the second byte of a node that hold both widths.
static EDGE_SHAPES: [EdgeShape; 1 << (2 * WIDTH_BITS)] = {
    let mut shapes = [const { EdgeShape { bytes: 0, target_bits: 0, target_mask: 0, output_mask: 0 } }; _];
    let mut widths = 0;
    while widths < shapes.len() {
        let (target, output) = (widths % (1 << WIDTH_BITS), widths >> WIDTH_BITS);
        shapes[widths] = EdgeShape {
            bytes: target + output,
            target_bits: 8 * target as u32,
            target_mask: (1 << (8 * target)) - 1,
            output_mask: (1 << (8 * output)) - 1,
        };
        widths += 1;
    }
    shapes
};

/// Eight bytes from an offset on; zero, which is a node that nothing leads on from, outside.
#[inline]
fn read(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |chunk| u64::from_le_bytes(*chunk))
}

/// The keys of an automaton in order, see [`Forms::iter`].
pub(crate) struct Iter<'f> {
    key: Vec<u8>,
    /// Places to go on from: where a symbol leads, and how long the key is before it.
    stack: Vec<(Walk<'f>, usize, Option<u8>)>,
    steps_left: u64,
}

impl Iterator for Iter<'_> {
    type Item = (Vec<u8>, u64);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (walk, length, symbol) = self.stack.pop()?;
            self.steps_left = self.steps_left.checked_sub(1)?;
            self.key.truncate(length);
            self.key.extend(symbol);
            for symbol in walk.symbols().rev() {
                let mut next = walk;
                if next.step(symbol) {
                    self.stack.push((next, self.key.len(), Some(symbol)));
                }
            }
            if let Some(value) = walk.value() {
                return Some((self.key.clone(), value));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::form_writer;
    use super::super::sections::Bytes;
    use super::*;

    fn written(entries: &BTreeMap<Vec<u8>, u64>) -> Vec<u8> {
        let mut builder = fst::raw::Builder::memory();
        for (key, value) in entries {
            builder.insert(key, *value).unwrap();
        }
        form_writer::write(&builder.into_fst()).unwrap()
    }

    fn opened(bytes: Vec<u8>) -> Forms {
        Forms::new(Slice { range: 0..bytes.len(), bytes: Bytes::Shared(bytes.into()) })
    }

    /// Numbers of a linear congruential generator.
    fn numbers(mut state: u64) -> impl FnMut(u64) -> u64 {
        move |bound| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % bound
        }
    }

    /// Keys of all shapes: stems with shared endings, keys that others begin with, runs longer than a chain, a node with an
    /// edge for every symbol, values of one byte to four.
    fn entries() -> BTreeMap<Vec<u8>, u64> {
        let mut number = numbers(1);
        let mut entries = BTreeMap::new();
        for _ in 0..2000 {
            let stem: Vec<u8> = (0..1 + number(6)).map(|_| 0x80 + number(20) as u8).collect();
            let value = 1 << number(32);
            for ending in [&b""[..], b"a", b"om", b"ovi", b"ah", b"ah u"] {
                entries.insert([&stem[..], ending].concat(), value + ending.len() as u64);
            }
        }
        for symbol in 1..=255 {
            entries.insert(vec![b'q', symbol], u64::from(symbol) * 1_000_003);
        }
        for length in [63, 64, 65, 66, 130, 200] {
            entries.insert(vec![b'z'; length], length as u64);
            entries.insert([vec![b'y'; length], vec![b'x', length as u8]].concat(), 70_000);
        }
        entries
    }

    #[test]
    fn every_key_has_its_value_and_no_other_has_one() {
        let entries = entries();
        let forms = opened(written(&entries));
        assert_eq!(forms.len(), entries.len());
        assert!(forms.iter().eq(entries.clone()), "the keys in order");
        for (key, value) in &entries {
            assert_eq!(forms.get(key), Some(*value), "{key:?}");
            for other in [&key[..key.len() - 1], &[&key[..], b"w"].concat(), &[b"w", &key[..]].concat()] {
                assert_eq!(forms.get(other), entries.get(other).copied(), "{other:?}");
            }
        }
    }

    #[test]
    fn no_keys_or_no_bytes_are_an_empty_automaton() {
        for bytes in [written(&BTreeMap::new()), Vec::new(), vec![1; 3]] {
            let forms = opened(bytes);
            assert_eq!((forms.get(b""), forms.get(b"a"), forms.iter().count()), (None, None, 0));
        }
    }

    #[test]
    fn damaged_bytes_end_every_walk() {
        let (entries, mut number) = (entries(), numbers(2));
        let whole = written(&entries);
        let mut unharmed = 0;
        for _ in 0..300 {
            let mut damaged = whole.clone();
            for _ in 0..1 + number(40) {
                let at = number(whole.len() as u64) as usize;
                damaged[at] = number(256) as u8;
            }
            damaged.truncate(whole.len() - number(2) as usize * number(whole.len() as u64) as usize);
            let forms = opened(damaged);
            unharmed += entries.iter().filter(|(key, value)| forms.get(key) == Some(**value)).count();
            assert!(forms.iter().take(20_000).all(|(key, _)| key.len() <= whole.len()));
        }
        assert!(unharmed > 0);
    }
}

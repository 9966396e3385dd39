//! The automaton of forms, written: see `forms.rs` for how it is read.

use std::collections::{HashMap, HashSet};

use fst::Streamer;
use fst::raw::{Fst, Output};

use super::forms::{
    CHAIN, CHAIN_JUMPS, COUNT, FINAL, FINAL_OUTPUT, HEADER, INDEX_HEAD, INDEXED, MOST_LABELS, NODE_HEAD,
    PADDING, WIDTH_BITS,
};
use super::given::PlaceError;

/// Symbols of a chain at most.
const LONGEST_CHAIN: u8 = COUNT + 1;

/// Lays out an automaton for walking.
pub(super) fn write(automaton: &Fst<Vec<u8>>) -> Result<Vec<u8>, PlaceError> {
    let nodes = minimal(automaton)?;
    let chained = chained(&nodes);
    let mut layout = Layout { reversed: vec![0; PADDING], to_end: vec![0; nodes.len()] };
    for (number, node) in nodes.iter().enumerate() {
        if chained[number] {
            continue;
        }
        let bytes = match node.only_edge() {
            Some(_) => layout.chain(&nodes, &chained, number)?,
            None => layout.node(node)?,
        };
        layout.reversed.extend(bytes.iter().rev());
        layout.to_end[number] = layout.reversed.len();
    }
    let mut bytes = Vec::with_capacity(HEADER + layout.reversed.len());
    for count in [automaton.len(), symbols(automaton)] {
        bytes.extend(u32::try_from(count).map_err(|_| PlaceError::TooMany("forms"))?.to_le_bytes());
    }
    debug_assert_eq!(bytes.len(), HEADER);
    // The root, which only it leads to, is the last node that was laid out, and so the first one read.
    bytes.extend(layout.reversed.iter().rev());
    Ok(bytes)
}

/// How many symbols all keys have together.
fn symbols(automaton: &Fst<Vec<u8>>) -> usize {
    let (mut stream, mut count) = (automaton.stream(), 0);
    while let Some((key, _)) = stream.next() {
        count += key.len();
    }
    count
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Edge {
    symbol: u8,
    output: u32,
    target: usize,
}

#[derive(PartialEq, Eq, Hash)]
struct Node {
    /// What is added where a key ends here.
    final_output: Option<u32>,
    edges: Vec<Edge>,
}

impl Node {
    /// The edge of a node that is nothing but a step from one symbol to the next.
    fn only_edge(&self) -> Option<Edge> {
        match self.edges[..] {
            [edge] if self.final_output.is_none() && edge.output == 0 => Some(edge),
            _ => None,
        }
    }
}

/// The nodes of an automaton, equal ones once, each behind those that it leads to; the root is the last.
fn minimal(automaton: &Fst<Vec<u8>>) -> Result<Vec<Node>, PlaceError> {
    let output = |output: Output| u32::try_from(output.value()).map_err(|_| PlaceError::TooMany("forms"));
    let mut by_address: HashMap<usize, usize> = HashMap::new();
    let mut numbers: HashMap<Node, usize> = HashMap::new();
    for address in addresses(automaton) {
        let node = automaton.node(address);
        let mut edges = Vec::with_capacity(node.len());
        for transition in node.transitions() {
            let target = by_address.get(&transition.addr).copied().unwrap_or_default();
            edges.push(Edge { symbol: transition.inp, output: output(transition.out)?, target });
        }
        let final_output = node.is_final().then(|| output(node.final_output())).transpose()?;
        let next = numbers.len();
        let number = *numbers.entry(Node { final_output, edges }).or_insert(next);
        by_address.insert(address, number);
    }
    let mut nodes: Vec<(Node, usize)> = numbers.into_iter().collect();
    nodes.sort_unstable_by_key(|(_, number)| *number);
    Ok(nodes.into_iter().map(|(node, _)| node).collect())
}

/// Where the nodes of an automaton stand, in order: each behind those that it leads to, since it was written after them.
fn addresses(automaton: &Fst<Vec<u8>>) -> Vec<usize> {
    let root = automaton.root().addr();
    let (mut seen, mut left) = (HashSet::from([root]), vec![root]);
    while let Some(address) = left.pop() {
        left.extend(
            automaton.node(address).transitions().map(|edge| edge.addr).filter(|&addr| seen.insert(addr)),
        );
    }
    let mut addresses: Vec<usize> = seen.into_iter().collect();
    addresses.sort_unstable();
    addresses
}

/// Which nodes stand inside of a chain: those with one edge, to which one edge leads, from such a node.
fn chained(nodes: &[Node]) -> Vec<bool> {
    let mut leading_to = vec![0usize; nodes.len()];
    for edge in nodes.iter().flat_map(|node| &node.edges) {
        leading_to[edge.target] += 1;
    }
    // How many symbols of its chain stand before a node. Nodes come before those that they lead to.
    let mut before = vec![0u8; nodes.len()];
    for (number, node) in nodes.iter().enumerate().rev() {
        let Some(Edge { target, .. }) = node.only_edge() else { continue };
        let goes_on = leading_to[target] == 1 && nodes[target].only_edge().is_some();
        if goes_on && before[number] + 1 < LONGEST_CHAIN {
            before[target] = before[number] + 1;
        }
    }
    before.into_iter().map(|before| before > 0).collect()
}

/// Bytes as they grow, from the end of the section to its beginning: what a node leads to stands behind it.
struct Layout {
    reversed: Vec<u8>,
    /// How many bytes there are from the first byte of a node to the end of the section.
    to_end: Vec<usize>,
}

impl Layout {
    /// Bytes between what is written next and a node.
    fn distance(&self, node: usize) -> usize {
        self.reversed.len() - self.to_end[node]
    }

    /// A chain from its first node on.
    fn chain(&self, nodes: &[Node], chained: &[bool], first: usize) -> Result<Vec<u8>, PlaceError> {
        let mut bytes = vec![CHAIN];
        let mut node = first;
        while let Some(edge) = nodes[node].only_edge().filter(|_| node == first || chained[node]) {
            bytes.push(edge.symbol);
            node = edge.target;
        }
        // The first symbol is one less than what the low bits count.
        bytes[0] |= (bytes.len() - 2) as u8;
        let distance = u32::try_from(self.distance(node)).map_err(|_| PlaceError::TooMany("forms"))?;
        if distance > 0 {
            bytes[0] |= CHAIN_JUMPS;
            bytes.extend(distance.to_le_bytes());
        }
        Ok(bytes)
    }

    /// A node that keys end at, or branch off.
    fn node(&self, node: &Node) -> Result<Vec<u8>, PlaceError> {
        let final_output = node.final_output.filter(|&output| output > 0);
        let output_width = node.edges.iter().map(|edge| edge.output).chain(final_output).map(width).max();
        let output_width = output_width.unwrap_or(0);
        let behind_edges = if final_output.is_some() { output_width } else { 0 };
        // Targets count from the first edge on, so the wider they are, the farther they are.
        let widest = |target_width: usize| {
            let edges = node.edges.len() * (target_width + output_width) + behind_edges;
            node.edges.iter().map(|edge| edges + self.distance(edge.target)).max().unwrap_or(0)
        };
        let target_width = (0..=4).find(|&bytes| widest(bytes) as u64 >> (8 * bytes) == 0);
        let target_width = target_width.ok_or(PlaceError::TooMany("forms"))?;
        let base = node.edges.len() * (target_width + output_width) + behind_edges;

        let mut bytes = labels(node);
        bytes[1] |= target_width as u8 | (output_width << WIDTH_BITS) as u8;
        for edge in &node.edges {
            bytes.extend(&(base + self.distance(edge.target)).to_le_bytes()[..target_width]);
            bytes.extend(&edge.output.to_le_bytes()[..output_width]);
        }
        if node.final_output.is_some() {
            bytes[0] |= FINAL;
        }
        if let Some(output) = final_output {
            bytes[1] |= FINAL_OUTPUT;
            bytes.extend(&output.to_le_bytes()[..output_width]);
        }
        Ok(bytes)
    }
}

/// How many bytes a number takes.
fn width(number: u32) -> usize {
    (u32::BITS - number.leading_zeros()).div_ceil(8) as usize
}

/// The first bytes of a node, up to its edges.
fn labels(node: &Node) -> Vec<u8> {
    let symbols = node.edges.iter().map(|edge| edge.symbol);
    let (Some(first), Some(last), true) =
        (symbols.clone().min(), symbols.clone().max(), symbols.len() > MOST_LABELS)
    else {
        let mut bytes = vec![symbols.len() as u8, 0];
        bytes.extend(symbols);
        debug_assert_eq!(bytes.len(), NODE_HEAD + node.edges.len());
        return bytes;
    };
    let mut index = vec![0; usize::from(last - first) + 1];
    for (symbol, number) in symbols.clone().zip(1..=u8::MAX) {
        index[usize::from(symbol - first)] = number;
    }
    let mut bytes = vec![0, INDEXED, first, index.len() as u8, symbols.len() as u8];
    debug_assert_eq!(bytes.len(), INDEX_HEAD);
    bytes.extend(index);
    bytes
}

//! Keys within so many edits of another, found in an automaton of keys without building one for each question.

use fst::Automaton;

/// The most edits that are looked for.
const MOST: usize = 2;
/// Positions behind so many letters of a key fit into a word beside the one before its first.
const LONGEST: usize = 63;

/// Accepts what a key becomes by at most so many insertions, deletions and substitutions of bytes: the nondeterministic
/// automaton of Wu and Manber (1992), a word of bits for each number of edits.
pub(super) struct Edits {
    /// For each byte, the positions of the key that it leads to.
    leads_to: Box<[u64; 256]>,
    length: usize,
    edits: usize,
}

/// For each number of edits the positions that have been reached by so many.
type Reached = [u64; MOST + 1];

impl Edits {
    /// Nothing where the key is too long, or the edits too many.
    pub(super) fn of(key: &[u8], edits: usize) -> Option<Self> {
        if key.len() > LONGEST || edits > MOST {
            return None;
        }
        let mut leads_to = Box::new([0; 256]);
        for (at, &byte) in key.iter().enumerate() {
            leads_to[usize::from(byte)] |= 1 << (at + 1);
        }
        Some(Edits { leads_to, length: key.len(), edits })
    }
}

impl Automaton for Edits {
    type State = Reached;

    fn start(&self) -> Reached {
        // Letters of the key may be left out from the beginning on.
        std::array::from_fn(|edits| if edits <= self.edits { (2 << edits) - 1 } else { 0 })
    }

    fn is_match(&self, reached: &Reached) -> bool {
        reached[self.edits] >> self.length & 1 == 1
    }

    fn can_match(&self, reached: &Reached) -> bool {
        // Positions past the end of the key lead nowhere.
        reached[self.edits] & (u64::MAX >> (LONGEST - self.length)) != 0
    }

    fn accept(&self, reached: &Reached, byte: u8) -> Reached {
        let leads_to = self.leads_to[usize::from(byte)];
        let mut next = [(reached[0] << 1) & leads_to, 0, 0];
        for edits in 1..=self.edits {
            let (fewer, own) = (reached[edits - 1], reached[edits]);
            let (inserted, substituted, left_out) = (fewer, fewer << 1, next[edits - 1] << 1);
            next[edits] = (own << 1) & leads_to | inserted | substituted | left_out;
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(edits: &Edits, word: &str) -> bool {
        let end = word.bytes().try_fold(edits.start(), |state, byte| {
            edits.can_match(&state).then(|| edits.accept(&state, byte))
        });
        end.is_some_and(|state| edits.is_match(&state))
    }

    /// By the recurrence that defines the distance.
    fn distance(a: &[u8], b: &[u8]) -> usize {
        match (a, b) {
            ([], rest) | (rest, []) => rest.len(),
            ([first, a_rest @ ..], [other, b_rest @ ..]) => {
                let substituted = usize::from(first != other) + distance(a_rest, b_rest);
                substituted.min(1 + distance(a_rest, b)).min(1 + distance(a, b_rest))
            }
        }
    }

    #[test]
    fn accepts_what_is_within_so_many_edits() {
        let words = ["", "a", "ab", "ba", "abc", "acb", "sinkivka", "sinkifka", "insinkiv", "senkivk"];
        for key in words {
            for edits in 0..=MOST {
                let automaton = Edits::of(key.as_bytes(), edits).expect("a short key");
                for word in words {
                    let within = distance(key.as_bytes(), word.as_bytes()) <= edits;
                    assert_eq!(accepts(&automaton, word), within, "{key} {word} {edits}");
                }
            }
        }
    }

    #[test]
    fn keys_of_all_lengths_that_fit_are_taken() {
        let key = "x".repeat(LONGEST);
        let automaton = Edits::of(key.as_bytes(), MOST).expect("the longest key");
        assert!(accepts(&automaton, &key) && accepts(&automaton, &key[2..]));
        assert!(accepts(&automaton, &format!("{key}yy")) && !accepts(&automaton, &key[3..]));
        assert!(Edits::of("x".repeat(LONGEST + 1).as_bytes(), 1).is_none());
        assert!(Edits::of(b"x", MOST + 1).is_none());
    }
}

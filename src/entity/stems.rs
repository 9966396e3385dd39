//! Words of the tables: a hash table of stems that all beginnings of a word are looked up in, and one of endings.

use hashbrown::HashTable;
use rustc_hash::FxHashMap;

/// The hash of a word, taken letter by letter, so that those of all its beginnings come on the way. It is for words of the
/// tables alone: no text can add any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Hash(u64);

impl Hash {
    pub(super) fn of(word: &str) -> Self {
        word.chars().fold(Hash::default(), Hash::with)
    }

    /// The hash with one letter more: the step of `rustc-hash`.
    pub(super) fn with(self, letter: char) -> Self {
        Hash(self.0.wrapping_add(u64::from(letter)).wrapping_mul(0xF135_7AEA_2E62_A9C5))
    }

    fn finish(self) -> u64 {
        self.0.rotate_left(26)
    }

    /// The word and the bit of the filter, of the upper bits, which are the best mixed.
    fn filter(self) -> (usize, u64) {
        ((self.0 >> 54) as usize, 1 << (self.0 >> 48 & 63))
    }
}

/// Stems with what the tables say of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Stems<T> {
    table: HashTable<u32>,
    slots: Vec<Slot<T>>,
    /// The stems one after the other.
    text: String,
    /// A bit for the hash of each stem, which refuses most words that are none without a look into the table.
    filter: Vec<u64>,
}

/// Words of the filter: 2¹⁶ bits, some ten a stem of the embedded tables, and few enough to stay in the nearest cache.
const FILTER: usize = 1024;

#[derive(Debug, Clone)]
struct Slot<T> {
    start: u32,
    end: u32,
    value: T,
}

impl<T: Default> Stems<T> {
    /// Room for so many stems more.
    pub(super) fn reserve(&mut self, more: usize) {
        let Stems { table, slots, text, .. } = self;
        table.reserve(more, |&at| Hash::of(stem(slots, text, at)).finish());
        slots.reserve(more);
        text.reserve(more * 12);
    }

    /// What is known of a stem.
    pub(super) fn get(&self, word: &str, hash: Hash) -> Option<&T> {
        self.find(hash, |stem| stem == word)
    }

    /// What is known of the stem that has a hash and passes a test.
    pub(super) fn find(&self, hash: Hash, mut is: impl FnMut(&str) -> bool) -> Option<&T> {
        let (word, bit) = hash.filter();
        if self.filter.get(word).is_none_or(|bits| bits & bit == 0) {
            return None;
        }
        let at = self.table.find(hash.finish(), |&at| is(stem(&self.slots, &self.text, at)))?;
        self.slots.get(*at as usize).map(|slot| &slot.value)
    }

    /// What is known of a stem, to be changed; a new stem has the default. An error when there is no room left.
    pub(super) fn entry(&mut self, word: &str, hash: Hash) -> Result<&mut T, String> {
        let Stems { table, slots, text, filter } = self;
        let known = table.find(hash.finish(), |&at| stem(slots, text, at) == word).copied();
        let at = match known {
            Some(at) => at,
            None => {
                let start = text.len();
                let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(start + word.len())) else {
                    return Err("the tables are longer than 4 GiB".to_owned());
                };
                let at = slots.len() as u32;
                let (filter_word, bit) = hash.filter();
                filter.resize(FILTER, 0);
                filter[filter_word] |= bit;
                text.push_str(word);
                slots.push(Slot { start, end, value: T::default() });
                table.insert_unique(hash.finish(), at, |&at| Hash::of(stem(slots, text, at)).finish());
                at
            }
        };
        Ok(&mut slots[at as usize].value)
    }
}

fn stem<'t, T>(slots: &[Slot<T>], text: &'t str, at: u32) -> &'t str {
    let slot = &slots[at as usize];
    &text[slot.start as usize..slot.end as usize]
}

/// Endings of words, each with a value.
#[derive(Debug, Clone, Default)]
pub(super) struct Endings<T> {
    map: FxHashMap<Box<str>, T>,
    /// Letters of the longest.
    longest: usize,
}

impl<T> Endings<T> {
    pub(super) fn insert(&mut self, ending: &str, value: T) {
        self.longest = self.longest.max(ending.chars().count());
        self.map.insert(ending.into(), value);
    }

    /// The value of an ending.
    pub(super) fn get(&self, ending: &str) -> Option<&T> {
        self.map.get(ending)
    }

    pub(super) fn get_mut(&mut self, ending: &str) -> Option<&mut T> {
        self.map.get_mut(ending)
    }

    /// The endings that a word has with so many letters or more before them, each with where it begins, the shortest first.
    /// Only the end of a word is looked at, so that a line of a million letters costs no more than another.
    pub(super) fn of<'e>(&'e self, word: &'e str, least: usize) -> impl Iterator<Item = (usize, &'e T)> {
        let first = word.char_indices().nth(least).map_or(word.len(), |(at, _)| at);
        let starts = word.char_indices().rev().take(self.longest).map(|(at, _)| at);
        starts.take_while(move |&at| at >= first).filter_map(|at| Some((at, self.map.get(&word[at..])?)))
    }

    /// Whether a word has one of the endings with so many letters or more before it.
    pub(super) fn end(&self, word: &str, least: usize) -> bool {
        self.of(word, least).next().is_some()
    }
}

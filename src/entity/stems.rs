//! Words of the tables: a hash table of stems that all beginnings of a word are looked up in, and one of endings.

use hashbrown::HashTable;
use zerocopy::little_endian::{U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use super::compiled::{Compiled, Record, compiled, read_records};

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
}

/// Refuses most words that are no stems without a look into their table: a bit for each hash. 512 words of bits are some
/// five bits a stem of the embedded tables, and few enough to stay in the nearest cache.
#[derive(Debug, Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(transparent)]
pub(super) struct Filter<const WORDS: usize = 512>([U64; WORDS]);

impl<const WORDS: usize> Default for Filter<WORDS> {
    fn default() -> Self {
        Filter([U64::ZERO; WORDS])
    }
}

impl<const WORDS: usize> Filter<WORDS> {
    /// The word and the bit, from the upper bits of a hash, which are the best mixed.
    fn place(hash: Hash) -> (usize, u64) {
        const { assert!(WORDS.is_power_of_two() && WORDS > 1) };
        let upper = hash.0 >> (58 - WORDS.trailing_zeros());
        ((upper >> 6) as usize, 1 << (upper & 63))
    }

    pub(super) fn add(&mut self, hash: Hash) {
        let (word, bit) = Self::place(hash);
        self.0[word] |= U64::new(bit);
    }

    pub(super) fn admits(&self, hash: Hash) -> bool {
        let (word, bit) = Self::place(hash);
        self.0[word].get() & bit != 0
    }
}

impl<const WORDS: usize> Compiled for Filter<WORDS> {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.as_bytes());
    }

    fn read(from: &mut &[u8]) -> Option<Self> {
        let (filter, rest) = Self::read_from_prefix(from).ok()?;
        *from = rest;
        Some(filter)
    }
}

/// Beginnings of a word kept while it is read, a power of two.
pub(super) const KEPT: usize = 8;

/// The beginnings of a word that a filter admits, the last [`KEPT`], and the hash of the whole word.
pub(super) struct Beginnings {
    /// Bytes, letters, hash.
    kept: [(usize, usize, Hash); KEPT],
    count: usize,
    letters: usize,
    pub(super) whole: Hash,
}

impl Beginnings {
    pub(super) fn of(word: &str, filter: &Filter) -> Self {
        let mut kept = [(0, 0, Hash::default()); KEPT];
        let (mut whole, mut letters, mut count) = (Hash::default(), 0, 0);
        for (at, c) in word.char_indices() {
            if filter.admits(whole) {
                kept[count % KEPT] = (at, letters, whole);
                count += 1;
            }
            whole = whole.with(c);
            letters += 1;
        }
        Beginnings { kept, count, letters, whole }
    }

    /// Where the beginnings end that leave so many letters at most, [`KEPT`] or fewer, and their hashes, the longest first.
    pub(super) fn leaving(&self, most: usize) -> impl Iterator<Item = (usize, Hash)> {
        let kept = (self.count.saturating_sub(KEPT)..self.count).rev().map(|nth| self.kept[nth % KEPT]);
        kept.take_while(move |(_, before, _)| self.letters - before <= most).map(|(at, _, hash)| (at, hash))
    }
}

/// Stems with what the tables say of them, numbered in the order in which they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Stems<T> {
    table: HashTable<u32>,
    slots: Vec<Slot>,
    values: Vec<T>,
    /// The stems one after the other, UTF-8.
    text: Vec<u8>,
}

/// What is known of a stem of a mere list: that it is there. A byte, since records have a size.
#[derive(Debug, Clone, Copy, Default, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(transparent)]
pub(super) struct Listed(u8);

#[derive(Debug, Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Slot {
    hash: U64,
    start: U32,
    end: U32,
}

impl Slot {
    fn hash(&self) -> Hash {
        Hash(self.hash.get())
    }

    fn stem<'t>(&self, text: &'t [u8]) -> Option<&'t [u8]> {
        text.get(self.start.get() as usize..self.end.get() as usize)
    }
}

impl<T> Stems<T> {
    /// Makes room for so many stems.
    pub(super) fn reserve(&mut self, stems: usize) {
        let Stems { table, slots, .. } = self;
        table.reserve(stems, |&at| slots[at as usize].hash().finish());
        slots.reserve(stems);
        self.values.reserve(stems);
    }

    /// What is known of a stem.
    pub(super) fn get(&self, word: &str, hash: Hash) -> Option<&T> {
        self.find(hash, |stem| stem == word.as_bytes())
    }

    /// What is known of the stem that has a hash and passes a test.
    pub(super) fn find(&self, hash: Hash, mut is: impl FnMut(&[u8]) -> bool) -> Option<&T> {
        let slot = |at: u32| self.slots.get(at as usize);
        let passes = |&at: &u32| slot(at).and_then(|slot| slot.stem(&self.text)).is_some_and(&mut is);
        let at = self.table.find(hash.finish(), passes)?;
        self.values.get(*at as usize)
    }

    /// The stem of a number.
    pub(super) fn stem(&self, number: u32) -> Option<&str> {
        std::str::from_utf8(self.slots.get(number as usize)?.stem(&self.text)?).ok()
    }

    pub(super) fn values(&self) -> &[T] {
        &self.values
    }
}

impl<T: Default> Stems<T> {
    /// What is known of a stem, to be changed; a new stem has the default. An error when there is no room left.
    pub(super) fn entry(&mut self, word: &str, hash: Hash) -> Result<&mut T, String> {
        let number = self.number(word, hash)?;
        Ok(&mut self.values[number as usize])
    }

    /// The number of a stem; a new one has the next. An error when there is no room left.
    pub(super) fn number(&mut self, word: &str, hash: Hash) -> Result<u32, String> {
        let Stems { table, slots, values, text } = self;
        let is_it = |&at: &u32| slots[at as usize].stem(text) == Some(word.as_bytes());
        if let Some(&known) = table.find(hash.finish(), is_it) {
            return Ok(known);
        }
        let start = text.len();
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(start + word.len())) else {
            return Err("the tables are longer than 4 GiB".to_owned());
        };
        let number = slots.len() as u32;
        text.extend(word.as_bytes());
        slots.push(Slot { hash: U64::new(hash.0), start: U32::new(start), end: U32::new(end) });
        values.push(T::default());
        table.insert_unique(hash.finish(), number, |&at| slots[at as usize].hash().finish());
        Ok(number)
    }
}

impl<T: Record> Compiled for Stems<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.text.write(out);
        self.slots.write(out);
        out.extend(self.values.as_slice().as_bytes());
    }

    fn read(from: &mut &[u8]) -> Option<Self> {
        let text = Vec::<u8>::read(from)?;
        let slots = Vec::<Slot>::read(from)?;
        if slots.iter().any(|slot| slot.stem(&text).is_none()) {
            return None;
        }
        let values = read_records(slots.len(), from)?;
        let hash = |&at: &u32| slots[at as usize].hash().finish();
        let mut table = HashTable::with_capacity(slots.len());
        for number in 0..u32::try_from(slots.len()).ok()? {
            table.insert_unique(hash(&number), number, hash);
        }
        Some(Stems { table, slots, values, text })
    }
}

/// Endings of words, each with a value; their hashes are taken from the last letter on.
#[derive(Debug, Clone, Default)]
pub(super) struct Endings<T> {
    stems: Stems<T>,
    filter: Filter<32>,
    /// Letters of the longest.
    longest: u64,
}

compiled!(Endings<T: Record> { stems, filter, longest });

impl<T: Default> Endings<T> {
    /// The value of an ending, to be changed.
    pub(super) fn entry(&mut self, ending: &str) -> Result<&mut T, String> {
        let hash = ending.chars().rev().fold(Hash::default(), Hash::with);
        self.longest = self.longest.max(ending.chars().count() as u64);
        self.filter.add(hash);
        self.stems.entry(ending, hash)
    }
}

impl<T> Endings<T> {
    /// The value of an ending.
    pub(super) fn get(&self, ending: &str) -> Option<&T> {
        self.stems.get(ending, ending.chars().rev().fold(Hash::default(), Hash::with))
    }

    /// The endings that a word has with so many letters or more before them, each with where it begins, the shortest first.
    /// Only the end of a word is looked at, so that a line of a million letters costs no more than another.
    pub(super) fn of<'e>(&'e self, word: &'e str, least: usize) -> impl Iterator<Item = (usize, &'e T)> {
        let first = word.char_indices().nth(least).map_or(word.len(), |(at, _)| at);
        let mut hash = Hash::default();
        let ends =
            word.char_indices().rev().take(self.longest as usize).take_while(move |&(at, _)| at >= first);
        ends.filter_map(move |(at, c)| {
            hash = hash.with(c);
            let value = if self.filter.admits(hash) { self.stems.get(&word[at..], hash) } else { None };
            value.map(|value| (at, value))
        })
    }

    /// Whether a word has one of the endings with so many letters or more before it.
    pub(super) fn end(&self, word: &str, least: usize) -> bool {
        self.of(word, least).next().is_some()
    }
}

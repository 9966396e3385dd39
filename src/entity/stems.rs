//! Words of the tables: a hash table of stems that all beginnings of a word are looked up in, and one of endings.

use zerocopy::little_endian::{U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use super::compiled::{Column, Compiled, Record, Source, compiled};

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

    fn read(from: &mut Source<'_>) -> Option<Self> {
        from.record()
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

/// Stems with what the tables say of them, numbered in the order in which they came. The hash table is one that can be
/// read where it lies, in the compiled form.
#[derive(Debug, Clone, Default)]
pub(super) struct Stems<T: Copy + 'static> {
    /// The stems one after the other, UTF-8.
    text: Column<u8>,
    /// The number of a stem at the place of its hash or behind it, in as many places as a power of two; at least half are
    /// free.
    table: Column<U32>,
    slots: Column<Slot>,
    values: Column<T>,
}

/// A place of the table without a stem.
const FREE: U32 = U32::MAX_VALUE;

/// What is known of a stem of a mere list: that it is there. A byte, since records have a size.
#[derive(Debug, Clone, Copy, Default, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(transparent)]
pub(super) struct Listed(u8);

#[derive(Debug, Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Slot {
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

impl<T: Copy + 'static> Stems<T> {
    /// What is known of a stem.
    pub(super) fn get(&self, word: &str, hash: Hash) -> Option<&T> {
        self.find(hash, |stem| stem == word.as_bytes())
    }

    /// What is known of the stem that has a hash and passes a test.
    pub(super) fn find(&self, hash: Hash, is: impl FnMut(&[u8]) -> bool) -> Option<&T> {
        self.values.get(self.number_of(hash, is)? as usize)
    }

    fn number_of(&self, hash: Hash, mut is: impl FnMut(&[u8]) -> bool) -> Option<u32> {
        self.places(hash).map_while(|place| self.table.get(place).filter(|&&number| number != FREE)).find_map(
            |number| {
                let slot = self.slots.get(number.get() as usize)?;
                (slot.hash() == hash && is(slot.stem(&self.text)?)).then(|| number.get())
            },
        )
    }

    /// The places of the table where a hash may stand, in order.
    fn places(&self, hash: Hash) -> impl Iterator<Item = usize> + use<T> {
        let (length, first) = (self.table.len(), hash.finish() as usize);
        (0..length).map(move |nth| first.wrapping_add(nth) & (length - 1))
    }

    /// Puts a stem into the table.
    fn put(&mut self, number: usize) {
        let Some(slot) = self.slots.get(number) else { return };
        let free = self.places(slot.hash()).find(|&place| self.table.get(place) == Some(&FREE));
        if let Some(free) = free {
            self.table.to_mut()[free] = U32::new(number as u32);
        }
    }

    /// The stem of a number.
    pub(super) fn stem(&self, number: u32) -> Option<&str> {
        std::str::from_utf8(self.slots.get(number as usize)?.stem(&self.text)?).ok()
    }

    pub(super) fn values(&self) -> &[T] {
        &self.values
    }
}

impl<T: Copy + Default + 'static> Stems<T> {
    /// What is known of a stem, to be changed; a new stem has the default. An error when there is no room left.
    pub(super) fn entry(&mut self, word: &str, hash: Hash) -> Result<&mut T, String> {
        let number = self.number(word, hash)?;
        Ok(&mut self.values.to_mut()[number as usize])
    }

    /// The number of a stem; a new one has the next. An error when there is no room left.
    pub(super) fn number(&mut self, word: &str, hash: Hash) -> Result<u32, String> {
        if let Some(known) = self.number_of(hash, |stem| stem == word.as_bytes()) {
            return Ok(known);
        }
        let (start, number) = (self.text.len(), self.slots.len());
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(start + word.len())) else {
            return Err("the tables are longer than 4 GiB".to_owned());
        };
        self.text.to_mut().extend(word.as_bytes());
        self.slots.to_mut().push(Slot { hash: U64::new(hash.0), start: start.into(), end: end.into() });
        self.values.to_mut().push(T::default());
        let places = (2 * self.slots.len()).next_power_of_two();
        if places > self.table.len() {
            self.table = vec![FREE; places].into();
            (0..number).for_each(|number| self.put(number));
        }
        self.put(number);
        Ok(number as u32)
    }
}

impl<T: Record> Stems<T> {
    /// Whether the stems make up the text, and stand in the table.
    pub(super) fn is_sound(&self) -> bool {
        let Ok(text) = std::str::from_utf8(&self.text) else { return false };
        let mut behind = 0;
        let follows = |slot: &Slot| {
            let [start, end] = [slot.start, slot.end].map(|at| at.get() as usize);
            start == std::mem::replace(&mut behind, end) && text.is_char_boundary(end)
        };
        let is_text = self.slots.iter().all(follows) && behind == text.len();
        let (places, stems) = (self.table.len(), self.slots.len());
        let mut taken = self.table.iter().filter(|&&number| number != FREE);
        is_text
            && (places.is_power_of_two() && places >= 2 * stems || places == 0 && stems == 0)
            && taken.clone().count() == stems
            && taken.all(|number| (number.get() as usize) < stems)
    }
}

impl<T: Record> Compiled for Stems<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.text.write(out);
        self.table.write(out);
        self.slots.write(out);
        out.extend(self.values.as_bytes());
    }

    fn read(from: &mut Source<'_>) -> Option<Self> {
        let (text, table, slots) = (Column::read(from)?, Column::read(from)?, Column::<Slot>::read(from)?);
        let values = from.records(slots.len())?;
        Some(Stems { text, table, slots, values })
    }
}

/// Endings of words, each with a value; their hashes are taken from the last letter on.
#[derive(Debug, Clone, Default)]
pub(super) struct Endings<T: Copy + 'static> {
    stems: Stems<T>,
    filter: Filter<32>,
    /// Letters of the longest.
    longest: u64,
}

compiled!(Endings<T: Record> { stems, filter, longest });

impl<T: Copy + Default + 'static> Endings<T> {
    /// The value of an ending, to be changed.
    pub(super) fn entry(&mut self, ending: &str) -> Result<&mut T, String> {
        let hash = ending.chars().rev().fold(Hash::default(), Hash::with);
        self.longest = self.longest.max(ending.chars().count() as u64);
        self.filter.add(hash);
        self.stems.entry(ending, hash)
    }
}

impl<T: Record> Endings<T> {
    pub(super) fn is_sound(&self) -> bool {
        self.stems.is_sound()
    }
}

impl<T: Copy + 'static> Endings<T> {
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

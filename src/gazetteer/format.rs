//! The compiled form: a header, a table of sections, and sections of fixed-size little-endian records, which are read
//! in place. `docs/data.md` draws it.
//!
//! Every access is checked against the bounds of its section and falls back to an empty value, so that no bytes,
//! however damaged, make a panic; the checksum tells damage before that.

use zerocopy::little_endian::{I32, U16, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// The first bytes of a compiled gazetteer.
pub(crate) const MAGIC: [u8; 8] = *b"UAGAZET\0";

/// The version of the format; a change of any record or of the alphabet of symbols raises it.
pub const FORMAT_VERSION: u32 = 4;

/// No place, no string, no number.
pub(crate) const NONE: u32 = u32::MAX;

/// Coordinates are stored in units of 1e-5 degrees, about a metre.
pub(crate) const COORDINATE_SCALE: f64 = 1e5;

#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct Header {
    pub(crate) magic: [u8; 8],
    pub(crate) version: U32,
    pub(crate) sections: U32,
    /// XXH3 of everything behind the header.
    pub(crate) checksum: U64,
    /// Length of the whole.
    pub(crate) length: U64,
}

#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct SectionRecord {
    pub(crate) offset: U64,
    pub(crate) length: U64,
}

/// The sections, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// JSON: versions, sources, counts.
    Info,
    /// UTF-8, each string behind its length (LEB128).
    Strings,
    /// u32: offsets of the strings that features are, in the order of their numbers.
    Features,
    /// [`PlaceRecord`], in the order of ids.
    Places,
    /// [`WikidataRecord`], by place.
    Wikidata,
    /// [`NameRecord`].
    Names,
    /// Groups of postings: the place in the upper bits, the sort of the name in the low [`SORT_BITS`].
    Postings,
    /// [`FormClassRecord`].
    FormClasses,
    /// [`PatternRecord`].
    Patterns,
    /// Automaton from keys to form values, see [`Forms`](super::forms::Forms).
    Forms,
    /// Groups of names and form classes that share a key where no pattern says so.
    Groups,
    /// `fst::Map` from spelling keys to a name or a group of names.
    SpellingKeys,
    /// Groups of names that share a spelling key.
    KeyGroups,
    /// `fst::Map` from keys to the bits of the other senses of a name.
    Senses,
    /// [`PlaceNameRecord`], by place: names beside the official ones.
    PlaceNames,
    /// [`HostilityRecord`], by place.
    Hostilities,
    /// u32: settlements that a hostility row leaves out.
    Exceptions,
    /// [`NearRecord`], by cell: where hostilities are near at some time.
    NearCells,
    /// Groups of the days on which they come near a cell, and go, in turn.
    NearDays,
    /// [`RedirectRecord`], by the old id.
    Redirects,
}

impl Section {
    /// All sections with the size of a record in bytes; 0 where they have none of a fixed size.
    pub(crate) const ALL: [(Section, &'static str, usize); 20] = [
        (Section::Info, "Info", 0),
        (Section::Strings, "Strings", 0),
        (Section::Features, "Features", size_of::<U32>()),
        (Section::Places, "Places", size_of::<PlaceRecord>()),
        (Section::Wikidata, "Wikidata", size_of::<WikidataRecord>()),
        (Section::Names, "Names", size_of::<NameRecord>()),
        (Section::Postings, "Postings", 0),
        (Section::FormClasses, "FormClasses", size_of::<FormClassRecord>()),
        (Section::Patterns, "Patterns", size_of::<PatternRecord>()),
        (Section::Forms, "Forms", 0),
        (Section::Groups, "Groups", 0),
        (Section::SpellingKeys, "SpellingKeys", 0),
        (Section::KeyGroups, "KeyGroups", 0),
        (Section::Senses, "Senses", 0),
        (Section::PlaceNames, "PlaceNames", size_of::<PlaceNameRecord>()),
        (Section::Hostilities, "Hostilities", size_of::<HostilityRecord>()),
        (Section::Exceptions, "Exceptions", size_of::<U32>()),
        (Section::NearCells, "NearCells", size_of::<NearRecord>()),
        (Section::NearDays, "NearDays", 0),
        (Section::Redirects, "Redirects", size_of::<RedirectRecord>()),
    ];
    pub(crate) const COUNT: usize = Section::ALL.len();

    /// Sections that hold an `fst`.
    pub(crate) const AUTOMATA: [Section; 2] = [Section::SpellingKeys, Section::Senses];
}

/// Bits of a posting that hold the sort of the name; the place stands above.
pub(crate) const SORT_BITS: u32 = 3;
/// Bits of a posting that hold the place: with the sort, 31.
pub(crate) const PLACE_BITS: u32 = 28;
/// The bit of a name's postings that says that the rest is the offset of a group.
pub(crate) const POSTING_GROUP: u32 = 1 << 31;
/// Bits of a name's text that hold the offset of a string; the language stands above.
pub(crate) const TEXT_BITS: u32 = 30;
/// The text of a name that has none of its own: an adjective.
pub(crate) const NO_TEXT: u32 = (1 << TEXT_BITS) - 1;
/// Bits of a form value that hold the pattern; the first name, or the offset of a group, stands above.
pub(crate) const PATTERN_BITS: u32 = 7;
/// The pattern that says that a group follows.
pub(crate) const GROUP_PATTERN: u32 = (1 << PATTERN_BITS) - 1;
/// Bits of an item of a group of forms that hold the form class; the name stands above.
pub(crate) const CLASS_BITS: u32 = 5;

#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct PlaceRecord {
    pub(crate) id: U64,
    pub(crate) name_uk: U32,
    pub(crate) name_en: U32,
    pub(crate) name_ru: U32,
    pub(crate) parent: U32,
    pub(crate) lat: I32,
    pub(crate) lon: I32,
    pub(crate) geonames: U32,
    pub(crate) population: U32,
    pub(crate) kind: u8,
    pub(crate) precision: u8,
    /// Number of the feature in [`Section::Features`], or [`NO_FEATURE`].
    pub(crate) feature: U16,
    /// Bit by language number: the name in that language is made by rule.
    pub(crate) derived: u8,
}

/// No feature.
pub(crate) const NO_FEATURE: u16 = u16::MAX;

/// The Wikidata item of a place: few places have one.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct WikidataRecord {
    pub(crate) place: U32,
    pub(crate) item: U32,
}

#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct NameRecord {
    /// The language in the upper two bits, the offset of the text below.
    text: U32,
    /// The posting where it is one, else [`POSTING_GROUP`] and the offset of a group.
    pub(crate) postings: U32,
}

impl NameRecord {
    /// The record of a name, if its text lies where an offset reaches.
    pub(crate) fn new(language: u8, text: u32, postings: u32) -> Option<Self> {
        let packed = u32::from(language) << TEXT_BITS | text;
        (text <= NO_TEXT && language < 4)
            .then_some(NameRecord { text: U32::new(packed), postings: U32::new(postings) })
    }

    pub(crate) fn language(&self) -> u8 {
        (self.text.get() >> TEXT_BITS) as u8
    }

    /// The offset of its text, or [`NONE`].
    pub(crate) fn text(&self) -> U32 {
        match self.text.get() & NO_TEXT {
            NO_TEXT => U32::new(NONE),
            offset => U32::new(offset),
        }
    }
}

/// How a form arose: shared by all names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct FormClassRecord {
    /// Number of the romanization system, or 255.
    pub(crate) system: u8,
    /// Number of the case, or 255.
    pub(crate) case: u8,
}

/// How many forms of names a pattern can tell.
pub(crate) const PATTERN_ITEMS: usize = 4;

/// Which forms share a key, counted from the first name: "the nominative of this name and of the next".
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    FromBytes,
    IntoBytes,
    Immutable,
    KnownLayout,
    Unaligned,
)]
#[repr(C)]
pub(crate) struct PatternRecord {
    /// How many names after the first, and the form class; class 255 ends the list.
    pub(crate) items: [[u8; 2]; PATTERN_ITEMS],
}

/// A former name, nickname or abbreviation of a place.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct PlaceNameRecord {
    pub(crate) place: U32,
    pub(crate) name: U32,
    pub(crate) sort: u8,
}

#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct HostilityRecord {
    pub(crate) place: U32,
    /// Days since [`DAY_ZERO`]; `to` is `u16::MAX` where the register ends first.
    pub(crate) from: U16,
    pub(crate) to: U16,
    pub(crate) status: u8,
    /// Where its exceptions begin, and how many there are.
    pub(crate) exceptions: U32,
    pub(crate) exception_count: U16,
}

/// A cell of the grid over the country, and when hostilities are near it.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct NearRecord {
    pub(crate) row: U16,
    pub(crate) column: U16,
    /// The offset of a group in [`Section::NearDays`]: there are few, since cells share them.
    pub(crate) days: U16,
}

/// The day from which the register counts: 1 January 2014.
pub(crate) const DAY_ZERO: jiff::civil::Date = jiff::civil::date(2014, 1, 1);

/// The last day that has a number; a row without an end covers it.
pub(crate) const LAST_DAY: u16 = u16::MAX - 1;

/// The number of the first day of the invasion, 24 February 2022.
pub(crate) const INVASION: u16 = 2976;

/// The number of a day, held within the range of the register.
pub(crate) fn day_number(date: jiff::civil::Date) -> u16 {
    let days = (date - DAY_ZERO).get_days();
    u16::try_from(days.max(0)).unwrap_or(LAST_DAY)
}

#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct RedirectRecord {
    pub(crate) old: U64,
    pub(crate) place: U32,
}

/// The numbers of a group: ascending, each written as its distance from the one before (LEB128), behind their count.
#[derive(Clone, Debug, Default)]
pub(crate) struct Group<'g> {
    bytes: &'g [u8],
    left: u32,
    last: u32,
}

impl<'g> Group<'g> {
    /// The group at the front of some bytes; an empty one where none is there.
    pub(super) fn of(bytes: &'g [u8]) -> Self {
        match read_varint(bytes) {
            Some((left, bytes)) => Group { bytes, left, last: 0 },
            None => Group::default(),
        }
    }
}

impl Iterator for Group<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        let (distance, rest) = read_varint(self.bytes)?;
        self.bytes = rest;
        self.last = self.last.wrapping_add(distance);
        Some(self.last)
    }
}

/// Writes a group of ascending numbers.
pub(crate) fn write_group(bytes: &mut Vec<u8>, numbers: &[u32]) {
    write_varint(bytes, numbers.len() as u32);
    let mut last = 0;
    for &number in numbers {
        write_varint(bytes, number.wrapping_sub(last));
        last = number;
    }
}

/// A number in LEB128, seven bits a byte, the lowest first, and what follows it.
pub(super) fn read_varint(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut number = 0;
    for (position, &byte) in bytes.iter().enumerate().take(5) {
        number |= u32::from(byte & 0x7f) << (7 * position);
        if byte & 0x80 == 0 {
            return Some((number, bytes.get(position + 1..)?));
        }
    }
    None
}

/// Writes a number in LEB128.
pub(crate) fn write_varint(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

//! The compiled form: a header, a table of sections, and sections of fixed-size little-endian records, which are read
//! in place. `docs/data.md` draws it.
//!
//! Every access is checked against the bounds of its section and falls back to an empty value, so that no bytes,
//! however damaged, make a panic; the checksum tells damage before that.

use std::ops::Range;
use std::sync::Arc;

use super::id::{PlaceId, stored};
use zerocopy::little_endian::{I32, U16, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// The first bytes of a compiled gazetteer.
pub(crate) const MAGIC: [u8; 8] = *b"UAGAZET\0";

/// The version of the format; a change of any record or of the alphabet of symbols raises it.
pub const FORMAT_VERSION: u32 = 1;

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
    /// UTF-8, each string behind its length (u16).
    Strings,
    /// [`PlaceRecord`], in the order of ids.
    Places,
    /// [`NameRecord`].
    Names,
    /// u32: the place in the low 28 bits, the sort of the name above.
    Postings,
    /// [`FormClassRecord`].
    FormClasses,
    /// `fst::Map` from keys to form values.
    Forms,
    /// u32: groups of form values that share a key, each behind its length.
    Groups,
    /// `fst::Map` from spelling keys to a name or a group of names.
    SpellingKeys,
    /// u32: groups of names that share a spelling key, each behind its length.
    KeyGroups,
    /// `fst::Map` from keys to the bits of the other senses of a name.
    Senses,
    /// [`PlaceNameRecord`], by place: names beside the official ones.
    PlaceNames,
    /// u32: the places that belong to another, by that other.
    Children,
    /// [`HostilityRecord`], by place.
    Hostilities,
    /// u32: settlements that a hostility row leaves out.
    Exceptions,
    /// [`ExternalRecord`] for GeoNames, by id.
    GeoNames,
    /// [`ExternalRecord`] for Wikidata, by id.
    Wikidata,
    /// [`RedirectRecord`], by the old id.
    Redirects,
}

impl Section {
    pub(crate) const COUNT: usize = Section::Redirects as usize + 1;
}

#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct PlaceRecord {
    pub(crate) id: U64,
    pub(crate) name_uk: U32,
    pub(crate) name_en: U32,
    pub(crate) name_ru: U32,
    pub(crate) feature: U32,
    pub(crate) parent: U32,
    pub(crate) lat: I32,
    pub(crate) lon: I32,
    pub(crate) geonames: U32,
    pub(crate) wikidata: U32,
    pub(crate) population: U32,
    pub(crate) kind: u8,
    pub(crate) precision: u8,
    /// Bit by language number: the name in that language is made by rule.
    pub(crate) derived: u8,
}

#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct NameRecord {
    pub(crate) text: U32,
    pub(crate) language: u8,
    /// Where its postings begin; they end where those of the next name begin.
    pub(crate) postings: U32,
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

/// The day from which the register counts: 1 January 2014.
pub(crate) const DAY_ZERO: jiff::civil::Date = jiff::civil::date(2014, 1, 1);

/// The number of a day, held within the range of the register.
pub(crate) fn day_number(date: jiff::civil::Date) -> u16 {
    let days = (date - DAY_ZERO).get_days();
    u16::try_from(days.max(0)).unwrap_or(u16::MAX - 1)
}

#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct ExternalRecord {
    pub(crate) external: U32,
    pub(crate) place: U32,
}

#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct RedirectRecord {
    pub(crate) old: U64,
    pub(crate) place: U32,
}

/// Why bytes are no gazetteer.
///
/// ```
/// use ua_gazetteer::Gazetteer;
/// let error = Gazetteer::from_bytes(b"not a gazetteer".to_vec()).unwrap_err();
/// assert_eq!(error.to_string(), "not a compiled gazetteer: it does not begin as one");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The bytes do not begin with the magic.
    #[error("not a compiled gazetteer: it does not begin as one")]
    Magic,
    /// A format that this version of the library does not read.
    #[error("compiled gazetteer of format {found}, this library reads format {expected}")]
    Version {
        /// The version in the bytes.
        found: u32,
        /// The version that is read.
        expected: u32,
    },
    /// Fewer or more bytes than the header says.
    #[error("compiled gazetteer of {found} bytes, its header says {expected}")]
    Length {
        /// Bytes there are.
        found: u64,
        /// Bytes there should be.
        expected: u64,
    },
    /// The bytes are not those that were written.
    #[error("compiled gazetteer is damaged: its checksum does not fit")]
    Checksum,
    /// A section lies outside the bytes or is not what it should be.
    #[error("compiled gazetteer is damaged: section {0} is not readable")]
    Section(&'static str),
}

/// Bytes that live as long as the program, or that several owners share.
#[derive(Clone, Debug)]
pub(crate) enum Bytes {
    Static(&'static [u8]),
    Shared(Arc<[u8]>),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Bytes::Static(bytes) => bytes,
            Bytes::Shared(bytes) => bytes,
        }
    }
}

/// A part of shared bytes, as `fst` wants them.
#[derive(Clone, Debug)]
pub(crate) struct Slice {
    bytes: Bytes,
    range: Range<usize>,
}

impl AsRef<[u8]> for Slice {
    fn as_ref(&self) -> &[u8] {
        self.bytes.as_ref().get(self.range.clone()).unwrap_or(&[])
    }
}

/// The bytes of a compiled gazetteer with the bounds of its sections.
#[derive(Clone, Debug)]
pub(crate) struct Sections {
    bytes: Bytes,
    ranges: [Range<usize>; Section::COUNT],
}

impl Sections {
    /// Opens bytes in place; `verify` reads them all once for the checksum.
    pub(crate) fn open(shared: Bytes, verify: bool) -> Result<Self, OpenError> {
        let bytes = shared.as_ref();
        let (header, rest) = Header::read_from_prefix(bytes).map_err(|_| OpenError::Magic)?;
        if header.magic != MAGIC {
            return Err(OpenError::Magic);
        }
        if header.version != FORMAT_VERSION {
            return Err(OpenError::Version { found: header.version.get(), expected: FORMAT_VERSION });
        }
        let found = bytes.len() as u64;
        if header.length != found {
            return Err(OpenError::Length { found, expected: header.length.get() });
        }
        if verify && xxhash_rust::xxh3::xxh3_64(rest) != header.checksum.get() {
            return Err(OpenError::Checksum);
        }
        if header.sections.get() as usize != Section::COUNT {
            return Err(OpenError::Section("table"));
        }
        let (table, _) = <[SectionRecord]>::ref_from_prefix_with_elems(rest, Section::COUNT)
            .map_err(|_| OpenError::Section("table"))?;
        let mut ranges = [const { 0..0 }; Section::COUNT];
        for (range, section) in ranges.iter_mut().zip(table) {
            let start = usize::try_from(section.offset.get()).unwrap_or(usize::MAX);
            let end = start.saturating_add(usize::try_from(section.length.get()).unwrap_or(usize::MAX));
            if end > bytes.len() {
                return Err(OpenError::Section("outside the file"));
            }
            *range = start..end;
        }
        Ok(Sections { bytes: shared, ranges })
    }

    /// The bytes of a section.
    pub(crate) fn bytes(&self, section: Section) -> &[u8] {
        self.bytes.as_ref().get(self.ranges[section as usize].clone()).unwrap_or(&[])
    }

    /// A section as an automaton over shared bytes.
    pub(crate) fn automaton(&self, section: Section) -> Result<fst::raw::Fst<Slice>, OpenError> {
        let slice = Slice { bytes: self.bytes.clone(), range: self.ranges[section as usize].clone() };
        fst::raw::Fst::new(slice).map_err(|_| OpenError::Section("automaton"))
    }

    /// The records of a section; bytes behind the last whole record are passed over.
    pub(crate) fn records<T: FromBytes + Immutable + KnownLayout + Unaligned>(
        &self,
        section: Section,
    ) -> &[T] {
        let bytes = self.bytes(section);
        <[T]>::ref_from_prefix_with_elems(bytes, bytes.len() / size_of::<T>())
            .map_or(&[], |(records, _)| records)
    }

    /// The string at an offset of [`Section::Strings`]; empty for [`NONE`].
    pub(crate) fn string(&self, offset: U32) -> &str {
        self.string_at(offset.get())
    }

    fn string_at(&self, offset: u32) -> &str {
        let strings = self.bytes(Section::Strings);
        let start = offset as usize;
        let Some(Ok((length, _))) = strings.get(start..).map(U16::read_from_prefix) else { return "" };
        let start = start + size_of::<U16>();
        strings
            .get(start..start + usize::from(length.get()))
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or("")
    }

    /// The id in a record.
    pub(crate) fn id(&self, stored: U64) -> PlaceId<'_> {
        stored::decode(stored.get(), |offset| self.string_at(offset))
    }

    /// A group of numbers behind its length, in a section of u32.
    pub(crate) fn group(&self, section: Section, offset: u32) -> &[U32] {
        let numbers = self.records::<U32>(section);
        let start = offset as usize;
        let length = numbers.get(start).map_or(0, |length| length.get() as usize);
        numbers.get(start + 1..).and_then(|rest| rest.get(..length)).unwrap_or(&[])
    }
}

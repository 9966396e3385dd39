//! Compiled bytes, opened in place: what is no gazetteer is refused, and each section is read within its bounds.

use std::ops::Range;
use std::sync::Arc;

use zerocopy::little_endian::{U32, U64};
use zerocopy::{FromBytes, Immutable, KnownLayout, Unaligned};

use super::format::*;
use super::id::{PlaceId, stored};

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
    #[cfg_attr(not(feature = "embedded"), allow(dead_code, reason = "only the embedded gazetteer is static"))]
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
    pub(super) bytes: Bytes,
    pub(super) range: Range<usize>,
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
        let sections = Sections { bytes: shared, ranges };
        if verify {
            // A walk through a damaged automaton may leave its bytes; its own checksum tells before.
            for section in Section::AUTOMATA {
                sections.automaton(section)?.verify().map_err(|_| OpenError::Section("automaton"))?;
            }
        }
        Ok(sections)
    }

    /// The bytes of a section.
    pub(crate) fn bytes(&self, section: Section) -> &[u8] {
        self.bytes.as_ref().get(self.ranges[section as usize].clone()).unwrap_or(&[])
    }

    /// A section as shared bytes.
    pub(crate) fn slice(&self, section: Section) -> Slice {
        Slice { bytes: self.bytes.clone(), range: self.ranges[section as usize].clone() }
    }

    /// A section as an automaton over shared bytes.
    pub(crate) fn automaton(&self, section: Section) -> Result<fst::raw::Fst<Slice>, OpenError> {
        fst::raw::Fst::new(self.slice(section)).map_err(|_| OpenError::Section("automaton"))
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

    /// One record of a section: that of a number, without a look at the others.
    pub(crate) fn record<T: FromBytes + Immutable + KnownLayout + Unaligned>(
        &self,
        section: Section,
        number: u32,
    ) -> Option<&T> {
        let start = (number as usize).checked_mul(size_of::<T>())?;
        let bytes = self.bytes(section).get(start..start.checked_add(size_of::<T>())?)?;
        T::ref_from_bytes(bytes).ok()
    }

    /// The string at an offset of [`Section::Strings`]; empty for [`NONE`].
    pub(crate) fn string(&self, offset: U32) -> &str {
        self.string_at(offset.get())
    }

    fn string_at(&self, offset: u32) -> &str {
        let strings = self.bytes(Section::Strings);
        let Some((length, rest)) = strings.get(offset as usize..).and_then(read_varint) else { return "" };
        rest.get(..length as usize).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }

    /// The id in a record.
    pub(crate) fn id(&self, stored: U64) -> PlaceId<'_> {
        stored::decode(stored.get(), |offset| self.string_at(offset))
    }

    /// A group of numbers at an offset of a section.
    pub(crate) fn group(&self, section: Section, offset: u32) -> Group<'_> {
        let bytes = self.bytes(section).get(offset as usize..).unwrap_or(&[]);
        Group::of(bytes)
    }
}

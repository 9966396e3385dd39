//! The compiled form of the tables: a header, and the columns of a [`Lexicon`] one after the other, so that the first use
//! reads no text, and takes no memory but for what a text asks of them. Numbers are little-endian. What a caller gives is
//! checked, so that no bytes, however damaged, make a panic.

use std::borrow::Cow;

use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64;
use zerocopy::little_endian::{U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, TryFromBytes, Unaligned};

use super::lexicon::Lexicon;

const MAGIC: [u8; 8] = *b"UALEXIC\0";

/// The version of the form; a change of any record, class or hash raises it.
const VERSION: u32 = 2;

#[derive(FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Header {
    magic: [u8; 8],
    version: U32,
    /// XXH3 of everything behind the header.
    checksum: U64,
}

/// Bytes that are no compiled tables of this version, or damaged ones.
///
/// ```
/// use ua_gazetteer::entity::Lexicon;
/// let error = Lexicon::from_compiled(b"weapon\tuav").unwrap_err();
/// assert_eq!(error.to_string(), "not compiled tables: they do not begin as such");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CompiledLexiconError {
    /// They do not begin as compiled tables do.
    #[error("not compiled tables: they do not begin as such")]
    Magic,
    /// Compiled by another version of the library.
    #[error("compiled tables of version {found}, this library reads version {VERSION}")]
    Version {
        /// The version that the bytes have.
        found: u32,
    },
    /// Some bytes are missing or changed.
    #[error("compiled tables are damaged")]
    Damaged,
}

impl Lexicon {
    /// The tables in compiled form, which [`Lexicon::from_compiled`] reads in a fraction of the time.
    ///
    /// ```
    /// use ua_gazetteer::entity::Lexicon;
    /// let lexicon = Lexicon::from_tables([("mine.tsv", "weapon\tuav\tany\tdrone, drones")])?;
    /// let again = Lexicon::from_compiled(&lexicon.compile())?;
    /// assert_eq!(again.phrase_count(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn compile(&self) -> Vec<u8> {
        let mut columns = Vec::new();
        self.write(&mut columns);
        let (version, checksum) = (U32::new(VERSION), U64::new(xxh3_64(&columns)));
        let mut bytes = Header { magic: MAGIC, version, checksum }.as_bytes().to_vec();
        bytes.extend(columns);
        bytes
    }

    /// Reads what [`Lexicon::compile`] made.
    ///
    /// ```
    /// use ua_gazetteer::entity::Lexicon;
    /// let bytes = Lexicon::from_tables([("mine.tsv", "weapon\tuav\tany\tdrone")])?.compile();
    /// assert!(Lexicon::from_compiled(&bytes).is_ok());
    /// assert!(Lexicon::from_compiled(&bytes[..bytes.len() - 1]).is_err(), "a byte is missing");
    /// # Ok::<(), ua_gazetteer::entity::LexiconError>(())
    /// ```
    ///
    /// # Errors
    /// Bytes that are no compiled tables, of another version, truncated or damaged.
    pub fn from_compiled(bytes: &[u8]) -> Result<Self, CompiledLexiconError> {
        let (header, columns) = parts(bytes)?;
        if xxh3_64(columns) != header.checksum.get() {
            return Err(CompiledLexiconError::Damaged);
        }
        let mut rest = Source::Passing(columns);
        let lexicon = Lexicon::read(&mut rest).filter(|lexicon| rest.is_empty() && lexicon.is_sound());
        lexicon.ok_or(CompiledLexiconError::Damaged)
    }

    /// Reads bytes in place that are part of the program, and known to be whole.
    #[cfg(feature = "embedded")]
    pub(super) fn in_place(bytes: &'static [u8]) -> Result<Self, CompiledLexiconError> {
        let (_, columns) = parts(bytes)?;
        Lexicon::read(&mut Source::Program(columns)).ok_or(CompiledLexiconError::Damaged)
    }
}

/// The header, and the columns behind it.
fn parts(bytes: &[u8]) -> Result<(&Header, &[u8]), CompiledLexiconError> {
    let (header, columns) = Header::ref_from_prefix(bytes).map_err(|_| CompiledLexiconError::Magic)?;
    match header.version.get() {
        _ if header.magic != MAGIC => Err(CompiledLexiconError::Magic),
        VERSION => Ok((header, columns)),
        found => Err(CompiledLexiconError::Version { found }),
    }
}

/// Bytes that columns are taken off.
pub(super) enum Source<'b> {
    /// Part of the program: columns are read where they lie.
    #[cfg_attr(not(feature = "embedded"), allow(dead_code, reason = "nothing is part of the program then"))]
    Program(&'static [u8]),
    /// Columns are copied.
    Passing(&'b [u8]),
}

impl Source<'_> {
    fn is_empty(&self) -> bool {
        matches!(self, Source::Program([]) | Source::Passing([]))
    }

    /// Takes so many records off the front.
    pub(super) fn records<T: Record>(&mut self, count: usize) -> Option<Column<T>> {
        match self {
            Source::Program(rest) => records_of(rest, count).map(Cow::Borrowed),
            Source::Passing(rest) => records_of(rest, count).map(|records| Cow::Owned(records.to_vec())),
        }
    }

    /// Takes a record off the front.
    pub(super) fn record<T: Record>(&mut self) -> Option<T> {
        match self {
            Source::Program(rest) => records_of(rest, 1)?.first().copied(),
            Source::Passing(rest) => records_of(rest, 1)?.first().copied(),
        }
    }
}

fn records_of<'b, T: Record>(from: &mut &'b [u8], count: usize) -> Option<&'b [T]> {
    let (records, rest) = <[T]>::try_ref_from_prefix_with_elems(from, count).ok()?;
    *from = rest;
    Some(records)
}

/// Records of one kind, in the program or in memory.
pub(super) type Column<T> = Cow<'static, [T]>;

/// What stands in the compiled form.
pub(super) trait Compiled: Sized {
    fn write(&self, out: &mut Vec<u8>);

    /// Takes it off the front; nothing where none is there.
    fn read(from: &mut Source<'_>) -> Option<Self>;
}

/// What is written as it lies in memory.
pub(super) trait Record:
    TryFromBytes + IntoBytes + Immutable + KnownLayout + Unaligned + Copy + 'static
{
}

impl<T: TryFromBytes + IntoBytes + Immutable + KnownLayout + Unaligned + Copy + 'static> Record for T {}

impl<T: Record> Compiled for Column<T> {
    fn write(&self, out: &mut Vec<u8>) {
        (self.len() as u64).write(out);
        out.extend(self.as_bytes());
    }

    fn read(from: &mut Source<'_>) -> Option<Self> {
        let count = usize::try_from(u64::read(from)?).ok()?;
        from.records(count)
    }
}

impl Compiled for u64 {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }

    fn read(from: &mut Source<'_>) -> Option<Self> {
        from.record::<U64>().map(U64::get)
    }
}

impl<T: Compiled, const N: usize> Compiled for [T; N] {
    fn write(&self, out: &mut Vec<u8>) {
        self.iter().for_each(|item| item.write(out));
    }

    fn read(from: &mut Source<'_>) -> Option<Self> {
        (0..N).map(|_| T::read(from)).collect::<Option<Vec<T>>>()?.try_into().ok()
    }
}

/// Writes and reads the fields of a type in the order given.
macro_rules! compiled {
    ($name:ident $(<$of:ident: $bound:path>)? { $($field:ident),+ $(,)? }) => {
        impl $(<$of: $bound>)? $crate::entity::compiled::Compiled for $name $(<$of>)? {
            fn write(&self, out: &mut Vec<u8>) {
                $($crate::entity::compiled::Compiled::write(&self.$field, out);)+
            }

            fn read(from: &mut $crate::entity::compiled::Source<'_>) -> Option<Self> {
                Some($name { $($field: $crate::entity::compiled::Compiled::read(from)?),+ })
            }
        }
    };
}
pub(super) use compiled;

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entity::Kinds;

    const TEXT: &str = "26 листопада 92-га окрема штурмова бригада відбила чотири атаки, знищено 18 дронів Shahed-136, \
                        сказав полковник Сергій Мусієнко для Укрінформу. Up to 20 tanks, Col. Petrenko said.";

    const ROWS: &str = "weapon\tuav\tany\tдрон Небокрай~\ndeclension\tо\tany\tа, у\ngiven\t\tany\tНебокрай\nsurname\t\tany\tНебокрайко";

    /// The header again, for columns that are what somebody made of them.
    fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
        let start = size_of::<Header>();
        if let Some(columns) = bytes.get(start..) {
            let checksum = xxh3_64(columns).to_le_bytes();
            bytes[start - 8..start].copy_from_slice(&checksum);
        }
        bytes
    }

    fn from_tables() -> Lexicon {
        Lexicon::from_tables(ua_gazetteer_data::ENTITY_TABLES.iter().copied()).expect("they are whole")
    }

    #[test]
    fn what_is_embedded_is_what_the_tables_compile_to() {
        assert!(from_tables().compile() == ua_gazetteer_data::LEXICON, "run `datagen compile`");
        assert!(Lexicon::embedded().compile() == ua_gazetteer_data::LEXICON);
    }

    #[test]
    fn compiled_tables_take_further_rows() {
        let mut lexicon = Lexicon::embedded().clone();
        lexicon.extend("mine.tsv", "weapon\tuav\tcap\tдрон Небокрай~, Небокрай~").expect("a good row");
        let found = lexicon.recognize("Вилетіли три дрони Небокрай.", None, Kinds::all());
        assert!(
            found.iter().any(|entity| &"Вилетіли три дрони Небокрай."[entity.span.clone()] == "Небокрай")
        );
    }

    #[test]
    fn damage_is_told() {
        let bytes = Lexicon::embedded().compile();
        let error = |bytes: &[u8]| Lexicon::from_compiled(bytes).map(drop);
        assert_eq!(error(&bytes), Ok(()));
        assert_eq!(error(&bytes[..bytes.len() - 1]), Err(CompiledLexiconError::Damaged));
        assert_eq!(error(&sealed(bytes[..bytes.len() - 1].to_vec())), Err(CompiledLexiconError::Damaged));
        assert_eq!(error(&sealed([&bytes[..], b"x"].concat())), Err(CompiledLexiconError::Damaged));
        let newer = [&bytes[..8], &[VERSION as u8 + 1], &bytes[9..]].concat();
        assert_eq!(error(&newer), Err(CompiledLexiconError::Version { found: VERSION + 1 }));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn no_bytes_make_a_panic(
            small in any::<bool>(),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        ) {
            // Of the embedded ones, most bytes are text; of a few rows, numbers.
            let few = || Lexicon::from_tables([("mine.tsv", ROWS)]).expect("good rows").compile();
            let mut bytes = if small { few() } else { ua_gazetteer_data::LEXICON.to_vec() };
            let start = size_of::<Header>();
            for (at, byte) in changes {
                let at = start + at.index(bytes.len() - start);
                bytes[at] = byte;
            }
            if let Ok(mut lexicon) = Lexicon::from_compiled(&sealed(bytes)) {
                lexicon.recognize(TEXT, None, Kinds::all());
                // An error is as good as none.
                let _ = lexicon.extend("mine.tsv", ROWS);
                lexicon.recognize(TEXT, None, Kinds::all());
            }
        }
    }
}

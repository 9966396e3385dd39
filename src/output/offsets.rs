//! Offsets in the units that programming languages count text in.

/// What offsets count.
///
/// ```
/// use ua_gazetteer::output::OffsetUnit;
/// assert_eq!("utf16".parse(), Ok(OffsetUnit::Utf16));
/// assert_eq!("words".parse::<OffsetUnit>().unwrap_err().to_string(), "unknown unit \"words\": expected bytes, chars or utf16");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OffsetUnit {
    /// Bytes of UTF-8: Rust, Go.
    #[default]
    Bytes,
    /// Unicode code points: Python, R.
    Chars,
    /// Units of UTF-16: JavaScript, Java, C#.
    Utf16,
}

impl OffsetUnit {
    /// All units.
    pub const ALL: [OffsetUnit; 3] = [OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16];

    /// The name in options.
    pub fn as_str(self) -> &'static str {
        match self {
            OffsetUnit::Bytes => "bytes",
            OffsetUnit::Chars => "chars",
            OffsetUnit::Utf16 => "utf16",
        }
    }
}

impl std::fmt::Display for OffsetUnit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for OffsetUnit {
    type Err = UnknownUnit;

    fn from_str(text: &str) -> Result<Self, UnknownUnit> {
        OffsetUnit::ALL
            .into_iter()
            .find(|unit| unit.as_str() == text)
            .ok_or_else(|| UnknownUnit(text.to_owned()))
    }
}

/// A text that names no unit of offsets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown unit {0:?}: expected bytes, chars or utf16")]
pub struct UnknownUnit(pub String);

/// Turns byte offsets of a text into another unit, walking from the last one asked: ascending offsets cost one pass.
///
/// ```
/// use ua_gazetteer::output::{OffsetCounter, OffsetUnit};
/// let text = "🚀 Суми";
/// let mut utf16 = OffsetCounter::new(text, OffsetUnit::Utf16);
/// assert_eq!([utf16.at(5), utf16.at(13)], [3, 7]);
/// assert_eq!(OffsetCounter::new(text, OffsetUnit::Chars).at(5), 2);
/// ```
#[derive(Clone, Debug)]
pub struct OffsetCounter<'a> {
    text: &'a str,
    unit: OffsetUnit,
    bytes: usize,
    units: usize,
}

impl<'a> OffsetCounter<'a> {
    /// A counter at the beginning of a text.
    pub fn new(text: &'a str, unit: OffsetUnit) -> Self {
        OffsetCounter { text, unit, bytes: 0, units: 0 }
    }

    /// The offset of a byte that begins a character, or of the end of the text. A byte within a character, or beyond
    /// the text, counts as the end of what lies before.
    pub fn at(&mut self, byte: usize) -> usize {
        if self.unit == OffsetUnit::Bytes {
            return byte;
        }
        let byte = self.text.floor_char_boundary(byte);
        if byte >= self.bytes {
            self.units += self.count(self.bytes, byte);
        } else {
            self.units -= self.count(byte, self.bytes);
        }
        self.bytes = byte;
        self.units
    }

    fn count(&self, from: usize, to: usize) -> usize {
        let part = self.text.get(from..to).unwrap_or("");
        match self.unit {
            OffsetUnit::Bytes => part.len(),
            OffsetUnit::Chars => part.chars().count(),
            OffsetUnit::Utf16 => part.chars().map(char::len_utf16).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_go_forth_and_back() {
        let text = "е\u{301}🚀x";
        let mut counter = OffsetCounter::new(text, OffsetUnit::Utf16);
        assert_eq!([counter.at(9), counter.at(4), counter.at(8), counter.at(99)], [5, 2, 4, 5]);
        assert_eq!(OffsetCounter::new(text, OffsetUnit::Bytes).at(8), 8);
    }
}

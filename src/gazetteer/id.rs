//! Ids of places, in few bytes.

use std::fmt;

/// The id of a place.
///
/// Compares with text: `place.id() == "UA63080130130078227"`.
///
/// ```
/// use ua_gazetteer::gazetteer::PlaceId;
/// assert_eq!(PlaceId::parse("UA63080130130078227").to_string(), "UA63080130130078227");
/// assert!(PlaceId::parse("geonames:707378") == "geonames:707378");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceId<'g> {
    /// A code of the codifier KATOTTG: `UA` and these 17 digits.
    Katottg(u64),
    /// An id of GeoNames: `geonames:` and this number.
    GeoNames(u32),
    /// Any other id, as it is.
    Other(&'g str),
}

/// Digits of a KATOTTG code.
const KATOTTG_DIGITS: usize = 17;

impl<'g> PlaceId<'g> {
    /// The id that a text spells; any text is one.
    pub fn parse(text: &'g str) -> Self {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(code) = text.strip_prefix("UA")
            && code.len() == KATOTTG_DIGITS
            && digits(code)
            && let Ok(code) = code.parse()
        {
            return PlaceId::Katottg(code);
        }
        if let Some(number) = text.strip_prefix("geonames:")
            && digits(number)
            && !number.starts_with('0')
            && let Ok(number) = number.parse()
        {
            return PlaceId::GeoNames(number);
        }
        PlaceId::Other(text)
    }
}

impl fmt::Display for PlaceId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlaceId::Katottg(code) => write!(f, "UA{code:017}"),
            PlaceId::GeoNames(number) => write!(f, "geonames:{number}"),
            PlaceId::Other(text) => f.write_str(text),
        }
    }
}

impl PartialEq<str> for PlaceId<'_> {
    fn eq(&self, other: &str) -> bool {
        *self == PlaceId::parse(other)
    }
}

impl PartialEq<&str> for PlaceId<'_> {
    fn eq(&self, other: &&str) -> bool {
        *self == PlaceId::parse(other)
    }
}

impl serde::Serialize for PlaceId<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// An id in 64 bits: the kind in the top four, then the number or the offset of a string.
pub(super) mod stored {
    use super::PlaceId;

    const KIND_BITS: u32 = 60;
    const GEONAMES: u64 = 1 << KIND_BITS;
    const OTHER: u64 = 2 << KIND_BITS;

    pub(in crate::gazetteer) fn encode(id: PlaceId<'_>, offset: impl FnOnce(&str) -> u32) -> u64 {
        match id {
            PlaceId::Katottg(code) => code,
            PlaceId::GeoNames(number) => GEONAMES | u64::from(number),
            PlaceId::Other(text) => OTHER | u64::from(offset(text)),
        }
    }

    pub(in crate::gazetteer) fn decode<'g>(stored: u64, string: impl FnOnce(u32) -> &'g str) -> PlaceId<'g> {
        let number = stored as u32;
        match stored >> KIND_BITS {
            0 => PlaceId::Katottg(stored),
            1 => PlaceId::GeoNames(number),
            _ => PlaceId::Other(string(number)),
        }
    }
}

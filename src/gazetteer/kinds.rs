//! The closed sets of values in a gazetteer, with their numbers in the compiled form and their names in output.

use serde::{Deserialize, Serialize};

/// Makes an enum whose variants have a number (their order) and a name, from one table.
macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_meta])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// All values, in the order of their numbers in a compiled gazetteer.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The name in tables and output.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }

            pub(crate) fn number(self) -> u8 {
                self as u8
            }

            #[allow(dead_code, reason = "senses are only ever asked for by name")]
            pub(crate) fn from_number(number: u8) -> Option<Self> {
                Self::ALL.get(usize::from(number)).copied()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownValue;

            fn from_str(text: &str) -> Result<Self, UnknownValue> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text).ok_or_else(|| UnknownValue {
                    what: stringify!($name),
                    value: text.to_owned(),
                })
            }
        }
    };
}

/// A text that names no value of a closed set.
///
/// ```
/// let error = "hamlet".parse::<ua_gazetteer::gazetteer::PlaceKind>().unwrap_err();
/// assert_eq!(error.to_string(), "\"hamlet\" is no PlaceKind");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{value:?} is no {what}")]
pub struct UnknownValue {
    what: &'static str,
    value: String,
}

coded! {
    /// The kind of a place.
    ///
    /// ```
    /// use ua_gazetteer::gazetteer::PlaceKind;
    /// assert_eq!("village".parse(), Ok(PlaceKind::Village));
    /// assert!(PlaceKind::Village.is_settlement());
    /// ```
    PlaceKind {
        /// A city (місто); also a city abroad.
        City = "city",
        /// A settlement (селище).
        Settlement = "settlement",
        /// A village (село).
        Village = "village",
        /// A district of a city.
        CityDistrict = "city_district",
        /// A territorial community (громада).
        Hromada = "hromada",
        /// A raion (район), of today or before 2020.
        Raion = "raion",
        /// An oblast, or a region of that rank abroad.
        Oblast = "oblast",
        /// A historical or colloquial region.
        Region = "region",
        /// A country.
        Country = "country",
        /// A river, lake, reservoir or sea.
        Water = "water",
        /// An island, mountain, peninsula, forest.
        Landform = "landform",
        /// A work of people known by name: airfield, station, dam, bridge, power plant, works, monastery.
        Landmark = "landmark",
    }
}

impl PlaceKind {
    /// Whether people live there under one name: city, settlement or village.
    pub fn is_settlement(self) -> bool {
        matches!(self, PlaceKind::City | PlaceKind::Settlement | PlaceKind::Village)
    }

    /// Whether it is a unit that settlements belong to: hromada, raion or oblast.
    pub fn is_unit(self) -> bool {
        matches!(self, PlaceKind::Hromada | PlaceKind::Raion | PlaceKind::Oblast)
    }
}

coded! {
    /// What the point of a place is a point of.
    Precision {
        /// The settlement itself; independent sources agree to about 0.3 km.
        Settlement = "settlement",
        /// Only an estimate: the mean of the hromada's settlements, some kilometres off.
        Hromada = "hromada",
        /// A point of an area: its centroid.
        Unit = "unit",
        /// A point of a feature; of a river, its mouth.
        Feature = "feature",
    }
}

coded! {
    /// What a name is to its place.
    NameSort {
        /// The official name of today.
        Official = "official",
        /// A name that it bore before.
        Former = "former",
        /// Another spelling or name in use.
        Alternate = "alternate",
        /// A colloquial name, such as Харківщина.
        Nickname = "nickname",
        /// An abbreviation, such as ЗАЕС.
        Abbreviation = "abbreviation",
        /// A name that stands for it only beside a noun of its kind: «Куп'янський» (район, напрямок).
        Attributive = "attributive",
    }
}

coded! {
    /// What the register of hostilities says of a place on a day.
    ///
    /// The order of the values is that of danger, for comparison.
    Status {
        /// Hostilities are possible.
        Possible = "possible",
        /// Active hostilities where state registers still run.
        ActiveStateServices = "active_state_services",
        /// Active hostilities.
        Active = "active",
        /// Temporarily occupied.
        Occupied = "occupied",
    }
}

coded! {
    /// What a name of a settlement also is: a reason for care.
    Sense {
        /// A common word: Правда, Мирне.
        CommonWord = "common_word",
        /// A given name: Володимир.
        GivenName = "given_name",
        /// A surname: Шевченко.
        Surname = "surname",
        /// A weapon: Нептун.
        Weapon = "weapon",
        /// A military unit: Азов.
        Unit = "unit",
        /// An organization.
        Organization = "organization",
        /// A pipeline: Дружба.
        Pipeline = "pipeline",
        /// A brand or title.
        Brand = "brand",
        /// A place abroad.
        ForeignPlace = "foreign_place",
        /// A river.
        River = "river",
    }
}

/// The senses that a name also has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Senses(pub(crate) u16);

impl Senses {
    pub(crate) fn with(self, sense: Sense) -> Self {
        Senses(self.0 | 1 << sense.number())
    }

    pub(crate) fn contains(self, sense: Sense) -> bool {
        self.0 & (1 << sense.number()) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_go_both_ways() {
        for &kind in PlaceKind::ALL {
            assert_eq!(PlaceKind::from_number(kind.number()), Some(kind));
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert_eq!(PlaceKind::from_number(200), None);
    }
}

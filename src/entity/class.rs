//! What the rows of the tables are for, and what one token can be to a grammar: a set of bits.

use zerocopy::{Immutable, IntoBytes, KnownLayout, TryFromBytes, Unaligned};

use super::token::Case;
use super::types::{Action, Echelon, Side, WeaponClass};

/// What a row of a table is for.
macro_rules! classes {
    ($($variant:ident = $text:literal,)+) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[derive(TryFromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
        #[repr(u8)]
        pub(super) enum Class { $($variant,)+ }
        impl Class {
            const COUNT: usize = [$(Class::$variant,)+].len();

            pub(super) fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Class::$variant),)+ _ => None }
            }
        }
    };
}

classes! {
    Cardinal = "cardinal",
    Multiplier = "multiplier",
    Vague = "vague",
    Ordinal = "ordinal",
    Bound = "bound",
    RangeWord = "range",
    Month = "month",
    Weekday = "weekday",
    Relative = "relative",
    TimeUnit = "time_unit",
    Span = "span",
    DatePart = "date_part",
    YearWord = "year_word",
    Noun = "noun",
    NounTail = "noun_tail",
    Adjective = "adjective",
    NotCounted = "not_counted",
    Action = "action",
    Passive = "passive",
    Actor = "actor",
    Growth = "growth",
    Weapon = "weapon",
    Designation = "designation",
    WeaponTail = "weapon_tail",
    Ammunition = "ammunition",
    Arm = "arm",
    ArmTail = "arm_tail",
    Echelon = "echelon",
    EchelonPlural = "echelon_plural",
    Honorific = "honorific",
    UnitAbbreviation = "unit_abbreviation",
    UnitTail = "unit_tail",
    NamedUnit = "named_unit",
    UnitPrefix = "unit_prefix",
    Grouping = "grouping",
    GroupingName = "grouping_name",
    Side = "side",
    Organization = "organization",
    OrganizationHead = "organization_head",
    OrganizationTail = "organization_tail",
    Country = "country",
    LegalForm = "legal_form",
    Role = "role",
    Said = "said",
    Figure = "figure",
    NotName = "not_name",
    PlaceWord = "place_word",
    Particle = "particle",
    UnitName = "unit_name",
    WeaponName = "weapon_name",
    NumeralEnding = "numeral_ending",
    GivenWord = "given_word",
    Deed = "deed",
}

impl Class {
    /// Whether a grammar can read a value of the class; of most, the value is free.
    pub(super) fn admits(self, value: &str) -> bool {
        let mut words = value.split(' ');
        let first = words.next().unwrap_or("");
        match self {
            Class::Cardinal | Class::Multiplier | Class::Ordinal | Class::TimeUnit => {
                value.parse::<f64>().is_ok()
            }
            Class::Month => value.parse().is_ok_and(|month| (1..=12).contains(&month)),
            Class::Weekday => value.parse().is_ok_and(|day| (1..=7).contains(&day)),
            Class::Vague => value.split(' ').all(|bound| bound.parse::<f64>().is_ok()),
            Class::Bound => matches!(value, "min" | "max" | "about"),
            Class::Action => Action::from_name(value).is_some(),
            Class::WeaponName => WeaponClass::from_name(value).is_some(),
            Class::Weapon => WeaponClass::from_name(first).is_some() && words.all(|word| word == "model"),
            Class::Designation => {
                WeaponClass::from_name(first).is_some()
                    && words.all(|number| matches!(number, "*" | "?") || number.parse::<u32>().is_ok())
            }
            Class::Echelon => Echelon::from_name(value).is_some(),
            Class::Side | Class::UnitTail => Side::from_name(value).is_some(),
            _ => true,
        }
    }
}

/// How a phrase must be written to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, TryFromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(u8)]
pub(super) enum Written {
    /// In any letter case.
    Any,
    /// With a capital first.
    Capital,
    /// Every word with a capital first.
    Title,
    /// With two capitals or more.
    Upper,
    /// In lower case.
    Lower,
}

impl Written {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "any" => Written::Any,
            "cap" => Written::Capital,
            "title" => Written::Title,
            "upper" => Written::Upper,
            "lower" => Written::Lower,
            _ => return None,
        })
    }

    pub(super) fn admits(self, case: Case, first: bool) -> bool {
        match self {
            Written::Any => true,
            Written::Capital => !first || case != Case::Lower,
            Written::Title => case != Case::Lower,
            Written::Upper => !first || matches!(case, Case::Upper | Case::Initial),
            Written::Lower => case == Case::Lower,
        }
    }
}

/// What a token is: the classes of the phrases that start there, and how it is written. A grammar looks at those tokens alone
/// that have a role with which it can begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Roles(u64);

impl Roles {
    pub(super) const WORD: Roles = Roles(1 << 63);
    pub(super) const NUMBER: Roles = Roles(1 << 62);
    /// A word in any letter case but lower.
    pub(super) const CAPITAL: Roles = Roles(1 << 61);
    /// The first letter is Latin.
    pub(super) const LATIN: Roles = Roles(1 << 60);
    /// No white space before it.
    pub(super) const GLUED: Roles = Roles(1 << 59);
    /// A line ends before it.
    pub(super) const NEW_LINE: Roles = Roles(1 << 58);
    pub(super) const QUOTE: Roles = Roles(1 << 57);
    pub(super) const DASH: Roles = Roles(1 << 56);
    /// Plus or minus.
    pub(super) const SIGN: Roles = Roles(1 << 55);
    /// A mark that may end a sentence.
    pub(super) const FINAL: Roles = Roles(1 << 54);
    /// A word of one letter or two.
    pub(super) const SHORT: Roles = Roles(1 << 53);

    pub(super) const fn of<const N: usize>(classes: [Class; N]) -> Self {
        let (mut bits, mut nth) = (0, 0);
        while nth < N {
            bits |= 1 << classes[nth] as u32;
            nth += 1;
        }
        Roles(bits)
    }

    pub(super) const fn and(self, more: Roles) -> Self {
        Roles(self.0 | more.0)
    }

    pub(super) fn without(self, less: Roles) -> Self {
        Roles(self.0 & !less.0)
    }

    pub(super) fn when(self, holds: bool) -> Self {
        if holds { self } else { Roles::default() }
    }

    pub(super) fn has(self, any: Roles) -> bool {
        self.0 & any.0 != 0
    }
}

const _: () = assert!(Class::COUNT <= 53, "a class has a bit below those of the writing");

//! The kinds of entity, and sets of them.

use serde::Serialize;

/// The kinds of entity that this module finds.
///
/// ```
/// use ua_gazetteer::entity::EntityKind;
/// assert_eq!(EntityKind::MilitaryUnit.as_str(), "military_unit");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EntityKind {
    /// See [`Detail::MilitaryUnit`](crate::entity::Detail::MilitaryUnit).
    MilitaryUnit,
    /// See [`Detail::Organization`](crate::entity::Detail::Organization).
    Organization,
    /// See [`Detail::Person`](crate::entity::Detail::Person).
    Person,
    /// See [`Detail::Weapon`](crate::entity::Detail::Weapon).
    Weapon,
    /// See [`Detail::Count`](crate::entity::Detail::Count).
    Count,
    /// See [`Detail::Date`](crate::entity::Detail::Date).
    Date,
    /// See [`Detail::Coordinates`](crate::entity::Detail::Coordinates).
    Coordinates,
}

impl EntityKind {
    /// Every kind, in the order of the declaration.
    pub const ALL: [EntityKind; 7] = [
        EntityKind::MilitaryUnit,
        EntityKind::Organization,
        EntityKind::Person,
        EntityKind::Weapon,
        EntityKind::Count,
        EntityKind::Date,
        EntityKind::Coordinates,
    ];

    /// The name used in output, in snake case.
    ///
    /// ```
    /// assert_eq!(ua_gazetteer::entity::EntityKind::Date.as_str(), "date");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            EntityKind::MilitaryUnit => "military_unit",
            EntityKind::Organization => "organization",
            EntityKind::Person => "person",
            EntityKind::Weapon => "weapon",
            EntityKind::Count => "count",
            EntityKind::Date => "date",
            EntityKind::Coordinates => "coordinates",
        }
    }
}

/// A set of kinds to look for.
///
/// ```
/// use ua_gazetteer::entity::{EntityKind, Kinds};
/// let kinds = Kinds::none().with(EntityKind::Date);
/// assert!(kinds.contains(EntityKind::Date) && !kinds.contains(EntityKind::Person));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Kinds(u8);

impl Kinds {
    /// Every kind.
    ///
    /// ```
    /// use ua_gazetteer::entity::{EntityKind, Kinds};
    /// assert!(Kinds::all().contains(EntityKind::Weapon));
    /// ```
    pub fn all() -> Self {
        EntityKind::ALL.iter().fold(Kinds::none(), |set, &kind| set.with(kind))
    }

    /// No kind.
    ///
    /// ```
    /// assert!(ua_gazetteer::entity::Kinds::none().is_empty());
    /// ```
    pub fn none() -> Self {
        Kinds(0)
    }

    /// This set and one kind more.
    ///
    /// ```
    /// use ua_gazetteer::entity::{EntityKind, Kinds};
    /// assert!(Kinds::none().with(EntityKind::Count).contains(EntityKind::Count));
    /// ```
    #[must_use]
    pub fn with(self, kind: EntityKind) -> Self {
        Kinds(self.0 | 1 << kind as u8)
    }

    /// Whether the set holds a kind.
    ///
    /// ```
    /// use ua_gazetteer::entity::{EntityKind, Kinds};
    /// assert!(!Kinds::none().contains(EntityKind::Count));
    /// ```
    pub fn contains(self, kind: EntityKind) -> bool {
        self.0 & 1 << kind as u8 != 0
    }

    /// Whether the set holds nothing.
    ///
    /// ```
    /// assert!(!ua_gazetteer::entity::Kinds::all().is_empty());
    /// ```
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

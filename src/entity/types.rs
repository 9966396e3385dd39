//! What a recognizer gives back: spans with a kind and the values of that kind.

use std::ops::Range;

use jiff::civil::Date as CivilDate;
use serde::{Deserialize, Serialize, Serializer};

use super::kinds::EntityKind;

/// A named entity in a text: where it stands, what it is, how sure that is.
///
/// ```
/// use ua_gazetteer::entity::{Detail, Kinds, Lexicon};
///
/// let text = "Ukrainian defenders repelled four enemy attacks.";
/// let found = Lexicon::embedded().recognize(text, None, Kinds::all());
/// assert_eq!(&text[found[0].span.clone()], "four enemy attacks");
/// assert!(matches!(&found[0].detail, Detail::Count(count) if count.value == Some(4.0)));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Entity {
    /// Bytes of the text, end exclusive, on character boundaries.
    pub span: Range<usize>,
    /// The kind with its values.
    #[serde(flatten)]
    pub detail: Detail,
    /// How likely span and kind are both right, from 0 to 1.
    pub confidence: f32,
}

impl Entity {
    /// The kind without its values.
    ///
    /// ```
    /// use ua_gazetteer::entity::{EntityKind, Kinds, Lexicon};
    /// let found = Lexicon::embedded().recognize("Storm Shadow", None, Kinds::all());
    /// assert_eq!(found[0].kind(), EntityKind::Weapon);
    /// ```
    pub fn kind(&self) -> EntityKind {
        self.detail.kind()
    }
}

/// The values of an entity, by its kind. In JSON the key `kind` tells them apart.
///
/// ```
/// use ua_gazetteer::entity::{Kinds, Lexicon};
/// let found = Lexicon::embedded().recognize("508 artillery rounds", None, Kinds::all());
/// let json = serde_json::to_value(&found[0].detail).unwrap();
/// assert_eq!(json, serde_json::json!({"kind": "count", "value": 508, "unit": "artillery rounds"}));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Detail {
    /// A military unit, formation, operational command or group of forces.
    MilitaryUnit(MilitaryUnit),
    /// Armed forces and branches, ministries, services, agencies, outlets, companies.
    Organization(Organization),
    /// A person's name.
    Person(Person),
    /// A weapon by class or model.
    Weapon(Weapon),
    /// A number with what is counted.
    Count(Count),
    /// A day or an interval of days.
    Date(Date),
    /// A point given by its coordinates.
    Coordinates(Coordinates),
}

impl Detail {
    /// The kind that the detail is of.
    pub(crate) fn kind(&self) -> EntityKind {
        match self {
            Detail::MilitaryUnit(_) => EntityKind::MilitaryUnit,
            Detail::Organization(_) => EntityKind::Organization,
            Detail::Person(_) => EntityKind::Person,
            Detail::Weapon(_) => EntityKind::Weapon,
            Detail::Count(_) => EntityKind::Count,
            Detail::Date(_) => EntityKind::Date,
            Detail::Coordinates(_) => EntityKind::Coordinates,
        }
    }
}

/// Defines a closed vocabulary: an enum with its names in tables and in JSON.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum $name { $($(#[$item])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// The name used in the tables and in output.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }

            /// The item of that name, if there is one.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

vocabulary! {
    /// The level of a unit, from small to large.
    ///
    /// ```
    /// use ua_gazetteer::entity::Echelon;
    /// assert_eq!(Echelon::from_name("brigade"), Some(Echelon::Brigade));
    /// assert_eq!(Echelon::Brigade.as_str(), "brigade");
    /// ```
    Echelon {
        /// A squad or section.
        Squad = "squad",
        /// A platoon.
        Platoon = "platoon",
        /// A company or battery.
        Company = "company",
        /// A battalion or an artillery division (дивізіон).
        Battalion = "battalion",
        /// A detachment (загін, отряд) of any size.
        Detachment = "detachment",
        /// A regiment.
        Regiment = "regiment",
        /// A brigade.
        Brigade = "brigade",
        /// A division.
        Division = "division",
        /// A corps.
        Corps = "corps",
        /// An army.
        Army = "army",
        /// A fleet or flotilla.
        Fleet = "fleet",
        /// A centre (special purpose, training).
        Center = "center",
        /// A base.
        Base = "base",
        /// A group of forces, a tactical or operational group.
        Group = "group",
        /// An operational command.
        Command = "command",
        /// A military district.
        District = "district",
        /// A legion.
        Legion = "legion",
        /// A squadron or an air wing.
        Squadron = "squadron",
    }
}

vocabulary! {
    /// The class of a weapon.
    ///
    /// ```
    /// use ua_gazetteer::entity::WeaponClass;
    /// assert_eq!(WeaponClass::Uav.as_str(), "uav");
    /// ```
    WeaponClass {
        /// Unmanned aircraft, loitering munitions included.
        Uav = "uav",
        /// Ballistic, cruise, anti-tank and other missiles.
        Missile = "missile",
        /// Aerial bombs.
        Bomb = "bomb",
        /// Guns, howitzers, mortars and their ammunition.
        Artillery = "artillery",
        /// Multiple launch rocket systems.
        Mlrs = "mlrs",
        /// Tanks and other armoured vehicles.
        Armour = "armour",
        /// Aeroplanes and helicopters.
        Aircraft = "aircraft",
        /// Surface-to-air systems.
        AirDefence = "air_defence",
        /// Small arms and grenade launchers.
        SmallArms = "small_arms",
        /// Ships and boats.
        Ship = "ship",
        /// Mines.
        Mine = "mine",
        /// Electronic warfare.
        ElectronicWarfare = "electronic_warfare",
        /// Radars and other sensors.
        Radar = "radar",
        /// Unmanned ground vehicles.
        Ugv = "ugv",
    }
}

vocabulary! {
    /// What befell the things counted.
    ///
    /// ```
    /// use ua_gazetteer::entity::Action;
    /// assert_eq!(Action::ShotDown.as_str(), "shot_down");
    /// ```
    Action {
        /// Repelled, stopped.
        Repelled = "repelled",
        /// Shot down, intercepted.
        ShotDown = "shot_down",
        /// Launched (drones, missiles, attacks).
        Launched = "launched",
        /// Fired, dropped.
        Fired = "fired",
        /// Struck, hit, shelled.
        Struck = "struck",
        /// Killed.
        Killed = "killed",
        /// Wounded.
        Wounded = "wounded",
        /// Captured, taken prisoner, occupied.
        Captured = "captured",
        /// Destroyed.
        Destroyed = "destroyed",
        /// Damaged.
        Damaged = "damaged",
        /// Lost by their owner.
        Lost = "lost",
        /// Took place, was recorded.
        Occurred = "occurred",
        /// Liberated, recaptured.
        Liberated = "liberated",
        /// Evacuated.
        Evacuated = "evacuated",
        /// Exchanged or returned from captivity.
        Exchanged = "exchanged",
        /// Sent, moved, delivered.
        Deployed = "deployed",
    }
}

vocabulary! {
    /// The side of a unit.
    ///
    /// ```
    /// use ua_gazetteer::entity::Side;
    /// assert_eq!(Side::Ukraine.as_str(), "ukraine");
    /// ```
    Side {
        /// Ukraine.
        Ukraine = "ukraine",
        /// Russia, with the armed formations that it set up in occupied parts of Ukraine.
        Russia = "russia",
    }
}

vocabulary! {
    /// How coordinates were written.
    ///
    /// ```
    /// use ua_gazetteer::entity::CoordinateSystem;
    /// assert_eq!(CoordinateSystem::Mgrs.as_str(), "mgrs");
    /// ```
    CoordinateSystem {
        /// Decimal degrees.
        Decimal = "decimal",
        /// Degrees, minutes and seconds, or degrees and decimal minutes.
        Dms = "dms",
        /// Military Grid Reference System.
        Mgrs = "mgrs",
        /// Universal Transverse Mercator.
        Utm = "utm",
    }
}

/// A military unit.
///
/// ```
/// use ua_gazetteer::entity::{Detail, Echelon, Kinds, Lexicon};
/// let found = Lexicon::embedded().recognize("155-я бригада морской пехоты", None, Kinds::all());
/// let Detail::MilitaryUnit(unit) = &found[0].detail else { panic!() };
/// assert_eq!((unit.number, unit.echelon), (Some(155), Some(Echelon::Brigade)));
/// assert_eq!(unit.arm.as_deref(), Some("marine"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MilitaryUnit {
    /// The number in its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The arm in English, the words as in the table `units.tsv`: `motorized rifle`, `air assault`, `tank`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arm: Option<String>,
    /// The level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub echelon: Option<Echelon>,
    /// Honorifics and proper names, as written: `Guards`, `«Азов»`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub honorific: Option<String>,
    /// The side, where it is said or follows from the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
}

/// An organization.
///
/// ```
/// use ua_gazetteer::entity::{Detail, Kinds, Lexicon};
/// let found = Lexicon::embedded().recognize("за даними Генштабу ЗСУ", None, Kinds::all());
/// assert!(matches!(&found[0].detail, Detail::Organization(o) if o.name.is_some()));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Organization {
    /// The usual English name, where the tables know the organization.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A person.
///
/// ```
/// use ua_gazetteer::entity::{Detail, Kinds, Lexicon};
/// let text = "The spokesman Volodymyr Fitio spoke. Fitio added nothing.";
/// let found = Lexicon::embedded().recognize(text, None, Kinds::all());
/// assert!(matches!(&found[0].detail, Detail::Person(p) if p.role.as_deref() == Some("spokesman")));
/// assert!(matches!(&found[1].detail, Detail::Person(p) if p.refers_to == Some(0)));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Person {
    /// Role or rank, as written beside the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Index, in the returned list, of the first mention of the same person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refers_to: Option<usize>,
}

/// A weapon.
///
/// ```
/// use ua_gazetteer::entity::{Detail, Kinds, Lexicon, WeaponClass};
/// let found = Lexicon::embedded().recognize("удар FPV-дрона", None, Kinds::all());
/// assert!(matches!(&found[0].detail, Detail::Weapon(w) if w.class == WeaponClass::Uav));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Weapon {
    /// The class.
    pub class: WeaponClass,
    /// The model as written, where one is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
}

/// A number with what is counted and what befell it.
///
/// A stated bound ("more than 30") gives that number as `value` and also as `min` or `max`; a range ("20 to 25") and a
/// vague number ("dozens") give bounds alone.
///
/// ```
/// use ua_gazetteer::entity::{Action, Detail, Kinds, Lexicon};
/// let found = Lexicon::embedded().recognize("сбито 37 беспилотников", None, Kinds::all());
/// let Detail::Count(count) = &found[0].detail else { panic!() };
/// assert_eq!((count.value, count.action), (Some(37.0), Some(Action::ShotDown)));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Count {
    /// The number that is stated.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "integral")]
    pub value: Option<f64>,
    /// The lower bound, included.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "integral")]
    pub min: Option<f64>,
    /// The upper bound, included.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "integral")]
    pub max: Option<f64>,
    /// What is counted, as written.
    pub unit: String,
    /// What befell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
    /// Who did it, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
}

/// Writes a whole number as one: 4, not 4.0.
fn integral<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(v) if v.fract() == 0.0 && v.abs() < 9.0e15 => serializer.serialize_i64(*v as i64),
        Some(v) => serializer.serialize_f64(*v),
        None => serializer.serialize_none(),
    }
}

/// A day or an interval; without both ends when the year is not known.
///
/// ```
/// use ua_gazetteer::entity::{Detail, Kinds, Lexicon};
/// let found = Lexicon::embedded().recognize("19 травня 2024 року", None, Kinds::all());
/// let json = serde_json::to_value(&found[0].detail).unwrap();
/// assert_eq!(json["start"], "2024-05-19");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Date {
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<CivilDate>,
    /// The last day, included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<CivilDate>,
}

/// A point on the WGS 84 ellipsoid.
///
/// ```
/// use ua_gazetteer::entity::{Detail, Kinds, Lexicon};
/// let found = Lexicon::embedded().recognize("48.5947, 37.9997", None, Kinds::all());
/// assert!(matches!(&found[0].detail, Detail::Coordinates(c) if c.lat == 48.5947));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Coordinates {
    /// Latitude in degrees, north positive.
    pub lat: f64,
    /// Longitude in degrees, east positive.
    pub lon: f64,
    /// How it was written.
    pub system: CoordinateSystem,
}

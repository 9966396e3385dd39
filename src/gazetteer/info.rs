//! What a compiled gazetteer says of itself.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::format::{FormClassRecord, PlaceRecord};
use super::name_forms::{NO, case_of};
use super::{PlaceKind, Precision};
use crate::Language;

/// Counts and sources of a gazetteer.
///
/// ```
/// use ua_gazetteer::{Gazetteer, gazetteer::PlaceData};
/// let gazetteer = Gazetteer::builder()
///     .place(PlaceData { id: "own:1".into(), name_uk: "Дуб".into(), ..PlaceData::default() })
///     .build()?;
/// assert_eq!(gazetteer.info().places["landmark"], 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Info {
    /// Places by kind; those abroad of the kinds of settlements and units under `abroad`.
    pub places: BTreeMap<String, u64>,
    /// Settlements of Ukraine by the precision of their point; `none` where there is no point.
    pub settlement_points: BTreeMap<String, u64>,
    /// Distinct names.
    pub names: u64,
    /// Forms by class: `uk case`, `ru case`, `uk latin`, `ru latin`, `en`.
    pub forms: BTreeMap<String, u64>,
    /// Rows of the register of hostilities.
    pub hostilities: u64,
    /// The last day that the register of hostilities speaks of.
    pub register_until: Option<Date>,
    /// Sources with their licences and dates, a line each.
    pub sources: Vec<String>,
}

impl Info {
    pub(super) fn count_place(&mut self, place: &PlaceRecord) {
        let kind = PlaceKind::from_number(place.kind);
        let abroad = place.feature.get() != super::format::NO_FEATURE
            && kind.is_some_and(|kind| kind.is_settlement() || kind.is_unit());
        let kind_name = if abroad { "abroad" } else { kind.map_or("unknown", PlaceKind::as_str) };
        *self.places.entry(kind_name.to_owned()).or_default() += 1;
        if kind.is_some_and(PlaceKind::is_settlement) && !abroad {
            let precision = match Precision::from_number(place.precision) {
                Some(precision) if place.lat.get() != i32::MIN => precision.as_str(),
                _ => "none",
            };
            *self.settlement_points.entry(precision.to_owned()).or_default() += 1;
        }
    }

    pub(super) fn count_form(&mut self, language: Language, class: &FormClassRecord) {
        let class = match (class.system, case_of(class.case)) {
            (NO, Some(_)) => format!("{} case", language.code()),
            (NO, None) => language.code().to_owned(),
            _ => format!("{} latin", language.code()),
        };
        *self.forms.entry(class).or_default() += 1;
    }

    /// Settlements of Ukraine: cities, settlements and villages.
    pub fn settlements(&self) -> u64 {
        PlaceKind::ALL
            .iter()
            .filter(|kind| kind.is_settlement())
            .filter_map(|kind| self.places.get(kind.as_str()))
            .sum()
    }

    pub(super) fn to_json(&self) -> Vec<u8> {
        // A map of strings and numbers always serializes.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The sum of the counts of several layers.
    pub(super) fn merge(mut self, other: Info) -> Info {
        for (into, from) in [
            (&mut self.places, other.places),
            (&mut self.settlement_points, other.settlement_points),
            (&mut self.forms, other.forms),
        ] {
            for (key, count) in from {
                *into.entry(key).or_default() += count;
            }
        }
        self.names += other.names;
        self.hostilities += other.hostilities;
        self.register_until = self.register_until.max(other.register_until);
        self.sources.extend(other.sources);
        self
    }
}

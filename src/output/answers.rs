//! Records of what is asked without a text: spellings of a name, places near a point.

use serde::{Deserialize, Serialize};

use super::{PlaceRecord, SCHEMA};
use crate::gazetteer::Place;
use crate::inflection::{self, Case};
use crate::romanization;
use crate::{Gazetteer, Language};

/// All spellings and case forms of a name in one language: one line of `variants`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantsRecord {
    /// The version of the record: [`SCHEMA`].
    pub schema: u32,
    /// The name in the nominative.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// Its spellings in Latin letters, the commonest first.
    pub spellings: Vec<SpellingRecord>,
    /// Its case forms.
    pub forms: Vec<CaseRecord>,
    /// Its adjectives, masculine nominative.
    pub adjectives: Vec<String>,
}

/// A spelling in Latin letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpellingRecord {
    /// The spelling.
    pub text: String,
    /// The label of the commonest system that makes it.
    pub romanization: String,
}

/// A case form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRecord {
    /// The form.
    pub text: String,
    /// Its case.
    pub case: Case,
}

impl VariantsRecord {
    /// The variants of a name in the nominative.
    ///
    /// ```
    /// use ua_gazetteer::{Language, output::VariantsRecord};
    /// let variants = VariantsRecord::of("Бахмут", Language::Ukrainian);
    /// assert_eq!(variants.spellings[0].text, "Bakhmut");
    /// assert!(variants.forms.iter().any(|form| form.text == "Бахмутом"));
    /// assert_eq!(variants.adjectives[0], "бахмутський");
    /// ```
    pub fn of(name: &str, language: Language) -> Self {
        let spellings = romanization::variants(name, language).into_iter().map(|variant| SpellingRecord {
            text: variant.text,
            romanization: variant.system.label.to_owned(),
        });
        let forms = inflection::forms(name, language)
            .into_iter()
            .map(|form| CaseRecord { text: form.text, case: form.case });
        VariantsRecord {
            schema: SCHEMA,
            name: name.to_owned(),
            language,
            spellings: spellings.collect(),
            forms: forms.collect(),
            adjectives: inflection::adjectives(name, language),
        }
    }

    /// The variants of the Ukrainian and the Russian name of the place that a name in any spelling likeliest means; none
    /// where nothing resembles it.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use ua_gazetteer::{Gazetteer, output::VariantsRecord};
    /// let variants = VariantsRecord::of_likeliest("Sinkivka", &Gazetteer::embedded());
    /// assert_eq!((variants[0].name.as_str(), variants[1].name.as_str()), ("Синьківка", "Синьковка"));
    /// # }
    /// ```
    pub fn of_likeliest(name: &str, gazetteer: &Gazetteer) -> Vec<Self> {
        let candidates = gazetteer.lookup(name);
        let Some(place) = candidates.first().map(|candidate| candidate.place()) else { return Vec::new() };
        [(place.name_uk(), Language::Ukrainian), (place.name_ru(), Language::Russian)]
            .into_iter()
            .filter(|(name, _)| !name.is_empty())
            .map(|(name, language)| VariantsRecord::of(name, language))
            .collect()
    }
}

/// The settlements near a point: the line of `near`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NearRecord {
    /// The version of the record: [`SCHEMA`].
    pub schema: u32,
    /// Latitude of the point in WGS84 degrees.
    pub lat: f64,
    /// Longitude of the point in WGS84 degrees.
    pub lon: f64,
    /// The settlements, the nearest first.
    pub places: Vec<DistanceRecord>,
}

/// A place at a distance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DistanceRecord {
    /// The place.
    #[serde(flatten)]
    pub place: PlaceRecord,
    /// Great-circle kilometres, three decimals.
    pub distance_km: f64,
}

impl DistanceRecord {
    /// The record of a place so many kilometres away.
    pub fn of(place: &Place<'_>, km: f64) -> Self {
        DistanceRecord { place: PlaceRecord::from(place), distance_km: (km * 1e3).round() / 1e3 }
    }
}

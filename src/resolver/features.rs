//! The kinds of evidence, with their weights: one table, so that each can be explained, switched off and fitted.

/// Makes the features: a variant, a weight (log-odds a unit) and a phrase each. The first part compares the places of
/// a name, the second says whether the name stands for a place at all.
macro_rules! features {
    (
        places { $($(#[$meta:meta])* $variant:ident = $weight:literal $phrase:literal,)+ }
        spans { $($(#[$span_meta:meta])* $span_variant:ident = $span_weight:literal $span_phrase:literal,)+ }
    ) => {
        /// A kind of evidence: for or against a place among those of one name, or for or against a name being that of
        /// a place.
        ///
        /// ```
        /// use ua_gazetteer::resolver::Feature;
        /// assert_eq!(Feature::SameHromada.as_str(), "SameHromada");
        /// assert!(Feature::ALL.contains(&Feature::Size));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Feature { $($(#[$meta])* $variant,)+ $($(#[$span_meta])* $span_variant,)+ }

        /// How many features compare places.
        pub(super) const PLACE_FEATURES: usize = [$(Feature::$variant),+].len();
        /// How many features there are.
        pub(super) const FEATURES: usize = Feature::ALL.len();

        /// The fitted weight of each feature.
        const WEIGHTS: [f32; FEATURES] = [$($weight,)+ $($span_weight,)+];

        impl Feature {
            /// All features: first those that compare the places of a name, then those that say whether a name stands
            /// for a place.
            pub const ALL: &[Feature] = &[$(Feature::$variant,)+ $(Feature::$span_variant,)+];

            /// The name in messages and tables.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Feature::$variant => stringify!($variant),)+
                    $(Feature::$span_variant => stringify!($span_variant),)+
                }
            }

            /// What it says of a place or name, in a few words.
            ///
            /// ```
            /// use ua_gazetteer::resolver::Feature;
            /// assert_eq!(Feature::Abroad.phrase(), "abroad");
            /// ```
            pub fn phrase(self) -> &'static str {
                match self {
                    $(Feature::$variant => $phrase,)+
                    $(Feature::$span_variant => $span_phrase,)+
                }
            }
        }
    };
}

// The weights are those that `cargo run --release -p fit -- fit` prints.
features! {
    places {
        /// Decimal logarithm of the inhabitants, or of a usual number for the kind.
        Size = 1.70 "its size",
        /// The name is a former one.
        FormerName = -1.17 "a former name",
        /// The name is an alternate one.
        AlternateName = -1.58 "an alternate name",
        /// The name is one of another language than the text.
        OtherLanguage = -0.97 "a name of another language",
        /// The form is a vocative.
        Vocative = -2.60 "a vocative",
        /// The spelling has the key of the name only.
        SpellingKey = -1.00 "a spelling that no system yields",
        /// A word beside the name says its kind: "village", «м.».
        TypeWord = 2.40 "a word beside it says its kind",
        /// A word beside the name says another kind.
        OtherTypeWord = -2.45 "a word beside it says another kind",
        /// A water, landform or landmark with its word: "river".
        FeatureWord = 8.00 "a word beside it says what it is",
        /// A water, landform or landmark without its word.
        NoFeatureWord = -5.14 "no word says that it is no settlement",
        /// A settlement where the word says water, landform or landmark.
        OtherFeatureWord = -6.00 "a word beside it says that it is no settlement",
        /// A place abroad.
        Abroad = -2.37 "abroad",
        /// A unit without its noun.
        UnitWithoutNoun = -4.00 "a unit without its noun",
        /// The text names a unit beside the name, or in the heading above, and the place is in it.
        UnitBeside = 4.09 "in the unit named beside it",
        /// The text names a unit beside the name, and the place is not in it.
        OtherUnitBeside = -3.08 "outside the unit named beside it",
        /// The share of the units named in the text that the place is in.
        UnitsOfText = 2.48 "in a unit that the text names",
        /// Other places of the text in the same hromada (natural logarithm of one and their number).
        SameHromada = 1.37 "same hromada as other places of the text",
        /// Other places of the text in the same raion.
        SameRaion = 0.56 "same raion as other places of the text",
        /// Other places of the text in the same oblast.
        SameOblast = 0.65 "same oblast as other places of the text",
        /// Other places of the text within some 15 km, near ones in the text counting more.
        Near = 4.52 "close to other places of the text",
        /// Other places of the text within some 50 km.
        Around = 5.05 "around other places of the text",
        /// The direction under which the text stands is near (1 beside its anchor, falling by e every 30 km).
        Direction = 4.17 "near the direction that the text speaks of",
        /// In the oblast of the direction under which the text stands.
        DirectionOblast = 2.15 "in the oblast of the direction that the text speaks of",
        /// As far from another place, and on that side of it, as the text says (1 just there).
        StatedDistance = 6.00 "as far from a place as the text says",
        /// The register of hostilities has it active or occupied on the day.
        Hostilities = 3.85 "a place of hostilities or occupation at the time",
        /// The register has hostilities as possible there on the day.
        PossibleHostilities = 0.76 "a place of possible hostilities at the time",
        /// The register has a place within 15 km active or occupied on the day, and not this one.
        NearHostilities = 1.06 "hostilities or occupation within 15 km at the time",
        /// In the region, or near the point, that the caller expects.
        Prior = 5.46 "where the caller expects it",
    }
    spans {
        /// Of every found name.
        FoundName = 2.68 "a name of a place",
        /// A word beside it says settlement, water, landform or landmark.
        PlaceWord = 2.87 "a word beside it says place",
        /// A word beside it says bank or crossing.
        BankWord = 1.00 "a bank or crossing beside it",
        /// A preposition, noun or verb that only places stand with.
        NearWord = 3.02 "beside a word that only places stand with",
        /// A preposition that places follow, and much else.
        InWord = 2.31 "behind a preposition",
        /// "Of" or its like.
        OfWord = 1.49 "behind \"of\"",
        /// A word beside it says pipeline or street.
        StreetWord = -6.32 "a pipeline or street",
        /// A word beside it says outlet or organization.
        OrganizationWord = -4.65 "an organization",
        /// A word beside it says military unit.
        UnitWord = -6.05 "a military unit",
        /// A plant, administration or road named by the town's adjective.
        AreaWord = -5.00 "a plant, administration or road",
        /// A word beside it says weapon.
        WeaponWord = -2.50 "a weapon",
        /// A word beside it says person.
        PersonWord = -3.86 "a person",
        /// It is also a common word.
        CommonWord = -0.99 "also a common word",
        /// It is also a common word and begins the sentence.
        CommonWordFirst = -4.91 "also a common word, at the beginning of a sentence",
        /// It is also a given name.
        GivenName = -1.21 "also a given name",
        /// It is also a given name and begins the sentence.
        GivenNameFirst = -1.36 "also a given name, at the beginning of a sentence",
        /// It is also a surname.
        Surname = -1.87 "also a surname",
        /// It is also a surname and begins the sentence.
        SurnameFirst = -0.77 "also a surname, at the beginning of a sentence",
        /// It is also a weapon.
        AlsoWeapon = -2.68 "also a weapon",
        /// It is also a military unit.
        AlsoUnit = -1.37 "also a military unit",
        /// It is also an organization.
        AlsoOrganization = -2.59 "also an organization",
        /// It is also a brand or title.
        AlsoBrand = -1.00 "also a brand",
        /// A given name before a capitalised word, or a surname behind one.
        PersonalName = -3.50 "part of a personal name",
        /// It is also a given name or surname, no town bears it, and nothing beside it speaks for a place.
        BarePersonalName = -2.53 "also a personal name, and nothing beside it speaks for a place",
        /// In a list with a name that is nothing else than one of a place.
        Listed = 1.32 "in a list of places",
        /// The text has it elsewhere as the name of a place.
        PlaceElsewhere = 2.00 "a place elsewhere in the text",
        /// A capitalised word directly before, no name of a place.
        CapitalBefore = -2.00 "behind a capitalised word",
        /// A capitalised word directly behind, no name of a place.
        CapitalAfter = -1.47 "before a capitalised word",
        /// It stands in quotation marks.
        Quoted = -4.83 "in quotation marks",
        /// Part of a hyphenated word whose other part is no name of a place.
        InCompound = -2.00 "part of a compound",
        /// A short word of capitals.
        Acronym = -5.00 "an acronym",
        /// How surely the words are found to name a person.
        NamesPerson = -6.18 "found to name a person",
        /// The word is too common to be a name for its capital alone.
        Stopword = -4.73 "a very common word",
        /// An adjective before what it belongs to.
        Adjective = -4.5 "an adjective before its noun",
        /// A word beside it says water or landform, and none bears the name.
        SomethingElse = -6.85 "a water or landform of no known name",
        /// Only little-known waters and landforms bear the name, and no word says that one is meant.
        ObscureFeature = -3.00 "only little-known waters or landforms bear the name",
        /// A place of more than some 40,000 inhabitants bears the name.
        LargePlace = 1.26 "a large place bears the name",
        /// The spelling has the key of a name only.
        KeyOnly = -0.69 "a spelling that no system yields",
    }
}

/// Weights of all features, and how the probabilities of places become confidences.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Weights {
    of: [f32; FEATURES],
    /// Intercept and slope of the log-odds of the best place.
    pub(super) calibration: (f32, f32),
}

/// Intercept and slope that `cargo run --release -p fit -- fit` prints.
const CALIBRATION: (f32, f32) = (0.87, 1.10);

impl Default for Weights {
    fn default() -> Self {
        Weights { of: WEIGHTS, calibration: CALIBRATION }
    }
}

impl Weights {
    pub(crate) fn switch_off(&mut self, feature: Feature) {
        self.of[feature as usize] = 0.0;
    }

    pub(super) fn get(&self, feature: Feature) -> f32 {
        self.of[feature as usize]
    }

    /// The weights of the features that compare places.
    pub(super) fn of_places(&self) -> &[f32] {
        self.of.get(..PLACE_FEATURES).unwrap_or(&[])
    }

    /// Weights in the order of [`Feature::ALL`], then intercept and slope.
    #[cfg(feature = "training")]
    pub(crate) fn set_all(&mut self, weights: &[f32], calibration: (f32, f32)) {
        for (own, &weight) in self.of.iter_mut().zip(weights) {
            *own = weight;
        }
        self.calibration = calibration;
    }

    /// In the order of [`Feature::ALL`].
    #[cfg(feature = "training")]
    pub(crate) fn all(&self) -> &[f32] {
        &self.of
    }

    /// The confidence that the best of several places is the right one, from its probability among them. The odds
    /// end where a lone candidate stands: of that, too, the gazetteer may know the wrong one only.
    pub(super) fn calibrated(&self, probability: f32) -> f32 {
        let (intercept, slope) = self.calibration;
        logistic(intercept + slope * log_odds(probability))
    }
}

/// Probabilities nearer to 0 or 1 than this are taken for no surer.
const LEAST_DOUBT: f32 = 1e-3;

pub(super) fn log_odds(probability: f32) -> f32 {
    let bounded = probability.clamp(LEAST_DOUBT, 1.0 - LEAST_DOUBT);
    (bounded / (1.0 - bounded)).ln()
}

pub(super) fn logistic(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// The values of the features that compare places, for one of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Values([f32; PLACE_FEATURES]);

impl Default for Values {
    fn default() -> Self {
        Values([0.0; PLACE_FEATURES])
    }
}

impl Values {
    pub(super) fn set(&mut self, feature: Feature, value: f32) {
        if let Some(own) = self.0.get_mut(feature as usize) {
            *own = value;
        }
    }

    pub(super) fn get(&self, feature: Feature) -> f32 {
        self.0.get(feature as usize).copied().unwrap_or_default()
    }

    /// Of each feature, the value that is further from nothing.
    pub(super) fn take_stronger(&mut self, other: &Values) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            if other.abs() > own.abs() {
                *own = other;
            }
        }
    }

    /// The weighted sum.
    pub(super) fn score(&self, weights: &Weights) -> f32 {
        self.0.iter().zip(weights.of_places()).map(|(value, weight)| value * weight).sum()
    }

    /// What each feature adds to the score.
    pub(super) fn contributions(&self, weights: &Weights) -> impl Iterator<Item = (Feature, f32)> {
        Feature::ALL
            .iter()
            .zip(self.0.iter().zip(weights.of_places()))
            .map(|(&feature, (value, weight))| (feature, value * weight))
    }

    #[cfg(feature = "training")]
    pub(super) fn as_slice(&self) -> &[f32] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_numbered_as_listed() {
        for (number, &feature) in Feature::ALL.iter().enumerate() {
            assert_eq!(feature as usize, number);
            assert!(!feature.phrase().is_empty());
        }
        assert_eq!(Weights::default().of_places().len(), PLACE_FEATURES);
    }

    #[test]
    fn values_score_by_weight_and_switched_off_ones_do_not() {
        let mut values = Values::default();
        values.set(Feature::UnitBeside, 0.5);
        let mut weights = Weights::default();
        assert!((values.score(&weights) - 0.5 * weights.get(Feature::UnitBeside)).abs() < 1e-6);
        let contributed: f32 = values.contributions(&weights).map(|(_, contribution)| contribution).sum();
        assert!((contributed - values.score(&weights)).abs() < 1e-6);
        weights.switch_off(Feature::UnitBeside);
        assert!(values.score(&weights).abs() < 1e-6);
    }

    #[test]
    fn confidence_grows_with_probability() {
        let weights = Weights::default();
        let confidences: Vec<f32> = [0.1, 0.5, 0.9, 1.0].iter().map(|&p| weights.calibrated(p)).collect();
        assert!(confidences.is_sorted() && confidences.iter().all(|c| (0.0..=1.0).contains(c)));
    }
}

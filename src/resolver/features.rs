//! The kinds of evidence, with their weights: one table, so that each can be explained, switched off and fitted.

/// Makes the features of candidates: a variant, a name for messages and a weight (log-odds a unit) each.
macro_rules! features {
    ($($(#[$meta:meta])* $variant:ident = $weight:literal,)+) => {
        /// A kind of evidence for or against a candidate.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Feature { $($(#[$meta])* $variant,)+ }

        /// How many features there are.
        pub(super) const COUNT: usize = [$(Feature::$variant),+].len();

        /// All features in order.
        pub(super) const ALL: [Feature; COUNT] = [$(Feature::$variant),+];

        /// The weight of each feature.
        pub(super) const WEIGHTS: [f32; COUNT] = [$($weight),+];
    };
}

features! {
    /// Decimal logarithm of the inhabitants, or of a usual number for the kind.
    Size = 0.9,
    /// The name is a former one.
    FormerName = -0.9,
    /// The name is an alternate one.
    AlternateName = -1.5,
    /// The name is one of another language than the text.
    OtherLanguage = -0.8,
    /// The form is a vocative.
    Vocative = -2.5,
    /// The spelling has the key of the name only.
    SpellingKey = -1.0,
    /// A word beside the name says its kind: "village", «м.».
    TypeWord = 2.0,
    /// A word beside the name says another kind.
    OtherTypeWord = -2.0,
    /// A water, landform or landmark with its word: "river".
    FeatureWord = 8.0,
    /// A water, landform or landmark without its word.
    NoFeatureWord = -4.5,
    /// A settlement where the word says water, landform or landmark.
    OtherFeatureWord = -6.0,
    /// A place abroad.
    Abroad = -2.0,
    /// A unit without its noun.
    UnitWithoutNoun = -4.0,
    /// The text names a unit beside the name, and the place is in it.
    UnitBeside = 3.5,
    /// The text names a unit beside the name, and the place is not in it.
    OtherUnitBeside = -2.5,
    /// The share of the units named in the text that the place is in.
    UnitsOfText = 1.5,
    /// Other places of the text in the same hromada (natural logarithm of one and their number).
    SameHromada = 1.0,
    /// Other places of the text in the same raion.
    SameRaion = 1.0,
    /// Other places of the text in the same oblast.
    SameOblast = 0.9,
    /// Other places of the text within some 15 km, near ones in the text counting more.
    Near = 2.5,
    /// Other places of the text within some 50 km.
    Around = 2.0,
    /// The direction under which the text stands is near (1 beside its anchor, falling by e every 30 km).
    Direction = 2.5,
    /// In the oblast of the direction under which the text stands.
    DirectionOblast = 1.5,
    /// The register of hostilities has it active or occupied on the day.
    Hostilities = 1.8,
    /// The register has hostilities as possible there on the day.
    PossibleHostilities = 0.8,
}

impl Feature {
    /// What it says, for people.
    pub(super) fn phrase(self) -> &'static str {
        match self {
            Feature::Size => "its size",
            Feature::FormerName => "a former name",
            Feature::AlternateName => "an alternate name",
            Feature::OtherLanguage => "a name of another language",
            Feature::Vocative => "a vocative",
            Feature::SpellingKey => "a spelling that no system yields",
            Feature::TypeWord => "a word beside it says its kind",
            Feature::OtherTypeWord => "a word beside it says another kind",
            Feature::FeatureWord => "a word beside it says what it is",
            Feature::NoFeatureWord => "no word says that it is no settlement",
            Feature::OtherFeatureWord => "a word beside it says that it is no settlement",
            Feature::Abroad => "abroad",
            Feature::UnitWithoutNoun => "a unit without its noun",
            Feature::UnitBeside => "in the unit named beside it",
            Feature::OtherUnitBeside => "outside the unit named beside it",
            Feature::UnitsOfText => "in a unit that the text names",
            Feature::SameHromada => "same hromada as other places of the text",
            Feature::SameRaion => "same raion as other places of the text",
            Feature::SameOblast => "same oblast as other places of the text",
            Feature::Near => "close to other places of the text",
            Feature::Around => "around other places of the text",
            Feature::Direction => "near the direction that the text speaks of",
            Feature::DirectionOblast => "in the oblast of the direction that the text speaks of",
            Feature::Hostilities => "a place of hostilities or occupation at the time",
            Feature::PossibleHostilities => "a place of possible hostilities at the time",
        }
    }
}

/// The values of all features for one candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Values([f32; COUNT]);

impl Default for Values {
    fn default() -> Self {
        Values([0.0; COUNT])
    }
}

impl Values {
    pub(super) fn set(&mut self, feature: Feature, value: f32) {
        self.0[feature as usize] = value;
    }

    pub(super) fn get(&self, feature: Feature) -> f32 {
        self.0[feature as usize]
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
    pub(super) fn score(&self) -> f32 {
        self.0.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum()
    }

    /// What each feature adds to the score.
    pub(super) fn contributions(&self) -> impl Iterator<Item = (Feature, f32)> + '_ {
        ALL.into_iter().zip(self.0.iter().zip(WEIGHTS).map(|(value, weight)| value * weight))
    }
}

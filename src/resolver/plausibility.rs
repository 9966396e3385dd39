//! How likely a found name stands for a place at all, and not for a person, a unit, a newspaper or a plain word.

use super::cues::{Cue, Cues};
use super::features::{Feature, Weights, logistic};
use super::reading::Reading;
use super::spans::{OF_KINDS, Span, TYPE_WORDS};
use crate::gazetteer::{NameMatch, PlaceKind, Sense};
use crate::inflection::Case;

/// A name with the noun of its unit beside it stands for that unit.
const OF_UNIT: f32 = 0.98;

/// What cues before and behind a name speak by.
const CUES: &[(Cues, Feature)] = &[
    (OF_KINDS, Feature::PlaceWord),
    (Cues::of(&[Cue::Bank]), Feature::BankWord),
    (Cues::of(&[Cue::Near]), Feature::NearWord),
    (Cues::of(&[Cue::In, Cue::Held]), Feature::InWord),
    (Cues::of(&[Cue::Of]), Feature::OfWord),
    (Cues::of(&[Cue::Pipeline, Cue::Street]), Feature::StreetWord),
    (Cues::of(&[Cue::Outlet, Cue::Organization]), Feature::OrganizationWord),
    (Cues::of(&[Cue::Unit]), Feature::UnitWord),
    (Cues::of(&[Cue::Area]), Feature::AreaWord),
    (Cues::of(&[Cue::Weapon]), Feature::WeaponWord),
    (Cues::of(&[Cue::Person]), Feature::PersonWord),
    (OF_OFFICES, Feature::PersonWord),
    (Cues::of(&[Cue::Callsign]), Feature::NamesPerson),
];

/// Cues behind a name that say what goes on there.
const OF_EVENTS: Cues = Cues::of(&[Cue::Near, Cue::Event]);

/// Cues of offices.
const OF_OFFICES: Cues = Cues::of(&[Cue::Office]);

/// Cues that speak for a place, more or less.
const OF_PLACES: Cues = Cues::of(&[
    Cue::City,
    Cue::Settlement,
    Cue::Village,
    Cue::Inhabited,
    Cue::Water,
    Cue::Bank,
    Cue::Landform,
    Cue::Landmark,
    Cue::Near,
    Cue::In,
    Cue::Of,
]);

/// Cues that say water or landform.
const OF_FEATURES: Cues = Cues::of(&[Cue::Water, Cue::Bank, Cue::Landform]);

/// What a sense that a name also has speaks by: anywhere, and at the beginning of a sentence on top.
const SENSES: &[(Sense, Feature, Option<Feature>)] = &[
    (Sense::CommonWord, Feature::CommonWord, Some(Feature::CommonWordFirst)),
    (Sense::GivenName, Feature::GivenName, Some(Feature::GivenNameFirst)),
    (Sense::Surname, Feature::Surname, Some(Feature::SurnameFirst)),
    (Sense::Weapon, Feature::AlsoWeapon, None),
    (Sense::Unit, Feature::AlsoUnit, None),
    (Sense::Organization, Feature::AlsoOrganization, None),
    (Sense::Brand, Feature::AlsoBrand, None),
];

/// The features of a name with their values; a unit with its noun has none.
pub(super) fn all_signals(span: &Span<'_>) -> Vec<(Feature, f32)> {
    let mut all = Vec::new();
    if !span.is_unit {
        signals(span, |feature, value| all.push((feature, value)));
    }
    all
}

/// Gives the features of a name that is none of a unit, with their values.
pub(super) fn signals(span: &Span<'_>, mut signal: impl FnMut(Feature, f32)) {
    let (around, senses, bearers) = (&span.surroundings, span.senses, span.bearers);
    signal(Feature::FoundName, 1.0);
    // Behind an office, the genitive is that of its place: «мер Харкова».
    let is_of_office = bearers.any_genitive
        && !senses.contains(Sense::Surname)
        && !around.is_adjective
        && (bearers.any_town || !senses.contains(Sense::CommonWord));
    if !around.cues.union(around.cues_after).is_empty() {
        for &(cues, feature) in CUES {
            let sides = [around.cues, around.cues_after];
            let count = sides.into_iter().filter(|side| side.intersects(cues)).count();
            let feature = if cues == OF_OFFICES && is_of_office { Feature::OfWord } else { feature };
            if count > 0 {
                signal(feature, count as f32);
            }
        }
    }
    // The subject of an article: «Терни — село в Україні».
    let is_defined = around.cues_after.intersects(TYPE_WORDS);
    for &(_, feature, at_beginning) in SENSES.iter().filter(|(sense, ..)| senses.contains(*sense)) {
        signal(feature, 1.0);
        // A town is known by what goes on there, or beside others, even where its name is a word: «Суми: вибухи».
        let is_told = feature == Feature::CommonWord
            && bearers.any_town
            && (around.listed > 0 || around.opens_report || around.cues_after.intersects(OF_EVENTS));
        if let Some(feature) = at_beginning.filter(|_| around.begins_sentence && !is_told && !is_defined) {
            signal(feature, 1.0);
        }
    }
    let named_like_a_person = senses.contains(Sense::GivenName) && around.capital_after
        || senses.contains(Sense::Surname) && around.capital_before;
    let cues = around.cues.union(around.cues_after);
    let bare = (senses.contains(Sense::GivenName) || senses.contains(Sense::Surname))
        && around.listed == 0
        && !cues.intersects(OF_PLACES)
        && !bearers.any_town;
    let obscure = bearers.all_obscure && !cues.intersects(OF_FEATURES);
    if around.person > 0.0 {
        signal(Feature::NamesPerson, around.person);
    }
    let holding = [
        (Feature::PersonalName, named_like_a_person),
        (Feature::BarePersonalName, bare),
        (Feature::Listed, around.listed > 0),
        (Feature::PlaceElsewhere, around.is_place_elsewhere),
        (Feature::CapitalBefore, around.capital_before),
        (Feature::CapitalAfter, around.capital_after),
        (Feature::Quoted, around.is_quoted && !around.cues.intersects(OF_KINDS)),
        (Feature::InCompound, around.in_compound),
        (Feature::Acronym, around.is_acronym),
        (Feature::Stopword, around.is_stopword),
        (Feature::Adjective, around.is_adjective),
        (Feature::SomethingElse, around.names_something_else),
        (Feature::ObscureFeature, obscure),
        (Feature::LargePlace, bearers.any_large),
        (Feature::KeyOnly, bearers.by_key_only),
    ];
    for (feature, _) in holding.into_iter().filter(|(_, holds)| *holds) {
        signal(feature, 1.0);
    }
}

/// Whether a reading is of a water or landform that no article is written on.
fn is_obscure(reading: &Reading<'_>) -> bool {
    matches!(reading.facts.kind, PlaceKind::Water | PlaceKind::Landform)
        && reading.place.wikidata().is_none()
        && !reading.name().contains(' ')
}

/// What the places are that bear a name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bearers {
    any_large: bool,
    any_town: bool,
    /// Whether the name is a genitive.
    any_genitive: bool,
    /// Only waters and landforms that are little known.
    all_obscure: bool,
    /// None by a form, all by the key of their spelling.
    by_key_only: bool,
}

impl Bearers {
    pub(super) fn of(readings: &[Reading<'_>]) -> Self {
        Bearers {
            any_large: readings.iter().any(|reading| reading.facts.is_large),
            any_town: readings.iter().any(|reading| reading.facts.is_town),
            any_genitive: readings.iter().any(|reading| reading.form.case == Some(Case::Genitive)),
            all_obscure: readings.iter().all(is_obscure),
            by_key_only: readings.iter().all(|reading| reading.form.matched == NameMatch::SpellingKey),
        }
    }
}

/// The probability that a span stands for a place.
pub(super) fn plausibility(span: &Span<'_>, weights: &Weights) -> f32 {
    if span.is_unit {
        return OF_UNIT;
    }
    let mut odds = 0.0;
    signals(span, |feature, value| odds += value * weights.get(feature));
    logistic(odds)
}

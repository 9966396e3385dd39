//! How likely a found name stands for a place at all, and not for a person, a unit, a newspaper or a plain word.

use super::cues::Cue;
use super::features::{Feature, Weights, logistic};
use super::spans::Span;
use crate::gazetteer::{NameMatch, PlaceKind, Sense, Senses, size_weight};

/// A name with the noun of its unit beside it stands for that unit.
const OF_UNIT: f32 = 0.98;

/// What cues before and behind a name speak by.
const CUES: &[(&[Cue], Feature)] = &[
    (
        &[Cue::City, Cue::Settlement, Cue::Village, Cue::Inhabited, Cue::Water, Cue::Landform, Cue::Landmark],
        Feature::PlaceWord,
    ),
    (&[Cue::Bank], Feature::BankWord),
    (&[Cue::Near], Feature::NearWord),
    (&[Cue::In], Feature::InWord),
    (&[Cue::Of], Feature::OfWord),
    (&[Cue::Pipeline, Cue::Street], Feature::StreetWord),
    (&[Cue::Outlet, Cue::Organization], Feature::OrganizationWord),
    (&[Cue::Unit], Feature::UnitWord),
    (&[Cue::Area], Feature::AreaWord),
    (&[Cue::Weapon], Feature::WeaponWord),
    (&[Cue::Person], Feature::PersonWord),
];

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

/// A place of this weight has some 40,000 inhabitants.
const LARGE: f64 = 5_000.0;

/// The features of a name that is none of a unit, with their values.
pub(super) fn signals(span: &Span<'_>, senses: Senses) -> Vec<(Feature, f32)> {
    let around = &span.surroundings;
    let mut signals = vec![(Feature::FoundName, 1.0)];
    for &(cues, feature) in CUES {
        let sides = [&around.cues, &around.cues_after];
        let count = sides.into_iter().filter(|side| cues.iter().any(|cue| side.contains(cue))).count();
        if count > 0 {
            signals.push((feature, count as f32));
        }
    }
    for &(_, feature, at_beginning) in SENSES.iter().filter(|(sense, ..)| senses.contains(*sense)) {
        signals.push((feature, 1.0));
        signals.extend(at_beginning.filter(|_| around.begins_sentence).map(|feature| (feature, 1.0)));
    }
    let named_like_a_person = senses.contains(Sense::GivenName) && around.capital_after
        || senses.contains(Sense::Surname) && around.capital_before;
    let size = span.readings.iter().map(|reading| size_weight(&reading.place)).fold(0.0, f64::max);
    let by_key_only = span.readings.iter().all(|reading| reading.form.matched == NameMatch::SpellingKey);
    let holding = [
        (Feature::PersonalName, named_like_a_person),
        (Feature::CapitalBefore, around.capital_before),
        (Feature::CapitalAfter, around.capital_after),
        (Feature::Quoted, around.is_quoted),
        (Feature::InCompound, around.in_compound),
        (Feature::Acronym, around.is_acronym),
        (Feature::NamesPerson, around.is_person),
        (Feature::Stopword, around.is_stopword),
        (Feature::Adjective, around.is_adjective),
        (Feature::SomethingElse, around.names_something_else),
        (Feature::ObscureFeature, is_obscure_feature(span)),
        (Feature::LargePlace, size > LARGE),
        (Feature::KeyOnly, by_key_only),
    ];
    signals.extend(holding.into_iter().filter(|(_, holds)| *holds).map(|(feature, _)| (feature, 1.0)));
    signals
}

/// Whether only waters and landforms bear the name that no article is written on, and no word says that one is meant.
fn is_obscure_feature(span: &Span<'_>) -> bool {
    let around = &span.surroundings;
    let cued = [Cue::Water, Cue::Bank, Cue::Landform]
        .iter()
        .any(|cue| around.cues.contains(cue) || around.cues_after.contains(cue));
    !cued
        && span.readings.iter().all(|reading| {
            let place = reading.place;
            matches!(place.kind(), PlaceKind::Water | PlaceKind::Landform)
                && place.wikidata().is_none()
                && !reading.form.name.contains(' ')
        })
}

/// The probability that a span stands for a place.
pub(super) fn plausibility(span: &Span<'_>, senses: Senses, weights: &Weights) -> f32 {
    if span.is_unit {
        return OF_UNIT;
    }
    logistic(signals(span, senses).into_iter().map(|(feature, value)| value * weights.get(feature)).sum())
}

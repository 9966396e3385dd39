//! What the places of a text say for each other, gathered in sums per unit, so that time stays linear.

use std::collections::HashMap;

use crate::gazetteer::{Place, distance_km};

/// A stretch of text whose places support each other: the document, a paragraph, a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Scope {
    Document,
    Paragraph(usize),
    Sentence(usize),
}

/// What a mention in each scope counts: one in the same sentence counts in all three.
pub(super) fn scopes(sentence: usize, paragraph: usize) -> [(Scope, f32); 3] {
    [
        (Scope::Document, IN_DOCUMENT),
        (Scope::Paragraph(paragraph), IN_PARAGRAPH - IN_DOCUMENT),
        (Scope::Sentence(sentence), 1.0 - IN_PARAGRAPH),
    ]
}

/// What a mention elsewhere in the document, or in the same paragraph, counts beside one in the same sentence.
const IN_DOCUMENT: f32 = 0.35;
const IN_PARAGRAPH: f32 = 0.6;

/// What a mention counts for another.
pub(super) fn closeness(same_sentence: bool, same_paragraph: bool) -> f32 {
    match (same_sentence, same_paragraph) {
        (true, _) => 1.0,
        (false, true) => IN_PARAGRAPH,
        (false, false) => IN_DOCUMENT,
    }
}

/// Kilometres of a degree of latitude, and of longitude at 48.5° north, the middle of the country.
const KM_PER_DEGREE: (f64, f64) = (111.2, 73.7);

/// A place on a plane, in kilometres; good to a few per cent between places of the country.
pub(super) fn planar_km(place: &Place<'_>) -> Option<(f32, f32)> {
    Some(((place.lat()? * KM_PER_DEGREE.0) as f32, (place.lon()? * KM_PER_DEGREE.1) as f32))
}

/// Sums of probabilities by scope and unit.
#[derive(Debug, Default)]
pub(super) struct Sums {
    sums: HashMap<(Scope, u32), f32>,
}

/// What other places say for one place: how many are in its units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Support {
    pub(super) hromada: f32,
    pub(super) raion: f32,
    pub(super) oblast: f32,
}

impl Sums {
    /// Adds a place with its probability.
    pub(super) fn add(&mut self, scope: Scope, place: &Place<'_>, probability: f32) {
        for unit in std::iter::once(*place).chain(place.ancestors()).filter(|place| place.kind().is_unit()) {
            *self.sums.entry((scope, unit.number())).or_default() += probability;
        }
    }

    /// What a scope says for a place.
    pub(super) fn of(&self, scope: Scope, place: &Place<'_>) -> Support {
        let unit = |unit: Option<Place<'_>>| {
            unit.and_then(|unit| self.sums.get(&(scope, unit.number()))).copied().unwrap_or_default()
        };
        Support { hromada: unit(place.hromada()), raion: unit(place.raion()), oblast: unit(place.oblast()) }
    }
}

impl Support {
    /// Adds what one scope says; sentences and paragraphs of a name that occurs often have their share.
    pub(super) fn add_share(&mut self, other: Support, occurrences: usize, scope: Scope) {
        let share = if scope == Scope::Document { 1.0 } else { 1.0 / occurrences.max(1) as f32 };
        self.hromada += share * other.hromada;
        self.raion += share * other.raion;
        self.oblast += share * other.oblast;
    }

    /// Takes a support away that a name gives to itself.
    pub(super) fn subtract(&mut self, own: Support) {
        self.hromada = (self.hromada - own.hromada).max(0.0);
        self.raion = (self.raion - own.raion).max(0.0);
        self.oblast = (self.oblast - own.oblast).max(0.0);
    }
}

/// The places of a text that say most for a place, each with how much.
#[derive(Clone, Debug, Default)]
pub(super) struct Supporters<'g> {
    pub(super) near: Option<(Place<'g>, f32)>,
    pub(super) hromada: Option<(Place<'g>, f32)>,
    pub(super) raion: Option<(Place<'g>, f32)>,
    pub(super) oblast: Option<(Place<'g>, f32)>,
}

/// Kilometres over which a neighbour's say falls to a third.
const NEIGHBOUR_KM: f64 = 12.0;

impl<'g> Supporters<'g> {
    /// Takes another place of the text for a supporter where it says more than the one known.
    pub(super) fn consider(&mut self, place: &Place<'_>, other: Place<'g>, sure: f32) {
        let take = |known: &mut Option<(Place<'g>, f32)>, says: f32| {
            if known.is_none_or(|(_, most)| says > most) {
                *known = Some((other, says));
            }
        };
        if let (Some(at), Some(there)) = (place.point(), other.point()) {
            take(&mut self.near, sure * (-distance_km(at, there) / NEIGHBOUR_KM).exp() as f32);
        }
        let shared = |own: Option<Place<'_>>, its: Option<Place<'_>>| own.is_some() && own == its;
        if shared(place.hromada(), other.hromada()) {
            take(&mut self.hromada, sure);
        }
        if shared(place.raion(), other.raion()) {
            take(&mut self.raion, sure);
        }
        if shared(place.oblast(), other.oblast()) {
            take(&mut self.oblast, sure);
        }
    }
}

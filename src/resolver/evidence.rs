//! Why a place was chosen, and which known names an unknown one resembles.

use super::features::Feature;
use super::group::{Group, Scored};
use crate::gazetteer::{Candidate, Gazetteer, Place, distance_km, size_weight};

/// One reason for a place.
#[derive(Clone, Debug)]
pub struct Evidence<'a> {
    feature: Feature,
    contribution: f32,
    place: Place<'a>,
}

impl Evidence<'_> {
    /// The kind of evidence.
    pub fn feature(&self) -> Feature {
        self.feature
    }

    /// By how much it lifts the place over the next candidate, in log-odds.
    pub fn contribution(&self) -> f32 {
        self.contribution
    }
}

impl std::fmt::Display for Evidence<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.feature.phrase())?;
        match self.feature {
            Feature::SameHromada => named(f, self.place.hromada()),
            Feature::SameRaion => named(f, self.place.raion()),
            Feature::SameOblast => named(f, self.place.oblast()),
            _ => Ok(()),
        }
    }
}

fn named(f: &mut std::fmt::Formatter<'_>, unit: Option<Place<'_>>) -> std::fmt::Result {
    unit.map_or(Ok(()), |unit| write!(f, " ({})", unit.name()))
}

/// Reasons that lift the score by less say nothing.
const LEAST_CONTRIBUTION: f32 = 0.25;

/// What lifts the best candidate over the next, the strongest first; of a lone candidate, what speaks for it.
pub(super) fn of<'a>(best: &Scored<'a>, next: Option<&Scored<'a>>) -> Vec<Evidence<'a>> {
    let mut evidence: Vec<Evidence<'a>> = best
        .values
        .contributions()
        .map(|(feature, contribution)| {
            let beside = next.map_or(0.0, |next| {
                next.values
                    .contributions()
                    .find(|(other, _)| *other == feature)
                    .map_or(0.0, |(_, value)| value)
            });
            Evidence { feature, contribution: contribution - beside, place: best.reading.place }
        })
        .filter(|evidence| evidence.contribution > LEAST_CONTRIBUTION)
        .collect();
    evidence.sort_by(|a, b| b.contribution.total_cmp(&a.contribution));
    evidence
}

/// Suggestions that an unknown name gets.
const SUGGESTIONS: usize = 5;
/// Letters that a preposition before the name leaves when the two are heard as one: "u Synkivky" as "Usenkivka".
const FUSED_PREPOSITIONS: &[char] = &['u', 'v', 'w', 'у', 'в'];
/// Kilometres at which a place of the text says a third of what it says beside itself.
const NEAR_KM: f32 = 25.0;
const NEARNESS_WEIGHT: f32 = 4.0;
/// What one letter of difference counts against nearness to the places of the text.
const DISTANCE_WEIGHT: f32 = 1.0;

/// Places whose name resembles an unknown one, ranked by likeness and by the places of the text.
pub(super) fn suggestions<'a>(
    gazetteer: &'a Gazetteer,
    name: &str,
    groups: &[Group<'a>],
) -> Vec<Candidate<'a>> {
    let best: Vec<&Scored<'a>> =
        groups.iter().filter(|group| group.supports).filter_map(|group| group.candidates.first()).collect();
    let nearness = |place: &Place<'_>| -> f32 {
        let distances = best.iter().filter_map(|other| {
            let km = distance_km(place.point()?, other.reading.place.point()?) as f32;
            Some(other.probability * (-km / NEAR_KM).exp())
        });
        (1.0 + distances.sum::<f32>()).ln()
    };
    let mut ranked: Vec<(f32, Candidate<'a>)> = Vec::new();
    let without = name.strip_prefix(|c: char| c.to_lowercase().any(|c| FUSED_PREPOSITIONS.contains(&c)));
    for query in std::iter::once(name).chain(without) {
        for (candidate, distance) in gazetteer.similar(query) {
            let score = NEARNESS_WEIGHT * nearness(&candidate.place())
                + 0.2 * size_weight(&candidate.place()).log10() as f32
                - DISTANCE_WEIGHT * f32::from(distance);
            ranked.push((score, candidate));
        }
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.place().id().cmp(&b.1.place().id())));
    let best = ranked.first().map_or(0.0, |(score, _)| *score);
    let total: f32 = ranked.iter().map(|(score, _)| (score - best).exp()).sum();
    let mut suggestions: Vec<Candidate<'a>> = Vec::new();
    for (score, candidate) in ranked {
        if !suggestions.iter().any(|known| known.place() == candidate.place()) {
            suggestions.push(Candidate { confidence: 0.5 * (score - best).exp() / total, ..candidate });
        }
        if suggestions.len() == SUGGESTIONS {
            break;
        }
    }
    suggestions
}

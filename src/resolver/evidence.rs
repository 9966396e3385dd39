//! Why a place was chosen, and which known names an unknown one resembles.

use super::features::Feature;
use super::group::{Group, Scored};
use super::support::{Scope, Sums};
use crate::gazetteer::{Candidate, Gazetteer, Place};

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
/// What one letter of difference counts against nearness to the places of the text.
const DISTANCE_WEIGHT: f32 = 1.0;

/// Places whose name resembles an unknown one, ranked by likeness and by the places of the text.
pub(super) fn suggestions<'a>(
    gazetteer: &'a Gazetteer,
    name: &str,
    groups: &[Group<'a>],
) -> Vec<Candidate<'a>> {
    let mut sums = Sums::default();
    for group in groups.iter().filter(|group| group.supports) {
        if let Some(best) = group.candidates.first() {
            sums.add(Scope::Document, &best.reading.place, best.probability * group.plausibility);
        }
    }
    let mut ranked: Vec<(f32, Candidate<'a>)> = Vec::new();
    let without = name.strip_prefix(|c: char| c.to_lowercase().any(|c| FUSED_PREPOSITIONS.contains(&c)));
    for query in std::iter::once(name).chain(without) {
        for (candidate, distance) in gazetteer.similar(query) {
            let support = sums.of(Scope::Document, &candidate.place());
            let score = 2.0 * (1.0 + support.near).ln()
                + 1.5 * (1.0 + support.around).ln()
                + (1.0 + support.raion).ln()
                + 0.2 * crate::gazetteer::size_weight(&candidate.place()).log10() as f32
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

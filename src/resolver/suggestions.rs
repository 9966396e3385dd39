//! Which known names an unknown one resembles.

use std::sync::Arc;

use geo_types::Point;
use once_cell::sync::OnceCell;

use super::group::Group;
use crate::gazetteer::{Candidate, Gazetteer, Place, distance_km, size_weight};

/// Suggestions that an unknown name gets.
const SUGGESTIONS: usize = 5;
/// Letters that a preposition before the name leaves when the two are heard as one: "u Synkivky" as "Usenkivka".
const FUSED_PREPOSITIONS: &[char] = &['u', 'v', 'w', 'у', 'в'];
/// Kilometres at which a place of the text says a third of what it says beside itself.
const NEAR_KM: f32 = 25.0;
const NEARNESS_WEIGHT: f32 = 4.0;
/// What one letter of difference counts against nearness to the places of the text.
const DISTANCE_WEIGHT: f32 = 1.0;

/// Places whose name resembles an unknown one of a text, ranked by likeness and by the places of the text. They are looked for when
/// someone asks: that takes as long as a page of text does.
#[derive(Debug)]
pub(crate) struct Suggestions<'a> {
    gazetteer: &'a Gazetteer,
    name: &'a str,
    around: Arc<Around>,
    found: OnceCell<Vec<Candidate<'a>>>,
}

/// Places of a text that say where its unknown names are, the likeliest: so that many names take no time each for all others.
const MOST_AROUND: usize = 64;

/// Where places of a text are, with their probabilities.
#[derive(Debug)]
pub(super) struct Around(Vec<(Point<f64>, f32)>);

impl Around {
    pub(super) fn of(groups: &[Group<'_>]) -> Self {
        let best = groups.iter().filter(|group| group.supports).filter_map(|group| group.candidates.first());
        let points = best.filter_map(|best| Some((best.reading.place.point()?, best.probability)));
        let mut around: Vec<(Point<f64>, f32)> = points.collect();
        around.sort_by(|a, b| b.1.total_cmp(&a.1));
        around.truncate(MOST_AROUND);
        Around(around)
    }

    fn nearness(&self, place: &Place<'_>) -> f32 {
        let Some(at) = place.point() else { return 0.0 };
        let says =
            |&(other, sure): &(Point<f64>, f32)| sure * (-(distance_km(at, other) as f32) / NEAR_KM).exp();
        (1.0 + self.0.iter().map(says).sum::<f32>()).ln()
    }
}

impl<'a> Suggestions<'a> {
    pub(super) fn new(gazetteer: &'a Gazetteer, name: &'a str, around: Arc<Around>) -> Self {
        Suggestions { gazetteer, name, around, found: OnceCell::new() }
    }

    /// The likeliest first.
    pub(crate) fn get(&self) -> &[Candidate<'a>] {
        self.found.get_or_init(|| self.find())
    }

    fn find(&self) -> Vec<Candidate<'a>> {
        let mut ranked: Vec<(f32, Candidate<'a>)> = Vec::new();
        let without =
            self.name.strip_prefix(|c: char| c.to_lowercase().any(|c| FUSED_PREPOSITIONS.contains(&c)));
        for query in std::iter::once(self.name).chain(without) {
            for (candidate, distance) in self.gazetteer.similar(query) {
                let score = NEARNESS_WEIGHT * self.around.nearness(&candidate.place())
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
}

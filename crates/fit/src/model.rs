//! Softmax regression over the places of a name, logistic regression over names, and calibration: all maximum a
//! posteriori, by gradient descent, with a normal prior on each weight and the sign that it must have.

use ua_gazetteer::resolver::Feature;
use ua_gazetteer::resolver::training::COMPARING;

use crate::text::{Choice, Outcome, Verdict};

/// What is known of a weight before any text is seen.
#[derive(Clone, Copy, Debug)]
pub struct Belief {
    pub mean: f32,
    pub deviation: f32,
    /// Whether the weight may be below zero, and above.
    pub signs: (bool, bool),
}

const BELIEFS: &str = include_str!("../beliefs.tsv");

/// What is believed of each feature, in the order of [`Feature::ALL`].
///
/// # Errors
/// A feature without a row, or a row that cannot be read.
pub fn beliefs() -> anyhow::Result<Vec<Belief>> {
    let row = |feature: &Feature| {
        let line = BELIEFS.lines().find(|line| line.split('\t').next() == Some(feature.as_str()));
        let cells: Vec<&str> = line.unwrap_or("").split('\t').collect();
        match cells.as_slice() {
            [_, sign, mean, deviation] => Ok(Belief {
                mean: mean.parse()?,
                deviation: deviation.parse()?,
                signs: (*sign != "+", *sign != "-"),
            }),
            _ => anyhow::bail!("beliefs.tsv: no row of four cells for {}", feature.as_str()),
        }
    };
    Feature::ALL.iter().map(row).collect()
}

/// Steps of descent; enough for the loss to stand still in its fourth place.
const STEPS: usize = 400;

/// Adam (Kingma and Ba 2015) on a convex function, with weights held to their signs. `gradient` adds to its second
/// argument the gradient of the loss without the beliefs.
fn descend(weights: &mut [f32], beliefs: &[Belief], gradient: impl Fn(&[f32], &mut [f32])) {
    let (mut first, mut second) = (vec![0.0f32; weights.len()], vec![0.0f32; weights.len()]);
    for step in 1..=STEPS {
        let mut slope = vec![0.0f32; weights.len()];
        gradient(weights, &mut slope);
        let rate = 0.05 * (1.0 - 0.9 * step as f32 / STEPS as f32);
        for (number, belief) in beliefs.iter().enumerate() {
            let weight = &mut weights[number];
            let total = slope[number] + (*weight - belief.mean) / belief.deviation.powi(2);
            first[number] = 0.9 * first[number] + 0.1 * total;
            second[number] = 0.999 * second[number] + 0.001 * total * total;
            let mean = first[number] / (1.0 - 0.9f32.powi(step as i32));
            let spread = second[number] / (1.0 - 0.999f32.powi(step as i32));
            *weight -= rate * mean / (spread.sqrt() + 1e-8);
            let (below, above) = belief.signs;
            *weight = weight.clamp(if below { f32::MIN } else { 0.0 }, if above { f32::MAX } else { 0.0 });
        }
    }
}

fn logistic(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// The probability of each place of a choice.
pub fn probabilities(choice: &Choice, weights: &[f32]) -> Vec<f32> {
    let scores: Vec<f32> =
        choice.candidates.iter().map(|values| values.iter().zip(weights).map(|(v, w)| v * w).sum()).collect();
    let best = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let odds: Vec<f32> = scores.iter().map(|score| (score - best).exp()).collect();
    let total: f32 = odds.iter().sum();
    odds.iter().map(|odds| odds / total).collect()
}

/// Fits the weights of the features that compare places.
pub fn fit_places(choices: &[Choice], weights: &mut [f32], beliefs: &[Belief]) {
    let Some(weights) = weights.get_mut(..COMPARING) else { return };
    descend(weights, &beliefs[..COMPARING], |weights, slope| {
        for choice in choices {
            let probabilities = probabilities(choice, weights);
            for (number, (values, probability)) in choice.candidates.iter().zip(probabilities).enumerate() {
                let error = choice.weight * (probability - f32::from(u8::from(number == choice.right)));
                if error.abs() > 1e-6 {
                    slope.iter_mut().zip(values).for_each(|(slope, value)| *slope += error * value);
                }
            }
        }
    });
}

/// The probability that a name is that of a place.
pub fn plausibility(verdict: &Verdict, weights: &[f32]) -> f32 {
    logistic(verdict.signals.iter().map(|(feature, value)| value * weights[*feature as usize]).sum())
}

/// Fits the weights of the features that say whether a name is that of a place.
pub fn fit_names(verdicts: &[Verdict], weights: &mut [f32], beliefs: &[Belief]) {
    let Some(weights) = weights.get_mut(COMPARING..) else { return };
    descend(weights, &beliefs[COMPARING..], |weights, slope| {
        for verdict in verdicts {
            let odds: f32 = verdict
                .signals
                .iter()
                .map(|(feature, value)| value * weights[*feature as usize - COMPARING])
                .sum();
            let error = verdict.weight * (logistic(odds) - f32::from(u8::from(verdict.is_place)));
            for (feature, value) in &verdict.signals {
                slope[*feature as usize - COMPARING] += error * value;
            }
        }
    });
}

/// The resolver's bound on probabilities.
const LEAST_DOUBT: f32 = 1e-3;

fn log_odds(probability: f32) -> f32 {
    let bounded = probability.clamp(LEAST_DOUBT, 1.0 - LEAST_DOUBT);
    (bounded / (1.0 - bounded)).ln()
}

/// The confidence of an outcome.
pub fn confidence(outcome: &Outcome, calibration: (f32, f32)) -> f32 {
    outcome.plausibility * logistic(calibration.0 + calibration.1 * log_odds(outcome.probability))
}

/// Intercept and slope for the best places (Platt scaling), by the outcomes of names that are of places.
pub fn fit_calibration(outcomes: &[Outcome]) -> (f32, f32) {
    let believed = |mean: f32| Belief { mean, deviation: 1.0, signs: (true, true) };
    let mut line = [0.0, 1.0];
    descend(&mut line, &[believed(0.0), believed(1.0)], |line, slope| {
        for outcome in outcomes {
            let odds = log_odds(outcome.probability);
            let given = outcome.plausibility.max(LEAST_DOUBT);
            // The outcome is right if the name is of a place and the place is the right one.
            let of_place = logistic(line[0] + line[1] * odds);
            let both = (given * of_place).clamp(1e-4, 1.0 - 1e-4);
            let right = f32::from(u8::from(outcome.is_right));
            let change = (both - right) / (both * (1.0 - both)) * given * of_place * (1.0 - of_place);
            slope[0] += outcome.weight * change;
            slope[1] += outcome.weight * change * odds;
        }
    });
    (line[0], line[1])
}

/// Mean log-loss of choices, each by its weight.
pub fn loss_of_places(choices: &[Choice], weights: &[f32]) -> f32 {
    mean(choices.iter().map(|choice| {
        let right = probabilities(choice, weights).get(choice.right).copied().unwrap_or_default();
        (choice.weight, -right.max(1e-6).ln())
    }))
}

/// Mean log-loss of verdicts, each by its weight.
pub fn loss_of_names(verdicts: &[Verdict], weights: &[f32]) -> f32 {
    mean(verdicts.iter().map(|verdict| {
        let is_place = plausibility(verdict, weights);
        let right = if verdict.is_place { is_place } else { 1.0 - is_place };
        (verdict.weight, -right.max(1e-6).ln())
    }))
}

fn mean(values: impl Iterator<Item = (f32, f32)>) -> f32 {
    let (total, weight) =
        values.fold((0.0, 0.0), |(sum, all), (weight, value)| (sum + weight * value, all + weight));
    if weight > 0.0 { total / weight } else { 0.0 }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_is_believed_something() {
        let beliefs = beliefs().unwrap();
        assert_eq!(beliefs.len(), Feature::ALL.len());
        for (belief, feature) in beliefs.iter().zip(Feature::ALL) {
            let (below, above) = belief.signs;
            assert!(belief.mean >= 0.0 || below, "{}", feature.as_str());
            assert!(belief.mean <= 0.0 || above, "{}", feature.as_str());
        }
    }

    #[test]
    fn a_feature_that_tells_the_right_place_gains_weight() {
        let mut right = vec![0.0; COMPARING];
        right[Feature::UnitBeside as usize] = 1.0;
        let choice = Choice { weight: 1.0, candidates: vec![vec![0.0; COMPARING], right], right: 1 };
        let belief = Belief { mean: 0.0, deviation: 2.0, signs: (true, true) };
        let mut weights = vec![0.0; Feature::ALL.len()];
        fit_places(&vec![choice.clone(); 50], &mut weights, &vec![belief; Feature::ALL.len()]);
        assert!(weights[Feature::UnitBeside as usize] > 2.0);
        assert!(weights[Feature::Size as usize].abs() < 1e-3);
        assert!(loss_of_places(&[choice], &weights) < 0.1);
    }

    #[test]
    fn confidence_is_fitted_to_what_came_true() {
        let outcome = |probability, is_right| Outcome {
            set: "",
            weight: 1.0,
            plausibility: 1.0,
            probability,
            is_right,
        };
        let mut outcomes = vec![outcome(0.6, true); 190];
        outcomes.extend(vec![outcome(0.6, false); 10]);
        let calibration = fit_calibration(&outcomes);
        assert!((confidence(&outcomes[0], calibration) - 0.95).abs() < 0.02);
    }
}

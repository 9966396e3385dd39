//! What the fitted resolver is worth: by kind of context, without each feature, and whether its confidences hold.

use std::collections::BTreeMap;

use ua_gazetteer::Gazetteer;
use ua_gazetteer::resolver::Feature;
use ua_gazetteer::resolver::training::COMPARING;

use crate::model;
use crate::text::{Model, Outcome, Seen, Text, see};

const BINS: usize = 10;

/// Brier score and expected calibration error of ten equal bins.
pub fn brier_and_ece(outcomes: &[Outcome], calibration: (f32, f32)) -> (f32, f32) {
    let mut bins = [(0.0f32, 0.0f32); BINS];
    let mut brier = 0.0;
    for outcome in outcomes {
        let (confidence, right) = judged(outcome, calibration);
        brier += (confidence - right).powi(2);
        let bin = &mut bins[bin_of(confidence)];
        *bin = (bin.0 + confidence, bin.1 + right);
    }
    let count = outcomes.len().max(1) as f32;
    (brier / count, bins.iter().map(|(confidence, right)| (confidence - right).abs()).sum::<f32>() / count)
}

fn judged(outcome: &Outcome, calibration: (f32, f32)) -> (f32, f32) {
    (model::confidence(outcome, calibration), f32::from(u8::from(outcome.is_right)))
}

fn bin_of(confidence: f32) -> usize {
    ((confidence * BINS as f32) as usize).min(BINS - 1)
}

fn resolved(seen: &Seen) -> f32 {
    let (all, right) = seen.resolved.values().fold((0, 0), |(a, r), (all, ok)| (a + all, r + ok));
    right as f32 / all.max(1) as f32
}

fn equal(_: &Text) -> f32 {
    1.0
}

/// Prints the share of names resolved in texts about random villages, and by kind of context.
pub fn check(gazetteer: &Gazetteer, model: &Model, random: &[Text], each: &[Text], misses: usize) {
    let seen = see(random, model, gazetteer, None, equal);
    println!(
        "{} texts with one piece of context each: {:.3} of names resolved",
        random.len(),
        resolved(&seen)
    );
    println!("\n| context | names | resolved |\n|---|---|---|");
    let seen = see(each, model, gazetteer, None, equal);
    for (set, (all, right)) in seen.resolved.iter().collect::<BTreeMap<_, _>>() {
        println!("| {set} | {all} | {:.3} |", *right as f32 / (*all).max(1) as f32);
    }
    for miss in seen.misses.iter().take(misses) {
        println!("{miss}");
    }
}

/// Prints accuracy and log-loss with all features and without each.
pub fn ablation(gazetteer: &Gazetteer, model: &Model, generated: &[Text], labelled: &[Text]) {
    println!(
        "The log-loss is that of places for features that compare places, that of names for the others.\n"
    );
    println!("| without | weight | generated: resolved | log-loss | labelled: resolved | log-loss |");
    println!("|---|---|---|---|---|---|");
    let (comparing, of_names) = Feature::ALL.split_at(COMPARING);
    let with_all = |features: &'static [Feature], is_of_names: bool| {
        std::iter::once((None, is_of_names)).chain(features.iter().map(move |&f| (Some(f), is_of_names)))
    };
    for (feature, is_of_names) in with_all(comparing, false).chain(with_all(of_names, true)) {
        let mut without = model.clone();
        if let Some(feature) = feature {
            without.weights[feature as usize] = 0.0;
        }
        let cells: Vec<String> = [generated, labelled]
            .into_iter()
            .map(|texts| {
                let seen = see(texts, model, gazetteer, feature, equal);
                let loss = if is_of_names {
                    model::loss_of_names(&seen.verdicts, &without.weights)
                } else {
                    model::loss_of_places(&seen.choices, &without.weights)
                };
                format!("{:.3} | {loss:.3}", resolved(&seen))
            })
            .collect();
        let name = feature.map_or("nothing", Feature::as_str);
        let weight =
            feature.map_or(String::new(), |feature| format!("{:.2}", model.weights[feature as usize]));
        println!("| {name} | {weight} | {} |", cells.join(" | "));
    }
}

/// Prints how often places of each confidence are right.
pub fn reliability(gazetteer: &Gazetteer, model: &Model, generated: &[Text], labelled: &[Text]) {
    let outcomes = |texts: &[Text]| see(texts, model, gazetteer, None, equal).outcomes;
    let (of_generated, of_labelled) = (outcomes(generated), outcomes(labelled));
    let pooled: Vec<Outcome> = of_generated.iter().chain(&of_labelled).cloned().collect();
    let of_set = |set: &str| of_labelled.iter().filter(|o| o.set == set).cloned().collect::<Vec<_>>();
    println!("| texts | names | Brier | calibration error |\n|---|---|---|---|");
    for (title, outcomes) in [
        ("generated", &of_generated),
        ("bulletins", &of_set("bulletins")),
        ("headlines", &of_set("viina_checked")),
        ("pooled", &pooled),
    ] {
        let (brier, ece) = brier_and_ece(outcomes, model.calibration);
        println!("| {title} | {} | {brier:.4} | {ece:.4} |", outcomes.len());
    }
    println!("\n| confidence | names | mean confidence | right |\n|---|---|---|---|");
    for bin in 0..BINS {
        let inside: Vec<(f32, f32)> = pooled
            .iter()
            .map(|outcome| judged(outcome, model.calibration))
            .filter(|(confidence, _)| bin_of(*confidence) == bin)
            .collect();
        let (sum, right) =
            inside.iter().fold((0.0, 0.0), |(c, r), (confidence, ok)| (c + confidence, r + ok));
        let count = inside.len().max(1) as f32;
        let (low, high) = (bin as f32 / BINS as f32, (bin + 1) as f32 / BINS as f32);
        println!("| {low:.1}–{high:.1} | {} | {:.3} | {:.3} |", inside.len(), sum / count, right / count);
    }
}

//! Fitting: what the resolver sees depends on its weights, so that seeing and fitting alternate.

use ua_gazetteer::Gazetteer;
use ua_gazetteer::resolver::Feature;
use ua_gazetteer::resolver::training::COMPARING;

use crate::measure;
use crate::model::{self, Belief};
use crate::text::{Model, Outcome, Seen, Text, see};

/// Seeing and fitting in turn.
const ROUNDS: usize = 3;
/// What all generated texts count together, and each labelled one: the former are many and alike.
const GENERATED: f32 = 1_000.0;
const LABELLED: f32 = 4.0;
/// What a name of no place counts beside one of a place: one kind of text stands for all that names can be.
const NEGATIVE: f32 = 4.0;
/// Parts of the labelled texts of which each is held out once.
const FOLDS: usize = 5;

fn is_generated(text: &Text) -> bool {
    !matches!(text.set, "bulletins" | "viina_checked" | "traps")
}

/// What a text counts.
fn weight(texts: &[Text]) -> impl Fn(&Text) -> f32 {
    let generated = texts.iter().filter(|text| is_generated(text)).count().max(1) as f32;
    move |text| match text.set {
        "no place" => NEGATIVE * GENERATED / generated,
        _ if is_generated(text) => GENERATED / generated,
        _ => LABELLED,
    }
}

/// The model fitted on texts, from a first one on.
fn fit(gazetteer: &Gazetteer, start: &Model, texts: &[Text], beliefs: &[Belief]) -> Model {
    let mut model = start.clone();
    for _ in 0..ROUNDS {
        let seen = see(texts, &model, gazetteer, None, weight(texts));
        model::fit_places(&seen.choices, &mut model.weights, beliefs);
        model::fit_names(&seen.verdicts, &mut model.weights, beliefs);
    }
    let seen = see(texts, &model, gazetteer, None, weight(texts));
    model.calibration = model::fit_calibration(&seen.outcomes);
    model
}

fn losses(title: &str, seen: &Seen, model: &Model) {
    let (brier, ece) = measure::brier_and_ece(&seen.outcomes, model.calibration);
    let (all, right) = seen.resolved.values().fold((0, 0), |(a, r), (all, right)| (a + all, r + right));
    println!(
        "{title:<28} places {:.4}  names {:.4}  resolved {:.4}  brier {brier:.4}  ece {ece:.4}",
        model::loss_of_places(&seen.choices, &model.weights),
        model::loss_of_names(&seen.verdicts, &model.weights),
        right as f32 / all.max(1) as f32,
    );
}

/// Fits on half of the generated texts and all labelled ones; prints the weights as rows of the resolver's table, and
/// losses before and after: on the other half, and on labelled texts that were held out in turn.
///
/// # Errors
/// A table of beliefs that cannot be read.
pub fn run(
    gazetteer: &Gazetteer,
    before: Model,
    generated: &[Text],
    labelled: &[Text],
) -> anyhow::Result<()> {
    let beliefs = model::beliefs()?;
    // Kinds and languages come in turn: blocks of both halves have all of them.
    let half = |parity: usize| {
        let block = move |number: usize| (number / 45) % 2 == parity;
        generated.iter().enumerate().filter(move |(number, _)| block(*number)).map(|(_, text)| text.clone())
    };
    let mut training: Vec<Text> = half(0).collect();
    let held_out: Vec<Text> = half(1).collect();
    training.extend_from_slice(labelled);
    let mut start = before.clone();
    start.weights = beliefs.iter().map(|belief| belief.mean).collect();
    let after = fit(gazetteer, &start, &training, &beliefs);
    print_rows(&before, &after);
    let equal = |_: &Text| 1.0;
    println!("\nMean log-loss of places and names, and the rest, before and after:");
    for (title, texts) in [("generated, held out", &held_out[..]), ("labelled, fitted on", labelled)] {
        for (when, model) in [("before", &before), ("after", &after)] {
            let seen = see(texts, model, gazetteer, None, equal);
            losses(&format!("{title}, {when}"), &seen, model);
            if texts.len() == labelled.len() {
                seen.misses.iter().for_each(|miss| println!("    {miss}"));
            }
        }
    }
    for (when, model) in [("before", None), ("after", Some(&start))] {
        let mut outcomes: Vec<Outcome> = Vec::new();
        let mut right = (0, 0);
        for fold in 0..FOLDS {
            let part =
                |held: bool| labelled.iter().enumerate().filter(move |(n, _)| (n % FOLDS == fold) == held);
            let held: Vec<Text> = part(true).map(|(_, text)| text.clone()).collect();
            let fitted = model.map(|start| {
                let others = half(0).chain(part(false).map(|(_, text)| text.clone())).collect::<Vec<_>>();
                fit(gazetteer, start, &others, &beliefs)
            });
            let used = fitted.as_ref().unwrap_or(&before);
            let seen = see(&held, used, gazetteer, None, equal);
            right = seen.resolved.values().fold(right, |(a, r), (all, ok)| (a + all, r + ok));
            // Confidences of several models: kept as plausibilities of their own.
            outcomes.extend(seen.outcomes.into_iter().map(|outcome| Outcome {
                plausibility: model::confidence(&outcome, used.calibration),
                probability: 1.0,
                ..outcome
            }));
        }
        let (brier, ece) = measure::brier_and_ece(&outcomes, (f32::INFINITY, 0.0));
        println!(
            "labelled, held out in turn, {when}: resolved {:.4}  brier {brier:.4}  ece {ece:.4}",
            right.1 as f32 / right.0.max(1) as f32
        );
    }
    Ok(())
}

/// Rows ready for the resolver's table.
fn print_rows(before: &Model, after: &Model) {
    println!("# feature = weight (before)");
    for (number, feature) in Feature::ALL.iter().enumerate() {
        if number == COMPARING {
            println!();
        }
        let (new, old) = (after.weights[number], before.weights[number]);
        println!("{} = {new:.2} ({old:.2})", feature.as_str());
    }
    let (intercept, slope) = after.calibration;
    println!("CALIBRATION: (f32, f32) = ({intercept:.2}, {slope:.2}) (before {:?})", before.calibration);
}

//! Generates text from the gazetteer, fits the resolver's weights on it and on the labelled development sets, and
//! measures them.
//!
//!     cargo run --release -p fit -- generate --count 20
//!     cargo run --release -p fit -- fit
//!     cargo run --release -p fit -- check
//!     cargo run --release -p fit -- ablation
//!     cargo run --release -p fit -- reliability

mod dev;
mod generate;
mod measure;
mod model;
mod random;
mod text;
mod train;
mod words;

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use ua_gazetteer::Gazetteer;
use ua_gazetteer::resolver::training;

use generate::{Generator, Kind};
use text::{Model, Text};

#[derive(Parser)]
#[command(about = "Generates text, fits the resolver's weights and measures them")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
    /// Folder of the labelled development sets; without it, generated text alone counts
    #[arg(long, global = true, default_value = "../shared/eval")]
    sets: PathBuf,
    /// What chance starts from
    #[arg(long, global = true, default_value_t = 4)]
    seed: u64,
}

#[derive(Subcommand)]
enum Verb {
    /// Prints generated samples, one JSON object a line
    Generate {
        #[arg(long, default_value_t = 100)]
        count: usize,
    },
    /// Fits the weights and prints them as rows of the table, with losses before and after
    Fit {
        #[arg(long, default_value_t = 9_000)]
        count: usize,
    },
    /// The share of places that are resolved in generated text, by kind of context
    Check {
        #[arg(long, default_value_t = 500)]
        count: usize,
        /// Wrongly resolved names to show
        #[arg(long, default_value_t = 0)]
        misses: usize,
    },
    /// Accuracy and log-loss without each feature
    Ablation {
        #[arg(long, default_value_t = 1_500)]
        count: usize,
    },
    /// How often places of each confidence are right
    Reliability {
        #[arg(long, default_value_t = 3_000)]
        count: usize,
    },
}

/// Seeds that differ for what is fitted on, what is held out and what is measured on.
const CHECK_SEED: u64 = 1_000;
/// Texts of each kind of context that are checked.
const EACH: usize = 600;
const MEASURE_SEED: u64 = 2_000;

fn generated(gazetteer: &Gazetteer, seed: u64, count: usize, kinds: &[Kind]) -> Vec<Text> {
    Generator::new(gazetteer, seed).samples(count, kinds).into_iter().map(Text::from).collect()
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let gazetteer = Gazetteer::embedded();
    let (weights, calibration) = training::weights();
    let model = Model { weights, calibration };
    let generated = |seed, count, kinds: &[Kind]| generated(&gazetteer, seed, count, kinds);
    match arguments.verb {
        Verb::Generate { count } => {
            for sample in Generator::new(&gazetteer, arguments.seed).samples(count, &Kind::ALL) {
                println!("{}", serde_json::to_string(&sample)?);
            }
        }
        Verb::Fit { count } => {
            let texts = generated(arguments.seed, count, &Kind::ALL);
            train::run(&gazetteer, model, &texts, &dev::texts(&arguments.sets)?)?;
        }
        Verb::Check { count, misses } => {
            let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| kind.is_context()).collect();
            let seed = arguments.seed + CHECK_SEED;
            let random = generated(seed, count, &kinds);
            let each: Vec<Text> = generated(seed + 1, EACH * Kind::ALL.len(), &Kind::ALL);
            measure::check(&gazetteer, &model, &random, &each, misses);
        }
        Verb::Ablation { count } => {
            let texts = generated(arguments.seed + MEASURE_SEED, count, &Kind::ALL);
            measure::ablation(&gazetteer, &model, &texts, &dev::texts(&arguments.sets)?);
        }
        Verb::Reliability { count } => {
            let texts = generated(arguments.seed + MEASURE_SEED, count, &Kind::ALL);
            measure::reliability(&gazetteer, &model, &texts, &dev::texts(&arguments.sets)?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The share of names that each kind of context resolves at least.
    const LEAST_RESOLVED: f32 = 0.95;

    #[test]
    fn every_kind_of_context_tells_namesakes_apart() {
        let gazetteer = Gazetteer::embedded();
        let (weights, calibration) = training::weights();
        let model = Model { weights, calibration };
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| kind.is_context()).collect();
        let texts = generated(&gazetteer, CHECK_SEED, EACH * kinds.len(), &kinds);
        let seen = text::see(&texts, &model, &gazetteer, None, |_| 1.0);
        assert_eq!(seen.resolved.len(), kinds.len());
        for (kind, (all, right)) in seen.resolved {
            let share = right as f32 / all as f32;
            assert!(share >= LEAST_RESOLVED, "{kind}: {right} of {all} names resolved");
        }
    }
}

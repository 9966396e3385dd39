//! The command `ua-gazetteer`.

mod args;
mod ask;
mod info;
mod input;
mod lookup;
mod near;
mod output;
#[cfg_attr(not(feature = "parquet"), path = "no_parquet.rs")]
mod parquet;
mod request;
mod run;
#[cfg(feature = "serve")]
mod serve;
mod standoff;
mod tag;
mod variants;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Verb};

/// Some of the input could not be answered.
const BAD_INPUT: u8 = 1;
/// The command was used wrongly.
const BAD_USAGE: u8 = 2;

fn main() -> ExitCode {
    let result = match Arguments::parse().verb {
        Verb::Tag(arguments) => tag::run(&arguments),
        Verb::Lookup(arguments) => lookup::run(&arguments),
        Verb::Variants(arguments) => variants::run(&arguments),
        Verb::Near(arguments) => near::run(&arguments),
        Verb::Info(arguments) => info::run(&arguments),
        #[cfg(feature = "serve")]
        Verb::Serve(arguments) => serve::run(&arguments),
    };
    match result {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(BAD_INPUT),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ua-gazetteer: {error:#}");
            ExitCode::from(BAD_USAGE)
        }
    }
}

/// Whether the reader of the output went away, as `head` does: no failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

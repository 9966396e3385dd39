//! `serve`: a page to paste reports into, and JSON for programs.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use clap::Args;
use ua_gazetteer_server::{Limits, Server};

use crate::args::GazetteerArguments;
use crate::ask;

#[derive(Args)]
pub struct ServeArguments {
    /// The port; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub port: u16,
    /// The address to listen on; other machines can reach no loopback address, so that it takes another one for them
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// Bytes of the longest body that is taken
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().body_bytes)]
    pub max_body: usize,
    /// Seconds that a request may wait for its turn and be worked on
    #[arg(long, value_name = "SECONDS", default_value_t = Limits::default().work.as_secs() as u16, value_parser = clap::value_parser!(u16).range(1..=3600))]
    pub timeout: u16,
    /// How many texts are worked on at once; as many as there are processors unless told
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
    #[command(flatten)]
    pub gazetteer: GazetteerArguments,
}

pub fn run(arguments: &ServeArguments) -> anyhow::Result<u64> {
    let defaults = Limits::default();
    let limits = Limits {
        body_bytes: arguments.max_body,
        work: Duration::from_secs(arguments.timeout.into()),
        at_once: arguments.threads.map_or(defaults.at_once, usize::from),
        ..defaults
    };
    let address = SocketAddr::new(arguments.host, arguments.port);
    let server = Server::bind(address, ask::gazetteer(&arguments.gazetteer)?, limits)?;
    eprintln!("ua-gazetteer: listening on http://{}/, until interrupted", server.address());
    server.run()?;
    Ok(0)
}

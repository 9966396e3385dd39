//! Places of Ukraine from text over HTTP: `/` is a page for people, `/v1/tag` and `/v1/lookup` answer programs with the
//! records of [`ua_gazetteer::output`], `/v1/openapi.json` describes them, `/health` says that it runs.
//!
//! `docs/server.md` of the repository shows each. A [`Server`] is bound first, so that a caller knows its port, and then
//! runs until it is told to stop:
//!
//! ```no_run
//! use ua_gazetteer::Gazetteer;
//! use ua_gazetteer_server::{Limits, Server};
//! let server = Server::bind("127.0.0.1:8080".parse()?, Gazetteer::embedded(), Limits::default())?;
//! println!("http://{}/", server.address());
//! server.run()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod body;
mod connections;
mod error;
mod limits;
mod lookup;
mod page;
mod routes;
mod server;
mod tag;
mod work;

pub use limits::Limits;
pub use routes::{OPENAPI, ROUTES};
pub use server::{Server, Stopper};

//! How much a client may ask for.

use std::time::Duration;

/// Bounds on requests. What goes beyond one is answered with an error that names it.
///
/// ```
/// use ua_gazetteer_server::Limits;
/// let limits = Limits { body_bytes: 64 << 10, ..Limits::default() };
/// assert!(limits.at_once > 0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a request's body; more is 413.
    pub body_bytes: usize,
    /// How long a head or a body may take to arrive; a body that takes longer is 408.
    pub arrival: Duration,
    /// How long a request may wait for its turn and be worked on; beyond, it is 503.
    pub work: Duration,
    /// Requests that are worked on at once; others wait.
    pub at_once: usize,
    /// Connections that are open at once; others wait to be accepted.
    pub connections: usize,
    /// How long requests under way may take to finish when the server stops.
    pub farewell: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            body_bytes: 2 << 20,
            arrival: Duration::from_secs(10),
            work: Duration::from_secs(30),
            at_once: std::thread::available_parallelism().map_or(1, usize::from),
            connections: 128,
            farewell: Duration::from_secs(30),
        }
    }
}

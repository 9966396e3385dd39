//! Recognition on threads of its own, a bounded number at once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use tokio::sync::Semaphore;

use crate::error::Error;

/// Works on so many requests at once; others wait.
#[derive(Clone)]
pub struct Workers {
    turns: Arc<Semaphore>,
    time: Duration,
}

/// Until when someone waits for the work.
#[derive(Clone, Copy)]
pub struct Deadline(Instant);

impl Deadline {
    /// Whether nobody waits any more.
    pub fn is_over(self) -> bool {
        Instant::now() >= self.0
    }
}

impl Workers {
    pub fn new(at_once: usize, time: Duration) -> Self {
        Workers { turns: Arc::new(Semaphore::new(at_once.max(1))), time }
    }

    /// Does work that keeps a processor busy. Work cannot be broken off from outside, so it is handed its deadline, and
    /// its turn ends only when it does.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(Deadline) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let deadline = Deadline(Instant::now() + self.time);
        let turns = self.turns.clone();
        let done = async move {
            let turn = turns.acquire_owned().await.map_err(|_| broken())?;
            let work = move || {
                let _turn = turn;
                work(deadline)
            };
            tokio::task::spawn_blocking(work).await.map_err(|_| broken())?
        };
        tokio::time::timeout(self.time, done).await.unwrap_or_else(|_| Err(self.late()))
    }

    /// The error of work that takes too long.
    pub fn late(&self) -> Error {
        let message =
            format!("not done within {} s: try again later, or a shorter text", self.time.as_secs_f32());
        Error::new(StatusCode::SERVICE_UNAVAILABLE, message)
    }
}

/// A panic while working, which is a fault of ours.
fn broken() -> Error {
    Error::new(StatusCode::INTERNAL_SERVER_ERROR, "this text could not be worked on; please report it")
}

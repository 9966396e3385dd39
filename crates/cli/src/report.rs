//! What went wrong, said on standard error and counted.

/// Counts what could not be answered.
#[derive(Default)]
pub struct Report {
    bad: u64,
}

impl Report {
    /// Says that something of the input is bad.
    pub fn bad(&mut self, what: &str) {
        self.bad += 1;
        eprintln!("ua-gazetteer: {what}");
    }

    /// How much was bad.
    pub fn count(&self) -> u64 {
        self.bad
    }
}

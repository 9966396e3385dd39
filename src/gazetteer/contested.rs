//! What the register of hostilities makes of a place when a name is looked up.

use super::format::INVASION;
use super::{Place, Status};

/// What it weighs that the register of hostilities ever listed a place: texts about the war name such places more, most
/// of all where there was fighting for long, and least where the other side was long before the invasion.
pub(super) fn contested_weight(place: &Place<'_>) -> f64 {
    let (changes, ever) = place.status_history();
    match ever {
        None => return 1.0,
        Some(Status::Possible) => return 1.5,
        Some(Status::Active | Status::ActiveStateServices | Status::Occupied) => {}
    }
    let is_active = |status| matches!(status, Some(Status::Active | Status::ActiveStateServices));
    let days: u32 = changes
        .windows(2)
        .filter_map(|pair| match pair {
            [(from, status), (to, _)] if is_active(*status) => Some(u32::from(to.saturating_sub(*from))),
            _ => None,
        })
        .sum();
    let share = f64::from(days.min(LONG_FIGHTING)) / f64::from(LONG_FIGHTING);
    let before = changes.first().is_some_and(|&(from, _)| from < INVASION);
    let rear = if before && days == 0 { 0.8 } else { 1.0 };
    2.5 * rear * (1.0 + 1.5 * share)
}

/// Days of fighting from which on more say no more.
const LONG_FIGHTING: u32 = 1_000;

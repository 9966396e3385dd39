//! What the register of hostilities says of a place on the day of a text, of itself and of its neighbours.

use jiff::civil::Date;

use super::features::Feature;
use crate::gazetteer::{Facts, INVASION, LAST_DAY, Place, PlaceKind, Status, day_number};

/// What a status says without a date, beside one on the day.
const WITHOUT_DATE: f32 = 0.4;
/// What the last status says on the day after the register's end, and in how many years that falls to a third.
const AFTER_END: f32 = 0.9;
const FADING_YEARS: f32 = 4.0;

/// What a village that has been occupied since before the invasion says, beside one of the front of today: from Crimea to
/// Luhansk there are villages of every name.
const REAR: f32 = 0.85;
/// Before the invasion the register knows only what is occupied, and the line ran between such places and those near them: what
/// the two say on such a day.
const OCCUPIED_BEFORE_INVASION: f32 = 0.45;
const NEAR_BEFORE_INVASION: f32 = 1.6;

/// The day that the register is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Day {
    On(Date),
    /// After the end of the register, which is this day.
    AfterEnd(Date),
    Unknown,
}

impl Day {
    pub(super) fn of(published: Option<Date>, until: Option<Date>) -> Day {
        match (published, until) {
            (Some(day), Some(until)) if day > until => Day::AfterEnd(until),
            (Some(day), _) => Day::On(day),
            (None, _) => Day::Unknown,
        }
    }

    /// How much a status counts.
    pub(super) fn certainty(self, published: Option<Date>) -> f32 {
        match (self, published) {
            (Day::AfterEnd(until), Some(day)) => {
                AFTER_END * (-((day - until).get_days() as f32) / 365.0 / FADING_YEARS).exp()
            }
            (Day::Unknown, _) => WITHOUT_DATE,
            _ => 1.0,
        }
    }

    /// The number of the day by which the register is asked; none for all days together.
    pub(super) fn number(self) -> Option<u16> {
        match self {
            Day::On(day) => Some(day_number(day)),
            Day::AfterEnd(_) => Some(LAST_DAY),
            Day::Unknown => None,
        }
    }

    pub(super) fn status(self, place: &Place<'_>) -> Option<Status> {
        place.facts().status(self.number())
    }
}

/// Whether a place is a village that has been occupied since before the invasion.
pub(super) fn is_rear(place: &Facts, day: Option<u16>) -> bool {
    place.kind == PlaceKind::Village
        && place.status(day) == Some(Status::Occupied)
        && place.status(Some(INVASION - 1)) == Some(Status::Occupied)
}

/// What the register says of a place: for its own status and for its neighbours', by which feature and how surely.
pub(super) fn says(place: &Facts, day: Option<u16>, certainty: f32) -> [Option<(Feature, f32)>; 2] {
    let own = place.status(day);
    let before = day.is_some_and(|day| day < INVASION);
    if own.is_some_and(Status::is_near_the_line) {
        let share = if before {
            OCCUPIED_BEFORE_INVASION
        } else if is_rear(place, day) {
            REAR
        } else {
            1.0
        };
        return [Some((Feature::Hostilities, certainty * share)), None];
    }
    let near = if before { NEAR_BEFORE_INVASION } else { 1.0 };
    [
        own.map(|_| (Feature::PossibleHostilities, certainty)),
        place.is_near_hostilities(day).then_some((Feature::NearHostilities, certainty * near)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_past_the_end_of_the_register_counts_less_with_time() {
        let date = |text: &str| text.parse::<Date>().ok();
        let until = date("2025-05-07");
        let certainty = |text: &str| Day::of(date(text), until).certainty(date(text));
        assert!((certainty("2023-11-26") - 1.0).abs() < 1e-6);
        assert!(certainty("2025-06-07") > certainty("2027-06-07"));
        assert!(Day::of(None, until).certainty(None) < 1.0);
    }
}

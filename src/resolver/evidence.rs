//! Why a place was chosen.

use super::features::{Feature, Weights};
use super::group::{Group, Scored};
use super::plausibility;
use super::register::Day;
use super::spans::Span;
use super::support::Supporters;
use crate::gazetteer::{Place, PlaceKind, Status, distance_km};

/// One reason for a place, with what it names: "same hromada as Синьківка".
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use ua_gazetteer::{Recognizer, resolver::Feature};
/// let recognizer = Recognizer::builder().build();
/// let document = recognizer.recognize("Вибухи в Новоселівці Ізюмського району.");
/// let reasons = document.mentions()[0].evidence();
/// let beside = reasons.iter().find(|reason| reason.feature() == Feature::UnitBeside).expect("a raion beside");
/// assert_eq!(beside.to_string(), "Ізюмський район named beside it");
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Evidence<'a> {
    feature: Feature,
    contribution: f32,
    place: Place<'a>,
    reason: Reason<'a>,
}

/// What a reason names.
#[derive(Clone, Copy, Debug)]
enum Reason<'a> {
    Plain,
    /// The place of the text, or the unit, that speaks.
    Place(Place<'a>),
    /// A place and how far away it is, reckoned when it is told.
    Distance(Place<'a>),
    /// What the register says, and for which day.
    Register(Option<Status>, Day),
}

impl Evidence<'_> {
    /// The kind of evidence.
    pub fn feature(&self) -> Feature {
        self.feature
    }

    /// By how much it lifts the place over the next candidate, in log-odds.
    pub fn contribution(&self) -> f32 {
        self.contribution
    }
}

impl std::fmt::Display for Evidence<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Reason::Distance(other) = self.reason
            && let Some(km) = km_between(&self.place, &other)
        {
            return match self.feature {
                Feature::Direction => {
                    write!(f, "{km:.0} km from {}, the direction spoken of", other.name())
                }
                _ if km < 9.95 => write!(f, "{km:.1} km from {}", other.name()),
                _ => write!(f, "{km:.0} km from {}", other.name()),
            };
        }
        match (self.feature, self.reason) {
            (Feature::SameHromada, Reason::Place(other)) => write!(f, "same hromada as {}", other.name()),
            (Feature::SameRaion, Reason::Place(other)) => write!(f, "same raion as {}", other.name()),
            (Feature::SameOblast, Reason::Place(other)) => write!(f, "same oblast as {}", other.name()),
            (Feature::UnitBeside, Reason::Place(unit)) => write!(f, "{} named beside it", unit_name(&unit)),
            (feature, Reason::Register(status, day)) => {
                f.write_str(register_phrase(feature, status))?;
                match day {
                    Day::On(date) => write!(f, " on {date}"),
                    Day::AfterEnd(until) => write!(f, " by the end of the register, {until}"),
                    Day::Unknown => f.write_str(" at some time"),
                }
            }
            (Feature::Size, _) => match self.place.population() {
                Some(people) => write!(f, "larger than its namesakes: {people} inhabitants"),
                None => f.write_str("larger than its namesakes"),
            },
            (feature, _) => f.write_str(feature.phrase()),
        }
    }
}

fn km_between(place: &Place<'_>, other: &Place<'_>) -> Option<f64> {
    Some(distance_km(place.point()?, other.point()?))
}

fn register_phrase(feature: Feature, status: Option<Status>) -> &'static str {
    match (feature, status) {
        (Feature::NearHostilities, _) => "hostilities or occupation within 15 km",
        (_, Some(Status::Occupied)) => "occupied",
        (_, Some(Status::Possible)) => "place of possible hostilities",
        _ => "place of active hostilities",
    }
}

/// The nouns behind the adjectives that are names of units.
const UNIT_NOUNS: &[(PlaceKind, &str, &str)] = &[
    (PlaceKind::Oblast, "ська", "область"),
    (PlaceKind::Oblast, "цька", "область"),
    (PlaceKind::Oblast, "зька", "область"),
    (PlaceKind::Raion, "ий", "район"),
    (PlaceKind::Hromada, "а", "громада"),
];

/// The name of a unit with its noun.
fn unit_name(unit: &Place<'_>) -> String {
    let name = unit.name();
    UNIT_NOUNS
        .iter()
        .find(|(kind, ending, _)| *kind == unit.kind() && name.ends_with(ending))
        .map_or_else(|| name.to_owned(), |(_, _, noun)| format!("{name} {noun}"))
}

/// What each feature adds to the score of a place, or to that of the name being one of a place.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// let recognizer = ua_gazetteer::Recognizer::builder().explain(true).build();
/// let document = recognizer.recognize("Вибухи в Іванівці Куп'янського району.");
/// let explained = document.mentions()[0].explanation();
/// assert!(explained.len() > 1, "one for the place, one for each alternative");
/// let (strongest, log_odds) = explained[0].contributions()[0];
/// println!("{log_odds:+.2} {}", strongest.phrase());
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    confidence: f32,
    contributions: Vec<(Feature, f32)>,
}

impl Explanation {
    /// Of what is shown, the strongest first.
    fn of(confidence: f32, contributions: impl Iterator<Item = (Feature, f32)>) -> Self {
        let mut contributions: Vec<(Feature, f32)> =
            contributions.filter(|(_, contribution)| contribution.abs() > LEAST_SHOWN).collect();
        contributions.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        Explanation { confidence, contributions }
    }

    /// The confidence of the candidate, or how likely the name is that of a place: 0 to 1.
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// What speaks for it (above zero) and against it, in log-odds, the strongest first.
    pub fn contributions(&self) -> &[(Feature, f32)] {
        &self.contributions
    }
}

/// What speaks for and against a candidate.
pub(super) fn of_place(candidate: &Scored<'_>, confidence: f32, weights: &Weights) -> Explanation {
    Explanation::of(confidence, candidate.values.contributions(weights))
}

/// What speaks for and against a name being that of a place. The noun of a unit settles it alone.
pub(super) fn of_name(span: &Span<'_>, plausible: f32, weights: &Weights) -> Explanation {
    Explanation::of(
        plausible,
        plausibility::all_signals(span)
            .into_iter()
            .map(|(feature, value)| (feature, value * weights.get(feature))),
    )
}

/// Contributions nearer to nothing are not shown.
const LEAST_SHOWN: f32 = 0.005;
/// Reasons that lift the score by less say nothing.
const LEAST_CONTRIBUTION: f32 = 0.25;

/// What lifts the best candidate of a group over the next, the strongest first; of a lone one, what speaks for it.
pub(super) fn of<'a>(
    group: &Group<'a>,
    supporters: &Supporters<'a>,
    weights: &Weights,
    day: Day,
) -> Vec<Evidence<'a>> {
    let Some(best) = group.candidates.first() else { return Vec::new() };
    let next = group.candidates.get(1);
    let of_next = next.map(|next| next.values).unwrap_or_default();
    let place = best.reading.place;
    let mut evidence: Vec<Evidence<'a>> = best
        .values
        .contributions(weights)
        .zip(of_next.contributions(weights))
        // What speaks against the next is no reason for the best; of a lone candidate, its size says nothing.
        .filter(|((feature, own), _)| *own > 0.0 && !(next.is_none() && *feature == Feature::Size))
        .map(|((feature, own), (_, of_next))| (feature, own - of_next))
        .filter(|(_, contribution)| *contribution > LEAST_CONTRIBUTION)
        .map(|(feature, contribution)| Evidence {
            feature,
            contribution,
            place,
            reason: reason(feature, &place, group, supporters, day),
        })
        .collect();
    evidence.sort_by(|a, b| b.contribution.total_cmp(&a.contribution));
    one_distance(&mut evidence);
    evidence
}

/// Nearness and a wider nearness to the same place are one reason to a reader.
fn one_distance(evidence: &mut Vec<Evidence<'_>>) {
    let is_distance = |feature: Feature| matches!(feature, Feature::Near | Feature::Around);
    let total: f32 = evidence.iter().filter(|e| is_distance(e.feature)).map(|e| e.contribution).sum();
    let mut seen = false;
    evidence.retain_mut(|reason| {
        if !is_distance(reason.feature) {
            return true;
        }
        reason.contribution = total;
        !std::mem::replace(&mut seen, true)
    });
}

/// What a reason names.
fn reason<'a>(
    feature: Feature,
    place: &Place<'a>,
    group: &Group<'a>,
    supporters: &Supporters<'a>,
    day: Day,
) -> Reason<'a> {
    let other =
        |known: Option<(Place<'a>, f32)>| known.map_or(Reason::Plain, |(other, _)| Reason::Place(other));
    let away = |other: Place<'a>| match (place.point(), other.point()) {
        (Some(_), Some(_)) => Reason::Distance(other),
        _ => Reason::Plain,
    };
    match feature {
        Feature::SameHromada => other(supporters.hromada),
        Feature::SameRaion => other(supporters.raion),
        Feature::SameOblast => other(supporters.oblast),
        Feature::Near | Feature::Around => supporters.near.map_or(Reason::Plain, |(other, _)| away(other)),
        Feature::UnitBeside => group
            .units
            .iter()
            .find(|unit| place.is_within(unit))
            .map_or(Reason::Plain, |unit| Reason::Place(*unit)),
        Feature::Direction => {
            let km = |anchor: &Place<'a>| km_between(place, anchor).unwrap_or(f64::INFINITY);
            let nearest = group.anchors.iter().min_by(|a, b| km(a).total_cmp(&km(b)));
            nearest.map_or(Reason::Plain, |anchor| away(*anchor))
        }
        Feature::Hostilities | Feature::PossibleHostilities | Feature::NearHostilities => {
            Reason::Register(day.status(place), day)
        }
        _ => Reason::Plain,
    }
}

//! Text about villages that share their name, made from the gazetteer: templates × places × dates × one piece of
//! context each.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ua_gazetteer::Language;
use ua_gazetteer::gazetteer::{Gazetteer, Place, PlaceKind, Status, distance_km};
use ua_gazetteer::inflection::Case;

use crate::random::Random;
use crate::words::{self, WORDINGS, Wording};

/// The piece of context that tells a place from its namesakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An oblast named beside it.
    Oblast,
    /// A raion named beside it.
    Raion,
    /// A hromada named beside it.
    Hromada,
    /// «На Харківщині».
    Nickname,
    /// An oblast or raion as the line above.
    UnitHeading,
    /// A place of a name of its own within 15 km, in the same sentence.
    Neighbour,
    /// Two or three places within 20 km, whatever their names.
    Neighbours,
    /// The direction that the sentence stands under.
    Direction,
    /// A direction as the line above.
    DirectionHeading,
    /// The only one of its name that is active or occupied on the day.
    Hostilities,
    /// A town beside which its namesakes are small.
    Size,
    /// The only one of its name that is of the kind said.
    TypeWord,
    /// The oblast that the caller expects.
    Prior,
    /// The only one of its name; no context.
    Unique,
    /// No place at all.
    Negative,
}

impl Kind {
    pub const ALL: [Kind; 15] = [
        Kind::Oblast,
        Kind::Raion,
        Kind::Hromada,
        Kind::Nickname,
        Kind::UnitHeading,
        Kind::Neighbour,
        Kind::Neighbours,
        Kind::Direction,
        Kind::DirectionHeading,
        Kind::Hostilities,
        Kind::Size,
        Kind::TypeWord,
        Kind::Prior,
        Kind::Unique,
        Kind::Negative,
    ];

    /// Whether it is one piece of context for a village of a shared name: what the acceptance counts.
    pub fn is_context(self) -> bool {
        !matches!(self, Kind::Unique | Kind::Negative)
    }
}

/// A labelled name of a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Label {
    /// In bytes.
    pub start: usize,
    pub end: usize,
    /// The id of the place; nothing where the name is not that of a settlement.
    pub place: Option<String>,
}

/// A text with its labels.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sample {
    pub kind: Kind,
    pub language: Language,
    pub text: String,
    pub date: Option<Date>,
    /// The id of a region that the caller expects.
    pub prior: Option<String>,
    pub labels: Vec<Label>,
}

const TEMPLATES: &str = include_str!("../templates.tsv");
const NEGATIVES: &str = include_str!("../negatives.tsv");
const LANGUAGES: [Language; 3] = [Language::Ukrainian, Language::Russian, Language::English];
const SLOTS: [(&str, Case); 6] = [
    ("{nom}", Case::Nominative),
    ("{gen}", Case::Genitive),
    ("{dat}", Case::Dative),
    ("{acc}", Case::Accusative),
    ("{ins}", Case::Instrumental),
    ("{loc}", Case::Locative),
];
const AMBIGUITY: &str = include_str!("../../../data/ambiguity.tsv");
/// Slots for names that the table of ambiguity flags, with the flag.
const SENSES: [(&str, &str); 3] =
    [("{surname}", "surname"), ("{given_name}", "given_name"), ("{common_word}", "common_word")];
/// Places looked at for one sample before another kind of sample is tried.
const ATTEMPTS: usize = 400;

fn rows(table: &'static str, language: Language) -> Vec<&'static str> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter(|line| line.split('\t').next() == Some(language.code()))
        .filter_map(|line| line.split('\t').next_back())
        .collect()
}

/// The names that the table of ambiguity flags with a sense.
fn flagged(language: Language, sense: &str) -> Vec<&'static str> {
    AMBIGUITY
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (name, its, flag) = (cells.next()?, cells.next()?, cells.next()?);
            (its == language.code() && flag == sense).then_some(name)
        })
        .collect()
}

/// What goes into the slots of a template.
#[derive(Default)]
struct Filling<'g> {
    lead: String,
    /// The places, each with what stands before and behind its name.
    items: Vec<(Place<'g>, String, String)>,
    date: Option<Date>,
    prior: Option<String>,
}

/// Makes samples from a gazetteer.
pub struct Generator<'g> {
    gazetteer: &'g Gazetteer,
    random: Random,
    settlements: Vec<Place<'g>>,
    near_front: Vec<Place<'g>>,
    cities: Vec<Place<'g>>,
    namesakes: HashMap<(Language, &'g str), Vec<Place<'g>>>,
}

impl<'g> Generator<'g> {
    pub fn new(gazetteer: &'g Gazetteer, seed: u64) -> Self {
        let settlements: Vec<Place<'g>> = gazetteer
            .places()
            .filter(Place::is_ukrainian_settlement)
            .filter(|p| p.point().is_some())
            .collect();
        let mut namesakes: HashMap<(Language, &'g str), Vec<Place<'g>>> = HashMap::new();
        for place in &settlements {
            for language in LANGUAGES {
                namesakes.entry((language, words::name(place, language))).or_default().push(*place);
            }
        }
        let near_front = settlements
            .iter()
            .filter(|place| place.status_ever().is_some_and(|status| status != Status::Possible))
            .copied()
            .collect();
        let cities = settlements.iter().filter(|place| place.kind() == PlaceKind::City).copied().collect();
        Generator { gazetteer, random: Random::new(seed), settlements, near_front, cities, namesakes }
    }

    /// So many samples, the kinds and languages in turn.
    pub fn samples(&mut self, count: usize, kinds: &[Kind]) -> Vec<Sample> {
        let turns =
            (0..).flat_map(|_| LANGUAGES.into_iter().flat_map(|l| kinds.iter().map(move |&k| (k, l))));
        let mut samples = Vec::new();
        for (kind, language) in turns.take(count * 3) {
            if samples.len() == count {
                break;
            }
            samples.extend(self.sample(kind, language));
        }
        samples
    }

    fn sample(&mut self, kind: Kind, language: Language) -> Option<Sample> {
        if kind == Kind::Negative {
            return self.negative(language);
        }
        (0..ATTEMPTS).find_map(|_| {
            let target = self.target(kind)?;
            let filling = self.filling(kind, language, target)?;
            let templates = rows(TEMPLATES, language);
            let template = *self.random.pick(&templates)?;
            Some(fill(template, kind, language, filling))
        })
    }

    /// A place to write about: villages near the front in three of five cases, towns where size is to tell.
    fn target(&mut self, kind: Kind) -> Option<Place<'g>> {
        let from = if kind == Kind::Size || kind == Kind::TypeWord && self.random.chance(50) {
            &self.cities
        } else if self.random.chance(60) {
            &self.near_front
        } else {
            &self.settlements
        };
        from.get(self.random.below(from.len())).copied()
    }

    fn namesakes(&self, place: &Place<'_>, language: Language) -> Vec<Place<'g>> {
        let name = words::name(place, language);
        let all = self.namesakes.get(&(language, name)).into_iter().flatten();
        all.filter(|other| *other != place).copied().collect()
    }

    /// The context of a kind for a target, where it tells the target from its namesakes.
    fn filling(&mut self, kind: Kind, language: Language, target: Place<'g>) -> Option<Filling<'g>> {
        let others = self.namesakes(&target, language);
        if others.is_empty() != (kind == Kind::Unique) || words::name(&target, language).is_empty() {
            return None;
        }
        let plain = |place: Place<'g>| (place, String::new(), String::new());
        let alone = Filling { items: vec![plain(target)], ..Filling::default() };
        Some(match kind {
            Kind::Oblast | Kind::Raion | Kind::Hromada | Kind::UnitHeading => {
                self.with_unit(kind, language, target, &others)?
            }
            Kind::Nickname => {
                let oblast = only_one_in(target.oblast()?, &others)?;
                Filling { lead: words::nickname_lead(&oblast, language)?, ..alone }
            }
            Kind::Neighbour => Filling { items: self.with_neighbour(language, target)?, ..alone },
            Kind::Neighbours => Filling { items: self.with_neighbours(language, target, &others)?, ..alone },
            Kind::Direction | Kind::DirectionHeading => {
                let town = self.town_of_direction(target, &others)?;
                let lead = words::direction(&town, language, kind == Kind::DirectionHeading)?;
                Filling { lead, ..alone }
            }
            Kind::Hostilities => Filling { date: Some(self.day_of_hostilities(&target, &others)?), ..alone },
            Kind::Size => {
                let people = target.population()?;
                let largest = others.iter().map(|other| other.population().unwrap_or(1_000)).max()?;
                (people > 10_000 && people > 10 * largest).then_some(alone)?
            }
            Kind::TypeWord => {
                let only = others.iter().all(|other| other.kind() != target.kind());
                let word = words::type_word(target.kind(), language).filter(|_| only)?;
                Filling { items: vec![(target, word.to_owned(), String::new())], ..alone }
            }
            Kind::Prior => {
                let oblast = only_one_in(target.oblast()?, &others)?;
                Filling { prior: Some(oblast.id().to_string()), ..alone }
            }
            Kind::Unique => alone,
            Kind::Negative => return None,
        })
    }

    fn with_unit(
        &mut self,
        kind: Kind,
        language: Language,
        target: Place<'g>,
        others: &[Place<'g>],
    ) -> Option<Filling<'g>> {
        let unit = match kind {
            Kind::Oblast => target.oblast()?,
            Kind::Raion => target.raion()?,
            Kind::Hromada => target.hromada()?,
            _ if self.random.chance(50) => target.oblast()?,
            _ => target.raion()?,
        };
        let unit = only_one_in(unit, others)?;
        if kind == Kind::UnitHeading {
            let lead = words::unit(&unit, language, Wording::Heading)?;
            return Some(Filling {
                lead,
                items: vec![(target, String::new(), String::new())],
                ..Filling::default()
            });
        }
        let wording = *self.random.pick(&WORDINGS)?;
        let behind = words::unit(&unit, language, wording)?;
        Some(Filling { items: vec![(target, String::new(), behind)], ..Filling::default() })
    }

    /// The target and a place of a name of its own within 15 km, either first.
    fn with_neighbour(
        &mut self,
        language: Language,
        target: Place<'g>,
    ) -> Option<Vec<(Place<'g>, String, String)>> {
        let near: Vec<Place<'g>> = self
            .around(target, 15.0)
            .into_iter()
            .filter(|near| {
                self.namesakes(near, language).is_empty() && !words::name(near, language).is_empty()
            })
            .collect();
        let neighbour = *self.random.pick(&near)?;
        let mut items = vec![target, neighbour];
        if self.random.chance(50) {
            items.reverse();
        }
        Some(items.into_iter().map(|place| (place, String::new(), String::new())).collect())
    }

    /// The target among two or three places within 20 km, none of which has a namesake near one of the target.
    fn with_neighbours(
        &mut self,
        language: Language,
        target: Place<'g>,
        others: &[Place<'g>],
    ) -> Option<Vec<(Place<'g>, String, String)>> {
        let mut near = self.around(target, 20.0);
        near.retain(|near| words::name(near, language) != words::name(&target, language));
        let mut items = vec![target];
        while items.len() < 3 + self.random.below(2) && !near.is_empty() {
            items.push(near.swap_remove(self.random.below(near.len())));
        }
        // Where a namesake of the target lies as near, nothing tells them apart.
        let told = others.iter().all(|other| distance(other, &target) > 60.0);
        if items.len() < 3 || !told {
            return None;
        }
        let position = self.random.below(items.len());
        items.swap(0, position);
        Some(items.into_iter().map(|place| (place, String::new(), String::new())).collect())
    }

    fn around(&self, place: Place<'g>, km: f64) -> Vec<Place<'g>> {
        let Some(point) = place.point() else { return Vec::new() };
        let near = self.gazetteer.within_km(point, km).into_iter().map(|(near, _)| near);
        near.filter(|near| *near != place).collect()
    }

    /// The nearest city within 30 km, where each namesake is far from it.
    fn town_of_direction(&self, target: Place<'g>, others: &[Place<'g>]) -> Option<Place<'g>> {
        let km = |city: &Place<'g>| distance(city, &target);
        let city =
            self.cities.iter().filter(|city| **city != target).min_by(|a, b| km(a).total_cmp(&km(b)))?;
        let told = others.iter().all(|other| distance(city, other) > 2.0 * km(city) + 30.0);
        (km(city) < 30.0 && told).then_some(*city)
    }

    /// A day of the war on which the target alone of its name is active or occupied.
    fn day_of_hostilities(&mut self, target: &Place<'_>, others: &[Place<'_>]) -> Option<Date> {
        let day = Date::constant(2022, 3, 1)
            .checked_add(jiff::Span::new().days(self.random.below(1_150) as i64))
            .ok()?;
        let near = |place: &Place<'_>| place.status(day).is_some_and(|status| status != Status::Possible);
        (near(target) && !others.iter().any(near)).then_some(day)
    }

    fn negative(&mut self, language: Language) -> Option<Sample> {
        let templates = rows(NEGATIVES, language);
        let template = *self.random.pick(&templates)?;
        let place = *self.random.pick(&self.settlements)?;
        let name = words::name(&place, language);
        let mut text =
            template.replace("{nom}", name).replace("{gen}", &words::in_case(name, language, Case::Genitive));
        for (slot, sense) in SENSES {
            if text.contains(slot) {
                let flagged = flagged(language, sense);
                text = text.replace(slot, self.random.pick(&flagged)?);
            }
        }
        let (start, end) = (text.find('[')?, text.find(']')?);
        let label = Label { start, end: end - 1, place: None };
        Some(Sample {
            kind: Kind::Negative,
            language,
            text: text.replace(['[', ']'], ""),
            date: None,
            prior: None,
            labels: vec![label],
        })
    }
}

fn distance(a: &Place<'_>, b: &Place<'_>) -> f64 {
    a.point().zip(b.point()).map_or(f64::INFINITY, |(a, b)| distance_km(a, b))
}

/// The unit, if none of the namesakes is in it.
fn only_one_in<'g>(unit: Place<'g>, others: &[Place<'g>]) -> Option<Place<'g>> {
    (!others.iter().any(|other| other.is_within(&unit))).then_some(unit)
}

/// The text of a template and a filling.
fn fill(template: &str, kind: Kind, language: Language, filling: Filling<'_>) -> Sample {
    let mut text = template.replace("{lead}", &filling.lead);
    // Behind a line of its own, and without a lead, a sentence begins with a capital.
    let first = text.rfind('\n').map_or(0, |at| at + 1);
    if filling.lead.is_empty() || first > 0 {
        let capital: String = text[first..].chars().take(1).flat_map(char::to_uppercase).collect();
        let rest: String = text[first..].chars().skip(1).collect();
        text = format!("{}{capital}{rest}", &text[..first]);
    }
    let slot = SLOTS.iter().find_map(|&(slot, case)| Some((text.find(slot)?, slot.len(), case)));
    let (at, length, case) = slot.unwrap_or((text.len(), 0, Case::Nominative));
    let mut labels = Vec::new();
    let mut filled = text[..at].to_owned();
    let last = filling.items.len().saturating_sub(1);
    for (number, (place, before, behind)) in filling.items.iter().enumerate() {
        if number > 0 {
            filled.push_str(if number < last { ", " } else { and(language) });
        }
        filled.push_str(before);
        let start = filled.len();
        filled.push_str(&words::in_case(words::name(place, language), language, case));
        labels.push(Label { start, end: filled.len(), place: Some(place.id().to_string()) });
        filled.push_str(behind);
    }
    filled.push_str(&text[at + length..]);
    Sample { kind, language, text: filled, date: filling.date, prior: filling.prior, labels }
}

fn and(language: Language) -> &'static str {
    match language {
        Language::Ukrainian => " та ",
        Language::Russian => " и ",
        _ => " and ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_the_same_for_one_seed_and_say_where_the_name_stands() {
        let gazetteer = Gazetteer::embedded();
        let samples = Generator::new(&gazetteer, 7).samples(90, &Kind::ALL);
        assert_eq!(samples, Generator::new(&gazetteer, 7).samples(90, &Kind::ALL));
        assert_ne!(samples, Generator::new(&gazetteer, 8).samples(90, &Kind::ALL));
        assert_eq!(samples.len(), 90);
        for sample in &samples {
            assert!(!sample.text.contains(['{', '[']), "{}", sample.text);
            assert!(sample.labels.iter().all(|label| sample.text.get(label.start..label.end).is_some()));
        }
    }

    #[test]
    fn every_language_has_fifteen_templates() {
        for language in LANGUAGES {
            assert!(rows(TEMPLATES, language).len() >= 15);
        }
    }
}

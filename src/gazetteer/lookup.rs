//! From a name to the places that bear it.

use std::collections::HashMap;

use fst::{IntoStreamer, Streamer};

use super::contested::contested_weight;
use super::edits::Edits;
use super::name_forms::run_time_class;
use super::unit_nouns::{is_city_noun, unit_kinds};
use super::{FormOf, FormValue, Gazetteer, Layer, NO, NameForm, NameMatch, NameSort, Place, PlaceKind};
use crate::inflection::Case;
use crate::romanization::{self, System};
use crate::{Language, normalization};

/// A place that a name may mean.
#[derive(Clone, Copy)]
pub struct Candidate<'g> {
    pub(crate) place: Place<'g>,
    pub(crate) confidence: f32,
    pub(crate) form: FormOf,
}

impl<'g> Candidate<'g> {
    /// The place.
    pub fn place(&self) -> Place<'g> {
        self.place
    }

    /// How likely the name means this place when nothing else is known, 0 to 1.
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// The name of the place that matched, and how.
    pub fn form(&self) -> NameForm<'g> {
        self.form.in_words(&self.place)
    }
}

impl std::fmt::Debug for Candidate<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Candidate")
            .field("place", &self.place)
            .field("confidence", &self.confidence)
            .field("form", &self.form())
            .finish()
    }
}

/// What bounds a look-up.
#[derive(Clone, Copy, Debug)]
pub struct LookupOptions<'g> {
    /// At most so many candidates; 20 unless told.
    pub limit: usize,
    /// Only places within this unit; where it has none of the name, waters and landforms that are in no unit alone.
    pub within: Option<Place<'g>>,
    /// Whether places that the register of hostilities ever listed count more; they do unless told.
    pub hostilities: bool,
}

impl Default for LookupOptions<'_> {
    fn default() -> Self {
        LookupOptions { limit: 20, within: None, hostilities: true }
    }
}

/// How much of the confidence each way of matching can give, and what is left to the ways behind the first that found one.
const FORM_SHARE: f32 = 0.97;
const KEY_SHARE: f32 = 0.8;
const NEAR_SHARE: f32 = 0.35;
const REST_SHARE: f32 = 1.0 - FORM_SHARE;

/// What a name of each sort weighs beside an official one.
fn sort_weight(sort: NameSort, kind: PlaceKind) -> f64 {
    match sort {
        NameSort::Official => 1.0,
        NameSort::Nickname | NameSort::Abbreviation => 0.8,
        NameSort::Former => 0.4,
        NameSort::Alternate => 0.3,
        NameSort::Attributive if kind.is_settlement() => 0.01,
        NameSort::Attributive => 0.05,
    }
}

/// What the size of a place weighs: inhabitants, or a usual number for its kind.
pub(crate) fn size_weight(place: &Place<'_>) -> f64 {
    let abroad = if place.is_abroad() { 0.2 } else { 1.0 };
    f64::from(people(place)).powf(0.8) * abroad
}

/// The inhabitants of a place, ten at least, or a usual number for its kind.
pub(crate) fn people(place: &Place<'_>) -> u32 {
    let is_neighbourhood = place.is_neighbourhood();
    let usual = match place.kind() {
        _ if is_neighbourhood => 1_000,
        PlaceKind::City => 30_000,
        PlaceKind::Settlement => 3_000,
        PlaceKind::Village => 300,
        PlaceKind::Country | PlaceKind::Oblast => 1_000_000,
        PlaceKind::Region => 100_000,
        PlaceKind::Raion | PlaceKind::CityDistrict => 20_000,
        PlaceKind::Hromada | PlaceKind::Landmark => 3_000,
        PlaceKind::Water | PlaceKind::Landform => 100,
    };
    let known = place.population().filter(|_| place.kind().is_settlement() || is_neighbourhood);
    // A neighbourhood is named less than a town of its size: most of what befalls it is told of the city.
    let known = known.map(|known| if is_neighbourhood { (known / 10).max(1_000) } else { known });
    known.unwrap_or(usual).max(10)
}

/// Whether a settlement is found by its adjective only.
fn is_adjective(candidate: &Candidate<'_>) -> bool {
    candidate.form.sort == NameSort::Attributive && candidate.place.kind().is_settlement()
}

/// Whether a place is a water or landform that is in no unit by its record.
fn is_at_large(place: &Place<'_>) -> bool {
    matches!(place.kind(), PlaceKind::Water | PlaceKind::Landform) && place.parent().is_none()
}

/// What a landmark weighs beside a settlement of its name when a name is looked up: it is named with its word.
const LANDMARK_BY_NAME: f64 = 0.05;

/// A place of this weight has some 40,000 inhabitants.
const LARGE: f64 = 5_000.0;
const LEAST_LARGE: u32 = 40_000;
/// Inhabitants of a town that needs no introduction.
const LEAST_TOWN: u32 = 10_000;

/// Whether a place is so well known that a text may name it without further words.
pub(crate) fn is_town(place: &Place<'_>) -> bool {
    place.kind().is_settlement() && people(place) > LEAST_TOWN
}

/// Whether a place weighs as much as one of some 40,000 inhabitants.
pub(crate) fn is_large(place: &Place<'_>) -> bool {
    // No place of fewer inhabitants weighs as much.
    people(place) > LEAST_LARGE && size_weight(place) > LARGE
}

/// What counts where places of names found are ranked.
#[derive(Clone, Copy)]
struct Ranking {
    /// Whether a noun says that a unit is meant: then all sorts of names count alike.
    unit_named: bool,
    /// Whether the register of hostilities counts.
    hostilities: bool,
}

/// Names found for one query, by layer and name, with the best way each was found.
type Found<'g> = Vec<(&'g Layer, FormValue, NameMatch, u8)>;

impl Gazetteer {
    /// The places that a name in any spelling or case may mean, the likeliest first, at most 20.
    ///
    /// Exact forms come first, then spellings with the same key, then near ones; an adjective of a town comes behind a
    /// place whose name has the key. Of several names side by side that together
    /// are none ("Marinka/Maryinka") each is looked up.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// let gazetteer = ua_gazetteer::Gazetteer::embedded();
    /// assert_eq!(gazetteer.lookup("Sinkivka")[0].place().name_uk(), "Синьківка");
    /// assert!(gazetteer.lookup("Іванівка").len() == 20);
    /// assert_eq!(gazetteer.lookup("Avdiivka / Авдеевка")[0].place().name_uk(), "Авдіївка");
    /// # }
    /// ```
    pub fn lookup(&self, name: &str) -> Vec<Candidate<'_>> {
        self.lookup_with(name, &LookupOptions::default())
    }

    /// As [`lookup`](Gazetteer::lookup), within a unit or with another limit.
    pub fn lookup_with<'g>(&'g self, name: &str, options: &LookupOptions<'g>) -> Vec<Candidate<'g>> {
        let (name, kinds) = split_unit_noun(name);
        let of_kind = |place: &Place<'_>| kinds.is_empty() || kinds.contains(&place.kind());
        let inside =
            |place: &Place<'_>| of_kind(place) && options.within.is_none_or(|unit| place.is_within(&unit));
        let ranking = Ranking { unit_named: !kinds.is_empty(), hostilities: options.hostilities };
        let mut candidates = self.spelt(name, inside, ranking);
        if candidates.is_empty() && options.within.is_some() {
            // A water or landform that several units share, or that lies off the coast, is in none by its record.
            candidates = self.spelt(name, |place| of_kind(place) && is_at_large(place), ranking);
        }
        if candidates.is_empty() {
            let near = self.found_by_parts(name).unwrap_or_else(|| self.found_near(name));
            candidates = self.ranked(near, NEAR_SHARE, inside, ranking);
        }
        candidates.truncate(options.limit);
        candidates
    }

    /// The candidates among the places that fit, by forms and keys.
    fn spelt<'g>(
        &'g self,
        name: &str,
        fits: impl Fn(&Place<'_>) -> bool,
        ranking: Ranking,
    ) -> Vec<Candidate<'g>> {
        let (spelled, by_key): (Found<'g>, Found<'g>) = self
            .found_by_spelling_key(name)
            .into_iter()
            .partition(|(_, _, matched, _)| *matched == NameMatch::Form);
        let by_form = [self.found_by_form(name), spelled].concat();
        let ranked = |found| self.ranked(found, 1.0, &fits, ranking);
        let mut ways = [(ranked(by_form), FORM_SHARE), (ranked(by_key), KEY_SHARE)];
        if ways[0].0.iter().all(is_adjective) && !ways[1].0.iter().all(is_adjective) {
            // "Makeevskoe" is rather a village of nearly that name than an adjective of Makiivka.
            ways.reverse();
        }
        let mut candidates: Vec<Candidate<'g>> = Vec::new();
        for (found, share) in ways {
            let share = if candidates.is_empty() { share } else { REST_SHARE };
            let new =
                found.into_iter().filter(|new| !candidates.iter().any(|known| known.place == new.place));
            let new: Vec<_> =
                new.map(|new| Candidate { confidence: share * new.confidence, ..new }).collect();
            candidates.extend(new);
        }
        candidates
    }

    /// Names that stand side by side for one place: "Marinka / Maryinka", "Snake Island-Zmiinyi".
    fn found_by_parts(&self, name: &str) -> Option<Found<'_>> {
        let sides: Vec<&str> = name.split(['/', '(', ')', ',', ';']).collect();
        let sides = match sides.as_slice() {
            // A hyphen joins words of one name, but not a name of two words with another.
            [_] if name.contains(' ') => name.split('-').collect(),
            _ => sides,
        };
        let found: Found<'_> = sides.iter().flat_map(|side| self.found_by_form(side.trim())).collect();
        (sides.len() > 1 && !found.is_empty()).then_some(found)
    }

    /// Settlements whose name resembles another by one or two letters of their spelling keys, with how many.
    pub(crate) fn similar(&self, name: &str) -> Vec<(Candidate<'_>, u8)> {
        let mut found: Found<'_> = spelling_keys_of(name)
            .iter()
            .flat_map(|key| self.names_of_key(key.as_bytes(), NameMatch::SpellingKey, 0))
            .collect();
        found.extend(self.found_near(name));
        let mut similar = Vec::new();
        for (layer, value, matched, distance) in found {
            let form = FormOf::new(layer, value, matched);
            for posting in layer.postings(value.name) {
                let place = self.by_number(posting.place).filter(Place::is_ukrainian_settlement);
                similar.extend(place.map(|place| {
                    (Candidate { place, confidence: 0.0, form: form.with_sort(posting.sort) }, distance)
                }));
            }
        }
        similar
    }

    /// The unit that a text names, in any spelling and case, with or without its noun: `Харківська`, "Kharkiv region",
    /// `АР Крим`.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// let gazetteer = ua_gazetteer::Gazetteer::embedded();
    /// for text in ["Харківська", "Kharkiv region", "Харьковской области", "Харківщина"] {
    ///     assert_eq!(gazetteer.unit(text).map(|unit| unit.name_en()), Some("Kharkiv Oblast"), "{text}");
    /// }
    /// assert!(gazetteer.unit("Atlantis").is_none());
    /// # }
    /// ```
    pub fn unit(&self, text: &str) -> Option<Place<'_>> {
        if let Some(place) = self.get(text) {
            return Some(place);
        }
        let (name, kinds) = split_unit_noun(without_city_noun(text));
        let fits = |place: &Place<'_>| {
            if kinds.is_empty() {
                place.kind().is_unit() || place.oblast() == Some(*place)
            } else {
                kinds.contains(&place.kind())
            }
        };
        [self.found_by_form(name), self.found_by_spelling_key(name)].into_iter().find_map(|found| {
            self.ranked(found, 1.0, fits, Ranking { unit_named: true, hostilities: false })
                .into_iter()
                .map(|candidate| candidate.place)
                // Of an oblast, a raion and a hromada of one name the widest is meant.
                .min_by_key(|place| std::cmp::Reverse(place.kind()))
        })
    }

    fn found_by_form(&self, name: &str) -> Found<'_> {
        let Some(key) = normalization::try_key(name) else { return Found::new() };
        let mut found = self.values_of(&key);
        if found.is_empty()
            && let Some(mended) = normalization::one_script(name)
        {
            found = self.values_of(&normalization::key(&mended));
        }
        found
    }

    fn values_of(&self, key: &[u8]) -> Found<'_> {
        self.layers()
            .iter()
            .filter_map(|layer| Some((layer, layer.forms.get(key)?)))
            .flat_map(|(layer, value)| layer.form_values(value).map(move |value| (layer, value)))
            .map(|(layer, value)| (layer, value, NameMatch::Form, 0))
            .collect()
    }

    /// Names with the spelling key of a name; those that a published system spells so count as forms.
    fn found_by_spelling_key(&self, name: &str) -> Found<'_> {
        spelling_keys_of(name)
            .iter()
            .flat_map(|key| self.names_of_key(key.as_bytes(), NameMatch::SpellingKey, 0))
            .map(|(layer, value, matched, distance)| match spelled_by(layer, value.name, name) {
                Some(system) => {
                    (layer, FormValue { name: value.name, class: run_time_class(system) }, NameMatch::Form, 0)
                }
                None => (layer, value, matched, distance),
            })
            .collect()
    }

    pub(crate) fn names_of_key(
        &self,
        key: &[u8],
        matched: NameMatch,
        distance: u8,
    ) -> impl Iterator<Item = (&Layer, FormValue, NameMatch, u8)> {
        let key = key.to_vec();
        self.layers().iter().flat_map(move |layer| {
            let value = layer.spelling_keys.get(&key).map(|output| output.value());
            value
                .into_iter()
                .flat_map(|value| layer.key_names(value))
                .map(move |name| (layer, FormValue { name, class: NO }, matched, distance))
        })
    }

    /// Names whose spelling key is one letter away, or two where that finds none and the name is long enough.
    fn found_near(&self, name: &str) -> Found<'_> {
        let mut found = Found::new();
        for key in spelling_keys_of(name) {
            let widest = if key.len() < 4 {
                0
            } else if key.len() < 7 {
                1
            } else {
                2
            };
            for distance in 1..=widest {
                let Some(automaton) = Edits::of(key.as_bytes(), distance) else { continue };
                for layer in self.layers() {
                    let mut stream = layer.spelling_keys.search(&automaton).into_stream();
                    while let Some((_, value)) = stream.next() {
                        found.extend(layer.key_names(value.value()).map(|name| {
                            (layer, FormValue { name, class: NO }, NameMatch::Near, distance as u8)
                        }));
                    }
                }
                if !found.is_empty() {
                    break;
                }
            }
        }
        found
    }

    /// Places of the names found, with confidences that sum to `share`: each name has its part, shared among the
    /// places that bear it by their size.
    fn ranked<'g>(
        &'g self,
        found: Found<'g>,
        share: f32,
        fits: impl Fn(&Place<'_>) -> bool,
        Ranking { unit_named, hostilities }: Ranking,
    ) -> Vec<Candidate<'g>> {
        let mut weights: HashMap<u32, (f64, Candidate<'g>)> = HashMap::new();
        for (layer, value, matched, distance) in found {
            let form = FormOf::new(layer, value, matched);
            let weighed: Vec<(Place<'g>, NameSort, f64, f64)> = layer
                .postings(value.name)
                .filter_map(|posting| Some((self.by_number(posting.place)?, posting.sort)))
                .filter(|(place, _)| fits(place))
                .map(|(place, sort)| {
                    let as_name = if unit_named { 1.0 } else { sort_weight(sort, place.kind()) };
                    let contested = if hostilities { contested_weight(&place) } else { 1.0 };
                    let landmark = place.kind() == PlaceKind::Landmark && !place.is_neighbourhood();
                    let bare = if landmark { LANDMARK_BY_NAME } else { 1.0 };
                    (place, sort, size_weight(&place) * contested * bare, as_name)
                })
                .collect();
            let total: f64 = weighed.iter().map(|(_, _, size, as_name)| size * as_name).sum();
            // A name counts as its best bearer does; one that is inflected is the less likely reading of a form.
            let best =
                weighed.iter().map(|(_, _, size, as_name)| size.powf(0.3) * as_name).fold(0.0, f64::max);
            let name_weight = best
                * if form.case.is_none_or(|case| case == Case::Nominative) { 1.0 } else { 0.5 }
                / f64::from(1 + u32::from(distance));
            let weighed =
                weighed.into_iter().map(|(place, sort, size, as_name)| (place, sort, size * as_name));
            for (place, sort, weight) in weighed {
                let weight = name_weight * weight / total;
                let candidate = Candidate { place, confidence: 0.0, form: form.with_sort(sort) };
                let known = weights.entry(place.number()).or_insert((0.0, candidate));
                if weight > known.0 {
                    *known = (weight, candidate);
                }
            }
        }
        let total: f64 = weights.values().map(|(weight, _)| weight).sum();
        let mut ranked: Vec<(f64, Candidate<'g>)> = weights.into_values().collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.place.id().cmp(&b.1.place.id())));
        ranked
            .into_iter()
            .map(|(weight, candidate)| Candidate { confidence: share * (weight / total) as f32, ..candidate })
            .collect()
    }
}

/// The system by which a Cyrillic name is spelt as a text; none for a name in Latin letters.
pub(crate) fn spelled_by(layer: &Layer, name: u32, text: &str) -> Option<&'static System> {
    let language = layer.name_language(name);
    let cyrillic = layer.name_text(name);
    if language == Language::English || cyrillic.is_empty() || !text.is_ascii() && is_cyrillic(text) {
        return None;
    }
    let key = normalization::key(text);
    romanization::systems()
        .iter()
        .filter(|system| system.language == language)
        .find(|system| normalization::key(&romanization::romanize(cyrillic, system)) == key)
}

/// Whether a text has Cyrillic letters.
fn is_cyrillic(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}'))
}

/// The spelling keys of a name: of itself in Latin letters, of its usual romanizations in Cyrillic.
pub(crate) fn spelling_keys_of(name: &str) -> Vec<String> {
    let mut keys: Vec<String> = if is_cyrillic(name) {
        [Language::Ukrainian, Language::Russian]
            .iter()
            .filter_map(|language| romanization::systems().iter().find(|system| system.language == *language))
            .map(|system| romanization::spelling_key(&romanization::romanize(name, system)))
            .collect()
    } else {
        vec![romanization::spelling_key(name)]
    };
    keys.retain(|key| !key.is_empty());
    keys.dedup();
    // One letter thrice is no spelling of any name, and a key of one letter says nothing of a longer one.
    let letters = name.chars().filter(|letter| letter.is_alphanumeric()).count();
    let is_noise = is_noise(name);
    keys.retain(|key| !is_noise && (key.len() > 1 || letters <= LONGEST_OF_ONE));
    keys
}

/// Whether a letter stands thrice in a row in a word.
fn is_noise(name: &str) -> bool {
    let mut last = (' ', 0);
    name.chars().any(|letter| {
        last = if letter == last.0 { (letter, last.1 + 1) } else { (letter, 1) };
        letter.is_alphabetic() && last.1 == 3
    })
}

/// The letters of a name at most whose spelling key is a single one.
const LONGEST_OF_ONE: usize = 4;

/// The name of a city of special status without its noun: "м. Київ", "Kyiv city".
fn without_city_noun(text: &str) -> &str {
    let text = text.trim();
    let is_noun = |word: &str| is_city_noun(word.trim_end_matches('.'));
    match (text.split_once(char::is_whitespace), text.rsplit_once(char::is_whitespace)) {
        (Some((noun, name)), _) if is_noun(noun) => name.trim_start(),
        (_, Some((name, noun))) if is_noun(noun) => name.trim_end(),
        _ => text,
    }
}

/// A name without the noun of a unit at its end, and the kinds it means.
fn split_unit_noun(text: &str) -> (&str, &'static [PlaceKind]) {
    let text = text.trim();
    if let Some((name, noun)) = text.rsplit_once(char::is_whitespace) {
        let kinds = unit_kinds(noun.trim_end_matches('.'));
        if !kinds.is_empty() {
            return (name.trim_end(), kinds);
        }
    }
    (text, &[])
}

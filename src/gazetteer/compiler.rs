//! From facts to the compiled form. The same code makes the embedded gazetteer ahead of time and the layer of a
//! caller's own places in memory.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::given::{Hostility, PlaceData, PlaceError};
use super::id::PlaceId;
use super::name_forms::{self, Romanized, unit_adjective};
use super::place::{FORMER_RAION, NEIGHBOURHOOD};
use super::writer::Writer;
use super::{NameSort, PlaceKind, Sense};
use crate::Language;
use crate::{normalization, romanization};

/// Gathers facts and writes the compiled form: the same facts give the same bytes, in whatever order they come.
///
/// Most callers want [`Gazetteer::builder`](super::Gazetteer::builder); this is for those who keep compiled files.
///
/// ```
/// use ua_gazetteer::{Gazetteer, gazetteer::{Compiler, PlaceData}};
/// let mut compiler = Compiler::new();
/// compiler.place(PlaceData { id: "own:1".into(), name_uk: "Дубовий Гай".into(), ..PlaceData::default() });
/// let gazetteer = Gazetteer::from_bytes(compiler.finish()?)?;
/// assert_eq!(gazetteer.lookup("Дубовому Гаю").len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Compiler {
    pub(super) places: Vec<PlaceData>,
    names: Vec<(String, String, Language, NameSort)>,
    pub(super) hostilities: Vec<Hostility>,
    pub(super) redirects: Vec<(String, String)>,
    pub(super) register_until: Option<jiff::civil::Date>,
    pub(super) senses: Vec<(String, Language, Sense)>,
    pub(super) sources: Vec<String>,
    /// Places of the layers below, to which parents may point: id to number.
    pub(super) known: HashMap<String, u32>,
    pub(super) first_number: u32,
}

impl Compiler {
    /// Without any place.
    pub fn new() -> Self {
        Compiler::default()
    }

    /// Adds a place with its official names.
    pub fn place(&mut self, place: PlaceData) -> &mut Self {
        self.places.push(place);
        self
    }

    /// Adds a further name of a place.
    pub fn name(&mut self, place: &str, name: &str, language: Language, sort: NameSort) -> &mut Self {
        self.names.push((place.to_owned(), name.to_owned(), language, sort));
        self
    }

    /// Adds a row of the register of hostilities.
    pub fn hostility(&mut self, row: Hostility) -> &mut Self {
        self.hostilities.push(row);
        self
    }

    /// Says up to which day the register of hostilities speaks; its last date where nothing is said.
    pub fn register_until(&mut self, day: jiff::civil::Date) -> &mut Self {
        self.register_until = Some(day);
        self
    }

    /// Adds an id under which a place was known in an earlier edition.
    pub fn redirect(&mut self, old: &str, new: &str) -> &mut Self {
        self.redirects.push((old.to_owned(), new.to_owned()));
        self
    }

    /// Adds another sense that a name has: a common word, a given name.
    pub fn sense(&mut self, name: &str, language: Language, sense: Sense) -> &mut Self {
        self.senses.push((name.to_owned(), language, sense));
        self
    }

    /// Adds a line on a source, its licence and date.
    pub fn source(&mut self, line: &str) -> &mut Self {
        self.sources.push(line.to_owned());
        self
    }

    /// Writes the compiled form.
    ///
    /// # Errors
    /// The first place or name that cannot be taken in.
    pub fn finish(mut self) -> Result<Vec<u8>, PlaceError> {
        self.places.sort_by(|a, b| PlaceId::parse(&a.id).cmp(&PlaceId::parse(&b.id)));
        let index = Index::of(&self)?;
        let mut names = self.gather_names(&index)?;
        self.drop_spellings_made_by_rule(&mut names);
        self.add_english_names_of_centres(&index, &mut names);
        Writer::new(&self, &index, names)?.write()
    }

    /// All names with the places that bear them, in the order of their numbers.
    fn gather_names(&self, index: &Index) -> Result<Names, PlaceError> {
        let mut names = Names::new();
        let mut add = |text: &str, language, number: u32, sort: NameSort| {
            if !text.is_empty() {
                let postings = names.entry((language, text.to_owned())).or_default();
                // One posting a place and name: the first sort in the order of sorts.
                let known = postings.entry(number).or_insert(sort);
                *known = (*known).min(sort);
            }
        };
        for (place, number) in self.places.iter().zip(self.first_number..) {
            if place.kind.is_unit() || place.kind == PlaceKind::CityDistrict {
                self.add_unit_names(place, number, index, &mut add);
                continue;
            }
            for (name, language) in official_names(place) {
                add(name, language, number, NameSort::Official);
            }
            if index.may_name_a_direction(place) {
                for (name, language) in
                    [(&place.name_uk, Language::Ukrainian), (&place.name_ru, Language::Russian)]
                {
                    for adjective in direction_adjectives(place, name, language) {
                        add(&adjective, language, number, NameSort::Attributive);
                    }
                }
            }
        }
        for (id, name, language, sort) in &self.names {
            let number = index.number(id, "name", id)?;
            add(name, *language, number, *sort);
            // Directions keep the old name of a town for years: «на Артёмовском направлении».
            let place = self.numbered(number).filter(|place| {
                *sort == NameSort::Former && place.kind != PlaceKind::Village && index.is_fought_for(place)
            });
            for adjective in place.into_iter().flat_map(|place| direction_adjectives(place, name, *language))
            {
                add(&adjective, *language, number, NameSort::Attributive);
            }
        }
        Ok(names)
    }

    /// Drops names in Latin letters that a romanization of another name of the same place makes anyway, so that a mention
    /// can say which system it follows, and further ones that the spelling key of such a name finds: alternate ones, and
    /// those whose key is long enough to be found in running text too.
    fn drop_spellings_made_by_rule(&self, names: &mut Names) {
        let mut made: HashMap<u32, BTreeSet<Vec<u8>>> = HashMap::new();
        let mut guessed: HashMap<u32, BTreeSet<String>> = HashMap::new();
        for ((language, text), postings) in
            names.iter().filter(|((language, _), _)| *language != Language::English)
        {
            let (spellings, spelling_keys): (Vec<String>, Vec<String>) = if self.is_guessed(postings) {
                // Spellings that are not compiled are found by their spelling key.
                let variants =
                    romanization::variants(text, *language).into_iter().map(|variant| variant.text);
                variants.map(|text| (text.clone(), romanization::spelling_key(&text))).unzip()
            } else {
                let spellings = name_forms::spellings(text, *language, false, self.romanized(postings));
                (spellings.into_iter().map(|spelling| spelling.text).collect(), Vec::new())
            };
            let keys: Vec<_> = spellings.iter().map(|text| normalization::key(text)).collect();
            for (&number, _) in postings.iter().filter(|(_, sort)| **sort != NameSort::Attributive) {
                made.entry(number).or_default().extend(keys.iter().cloned());
                guessed.entry(number).or_default().extend(spelling_keys.iter().cloned());
            }
        }
        for ((_, text), postings) in
            names.iter_mut().filter(|((language, _), _)| *language == Language::English)
        {
            let (key, spelling_key) = (normalization::key(text), romanization::spelling_key(text));
            postings.retain(|number, sort| {
                let is_made = made.get(number).is_some_and(|keys| keys.contains(&key));
                let may_be_guessed = *sort == NameSort::Alternate
                    || !matches!(sort, NameSort::Official | NameSort::Attributive)
                        && spelling_key.len() >= SURE_KEY;
                let is_guessed =
                    may_be_guessed && guessed.get(number).is_some_and(|keys| keys.contains(&spelling_key));
                !is_made && !is_guessed
            });
        }
        names.retain(|_, postings| !postings.is_empty());
    }

    /// How widely a name is romanized: as its most settled place needs.
    pub(super) fn romanized(&self, postings: &BTreeMap<u32, NameSort>) -> Romanized {
        let of_place = |number: &u32| {
            let Some(place) = self.numbered(*number) else { return Romanized::Usual };
            let abroad = !place.feature.is_empty();
            match place.kind {
                _ if place.kind.is_unit() || place.kind.is_settlement() && !abroad => Romanized::Usual,
                // Neighbourhoods are spelt as settlements are.
                PlaceKind::Landmark if place.feature == NEIGHBOURHOOD => Romanized::Usual,
                // What is no settlement of ours has an English name, or is spelt the national way.
                _ if place.name_en.is_empty() || place.derived.contains(&Language::English) => {
                    Romanized::Usual
                }
                _ => Romanized::No,
            }
        };
        postings.keys().map(of_place).max().unwrap_or(Romanized::No)
    }

    /// The place of a number, unless it is one of the layers below.
    fn numbered(&self, number: u32) -> Option<&PlaceData> {
        self.places.get(number.checked_sub(self.first_number)? as usize)
    }

    /// Whether a misspelt name may be guessed: of waters and landforms there are too many, abroad nobody asks.
    pub(super) fn is_guessed(&self, postings: &BTreeMap<u32, NameSort>) -> bool {
        let fits = |place: &PlaceData| {
            let is_feature = matches!(place.kind, PlaceKind::Water | PlaceKind::Landform);
            place.feature.is_empty() && !is_feature || place.kind == PlaceKind::Landmark
        };
        postings.keys().any(|&number| self.numbered(number).is_none_or(fits))
    }

    /// Whether anybody addresses a place, so that its vocative is worth keeping.
    pub(super) fn is_addressed(&self, postings: &BTreeMap<u32, NameSort>) -> bool {
        let fits = |place: &PlaceData| {
            matches!(place.kind, PlaceKind::City | PlaceKind::Country | PlaceKind::Region | PlaceKind::Oblast)
        };
        postings.keys().any(|&number| self.numbered(number).is_none_or(fits))
    }

    /// A unit is named by an adjective beside its noun, and in Latin letters also by the name of its centre, today's or an
    /// earlier one or how else it is spelt: "Kupiansk district", "Dnepropetrovsk region".
    fn add_unit_names(
        &self,
        unit: &PlaceData,
        number: u32,
        index: &Index,
        add: &mut impl FnMut(&str, Language, u32, NameSort),
    ) {
        for (name, language) in [(&unit.name_uk, Language::Ukrainian), (&unit.name_ru, Language::Russian)] {
            match unit_adjective(name, language) {
                Some(adjective) => add(&adjective, language, number, NameSort::Attributive),
                None => add(name, language, number, NameSort::Official),
            }
        }
        let english = unit.name_en.trim_end_matches(" Oblast");
        if !english.is_empty() {
            let sort = if english == unit.name_en && unit.kind == PlaceKind::Oblast {
                NameSort::Official
            } else {
                NameSort::Attributive
            };
            add(english, Language::English, number, sort);
        }
        if let Some(centre) = index.centre(self, unit) {
            add(&centre.name_uk, Language::Ukrainian, number, NameSort::Attributive);
            add(&centre.name_ru, Language::Russian, number, NameSort::Attributive);
            for (_, name, language, _) in self.other_names_of_centre(unit, centre, index) {
                if *language != Language::English {
                    add(name, *language, number, NameSort::Attributive);
                }
            }
        }
    }

    /// The earlier names and other spellings of a centre, for a unit that may be called after them.
    fn other_names_of_centre<'c>(
        &'c self,
        unit: &PlaceData,
        centre: &PlaceData,
        index: &Index,
    ) -> impl Iterator<Item = &'c (String, String, Language, NameSort)> {
        let fits = matches!(unit.kind, PlaceKind::Oblast | PlaceKind::Raion);
        index.names_of(self, centre).filter(move |(.., sort)| fits && OF_CENTRES.contains(sort))
    }

    /// English names of centres name their units too, as far as the centre itself needs them: what a rule makes of its other
    /// names leads to it first that way, and the unit must not go before it.
    fn add_english_names_of_centres(&self, index: &Index, names: &mut Names) {
        for (unit, number) in
            self.places.iter().zip(self.first_number..).filter(|(unit, _)| unit.kind.is_unit())
        {
            let Some(centre) = index.centre(self, unit) else { continue };
            let Some(&own) = index.numbers.get(&centre.id) else { continue };
            let others = self.other_names_of_centre(unit, centre, index).map(|(_, name, ..)| name);
            for name in others.chain([&centre.name_en]) {
                let postings = names.get_mut(&(Language::English, name.clone()));
                if let Some(postings) = postings.filter(|postings| postings.contains_key(&own)) {
                    postings.entry(number).or_insert(NameSort::Attributive);
                }
            }
        }
    }
}

/// The sorts of names by which a unit is called after its centre beside the official one.
const OF_CENTRES: [NameSort; 2] = [NameSort::Former, NameSort::Alternate];

/// The adjectives by which directions may be called after a place. Few are called after a village: the likeliest is enough.
fn direction_adjectives(place: &PlaceData, name: &str, language: Language) -> Vec<String> {
    let mut adjectives = crate::inflection::adjectives(name, language);
    if place.kind == PlaceKind::Village {
        adjectives.truncate(1);
    }
    adjectives
}

/// Whether a name stands for its places beside a noun only.
pub(super) fn is_attributive(postings: &BTreeMap<u32, NameSort>) -> bool {
    postings.values().all(|&sort| sort == NameSort::Attributive)
}

/// Letters of a spelling key that is hardly ever a common English word's: see [`romanization::spelling_key`].
const SURE_KEY: usize = 8;

/// Names by language and text, each with the places that bear it; the order gives the names their numbers.
pub(super) type Names = BTreeMap<(Language, String), BTreeMap<u32, NameSort>>;

fn official_names(place: &PlaceData) -> [(&str, Language); 3] {
    [
        (&place.name_uk, Language::Ukrainian),
        (&place.name_ru, Language::Russian),
        (&place.name_en, Language::English),
    ]
}

/// Ids to numbers, and what belongs to each unit.
pub(super) struct Index {
    numbers: HashMap<String, u32>,
    /// Settlements by the adjective that their name makes, for finding a unit's centre; and whether that is their name today.
    by_adjective: HashMap<String, Vec<(usize, bool)>>,
    /// The further names of each place, by its id.
    further: HashMap<String, Vec<usize>>,
    /// Units and settlements in the register of hostilities.
    contested: BTreeSet<String>,
    /// Oblasts abroad next to the front, and their raions: of no others do the tables have raions.
    bordering: BTreeSet<String>,
}

impl Index {
    fn of(compiler: &Compiler) -> Result<Self, PlaceError> {
        let mut numbers = compiler.known.clone();
        let mut own = BTreeSet::new();
        for (place, number) in compiler.places.iter().zip(compiler.first_number..) {
            check(place)?;
            if !own.insert(place.id.as_str()) {
                return Err(PlaceError::TwiceId(place.id.clone()));
            }
            numbers.insert(place.id.clone(), number);
        }
        let mut further: HashMap<String, Vec<usize>> = HashMap::new();
        for (position, (id, ..)) in compiler.names.iter().enumerate() {
            further.entry(id.clone()).or_default().push(position);
        }
        let mut by_adjective: HashMap<String, Vec<(usize, bool)>> = HashMap::new();
        for (position, place) in compiler.places.iter().enumerate() {
            if !place.kind.is_settlement() {
                continue;
            }
            let further = further.get(&place.id).into_iter().flatten().map(|&at| &compiler.names[at]);
            let former = further
                .filter(|(_, _, language, sort)| {
                    (*language, *sort) == (Language::Ukrainian, NameSort::Former)
                })
                .map(|(_, name, ..)| (name, false));
            for (name, is_todays) in std::iter::once((&place.name_uk, true)).chain(former) {
                for adjective in crate::inflection::adjectives(name, Language::Ukrainian) {
                    by_adjective.entry(adjective).or_default().push((position, is_todays));
                }
            }
        }
        let contested = compiler.hostilities.iter().map(|row| row.place.clone()).collect();
        let raions = compiler
            .places
            .iter()
            .filter(|place| place.kind == PlaceKind::Raion && !matches!(&*place.feature, "" | FORMER_RAION));
        let bordering =
            raions.flat_map(|raion| std::iter::once(&raion.id).chain(&raion.parent)).cloned().collect();
        Ok(Index { numbers, by_adjective, further, contested, bordering })
    }

    /// The further names of a place.
    fn names_of<'c>(
        &self,
        compiler: &'c Compiler,
        place: &PlaceData,
    ) -> impl Iterator<Item = &'c (String, String, Language, NameSort)> {
        let positions = self.further.get(&place.id).cloned().unwrap_or_default();
        positions.into_iter().filter_map(|position| compiler.names.get(position))
    }

    /// Whether operations may be named after a place: cities and settlements, and villages that the register of
    /// hostilities knows; all places where there is no register; abroad cities and settlements next to the front.
    fn may_name_a_direction(&self, place: &PlaceData) -> bool {
        let is_village = place.kind == PlaceKind::Village;
        if place.feature.is_empty() {
            place.kind.is_settlement()
                && (!is_village || self.contested.is_empty() || self.is_fought_for(place))
        } else {
            let borders = place.parent.as_ref().is_some_and(|unit| self.bordering.contains(unit));
            place.kind.is_settlement() && !is_village && borders
        }
    }

    /// Whether the register of hostilities knows a settlement, itself or by its hromada.
    fn is_fought_for(&self, place: &PlaceData) -> bool {
        let contested = |id: &str| self.contested.contains(id);
        place.kind.is_settlement() && (contested(&place.id) || place.parent.as_deref().is_some_and(contested))
    }

    pub(super) fn number(&self, id: &str, what: &'static str, by: &str) -> Result<u32, PlaceError> {
        self.numbers.get(id).copied().ok_or_else(|| PlaceError::Unknown {
            id: by.to_owned(),
            what,
            target: id.to_owned(),
        })
    }

    /// The settlement in a unit that the unit is named after, the largest where several fit, one of today's name first. A
    /// raion that has none, as one of before 2020 whose settlements belong to other units, has it elsewhere in its oblast;
    /// the centre of an oblast may be no part of it, as Kyiv is.
    fn centre<'c>(&self, compiler: &'c Compiler, unit: &PlaceData) -> Option<&'c PlaceData> {
        let adjective = unit_adjective(&unit.name_uk, Language::Ukrainian)?;
        let named = self.by_adjective.get(&adjective)?;
        let largest = |fits: &dyn Fn(&PlaceData) -> bool| {
            let places = named.iter().filter_map(|&(position, is_todays)| {
                compiler.places.get(position).map(|place| (place, is_todays))
            });
            let key = |place: &PlaceData, is_todays| {
                (
                    is_todays,
                    std::cmp::Reverse(place.kind),
                    place.population,
                    std::cmp::Reverse(place.id.clone()),
                )
            };
            places
                .filter(|(place, _)| fits(place))
                .max_by_key(|(place, is_todays)| key(place, *is_todays))
                .map(|(place, _)| place)
        };
        let own = largest(&|place| self.belongs(compiler, place, &unit.id));
        own.or_else(|| match (unit.kind, &unit.parent) {
            (PlaceKind::Raion, Some(oblast)) => largest(&|place| self.belongs(compiler, place, oblast)),
            (PlaceKind::Oblast, None) => {
                largest(&|place| place.kind == PlaceKind::City && place.parent.is_none())
            }
            _ => None,
        })
    }

    /// Whether a place belongs to a unit, directly or by the units between.
    fn belongs(&self, compiler: &Compiler, place: &PlaceData, unit: &str) -> bool {
        let mut parent = place.parent.as_deref();
        // Units nest at most four deep.
        for _ in 0..4 {
            if parent == Some(unit) {
                return true;
            }
            parent = parent
                .and_then(|id| self.numbers.get(id))
                .and_then(|number| number.checked_sub(compiler.first_number))
                .and_then(|position| compiler.places.get(position as usize))
                .and_then(|place| place.parent.as_deref());
        }
        false
    }
}

fn check(place: &PlaceData) -> Result<(), PlaceError> {
    let id = place.id.clone();
    let names = official_names(place);
    if id.is_empty() {
        return Err(PlaceError::NoId(
            names.iter().map(|(name, _)| *name).find(|name| !name.is_empty()).unwrap_or("").to_owned(),
        ));
    }
    if !names.iter().any(|(name, _)| !normalization::key(name).is_empty()) {
        return Err(PlaceError::NoName(id));
    }
    for (what, value, other, limit) in
        [("latitude", place.lat, place.lon, 90.0), ("longitude", place.lon, place.lat, 180.0)]
    {
        let value = match (value, other) {
            (None, None) => continue,
            (value, _) => value.unwrap_or(f64::NAN),
        };
        if !(-limit..=limit).contains(&value) {
            return Err(PlaceError::Coordinate { id, what, value, limit });
        }
    }
    Ok(())
}

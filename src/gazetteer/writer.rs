//! The sections of the compiled form, written from gathered facts.

use std::collections::BTreeMap;

use zerocopy::little_endian::{I32, U16, U32, U64};
use zerocopy::{Immutable, IntoBytes};

use super::compiler::{Compiler, Index, Names, is_attributive};
use super::form_writer;
use super::format::*;
use super::given::PlaceError;
use super::id::{PlaceId, stored};
use super::info::Info;
use super::layer::Layer;
use super::name_forms::{self, NO, NameForm};
use super::sections::Bytes;
use super::{Gazetteer, NameSort, PlaceKind, Senses, near};
use crate::inflection::Case;
use crate::{Language, normalization, romanization};

/// Numbered items that share a key.
type Keyed = Vec<(Vec<u8>, u32)>;

/// A name with the places that bear it.
type NamePostings = ((Language, String), BTreeMap<u32, NameSort>);

/// Names, groups of postings, names by place.
type NameSections = (Vec<NameRecord>, Vec<u8>, Vec<PlaceNameRecord>);

/// The sections as they grow.
pub(super) struct Writer<'c> {
    compiler: &'c Compiler,
    index: &'c Index,
    /// Names in the order of their numbers.
    names: Vec<NamePostings>,
    strings: Strings,
    features: Vec<String>,
    classes: Vec<FormClassRecord>,
    info: Info,
}

impl<'c> Writer<'c> {
    pub(super) fn new(compiler: &'c Compiler, index: &'c Index, names: Names) -> Result<Self, PlaceError> {
        if names.len() >= 1 << (31 - PATTERN_BITS) || compiler.places.len() >= 1 << PLACE_BITS {
            return Err(PlaceError::TooMany("names or places"));
        }
        Ok(Writer {
            compiler,
            index,
            names: numbered(names),
            strings: Strings::default(),
            features: Vec::new(),
            classes: Vec::new(),
            info: Info { sources: compiler.sources.clone(), ..Info::default() },
        })
    }

    pub(super) fn write(mut self) -> Result<Vec<u8>, PlaceError> {
        let places = self.places()?;
        let wikidata = self.wikidata()?;
        let (names, postings, place_names) = self.names()?;
        let FormSections { automaton: forms, patterns, groups } = self.forms()?;
        let (spelling_keys, key_groups) = self.spelling_keys()?;
        let senses = self.senses()?;
        let (hostilities, exceptions) = self.hostilities()?;
        let redirects = self.redirects()?;
        let features = std::mem::take(&mut self.features);
        let features =
            features.iter().map(|feature| self.strings.add(feature)).collect::<Result<Vec<U32>, _>>()?;
        let info = self.info(&places);
        // In the order of [`Section`].
        let mut sections: [&[u8]; Section::COUNT] = [
            &info,
            &self.strings.bytes,
            features.as_bytes(),
            places.as_bytes(),
            wikidata.as_bytes(),
            names.as_bytes(),
            &postings,
            self.classes.as_bytes(),
            patterns.as_bytes(),
            &forms,
            &groups,
            &spelling_keys,
            &key_groups,
            &senses,
            place_names.as_bytes(),
            hostilities.as_bytes(),
            exceptions.as_bytes(),
            &[],
            &[],
            redirects.as_bytes(),
        ];
        let first = assemble(&sections);
        if hostilities.is_empty() {
            return Ok(first);
        }
        // Where hostilities are near is asked of the gazetteer as it is without that.
        let layer = Layer::open(Bytes::Shared(first.into()), self.compiler.first_number, false)
            .expect("what was written just now opens");
        let (near_cells, near_days) = near::sections(&Gazetteer::from_layers(vec![layer]))
            .ok_or(PlaceError::TooMany("days of hostilities"))?;
        sections[Section::NearCells as usize] = near_cells.as_bytes();
        sections[Section::NearDays as usize] = &near_days;
        Ok(assemble(&sections))
    }

    fn places(&mut self) -> Result<Vec<PlaceRecord>, PlaceError> {
        let mut records = Vec::with_capacity(self.compiler.places.len());
        for place in &self.compiler.places {
            let parent = match place.parent.as_deref() {
                None | Some("") => NONE,
                Some(parent) => self.index.number(parent, "parent", &place.id)?,
            };
            records.push(PlaceRecord {
                id: self.id(&place.id)?,
                name_uk: self.strings.add(&place.name_uk)?,
                name_en: self.strings.add(&english_name(place))?,
                name_ru: self.strings.add(&place.name_ru)?,
                parent: U32::new(parent),
                lat: coordinate(place.lat),
                lon: coordinate(place.lon),
                geonames: U32::new(place.geonames.unwrap_or(NONE)),
                population: U32::new(place.population.unwrap_or(NONE)),
                kind: place.kind.number(),
                precision: place.precision.number(),
                feature: self.feature(&place.feature)?,
                derived: place.derived.iter().fold(0, |bits, &language| bits | 1 << language as u8),
            });
        }
        Ok(records)
    }

    fn id(&mut self, id: &str) -> Result<U64, PlaceError> {
        let id = PlaceId::parse(id);
        let offset = match id {
            PlaceId::Other(text) => self.strings.add(text)?.get(),
            _ => NONE,
        };
        Ok(U64::new(stored::encode(id, |_| offset)))
    }

    /// The number of a feature.
    fn feature(&mut self, feature: &str) -> Result<U16, PlaceError> {
        if feature.is_empty() {
            return Ok(U16::new(NO_FEATURE));
        }
        let position = self.features.iter().position(|known| known == feature).unwrap_or_else(|| {
            self.features.push(feature.to_owned());
            self.features.len() - 1
        });
        let number = u16::try_from(position).ok().filter(|&number| number != NO_FEATURE);
        number.map(U16::new).ok_or(PlaceError::TooMany("features"))
    }

    fn wikidata(&self) -> Result<Vec<WikidataRecord>, PlaceError> {
        let mut records = Vec::new();
        for (place, number) in self.compiler.places.iter().zip(self.compiler.first_number..) {
            let Some(item) = place.wikidata.as_deref().filter(|item| !item.is_empty()) else { continue };
            let number_of_item = item.strip_prefix('Q').and_then(|digits| digits.parse().ok());
            let item = number_of_item
                .ok_or_else(|| PlaceError::Wikidata { id: place.id.clone(), value: item.to_owned() })?;
            records.push(WikidataRecord { place: U32::new(number), item: U32::new(item) });
        }
        Ok(records)
    }

    fn names(&mut self) -> Result<NameSections, PlaceError> {
        let (mut records, mut groups, mut place_names) = (Vec::new(), Groups::default(), Vec::new());
        for (number, ((language, text), places)) in (0u32..).zip(&self.names) {
            let postings: Vec<u32> =
                places.iter().map(|(&place, &sort)| place << SORT_BITS | u32::from(sort.number())).collect();
            let postings = match postings.as_slice() {
                [posting] => *posting,
                _ => POSTING_GROUP | groups.add(postings)?,
            };
            // An adjective says nothing that its place's name does not.
            let text = if is_attributive(places) { NO_TEXT } else { self.strings.add(text)?.get() };
            let record = NameRecord::new(*language as u8, text, postings);
            records.push(record.ok_or(PlaceError::TooMany("bytes of names"))?);
            let beside = |sort: NameSort| {
                matches!(sort, NameSort::Former | NameSort::Nickname | NameSort::Abbreviation)
            };
            place_names.extend(places.iter().filter(|(_, sort)| beside(**sort)).map(|(&place, sort)| {
                PlaceNameRecord { place: U32::new(place), name: U32::new(number), sort: sort.number() }
            }));
        }
        place_names.sort_by_key(|record| (record.place.get(), record.name.get()));
        Ok((records, groups.bytes, place_names))
    }

    /// The automaton of forms: keys to names and form classes.
    fn forms(&mut self) -> Result<FormSections, PlaceError> {
        let mut forms: Keyed = Vec::new();
        for (number, ((language, text), places)) in (0u32..).zip(&self.names) {
            let romanized = self.compiler.romanized(places);
            let is_addressed = self.compiler.is_addressed(places);
            let mut seen = std::collections::HashSet::new();
            let forms_of_name = name_forms::forms(text, *language, is_attributive(places), romanized);
            let is_used = |form: &NameForm| is_addressed || form.class.case != Case::Vocative as u8;
            for form in forms_of_name.into_iter().filter(is_used) {
                // The first way in which a name comes to a spelling is the likeliest.
                let Some(key) = normalization::try_key(&form.text).filter(|key| seen.insert(key.clone()))
                else {
                    continue;
                };
                let class = class_number(&mut self.classes, form.class)?;
                self.info.count_form(*language, &form.class);
                forms.push((key, number << CLASS_BITS | class));
            }
        }
        FormSections::of(forms)
    }

    /// The automaton of spelling keys: what any Latin spelling of a name folds to, to the names.
    fn spelling_keys(&mut self) -> Result<(Vec<u8>, Vec<u8>), PlaceError> {
        let mut keys: Keyed = Vec::new();
        for (number, ((language, text), places)) in (0u32..).zip(&self.names) {
            if is_attributive(places) || !self.compiler.is_guessed(places) {
                continue;
            }
            let latin: Vec<String> = match language {
                Language::English => vec![text.clone()],
                // By every system: spellings by those that are not compiled are found so.
                _ => {
                    romanization::variants(text, *language).into_iter().map(|variant| variant.text).collect()
                }
            };
            keys.extend(latin.iter().map(|text| (romanization::spelling_key(text).into_bytes(), number)));
        }
        keys.retain(|(key, _)| !key.is_empty());
        let mut groups = Groups::default();
        let automaton = automaton(keys, |numbers| {
            Ok(match numbers.as_slice() {
                [number] => u64::from(*number) << 1,
                _ => u64::from(groups.add(numbers)?) << 1 | 1,
            })
        })?;
        Ok((automaton.into_inner(), groups.bytes))
    }

    /// The automaton of other senses: every form of a name that has one, to the bits of its senses.
    fn senses(&self) -> Result<Vec<u8>, PlaceError> {
        let mut bits: BTreeMap<Vec<u8>, Senses> = BTreeMap::new();
        for (name, language, sense) in &self.compiler.senses {
            for form in crate::inflection::forms(name, *language) {
                if let Some(key) = normalization::try_key(&form.text) {
                    let known = bits.entry(key).or_default();
                    *known = known.with(*sense);
                }
            }
        }
        let mut builder = fst::raw::Builder::memory();
        for (key, senses) in bits {
            builder.insert(key, u64::from(senses.0)).map_err(|_| PlaceError::TooMany("senses"))?;
        }
        builder.into_inner().map_err(|_| PlaceError::TooMany("senses"))
    }

    fn hostilities(&self) -> Result<(Vec<HostilityRecord>, Vec<U32>), PlaceError> {
        let mut exceptions = Vec::new();
        let mut records = Vec::new();
        for row in &self.compiler.hostilities {
            let first = exceptions.len() as u32;
            for id in &row.except {
                exceptions.push(U32::new(self.index.number(id, "hostilities", &row.place)?));
            }
            let exception_count =
                u16::try_from(row.except.len()).map_err(|_| PlaceError::TooMany("exceptions of one row"))?;
            records.push(HostilityRecord {
                place: U32::new(self.index.number(&row.place, "hostilities", &row.place)?),
                from: U16::new(day_number(row.from)),
                to: U16::new(row.to.map_or(u16::MAX, day_number)),
                status: row.status.number(),
                exceptions: U32::new(first),
                exception_count: U16::new(exception_count),
            });
        }
        records.sort_by_key(|record| (record.place.get(), record.from.get(), record.to.get(), record.status));
        Ok((records, exceptions))
    }

    fn redirects(&mut self) -> Result<Vec<RedirectRecord>, PlaceError> {
        let mut sorted: Vec<_> = self.compiler.redirects.iter().collect();
        sorted.sort_by_key(|(old, new)| (PlaceId::parse(old), new));
        sorted
            .into_iter()
            .map(|(old, new)| {
                let place = U32::new(self.index.number(new, "redirect", old)?);
                Ok(RedirectRecord { old: self.id(old)?, place })
            })
            .collect()
    }

    fn info(&mut self, places: &[PlaceRecord]) -> Vec<u8> {
        for place in places {
            self.info.count_place(place);
        }
        self.info.names = self.names.len() as u64;
        self.info.hostilities = self.compiler.hostilities.len() as u64;
        let last =
            || self.compiler.hostilities.iter().flat_map(|row| [Some(row.from), row.to]).flatten().max();
        self.info.register_until = self.compiler.register_until.or_else(last);
        self.info.to_json()
    }
}

/// The English name, romanized by the national system where none is attested.
fn english_name(place: &super::PlaceData) -> String {
    if !place.name_en.is_empty() || place.name_uk.is_empty() || place.kind == PlaceKind::Country {
        return place.name_en.clone();
    }
    latin(&place.name_uk)
}

/// A name in Latin letters by the national system.
fn latin(name: &str) -> String {
    let national = romanization::systems().iter().find(|system| system.language == Language::Ukrainian);
    national.map_or_else(String::new, |system| romanization::romanize(name, system))
}

fn coordinate(degrees: Option<f64>) -> I32 {
    I32::new(degrees.map_or(i32::MIN, |degrees| (degrees * COORDINATE_SCALE).round() as i32))
}

fn class_number(classes: &mut Vec<FormClassRecord>, class: FormClassRecord) -> Result<u32, PlaceError> {
    let position = classes.iter().position(|known| *known == class).unwrap_or_else(|| {
        classes.push(class);
        classes.len() - 1
    });
    u32::try_from(position)
        .ok()
        .filter(|&position| position < 1 << CLASS_BITS)
        .ok_or(PlaceError::TooMany("ways to make a form"))
}

/// Strings, each stored once behind its length.
#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    offsets: BTreeMap<String, u32>,
}

impl Strings {
    fn add(&mut self, text: &str) -> Result<U32, PlaceError> {
        if text.is_empty() {
            return Ok(U32::new(NONE));
        }
        if let Some(&offset) = self.offsets.get(text) {
            return Ok(U32::new(offset));
        }
        let offset = u32::try_from(self.bytes.len()).map_err(|_| PlaceError::TooMany("bytes of names"))?;
        let length = u16::try_from(text.len()).map_err(|_| PlaceError::TooMany("bytes in one name"))?;
        write_varint(&mut self.bytes, u32::from(length));
        self.bytes.extend_from_slice(text.as_bytes());
        self.offsets.insert(text.to_owned(), offset);
        Ok(U32::new(offset))
    }
}

/// Groups of ascending numbers, each stored once.
#[derive(Default)]
struct Groups {
    bytes: Vec<u8>,
    offsets: BTreeMap<Vec<u32>, u32>,
}

impl Groups {
    /// The offset of a group.
    fn add(&mut self, numbers: Vec<u32>) -> Result<u32, PlaceError> {
        if let Some(&offset) = self.offsets.get(&numbers) {
            return Ok(offset);
        }
        let offset = u32::try_from(self.bytes.len()).ok().filter(|offset| *offset < 1 << (32 - PATTERN_BITS));
        let offset = offset.ok_or(PlaceError::TooMany("names that share a spelling"))?;
        write_group(&mut self.bytes, &numbers);
        self.offsets.insert(numbers, offset);
        Ok(offset)
    }
}

/// The automaton of forms, with what its values refer to.
struct FormSections {
    automaton: Vec<u8>,
    patterns: Vec<PatternRecord>,
    groups: Vec<u8>,
}

impl FormSections {
    /// Of keys and forms. Which forms share a key is told by a pattern where it is a frequent one, so that all names
    /// that are declined alike share the endings in the automaton; else by a group.
    fn of(mut forms: Keyed) -> Result<Self, PlaceError> {
        forms.sort();
        forms.dedup();
        let mut counts: BTreeMap<PatternRecord, usize> = BTreeMap::new();
        for same_key in forms.chunk_by(|a, b| a.0 == b.0) {
            let items: Vec<u32> = same_key.iter().map(|(_, item)| *item).collect();
            if let Some((_, pattern)) = pattern(&items) {
                *counts.entry(pattern).or_default() += 1;
            }
        }
        let mut counts: Vec<(PatternRecord, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(pattern, count)| (std::cmp::Reverse(*count), *pattern));
        let patterns: Vec<PatternRecord> =
            counts.into_iter().take(GROUP_PATTERN as usize).map(|(pattern, _)| pattern).collect();
        let numbers: BTreeMap<PatternRecord, u32> = patterns.iter().copied().zip(0..).collect();
        let mut groups = Groups::default();
        let automaton = automaton(forms, |items| {
            let known = pattern(&items).and_then(|(first, pattern)| Some((first, *numbers.get(&pattern)?)));
            Ok(u64::from(match known {
                Some((first, pattern)) => first << PATTERN_BITS | pattern,
                None => groups.add(items)? << PATTERN_BITS | GROUP_PATTERN,
            }))
        })?;
        let automaton = form_writer::write(&automaton)?;
        Ok(FormSections { automaton, patterns, groups: groups.bytes })
    }
}

/// The first name of some forms, and the pattern that they make.
fn pattern(items: &[u32]) -> Option<(u32, PatternRecord)> {
    let first = items.first()? >> CLASS_BITS;
    let mut pattern = PatternRecord { items: [[0, NO]; PATTERN_ITEMS] };
    if items.len() > pattern.items.len() {
        return None;
    }
    for (into, item) in pattern.items.iter_mut().zip(items) {
        let after = u8::try_from((item >> CLASS_BITS) - first).ok()?;
        *into = [after, (item & ((1 << CLASS_BITS) - 1)) as u8];
    }
    Some((first, pattern))
}

/// An automaton from keys to the value of the numbers that share each.
fn automaton(
    mut entries: Keyed,
    mut value: impl FnMut(Vec<u32>) -> Result<u64, PlaceError>,
) -> Result<fst::raw::Fst<Vec<u8>>, PlaceError> {
    entries.sort();
    entries.dedup();
    let mut builder = fst::raw::Builder::memory();
    for same_key in entries.chunk_by(|a, b| a.0 == b.0) {
        let value = value(same_key.iter().map(|(_, number)| *number).collect())?;
        let key = same_key.first().map_or(&[][..], |(key, _)| key);
        builder.insert(key, value).map_err(|_| PlaceError::TooMany("forms"))?;
    }
    builder
        .into_inner()
        .ok()
        .and_then(|bytes| fst::raw::Fst::new(bytes).ok())
        .ok_or(PlaceError::TooMany("forms"))
}

/// Names in the order of their numbers: those that sound alike side by side, so that the names of one spelling key,
/// and a Ukrainian and a Russian name of the same letters, have numbers that differ little.
fn numbered(names: Names) -> Vec<NamePostings> {
    let mut names: Vec<(String, Vec<u8>, NamePostings)> = names
        .into_iter()
        .map(|((language, text), places)| {
            let latin = if language == Language::English { text.clone() } else { latin(&text) };
            (romanization::spelling_key(&latin), normalization::key(&text), ((language, text), places))
        })
        .collect();
    names.sort_by(|a, b| (&a.0, &a.1, &a.2.0).cmp(&(&b.0, &b.1, &b.2.0)));
    names.into_iter().map(|(.., name)| name).collect()
}

/// Header, table of sections, sections.
fn assemble(sections: &[&[u8]; Section::COUNT]) -> Vec<u8> {
    let mut table = Vec::with_capacity(Section::COUNT);
    let start = size_of::<Header>() + Section::COUNT * size_of::<SectionRecord>();
    let mut offset = start as u64;
    for section in sections {
        let length = section.len() as u64;
        table.push(SectionRecord { offset: U64::new(offset), length: U64::new(length) });
        offset += length;
    }
    let mut body = records_bytes(&table).to_vec();
    body.extend(sections.iter().copied().flatten());
    let header = Header {
        magic: MAGIC,
        version: U32::new(FORMAT_VERSION),
        sections: U32::new(Section::COUNT as u32),
        checksum: U64::new(xxhash_rust::xxh3::xxh3_64(&body)),
        length: U64::new(offset),
    };
    let mut bytes = header.as_bytes().to_vec();
    bytes.extend(body);
    bytes
}

fn records_bytes<T: IntoBytes + Immutable>(records: &[T]) -> &[u8] {
    records.as_bytes()
}

//! The sections of the compiled form, written from gathered facts.

use std::collections::BTreeMap;

use zerocopy::little_endian::{I32, U16, U32, U64};
use zerocopy::{Immutable, IntoBytes};

use super::compiler::{Compiler, Index, Names, PlaceError, is_attributive};
use super::format::*;
use super::id::{PlaceId, stored};
use super::info::Info;
use super::name_forms;
use super::{NameSort, PlaceKind, Senses};
use crate::{Language, normalization, romanization};

/// The bit of a form value that says that it is the offset of a group.
pub(super) const GROUP: u32 = 1 << 31;
/// Bits of a form value that hold the form class.
pub(super) const CLASS_BITS: u32 = 8;
/// Bits of a posting that hold the place.
pub(super) const PLACE_BITS: u32 = 28;

/// Numbered items that share a key.
type Keyed = Vec<(Vec<u8>, u32)>;

/// The sections as they grow.
pub(super) struct Writer<'c> {
    compiler: &'c Compiler,
    index: &'c Index,
    names: Names,
    strings: Strings,
    classes: Vec<FormClassRecord>,
    info: Info,
}

impl<'c> Writer<'c> {
    pub(super) fn new(compiler: &'c Compiler, index: &'c Index, names: Names) -> Result<Self, PlaceError> {
        if names.len() >= 1 << (31 - CLASS_BITS) || compiler.places.len() >= 1 << PLACE_BITS {
            return Err(PlaceError::TooMany("names or places"));
        }
        Ok(Writer {
            compiler,
            index,
            names,
            strings: Strings::default(),
            classes: Vec::new(),
            info: Info { sources: compiler.sources.clone(), ..Info::default() },
        })
    }

    pub(super) fn write(mut self) -> Result<Vec<u8>, PlaceError> {
        let places = self.places()?;
        let (names, postings, place_names) = self.names();
        let (forms, groups) = self.forms()?;
        let (spelling_keys, key_groups) = self.spelling_keys()?;
        let senses = self.senses()?;
        let (hostilities, exceptions) = self.hostilities()?;
        let redirects = self.redirects()?;
        let children = self.children(&places);
        let geonames = self.externals(&places, |place| place.geonames);
        let wikidata = self.externals(&places, |place| place.wikidata);
        let info = self.info(&places);
        // In the order of [`Section`].
        let sections: [&[u8]; Section::COUNT] = [
            &info,
            &self.strings.bytes,
            places.as_bytes(),
            names.as_bytes(),
            postings.as_bytes(),
            self.classes.as_bytes(),
            &forms,
            groups.as_bytes(),
            &spelling_keys,
            key_groups.as_bytes(),
            &senses,
            place_names.as_bytes(),
            children.as_bytes(),
            hostilities.as_bytes(),
            exceptions.as_bytes(),
            geonames.as_bytes(),
            wikidata.as_bytes(),
            redirects.as_bytes(),
        ];
        Ok(assemble(&sections))
    }

    fn places(&mut self) -> Result<Vec<PlaceRecord>, PlaceError> {
        let mut records = Vec::with_capacity(self.compiler.places.len());
        for place in &self.compiler.places {
            let parent = match place.parent.as_deref() {
                None | Some("") => NONE,
                Some(parent) => self.index.number(parent, "parent", &place.id)?,
            };
            let wikidata = match place.wikidata.as_deref() {
                None | Some("") => NONE,
                Some(item) => item
                    .strip_prefix('Q')
                    .and_then(|digits| digits.parse().ok())
                    .ok_or_else(|| PlaceError::Wikidata { id: place.id.clone(), value: item.to_owned() })?,
            };
            records.push(PlaceRecord {
                id: self.id(&place.id)?,
                name_uk: self.strings.add(&place.name_uk)?,
                name_en: self.strings.add(&english_name(place))?,
                name_ru: self.strings.add(&place.name_ru)?,
                feature: self.strings.add(&place.feature)?,
                parent: U32::new(parent),
                lat: coordinate(place.lat),
                lon: coordinate(place.lon),
                geonames: U32::new(place.geonames.unwrap_or(NONE)),
                wikidata: U32::new(wikidata),
                population: U32::new(place.population.unwrap_or(NONE)),
                kind: place.kind.number(),
                precision: place.precision.number(),
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

    fn names(&mut self) -> (Vec<NameRecord>, Vec<U32>, Vec<PlaceNameRecord>) {
        let (mut records, mut postings, mut place_names) = (Vec::new(), Vec::new(), Vec::new());
        for (number, ((language, text), places)) in (0u32..).zip(&self.names) {
            records.push(NameRecord {
                // An adjective says nothing that its place's name does not.
                text: if is_attributive(places) {
                    U32::new(NONE)
                } else {
                    self.strings.add(text).unwrap_or(U32::new(NONE))
                },
                language: *language as u8,
                postings: U32::new(postings.len() as u32),
            });
            for (&place, &sort) in places {
                postings.push(U32::new(u32::from(sort.number()) << PLACE_BITS | place));
                if matches!(sort, NameSort::Former | NameSort::Nickname | NameSort::Abbreviation) {
                    place_names.push(PlaceNameRecord {
                        place: U32::new(place),
                        name: U32::new(number),
                        sort: sort.number(),
                    });
                }
            }
        }
        place_names.sort_by_key(|record| (record.place.get(), record.name.get()));
        (records, postings, place_names)
    }

    /// The automaton of forms: keys to a name and a form class, or to a group of them.
    fn forms(&mut self) -> Result<(Vec<u8>, Vec<U32>), PlaceError> {
        let mut forms: Keyed = Vec::new();
        for (number, ((language, text), places)) in (0u32..).zip(&self.names) {
            let romanized = self.compiler.romanized(places);
            let mut seen = std::collections::HashSet::new();
            for form in name_forms::forms(text, *language, is_attributive(places), romanized) {
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
        automaton(forms)
    }

    /// The automaton of spelling keys: what any Latin spelling of a name folds to, to the names.
    fn spelling_keys(&mut self) -> Result<(Vec<u8>, Vec<U32>), PlaceError> {
        let mut keys: Keyed = Vec::new();
        for (number, ((language, text), places)) in (0u32..).zip(&self.names) {
            let romanized = self.compiler.romanized(places);
            if is_attributive(places) || !self.compiler.is_guessed(places) {
                continue;
            }
            let latin: Vec<String> = match language {
                Language::English => vec![text.clone()],
                _ => name_forms::spellings(text, *language, false, romanized)
                    .into_iter()
                    .map(|spelling| spelling.text)
                    .collect(),
            };
            keys.extend(latin.iter().map(|text| (romanization::spelling_key(text).into_bytes(), number)));
        }
        keys.retain(|(key, _)| !key.is_empty());
        automaton(keys)
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

    fn externals(&self, places: &[PlaceRecord], id: fn(&PlaceRecord) -> U32) -> Vec<ExternalRecord> {
        let mut records: Vec<ExternalRecord> = places
            .iter()
            .zip(self.compiler.first_number..)
            .filter(|(place, _)| id(place).get() != NONE)
            .map(|(place, number)| ExternalRecord { external: id(place), place: U32::new(number) })
            .collect();
        records.sort_by_key(|record| (record.external.get(), record.place.get()));
        records
    }

    /// The places that belong to another, by that other.
    fn children(&self, places: &[PlaceRecord]) -> Vec<U32> {
        let mut children: Vec<(u32, u32)> = places
            .iter()
            .zip(self.compiler.first_number..)
            .filter(|(place, _)| place.parent.get() != NONE)
            .map(|(place, number)| (place.parent.get(), number))
            .collect();
        children.sort_unstable();
        children.into_iter().map(|(_, child)| U32::new(child)).collect()
    }

    fn info(&mut self, places: &[PlaceRecord]) -> Vec<u8> {
        for place in places {
            self.info.count_place(place);
        }
        self.info.names = self.names.len() as u64;
        self.info.hostilities = self.compiler.hostilities.len() as u64;
        self.info.register_until =
            self.compiler.hostilities.iter().flat_map(|row| [Some(row.from), row.to]).flatten().max();
        self.info.to_json()
    }
}

/// The English name, romanized by the national system where none is attested.
fn english_name(place: &super::PlaceData) -> String {
    if !place.name_en.is_empty() || place.name_uk.is_empty() || place.kind == PlaceKind::Country {
        return place.name_en.clone();
    }
    romanization::systems()
        .iter()
        .find(|system| system.language == crate::Language::Ukrainian)
        .map_or_else(String::new, |system| romanization::romanize(&place.name_uk, system))
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
        self.bytes.extend_from_slice(&length.to_le_bytes());
        self.bytes.extend_from_slice(text.as_bytes());
        self.offsets.insert(text.to_owned(), offset);
        Ok(U32::new(offset))
    }
}

/// An automaton from keys to their number, or to the offset of the group of their numbers.
fn automaton(mut entries: Keyed) -> Result<(Vec<u8>, Vec<U32>), PlaceError> {
    entries.sort();
    entries.dedup();
    let mut builder = fst::raw::Builder::memory();
    let mut groups: Vec<U32> = Vec::new();
    let mut known: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
    for same_key in entries.chunk_by(|a, b| a.0 == b.0) {
        let numbers: Vec<u32> = same_key.iter().map(|(_, number)| *number).collect();
        let value = match numbers.as_slice() {
            [number] => *number,
            _ => {
                GROUP
                    | *known.entry(numbers).or_insert_with_key(|numbers| {
                        let offset = groups.len() as u32;
                        groups.push(U32::new(numbers.len() as u32));
                        groups.extend(numbers.iter().copied().map(U32::new));
                        offset
                    })
            }
        };
        let key = same_key.first().map_or(&[][..], |(key, _)| key);
        builder.insert(key, u64::from(value)).map_err(|_| PlaceError::TooMany("forms"))?;
    }
    let bytes = builder.into_inner().map_err(|_| PlaceError::TooMany("forms"))?;
    Ok((bytes, groups))
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

//! One compiled gazetteer, opened in place. A [`Gazetteer`](super::Gazetteer) is a stack of these.

use std::cmp::Ordering;

use zerocopy::little_endian::U32;

use super::format::*;
use super::id::PlaceId;
use super::info::Info;
use super::writer::{CLASS_BITS, GROUP, PLACE_BITS};
use super::{NameSort, Senses};
use crate::Language;

#[derive(Clone)]
pub(crate) struct Layer {
    pub(crate) sections: Sections,
    /// The number of its first place in the stack.
    pub(crate) first_number: u32,
    pub(crate) forms: fst::raw::Fst<Slice>,
    pub(crate) spelling_keys: fst::raw::Fst<Slice>,
    senses: fst::raw::Fst<Slice>,
}

/// A name by its number, with the form in which a key holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FormValue {
    pub(crate) name: u32,
    pub(crate) class: u8,
}

/// A place that bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) place: u32,
    pub(crate) sort: NameSort,
}

impl Layer {
    pub(crate) fn open(bytes: Bytes, first_number: u32, verify: bool) -> Result<Self, OpenError> {
        let sections = Sections::open(bytes, verify)?;
        let forms = sections.automaton(Section::Forms)?;
        let spelling_keys = sections.automaton(Section::SpellingKeys)?;
        let senses = sections.automaton(Section::Senses)?;
        Ok(Layer { sections, first_number, forms, spelling_keys, senses })
    }

    /// What else a name with this key is.
    pub(crate) fn senses(&self, key: &[u8]) -> Senses {
        Senses(self.senses.get(key).map_or(0, |bits| bits.value() as u16))
    }

    pub(crate) fn places(&self) -> &[PlaceRecord] {
        self.sections.records(Section::Places)
    }

    pub(crate) fn info(&self) -> Info {
        serde_json::from_slice(self.sections.bytes(Section::Info)).unwrap_or_default()
    }

    /// The number of the place with an id, or of the one that an earlier id leads to.
    pub(crate) fn by_id(&self, id: &str) -> Option<u32> {
        let id = PlaceId::parse(id);
        if let Ok(position) = self.places().binary_search_by(|place| self.sections.id(place.id).cmp(&id)) {
            return Some(self.first_number + position as u32);
        }
        let redirects: &[RedirectRecord] = self.sections.records(Section::Redirects);
        let position = redirects.binary_search_by(|redirect| self.sections.id(redirect.old).cmp(&id)).ok()?;
        redirects.get(position).map(|redirect| redirect.place.get())
    }

    pub(crate) fn by_external(&self, section: Section, external: u32) -> Option<u32> {
        let records: &[ExternalRecord] = self.sections.records(section);
        let position = records.binary_search_by(|record| record.external.get().cmp(&external)).ok()?;
        records.get(position).map(|record| record.place.get())
    }

    /// The numbers that a value of an automaton stands for: itself, or a group.
    fn numbers(&self, groups: Section, value: u64) -> impl Iterator<Item = u32> + '_ {
        let value = value as u32;
        let (single, group) = if value & GROUP == 0 {
            (Some(value), &[][..])
        } else {
            (None, self.sections.group(groups, value & !GROUP))
        };
        single.into_iter().chain(group.iter().map(|number| number.get()))
    }

    /// The name forms that a value of the automaton of forms stands for.
    pub(crate) fn form_values(&self, value: u64) -> impl Iterator<Item = FormValue> + '_ {
        self.numbers(Section::Groups, value).map(|value| FormValue {
            name: value >> CLASS_BITS,
            class: (value & ((1 << CLASS_BITS) - 1)) as u8,
        })
    }

    /// The names that a value of the automaton of spelling keys stands for.
    pub(crate) fn key_names(&self, value: u64) -> impl Iterator<Item = u32> + '_ {
        self.numbers(Section::KeyGroups, value)
    }

    pub(crate) fn name_text(&self, name: u32) -> &str {
        self.name(name).map_or("", |record| self.sections.string(record.text))
    }

    pub(crate) fn name_language(&self, name: u32) -> Language {
        self.name(name)
            .and_then(|record| Language::ALL.get(usize::from(record.language)).copied())
            .unwrap_or(Language::English)
    }

    fn name(&self, name: u32) -> Option<&NameRecord> {
        self.sections.records(Section::Names).get(name as usize)
    }

    /// The places that bear a name.
    pub(crate) fn postings(&self, name: u32) -> impl ExactSizeIterator<Item = Posting> + '_ {
        let start = self.name(name).map_or(u32::MAX, |record| record.postings.get());
        let end = self.name(name + 1).map_or(u32::MAX, |record| record.postings.get());
        let postings: &[U32] = self.sections.records(Section::Postings);
        let end = (end as usize).min(postings.len());
        postings.get(start as usize..end).unwrap_or(&[]).iter().map(|posting| Posting {
            place: posting.get() & ((1 << PLACE_BITS) - 1),
            sort: NameSort::from_number((posting.get() >> PLACE_BITS) as u8).unwrap_or(NameSort::Alternate),
        })
    }

    pub(crate) fn form_class(&self, class: u8) -> Option<FormClassRecord> {
        self.sections.records(Section::FormClasses).get(usize::from(class)).copied()
    }

    /// The places of this layer that belong to another.
    pub(crate) fn children(&self, parent: u32) -> &[U32] {
        let parent_of = |child: &U32| {
            let position = child.get().saturating_sub(self.first_number) as usize;
            self.places().get(position).map_or(u32::MAX, |place| place.parent.get())
        };
        equal_range(self.sections.records::<U32>(Section::Children), |child| parent_of(child).cmp(&parent))
    }

    pub(crate) fn hostilities(&self, place: u32) -> &[HostilityRecord] {
        equal_range(self.sections.records::<HostilityRecord>(Section::Hostilities), |record| {
            record.place.get().cmp(&place)
        })
    }

    pub(crate) fn exceptions(&self, row: &HostilityRecord) -> &[U32] {
        let start = row.exceptions.get() as usize;
        self.sections
            .records::<U32>(Section::Exceptions)
            .get(start..)
            .and_then(|rest| rest.get(..usize::from(row.exception_count.get())))
            .unwrap_or(&[])
    }

    /// Former names, nicknames and abbreviations of a place.
    pub(crate) fn place_names(&self, place: u32) -> &[PlaceNameRecord] {
        equal_range(self.sections.records::<PlaceNameRecord>(Section::PlaceNames), |record| {
            record.place.get().cmp(&place)
        })
    }
}

/// The records of a sorted slice that compare as equal.
fn equal_range<T>(records: &[T], compare: impl Fn(&T) -> Ordering) -> &[T] {
    let start = records.partition_point(|record| compare(record) == Ordering::Less);
    let rest = records.get(start..).unwrap_or(&[]);
    let length = rest.partition_point(|record| compare(record) == Ordering::Equal);
    rest.get(..length).unwrap_or(&[])
}

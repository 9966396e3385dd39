//! One compiled gazetteer, opened in place. A [`Gazetteer`](super::Gazetteer) is a stack of these.

use std::cmp::Ordering;

use fst::raw::Output;
use zerocopy::little_endian::U32;

use super::format::*;
use super::forms::Forms;
use super::id::PlaceId;
use super::info::Info;
use super::name_forms::{NO, RUN_TIME_SYSTEMS};
use super::near::Cell;
use super::sections::{Bytes, OpenError, Sections, Slice};
use super::{NameSort, Senses, Status};
use crate::Language;
use crate::normalization::Symbol;

#[derive(Clone)]
pub(crate) struct Layer {
    pub(crate) sections: Sections,
    /// Its own number in the stack.
    pub(crate) number: u16,
    /// The number of its first place in the stack.
    pub(crate) first_number: u32,
    pub(crate) forms: Forms,
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
        let forms = Forms::new(sections.slice(Section::Forms));
        let spelling_keys = sections.automaton(Section::SpellingKeys)?;
        let senses = sections.automaton(Section::Senses)?;
        Ok(Layer { sections, number: 0, first_number, forms, spelling_keys, senses })
    }

    /// What else a name with this key is. Most names are nothing else, which the first symbols tell.
    pub(crate) fn senses(&self, key: impl Iterator<Item = Symbol>) -> Senses {
        let mut node = self.senses.root();
        let mut output = Output::zero();
        for symbol in key {
            let Some(index) = node.find_input(symbol) else { return Senses::default() };
            let transition = node.transition(index);
            output = output.cat(transition.out);
            node = self.senses.node(transition.addr);
        }
        if node.is_final() {
            Senses(output.cat(node.final_output()).value() as u16)
        } else {
            Senses::default()
        }
    }

    /// The record of a place by its number in the stack.
    pub(crate) fn place(&self, number: u32) -> Option<&PlaceRecord> {
        self.sections.record(Section::Places, number.checked_sub(self.first_number)?)
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

    /// The Wikidata item of a place of this layer.
    pub(crate) fn wikidata(&self, place: u32) -> Option<u32> {
        let records = self.wikidata_records();
        let position = records.binary_search_by(|record| record.place.get().cmp(&place)).ok()?;
        records.get(position).map(|record| record.item.get())
    }

    pub(crate) fn wikidata_records(&self) -> &[WikidataRecord] {
        self.sections.records(Section::Wikidata)
    }

    /// The text of a feature by its number.
    pub(crate) fn feature(&self, number: u16) -> &str {
        let offsets: &[U32] = self.sections.records(Section::Features);
        offsets.get(usize::from(number)).map_or("", |&offset| self.sections.string(offset))
    }

    /// The name forms that a value of the automaton of forms stands for.
    pub(crate) fn form_values(&self, value: u64) -> impl Iterator<Item = FormValue> + '_ {
        let value = value as u32;
        let (first, pattern) = (value >> PATTERN_BITS, value & GROUP_PATTERN);
        let (group, items) = if pattern == GROUP_PATTERN {
            (self.sections.group(Section::Groups, first), &[][..])
        } else {
            let pattern = self.sections.record::<PatternRecord>(Section::Patterns, pattern);
            (Group::default(), pattern.map_or(&[][..], |pattern| &pattern.items))
        };
        let grouped = group.map(|item| FormValue {
            name: item >> CLASS_BITS,
            class: (item & ((1 << CLASS_BITS) - 1)) as u8,
        });
        let counted = items
            .iter()
            .take_while(|[_, class]| *class != NO)
            .map(move |&[after, class]| FormValue { name: first + u32::from(after), class });
        grouped.chain(counted)
    }

    /// The names that a value of the automaton of spelling keys stands for.
    pub(crate) fn key_names(&self, value: u64) -> impl Iterator<Item = u32> + '_ {
        // The lowest bit tells a name from a group.
        let (number, is_group) = ((value >> 1) as u32, value & 1 == 1);
        let group = if is_group { self.sections.group(Section::KeyGroups, number) } else { Group::default() };
        group.chain((!is_group).then_some(number))
    }

    /// How many names it holds.
    pub(super) fn name_count(&self) -> usize {
        self.sections.records::<NameRecord>(Section::Names).len()
    }

    pub(crate) fn name_text(&self, name: u32) -> &str {
        self.name(name).map_or("", |record| self.sections.string(record.text()))
    }

    pub(crate) fn name_language(&self, name: u32) -> Language {
        self.name(name)
            .and_then(|record| Language::ALL.get(usize::from(record.language())).copied())
            .unwrap_or(Language::English)
    }

    fn name(&self, name: u32) -> Option<&NameRecord> {
        self.sections.record(Section::Names, name)
    }

    /// The places that bear a name.
    pub(crate) fn postings(&self, name: u32) -> impl Iterator<Item = Posting> + '_ {
        let packed = self.name(name).map(|record| record.postings.get());
        let (single, group) = match packed {
            Some(packed) if packed & POSTING_GROUP != 0 => {
                (None, self.sections.group(Section::Postings, packed & !POSTING_GROUP))
            }
            packed => (packed, Group::default()),
        };
        single.into_iter().chain(group).map(|posting| Posting {
            place: posting >> SORT_BITS,
            sort: NameSort::from_number((posting & ((1 << SORT_BITS) - 1)) as u8)
                .unwrap_or(NameSort::Alternate),
        })
    }

    /// How a form arose. Numbers above those that are compiled stand for a system that was told at run time.
    pub(crate) fn form_class(&self, class: u8) -> Option<FormClassRecord> {
        if let Some(system) = class.checked_sub(RUN_TIME_SYSTEMS).filter(|_| class != NO) {
            return Some(FormClassRecord { system, case: NO });
        }
        self.sections.record(Section::FormClasses, u32::from(class)).copied()
    }

    /// The rows of the register of hostilities for a place.
    pub(crate) fn hostilities(&self, place: u32) -> &[HostilityRecord] {
        let rows: &[HostilityRecord] = self.sections.records(Section::Hostilities);
        // They stand in the order of places.
        let first = rows.partition_point(|row| row.place.get() < place);
        let rows = rows.get(first..).unwrap_or_default();
        let count = rows.iter().take_while(|row| row.place.get() == place).count();
        rows.get(..count).unwrap_or_default()
    }

    /// The gravest status that rows give a settlement on a numbered day.
    pub(crate) fn status_among(&self, rows: &[HostilityRecord], day: u16, settlement: u32) -> Option<Status> {
        let covers = |row: &&HostilityRecord| {
            row.from.get() <= day
                && day <= row.to.get()
                && !self.exceptions(row).iter().any(|left_out| left_out.get() == settlement)
        };
        rows.iter().filter(covers).filter_map(|row| Status::from_number(row.status)).max()
    }

    /// The days on which hostilities come near a cell, and go, in turn.
    pub(super) fn days_near_hostilities(&self, (row, column): Cell) -> Vec<u16> {
        let cells: &[NearRecord] = self.sections.records(Section::NearCells);
        let found = cells.binary_search_by(|record| {
            record.row.get().cmp(&row).then_with(|| record.column.get().cmp(&column))
        });
        let Some(record) = found.ok().and_then(|at| cells.get(at)) else { return Vec::new() };
        let turns = self.sections.group(Section::NearDays, u32::from(record.days.get()));
        turns.filter_map(|turn| u16::try_from(turn).ok()).collect()
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

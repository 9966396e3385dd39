//! Names that a text uses several times are resolved once: one sense a document, unless the text tells several apart.

use super::features::Values;
use super::reading::Reading;
use crate::gazetteer::Place;

/// A candidate with what speaks for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored<'g> {
    pub(super) reading: Reading<'g>,
    pub(super) values: Values,
    pub(super) probability: f32,
}

impl<'g> Scored<'g> {
    pub(super) fn new(reading: Reading<'g>, values: Values) -> Self {
        Scored { reading, values, probability: 0.0 }
    }
}

/// Where a name occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// In bytes of the text.
    pub(super) start: usize,
    /// Numbers of the sentence and the paragraph; what stands under another direction is in others.
    pub(super) sentence: usize,
    pub(super) paragraph: usize,
}

/// All mentions of one name that are resolved together.
#[derive(Clone, Debug)]
pub(super) struct Group<'g> {
    pub(super) candidates: Vec<Scored<'g>>,
    pub(super) occurrences: Vec<Occurrence>,
    /// How likely the name stands for a place at all, 0 to 1: what its support counts.
    pub(super) plausibility: f32,
    /// Whether it says where others are: places of one point do, countries and rivers do not.
    pub(super) supports: bool,
    /// Which name it is one of the senses of.
    pub(super) name: usize,
    /// The units that the text names beside it.
    pub(super) units: Vec<Place<'g>>,
    /// The towns of the directions that it stands under.
    pub(super) anchors: Vec<Place<'g>>,
}

//! A form of a name and how it arose: in numbers while a text is resolved, in words for those who ask.

use super::{FormValue, Layer, NameSort, Place, case_of};
use crate::Language;
use crate::inflection::Case;
use crate::romanization::{self, System};

/// How a spelling came to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameMatch {
    /// It is a form of the name: a case form, a romanization of a published system, an attested spelling.
    Form,
    /// It has the same spelling key as one: mixed or unpublished romanization.
    SpellingKey,
    /// It is one or two letters away from one.
    Near,
}

impl NameMatch {
    /// The name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            NameMatch::Form => "form",
            NameMatch::SpellingKey => "spelling_key",
            NameMatch::Near => "near",
        }
    }
}

/// A form of a name and how it arose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NameForm<'g> {
    /// The name in the nominative, as the gazetteer writes it.
    pub name: &'g str,
    /// Its language; English for any name kept in Latin letters.
    pub language: Language,
    /// What the name is to the place.
    pub sort: NameSort,
    /// How the spelling came to the name.
    pub matched: NameMatch,
    /// The system that romanizes the name so, where one does.
    pub romanization: Option<&'static System>,
    /// The case of the form, where the name is inflected; where several cases share the form, the first.
    pub case: Option<Case>,
}

/// A [`NameForm`] in numbers, which the gazetteer puts into words where someone asks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FormOf {
    /// The layer that holds the name.
    layer: u16,
    value: FormValue,
    pub(crate) language: Language,
    pub(crate) case: Option<Case>,
    pub(crate) is_romanized: bool,
    pub(crate) sort: NameSort,
    pub(crate) matched: NameMatch,
}

impl FormOf {
    /// What a form value says, of an official name.
    pub(crate) fn new(layer: &Layer, value: FormValue, matched: NameMatch) -> Self {
        let class = layer.form_class(value.class);
        FormOf {
            layer: layer.number,
            value,
            language: layer.name_language(value.name),
            case: class.and_then(|class| case_of(class.case)),
            is_romanized: class
                .is_some_and(|class| usize::from(class.system) < romanization::systems().len()),
            sort: NameSort::Official,
            matched,
        }
    }

    pub(crate) fn with_sort(self, sort: NameSort) -> Self {
        FormOf { sort, ..self }
    }

    /// The layer that holds the name, which is one of a place of a gazetteer.
    fn layer<'g>(&self, place: &Place<'g>) -> Option<&'g Layer> {
        place.gazetteer().layers().get(usize::from(self.layer))
    }

    /// The name of a place in the nominative; empty where it is an adjective.
    pub(crate) fn name<'g>(&self, place: &Place<'g>) -> &'g str {
        self.layer(place).map_or("", |layer| layer.name_text(self.value.name))
    }

    /// The form in words, as one of a place: an adjective goes by the name of its place.
    pub(crate) fn in_words<'g>(&self, place: &Place<'g>) -> NameForm<'g> {
        let name = match (self.name(place), self.language) {
            ("", Language::Russian) => place.name_ru(),
            ("", Language::English) => place.name_en(),
            ("", Language::Ukrainian) => place.name_uk(),
            (name, _) => name,
        };
        let class = self.layer(place).and_then(|layer| layer.form_class(self.value.class));
        NameForm {
            name,
            language: self.language,
            sort: self.sort,
            matched: self.matched,
            romanization: class.and_then(|class| romanization::systems().get(usize::from(class.system))),
            case: self.case,
        }
    }
}

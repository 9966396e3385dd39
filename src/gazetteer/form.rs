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
#[derive(Clone, Copy)]
pub(crate) struct FormOf<'g> {
    layer: &'g Layer,
    value: FormValue,
    pub(crate) language: Language,
    pub(crate) case: Option<Case>,
    pub(crate) is_romanized: bool,
    pub(crate) sort: NameSort,
    pub(crate) matched: NameMatch,
}

impl std::fmt::Debug for FormOf<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("FormOf").field(&self.layer.name_text(self.value.name)).field(&self.case).finish()
    }
}

impl<'g> FormOf<'g> {
    /// What a form value says, of an official name.
    pub(crate) fn new(layer: &'g Layer, value: FormValue, matched: NameMatch) -> Self {
        let class = layer.form_class(value.class);
        FormOf {
            layer,
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

    /// The name in the nominative; empty where it is an adjective.
    pub(crate) fn name(&self) -> &'g str {
        self.layer.name_text(self.value.name)
    }

    /// The form in words, as one of a place.
    pub(crate) fn in_words(&self, place: &Place<'g>) -> NameForm<'g> {
        self.layer.name_form(self.value, self.sort, self.matched).of_place(place, self.sort)
    }
}

impl<'g> NameForm<'g> {
    /// The form as one of a place: an adjective goes by the name of its place.
    pub(crate) fn of_place(self, place: &Place<'g>, sort: NameSort) -> Self {
        let name = match (self.name, self.language) {
            ("", Language::Russian) => place.name_ru(),
            ("", Language::English) => place.name_en(),
            ("", Language::Ukrainian) => place.name_uk(),
            (name, _) => name,
        };
        NameForm { name, sort, ..self }
    }
}

impl Layer {
    /// What a form value says, in words.
    pub(crate) fn name_form(&self, value: FormValue, sort: NameSort, matched: NameMatch) -> NameForm<'_> {
        let class = self.form_class(value.class);
        NameForm {
            name: self.name_text(value.name),
            language: self.name_language(value.name),
            sort,
            matched,
            romanization: class.and_then(|class| romanization::systems().get(usize::from(class.system))),
            case: class.and_then(|class| case_of(class.case)),
        }
    }
}

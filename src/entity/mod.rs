//! Named entities beside places: military units, organizations, persons, weapons, counts, dates, coordinates, in English,
//! Ukrainian and Russian, in all grammatical cases.
//!
//! A text is cut into tokens once; the tables of the [`Lexicon`] mark the phrases that they know, by stem and ending; small
//! grammars, one a kind, read the marks. Overlaps are settled by one rule: the longer mention wins, and nothing nests but a
//! weapon inside a count. Places and directions are found by other modules.
//!
//! ```
//! use ua_gazetteer::entity::{EntityKind, Kinds, Lexicon};
//!
//! let text = "За добу знищено 18 дронів, повідомив полковник Сергій Мусієнко.";
//! let found = Lexicon::embedded().recognize(text, "2024-05-14".parse().ok(), Kinds::all());
//! let kinds: Vec<EntityKind> = found.iter().map(|e| e.kind()).collect();
//! assert_eq!(kinds, [EntityKind::Date, EntityKind::Count, EntityKind::Weapon, EntityKind::Person]);
//! ```

mod class;
mod compiled;
mod coordinates;
mod count;
mod count_deed;
mod date;
mod document;
mod kinds;
mod letter;
mod lexicon;
mod names;
mod number;
mod organization;
mod organization_again;
mod organization_body;
mod organization_latin;
mod overlap;
mod person;
mod person_again;
mod person_link;
mod person_office;
mod stems;
mod table;
mod token;
mod types;
mod unit;
mod unit_group;
mod unit_named;
mod weapon;

use std::ops::Range;

use jiff::civil::Date as CivilDate;

pub use compiled::CompiledLexiconError;
use document::Document;
pub use kinds::{EntityKind, Kinds};
pub use lexicon::Lexicon;
pub use table::LexiconError;
pub use types::{
    Action, CoordinateSystem, Coordinates, Count, Date, Detail, Echelon, Entity, MilitaryUnit, Organization,
    Person, Side, Weapon, WeaponClass,
};

/// A find of one grammar, before overlaps are settled.
#[derive(Debug, Clone)]
struct Found {
    entity: Entity,
    tokens: Range<usize>,
}

fn found(doc: &Document, tokens: Range<usize>, detail: Detail, confidence: f32) -> Found {
    Found { entity: Entity { span: doc.span(tokens.clone()), detail, confidence }, tokens }
}

impl Lexicon {
    /// Finds the entities of the given kinds, sorted by start; `published` is the day that "yesterday" is relative to.
    ///
    /// Spans are bytes of `text`. Time is linear in the length of the text.
    ///
    /// ```
    /// use ua_gazetteer::entity::{Detail, EntityKind, Kinds, Lexicon};
    ///
    /// let kinds = Kinds::none().with(EntityKind::Date);
    /// let found = Lexicon::embedded().recognize("It happened yesterday.", "2023-11-26".parse().ok(), kinds);
    /// assert!(matches!(&found[0].detail, Detail::Date(d) if d.start == "2023-11-25".parse().ok()));
    /// ```
    pub fn recognize(&self, text: &str, published: Option<CivilDate>, kinds: Kinds) -> Vec<Entity> {
        if kinds.is_empty() {
            return Vec::new();
        }
        let doc = Document::new(text, self, published);
        let mut all = Vec::new();
        // Every grammar runs whatever is asked for: a unit left out of the answer still keeps its number from being a count.
        all.extend(coordinates::recognize(&doc));
        all.extend(date::recognize(&doc));
        all.extend(unit::recognize(&doc));
        all.extend(organization::recognize(&doc));
        all.extend(weapon::recognize(&doc));
        all.extend(count::recognize(&doc));
        let settled = overlap::settle(all);
        let people = person::recognize(&doc, &settled);
        let mut entities: Vec<Found> = overlap::settle(settled.into_iter().chain(people).collect());
        let keep: Vec<bool> = entities.iter().map(|f| kinds.contains(f.entity.kind())).collect();
        person::link(&doc, &mut entities, &keep);
        entities.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(found, _)| found.entity).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lexicon_may_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Lexicon>();
    }
}

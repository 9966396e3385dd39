//! The place of an office between its name and that of the person: «мер Херсона Роман Мрочко».

use super::class::Class;
use super::lexicon::{Adjective, Ending, Hit};
use super::person::Reader;

/// The fewest letters of a place in the genitive.
const SHORTEST_PLACE: usize = 4;
/// The vowels of Ukrainian and Russian.
const VOWELS: &[char] = &['а', 'я', 'е', 'є', 'и', 'і', 'ї', 'о', 'у', 'ю', 'ы'];

impl Reader<'_, '_> {
    /// The token after the place of the office that stands right before a token, and the office. Which words are places is
    /// not known here, so shapes tell: a word in the genitive with a name behind it, or with the office in the nominative,
    /// with which a surname would agree.
    pub(super) fn office_place(&self, i: usize) -> Option<(usize, Hit)> {
        let doc = self.doc;
        if doc.is_latin(i) || !doc.is_capital(i) || self.is_known(i) {
            return None;
        }
        let office = self.role_before(i).filter(|office| doc.value(*office) == "head")?;
        let adjective = doc.ends_as(i, Adjective::Full)
            && self.follows(i + 1)
            && self.is_genitive(i + 1)
            && !self.is_known(i + 1);
        let noun = if adjective { i + 1 } else { i };
        let end = self.past_double(noun + 1);
        if !self.is_genitive(end - 1) {
            return None;
        }
        let nominative = self.is_nominative(office.end - 1);
        let place = match self.follows(end) {
            true => {
                // «президент Латвії Едгарс Рінкевичс»: two words behind the place are a name, whatever it is.
                let named = self.follows(end + 1) && (nominative || self.is_given(end));
                let surname = nominative && self.is_surname(end) && !doc.has_ending(end, Ending::Woman)
                    || doc.hit(end, Class::Figure).is_some();
                named || surname || self.initial(end).is_some()
            }
            // «мер Харкова сказав»: a surname of this shape is a woman's, and so would the verb be.
            false => {
                self.initial(end).is_some()
                    || nominative && doc.has_ending(noun, Ending::Woman) && !doc.folded(end).ends_with("ла")
            }
        };
        place.then_some((end, office))
    }

    /// «нардеп Калиниченко»: an office and a word with the ending of a surname, both in the nominative, in which no place
    /// stands behind an office.
    pub(super) fn agrees(&self, office: Hit, i: usize) -> bool {
        let doc = self.doc;
        let word = doc.folded(i);
        let nominative = word.ends_with("ко") || !word.ends_with(VOWELS) && !doc.has_ending(i, Ending::Many);
        // «губернатор Белгородской области».
        let adjective =
            doc.has_ending(i, Ending::Region) || self.is_adjective(i) && !doc.has_ending(i, Ending::Ski);
        nominative
            && !adjective
            && self.is_nominative(office.end - 1)
            && self.is_surname(i)
            && !self.after_place_word(i)
    }

    /// A given name, or a surname that needs no introduction.
    fn is_known(&self, k: usize) -> bool {
        self.is_given(k) || self.doc.hit(k, Class::Figure).is_some()
    }

    /// Whether a capitalised word may be the name of a place in the genitive.
    fn is_genitive(&self, k: usize) -> bool {
        let word = self.doc.folded(k);
        word.ends_with(['а', 'я', 'у', 'и', 'і', 'ї', 'ы']) && word.chars().count() >= SHORTEST_PLACE
    }

    /// Whether a word for an office stands in the nominative: «мер», «голова», «очільниця».
    fn is_nominative(&self, k: usize) -> bool {
        !self.doc.folded(k).ends_with(VOWELS) || self.doc.has_ending(k, Ending::Office)
    }
}

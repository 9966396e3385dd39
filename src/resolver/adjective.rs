//! Names that are adjectives before what they belong to: «Малинська міська лікарня», «Водного кодексу».

use super::context::Word;
use super::cues::{self, Cue, Cues};
use super::reading::Reading;
use super::spans::{Span, TYPE_WORDS};
use crate::gazetteer::NameSort;
use crate::inflection::RELATIONAL_STEMS;
use crate::normalization::Lower;

/// Endings of adjectives, Ukrainian and Russian; an adjective behind another one with the same ending belongs with it.
const ADJECTIVE_ENDINGS: &[&str] = &[
    "ого", "ому", "ими", "ої", "ою", "ий", "ій", "им", "ім", "их", "ых", "ым", "ый", "ой", "ая", "ое", "ую",
    "ьке", "ька", "ькі", "ьку", "не", "на", "ну",
];
/// Endings of verbs, which a name goes before as a subject: «Покровське обстріляли».
const VERB_ENDINGS: &[&str] = &[
    "ли", "ло", "ла", "ють", "ять", "уть", "ать", "ує", "ає", "ться", "тся", "лись", "лось", "лася", "лися",
    "но", "то", "в", "л", "ит", "ет", "ют", "ят", "ут", "ить",
];

/// Endings of adjectives, with those of nouns that agree with them: «Водного кодексу», «в Белом доме», «Третье место».
const AGREEING_NOUNS: &[(&str, &[&str])] = &[
    ("ого", &["у", "ю", "а", "я"]),
    ("ому", &["у", "ю", "і", "ї", "ові", "еві"]),
    ("ої", &["и", "і", "ї"]),
    ("ою", &["ою", "ею", "єю"]),
    ("ій", &["і", "ї"]),
    ("им", &["ом", "ем", "єм"]),
    ("их", &["ів", "їв", "ей", "ах", "ях"]),
    ("ими", &["ами", "ями"]),
    ("ой", &["ы", "и", "е", "ой", "ей"]),
    ("ом", &["е", "и", "у"]),
    ("ым", &["ом", "ем"]),
    ("ая", &["а", "я", "ь"]),
    ("ое", &["о", "е"]),
    ("ье", &["о", "е"]),
    ("ий", &["г", "ґ", "д", "ж", "з", "й", "к", "м", "н", "п", "р", "с", "ф", "х", "ц", "ч", "ш", "ь"]),
    ("ый", &["г", "д", "ж", "з", "й", "к", "м", "н", "п", "р", "с", "ф", "х", "ц", "ч", "ш", "ь"]),
];
/// Cues of words that a genitive follows.
const OF_GENITIVES: Cues = TYPE_WORDS.union(Cues::of(&[Cue::Near, Cue::Of, Cue::Office]));

/// Endings of names that are adjectives.
const ADJECTIVE_NAMES: &[&str] = &[
    "е", "ий", "ій", "ая", "ый", "ой", "яя", "ська", "цька", "льна", "ідна", "жна", "рна", "нна", "вна",
    "чна", "шна", "лена", "вона", "ова", "ева", "єва",
];
/// Endings of verbs that nouns which agree have not.
const AGREEING_VERBS: &[&str] = &["ся", "сь", "ла", "ли", "ло", "ть", "ет", "ит"];

/// Whether a name that is an adjective, or the form of one, is followed by what it qualifies: a word with the same
/// adjective's ending, or a noun that agrees; or any noun, where the gazetteer has the form as the adjective of a place too.
pub(super) fn is_adjective(text: &str, span: &Span<'_>, after: Option<Word<'_>>, cues: Cues) -> bool {
    let Some(next) = after.filter(|word| word.is_adjacent() && !word.is_capitalised()) else { return false };
    let name = text.get(span.start..span.end).unwrap_or("");
    // The endings are Cyrillic ones.
    if name.is_ascii() || name.contains(' ') {
        return false;
    }
    let name = Lower::of(name);
    let mut endings = ADJECTIVE_ENDINGS.iter().filter(|ending| name.ends_with(ending)).peekable();
    let agreeing = AGREEING_NOUNS.iter().find(|(ending, _)| name.ends_with(ending));
    if endings.peek().is_none() && agreeing.is_none() {
        return false;
    }
    let next = next.lower();
    // «Херсона» is the genitive of a noun; «Донецька» is so behind a word that wants one.
    let is_wanted = cues.intersects(OF_GENITIVES);
    let is_noun = |reading: &Reading<'_>| {
        if reading.form.sort == NameSort::Attributive || reading.facts.kind.is_unit() {
            return false;
        }
        let name = reading.name();
        !ADJECTIVE_NAMES.iter().any(|ending| name.ends_with(ending))
            && (is_wanted || !RELATIONAL_STEMS.iter().any(|stem| name.contains(stem)))
    };
    if span.readings.iter().any(is_noun) {
        return false;
    }
    if cues::after(&next).contains(Cue::Qualified) {
        return true;
    }
    if next.count() < 4 || cues::is_stopword(&next) || !cues::before(&next).is_empty() {
        return false;
    }
    let is_verb = || VERB_ENDINGS.iter().any(|ending| next.ends_with(ending));
    let agrees = || {
        agreeing.is_some_and(|(_, nouns)| nouns.iter().any(|noun| next.ends_with(noun)))
            && !AGREEING_VERBS.iter().any(|ending| next.ends_with(ending))
    };
    let has_adjective = span.readings.iter().any(|reading| reading.form.sort == NameSort::Attributive);
    endings.any(|ending| next.ends_with(ending)) || has_adjective && !is_verb() || agrees()
}

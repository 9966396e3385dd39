//! Names of bodies in Ukrainian and Russian, built by rule: adjectives before a head (Вищий господарський суд), and what stands
//! behind it (Управління охорони здоров'я Харківської області, Інститут … імені …).

use super::class::Class;
use super::document::Document;
use super::lexicon::{Adjective, Ending, Hit};
use super::organization::{Read, balanced, english_headed};
use super::organization_latin::latin;
use super::token::Case;
use crate::inflection::RELATIONAL_STEMS;

/// The most tokens between the capitalised adjective and the head: «державний спеціалізований науково-дослідний».
const MOST_BETWEEN: usize = 7;
/// The most complements behind a head, one behind the other: «… імені Сікорського Національної академії наук України».
const MOST_COMPLEMENTS: usize = 4;
/// The most tokens of a complement in lower case.
const LONGEST_RUN: usize = 10;
/// Adjectives and nouns that begin a name have more letters.
const SHORT: usize = 5;
/// The fewest letters of a word in the genitive.
const SHORTEST_GENITIVE: usize = 4;

/// A noun that names what sort of body something is.
#[derive(Clone, Copy)]
struct Head {
    hit: Hit,
    /// What it is called with: its complement in lower case, the place in it, or a name.
    complement: bool,
    /// A company, a newspaper and the like, which a capitalised adjective alone makes no name.
    weak: bool,
    /// A power of a state, of which there is one, so that it needs no capital: «парламент Естонії».
    power: bool,
    /// A word that also has a common sense and so needs more than a country: «центр України».
    loose: bool,
}

/// The head that stands at a token, the longest.
fn head(doc: &Document, k: usize) -> Option<Head> {
    let plain = doc.hit(k, Class::OrganizationHead);
    let whole = doc.hit(k, Class::OrganizationTail).filter(|hit| doc.value(*hit) == "administration");
    let hit = match (plain, whole) {
        (Some(plain), Some(whole)) if plain.end >= whole.end => plain,
        (plain, whole) => whole.or(plain)?,
    };
    let value = doc.value(hit);
    Some(Head {
        hit,
        complement: matches!(value, "office" | "loose" | "centre"),
        weak: value == "firm",
        power: value == "power",
        loose: matches!(value, "loose" | "centre"),
    })
}

/// «агентство «…»», «Міністерство освіти і науки України», «парламент Естонії»: a head with a name after it.
pub(super) fn headed(doc: &Document, i: usize) -> Read {
    if doc.is_latin(i) {
        let head = doc.hit(i, Class::OrganizationHead)?;
        return english_headed(doc, i, head.end);
    }
    let head = head(doc, i)?;
    let from = head.hit.end;
    if let Some(end) = balanced(doc, from).filter(|_| doc.is_capital(from + 1)) {
        return Some((i..end, None, 0.75));
    }
    if let Some(name) = latin(doc, from) {
        return Some((i..name.end, None, 0.65));
    }
    let near = region(doc, from);
    if near > from && (doc.is_capital(i) || head.power) && !head.loose {
        return Some((i..near, None, 0.7));
    }
    if !doc.is_capital(i) {
        return None;
    }
    proper(doc, i, head).or_else(|| up_to_country(doc, i, head.hit))
}

/// A head with a capital inside a sentence begins a proper name; at the start of one, it does when a place or another body
/// ends the name.
fn proper(doc: &Document, i: usize, head: Head) -> Read {
    if head.weak {
        return None;
    }
    let run = if head.complement { run(doc, head.hit.end) } else { head.hit.end };
    let end = complements(doc, run, MOST_COMPLEMENTS);
    let sound = end > run && (!head.loose || !doc.starts_sentence(i))
        || run > head.hit.end && !doc.starts_sentence(i);
    sound.then_some((i..end, None, 0.65))
}

/// «Служба зовнішньої розвідки і … України»: all up to the country.
fn up_to_country(doc: &Document, i: usize, head: Hit) -> Read {
    let long = doc.folded(i).chars().count() > SHORT;
    let country = (head.end + 1..head.end + 7)
        .take_while(|&k| {
            doc.same_sentence(i, k)
                && doc.is_word(k - 1)
                && !(doc.is_capital(k) && doc.hit(k, Class::Country).is_none())
        })
        .find_map(|k| doc.hit(k, Class::Country))?;
    long.then_some((i..country.end, None, 0.7))
}

/// «Вищий господарський суд України», «Івано-Франківська обласна рада»: a capitalised adjective, more in lower case, a head.
pub(super) fn adjectival(doc: &Document, i: usize) -> Read {
    if doc.is_latin(i) || !doc.is_capital(i) {
        return None;
    }
    let (head, between) = head_after(doc, i)?;
    let run = if head.complement { run(doc, head.hit.end) } else { head.hit.end };
    let end = complements(doc, run, MOST_COMPLEMENTS);
    let relational = is_relational(doc, adjective_end(doc, i) - 1);
    let sound = match (doc.starts_sentence(i), head.weak || head.loose) {
        (false, _) => true,
        (true, false) => relational || between || end > run,
        // «Німецький концерн «Бавар»»: the words before the marks are part of it, where the head itself is.
        (true, true) => {
            end > run && doc.is_quote(end - 1) && doc.hit(head.hit.start, Class::LegalForm).is_none()
        }
    };
    sound.then_some((i..end, None, 0.7))
}

/// The head of the name that an adjective begins, and whether more adjectives stand between.
fn head_after(doc: &Document, i: usize) -> Option<(Head, bool)> {
    let first = adjective_end(doc, i);
    // Most words behind a capitalised one begin nothing.
    if !doc.is_word(first) || !doc.same_sentence(i, first) || doc.is_new_line(first) {
        return None;
    }
    if !is_adjective(doc, first - 1) || doc.folded(first - 1).chars().count() <= SHORT {
        return None;
    }
    if doc.hit(i, Class::Role).is_some() || doc.hit(i, Class::Country).is_some() {
        return None;
    }
    for k in first..first + MOST_BETWEEN {
        if !doc.same_sentence(i, k) || doc.is_new_line(k) {
            return None;
        }
        if let Some(head) = head(doc, k) {
            return Some((head, k > first));
        }
        // «обласна клінічна»: a short ending tells an adjective beside another one that has it too.
        if k == first && !doc.ends_as(first - 1, Adjective::Full) && last(doc, first - 1) != last(doc, k) {
            return None;
        }
        let joint =
            doc.is_dash(k) && doc.is_glued(k) || doc.is_word(k) && doc.is_dash(k + 1) && doc.is_glued(k + 1);
        let lower = !doc.is_capital(k) && is_adjective(doc, k);
        if !(lower || joint) {
            return None;
        }
    }
    None
}

/// Past an adjective, of which a hyphen may join two: «Івано-Франківська».
fn adjective_end(doc: &Document, i: usize) -> usize {
    let double = doc.is_dash(i + 1) && doc.is_glued(i + 1) && doc.is_glued(i + 2) && doc.is_word(i + 2);
    if double { i + 3 } else { i + 1 }
}

fn last(doc: &Document, k: usize) -> Option<char> {
    doc.folded(k).chars().last()
}

fn is_adjective(doc: &Document, k: usize) -> bool {
    doc.ends_as(k, Adjective::Full) || doc.ends_as(k, Adjective::Short)
}

/// «київський», «апеляційного» is none: an adjective of a place, a people or a sort of bodies.
fn is_relational(doc: &Document, k: usize) -> bool {
    let word = doc.folded(k);
    let stem =
        |end: &str| word.rfind(end).is_some_and(|at| word[at + end.len()..].chars().count() <= LONGEST_CASE);
    RELATIONAL_STEMS.iter().any(|end| stem(end))
}

/// The longest ending of an adjective: «ого», «ими».
const LONGEST_CASE: usize = 3;

/// Past what stands behind a head: a region, a country, another body, somebody's name, a quoted name.
fn complements(doc: &Document, from: usize, most: usize) -> usize {
    let mut end = from;
    for _ in 0..most {
        let next = complement(doc, end);
        if next <= end {
            break;
        }
        end = next;
    }
    end
}

fn complement(doc: &Document, at: usize) -> usize {
    if !doc.same_sentence(at.saturating_sub(1), at) || doc.is_new_line(at) {
        return at;
    }
    let near = region(doc, at);
    if near > at {
        return near;
    }
    let placed = if matches!(doc.folded(at), "у" | "в" | "во" | "по") { at + 1 } else { at };
    let noun = adjective_end(doc, placed);
    if doc.is_capital(placed)
        && is_adjective(doc, noun - 1)
        && is_area(doc, noun)
        && doc.same_sentence(at, noun)
    {
        return noun + 1;
    }
    if let Some(end) = named_for(doc, at) {
        return end;
    }
    if doc.is_capital(at)
        && let Some(hit) = doc.hit(at, Class::Organization)
    {
        return hit.end;
    }
    if let Some(end) = balanced(doc, at).filter(|_| doc.is_capital(at + 1)) {
        return end;
    }
    let other = if doc.is_capital(at) && !doc.is_latin(at) { head_after(doc, at) } else { None };
    match other {
        Some((head, _)) if head.complement => run(doc, head.hit.end),
        Some((head, _)) => head.hit.end,
        None => owner(doc, at),
    }
}

/// «Театру Націй»: past one capitalised word in the genitive behind a head that is called with its complement. Courts,
/// councils and centres are called by their towns, which are places.
fn owner(doc: &Document, at: usize) -> usize {
    let head = at.checked_sub(1).and_then(|k| doc.hit_to(k, at, Class::OrganizationHead));
    let head = head.is_some_and(|hit| matches!(doc.value(hit), "office" | "loose"));
    let plain = head
        && doc.is_word(at)
        && !doc.is_latin(at)
        && doc.token(at).is_some_and(|t| t.case == Case::Capital)
        && is_genitive(doc, at)
        && [Class::Role, Class::NotName, Class::Month, Class::Weekday]
            .into_iter()
            .all(|class| doc.hit(at, class).is_none())
        && doc.lexicon.names.given_stem(doc.folded(at)).is_none()
        && !(doc.is_capital(at + 1) && doc.same_sentence(at, at + 1));
    if plain { at + 1 } else { at }
}

/// «імені Миколи Амосова», «ім. О. Богомольця», «имени Гончара»: initials or a given name, and the surname.
fn named_for(doc: &Document, at: usize) -> Option<usize> {
    if !matches!(doc.folded(at), "імені" | "ім" | "имени" | "им") {
        return None;
    }
    let mut k = if doc.folded(at + 1) == "." { at + 2 } else { at + 1 };
    for _ in 0..MOST_FORENAMES {
        let initial = doc.token(k).is_some_and(|t| t.case == Case::Initial);
        let given = doc.is_capital(k) && doc.lexicon.names.given_stem(doc.folded(k)).is_some();
        if initial {
            k += if doc.folded(k + 1) == "." { 2 } else { 1 };
        } else if given && doc.is_capital(k + 1) {
            k += 1;
        }
    }
    (doc.is_capital(k) && doc.same_sentence(at, k) && !doc.is_new_line(k)).then_some(k + 1)
}

/// The most given names or initials before a surname.
const MOST_FORENAMES: usize = 2;

/// «області» and the like behind the adjective of a region.
fn is_area(doc: &Document, k: usize) -> bool {
    let region = doc.hit(k, Class::PlaceWord).is_some_and(|hit| doc.value(hit) == "region");
    region && !doc.is_capital(k)
}

/// «… суд Рівненської області»: the region or the country after a body, on its line and in its sentence.
pub(super) fn region(doc: &Document, at: usize) -> usize {
    let before = at.saturating_sub(1);
    if !doc.same_sentence(before, at) || doc.is_new_line(at) {
        return at;
    }
    let noun = adjective_end(doc, at);
    let named = doc.is_capital(at)
        && ["області", "области", "обл"].contains(&doc.folded(noun))
        && doc.same_sentence(at, noun);
    if named { noun + 1 } else { doc.hit(at, Class::Country).map_or(at, |hit| hit.end) }
}

/// Past words in lower case and in the genitive, with the words that join them: «охорони культурної спадщини».
pub(super) fn run(doc: &Document, from: usize) -> usize {
    let (mut end, mut free) = (from, false);
    for k in from..from + LONGEST_RUN {
        let inside =
            doc.same_sentence(from.saturating_sub(1), k) && !doc.is_new_line(k) && !doc.is_capital(k);
        if !inside {
            break;
        }
        let word = doc.folded(k);
        let dash = doc.is_dash(k) && doc.is_glued(k) && doc.is_glued(k + 1);
        let before_dash = doc.is_dash(k + 1) && doc.is_glued(k + 1);
        let preposition = matches!(word, "з" | "із" | "зі" | "по" | "для");
        let comma = word == "," && lists_on(doc, k);
        if preposition || dash || comma || is_and(word) {
            free = preposition || dash;
            continue;
        }
        if !doc.is_word(k)
            || is_other(doc, k)
            || named_for(doc, k).is_some()
            || !(free || before_dash || is_genitive(doc, k))
        {
            break;
        }
        free = false;
        end = k + 1;
    }
    end
}

/// Whether a list of genitives goes on at a token: «та вугільної …», «, будівництва та …».
pub(super) fn goes_on(doc: &Document, at: usize) -> bool {
    let adjective = |k: usize| doc.ends_as(k, Adjective::Full) && is_genitive(doc, k) && !doc.is_capital(k);
    doc.same_sentence(at.saturating_sub(1), at)
        && (is_and(doc.folded(at)) && adjective(at + 1) || doc.folded(at) == "," && lists_on(doc, at))
}

fn is_and(word: &str) -> bool {
    matches!(word, "та" | "і" | "й" | "и")
}

/// «розвитку, будівництва та господарства»: whether genitives behind a comma go on up to an "and".
fn lists_on(doc: &Document, comma: usize) -> bool {
    let lower = |k: usize| doc.is_word(k) && !doc.is_capital(k) && doc.same_sentence(comma, k);
    let list = (comma + 1..comma + LONGEST_LIST)
        .take_while(|&k| lower(k) && (is_and(doc.folded(k)) || is_genitive(doc, k)));
    list.skip(1).any(|k| is_and(doc.folded(k)))
}

/// The most tokens from a comma to the "and" of its list.
const LONGEST_LIST: usize = 6;

/// Words that go on with the sentence, not with a name.
fn is_other(doc: &Document, k: usize) -> bool {
    let function = doc.hit(k, Class::NotName).is_some_and(|hit| doc.value(hit) == "function");
    function
        || [Class::Said, Class::Deed, Class::Relative, Class::Month, Class::Passive, Class::Role]
            .into_iter()
            .any(|class| doc.hit(k, class).is_some())
}

/// Whether a word may stand in the genitive; verbs of the past end alike.
fn is_genitive(doc: &Document, k: usize) -> bool {
    let letters = doc.folded(k).chars().count();
    let verb = letters > SHORTEST_GENITIVE && doc.has_ending(k, Ending::Past);
    let after_plural = k > 0 && doc.has_ending(k - 1, Ending::Plural);
    letters >= SHORTEST_GENITIVE
        && !verb
        && (after_plural || doc.has_ending(k, Ending::Genitive) && !doc.has_ending(k, Ending::Instrumental))
}

//! Names of persons that other places of a text tell: surnames that it has introduced, words beside a verb of what a person
//! alone does, and two words beside a verb of saying.

use std::collections::{HashMap, HashSet};

use super::class::{Class, Roles};
use super::person::{Name, Reader};

/// The fewest letters of a stem by which a name is found again.
const SHORTEST_STEM: usize = 3;
/// What a word must have gathered to be a name: one deed that only persons do, or two that a state may be said to do.
const ENOUGH: u32 = 3;
const SHARED: u32 = 2;
/// The most letters of a syllable of a Korean, Chinese or Vietnamese name.
const LONGEST_SYLLABLE: usize = 5;

impl Reader<'_, '_> {
    /// Names that stand alone elsewhere: surnames introduced before or after, and words that deeds tell to be names.
    pub(super) fn later_mentions(&self, names: &mut Vec<Name>) {
        let doc = self.doc;
        let lists = &doc.lexicon.names;
        let long = |stem: &String| stem.chars().count() >= SHORTEST_STEM;
        let introduced: HashSet<String> = names
            .iter()
            .filter(|n| n.tokens.len() > 1)
            .filter_map(|n| n.surname)
            .map(|k| lists.surname_stem(doc.folded(k)).joined())
            .filter(long)
            .collect();
        let acting = self.acting();
        if introduced.is_empty() && acting.is_empty() {
            return;
        }
        let mut covered = vec![false; doc.len()];
        for k in names.iter().flat_map(|n| n.tokens.clone()) {
            covered[k] = true;
        }
        let (mut stem, mut from) = (String::new(), 0);
        while let Some(i) = doc.next(from, Roles::CAPITAL) {
            from = i + 1;
            if covered[i] || !self.is_name_word(i) {
                continue;
            }
            lists.surname_stem(doc.folded(i)).write(&mut stem);
            let confidence = match (introduced.contains(&stem), acting.contains(&stem)) {
                (true, _) => 0.85,
                (false, true) => 0.6,
                (false, false) => continue,
            };
            if !self.after_place_word(i) {
                names.push(Name { tokens: i..i + 1, surname: Some(i), confidence });
            }
        }
    }

    /// The stems of capitalised words beside verbs of what persons do: «тоді Зорян усміхнувся», «спитав Зорян». Inside a
    /// sentence each must stand somewhere, since any word has a capital at the start of one.
    fn acting(&self) -> HashSet<String> {
        let doc = self.doc;
        let mut gathered: HashMap<String, u32> = HashMap::new();
        let mut from = 0;
        while let Some(verb) = doc.next(from, Roles::of([Class::Deed])) {
            from = verb + 1;
            let Some(hit) = doc.hit(verb, Class::Deed) else { continue };
            let personal = doc.value(hit) == "personal";
            let before = self.subject_before(verb);
            // «побачив Київ»: what follows a verb that takes an object may be that.
            let after = Some(hit.end).filter(|&k| personal && doc.same_sentence(verb, k));
            for k in before.into_iter().chain(after).filter(|&k| self.may_act(k)) {
                let most = if personal { ENOUGH } else { SHARED };
                let stem = doc.lexicon.names.surname_stem(doc.folded(k)).joined();
                *gathered.entry(stem).or_default() += agreement(doc.folded(k), doc.folded(verb)).min(most);
            }
        }
        gathered.retain(|stem, weight| *weight >= ENOUGH && stem.chars().count() >= SHORTEST_STEM);
        if gathered.is_empty() { HashSet::new() } else { self.inside_sentences(&gathered) }
    }

    /// The word before a verb, or before an adverb that stands before the verb.
    fn subject_before(&self, verb: usize) -> Option<usize> {
        let doc = self.doc;
        let near = verb.checked_sub(1)?;
        let adverb = doc.is_word(near)
            && !doc.is_capital(near)
            && (doc.folded(near).ends_with('о')
                || doc.hit(near, Class::NotName).is_some_and(|hit| doc.value(hit) == "function"));
        let at = if adverb { near.checked_sub(1)? } else { near };
        doc.same_sentence(at, verb).then_some(at)
    }

    /// Those of some stems that stand with a capital inside a sentence.
    fn inside_sentences(&self, stems: &HashMap<String, u32>) -> HashSet<String> {
        let doc = self.doc;
        let (mut found, mut stem, mut from) = (HashSet::new(), String::new(), 0);
        while let Some(i) = doc.next(from, Roles::CAPITAL) {
            from = i + 1;
            if self.is_name_word(i) && !doc.starts_sentence(i) {
                doc.lexicon.names.surname_stem(doc.folded(i)).write(&mut stem);
                if stems.contains_key(&stem) {
                    found.insert(stem.clone());
                }
            }
        }
        found
    }

    /// A capitalised word that nothing but a name explains, and that is no part of a longer name.
    fn may_act(&self, k: usize) -> bool {
        let doc = self.doc;
        self.is_name_word(k)
            && doc.hits_at(k).is_empty()
            && !self.after_place_word(k)
            && !(k > 0 && self.is_name_word(k - 1) && self.follows(k))
    }

    /// «Пак Мін Хо», «Чжао Лідань»: the name of a clan, then two syllables or one word.
    pub(super) fn clan(&self, i: usize) -> Option<Name> {
        let doc = self.doc;
        let clan = doc.hit(i, Class::GivenWord).filter(|hit| doc.value(*hit) == "clan")?;
        let given = |k: usize| self.follows(k) && !doc.is_latin(k);
        if !self.is_name_word(i) || !given(clan.end) || self.after_place_word(i) {
            return None;
        }
        let syllable = |k: usize| given(k) && doc.folded(k).chars().count() <= LONGEST_SYLLABLE;
        let two = syllable(clan.end) && syllable(clan.end + 1);
        let one = doc.hits_at(clan.end).is_empty()
            && !doc.starts_sentence(i)
            && !self.is_surname(clan.end)
            && !self.is_given(clan.end);
        let end = if two { clan.end + 2 } else { clan.end + 1 };
        (two || one).then_some(Name { tokens: i..end, surname: Some(i), confidence: 0.7 })
    }

    /// «заявив Гюнеш Дальгор», «як Гюнеш Дальгор пояснив»: two words inside a sentence beside a verb of saying, whatever their
    /// shape.
    pub(super) fn speaking(&self, i: usize) -> Option<Name> {
        let doc = self.doc;
        let two = self.is_name_word(i) && self.follows(i + 1) && !self.follows(i + 2);
        if !two || doc.is_latin(i) || doc.is_latin(i + 1) {
            return None;
        }
        let after = doc.hit(i + 2, Class::Said).is_some_and(|_| doc.same_sentence(i, i + 2));
        let said = |k: usize| doc.hit(k, Class::Said).is_some_and(|h| h.end == i && doc.same_sentence(k, i));
        let unknown = |k: usize| doc.hits_at(k).is_empty() && !self.is_adjective(k);
        let sound = (after || (i.saturating_sub(3)..i).any(said))
            && unknown(i)
            && unknown(i + 1)
            && !self.after_place_word(i)
            && !doc.starts_sentence(i);
        sound.then(|| Name { tokens: i..self.past_double(i + 2), surname: Some(i + 1), confidence: 0.65 })
    }
}

/// How surely a word is the subject of a verb: in full where it has an ending of the nominative that no other case has and the
/// verb is of its gender («Зорян усміхнувся»), less where the genitive ends alike («дружина Зоряна», «мешканка Бахмута»).
fn agreement(name: &str, verb: &str) -> u32 {
    let vowel = name.ends_with(['а', 'я']);
    let oblique = name.ends_with(['и', 'і', 'ї', 'ы', 'у', 'ю', 'е', 'є']);
    let woman = ["ла", "лась", "лася"].iter().any(|end| verb.ends_with(end));
    let man = ["в", "вся", "л", "лся"].iter().any(|end| verb.ends_with(end));
    match (oblique, vowel) {
        (true, _) => 0,
        (false, true) if man => 1,
        (false, true) => 2,
        (false, false) if woman && !name.ends_with('ь') && !name.is_ascii() => 1,
        (false, false) => ENOUGH,
    }
}

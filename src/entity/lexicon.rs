//! The tables behind the recognizer, ready to be looked up: words with their stems, phrases of words, name lists.

use rustc_hash::FxHashSet;
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, TryFromBytes, Unaligned};

use super::class::{Class, Roles, Written};
use super::compiled::{Column, compiled};
use super::names::Names;
use super::stems::{Beginnings, Endings, Filter, Hash, KEPT, Listed, Stems};
use super::table::LexiconError;
use super::token::Tokens;

/// The number of a word or phrase; the default is that of none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(transparent)]
struct Number(U32);

impl Default for Number {
    fn default() -> Self {
        Number(U32::MAX_VALUE)
    }
}

impl Number {
    fn of(count: usize) -> Self {
        Number(U32::new(count as u32))
    }

    fn get(self) -> Option<u32> {
        (self != Number::default()).then(|| self.0.get())
    }

    /// Whether it is one of so many, or none.
    fn is_below(self, count: usize) -> bool {
        self.get().is_none_or(|number| (number as usize) < count)
    }
}

#[derive(Debug, Clone, Copy, TryFromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Phrase {
    value: U32,
    second: Number,
    /// Its words behind the second, in the list of all: the first, and the one behind the last.
    more: [U32; 2],
    /// The next phrase with the same first word.
    next: Number,
    class: Class,
    written: Written,
}

impl Phrase {
    /// Whether the phrase may have a word that is written as a token is.
    fn admits(&self, tokens: &Tokens, at: usize, first: bool) -> bool {
        !tokens.roles[at].has(Roles::WORD) || self.written.admits(tokens.list[at].case, first)
    }

    fn hit(&self, start: usize, end: usize) -> Hit {
        Hit { class: self.class, value: self.value.get(), start, end }
    }
}

/// A phrase of the tables found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) class: Class,
    pub(super) value: u32,
    /// First token.
    pub(super) start: usize,
    /// The token after the last.
    pub(super) end: usize,
}

/// How a word of a table stands for the words of a text.
#[derive(Debug, Clone, Copy, Default, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Entry {
    /// The word as it is.
    exact: Number,
    /// The stem with any case ending of its language (`бригад~`).
    inflected: Number,
    /// The stem with any letters after it (`відбит*`).
    open: Number,
}

/// The phrases that begin with a word, as chains: those of it alone, and the longer ones.
#[derive(Debug, Clone, Copy, Default, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Begins {
    alone: Chain,
    longer: Chain,
}

#[derive(Debug, Clone, Copy, Default, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Chain {
    first: Number,
    last: Number,
}

/// The kinds of adjective endings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Adjective {
    /// One that tells an adjective wherever it stands.
    Full,
    /// One that tells an adjective only before a known noun.
    Short,
    /// One of participles that name no doer.
    Impersonal,
}

/// Endings that tell the form of a word, wherever it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// A noun or an adjective that may stand in the genitive.
    Genitive,
    /// An adjective in the genitive plural.
    Plural,
    /// A plural in the instrumental.
    Instrumental,
    /// A verb of the past with a vowel behind, which looks like a genitive.
    Past,
    /// A surname in -ський, which looks like an adjective.
    Ski,
    /// The adjective of a region in an oblique case.
    Region,
    /// A surname that only a woman has in the nominative.
    Woman,
    /// A word for an office that stands in the nominative, though it ends in a vowel.
    Office,
    /// A plural in the genitive, which looks like a surname in the nominative.
    Many,
}

impl Ending {
    const COUNT: usize = Ending::Many as usize + 1;

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "genitive" => Ending::Genitive,
            "plural" => Ending::Plural,
            "instrumental" => Ending::Instrumental,
            "past" => Ending::Past,
            "ski" => Ending::Ski,
            "region" => Ending::Region,
            "woman" => Ending::Woman,
            "office" => Ending::Office,
            "many" => Ending::Many,
            _ => return None,
        })
    }
}

/// The tables that the recognizer reads: vocabulary of units, weapons, organizations, numerals, dates, roles, names.
///
/// Immutable once built, `Send + Sync`. The embedded one is read once, in compiled form, in a fraction of a millisecond.
///
/// ```
/// use ua_gazetteer::entity::{Kinds, Lexicon};
///
/// let mut lexicon = Lexicon::embedded().clone();
/// lexicon.extend("mine.tsv", "weapon\tuav\tcap\tSkybreaker~")?;
/// let found = lexicon.recognize("two Skybreakers", None, Kinds::all());
/// assert_eq!(found.len(), 2); // the count and the weapon in it
/// # Ok::<(), ua_gazetteer::entity::LexiconError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    entries: Stems<Entry>,
    /// All entries, and those of them that endings or any letters may follow.
    whole: Filter,
    stems: Filter,
    words: Column<Begins>,
    phrases: Column<Phrase>,
    /// The words of all phrases behind their second.
    more: Column<U32>,
    values: Stems<Listed>,
    pub(super) endings: Endings<Listed>,
    pub(super) latin_endings: Endings<Listed>,
    pub(super) adjective_endings: [Endings<Listed>; 3],
    pub(super) word_endings: [Endings<Listed>; Ending::COUNT],
    pub(super) names: Names,
}

compiled!(Lexicon {
    entries,
    whole,
    stems,
    words,
    phrases,
    more,
    values,
    endings,
    latin_endings,
    adjective_endings,
    word_endings,
    names,
});

/// The longest case ending, and the longest rest after an open stem, in characters.
const LONGEST_REST: usize = 7;
const _: () = assert!(LONGEST_REST <= KEPT, "each beginning that leaves such a rest is kept");

impl Lexicon {
    /// The tables that come with the library (feature `embedded`).
    ///
    /// ```
    /// use ua_gazetteer::entity::Lexicon;
    /// assert!(Lexicon::embedded().phrase_count() > 1000);
    /// ```
    #[cfg(feature = "embedded")]
    pub fn embedded() -> &'static Lexicon {
        static EMBEDDED: once_cell::sync::Lazy<Lexicon> = once_cell::sync::Lazy::new(|| {
            // The bytes are part of the program, and need no look at all of them.
            Lexicon::in_place(ua_gazetteer_data::LEXICON)
                .expect("a test holds them to what the tables compile to")
        });
        &EMBEDDED
    }

    /// Reads tables, each a name (for errors) and its text.
    ///
    /// A row is `class TAB value TAB letter case TAB patterns`, the patterns parted by `, `. In a pattern `stem~` stands
    /// for the stem with any case ending, `stem*` for the stem with any letters after it. The letter case is `any`,
    /// `cap`, `title`, `upper` or `lower`. Lines with `#` first are comments. `data/entities/README.md` lists the classes.
    ///
    /// ```
    /// use ua_gazetteer::entity::Lexicon;
    /// let lexicon = Lexicon::from_tables([("mine.tsv", "weapon\tuav\tany\tdrone, drones")])?;
    /// assert_eq!(lexicon.phrase_count(), 2);
    /// # Ok::<(), ua_gazetteer::entity::LexiconError>(())
    /// ```
    pub fn from_tables<'a>(
        tables: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, LexiconError> {
        let mut lexicon = Lexicon::default();
        for (name, text) in tables {
            lexicon.extend(name, text)?;
        }
        Ok(lexicon)
    }

    /// The number of phrases, forms of names left out.
    ///
    /// ```
    /// assert_eq!(ua_gazetteer::entity::Lexicon::default().phrase_count(), 0);
    /// ```
    pub fn phrase_count(&self) -> usize {
        self.phrases.len()
    }

    /// The number of a value.
    pub(super) fn intern(&mut self, value: &str) -> Result<u32, String> {
        self.values.number(value, Hash::of(value))
    }

    /// Whether all numbers that something is looked up by are those of something, and chains end.
    pub(super) fn is_sound(&self) -> bool {
        let (words, phrases) = (self.words.len(), self.phrases.len());
        let is_word = |number: Number| number.is_below(words);
        let entry = |entry: &Entry| [entry.exact, entry.inflected, entry.open].into_iter().all(is_word);
        let chain = |chain: Chain| [chain.first, chain.last].into_iter().all(|it| it.is_below(phrases));
        let rows: FxHashSet<(Class, U32)> =
            self.phrases.iter().map(|phrase| (phrase.class, phrase.value)).collect();
        self.entries.is_sound()
            && self.values.is_sound()
            && self.names.is_sound()
            && [&self.endings, &self.latin_endings]
                .into_iter()
                .chain(&self.adjective_endings)
                .chain(&self.word_endings)
                .all(Endings::is_sound)
            && self.entries.values().iter().all(entry)
            && self.words.iter().all(|begins| chain(begins.alone) && chain(begins.longer))
            && (0..)
                .zip(self.phrases.iter())
                .all(|(at, phrase)| phrase.next.get().is_none_or(|next| next > at))
            && rows
                .into_iter()
                .all(|(class, value)| self.values.stem(value.get()).is_some_and(|value| class.admits(value)))
    }

    /// The number of a stem with a mark: `~` for any case ending, `*` for any letters, else none.
    pub(super) fn word(&mut self, stem: &str, mark: char) -> Result<u32, String> {
        let hash = Hash::of(stem);
        let entry = self.entries.entry(stem, hash)?;
        self.whole.add(hash);
        if matches!(mark, '~' | '*') {
            self.stems.add(hash);
        }
        let slot = match mark {
            '~' => &mut entry.inflected,
            '*' => &mut entry.open,
            _ => &mut entry.exact,
        };
        Ok(slot.get().unwrap_or_else(|| {
            *slot = Number::of(self.words.len());
            self.words.to_mut().push(Begins::default());
            self.words.len() as u32 - 1
        }))
    }

    pub(super) fn add_phrase(&mut self, class: Class, value: u32, written: Written, words: &[u32]) {
        let Some((&first, behind)) = words.split_first() else { return };
        let from = self.more.len() as u32;
        self.more.to_mut().extend(behind.iter().skip(1).map(|&word| U32::new(word)));
        let more = [from, self.more.len() as u32].map(U32::new);
        let at = Number::of(self.phrases.len());
        let second = behind.first().map_or_else(Number::default, |&word| Number::of(word as usize));
        self.phrases.to_mut().push(Phrase {
            class,
            written,
            value: value.into(),
            second,
            more,
            next: Number::default(),
        });
        let begins = &mut self.words.to_mut()[first as usize];
        let chain = if behind.is_empty() { &mut begins.alone } else { &mut begins.longer };
        match std::mem::replace(&mut chain.last, at).get() {
            Some(last) => self.phrases.to_mut()[last as usize].next = at,
            None => chain.first = at,
        }
    }

    /// The words of the tables that a folded word may be.
    fn words_of(&self, folded: &str, out: &mut Vec<u32>) {
        let beginnings = Beginnings::of(folded, &self.stems);
        if self.whole.admits(beginnings.whole)
            && let Some(entry) = self.entries.get(folded, beginnings.whole)
        {
            out.extend(entry.exact.get());
            out.extend(entry.inflected.get());
            out.extend(entry.open.get());
        }
        for (at, hash) in beginnings.leaving(LONGEST_REST) {
            let Some(entry) = self.entries.get(&folded[..at], hash) else { continue };
            out.extend(entry.open.get());
            let endings = if folded.is_ascii() { &self.latin_endings } else { &self.endings };
            let inflected = entry.inflected.get();
            out.extend(inflected.filter(|_| endings.get(&folded[at..]).is_some()));
        }
    }

    /// Whether a folded Cyrillic word of four letters or more has an adjective ending of a kind.
    pub(super) fn ends_as(&self, folded: &str, kind: Adjective) -> bool {
        // Latin words, and those of three letters, are told without a look at the endings.
        !folded.is_ascii()
            && folded.chars().nth(3).is_some()
            && self.adjective_endings[kind as usize].end(folded, 0)
    }

    /// Whether a folded word has an ending of a kind.
    pub(super) fn has_ending(&self, folded: &str, kind: Ending) -> bool {
        self.word_endings[kind as usize].end(folded, 0)
    }

    pub(super) fn value(&self, id: u32) -> &str {
        self.values.stem(id).unwrap_or_default()
    }

    /// Finds the phrases that start at each token; hyphens and abbreviating stops between words count for nothing. The
    /// tokens take the classes as roles.
    pub(super) fn hits(&self, tokens: &mut Tokens) -> Hits {
        let words = self.words_of_all(tokens);
        let count = tokens.list.len();
        let mut hits = Hits { list: Vec::with_capacity(count / 2), first: Vec::with_capacity(count + 1) };
        for i in 0..count {
            let from = hits.list.len();
            hits.first.push(from as u32);
            if !words.of(i).is_empty() {
                self.hits_at(tokens, &words, i, &mut hits.list);
                let here = &mut hits.list[from..];
                // The longest first, so that the first of a class is the one to take.
                here.sort_by(|a, b| b.end.cmp(&a.end).then(a.class.cmp(&b.class)));
                let classes = here.iter().map(|hit| Roles::of([hit.class]));
                tokens.roles[i] = classes.fold(tokens.roles[i], Roles::and);
            }
        }
        hits.first.push(hits.list.len() as u32);
        hits
    }

    fn words_of_all(&self, tokens: &Tokens) -> Words {
        let count = tokens.list.len();
        let mut words = Words { flat: Vec::with_capacity(count), first: Vec::with_capacity(count + 1) };
        for i in 0..count {
            words.first.push(words.flat.len() as u32);
            self.words_of(tokens.folded(i), &mut words.flat);
        }
        words.first.push(words.flat.len() as u32);
        words
    }

    /// Adds the phrases that start at a token.
    fn hits_at(&self, tokens: &Tokens, words: &Words, start: usize, out: &mut Vec<Hit>) {
        let next = skip_joint(tokens, start + 1);
        let second = words.of(next);
        for begins in words.of(start).iter().map(|&word| self.words[word as usize]) {
            for phrase in self.chain(begins.alone).filter(|phrase| phrase.admits(tokens, start, true)) {
                out.push(phrase.hit(start, start + 1));
            }
            if second.is_empty() {
                continue;
            }
            for phrase in self.chain(begins.longer) {
                if phrase.second.get().is_some_and(|word| second.contains(&word))
                    && phrase.admits(tokens, start, true)
                    && let Some(end) = self.follow(phrase, tokens, words, start, next)
                {
                    out.push(phrase.hit(start, end));
                }
            }
        }
    }

    fn chain(&self, chain: Chain) -> impl Iterator<Item = &Phrase> {
        let phrase = |at: Number| self.phrases.get(at.get()? as usize);
        std::iter::successors(phrase(chain.first), move |before| phrase(before.next))
    }

    /// Whether a phrase stands at a token, of which the first two words are known to; gives the token after it.
    fn follow(
        &self,
        phrase: &Phrase,
        tokens: &Tokens,
        words: &Words,
        start: usize,
        second: usize,
    ) -> Option<usize> {
        let sentence = tokens.list[start].sentence;
        let stands = |at: usize| tokens.list[at].sentence == sentence && phrase.admits(tokens, at, false);
        if !stands(second) {
            return None;
        }
        let mut at = second + 1;
        let [from, to] = phrase.more.map(|at| at.get() as usize);
        for word in self.more.get(from..to)? {
            at = skip_joint(tokens, at);
            if !words.of(at).contains(&word.get()) || !stands(at) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }
}

/// The phrases found in a text, and where those of each token begin.
#[derive(Debug)]
pub(super) struct Hits {
    pub(super) list: Vec<Hit>,
    pub(super) first: Vec<u32>,
}

/// The words of the tables that each token may be; none past the end.
struct Words {
    flat: Vec<u32>,
    first: Vec<u32>,
}

impl Words {
    fn of(&self, token: usize) -> &[u32] {
        match (self.first.get(token), self.first.get(token + 1)) {
            (Some(&from), Some(&to)) => self.flat.get(from as usize..to as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// Passes over a hyphen between two words, or a full stop after an abbreviation.
fn skip_joint(tokens: &Tokens, at: usize) -> usize {
    if !tokens.roles.get(at).is_some_and(|roles| roles.has(Roles::GLUED)) {
        return at;
    }
    match tokens.folded(at) {
        "-" | "‑" | "–" | "/" => at + 1,
        "." if matches!(tokens.folded(at + 1), "-" | "‑") => at + 2,
        "." => at + 1,
        _ => at,
    }
}

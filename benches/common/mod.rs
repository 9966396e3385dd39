//! Text for benches and tests: sentences of our own, filled with names of the gazetteer in the case that each slot wants.
//! The same seed gives the same text.

// Each bench and test takes a part of it.
#![allow(dead_code)]

use std::fmt::Write;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use ua_gazetteer::gazetteer::{Place, distance_km};
use ua_gazetteer::inflection::{self, Case};
use ua_gazetteer::normalization::{self, Symbols, WordStarts};
use ua_gazetteer::{Gazetteer, Language};

/// What a text is about lies within so many kilometres, but for one name in so many.
const NEIGHBOURHOOD_KM: f64 = 30.0;
const ELSEWHERE: usize = 8;

/// Sentences with slots, one a line; lines with `#` are comments.
const TEMPLATES: [(Language, &str); 3] = [
    (Language::English, include_str!("templates_en.txt")),
    (Language::Ukrainian, include_str!("templates_uk.txt")),
    (Language::Russian, include_str!("templates_ru.txt")),
];

/// Slots for a settlement, by the case that they want.
const CASES: [(&str, Case); 7] = [
    ("p", Case::Nominative),
    ("nom", Case::Nominative),
    ("gen", Case::Genitive),
    ("dat", Case::Dative),
    ("acc", Case::Accusative),
    ("ins", Case::Instrumental),
    ("loc", Case::Locative),
];

/// Numbers that look random: SplitMix64 (Steele, Lea and Flood, 2014).
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Numbers(seed)
    }

    pub fn any(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound that is not zero.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.any() % bound as u64) as usize
    }

    pub fn pick<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[self.below(items.len())]
    }
}

/// Writes text about the settlements of a gazetteer, most of them of one neighbourhood in a text, as reports have it.
pub struct Reporter<'g> {
    settlements: Vec<Place<'g>>,
    /// The neighbourhood that the text at hand is about.
    around: Vec<Place<'g>>,
    templates: Vec<(Language, Vec<&'static str>)>,
    numbers: Numbers,
}

impl<'g> Reporter<'g> {
    pub fn new(gazetteer: &'g Gazetteer, seed: u64) -> Self {
        let is_usable = |place: &Place<'_>| {
            place.is_ukrainian_settlement()
                && [place.name_uk(), place.name_en(), place.name_ru()].iter().all(|name| !name.is_empty())
                && place.raion().is_some()
                && place.oblast().is_some_and(|oblast| oblast.name_uk().ends_with("ська"))
        };
        let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#')).collect();
        Reporter {
            settlements: gazetteer.places().filter(is_usable).collect(),
            around: Vec::new(),
            templates: TEMPLATES.iter().map(|&(language, text)| (language, lines(text))).collect(),
            numbers: Numbers::new(seed),
        }
    }

    pub fn numbers(&mut self) -> &mut Numbers {
        &mut self.numbers
    }

    /// A settlement, each as likely as any other.
    pub fn settlement(&mut self) -> Place<'g> {
        *self.numbers.pick(&self.settlements)
    }

    /// The Ukrainian names of all settlements, each once, shuffled.
    fn names(&mut self) -> Vec<&'g str> {
        let mut names: Vec<&str> = self.settlements.iter().map(Place::name_uk).collect();
        names.sort_unstable();
        names.dedup();
        for last in (1..names.len()).rev() {
            names.swap(last, self.numbers.below(last + 1));
        }
        names
    }

    /// A settlement of the neighbourhood; now and then one from elsewhere.
    fn near_settlement(&mut self) -> Place<'g> {
        if self.around.is_empty() || self.numbers.below(ELSEWHERE) == 0 {
            return self.settlement();
        }
        *self.numbers.pick(&self.around)
    }

    /// Goes to another neighbourhood.
    fn travel(&mut self) {
        let centre = self.settlement().point().expect("every settlement has a point");
        let is_near = |place: &&Place<'_>| {
            // A degree of latitude is more than a hundred kilometres.
            place.point().is_some_and(|at| {
                (at.y() - centre.y()).abs() < NEIGHBOURHOOD_KM / 100.0
                    && distance_km(at, centre) <= NEIGHBOURHOOD_KM
            })
        };
        self.around = self.settlements.iter().filter(is_near).copied().collect();
    }

    /// A text of so many bytes or a little more, in paragraphs of a few sentences.
    pub fn text(&mut self, language: Language, bytes: usize) -> String {
        self.travel();
        let mut text = String::with_capacity(bytes + 512);
        while text.len() < bytes {
            self.sentence(language, &mut text);
            text.push_str(if self.numbers.below(5) == 0 { "\n\n" } else { " " });
        }
        text
    }

    /// Texts of so many bytes, the three languages in turn.
    pub fn texts(&mut self, count: usize, bytes: usize) -> Vec<String> {
        (0..count).map(|number| self.text(Language::ALL[number % Language::ALL.len()], bytes)).collect()
    }

    /// One sentence more.
    pub fn sentence(&mut self, language: Language, text: &mut String) {
        let templates =
            self.templates.iter().find(|(of, _)| *of == language).map_or(&[][..], |(_, lines)| lines);
        let template = *self.numbers.pick(templates);
        let place = self.near_settlement();
        let mut rest = template;
        while let Some((before, slot)) = rest.split_once('{') {
            let (slot, behind) = slot.split_once('}').expect("a slot has two braces");
            text.push_str(before);
            self.fill(slot, language, &place, text);
            rest = behind;
        }
        text.push_str(rest);
    }

    fn fill(&mut self, slot: &str, language: Language, place: &Place<'g>, text: &mut String) {
        let oblast = place.oblast().map_or("", |oblast| name(&oblast, language));
        let raion = place.raion().map_or("", |raion| name(&raion, language));
        match slot {
            "n" => write!(text, "{}", 2 + self.numbers.below(40)).expect("a string takes all"),
            "m" => write!(text, "{}", 50 + self.numbers.below(3000)).expect("a string takes all"),
            "o" if language == Language::English => text.push_str(oblast),
            "r" if language == Language::English => text.push_str(raion),
            "o" => text.push_str(&genitive(oblast, language)),
            "r" => text.push_str(&genitive(raion, language)),
            "d" => text.push_str(&direction(&self.near_settlement(), language)),
            _ => {
                let (_, case) =
                    CASES.iter().find(|(of, _)| *of == slot).expect("templates use the slots above");
                text.push_str(&form(&self.near_settlement(), *case, language));
            }
        }
    }
}

/// The name of a place in a language.
pub fn name<'g>(place: &Place<'g>, language: Language) -> &'g str {
    match language {
        Language::English => place.name_en(),
        Language::Ukrainian => place.name_uk(),
        Language::Russian => place.name_ru(),
    }
}

/// The likeliest form of a name in a case.
pub fn form(place: &Place<'_>, case: Case, language: Language) -> String {
    let name = name(place, language);
    let form = inflection::forms(name, language).into_iter().find(|form| form.case == case);
    form.map_or_else(|| name.to_owned(), |form| form.text)
}

/// The genitive of the name of an oblast or raion, which is an adjective.
fn genitive(name: &str, language: Language) -> String {
    let (feminine, masculine) =
        if language == Language::Ukrainian { ("ої", "ого") } else { ("ой", "ого") };
    if let Some(stem) = name.strip_suffix("ая").or_else(|| name.strip_suffix('а')) {
        return format!("{stem}{feminine}");
    }
    name.strip_suffix("ий").map_or_else(|| name.to_owned(), |stem| format!("{stem}{masculine}"))
}

/// What a direction is called after a town: "Kupiansk", «Куп'янському», «Купянском».
fn direction(place: &Place<'_>, language: Language) -> String {
    let name = name(place, language);
    let Some(adjective) = inflection::adjectives(name, language).into_iter().next() else {
        return name.to_owned();
    };
    let ending = if language == Language::Ukrainian { "ому" } else { "ом" };
    let stem = adjective.strip_suffix("ий").unwrap_or(&adjective);
    let mut letters = stem.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}{ending}", letters.as_str())
}

/// The forms of a gazetteer as lower-case text, for engines that know nothing of symbols.
pub fn forms_as_text(gazetteer: &Gazetteer) -> Vec<String> {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz0123456789абвгдежзийклмнопрстуфхцчшщъыьэюяєії";
    let mut letters = [' '; 256];
    for letter in LETTERS.chars() {
        if let [symbol] = normalization::key(letter.encode_utf8(&mut [0; 4]))[..] {
            letters[usize::from(symbol)] = letter;
        }
    }
    gazetteer.forms().map(|form| form.iter().map(|&symbol| letters[usize::from(symbol)]).collect()).collect()
}

/// The plain leftmost-longest scan for forms by `aho-corasick`.
pub fn contiguous(forms: impl IntoIterator<Item = impl AsRef<[u8]>>) -> AhoCorasick {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(forms)
        .expect("the forms fit into an automaton")
}

/// The same by `daachorse`, a state a character.
pub fn charwise(forms: Vec<String>) -> CharwiseDoubleArrayAhoCorasick<u32> {
    CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(daachorse::MatchKind::LeftmostLongest)
        .build(forms)
        .expect("the forms are distinct")
}

/// A text as symbols alone, a zero where no name can go on.
pub fn folded(text: &str) -> Vec<u8> {
    let mut symbols = Vec::with_capacity(text.len());
    let mut behind = 0;
    for start in WordStarts::new(text, true) {
        if start < behind {
            continue;
        }
        for (symbol, end) in Symbols::new(text, start) {
            symbols.push(symbol);
            behind = end;
        }
        symbols.push(0);
    }
    symbols
}

/// 300 kB in the three languages, a paragraph of one after the other.
pub fn mixed_text(gazetteer: &Gazetteer) -> String {
    Reporter::new(gazetteer, 7).texts(300, 1000).join("\n\n")
}

/// The texts that want to make a matcher slow.
pub const HOSTILE: [&str; 5] = ["one word repeated", "all capitals", "all names", "no space", "near misses"];

/// One of them, of so many bytes or a little more.
pub fn hostile_text(gazetteer: &Gazetteer, name: &str, bytes: usize) -> String {
    let repeated = |piece: &str| piece.repeat(bytes / piece.len() + 1);
    match name {
        "one word repeated" => repeated("Іванівка "),
        "all capitals" => Reporter::new(gazetteer, 23).text(Language::Ukrainian, bytes).to_uppercase(),
        "all names" => {
            let mut text = String::with_capacity(bytes + 64);
            for name in Reporter::new(gazetteer, 23).names().into_iter().cycle() {
                if text.len() >= bytes {
                    break;
                }
                text.push_str(name);
                text.push_str(", ");
            }
            text
        }
        "no space" => repeated("Бахмут"),
        "near misses" => repeated("Новоолександрівк Новоолександрі-Новоолександрівк "),
        _ => panic!("no such text: {name}"),
    }
}

/// All of them, each with its name.
pub fn hostile_texts(gazetteer: &Gazetteer, bytes: usize) -> Vec<(&'static str, String)> {
    HOSTILE.iter().map(|&name| (name, hostile_text(gazetteer, name, bytes))).collect()
}

//! Systems for Russian.

use super::System;
use super::engine::Place::{After, Any, Before, Between, Final, InitialOrAfter, LongFinal};
use super::engine::Row;
use crate::Language::Russian;

const VOWELS: &str = "аеёиоуыэюя";
/// After these, and at the start of a word, е and ё are iotated.
const IOTATING: &str = "аеёиоуыэюяйъь";

/// Letters that most systems share.
const LETTERS: &[Row] = &[
    ("а", "a", Any),
    ("б", "b", Any),
    ("в", "v", Any),
    ("г", "g", Any),
    ("д", "d", Any),
    ("е", "e", Any),
    ("з", "z", Any),
    ("и", "i", Any),
    ("к", "k", Any),
    ("л", "l", Any),
    ("м", "m", Any),
    ("н", "n", Any),
    ("о", "o", Any),
    ("п", "p", Any),
    ("р", "r", Any),
    ("с", "s", Any),
    ("т", "t", Any),
    ("у", "u", Any),
    ("ф", "f", Any),
    ("ы", "y", Any),
    ("э", "e", Any),
];

/// Sibilants, х, й and the iotated letters by English spelling.
const ENGLISH: &[Row] = &[
    ("ж", "zh", Any),
    ("х", "kh", Any),
    ("ц", "ts", Any),
    ("ч", "ch", Any),
    ("ш", "sh", Any),
    ("щ", "shch", Any),
    ("й", "y", Any),
    ("ю", "yu", Any),
    ("я", "ya", Any),
];

/// Sibilants with a caron.
const CARON: &[Row] = &[("ж", "ž", Any), ("ц", "c", Any), ("ч", "č", Any), ("ш", "š", Any), ("щ", "šč", Any)];

const NO_SIGNS: &[Row] = &[("ь", "", Any), ("ъ", "", Any), ("'", "", Any)];

/// Masculine adjectives on plain `-y`: Krasny Liman, Luzhsky.
const ADJECTIVES_ON_Y: &[Row] = &[("ий", "y", LongFinal), ("ый", "y", LongFinal)];

const BGN: &[Row] = &[
    ("е", "ye", InitialOrAfter(IOTATING)),
    ("ё", "yë", InitialOrAfter(IOTATING)),
    ("ё", "ë", Any),
    ("ь", "’", Any),
    ("ъ", "”", Any),
];

const BGN_SIMPLE: &[Row] = &[("е", "ye", InitialOrAfter(IOTATING)), ("ё", "yo", Any)];

/// A plain `e` everywhere, and ё as its bare letter.
const PRESS: &[Row] = &[("ё", "yo", InitialOrAfter(IOTATING)), ("ё", "e", Any)];

const PRESS_YO: &[Row] = &[("ё", "yo", Any)];

const GOST_7_79_B: &[Row] = &[
    ("ё", "yo", Any),
    ("й", "j", Any),
    ("х", "x", Any),
    ("ц", "c", Before("иейыёэюя")),
    ("ц", "cz", Any),
    ("щ", "shh", Any),
    ("ъ", "``", Any),
    ("ы", "y`", Any),
    ("ь", "`", Any),
    ("э", "e`", Any),
];

const ISO_9: &[Row] = &[
    ("ё", "ë", Any),
    ("й", "j", Any),
    ("х", "h", Any),
    ("щ", "ŝ", Any),
    ("ъ", "ʺ", Any),
    ("ь", "ʹ", Any),
    ("э", "è", Any),
    ("ю", "û", Any),
    ("я", "â", Any),
];

const ICAO: &[Row] =
    &[("ё", "e", Any), ("й", "i", Any), ("ъ", "ie", Any), ("ь", "", Any), ("ю", "iu", Any), ("я", "ia", Any)];

const GOST_1971: &[Row] = &[
    ("ё", "jo", Any),
    ("й", "j", Any),
    ("ц", "c", Any),
    ("щ", "shh", Any),
    ("ъ", "\"", Any),
    ("ь", "'", Any),
    ("э", "eh", Any),
    ("ю", "ju", Any),
    ("я", "ja", Any),
];

const SCHOLARLY: &[Row] = &[
    ("ё", "ë", Any),
    ("й", "j", Any),
    ("х", "ch", Any),
    ("ъ", "ʺ", Any),
    ("ь", "ʹ", Any),
    ("э", "ė", Any),
    ("ю", "ju", Any),
    ("я", "ja", Any),
];

const ALA_LC_PLAIN: &[Row] = &[("ё", "e", Any), ("й", "i", Any), ("ю", "iu", Any), ("я", "ia", Any)];

const GERMAN: &[Row] = &[
    ("е", "je", InitialOrAfter(IOTATING)),
    ("ё", "jo", Any),
    ("ий", "i", Final),
    ("ый", "y", Final),
    ("й", "i", After(VOWELS)),
    ("й", "j", Any),
    ("в", "w", Any),
    ("ж", "sch", Any),
    ("з", "s", Any),
    ("с", "ss", Between(VOWELS)),
    ("х", "ch", Any),
    ("ц", "z", Any),
    ("ч", "tsch", Any),
    ("ш", "sch", Any),
    ("щ", "schtsch", Any),
    ("ьо", "jo", Any),
    ("ю", "ju", Any),
    ("я", "ja", Any),
];

const FRENCH: &[Row] = &[
    ("е", "ïe", After(VOWELS)),
    ("е", "ie", InitialOrAfter("йъь")),
    ("ё", "io", Any),
    ("ий", "i", Final),
    ("ый", "y", Final),
    ("ин", "ine", Final),
    ("г", "gu", Before("еёиы")),
    ("ж", "j", Any),
    ("й", "ï", After(VOWELS)),
    ("й", "i", Any),
    ("с", "ss", Between(VOWELS)),
    ("у", "ou", Any),
    ("х", "kh", Any),
    ("ц", "ts", Any),
    ("ч", "tch", Any),
    ("ш", "ch", Any),
    ("щ", "chtch", Any),
    ("ю", "iou", Any),
    ("я", "ïa", After(VOWELS)),
    ("я", "ia", Any),
];

const POLISH: &[Row] = &[
    ("ль", "l", Any),
    ("л", "l", Before("еёиюяль")),
    ("л", "ł", Any),
    ("ий", "ij", Final),
    ("ый", "yj", Final),
    ("е", "je", InitialOrAfter(IOTATING)),
    ("е", "e", After("жлцчшщ")),
    ("е", "ie", Any),
    ("ё", "jo", InitialOrAfter(IOTATING)),
    ("ё", "o", After("жлцчшщ")),
    ("ё", "io", Any),
    ("и", "y", After("жцш")),
    ("в", "w", Any),
    ("ж", "ż", Any),
    ("й", "j", Any),
    ("сь", "ś", Any),
    ("зь", "ź", Any),
    ("ць", "ć", Any),
    ("нь", "ń", Any),
    ("х", "ch", Any),
    ("ц", "c", Any),
    ("ч", "cz", Any),
    ("ш", "sz", Any),
    ("щ", "szcz", Any),
    ("ю", "ju", InitialOrAfter(IOTATING)),
    ("ю", "u", After("л")),
    ("ю", "iu", Any),
    ("я", "ja", InitialOrAfter(IOTATING)),
    ("я", "a", After("л")),
    ("я", "ia", Any),
];

/// Systems for Russian, the commonest first.
pub(super) const SYSTEMS: &[System] = &[
    System {
        id: "ru-press",
        label: "Russian, English press",
        language: Russian,
        source: "usage of English-language newsrooms: BGN/PCGN without iotated е, signs and -iy (Chasov Yar, Avdeevka)",
        tables: &[ADJECTIVES_ON_Y, PRESS, ENGLISH, NO_SIGNS, LETTERS],
    },
    System {
        id: "ru-bgn-pcgn-1947",
        label: "Russian, BGN/PCGN 1947",
        language: Russian,
        source: "BGN/PCGN 1947 System for Russian, June 2019 edition",
        tables: &[BGN, ENGLISH, LETTERS],
    },
    System {
        id: "ru-bgn-pcgn-simple",
        label: "Russian, BGN/PCGN simplified",
        language: Russian,
        source: "BGN/PCGN 1947 as publications simplify it: ё as yo, -iy and -yy as -y, no signs",
        tables: &[ADJECTIVES_ON_Y, BGN_SIMPLE, ENGLISH, NO_SIGNS, LETTERS],
    },
    System {
        id: "ru-press-yo",
        label: "Russian, English press, ё as yo",
        language: Russian,
        source: "usage of English-language newsrooms and maps that print ё (Zelyony Gai, Vesyoloe)",
        tables: &[ADJECTIVES_ON_Y, PRESS_YO, ENGLISH, NO_SIGNS, LETTERS],
    },
    System {
        id: "ru-icao-9303",
        label: "Russian, ICAO Doc 9303",
        language: Russian,
        source: "ICAO Doc 9303, part 3, section 6; passports since Order 320 of the Federal Migration Service, 2013",
        tables: &[ICAO, ENGLISH, LETTERS],
    },
    System {
        id: "ru-gost-7.79-b",
        label: "Russian, GOST 7.79-2000 B",
        language: Russian,
        source: "GOST 7.79-2000, system B, table 4",
        tables: &[GOST_7_79_B, ENGLISH, LETTERS],
    },
    System {
        id: "ru-iso-9",
        label: "Russian, ISO 9:1995",
        language: Russian,
        source: "ISO 9:1995, table 1; GOST 7.79-2000, system A",
        tables: &[ISO_9, CARON, LETTERS],
    },
    System {
        id: "ru-gost-1971",
        label: "Russian, GOST 16876-71",
        language: Russian,
        source: "GOST 16876-71, table 2 (without diacritics)",
        tables: &[GOST_1971, ENGLISH, LETTERS],
    },
    System {
        id: "ru-scholarly",
        label: "Russian, scholarly",
        language: Russian,
        source: "the international scholarly system, as in Comrie and Corbett, The Slavonic Languages, 1993",
        tables: &[SCHOLARLY, CARON, LETTERS],
    },
    System {
        id: "ru-ala-lc-plain",
        label: "Russian, ALA-LC without diacritics",
        language: Russian,
        source: "ALA-LC Romanization Tables, Russian, 2012, without ligatures, diacritics and signs",
        tables: &[ALA_LC_PLAIN, ENGLISH, NO_SIGNS, LETTERS],
    },
    System {
        id: "ru-german",
        label: "Russian, German press",
        language: Russian,
        source: "Duden, Die deutsche Rechtschreibung: transcription of Russian",
        tables: &[GERMAN, NO_SIGNS, LETTERS],
    },
    System {
        id: "ru-french",
        label: "Russian, French press",
        language: Russian,
        source: "the French transcription of Russian, as in Le Petit Larousse and Le Monde",
        tables: &[FRENCH, NO_SIGNS, LETTERS],
    },
    System {
        id: "ru-polish",
        label: "Russian, Polish press",
        language: Russian,
        source: "Wielki słownik ortograficzny PWN, rule 77: transcription of Russian",
        tables: &[POLISH, NO_SIGNS, LETTERS],
    },
];

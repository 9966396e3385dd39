//! Systems for Ukrainian.

use super::System;
use super::engine::Place::{After, Any, Before, Between, Final, Initial, LongFinal};
use super::engine::{Row, Tables};
use crate::Language::Ukrainian;

const VOWELS: &str = "аеєиіїоуюя";
const CONSONANTS: &str = "бвгґджзклмнпрстфхцчшщ";

/// Letters that most systems share.
const LETTERS: &[Row] = &[
    ("а", "a", Any),
    ("б", "b", Any),
    ("в", "v", Any),
    ("г", "h", Any),
    ("ґ", "g", Any),
    ("д", "d", Any),
    ("е", "e", Any),
    ("з", "z", Any),
    ("и", "y", Any),
    ("і", "i", Any),
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
];

/// Sibilants and х by English spelling.
const ENGLISH: &[Row] = &[
    ("ж", "zh", Any),
    ("х", "kh", Any),
    ("ц", "ts", Any),
    ("ч", "ch", Any),
    ("ш", "sh", Any),
    ("щ", "shch", Any),
];

/// Sibilants with a caron.
const CARON: &[Row] = &[("ж", "ž", Any), ("ц", "c", Any), ("ч", "č", Any), ("ш", "š", Any), ("щ", "šč", Any)];

/// Iotated letters with `y` at the start of a word and `i` elsewhere.
const IOTATED_BY_PLACE: &[Row] = &[
    ("є", "ye", Initial),
    ("ї", "yi", Initial),
    ("й", "y", Initial),
    ("ю", "yu", Initial),
    ("я", "ya", Initial),
    ("є", "ie", Any),
    ("ї", "i", Any),
    ("й", "i", Any),
    ("ю", "iu", Any),
    ("я", "ia", Any),
];

/// Iotated letters with `y` everywhere.
const IOTATED_Y: &[Row] =
    &[("є", "ye", Any), ("ї", "yi", Any), ("й", "y", Any), ("ю", "yu", Any), ("я", "ya", Any)];

/// Iotated letters with `j` everywhere.
const IOTATED_J: &[Row] =
    &[("є", "je", Any), ("ї", "ji", Any), ("й", "j", Any), ("ю", "ju", Any), ("я", "ja", Any)];

/// Neither the soft sign nor the apostrophe is written.
const NO_SIGNS: &[Row] = &[("ь", "", Any), ("'", "", Any)];

/// Kept apart from ж.
const ZGH: &[Row] = &[("зг", "zgh", Any)];

/// Masculine adjectives on plain `-y`: Kryvy Rih, Stary Saltiv.
const ADJECTIVES_ON_Y: &[Row] = &[("ий", "y", LongFinal), ("ій", "y", LongFinal)];

/// Doubled sibilants written once: Zaporizhia.
const SINGLE_SIBILANTS: &[Row] =
    &[("жж", "zh", Any), ("хх", "kh", Any), ("цц", "ts", Any), ("чч", "ch", Any), ("шш", "sh", Any)];

const BGN_SIGNS: &[Row] = &[("ь", "’", Any), ("'", "”", Any)];

/// `sch` for щ and ' for ь; the apostrophe is not written (Znamianka).
const NATIONAL_1996: &[Row] = &[("зг", "zgh", Any), ("щ", "sch", Any), ("ь", "'", Any)];
const APOSTROPHE_1996: &[Row] = &[("'", "", Any)];
const NATIONAL_1996_SIMPLE: &[Row] =
    &[("зг", "zgh", Any), ("щ", "sch", Any), ("ь", "'", Before("ої")), ("ь", "", Any), ("'", "", Any)];

const PASSPORT_2007: &[Row] = &[
    ("є", "ie", Any),
    ("ї", "i", Any),
    ("й", "i", Any),
    ("ю", "iu", Any),
    ("я", "ia", Any),
    ("г", "g", Any),
];

/// French spelling without diacritics, with Russian values for г and и.
const PASSPORT_SOVIET: &[Row] = &[
    ("ий", "i", Final),
    ("ій", "i", Final),
    ("г", "gu", Before("еєиії")),
    ("г", "g", Any),
    ("є", "ie", Any),
    ("ж", "j", Any),
    ("и", "i", Any),
    ("ї", "i", Any),
    ("й", "i", Any),
    ("с", "ss", Between(VOWELS)),
    ("у", "ou", Any),
    ("х", "kh", Any),
    ("ц", "ts", Any),
    ("ч", "tch", Any),
    ("ш", "ch", Any),
    ("щ", "chtch", Any),
    ("ю", "iou", Any),
    ("я", "ia", Any),
];

const GOST_1971: &[Row] = &[
    ("г", "g", Any),
    ("и", "i", Any),
    ("х", "kh", Any),
    ("ц", "c", Any),
    ("щ", "shh", Any),
    ("ь", "'", Any),
    ("'", "*", Any),
];

const GOST_1986: &[Row] =
    &[("г", "g", Any), ("и", "i", Any), ("ї", "i", Any), ("х", "h", Any), ("ь", "'", Any), ("'", "", Any)];

const APOSTROPHE: &[Row] = &[("'", "'", Any)];

const DSTU_A: &[Row] = &[
    ("г", "ğ", Any),
    ("х", "x", Any),
    ("щ", "ŝ", Any),
    ("ї", "ï", Any),
    ("ь", "j'", Before("аеу")),
    ("ь", "j", After(CONSONANTS)),
    ("ь", "ĵ", Any),
    ("й", "'j", After(CONSONANTS)),
];

const DSTU_B: &[Row] = &[
    ("г", "gh", Any),
    ("ц", "c", Any),
    ("ь", "j'", Before("аеіу")),
    ("ь", "j", After(CONSONANTS)),
    ("ь", "hj", Any),
    ("й", "'j", After(CONSONANTS)),
];

/// The ASCII table; й and ь are `j`, parted with an apostrophe where a vowel letter would join it.
const TKPN: &[Row] = &[
    ("г", "gh", Any),
    ("ц", "c", Any),
    ("щ", "shh", Any),
    ("ь", "j'", Before("ауе")),
    ("ь", "j", Any),
    ("й", "j'", Before("ауеі")),
    ("й", "'j", After(CONSONANTS)),
];

const ISO_9: &[Row] = &[
    ("г", "g", Any),
    ("ґ", "g̀", Any),
    ("є", "ê", Any),
    ("и", "i", Any),
    ("і", "ì", Any),
    ("ї", "ï", Any),
    ("й", "j", Any),
    ("х", "h", Any),
    ("щ", "ŝ", Any),
    ("ь", "ʹ", Any),
    ("ю", "û", Any),
    ("я", "â", Any),
    ("'", "’", Any),
];

const SCHOLARLY: &[Row] = &[("ї", "ï", Any), ("х", "ch", Any), ("ь", "ʹ", Any), ("'", "ʺ", Any)];

const ALA_LC: &[Row] = &[
    ("є", "i͡e", Any),
    ("ж", "z͡h", Any),
    ("ї", "ï", Any),
    ("й", "ĭ", Any),
    ("ц", "t͡s", Any),
    ("ь", "ʹ", Any),
    ("ю", "i͡u", Any),
    ("я", "i͡a", Any),
    ("'", "", Any),
];

const ALA_LC_PLAIN: &[Row] =
    &[("є", "ie", Any), ("ї", "i", Any), ("й", "i", Any), ("ю", "iu", Any), ("я", "ia", Any)];

const GERMAN: &[Row] = &[
    ("ьо", "jo", Any),
    ("в", "w", Any),
    ("ж", "sch", Any),
    ("з", "s", Any),
    ("х", "ch", Any),
    ("ц", "z", Any),
    ("ч", "tsch", Any),
    ("ш", "sch", Any),
    ("щ", "schtsch", Any),
];

/// An `s` between vowels would sound as з.
const GERMAN_DOUBLED: &[Row] = &[("с", "ss", Between(VOWELS))];

const FRENCH: &[Row] = &[
    ("ій", "iy", Final),
    ("інь", "ine", Final),
    ("ін", "ine", Final),
    ("ин", "yne", Final),
    ("с", "ss", Between(VOWELS)),
    ("ґ", "gu", Before("еєиії")),
    ("є", "ye", Initial),
    ("є", "ie", Any),
    ("ж", "j", Any),
    ("ї", "yi", Initial),
    ("ї", "ï", Any),
    ("й", "y", Initial),
    ("й", "ï", Any),
    ("у", "ou", Any),
    ("х", "kh", Any),
    ("ц", "ts", Any),
    ("ч", "tch", Any),
    ("ш", "ch", Any),
    ("щ", "chtch", Any),
    ("ю", "iou", Any),
    ("я", "ia", Any),
];

const POLISH: &[Row] = &[
    ("лл", "ll", Before("яєюіїь")),
    ("льо", "lo", Any),
    ("ль", "l", Any),
    ("л", "l", Before("яєюії")),
    ("л", "ł", Any),
    ("ьо", "io", Any),
    ("сь", "ś", Any),
    ("зь", "ź", Any),
    ("ць", "ć", Any),
    ("нь", "ń", Any),
    ("в", "w", Any),
    ("є", "e", After("л")),
    ("ю", "u", After("л")),
    ("я", "a", After("л")),
    ("є", "ie", After(CONSONANTS)),
    ("ю", "iu", After(CONSONANTS)),
    ("я", "ia", After(CONSONANTS)),
    ("ж", "ż", Any),
    ("х", "ch", Any),
    ("ц", "c", Any),
    ("ч", "cz", Any),
    ("ш", "sz", Any),
    ("щ", "szcz", Any),
];

/// One table, two labels.
const KMU: Tables = &[ZGH, IOTATED_BY_PLACE, ENGLISH, NO_SIGNS, LETTERS];

/// Systems for Ukrainian, the commonest first.
pub(super) const SYSTEMS: &[System] = &[
    System {
        id: "kmu-2010",
        label: "KMU 2010",
        language: Ukrainian,
        source: "Resolution of the Cabinet of Ministers of Ukraine No. 55 of 27 January 2010",
        tables: KMU,
    },
    System {
        id: "bgn-pcgn-2019",
        label: "BGN/PCGN 2019",
        language: Ukrainian,
        source: "BGN/PCGN 2019 Agreement, which adopts the table of KMU 2010",
        tables: KMU,
    },
    System {
        id: "press",
        label: "English press",
        language: Ukrainian,
        source: "usage of English-language newsrooms: KMU 2010 with -yi and -ii as -y (Kryvy Rih, Zelensky)",
        tables: &[ADJECTIVES_ON_Y, ZGH, IOTATED_BY_PLACE, ENGLISH, NO_SIGNS, LETTERS],
    },
    System {
        id: "bgn-pcgn-1965",
        label: "BGN/PCGN 1965",
        language: Ukrainian,
        source: "BGN/PCGN 1965 System for Ukrainian, June 2019 edition",
        tables: &[BGN_SIGNS, IOTATED_Y, ENGLISH, LETTERS],
    },
    System {
        id: "bgn-pcgn-1965-simple",
        label: "BGN/PCGN 1965, simplified",
        language: Ukrainian,
        source: "BGN/PCGN 1965 as running text simplifies it: -yy and -iy as -y, no signs",
        tables: &[ADJECTIVES_ON_Y, IOTATED_Y, ENGLISH, NO_SIGNS, LETTERS],
    },
    System {
        id: "national-1996",
        label: "National 1996",
        language: Ukrainian,
        source: "Ukrainian Commission on Legal Terminology, decision No. 9 of 19 April 1996, exact form",
        tables: &[NATIONAL_1996, APOSTROPHE_1996, IOTATED_BY_PLACE, ENGLISH, LETTERS],
    },
    System {
        id: "national-1996-simple",
        label: "National 1996, simplified",
        language: Ukrainian,
        source: "the same decision, simplified form: doubled sibilants once, ь only in ьо and ьї (Zaporizhia, Lviv)",
        tables: &[SINGLE_SIBILANTS, NATIONAL_1996_SIMPLE, IOTATED_BY_PLACE, ENGLISH, LETTERS],
    },
    System {
        id: "passport-2007",
        label: "Passports of 2007",
        language: Ukrainian,
        source: "Resolution of the Cabinet of Ministers of Ukraine No. 858 of 26 June 2007, after ICAO Doc 9303",
        tables: &[PASSPORT_2007, ENGLISH, NO_SIGNS, LETTERS],
    },
    System {
        id: "passport-soviet",
        label: "Soviet passports",
        language: Ukrainian,
        source: "the French-style spelling of Soviet passports, in use into the 1990s (named in Order No. 310 of the Russian Interior Ministry, 1997, that ended it)",
        tables: &[PASSPORT_SOVIET, NO_SIGNS, LETTERS],
    },
    System {
        id: "german",
        label: "German press",
        language: Ukrainian,
        source: "Duden and the German Wikipedia: transcription of Ukrainian",
        tables: &[GERMAN, IOTATED_J, NO_SIGNS, LETTERS],
    },
    System {
        id: "german-doubled",
        label: "German press, ss between vowels",
        language: Ukrainian,
        source: "Duden, Die deutsche Rechtschreibung: с between vowels as ss",
        tables: &[GERMAN_DOUBLED, GERMAN, IOTATED_J, NO_SIGNS, LETTERS],
    },
    System {
        id: "french",
        label: "French press",
        language: Ukrainian,
        source: "Girodet, Dictionnaire de la langue française, 1976; usage of Le Monde diplomatique",
        tables: &[FRENCH, NO_SIGNS, LETTERS],
    },
    System {
        id: "polish",
        label: "Polish press",
        language: Ukrainian,
        source: "Wielki słownik ortograficzny PWN, rule 78; KSNG's list of names for ś, ź, ć, ń",
        tables: &[POLISH, IOTATED_J, NO_SIGNS, LETTERS],
    },
    System {
        id: "gost-1971",
        label: "GOST 16876-71",
        language: Ukrainian,
        source: "GOST 16876-71, table 2 (without diacritics)",
        tables: &[GOST_1971, IOTATED_J, ENGLISH, LETTERS],
    },
    System {
        id: "gost-1986",
        label: "GOST 16876-71, 1983 edition",
        language: Ukrainian,
        source: "GOST 16876-71 with the amendments of 1980 and 1983 (ST SEV 1362-78), table 1",
        tables: &[GOST_1986, IOTATED_J, CARON, LETTERS],
    },
    System {
        id: "iso-9",
        label: "ISO 9:1995",
        language: Ukrainian,
        source: "ISO 9:1995, table 1",
        tables: &[ISO_9, CARON, LETTERS],
    },
    System {
        id: "scholarly",
        label: "Scholarly",
        language: Ukrainian,
        source: "the international scholarly system, as in Comrie and Corbett, The Slavonic Languages, 1993",
        tables: &[SCHOLARLY, IOTATED_J, CARON, LETTERS],
    },
    System {
        id: "ala-lc",
        label: "ALA-LC",
        language: Ukrainian,
        source: "ALA-LC Romanization Tables, Ukrainian, 2011",
        tables: &[ALA_LC, ENGLISH, LETTERS],
    },
    System {
        id: "ala-lc-plain",
        label: "ALA-LC without diacritics",
        language: Ukrainian,
        source: "ALA-LC Romanization Tables, Ukrainian, 2011, without ligatures, diacritics and signs",
        tables: &[ALA_LC_PLAIN, ENGLISH, NO_SIGNS, LETTERS],
    },
    System {
        id: "dstu-9112-a",
        label: "DSTU 9112:2021 A",
        language: Ukrainian,
        source: "DSTU 9112:2021, system A",
        tables: &[DSTU_A, APOSTROPHE, IOTATED_J, CARON, LETTERS],
    },
    System {
        id: "dstu-9112-b",
        label: "DSTU 9112:2021 B",
        language: Ukrainian,
        source: "DSTU 9112:2021, system B",
        tables: &[DSTU_B, APOSTROPHE, IOTATED_J, ENGLISH, LETTERS],
    },
    System {
        id: "tkpn-1994",
        label: "TKPN-94",
        language: Ukrainian,
        source: "Terminological Commission for Natural Sciences of Kyiv University, 1994; table and examples at hostmaster.ua/docs/UL.html (names of .ua domains)",
        tables: &[TKPN, APOSTROPHE, IOTATED_J, ENGLISH, LETTERS],
    },
];

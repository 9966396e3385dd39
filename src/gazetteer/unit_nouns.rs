//! The nouns that stand beside the name of a unit: область, район, громада, oblast, district.

use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

use super::PlaceKind;
use crate::normalization::{self, Lower, ShortKey};

use PlaceKind::{CityDistrict, Hromada, Oblast, Raion};

/// Nouns with the kinds they may mean, the likeliest first; each in all its forms and usual abbreviations.
const UNIT_NOUNS: &[(&[PlaceKind], &[&str])] = &[
    // Ukrainian, declined by the Orthography of 2019 (feminine third declension, masculine second, feminine first).
    (
        &[Oblast],
        &["область", "області", "областю", "областей", "областям", "областями", "областях", "обл", "область"],
    ),
    (
        &[Raion, CityDistrict],
        &[
            "район",
            "району",
            "районі",
            "районом",
            "райони",
            "районів",
            "районам",
            "районами",
            "районах",
            "р-н",
            "р-ну",
            "р-ні",
        ],
    ),
    (
        &[Hromada],
        &[
            "громада",
            "громади",
            "громаді",
            "громаду",
            "громадою",
            "громад",
            "громадам",
            "громадах",
            "тг",
            "отг",
            "мтг",
            "стг",
        ],
    ),
    // Russian.
    (&[Oblast], &["области", "областью", "областями", "край", "края", "крае", "краем", "краю"]),
    (&[Raion, CityDistrict], &["района", "районе", "районы", "районов", "р-на", "р-не"]),
    (
        &[Hromada],
        &["громады", "громаде", "громадой", "громадами", "община", "общины", "общине", "общину", "общиной"],
    ),
    // English, and Ukrainian nouns in Latin letters.
    (
        &[Oblast],
        &["oblast", "oblasts", "region", "regions", "province", "provinces", "obl", "oblast's", "krai"],
    ),
    (&[Raion, CityDistrict], &["raion", "raions", "district", "districts", "rayon", "rayons", "county"]),
    (&[Hromada], &["hromada", "hromadas", "community", "communities", "municipality"]),
];

/// The kinds of unit that a word means; none for any other word. Case and apostrophes do not matter.
pub(crate) fn unit_kinds(word: &str) -> &'static [PlaceKind] {
    KINDS.get(&ShortKey::of(word)).copied().unwrap_or(&[])
}

/// The kinds by the key of the noun; of a noun that two languages share, the first row.
static KINDS: Lazy<FxHashMap<ShortKey, &'static [PlaceKind]>> = Lazy::new(|| {
    let mut kinds: FxHashMap<ShortKey, &'static [PlaceKind]> = FxHashMap::default();
    for &(meant, nouns) in UNIT_NOUNS {
        for noun in nouns {
            kinds.entry(ShortKey::of(noun)).or_insert(meant);
        }
    }
    kinds
});

/// English nouns of units in the plural: those of several names that stand before them.
const PLURAL_NOUNS: &[&str] =
    &["oblasts", "regions", "provinces", "raions", "districts", "rayons", "hromadas", "communities"];

/// Whether an English noun is that of several units.
pub(crate) fn is_plural_unit_noun(word: &str) -> bool {
    PLURAL_NOUNS.iter().any(|noun| word.eq_ignore_ascii_case(noun))
}

/// Words that say of what sort a hromada is, by their beginnings; and English ones, whole.
const QUALIFIER_STEMS: &[&str] = &[
    "міськ",
    "сільськ",
    "селищн",
    "територіальн",
    "об'єднан",
    "об’єднан",
    "городск",
    "сельск",
    "поселков",
    "территориальн",
    "объединенн",
    "объединённ",
];
const QUALIFIERS: &[&str] =
    &["urban", "rural", "settlement", "city", "village", "territorial", "united", "amalgamated"];

/// Whether a word between the name of a hromada and its noun says of what sort it is.
pub(crate) fn is_hromada_qualifier(word: &str) -> bool {
    if word.is_ascii() {
        return QUALIFIERS.iter().any(|qualifier| word.eq_ignore_ascii_case(qualifier));
    }
    let lower = Lower::of(word);
    QUALIFIER_STEMS.iter().any(|stem| lower.starts_with(stem))
}

/// Nouns of a city, before or after its name: the codifier writes "м. Севастополь" where a unit is asked for.
const CITY_NOUNS: &[&str] = &["м", "місто", "г", "город", "city"];

/// Whether a word is a noun of a city.
pub(crate) fn is_city_noun(word: &str) -> bool {
    let folded = normalization::key(word);
    CITY_NOUNS.iter().any(|noun| normalization::key(noun) == folded)
}

//! A place of a gazetteer.

use geo_types::Point;
use jiff::civil::Date;

use super::format::{COORDINATE_SCALE, HostilityRecord, LAST_DAY, NO_FEATURE, NONE, PlaceRecord, day_number};
use super::id::PlaceId;
use super::layer::Layer;
use super::{Gazetteer, NameSort, PlaceKind, Precision, Status};
use crate::Language;

/// The feature of a raion of before the reform of 2020.
pub(super) const FORMER_RAION: &str = "raion2020";
/// The feature of a neighbourhood of a city.
pub(super) const NEIGHBOURHOOD: &str = "neighbourhood";

/// A place of a [`Gazetteer`]: a light handle, free to copy.
///
/// | of the source | here |
/// |---|---|
/// | KATOTTG code | [`id`](Place::id), of settlements and units |
/// | KATOTTG category M, X, C | [`kind`](Place::kind) `city`, `settlement`, `village` |
/// | KATOTTG category O, P, H, B | `oblast`, `raion`, `hromada`, `city_district` |
/// | GeoNames `geonameid` | [`geonames`](Place::geonames) |
/// | Wikidata item | [`wikidata`](Place::wikidata) |
#[derive(Clone, Copy)]
pub struct Place<'g> {
    gazetteer: &'g Gazetteer,
    layer: &'g Layer,
    record: &'g PlaceRecord,
    number: u32,
}

impl<'g> Place<'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer, layer: &'g Layer, number: u32) -> Option<Self> {
        Some(Place { gazetteer, layer, record: layer.place(number)?, number })
    }

    pub(super) fn gazetteer(&self) -> &'g Gazetteer {
        self.gazetteer
    }

    /// Its number in this gazetteer; another build of the gazetteer may number otherwise.
    pub(crate) fn number(&self) -> u32 {
        self.number
    }

    /// Its id: a KATOTTG code for settlements and units, else `geonames:…`, `country:…`, `landmark:…` and the like.
    pub fn id(&self) -> PlaceId<'g> {
        self.layer.sections.id(self.record.id)
    }

    /// Its kind.
    pub fn kind(&self) -> PlaceKind {
        PlaceKind::from_number(self.record.kind).unwrap_or(PlaceKind::Landmark)
    }

    /// Its Ukrainian name; empty where none is known.
    pub fn name_uk(&self) -> &'g str {
        self.layer.sections.string(self.record.name_uk)
    }

    /// Its English name; the national romanization where no other is attested.
    pub fn name_en(&self) -> &'g str {
        self.layer.sections.string(self.record.name_en)
    }

    /// Its Russian name; empty where none is known.
    pub fn name_ru(&self) -> &'g str {
        self.layer.sections.string(self.record.name_ru)
    }

    /// The first name there is: Ukrainian, English, Russian.
    pub fn name(&self) -> &'g str {
        [self.name_uk(), self.name_en(), self.name_ru()]
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or("")
    }

    /// Whether its name in a language is made by rule and not attested.
    pub fn is_derived(&self, language: Language) -> bool {
        self.record.derived & (1 << language as u8) != 0
    }

    /// Names beside the official ones, with what each is: former names, nicknames, abbreviations.
    pub fn other_names(&self) -> impl Iterator<Item = (&'g str, NameSort)> + use<'g> {
        let number = self.number;
        // A layer may name places of the layers below it.
        self.gazetteer.layers().iter().flat_map(move |layer| {
            layer.place_names(number).iter().map(|record| {
                let sort = NameSort::from_number(record.sort).unwrap_or(NameSort::Alternate);
                (layer.name_text(record.name.get()), sort)
            })
        })
    }

    /// Its former names, in all languages.
    pub fn former_names(&self) -> Vec<&'g str> {
        self.other_names().filter(|(_, sort)| *sort == NameSort::Former).map(|(name, _)| name).collect()
    }

    /// Latitude in WGS84 degrees.
    pub fn lat(&self) -> Option<f64> {
        degrees(self.record.lat.get())
    }

    /// Longitude in WGS84 degrees.
    pub fn lon(&self) -> Option<f64> {
        degrees(self.record.lon.get())
    }

    /// Its point, x being the longitude and y the latitude in WGS84 degrees.
    pub fn point(&self) -> Option<Point<f64>> {
        Some(Point::new(self.lon()?, self.lat()?))
    }

    /// What its point is a point of.
    pub fn precision(&self) -> Precision {
        Precision::from_number(self.record.precision).unwrap_or(Precision::Feature)
    }

    /// Its GeoNames id.
    pub fn geonames(&self) -> Option<u32> {
        some(self.record.geonames.get())
    }

    /// Its Wikidata id, with the `Q`.
    pub fn wikidata(&self) -> Option<String> {
        self.layer.wikidata(self.number).map(|number| format!("Q{number}"))
    }

    /// Its inhabitants, of a year between 2001 and 2022; known for a third of the settlements.
    pub fn population(&self) -> Option<u32> {
        some(self.record.population.get())
    }

    /// What it is more closely, such as `river` or `airfield`; for places abroad the ISO 3166 code of the country.
    pub fn feature(&self) -> &'g str {
        self.layer.feature(self.record.feature.get())
    }

    /// Whether it is a settlement of Ukraine, and not one abroad.
    pub fn is_ukrainian_settlement(&self) -> bool {
        self.kind().is_settlement() && self.record.feature.get() == NO_FEATURE
    }

    /// Whether it is a unit of earlier days: a raion of before the reform of 2020.
    pub(crate) fn is_former_unit(&self) -> bool {
        self.kind().is_unit() && self.feature() == FORMER_RAION
    }

    /// Whether it is a neighbourhood of a city, which is named like a settlement and not as landmarks are.
    pub(crate) fn is_neighbourhood(&self) -> bool {
        self.kind() == PlaceKind::Landmark && self.feature() == NEIGHBOURHOOD
    }

    /// Whether it is a settlement abroad.
    pub(crate) fn is_abroad(&self) -> bool {
        self.kind().is_settlement() && self.record.feature.get() != NO_FEATURE
    }

    /// The unit it belongs to.
    pub fn parent(&self) -> Option<Place<'g>> {
        self.gazetteer.by_number(self.parent_number()?)
    }

    /// The number of the unit it belongs to.
    pub(crate) fn parent_number(&self) -> Option<u32> {
        some(self.record.parent.get())
    }

    /// The units it belongs to, the smallest first.
    pub fn ancestors(&self) -> impl Iterator<Item = Place<'g>> + use<'g> {
        // Deeper than any hierarchy, and an end where damaged data runs in a circle.
        std::iter::successors(self.parent(), Place::parent).take(8)
    }

    fn ancestor(&self, kind: PlaceKind) -> Option<Place<'g>> {
        std::iter::once(*self).chain(self.ancestors()).find(|place| place.kind() == kind)
    }

    /// Its hromada, itself where it is one.
    pub fn hromada(&self) -> Option<Place<'g>> {
        self.ancestor(PlaceKind::Hromada)
    }

    /// Its raion, itself where it is one.
    pub fn raion(&self) -> Option<Place<'g>> {
        self.ancestor(PlaceKind::Raion)
    }

    /// Its oblast, itself where it is one; Kyiv and Sevastopol, which belong to none, stand for their own.
    pub fn oblast(&self) -> Option<Place<'g>> {
        self.ancestor(PlaceKind::Oblast).or_else(|| {
            std::iter::once(*self)
                .chain(self.ancestors())
                .find(|place| place.parent().is_none() && place.is_ukrainian_settlement())
        })
    }

    /// The places that belong to it directly.
    pub fn children(&self) -> impl Iterator<Item = Place<'g>> + use<'g> {
        let (gazetteer, number) = (self.gazetteer, self.number);
        gazetteer.indexes().children(number).filter_map(move |child| gazetteer.by_number(child))
    }

    /// Whether it is a unit or place, or belongs to it at any depth. Kyiv counts as within its oblast, Sevastopol
    /// as within Crimea, the villages that were Sevastopol's until 2020 as within it too, and Donetsk and Luhansk oblasts
    /// as within the "people's republics" that claim them: reports mean them with the names of these.
    pub fn is_within(&self, unit: &Place<'_>) -> bool {
        let with_units = || std::iter::once(*self).chain(self.ancestors());
        with_units().any(|own| own.number == unit.number)
            || ADMITTED.iter().any(|(id, into)| unit.id() == *into && with_units().any(|own| own.id() == *id))
    }

    /// Whether a city, hromada or oblast that is no part of it counts as within it.
    pub(crate) fn admits_others(&self) -> bool {
        ADMITTED.iter().any(|(_, into)| self.id() == *into)
    }

    /// What the register of hostilities says of it on a day: of itself, else of its hromada, raion or oblast.
    pub fn status(&self, date: Date) -> Option<Status> {
        self.status_on(day_number(date))
    }

    /// As [`status`](Place::status), on a numbered day.
    pub(crate) fn status_on(&self, day: u16) -> Option<Status> {
        std::iter::once(*self).chain(self.ancestors()).find_map(|place| place.own_status(day, self.number))
    }

    /// The rows of the register for it and the units it belongs to, the smallest first; of those that have some.
    fn register_rows(&self) -> Vec<&'g [HostilityRecord]> {
        std::iter::once(*self)
            .chain(self.ancestors())
            .map(|place| self.layer.hostilities(place.number))
            .filter(|rows| !rows.is_empty())
            .collect()
    }

    /// What the register says of it from which numbered days on, in order, and the gravest status of all.
    pub(crate) fn status_history(&self) -> (Vec<(u16, Option<Status>)>, Option<Status>) {
        let levels = self.register_rows();
        let rows = || levels.iter().flat_map(|rows| rows.iter());
        let mut days: Vec<u16> =
            rows().flat_map(|row| [row.from.get(), row.to.get().saturating_add(1)]).collect();
        days.sort_unstable();
        days.dedup();
        let status = |day| levels.iter().find_map(|rows| self.layer.status_among(rows, day, self.number));
        (days.into_iter().map(|day| (day, status(day))).collect(), gravest(rows()))
    }

    /// The last status that the register gives before a day: for texts after its end.
    pub fn last_status(&self) -> Option<Status> {
        self.status_on(LAST_DAY)
    }

    /// The gravest status that the register ever gives.
    pub fn status_ever(&self) -> Option<Status> {
        gravest(self.register_rows().into_iter().flatten())
    }

    fn own_status(&self, day: u16, settlement: u32) -> Option<Status> {
        self.layer.status_among(self.layer.hostilities(self.number), day, settlement)
    }
}

fn gravest<'r>(rows: impl Iterator<Item = &'r HostilityRecord>) -> Option<Status> {
    rows.filter_map(|row| Status::from_number(row.status)).max()
}

const SEVASTOPOL: PlaceId<'static> = PlaceId::Katottg(85_000_000_000_065_278);

/// Cities of special status and units, with what reports count them to.
const ADMITTED: &[(PlaceId<'static>, PlaceId<'static>)] = &[
    // Kyiv and Kyiv Oblast; Sevastopol and Crimea.
    (PlaceId::Katottg(80_000_000_000_093_317), PlaceId::Katottg(32_000_000_000_030_281)),
    (SEVASTOPOL, PlaceId::Katottg(1_000_000_000_013_043)),
    // Units of Bakhchysaraiskyi raion that Sevastopol governed until the reform of 2020, and does in fact: Andriivska,
    // Verkhnosadivska, Inkermanska, Kachynska, Orlynivska, Ternivska (Resolution No. 807-IX of 17 July 2020).
    (PlaceId::Katottg(1_020_010_000_048_857), SEVASTOPOL),
    (PlaceId::Katottg(1_020_070_000_057_731), SEVASTOPOL),
    (PlaceId::Katottg(1_020_210_000_031_011), SEVASTOPOL),
    (PlaceId::Katottg(1_020_230_000_086_125), SEVASTOPOL),
    (PlaceId::Katottg(1_020_310_000_028_500), SEVASTOPOL),
    (PlaceId::Katottg(1_020_430_000_077_222), SEVASTOPOL),
    // Donetsk and Luhansk oblasts and their self-named republics.
    (PlaceId::Katottg(14_000_000_000_091_971), PlaceId::Other("region:dnr")),
    (PlaceId::Katottg(44_000_000_000_018_893), PlaceId::Other("region:lnr")),
];

fn some(number: u32) -> Option<u32> {
    (number != NONE).then_some(number)
}

fn degrees(stored: i32) -> Option<f64> {
    (stored != i32::MIN).then(|| f64::from(stored) / COORDINATE_SCALE)
}

impl PartialEq for Place<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Place<'_> {}

impl std::fmt::Debug for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Place({} {} {})", self.id(), self.kind(), self.name())
    }
}

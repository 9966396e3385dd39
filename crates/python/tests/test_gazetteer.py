"""Questions about places and names, and places of one's own."""

import json
import pickle

import pytest
import ua_gazetteer
from ua_gazetteer import Gazetteer, Recognizer

EMBEDDED = Gazetteer.embedded()
QUARRY = {"id": "own:quarry", "kind": "landmark", "name_uk": "Гранітний кар'єр", "lat": 49.65, "lon": 37.82}


def test_names_are_looked_up_in_any_spelling():
    for name in ("Sin'kovka", "Синьковка", "Синьківку", "SINKIVKA"):
        first = EMBEDDED.lookup(name, within="Kharkiv region")[0]
        assert first.place.id == "UA63080130130078227", name
        assert first.form.name and first.matched in ("form", "spelling_key")
    assert len(EMBEDDED.lookup("Іванівка")) == 20
    assert len(EMBEDDED.lookup("Іванівка", limit=200)) > 100
    assert EMBEDDED.lookup("Kharviv")[0].matched == "near"
    assert EMBEDDED.lookup("Qqqqxxwwqqq") == []
    with pytest.raises(ValueError, match='within: unknown region "Atlantis"'):
        EMBEDDED.lookup("Іванівка", within="Atlantis")


def test_candidates_have_the_keys_of_the_command():
    candidate = EMBEDDED.lookup("Sinkivka")[0]
    record = candidate.to_dict()
    assert set(record) == {*candidate.place.to_dict(), "confidence", "matched", "form"}
    assert record["form"] == candidate.form.to_dict()


def test_ids_and_points():
    assert EMBEDDED.get("UA14020010010059145").name_uk == "Бахмут"
    assert EMBEDDED.get("UA00000000000000000") is None
    assert len(EMBEDDED) > 29_000
    (first, near), (second, far) = EMBEDDED.nearest(49.71, 37.615, count=2)
    assert first.name_en == "Kupiansk" and near < 1 and near <= far and first != second
    around = EMBEDDED.within_km(49.71, 37.615, 10)
    assert first in [place for place, _ in around] and all(km <= 10 for _, km in around)
    with pytest.raises(ValueError, match="lat: 91 is outside -90 to 90"):
        EMBEDDED.nearest(91, 37)
    with pytest.raises(ValueError, match="km: -1 is no distance in kilometres"):
        EMBEDDED.within_km(49, 37, -1)


def test_own_places_stand_over_the_embedded_ones_or_instead_of_them(tmp_path):
    table, objects = tmp_path / "own.csv", tmp_path / "own.json"
    table.write_text("id,kind,name_uk,lat,lon\nown:quarry,landmark,Гранітний кар'єр,49.65,37.82\n", encoding="utf-8")
    objects.write_text(json.dumps([QUARRY]), encoding="utf-8")
    for places in ([QUARRY], str(table), objects):
        over = Gazetteer(
            places, aliases=[("own:quarry", "Granite Quarry", "en"), ("UA14020010010059145", "Bakhmutograd", "en")]
        )
        document = Recognizer(gazetteer=over).recognize(
            "Вогонь із Гранітного кар'єру. From Granite Quarry to Bakhmutograd."
        )
        assert [m.place.id for m in document] == ["own:quarry", "own:quarry", "UA14020010010059145"]
        assert (over.own[0]["lat"], len(over)) == (49.65, len(EMBEDDED) + 1)
        instead = Gazetteer(places, embedded=False)
        assert len(instead) == 1 and not instead.lookup("Бахмут")
        for gazetteer in (over, instead):
            again = pickle.loads(pickle.dumps(gazetteer))
            assert len(again) == len(gazetteer) and again.own == gazetteer.own and again.aliases == gazetteer.aliases
    assert len(Gazetteer()) == len(EMBEDDED)
    assert len(Gazetteer(embedded=False)) == 0


@pytest.mark.parametrize(
    ("places", "error", "message"),
    [
        ([QUARRY, {"id": "x", "nam": "y"}], ValueError, r"places\[1\]: unknown field `nam`"),
        (
            [{"id": "x", "name_uk": "Дуб", "lat": 91, "lon": 0}],
            ValueError,
            'places: place "x": latitude 91 is outside',
        ),
        ([{"name_uk": "Дуб"}], ValueError, 'places: place "Дуб" has no id'),
        ("missing.csv", FileNotFoundError, "missing.csv: No such file"),
        (5, TypeError, "places: expected a path or an iterable of dicts, not int"),
    ],
)
def test_places_that_cannot_be_taken_are_named(places, error, message):
    with pytest.raises(error, match=message):
        Gazetteer(places)


def test_a_file_is_named_with_the_line(tmp_path):
    table = tmp_path / "own.csv"
    table.write_text("id,name_uk,lat,lon\na,Дуб,1,1\nb,Клен,north,1\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"own\.csv: places:3: "):
        Gazetteer(table)
    with pytest.raises(ValueError, match=r'aliases\[0\]: unknown language "fr"'):
        Gazetteer(aliases=[("a", "b", "fr")])


def test_variants():
    ukrainian, russian = ua_gazetteer.variants("Sinkivka")
    assert (ukrainian["name"], russian["name"]) == ("Синьківка", "Синьковка")
    assert "Синьківкою" in [form["text"] for form in ukrainian["forms"]]
    assert ua_gazetteer.variants("Дубовий Гай", language="uk")[0]["spellings"][0]["text"] == "Dubovyi Hai"
    assert ua_gazetteer.variants("Qqqqxxwwqqq") == []
    with pytest.raises(ValueError, match='language: unknown language "fr"'):
        ua_gazetteer.variants("Київ", language="fr")


def test_info_tells_the_sources():
    assert EMBEDDED.info()["sources"]

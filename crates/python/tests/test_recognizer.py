"""Texts to documents: spans, settings, many at once, and what is said of arguments that do not fit."""

import datetime
import json
import os
import pickle
import subprocess
import threading
import time

import pytest
import ua_gazetteer
from texts import reports
from ua_gazetteer import Gazetteer, Recognizer, recognize, recognize_batch

REPORT = (
    "🚀 On 26.11.2023 near 49.7068, 37.6150 the 92nd Separate Assault Brigade repelled four attacks with 18 FPV "
    "drones; Col. Serhii Musiienko fell near Usenkivka and Ivanivka. Обстріляно Куп'янськ на Харківщині. "
    "The Bakhmut direction is calm."
)


def test_offsets_are_code_points():
    document = recognize(REPORT)
    assert len(document) > 8
    for mention in document:
        assert REPORT[mention.start : mention.end] == mention.text


def test_each_kind_says_what_it_knows():
    by_kind = {mention.kind: mention for mention in reversed(recognize(REPORT).mentions)}
    assert by_kind["military_unit"].details["number"] == 92
    assert by_kind["count"].details["value"] == 4
    assert by_kind["date"].details == {"date": {"start": "2023-11-26", "end": "2023-11-26"}}
    assert by_kind["coordinates"].details["nearest"]["name_en"] == "Kupiansk"
    assert [place.name_uk for place in by_kind["direction"].anchors] == ["Бахмут"]
    assert by_kind["place"].text == "Usenkivka"
    assert by_kind["place"].place is None
    assert "UA63080130130078227" in [place.id for place in by_kind["place"].suggestions]
    assert by_kind["place"].details == {}


def test_a_place_says_how_it_was_found():
    mention = recognize("Attacks near Synkivka and Ivanivka, Kharkiv region.", date="2023-11-26")[1]
    assert mention.place.id == "UA63080130040020621"
    assert (mention.form.name, mention.form.language, mention.form.romanization) == (
        "Іванівка",
        "uk",
        "KMU 2010",
    )
    assert mention.place.oblast.name_en == "Kharkiv Oblast"
    assert mention.evidence and all(isinstance(sentence, str) for sentence in mention.evidence)
    assert all(place.confidence <= mention.confidence for place in mention.alternatives)
    assert mention == mention and mention != recognize("Kyiv")[0] and mention.place == mention.place
    assert len({mention.place, mention.place}) == 1


def test_objects_and_dicts_say_the_same():
    document = recognize(REPORT, id="a1")
    record = document.to_dict()
    assert (record["schema"], record["id"]) == (1, "a1")
    assert record["mentions"] == [mention.to_dict() for mention in document]
    for mention, keys in zip(document, record["mentions"], strict=True):
        for key, value in keys.items():
            said = getattr(mention, key, None) if key not in mention.details else mention.details[key]
            if isinstance(said, list):
                said = [item if isinstance(item, str) else item.to_dict() for item in said]
            assert (said.to_dict() if hasattr(said, "to_dict") else said) == value, key
    assert [recognize("x", id=given).to_dict()["id"] for given in (7, "7", None)] == [7, "7", None]


@pytest.mark.skipif("UA_GAZETTEER_BIN" not in os.environ, reason="UA_GAZETTEER_BIN does not name the command")
def test_the_command_says_the_same():
    asked = [
        {"id": number, "text": text, "date": str(day)}
        for number, (text, day) in enumerate([*reports(300), (REPORT, datetime.date(2023, 11, 26))])
    ]
    lines = "".join(json.dumps(line) + "\n" for line in asked)
    command = [
        os.environ["UA_GAZETTEER_BIN"],
        "tag",
        "--input",
        "jsonl",
        "--output",
        "jsonl",
        "--offsets",
        "chars",
        "-",
    ]
    output = subprocess.run(command, input=lines, capture_output=True, check=True, text=True, encoding="utf-8").stdout
    batch = recognize_batch(
        [line["text"] for line in asked], [line["date"] for line in asked], ids=[line["id"] for line in asked]
    )
    assert [document.to_dict() for document in batch] == [json.loads(line) for line in output.splitlines()]


def test_days_count():
    text = "Обстріляно Іванівку."
    near_the_line = Recognizer(date=datetime.date(2023, 11, 26))
    assert near_the_line.recognize(text).to_dict() == recognize(text, "2023-11-26").to_dict()
    assert recognize(text, datetime.datetime(2023, 11, 26, 23, 59)).to_dict() == recognize(text, "2023-11-26").to_dict()
    said = "place of active hostilities on 2023-11-26"
    assert said in recognize("Attacks near Synkivka and Ivanivka.", "2023-11-26")[0].evidence
    unheard = Recognizer(date="2023-11-26", hostilities=False).recognize("Attacks near Synkivka and Ivanivka.")
    assert said not in unheard[0].evidence


def test_settings_count():
    assert {m.kind for m in Recognizer(kinds="place").recognize(REPORT)} == {"place"}
    assert {m.kind for m in Recognizer(kinds=("count", "weapon")).recognize(REPORT)} == {"count", "weapon"}
    assert all(mention.confidence >= 0.9 for mention in Recognizer(min_confidence=0.9).recognize(REPORT))
    assert not recognize("біля бахмута")
    assert Recognizer(any_case=True).recognize("біля бахмута")[0].place.name_en == "Bakhmut"
    assert "Usenkivka" not in [m.text for m in Recognizer(unknown=False).recognize(REPORT)]
    text = "Shelling near Ivanivka and Kherson."
    inside = Recognizer(within="Херсонська область").recognize(text)
    assert [mention.place.oblast.name_en for mention in inside] == ["Kherson Oblast"] * len(inside) and len(inside) > 0
    assert (
        Recognizer(prior_region="Sumy Oblast").recognize("Shelling near Ivanivka.")[0].place.oblast.name_en
        == "Sumy Oblast"
    )
    assert (
        Recognizer(prior_point=[49.7, 37.6, 30]).recognize("Shelling near Ivanivka.")[0].place.raion.name_uk
        == "Куп'янський"
    )


def test_many_texts_keep_their_order():
    texts, days = zip(*reports(3000), strict=True)
    one_by_one = [
        recognize(text, day, id=position).to_dict()
        for position, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    for threads in (None, 1, 3):
        batch = recognize_batch(texts, days, threads)
        assert [document.to_dict() for document in batch] == one_by_one
    assert [batch[5].text, batch[-1].text] == [texts[5], texts[-1]]
    assert [document.text for document in batch[10:4:-2]] == [texts[10], texts[8], texts[6]]
    with pytest.raises(IndexError):
        batch[3000]
    assert len(recognize_batch([])) == 0


def test_a_batch_takes_any_iterables_and_missing_days():
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame(
        {"text": ["Обстріляно Суми."] * 3, "day": pandas.to_datetime(["2023-11-26", None, "2024-01-01"])}
    )
    batch = recognize_batch(table["text"], table["day"], ids=(f"{number}" for number in range(3)))
    assert [document.id for document in batch] == ["0", "1", "2"]
    usual = Recognizer(date="2023-11-26").recognize_batch(["Attacks near Synkivka and Ivanivka."], [None])
    assert any("2023-11-26" in sentence for sentence in usual[0][0].evidence)


def test_python_goes_on_meanwhile():
    text = " ".join(text for text, _ in reports(20_000))
    worker = threading.Thread(target=recognize, args=(text,))
    worker.start()
    turns = 0
    while worker.is_alive():
        time.sleep(0.001)
        turns += 1
    assert turns > 20


def test_a_long_text_is_whole():
    text = "Перед тим нічого. " * 100_000 + "Обстріляно Куп'янськ."
    assert [(m.start, m.place.name_en) for m in Recognizer(kinds="place").recognize(text)] == [
        (text.index("Куп"), "Kupiansk")
    ]


def test_recognizers_can_be_pickled():
    own = Gazetteer([{"id": "own:1", "name_uk": "Гранітний кар'єр"}], aliases=[("own:1", "Granite Quarry", "en")])
    settings = {"kinds": ["place"], "min_confidence": 0.25, "prior_point": (49.7, 37.6, 30), "any_case": True}
    recognizer = Recognizer(date="2023-11-26", gazetteer=own, **settings)
    again = pickle.loads(pickle.dumps(recognizer))
    for text in ("Тихо в Гранітному кар'єрі.", "in Granite Quarry", "Shelling near Ivanivka.", "біля бахмута"):
        assert again.recognize(text).to_dict() == recognizer.recognize(text).to_dict()
        assert len(again.recognize(text)) == 1


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: recognize("x", date="soon"), ValueError, 'date: "soon" is no date, as 2023-11-26'),
        (
            lambda: recognize("x", date="2023-02-30"),
            ValueError,
            'date: "2023-02-30" is no date, as 2023-11-26',
        ),
        (lambda: recognize("x", date=5), TypeError, "date: expected str or datetime.date, not int"),
        (lambda: recognize("x", id=1.5), TypeError, "id: expected str or int of 64 bits, not float"),
        (lambda: recognize("a\ud800"), ValueError, "text: .* surrogates not allowed"),
        (lambda: recognize(None), TypeError, "text: expected str, not NoneType"),
        (lambda: recognize_batch("abc"), TypeError, "texts: expected an iterable of str, not str"),
        (lambda: recognize_batch(["a", None]), TypeError, r"texts\[1\]: expected str, not NoneType"),
        (lambda: recognize_batch(["a", "b"], ["2023-11-26"]), ValueError, "dates: 1 for 2 texts"),
        (lambda: recognize_batch(["a"], ["no"]), ValueError, r'dates\[0\]: "no" is no date'),
        (lambda: recognize_batch(["a"], ids=[]), ValueError, "ids: 0 for 1 texts"),
        (lambda: recognize_batch(["a"], threads=0), ValueError, "threads: 0 threads do no work"),
        (lambda: Recognizer(date="soon"), ValueError, 'date: "soon" is no date'),
        (lambda: Recognizer(kinds=["river"]), ValueError, 'kinds: unknown kind "river": expected place, '),
        (lambda: Recognizer(kinds=5), TypeError, "kinds: expected str or an iterable of str, not int"),
        (
            lambda: Recognizer(min_confidence=1.5),
            ValueError,
            "min_confidence: 1.5 is no probability from 0 to 1",
        ),
        (lambda: Recognizer(within="Atlantis"), ValueError, 'within: unknown region "Atlantis"'),
        (lambda: Recognizer(prior_region="Atlantis"), ValueError, 'prior_region: unknown region "Atlantis"'),
        (lambda: Recognizer(prior_point=(91, 0, 5)), ValueError, "lat: 91 is outside -90 to 90"),
        (
            lambda: Recognizer(prior_point=(49, 37, float("nan"))),
            ValueError,
            "prior_point: NaN is no distance",
        ),
        (
            lambda: Recognizer(prior_point=(49, 37, 5), prior_region="Sumy Oblast"),
            ValueError,
            "prior_point: prior_region is there too",
        ),
    ],
)
def test_wrong_arguments_are_named(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_the_version_is_that_of_the_package():
    from importlib.metadata import version

    assert ua_gazetteer.__version__ == version("ua-gazetteer")

"""The component in real pipelines."""

import datetime

import pytest

spacy = pytest.importorskip("spacy")
from spacy.tokens import Doc  # noqa: E402

TEXTS = {
    "uk": ("Бої тривають біля Синьківки та під Бахмутом.", ["Синьківки", "Бахмутом"]),
    "ru": ("Бои идут возле Синьковки и под Бахмутом.", ["Синьковки", "Бахмутом"]),
    "en": ("Fighting goes on near Sinkivka and in Bakhmut.", ["Sinkivka", "Bakhmut"]),
}
IDS = ["UA63080130130078227", "UA14020010010059145"]
OWN = [{"id": "own:quarry", "kind": "landmark", "name_uk": "Гранітний кар'єр", "lat": 49.65, "lon": 37.82}]


def pipeline(language="uk", **config):
    nlp = spacy.blank(language)
    nlp.add_pipe("ua_gazetteer", config=config)
    return nlp


def seen(doc):
    return [(ent.text, ent.label_, ent.kb_id_, ent._.place and ent._.place["id"]) for ent in doc.ents]


@pytest.mark.parametrize("language", TEXTS)
def test_places_become_entities(language):
    text, names = TEXTS[language]
    doc = pipeline(language)(text)
    assert seen(doc) == [(name, "PLACE", id, id) for name, id in zip(names, IDS, strict=True)]
    assert doc.ents[0]._.mention["confidence"] > 0.5
    assert doc.text[doc.ents[1]._.mention["start"] :].startswith(names[1])


def test_all_kinds_have_labels_and_what_nests_is_in_the_spans():
    nlp = pipeline("en", labels={"place": "LOC"})
    doc = nlp("The 92nd Assault Brigade shot down 18 kamikaze drones near Kyiv; the Bakhmut direction is calm.")
    assert [ent.label_ for ent in doc.ents] == ["MILITARY_UNIT", "COUNT", "LOC", "DIRECTION"]
    assert "WEAPON" in [span.label_ for span in doc.spans["ua_gazetteer"]]
    assert [ent._.place is None for ent in doc.ents] == [True, True, False, True]
    assert doc.ents[3]._.mention["anchors"][0]["name_uk"] == "Бахмут"
    assert set(nlp.get_pipe("ua_gazetteer").labels) >= {"LOC", "DIRECTION"}
    assert pipeline(kinds=["place"]).get_pipe("ua_gazetteer").labels == ("PLACE",)


def test_entities_that_were_there_stay_unless_told():
    for overlaps, labels in (("keep", ["RIVER", "PLACE"]), ("replace", ["PLACE", "PLACE"])):
        nlp = spacy.blank("en")
        ruler = nlp.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "RIVER", "pattern": "near Sinkivka"}])
        nlp.add_pipe("ua_gazetteer", config={"overlaps": overlaps})
        doc = nlp(TEXTS["en"][0])
        assert [ent.label_ for ent in doc.ents] == labels
        assert len(doc.spans["ua_gazetteer"]) == 2


def test_mentions_within_tokens_take_the_token_or_not():
    text = "Траса Харків-Суми, м.Лиман."
    for mode, found in (("expand", True), ("strict", False)):
        nlp = pipeline(alignment_mode=mode)
        doc = nlp(
            Doc(
                nlp.vocab,
                words=["Траса", "Харків-Суми", ",", "м.Лиман", "."],
                spaces=[True, False, True, False, False],
            )
        )
        assert doc.text == text
        assert ("м.Лиман" in [ent.text for ent in doc.ents]) is found
        # Two mentions in one token are one entity, and the document is a valid one.
        assert [ent.text for ent in doc.ents].count("Харків-Суми") == int(found)


def test_the_day_comes_from_the_document_or_the_config():
    text = "Attacks near Synkivka and Ivanivka."
    doc = pipeline("en", date="2023-11-26")(text)
    assert any("2023-11-26" in sentence for sentence in doc.ents[0]._.mention["evidence"])
    nlp = pipeline("en")
    for day in ("2024-05-01", datetime.date(2024, 5, 1)):
        doc = nlp.make_doc(text)
        doc._.date = day
        assert any("2024-05-01" in sentence for sentence in nlp(doc).ents[0]._.mention["evidence"])
    doc = nlp.make_doc(text)
    doc._.date = "soon"
    with pytest.raises(ValueError, match='date: "soon" is no date'):
        nlp(doc)


def test_a_bad_document_does_not_stop_the_stream():
    nlp = pipeline("en")
    problems = []
    nlp.set_error_handler(lambda name, component, docs, error: problems.append((name, docs[0].text, str(error))))
    docs = [nlp.make_doc(text) for text in ("Kyiv", "Kherson", "Sumy")]
    docs[1]._.date = "soon"
    assert [doc.text for doc in nlp.pipe(docs)] == ["Kyiv", "Sumy"]
    assert problems == [("ua_gazetteer", "Kherson", 'date: "soon" is no date, as 2023-11-26')]


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"date": "soon"}, "soon"),
        ({"kinds": ["river"]}, 'kinds: unknown kind "river"'),
        ({"labels": {"river": "RIVER"}}, "labels: 'river' is none of place, "),
        ({"overlaps": "both"}, "overlaps: 'both' is none of keep, replace"),
        ({"alignment_mode": "loose"}, "alignment_mode: 'loose' is none of strict, contract, expand"),
        ({"places": [{"id": "x", "nam": "y"}]}, r"places\[0\]: unknown field `nam`"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_config_is_named(config, message):
    with pytest.raises((ValueError, TypeError), match=message):
        pipeline(**config)


def test_pipelines_go_to_disk_and_bytes_with_their_places(tmp_path):
    table = tmp_path / "own.csv"
    table.write_text("id,kind,name_uk,lat,lon\nown:quarry,landmark,Гранітний кар'єр,49.65,37.82\n", encoding="utf-8")
    text = "Вогонь із Гранітного кар'єру по Бахмуту."
    for places in (str(table), OWN, None):
        nlp = pipeline(places=places, date="2023-11-26", kinds=["place"], prior_point=[49.7, 37.6, 30])
        expected = seen(nlp(text))
        assert ("own:quarry" in [place for *_, place in expected]) is (places is not None)
        nlp.to_disk(tmp_path / "pipeline")
        table.rename(tmp_path / "moved.csv")
        assert seen(spacy.load(tmp_path / "pipeline")(text)) == expected
        again = spacy.blank("uk").from_config(nlp.config).from_bytes(nlp.to_bytes())
        assert seen(again(text)) == expected
        (tmp_path / "moved.csv").rename(table)
    with pytest.raises(FileNotFoundError, match=r"places: gone\.csv: no such file"):
        pipeline(places="gone.csv")(text)


def test_documents_go_to_bytes():
    nlp = pipeline()
    doc = nlp(TEXTS["uk"][0])
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert seen(again) == seen(doc) and again.ents[0]._.place == doc.ents[0]._.place


def test_two_processes_find_what_one_does():
    nlp = pipeline(places=OWN)
    texts = [text for text, _ in TEXTS.values()] * 20 + ["Тихо в Гранітному кар'єрі."]
    expected = [seen(doc) for doc in nlp.pipe(texts)]
    assert [seen(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=8)] == expected
    assert expected[-1][0][3] == "own:quarry"

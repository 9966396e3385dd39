"""Documents as Arrow tables, through the PyCapsule interface."""

import json

import pandas
import polars
import pyarrow as pa
import pytest
import ua_gazetteer
from texts import reports
from ua_gazetteer import Batch, recognize, recognize_batch


@pytest.fixture(scope="module")
def batch():
    texts, days = zip(*reports(2000), strict=True)
    return recognize_batch(texts, days, ids=[f"r{number}" for number in range(2000)])


def test_rows_are_the_mentions(batch):
    table = pa.table(batch)
    assert table.schema.metadata[b"ua_gazetteer.version"] == ua_gazetteer.__version__.encode()
    mentions = [(document.id, mention) for document in batch for mention in document]
    assert table.num_rows == len(mentions) > 2000
    for row, (document, mention) in zip(table.to_pylist(), mentions, strict=True):
        assert row["document"] == document
        for key in ("start", "end", "text", "kind", "confidence", "evidence"):
            assert row[key] == getattr(mention, key)
        place = mention.place
        assert row["place_id"] == (place.id if place else None)
        assert row["lat"] == (place.lat if place else None)
        assert row["oblast"] == (place.oblast.name_en if place and place.oblast else None)
        assert row["form_case"] == (mention.form.case if mention.form else None)
        assert [other["id"] for other in row["alternatives"]] == [other.id for other in mention.alternatives]
        assert [other["id"] for other in row["anchors"]] == [other.id for other in mention.anchors]
        assert (json.loads(row["details"]) if row["details"] else {}) == mention.details


def test_polars_and_pandas_take_it(batch):
    table = pa.table(batch)
    frame = polars.DataFrame(batch)
    assert frame.shape == (table.num_rows, table.num_columns)
    assert frame["place_id"].to_list() == table["place_id"].to_pylist()
    assert frame["alternatives"].to_list() == table["alternatives"].to_pylist()
    assert polars.DataFrame(recognize("Обстріляно Суми."))["name_en"].to_list() == ["Sumy"]
    series = pandas.DataFrame.from_records(table.to_pylist())["place_id"].value_counts()
    assert pa.table(batch).to_pandas()["place_id"].value_counts().equals(series)


def test_a_reader_holds_what_python_lets_go():
    table = pa.table(recognize_batch(["Обстріляно Суми.", "Nothing.", "Shelling of Kherson."]))
    assert table["name_en"].to_pylist() == ["Sumy", "Kherson"]
    assert table["document"].to_pylist() == ["0", "2"]


def test_an_unread_stream_and_one_without_rows():
    for _ in range(100):
        recognize("Обстріляно Суми.").__arrow_c_stream__()
    for nothing in (recognize("Nothing."), recognize_batch([]), Batch([])):
        table = pa.table(nothing)
        assert table.num_rows == 0 and table.schema == pa.table(recognize("Суми")).schema


def test_long_tables_come_in_pieces():
    batch = recognize_batch([" ".join(text for text, _ in reports(3000))] * 12)
    reader = pa.RecordBatchReader.from_stream(batch)
    pieces = [piece.num_rows for piece in reader]
    assert len(pieces) > 1
    assert sum(pieces) == sum(len(document) for document in batch) == pa.table(batch).num_rows


def test_documents_can_be_gathered():
    documents = [recognize("Обстріляно Суми.", id=7), recognize("Kyiv", id="b"), recognize("Kherson")]
    assert pa.table(Batch(documents))["document"].to_pylist() == ["7", "b", None]
    with pytest.raises(TypeError):
        Batch(["a text"])

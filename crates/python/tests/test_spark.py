"""Spark with two worker processes: the same as on one machine, and what goes wrong in its place.

pytest -m spark
"""

import os
import pathlib
import sys

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from texts import readme_blocks, reports
from ua_gazetteer import Gazetteer, Recognizer, recognize_batch

pyspark = pytest.importorskip("pyspark")
pytestmark = pytest.mark.spark

TEXTS = 100_000
LARGE = 50 * 1024 * 1024
SCHEMA = "key long, text string, date string"


@pytest.fixture(scope="module")
def spark():
    from spark_session import session

    with session(workers=2) as spark:
        yield spark


def probe(batches):
    """How often this worker process has opened a recognizer."""
    from ua_gazetteer.spark import _opened

    for _ in batches:
        info = _opened.cache_info()
        yield pa.RecordBatch.from_pydict({"process": [os.getpid()], "opened": [info.misses], "asked": [info.hits]})


def test_a_hundred_thousand_texts_are_tagged_as_on_one_machine(spark, tmp_path):
    from pyspark.sql import functions as F
    from ua_gazetteer.spark import tag

    texts, days = zip(*((text, str(day)) for text, day in reports(TEXTS)), strict=True)
    good = spark.createDataFrame(pa.table({"key": range(TEXTS), "text": texts, "date": days}))
    poison = spark.createDataFrame(
        [
            (TEXTS, None, "2023-11-26"),
            (TEXTS + 1, "Обстріляно Суми.", "soon"),
            (TEXTS + 2, "Обстріляно Суми.", None),
        ],
        SCHEMA,
    ).union(spark.range(1).select(F.lit(TEXTS + 3), F.repeat(F.lit("a"), LARGE), F.lit("2023-11-26")))
    df = good.union(poison).repartition(8, "key")
    tag(df, columns=["key"]).orderBy("key").write.parquet(str(tmp_path / "tagged"))
    # Files are numbered in the order of the keys.
    tagged = pq.read_table(tmp_path / "tagged")

    assert tagged["key"].to_pylist() == list(range(TEXTS + 4))
    errors = tagged["error"].to_pylist()
    assert errors[:TEXTS] == [None] * TEXTS
    assert errors[TEXTS:] == [
        "text: is null",
        'date: "soon" is no date, as 2023-11-26',
        None,
        f"text: {LARGE} characters are more than 10000000",
    ]
    mentions = tagged["mentions"].combine_chunks()
    assert mentions.is_valid().to_pylist()[TEXTS:] == [False, False, True, False]
    expected = recognize_batch([*texts, "Обстріляно Суми."], [*days, None])
    found = mentions.drop_null()
    assert pc.list_value_length(found).to_pylist() == [len(document) for document in expected]
    found, expected = found.flatten(), pa.table(expected).drop_columns("document")
    assert len(found) == expected.num_rows > TEXTS
    for first in range(0, len(found), 10_000):
        assert found.slice(first, 10_000).to_pylist() == expected.slice(first, 10_000).to_pylist()


def test_two_worker_processes_open_the_gazetteer_once_each(spark):
    from ua_gazetteer.spark import tag

    df = spark.createDataFrame([(text,) for text, _ in reports(64)], "text string").repartition(8)
    for _ in range(2):
        assert tag(df, date=None).selectExpr("sum(size(mentions)) AS found").first().found > 64
    # At once, since Spark lets go of workers that have been idle for a minute.
    processes = spark.range(8).repartition(8).mapInArrow(probe, "process long, opened long, asked long").collect()
    assert len({row.process for row in processes}) == 2
    assert {row.opened for row in processes} == {1}
    assert max(row.asked for row in processes) > 1


def test_rows_keep_their_columns_and_settings_go_along(spark):
    import datetime

    from ua_gazetteer.spark import tag

    day = datetime.date(2023, 11, 26)
    df = spark.createDataFrame(
        [("a", "Вогонь із Гранітного кар'єру.", day, 1.5)], "id string, body string, on date, weight double"
    )
    own = Gazetteer([{"id": "own:quarry", "name_uk": "Гранітний кар'єр", "lat": 49.65, "lon": 37.82}])
    row = tag(df, "body", "on", recognizer=Recognizer(gazetteer=own, kinds=["place"])).first()
    assert (row.id, row.body, row.on, row.weight, row.error) == (
        "a",
        "Вогонь із Гранітного кар'єру.",
        day,
        1.5,
        None,
    )
    assert [mention.place_id for mention in row.mentions] == ["own:quarry"]
    assert tag(df, "body", None, max_chars=5).first().error == "text: 29 characters are more than 5"


def test_columns_that_do_not_fit_are_named(spark):
    from ua_gazetteer.spark import tag

    df = spark.createDataFrame([(1, "Kyiv")], "key long, text string")
    with pytest.raises(ValueError, match="df: no column 'date'; there are key, text"):
        tag(df)
    with pytest.raises(ValueError, match="df: the column 'key' is bigint, not string"):
        tag(df, "key", None)
    with pytest.raises(ValueError, match="df: the column 'key' is bigint, not string or date"):
        tag(df, "text", "key")
    with pytest.raises(ValueError, match="df: the column 'error' would be there twice"):
        tag(df.withColumnRenamed("key", "error"), date=None)


def test_the_guide(spark, tmp_path):
    """The blocks of docs/python.md that need Spark."""
    guide = pathlib.Path(__file__).parents[3] / "docs/python.md"
    if not guide.exists():
        pytest.skip("the guide is not part of the package's source")
    _, *blocks = guide.read_text(encoding="utf-8").split("```python\n# Spark")
    spark.createDataFrame(
        [(1, "Обстріляно Суми.", "2023-11-26"), (2, None, None)], "id long, text string, date string"
    ).write.parquet(str(tmp_path / "posts"))
    names = {"spark": spark}
    for block in blocks:
        code = block.split("```")[0]
        for folder in ("posts", "places"):
            code = code.replace(f'parquet("{folder}")', f"parquet({str(tmp_path / folder)!r})")
        exec(code, names)
    assert blocks and (tmp_path / "places").exists()
    assert [tuple(row) for row in spark.read.parquet(str(tmp_path / "places")).select("id", "place_id").collect()] == [
        (1, "UA59080270010036634")
    ]


def test_the_readme(spark, capsys):
    """Its block that needs Spark."""
    (block,) = [block for block in readme_blocks() if "pyspark" in block]
    exec(block, {})
    printed = capsys.readouterr().out
    assert "Sumy" in printed and "text: is null" in printed


def test_python_of_the_workers_is_ours(spark):
    assert spark.range(1).mapInArrow(python_of, "python string").first().python == sys.executable


def python_of(batches):
    for _ in batches:
        yield pa.RecordBatch.from_pydict({"python": [sys.executable]})

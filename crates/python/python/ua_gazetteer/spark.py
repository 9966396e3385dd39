"""Many texts on many machines: a Spark table of texts becomes one of texts with their mentions.

    from ua_gazetteer.spark import tag

    tagged = tag(spark.read.parquet("posts"), text="text", date="date")
    tagged.selectExpr("id", "error", "explode_outer(mentions) as m").select("id", "error", "m.*")

Each worker process opens the gazetteer once, and texts go to it and back as Arrow batches.
"""

from __future__ import annotations

import functools
import pickle
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Day
from typing import TYPE_CHECKING

import pyarrow as pa
from pyspark.sql.pandas.types import from_arrow_type
from pyspark.sql.types import (
    DataType,
    DateType,
    StringType,
    StructField,
    StructType,
    TimestampNTZType,
    TimestampType,
)

from ua_gazetteer._native import Batch, Document, Recognizer

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["MENTIONS", "tag"]

MENTION = pa.schema([field for field in pa.table(Batch([])).schema if field.name != "document"])
MENTIONS = pa.list_(pa.field("element", pa.struct(MENTION), nullable=False))
"""The Arrow type of the column `mentions`."""

# Texts that are worked on before what is found goes back: keeps the memory of a worker small.
ROWS = 1024


def tag(
    df: DataFrame,
    text: str = "text",
    date: str | None = "date",
    *,
    columns: Sequence[str] | None = None,
    recognizer: Recognizer | None = None,
    max_chars: int = 10_000_000,
) -> DataFrame:
    """The rows of `df`, each with what its text names.

    To the columns of `df`, or those of `columns`, two are added: `mentions`, an array of structs with the columns of
    the Arrow tables, and `error`, which says why a row has no mentions: a text that is null or longer than `max_chars`,
    or a date that is none. One row comes out for each that goes in, in no certain order. `date` names the column of
    days (string, date or timestamp), or is `None`. `recognizer` has other than the usual settings, own places among
    them.
    """
    _check(df, text, (StringType,))
    if date is not None:
        _check(df, date, (StringType, DateType, TimestampType, TimestampNTZType))
    kept = list(df.columns if columns is None else columns)
    for name in kept:
        if name in ("mentions", "error"):
            raise ValueError(f"df: the column {name!r} would be there twice; rename it, or leave it out of columns")
    asked = df.select(*dict.fromkeys([*kept, text, *([date] if date is not None else [])]))
    added = [StructField("mentions", from_arrow_type(MENTIONS)), StructField("error", StringType())]
    schema = StructType([*(df.schema[name] for name in kept), *added])
    work = functools.partial(
        _tag_batches,
        kept=kept,
        text=text,
        date=date,
        recognizer=pickle.dumps(recognizer or Recognizer()),
        max_chars=max_chars,
    )
    return asked.mapInArrow(work, schema)


def _check(df: DataFrame, name: str, types: tuple[type[DataType], ...]) -> None:
    if name not in df.columns:
        raise ValueError(f"df: no column {name!r}; there are {', '.join(df.columns)}")
    if not isinstance(found := df.schema[name].dataType, types):
        expected = " or ".join(of.typeName() for of in types)
        raise ValueError(f"df: the column {name!r} is {found.simpleString()}, not {expected}")


@functools.lru_cache(maxsize=8)
def _opened(recognizer: bytes) -> Recognizer:
    """The recognizer of a worker process, which does many tasks."""
    opened: Recognizer = pickle.loads(recognizer)
    return opened


def _tag_batches(
    batches: Iterable[pa.RecordBatch],
    kept: list[str],
    text: str,
    date: str | None,
    recognizer: bytes,
    max_chars: int,
) -> Iterator[pa.RecordBatch]:
    opened = _opened(recognizer)
    for batch in batches:
        for first in range(0, batch.num_rows, ROWS):
            part = batch.slice(first, ROWS)
            mentions, errors = _tag_rows(
                opened,
                part.column(text).to_pylist(),
                part.column(date).to_pylist() if date is not None else [None] * part.num_rows,
                max_chars,
            )
            columns = [*(part.column(name) for name in kept), mentions, errors]
            yield pa.RecordBatch.from_arrays(columns, [*kept, "mentions", "error"])


def _tag_rows(
    recognizer: Recognizer, texts: list[str | None], dates: list[str | Day | None], max_chars: int
) -> tuple[pa.Array, pa.Array]:
    """The columns of mentions and errors."""
    documents: list[Document] = []
    # Where the mentions of each row begin among those of all; nowhere where there is an error.
    starts: list[int | None] = []
    errors: list[str | None] = []
    count = 0
    for text, date in zip(texts, dates, strict=True):
        try:
            documents.append(_document(recognizer, text, date, max_chars))
        except ValueError as error:
            starts.append(None)
            errors.append(str(error))
        else:
            starts.append(count)
            errors.append(None)
            count += len(documents[-1])
    rows = pa.table(Batch(documents)).select(MENTION.names)
    structs = pa.StructArray.from_arrays([column.combine_chunks() for column in rows.columns], fields=list(MENTION))
    offsets = pa.array([*starts, count], pa.int32())
    return pa.ListArray.from_arrays(offsets, structs, type=MENTIONS), pa.array(errors, pa.string())


def _document(recognizer: Recognizer, text: str | None, date: str | Day | None, max_chars: int) -> Document:
    if text is None:
        raise ValueError("text: is null")
    if len(text) > max_chars:
        raise ValueError(f"text: {len(text)} characters are more than {max_chars}")
    return recognizer.recognize(text, date)

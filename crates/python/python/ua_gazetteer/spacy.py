"""A component for spaCy pipelines.

>>> import spacy
>>> nlp = spacy.blank("uk")
>>> component = nlp.add_pipe("ua_gazetteer", config={"kinds": ["place"]})
>>> doc = nlp("Бої тривають біля Синьківки.")
>>> [(ent.text, ent.label_, ent.kb_id_, ent._.place["name_en"]) for ent in doc.ents]
[('Синьківки', 'PLACE', 'UA63080130130078227', 'Synkivka')]

spaCy finds it by its entry point; no import is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from ua_gazetteer._native import Gazetteer, Recognizer

__all__ = ["LABELS", "UaGazetteer"]

LABELS: dict[str, str] = {
    "place": "PLACE",
    "direction": "DIRECTION",
    "military_unit": "MILITARY_UNIT",
    "organization": "ORGANIZATION",
    "person": "PERSON",
    "weapon": "WEAPON",
    "count": "COUNT",
    "date": "DATE",
    "coordinates": "COORDINATES",
}
"""Kinds of mention and the labels of their spans, unless `labels` says otherwise."""

# Where the component keeps own places within its folder.
OWN = "places.json"


def _place_of(span: Span) -> dict[str, Any] | None:
    return (span._.mention or {}).get("place")


def _set_extensions() -> None:
    """Sets what is not there yet: a pipeline may have two of us, or somebody else may know the day of a text."""
    if not Span.has_extension("mention"):
        Span.set_extension("mention", default=None)
    if not Span.has_extension("place"):
        Span.set_extension("place", getter=_place_of)
    if not Doc.has_extension("date"):
        Doc.set_extension("date", default=None)


def _one_of(argument: str, value: str, values: Sequence[str]) -> str:
    if value not in values:
        raise ValueError(f"{argument}: {value!r} is none of {', '.join(values)}")
    return value


@Language.factory(
    "ua_gazetteer",
    assigns=["doc.ents", "doc.spans", "span._.mention", "span._.place"],
    default_config={
        "date": None,
        "kinds": None,
        "min_confidence": 0.0,
        "within": None,
        "prior_region": None,
        "prior_point": None,
        "hostilities": True,
        "unknown": True,
        "any_case": False,
        "places": None,
        "labels": {},
        "overlaps": "keep",
        "alignment_mode": "expand",
    },
)
class UaGazetteer(Pipe):
    """Sets `doc.ents` to what a text names, and `span._.mention` and `span._.place` to what is known of it.

    Spans of a place have its id as `kb_id_`. All mentions, those within others too, are in `doc.spans[name]`, where
    `name` is that of the component. The day of a text is `doc._.date` (`str` or `datetime.date`), else `date`. The
    settings are those of `Recognizer`; `places` are own places over the embedded ones, `labels` other labels by kind.
    """

    def __init__(
        self,
        nlp: Language,
        name: str,
        *,
        date: str | None,
        kinds: list[str] | None,
        min_confidence: float,
        within: str | None,
        prior_region: str | None,
        prior_point: list[float] | None,
        hostilities: bool,
        unknown: bool,
        any_case: bool,
        places: str | list[dict[str, Any]] | None,
        labels: dict[str, str],
        overlaps: str,
        alignment_mode: str,
    ) -> None:
        self.name = name
        self._settings: dict[str, Any] = {
            "date": date,
            "kinds": kinds,
            "min_confidence": min_confidence,
            "within": within,
            "prior_region": prior_region,
            "prior_point": prior_point,
            "hostilities": hostilities,
            "unknown": unknown,
            "any_case": any_case,
        }
        for kind in labels:
            _one_of("labels", kind, tuple(LABELS))
        self._labels = {**LABELS, **labels}
        self._keep = _one_of("overlaps", overlaps, ("keep", "replace")) == "keep"
        self._alignment = _one_of("alignment_mode", alignment_mode, ("strict", "contract", "expand"))
        # A pipeline that was moved has its own places in its folder, which spaCy reads after this.
        self._missing = places if isinstance(places, str) and not Path(places).exists() else None
        self._open(Gazetteer(places) if places is not None and self._missing is None else None)
        _set_extensions()

    def _open(self, gazetteer: Gazetteer | None) -> None:
        self._own = gazetteer.own if gazetteer else []
        self._recognizer = Recognizer(**self._settings, gazetteer=gazetteer)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that it may set."""
        return tuple(dict.fromkeys(self._labels[kind] for kind in self._settings["kinds"] or LABELS))

    def __call__(self, doc: Doc) -> Doc:
        if self._missing is not None:
            raise FileNotFoundError(f"places: {self._missing}: no such file")
        spans: dict[tuple[int, int], Span] = {}
        for mention in self._recognizer.recognize(doc.text, doc._.date):
            span = doc.char_span(
                mention.start,
                mention.end,
                label=self._labels[mention.kind],
                kb_id=mention.place.id if mention.place else "",
                alignment_mode=self._alignment,
            )
            # Of two mentions in one token the first stands for it.
            if span is not None and (span.start, span.end) not in spans:
                spans[span.start, span.end] = span
                span._.mention = mention.to_dict()
        found = list(spans.values())
        doc.spans[self.name] = found
        doc.ents = self._merged(list(doc.ents), filter_spans(found))
        return doc

    def _merged(self, before: list[Span], ours: list[Span]) -> list[Span]:
        first, second = (before, ours) if self._keep else (ours, before)
        taken = {token.i for span in first for token in span}
        return first + [span for span in second if taken.isdisjoint(range(span.start, span.end))]

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The own places; all else is in the config of the pipeline."""
        return bytes(srsly.msgpack_dumps(self._own))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> UaGazetteer:
        return self._restore(srsly.msgpack_loads(data))

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        srsly.write_json(folder / OWN, self._own)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> UaGazetteer:
        return self._restore(srsly.read_json(Path(path) / OWN))

    def _restore(self, own: list[dict[str, Any]]) -> UaGazetteer:
        self._open(Gazetteer(own) if own else None)
        self._missing = None
        return self

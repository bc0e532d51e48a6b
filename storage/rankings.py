"""Rankings and facets of saved searches as JSON: columns rather than rows, and read once while they are in use."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from engine.model import Band, Facet, PhotoId, Ranked, Reason
from storage.queries import facet_as_json, facet_from_json
from storage.sql import JsonText

Value = TypeVar("Value")

IN_USE = 64
"""Searches that are being paged through at the same time; each takes about 100 KB."""

_BANDS = {band.value[0]: band for band in Band}
_REASONS = {reason.value[0]: reason for reason in Reason}
"""By their first letters, which differ."""


class ReadOnce(Generic[Value]):
    """What a text was read as, or written from: the same text is not read twice while it is in use."""

    def __init__(self, read: Callable[[str], Value]) -> None:
        self._read = read
        self._known: OrderedDict[str, Value] = OrderedDict()

    def __call__(self, text: str) -> Value:
        if text in self._known:
            self._known.move_to_end(text)
            return self._known[text]
        return self.know(text, self._read(text))

    def know(self, text: str, value: Value) -> Value:
        self._known[text] = value
        if len(self._known) > IN_USE:
            self._known.popitem(last=False)
        return value


def ranking_as_text(ranked: Sequence[Ranked]) -> JsonText:
    """`similar` names those places alone behind which others stand."""
    columns: dict[str, Any] = {
        "ids": [hit.photo_id for hit in ranked],
        "scores": [hit.score for hit in ranked],
        "bands": "".join([hit.band[0] for hit in ranked]),
        "reasons": "".join([hit.reason[0] for hit in ranked]),
        "similar": {str(place): list(hit.similar) for place, hit in enumerate(ranked) if hit.similar},
    }
    text = JsonText(json.dumps(columns))
    ranking_from_text.know(text, tuple(ranked))
    return text


def facets_as_text(facets: Sequence[Facet]) -> JsonText:
    text = JsonText(json.dumps([facet_as_json(facet) for facet in facets]))
    facets_from_text.know(text, tuple(facets))
    return text


def _ranking(text: str) -> tuple[Ranked, ...]:
    kept = json.loads(text)
    if isinstance(kept, list):
        return tuple(_place(*place) for place in kept)
    bands, reasons = map(_BANDS.__getitem__, kept["bands"]), map(_REASONS.__getitem__, kept["reasons"])
    ranked = list(map(Ranked, kept["ids"], kept["scores"], bands, reasons))
    for place, others in kept["similar"].items():
        ranked[int(place)] = ranked[int(place)]._replace(similar=tuple(others))
    return tuple(ranked)


def _place(photo_id: int, score: float, band: str, reason: str, similar: Sequence[int] = ()) -> Ranked:
    return Ranked(PhotoId(photo_id), score, Band(band), Reason(reason), tuple(PhotoId(one) for one in similar))


def _facets(text: str) -> tuple[Facet, ...]:
    return tuple(facet_from_json(facet) for facet in json.loads(text) or ())


ranking_from_text = ReadOnce(_ranking)
"""What `ranking_as_text` gave, or, from older banks, a list of places."""
facets_from_text = ReadOnce(_facets)

"""Rankings and facets of saved searches as JSON: columns rather than rows, and read once while they are in use."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from engine.model import Band, Facet, PhotoId, Ranked, Reason
from storage.queries import facet_from_json

IN_USE = 64
"""Searches that are being paged through at the same time; each takes about 100 KB."""

_BANDS = {band.value[0]: band for band in Band}
_REASONS = {reason.value[0]: reason for reason in Reason}
"""By their first letters, which differ."""


def ranking_as_json(ranked: Sequence[Ranked]) -> dict[str, Any]:
    """Scores are rounded to five places. `similar` names those places alone behind which others stand."""
    return {
        "ids": [hit.photo_id for hit in ranked],
        "scores": [round(hit.score, 5) for hit in ranked],
        "bands": "".join([hit.band[0] for hit in ranked]),
        "reasons": "".join([hit.reason[0] for hit in ranked]),
        "similar": {str(place): list(hit.similar) for place, hit in enumerate(ranked) if hit.similar},
    }


@lru_cache(maxsize=IN_USE)
def ranking_from_text(text: str) -> tuple[Ranked, ...]:
    """What `ranking_as_json` gave, or, from older banks, a list of places."""
    kept = json.loads(text)
    if isinstance(kept, list):
        return tuple(_place(*place) for place in kept)
    bands, reasons = map(_BANDS.__getitem__, kept["bands"]), map(_REASONS.__getitem__, kept["reasons"])
    ranked = list(map(Ranked, kept["ids"], kept["scores"], bands, reasons))
    for place, others in kept["similar"].items():
        ranked[int(place)] = ranked[int(place)]._replace(similar=tuple(others))
    return tuple(ranked)


@lru_cache(maxsize=IN_USE)
def facets_from_text(text: str | None) -> tuple[Facet, ...]:
    return tuple(facet_from_json(facet) for facet in json.loads(text) or ()) if text else ()


def _place(photo_id: int, score: float, band: str, reason: str, similar: Sequence[int] = ()) -> Ranked:
    return Ranked(PhotoId(photo_id), score, Band(band), Reason(reason), tuple(PhotoId(one) for one in similar))

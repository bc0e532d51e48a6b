"""A Query as JSON, and what an answer says beside photos; what is empty is left out, so that old rows read alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from engine.filters import Colour, Filters, Orientation, People, Season, Sort, TimeOfDay, Weather
from engine.model import ContentHash, Facet, Kind, PhotoId, PhotoSample, Query, Relaxation, Sample, SentSample, Span

_ENUMS = {
    "seasons": Season,
    "times_of_day": TimeOfDay,
    "weathers": Weather,
    "orientations": Orientation,
    "colours": Colour,
}
_DATES = ("taken_from", "taken_until")


def query_as_json(query: Query) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "words": query.words,
        "tags": list(query.tags),
        "unknown_tags": list(query.unknown_tags),
        "samples": [_sample_as_json(sample) for sample in query.samples],
        "not_words": list(query.not_words),
        "any_tags": list(query.any_tags),
        "no_tags": list(query.no_tags),
        "not_samples": [_sample_as_json(sample) for sample in query.not_samples],
        "filters": _filters_as_json(query.filters),
    }
    if query.sort is not Sort.BEST:
        kept["sort"] = query.sort.value
    if query.understood is not None:
        kept["understood"] = [_span_as_json(span) for span in query.understood]
    return {name: value for name, value in kept.items() if value or name == "understood"}


def query_from_json(kept: Mapping[str, Any]) -> Query:
    return Query(
        words=kept.get("words", ""),
        not_words=tuple(kept.get("not_words", ())),
        tags=tuple(kept.get("tags", ())),
        any_tags=tuple(kept.get("any_tags", ())),
        no_tags=tuple(kept.get("no_tags", ())),
        unknown_tags=tuple(kept.get("unknown_tags", ())),
        samples=tuple(_sample(sample) for sample in kept.get("samples", ())),
        not_samples=tuple(_sample(sample) for sample in kept.get("not_samples", ())),
        filters=_filters(kept.get("filters", {})),
        sort=Sort(kept.get("sort", Sort.BEST)),
        understood=tuple(_span(span) for span in kept["understood"]) if "understood" in kept else None,
    )


def facet_as_json(facet: Facet) -> list[Any]:
    return [facet.kind.value, facet.value, facet.count]


def facet_from_json(kept: Sequence[Any]) -> Facet:
    return Facet(kind=Kind(kept[0]), value=kept[1], count=kept[2])


def relaxation_as_json(relaxation: Relaxation) -> dict[str, Any]:
    dropped = relaxation.dropped
    return {
        "dropped": _span_as_json(dropped) if isinstance(dropped, Span) else _sample_as_json(dropped),
        "query": query_as_json(relaxation.query),
        "found": relaxation.found,
    }


def relaxation_from_json(kept: Mapping[str, Any]) -> Relaxation:
    dropped = kept["dropped"]
    part = _span(dropped) if "kind" in dropped else _sample(dropped)
    return Relaxation(dropped=part, query=query_from_json(kept["query"]), found=kept["found"])


def _span_as_json(span: Span) -> dict[str, Any]:
    return {name: value for name, value in asdict(span).items() if value or name == "text"}


def _span(kept: Mapping[str, Any]) -> Span:
    return Span(**{**kept, "kind": Kind(kept["kind"])})


def _sample_as_json(sample: Sample) -> dict[str, Any]:
    if isinstance(sample, PhotoSample):
        return {"photo_id": sample.photo_id}
    same = {} if sample.same_as is None else {"same_as": sample.same_as}
    return {"content_hash": sample.content_hash, **same}


def _sample(kept: Mapping[str, Any]) -> Sample:
    if "photo_id" in kept:
        return PhotoSample(photo_id=PhotoId(kept["photo_id"]))
    same_as = PhotoId(kept["same_as"]) if "same_as" in kept else None
    return SentSample(content_hash=ContentHash(kept["content_hash"]), same_as=same_as)


def _filters_as_json(filters: Filters) -> dict[str, Any]:
    return {
        field.name: _value_as_json(value)
        for field in fields(filters)
        if (value := getattr(filters, field.name)) not in (None, ())
    }


def _value_as_json(value: Any) -> Any:
    match value:
        case dt.date():
            return value.isoformat()
        case People():
            return [value.at_least, value.at_most]
        case tuple():
            return [_value_as_json(one) for one in value]
        case _:
            return value


def _filters(kept: Mapping[str, Any]) -> Filters:
    return Filters(**{name: _value(name, value) for name, value in kept.items()})


def _value(name: str, kept: Any) -> Any:
    if name == "people":
        return tuple(People(at_least, at_most) for at_least, at_most in kept)
    if name in _ENUMS:
        return tuple(_ENUMS[name](value) for value in kept)
    if name in _DATES:
        return dt.date.fromisoformat(kept)
    return tuple(kept) if isinstance(kept, list) else kept

"""Graded queries: what somebody may ask, and what the photos are worth as its answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from engine.errors import BadSetting
from engine.filters import CROWD_FROM
from engine.model import Language, Photo, PhotoId

DEMO = Path(__file__).parent / "demo.yaml"
"""The graded set of the demo bank."""
NONSENSE = "nonsense"
"""The kind of queries that no photo answers."""
_PEOPLE = {"nobody": (0, 0), "somebody": (1, 10**6), "crowd": (CROWD_FROM, 10**6)}
_WORTH = {"near": 1.0, "where": 2.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedQuery:
    """`photos` maps ids or content hashes to grades; `where` and `near` describe photos by
    their facts, worth 2 and 1, and `unless` those that are worth nothing whatever else is true of them.
    """

    text: str
    language: Language
    kind: str
    photos: Mapping[int | str, float] = field(default_factory=dict)
    where: Mapping[str, Any] | None = None
    near: Mapping[str, Any] | None = None
    unless: Mapping[str, Any] | None = None

    @property
    def is_nonsense(self) -> bool:
        return self.kind == NONSENSE


def read_graded(path: Path) -> list[GradedQuery]:
    """A YAML or JSON list of entries with `text`, `photos` or `where`, and if wanted `language` and `kind`.

    Raises BadSetting, naming the file and what is wrong with it.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        return [_query(entry) for entry in entries]
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, UnicodeDecodeError) as error:
        raise BadSetting(name=str(path), reason=f"it is no list of graded queries ({error})") from error


def _query(entry: Mapping[str, Any]) -> GradedQuery:
    text = str(entry["text"])
    photos = entry.get("photos", {})
    russian = any("а" <= letter <= "я" or letter == "ё" for letter in text.casefold())
    return GradedQuery(
        text=text,
        language=Language(entry.get("language", "ru" if russian else "en")),
        kind=str(entry.get("kind", "words")),
        photos=dict(photos) if isinstance(photos, Mapping) else dict.fromkeys(photos, 1.0),
        where=entry.get("where"),
        near=entry.get("near"),
        unless=entry.get("unless"),
    )


def grades_of(query: GradedQuery, photos: Sequence[Photo]) -> dict[PhotoId, float]:
    """What each of these photos is worth, those worth nothing left out."""
    grades: dict[PhotoId, float] = {}
    for photo in photos:
        if query.unless is not None and is_true_of(photo, query.unless):
            continue
        named = [query.photos[key] for key in (photo.photo_id, photo.content_hash) if key in query.photos]
        facts = [_WORTH[name] for name in _WORTH if (told := getattr(query, name)) and is_true_of(photo, told)]
        worth = max([*named, *facts], default=0.0)
        if worth > 0:
            grades[photo.photo_id] = worth
    return grades


def is_true_of(photo: Photo, facts: Mapping[str, Any]) -> bool:
    """Every fact: `sight`, `season`, `time_of_day`, `weather` one value or a list of them; `objects` all of a list;
    `people` a number, a range of two, or nobody, somebody, crowd.
    """
    return all(_holds(photo, name, value) for name, value in facts.items())


def _holds(photo: Photo, name: str, value: Any) -> bool:
    if name == "people":
        low, high = _PEOPLE[value] if isinstance(value, str) else value if isinstance(value, list) else (value, value)
        return photo.metadata.people_count is not None and low <= photo.metadata.people_count <= high
    if name == "objects":
        return set(value) <= set(photo.metadata.objects)
    known = getattr(photo.metadata, name)
    return known is not None and str(known) in (value if isinstance(value, list) else [value])

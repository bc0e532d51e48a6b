"""What of a photo a moderator can change, as JSON values: for the audit log, and for taking an act back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.model import Photo

State = Mapping[str, Any]


def snapshot(photo: Photo) -> dict[str, Any]:
    """`state`, `captions` (language, text, source), `tags` (slug, confidence, source) and `facts`."""
    facts = photo.metadata
    return {
        "state": photo.state.value,
        "captions": [[one.language.value, one.text, one.source] for one in photo.captions],
        "tags": sorted([one.tag.slug, one.confidence, one.source] for one in photo.tags),
        "facts": {
            "people_count": facts.people_count,
            "crowd": facts.crowd,
            "season": facts.season and facts.season.value,
            "time_of_day": facts.time_of_day and facts.time_of_day.value,
            "weather": facts.weather and facts.weather.value,
        },
    }


def difference(before: State, after: State) -> tuple[dict[str, Any], dict[str, Any]]:
    """The parts that differ, as they were and as they are."""
    changed = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}

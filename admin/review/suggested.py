"""Suggested tags as the suggesting step has left them, or as descriptions have them before it came to the photo."""

from __future__ import annotations

from collections.abc import Sequence

from admin.review.ports import Suggestion
from engine.model import Photo
from engine.ports import Work


class StoredSuggestions:
    """Implements the Suggestions port: the surest first, each with what it comes from."""

    async def __call__(self, work: Work, photo: Photo) -> Sequence[Suggestion]:
        found = await work.suggestions.of(photo.photo_id)
        if not found:
            return await DescribedTags()(work, photo)
        return [
            Suggestion(slug=one.slug, confidence=one.confidence, sources=tuple(origin.value for origin in one.origins))
            for one in found
        ]


class DescribedTags:
    """Implements the Suggestions port: what models said of the photo; the more of them say it, the likelier."""

    async def __call__(self, work: Work, photo: Photo) -> Sequence[Suggestion]:
        said = (await work.descriptions.of([photo.photo_id])).get(photo.photo_id, [])
        sources: dict[str, list[str]] = {}
        for one in said:
            for slug in one.tags:
                sources.setdefault(slug, []).append(one.source)
        found = [
            Suggestion(slug=slug, confidence=len(names) / len(said), sources=tuple(names))
            for slug, names in sources.items()
        ]
        return sorted(found, key=lambda one: -one.confidence)

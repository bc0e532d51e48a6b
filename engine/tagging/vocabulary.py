"""Finding the vocabulary's tag behind what a person typed after `#`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.model import Query, Tag
from engine.search.parsing import fold


def by_name(tags: Iterable[Tag]) -> Mapping[str, Tag]:
    """Every slug, name and alias, folded. A slug or a name is never hidden by another tag's alias."""
    tags = list(tags)
    names: dict[str, Tag] = {}
    for tag in tags:
        for alias in tag.aliases:
            names.setdefault(fold(alias), tag)
    for tag in tags:
        names.update({fold(name): tag for name in (tag.ru, tag.en, tag.slug)})
    return names


def resolve_tags(query: Query, tags: Iterable[Tag]) -> tuple[Query, tuple[Tag, ...]]:
    """The query with slugs for the tags that the vocabulary knows and the rest in `unknown_tags`; and those tags."""
    names = by_name(tags)
    found = {tag.slug: tag for typed in query.tags if (tag := names.get(fold(typed)))}
    unknown = tuple(typed for typed in query.tags if fold(typed) not in names)
    return replace(query, tags=tuple(found), unknown_tags=unknown), tuple(found.values())

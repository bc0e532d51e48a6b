"""Finding the vocabulary's tag behind what a person typed after `#`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.model import Tag
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

"""The vocabulary that a bank begins with, read from the file beside; moderators change their bank's own afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from engine.photo import Tag

FILE = Path(__file__).with_name("vocabulary.yaml")


@cache
def first_vocabulary() -> tuple[Tag, ...]:
    """Every concept, parents before their children, each slug once."""
    return tuple(from_yaml(FILE.read_text(encoding="utf-8")))


def from_yaml(text: str) -> list[Tag]:
    """Tags in the order of the text, each before those under it."""
    return [tag for group in yaml.safe_load(text) for tag in _read(group, None)]


def as_yaml(tags: Sequence[Tag]) -> str:
    """The form of the file beside, to any depth: what `from_yaml` makes the same tags of."""
    slugs = {tag.slug for tag in tags}
    under: dict[str | None, list[Tag]] = {}
    for tag in tags:
        under.setdefault(tag.parent if tag.parent in slugs else None, []).append(tag)

    def written(tag: Tag) -> dict[str, Any]:
        said: dict[str, Any] = {"slug": tag.slug, "ru": tag.ru, "en": tag.en}
        if tag.aliases:
            said["aliases"] = list(tag.aliases)
        if tag.slug in under:
            said["tags"] = [written(one) for one in under[tag.slug]]
        return said

    return yaml.safe_dump([written(tag) for tag in under.get(None, [])], allow_unicode=True, sort_keys=False, width=120)


def _read(said: Mapping[str, Any], parent: str | None) -> Iterator[Tag]:
    yield Tag(slug=said["slug"], ru=said["ru"], en=said["en"], aliases=tuple(said.get("aliases", ())), parent=parent)
    for one in said.get("tags", ()):
        yield from _read(one, said["slug"])

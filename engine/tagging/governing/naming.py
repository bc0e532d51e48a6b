"""Names of tags: what may be one, the slug that a new tag gets, and a tag with another's names added. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from engine.errors import BadInput
from engine.model import Tag
from engine.search.parsing import fold

LONGEST_NAME = 60
LONGEST_SLUG = 64
RESERVED = "#/=+<>%^\n\x1f"
"""Signs that a name may not hold: they part names where several are written."""
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


class BadTagName(BadInput):
    notice = "A tag's name has 1 to {limit} characters: letters, digits and blanks, without signs such as # / = + % ^."


def name_from(text: str) -> str:
    """One line without needless blanks. Raises BadTagName."""
    name = " ".join(text.split())
    if not 1 <= len(name) <= LONGEST_NAME or set(text) & set(RESERVED) or not any(map(str.isalnum, name)):
        raise BadTagName(limit=LONGEST_NAME)
    return name


def in_order(one: str, other: str) -> tuple[str, str]:
    """A Russian and an English name, in whichever order they were written. Raises BadTagName."""
    first, second = name_from(one), name_from(other)
    if _CYRILLIC.search(second) and not _CYRILLIC.search(first):
        return second, first
    return first, second


def slug_for(en: str, taken: Collection[str]) -> str:
    """Of the English name, numbered where another tag has it: lower-case ASCII letters, digits and `_`."""
    plain = re.sub("[^a-z0-9]+", "_", fold(en)).strip("_")[: LONGEST_SLUG - 5].strip("_") or "tag"
    slug, number = plain, 2
    while slug in taken:
        slug, number = f"{plain}_{number}", number + 1
    return slug


def with_aliases(tag: Tag, *names: str) -> Tag:
    """With those names as aliases that it does not have yet under any of its own."""
    known = {fold(name) for name in (tag.ru, tag.en, tag.slug, *tag.aliases)}
    added: list[str] = []
    for name in names:
        if fold(name) not in known:
            known.add(fold(name))
            added.append(name)
    return replace(tag, aliases=(*tag.aliases, *added))


def names_of(tag: Tag) -> tuple[str, ...]:
    """All that somebody may have called it by, its slug in words too."""
    return (tag.ru, tag.en, *tag.aliases, tag.slug.replace("_", " "))

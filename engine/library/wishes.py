"""What people looked for in vain, as the library knows it: how they said it, and how others said the same."""

from __future__ import annotations

from typing import Protocol

from engine.model import Kind, Query

LONGEST = 500
"""Characters of a wording that tell it from others."""


class Lent(Protocol):
    """What a wish lends to those who wait for its photos, inside one unit of work."""

    async def others(self, text: str, limit: int) -> list[Query]:
        """How other people said what this wording means, those asked most first; none where it belongs to no wish,
        or to one that moderators said is not theirs."""


def wording_of(query: Query) -> str:
    """What was asked, in one line, by which it is known again; pictures have no words."""
    if query.understood is not None:
        parts = [span.text or span.value for span in query.understood if span.kind is not Kind.ASKING]
    else:
        tags = (*query.tags, *query.any_tags, *query.unknown_tags)
        denied = (*query.not_words, *(f"#{tag}" for tag in query.no_tags))
        parts = [query.words, *(f"#{tag}" for tag in tags), *(f"-{words}" for words in denied)]
    return " ".join(" ".join(parts).split())[:LONGEST]

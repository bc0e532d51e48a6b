"""Searches in vain as events tell them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from admin.wishes.ports import InVain
from engine.library.wishes import wording_of
from engine.model import Language, PersonId, Query


def was_in_vain(facts: Mapping[str, Any]) -> bool:
    """Asked in a chat with words, and nothing exact or close was found."""
    return facts.get("found") == 0 and not facts.get("shelf") and not facts.get("sample_count")


def search_of(row: Row[Any], query: Query | None) -> InVain | None:
    """Of the event; None where nothing in it can be read."""
    facts = row.facts
    if query is None:
        tags = [f"#{tag}" for tag in (*facts.get("tags", ()), *facts.get("unknown_tags", ()))]
        text = wording_of(Query(words=" ".join([str(facts.get("words") or ""), *tags])))
    else:
        text = wording_of(query)
    if not any(letter.isalnum() for letter in text):
        return None
    language = Language.EN if facts.get("language") == Language.EN.value else Language.RU
    return InVain(
        person_id=PersonId(row.person_id), language=language, asked_at=row.happened_at, text=text, query=query
    )

"""What an event says of a search: how it was asked and understood. Pure."""

from __future__ import annotations

from typing import Any

from engine.model import HitPage, Kind, PhotoId, PhotoSample, Query, Search, Shelf, Span
from engine.search.conversation import PRIVATE, Talk
from engine.search.refining import spans_of

_NOTHING_SOUGHT = frozenset({Kind.SAME, Kind.SORT, Kind.ASKING})


def asked_facts(query: Query) -> dict[str, Any]:
    """`text` is the whole question as it was read, slips of the pen mended, without what is only denied or sorted by.

    `understood` says of every part of it what it was taken for; those that are hard are filters. `asked_tags` are
    wanted, as conditions or as hints.
    """
    spans = spans_of(query)
    wanted = [span for span in spans if not span.negated]
    hinted = [span.value for span in wanted if span.kind is Kind.TAG and span.value]
    return {
        "text": " ".join(span.corrected or span.text for span in wanted if span.kind not in _NOTHING_SOUGHT).strip(),
        "words": query.words,
        "not_words": list(query.not_words),
        "understood": [_told(span) for span in spans],
        "tags": list(query.tags),
        "unknown_tags": list(query.unknown_tags),
        "asked_tags": list(dict.fromkeys((*query.tags, *query.any_tags, *hinted))),
        "sample_count": len(query.samples),
        "similar_to": next((one.photo_id for one in query.samples if isinstance(one, PhotoSample)), None),
    }


def chat_of(shelf: Shelf | None, talk: Talk | None) -> str:
    """Where something was asked: inline, in a group, or in private."""
    if shelf is Shelf.INLINE:
        return "inline"
    return "private" if talk is None or talk.place == PRIVATE else "group"


def page_facts(page: HitPage) -> dict[str, Any]:
    """What turning to a page tells."""
    shelf = page.shelf.value if page.shelf else None
    return {"search_id": page.search_id, "shelf": shelf, "page": page.page, "shown": len(page.hits)}


def place_facts(search: Search | None, photo_id: PhotoId) -> dict[str, Any]:
    """From where a photo was opened: the search, its page, and the place on that page, all from 1."""
    ranked, size = (search.ranked, search.page_size) if search else ((), 1)
    number = next((number for number, hit in enumerate(ranked) if hit.photo_id == photo_id), None)
    return {
        "search_id": search.search_id if search else None,
        "shelf": search.shelf.value if search and search.shelf else None,
        "page": None if number is None else number // size + 1,
        "place": None if number is None else number % size + 1,
    }


def _told(span: Span) -> dict[str, Any]:
    said = {"kind": span.kind.value, "value": span.value or span.text}
    return said | {name: True for name in ("hard", "negated") if getattr(span, name)}

"""What somebody asked before, as a numbered list."""

from __future__ import annotations

from collections.abc import Sequence

from bot.clocks import short_moment
from bot.keyboards.history import history_keyboard
from bot.locales import gettext as _
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import TextMessage
from engine.model import Query, Search

WORDS = 80
"""Characters shown of each search."""


def history_of(searches: Sequence[Search]) -> TextMessage:
    if not searches:
        return TextMessage(text=fill(_("Your history is empty: what you search for will stand here.")))
    lines = [
        fill("{number}. {asked} · {date}", number=number, asked=asked(search.query), date=short_moment(search.asked_at))
        for number, search in enumerate(searches, start=1)
    ]
    head = fill(_("<b>What you asked</b>\nA number asks it again, ✕ deletes it."))
    return TextMessage(text=join("\n", [head, *lines]), keyboard=history_keyboard(searches))


def asked(query: Query) -> Html:
    """By its own words and tags; a search that had neither is named by what it had."""
    parts = [
        query.words,
        *(f"−{words}" for words in query.not_words),
        *(f"#{tag}" for tag in (*query.tags, *query.any_tags, *query.unknown_tags)),
        *(f"−#{tag}" for tag in query.no_tags),
    ]
    words = " ".join(part for part in parts if part)
    if query.samples:
        words = " ".join([_("by a photo"), words]).rstrip()
    return fill("{words}", words=clip(words or _("by conditions only"), WORDS))

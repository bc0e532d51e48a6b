"""What somebody asked before, as a numbered list."""

from __future__ import annotations

from collections.abc import Sequence

from bot.clocks import short_moment
from bot.keyboards.history import history_keyboard
from bot.locales import gettext as _
from bot.presenters.facts import name_of
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import TextMessage
from engine.model import Kind, Query, Search, Span
from engine.search.refining import spans_of

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
    """As it was typed and pressed together; a search that had neither words nor conditions is named by what it had."""
    words = " ".join(dict.fromkeys(text for span in spans_of(query) if (text := _as_asked(span))))
    if query.samples:
        words = " ".join([_("by a photo"), words]).rstrip()
    return fill("{words}", words=clip(words or _("by conditions only"), WORDS))


def _as_asked(span: Span) -> str:
    """What was typed of it; what a button put in, or turned round, by its name."""
    typed = span.corrected or span.text
    if span.kind is Kind.TAG:
        typed = typed if typed.lstrip("-−–").startswith("#") else f"#{span.value}"
    if not span.negated and typed:
        return typed
    if span.kind in {Kind.TAG, Kind.WORDS, Kind.UNKNOWN_TAG}:
        return f"−{typed.lstrip('-−–') if span.kind is Kind.TAG else span.value or typed}"
    return name_of(span)

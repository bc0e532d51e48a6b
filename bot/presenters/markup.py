"""Escaping, in this one place: whatever is filled into a message's markup is plain text unless it is Html already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape


class Html(str):
    """Text in Telegram's HTML, safe to send. Only this module makes it."""

    __slots__ = ()


def fill(template: str, /, **facts: object) -> Html:
    """A translated template with its `{fields}` filled; the template is markup, the facts are escaped."""
    escaped = {name: fact if isinstance(fact, Html) else escape(str(fact), quote=False) for name, fact in facts.items()}
    return Html(template.format_map(escaped))


def join(separator: str, parts: Iterable[Html]) -> Html:
    """The parts that are not empty, with a separator that holds no markup."""
    return Html(separator.join(part for part in parts if part))


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where some are missing. For plain text, before it is filled in."""
    return text if len(text) <= limit else text[: limit - 1].rstrip(_BEFORE_AN_ELLIPSIS) + "…"


def read_back(said: str) -> Html:
    """What was filled in before and kept as a text."""
    return Html(said)


def plain(said: Html) -> str:
    """As it is read: without tags, and with what was escaped as itself."""
    return unescape(_TAGS.sub("", said))


def shown_length(said: Html) -> int:
    """Characters as Telegram counts them."""
    return len(plain(said))


_BEFORE_AN_ELLIPSIS = " \n.,:;!?…·–—-(«„“"
"""What looks odd there, as the full stop of the sentence before does."""
_TAGS = re.compile(r"<[^>]*>")

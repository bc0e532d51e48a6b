"""Entities that Telegram finds by itself: commands, mentions, hashtags, addresses. An approximation of its rules."""

from __future__ import annotations

import re

from bot.sandbox.spans import Span

_BEFORE = r"(?<![\w/@#.-])"
_PATTERNS = {
    "url": re.compile(
        _BEFORE + r"(?:https?://|tg://)[^\s<>\"«»]*[\w/#=&-]"
        r"|" + _BEFORE + r"(?:[a-z0-9-]+\.)+(?:com|org|net|ru|me|io|info|moscow)\b(?:/[^\s<>\"«»]*[\w/#=&-])?",
        re.IGNORECASE,
    ),
    "email": re.compile(_BEFORE + r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "bot_command": re.compile(_BEFORE + r"/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?!\w|/)"),
    "mention": re.compile(_BEFORE + r"@[A-Za-z]\w{2,31}\b"),
    "hashtag": re.compile(_BEFORE + r"#(?=\w*[^\W\d])\w+"),
}


def find_entities(text: str) -> list[Span]:
    """Spans that do not overlap, in the order of the text."""
    found: list[Span] = []
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            start = len(text[: match.start()].encode("utf-16-le")) // 2
            span = Span(type=kind, offset=start, length=len(match[0].encode("utf-16-le")) // 2)
            if not any(span.meets(other) for other in found):
                found.append(span)
    return sorted(found, key=lambda span: span.offset)

"""From what a person typed to a Query: pure, total, and forgiving of everything that a keyboard can produce."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from engine.errors import EmptyQuery, TextTooLong
from engine.model import ContentHash, Query, SentSample

MAX_CHARACTERS = 500
"""Longer texts are articles, not searches; the encoder reads about the first 50 words anyway."""

_TAG = re.compile(r"#([\w-]+)")
_NO_TAG = re.compile(r"(?<!\S)[-−–]\s?#([\w-]+)")
_ANY_TAGS = re.compile(r"#[\w-]+(?:\s*(?:\||\sили\s|\sor\s)\s*#[\w-]+)+", re.IGNORECASE)
_DENIED = re.compile(r"(?<!\S)[-−–]([^\W\d][\w-]*)")
_SPACES = re.compile(r"\s+")


def tidy(text: str) -> str:
    """NFC, without control and formatting characters, whitespace runs as one space, no space at the ends.

    Formatting characters (category Cf) include the bidirectional overrides that turn displayed text around
    and the joiners that glue emoji; none of them carries meaning for a search.
    """
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} else c for c in composed)
    return _SPACES.sub(" ", kept).strip()


def fold(name: str) -> str:
    """The form in which names of tags are compared: caseless, «ё» as «е», every separator as one underscore."""
    return re.sub(r"[\s_-]+", "_", unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")).strip("_")


def parse_query(text: str) -> Query:
    """Words, `-words`, `#tags`, `-#tags` and `#one | #another`; tags are folded, in the order typed, each once.

    What the words mean is found out later (`engine.search.understanding`), for that takes the bank's vocabulary.
    Raises EmptyQuery where neither a letter nor a digit is left, TextTooLong beyond MAX_CHARACTERS.
    """
    rest = tidy(text)
    if len(rest) > MAX_CHARACTERS:
        raise TextTooLong(limit=MAX_CHARACTERS)
    found: dict[re.Pattern[str], list[str]] = {}
    for pattern in (_NO_TAG, _ANY_TAGS, _TAG, _DENIED):
        found[pattern] = pattern.findall(rest)
        rest = tidy(pattern.sub(" ", rest))
    if not any(c.isalnum() for c in rest):
        rest = ""
    query = Query(
        words=rest,
        not_words=tuple(dict.fromkeys(found[_DENIED])),
        tags=_folded(found[_TAG]),
        any_tags=_folded(_TAG.findall(" ".join(found[_ANY_TAGS]))),
        no_tags=_folded(found[_NO_TAG]),
    )
    if query.is_empty:
        raise EmptyQuery
    return query


def _folded(typed: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded for tag in typed if (folded := fold(tag))))


def parse_sample(image: bytes, text: str) -> Query:
    """A sent picture as a sample, with the words and tags of its caption; a caption without any changes nothing.

    Raises TextTooLong.
    """
    content_hash = ContentHash(hashlib.sha256(image).hexdigest())
    sample = SentSample(content_hash=content_hash, image=image)
    try:
        return replace(parse_query(text), samples=(sample,))
    except EmptyQuery:
        return Query(samples=(sample,))

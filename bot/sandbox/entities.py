"""Text as Telegram keeps it: parsed, trimmed, with entities counted in UTF-16 units, and refused when too long."""

from __future__ import annotations

from typing import Any

from aiogram.client.default import Default

from bot.sandbox.errors import Json, bad_request, not_spoken
from bot.sandbox.html import parse_html
from bot.sandbox.links import find_entities
from bot.sandbox.markdown import parse_markdown
from bot.sandbox.spans import Formatted, Span, sort_spans

MOST_TEXT = 4096
MOST_CAPTION = 1024
MOST_RAW_BYTES = 32768
MOST_ENTITIES = 100
"""Of what a bot formats; that the server drops what comes after them, and refuses nothing, is assumed."""


def format_text(text: str, parse_mode: object, entities: Any) -> Formatted:
    """A message's text. Raises Refused for markup that cannot be read, and for an empty or too long text."""
    if not text:
        raise bad_request("message text is empty")
    if len(text.encode()) > MOST_RAW_BYTES:
        raise bad_request("text is too long")
    formatted = _formatted(text, parse_mode, entities)
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if len(formatted.text) > MOST_TEXT:
        raise bad_request("message is too long")
    return formatted


def format_caption(caption: str | None, parse_mode: object, entities: Any) -> Formatted:
    """A caption, which may be empty. Raises Refused."""
    formatted = _formatted(caption or "", parse_mode, entities)
    if len(formatted.text) > MOST_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def as_fields(formatted: Formatted, text_name: str, entities_name: str) -> Json:
    """The fields of a message: the text, and its entities if there are any."""
    if not formatted.text:
        return {}
    fields: Json = {text_name: formatted.text}
    if formatted.spans:
        fields[entities_name] = [span.entity() for span in formatted.spans]
    return fields


def typed_by_person(text: str) -> Formatted:
    """What a person types has no markup; commands, links and mentions are found in it."""
    return _with_found(_trimmed(*cleaned(text, [])))


def _formatted(text: str, parse_mode: object, entities: Any) -> Formatted:
    mode = "" if parse_mode is None or isinstance(parse_mode, Default) else str(parse_mode).lower()
    spans: list[Span] = []
    match mode:
        case "" | "none":
            spans = [Span.of(entity) for entity in entities or []]
        case "html":
            text, spans = parse_html(text)
        case "markdownv2":
            text, spans = parse_markdown(text)
        case "markdown":
            raise not_spoken("the legacy parse mode Markdown")
        case _:
            raise bad_request("unsupported parse_mode")
    formatted = _with_found(_trimmed(*cleaned(text, spans)))
    return Formatted(formatted.text, formatted.spans[:MOST_ENTITIES])


def cleaned(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Without carriage returns, and with spaces for the other control characters; the spans move along."""
    returns = [utf16_length(text[:at]) for at, letter in enumerate(text) if letter == "\r"]
    kept = "".join(" " if ord(letter) < 32 and letter != "\n" else letter for letter in text if letter != "\r")
    return kept, [span.without(returns) for span in spans]


def _trimmed(text: str, spans: list[Span]) -> Formatted:
    """Without white space around; what an entity covers at the beginning stays. Spans shift and shrink with it."""
    first = min((span.offset for span in spans), default=len(text))
    start = 0
    while start < min(first, len(text)) and text[start] in " \n":
        start += 1
    kept = text[start:].rstrip(" \n")
    length = utf16_length(kept)
    moved = (span.clipped(shift=start, end=length) for span in spans)
    return Formatted(kept, sort_spans([span for span in moved if span.length > 0 and span.covers(kept)]))


def _with_found(formatted: Formatted) -> Formatted:
    found = find_entities(formatted.text)
    free = [span for span in found if not any(span.meets(other) and not other.is_style for other in formatted.spans)]
    return Formatted(formatted.text, sort_spans([*formatted.spans, *free]))


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

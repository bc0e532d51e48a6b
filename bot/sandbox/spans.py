"""An entity and its arithmetic: offset and length count UTF-16 units, as everything in the Bot API does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.sandbox.errors import Json

PRIORITY = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 10,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
"""Which of two spans over the same characters comes first; what is found in the text itself counts 50."""
Detail = tuple[tuple[str, Any], ...]
"""The fields that only some types have: url, language, user, custom_emoji_id."""
STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote"})


@dataclass(frozen=True, kw_only=True)
class Span:
    """`type` is the Bot API's word. Frozen, so that moving one makes another."""

    type: str
    offset: int
    length: int
    detail: Detail = ()

    @classmethod
    def of(cls, entity: Any) -> Span:
        """From aiogram's MessageEntity, as a bot sends it along."""
        fields: Json = entity.model_dump(exclude_none=True)
        kind, offset, length = fields.pop("type"), fields.pop("offset"), fields.pop("length")
        return cls(type=kind, offset=offset, length=length, detail=tuple(fields.items()))

    @property
    def is_style(self) -> bool:
        """Styles may lie over links and commands; code and links may not."""
        return self.type in STYLES

    @property
    def end(self) -> int:
        return self.offset + self.length

    def entity(self) -> Json:
        """The Bot API's MessageEntity."""
        return {"offset": self.offset, "length": self.length, "type": self.type, **dict(self.detail)}

    def clipped(self, *, shift: int, end: int) -> Span:
        """Moved to the left by `shift`, and cut at `end`; its length is zero or less if nothing is left."""
        offset = max(0, self.offset - shift)
        return replace(self, offset=offset, length=min(self.end - shift, end) - offset)

    def without(self, units: list[int]) -> Span:
        """As it lies after the UTF-16 units at these places were taken out of the text."""
        before = sum(unit < self.offset for unit in units)
        inside = sum(self.offset <= unit < self.end for unit in units)
        return replace(self, offset=self.offset - before, length=self.length - inside)

    def covers(self, text: str) -> bool:
        """Whether it covers anything but white space."""
        units = text.encode("utf-16-le")[2 * self.offset : 2 * self.end]
        return bool(units.decode("utf-16-le", "ignore").strip())

    def meets(self, other: Span) -> bool:
        return self.offset < other.end and other.offset < self.end


@dataclass(frozen=True)
class Formatted:
    """A text with its spans in Telegram's order."""

    text: str
    spans: list[Span]


def sort_spans(spans: list[Span]) -> list[Span]:
    """By place, the longer first, then by what encloses what."""
    return sorted(spans, key=lambda span: (span.offset, -span.length, PRIORITY.get(span.type, 50)))

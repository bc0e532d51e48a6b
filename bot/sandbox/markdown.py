"""The MarkdownV2 parse mode, byte by byte as Telegram reads it, with its errors and their byte offsets."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.errors import Refused, bad_request
from bot.sandbox.spans import Detail, Span
from bot.sandbox.targets import link_detail

RESERVED = b"_*[]()~`>#+-=|{}.!\n"
ENDS = {
    "Bold": b"*",
    "Italic": b"_",
    "Underline": b"__",
    "Strikethrough": b"~",
    "Spoiler": b"||",
    "Code": b"`",
    "Pre": b"```",
    "PreCode": b"```",
    "TextUrl": b"]",
    "CustomEmoji": b"]",
}
"""Telegram's names of the entities, as its errors print them, with what ends each."""
BEGINS = (
    (b"```", "Pre"),
    (b"`", "Code"),
    (b"__", "Underline"),
    (b"_", "Italic"),
    (b"*", "Bold"),
    (b"~", "Strikethrough"),
    (b"||", "Spoiler"),
    (b"![", "CustomEmoji"),
    (b"[", "TextUrl"),
)
TYPES = {
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "BlockQuote": "blockquote",
}
EMOJI = "tg://emoji?id="


@dataclass
class _Open:
    name: str
    argument: str
    offset: int
    byte: int
    begin: int


def parse_markdown(markup: str) -> tuple[str, list[Span]]:
    """The text without its marks, and the spans that they made. Raises Refused: "can't parse entities: …"."""
    return _Parser(markup.encode()).parse()


def _refuse(reason: str) -> Refused:
    return bad_request(f"Can't parse entities: {reason}")


def _unended(opened: _Open) -> Refused:
    return _refuse(f"Can't find end of {opened.name} entity at byte offset {opened.byte}")


class _Parser:
    """`at` is the place in the markup, in bytes; the text grows by `_put`, which counts UTF-16 units."""

    def __init__(self, markup: bytes) -> None:
        self.markup = markup
        self.at = 0
        self.text = bytearray()
        self.units = 0
        self.open: list[_Open] = []
        self.quoting = False
        self.spans: list[Span] = []

    def parse(self) -> tuple[str, list[Span]]:
        while self.at < len(self.markup):
            letter = self.markup[self.at]
            if letter == ord("\\") and 0 < self._next() <= 126:
                self.at += 1
                self._put()
            elif letter not in self._reserved():
                self._put()
            elif self._ends_here():
                self._end()
            else:
                self._begin()
        if self.quoting and self.open and self.open[-1].name == "BlockQuote":
            self._close(self.open.pop())
        if self.open:
            raise _unended(self.open[-1])
        return self.text.decode(), self.spans

    def _next(self) -> int:
        return self.markup[self.at + 1] if self.at + 1 < len(self.markup) else 0

    def _reserved(self) -> bytes:
        return b"`" if self.open and self.open[-1].name in ("Code", "Pre", "PreCode") else RESERVED

    def _put(self) -> None:
        letter = self.markup[self.at]
        if letter & 0xC0 != 0x80:
            self.units += 2 if letter >= 0xF0 else 1
        self.text.append(letter)
        self.at += 1

    def _starts(self, mark: bytes) -> bool:
        return self.markup.startswith(mark, self.at)

    def _ends_here(self) -> bool:
        if not self.open:
            return False
        if self.quoting and self._starts(b"\n") and self._next() != ord(">"):
            return True
        name = self.open[-1].name
        if name == "Italic" and self._starts(b"__"):
            return False
        return name in ENDS and self._starts(ENDS[name])

    def _begin(self) -> None:
        begin = self.at
        if self._starts(b"\n"):
            self._put()
            if self._starts(b">"):
                self.at += 1
                if not self.quoting:
                    self._quote(begin)
            return
        if self._starts(b">") and self.at == 0:
            self.at += 1
            self._quote(begin)
            return
        for mark, name in BEGINS:
            if self._starts(mark):
                self.at += len(mark)
                argument = self._language() if name == "Pre" else ""
                self._open("PreCode" if argument else name, argument, begin)
                return
        letter = chr(self.markup[self.at])
        raise _refuse(f"Character '{letter}' is reserved and must be escaped with the preceding '\\'")

    def _quote(self, begin: int) -> None:
        self.quoting = True
        self._open("BlockQuote", "", begin)

    def _open(self, name: str, argument: str, begin: int) -> None:
        self.open.append(_Open(name, argument, self.units, begin, len(self.text)))

    def _language(self) -> str:
        """The word right after ```; then one new line is skipped."""
        stop = self.at
        while stop < len(self.markup) and self.markup[stop] not in b" \t\r\n\v\0`":
            stop += 1
        language = ""
        if stop != self.at and stop < len(self.markup) and self.markup[stop] != ord("`"):
            language = self.markup[self.at : stop].decode()
            self.at = stop
        if self._starts(b"\r\n") or self._starts(b"\n\r"):
            self.at += 2
        elif self._starts(b"\n") or self._starts(b"\r"):
            self.at += 1
        return language

    def _end(self) -> None:
        opened = self.open[-1]
        if self._starts(b"\n"):
            if opened.name != "BlockQuote":
                raise _unended(opened)
            self.quoting = False
            self._put()
        else:
            self.at += len(ENDS[opened.name])
        self._close(self.open.pop())

    def _close(self, opened: _Open) -> None:
        kind = TYPES.get(opened.name, "")
        detail: Detail = ()
        if opened.name == "PreCode":
            detail = (("language", opened.argument),)
        elif opened.name == "CustomEmoji":
            if not self._starts(b"("):
                raise _refuse("Custom emoji entity must contain a tg://emoji URL")
            kind, detail = "custom_emoji", (("custom_emoji_id", self._target("custom emoji URL").removeprefix(EMOJI)),)
        elif opened.name == "TextUrl":
            words = self.text[opened.begin :].decode()
            found = link_detail(self._target("URL") if self._starts(b"(") else words)
            if found is None:
                return
            kind, detail = found
        if self.units > opened.offset:
            self.spans.append(Span(type=kind, offset=opened.offset, length=self.units - opened.offset, detail=detail))

    def _target(self, what: str) -> str:
        """What stands in the parentheses of a link, without its escapes."""
        begin = self.at = self.at + 1
        target = bytearray()
        while self.at < len(self.markup) and self.markup[self.at] != ord(")"):
            if self.markup[self.at] == ord("\\") and 0 < self._next() <= 126:
                self.at += 1
            target.append(self.markup[self.at])
            self.at += 1
        if self.at >= len(self.markup):
            article = "a custom emoji URL" if "emoji" in what else "a URL"
            raise _refuse(f"Can't find end of {article} at byte offset {begin}")
        self.at += 1
        return target.decode()

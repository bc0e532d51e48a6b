"""The HTML parse mode, byte by byte as Telegram reads it, with its errors and their byte offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.sandbox.errors import Refused, bad_request
from bot.sandbox.spans import Detail, Span
from bot.sandbox.targets import link_detail

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = frozenset({*STYLES, "a", "code", "pre", "tg-emoji", "blockquote"})
SPACE = b" \t\r\n\0\v"
NAME_TOKEN = re.compile(rb"[A-Za-z0-9.\-]*")
REFERENCE = re.compile(rb"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot)(?![A-Za-z]));?")
NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
MOST_REFERENCE = 9


@dataclass
class _Open:
    tag: str
    argument: str
    offset: int
    begin: int


def parse_html(markup: str) -> tuple[str, list[Span]]:
    """The text without its tags, and the spans that they made. Raises Refused: "can't parse entities: …"."""
    return _Parser(markup.encode()).parse()


def _refuse(reason: str) -> Refused:
    return bad_request(f"Can't parse entities: {reason}")


class _Parser:
    """`at` is the place in the markup, in bytes; the text grows by `_put`, which counts UTF-16 units."""

    def __init__(self, markup: bytes) -> None:
        self.markup = markup + b"\0"
        self.end = len(markup)
        self.at = 0
        self.text: list[str] = []
        self.units = 0
        self.open: list[_Open] = []
        self.spans: list[Span] = []

    def parse(self) -> tuple[str, list[Span]]:
        while self.at < self.end:
            if self.markup[self.at] != ord("<"):
                self._plain()
            elif self.markup[self.at + 1] == ord("/"):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise _refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.text), [_without_language(span) for span in self.spans]

    def _plain(self) -> None:
        stop = self.at
        while stop < self.end and self.markup[stop] not in b"<&":
            stop += 1
        self._put(self.markup[self.at : stop].decode())
        self.at = stop
        if self.at < self.end and self.markup[self.at] == ord("&"):
            self._put(self._reference() or self._byte())

    def _put(self, letters: str) -> None:
        self.text.append(letters)
        self.units += len(letters.encode("utf-16-le")) // 2

    def _byte(self) -> str:
        self.at += 1
        return chr(self.markup[self.at - 1])

    def _reference(self) -> str:
        """The character that `&…;` stands for, its semicolon being optional; empty if it stands for none."""
        match = REFERENCE.match(self.markup, self.at)
        if match is None:
            return ""
        hexadecimal, decimal, named = match.groups()
        if named:
            self.at = match.end()
            return NAMED[named]
        code = int(hexadecimal, 16) if hexadecimal else int(decimal)
        length = len(match[0].rstrip(b";"))
        if not 0 < code < 0x10FFFF or 0xD800 <= code < 0xE000 or length > MOST_REFERENCE:
            return ""
        self.at = match.end()
        return chr(code)

    def _word(self, stops: bytes) -> str:
        start = self.at
        while self.at < self.end and self.markup[self.at] not in SPACE and self.markup[self.at] not in stops:
            self.at += 1
        return self.markup[start : self.at].decode()

    def _spaces(self) -> None:
        while self.at < self.end and self.markup[self.at] in SPACE:
            self.at += 1

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._word(b">").lower()
        if self.at >= self.end:
            raise _refuse(f"Unclosed start tag at byte offset {begin}")
        if tag not in TAGS:
            raise _refuse(f'Unsupported start tag "{tag}" at byte offset {begin}')
        argument = ""
        while True:
            self._spaces()
            if self.at >= self.end:
                raise _refuse(f"Unclosed start tag at byte offset {begin}")
            if self.markup[self.at] == ord(">"):
                break
            name, value = self._attribute(tag, begin)
            argument = _argument(tag, name, value) or argument
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise _refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_Open(tag, argument, self.units, len(self.text)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._word(b"=>")
        if not name:
            raise _refuse(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._spaces()
        if self.at < self.end and self.markup[self.at] != ord("="):
            return name, ""
        self.at += 1
        self._spaces()
        if self.at >= self.end:
            raise _refuse(f"Unclosed start tag at byte offset {begin}")
        if self.markup[self.at] in b"'\"":
            return name, self._quoted()
        token_at = self.at
        token = NAME_TOKEN.match(self.markup, self.at)
        assert token is not None
        self.at = token.end()
        if self.at < self.end and self.markup[self.at] not in SPACE and self.markup[self.at] != ord(">"):
            raise _refuse(f"Unexpected end of name token at byte offset {token_at}")
        return name, token[0].decode().lower()

    def _quoted(self) -> str:
        quote = self.markup[self.at]
        self.at += 1
        value = bytearray()
        while self.at < self.end and self.markup[self.at] != quote:
            if self.markup[self.at] == ord("&") and (letter := self._reference()):
                value += letter.encode()
            else:
                value.append(self.markup[self.at])
                self.at += 1
        self.at += 1
        return value.decode()

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise _refuse(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        found = self._word(b">")
        self._spaces()
        if self.at >= self.end or self.markup[self.at] != ord(">"):
            raise _refuse(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        opened = self.open.pop()
        if found and found != opened.tag:
            raise _refuse(f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag}>", found "</{found}>"')
        if self.units > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        kind = STYLES.get(opened.tag, opened.tag)
        detail: Detail = ()
        last = self.spans[-1] if self.spans else None
        length = self.units - opened.offset
        same_place = last is not None and (last.offset, last.length) == (opened.offset, length)
        match opened.tag:
            case "a":
                found = link_detail(opened.argument or "".join(self.text[opened.begin :]))
                if found is None:
                    return
                kind, detail = found
            case "tg-emoji":
                kind, detail = "custom_emoji", (("custom_emoji_id", opened.argument),)
            case "blockquote" if opened.argument:
                kind = "expandable_blockquote"
            case "pre" | "code":
                if last and same_place and {last.type, opened.tag} == {"pre", "code"}:
                    language = last.detail or _language(opened.argument)
                    if language:
                        kind, detail = "pre", language
                        self.spans.pop()
                else:
                    detail = _language(opened.argument)
        self.spans.append(Span(type=kind, offset=opened.offset, length=length, detail=detail))


def _language(name: str) -> Detail:
    return (("language", name),) if name else ()


def _without_language(span: Span) -> Span:
    """Code names its language only inside of pre."""
    return Span(type="code", offset=span.offset, length=span.length) if span.type == "code" else span


def _argument(tag: str, name: str, value: str) -> str:
    """What a tag wants to know of an attribute."""
    match tag, name:
        case "a", "href":
            return value
        case "code", "class":
            return value.removeprefix("language-") if value.startswith("language-") else ""
        case "span", "class":
            return value.removeprefix("tg-") if value.startswith("tg-") else ""
        case "tg-emoji", "emoji-id":
            return value
        case "blockquote", "expandable":
            return "expandable"
    return ""

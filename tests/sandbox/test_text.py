"""Text: lengths, parse modes and their errors, offsets in UTF-16 units."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration, markdown_decoration
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import cleaned
from bot.sandbox.html import parse_html
from bot.sandbox.markdown import parse_markdown
from bot.sandbox.person import SandboxPerson
from bot.sandbox.spans import Span
from tests.sandbox.conftest import picture
from tests.sandbox.wire import Wire

CANNOT_PARSE = "Bad Request: can't parse entities: "


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        pytest.param({}, "message text is empty", marks=pytest.mark.row(7), id="missing"),
        pytest.param({"text": ""}, "message text is empty", marks=pytest.mark.row(7), id="empty"),
        pytest.param({"text": " \n "}, "text must be non-empty", marks=pytest.mark.row(8), id="white space"),
        pytest.param(
            {"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty", marks=pytest.mark.row(8), id="in tags"
        ),
        pytest.param({"text": "я" * 4097}, "message is too long", marks=pytest.mark.row(9), id="code points"),
        pytest.param({"text": "x" * 32769}, "text is too long", marks=pytest.mark.row(9), id="raw bytes"),
        pytest.param(
            {"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode", marks=pytest.mark.row(11), id="row 11"
        ),
    ],
)
async def test_texts_that_are_refused(
    wire: Wire, anna: SandboxPerson, parameters: dict[str, Any], refusal: str
) -> None:
    assert (await wire("sendMessage", chat_id=anna.id, **parameters)).refusal == f"Bad Request: {refusal}"


@pytest.mark.row(9)
async def test_the_length_counts_code_points_after_parsing(wire: Wire, anna: SandboxPerson) -> None:
    markup = "<b>" + "😀" * 4096 + "</b>"
    message = (await wire("sendMessage", chat_id=anna.id, text=markup, parse_mode="HTML")).result
    assert len(message["text"]) == 4096
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 8192}]


@pytest.mark.row(10)
async def test_a_caption_has_at_most_1024_letters_after_parsing(wire: Wire, anna: SandboxPerson) -> None:
    async def caption(text: str) -> Any:
        return await wire("sendPhoto", chat_id=anna.id, photo=picture(), caption=text, parse_mode="html")

    assert len((await caption("<i>" + "я" * 1024 + "</i>")).result["caption"]) == 1024
    assert (await caption("я" * 1025)).refusal == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        pytest.param(
            "<b>x", 'Can\'t find end tag corresponding to start tag "b"', marks=pytest.mark.row(12), id="row 12"
        ),
        pytest.param(
            "<foo>x</foo>", 'Unsupported start tag "foo" at byte offset 0', marks=pytest.mark.row(13), id="row 13"
        ),
        pytest.param(
            "мост <foo>",
            'Unsupported start tag "foo" at byte offset 9',
            marks=pytest.mark.row(13),
            id="bytes, not letters",
        ),
        pytest.param(
            "1 < 2 > 0", 'Unsupported start tag "" at byte offset 2', marks=pytest.mark.row(13), id="an unescaped sign"
        ),
        pytest.param("x</b>", "Unexpected end tag at byte offset 1", marks=pytest.mark.row(14), id="end"),
        pytest.param(
            "<b>x</i>",
            'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
            marks=pytest.mark.row(14),
            id="unmatched",
        ),
        pytest.param("x<b", "Unclosed start tag at byte offset 1", marks=pytest.mark.row(14), id="unclosed"),
        pytest.param(
            "<a href=", "Unclosed start tag at byte offset 0", marks=pytest.mark.row(14), id="unclosed attribute"
        ),
        pytest.param("<b>x</b", "Unclosed end tag at byte offset 4", marks=pytest.mark.row(14), id="unclosed end"),
        pytest.param(
            "<span>x</span>",
            'Tag "span" must have class "tg-spoiler" at byte offset 0',
            marks=pytest.mark.row(14),
            id="span",
        ),
        pytest.param(
            '<a ="x">y</a>',
            'Empty attribute name in the tag "a" at byte offset 0',
            marks=pytest.mark.row(14),
            id="no attribute name",
        ),
        pytest.param(
            "<a href=x/y>z</a>",
            "Unexpected end of name token at byte offset 8",
            marks=pytest.mark.row(14),
            id="name token",
        ),
    ],
)
async def test_html_that_is_refused(wire: Wire, anna: SandboxPerson, markup: str, reason: str) -> None:
    answer = await wire("sendMessage", chat_id=anna.id, text=markup, parse_mode="HTML")
    assert answer.refusal == CANNOT_PARSE + reason


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        *(
            pytest.param(
                f"x{mark}",
                f"Character '{mark}' is reserved and must be escaped with the preceding '\\'",
                marks=pytest.mark.row(15),
                id=f"reserved {mark}",
            )
            for mark in "])(>#+-=|{}.!"
        ),
        pytest.param(
            "мост *ночью", "Can't find end of Bold entity at byte offset 9", marks=pytest.mark.row(16), id="bold"
        ),
        pytest.param("_x", "Can't find end of Italic entity at byte offset 0", marks=pytest.mark.row(16), id="italic"),
        pytest.param(
            "__x", "Can't find end of Underline entity at byte offset 0", marks=pytest.mark.row(16), id="underline"
        ),
        pytest.param(
            "~x", "Can't find end of Strikethrough entity at byte offset 0", marks=pytest.mark.row(16), id="strike"
        ),
        pytest.param(
            "||x", "Can't find end of Spoiler entity at byte offset 0", marks=pytest.mark.row(16), id="spoiler"
        ),
        pytest.param("`x", "Can't find end of Code entity at byte offset 0", marks=pytest.mark.row(16), id="code"),
        pytest.param(
            "```py\nx", "Can't find end of PreCode entity at byte offset 0", marks=pytest.mark.row(16), id="pre"
        ),
        pytest.param("[x](t.me", "Can't find end of a URL at byte offset 4", marks=pytest.mark.row(16), id="address"),
        pytest.param(
            "___x___",
            "Can't find end of Italic entity at byte offset 6",
            marks=pytest.mark.row(16),
            id="__ is read first",
        ),
        pytest.param(
            ">*x\ny", "Can't find end of Bold entity at byte offset 1", marks=pytest.mark.row(16), id="in a quote"
        ),
    ],
)
async def test_markdown_that_is_refused(wire: Wire, anna: SandboxPerson, markup: str, reason: str) -> None:
    answer = await wire("sendMessage", chat_id=anna.id, text=markup, parse_mode="MarkdownV2")
    assert answer.refusal == CANNOT_PARSE + reason


async def test_the_legacy_markdown_is_refused_by_name(wire: Wire, anna: SandboxPerson) -> None:
    answer = await wire("sendMessage", chat_id=anna.id, text="*x*", parse_mode="Markdown")
    assert answer.status == 501
    assert "Markdown" in answer.refusal


def _spans(spans: list[Span]) -> list[tuple[str, int, int, dict[str, Any]]]:
    return [(span.type, span.offset, span.length, dict(span.detail)) for span in spans]


@pytest.mark.parametrize(
    ("markup", "text", "spans"),
    [
        ("&lt;b&gt; &amp; &quot;&#1071;&#x42f; &nbsp; &", '<b> & "ЯЯ &nbsp; &', []),
        ("<B>x</B>", None, []),
        ("<b>😀<i>x</i></b>", "😀x", [("italic", 2, 1, {}), ("bold", 0, 3, {})]),
        ("<b>x</>", "x", [("bold", 0, 1, {})]),
        ("<b></b>x", "x", []),
        ('<a href="t.me/x?a=1&amp;b=2">y</a>', "y", [("text_link", 0, 1, {"url": "http://t.me/x?a=1&b=2"})]),
        ("<a>https://Example.org</a>", "https://Example.org", [("text_link", 0, 19, {"url": "https://example.org/"})]),
        ('<a href="nowhere">y</a>', "y", []),
        ('<span class="tg-spoiler">y</span>', "y", [("spoiler", 0, 1, {})]),
        ("<blockquote expandable>y</blockquote>", "y", [("expandable_blockquote", 0, 1, {})]),
        ('<pre><code class="language-py">y</code></pre>', "y", [("pre", 0, 1, {"language": "py"})]),
        ('<code class="language-py">y</code>', "y", [("code", 0, 1, {})]),
        ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", [("custom_emoji", 0, 2, {"custom_emoji_id": "5"})]),
    ],
)
def test_html_is_read_as_telegram_reads_it(
    markup: str, text: str | None, spans: list[tuple[str, int, int, dict[str, Any]]]
) -> None:
    if text is None:
        # The end tag is compared as it stands, only the start tag is lowered.
        with pytest.raises(Exception, match='expected "</b>", found "</B>"'):
            parse_html(markup)
        return
    parsed, found = parse_html(markup)
    assert (parsed, _spans(found)) == (text, spans)


@pytest.mark.parametrize(
    ("markup", "text", "spans"),
    [
        (r"1\. \*x\*", "1. *x*", []),
        ("*😀_x_*", "😀x", [("italic", 2, 1, {}), ("bold", 0, 3, {})]),
        ("___x_**__", "x", [("italic", 0, 1, {}), ("underline", 0, 1, {})]),
        ("||x|| ~y~", "x y", [("spoiler", 0, 1, {}), ("strikethrough", 2, 1, {})]),
        ("`a.b*`", "a.b*", [("code", 0, 4, {})]),
        ("```py\na.b\n```", "a.b\n", [("pre", 0, 4, {"language": "py"})]),
        (r"[x](http://a.ru/\))", "x", [("text_link", 0, 1, {"url": "http://a.ru/)"})]),
        ("![👍](tg://emoji?id=5)", "👍", [("custom_emoji", 0, 2, {"custom_emoji_id": "5"})]),
        (">a\n>b\nc", "a\nb\nc", [("blockquote", 0, 4, {})]),
    ],
)
def test_markdown_is_read_as_telegram_reads_it(
    markup: str, text: str, spans: list[tuple[str, int, int, dict[str, Any]]]
) -> None:
    parsed, found = parse_markdown(markup)
    assert (parsed, _spans(found)) == (text, spans)


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=9),
            st.sampled_from(["bold", "italic", "underline", "strikethrough", "spoiler", "code", None]),
        ),
        max_size=6,
    )
)
def test_what_aiogram_writes_is_read_back(parts: list[tuple[str, str | None]]) -> None:
    text, entities = "", []
    for words, kind in parts:
        if kind:
            length = len(words.encode("utf-16-le")) // 2
            entities.append(MessageEntity(type=kind, offset=len(text.encode("utf-16-le")) // 2, length=length))
        text += words + " "
    expected = [Span.of(entity) for entity in entities]
    assert parse_html(html_decoration.unparse(text, entities)) == (text, expected)
    # It guards the underscores of italics with carriage returns, which are dropped afterwards.
    assert cleaned(*parse_markdown(markdown_decoration.unparse(text, entities))) == (text, expected)


@pytest.mark.row(17)
async def test_text_is_trimmed_and_offsets_shift(bot: Bot, anna: SandboxPerson) -> None:
    message = await bot.send_message(anna.id, "\n  😀 <b>мост</b> <i>ночью</i>  \n", parse_mode="HTML")
    assert message.text == "😀 мост ночью"
    assert message.html_text == "😀 <b>мост</b> <i>ночью</i>"
    assert message.entities is not None
    assert [(entity.type, entity.offset, entity.length) for entity in message.entities] == [
        ("bold", 3, 4),
        ("italic", 8, 5),
    ]


async def test_entities_can_be_given_instead_of_a_parse_mode(bot: Bot, anna: SandboxPerson) -> None:
    entities = [MessageEntity(type="bold", offset=0, length=9)]
    message = await bot.send_message(anna.id, "мост <b>  ", entities=entities)
    assert message.html_text == "<b>мост &lt;b&gt;</b>"


async def test_commands_links_mentions_and_hashtags_are_found(bot: Bot, anna: SandboxPerson) -> None:
    message = await bot.send_message(anna.id, "/start 😀 @anna_ivanova #мост https://a.ru/б a@b.ru 1/2 #1")
    found = {entity.type: entity.extract_from(message.text or "") for entity in message.entities or []}
    assert found == {
        "bot_command": "/start",
        "mention": "@anna_ivanova",
        "hashtag": "#мост",
        "url": "https://a.ru/б",
        "email": "a@b.ru",
    }


@pytest.mark.row(82)
async def test_after_a_hundred_entities_the_rest_is_plain(bot: Bot, anna: SandboxPerson) -> None:
    words = " ".join(f"<b>{number}</b>" for number in range(120))
    sent = await bot.send_message(anna.id, words, parse_mode="HTML")
    assert sent.entities is not None
    assert len(sent.entities) == 100
    assert sent.entities[-1].extract_from(sent.text or "") == "99"
    assert (sent.text or "").endswith("118 119")

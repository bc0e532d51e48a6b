"""One person in a chat with the bot, as a test tells it: says, taps, sends, edits, reacts, sees."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any, Protocol

import aiohttp
from PIL import Image

from bot.sandbox.answered import InlineOffers
from bot.sandbox.errors import Json
from bot.sandbox.seen import Inbox, Seen

PATIENCE_S = 20.0

Wanted = str | re.Pattern[str] | Callable[[Seen], bool] | None
"""Words that occur in the message, a pattern found in it, a question about it, or None for any."""


class Line(Protocol):
    """The connection to the control side that a person needs. `inline_answers` came so far, by their queries' ids."""

    inline_answers: dict[str, Json]

    def inbox(self, chat_id: int) -> Inbox:
        """What happened in a chat so far."""

    async def post(self, path: str, body: Json | aiohttp.FormData) -> Any:
        """Raises AssertionError with the control side's sentence."""

    async def get(self, path: str) -> Any:
        """Raises AssertionError with the control side's sentence."""

    async def wait_until(self, holds: Callable[[], bool], what: str | Callable[[], str], within: float) -> None:
        """Raises AssertionError after `within` seconds."""


class Place(Protocol):
    """A group or channel to go into."""

    @property
    def id(self) -> int:
        """Of the chat."""


class SandboxPerson:
    """`chat_id` is the private chat, which has the person's id, unless somebody went `in_chat`.

    What was seen once is not seen again by the next `sees`.
    """

    def __init__(self, line: Line, person_id: int, first_name: str, chat_id: int | None = None) -> None:
        self.id = person_id
        self.first_name = first_name
        self.chat_id = person_id if chat_id is None else chat_id
        self._line = line
        self._inbox = line.inbox(self.chat_id)
        self._seen_count = 0

    def in_chat(self, chat: Place) -> SandboxPerson:
        """The same person in a group or channel, who sees what comes there from now on and before."""
        return SandboxPerson(self._line, self.id, self.first_name, chat.id)

    @property
    def messages(self) -> list[Seen]:
        """The chat as it stands, oldest first; the person's own messages too."""
        return sorted(self._inbox.messages.values(), key=lambda seen: seen.id)

    @property
    def toasts(self) -> list[str]:
        """What the bot answered taps with, oldest first."""
        return list(self._inbox.toasts)

    async def says(self, text: str, *, reply_to: Seen | None = None) -> Seen:
        body = {"person_id": self.id, "text": text, **_reply(reply_to)}
        return Seen.of(await self._post("say", body))

    async def taps(self, button: str | int, *, on: Seen | None = None) -> Json:
        """By the button's words, their beginning or its number, on the newest message that has a keyboard.

        Returns `callback_query_id`, or what the client does by itself: `url`, `copied`, or `inline` with the words
        that it puts into the box, `here` or in a chat that the person picks.
        """
        target = self._inbox.messages[on.id] if on else self._with_keyboard()
        row, column = target.place_of(button)
        return await self._tap({"message_id": target.id, "row": row, "column": column})

    async def taps_data(self, data: str, *, on: Seen | None = None) -> Json:
        """Sends data that no button needs to have, as a changed client could."""
        target = on or self._with_keyboard()
        return await self._tap({"message_id": target.id, "data": data})

    async def sends_photo(self, content: bytes, caption: str | None = None, *, reply_to: Seen | None = None) -> Seen:
        return (await self._send("photo", [("photo.jpg", content, "image/jpeg")], caption, reply_to))[0]

    async def sends_album(self, contents: list[bytes], caption: str | None = None) -> list[Seen]:
        """Several photos at once: one message each."""
        files = [(f"photo{number}.jpg", content, "image/jpeg") for number, content in enumerate(contents)]
        return await self._send("photo", files, caption)

    async def sends_document(
        self,
        content: bytes,
        name: str = "photo.jpg",
        mime: str = "application/octet-stream",
        caption: str | None = None,
    ) -> Seen:
        return (await self._send("document", [(name, content, mime)], caption))[0]

    async def sends_sticker(self) -> Seen:
        buffer = BytesIO()
        Image.new("RGBA", (64, 64), "orange").save(buffer, "WEBP")
        return (await self._send("sticker", [("sticker.webp", buffer.getvalue(), "image/webp")]))[0]

    async def sends_voice(self) -> Seen:
        return (await self._send("voice", [("voice.oga", b"OggS" + bytes(8000), "audio/ogg")]))[0]

    async def sends_location(self, latitude: float, longitude: float) -> Seen:
        """Where the person is, in degrees."""
        return await self._send_place({"kind": "location", "latitude": latitude, "longitude": longitude})

    async def sends_venue(self, latitude: float, longitude: float, title: str, address: str = "") -> Seen:
        place: Json = {"latitude": latitude, "longitude": longitude, "title": title, "address": address}
        return await self._send_place({"kind": "venue", **place})

    async def forwards(self, message: Seen, *, origin: str | None = None) -> Seen:
        """From whatever chat the message is in; `origin` says otherwise where it came from, by the kind's name."""
        body: Json = {"from_chat_id": message.message.chat.id, "message_id": message.id, "origin": origin}
        return Seen.of(await self._post("forward", {"person_id": self.id, **body}))

    async def edits(self, message: Seen, words: str) -> Seen:
        """Other words: of a text, or of a caption."""
        field = "text" if message.message.text is not None else "caption"
        return Seen.of(await self._post("edit", {"person_id": self.id, "message_id": message.id, field: words}))

    async def reacts(self, message: Seen, emoji: str | None) -> None:
        """One emoji, or None to take it back."""
        await self._post("react", {"person_id": self.id, "message_id": message.id, "emoji": emoji})

    async def asks_inline(
        self, query: str = "", *, offset: str = "", at: tuple[float, float] | None = None, within: float = PATIENCE_S
    ) -> InlineOffers:
        """Writes the bot's name and a query, and waits for what it offers; `at` lets it know where, in degrees."""
        asked: Json = {"person_id": self.id, "chat_id": self.chat_id, "query": query, "offset": offset}
        if at is not None:
            asked |= {"latitude": at[0], "longitude": at[1]}
        query_id = (await self._line.post("inline", asked))["inline_query_id"]
        answers = self._line.inline_answers
        await self._line.wait_until(lambda: query_id in answers, f"an answer to the inline query {query!r}", within)

        async def choose(query_id: str, result_id: str) -> Seen:
            return Seen.of(await self._line.post(f"inline/{query_id}/choose", {"result_id": result_id}))

        return InlineOffers(
            answers[query_id], lambda page: self.asks_inline(query, offset=page, at=at, within=within), choose
        )

    async def deletes(self, message: Seen) -> None:
        await self._post("delete", {"message_id": message.id})

    async def blocks(self) -> None:
        await self._post("block", {"blocked": True})

    async def unblocks(self) -> None:
        await self._post("block", {"blocked": False})

    async def menu(self, language: str = "ru") -> list[Json]:
        """The commands that the client shows."""
        answer = await self._line.get(f"commands?chat_id={self.chat_id}&person_id={self.id}&language_code={language}")
        commands: list[Json] = answer["commands"]
        return commands

    async def chat(self) -> list[Seen]:
        """The chat as the server has it now, oldest first; `messages` is what the stream of events has told so far."""
        answer = await self._line.get(f"chats/{self.chat_id}/messages")
        return [Seen.of(message) for message in answer["messages"]]

    async def sees(self, wanted: Wanted = None, *, within: float = PATIENCE_S) -> Seen:
        """Waits for the next message or edit of the bot that fits; what came before it counts as seen.

        Raises AssertionError, with what was seen instead, after `within` seconds.
        """

        def fitting() -> int | None:
            new = enumerate(self._inbox.sightings[self._seen_count :], start=self._seen_count)
            return next((at for at, seen in new if _fits(seen, wanted)), None)

        def failure() -> str:
            instead = [str(seen) for seen in self._inbox.sightings[self._seen_count :]]
            return f"{self.first_name} to see {wanted!r}; seen instead: {instead or 'nothing'}"

        await self._line.wait_until(lambda: fitting() is not None, failure, within)
        at = fitting()
        assert at is not None
        self._seen_count = at + 1
        return self._inbox.sightings[at]

    async def is_told(self, words: str, *, within: float = PATIENCE_S) -> None:
        """Waits until a tap was answered with these words in a toast, or in a message where that came too late."""

        def told() -> list[str]:
            return self.toasts + [seen.text for seen in self._inbox.sightings[self._seen_count :]]

        await self._line.wait_until(
            lambda: any(words in one for one in told()),
            lambda: f"{self.first_name} to be told {words!r}; told: {told()}",
            within,
        )

    async def sees_reaction(self, emoji: str, *, on: Seen, within: float = PATIENCE_S) -> None:
        """Waits until somebody has given the message this emoji."""
        given = self._inbox.reactions
        await self._line.wait_until(
            lambda: emoji in given.get(on.id, {}).values(),
            lambda: f"{self.first_name} to see {emoji} on {on}; seen: {given.get(on.id, {})}",
            within,
        )

    async def is_answered(self, tapped: Json, *, within: float = PATIENCE_S) -> Json:
        """Waits until the tap's spinner ends. Returns the answer: text, show_alert, url."""
        query_id = tapped["callback_query_id"]
        await self._line.wait_until(lambda: query_id in self._inbox.answers, "an answer to the tap", within)
        return self._inbox.answers[query_id]

    def _with_keyboard(self) -> Seen:
        for seen in reversed(self.messages):
            if seen.by_bot and seen.buttons:
                return seen
        raise AssertionError(f"{self.first_name} sees no message with a keyboard")

    async def _tap(self, body: Json) -> Json:
        tapped: Json = await self._post("tap", {"person_id": self.id, **body})
        return tapped

    async def _send(
        self,
        kind: str,
        files: list[tuple[str, bytes, str]],
        caption: str | None = None,
        reply_to: Seen | None = None,
    ) -> list[Seen]:
        form = aiohttp.FormData({"person_id": str(self.id), "kind": kind}, quote_fields=False)
        for name, value in {"caption": caption, **_reply(reply_to)}.items():
            if value:
                form.add_field(name, str(value))
        for name, content, mime in files:
            form.add_field("file", BytesIO(content), filename=name, content_type=mime)
        answer = await self._post("send", form)
        return [Seen.of(message) for message in answer["messages"]]

    async def _send_place(self, place: Json) -> Seen:
        (sent,) = (await self._post("send", {"person_id": self.id, **place}))["messages"]
        return Seen.of(sent)

    async def _post(self, action: str, body: Json | aiohttp.FormData) -> Any:
        return await self._line.post(f"chats/{self.chat_id}/{action}", body)


def _reply(reply_to: Seen | None) -> Json:
    return {"reply_to": reply_to.id} if reply_to else {}


def _fits(seen: Seen, wanted: Wanted) -> bool:
    if wanted is None:
        return True
    if isinstance(wanted, str):
        return wanted in seen.text
    if isinstance(wanted, re.Pattern):
        return wanted.search(seen.text) is not None
    return wanted(seen)

"""What a person sees in a chat: messages as they stand now, and everything that appeared or changed, in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiogram.types import InlineKeyboardButton, Message

from bot.sandbox.errors import Json


@dataclass(frozen=True)
class Seen:
    """A message as it stood at one moment; `edited` tells that it was changed and did not appear anew.

    `below` is what it asked of the input: a keyboard there, its end, or a reply.
    """

    message: Message
    edited: bool = False
    below: Json | None = None

    @classmethod
    def of(cls, body: Json, *, edited: bool = False) -> Seen:
        """From the control side's JSON."""
        markup = body.get("reply_markup", {})
        if not markup or "inline_keyboard" in markup:
            return cls(Message.model_validate(body), edited)
        rest = {name: value for name, value in body.items() if name != "reply_markup"}
        return cls(Message.model_validate(rest), edited, markup)

    @property
    def id(self) -> int:
        return self.message.message_id

    @property
    def text(self) -> str:
        """The words, whether they are a text or a caption."""
        return self.message.text or self.message.caption or ""

    @property
    def html(self) -> str:
        """The words with their formatting."""
        return self.message.html_text if self.text else ""

    @property
    def from_bot(self) -> bool:
        """In a channel nobody can tell who wrote: every post counts."""
        author = self.message.from_user
        return author.is_bot if author else self.message.sender_chat is not None

    @property
    def by_bot(self) -> bool:
        """Whether the bot answers for it: it sent the message, or it came out of one of its inline results."""
        return self.from_bot or self.message.via_bot is not None

    @property
    def has_photo(self) -> bool:
        return bool(self.message.photo)

    @property
    def rows(self) -> list[list[InlineKeyboardButton]]:
        return self.message.reply_markup.inline_keyboard if self.message.reply_markup else []

    @property
    def buttons(self) -> list[str]:
        """The words on the buttons, row by row."""
        return [button.text for row in self.rows for button in row]

    def place_of(self, wanted: str | int) -> tuple[int, int]:
        """Row and column of a button: by its words, by how they begin, or as the n-th from 1. Raises AssertionError."""
        places = [(row, column) for row, buttons in enumerate(self.rows) for column in range(len(buttons))]
        words = str(wanted)
        for fits in (str.__eq__, str.startswith):
            for place, label in zip(places, self.buttons, strict=True):
                if fits(label, words):
                    return place
        if words.isdigit() and 1 <= int(words) <= len(places):
            return places[int(words) - 1]
        raise AssertionError(f"no button {words!r} among {self.buttons}")

    def __str__(self) -> str:
        kind = "photo" if self.has_photo else "document" if self.message.document else "text"
        return f"{'edited ' if self.edited else ''}{kind} {self.id} {self.text!r} {self.buttons or ''}".rstrip()


@dataclass
class Inbox:
    """One chat: `messages` as they stand, `sightings` of what the bot did there, `toasts` it answered taps with."""

    messages: dict[int, Seen] = field(default_factory=dict)
    sightings: list[Seen] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    answers: dict[str, Json] = field(default_factory=dict)
    reactions: dict[int, dict[int, str]] = field(default_factory=dict)
    """By message, then by who gave it."""

    def take(self, event: Json) -> None:
        match event["type"]:
            case "message" | "edited":
                seen = Seen.of(event["message"], edited=event["type"] == "edited")
                self.messages[seen.id] = seen
                if seen.from_bot or (seen.by_bot and seen.edited):
                    self.sightings.append(seen)
            case "deleted":
                self.messages.pop(event["message_id"], None)
            case "reaction":
                given = self.reactions.setdefault(event["message_id"], {})
                given.pop(event["person_id"], None)
                if event["emoji"]:
                    given[event["person_id"]] = event["emoji"]
            case "callback_answer":
                self.answers[event["callback_query_id"]] = event
                if event["text"]:
                    self.toasts.append(event["text"])

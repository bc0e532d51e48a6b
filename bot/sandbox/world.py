"""The state of the stand-in, all in memory: people, chats and their messages, files, updates, faults."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import InitVar, dataclass, field

from bot.sandbox.callbacks import CallbackQueries
from bot.sandbox.calls import CallLog
from bot.sandbox.clock import Clock
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.events import EventLog
from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore
from bot.sandbox.floods import Floods
from bot.sandbox.inline import InlineQueries
from bot.sandbox.people import DEFAULT_PEOPLE, Chat, Person, Standing, StoredMessage
from bot.sandbox.presence import Presence
from bot.sandbox.profile import Profile
from bot.sandbox.settings import Settings
from bot.sandbox.updates import UpdateQueue

EPOCH = 1_700_000_000
"""Ids are counted from the seconds since then, so that those of a later run are higher: bots remember ids."""
FIRST_GROUP_ID = -4_000_000_001
FIRST_SUPERGROUP_ID = -1_001_000_000_001
"""Of supergroups and channels, which share one row of numbers."""


class Nobody(LookupError):
    """The control side named a person, chat or message that does not exist."""


@dataclass
class World:
    """One bot and everybody around it. `time_source` gives seconds since 1970, from which `clock` goes ahead."""

    token: str
    time_source: InitVar[Callable[[], float]] = time.time
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: FileStore = field(default_factory=FileStore)
    events: EventLog = field(default_factory=EventLog)
    faults: Faults = field(default_factory=Faults)
    settings: Settings = field(default_factory=Settings)
    logged_out: bool = False

    def __post_init__(self, time_source: Callable[[], float]) -> None:
        self.clock = Clock(time_source)
        self.started_at = self.clock()
        self.profile = Profile(bot_id=int(self.token.split(":")[0]))
        self.updates = UpdateQueue(self.clock)
        self.callbacks = CallbackQueries(self.clock)
        self.inline = InlineQueries(self.clock)
        self.floods = Floods(self.clock)
        self.calls = CallLog(self.events)
        self.presence = Presence(self.events)
        self._random = random.Random(20)
        self._next_album = 1_000_000 * int(self.started_at)
        for person in DEFAULT_PEOPLE:
            self.add_person(person)
        self.add_chat("supergroup", "Редакция", members=[1003, 1004, 1005])
        self.add_chat("channel", "Moscow Photobank", username="moscow_photobank")

    def add_person(self, person: Person) -> Person:
        """Adds the person with a private chat, in which the bot may not write before the person does.

        Whoever comes subscribes to the public channels.
        """
        self.people[person.id] = person
        self.chats[person.id] = Chat(id=person.id, type="private", person=person, members=[person.id])
        for chat in self.chats.values():
            if chat.is_channel and chat.username:
                chat.members.append(person.id)
        return person

    def add_chat(
        self,
        chat_type: str,
        title: str,
        *,
        username: str | None = None,
        members: list[int] | None = None,
        standing: Standing | None = None,
    ) -> Chat:
        """Adds a group, supergroup or channel.

        Everybody is in it unless `members` are named. The bot is in it too, in a channel as an administrator, for a
        bot cannot subscribe. It belongs to the member whose role is owner, or else to the first.
        """
        inside = list(self.people) if members is None else members
        owner_id = next((one for one in inside if self.people[one].role == "owner"), inside[0] if inside else None)
        chat = Chat(
            id=self._next_chat_id(chat_type),
            type=chat_type,
            title=title,
            username=username,
            standing=standing or (Standing.ADMINISTRATOR if chat_type == "channel" else Standing.MEMBER),
            members=list(inside),
            owner_id=owner_id,
        )
        self.chats[chat.id] = chat
        return chat

    def _next_chat_id(self, chat_type: str) -> int:
        first = FIRST_GROUP_ID if chat_type == "group" else FIRST_SUPERGROUP_ID
        same = sum(chat.id < 0 and (chat.type == "group") == (chat_type == "group") for chat in self.chats.values())
        return first - same

    def person(self, person_id: int) -> Person:
        if person := self.people.get(person_id):
            return person
        raise Nobody(f"there is no person {person_id}")

    def chat(self, chat_id: int) -> Chat:
        if chat := self.chats.get(chat_id):
            return chat
        raise Nobody(f"there is no chat {chat_id}")

    def find_chat(self, chat_id: int | str | None) -> Chat:
        """For the bot's side: an id, or the @username of a group or channel. Raises Refused."""
        name = str(chat_id or "").strip()
        if not name:
            raise bad_request("chat_id is empty")
        for chat in self.chats.values():
            if name == str(chat.id) or (chat.id < 0 and chat.username and name.lower() == f"@{chat.username}".lower()):
                return chat
        raise bad_request("chat not found")

    def post(self, chat: Chat, body: Json, *, from_bot: bool, below: Json | None = None) -> StoredMessage:
        """Puts a message into a chat under its next id, which is unique in that chat only, and has gaps."""
        # All chats of a run begin at the same number: an id without its chat means nothing.
        first = max(0, int(self.started_at) - EPOCH)
        highest = max((first, *chat.messages, *chat.gone))
        message_id = highest + self._random.randint(1, 3)
        now = self.clock()
        head: Json = {"message_id": message_id, "date": int(now), "chat": chat.head()}
        message = StoredMessage(chat.id, message_id, {**head, **body}, from_bot, now, below)
        chat.messages[message_id] = message
        self.events.emit("message", chat_id=chat.id, message=message.shown)
        return message

    def changed(self, message: StoredMessage) -> None:
        self.events.emit("edited", chat_id=message.chat_id, message=message.shown)

    def remove(self, chat: Chat, message_ids: Iterable[int]) -> None:
        for message_id in message_ids:
            if chat.messages.pop(message_id, None) is not None:
                chat.gone.add(message_id)
                self.events.emit("deleted", chat_id=chat.id, message_id=message_id)

    def new_album(self) -> str:
        """A media_group_id."""
        self._next_album += 8
        return str(self._next_album)

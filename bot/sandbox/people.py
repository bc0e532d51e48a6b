"""Who and where: the people of the stand-in's world, and the chats with what may be said in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from bot.sandbox.errors import Json, Refused, bad_request, forbidden


class Standing(Enum):
    """How the bot stands in a chat. What it sends is taken where it is a member; in a channel it must administer."""

    MEMBER = "member"
    ADMINISTRATOR = "administrator"
    NEVER_STARTED = "never_started"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    KICKED = "kicked"
    LEFT = "left"
    UPGRADED = "upgraded"


@dataclass(frozen=True, kw_only=True)
class Person:
    """`role` is only a label for the page: what a role may do is the bot's affair. `gone`: has left Telegram."""

    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = None
    role: str = "visitor"
    gone: bool = False

    def user(self) -> Json:
        """The Bot API's User."""
        body: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            body["username"] = self.username
        if self.language_code:
            body["language_code"] = self.language_code
        return body


@dataclass
class StoredMessage:
    """`body` is the Bot API's Message; `below` is what it asked of the input: a keyboard there, its end, a reply.

    `reactions` has one emoji for each who reacted, by their ids.
    """

    chat_id: int
    message_id: int
    body: Json
    from_bot: bool
    sent_at: float
    below: Json | None = None
    reactions: dict[int, str] = field(default_factory=dict)

    @property
    def shown(self) -> Json:
        """The message as a client has it, with what the Bot API does not repeat."""
        shown = self.body | ({"reply_markup": self.below} if self.below else {})
        if self.reactions:
            shown["reactions"] = [{"person_id": who, "emoji": emoji} for who, emoji in self.reactions.items()]
        return shown


@dataclass
class Chat:
    """A private chat has its person's id. `gone` remembers deleted message ids, which a late tap may still name.

    `members` are the people in it, in the order in which they came, `owner_id` is who made a group or channel, and
    `pinned` are message ids, the oldest pin first.
    """

    id: int
    type: str
    title: str | None = None
    username: str | None = None
    person: Person | None = None
    standing: Standing = Standing.NEVER_STARTED
    upgraded_to: int | None = None
    members: list[int] = field(default_factory=list)
    owner_id: int | None = None
    pinned: list[int] = field(default_factory=list)
    messages: dict[int, StoredMessage] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)

    @property
    def has_bot(self) -> bool:
        """Whether the bot is in it, and so hears what is said there."""
        return self.standing in (Standing.MEMBER, Standing.ADMINISTRATOR)

    @property
    def is_channel(self) -> bool:
        return self.type == "channel"

    def head(self) -> Json:
        """The Bot API's Chat."""
        body: Json = {"id": self.id, "type": self.type}
        if self.title:
            body["title"] = self.title
        if self.person:
            body["first_name"] = self.person.first_name
        username = self.person.username if self.person else self.username
        if username:
            body["username"] = username
        return body

    def check_may_write(self) -> None:
        """Raises Refused with the words for the bot's standing."""
        name = f"{self.type} chat"
        match self.standing:
            case Standing.MEMBER if self.is_channel:
                # Known from public threads, as the server's words to a bot that only reads along.
                raise bad_request("need administrator rights in the channel chat")
            case Standing.MEMBER | Standing.ADMINISTRATOR:
                return
            case Standing.NEVER_STARTED:
                raise forbidden("bot can't initiate conversation with a user")
            case Standing.BLOCKED:
                raise forbidden("bot was blocked by the user")
            case Standing.DEACTIVATED:
                raise forbidden("user is deactivated")
            case Standing.KICKED:
                raise forbidden(f"bot was kicked from the {name}")
            case Standing.LEFT:
                raise forbidden(f"bot is not a member of the {name}")
            case Standing.UPGRADED:
                refused = bad_request("group chat was upgraded to a supergroup chat")
                raise Refused(refused.code, refused.description, {"migrate_to_chat_id": self.upgraded_to})

    def check_may_read(self) -> None:
        """Raises Refused where the bot sees nothing: a public channel is open to who left it, but not to the banned."""
        if self.standing is Standing.NEVER_STARTED:
            raise bad_request("chat not found")
        if self.standing is Standing.KICKED or (self.standing is Standing.LEFT and not self.username):
            self.check_may_write()


DEFAULT_PEOPLE = (
    Person(id=1001, first_name="Анна", username="anna", language_code="ru"),
    Person(id=1002, first_name="James", username="james", language_code="en"),
    Person(id=1003, first_name="Marina", username="marina", language_code="ru", role="partner"),
    Person(id=1004, first_name="Олег", username="oleg", language_code="ru", role="moderator"),
    Person(id=1005, first_name="Owner", username="owner", language_code="ru", role="owner"),
)

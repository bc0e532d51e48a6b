"""Who may do something where: reading a request's chat, person and message, and refusing what no client could do."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.control.requests import Misuse, chat_id_of, integer
from bot.sandbox.people import Chat, Person, Standing, StoredMessage
from bot.sandbox.world import Nobody, World


def taking_part(world: World, request: web.Request, body: object) -> tuple[Chat, Person]:
    """The chat, and the person who must be in it. Raises Misuse and Nobody."""
    chat = world.chat(chat_id_of(request))
    person = world.person(integer(body, "person_id"))
    check_part(chat, person)
    return chat, person


def writing(world: World, request: web.Request, body: object) -> tuple[Chat, Person]:
    """As `taking_part`, where a channel is written in by its owner alone."""
    chat, person = taking_part(world, request, body)
    check_writing(chat, person)
    return chat, person


def check_part(chat: Chat, person: Person) -> None:
    """Raises Misuse for somebody who is not in the chat, or for a chat that is no more."""
    if person.id not in chat.members:
        where = "in this private chat" if chat.person else f"a member of {chat.title}"
        raise Misuse(f"{person.first_name} is not {where}")
    if person.gone:
        raise Misuse(f"{person.first_name} has left Telegram")
    if chat.standing is Standing.UPGRADED:
        raise Misuse(f"{chat.title} has become a supergroup with the id {chat.upgraded_to}")


def check_writing(chat: Chat, person: Person) -> None:
    """Raises Misuse for a reader of a channel."""
    if chat.is_channel and person.id != chat.owner_id:
        raise Misuse(f"{person.first_name} only reads {chat.title}")


def found_message(chat: Chat, message_id: int) -> StoredMessage:
    if message := chat.messages.get(message_id):
        return message
    raise Nobody(f"chat {chat.id} has no message {message_id}")

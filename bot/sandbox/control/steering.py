"""What nobody in a chat does: new people, those who leave Telegram, and those who block the bot or take it back."""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web

from bot.sandbox.control.requests import (
    Misuse,
    body_of,
    chat_id_of,
    integer,
    optional_integer,
    optional_text,
    text,
    with_sentences,
)
from bot.sandbox.membership import move_bot
from bot.sandbox.people import Person, Standing
from bot.sandbox.world import World

FIRST_NEW_PERSON = 2001


class Steering:
    def __init__(self, world: World) -> None:
        self.world = world

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/control/people", with_sentences(self.add_person))
        router.add_post("/control/people/{person_id}/delete", with_sentences(self.delete_person))
        router.add_post("/control/chats/{chat_id}/block", with_sentences(self.block))

    async def add_person(self, request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        person_id = optional_integer(body, "id") or max(FIRST_NEW_PERSON - 1, *self.world.people) + 1
        if person_id in self.world.people or person_id <= 0:
            raise Misuse(f"{person_id} cannot be the id of a new person")
        person = Person(
            id=person_id,
            first_name=text(body, "first_name"),
            username=optional_text(body, "username"),
            language_code=optional_text(body, "language_code"),
            role=optional_text(body, "role") or "visitor",
        )
        self.world.add_person(person)
        return web.json_response(person.user() | {"role": person.role})

    async def delete_person(self, request: web.Request) -> web.StreamResponse:
        """The account is gone for good; what it wrote stays, and bots are not told."""
        person = self.world.person(integer(request.match_info, "person_id"))
        self.world.people[person.id] = replace(person, gone=True)
        chat = self.world.chat(person.id)
        chat.standing = Standing.DEACTIVATED
        self.world.events.emit("member", chat_id=chat.id)
        return web.json_response({})

    async def block(self, request: web.Request) -> web.StreamResponse:
        """The bot learns of it as of a change of its own membership."""
        chat = self.world.chat(chat_id_of(request))
        blocked = (await body_of(request)).get("blocked")
        if not isinstance(blocked, bool) or chat.person is None:
            raise Misuse("blocked must be true or false, and the chat a private one")
        if blocked is not (chat.standing is Standing.BLOCKED):
            move_bot(self.world, chat, Standing.BLOCKED if blocked else Standing.MEMBER, chat.person.user())
        return web.json_response({})

"""What nobody in a chat does: bringing people and chats in, and how the bot stands in them."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.control.requests import Misuse, body_of, chat_id_of, optional_integer, text, with_sentences
from bot.sandbox.errors import Json
from bot.sandbox.people import Chat, Person, Standing
from bot.sandbox.world import World

FIRST_NEW_PERSON = 2001
GROUPS = ("group", "supergroup", "channel")


class Steering:
    def __init__(self, world: World) -> None:
        self.world = world

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/control/people", with_sentences(self.add_person))
        router.add_post("/control/chats", with_sentences(self.add_chat))
        router.add_post("/control/chats/{chat_id}/standing", with_sentences(self.stand))
        router.add_post("/control/chats/{chat_id}/block", with_sentences(self.block))

    async def add_person(self, request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        person_id = optional_integer(body, "id") or max(FIRST_NEW_PERSON - 1, *self.world.people) + 1
        if person_id in self.world.people or person_id <= 0:
            raise Misuse(f"{person_id} cannot be the id of a new person")
        person = Person(
            id=person_id,
            first_name=text(body, "first_name"),
            username=body.get("username"),
            language_code=body.get("language_code"),
            role=body.get("role") or "visitor",
        )
        self.world.add_person(person)
        return web.json_response(person.user() | {"role": person.role})

    async def add_chat(self, request: web.Request) -> web.StreamResponse:
        """A group, supergroup or channel with the bot in it."""
        body = await body_of(request)
        chat_type = text(body, "type")
        if chat_type not in GROUPS:
            raise Misuse(f"type must be one of {', '.join(GROUPS)}")
        chat = self.world.add_chat(chat_type, text(body, "title"), username=body.get("username"))
        return web.json_response(chat.head())

    async def stand(self, request: web.Request) -> web.StreamResponse:
        """Puts the bot out of a chat, or back: one of Standing's values, with `upgraded_to` where it wants one."""
        chat = self.world.chat(chat_id_of(request))
        body = await body_of(request)
        try:
            chat.standing = Standing(body.get("standing"))
        except ValueError:
            raise Misuse(f"standing must be one of {', '.join(one.value for one in Standing)}") from None
        chat.upgraded_to = optional_integer(body, "upgraded_to")
        return web.json_response({})

    async def block(self, request: web.Request) -> web.StreamResponse:
        chat = self.world.chat(chat_id_of(request))
        blocked = (await body_of(request)).get("blocked")
        if not isinstance(blocked, bool) or chat.person is None:
            raise Misuse("blocked must be true or false, and the chat a private one")
        self._block(chat, chat.person, blocked=blocked)
        return web.json_response({})

    def _block(self, chat: Chat, person: Person, *, blocked: bool) -> None:
        """The bot learns of a change as of a change of its own membership."""
        if blocked == (chat.standing is Standing.BLOCKED):
            return
        chat.standing = Standing.BLOCKED if blocked else Standing.MEMBER
        bot = self.world.profile.user()
        member: Json = {"status": "member", "user": bot}
        kicked: Json = {"status": "kicked", "user": bot, "until_date": 0}
        update: Json = {
            "chat": chat.head(),
            "from": person.user(),
            "date": int(self.world.clock()),
            "old_chat_member": member if blocked else kicked,
            "new_chat_member": kicked if blocked else member,
        }
        self.world.updates.put("my_chat_member", update, chat.id)

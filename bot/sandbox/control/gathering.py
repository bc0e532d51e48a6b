"""Groups and channels as their people make them: founding, joining, leaving, growing, and the bot's place in them."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.control.requests import Misuse, body_of, chat_id_of, integer, optional_text, text, with_sentences
from bot.sandbox.errors import Json
from bot.sandbox.membership import move_bot, move_person, upgrade
from bot.sandbox.people import Chat, Standing
from bot.sandbox.world import World

GATHERINGS = ("group", "supergroup", "channel")
STANDINGS = ("member", "administrator", "left", "kicked")


class Gathering:
    def __init__(self, world: World) -> None:
        self.world = world

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/control/chats", with_sentences(self.found))
        router.add_post("/control/chats/{chat_id}/members", with_sentences(self.move))
        router.add_post("/control/chats/{chat_id}/upgrade", with_sentences(self.upgrade))

    async def found(self, request: web.Request) -> web.StreamResponse:
        """With everybody in it unless `members` are named, and with the bot unless it is told to stay away."""
        body = await body_of(request)
        kind = text(body, "type")
        if kind not in GATHERINGS:
            raise Misuse(f"type must be one of {', '.join(GATHERINGS)}")
        named = body.get("members")
        if named is not None and not isinstance(named, list):
            raise Misuse("members must be a list of ids")
        members = None if named is None else [self.world.person(integer({"id": one}, "id")).id for one in named]
        standing = _standing(body.get("bot") or ("administrator" if kind == "channel" else "member"))
        chat = self.world.add_chat(
            kind, text(body, "title"), username=optional_text(body, "username"), members=members, standing=Standing.LEFT
        )
        move_bot(self.world, chat, standing, self._actor(chat))
        self.world.events.emit("member", chat_id=chat.id)
        return web.json_response(shown(chat))

    async def move(self, request: web.Request) -> web.StreamResponse:
        """A person comes or goes, or the owner lets the bot in, gives it rights, or puts it out."""
        chat, body = self._gathering(request), await body_of(request)
        if "bot" in body:
            move_bot(self.world, chat, _standing(body["bot"]), self._actor(chat))
        else:
            person, joined = self.world.person(integer(body, "person_id")), body.get("joined")
            if not isinstance(joined, bool):
                raise Misuse("joined must be true or false")
            move_person(self.world, chat, person, joined=joined)
        return web.json_response(shown(chat))

    async def upgrade(self, request: web.Request) -> web.StreamResponse:
        chat = self._gathering(request)
        if chat.type != "group":
            raise Misuse("only a group becomes a supergroup")
        return web.json_response(shown(upgrade(self.world, chat, self._actor(chat))))

    def _gathering(self, request: web.Request) -> Chat:
        chat = self.world.chat(chat_id_of(request))
        if chat.person is not None or chat.standing is Standing.UPGRADED:
            raise Misuse("the chat must be a group or a channel that there still is")
        return chat

    def _actor(self, chat: Chat) -> Json:
        """The owner; in a chat without people nobody could do it, so anybody may have."""
        return self.world.person(chat.owner_id or next(iter(self.world.people))).user()


def shown(chat: Chat) -> Json:
    """A chat as the control side tells of it."""
    private = {Standing.BLOCKED: "kicked", Standing.NEVER_STARTED: "member", Standing.DEACTIVATED: "left"}
    body: Json = {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title or (chat.person.first_name if chat.person else ""),
        "members": chat.members,
        "bot": private.get(chat.standing, chat.standing.value),
    }
    return body | ({"username": chat.username} if chat.username else {})


def _standing(name: object) -> Standing:
    if name not in STANDINGS:
        raise Misuse(f"bot must be one of {', '.join(STANDINGS)}")
    return Standing(name)

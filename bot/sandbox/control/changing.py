"""What a person does to a message that is there already: edits it, or reacts to it."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.control.acting import MOST_TYPED
from bot.sandbox.control.places import found_message, taking_part, writing
from bot.sandbox.control.requests import Misuse, body_of, integer, text, with_sentences
from bot.sandbox.entities import MOST_CAPTION, as_fields, typed_by_person
from bot.sandbox.hearing import is_service, tell
from bot.sandbox.people import StoredMessage
from bot.sandbox.reactions import EMOJI, react
from bot.sandbox.world import World

EDITABLE_FOR_S = 48 * 3600
MOST = {"text": MOST_TYPED, "caption": MOST_CAPTION}


class Changing:
    def __init__(self, world: World) -> None:
        self.world = world

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/control/chats/{chat_id}/edit", with_sentences(self.edit))
        router.add_post("/control/chats/{chat_id}/react", with_sentences(self.react))

    async def edit(self, request: web.Request) -> web.StreamResponse:
        """The message keeps its id, and the bot gets it anew with its edit_date."""
        body = await body_of(request)
        chat, person = writing(self.world, request, body)
        message = found_message(chat, integer(body, "message_id"))
        field = "caption" if "caption" in body else "text"
        self._check_editable(message, person.id, field)
        words = typed_by_person(str(body["caption"]) if field == "caption" else text(body, "text"))
        if len(words.text) > MOST[field]:
            raise Misuse(f"a client takes {MOST[field]} letters at most")
        entities = "caption_entities" if field == "caption" else "entities"
        kept = {name: value for name, value in message.body.items() if name not in (field, entities)}
        message.body = kept | as_fields(words, field, entities) | {"edit_date": int(self.world.clock())}
        self.world.changed(message)
        tell(self.world, chat, message, edited=True)
        return web.json_response(message.body)

    async def react(self, request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        chat, person = taking_part(self.world, request, body)
        message = found_message(chat, integer(body, "message_id"))
        emoji = body.get("emoji")
        if is_service(message.body) or (emoji is not None and emoji not in EMOJI):
            raise Misuse("a client offers no such reaction")
        react(self.world, chat, message, person, emoji)
        return web.json_response({})

    def _check_editable(self, message: StoredMessage, person_id: int, field: str) -> None:
        """Raises Misuse for what no client offers."""
        author = message.body.get("from", {}).get("id", person_id)
        if message.from_bot or author != person_id or "forward_origin" in message.body or is_service(message.body):
            raise Misuse("a person edits nothing but what they wrote")
        if self.world.clock() - message.sent_at >= EDITABLE_FOR_S:
            raise Misuse("after two days a message cannot be edited any more")
        if (field == "text") is not ("text" in message.body):
            raise Misuse(f"the message has no {field}")

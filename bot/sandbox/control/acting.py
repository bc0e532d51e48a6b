"""What a person does in a chat: says, sends, forwards, taps, deletes. Each makes the update that the bot would get."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web
from multidict import MultiDictProxy

from bot.sandbox.arguments import Upload
from bot.sandbox.control.origins import origin_as
from bot.sandbox.control.places import found_message, taking_part, writing
from bot.sandbox.control.requests import (
    Misuse,
    body_of,
    chat_id_of,
    integer,
    optional_integer,
    text,
    with_sentences,
)
from bot.sandbox.control.taps import tap
from bot.sandbox.entities import as_fields, typed_by_person
from bot.sandbox.errors import Json, Refused
from bot.sandbox.forwarding import forwarded
from bot.sandbox.hearing import is_service, tell
from bot.sandbox.membership import move_bot
from bot.sandbox.people import Chat, Person, Standing, StoredMessage
from bot.sandbox.received import PLACES, content_of, place_of
from bot.sandbox.sending import without_reply
from bot.sandbox.world import World

MOST_TYPED = 4096


class Acting:
    def __init__(self, world: World) -> None:
        self.world = world

    def add_routes(self, router: web.UrlDispatcher) -> None:
        for name, action in (
            ("say", self.say),
            ("send", self.send),
            ("forward", self.forward),
            ("tap", self.tap),
            ("delete", self.delete),
        ):
            router.add_post(f"/control/chats/{{chat_id}}/{name}", with_sentences(action))

    async def say(self, request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        chat, person = writing(self.world, request, body)
        formatted = typed_by_person(text(body, "text"))
        if len(formatted.text) > MOST_TYPED:
            raise Misuse("a client would cut this text into several messages")
        content = as_fields(formatted, "text", "entities") | self._reply(chat, optional_integer(body, "reply_to"))
        return web.json_response(self._post(chat, person, content).body)

    async def send(self, request: web.Request) -> web.StreamResponse:
        """Files, of which several make an album, or a place; a place may come as JSON."""
        form = await body_of(request) if request.content_type == "application/json" else await request.post()
        chat, person = writing(self.world, request, form)
        head = self._reply(chat, optional_integer(form, "reply_to"))
        try:
            contents = await self._contents(form)
        except Refused as refused:
            raise Misuse(f"a client would not send this file: {refused.description}") from None
        if len(contents) > 1:
            head["media_group_id"] = self.world.new_album()
        sent = [self._post(chat, person, head | content).body for content in contents]
        return web.json_response({"messages": sent})

    async def _contents(self, form: Mapping[str, object]) -> list[Json]:
        """The fields of each message; the caption is the first one's."""
        kind = text(form, "kind")
        if kind in PLACES:
            return [place_of(kind, form)]
        files = [
            Upload(value.file.read(), value.filename, value.content_type)
            for value in (form.getall("file", []) if isinstance(form, MultiDictProxy) else [])
            if isinstance(value, web.FileField)
        ]
        if not files:
            raise Misuse("file must be sent along at least once")
        contents = [await content_of(self.world.files, kind, file) for file in files]
        contents[0] |= as_fields(typed_by_person(str(form.get("caption", ""))), "caption", "caption_entities")
        return contents

    async def forward(self, request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        chat, person = writing(self.world, request, body)
        source = found_message(self.world.chat(integer(body, "from_chat_id")), integer(body, "message_id"))
        if is_service(source.body):
            raise Misuse("what tells of the chat itself cannot be forwarded")
        origin = origin_as(self.world, source, str(body["origin"])) if body.get("origin") else None
        return web.json_response(self._post(chat, person, forwarded(source, origin)).body)

    async def tap(self, request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        chat, person = taking_part(self.world, request, body)
        return web.json_response(tap(self.world, chat, person, body))

    async def delete(self, request: web.Request) -> web.StreamResponse:
        """In the person's own client and on the server; bots are not told."""
        chat = self.world.chat(chat_id_of(request))
        message = found_message(chat, integer(await body_of(request), "message_id"))
        self.world.remove(chat, [message.message_id])
        return web.json_response({})

    def _post(self, chat: Chat, person: Person, content: Json) -> StoredMessage:
        """Puts the message into the chat and the update into the queue. Writing to a bot starts it, or unblocks it."""
        if chat.standing is Standing.NEVER_STARTED:
            chat.standing = Standing.MEMBER
        elif chat.standing is Standing.BLOCKED:
            move_bot(self.world, chat, Standing.MEMBER, person.user())
        author = {"sender_chat": chat.head()} if chat.is_channel else {"from": person.user()}
        message = self.world.post(chat, author | content, from_bot=False)
        tell(self.world, chat, message)
        return message

    def _reply(self, chat: Chat, message_id: int | None) -> Json:
        if message_id is None:
            return {}
        return {"reply_to_message": without_reply(found_message(chat, message_id))}

"""What a person does in a chat: says, sends, forwards, taps, deletes. Each makes the update that the bot would get."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.arguments import Upload
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
from bot.sandbox.people import Chat, Person, Standing, StoredMessage
from bot.sandbox.received import content_of
from bot.sandbox.sending import without_reply
from bot.sandbox.world import Nobody, World

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
        chat, person = self._where(request, body)
        formatted = typed_by_person(text(body, "text"))
        if len(formatted.text) > MOST_TYPED:
            raise Misuse("a client would cut this text into several messages")
        content = as_fields(formatted, "text", "entities") | self._reply(chat, optional_integer(body, "reply_to"))
        return web.json_response(self._post(chat, person, content).body)

    async def send(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        chat, person = self._where(request, form)
        files = [
            Upload(value.file.read(), value.filename, value.content_type)
            for value in form.getall("file", [])
            if isinstance(value, web.FileField)
        ]
        if not files:
            raise Misuse("file must be sent along at least once")
        head: Json = self._reply(chat, optional_integer(form, "reply_to"))
        if len(files) > 1:
            head["media_group_id"] = self.world.new_album()
        caption = as_fields(typed_by_person(str(form.get("caption", ""))), "caption", "caption_entities")
        try:
            contents = [await content_of(self.world.files, text(form, "kind"), file) for file in files]
        except Refused as refused:
            raise Misuse(f"a client would not send this file: {refused.description}") from None
        sent = []
        for number, content in enumerate(contents):
            body = head | content | (caption if number == 0 else {})
            sent.append(self._post(chat, person, body).body)
        return web.json_response({"messages": sent})

    async def forward(self, request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        chat, person = self._where(request, body)
        source = self._message(self.world.chat(integer(body, "from_chat_id")), integer(body, "message_id"))
        return web.json_response(self._post(chat, person, forwarded(source)).body)

    async def tap(self, request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        chat, person = self._where(request, body)
        return web.json_response(tap(self.world, chat, person, body))

    async def delete(self, request: web.Request) -> web.StreamResponse:
        """In the person's own client and on the server; bots are not told."""
        chat = self.world.chat(chat_id_of(request))
        message = self._message(chat, integer(await body_of(request), "message_id"))
        self.world.remove(chat, [message.message_id])
        return web.json_response({})

    def _where(self, request: web.Request, body: object) -> tuple[Chat, Person]:
        chat = self.world.chat(chat_id_of(request))
        person = self.world.person(integer(body, "person_id"))
        if chat.person is not None and chat.person is not person:
            raise Misuse(f"{person.first_name} is not in this private chat")
        return chat, person

    def _post(self, chat: Chat, person: Person, content: Json) -> StoredMessage:
        """Puts the message into the chat and the update into the queue. Writing to a bot starts it, or unblocks it."""
        if chat.person is not None and chat.standing in (Standing.NEVER_STARTED, Standing.BLOCKED):
            chat.standing = Standing.MEMBER
        author = {"sender_chat": chat.head()} if chat.type == "channel" else {"from": person.user()}
        message = self.world.post(chat, author | content, from_bot=False)
        if chat.standing is Standing.MEMBER:
            kind = "channel_post" if chat.type == "channel" else "message"
            self.world.updates.put(kind, message.body, chat.id)
        return message

    def _reply(self, chat: Chat, message_id: int | None) -> Json:
        if message_id is None:
            return {}
        return {"reply_to_message": without_reply(self._message(chat, message_id))}

    def _message(self, chat: Chat, message_id: int) -> StoredMessage:
        if message := chat.messages.get(message_id):
            return message
        raise Nobody(f"chat {chat.id} has no message {message_id}")

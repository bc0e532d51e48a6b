"""Asking the bot inline in any chat, and choosing one of its results."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.control.places import check_part, check_writing
from bot.sandbox.control.requests import Misuse, body_of, integer, text, with_sentences
from bot.sandbox.errors import Json, Refused
from bot.sandbox.fetching import fetch_photo
from bot.sandbox.hearing import tell
from bot.sandbox.inline import InlineQuery, Offer
from bot.sandbox.people import Chat, Person, StoredMessage
from bot.sandbox.photos import add_photo
from bot.sandbox.received import place_of
from bot.sandbox.uploads import photo_sizes
from bot.sandbox.world import Nobody, World

MOST_ASKED = 256
QUERIES = 1 << 33
CHOICES = 2 << 33
"""Queries of one person come to a webhook in their order, choices too, and neither waits for the messages."""


class Inline:
    def __init__(self, world: World) -> None:
        self.world = world

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/control/inline", with_sentences(self.ask))
        router.add_get("/control/inline/{query_id}", with_sentences(self.answer))
        router.add_post("/control/inline/{query_id}/choose", with_sentences(self.choose))

    async def ask(self, request: web.Request) -> web.StreamResponse:
        """An answer that is kept comes at once, and the bot hears nothing."""
        body = await body_of(request)
        person, chat = self.world.person(integer(body, "person_id")), self.world.chat(integer(body, "chat_id"))
        check_part(chat, person)
        check_writing(chat, person)
        words, offset = str(body.get("query", "")), str(body.get("offset", ""))
        if len(words) > MOST_ASKED:
            raise Misuse(f"a client asks with {MOST_ASKED} letters at most")
        asked = self.world.inline.ask(person.id, chat.id, words, offset)
        if asked.answer is not None:
            self.world.events.emit("inline_answer", **asked.answer.shown(asked.query_id, from_cache=True))
        else:
            update: Json = {
                "id": asked.query_id,
                "from": person.user(),
                "chat_type": "sender" if chat.person is person else chat.type,
                "query": words,
                "offset": offset,
            }
            if "latitude" in body:
                update["location"] = self._location(body)
            self.world.updates.put("inline_query", update, QUERIES + person.id)
        return web.json_response({"inline_query_id": asked.query_id})

    async def answer(self, request: web.Request) -> web.StreamResponse:
        asked = self._asked(request)
        if asked.answer is None:
            return web.Response(status=204)
        return web.json_response(asked.answer.shown(asked.query_id, from_cache=asked.from_cache))

    async def choose(self, request: web.Request) -> web.StreamResponse:
        asked = self._asked(request)
        result_id = text(await body_of(request), "result_id")
        offers = asked.answer.offers if asked.answer else ()
        offer = next((offer for offer in offers if offer.result_id == result_id), None)
        if offer is None:
            raise Nobody(f"the answer has no result {result_id}")
        person, chat = self.world.person(asked.person_id), self.world.chat(asked.chat_id)
        message = self._post(person, chat, await self._content(offer))
        self._tell_choice(asked, person, result_id, message)
        return web.json_response(message.body)

    def _post(self, person: Person, chat: Chat, content: Json) -> StoredMessage:
        """In the person's name, by way of the bot, which sees it where it is a member: privacy does not hide these."""
        author = {"sender_chat": chat.head()} if chat.is_channel else {"from": person.user()}
        body = author | {"via_bot": self.world.profile.user()} | content
        message = self.world.post(chat, body, from_bot=False)
        if "reply_markup" in content:
            self.world.inline.keep(message)
        tell(self.world, chat, message)
        return message

    def _tell_choice(self, asked: InlineQuery, person: Person, result_id: str, message: StoredMessage) -> None:
        """Only if the owner has asked for feedback; a message without a keyboard cannot be named."""
        if not self.world.settings.inline_feedback:
            return
        choice: Json = {"result_id": result_id, "from": person.user(), "query": asked.query}
        if inline_message_id := self.world.inline.id_of(message):
            choice["inline_message_id"] = inline_message_id
        self.world.updates.put("chosen_inline_result", choice, CHOICES + person.id)

    async def _content(self, offer: Offer) -> Json:
        if offer.photo_url is None:
            return offer.content
        try:
            sizes = await add_photo(self.world.files, (await fetch_photo(offer.photo_url)).content)
        except Refused as refused:
            raise Misuse(f"the chosen picture cannot be had: {refused.description}") from None
        return photo_sizes(self.world.files, sizes) | offer.content

    @staticmethod
    def _location(body: Json) -> Json:
        """Where the person is, who has let the bot know; whether the owner asked for it is not looked at."""
        try:
            location: Json = place_of("location", body)["location"]
        except Refused as refused:
            raise Misuse(refused.description) from None
        return location

    def _asked(self, request: web.Request) -> InlineQuery:
        query_id = request.match_info["query_id"]
        if asked := self.world.inline.find(query_id):
            return asked
        raise Nobody(f"there is no inline query {query_id}")

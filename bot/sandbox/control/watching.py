"""What there is to see: people and chats, messages, the menu, files, the log of calls, and the stream of events."""

from __future__ import annotations

import json

from aiohttp import web

from bot.sandbox.control.gathering import shown
from bot.sandbox.control.requests import chat_id_of, integer, optional_integer, with_sentences
from bot.sandbox.people import Standing
from bot.sandbox.world import Nobody, World


class Watching:
    def __init__(self, world: World) -> None:
        self.world = world

    def add_routes(self, router: web.UrlDispatcher) -> None:
        for path, action in (
            ("/control/state", self.state),
            ("/control/chats/{chat_id}/messages", self.messages),
            ("/control/commands", self.commands),
            ("/control/files/{unique_id}", self.file),
            ("/control/calls", self.calls),
            ("/control/events", self.events),
        ):
            router.add_get(path, with_sentences(action))

    async def state(self, _: web.Request) -> web.StreamResponse:
        """By `started_at` a watcher tells a restarted server; `last_event` is where it goes on listening from."""
        profile = self.world.profile
        bot = {name: value for name, value in profile.user().items() if name != "is_bot"}
        people = [
            {
                "id": person.id,
                "first_name": person.first_name,
                "username": person.username,
                "language_code": person.language_code,
                "role": person.role,
            }
            for person in self.world.people.values()
            if not person.gone
        ]
        chats = [
            shown(chat)
            for chat in self.world.chats.values()
            if chat.standing not in (Standing.UPGRADED, Standing.DEACTIVATED)
        ]
        return web.json_response(
            {
                "bot": bot | {"online": self.world.presence.online},
                "people": people,
                "chats": chats,
                "started_at": self.world.started_at,
                "last_event": self.world.events.last_seq,
            }
        )

    async def messages(self, request: web.Request) -> web.StreamResponse:
        chat = self.world.chat(chat_id_of(request))
        return web.json_response({"messages": [message.shown for message in chat.messages.values()]})

    async def commands(self, request: web.Request) -> web.StreamResponse:
        """As `person_id` sees them, in a private chat whoever it belongs to."""
        chat = self.world.chat(integer(request.query, "chat_id"))
        private = chat.type == "private"
        person_id = chat.id if private else optional_integer(request.query, "person_id") or 0
        language = request.query.get("language_code", "")
        leads = not private and person_id == chat.owner_id
        shown = self.world.profile.menu(chat.id, person_id, language, private=private, leads=leads)
        return web.json_response({"commands": shown})

    async def file(self, request: web.Request) -> web.StreamResponse:
        file = self.world.files.by_unique_id(request.match_info["unique_id"])
        if file is None:
            raise Nobody("there is no such file")
        headers = {"X-Content-Type-Options": "nosniff"}
        if file.mime is None or not file.mime.startswith(("image/", "audio/")) or "svg" in file.mime:
            # A document that a browser would run is only ever downloaded.
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=file.content, content_type=file.mime or "application/octet-stream", headers=headers)

    async def calls(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"calls": self.world.calls.after(optional_integer(request.query, "since") or 0)})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-Sent Events after `since`, or after the browser's Last-Event-ID; without either, from now on."""
        since = optional_integer(request.headers, "Last-Event-ID")
        if since is None:
            since = optional_integer(request.query, "since")
        if since is None or since > self.world.events.last_seq:
            # A number that this server has not reached is another server's, from before a restart.
            since = self.world.events.last_seq if since is None else 0
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        await response.write(b": hello\n\n")
        while events := await self.world.events.wait_after(since):
            for event in events:
                body = json.dumps(event.body, ensure_ascii=False)
                await response.write(f"id: {event.seq}\ndata: {body}\n\n".encode())
            since = events[-1].seq
        return response

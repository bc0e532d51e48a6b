"""The Bot API's side of the server: token, method, faults, handler, checked answer, and a line in the log of calls."""

from __future__ import annotations

import asyncio
import logging
import time
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.sandbox.arguments import Arguments, read_arguments
from bot.sandbox.errors import Json, Refused, method_not_found, not_spoken, unauthorized
from bot.sandbox.faults import DOWNLOAD
from bot.sandbox.floods import messages_of
from bot.sandbox.methods import HANDLERS
from bot.sandbox.methods.registry import Call
from bot.sandbox.schema import METHODS, BadAnswer, check_answer, parse
from bot.sandbox.trouble import NO_ANSWER, BadGateway, Unanswered, cut, meet_after, meet_before, meet_while_sent
from bot.sandbox.webhook import Webhook
from bot.sandbox.world import World

log = logging.getLogger(__name__)

MOST_TOKEN = 80


class BotApi:
    def __init__(self, world: World, webhook: Webhook) -> None:
        self.world = world
        self.webhook = webhook
        webhook.execute = self.execute

    def add_routes(self, router: web.UrlDispatcher) -> None:
        for path in ("/bot{token:[^/]*}/{method}", "/bot{token:[^/]*}/", "/bot{token:[^/]*}"):
            router.add_route("*", path, self.answer)
        router.add_get("/file/bot{token:[^/]*}/{path:.+}", self.download)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call. The log names the method as the Bot API spells it, and never the token."""
        began = time.perf_counter()
        named = request.match_info.get("method", "")
        method = METHODS.get(named.lower())
        name = method.__api_method__ if method else named
        arguments = Arguments()
        fault = self.world.faults.next_for(name)
        try:
            self._check_token(request.match_info["token"])
            await meet_while_sent(fault, request)
            arguments = await read_arguments(request)
            await meet_before(fault)
            if self.world.logged_out:
                raise Refused(400, "Logged out")
            body, status, description = await self._outcome(named, arguments)
            meet_after(fault)
        except Refused as refused:
            body, status, description = refused.envelope(), refused.code, refused.description
        except BadGateway as gateway:
            self._log(name, HTTPStatus.BAD_GATEWAY, began, arguments, "Bad Gateway")
            return gateway.page()
        except Unanswered as unanswered:
            self._log(name, NO_ANSWER, began, arguments, str(unanswered))
            return cut(request)
        except asyncio.CancelledError:
            self._log(name, NO_ANSWER, began, arguments, "the client went away")
            raise
        self._log(name, status, began, arguments, description)
        retry_after = body.get("parameters", {}).get("retry_after")
        headers = {"Retry-After": str(retry_after)} if retry_after else None
        return web.json_response(body, status=status, headers=headers)

    async def execute(self, named: str, arguments: Arguments) -> None:
        """A call that came in the answer to a webhook: done and logged like any other, its result told to nobody."""
        began = time.perf_counter()
        method = METHODS.get(named.lower())
        _, status, description = await self._outcome(named, arguments)
        self._log(method.__api_method__ if method else named, status, began, arguments, description)

    async def download(self, request: web.Request) -> web.StreamResponse:
        began = time.perf_counter()
        fault = self.world.faults.next_for(DOWNLOAD)
        path = request.match_info["path"]
        named = Arguments({"path": path})
        try:
            self._check_token(request.match_info["token"])
            await meet_before(fault)
            file = self.world.files.by_link(path, self.world.clock())
            if file is None:
                raise Refused(404, "Not Found")
            if fault:
                raise Unanswered("the connection was dropped in the middle of the file")
        except Refused as refused:
            self._log(DOWNLOAD, refused.code, began, named, refused.description)
            return web.json_response(refused.envelope(), status=refused.code)
        except BadGateway as gateway:
            self._log(DOWNLOAD, HTTPStatus.BAD_GATEWAY, began, named, "Bad Gateway")
            return gateway.page()
        except Unanswered as unanswered:
            self._log(DOWNLOAD, NO_ANSWER, began, named, str(unanswered))
            return cut(request)
        except asyncio.CancelledError:
            self._log(DOWNLOAD, NO_ANSWER, began, named, "the client went away")
            raise
        self._log(DOWNLOAD, HTTPStatus.OK, began, named)
        return web.Response(body=file.content, content_type="application/octet-stream")

    def _log(
        self, method: str, status: int, began: float, arguments: Arguments, description: str | None = None
    ) -> None:
        ms = 1000 * (time.perf_counter() - began)
        self.world.calls.add(method, status, ms, arguments.for_log(), description)

    def _check_token(self, token: str) -> None:
        if token.startswith("0") or len(token) > MOST_TOKEN or ":" not in token:
            raise unauthorized("invalid token specified")
        if token != self.world.token:
            raise unauthorized()

    async def _outcome(self, named: str, arguments: Arguments) -> tuple[Json, int, str | None]:
        """The body, the status, and what the log says of a call that was refused, or that the stand-in failed at."""
        try:
            return {"ok": True, "result": await self._result(named, arguments)}, HTTPStatus.OK, None
        except Refused as refused:
            return refused.envelope(), refused.code, refused.description
        except BadAnswer as bad:
            log.error("an answer that the Bot API does not know: %s", bad)
            ours = Refused(500, f"Internal Server Error: the stand-in's own fault: {bad}")
        except Exception as error:
            log.exception("%s failed", named)
            ours = Refused(500, f"Internal Server Error: the stand-in's own fault: {error!r}")
        return ours.envelope(), ours.code, ours.description

    async def _result(self, named: str, arguments: Arguments) -> Any:
        method = METHODS.get(named.lower())
        if method is None:
            raise method_not_found()
        handler = HANDLERS.get(method)
        if handler is None:
            log.warning("%s has no handler in the stand-in", method.__api_method__)
            raise not_spoken(f"the method {method.__api_method__}")
        parsed, unknown = parse(method, arguments)
        if unknown:
            log.warning("%s has no parameter %s: ignored", method.__api_method__, ", ".join(unknown))
        sent_count = messages_of(method.__api_method__, parsed)
        if self.world.settings.flood_limits and sent_count:
            self.world.floods.spend(self.world.find_chat(getattr(parsed, "chat_id", None)), sent_count)
        result = await handler(Call(self.world, self.webhook, arguments.uploads), parsed)
        check_answer(method, result)
        return result

"""Under what conditions the bot runs: the time, what is switched on, and trouble on demand."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from aiohttp import web

from bot.sandbox.control.requests import Misuse, body_of, integer, with_sentences
from bot.sandbox.faults import ANY_METHOD, DOWNLOAD, Fault, FaultKind
from bot.sandbox.methods import HANDLERS
from bot.sandbox.world import World

_CALLED = frozenset({*(method.__api_method__ for method in HANDLERS), DOWNLOAD})


class Conditions:
    def __init__(self, world: World) -> None:
        self.world = world

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_get("/control/clock", with_sentences(self.clock))
        router.add_post("/control/clock", with_sentences(self.move_clock))
        router.add_get("/control/settings", with_sentences(self.settings))
        router.add_post("/control/settings", with_sentences(self.switch))
        router.add_get("/control/faults", with_sentences(self.faults))
        router.add_post("/control/faults", with_sentences(self.plan_fault))
        router.add_delete("/control/faults", with_sentences(self.clear_faults))

    async def clock(self, _: web.Request) -> web.StreamResponse:
        now = dt.datetime.fromtimestamp(self.world.clock(), dt.UTC)
        return web.json_response({"now": now.isoformat(), "ahead_s": self.world.clock.ahead_s})

    async def move_clock(self, request: web.Request) -> web.StreamResponse:
        seconds = (await body_of(request)).get("forward_s")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds < float("inf"):
            raise Misuse("forward_s must be a number of seconds that is not negative")
        self.world.clock.forward(seconds)
        return await self.clock(request)

    async def settings(self, _: web.Request) -> web.StreamResponse:
        return web.json_response(asdict(self.world.settings))

    async def switch(self, request: web.Request) -> web.StreamResponse:
        """Those that are named; the others stay as they are."""
        wanted = await body_of(request)
        known = asdict(self.world.settings)
        for name, value in wanted.items():
            if name not in known or not isinstance(value, bool):
                raise Misuse(f"a setting is one of {', '.join(known)}, and true or false")
        for name, value in wanted.items():
            setattr(self.world.settings, name, value)
        return await self.settings(request)

    async def faults(self, _: web.Request) -> web.StreamResponse:
        """Those that no call has met yet, oldest first, and the methods whose calls can be made to fail."""
        pending = [
            {"method": fault.method, "kind": fault.kind.value, "times": fault.times, "retry_after": fault.retry_after}
            for fault in self.world.faults.pending()
        ]
        return web.json_response({"faults": pending, "methods": sorted(_CALLED)})

    async def plan_fault(self, request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        try:
            kind = FaultKind(str(body.get("kind")))
        except ValueError:
            raise Misuse(f"kind must be one of {', '.join(one.value for one in FaultKind)}") from None
        times = integer(body, "times") if "times" in body else 1
        retry_after = integer(body, "retry_after") if "retry_after" in body else 1
        if times < 1 or retry_after < 1:
            raise Misuse("times and retry_after must be at least 1")
        self.world.faults.plan(Fault(_method(body.get("method") or ANY_METHOD), kind, times, retry_after))
        return web.json_response({})

    async def clear_faults(self, _: web.Request) -> web.StreamResponse:
        self.world.faults.clear()
        return web.json_response({})


def _method(name: object) -> str:
    """What a fault is planned for, in any case of letters.

    Raises Misuse: a fault that no call can meet proves nothing.
    """
    if not isinstance(name, str) or name.lower() not in {ANY_METHOD, *(one.lower() for one in _CALLED)}:
        raise Misuse(f"method must be {ANY_METHOD}, {DOWNLOAD} or one that the stand-in speaks")
    return name

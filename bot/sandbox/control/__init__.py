"""The control side: what a person does and sees, for the chat page and the tests, as JSON over HTTP."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.control.acting import Acting
from bot.sandbox.control.changing import Changing
from bot.sandbox.control.conditions import Conditions
from bot.sandbox.control.gathering import Gathering
from bot.sandbox.control.inline import Inline
from bot.sandbox.control.page import add_page_routes
from bot.sandbox.control.steering import Steering
from bot.sandbox.control.watching import Watching
from bot.sandbox.world import World


class Control:
    def __init__(self, world: World) -> None:
        self.world = world

    def add_routes(self, router: web.UrlDispatcher) -> None:
        for part in (Acting, Changing, Gathering, Inline, Watching, Steering, Conditions):
            part(self.world).add_routes(router)
        add_page_routes(router)

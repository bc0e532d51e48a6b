"""Who the bot is, and the ends of a session."""

from __future__ import annotations

import math

from aiogram.methods import Close, GetMe, LogOut

from bot.sandbox.errors import Json, restarting, too_many_requests
from bot.sandbox.methods.registry import Call, Handlers

CLOSED_FOR_S = 600
"""`close` is refused in the first ten minutes after a start."""


async def get_me(call: Call, method: GetMe) -> Json:
    return call.world.profile.me(reads_all=not call.world.settings.privacy)


async def log_out(call: Call, method: LogOut) -> bool:
    call.world.logged_out = True
    call.world.updates.release(restarting())
    return True


async def close(call: Call, method: Close) -> bool:
    left = CLOSED_FOR_S - (call.world.clock() - call.world.started_at)
    if left > 0:
        raise too_many_requests(math.ceil(left))
    call.world.updates.release(restarting())
    return True


HANDLERS: Handlers = {
    GetMe: get_me,
    LogOut: log_out,
    Close: close,
}

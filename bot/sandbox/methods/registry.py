"""What a handler is given, and how a group of methods names its handlers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from aiogram.client.default import Default
from aiogram.methods import TelegramMethod

from bot.sandbox.arguments import Upload
from bot.sandbox.webhook import Webhook
from bot.sandbox.world import World

T = TypeVar("T")


@dataclass(frozen=True)
class Call:
    """One request: the world it acts on, and the files that came with it by the name of their part."""

    world: World
    webhook: Webhook
    uploads: dict[str, Upload]


Handler = Callable[[Call, Any], Awaitable[Any]]
Handlers = dict[type[TelegramMethod[Any]], Handler]


def plain(value: T | Default | None) -> T | None:
    """aiogram's placeholder for a default that the client fills in; on this side it means: not given."""
    return None if isinstance(value, Default) else value

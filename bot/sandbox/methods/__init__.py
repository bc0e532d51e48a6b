"""The methods that the stand-in speaks, a file for each group; a method without a handler is refused by its name."""

from __future__ import annotations

from bot.sandbox.methods import (
    callbacks,
    chats,
    commands,
    edits,
    info,
    inline,
    marks,
    media,
    messages,
    places,
    profile,
    removal,
    travel,
    updates,
)
from bot.sandbox.methods.registry import Handlers

HANDLERS: Handlers = {}
SPOKEN = (
    updates,
    info,
    chats,
    messages,
    media,
    places,
    edits,
    travel,
    marks,
    removal,
    callbacks,
    inline,
    commands,
    profile,
)
for group in SPOKEN:
    HANDLERS |= group.HANDLERS

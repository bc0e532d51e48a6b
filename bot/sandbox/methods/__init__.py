"""The methods that the stand-in speaks, a file for each group; a method without a handler is refused by its name."""

from __future__ import annotations

from bot.sandbox.methods import callbacks, commands, edits, info, inline, media, messages, profile, removal, updates
from bot.sandbox.methods.registry import Handlers

HANDLERS: Handlers = {}
for group in (updates, info, messages, media, edits, removal, callbacks, inline, commands, profile):
    HANDLERS |= group.HANDLERS

"""What a bot's owner and whoever runs the stand-in may switch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Settings:
    """`inline_feedback` is off until an owner asks for it, `privacy` on; floods are limited only on demand."""

    inline_feedback: bool = False
    privacy: bool = True
    flood_limits: bool = False

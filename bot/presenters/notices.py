"""The sentence of an error, translated: as a message, or as a toast on a tap."""

from __future__ import annotations

from bot.locales import gettext
from bot.presenters.markup import Html, fill
from engine.errors import PhotobankError


def notice(error: PhotobankError) -> Html:
    """For a message."""
    return fill(gettext(error.notice), **error.facts)


def toast(error: PhotobankError) -> str:
    """For a tap: plain text."""
    return gettext(error.notice).format_map(error.facts)

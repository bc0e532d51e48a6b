"""The sentence of an error, translated: as a message, or as a toast on a tap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from babel.dates import format_date

from bot.clocks import long_day
from bot.locales import gettext, spoken
from bot.presenters.markup import Html, fill
from engine.errors import PhotobankError


def notice(error: PhotobankError) -> Html:
    """For a message."""
    return fill(gettext(error.notice), **_readable(error.facts))


def toast(error: PhotobankError) -> str:
    """For a tap: plain text."""
    return gettext(error.notice).format_map(_readable(error.facts))


def _readable(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Dates as the reader writes them."""
    return {name: _read(fact) for name, fact in facts.items()}


def _read(fact: Any) -> Any:
    if isinstance(fact, dt.datetime):
        return long_day(fact)
    return format_date(fact, "long", locale=spoken().value) if isinstance(fact, dt.date) else fact

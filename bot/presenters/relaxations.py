"""Where nothing matches well: what would be found without one of the things asked for."""

from __future__ import annotations

from bot.locales import ngettext
from bot.presenters.facts import name_of
from bot.presenters.markup import Html, clip, fill, join
from engine.model import HitPage

SHOWN = 3
NAME = 40
"""Characters of what would be left out."""


def relaxations(page: HitPage) -> Html:
    """`Without “winter”: 12 photos`, a line each, the most fruitful first."""
    return join(
        "\n",
        [
            fill(
                ngettext("Without “{dropped}”: {count} photo", "Without “{dropped}”: {count} photos", one.found),
                dropped=clip(name_of(one.dropped), NAME),
                count=one.found,
            )
            for one in page.relaxations[:SHOWN]
        ],
    )

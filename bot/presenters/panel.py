"""What lies behind *Refine*, in words; the picture stays that of the page from which it was opened."""

from __future__ import annotations

from bot.keyboards.refining import CHIPS, facets_keyboard, panel_keyboard
from bot.locales import gettext as _
from bot.locales import ngettext
from bot.presenters.facts import kind_name
from bot.presenters.markup import Html, fill, join
from bot.presenters.messages import PhotoMessage
from bot.presenters.sheet import picture_of
from bot.presenters.understood import understood
from engine.model import Kind
from engine.ports import Files
from engine.search.panel import Panel


def panel_of(panel: Panel, files: Files) -> PhotoMessage:
    lines = [
        fill(_("<b>How I understood you</b>")),
        understood(panel.page),
        fill(_("Press a condition to turn it into its opposite, ✕ to drop it.")) if panel.chips else Html(),
        _more(panel),
        fill(_("The other buttons narrow the search.")) if panel.facets else Html(),
    ]
    return PhotoMessage(
        picture=picture_of(panel.page, files), caption=join("\n", lines), keyboard=panel_keyboard(panel)
    )


def facets_of(panel: Panel, kind: Kind, files: Files) -> PhotoMessage:
    lines = [
        fill("<b>{kind}</b>", kind=kind_name(kind)),
        understood(panel.page),
        fill(_("The number says how many of the found photos would stay.")),
    ]
    return PhotoMessage(
        picture=picture_of(panel.page, files), caption=join("\n", lines), keyboard=facets_keyboard(panel, kind)
    )


def _more(panel: Panel) -> Html:
    left = len(panel.chips) - CHIPS
    if left <= 0:
        return Html()
    sentence = ngettext("{count} more condition has no button.", "{count} more conditions have no buttons.", left)
    return fill(sentence, count=left)

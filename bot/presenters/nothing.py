"""An honest word when nothing was found, and what to try instead."""

from __future__ import annotations

from bot.keyboards.nothing import nothing_keyboard
from bot.locales import gettext as _
from bot.locales import ngettext
from bot.presenters.markup import Html, fill, join
from bot.presenters.messages import Card, PhotoMessage, TextMessage
from bot.presenters.understood import slips, understood, unknown_hashtags
from engine.model import HitPage


def nothing_to_show(page: HitPage) -> TextMessage:
    """For a query that was typed or sent."""
    lines = [understood(page), slips(page), fill(_("Nothing found.")), _hint(page)]
    return TextMessage(text=join("\n", lines), keyboard=nothing_keyboard(page))


def nothing_on_a_card(page: HitPage) -> PhotoMessage:
    """For a tap on a photo message, which has to stay one."""
    return PhotoMessage(
        picture=nothing_card(),
        caption=join("\n", [understood(page), fill(_("Nothing found.")), _relaxed(page)]),
        keyboard=nothing_keyboard(page),
    )


def nothing_card() -> Card:
    return Card(title=_("Nothing found."), lines=(_("Ask again in words, with a #tag or with a photograph."),))


def _relaxed(page: HitPage) -> Html:
    return fill(_("With one thing fewer there would be:")) if page.relaxations else Html()


def _hint(page: HitPage) -> Html:
    query = page.query
    if page.relaxations:
        return _relaxed(page)
    if query.unknown_tags:
        sentence = ngettext(
            "The bank has no tag {tags}. Try the same word without #.",
            "The bank has no tags {tags}. Try the same words without #.",
            len(query.unknown_tags),
        )
        return fill(sentence, tags=unknown_hashtags(page))
    if len(query.tags) > 1:
        return fill(_("No photo carries all of these tags at once. Leave one out."))
    if query.tags:
        return fill(_("No photo carries this tag now. Try words without #."))
    return fill(_("Try simpler words, or one of these:"))

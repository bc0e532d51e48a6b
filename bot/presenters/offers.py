"""The owner's offers: a line under an answer, what stands behind it, and the owner's own view of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.keyboards.offers import offers_keyboard, own_offer_keyboard, site_keyboard, with_offer
from bot.locales import gettext as _
from bot.locales import spoken
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import FileMessage, TextMessage
from engine.model import Language
from engine.people.offering import Offer, OfferText

LINE = 60


def beside_text(said: TextMessage, offer: Offer | None) -> TextMessage:
    """The answer as it would be, with the offer below; the answer itself where there is none."""
    return replace(said, text=join("\n\n", [said.text, _line(offer)]), keyboard=with_offer(said.keyboard, offer))


def beside_file(said: FileMessage, offer: Offer | None) -> FileMessage:
    return replace(said, caption=join("\n\n", [said.caption, _line(offer)]), keyboard=with_offer(said.keyboard, offer))


def followed(text: OfferText) -> TextMessage:
    return TextMessage(text=fill("{text}", text=text.text), keyboard=site_keyboard(text.link))


def offers_of(offers: Sequence[Offer]) -> TextMessage:
    head = fill(_("<b>Offers</b>"))
    hint = fill(_("Members see one of them under a download or a greeting, at most once a day."))
    return TextMessage(text=join("\n", [head, hint, *map(_summary, offers)]), keyboard=offers_keyboard(offers))


def offer_of(offer: Offer) -> TextMessage:
    state = fill(_("Switched on.")) if offer.is_on else fill(_("Switched off."))
    numbers = fill(_("Shown: {shown} · clicked: {clicked}"), shown=offer.shown, clicked=offer.clicked)
    head = fill(_("<b>Offer {number}</b>"), number=offer.offer_id)
    texts = [
        fill("{language}: {text}\n{link}", language=language.value, text=text.text, link=text.link)
        for language, text in sorted(offer.texts.items())
    ]
    commands = [
        fill("<code>/offer_{number}_{language}</code>", number=offer.offer_id, language=one) for one in Language
    ]
    hint = fill(_("To word it, send the command, a text and a link:"))
    lines = [head, join(" ", [state, numbers]), *texts, hint, *commands]
    return TextMessage(text=join("\n", lines), keyboard=own_offer_keyboard(offer))


def _summary(offer: Offer) -> Html:
    text = offer.texts.get(spoken()) or next(iter(offer.texts.values()), None)
    return fill(
        _("{number}. {state}, shown {shown}, clicked {clicked}: {text}"),
        number=offer.offer_id,
        state=_("on") if offer.is_on else _("off"),
        shown=offer.shown,
        clicked=offer.clicked,
        text=clip(text.text, LINE) if text else "—",
    )


def _line(offer: Offer | None) -> Html:
    """Marked as what it is: nobody takes it for an answer."""
    text = offer.texts.get(spoken()) if offer else None
    return fill(_("<i>From the bank's owner:</i> {text}"), text=text.text) if text else Html()

"""The terms in plain words, and what accepting them opens."""

from __future__ import annotations

from babel.dates import format_date

from bot.keyboards.terms import terms_keyboard
from bot.locales import gettext as _
from bot.locales import spoken
from bot.presenters.markup import Html, fill, join
from bot.presenters.messages import TextMessage
from engine.rights.terms import Terms


def terms_text(terms: Terms) -> TextMessage:
    """Whoever changes what these sentences mean, raises `engine.rights.terms.VERSION`."""
    points = [
        fill(_("• Use the photos to tell of the city: in media, guides, talks, posts.")),
        fill(_("• Name the author and the bank just as the photo's credit line does.")),
        fill(_("• A photo's own licence holds; where it asks for more than these terms, it decides.")),
        fill(_("• Do not make a photo say what is not true, nor use it against the people in it.")),
        fill(_("• I keep when you accepted and which files you took: that proves your right to them.")),
    ]
    head = fill(_("<b>Terms of use, version {version}</b>"), version=terms.version)
    return TextMessage(text=join("\n\n", [head, join("\n", points), _state(terms)]), keyboard=terms_keyboard(terms))


def accepted(terms: Terms) -> TextMessage:
    if terms.registered:
        said = fill(_("Thank you, you are registered: originals and whatever you want to keep here are open to you."))
    else:
        said = fill(_("Thank you. Screen-size files are open to you; /register opens the originals."))
    return TextMessage(text=said)


def _state(terms: Terms) -> Html:
    if terms.accepted_at is None:
        return fill(_("One tap is enough, and I ask again only when the terms change."))
    date = format_date(terms.accepted_at, "long", locale=spoken().value)
    if terms.registered:
        return fill(_("You accepted these terms on {date} and are registered."), date=date)
    return fill(_("You accepted these terms on {date}."), date=date)

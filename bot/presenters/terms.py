"""The terms in plain words, and what accepting them opens."""

from __future__ import annotations

from bot.clocks import long_day
from bot.keyboards.terms import take_keyboard, terms_before_keyboard, terms_keyboard
from bot.locales import gettext as _
from bot.presenters.markup import Html, fill, join
from bot.presenters.messages import TextMessage
from engine.images.giving import Size
from engine.model import PhotoId
from engine.rights.download import TermsNeeded
from engine.rights.terms import Terms


def terms_text(terms: Terms) -> TextMessage:
    return TextMessage(text=join("\n\n", [_points(terms), _state(terms)]), keyboard=terms_keyboard(terms))


def terms_before(needed: TermsNeeded) -> TextMessage:
    """For somebody who wants a file; accepting leads on to it."""
    if needed.to_register:
        why = fill(_("Originals are for registered people; that takes one tap."))
    else:
        why = fill(_("Before the first file: the terms, once."))
    return TextMessage(text=join("\n\n", [why, _points(needed.terms)]), keyboard=terms_before_keyboard(needed))


def accepted(terms: Terms, wanted: tuple[PhotoId, Size] | None) -> TextMessage:
    """`wanted` is the file that somebody was after when the terms came in between."""
    if terms.registered:
        said = fill(_("Thank you, you are registered: originals and whatever you want to keep here are open to you."))
    else:
        said = fill(_("Thank you. Screen-size files are open to you; /register opens the originals."))
    return TextMessage(text=said, keyboard=take_keyboard(*wanted) if wanted else None)


def _points(terms: Terms) -> Html:
    """Whoever changes what these sentences mean, raises `engine.rights.terms.VERSION`."""
    points = [
        fill(_("• Use the photos to tell of the city: in media, guides, talks, posts.")),
        fill(_("• Name the author and the bank just as the photo's credit line does.")),
        fill(_("• A photo's own licence holds; where it asks for more than these terms, it decides.")),
        fill(_("• Do not make a photo say what is not true, nor use it against the people in it.")),
        fill(_("• I keep when you accepted and which files you took: that proves your right to them.")),
    ]
    head = fill(_("<b>Terms of use, version {version}</b>"), version=terms.version)
    return join("\n\n", [head, join("\n", points)])


def _state(terms: Terms) -> Html:
    if terms.accepted_at is None:
        return fill(_("One tap is enough, and I ask again only when the terms change."))
    date = long_day(terms.accepted_at)
    if terms.registered:
        return fill(_("You accepted these terms on {date} and are registered."), date=date)
    return fill(_("You accepted these terms on {date}."), date=date)

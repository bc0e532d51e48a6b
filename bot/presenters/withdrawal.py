"""A withdrawal in words: why, and what became of what was shown before."""

from __future__ import annotations

from bot.keyboards.review import withdrawing_keyboard
from bot.locales import gettext as _
from bot.ports import Recalled
from bot.presenters.markup import Html, fill, join
from bot.presenters.messages import Card, PhotoMessage, TextMessage
from engine.model import PhotoId


def why_withdrawn(photo_id: PhotoId) -> TextMessage:
    question = fill(_("<b>Why is photo {number} withdrawn?</b>"), number=photo_id)
    own = fill(_("Or in your own words: /withdraw {number} and the reason"), number=photo_id)
    return TextMessage(text=join("\n", [question, own]), keyboard=withdrawing_keyboard(photo_id))


def withdrawn(photo_id: PhotoId) -> TextMessage:
    return TextMessage(text=fill(_("Photo {number} is withdrawn. Calling back what was shown…"), number=photo_id))


def not_published(photo_id: PhotoId) -> TextMessage:
    return TextMessage(text=fill(_("Photo {number} is not published."), number=photo_id))


def called_back(photo_id: PhotoId, recalled: Recalled) -> TextMessage:
    """What could not be called back is said, too."""
    edited, refused, taken, posts = recalled.edited, recalled.refused, recalled.taken, recalled.posts
    lines = [
        fill(_("Photo {number}: nobody finds or opens it any more."), number=photo_id),
        fill(_("Called back in chats: {count}"), count=edited),
        fill(_("Telegram did not let me change: {count}"), count=refused) if refused else Html(),
        fill(_("Called back in posts of digests: {count}"), count=posts.edited) if posts.edited else Html(),
        fill(_("Posts of digests that still show it, for you to delete: {count}"), count=posts.refused)
        if posts.refused
        else Html(),
        fill(_("Posts of digests that I shall call back yet: {count}"), count=posts.waiting)
        if posts.waiting
        else Html(),
        fill(_("Files that people have taken and keep: {count}"), count=taken) if taken else Html(),
        fill(_("Messages older than a day and those sent into other chats through inline mode stay as they are.")),
    ]
    return TextMessage(text=join("\n", lines))


def called_back_card() -> PhotoMessage:
    """In the place of a photo that is gone."""
    title = _("This photo was withdrawn")
    return PhotoMessage(picture=Card(title=title), caption=fill("{title}", title=title))

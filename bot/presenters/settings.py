"""Settings, privacy, the export and being forgotten, in plain words."""

from __future__ import annotations

import hashlib
import json

from bot.keyboards.settings import forget_keyboard, languages_keyboard
from bot.locales import gettext as _
from bot.presenters.markup import fill, join
from bot.presenters.messages import FileMessage, TextMessage
from bot.presenters.roles import role_name
from engine.model import Actor, Language
from engine.people.kept import Kept


def settings_text(actor: Actor) -> TextMessage:
    lines = [
        fill(_("<b>Settings</b>")),
        fill(_("You are here as: {role}."), role=role_name(actor.role)),
        fill(_("I answer in English. Choose a language:")),
    ]
    return TextMessage(text=join("\n", lines), keyboard=languages_keyboard())


def language_chosen(_language: Language) -> TextMessage:
    """In the chosen language already."""
    return TextMessage(text=fill(_("I answer in English from now on.")), keyboard=languages_keyboard())


def privacy_text() -> TextMessage:
    lines = [
        fill(_("<b>What I keep</b>")),
        fill(_("• A random number instead of you, and beside it your Telegram id, to know you again.")),
        fill(_("• What you searched for, opened and took, and what you saved here, under that number.")),
        fill(_("• Your consent to the terms and your downloads: they prove your right to the files.")),
        fill(_("• Pictures that you send to search by are looked at once and not kept; neither is a location.")),
        fill(_("• What was near a place that you sent, for an hour: so that you can turn its pages.")),
        fill(_("• What I saw in such a picture, as numbers, for an hour: so that you can go on from it.")),
        fill(_("• Which photos my messages to you show, for a day: so that one that is withdrawn can be called back.")),
        fill(_("/export_me gives you all of it. /forget_me cuts the number off from you for good.")),
    ]
    return TextMessage(text=join("\n", lines))


def export_of(kept: Kept) -> FileMessage:
    content = json.dumps(kept.as_json(), ensure_ascii=False, indent=2).encode()
    return FileMessage(
        key=hashlib.sha256(content).hexdigest(),
        content=content,
        name="photobank-about-you.json",
        caption=fill(_("Everything that I keep about you.")),
    )


def really_forget() -> TextMessage:
    lines = [
        fill(_("<b>Forget you?</b>")),
        fill(_("Your searches and everything that you saved here are deleted, and your registration ends.")),
        fill(_("Counts, consents and downloads stay, under a number that nobody can connect with you.")),
        fill(_("This cannot be undone.")),
    ]
    return TextMessage(text=join("\n", lines), keyboard=forget_keyboard())


def forgotten() -> TextMessage:
    return TextMessage(text=fill(_("You are forgotten. If you write again, we meet for the first time.")))


def nothing_forgotten() -> TextMessage:
    return TextMessage(text=fill(_("Everything stays as it is.")))

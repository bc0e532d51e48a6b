"""The welcome, the help, and the sentences for what the bot has no other answer to."""

from __future__ import annotations

from bot.keyboards.start import examples_keyboard
from bot.locales import gettext as _
from bot.presenters.markup import Html, fill, join
from bot.presenters.messages import TextMessage
from engine.model import Actor
from engine.people.permissions import Act, allowed


def welcome() -> TextMessage:
    return TextMessage(
        text=join(
            "\n\n",
            [
                fill(_("<b>The city in photographs.</b> Tell me what the picture should show, and I will find it.")),
                fill(_("In your own words, with a #tag, or simply send a similar photograph. For example:")),
            ],
        ),
        keyboard=examples_keyboard(),
    )


def welcome_to_it() -> TextMessage:
    return TextMessage(text=fill(_("You are welcome. Tell me when you need another photo.")))


def nothing_to_turn() -> TextMessage:
    return TextMessage(
        text=fill(_("There is no page to turn yet. What should the picture show?")), keyboard=examples_keyboard()
    )


def begun_anew() -> TextMessage:
    return TextMessage(text=fill(_("A new search. What should the picture show?")), keyboard=examples_keyboard())


def guide(actor: Actor) -> TextMessage:
    """What everybody can do, and after it what the role, or a grant, adds."""
    steps = [
        fill(_("<b>Words.</b> Write what you would like to see: bridge at night, people in the park.")),
        fill(_("<b>Tags.</b> A word after # must be among the photo's tags: #winter embankment.")),
        fill(_("<b>Your photograph.</b> Send one and I will look for similar ones; words with it narrow the search.")),
        fill(_("<b>Going on.</b> Say what should differ: in winter, without people. /new begins another search.")),
        fill(_("<b>Near you.</b> Send me a place, and I will show what was taken around. I do not keep your place.")),
        fill(_("<b>The page.</b> The buttons 1–9 open a photo, the arrows turn the page.")),
        fill(_("<b>The photo.</b> There you can find similar ones and copy the line to credit the author with.")),
        fill(_("<b>Other chats.</b> Begin a message with my name and a few words, and choose a photo to send there.")),
        fill(_("<b>Keeping.</b> /register takes one tap: then originals, favourites and collections are open to you.")),
        fill(_("<b>Alerts.</b> A search can be saved: I will tell you of new photos. All of them: /alerts")),
    ]
    if allowed(actor, Act.READ_USAGE):
        steps.append(fill(_("<b>Partners.</b> /usage lists all you took; Refine gives what was found as a ZIP.")))
        steps.append(fill(_("<b>Your numbers.</b> /partner_stats counts what you searched, opened and took.")))
    if allowed(actor, Act.UPLOAD) and not allowed(actor, Act.REVIEW):
        steps.append(fill(_("<b>Your photos.</b> /upload takes them in; moderators look at them before all can.")))
    if allowed(actor, Act.REVIEW):
        steps.append(fill(_("<b>Photos.</b> /upload takes them in, /review publishes them, /queue counts what waits.")))
        steps.append(
            fill(_("<b>Wishes.</b> /wishes lists what people looked for in vain, /experiments what came of variants."))
        )
        steps.append(fill(_("<b>Order.</b> /duplicates and /tags_health find what is double, /audit who did what.")))
    if allowed(actor, Act.READ_STATISTICS):
        steps.append(fill(_("<b>Numbers.</b> /dashboard for all, /photo_stats and /tag_stats for a single one.")))
    if allowed(actor, Act.EDIT_OFFERS):
        steps.append(fill(_("<b>Owners.</b> /roles says who may do what, /offers what is offered to members.")))
        steps.append(fill(_("<b>Digests.</b> /digest lists what the channel gets when, and makes an issue now.")))
    return TextMessage(text=join("\n\n", steps), keyboard=examples_keyboard())


def unknown_command() -> TextMessage:
    return TextMessage(text=fill(_("I do not know that command. /help tells what I can do.")))


def not_for_searching() -> TextMessage:
    return TextMessage(
        text=fill(_("I cannot search by that yet. Send me words, a #tag or a photograph, and I will look.")),
    )


def stale_button() -> str:
    """For a toast: plain text."""
    return _("That button no longer works. Please ask again.")


def wrong(number: str) -> Html:
    """For an error that nobody foresaw; the number finds it in the log."""
    return fill(
        _("Something went wrong on my side. Please try again; if it does not help, mention number {number}."),
        number=number,
    )

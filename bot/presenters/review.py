"""The review in words: a card, the choice of a flaw, the queue."""

from __future__ import annotations

from aiogram.types import InlineKeyboardMarkup
from babel.dates import format_date, format_timedelta

from admin.review.card import NothingToReview, ReviewCard, ReviewOutcome
from admin.review.ports import Queue, Typing
from admin.review.together import ApprovedTogether
from bot.clocks import short_moment, whose_clocks
from bot.keyboards.review import (
    flaws_keyboard,
    mark_of,
    next_keyboard,
    review_keyboard,
    sources_of,
    times_keyboard,
    together_keyboard,
)
from bot.locales import gettext as _
from bot.locales import ngettext, spoken
from bot.presenters.duplicates import change_name, likeness_name
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import Card, PhotoMessage, Preview, TextMessage
from bot.presenters.origins import source_name
from engine.images.sharpness import SOFT
from engine.model import Language, Photo
from engine.ports import Files

ALIKE = 3
CAPTION = 220
LINE = 80
SOURCE = 40


def review_of(outcome: ReviewOutcome, files: Files) -> PhotoMessage:
    """One card, or that nothing waits; both may stand in the place of the card before."""
    if isinstance(outcome, NothingToReview):
        return _nothing(outcome)
    return _card(outcome, files, review_keyboard(outcome))


def flaws_of(outcome: ReviewCard, files: Files) -> PhotoMessage:
    said = _card(outcome, files, flaws_keyboard(outcome.photo.photo_id))
    question = fill(_("<b>Why is it rejected?</b>"))
    return PhotoMessage(picture=said.picture, caption=join("\n", [said.caption, question]), keyboard=said.keyboard)


def times_of(outcome: ReviewCard, files: Files) -> PhotoMessage:
    said = _card(outcome, files, times_keyboard(outcome.photo.photo_id))
    question = fill(_("<b>When is it published?</b>"))
    return PhotoMessage(picture=said.picture, caption=join("\n", [said.caption, question]), keyboard=said.keyboard)


def together_of(outcome: ReviewCard, files: Files) -> PhotoMessage:
    """Before photos are published that nobody has looked at one by one."""
    said = _card(outcome, files, together_keyboard(outcome))
    question = fill(
        ngettext(
            "<b>{count} more came in with it.</b> Each is published as its own card has it; those that are like "
            "another photo, and those on whose people estimates disagree, stay here.",
            "<b>{count} more came in with it.</b> Each is published as its own card has it; those that are like "
            "another photo, and those on whose people estimates disagree, stay here.",
            outcome.together,
        ),
        count=outcome.together,
    )
    return PhotoMessage(picture=said.picture, caption=join("\n", [said.caption, question]), keyboard=said.keyboard)


def decided_together(done: ApprovedTogether) -> str:
    """For a toast: plain text."""
    published = _("Published: {count}").format(count=done.published)
    left = _("stay for a look: {count}").format(count=done.left) if done.left else ""
    return ", ".join(part for part in (published, left) if part)


def queue_of(queue: Queue) -> TextMessage:
    """How many wait and how long; the oldest with its age."""
    head = fill(_("<b>Waiting for review: {count}</b>"), count=queue.waiting)
    lines = [
        fill(_("received today: {count}"), count=queue.today) if queue.today else Html(),
        fill(_("this week: {count}"), count=queue.this_week) if queue.this_week else Html(),
        fill(_("longer ago: {count}"), count=queue.older) if queue.older else Html(),
        fill(_("before moderators now: {count}"), count=queue.leased) if queue.leased else Html(),
        fill(_("not yet indexed: {count}"), count=queue.not_indexed) if queue.not_indexed else Html(),
    ]
    if queue.next_due_at is not None:
        due = short_moment(queue.next_due_at)
        lines.append(fill(_("to be published later: {count}, the next on {due}"), count=queue.planned, due=due))
    if queue.oldest_at is not None:
        age = format_timedelta(queue.counted_at - queue.oldest_at, locale=spoken().value)
        lines.append(fill(_("the oldest waits {age}"), age=age))
    keyboard = next_keyboard() if queue.waiting else None
    return TextMessage(text=join("\n", [head, *lines]), keyboard=keyboard)


def decided(*, published: bool) -> str:
    """For a toast: plain text."""
    return _("Published") if published else _("Rejected")


def planned() -> str:
    """For a toast: plain text."""
    return _("It will be published in its time")


def _card(card: ReviewCard, files: Files, keyboard: InlineKeyboardMarkup) -> PhotoMessage:
    photo = card.photo
    return PhotoMessage(
        picture=Preview(content_hash=photo.content_hash, path=files.preview_path(photo.content_hash)),
        caption=join(
            "\n",
            [
                _head(card),
                *_captions(card),
                _place_and_date(photo),
                _rights(photo),
                *_alike(card),
                _sharpness(photo),
                _disagreement(card),
                _sources(card),
                _asking(card),
            ],
        ),
        keyboard=keyboard,
    )


def _head(card: ReviewCard) -> Html:
    rest = card.left - 1
    left = ngettext("{count} more waits", "{count} more wait", rest).format(count=rest)
    return fill(_("<b>Review</b> · No. {number} · {left}"), number=card.photo.photo_id, left=left)


def _captions(card: ReviewCard) -> list[Html]:
    by_language = {caption.language: caption for caption in card.captions}
    lines = []
    for language, name in ((Language.RU, "RU"), (Language.EN, "EN")):
        caption = by_language.get(language)
        if caption is None:
            lines.append(fill("{name}: —", name=name))
        else:
            mark = mark_of(caption.source, sources_of(card))
            lines.append(fill("{name}: {text} {mark}", name=name, text=clip(caption.text, CAPTION), mark=mark))
    return lines


def _place_and_date(photo: Photo) -> Html:
    place = fill("{place}", place=clip(photo.metadata.place, LINE)) if photo.metadata.place else Html()
    taken_at = photo.metadata.taken_at
    date = fill("{date}", date=format_date(taken_at, "long", locale=spoken().value)) if taken_at else Html()
    return join(", ", [place, date])


def _rights(photo: Photo) -> Html:
    """What is missing is said: nobody should publish a photo of unknown terms without having seen it."""
    rights = photo.rights
    if rights.photographer:
        maker = fill(_("Photo: {name}"), name=clip(rights.photographer, LINE))
    else:
        maker = fill(_("⚠ no author"))
    if rights.licence:
        terms = fill(_("Licence: {licence}"), licence=clip(rights.licence, LINE))
    else:
        terms = fill(_("⚠ no licence"))
    return join(" · ", [maker, terms])


def _alike(card: ReviewCard) -> list[Html]:
    """The strictest pairs; /duplicates decides on them."""
    lines = []
    for pair in card.alike[:ALIKE]:
        other = pair.other_id if pair.photo_id == card.photo.photo_id else pair.photo_id
        changes = ", ".join(change_name(change) for change in pair.compared.changes)
        name = likeness_name(pair.compared.likeness)
        likeness = f"{name} ({changes})" if changes else name
        said = fill(_("⚠ Like No. {number}: {likeness}"), likeness=likeness, number=other)
        lines.append(said)
    return lines


def _sharpness(photo: Photo) -> Html:
    if photo.sharpness is None or photo.sharpness >= SOFT:
        return Html()
    return fill(_("⚠ Nothing in it is sharp"))


def _disagreement(card: ReviewCard) -> Html:
    if not card.people_disagree:
        return Html()
    return fill(_("⚠ Estimates of people disagree: please choose one."))


def _sources(card: ReviewCard) -> Html:
    """`① clip-a ② llava-b`, where a model said anything."""
    sources = sources_of(card)
    if not sources:
        return Html()
    names = " ".join(f"{mark_of(name, sources)} {clip(source_name(name), SOURCE)}" for name in sources)
    return fill("<i>{names}</i>", names=names)


def _asking(card: ReviewCard) -> Html:
    match card.awaits:
        case None:
            return Html()
        case Typing.CAPTION_RU:
            return fill(_("<b>Send the Russian caption.</b>"))
        case Typing.CAPTION_EN:
            return fill(_("<b>Send the English caption.</b>"))
        case Typing.TAG:
            return fill(_("<b>Send one or several tags.</b>"))
        case Typing.REASON:
            return fill(_("<b>Send the reason why it is rejected.</b>"))
        case Typing.TIME:
            return fill(_("<b>Send the time, for example 24.12 09:00.</b> Clocks: {city}."), city=whose_clocks())


def _nothing(outcome: NothingToReview) -> PhotoMessage:
    queue = outcome.queue
    title = _("Everything is reviewed") if queue.waiting == 0 else _("Others have the rest before them")
    waiting = Html() if queue.waiting == 0 else fill(_("Waiting for review: {count}"), count=queue.waiting)
    return PhotoMessage(
        picture=Card(title=title),
        caption=join("\n", [fill("<b>{title}</b>", title=title), waiting]),
        keyboard=next_keyboard(),
    )

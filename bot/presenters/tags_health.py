"""The vocabulary's health: how many tags need a hand and why, each with a tap to act."""

from __future__ import annotations

from bot.callbacks.governing import Section
from bot.keyboards.tags_health import listed_keyboard, pair_keyboard, sources_keyboard, summary_keyboard
from bot.locales import gettext as _
from bot.locales import ngettext
from bot.presenters.governing import done_in_words, name_of, why
from bot.presenters.markup import Html, fill, join
from bot.presenters.messages import TextMessage
from engine.model import Tag
from engine.tagging.governing.applying import Changed
from engine.tagging.governing.health import AlikePair, TagsHealth

PER_PAGE = 8


def health_page(health: TagsHealth, section: Section, page: int = 1, done: Changed | None = None) -> TextMessage:
    """A page beyond the last is the last: the list may have grown shorter since. `done` is told above it."""
    if section is Section.DUPLICATES and health.duplicates:
        return _pair(health, page, done)
    if section is Section.UNUSED and health.unused:
        return _listed(
            section,
            page,
            fill(_("<b>Unused tags</b>: on no photo. A tap opens one, 🗑 deletes it.")),
            [(tag, 0) for tag in health.unused],
        )
    if section is Section.OVERUSED and health.overused:
        head = fill(_("<b>Overused tags</b>: on more than half of all photos. A tap opens one, to split or delete it."))
        return _listed(section, page, head, list(health.overused))
    if section is Section.SOURCES and health.sources:
        head = fill(_("<b>Who tagged</b>: a tap takes off all tags of one source, after asking."))
        return TextMessage(text=head, keyboard=sources_keyboard(health.sources))
    return _summary(health, done)


def _summary(health: TagsHealth, done: Changed | None) -> TextMessage:
    head = fill(
        ngettext("<b>{count} tag in the vocabulary</b>", "<b>{count} tags in the vocabulary</b>", health.tag_count),
        count=health.tag_count,
    )
    nothing = not (health.duplicates or health.unused or health.overused)
    state = fill(_("Nothing needs your hand.")) if nothing else fill(_("What needs a hand:"))
    told = done_in_words(done) if done else Html()
    return TextMessage(text=join("\n\n", [told, join("\n", [head, state])]), keyboard=summary_keyboard(health, done))


def _pair(health: TagsHealth, page: int, done: Changed | None) -> TextMessage:
    page = min(page, len(health.duplicates))
    pair = health.duplicates[page - 1]
    place = fill(_("Probable duplicates, {page} of {pages}"), page=page, pages=len(health.duplicates))
    told = done_in_words(done) if done else Html()
    return TextMessage(
        text=join("\n\n", [told, place, _two(pair)]),
        keyboard=pair_keyboard(pair, page, len(health.duplicates), done),
    )


def _two(pair: AlikePair) -> Html:
    lines = [
        fill("<b>{tag}</b> / {en}: {count}", tag=name_of(tag), en=tag.en, count=count)
        for tag, count in ((pair.tag, pair.photos), (pair.alike.tag, pair.other_photos))
    ]
    said = fill("“{one}”, “{other}”: {why}", one=pair.alike.new_name, other=pair.alike.known_name, why=why(pair.alike))
    return join("\n", [*lines, said])


def _listed(section: Section, page: int, head: Html, tags: list[tuple[Tag, int]]) -> TextMessage:
    pages = -(-len(tags) // PER_PAGE)
    page = min(page, pages)
    shown = tags[(page - 1) * PER_PAGE : page * PER_PAGE]
    place = fill(_("page {page} of {pages}"), page=page, pages=pages)
    return TextMessage(text=join("\n", [head, place]), keyboard=listed_keyboard(section, shown, page, pages))

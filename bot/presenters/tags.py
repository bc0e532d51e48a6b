"""The tag browser in words: how many tags there are, which are shown, and how to find others."""

from __future__ import annotations

from bot.keyboards.tags import tags_keyboard
from bot.locales import gettext as _
from bot.locales import ngettext
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import TextMessage
from engine.tagging.browse import TagPage

LETTERS = 40


def tags_page(page: TagPage) -> TextMessage:
    letters = clip(page.letters, LETTERS)
    if not page.total:
        nothing = fill(_("No tag begins with “{letters}”."), letters=letters) if letters else fill(_("No tags yet."))
        return TextMessage(text=join("\n", [nothing, fill(_("All tags: /tags"))]))
    head = fill(ngettext("<b>{count} tag</b>", "<b>{count} tags</b>", page.total), count=page.total)
    return TextMessage(text=join("\n", [_titled(head, letters), _hint(page)]), keyboard=tags_keyboard(page))


def _titled(head: Html, letters: str) -> Html:
    return join(" ", [head, fill(_("beginning with “{letters}”"), letters=letters)]) if letters else head


def _hint(page: TagPage) -> Html:
    left = page.total - len(page.tags)
    if page.letters and left:
        sentence = ngettext("{count} more: add a letter.", "{count} more: add a letter.", left)
        return fill(sentence, count=left)
    if page.letters:
        return fill(_("A press searches by the tag."))
    place = fill(_("page {page} of {pages}"), page=page.page, pages=page.page_count)
    return join("\n", [place, fill(_("A press searches by the tag. By letters: /tags br"))])

"""The wish-list in words: what is missing, how many look for it, in which languages, and how they say it."""

from __future__ import annotations

from babel.dates import format_date

from admin.wishes.ports import Wish, WishState
from admin.wishes.settling import OpenedWish, WishPage
from bot.keyboards.wishes import state_name, wish_keyboard, wishes_keyboard
from bot.locales import gettext as _
from bot.locales import ngettext, spoken
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import TextMessage
from bot.presenters.photo import link_to
from engine.model import Language

WORDS = 120


def wishes_of(page: WishPage) -> TextMessage:
    lines = [
        fill("<b>{number}</b>. {wish}", number=number, wish=join("\n", [_title(wish), _numbers(wish)]))
        for number, wish in enumerate(page.wishes, start=1)
    ]
    head = fill(_("<b>Wishes · {state}</b>"), state=state_name(page.state))
    if page.page_count > 1:
        place = fill(_("page {page} of {pages}"), page=page.page, pages=page.page_count)
        head = join(", ", [head, place])
    what = fill(_("What people looked for and the photobank lacks."))
    none = Html() if lines else fill(_("There are none."))
    text = join("\n\n", [join("\n", [head, what]), *lines, none, _hidden(page)])
    return TextMessage(text=text, keyboard=wishes_keyboard(page))


def wish_of(opened: OpenedWish, username: str | None) -> TextMessage:
    wish = opened.wish
    others = [fill("· «{words}»", words=clip(words, WORDS)) for words in wish.words[1:]]
    said = [fill(_("Also asked as:")), *others] if others else []
    parts = [
        join("\n", [fill("<b>{title}</b>", title=_title(wish)), _numbers(wish)]),
        join("\n", said),
        join("\n", [_state(wish, username), _again(wish), _waiting(opened)]),
    ]
    return TextMessage(text=join("\n\n", parts), keyboard=wish_keyboard(opened))


def _title(wish: Wish) -> Html:
    return fill("«{words}»", words=clip(wish.words[0], WORDS))


def _numbers(wish: Wish) -> Html:
    people = fill(ngettext("{count} person", "{count} people", wish.people), count=wish.people)
    times = fill(ngettext("asked {count} time", "asked {count} times", wish.asked), count=wish.asked)
    names = {Language.RU: _("in Russian {count}"), Language.EN: _("in English {count}")}
    languages = ", ".join(names[language].format(count=count) for language, count in wish.by_language.items())
    last = fill(_("last on {day}"), day=format_date(wish.last_asked_at, "long", locale=spoken().value))
    return join(" · ", [people, times, fill("{languages}", languages=languages), last])


def _state(wish: Wish, username: str | None) -> Html:
    if wish.photo_id is None:
        return fill(_("State: {state}"), state=state_name(wish.state))
    link = link_to(wish.photo_id, username)
    if link is None:
        return fill(_("Done: photo {number} answers it."), number=wish.photo_id)
    return fill(_('Done: <a href="{link}">photo {number}</a> answers it.'), link=link, number=wish.photo_id)


def _again(wish: Wish) -> Html:
    if wish.state is WishState.OPEN or not wish.again:
        return Html()
    sentence = ngettext("Asked again since by {count} person.", "Asked again since by {count} people.", wish.again)
    return fill(sentence, count=wish.again)


def _waiting(opened: OpenedWish) -> Html:
    if not opened.waiting:
        return fill(_("Nobody waits to be told."))
    sentence = ngettext(
        "{count} person waits to be told of such photos.",
        "{count} people wait to be told of such photos.",
        opened.waiting,
    )
    return fill(sentence, count=opened.waiting)


def _hidden(page: WishPage) -> Html:
    if not page.hidden:
        return Html()
    sentence = ngettext(
        "{count} more wish is shared by fewer than {least} people; its words are shown to nobody.",
        "{count} more wishes are shared by fewer than {least} people; their words are shown to nobody.",
        page.hidden,
    )
    return fill(sentence, count=page.hidden, least=page.least_people)

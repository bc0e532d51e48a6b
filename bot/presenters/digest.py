"""What the channel reads: an issue's words in one language, the credits of its album, and the numbers of its chart."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from babel.dates import format_date, format_interval

from admin.charts.plate import Plate, Ranking, Row
from admin.digest.ports import Contents, DigestKind, LastTime, Trend, WishWords
from admin.digest.words import BANK_TARGET, PHOTO_TARGET, WORDS_TARGET
from bot.locales import gettext as _
from bot.locales import ngettext, spoken
from bot.presenters.markup import Html, clip, fill, join, read_back, shown_length
from engine.model import Language, Photo, PhotoId
from engine.rights.credit import credit_line

Link = Callable[[str], str | None]
"""A target to its address, None where the bot has no name."""

CAPTION = 1024
"""Characters of a caption after parsing; the credits of an album must fit, whatever its captions are."""
CAPTIONS = (70, 40, 20, 0)
"""Characters of each photo's own words: the first that fits."""
WORDS = 48


def title_of(kind: DigestKind, contents: Contents) -> Html:
    names = {
        DigestKind.WEEKLY: _("The week in the photobank"),
        DigestKind.DAILY: _("New in the photobank"),
        DigestKind.MONTHLY: _("The month in the photobank"),
    }
    return fill("<b>{name}</b> · {days}", name=names[kind], days=days_of(contents))


def days_of(contents: Contents) -> str:
    locale = spoken().value
    if contents.first == contents.last:
        return format_date(contents.first, "d MMMM", locale=locale)
    return format_interval(contents.first, contents.last, "MMMd", locale=locale)


def words_of(kind: DigestKind, contents: Contents, link: Link) -> Html:
    """Paragraphs, each about one thing; what there is nothing to say of is left out."""
    paragraphs = [
        title_of(kind, contents),
        _asked(contents, link),
        _added(contents, link),
        _wish(contents, contents.wish, link),
        _last_time(contents.last_time, link),
    ]
    if kind is DigestKind.MONTHLY:
        paragraphs.append(fill(_("Partners: /usage in the bot lists all that you took.")))
    return join("\n\n", paragraphs)


def _asked(contents: Contents, link: Link) -> Html:
    rising = [_trend("▲", one, contents, link) for one in contents.rising]
    falling = [_trend("▼", one, contents, link) for one in contents.falling]
    if not rising and not falling:
        return Html()
    heads = (
        fill(_("<b>Asked for more often</b>")) if rising else Html(),
        fill(_("<b>Asked for less often</b>")) if falling else Html(),
    )
    return join("\n\n", [join("\n", [heads[0], *rising]), join("\n", [heads[1], *falling])])


def _trend(mark: str, trend: Trend, contents: Contents, link: Link) -> Html:
    place = contents.words.index(trend.words)
    words = _linked(clip(trend.words, WORDS), link(f"{WORDS_TARGET}{place}"))
    return fill(
        "{mark} {words} · {people}, {before}",
        mark=mark,
        words=words,
        people=people_of(trend.people, contents.least_people),
        before=before_of(trend, contents.least_people),
    )


def people_of(count: int, least_people: int) -> str:
    """Few people are nobody in particular."""
    if count < least_people:
        return _("hardly anybody")
    return ngettext("{count} person", "{count} people", count).format(count=count)


def before_of(trend: Trend, least_people: int) -> str:
    if trend.people_before < least_people:
        return _("hardly anybody before")
    return _("{count} before").format(count=trend.people_before)


def _added(contents: Contents, link: Link) -> Html:
    if not contents.added:
        return Html()
    sentence = ngettext("{count} photo is new.", "{count} photos are new.", contents.added)
    look = _linked(_("Have a look"), link(BANK_TARGET))
    return join(" ", [fill(sentence, count=contents.added), look])


def _wish(contents: Contents, wish: WishWords | None, link: Link) -> Html:
    if wish is None:
        return Html()
    sentence = ngettext(
        "<b>Missing:</b> {words}. {count} person looked in vain. If you have such a photograph, it is welcome.",
        "<b>Missing:</b> {words}. {count} people looked in vain. If you have such a photograph, it is welcome.",
        wish.people,
    )
    place = contents.words.index(wish.words)
    words = _linked(clip(wish.words, WORDS), link(f"{WORDS_TARGET}{place}"))
    return fill(sentence, words=words, count=wish.people)


def _last_time(last_time: LastTime | None, link: Link) -> Html:
    """No words of the photo: they would stay when it is withdrawn."""
    if last_time is None:
        return Html()
    photo = _linked(_("this photo"), link(f"{PHOTO_TARGET}{last_time.photo_id}"))
    opened = fill(
        ngettext(
            "From the last issue, most opened was {photo}: {count} person",
            "From the last issue, most opened was {photo}: {count} people",
            last_time.people,
        ),
        photo=photo,
        count=last_time.people,
    )
    if not last_time.reactions:
        return fill("{opened}.", opened=opened)
    reactions = ngettext("{count} reaction", "{count} reactions", last_time.reactions)
    return fill("{opened}, {reactions}.", opened=opened, reactions=reactions.format(count=last_time.reactions))


def credits_of(
    photos: Sequence[Photo],
    languages: Sequence[Language],
    link: Link,
    head: Html,
    withdrawn: Collection[PhotoId] = (),
) -> Html:
    """Below the album: each photo's words and its credit, by number, in the first of the languages.

    The credits are never cut; the photos' own words are, where there would be no room.
    """
    for limit in CAPTIONS:
        lines = [_credit(number, photo, languages[0], limit, link, withdrawn) for number, photo in enumerate(photos, 1)]
        said = join("\n", [head, *lines])
        if shown_length(said) <= CAPTION:
            return said
    return said


def _credit(
    number: int, photo: Photo, language: Language, limit: int, link: Link, withdrawn: Collection[PhotoId]
) -> Html:
    if photo.photo_id in withdrawn:
        return fill("{number}. <s>{gone}</s>", number=number, gone=_("withdrawn since"))
    caption = next((one.text for one in photo.captions if one.language is language), "")
    words = clip(caption, limit) if limit else ""
    named = _linked(words, link(f"{PHOTO_TARGET}{photo.photo_id}")) if words else Html()
    credit = fill("<i>{credit}</i>", credit=credit_line(photo.rights, language))
    return fill("{number}. {what}", number=number, what=join(" · ", [named, credit]))


def album_head(kind: DigestKind, contents: Contents) -> Html:
    loved = _("Best loved of the month") if kind is DigestKind.MONTHLY else _("Best loved of the week")
    name = loved if contents.is_loved else _("Fresh photos")
    return fill("<b>{name}</b> · {days}", name=name, days=days_of(contents))


def plate_of(contents: Contents) -> Plate | None:
    """Rising words and falling ones with those who asked; None where nothing rose or fell."""
    trends = (*contents.rising, *contents.falling)
    if not trends:
        return None
    most = max(max(one.people, one.people_before) for one in trends)
    blocks = [
        Ranking(name=name, rows=tuple(_row(one, most, contents) for one in some), key=(_("now"), _("before")))
        for name, some in ((_("Asked for more often"), contents.rising), (_("Asked for less often"), contents.falling))
        if some
    ]
    return Plate(
        title=_("What people look for"),
        subtitle=days_of(contents),
        blocks=tuple(blocks),
        note=_("Each person is counted once. Shown is what is very unlikely to be chance."),
    )


def _row(trend: Trend, most: int, contents: Contents) -> Row:
    few = contents.least_people
    return Row(
        name=trend.words,
        value=str(trend.people) if trend.people >= few else f"< {few}",
        length=trend.people / most if trend.people >= few else 0,
        before=trend.people_before / most if trend.people_before >= few else 0,
        detail=before_of(trend, few),
    )


def joined(texts: Mapping[Language, str], languages: Sequence[Language]) -> Html:
    """What is said in several languages, one below the other."""
    return join("\n\n· · ·\n\n", [read_back(texts[one]) for one in languages if one in texts])


def _linked(words: str, address: str | None) -> Html:
    if address is None:
        return fill("{words}", words=words)
    return fill('<a href="{address}">{words}</a>', address=address, words=words)

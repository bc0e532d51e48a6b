"""What people asked, as blocks: words by meaning, tags, hours, languages and places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from babel import Locale
from babel.dates import get_day_names

from admin.charts.plate import Block, Heat, Mood, Ranking, Row, Tick
from admin.dashboard.figures import AskedWords, Audience, Compared, Figure, Hours, Queries, Tags
from admin.dashboard.sections import Section
from bot.locales import gettext as _
from bot.locales import spoken
from bot.presenters import numbers
from engine.model import Language

CLOCK = (0, 6, 12, 18, 23)
DAYS_OF_WEEK = 7


def now_and_before(compares: bool) -> tuple[str, str]:
    return (_("now"), _("before")) if compares else ("", "")


def queries_blocks(figure: Queries, section: Section, compares: bool) -> tuple[Block, ...]:
    """In the sections of what rises and of what was not found, bars tell of that and not of all searches."""
    rows = figure.rows
    if not rows:
        return ()
    if section is Section.NOTHING:
        longest = max(row.nothing_found for row in rows)
        lines = [
            Row(
                name=name_of(row),
                value=numbers.count(row.nothing_found),
                length=row.nothing_found / longest,
                detail=_("{share} of searches").format(share=numbers.share(row.nothing_found / row.searches)),
            )
            for row in rows
        ]
        return (Ranking(name=_("Searches without an answer"), rows=tuple(lines)),)
    marked = compares or section is Section.RISING
    longest = max(max(row.searches, row.searches_before if marked else 0) for row in rows)
    lines = []
    for row in rows:
        written, mood = numbers.change(Compared(now=row.searches, before=row.searches_before), more_is_better=None)
        lines.append(
            Row(
                name=name_of(row),
                value=numbers.count(row.searches),
                length=row.searches / longest,
                before=row.searches_before / longest if marked else None,
                detail=written if row.searches_before else _("new"),
                mood=Mood.GOOD if section is Section.RISING else mood,
            )
        )
    return (Ranking(name=_("Searches"), rows=tuple(lines), key=now_and_before(marked)),)


def name_of(row: AskedWords) -> str:
    """The words, and the commonest others of the same meaning; what is too long is cut when it is drawn."""
    return " · ".join((row.words, *row.others[:2]))


def tags_blocks(figure: Tags, before: Figure | None) -> tuple[Block, ...]:
    rows = [row for row in figure.rows if row.searches]
    if not rows:
        return ()
    then = {row.slug: row.searches for row in before.rows} if isinstance(before, Tags) else None
    longest = max([row.searches for row in rows] + ([then.get(row.slug, 0) for row in rows] if then else []))
    lines = tuple(
        Row(
            name="#" + (row.ru if spoken() is Language.RU else row.en),
            value=numbers.count(row.searches),
            length=row.searches / longest,
            before=None if then is None else then.get(row.slug, 0) / longest,
            detail=_("photos: {count}").format(count=numbers.count(row.photos)),
            mood=Mood.BAD if not row.photos else Mood.EVEN,
        )
        for row in rows
    )
    return (Ranking(name=_("Searches"), rows=lines, key=now_and_before(then is not None)),)


def hours_blocks(figure: Hours, before: Figure | None) -> tuple[Block, ...]:
    """One scale for both tables, so that their colours can be compared."""
    tables = [(_("Searches by hour"), figure)]
    if isinstance(before, Hours):
        tables = [(_("Now"), figure), (_("Before"), before)]
    most = max(number for _name, one in tables for row in one.searches for number in row)
    if not most:
        return ()
    names = get_day_names("abbreviated", locale=spoken().value)
    blocks = [
        Heat(
            name=name,
            rows=tuple(names[weekday] for weekday in range(DAYS_OF_WEEK)),
            shades=tuple(tuple(number / most for number in row) for row in one.searches),
            columns=tuple(Tick(hour, str(hour)) for hour in CLOCK),
            least=numbers.count(0) if one is tables[-1][1] else "",
            most=_("searches within an hour: {count}").format(count=numbers.count(most))
            if one is tables[-1][1]
            else "",
        )
        for name, one in tables
    ]
    return tuple(blocks)


def audience_blocks(figure: Audience, before: Figure | None) -> tuple[Block, ...]:
    if not (sum(figure.by_language.values()) or sum(figure.by_chat.values())):
        return ()
    then = before if isinstance(before, Audience) else None
    chats = {"private": _("in a private chat"), "group": _("in a group"), "inline": _("inline, in other chats")}
    names = Locale.parse(spoken().value).languages
    languages = {
        code: str(names.get(code, code)) for code in (*figure.by_language, *(then.by_language if then else ()))
    }
    return (
        _shares(_("Languages"), figure.by_language, then.by_language if then else None, languages),
        _shares(_("Where they ask"), figure.by_chat, then.by_chat if then else None, chats, _chosen(figure)),
    )


def _chosen(figure: Audience) -> dict[str, str]:
    return {"inline": _("sent: {count}").format(count=numbers.count(figure.inline_chosen))}


def _shares(
    name: str,
    counts: Mapping[str, int],
    before: Mapping[str, int] | None,
    names: Mapping[str, str],
    details: Mapping[str, str] | None = None,
) -> Ranking:
    """Shares of all, in the order of their size."""
    total, total_before = sum(counts.values()), sum(before.values()) if before else 0
    order: Sequence[tuple[str, int]] = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    rows = []
    for value, number in order:
        part = number / total if total else 0.0
        detail = numbers.count(number) + (f" · {details[value]}" if details and value in details else "")
        earlier = before.get(value, 0) / total_before if before and total_before else None
        rows.append(
            Row(name=names.get(value, value), value=numbers.share(part), length=part, before=earlier, detail=detail)
        )
    return Ranking(name=name, rows=tuple(rows), key=now_and_before(bool(total_before)))

"""What a span was taken for, in the reader's language: short names of facts, for one line and for chips."""

from __future__ import annotations

from collections.abc import Mapping

from bot.locales import gettext as _
from bot.locales import ngettext, spoken
from engine.filters import CROWD_FROM, People
from engine.model import Tag
from engine.query import Kind, PhotoSample, Sample, Span
from engine.search.counting import ranges_of
from engine.search.literals import days_of


def name_of(span: Span) -> str:
    """`winter`, `no people`, `not fog`; of words and tags, themselves. Plain text."""
    name = _name(span.kind, span.value) or span.corrected or span.text
    return _("not {fact}").format(fact=name) if span.negated else name


def part_name(part: Span | Sample, tags: Mapping[str, Tag] | None = None, *, negated: bool = False) -> str:
    """One thing that is asked for, as a button's label; tags by the reader's names, where `tags` knows them."""
    if not isinstance(part, Span):
        name = _("like the photo") if isinstance(part, PhotoSample) else _("like your picture")
    elif part.kind is Kind.TAG:
        slugs = part.value.split("|")
        name = " | ".join(value_name(Kind.TAG, slug, tags) for slug in slugs)
    elif part.kind is Kind.WORDS:
        name = part.value if part.negated else part.corrected or part.text
    else:
        return name_of(part)
    return _("not {fact}").format(fact=name) if negated else name


def value_name(kind: Kind, value: str, tags: Mapping[str, Tag] | None = None) -> str:
    """One facet's value; a tag by its name in the reader's language."""
    if kind is Kind.TAG:
        known = (tags or {}).get(value)
        return f"#{known.name(spoken()) if known else value}"
    return _name(kind, value) if kind is not Kind.TAKEN else value


def kind_name(kind: Kind) -> str:
    """What a facet is a value of, as a button's label."""
    names = {
        Kind.SEASON: _("Season"),
        Kind.TIME_OF_DAY: _("Hour"),
        Kind.WEATHER: _("Weather"),
        Kind.PEOPLE: _("People"),
        Kind.PLACE: _("Place"),
        Kind.TAG: _("Tags"),
        Kind.COLOUR: _("Colour"),
        Kind.ORIENTATION: _("Shape"),
        Kind.TAKEN: _("Year"),
        Kind.PHOTOGRAPHER: _("Photographer"),
        Kind.LICENCE: _("Licence"),
    }
    return names[kind]


def _name(kind: Kind, value: str) -> str:
    match kind:
        case Kind.PEOPLE:
            return _people(value)
        case Kind.TAKEN:
            return _days(value)
        case Kind.SIZE:
            return _("from {pixels} px").format(pixels=value)
        case Kind.PLACE | Kind.PHOTOGRAPHER | Kind.LICENCE:
            return value
        case _:
            return _facts().get((kind, value), "")


def _facts() -> dict[tuple[Kind, str], str]:
    return {
        (Kind.SEASON, "winter"): _("winter"),
        (Kind.SEASON, "spring"): _("spring"),
        (Kind.SEASON, "summer"): _("summer"),
        (Kind.SEASON, "autumn"): _("autumn"),
        (Kind.TIME_OF_DAY, "morning"): _("morning"),
        (Kind.TIME_OF_DAY, "day"): _("daytime"),
        (Kind.TIME_OF_DAY, "evening"): _("evening"),
        (Kind.TIME_OF_DAY, "night"): _("night"),
        (Kind.WEATHER, "clear"): _("clear sky"),
        (Kind.WEATHER, "cloudy"): _("clouds"),
        (Kind.WEATHER, "rain"): _("rain"),
        (Kind.WEATHER, "snow"): _("snowfall"),
        (Kind.WEATHER, "fog"): _("fog"),
        (Kind.ORIENTATION, "portrait"): _("upright"),
        (Kind.ORIENTATION, "landscape"): _("lying"),
        (Kind.ORIENTATION, "square"): _("square"),
        (Kind.COLOUR, "red"): _("mostly red"),
        (Kind.COLOUR, "orange"): _("mostly orange"),
        (Kind.COLOUR, "yellow"): _("mostly yellow"),
        (Kind.COLOUR, "green"): _("mostly green"),
        (Kind.COLOUR, "turquoise"): _("mostly turquoise"),
        (Kind.COLOUR, "blue"): _("mostly blue"),
        (Kind.COLOUR, "purple"): _("mostly purple"),
        (Kind.COLOUR, "pink"): _("mostly pink"),
        (Kind.COLOUR, "brown"): _("mostly brown"),
        (Kind.COLOUR, "white"): _("mostly white"),
        (Kind.COLOUR, "grey"): _("mostly grey"),
        (Kind.COLOUR, "black"): _("mostly black"),
        (Kind.SORT, "newest"): _("newest first"),
        (Kind.SORT, "popular"): _("most popular first"),
    }


def _people(value: str) -> str:
    return _(" or ").join(_counts(people) for people in ranges_of(value))


def _counts(people: People) -> str:
    first, last = people.at_least, people.at_most
    if last == 0:
        return _("no people")
    if last is None:
        if first == CROWD_FROM:
            return _("a crowd")
        return _("people") if first == 1 else _("people: {count} or more").format(count=first)
    if first == last:
        return ngettext("{count} person", "{count} people", first).format(count=first)
    return _("people: {first}–{last}").format(first=first, last=last)


def _days(value: str) -> str:
    first, last = days_of(value)
    if first is not None and last is not None:
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        ends = [str(first.year), str(last.year)] if whole else [first.isoformat(), last.isoformat()]
        return "–".join(dict.fromkeys(ends))
    if first is not None:
        return _("from {day}").format(day=first.isoformat())
    return _("until {day}").format(day=last.isoformat()) if last is not None else ""

"""What a review card proposes: tags and facts as toggles, each with its sources. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from admin.review.ports import Suggestion
from engine.filters import CROWD_FROM, People, Season, TimeOfDay, Weather
from engine.model import Caption, Kind, Language, Metadata, Photo, PhotoTag, Tag
from engine.search.counting import people_of, value_of
from engine.search.narrowing import number_of
from engine.tagging.description import Description, disagree

BY_PERSON = "written"
MOST_TAGS = 16
"""Toggles of tags that a card has room for; what is not shown is not taken."""
SINGLE = (Kind.PEOPLE, Kind.SEASON, Kind.TIME_OF_DAY, Kind.WEATHER)
"""Kinds of facts of which a photo has one value."""

Choices = Mapping[tuple[Kind, str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One toggle. `value` is the kind's own, as in a Span; `tag` is there where it is a tag."""

    kind: Kind
    value: str
    sources: tuple[str, ...]
    wanted: bool
    tag: Tag | None = None

    @property
    def number(self) -> int:
        return number_of(self.kind, self.value)


def proposals_of(
    photo: Photo,
    said: Sequence[Description],
    suggested: Sequence[Suggestion],
    choices: Choices,
    vocabulary: Mapping[str, Tag],
) -> tuple[Proposal, ...]:
    """Tags first, those that the photo carries before suggested ones; then facts."""
    return (*_tags(photo, suggested, choices, vocabulary), *_facts(photo.metadata, said, choices))


def captions_of(photo: Photo, said: Sequence[Description]) -> tuple[Caption, ...]:
    """One a language, Russian first: the photo's own, else the first that a model made."""
    made = [caption for one in said for caption in one.captions]
    found = (next((c for c in (*photo.captions, *made) if c.language is language), None) for language in Language)
    return tuple(caption for caption in found if caption is not None)


def people_disagree(said: Sequence[Description]) -> bool:
    return any(disagree(one, other) for k, one in enumerate(said) for other in said[k + 1 :])


def tags_wanted(proposals: Iterable[Proposal]) -> tuple[PhotoTag, ...]:
    """Confirmed by a person, from here on, whoever suggested them."""
    return tuple(PhotoTag(tag=one.tag, source=BY_PERSON) for one in proposals if one.wanted and one.tag is not None)


def facts_wanted(facts: Metadata, proposals: Iterable[Proposal]) -> Metadata:
    """The facts with those that are toggled; of a kind with no value that is wanted, nothing is known."""
    values = {one.kind: one.value for one in proposals if one.wanted and one.kind in SINGLE}
    people = people_of(values[Kind.PEOPLE]) if Kind.PEOPLE in values else None
    if people is None:
        count, crowd = None, None
    else:
        count = people.at_least if people.at_least == people.at_most else None
        crowd = people.at_least >= CROWD_FROM
    return replace(
        facts,
        people_count=count,
        crowd=crowd,
        season=Season(values[Kind.SEASON]) if Kind.SEASON in values else None,
        time_of_day=TimeOfDay(values[Kind.TIME_OF_DAY]) if Kind.TIME_OF_DAY in values else None,
        weather=Weather(values[Kind.WEATHER]) if Kind.WEATHER in values else None,
    )


def with_facts(facts: Metadata, kept: Mapping[str, Any]) -> Metadata:
    """The facts with those that a snapshot kept."""
    return replace(
        facts,
        people_count=kept["people_count"],
        crowd=kept["crowd"],
        season=Season(kept["season"]) if kept["season"] else None,
        time_of_day=TimeOfDay(kept["time_of_day"]) if kept["time_of_day"] else None,
        weather=Weather(kept["weather"]) if kept["weather"] else None,
    )


def _tags(
    photo: Photo, suggested: Sequence[Suggestion], choices: Choices, vocabulary: Mapping[str, Tag]
) -> list[Proposal]:
    sources: dict[str, list[str]] = {}
    for carried in photo.tags:
        sources.setdefault(carried.tag.slug, []).append(carried.source)
    typed = [value for kind, value in choices if kind is Kind.TAG]
    known = {*sources, *(one.slug for one in suggested)}
    for slug in typed:
        if slug not in known:
            sources.setdefault(slug, []).append(BY_PERSON)
    for one in suggested:
        sources.setdefault(one.slug, []).extend(one.sources)
    return [
        Proposal(
            kind=Kind.TAG,
            value=slug,
            sources=tuple(dict.fromkeys(names)),
            wanted=choices.get((Kind.TAG, slug), True),
            tag=vocabulary[slug],
        )
        for slug, names in sources.items()
        if slug in vocabulary
    ][:MOST_TAGS]


def _facts(facts: Metadata, said: Sequence[Description], choices: Choices) -> list[Proposal]:
    found: list[Proposal] = []
    for kind in SINGLE:
        own = _own(kind, facts)
        sources: dict[str, list[str]] = {} if own is None else {own: [BY_PERSON]}
        for one in said:
            value = _said(kind, one)
            if value is not None:
                sources.setdefault(value, []).append(one.source)
        # Values that differ are no fact until somebody has looked; what a person wrote is one.
        sure = own if own is not None else next(iter(sources)) if len(sources) == 1 else None
        for value, names in sources.items():
            chosen = choices.get((kind, value), value == sure)
            found.append(Proposal(kind=kind, value=value, sources=tuple(dict.fromkeys(names)), wanted=chosen))
    return found


def _own(kind: Kind, facts: Metadata) -> str | None:
    if kind is Kind.PEOPLE:
        if facts.people_count is not None:
            return value_of(People(facts.people_count, facts.people_count))
        return value_of(People(CROWD_FROM, None)) if facts.crowd else None
    value = {Kind.SEASON: facts.season, Kind.TIME_OF_DAY: facts.time_of_day, Kind.WEATHER: facts.weather}[kind]
    return None if value is None else str(value)


def _said(kind: Kind, said: Description) -> str | None:
    if kind is Kind.PEOPLE:
        return None if said.people is None else value_of(said.people)
    value = {Kind.SEASON: said.season, Kind.TIME_OF_DAY: said.time_of_day, Kind.WEATHER: said.weather}[kind]
    return None if value is None else str(value)

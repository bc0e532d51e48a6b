"""One list of suggestions from several origins, and the tags that a caption names. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from engine.model import Caption, Tag
from engine.search.lemmas import tokens
from engine.search.phrases import Phrasebook
from engine.tagging.suggesting.learning import FROM, Floats
from engine.tagging.suggesting.ports import Origin, TagSuggestion

WRITTEN = 0.9
"""How often a tag is right whose name a person has written into a caption."""
GENERATED = 0.7
"""The same of a caption that a model has made, and of a tag that it has chosen."""
MOST = 24
"""Suggestions of one photo: nobody reads more."""


def phrases_of(tags: Iterable[Tag]) -> Phrasebook[Tag]:
    """Names before aliases: no alias hides another tag's name."""
    tags, book = list(tags), Phrasebook[Tag]()
    for tag in tags:
        for name in (tag.ru, tag.en):
            book.add(name, tag)
    for tag in tags:
        for alias in tag.aliases:
            book.add(alias, tag)
    return book


def said_in(captions: Sequence[Caption], book: Phrasebook[Tag]) -> dict[str, float]:
    """The tags that captions name, in any form of the words, in either language; a denial («без людей») names none."""
    found: dict[str, float] = {}
    for caption in captions:
        sure = WRITTEN if caption.source == "written" else GENERATED
        text = list(tokens(caption.text))
        for place, _, tag in book.within(text):
            if place and not _DENIALS.isdisjoint(text[place - 1].lemmas):
                continue
            found[tag.slug] = max(found.get(tag.slug, 0.0), sure)
    return found


_DENIALS = frozenset({"без", "не", "нет", "no", "not", "without"})


def joined(origins: Mapping[Origin, Mapping[str, float]]) -> list[TagSuggestion]:
    """The surest first, at most MOST, none below FROM.

    Looks and neighbours see the same embedding, so together they are as sure as their mean; a caption and a captioner
    are witnesses of their own (noisy or).
    """
    slugs = dict.fromkeys(slug for said in origins.values() for slug in said)
    found = []
    for slug in slugs:
        own = {origin: said[slug] for origin, said in origins.items() if said.get(slug, 0.0) > 0}
        seen = [own.get(origin, 0.0) for origin in (Origin.LOOKS, Origin.NEIGHBOURS) if origin in origins]
        doubts = [1 - float(np.mean(seen))] if seen else []
        doubts += [1 - own[origin] for origin in (Origin.CAPTION, Origin.CAPTIONER) if origin in own]
        confidence = 1 - float(np.prod(doubts))
        if confidence >= FROM:
            found.append(TagSuggestion(slug=slug, confidence=round(confidence, 4), origins=own))
    return sorted(found, key=lambda one: (-one.confidence, one.slug))[:MOST]


def as_mapping(slugs: Sequence[str], row: Floats) -> dict[str, float]:
    """Of one photo's probabilities, those above nothing."""
    return {slugs[k]: round(float(row[k]), 4) for k in np.flatnonzero(row > 0.01).tolist()}

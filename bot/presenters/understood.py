"""How a query was understood, in one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.locales import gettext as _
from bot.locales import ngettext, spoken
from bot.presenters.facts import name_of
from bot.presenters.markup import Html, clip, fill, join
from engine.model import HitPage, Kind, PhotoSample, Query, Sample, SentSample, Span, Tag

WORDS = 180
SHORT = 80
"""Characters shown of each part, and of what is said beside it, so that a caption of 1,024 holds all of them."""

_ELSEWHERE = frozenset({Kind.WORDS, Kind.TAG, Kind.UNKNOWN_TAG, Kind.SAME, Kind.ASKING})
"""Shown as words or as tags, or not at all."""


def understood(page: HitPage) -> Html:
    """`Similar to your photograph · night bridge · night · no people · #winter · without #tram`."""
    samples = [_samples(page.query)]
    words = fill("<b>{words}</b>", words=clip(page.query.words, WORDS)) if page.query.words else Html()
    facts = fill("{facts}", facts=clip(" · ".join(_facts(page.understood)), SHORT))
    return join(" · ", [*samples, words, facts, hashtags(_asked(page)), unknown_hashtags(page), _without(page)])


def slips(page: HitPage) -> Html:
    """What was read instead of what was typed, so that nobody wonders at the answer."""
    read = [f"{span.text} → {span.corrected}" for span in page.understood if span.corrected is not None]
    return fill(_("I read: {slips}"), slips=clip(", ".join(read), SHORT)) if read else Html()


def hashtags(tags: Iterable[Tag]) -> Html:
    names = " ".join("#" + tag.name(spoken()).replace(" ", "_") for tag in tags)
    return fill("{names}", names=clip(names, WORDS))


def unknown_hashtags(page: HitPage) -> Html:
    return fill("{names}", names=clip(" ".join("#" + tag for tag in page.query.unknown_tags), WORDS))


def _facts(spans: Iterable[Span]) -> Iterable[str]:
    """Conditions; what stayed a word is among the words already."""
    return dict.fromkeys(name_of(span) for span in spans if span.hard and span.kind not in _ELSEWHERE)


def _without(page: HitPage) -> Html:
    """Denied tags by their names, denied words by themselves."""
    names = {tag.slug: "#" + tag.name(spoken()).replace(" ", "_") for tag in page.tags}
    denied = [
        names.get(span.value, span.text.lstrip("-−–")) if span.kind is Kind.TAG else span.value
        for span in page.understood
        if span.negated and span.kind in {Kind.TAG, Kind.WORDS}
    ]
    return fill("{denied}", denied=clip(" ".join(f"−{text}" for text in denied), SHORT))


def _asked(page: HitPage) -> Iterable[Tag]:
    return [tag for tag in page.tags if tag.slug not in page.query.no_tags]


def same_frame(page: HitPage) -> Html:
    """Said of the bank's own photo that somebody sent: it is none of the hits."""
    known = any(isinstance(one, SentSample) and one.same_as for one in page.query.samples)
    return fill(_("The bank has this very photo; here is what is like it.")) if known else Html()


def _samples(query: Query) -> Html:
    return join(" · ", [_like(query.samples), _unlike(query.not_samples)])


def _like(samples: Sequence[Sample]) -> Html:
    if not samples:
        return Html()
    if len(samples) > 1:
        sentence = ngettext("Similar to {count} photograph", "Similar to {count} photographs", len(samples))
        return fill(sentence, count=len(samples))
    match samples[0]:
        case PhotoSample():
            return fill(_("Similar to the chosen photo"))
        case SentSample():
            return fill(_("Similar to your photograph"))


def _unlike(samples: Sequence[Sample]) -> Html:
    if not samples:
        return Html()
    sentence = ngettext("not similar to {count} photograph", "not similar to {count} photographs", len(samples))
    return fill(sentence, count=len(samples))

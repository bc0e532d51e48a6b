"""How a query was understood, in one line."""

from __future__ import annotations

from collections.abc import Iterable

from bot.locales import gettext as _
from bot.locales import spoken
from bot.presenters.markup import Html, clip, fill, join
from engine.model import HitPage, PhotoSample, SentSample, Tag

WORDS = 200
"""Characters shown of each part, so that a caption of 1,024 holds all parts whatever was asked."""


def understood(page: HitPage) -> Html:
    """`As in your photograph · night bridge · #winter`."""
    samples = [_sample(sample) for sample in page.query.samples]
    words = fill("<b>{words}</b>", words=clip(page.query.words, WORDS)) if page.query.words else Html()
    return join(" · ", [*samples, words, hashtags(page.tags), unknown_hashtags(page)])


def hashtags(tags: Iterable[Tag]) -> Html:
    names = " ".join("#" + tag.name(spoken()).replace(" ", "_") for tag in tags)
    return fill("{names}", names=clip(names, WORDS))


def unknown_hashtags(page: HitPage) -> Html:
    return fill("{names}", names=clip(" ".join("#" + tag for tag in page.query.unknown_tags), WORDS))


def _sample(sample: PhotoSample | SentSample) -> Html:
    match sample:
        case PhotoSample():
            return fill(_("Similar to the chosen photo"))
        case SentSample():
            return fill(_("Similar to your photograph"))

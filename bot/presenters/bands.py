"""How sure the matches on a page are, in words: a picture's number is enough to know its band."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.locales import gettext as _
from bot.presenters.markup import Html, fill
from engine.model import Band, HitPage


def bands_line(page: HitPage) -> Html:
    """`Exact: 1–4 · close: 5–9`; nothing where only conditions were asked, for those hold or do not."""
    if page.found == 0 or not (page.query.words or page.query.samples):
        return Html()
    names = {Band.EXACT: _("exact: {numbers}"), Band.CLOSE: _("close: {numbers}"), Band.FAR: _("far: {numbers}")}
    parts = []
    for band, template in names.items():
        numbers = [hit.number for hit in page.hits if hit.band is band]
        if numbers:
            parts.append(template.format(numbers=", ".join(_ranges(numbers))))
    return fill("{bands}", bands=_capital(" · ".join(parts)))


def _ranges(numbers: Sequence[int]) -> Iterable[str]:
    """Rising numbers, runs as `first–last`."""
    start = 0
    for end in range(1, len(numbers) + 1):
        if end == len(numbers) or numbers[end] != numbers[end - 1] + 1:
            first, last = numbers[start], numbers[end - 1]
            yield str(first) if first == last else f"{first}–{last}"
            start = end


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

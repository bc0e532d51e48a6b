"""Uploads in words: how far they are, and what became of each file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.locales import gettext as _
from bot.locales import ngettext
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import TextMessage
from engine.errors import PhotobankError
from engine.ingest.upload_files import Became, SentFile

LINES = 25
NAME = 40
"""Characters of a file's name."""


def began() -> TextMessage:
    lines = [
        fill(_("<b>Send photos, image files or a ZIP.</b> Everything until /done is taken into the bank.")),
        fill(_("What you write under them becomes the caption; #tags become tags.")),
        fill(_("A line such as «© Anna Lee, CC BY 4.0» says whose they are. Files up to 20 MB.")),
    ]
    return TextMessage(text=join("\n", lines))


def ended(counts: Mapping[Became, int]) -> TextMessage:
    lines = [
        fill(_("<b>The upload is over.</b> From now on photos are for searching again.")),
        _sums(counts),
        fill(_("/review publishes them.")) if counts.get(Became.TAKEN) else Html(),
    ]
    return TextMessage(text=join("\n", lines))


def progress(done: Sequence[SentFile], total: int) -> TextMessage:
    """While it goes on, how far; at the end, every file's outcome."""
    if len(done) < total:
        return TextMessage(text=fill(_("Taking in: {done} of {total}…"), done=len(done), total=total))
    counts = {became: sum(file.became is became for file in done) for became in Became}
    left = len(done) - LINES
    more = fill(ngettext("and {count} more file", "and {count} more files", left), count=left) if left > 0 else Html()
    return TextMessage(text=join("\n", [_sums(counts), *(_line(file) for file in done[:LINES]), more]))


def _sums(counts: Mapping[Became, int]) -> Html:
    parts = [
        fill(_("taken: {count}"), count=counts.get(Became.TAKEN, 0)),
        fill(_("already here: {count}"), count=counts[Became.KNOWN]) if counts.get(Became.KNOWN) else Html(),
        fill(_("refused: {count}"), count=counts[Became.REFUSED]) if counts.get(Became.REFUSED) else Html(),
        fill(_("waiting: {count}"), count=counts[Became.WAITING]) if counts.get(Became.WAITING) else Html(),
    ]
    return join(", ", parts)


def _line(file: SentFile) -> Html:
    name = clip(file.name, NAME) if file.name else ""
    match file.became:
        case Became.TAKEN if file.like_id is not None:
            return fill(_("≈ {number} {name}: looks like {like}"), number=file.photo_id, name=name, like=file.like_id)
        case Became.TAKEN:
            return fill("✓ {number} {name}", number=file.photo_id, name=name)
        case Became.KNOWN:
            return fill(_("= is here already as {number} {name}"), number=file.photo_id, name=name)
        case _other:
            return fill("✕ {name}: {reason}", name=name or "–", reason=_reason(file))


def _reason(file: SentFile) -> str:
    """The sentence of the error, without what it would fill in."""
    known = {error.__name__: error for error in _errors(PhotobankError)}
    error = known.get(file.reason, PhotobankError)
    try:
        return _(error.notice).format(limit=20)
    except KeyError:
        return _(PhotobankError.notice)


def _errors(root: type[PhotobankError]) -> list[type[PhotobankError]]:
    return [found for child in root.__subclasses__() for found in [child, *_errors(child)]]

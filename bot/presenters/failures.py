"""Steps of indexing that were given up, in words, for moderators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks.review import TryAgainTap
from bot.locales import gettext as _
from bot.locales import ngettext
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import TextMessage
from engine.tagging.ports import StepFailure

REASONS = 4
NUMBERS = 12
TEXT = 120


def given_up(failures: Sequence[StepFailure]) -> TextMessage:
    """By step and reason, the commonest first, with the photos' numbers and a button to try all of it once more."""
    groups: dict[tuple[str, str], list[int]] = {}
    for one in failures:
        groups.setdefault((one.step, one.reason), []).append(one.photo_id)
    commonest = sorted(groups.items(), key=lambda group: -len(group[1]))
    count = len(failures)
    head = fill(
        ngettext(
            "<b>Indexing gave up on {count} photo</b>, after several attempts.",
            "<b>Indexing gave up on {count} photos</b>, after several attempts.",
            count,
        ),
        count=count,
    )
    lines = [_line(step, reason, numbers) for (step, reason), numbers in commonest[:REASONS]]
    button = InlineKeyboardButton(text=_("Try again"), callback_data=TryAgainTap().pack())
    return TextMessage(text=join("\n", [head, *lines]), keyboard=InlineKeyboardMarkup(inline_keyboard=[[button]]))


def tried_again(count: int) -> TextMessage:
    sentence = ngettext("{count} photo is being tried again.", "{count} photos are being tried again.", count)
    return TextMessage(text=fill(sentence, count=count))


def _line(step: str, reason: str, numbers: Iterable[int]) -> Html:
    named = list(numbers)
    more = "…" if len(named) > NUMBERS else ""
    numbered = ", ".join(str(number) for number in named[:NUMBERS]) + more
    return fill("{step}: {reason} (№ {numbers})", step=_step_name(step), reason=clip(reason, TEXT), numbers=numbered)


def _step_name(step: str) -> str:
    """A step that has no name here is a captioner's, and called by its model."""
    names = {"embedding": _("embedding"), "suggesting": _("suggesting tags"), "duplicates": _("comparing")}
    return names.get(step, step)

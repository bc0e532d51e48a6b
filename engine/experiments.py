"""Experiments: some searchers see one variant and some another, each person always the same one. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class What(StrEnum):
    """What an experiment is about, and the variants that there are of it."""

    SHEET = "sheet"
    """How many photos stand on a sheet: `6` or `9`."""
    BUTTONS = "buttons"
    """Under a photo: `usual`, or `download-first`."""
    WEIGHTS = "weights"
    """What texts add to a photo's confidence: `WRITTEN/SAID`, as in `engine.search.ranking.Weights`, each 0 to 3."""
    WORDING = "wording"
    """Under a sheet: `usual`, or `inviting`, which says that a number opens a photo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """The first variant is the one that the others are compared with; every variant gets as many people."""

    name: str
    what: What
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one person sees; `variants` by the experiments' names."""

    page_size: int = 9
    downloads_first: bool = False
    weights: tuple[float, float] | None = None
    """Written and said; None for the usual ones."""
    invites: bool = False
    variants: tuple[tuple[str, str], ...] = ()


USUAL = Shown()

_NAME = re.compile(r"[a-z][a-z0-9-]{0,29}")
_FORM = "NAME: WHAT VARIANT | VARIANT, several parted by semicolons"


def experiments_from(text: str) -> tuple[Experiment, ...]:
    """Reads `small-sheet: sheet 9 | 6; words: weights 1/0.3 | 1.5/0.3`. Raises ValueError with one sentence."""
    found = [_experiment(part.strip()) for part in text.split(";") if part.strip()]
    if len({one.name for one in found}) < len(found):
        raise ValueError("two experiments have the same name")
    if len({one.what for one in found}) < len(found):
        raise ValueError("two experiments are about the same thing, and nobody could tell their effects apart")
    return tuple(found)


def variant_of(experiment: Experiment, person_id: int) -> str:
    """Always the same for a pseudonym and an experiment's name, and independent of every other experiment's."""
    digest = hashlib.sha256(f"{experiment.name}:{person_id}".encode()).digest()
    return experiment.variants[int.from_bytes(digest[:8]) % len(experiment.variants)]


def shown_to(experiments: Sequence[Experiment], person_id: int) -> Shown:
    shown = USUAL
    for experiment in experiments:
        variant = variant_of(experiment, person_id)
        shown = replace(
            _VARIANTS[experiment.what](shown, variant), variants=(*shown.variants, (experiment.name, variant))
        )
    return shown


def variant_facts(shown: Shown) -> Mapping[str, Mapping[str, str]]:
    """For an event; nothing where there is no experiment."""
    return {"variants": dict(shown.variants)} if shown.variants else {}


def _experiment(text: str) -> Experiment:
    name, colon, rest = text.partition(":")
    words = rest.strip().split(maxsplit=1)
    if not colon or len(words) != 2 or not _NAME.fullmatch(name.strip()):
        raise ValueError(f"an experiment is written as {_FORM}; a name has small letters, digits and hyphens")
    if words[0] not in set(What):
        raise ValueError(f"an experiment is about one of {', '.join(What)}")
    what, variants = What(words[0]), tuple(variant.strip() for variant in words[1].split("|"))
    if len(variants) < 2 or len(set(variants)) < len(variants):
        raise ValueError("an experiment has two or more different variants, parted by |")
    for variant in variants:
        try:
            _VARIANTS[what](USUAL, variant)
        except (KeyError, ValueError):
            raise ValueError(f"{what} has no such variant; there are {_ALLOWED[what]}") from None
    return Experiment(name=name.strip(), what=what, variants=variants)


def _weights(shown: Shown, variant: str) -> Shown:
    written, said = (float(number) for number in variant.split("/"))
    if not (0 <= written <= 3 and 0 <= said <= 3):
        raise ValueError
    return replace(shown, weights=(written, said))


_VARIANTS: Mapping[What, Callable[[Shown, str], Shown]] = {
    What.SHEET: lambda shown, variant: replace(shown, page_size={"6": 6, "9": 9}[variant]),
    What.BUTTONS: lambda shown, variant: replace(
        shown, downloads_first={"usual": False, "download-first": True}[variant]
    ),
    What.WEIGHTS: _weights,
    What.WORDING: lambda shown, variant: replace(shown, invites={"usual": False, "inviting": True}[variant]),
}
_ALLOWED = {
    What.SHEET: "6 and 9",
    What.BUTTONS: "usual and download-first",
    What.WEIGHTS: "two numbers from 0 to 3, as in 1/0.3",
    What.WORDING: "usual and inviting",
}

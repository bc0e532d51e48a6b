"""The terms on which photos are given out: their version, and who accepted it when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

VERSION = 1
"""Grows by one whenever the sentences of the terms change their meaning: everybody is then asked once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One person's consent to one version; it stays under the pseudonym when the person is forgotten."""

    version: int
    accepted_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms in force as one person meets them. `accepted_at` is None until this version is accepted."""

    version: int
    accepted_at: dt.datetime | None
    registered: bool


def terms_of(acceptances: Iterable[Acceptance], *, registered: bool) -> Terms:
    """The terms in force as somebody with these acceptances meets them."""
    accepted_at = next((one.accepted_at for one in acceptances if one.version == VERSION), None)
    return Terms(version=VERSION, accepted_at=accepted_at, registered=registered)

"""What the doctor says: one finding a drift."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from engine.images.copies import Copies


class Store(StrEnum):
    """Where the drift was seen."""

    FILES = "files"
    SQL = "sql"
    INDEX = "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`kind` is a stable short name; `subject` says which photo or file; `note` what was done, or what is needed."""

    store: Store
    kind: str
    subject: str
    mended: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """What the doctor needs of images; decoding belongs to the engine.

    `copies` makes preview and thumbnail of an original's bytes; `fingerprint` reads any picture's bytes. Both raise
    BadImage's subclasses.
    """

    copies: Callable[[bytes], Copies]
    fingerprint: Callable[[bytes], int]
    distance: Callable[[int, int], int]

"""What the doctor needs of images; decoding belongs to the engine, and who builds the doctor hands it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.images.copies import Copies


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """`copies` makes preview and thumbnail of an original's bytes, `fingerprint` reads any picture's bytes; both raise
    BadImage's subclasses. `distance` counts the bits in which two fingerprints differ.
    """

    copies: Callable[[bytes], Copies]
    fingerprint: Callable[[bytes], int]
    distance: Callable[[int, int], int]

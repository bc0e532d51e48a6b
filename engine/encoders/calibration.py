"""Where an encoder's bands begin: cosines measured once, kept beside the weights."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

FILE_NAME = "calibration.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Cosines at which the exact and the close band begin, for words against pictures and pictures against pictures."""

    words_exact: float
    words_close: float
    looks_exact: float
    looks_close: float

    def __post_init__(self) -> None:
        if self.words_exact <= self.words_close or self.looks_exact <= self.looks_close:
            raise ValueError("the exact band begins above the close one")


UNCALIBRATED = Calibration(words_exact=0.28, words_close=0.22, looks_exact=0.85, looks_close=0.7)
"""For a multilingual ViT-B/32 of open_clip until a bank calibrates it: ResourceSpace searches from 0.25 and finds
similar ones from 0.5 with CLIP ViT-B/32, and its duplicates lie above 0.9; these bands are narrower on both sides."""


def read_calibration(folder: Path) -> Calibration:
    """The folder's own calibration, or UNCALIBRATED when it has none."""
    path = folder / FILE_NAME
    return Calibration(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else UNCALIBRATED


def write_calibration(folder: Path, calibration: Calibration) -> None:
    rounded = {name: round(value, 4) for name, value in asdict(calibration).items()}
    (folder / FILE_NAME).write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")

"""From where on photos are looked at as duplicates: numbers of one encoder, measured and kept with its id."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from engine.ports import Begin

FILE = Path(__file__).parent / "calibrated.json"
"""The encoders that come with the program, by id; `python -m engine.training.calibrate_duplicates` writes it."""
_KEY = "duplicates:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Candidates are photos within `bits` of a fingerprint, or nearer than the cosine `looks`; nearer than `scene` is
    the same scene whatever local features say."""

    looks: float
    scene: float
    bits: int = 10


UNCALIBRATED = Thresholds(looks=0.8, scene=0.96)
"""Until a bank measures its own: near-duplicates lie above 0.9 in the space of a CLIP ViT-B/32."""


def thresholds_with(encoder_id: str) -> Thresholds:
    """Those that come with the program."""
    known = json.loads(FILE.read_text(encoding="utf-8"))
    return Thresholds(**known[encoder_id]) if encoder_id in known else UNCALIBRATED


async def thresholds_of(begin: Begin, encoder_id: str) -> Thresholds:
    """The bank's own, where it has measured them."""
    async with begin() as work:
        kept = await work.settings.get(_KEY + encoder_id)
    return thresholds_with(encoder_id) if kept is None else Thresholds(**json.loads(kept))


async def keep_thresholds(begin: Begin, encoder_id: str, thresholds: Thresholds) -> None:
    async with begin(writes=True) as work:
        await work.settings.put(_KEY + encoder_id, json.dumps(asdict(thresholds)))
        await work.commit()

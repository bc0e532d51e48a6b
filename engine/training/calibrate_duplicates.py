"""From where on photos are duplicates for the bundled encoder: `python -m engine.training.calibrate_duplicates`.

Writes `engine/duplicates/calibrated.json`, from scenes of its own; other encoders are calibrated by a bank:
`photobank evaluate duplicates --calibrate`.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict

from engine.duplicates.measuring import measure
from engine.duplicates.thresholds import FILE, Thresholds
from engine.encoders.catalogue import BUNDLED, open_encoder
from engine.training.drawn_again import draw_again

ORIGINALS = 200
STRANGERS = 200


async def calibrate() -> tuple[str, Thresholds]:
    drawn = draw_again(ORIGINALS, STRANGERS, 0)
    encoder = await open_encoder(BUNDLED)
    try:
        start = Thresholds(looks=-1.0, scene=2.0)
        report = await measure(encoder, drawn.originals, drawn.strangers, (), start, lambda: None)
        return encoder.encoder_id, report.calibrated()
    finally:
        await encoder.aclose()


def main() -> None:
    encoder_id, thresholds = asyncio.run(calibrate())
    FILE.write_text(json.dumps({encoder_id: asdict(thresholds)}, indent=2) + "\n", encoding="utf-8")
    print(encoder_id, thresholds)


if __name__ == "__main__":
    main()

"""Sets the bundled encoder's bands: `python -m engine.training.calibrate [FOLDER]` writes its `calibration.json`.

Nothing of the evaluation takes part: neither its scenes nor its queries nor its nonsense.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from engine.encoders.calibration import Calibration, write_calibration
from engine.encoders.catalogue import BUNDLED_FOLDER, resolve
from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.encoders.source import LOCAL
from engine.model import Language
from engine.search.hearing import Hearing
from engine.training.captions import caption
from engine.training.claims import match, values
from engine.training.held_out import VALIDATION, HeldOut, held_out
from engine.training.queries import calibration_texts

EXACT_PRECISION = 0.98
CLOSE_PRECISION = 0.8
SAME_PRECISION = 0.95
"""How many of the pairs at or above a threshold are to be true: words with pictures, and pictures with each other."""

FOREIGN_SHARE = 0.01
"""How many foreign texts may find anything exact in a bank of 600 photos."""

CLOSE_FOREIGN_SHARE = 0.05
"""How many of them may find anything close: in-domain texts alone would set that band far too low for others."""

_SEED = 20262


def calibrate(encoder: OpenClipEncoder) -> Calibration:
    """Thresholds from validation scenes, captions of them, and foreign texts that training does not use."""
    bank = held_out(encoder, VALIDATION)
    chance = Random(_SEED)
    texts = [caption(scene, chance, language) for scene in bank.scenes for language in Language]
    cosines = bank.vectors @ encoder.encode_texts([text.text for text in texts]).T
    true = match(bank.scenes, [text.claim for text in texts])
    foreign = (bank.vectors @ encoder.encode_texts(calibration_texts()).T).max(axis=0)
    hearing = Hearing.of(encoder.source.words)
    heard = np.array([hearing.share(text) for text in calibration_texts()])
    # Search lets nothing be exact, or close, that was not heard wholly, or at all.
    words_exact = max(
        threshold(cosines.ravel(), true.ravel(), EXACT_PRECISION),
        float(np.quantile(np.where(heard == 1, foreign, -1), 1 - FOREIGN_SHARE)),
    )
    words_close = max(
        threshold(cosines.ravel(), true.ravel(), CLOSE_PRECISION),
        float(np.quantile(np.where(heard > 0, foreign, -1), 1 - CLOSE_FOREIGN_SHARE)),
    )
    words_close = min(words_close, words_exact - 0.02)
    alike, same_sight, looks = _pairs(bank)
    looks_exact = threshold(looks, alike, SAME_PRECISION)
    looks_close = min(threshold(looks, same_sight, SAME_PRECISION), looks_exact - 0.02)
    return Calibration(
        words_exact=words_exact, words_close=words_close, looks_exact=looks_exact, looks_close=looks_close
    )


def threshold(scores: NDArray[np.float32], true: NDArray[np.bool_], precision: float) -> float:
    """The lowest score at or above which at least `precision` of the pairs are true; the highest, if none is."""
    order = np.argsort(-scores, kind="stable")
    reached = np.cumsum(true[order]) / np.arange(1, len(order) + 1) >= precision
    last = int(np.flatnonzero(reached)[-1]) if reached.any() else 0
    return float(scores[order[last]])


def _pairs(bank: HeldOut) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.float32]]:
    """For every pair of scenes: the same sight, season and time of day; the same sight; the cosine."""
    rows, columns = np.triu_indices(len(bank.scenes), 1)
    facts = np.array([values(scene)[:3] for scene in bank.scenes])
    same = facts[rows] == facts[columns]
    return same.all(axis=1), same[:, 0], (bank.vectors @ bank.vectors.T)[rows, columns]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else BUNDLED_FOLDER
    calibration = calibrate(OpenClipEncoder(resolve(f"{LOCAL}{folder}")))
    write_calibration(folder, calibration)
    print(calibration)


if __name__ == "__main__":
    main()

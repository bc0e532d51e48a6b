"""Whether an encoder makes sense: do its texts find their translations, and its pictures their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.model import Vectors

PAIRS = (
    ("ночной мост", "a bridge at night"),
    ("зимний парк", "a park in winter"),
    ("фонтан летом", "a fountain in summer"),
    ("красная кремлёвская стена", "the red wall of the Kremlin"),
    ("станция метро", "a metro station"),
    ("колесо обозрения", "a Ferris wheel"),
    ("театр с колоннами", "a theatre with columns"),
    ("рынок с палатками", "a market with stalls"),
    ("собор с куполами", "a cathedral with domes"),
    ("набережная реки", "a river embankment"),
    ("монастырь у пруда", "a monastery by a pond"),
    ("высотка со шпилем", "a skyscraper with a spire"),
    ("салют над городом", "fireworks over the city"),
    ("трамвай на улице", "a tram in the street"),
    ("осенние листья", "autumn leaves"),
    ("снег идёт", "it is snowing"),
    ("толпа людей", "a crowd of people"),
    ("лодка на воде", "a boat on the water"),
    ("кошка", "a cat"),
    ("утренний туман", "morning fog"),
)
"""The same said in Russian and in English, no two of them alike."""

NAMED = {
    "cathedral": ("собор", "a cathedral"),
    "bridge": ("мост", "a bridge"),
    "metro": ("станция метро", "a metro station"),
    "park": ("парк", "a park"),
    "fountain": ("фонтан", "a fountain"),
    "ferris_wheel": ("колесо обозрения", "a Ferris wheel"),
    "theatre": ("театр", "a theatre"),
    "market": ("рынок", "a market"),
}
"""What the pictures show, by their kind, in Russian and in English."""

FEWEST = 0.4
"""Share of translations, and of pictures, that are found; chance would find 0.05 of the ones, 0.125 of the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """Shares, 0..1, of Russian texts that find their translation, and of pictures that find their name."""

    translations: float
    pictures_ru: float
    pictures_en: float

    @property
    def knows_english(self) -> bool:
        return self.pictures_en >= FEWEST

    @property
    def knows_russian(self) -> bool:
        return self.translations >= FEWEST and self.pictures_ru >= FEWEST


def make_sense(encoder: OpenClipEncoder, pictures: Sequence[tuple[str, Image.Image]]) -> Sense:
    """`pictures` are pairs of a kind from NAMED and an image, every kind equally often. Blocks."""
    ru, en = (encoder.encode_texts([pair[language] for pair in PAIRS]) for language in (0, 1))
    kinds = list(NAMED)
    shown = np.array([kinds.index(kind) for kind, _ in pictures])
    looks = encoder.encode_images([image for _, image in pictures])
    names_ru, names_en = (encoder.encode_texts([NAMED[kind][language] for kind in kinds]) for language in (0, 1))
    return Sense(
        translations=_found(ru, en, np.arange(len(PAIRS))),
        pictures_ru=_found(looks, names_ru, shown),
        pictures_en=_found(looks, names_en, shown),
    )


def _found(asking: Vectors, answers: Vectors, right: np.ndarray) -> float:
    """Share of rows whose nearest answer is the right one.

    Each answer's mean cosine is taken off first: some texts are near to everything, which says nothing of a row.
    """
    cosines = asking @ answers.T
    return float(((cosines - cosines.mean(axis=0)).argmax(axis=1) == right).mean())

"""How true suggestions are where the tags are known: learned from one half of the photos, measured on the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from engine.model import PhotoId
from engine.tagging.suggesting.joining import joined
from engine.tagging.suggesting.learning import FROM
from engine.tagging.suggesting.ports import Origin

WITHOUT_CAPTIONS = "joint, captions unseen"
JOINT = "joint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One way of suggesting over all photos measured. `missed` and `wrong` are slugs with counts, commonest first."""

    way: str
    made: int
    right: int
    wanted: int
    missed: tuple[tuple[str, int], ...]
    wrong: tuple[tuple[str, int], ...]

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def halves(photo_ids: Sequence[PhotoId]) -> tuple[list[PhotoId], list[PhotoId]]:
    """To learn from, and to measure on: every other photo in order of id."""
    ordered = sorted(photo_ids)
    return ordered[::2], ordered[1::2]


def measure(
    said: Mapping[PhotoId, Mapping[Origin, Mapping[str, float]]], truth: Mapping[PhotoId, Set[str]]
) -> list[Measured]:
    """Each origin by itself from FROM on, then all of them joined, without captions and with them."""
    rows = [
        _measured(
            origin.value,
            {photo_id: {slug for slug, sure in own[origin].items() if sure >= FROM} for photo_id, own in said.items()},
            truth,
        )
        for origin in Origin
    ]
    unseen: dict[PhotoId, Mapping[Origin, Mapping[str, float]]] = {
        photo_id: {origin: slugs for origin, slugs in own.items() if origin is not Origin.CAPTION}
        for photo_id, own in said.items()
    }
    ways: dict[str, Mapping[PhotoId, Mapping[Origin, Mapping[str, float]]]] = {WITHOUT_CAPTIONS: unseen, JOINT: said}
    for way, origins in ways.items():
        suggested = {photo_id: {one.slug for one in joined(own)} for photo_id, own in origins.items()}
        rows.append(_measured(way, suggested, truth))
    return rows


def _measured(way: str, suggested: Mapping[PhotoId, Set[str]], truth: Mapping[PhotoId, Set[str]]) -> Measured:
    missed = Counter(slug for photo_id, wanted in truth.items() for slug in wanted - suggested[photo_id])
    wrong = Counter(slug for photo_id, slugs in suggested.items() for slug in slugs - truth[photo_id])
    made = sum(map(len, suggested.values()))
    return Measured(
        way=way,
        made=made,
        right=made - wrong.total(),
        wanted=sum(map(len, truth.values())),
        missed=tuple(missed.most_common()),
        wrong=tuple(wrong.most_common()),
    )

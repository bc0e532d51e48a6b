"""How true descriptions are, where the truth is known: right, wrong or silent, fact by fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.filters import CROWD_FROM, NOBODY, People
from engine.model import Metadata
from engine.tagging.description import Description, bucket_of
from engine.tagging.zero_shot.questions import BUCKETS, name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One fact over all photos whose truth is known."""

    fact: str
    photos: int
    answered: int
    right: int
    confused: tuple[tuple[str, str, int], ...]
    """Truth, what was said instead, and how often, the commonest first."""

    @property
    def right_of_all(self) -> float:
        """Silence counts as wrong."""
        return self.right / self.photos if self.photos else 0.0

    @property
    def right_of_answered(self) -> float:
        return self.right / self.answered if self.answered else 0.0


Told = Callable[[Metadata], str | None]
Said = Callable[[Description], str | None]

FACTS: Mapping[str, tuple[Told, Said]] = {
    "season": (lambda truth: truth.season, lambda said: said.season),
    "time of day": (lambda truth: truth.time_of_day, lambda said: said.time_of_day),
    "weather": (lambda truth: truth.weather, lambda said: said.weather),
    "nobody or somebody": (lambda truth: _somebody(_people(truth)), lambda said: _somebody(said.people)),
    "people, six buckets": (lambda truth: _bucket(_people(truth)), lambda said: _bucket(said.people)),
}
"""What is compared, and how it is read off a photo's metadata and off a description."""


def measure(photos: Sequence[tuple[Metadata, Description]]) -> list[Measured]:
    """One entry per fact, in the order of FACTS."""
    return [
        _measured(fact, ((told(truth), said(text)) for truth, text in photos)) for fact, (told, said) in FACTS.items()
    ]


def _measured(fact: str, pairs: Iterable[tuple[str | None, str | None]]) -> Measured:
    known = [(truth, said) for truth, said in pairs if truth is not None]
    wrong = Counter((truth, said) for truth, said in known if said is not None and said != truth)
    return Measured(
        fact=fact,
        photos=len(known),
        answered=sum(said is not None for _, said in known),
        right=sum(said == truth for truth, said in known),
        confused=tuple((truth, said, count) for (truth, said), count in wrong.most_common()),
    )


def _people(truth: Metadata) -> People | None:
    if truth.crowd:
        return BUCKETS[name_of(People(CROWD_FROM, None))]
    return None if truth.people_count is None else People(truth.people_count, truth.people_count)


def _bucket(people: People | None) -> str | None:
    bucket = None if people is None else bucket_of(people)
    return None if bucket is None else name_of(bucket)


def _somebody(people: People | None) -> str | None:
    if people is None or (people.at_least == 0 and people != NOBODY):
        return None
    return "nobody" if people == NOBODY else "somebody"

"""What the evaluation asks: queries with the claim each makes, and texts that no photograph of the city fits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from engine.model import Language, Season, TimeOfDay, Weather
from engine.training.claims import Claim
from engine.training.scene import CROWD, SceneObject, Sight

_FOLDER = Path(__file__).parent
_ENUMS = {"sight": Sight, "season": Season, "time_of_day": TimeOfDay, "weather": Weather}
_PEOPLE = {"nobody": (0, 0), "somebody": (1, CROWD), "crowd": (CROWD, CROWD)}


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedQuery:
    """What somebody might type, and which scenes it is true of."""

    text: str
    language: Language
    claim: Claim


def judged_queries() -> list[JudgedQuery]:
    """120, half of them Russian; none of them is ever a training caption."""
    return [
        JudgedQuery(text=text, language=language, claim=_claim(facts))
        for language in Language
        for text, facts in _read(f"true_{language}.yaml").items()
    ]


def nonsense_queries() -> list[str]:
    """60 texts about other things, or about nothing, in words that training's foreign texts do not use."""
    return [text for texts in _read("nonsense.yaml").values() for text in texts]


def calibration_texts() -> list[str]:
    """Other foreign texts that training does not use either, by which the exact band's threshold is set."""
    return [text for texts in _read("calibration.yaml").values() for text in texts]


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))
    return content


def _claim(facts: dict[str, Any]) -> Claim:
    """`people` is nobody, somebody, crowd or a number; `objects` a list; the others their enum's value."""
    given: dict[str, Any] = {name: _ENUMS[name](facts[name]) for name in _ENUMS.keys() & facts.keys()}
    if "people" in facts:
        people = facts["people"]
        given["people"] = (people, people) if isinstance(people, int) else _PEOPLE[people]
    given["objects"] = frozenset(SceneObject(thing) for thing in facts.get("objects", ()))
    return Claim(**given)

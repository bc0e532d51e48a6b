"""What the captioner is asked, the JSON that it must answer in, and how far that answer is believed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from engine.filters import CROWD_FROM, People
from engine.model import Caption, Language, Season, TimeOfDay, Weather
from engine.tagging.captioning.discretion import is_discreet
from engine.tagging.description import Description

UNKNOWN = "unknown"
LONGEST_CAPTION = 200
MOST_PEOPLE = 500
MOST_OBJECTS = 8
MOST_TAGS = 8
LONGEST_OBJECT = 30

PROMPT = (
    "Describe this photograph of a city for a photo archive, as JSON. "
    "caption_ru: one sentence in Russian. caption_en: one sentence in English. "
    "people_count: how many people are visible, an estimate for a crowd. crowd: whether more than twelve are. "
    "season, time_of_day, weather, place (indoor or outdoor), sight: 'unknown' when the picture does not show it. "
    "objects: what else is seen, in English. tags: those of the list that fit, the surest first. "
    "Say nothing about who the people are, nor about their age, gender or origin: they are people."
)

CROWD = People(CROWD_FROM, None)
NO_CROWD = People(0, CROWD_FROM - 1)

_Value = TypeVar("_Value", bound=StrEnum)
_LETTERS = {Language.RU: re.compile(r"[а-яё]", re.IGNORECASE), Language.EN: re.compile(r"[a-z]", re.IGNORECASE)}


def answer_schema(tags: Sequence[str], sights: Sequence[str]) -> dict[str, Any]:
    """The JSON schema of an answer; a grammar is made of it, so that nothing else can be answered.

    `tags` and `sights` are the slugs that may be chosen from.
    """
    caption = {"type": "string", "minLength": 1, "maxLength": LONGEST_CAPTION}
    properties: dict[str, Any] = {
        "caption_ru": caption,
        "caption_en": caption,
        "people_count": {"type": "integer", "minimum": 0, "maximum": MOST_PEOPLE},
        "crowd": {"type": "boolean"},
        "season": {"enum": [*Season, UNKNOWN]},
        "time_of_day": {"enum": [*TimeOfDay, UNKNOWN]},
        "weather": {"enum": [*Weather, UNKNOWN]},
        "place": {"enum": ["indoor", "outdoor", UNKNOWN]},
        "sight": {"enum": [*sights, UNKNOWN]},
        "objects": {
            "type": "array",
            "maxItems": MOST_OBJECTS,
            "items": {"type": "string", "minLength": 1, "maxLength": LONGEST_OBJECT},
        },
        "tags": {"type": "array", "maxItems": MOST_TAGS, "items": {"enum": list(tags) or [UNKNOWN]}},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def read_answer(text: str, *, source: str, tags: Collection[str], sights: Collection[str]) -> Description:
    """What of an answer can be believed; a field that is missing, foreign or out of range becomes unknown.

    Raises ValueError when the text is no JSON object at all, as when the model was cut off.
    """
    # llama.cpp's grammar lets raw control characters into strings, which JSON proper does not.
    answer = json.loads(text, strict=False)
    if not isinstance(answer, dict):
        raise ValueError("the answer is no JSON object")
    said = _text(answer.get("sight"), LONGEST_OBJECT)
    return Description(
        source=source,
        captions=_captions(answer, source),
        people=_people(answer),
        season=_one_of(Season, answer.get("season")),
        time_of_day=_one_of(TimeOfDay, answer.get("time_of_day")),
        weather=_one_of(Weather, answer.get("weather")),
        indoor={"indoor": True, "outdoor": False}.get(str(answer.get("place"))),
        sight=said if said in sights else None,
        objects=_objects(answer.get("objects")),
        tags=tuple(dict.fromkeys(slug for slug in _strings(answer.get("tags")) if slug in tags))[:MOST_TAGS],
    )


def _people(answer: Mapping[str, Any]) -> People | None:
    """A count and a crowd that contradict each other are unknown: one of them is wrong, and nobody knows which."""
    count, crowd = answer.get("people_count"), answer.get("crowd")
    if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= MOST_PEOPLE:
        return {True: CROWD, False: NO_CROWD}.get(crowd) if isinstance(crowd, bool) else None
    if isinstance(crowd, bool) and crowd != (count >= CROWD_FROM):
        return None
    return CROWD if count >= CROWD_FROM else People(count, count)


def _captions(answer: Mapping[str, Any], source: str) -> tuple[Caption, ...]:
    """One a language, without what no machine is to say of people, and only if most letters are that language's."""
    captions = []
    for language in Language:
        text = _text(answer.get(f"caption_{language.value}"), LONGEST_CAPTION)
        letters = sum(character.isalpha() for character in text)
        own = len(_LETTERS[language].findall(text))
        if letters and own > letters / 2 and is_discreet(text):
            captions.append(Caption(language=language, text=text, source=source))
    return tuple(captions)


def _objects(value: object) -> tuple[str, ...]:
    named = (_text(name, LONGEST_OBJECT).lower() for name in _strings(value))
    return tuple(dict.fromkeys(name for name in named if name and is_discreet(name)))[:MOST_OBJECTS]


def _one_of(kind: type[_Value], value: object) -> _Value | None:
    return kind(value) if isinstance(value, str) and value in set(kind) else None


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _text(value: object, longest: int) -> str:
    """One line, without control characters and broken ones; empty if it is no text or too long to be what was asked."""
    if not isinstance(value, str):
        return ""
    normal = unicodedata.normalize("NFC", value).replace("\N{REPLACEMENT CHARACTER}", "")
    line = " ".join("".join(character if character.isprintable() else " " for character in normal).split())
    return line if len(line) <= longest else ""

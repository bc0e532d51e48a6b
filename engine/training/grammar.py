"""Just enough Russian grammar for captions: adjectives that agree with their noun."""

from __future__ import annotations

Adjective = tuple[str, str, str, str]
"""Nominative: masculine, feminine, neuter, plural."""

_GENDERS = "mfnp"
_NO_Y = "кгхжшщч"
_HARD = {
    "genitive": {"m": "ого", "f": "ой", "n": "ого", "p": "ых"},
    "instrumental": {"m": "ым", "f": "ой", "n": "ым", "p": "ыми"},
}
_SOFT = {
    "genitive": {"m": "его", "f": "ей", "n": "его", "p": "их"},
    "instrumental": {"m": "им", "f": "ей", "n": "им", "p": "ими"},
}


def adjective(masculine: str) -> Adjective:
    """All four nominatives of an adjective in -ый, -ий or -ой, by its stem: зимний, цветущий, городской, ночной."""
    stem = masculine[:-2]
    if masculine.endswith("ний"):
        return masculine, stem + "яя", stem + "ее", stem + "ие"
    neuter = "ее" if masculine.endswith(("щий", "ший")) else "ое"
    return masculine, stem + "ая", stem + neuter, stem + ("ие" if stem[-1] in _NO_Y else "ые")


def decline(forms: Adjective, gender: str, case: str) -> str:
    """Nominative, genitive, accusative (of inanimate nouns) or instrumental; what does not decline stays."""
    form, base = forms[_GENDERS.index(gender)], forms[0]
    if case == "nominative" or not base.endswith(("ый", "ий", "ой")):
        return form
    if case == "accusative":
        return form if gender != "f" else base[:-2] + ("юю" if base.endswith("ний") else "ую")
    endings = _SOFT if base.endswith(("ний", "щий", "ший")) else _HARD
    ending = endings[case][gender]
    if base[-3] in _NO_Y:
        ending = ending.replace("ы", "и")
    return base[:-2] + ending

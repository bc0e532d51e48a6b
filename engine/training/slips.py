"""Slips of the finger, so that a misspelt word is still understood."""

from __future__ import annotations

from random import Random

_ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm")


def slipped(text: str, chance: Random) -> str:
    """One slip inside a word: two letters swapped, one dropped, doubled, or its neighbour on the keyboard."""
    places = [k for k in range(1, len(text) - 2) if text[k - 1 : k + 3].isalpha()]
    if not places:
        return text
    k = chance.choice(places)
    match chance.randrange(4):
        case 0:
            return text[:k] + text[k + 1] + text[k] + text[k + 2 :]
        case 1:
            return text[:k] + text[k + 1 :]
        case 2:
            return text[:k] + text[k] + text[k:]
        case _:
            return text[:k] + _neighbour(text[k], chance) + text[k + 1 :]


def _neighbour(letter: str, chance: Random) -> str:
    row = next((row for row in _ROWS if letter.lower() in row), letter.lower())
    place = row.index(letter.lower())
    return row[max(0, min(len(row) - 1, place + chance.choice([-1, 1])))]

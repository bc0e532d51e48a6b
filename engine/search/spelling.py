"""What somebody meant to type, against the words that the bank knows: slips, the other alphabet, the other layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Shorter words are left alone: half of all three-letter words differ in one letter from another."""
LONG = 8

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
"""As on street signs and maps (BGN/PCGN 1947, simplified)."""

_KEYS = ("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё")
_OTHER_LAYOUT = str.maketrans("".join(_KEYS), "".join(reversed(_KEYS)))

_SOUNDS = (
    ("ье", "ye"), ("ья", "ya"), ("ью", "yu"), ("kh", "h"), ("ja", "ya"), ("ju", "yu"), ("je", "e"), ("ye", "e"),
    ("x", "ks"), ("w", "v"), ("i", "y"), ("j", "y"), ("yy", "y"),
)  # fmt: skip
"""Spellings that people mix, applied in turn to both sides; the first three stand before letters are replaced."""


def sound(word: str) -> str:
    """A word by its sound in Latin letters, so that «Зарядье», "Zaryadye" and "Zariadie" come close."""
    heard = word.casefold()
    for spelling, meant in _SOUNDS[:3]:
        heard = heard.replace(spelling, meant)
    heard = "".join(_LATIN.get(letter, letter) for letter in heard)
    for spelling, meant in _SOUNDS[3:]:
        heard = heard.replace(spelling, meant)
    return heard


def other_layout(word: str) -> str:
    """What the same keys type with the keyboard's other layout: «vjcn» is «мост», «икшвпу» is "bridge"."""
    return word.casefold().translate(_OTHER_LAYOUT)


def is_one_slip_from(word: str, known: Sequence[str]) -> bool:
    """Whether a letter was left out, added, changed or exchanged with the next one in any of the known words."""
    return process.extractOne(word, known, scorer=OSA.distance, score_cutoff=1) is not None


class Spelling:
    """Words that the bank knows, each with how often it is written; the commoner one wins a tie."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._words = dict(sorted(words.items(), key=lambda word: (-word[1], word[0])))
        self._by_sound: dict[str, str] = {}
        for word in self._words:
            if len(word) >= SHORTEST:
                self._by_sound.setdefault(sound(word), word)

    def meant(self, word: str) -> str | None:
        """The word of the bank that an unknown `word` stands for; None where nothing is near enough.

        In the other alphabet a word counts as meant when it sounds the same, or nearly so where it is long. In the
        same alphabet it differs by one slip, from eight letters on by two, and begins alike, for few slip at once;
        four Latin letters are too few for any slip but two of them in the wrong order.
        """
        folded = word.casefold().replace("ё", "е")
        if len(folded) < SHORTEST or any(letter.isdigit() for letter in folded):
            return None
        return self._other_alphabet(folded) or self._same_alphabet(folded)

    def _other_alphabet(self, word: str) -> str | None:
        heard = sound(word)
        found = self._by_sound.get(heard)
        if found is None and len(heard) >= LONG - 1:
            near = process.extractOne(heard, self._by_sound.keys(), scorer=OSA.distance, score_cutoff=1)
            found = self._by_sound[near[0]] if near is not None and near[0][0] == heard[0] else None
        return found if found is not None and _is_latin(found) != _is_latin(word) else None

    def _same_alphabet(self, word: str) -> str | None:
        slips = 2 if len(word) >= LONG else 1
        candidates = [known for known in self._words if known[0] == word[0] and abs(len(known) - len(word)) <= slips]
        if _is_latin(word) and len(word) == SHORTEST:
            candidates = [known for known in candidates if sorted(known) == sorted(word)]
        near = process.extractOne(word, candidates, scorer=OSA.distance, score_cutoff=slips)
        return None if near is None or len(near[0]) < SHORTEST else str(near[0])


def _is_latin(word: str) -> bool:
    return word.isascii()

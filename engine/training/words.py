"""Lists the words that the bundled encoder has learned: `python -m engine.training.words [FOLDER]`.

Writes `words.txt` beside the weights: every word of the captions that training makes, by which search knows when a
question is about something that the encoder never heard of.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from random import Random

from engine.encoders.catalogue import BUNDLED_FOLDER
from engine.encoders.source import WORDS
from engine.model import Language
from engine.search.lemmas import fold_word, tokens
from engine.training.captions import caption
from engine.training.random_scenes import random_scene

SCENES = 6000
CAPTIONS = 3
"""Of each scene in each language."""
FEWEST = 10
"""Times that a word occurs in them; slips of the pen, which some captions have, are no words."""


def words_of_captions() -> list[str]:
    """In order of the alphabet, folded, each once."""
    chance = Random(SCENES)
    found = Counter(
        fold_word(token.text)
        for seed in range(SCENES)
        for scene in [random_scene(seed)]
        for language in Language
        for _ in range(CAPTIONS)
        for token in tokens(caption(scene, chance, language).text)
    )
    return sorted(word for word, count in found.items() if count >= FEWEST)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else BUNDLED_FOLDER
    (folder / WORDS).write_text("\n".join(words_of_captions()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

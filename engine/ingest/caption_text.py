"""What somebody writes under a photo that they send in: a caption, #tags, and lines that say whose it is. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.model import Caption, Language, Rights, Tag
from engine.rights.licences import split_credit, standard_licence
from engine.search.parsing import fold

_TAG = re.compile(r"(?<![\w#])#([\w-]+)")
_CREDIT = re.compile(
    r"^\s*(?:©|\(c\)|\(с\)|фото(?:граф)?\s*:|автор\s*:|photo(?:\s+by)?\s*:|credit\s*:)\s*(.+)$", re.IGNORECASE
)
_LICENCE_LINE = re.compile(r"^\s*(?:лицензия|licen[cs]e)\s*:\s*(.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentText:
    """`tag_names` are as typed, without #, in their order, each once."""

    captions: tuple[Caption, ...] = ()
    tag_names: tuple[str, ...] = ()
    rights: Rights = field(default_factory=Rights)


def read_caption(text: str) -> SentText:
    """`Ночной мост #мост #зима` and, on a line of its own, `© Анна Ли, CC BY 4.0` or `Фото: Анна Ли`."""
    said, photographer, licence = [], None, None
    for line in text.splitlines():
        if match := _LICENCE_LINE.match(line):
            licence = standard_licence(match[1])
        elif match := _CREDIT.match(line):
            credited = split_credit(match[1])
            photographer = credited.photographer or photographer
            licence = credited.licence or licence
        else:
            said.append(line)
    words = "\n".join(said)
    names = tuple(dict.fromkeys(_TAG.findall(words)))
    sentence = " ".join(_TAG.sub(" ", words).split())
    captions = (Caption(language=language_of(sentence), text=sentence),) if sentence else ()
    return SentText(captions=captions, tag_names=names, rights=Rights(photographer=photographer, licence=licence))


def language_of(text: str) -> Language:
    """Russian where most of the letters are Cyrillic."""
    letters = [character for character in text if character.isalpha()]
    cyrillic = sum("а" <= character.lower() <= "я" or character.lower() == "ё" for character in letters)
    return Language.RU if 2 * cyrillic >= len(letters) else Language.EN


def tags_named(names: Sequence[str], vocabulary: Sequence[Tag]) -> tuple[list[Tag], list[str]]:
    """The vocabulary's tags of these names, by any of their names, and the names that it does not have."""
    known = {fold(name): tag for tag in vocabulary for name in (*tag.aliases, tag.en, tag.ru, tag.slug)}
    tags = [known[fold(name)] for name in names if fold(name) in known]
    return list(dict.fromkeys(tags)), [name for name in names if fold(name) not in known]

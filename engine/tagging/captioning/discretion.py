"""What no machine is to say about people in a picture: who they are, how old, of what gender, from where."""

from __future__ import annotations

import re

from engine.search.lemmas import lemmas

_RU = frozenset(
    (
        *("мужчина", "женщина", "мальчик", "девочка", "девушка", "парень", "юноша", "старик", "старушка", "бабушка"),
        *("дедушка", "дама", "господин", "подросток", "младенец", "ребенок", "мать", "отец", "мама"),
        *(
            "папа",
            "муж",
            "жена",
            "сын",
            "дочь",
            "пожилой",
            "молодой",
            "старый",
            "юный",
            "азиат",
            "азиатка",
            "африканец",
        ),
        *("европеец", "негр", "негритянка", "чернокожий", "темнокожий", "белокожий", "смуглый", "еврей", "цыган"),
        *("кавказец", "китаец", "китаянка", "японец", "узбек", "таджик", "мусульманин", "мусульманка", "христианин"),
    )
)
_EN = frozenset(
    (
        *("man", "men", "woman", "women", "boy", "boys", "girl", "girls", "lady", "ladies", "gentleman", "gentlemen"),
        *("male", "female", "males", "females", "guy", "guys", "he", "she", "his", "her", "him", "teenager"),
        *("teenagers", "teen", "teens", "baby", "babies", "infant", "toddler", "child", "children", "kid", "kids"),
        *("elderly", "aged", "grandmother", "grandfather", "mother", "father", "husband", "wife", "son", "daughter"),
        *("asian", "african", "european", "caucasian", "hispanic", "latino", "arab", "black-skinned", "dark-skinned"),
        *("jewish", "muslim", "christian", "gypsy", "chinese", "japanese", "middle-aged"),
    )
)
_OF_THINGS = frozenset({"старый", "молодой", "юный"})
"""Of a house or a tree these say nothing about people, so they count only beside a word for a person."""
_PERSON = frozenset({"человек", "люди", "прохожий", "пешеход", "пара", "турист", "пассажир"})
_OLD_EN = re.compile(r"\b(old|young)\s+(people|person|couple|pedestrian|tourist)s?\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def is_discreet(text: str) -> bool:
    """Whether a sentence leaves people what they are: people."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if _EN.intersection(words) or _OLD_EN.search(text.casefold()):
        return False
    forms = {form for word in words for form in lemmas(word)}
    told = forms & _RU
    return not (told - _OF_THINGS) and not (told and forms & _PERSON)

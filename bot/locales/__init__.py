"""What the bot says, in the language of whoever reads: gettext catalogues, compiled in memory as they are needed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextvars import ContextVar
from gettext import GNUTranslations
from importlib import resources
from io import BytesIO
from typing import TypeVar

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from engine.model import Language

T = TypeVar("T")
_spoken: ContextVar[Language] = ContextVar("spoken", default=Language.EN)
"""The language of the update in hand; every update is a task of its own, so it never leaks to another person."""


@functools.cache
def catalogue(language: Language) -> GNUTranslations:
    """The translations into one language. The .po files are the only source: nothing compiled is kept anywhere."""
    source = resources.files(__name__).joinpath(language.value, "LC_MESSAGES", "photobank.po")
    with source.open("rb") as file:
        messages = read_po(file, locale=language.value)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return GNUTranslations(compiled)


def speak(language: Language) -> None:
    """From here on, for the update in hand, `gettext` and `ngettext` answer in this language."""
    _spoken.set(language)


def spoken() -> Language:
    return _spoken.get()


def in_language(language: Language, say: Callable[[], T]) -> T:
    """What is said while this language is spoken; the one spoken before is spoken again afterwards."""
    before = spoken()
    speak(language)
    try:
        return say()
    finally:
        speak(before)


def gettext(message: str) -> str:
    return catalogue(_spoken.get()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    return catalogue(_spoken.get()).ngettext(one, many, count)

"""Every sentence exists in both languages, with the same fields and in markup that Telegram takes."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.locales import gettext, ngettext, speak
from bot.locales.extraction import BOT, collect, po_file
from bot.sandbox.html import parse_html
from engine.errors import PhotobankError
from engine.model import Language


def catalogue(language: Language) -> Catalog:
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language.value)


def sentences(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def texts(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple | list) else (str(value),)


def fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", Language)
def test_the_catalogue_holds_exactly_the_sentences_of_the_code(language: Language) -> None:
    kept = {message.id for message in sentences(catalogue(language))}
    used = {message.id for message in sentences(collect())}
    assert used - kept == set(), "run: python -m bot.locales.extraction"
    assert kept - used == set(), "run: python -m bot.locales.extraction"
    assert len(used) > 40


@pytest.mark.parametrize("language", Language)
def test_every_sentence_is_translated_in_all_its_plurals(language: Language) -> None:
    catalog = catalogue(language)
    for message in sentences(catalog):
        forms = texts(message.string)
        assert len(forms) == (catalog.num_plurals if message.pluralizable else 1), message.id
        assert all(forms), message.id
        assert not message.fuzzy, message.id


@pytest.mark.parametrize("language", Language)
def test_a_translation_has_the_fields_of_its_sentence(language: Language) -> None:
    for message in sentences(catalogue(language)):
        wanted = {frozenset(fields(text)) for text in texts(message.id)}
        assert {frozenset(fields(text)) for text in texts(message.string)} == wanted, message.id


@pytest.mark.parametrize("language", Language)
def test_every_sentence_is_markup_that_telegram_takes(language: Language) -> None:
    for message in sentences(catalogue(language)):
        for text in texts(message.string):
            parse_html(text)


def test_notices_are_plain_for_they_are_also_shown_as_toasts() -> None:
    for language in Language:
        speak(language)
        for error in PhotobankError.__subclasses__():
            assert not set("<>&") & set(gettext(error.notice))


def test_russian_is_written_in_russian() -> None:
    for message in sentences(catalogue(Language.RU)):
        for text in texts(message.string):
            assert any("а" <= letter.lower() <= "я" for letter in text), message.id


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "Нашлась {count} фотография"),
        (3, "Нашлись {count} фотографии"),
        (11, "Нашлось {count} фотографий"),
        (22, "Нашлись {count} фотографии"),
        (111, "Нашлось {count} фотографий"),
    ],
)
def test_russian_has_three_plurals(count: int, sentence: str) -> None:
    speak(Language.RU)
    assert ngettext("{count} photo found", "{count} photos found", count) == sentence


def test_no_text_for_people_bypasses_the_catalogues() -> None:
    """Cyrillic letters in the bot's own code would be a sentence in one language only."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not any("а" <= letter.lower() <= "я" for letter in node.value), f"{path}: {node.value}"


def sources() -> list[Path]:
    folders = ("handlers", "keyboards", "presenters", "middlewares", "locales")
    files = [*BOT.glob("*.py"), *(path for folder in folders for path in (BOT / folder).glob("*.py"))]
    assert len(files) > 20
    return files

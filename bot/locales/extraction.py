"""Collects every sentence of the bot, and brings the .po files up to date: `python -m bot.locales.extraction`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import bot.acts.governing
import bot.asking  # noqa: F401 - it and what it imports define errors of their own, whose notices are collected too
from engine.errors import PhotobankError
from engine.model import Language

BOT = Path(__file__).parents[1]
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: photobank\\n"
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
"""Without dates and names of tools, which would change with every run."""


def collect() -> Catalog:
    """Everything marked with `_`, `gettext` or `ngettext` under `bot/`, and the notices of all errors."""
    catalog = Catalog(project="photobank", charset="utf-8")
    found = extract_from_dir(
        str(BOT),
        method_map=[("sandbox/**", "ignore"), ("**.py", "python")],
        keywords={"_": None, "gettext": None, "ngettext": (1, 2)},
    )
    for path, _line, message, _comments, _context in found:
        catalog.add(message, locations=[(f"bot/{path}", 0)])
    errors: list[type[PhotobankError]] = [PhotobankError, *_subclasses(PhotobankError)]
    for error in errors:
        catalog.add(error.notice, locations=[(error.__module__.replace(".", "/") + ".py", 0)])
    return catalog


def po_file(language: Language) -> Path:
    return BOT / "locales" / language.value / "LC_MESSAGES" / "photobank.po"


def update(language: Language) -> None:
    """Adds new sentences, untranslated but for English, and drops those that are gone."""
    path = po_file(language)
    with path.open("rb") as file:
        catalog = read_po(file, locale=language.value)
    catalog.update(collect(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    if language is Language.EN:
        for message in catalog:
            if message.id:
                message.string = message.id
    body = BytesIO()
    write_po(body, catalog, width=110, sort_output=True, include_lineno=False, omit_header=True)
    header = HEADER.format(language=language.value, plurals=catalog.plural_forms)
    path.write_text(header + body.getvalue().decode(), encoding="utf-8")


def _subclasses(root: type[PhotobankError]) -> list[type[PhotobankError]]:
    return [found for child in root.__subclasses__() for found in [child, *_subclasses(child)]]


if __name__ == "__main__":
    for each in Language:
        update(each)

"""The line that must stand beside a photo wherever it is used."""

from __future__ import annotations

from engine.model import Language, Rights

BANK = {Language.RU: "Городской фотобанк", Language.EN: "City Photobank"}
PHOTO = {Language.RU: "Фото", Language.EN: "Photo"}

LONGEST = 256
"""Characters: what a copy button of the Bot API carries."""


def credit_line(rights: Rights, language: Language) -> str:
    """`Photo: Name / City Photobank, CC BY 4.0`, without the parts that are unknown, at most LONGEST characters."""
    maker = f"{rights.photographer} / {BANK[language]}" if rights.photographer else BANK[language]
    terms = f", {rights.licence}" if rights.licence else ""
    line = f"{PHOTO[language]}: {maker}{terms}"
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"

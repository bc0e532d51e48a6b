"""Licences and credits as people and programs write them."""

from __future__ import annotations

import pytest

from engine.rights.licences import read_notice, standard_licence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cc by", "CC BY 4.0"),
        ("CC-BY-SA 3.0", "CC BY-SA 3.0"),
        ("cc0", "CC0 1.0"),
        ("https://creativecommons.org/licenses/by-nc-nd/2.0/deed.ru", "CC BY-NC-ND 2.0"),
        ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "Public domain"),
        ("По договору.", "По договору"),
    ],
)
def test_a_licence_has_one_spelling(text: str, expected: str) -> None:
    assert standard_licence(text) == expected


@pytest.mark.parametrize(
    ("notice", "photographer", "licence"),
    [
        ("© 2026 Анна Ли", "Анна Ли", None),
        ("Copyright (c) 2019-2026, Anna Lee, CC BY 4.0", "Anna Lee", "CC BY 4.0"),
        ("Photographer: Carol Smith", "Carol Smith", None),
        ("All rights reserved", None, "All rights reserved"),
        ("Копирайтеры и Ко", "Копирайтеры и Ко", None),
        ("", None, None),
    ],
)
def test_a_notice_names_who_and_on_what_terms(notice: str, photographer: str | None, licence: str | None) -> None:
    rights = read_notice(notice)
    assert (rights.photographer, rights.licence) == (photographer, licence)

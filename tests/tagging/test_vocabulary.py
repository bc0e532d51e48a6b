"""A typed tag finds the vocabulary's one, by any of its names."""

from __future__ import annotations

import pytest

from engine.model import Tag
from engine.tagging.vocabulary import by_name

BRIDGE = Tag(slug="bridge", ru="мост", en="bridge", aliases=("мосты", "bridges"))
WHEEL = Tag(slug="ferris_wheel", ru="колесо обозрения", en="Ferris wheel", aliases=("чёртово колесо",))
ARCH = Tag(slug="arch", ru="арка", en="arch", aliases=("bridge",))


@pytest.mark.parametrize("typed", ["мост", "МОСТЫ", "bridge", "Bridges"])
def test_every_name_and_alias_leads_to_the_tag(typed: str) -> None:
    assert by_name([BRIDGE, WHEEL])[typed.casefold()] is BRIDGE


def test_names_of_several_words_are_typed_with_underscores() -> None:
    assert by_name([BRIDGE, WHEEL])["чертово_колесо"] is WHEEL


def test_a_name_wins_over_another_tags_alias() -> None:
    assert by_name([BRIDGE, ARCH])["bridge"] is BRIDGE
    assert by_name([ARCH, BRIDGE])["bridge"] is BRIDGE

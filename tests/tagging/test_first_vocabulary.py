"""The vocabulary that a bank begins with: large enough, in both languages, and nothing in it means two things."""

from __future__ import annotations

import re
from collections import Counter

from engine.model import Tag
from engine.search.parsing import fold
from engine.tagging.first_vocabulary import as_yaml, first_vocabulary, from_yaml
from storage.database import Database


def test_there_are_at_least_250_concepts() -> None:
    assert len({tag.slug for tag in first_vocabulary()}) == len(first_vocabulary()) >= 250


def test_every_name_is_in_its_language_and_every_slug_is_plain() -> None:
    for tag in first_vocabulary():
        assert re.fullmatch(r"[a-z][a-z0-9_]{1,62}", tag.slug), tag
        assert re.search(r"[а-яё]", tag.ru, re.IGNORECASE), tag
        assert re.fullmatch(r"[A-Za-zçé' -]+", tag.en), tag


def test_no_name_or_alias_belongs_to_two_concepts() -> None:
    owners = Counter(
        name for tag in first_vocabulary() for name in {fold(name) for name in (tag.ru, tag.en, *tag.aliases)}
    )
    assert [name for name, count in owners.items() if count > 1] == []


def test_every_parent_is_there_and_has_no_parent_itself() -> None:
    tags = {tag.slug: tag for tag in first_vocabulary()}
    parents = {tags[tag.parent] for tag in tags.values() if tag.parent is not None}
    assert len(parents) > 10
    assert all(parent.parent is None for parent in parents)


async def test_a_new_bank_has_it(database: Database) -> None:
    async with database.begin() as work:
        assert set(await work.tags.all()) == set(first_vocabulary())


def test_a_vocabulary_survives_being_written_as_yaml_to_any_depth() -> None:
    aliases = ("# мост", "yes", "1917")
    deeper = Tag(slug="drawbridge", ru="разводной: ночью", en="drawbridge", aliases=aliases, parent="bridge")
    tags = [*first_vocabulary(), deeper]
    again = from_yaml(as_yaml(tags))
    assert {tag.slug: tag for tag in again} == {tag.slug: tag for tag in tags}
    assert from_yaml(as_yaml(again)) == again

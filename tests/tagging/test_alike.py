"""A tag that is there already under another name is noticed, and one that only looks a little like it is not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model import Tag
from engine.tagging.alike import RARE_SHARE, AlikeTags, Sameness, meaning_from
from engine.tagging.first_vocabulary import first_vocabulary

VOCABULARY = (
    *first_vocabulary(),
    Tag(slug="zaryadye", ru="Зарядье", en="Zaryadye Park"),
    Tag(slug="moscow_city", ru="Москва-Сити", en="Moscow City"),
)
KNOWN = AlikeTags(VOCABULARY)


def new(ru: str, en: str = "something quite new", *aliases: str) -> Tag:
    return Tag(slug="brand_new", ru=ru, en=en, aliases=aliases)


@pytest.mark.parametrize(
    ("tag", "slug", "sameness"),
    [
        (new("мост"), "bridge", Sameness.NAME),
        (new("МОСТ "), "bridge", Sameness.NAME),
        (new("чертово колесо"), "ferris_wheel", Sameness.NAME),
        (new("нечто новое", "Bridge"), "bridge", Sameness.NAME),
        (new("нечто новое", "something", "церковь"), "cathedral", Sameness.NAME),
        (new("осенний лист"), "autumn_leaves", Sameness.FORM),
        (new("колёса обозрения"), "ferris_wheel", Sameness.FORM),
        (new("обозрения колесо"), "ferris_wheel", Sameness.FORM),
        (new("нечто новое", "ferris wheels"), "ferris_wheel", Sameness.FORM),
        (new("нечто новое", "Zariadye"), "zaryadye", Sameness.SOUND),
        (new("нечто новое", "Naberezhnaya"), "embankment", Sameness.SOUND),
        (new("набережнная"), "embankment", Sameness.SPELLING),
        (new("фонатн"), "fountain", Sameness.SPELLING),
        (new("нечто новое", "catherdal"), "cathedral", Sameness.SPELLING),
    ],
)
def test_the_same_concept_under_another_name_is_noticed_and_told_why(tag: Tag, slug: str, sameness: Sameness) -> None:
    found = {alike.tag.slug: alike.sameness for alike in KNOWN.like(tag)}
    assert found.get(slug) is sameness, found


@pytest.mark.parametrize(
    "tag",
    [
        new("кит", "whale"),
        new("мостовая", "paving"),
        new("библиотекарь", "librarian"),
        new("портной", "tailor"),
        new("паркет", "parquet"),
    ],
)
def test_a_name_that_only_looks_a_little_like_another_raises_no_warning(tag: Tag) -> None:
    assert KNOWN.like(tag) == []


def test_the_surest_reason_is_told_and_each_tag_once() -> None:
    (alike,) = KNOWN.like(new("фонтаны", "fountain", "фонтан"))
    assert (alike.tag.slug, alike.sameness) == ("fountain", Sameness.NAME)


def test_an_edited_tag_is_not_like_itself() -> None:
    bridge = next(tag for tag in VOCABULARY if tag.slug == "bridge")
    assert KNOWN.like(bridge) == []


def test_the_first_vocabulary_is_hardly_like_itself() -> None:
    known = AlikeTags(first_vocabulary())
    pairs = {(tag.slug, alike.tag.slug) for tag in first_vocabulary() for alike in known.like(tag)}
    assert len(pairs) < 12, pairs


def test_meanings_that_lie_nearer_than_the_vocabularys_own_are_noticed() -> None:
    chance = np.random.default_rng(1)
    vectors = chance.normal(size=(300, 32)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    words = ["".join(chance.choice(list("abcdefghijklmnopqrstuvwxyz"), 12)) for _ in range(300)]
    tags = [Tag(slug=word, ru=word[::-1], en=word) for word in words]
    limit = meaning_from(vectors)
    known = AlikeTags(tags, vectors, limit)
    near = vectors[7] + 0.01 * vectors[8]
    (alike,) = known.like(new("совсем другое слово"), near / np.linalg.norm(near))
    assert (alike.tag.slug, alike.sameness) == (words[7], Sameness.MEANING)
    warned = sum(bool(known.like(tag, vector)) for tag, vector in zip(tags, vectors, strict=True))
    assert warned <= 2 * RARE_SHARE * len(tags) + 1


@given(st.sampled_from(VOCABULARY))
def test_a_copy_of_a_tag_under_another_slug_is_always_noticed(tag: Tag) -> None:
    copy = Tag(slug="brand_new", ru=tag.ru, en="something quite new")
    assert tag.slug in {alike.tag.slug for alike in KNOWN.like(copy)}

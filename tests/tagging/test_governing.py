"""The vocabulary is changed as a whole or not at all, nobody's search loses by it, and each change can be undone."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.acts.governing import make_governing
from engine.ingest.ingest_photo import Received
from engine.model import Caption, Language, PhotoId, PhotoTag, Query, Role, Tag
from engine.tagging.alike import Sameness
from engine.tagging.governing.applying import Changed
from engine.tagging.governing.govern import (
    GovernTags,
    NoSuchTag,
    Outcome,
    TagChangedMeanwhile,
    TagGone,
    TagInUse,
    Warned,
)
from engine.tagging.governing.naming import BadTagName, in_order, slug_for
from engine.tagging.governing.undoing import CannotUndo
from tests.bank import Bank
from tests.conftest import NOON, ColourEncoder, actor, jpeg
from tests.people.acting import governing_of

WHO = actor(Role.MODERATOR)
OTTER = Tag(slug="otter", ru="выдра", en="otter", aliases=("речная выдра",))
NICKNAMES = ("норная красавица", "гроза лягушек", "усатый нянь")
BREEDS = (
    ("такса", "dachshund"),
    ("колли", "shepherd"),
    ("пудель", "poodle"),
    ("хаски", "malamute"),
    ("сеттер", "retriever"),
    ("бигль", "foxhound"),
    ("мопс", "bulldog"),
    ("шпиц", "pomeranian"),
    ("ротвейлер", "mastiff"),
    ("чихуахуа", "greyhound"),
)
"""Ten names of which none is like another: a warning, which an edit may meet, would be about something else."""
BEAVER = Tag(slug="beaver", ru="бобёр", en="beaver")


async def tags_of(bank: Bank, photo_id: PhotoId) -> set[str]:
    async with bank.database.begin() as work:
        return {one.tag.slug for one in (await work.photos.get([photo_id]))[photo_id].tags}


async def tag(bank: Bank, slug: str) -> Tag | None:
    async with bank.database.begin() as work:
        return next((one for one in await work.tags.all() if one.slug == slug), None)


async def everything(bank: Bank) -> tuple[object, ...]:
    """The whole vocabulary and all photo tags, with their sources."""
    async with bank.database.begin() as work:
        ids = [PhotoId(number) for number in range(1, 10)]
        photos = await work.photos.get(ids)
        return tuple(await work.tags.all()), {number: set(photo.tags) for number, photo in photos.items()}


async def found(bank: Bank, name: str) -> set[PhotoId]:
    page = await bank.search_photos(actor(), Query(tags=(name,)))
    return {hit.photo_id for hit in page.hits}


def done(outcome: Outcome) -> Changed:
    assert isinstance(outcome, Changed), outcome
    return outcome


def warned(outcome: Outcome) -> Warned:
    assert isinstance(outcome, Warned), outcome
    return outcome


async def test_a_merged_tag_goes_on_under_the_other_and_searches_by_its_old_names_find(bank: Bank) -> None:
    govern = governing_of(bank).govern_tags
    (one,) = await bank.take("red", tags=(OTTER,))
    (both,) = await bank.take("blue", tags=(OTTER, BEAVER))
    (other,) = await bank.take("green", tags=(BEAVER,))
    merged = await govern.merge(WHO, "выдра", "бобер")
    assert merged.photos == 2
    assert await tag(bank, "otter") is None
    for photo_id in (one, both, other):
        assert await tags_of(bank, photo_id) == {"beaver"}
    for name in ("выдра", "otter", "речная_выдра", "бобёр", "beaver"):
        assert await found(bank, name) == {one, both, other}, name


async def test_a_search_made_before_a_merge_finds_when_it_is_asked_again(bank: Bank) -> None:
    river = Tag(slug="lontra", ru="выдра", en="river otter")
    (one,) = await bank.take("red", tags=(river,))
    await bank.take("green", tags=(BEAVER,))
    before = await bank.search_photos(actor(), Query(tags=("lontra",)))
    await governing_of(bank).govern_tags.merge(WHO, "lontra", "beaver")
    again = await bank.search_photos(actor(), before.query)
    assert one in {hit.photo_id for hit in again.hits}
    assert again.query.tags == ("beaver",)


async def test_a_photo_taken_in_under_a_merged_tag_gets_the_other(bank: Bank) -> None:
    govern = governing_of(bank).govern_tags
    await bank.take("red", tags=(OTTER,))
    await bank.take("green", tags=(BEAVER,))
    await govern.merge(WHO, "otter", "beaver")
    (late,) = await bank.take("blue", tags=(OTTER, BEAVER))
    assert await tags_of(bank, late) == {"beaver"}
    assert await tag(bank, "otter") is None


async def make(bank: Bank, govern: GovernTags) -> Changed:
    return done(await govern.create(WHO, "утконос", "platypus"))


async def rename(bank: Bank, govern: GovernTags) -> Changed:
    return done(await govern.rename(WHO, "выдра", "калан", "sea otter"))


async def merge(bank: Bank, govern: GovernTags) -> Changed:
    return await govern.merge(WHO, "выдра", "beaver")


async def split(bank: Bank, govern: GovernTags) -> Changed:
    return done(await govern.split(WHO, "выдра", "детёныш выдры", "otter cub"))


async def delete(bank: Bank, govern: GovernTags) -> Changed:
    return await govern.delete(WHO, "выдра")


async def reset(bank: Bank, govern: GovernTags) -> Changed:
    return await govern.reset(WHO, lambda source: source == "model-1")


@pytest.mark.parametrize("act", [make, rename, merge, split, delete, reset])
async def test_whatever_was_done_is_undone_to_the_last_photo_tag(
    bank: Bank, act: Callable[[Bank, GovernTags], Awaitable[Changed]]
) -> None:
    govern = governing_of(bank).govern_tags
    cub = Caption(language=Language.RU, text="Детёныши выдры на берегу")
    await bank.ingest(Received(content=jpeg("red"), tags=[PhotoTag(tag=OTTER)], captions=[cub]))
    said = [PhotoTag(tag=OTTER, confidence=0.7, source="model-1"), PhotoTag(tag=BEAVER, confidence=0.4, source="anna")]
    await bank.ingest(Received(content=jpeg("blue"), tags=said))
    await bank.ingest(Received(content=jpeg("green"), tags=[PhotoTag(tag=BEAVER)]))
    await govern.set_parent(WHO, "beaver", "otter")
    before = await everything(bank)
    change = await act(bank, govern)
    assert await everything(bank) != before
    await govern.undo(WHO, change.change_id)
    assert await everything(bank) == before
    with pytest.raises(CannotUndo):
        await govern.undo(WHO, change.change_id)


async def test_undoing_a_merge_gives_nothing_back_that_somebody_has_taken_off_since(bank: Bank) -> None:
    govern = governing_of(bank).govern_tags
    (one, other) = await bank.take("red", "blue", tags=(OTTER,))
    await bank.take("green", tags=(BEAVER,))
    merged = await govern.merge(WHO, "otter", "beaver")
    async with bank.database.connections.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM photo_tags WHERE photo_id = ?", (one,))
    await govern.undo(WHO, merged.change_id)
    assert await tags_of(bank, one) == set()
    assert await tags_of(bank, other) == {"otter"}


async def test_what_was_changed_since_or_is_older_than_a_day_is_not_undone(bank: Bank) -> None:
    govern = governing_of(bank).govern_tags
    await bank.take("red", tags=(OTTER,))
    first = done(await govern.rename(WHO, "выдра", "калан", "sea otter"))
    second = done(await govern.rename(WHO, "калан", "калан", "enhydra"))
    with pytest.raises(CannotUndo):
        await govern.undo(WHO, first.change_id)
    late = replace(govern, clock=lambda: NOON + dt.timedelta(hours=25))
    with pytest.raises(CannotUndo):
        await late.undo(WHO, second.change_id)
    await govern.undo(WHO, second.change_id)
    await govern.undo(WHO, first.change_id)
    assert await tag(bank, "otter") == OTTER


async def test_a_new_tag_that_is_there_already_waits_for_a_word_with_the_counts_of_both(bank: Bank) -> None:
    govern = governing_of(bank).govern_tags
    await bank.take("red", "blue", tags=(OTTER,))
    warning = warned(await govern.create(WHO, "Выдры", "otters"))
    ((alike, count),) = warning.alike
    assert (alike.tag.slug, alike.sameness, count, warning.photos) == ("otter", Sameness.FORM, 2, 0)
    assert await tag(bank, "otters") is None
    await govern.cancel(WHO, warning.proposal_id)
    with pytest.raises(TagChangedMeanwhile):
        await govern.keep(WHO, warning.proposal_id)


async def test_two_tags_that_were_kept_apart_are_never_asked_about_again(bank: Bank) -> None:
    acts = governing_of(bank)
    govern = acts.govern_tags
    await bank.take("red", tags=(OTTER,))
    warning = warned(await govern.create(WHO, "выдры", "otters"))
    made = await govern.keep(WHO, warning.proposal_id)
    assert made.tag is not None
    assert made.tag.slug == "otters"
    assert isinstance(await govern.add_alias(WHO, "otters", "стая выдр"), Changed)
    health = await acts.read_tags_health(WHO)
    assert not [pair for pair in health.duplicates if "otter" in {pair.tag.slug, pair.alike.tag.slug}]


async def test_merging_instead_gives_the_names_to_the_tag_that_is_there(bank: Bank) -> None:
    govern = governing_of(bank).govern_tags
    (one,) = await bank.take("red", tags=(OTTER,))
    warning = warned(await govern.create(WHO, "выдры", "lutra"))
    await govern.merge_instead(WHO, warning.proposal_id, "otter")
    assert await tag(bank, "lutra") is None
    assert await found(bank, "lutra") == {one}


async def test_an_edited_tag_that_has_become_another_is_merged_with_its_photos(bank: Bank) -> None:
    govern = governing_of(bank).govern_tags
    (one,) = await bank.take("red", tags=(OTTER,))
    (other,) = await bank.take("blue", tags=(BEAVER,))
    warning = warned(await govern.add_alias(WHO, "beaver", "выдрами"))
    assert (warning.photos, warning.alike[0][1]) == (1, 1)
    await govern.merge_instead(WHO, warning.proposal_id, "otter")
    assert await found(bank, "выдрами") == {one, other}
    assert await tag(bank, "beaver") is None


async def test_a_proposal_about_a_tag_that_was_changed_meanwhile_does_nothing(bank: Bank) -> None:
    govern = governing_of(bank).govern_tags
    await bank.take("red", tags=(OTTER, BEAVER))
    warning = warned(await govern.add_alias(WHO, "beaver", "выдры"))
    await govern.rename(WHO, "beaver", "бобры", "castor")
    before = await everything(bank)
    with pytest.raises(TagChangedMeanwhile):
        await govern.keep(WHO, warning.proposal_id)
    assert await everything(bank) == before


async def test_a_split_moves_the_photos_whose_captions_say_so(bank: Bank) -> None:
    govern = governing_of(bank).govern_tags
    captions = [Caption(language=Language.RU, text="Двое детёнышей рыжей выдры")]
    cub = await bank.ingest(Received(content=jpeg("red"), tags=[PhotoTag(tag=OTTER)], captions=captions))
    (grown,) = await bank.take("blue", tags=(OTTER,))
    outcome = done(await govern.split(WHO, "выдра", "детёныш выдры", "otter cub"))
    assert outcome.photos == 1
    assert (await tags_of(bank, cub.photo_id), await tags_of(bank, grown)) == ({"otter_cub"}, {"otter"})


async def test_ten_moderators_who_merge_and_rename_the_same_tags_at_once_lose_no_photo(bank: Bank) -> None:
    kinds = [Tag(slug=en, ru=ru, en=en) for ru, en in BREEDS]
    ids = [(await bank.take((10 * k, 200, 30), tags=(kind,)))[0] for k, kind in enumerate(kinds)]
    await bank.take("red", tags=(OTTER,))
    acts = [
        make_governing(begin=bank.database.begin, encoder=ColourEncoder(), events=bank.told, clock=lambda: NOON)
    ] * 10
    await asyncio.gather(
        *(one.govern_tags.merge(WHO, kind.slug, "otter") for one, kind in zip(acts, kinds, strict=True)),
        *(acts[0].govern_tags.add_alias(WHO, "otter", name) for name in NICKNAMES),
    )
    now = await tag(bank, "otter")
    assert now is not None
    assert {kind.ru for kind in kinds} <= set(now.aliases)
    assert set(NICKNAMES) <= set(now.aliases)
    for photo_id in ids:
        assert await tags_of(bank, photo_id) == {"otter"}


async def test_of_two_who_settle_one_warning_at_once_one_is_told_that_it_is_settled(bank: Bank) -> None:
    govern = governing_of(bank).govern_tags
    await bank.take("red", tags=(OTTER,))
    number = warned(await govern.create(WHO, "выдры", "otters")).proposal_id
    both = await asyncio.gather(
        govern.keep(WHO, number), govern.merge_instead(WHO, number, "otter"), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in both) == ["Changed", "TagChangedMeanwhile"]


async def test_a_tag_is_never_hung_under_itself(bank: Bank) -> None:
    govern = governing_of(bank).govern_tags
    await bank.take("red", tags=(OTTER, BEAVER))
    await govern.set_parent(WHO, "beaver", "otter")
    for under in ("beaver", "otter"):
        with pytest.raises(TagInUse):
            await govern.set_parent(WHO, "otter", under)
    await govern.delete(WHO, "otter")
    beaver = await tag(bank, "beaver")
    assert beaver is not None
    assert beaver.parent is None


async def test_health_tells_duplicates_unused_and_overused_tags(bank: Bank) -> None:
    acts = governing_of(bank)
    for shade in range(21):
        await bank.ingest(Received(content=jpeg((12 * shade, 100, 200)), tags=[PhotoTag(tag=OTTER)]))
    await bank.take("red", tags=(Tag(slug="otters", ru="выдры", en="lutra"),))
    health = await acts.read_tags_health(WHO)
    assert [one.slug for one, _ in health.overused] == ["otter"]
    pair = health.duplicates[0]
    assert {pair.tag.slug, pair.alike.tag.slug} == {"otter", "otters"}
    assert {pair.photos, pair.other_photos} == {21, 1}
    assert {"bridge", "otter"} & {one.slug for one in health.unused} == {"bridge"}
    assert [(one.source, one.photo_count) for one in health.sources] == [("written", 22)]


@pytest.mark.parametrize("name", ["", "   ", "a/b", "#мост", "—", "x" * 61, "a\x1fb"])
def test_what_cannot_be_a_name_is_refused(name: str) -> None:
    with pytest.raises(BadTagName):
        in_order(name, "bridge")


def test_names_are_taken_in_either_order_and_slugs_never_collide() -> None:
    assert in_order("bridge", " мост  большой") == ("мост большой", "bridge")
    assert in_order("мост", "bridge") == ("мост", "bridge")
    assert slug_for("Café & Bar", {"caf_bar"}) == "caf_bar_2"
    assert slug_for("мост", ()) == "tag"
    assert len(slug_for("very long " * 20, ())) <= 64


async def test_what_is_not_there_is_told(bank: Bank) -> None:
    govern = governing_of(bank).govern_tags
    await bank.take("red", tags=(OTTER,))
    with pytest.raises(NoSuchTag):
        await govern.delete(WHO, "нет такого")
    with pytest.raises(TagGone):
        await govern.delete(WHO, lambda one: False)
    with pytest.raises(TagGone):
        await govern.merge(WHO, "otter", "выдра")
    with pytest.raises(TagGone):
        await govern.reset(WHO, lambda source: source == "nobody")

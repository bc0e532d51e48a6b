"""Moderators govern the vocabulary from their phones; nobody else can, whatever button they forge."""

from __future__ import annotations

import pytest

from bot.bank import Photobank
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from bot.sandbox.seen import Seen
from engine.model import Kind, Role, Tag
from engine.search.narrowing import number_of
from tests.end_to_end.talking import Talker
from tests.end_to_end.test_telling import known


@pytest.fixture(params=["ru", "en"])
async def moderator(request: pytest.FixtureRequest, telegram: Sandbox, photobank: Photobank) -> Talker:
    person = await telegram.person("Олег" if request.param == "ru" else "Oliver", language=request.param)
    await known(photobank, person, Role.MODERATOR)
    return Talker(person=person, telegram=telegram, photobank=photobank, language=request.param)


async def hears(talker: Talker, words: str) -> Seen:
    async with talker.cheaply():
        await talker.person.says(words)
        return await talker.person.sees(lambda seen: not seen.edited)


async def tags(photobank: Photobank) -> dict[str, Tag]:
    async with photobank.begin() as work:
        return {tag.slug: tag for tag in await work.tags.all()}


async def photos_with(photobank: Photobank, slug: str) -> int:
    async with photobank.begin() as work:
        return (await work.governance.counts()).get(slug, 0)


async def test_a_new_tag_that_is_there_already_is_warned_of_with_counts_and_merged_with_one_tap(
    moderator: Talker, photobank: Photobank
) -> None:
    count = await photos_with(photobank, "bridge")
    warning = await hears(moderator, "/tag мосток / bridges")
    assert str(count) in warning.text
    assert moderator.word("мост", "bridge") in warning.text
    assert "мосток" not in {tag.ru for tag in (await tags(photobank)).values()}
    done = await moderator.presses("Объединить с #мост ·", "Merge into #bridge ·", on=warning)
    assert "мосток" in done.text
    assert "мосток" in (await tags(photobank))["bridge"].aliases
    sheet = await moderator.asks("#мосток", "#мосток")
    assert str(count) in sheet.text
    await moderator.presses("↶ Отменить", "↶ Undo", on=done)
    assert "мосток" not in (await tags(photobank))["bridge"].aliases


async def test_both_are_kept_and_never_asked_about_again(moderator: Talker, photobank: Photobank) -> None:
    warning = await hears(moderator, "/tag мосты / small bridges")
    await moderator.presses("Оставить оба", "Keep both", on=warning)
    assert (await tags(photobank))["small_bridges"].ru == "мосты"
    card = await hears(moderator, "/tag small bridges")
    assert not [text for text in card.buttons if text.startswith(("Объединить с #мост ·", "Merge into #bridge ·"))]


async def test_a_warning_is_cancelled_and_a_second_word_on_it_is_told_that_it_is_settled(
    moderator: Talker, photobank: Photobank
) -> None:
    before = await tags(photobank)
    warning = await hears(moderator, "/tag мосты / small bridges")
    await moderator.presses("Отмена", "Cancel", on=warning)
    assert await tags(photobank) == before
    await moderator.person.taps_data("gp:1:0:0")
    await moderator.person.is_told(moderator.word("Это уже решили", "That was settled"))


async def test_a_tag_is_renamed_aliased_hung_split_and_deleted_by_what_its_card_says(
    moderator: Talker, photobank: Photobank
) -> None:
    card = await hears(moderator, "/tag скамейка")
    assert moderator.word("На 0 фотографиях", "On 0 photos") in card.text
    await hears(moderator, "/tag скамейка = лавочка / garden seat")
    assert (await tags(photobank))["bench"].ru == "лавочка"
    await hears(moderator, "/tag скамейка + присест")
    assert "присест" in (await tags(photobank))["bench"].aliases
    await hears(moderator, "/tag лавочка - присест")
    assert "присест" not in (await tags(photobank))["bench"].aliases
    await hears(moderator, "/tag лавочка ^ мост")
    assert (await tags(photobank))["bench"].parent == "bridge"
    gone = await moderator.presses("🗑 Удалить", "🗑 Delete", on=await hears(moderator, "/tag garden seat"))
    assert "bench" not in await tags(photobank)
    await moderator.presses("↶ Отменить", "↶ Undo", on=gone)
    assert (await tags(photobank))["bench"].ru == "лавочка"


async def test_a_pair_of_duplicates_is_merged_from_the_vocabularys_health(
    moderator: Talker, photobank: Photobank
) -> None:
    async with photobank.begin(writes=True) as work:
        await work.tags.put([Tag(slug="old_bridges", ru="мосты", en="bridges")])
        await work.commit()
    health = await hears(moderator, "/tags_health")
    pair = await moderator.presses("Вероятные двойники", "Probable duplicates", on=health)
    while not any(text.startswith(("Объединить с #мост ·", "Merge into #bridge ·")) for text in pair.buttons):
        turn = next(text for text in pair.buttons if text.endswith("▶"))
        pair = await moderator.presses(turn, turn, on=pair)
    count = await photos_with(photobank, "bridge")
    await moderator.presses(f"Объединить с #мост · {count}", f"Merge into #bridge · {count}", on=pair)
    assert "old_bridges" not in await tags(photobank)
    assert await photos_with(photobank, "bridge") == count


async def test_health_lists_unused_tags_by_pages_and_who_tagged(moderator: Talker) -> None:
    health = await hears(moderator, "/tags_health")
    unused = await moderator.presses("Неиспользуемые", "Unused", on=health)
    second = await moderator.presses("Страница 2 ▶", "Page 2 ▶", on=unused)
    assert not {text for text in unused.buttons if text.startswith("#")} & set(second.buttons)
    summary = await moderator.presses("Здоровье тегов", "Health of the tags", on=second)
    sources = await moderator.presses("Кто ставил теги", "Who tagged", on=summary)
    asked = await moderator.presses("written", "written", on=sources)
    done = await moderator.presses("Да, все", "Yes, all of them", on=asked)
    back = await moderator.presses("↶ Отменить", "↶ Undo", on=done)
    assert back.text


FORGED = (
    "gc:{tag}",
    "gd:{tag}",
    "gm:{tag}:{other}:0",
    "gm:{tag}:{other}:1",
    "gk:{tag}:{other}:0",
    "gk:{tag}:{other}:1",
    "gp:1:0:0",
    "gp:1:1:{tag}",
    "gp:1:2:0",
    "gu:1",
    "gh:0:1",
    "gh:1:1",
    "gr:{tag}:0",
    "gr:{tag}:1",
)


async def test_forged_buttons_and_commands_of_others_change_nothing(telegram: Sandbox, photobank: Photobank) -> None:
    person: SandboxPerson = await telegram.person("Гость")
    await known(photobank, person, Role.PARTNER)
    before = await tags(photobank)
    for words in ("/tag мост", "/tag мост > река", "/tag новое / brand new", "/tags_health"):
        await person.says(words)
        assert (await person.sees(lambda seen: not seen.edited)).text == "Это для вас закрыто."
    numbers = {"tag": number_of(Kind.TAG, "bridge"), "other": number_of(Kind.TAG, "river")}
    for data in FORGED:
        tapped = await person.taps_data(data.format(**numbers))
        await person.is_answered(tapped)
    assert await tags(photobank) == before

"""What people ask of those who moderate: a problem with a photo, a partner's access; the first decision holds."""

from __future__ import annotations

import pytest

from bot.bank import Photobank
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from bot.sandbox.seen import Seen
from engine.model import PhotoState, Role
from tests.end_to_end.test_asking import photos_on
from tests.end_to_end.test_keeping import registers
from tests.end_to_end.test_telling import known


@pytest.fixture(params=["ru", "en"])
async def visitor(request: pytest.FixtureRequest, telegram: Sandbox) -> SandboxPerson:
    return await telegram.person("Гость" if request.param == "ru" else "Guest", language=request.param)


@pytest.fixture
async def moderators(telegram: Sandbox, photobank: Photobank) -> tuple[SandboxPerson, SandboxPerson]:
    found = await telegram.person("Олег"), await telegram.person("Модератор")
    for person in found:
        await known(photobank, person, Role.MODERATOR)
    return found


def word(person: SandboxPerson, ru: str, en: str) -> str:
    return ru if person.first_name.startswith(("Гость", "Коллега")) else en


async def reports(person: SandboxPerson) -> Seen:
    """Opens the first bridge and what can be wrong with it."""
    await person.says("#bridge")
    sheet = await person.sees(lambda seen: seen.has_photo)
    await person.taps("1")
    await person.sees(lambda seen: seen.edited)
    await opens_troubles(person)
    return sheet


async def opens_troubles(person: SandboxPerson) -> None:
    """From a card to what can be wrong with its photo."""
    await person.taps(word(person, "Ещё…", "More…"))
    await person.sees(lambda seen: seen.edited)
    await person.taps(word(person, "Есть проблема", "Report a problem"))
    await person.sees(lambda seen: seen.edited)


async def test_whoever_reports_is_back_at_the_card_and_all_who_reported_hear_what_became_of_it(
    visitor: SandboxPerson, moderators: tuple[SandboxPerson, SandboxPerson], telegram: Sandbox
) -> None:
    other = await telegram.person(word(visitor, "Коллега", "Colleague"), language=word(visitor, "ru", "en"))
    for person in (visitor, other):
        await reports(person)
        card = next(seen for seen in reversed(person.messages) if seen.has_photo)
        await person.taps(word(person, "На фото я", "I am on it"))
        back = await person.sees(lambda seen: seen.edited)
        assert back.id == card.id
        assert word(person, "Ещё…", "More…") in back.buttons
    told = await moderators[0].sees("Жалоба")
    await moderators[0].taps("Снять с публикации", on=told)
    done = await moderators[0].sees(lambda seen: seen.edited and "Жалоба" in seen.text)
    assert (done.id, done.buttons) == (told.id, [])
    for person in (visitor, other):
        await person.sees(word(person, "убрали из фотобанка", "taken out of the photobank"))


async def test_a_reported_photo_is_withdrawn_by_one_tap_and_the_reporter_hears_of_it(
    visitor: SandboxPerson,
    moderators: tuple[SandboxPerson, SandboxPerson],
    photobank: Photobank,
) -> None:
    sheet = await reports(visitor)
    photo = (await photos_on(photobank, sheet))[0]
    mine = word(visitor, "Это моё фото: права", "It is mine: rights")
    await visitor.taps(mine)
    await visitor.is_told(word(visitor, "Спасибо", "Thank you"))
    await visitor.sees(lambda seen: seen.edited)
    await opens_troubles(visitor)
    await visitor.taps(mine)
    await visitor.is_told(word(visitor, "уже сообщали", "told us already"))
    first, second = moderators
    told = await first.sees("Жалоба")
    also = await second.sees("Жалоба")
    await first.taps("Снять с публикации", on=told)
    await first.is_told("снято с публикации")
    await visitor.sees(word(visitor, "убрали из фотобанка", "taken out of the photobank"))
    # Their message may have been called back meanwhile: this is a press on what they still saw.
    await second.taps_data(also.rows[0][1].callback_data or "", on=also)
    await second.is_told("уже решено")
    async with photobank.begin() as work:
        after = (await work.photos.get([photo.photo_id]))[photo.photo_id]
    assert after.state is PhotoState.WITHDRAWN
    assert len([seen for seen in await first.chat() if "Жалоба" in seen.text]) == 1


async def test_a_problem_is_told_in_ones_own_words_and_left(
    visitor: SandboxPerson, moderators: tuple[SandboxPerson, SandboxPerson], photobank: Photobank
) -> None:
    photo = (await photos_on(photobank, await reports(visitor)))[0]
    await visitor.taps(word(visitor, "Другое", "Something else"))
    await visitor.sees(f"/report_{photo.photo_id}")
    await visitor.says(f"/report_{photo.photo_id}")
    await visitor.sees("500")
    await visitor.says(f"/report_{photo.photo_id} это не тот мост & <b>")
    await visitor.sees(word(visitor, "Спасибо", "Thank you"))
    first, _second = moderators
    told = await first.sees("это не тот мост & <b>")
    await first.taps("Всё в порядке", on=told)
    await visitor.sees(word(visitor, "остаётся в фотобанке", "stays in the photobank"))


async def test_somebody_else_settles_and_decides_nothing(
    visitor: SandboxPerson, moderators: tuple[SandboxPerson, SandboxPerson]
) -> None:
    await reports(visitor)
    await visitor.taps(word(visitor, "На фото я", "I am on it"))
    await moderators[0].sees("Жалоба")
    for forged in ("ms:1:1", "ms:1:0", "mp:1:1", "mp:1:0", "mf:1:0"):
        answer = await visitor.is_answered(await visitor.taps_data(forged))
        assert answer["text"]
    await moderators[0].taps("Всё в порядке")
    await moderators[0].is_told("остаётся как есть")


async def test_a_member_becomes_a_partner_when_a_moderator_says_so(
    visitor: SandboxPerson, moderators: tuple[SandboxPerson, SandboxPerson], photobank: Photobank
) -> None:
    await visitor.says("/partner City News")
    await visitor.sees("/register")
    await registers(visitor)
    await visitor.says("/partner")
    await visitor.sees("/partner")
    await visitor.says("/partner City  <News>")
    await visitor.sees("City <News>")
    await visitor.says("/partner City News")
    await visitor.sees("City <News>")
    first, second = moderators
    told, also = await first.sees("City <News>"), await second.sees("City <News>")
    await first.taps("Открыть доступ", on=told)
    await first.sees("доступ партнёра открыт")
    await visitor.sees(word(visitor, "теперь партнёр", "is a partner now"))
    await second.taps("Отказать", on=also)
    await second.is_told("уже решено")
    async with photobank.begin() as work:
        person = await work.people.by_telegram_id(visitor.id)
    assert person is not None
    assert person.role is Role.PARTNER
    await visitor.says("/partner City News")
    await visitor.sees(word(visitor, "уже есть", "already"))


async def test_a_reason_is_chosen_with_a_tap_and_read_in_the_askers_language(
    visitor: SandboxPerson, moderators: tuple[SandboxPerson, SandboxPerson]
) -> None:
    await registers(visitor)
    await visitor.says("/partner Газета")
    first, second = moderators
    told, also = await first.sees("Газета"), await second.sees("Газета")
    for moderator, message in ((first, told), (second, also)):
        await moderator.taps("Отказать", on=message)
        await moderator.sees(lambda seen: seen.edited and len(seen.buttons) == 4)
    await first.taps("Партнёры — это СМИ", on=told)
    assert (await first.sees("отказано")).buttons == []
    await visitor.sees(word(visitor, "Партнёры — это СМИ", "Partners are media"))
    await second.taps("Открыть доступ", on=also)
    await second.is_told("уже решено")


async def test_a_refusal_comes_with_its_reason_and_lasts_a_week(
    visitor: SandboxPerson, moderators: tuple[SandboxPerson, SandboxPerson]
) -> None:
    await registers(visitor)
    await visitor.says("/partner Газета")
    first, _second = moderators
    told = await first.sees("/refuse_")
    number = told.text.split("/refuse_")[1].split()[0]
    await first.says(f"/refuse_{number} нет такой газеты")
    await first.sees("отказано")
    await visitor.sees("нет такой газеты")
    await visitor.says("/partner Другая газета")
    await visitor.sees(word(visitor, "Попросить снова", "ask again"))

"""The review in the chat: one message that becomes the next card, and words typed for it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.callbacks import LARGEST_ID
from bot.callbacks.review import FLAWS, FlawTap, ProposalTap, ReviewAct, ReviewTap
from bot.clocks import live_in
from engine.duplicates.likeness import Change, Compared, Likeness, Numbers
from engine.ingest.ingest_photo import Received
from engine.model import Role
from tests.bank import Bank
from tests.bot.chat import Chat
from tests.bot.telegram import BOT, Said
from tests.conftest import NOON, jpeg
from tests.people.acting import waiting

LAST_ROWS = [["✕ Отклонить", "Пропустить", "Позже…"], ["✓ Опубликовать"]]


async def becomes(chat: Chat, bank: Bank, role: Role) -> None:
    """The person of the chat gets a role, as an owner would give it."""
    await chat.types("/start")
    async with bank.database.begin(writes=True) as work:
        person = await work.people.by_telegram_id(chat.person["id"])
        assert person is not None
        await work.people.set_role(person.person_id, role)
        await work.commit()


@pytest.fixture
async def moderator(at_home: Chat, bank: Bank) -> Chat:
    await becomes(at_home, bank, Role.MODERATOR)
    return at_home


def card_id(said: Said) -> int:
    return int((said.data(said.labels()[-1][-1])).split(":")[1])


async def test_one_tap_publishes_and_shows_the_next_card_in_the_same_message(moderator: Chat, bank: Bank) -> None:
    one, two = await waiting(bank, "red", "green")
    (first,) = await moderator.types("/review")
    assert first.kind == "SendPhoto"
    assert (card_id(first), first.labels()[-2:]) == (one, LAST_ROWS)
    assert "ждёт ещё 1" in first.text
    assert "⚠ лицензия не указана" in first.text
    toast, second = await moderator.presses(first.data("✓ Опубликовать"))
    assert (toast.text, second.kind, card_id(second)) == ("Опубликовано", "EditMessageMedia", two)
    _answered, done = await moderator.presses(second.data("✓ Опубликовать"))
    assert "Всё проверено" in done.text


async def test_a_rejection_takes_a_reason_by_button_or_in_words(moderator: Chat, bank: Bank) -> None:
    await waiting(bank, "red", "green")
    (first,) = await moderator.types("/review")
    _answered, flaws = await moderator.presses(first.data("✕ Отклонить"))
    assert len(flaws.labels()[0] + flaws.labels()[1]) == 4
    _answered, second = await moderator.presses(flaws.data("Нерезко или темно"))
    _answered, flaws = await moderator.presses(second.data("✕ Отклонить"))
    _answered, asking = await moderator.presses(flaws.data("Своими словами"))
    assert "Напишите, почему она отклонена." in asking.text
    (done,) = await moderator.types("Виден номер машины")
    assert "Всё проверено" in done.text


async def test_captions_and_tags_are_typed(moderator: Chat, bank: Bank) -> None:
    await waiting(bank, "red")
    (first,) = await moderator.types("/review")
    _answered, asking = await moderator.presses(first.data("✎ Подпись по-русски"))
    assert "Пришлите подпись по-русски." in asking.text
    (captioned,) = await moderator.types("Красная <стена>")
    assert "RU: Красная <стена> ✎" in captioned.text
    _answered, asking = await moderator.presses(captioned.data("+ Тег"))
    (refused,) = await moderator.types("дракон")
    assert "дракон" in refused.text
    (tagged,) = await moderator.types("мост, ночь")
    assert [label for label in labels(tagged) if "#" in label] == ["✓ #мост ✎", "✓ #ночь ✎"]
    _answered, without = await moderator.presses(tagged.data("✓ #мост ✎"))
    assert "○ #мост ✎" in labels(without)
    replied = moderator.message(photo=[], reply_markup=markup(without)) | {"from": BOT.model_dump()}
    (again,) = await moderator.types("A red wall", reply_to_message=replied)
    assert "EN: A red wall ✎" in again.text
    (sheet,) = await moderator.types("red")
    assert sheet.kind in {"SendMessage", "SendPhoto"}, "without a question of the review, words search"


async def test_a_photo_is_published_later_by_a_button_or_a_typed_time(moderator: Chat, bank: Bank) -> None:
    await waiting(bank, "red", "green")
    (first,) = await moderator.types("/review")
    _answered, times = await moderator.presses(first.data("Позже…"))
    toast, second = await moderator.presses(times.data("Завтра в 9:00"))
    assert toast.text == "Выйдет в своё время"
    _answered, times = await moderator.presses(second.data("Позже…"))
    _answered, asking = await moderator.presses(times.data("В другое время"))
    assert "Пришлите время, например 24.12 09:00. Часы: UTC." in asking.text
    (refused,) = await moderator.types("скоро")
    assert refused.text.startswith("Напишите, пожалуйста, будущее время не дальше")
    (done,) = await moderator.types("24.12 09:00")
    assert "Всё проверено" in done.text
    (queue,) = await moderator.types("/queue")
    assert "выйдут позже: 2" in queue.text


async def test_planned_times_are_typed_and_read_by_the_banks_clocks(moderator: Chat, bank: Bank) -> None:
    """What is typed means Greenwich in this chat, and is read in Moscow: so each of them is seen to be asked."""
    live_in(ZoneInfo("Europe/Moscow"))
    await waiting(bank, "red")
    (first,) = await moderator.types("/review")
    _answered, times = await moderator.presses(first.data("Позже…"))
    _answered, asking = await moderator.presses(times.data("В другое время"))
    assert "Часы: Москва." in asking.text
    await moderator.types("24.12 09:00")
    (queue,) = await moderator.types("/queue")
    assert "ближайшая 24.12.2026, 12:00" in queue.text


async def test_similar_photos_come_below_the_card(moderator: Chat, bank: Bank) -> None:
    await bank.take((250, 10, 10))
    await waiting(bank, "red")
    (first,) = await moderator.types("/review")
    _answered, sheet = await moderator.presses(first.data("Похожие фотографии"))
    assert (sheet.kind, sheet.labels()[0]) == ("SendPhoto", ["1"])


async def test_the_queue_is_counted(moderator: Chat, bank: Bank) -> None:
    await waiting(bank, "red", "green")
    (queue,) = await moderator.types("/queue")
    assert queue.text.splitlines()[:2] == ["Ждут проверки: 2", "получено за сутки: 2"]
    _answered, card = await moderator.presses(queue.data("Посмотреть ещё раз"), text="x", photo=None)
    assert card.labels()[-2:] == LAST_ROWS


@pytest.mark.parametrize("role", [Role.VISITOR, Role.MEMBER, Role.PARTNER])
async def test_nobody_below_a_moderator_reviews_whatever_they_forge(at_home: Chat, bank: Bank, role: Role) -> None:
    (red,) = await waiting(bank, "red")
    await becomes(at_home, bank, role)
    forged = [f"rv:{red}:{act.value}" for act in ReviewAct]
    for data in [*forged, f"rt:{red}:7:1", f"rf:{red}:0", f"rp:{red}:0", "rn"]:
        (toast,) = await at_home.presses(data)
        assert toast.text == "Это для вас закрыто.", data
    for command in ("/review", "/queue"):
        (said,) = await at_home.types(command)
        assert said.text == "Это для вас закрыто."
    async with bank.database.begin() as work:
        assert (await work.photos.get([red]))[red].state == "in_review"


@pytest.mark.parametrize("data", ["rv:1:99", "rv:0:1", "rp:1:4", "rw:1:99", "rf:1:99", "rt:1:-1:1", "rt:1:7:maybe"])
async def test_what_no_button_carries_gets_a_toast(moderator: Chat, data: str) -> None:
    (toast,) = await moderator.presses(data)
    assert toast.text == "Эта кнопка больше не работает. Спросите, пожалуйста, заново."


@pytest.mark.parametrize(
    "tap",
    [
        ReviewTap(photo_id=LARGEST_ID, act=ReviewAct.SIMILAR),
        ProposalTap(photo_id=LARGEST_ID, number=2**48 - 1, wanted=True),
        FlawTap(photo_id=LARGEST_ID, flaw=len(FLAWS) - 1),
    ],
)
def test_callback_data_fits_with_the_largest_ids(tap: ReviewTap | ProposalTap | FlawTap) -> None:
    assert len(tap.pack().encode()) <= 64
    assert type(tap).unpack(tap.pack()) == tap


def markup(said: Said) -> dict[str, object]:
    return {"inline_keyboard": [[button.model_dump(exclude_none=True) for button in row] for row in said.buttons]}


def labels(said: Said) -> list[str]:
    return [label for row in said.labels() for label in row]


async def test_an_album_is_published_with_two_taps_for_all_of_it(moderator: Chat, bank: Bank) -> None:
    for colour in ("red", "green", "blue"):
        await bank.ingest(Received(content=jpeg(colour), publish=False, intake="album:7"))
    while await bank.index_pending():
        pass
    (first,) = await moderator.types("/review")
    label = "✓ Опубликовать вместе с пришедшими с ней (2)"
    assert first.labels()[-1] == [label]
    _answered, asking = await moderator.presses(first.data(label))
    assert "Вместе с ней пришли ещё 2." in asking.text
    toast, done = await moderator.presses(asking.data("✓ Опубликовать все: 3 фотографии"))
    assert toast.text == "Опубликовано: 3"
    assert "Всё проверено" in done.text


async def test_a_card_says_what_the_photo_is_like_and_that_nothing_in_it_is_sharp(moderator: Chat, bank: Bank) -> None:
    one, two = await waiting(bank, "red", "green")
    like = Compared(
        likeness=Likeness.SAME_PICTURE, changes=(Change.CROPPED,), numbers=Numbers(bits=3, cosine=0.9, agreement=0.9)
    )
    async with bank.database.begin(writes=True) as work:
        await work.duplicates.add(two, {one: like}, NOON)
        await work.commit()
    (card,) = await moderator.types("/review")
    assert f"⚠ Похожа на № {two}: Одна и та же картинка (обрезана)" in card.text
    assert "⚠ В кадре нет ничего резкого" in card.text

"""The audit log in the chat."""

from __future__ import annotations

import pytest

from bot.callbacks import LARGEST_ID
from bot.callbacks.audit import AuditTap, UndoTap
from engine.model import Role
from tests.bank import Bank
from tests.bot.chat import Chat
from tests.bot.test_review import becomes
from tests.people.acting import waiting

TEXT = {"text": "x", "photo": None}


async def test_what_was_done_is_read_and_taken_back(at_home: Chat, bank: Bank) -> None:
    (red,) = await waiting(bank, "red")
    await becomes(at_home, bank, Role.MODERATOR)
    (card,) = await at_home.types("/review")
    _answered, flaws = await at_home.presses(card.data("✕ Отклонить"))
    await at_home.presses(flaws.data("Нерезко или темно"))
    (log,) = await at_home.types(f"/audit photo {red}")
    assert f"фотография № {red} отклонена" in log.text
    assert "причина: Нерезко или темно" in log.text
    _answered, done = await at_home.presses(log.data("↶ 1"), **TEXT)
    assert done.text == f"Отменено: фотография № {red} отклонена"
    (again,) = await at_home.presses(log.data("↶ 1"), **TEXT)
    assert again.text == "После этого сделано что-то новое, поэтому отменить нельзя."
    (day,) = await at_home.types("/audit day 2026-05-01")
    assert "2 записи" in day.text
    _answered, turned = await at_home.presses(f"au:1:{red}::", **TEXT)
    assert "· отменено" in turned.text
    assert turned.labels() == []


@pytest.mark.parametrize(
    "text",
    ["/audit", "/audit photo", "/audit day 2026-13-01", "/audit day 9999-12-31", "/audit person x", "/audit photo 0"],
)
async def test_what_cannot_be_looked_up_is_asked_for_again(at_home: Chat, bank: Bank, text: str) -> None:
    await becomes(at_home, bank, Role.MODERATOR)
    (said,) = await at_home.types(text)
    assert said.text.startswith("Напишите, пожалуйста, что искать")


@pytest.mark.parametrize("role", [Role.VISITOR, Role.MEMBER, Role.PARTNER])
async def test_nobody_below_a_moderator_reads_or_takes_back_whatever_they_forge(
    at_home: Chat, bank: Bank, role: Role
) -> None:
    await becomes(at_home, bank, role)
    for data in ("au:1:1::", "au:1:::", "un:1"):
        assert [said.text for said in await at_home.presses(data, **TEXT)] == ["Это для вас закрыто."]
    for command in ("/audit", "/audit photo 1"):
        assert [said.text for said in await at_home.types(command)] == ["Это для вас закрыто."]


@pytest.mark.parametrize(
    "tap", [AuditTap(page=9999, person_id=LARGEST_ID), AuditTap(page=9999, day=739000), UndoTap(deed_id=LARGEST_ID)]
)
def test_callback_data_fits_with_the_largest_ids(tap: AuditTap | UndoTap) -> None:
    assert len(tap.pack().encode()) <= 64
    assert type(tap).unpack(tap.pack()) == tap

"""Files in the chat."""

from __future__ import annotations

import pytest
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile

from tests.bank import Bank
from tests.bot.chat import Chat


async def test_a_file_comes_as_a_document_and_is_uploaded_once(at_home: Chat, bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    (terms,) = await at_home.types("/register")
    await at_home.presses(terms.data("Принимаю и регистрируюсь"))
    _answered, said = await at_home.presses(f"d:{photo_id}:1")
    assert isinstance(said.method, SendDocument)
    assert isinstance(said.photo, BufferedInputFile)
    assert said.photo.filename == f"photobank-{photo_id}.jpg"
    assert said.text.splitlines() == ["Фото: Городской фотобанк", "64×48 точек"]
    _answered, again = await at_home.presses(f"d:{photo_id}:1")
    assert isinstance(again.photo, str)


async def test_the_terms_lead_on_to_the_file_that_was_wanted(at_home: Chat, bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    _answered, terms = await at_home.presses(f"d:{photo_id}:0")
    assert terms.text.startswith("Перед первым файлом")
    assert terms.labels() == [["Принимаю и регистрируюсь"], ["Принимаю"]]
    _answered, thanks = await at_home.presses(terms.data("Принимаю"), text="Условия", photo=None)
    _answered, file = await at_home.presses(thanks.data("Скачать для экрана"), text="Спасибо", photo=None)
    assert file.kind == "SendDocument"
    _answered, needed = await at_home.presses(f"d:{photo_id}:1")
    assert needed.text.startswith("Оригиналы — для зарегистрированных")
    assert needed.labels() == [["Принимаю и регистрируюсь"]]


@pytest.mark.parametrize("data", ["d:1:2", "d:1:-1", "d:0:1", "d:1", "d:1:original"])
async def test_a_forged_size_gets_a_toast(at_home: Chat, data: str) -> None:
    (toast,) = await at_home.presses(data)
    assert toast.text == "Эта кнопка больше не работает. Спросите, пожалуйста, заново."


async def test_a_photo_that_is_not_there_gets_a_toast(at_home: Chat) -> None:
    at_home.speaks("en")
    (toast,) = await at_home.presses("d:999:1")
    assert toast.text == "That photo is no longer in the bank."

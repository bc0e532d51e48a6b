"""The terms in the chat."""

from __future__ import annotations

import pytest

from tests.bot.chat import Chat


async def test_registering_takes_one_tap_and_is_remembered(at_home: Chat) -> None:
    (terms,) = await at_home.types("/register")
    assert terms.text.startswith("Условия использования, версия 1")
    assert terms.labels() == [["Принимаю и регистрируюсь"], ["Принимаю"]]
    answered, said = await at_home.presses(terms.data("Принимаю и регистрируюсь"), text="Условия", photo=None)
    assert (answered.kind, said.kind) == ("AnswerCallbackQuery", "EditMessageText")
    assert "вы зарегистрированы" in said.text
    (again,) = await at_home.types("/terms")
    assert "Вы приняли эти условия 1 мая 2026" in again.text
    assert again.labels() == []


async def test_whoever_only_accepted_can_still_register(at_home: Chat) -> None:
    at_home.speaks("en")
    (terms,) = await at_home.types("/terms")
    _answered, said = await at_home.presses(terms.data("I accept"), text="Terms", photo=None)
    assert "Screen-size files are open to you" in said.text
    (again,) = await at_home.types("/register")
    assert again.labels() == [["I accept, register me"]]


@pytest.mark.parametrize("data", ["a:7:1::0", "a:7:0::0"])
async def test_a_button_older_or_newer_than_the_terms_accepts_nothing(at_home: Chat, data: str) -> None:
    (toast,) = await at_home.presses(data)
    assert toast.text == "С тех пор условия изменились. Прочтите их, пожалуйста, заново: /terms"
    assert "Достаточно одного нажатия" in (await at_home.types("/terms"))[0].text


@pytest.mark.parametrize("data", ["a:0:1::0", "a:1", "a:x:1::0", "a:1:yes please::0", "a:1:1:1:2", "a:1:1:-1:0"])
async def test_a_forged_acceptance_is_refused_politely(at_home: Chat, data: str) -> None:
    (toast,) = await at_home.presses(data)
    assert toast.text == "Эта кнопка больше не работает. Спросите, пожалуйста, заново."

"""What a webhook does when it fails, when there is much to do, and when the bot answers with a call."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import MultipartWriter, web

from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from tests.sandbox.receiver import Receiver
from tests.sandbox.wire import Wire


async def settles(wire: Wire, name: str, value: object) -> None:
    """Waits until the webhook's info says so."""
    said: object = None
    for _ in range(200):
        said = (await wire("getWebhookInfo")).result[name]
        if said == value:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"{name} is {said!r} and not {value!r}")


@pytest.mark.row(63)
async def test_pauses_between_tries_grow(
    telegram: Sandbox, wire: Wire, anna: SandboxPerson, receiver: Receiver
) -> None:
    receiver.failures = [web.Response(status=500) for _ in range(4)]
    await wire("setWebhook", url=receiver.url)
    await anna.says("мост")
    await receiver.tried(2)  # the second at once
    for number, pause in enumerate((2, 4, 8), start=3):
        await telegram.clock.forward(pause - 0.5)
        await asyncio.sleep(0.1)
        assert receiver.tries == number - 1
        await telegram.clock.forward(0.5)
        await receiver.tried(number)
    assert await receiver.texts(1) == ["мост"]


@pytest.mark.row(63)
async def test_an_update_is_given_up_when_it_would_be_too_old(
    telegram: Sandbox, wire: Wire, anna: SandboxPerson, receiver: Receiver
) -> None:
    receiver.failures = [web.Response(status=500, headers={"Retry-After": "31"}) for _ in range(9)]
    await wire("setWebhook", url=receiver.url)
    await telegram.post("inline", {"person_id": anna.id, "chat_id": anna.id, "query": "мост"})
    await receiver.tried(1)
    await settles(wire, "pending_update_count", 0)
    assert receiver.tries == 1


@pytest.mark.row(63)
@pytest.mark.parametrize("most", [1, 3])
async def test_chats_are_served_at_once_up_to_max_connections(
    telegram: Sandbox, wire: Wire, anna: SandboxPerson, receiver: Receiver, most: int
) -> None:
    people = [anna, *[await telegram.person(name) for name in ("James", "Marina", "Олег", "Owner")]]
    for person in people:
        await person.says(person.first_name)
    await wire("setWebhook", url=receiver.url, max_connections=most)
    assert sorted(await receiver.texts(5)) == sorted(person.first_name for person in people)
    assert receiver.most_at_once == most


@pytest.mark.row(63)
async def test_who_is_gone_for_23_hours_gets_nothing_more(
    telegram: Sandbox, wire: Wire, anna: SandboxPerson, receiver: Receiver
) -> None:
    receiver.failures = [web.Response(status=410, headers={"Retry-After": "3000"}) for _ in range(99)]
    await wire("setWebhook", url=receiver.url)
    await anna.says("мост")
    await receiver.tried(1)
    await telegram.clock.forward(hours=22.9)
    await receiver.tried(2)
    assert (await wire("getWebhookInfo")).result["url"] == receiver.url
    await telegram.clock.forward(minutes=50)
    await receiver.tried(3)
    await settles(wire, "url", "")


def _said(chat_id: int, text: str, **more: Any) -> dict[str, Any]:
    return {"method": "sendMessage", "chat_id": chat_id, "text": text, **more}


@pytest.mark.row(64)
@pytest.mark.parametrize("kind", ["json", "form", "parts"])
async def test_a_call_in_the_answer_is_done(
    telegram: Sandbox, wire: Wire, anna: SandboxPerson, receiver: Receiver, kind: str
) -> None:
    said = _said(anna.id, "ответ & <тест>")
    parts = MultipartWriter("form-data")
    for name, value in said.items():
        parts.append(str(value)).set_content_disposition("form-data", name=name)
    form = web.Response(text=urlencode(said), content_type="application/x-www-form-urlencoded")
    receiver.replies = [{"json": web.json_response(said), "form": form, "parts": web.Response(body=parts)}[kind]]
    await wire("setWebhook", url=receiver.url)
    await anna.says("вопрос")
    assert (await anna.sees("ответ")).text == "ответ & <тест>"
    await telegram.sees_call("sendMessage")


@pytest.mark.row(64)
async def test_some_calls_are_not_done_in_an_answer_and_refusals_are_only_logged(
    telegram: Sandbox, wire: Wire, anna: SandboxPerson, receiver: Receiver
) -> None:
    for method in ("getMe", "deleteWebhook", "logOut", "close", "setWebhook"):
        receiver.replies.append(web.json_response({"method": method}))
    receiver.replies.append(web.json_response(_said(1, "никому")))
    receiver.replies.append(web.json_response(_said(anna.id, "конец")))
    await wire("setWebhook", url=receiver.url)
    for number in range(7):
        await anna.says(str(number))
    await anna.sees("конец")
    done = {call["method"]: call["status"] for call in await telegram.calls() if call["method"] != "setWebhook"}
    assert done == {"sendMessage": 200}
    assert (await telegram.calls("sendMessage"))[0]["description"] == "Bad Request: chat not found"
    assert len(await telegram.calls("setWebhook")) == 1

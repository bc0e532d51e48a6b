"""How requests are read, and how refusals are worded, before any method is looked at."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.methods import GetMe

from bot.sandbox.client import Sandbox
from bot.sandbox.errors import describe
from bot.sandbox.methods import HANDLERS
from bot.sandbox.person import SandboxPerson
from bot.sandbox.schema import METHODS
from tests.sandbox.wire import Wire


@pytest.mark.parametrize(
    ("message", "written"),
    [
        ("Message text is empty", "Bad Request: message text is empty"),
        ("BUTTON_DATA_INVALID", "Bad Request: BUTTON_DATA_INVALID"),
        ("U_", "Bad Request: U_"),
        ("X", "Bad Request: X"),
    ],
)
def test_a_description_begins_in_lower_case_unless_it_is_a_name(message: str, written: str) -> None:
    assert describe(400, message) == written


@pytest.mark.parametrize(
    ("token", "refusal"),
    [
        pytest.param("nonsense", "Unauthorized: invalid token specified", marks=pytest.mark.row(1), id="no colon"),
        pytest.param("0:abc", "Unauthorized: invalid token specified", marks=pytest.mark.row(1), id="begins with zero"),
        pytest.param("1:" + "x" * 80, "Unauthorized: invalid token specified", marks=pytest.mark.row(1), id="too long"),
        pytest.param("43:SANDBOX", "Unauthorized", id="another bot's token"),
    ],
)
async def test_a_wrong_token_is_refused(wire: Wire, token: str, refusal: str) -> None:
    answer = await wire.request("GET", f"/bot{token}/getMe")
    assert (answer.status, answer.refusal) == (401, refusal)


@pytest.mark.row(2)
async def test_an_unknown_method_is_not_found(wire: Wire) -> None:
    answer = await wire("sendTelepathy")
    assert (answer.status, answer.refusal) == (404, "Not Found: method not found")


@pytest.mark.parametrize("name", sorted(name for name, method in METHODS.items() if method not in HANDLERS))
async def test_a_method_without_a_handler_is_refused_by_its_name(wire: Wire, name: str) -> None:
    answer = await wire(name)
    assert answer.status == 501
    assert METHODS[name].__api_method__ in answer.refusal


async def test_method_names_are_not_case_sensitive_and_any_encoding_is_read(wire: Wire, anna: SandboxPerson) -> None:
    path = f"/bot{wire.token}/SENDmessage"
    words: dict[str, Any] = {"chat_id": str(anna.id), "text": "привет"}
    for number, (verb, options) in enumerate(
        [
            ("GET", {"params": words}),
            ("POST", {"data": words}),
            ("POST", {"json": {**words, "chat_id": anna.id}}),
            ("POST", {"params": {"chat_id": str(anna.id)}, "data": {"text": "привет"}}),
        ]
    ):
        answer = await wire.request(verb, path, **options)
        assert answer.result["text"] == "привет", number


async def test_a_text_sent_as_a_file_is_no_text(wire: Wire, anna: SandboxPerson) -> None:
    refusal = (await wire("sendMessage", chat_id=anna.id, text=b"words")).refusal
    assert refusal == "Bad Request: message text is empty"


async def test_json_that_is_none_is_refused(wire: Wire) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await wire.request("POST", f"/bot{wire.token}/getMe", data="[1", headers=headers)
    assert answer.refusal == "Bad Request: can't parse request JSON object"


async def test_unknown_parameters_are_ignored_and_logged(wire: Wire, caplog: pytest.LogCaptureFixture) -> None:
    assert (await wire("getMe", colour="red")).result["is_bot"]
    assert "getMe has no parameter colour" in caplog.text


async def test_ill_typed_parameters_are_refused(wire: Wire, anna: SandboxPerson) -> None:
    refusal = (await wire("sendMessage", chat_id=anna.id, text="x", disable_notification="perhaps")).refusal
    assert refusal.startswith('Bad Request: parameter "disable_notification" is invalid')
    assert (await wire("getUpdates", limit="many")).refusal.startswith('Bad Request: parameter "limit" is invalid')
    assert (await wire("sendMessage", chat_id=anna.id, text="x", entities="{[")).refusal == (
        "Bad Request: can't parse entities JSON object"
    )


async def test_an_answer_that_is_not_the_bot_apis_never_leaves(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def half_a_user(*_: object) -> dict[str, Any]:
        return {"id": 42, "is_bot": True}

    async def too_much(*_: object) -> dict[str, Any]:
        return {"id": 42, "is_bot": True, "first_name": "x", "shoe_size": 43}

    async def broken(*_: object) -> dict[str, Any]:
        raise LookupError("lost the thread")

    handlers: dict[Any, Any] = HANDLERS
    for handler, fault in (
        (half_a_user, "first_name"),
        (too_much, "User.shoe_size"),
        (broken, "lost the thread"),
    ):
        monkeypatch.setitem(handlers, GetMe, handler)
        answer = await wire("getMe")
        assert answer.status == 500
        assert fault in answer.refusal
        assert fault in caplog.text


@pytest.mark.parametrize(
    ("chat_id", "refusal"),
    [
        pytest.param(None, "Bad Request: chat_id is empty", marks=pytest.mark.row(3), id="missing"),
        pytest.param("", "Bad Request: chat_id is empty", marks=pytest.mark.row(3), id="empty"),
        pytest.param(999, "Bad Request: chat not found", marks=pytest.mark.row(3), id="unknown"),
        pytest.param("@nobody", "Bad Request: chat not found", marks=pytest.mark.row(3), id="unknown name"),
        pytest.param(
            1002, "Forbidden: bot can't initiate conversation with a user", marks=pytest.mark.row(5), id="never started"
        ),
    ],
)
async def test_where_the_bot_cannot_write(wire: Wire, chat_id: int | str | None, refusal: str) -> None:
    assert (await wire("sendMessage", chat_id=chat_id, text="x")).refusal == refusal


@pytest.mark.parametrize(
    ("chat_type", "standing", "refusal"),
    [
        pytest.param(
            "channel",
            "kicked",
            "Forbidden: bot was kicked from the channel chat",
            marks=pytest.mark.row(6),
            id="kicked",
        ),
        pytest.param(
            "channel",
            "left",
            "Forbidden: bot is not a member of the channel chat",
            marks=pytest.mark.row(6),
            id="not a member",
        ),
        pytest.param(
            "supergroup",
            "kicked",
            "Forbidden: bot was kicked from the supergroup chat",
            marks=pytest.mark.row(6),
            id="group",
        ),
    ],
)
async def test_a_bot_that_was_put_out_cannot_write(
    telegram: Sandbox, wire: Wire, chat_type: str, standing: str, refusal: str
) -> None:
    chat = await telegram.post("chats", {"type": chat_type, "title": "Город", "username": "gorod"})
    assert (await wire("sendMessage", chat_id="@Gorod", text="x")).result["chat"]["id"] == chat["id"]
    await telegram.post(f"chats/{chat['id']}/members", {"bot": standing})
    assert (await wire("sendMessage", chat_id=chat["id"], text="x")).refusal == refusal


@pytest.mark.row(6)
async def test_a_deactivated_person_and_an_upgraded_group(telegram: Sandbox, wire: Wire, anna: SandboxPerson) -> None:
    await telegram.post(f"people/{anna.id}/delete", {})
    assert (await wire("sendMessage", chat_id=anna.id, text="x")).refusal == "Forbidden: user is deactivated"
    old = await telegram.post("chats", {"type": "group", "title": "Город"})
    new = await telegram.post(f"chats/{old['id']}/upgrade", {})
    answer = await wire("sendMessage", chat_id=old["id"], text="x")
    assert answer.refusal == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer.body["parameters"] == {"migrate_to_chat_id": new["id"]}
    assert (await wire("sendMessage", chat_id=new["id"], text="x")).result["text"] == "x"


async def test_after_log_out_nothing_is_answered(wire: Wire) -> None:
    assert (await wire("logOut")).result is True
    assert (await wire("getMe")).refusal == "Logged out"


async def test_close_is_refused_in_the_first_ten_minutes(wire: Wire, clock: Any) -> None:
    assert (await wire("close")).refusal == "Too Many Requests: retry after 600"
    clock.passes(600)
    assert (await wire("close")).result is True

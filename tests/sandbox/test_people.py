"""What people do that a bot hears of, and how the control side answers misuse."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from aiogram import Bot

from bot.sandbox.client import ControlRefused, Sandbox
from bot.sandbox.person import SandboxPerson
from bot.sandbox.world import World
from tests.sandbox.conftest import Clock, picture
from tests.sandbox.wire import Wire


@pytest.mark.row(71)
async def test_a_deep_link_is_an_ordinary_message(bot: Bot, anna: SandboxPerson) -> None:
    await anna.says("/start photo_17-a")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "/start photo_17-a"
    assert [(one.type, one.offset, one.length) for one in update.message.entities or []] == [("bot_command", 0, 6)]


@pytest.mark.row(4)
@pytest.mark.row(74)
async def test_blocking_is_told_and_stops_the_bot(wire: Wire, anna: SandboxPerson) -> None:
    async def change() -> tuple[str, str]:
        (update,) = (await wire("getUpdates", offset=-1)).result
        member = update["my_chat_member"]
        return member["old_chat_member"]["status"], member["new_chat_member"]["status"]

    await anna.blocks()
    assert await change() == ("member", "kicked")
    for method, parameters in (
        ("sendMessage", {"text": "x"}),
        ("sendPhoto", {"photo": picture()}),
        ("sendChatAction", {"action": "typing"}),
    ):
        answer = await wire(method, chat_id=anna.id, **parameters)
        assert (answer.status, answer.refusal) == (403, "Forbidden: bot was blocked by the user")
    await anna.unblocks()
    assert await change() == ("kicked", "member")
    assert (await wire("sendMessage", chat_id=anna.id, text="x")).result["text"] == "x"


@pytest.mark.row(77)
async def test_message_ids_are_unique_in_their_chat_only_and_have_gaps(telegram: Sandbox, anna: SandboxPerson) -> None:
    james = await telegram.person("James")
    hers = [(await anna.says(str(number))).id for number in range(20)]
    his = [(await james.says(str(number))).id for number in range(20)]
    assert hers == sorted(set(hers))
    assert min(hers) > 1
    assert hers[-1] - hers[0] > 19
    assert set(hers) & set(his)


async def test_a_later_run_repeats_no_id_of_an_earlier_one(clock: Clock) -> None:
    async def run() -> tuple[set[str], list[int]]:
        async with Sandbox.started(World("42:X", clock)) as telegram:
            anna = await telegram.person("Анна")
            photo = (await anna.sends_photo(picture())).message
            assert photo.photo
            (update,) = telegram.world.updates.pending()
            files = {name for size in photo.photo for name in (size.file_id, size.file_unique_id)}
            return files, [photo.message_id, update.update_id]

    earlier_files, earlier_ids = await run()
    clock.passes(60)
    later_files, later_ids = await run()
    assert not earlier_files & later_files
    assert all(later > earlier for later, earlier in zip(later_ids, earlier_ids, strict=True))


async def test_everything_a_client_can_send_arrives(bot: Bot, anna: SandboxPerson) -> None:
    question = await anna.says("мост")
    await anna.sends_photo(picture(), "подпись", reply_to=question)
    await anna.sends_document(b"x", "x.bin", caption="файл")
    await anna.sends_sticker()
    await anna.sends_voice()
    await anna.forwards(question)
    kinds = [update.message.content_type for update in await bot.get_updates() if update.message]
    assert kinds == ["text", "photo", "document", "sticker", "voice", "text"]


async def test_deleting_by_the_person_is_not_told(bot: Bot, anna: SandboxPerson) -> None:
    said = await anna.says("мост")
    await bot.get_updates(offset=-1)
    await anna.deletes(said)
    assert said.id not in [seen.id for seen in await anna.chat()]
    assert len(await bot.get_updates()) == 1


async def test_new_people_are_made_and_known_ones_found(telegram: Sandbox) -> None:
    assert (await telegram.person("Owner")).id == 1005
    made = await telegram.person("Юки", language=None)
    assert made.id == 2001
    assert await telegram.person("Юки") is made
    people = (await telegram.get("state"))["people"]
    assert people[-1] == {
        "id": 2001,
        "first_name": "Юки",
        "username": None,
        "language_code": None,
        "role": "visitor",
    }


@pytest.mark.parametrize(
    ("path", "body", "sentence"),
    [
        ("chats/1001/say", {"person_id": 1001, "text": " "}, "text must be a text that is not empty"),
        ("chats/1001/say", {"person_id": "x", "text": "x"}, "person_id must be a whole number"),
        ("chats/1001/say", {"person_id": 1002, "text": "x"}, "James is not in this private chat"),
        ("chats/1001/say", {"person_id": 7, "text": "x"}, "there is no person 7"),
        ("chats/1001/say", {"person_id": 1001, "text": "я" * 4097}, "a client would cut this text"),
        ("chats/1001/say", {"person_id": 1001, "text": "x", "reply_to": 5}, "chat 1001 has no message 5"),
        ("chats/7/say", {"person_id": 1001, "text": "x"}, "there is no chat 7"),
        ("chats/1001/block", {"blocked": "yes"}, "blocked must be true or false"),
        ("people", {"first_name": "x", "id": 1001}, "1001 cannot be the id of a new person"),
        ("people", {}, "first_name must be a text that is not empty"),
        ("chats", {"type": "party", "title": "x"}, "type must be one of"),
        ("chats", {"type": "group", "title": "x", "bot": "asleep"}, "bot must be one of"),
        ("chats", {"type": "group", "title": "x", "members": [7]}, "there is no person 7"),
        ("faults", {"kind": "earthquake"}, "kind must be one of"),
    ],
)
async def test_misuse_is_answered_with_a_sentence(telegram: Sandbox, path: str, body: Any, sentence: str) -> None:
    with pytest.raises(ControlRefused, match=sentence):
        await telegram.post(path, body)


async def test_a_client_sends_no_broken_photo(anna: SandboxPerson) -> None:
    with pytest.raises(ControlRefused, match="a client would not send this file: Bad Request: IMAGE_PROCESS_FAILED"):
        await anna.sends_photo(b"no picture")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Host": "example.org"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Host": "example.org", "Origin": "http://example.org"},
    ],
)
async def test_pages_of_other_hosts_are_refused(telegram: Sandbox, wire: Wire, headers: dict[str, str]) -> None:
    for path in ("/control/state", f"/bot{telegram.token}/getMe"):
        async with wire.session.get(telegram.api_url + path, headers=headers) as answer:
            assert answer.status == 403
    own = {"Origin": telegram.api_url}
    async with wire.session.get(f"{telegram.api_url}/control/state", headers=own) as answer:
        assert answer.status == 200


async def test_the_page_is_served_and_nothing_beside_it(telegram: Sandbox, wire: Wire) -> None:
    async with wire.session.get(telegram.api_url + "/") as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
    for name in ("nothing.js", "..%2Fserver.py", ".hidden"):
        async with wire.session.get(f"{telegram.api_url}/static/{name}") as answer:
            assert answer.status == 404


async def test_a_document_is_never_run_by_the_browser(telegram: Sandbox, wire: Wire, anna: SandboxPerson) -> None:
    for name in ("x.html", "x.svg"):
        sent = await anna.sends_document(b"<svg/>", name)
        assert sent.message.document is not None
        url = f"{telegram.api_url}/control/files/{sent.message.document.file_unique_id}"
        async with wire.session.get(url) as answer:
            assert answer.headers["Content-Disposition"] == "attachment"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_events_go_on_from_where_a_watcher_was(telegram: Sandbox, anna: SandboxPerson) -> None:
    last = (await telegram.get("state"))["last_event"]
    await anna.says("новое")
    async with aiohttp.ClientSession() as session:
        for options in ({"params": {"since": str(last)}}, {"headers": {"Last-Event-ID": str(last)}}):
            async with session.get(f"{telegram.api_url}/control/events", **options) as answer:  # type: ignore[arg-type]
                lines = [await answer.content.readline() for _ in range(4)]
            assert lines[2] == f"id: {last + 1}\n".encode()
            assert "новое".encode() in lines[3]


async def test_what_is_not_seen_is_named(anna: SandboxPerson, bot: Bot) -> None:
    await bot.send_message(anna.id, "другое")
    with pytest.raises(AssertionError, match=r"waited 0.2 s for Анна to see 'мост'; seen instead: .*другое"):
        await anna.sees("мост", within=0.2)
    assert (await anna.sees("другое")).text == "другое"


async def test_calls_are_logged_without_the_token_and_with_sizes_for_files(
    telegram: Sandbox, wire: Wire, anna: SandboxPerson
) -> None:
    await wire("sendPhoto", chat_id=anna.id, photo=picture(), reply_markup={"inline_keyboard": []})
    await wire("sendMessage", chat_id=anna.id)
    first, second = await telegram.calls()
    assert first["params"] == {
        "chat_id": str(anna.id),
        "reply_markup": {"inline_keyboard": []},
        "photo": {"name": "photo.jpg", "size": len(picture())},
    }
    assert (second["status"], second["description"]) == (400, "Bad Request: message text is empty")
    assert telegram.token not in str(await telegram.calls())
    assert await telegram.calls("sendMessage") == [second]


async def test_watchers_and_pollers_do_not_delay_the_end() -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(20):
        async with Sandbox.started() as telegram:
            watching = await session.get(f"{telegram.api_url}/control/events")
            url = f"{telegram.api_url}/bot{telegram.token}/getUpdates?timeout=50"
            polling = asyncio.ensure_future(session.post(url))
            await telegram.sees_bot()
        watching.close()
        answer = await polling
        assert (await answer.json())["description"] == "Internal Server Error: restart"

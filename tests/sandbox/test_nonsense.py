"""Whatever somebody asks of the stand-in, it answers with a sentence, and never with a fault of its own."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from aiogram.methods import GetUpdates, LeaveChat, LogOut

from bot.sandbox.client import Sandbox
from bot.sandbox.methods import HANDLERS
from bot.sandbox.person import SandboxPerson
from tests.sandbox.drawn import picture
from tests.sandbox.wire import Wire

TEXTS = ("", " ", "0", "-1", "1.5", "nan", "²", "9" * 30, "я" * 70, "<b>", "\x00", "null", "true", "HTML", "Markdown")
NAMES = ("@moscow_photobank", "attach://x", "attach://", "AAAA", "http://127.0.0.1:1/x")
NESTED: tuple[Any, ...] = (
    *([], {}, [1], [[]], [None], ["x"], [1, 2, 3], {"a": 1}, {"message_id": 5}, {"message_id": "x"}),
    *([{"type": "photo"}], [{"type": "photo", "media": "attach://x"}], {"type": "photo", "media": 5, "caption": 5}),
    *({"keyboard": 5}, {"keyboard": [[5]]}, {"keyboard": [[{"text": "x"}]]}, {"force_reply": 5}),
    *({"inline_keyboard": rows} for rows in (None, [None], [[5]], [[{"text": "x", "copy_text": 5}]])),
    *({"inline_keyboard": [[{"text": "x", **act}]]} for act in ({"callback_data": 5}, {"copy_text": {}}, {"url": 5})),
    *([{"type": kind, "offset": -5, "length": 100, "url": 5}] for kind in ("bold", "text_link", "wat")),
    *([{"command": "x", "description": ""}], [{"command": 5, "description": 5}], {"type": "chat", "chat_id": 1001}),
    *({"type": "chat"}, {"type": "wat"}, [{"type": "emoji", "emoji": 5}], [{"type": "article", "id": "1"}]),
)
PLACES = ("1001", "-1001000000001", "-1001000000002")
CALMER = {LogOut, LeaveChat, GetUpdates}
"""These end or hold what the others need."""
TRIES_EACH = 12

IN_A_CHAT = ("say", "send", "forward", "tap", "delete", "edit", "react", "members", "upgrade", "block")
ACTIONS = (
    *(f"chats/{{chat}}/{name}" for name in IN_A_CHAT),
    *("people", "chats", "people/{chat}/delete", "inline", "inline/1/choose", "clock", "settings", "faults"),
)
FIELDS = (
    *("person_id", "text", "reply_to", "message_id", "row", "column", "data", "from_chat_id", "origin", "emoji"),
    *("caption", "kind", "latitude", "longitude", "title", "type", "members", "username", "bot", "joined", "blocked"),
    *("first_name", "language_code", "role", "id", "query", "chat_id", "result_id", "forward_s", "privacy"),
    *("method", "times", "retry_after"),
)
ODD: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        5,
        1001,
        -1001000000001,
        1e308,
        "",
        "x",
        "²",
        "1001",
        "я" * 5000,
        [],
        [1],
        {},
        {"a": 1},
    ),
    *("member", "channel", "group", "photo", "location", "hidden_user", "👍", "429", "getMe"),
)


async def test_no_call_of_the_bot_is_too_much_for_it(wire: Wire, anna: SandboxPerson) -> None:
    chance = random.Random(7)
    known = (await anna.says("мост")).id
    for method in sorted(HANDLERS.keys() - CALMER, key=lambda one: one.__name__):
        for _ in range(TRIES_EACH):
            asked: dict[str, Any] = {}
            for name, field in method.model_fields.items():
                if not field.is_required() and chance.random() > 0.35:
                    continue
                asked[name] = chance.choice([chance.choice(TEXTS), chance.choice(NAMES), chance.choice(NESTED)])
                if name in ("chat_id", "from_chat_id") and chance.random() < 0.75:
                    asked[name] = chance.choice(PLACES)
                if name == "message_id" and chance.random() < 0.6:
                    asked[name] = known
            answer = await wire(method.__api_method__, **asked, **({"x": picture()} if chance.random() < 0.2 else {}))
            assert answer.status < 500 or answer.status == 501, (method.__api_method__, asked, answer.body)


@pytest.mark.parametrize("seed", [1, 2])
async def test_no_request_to_the_control_side_is_too_much_for_it(
    telegram: Sandbox, wire: Wire, anna: SandboxPerson, seed: int
) -> None:
    chance = random.Random(seed)
    known = (await anna.says("мост")).id
    for _ in range(400):
        path = chance.choice(ACTIONS).replace("{chat}", chance.choice([*PLACES, "5", "x", "²"]))
        body = {name: chance.choice(ODD) for name in chance.sample(FIELDS, chance.randint(0, 12))}
        if chance.random() < 0.6:
            body |= {"person_id": anna.id, "message_id": known}
        async with wire.session.post(f"{wire.url}/control/{path}", data=json.dumps(body)) as answer:
            assert answer.status < 500, (path, body)
        await telegram.clear_faults()
        chat = await wire("getChat", chat_id=anna.id)
        assert chat.status < 500, (path, body, chat.body)

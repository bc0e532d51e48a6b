"""Role × handler: whatever somebody presses, types or follows is open to the roles of one table and to no other.

The triggers are those of the wiring: forged buttons, deep links and commands that no menu showed.
"""

from __future__ import annotations

from typing import Any

import pytest

from bot.handlers import (
    audit,
    collections,
    dashboard,
    digest,
    download,
    duplicates,
    governing,
    groups,
    inline,
    leftovers,
    library,
    membership,
    near,
    offers,
    partners,
    refining,
    registration,
    requests,
    review,
    roles,
    saved,
    search,
    settings,
    sheet,
    start,
    tags,
    uploads,
    withdrawal,
)
from engine.model import Role
from tests.bot.chat import Chat
from tests.bot.test_wiring import TRIGGERS

OF_EVERYBODY = {
    *(download, groups, inline, leftovers, library, membership, near, refining, registration, search, settings),
    *(sheet, start, tags),
}
OF = {
    collections: Role.MEMBER,
    saved: Role.MEMBER,
    partners: Role.PARTNER,
    **dict.fromkeys((audit, dashboard, duplicates, governing, requests, review, uploads, withdrawal), Role.MODERATOR),
    **dict.fromkeys((offers, roles), Role.OWNER),
}
LEAST = {module.__name__: Role.VISITOR for module in OF_EVERYBODY} | {
    module.__name__: role for module, role in OF.items()
}
"""The lowest role for the handlers of a module; errors come to everybody, and refuse for others."""
BUT = {
    collections.shared_link_followed: Role.VISITOR,
    library.favourite_pressed: Role.MEMBER,
    library.history_asked: Role.MEMBER,
    library.repeat_pressed: Role.MEMBER,
    library.delete_history_pressed: Role.MEMBER,
    dashboard.partner_stats_asked: Role.PARTNER,
    digest.digest_link_followed: Role.VISITOR,
    offers.offer_pressed: Role.MEMBER,
    partners.collection_usage_pressed: Role.MEMBER,
    requests.more_pressed: Role.VISITOR,
    requests.trouble_pressed: Role.VISITOR,
    requests.report_written: Role.VISITOR,
    requests.partnership_asked: Role.MEMBER,
    uploads.files_sent: None,
}
"""Handlers that their module's role does not tell; files are an upload's only between /upload and /done."""
REFUSALS = {"Это для вас закрыто.", "Это для зарегистрированных. /register — одно нажатие."}
RISING = list(Role)


def least(handler: Any) -> Role | None:
    return BUT[handler] if handler in BUT else LEAST.get(handler.__module__)


@pytest.mark.parametrize("role", RISING)
async def test_a_handler_answers_from_its_role_on_and_refuses_the_role_below(chat: Chat, role: Role) -> None:
    wrong = []
    for number, ((event, handler), act) in enumerate(TRIGGERS.items()):
        lowest = least(handler)
        if lowest is None or role not in RISING[max(0, RISING.index(lowest) - 1) : RISING.index(lowest) + 1]:
            continue
        # Another person each time: what one of them chose, or was told to wait for, is nothing to the next.
        chat.bank.role, chat.group = role, None
        chat.person = {"id": 5000 + number, "is_bot": False, "first_name": "Анна", "language_code": "ru"}
        before = len(chat.telegram.said)
        await act(chat)
        refused = bool(REFUSALS & {one.text for one in chat.telegram.said[before:]})
        if refused != (RISING.index(role) < RISING.index(lowest)):
            wrong.append(
                f"{event} {handler.__module__}.{handler.__name__}: {role} is {'' if refused else 'not '}refused"
            )
    assert wrong == []

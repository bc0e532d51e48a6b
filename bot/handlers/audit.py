"""The audit log: looked up by photo, person or day, and taken back by a button."""

from __future__ import annotations

import datetime as dt
import re

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from admin.audit.reading import Deeds, ReadAudit
from admin.audit.undoing import TakeBack
from bot.callbacks.audit import AuditTap, UndoTap
from bot.presenters.audit import audit_of, taken_back, told_of
from bot.recalling import Recall
from bot.sending import Sender
from bot.taps import Tap
from bot.telling import Teller
from engine.errors import BadAudit
from engine.model import Actor, PersonId, PhotoId
from engine.people.permissions import Act, require

router = Router(name="audit")

ASKED = re.compile(r"(photo|person)\s+([1-9]\d{0,18})|day\s+(\d{4}-\d{2}-\d{2})")


@router.message(Command("audit"), F.chat.type == ChatType.PRIVATE)
async def audit_asked(
    message: Message, command: CommandObject, actor: Actor, read_audit: ReadAudit, sender: Sender
) -> None:
    require(actor, Act.READ_AUDIT)
    page = await read_audit(actor, _asked(command.args or ""))
    await sender.answer(message, audit_of(page))


@router.callback_query(AuditTap.filter())
async def audit_turned(_event: object, callback_data: AuditTap, tap: Tap, actor: Actor, read_audit: ReadAudit) -> None:
    require(actor, Act.READ_AUDIT)
    asked = callback_data.asked
    if asked == Deeds():
        raise BadAudit
    page = await read_audit(actor, asked, callback_data.page)
    await tap.edit(audit_of(page))


@router.callback_query(UndoTap.filter())
async def undo_pressed(
    _event: object, callback_data: UndoTap, tap: Tap, actor: Actor, take_back: TakeBack, recall: Recall, teller: Teller
) -> None:
    undone = await take_back(actor, callback_data.deed_id)
    await tap.answer(taken_back(undone.deed))
    if undone.hidden is not None:
        await recall([undone.hidden])
    if undone.concerns is not None:
        await teller.person(undone.concerns, lambda _language: told_of(undone.deed))


def _asked(words: str) -> Deeds:
    """Raises BadAudit."""
    found = ASKED.fullmatch(words.strip().lower())
    if found is None:
        raise BadAudit
    if found[3]:
        try:
            return Deeds(day=dt.date.fromisoformat(found[3]))
        except ValueError:
            raise BadAudit from None
    number = int(found[2])
    if number > 2**63 - 1:
        raise BadAudit
    return Deeds(photo_id=PhotoId(number)) if found[1] == "photo" else Deeds(person_id=PersonId(number))

"""Taking a published photo out of sight: by a button of its card or by its number, with a reason."""

from __future__ import annotations

import re

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.types import Message

from admin.publication import WithdrawPhotos
from bot.callbacks.review import FLAWS, WithdrawTap
from bot.presenters.withdrawal import called_back, not_published, why_withdrawn, withdrawn
from bot.recalling import Recall
from bot.sending import Sender
from bot.taps import Tap
from engine.errors import ChoiceGone
from engine.model import Actor, PhotoId
from engine.people.permissions import Act, require

router = Router(name="withdrawal")

WITHDRAWING = re.compile(r"/withdraw(?:@\w+)?[\s_]+([1-9]\d{0,17})(?:\s+(.+))?", re.DOTALL)


@router.message(F.text.startswith("/withdraw"), F.chat.type == ChatType.PRIVATE)
async def withdrawal_written(
    message: Message, actor: Actor, withdraw_photos: WithdrawPhotos, sender: Sender, recall: Recall
) -> None:
    require(actor, Act.WITHDRAW)
    asked = WITHDRAWING.fullmatch(message.text or "")
    if asked is None:
        raise ChoiceGone
    photo_id, reason = PhotoId(int(asked[1])), asked[2]
    if reason is None:
        await sender.answer(message, why_withdrawn(photo_id))
        return
    if not await withdraw_photos(actor, [photo_id], reason):
        await sender.answer(message, not_published(photo_id))
        return
    recalled = await recall([photo_id])
    await sender.answer(message, called_back(photo_id, recalled))


@router.callback_query(WithdrawTap.filter(F.flaw.is_(None)))
async def withdraw_pressed(_event: object, callback_data: WithdrawTap, tap: Tap, actor: Actor) -> None:
    require(actor, Act.WITHDRAW)
    await tap.answer(why_withdrawn(PhotoId(callback_data.photo_id)))


@router.callback_query(WithdrawTap.filter())
async def withdrawal_reason_pressed(
    _event: object, callback_data: WithdrawTap, tap: Tap, actor: Actor, withdraw_photos: WithdrawPhotos, recall: Recall
) -> None:
    photo_id = PhotoId(callback_data.photo_id)
    flaw = FLAWS[callback_data.flaw or 0]
    if not await withdraw_photos(actor, [photo_id], flaw.value):
        await tap.edit(not_published(photo_id))
        return
    # At once, for many chats may have to be edited before the rest can be said.
    await tap.edit(withdrawn(photo_id))
    recalled = await recall([photo_id])
    await tap.answer(called_back(photo_id, recalled))

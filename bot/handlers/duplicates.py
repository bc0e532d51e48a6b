"""Photos that are alike: one pair after another in the same message."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.types import Message

from admin.duplicates.settling import OpenDuplicates, SettleDuplicate
from bot.callbacks.duplicates import VERDICTS, NextPairTap, VerdictTap
from bot.presenters.duplicates import pair_of, settled
from bot.sending import Sender
from bot.taps import Tap
from engine.model import Actor
from engine.ports import Files

router = Router(name="duplicates")


@router.message(Command("duplicates"), F.chat.type == ChatType.PRIVATE)
async def duplicates_asked(
    message: Message, actor: Actor, open_duplicates: OpenDuplicates, files: Files, sender: Sender
) -> None:
    outcome = await open_duplicates(actor)
    await sender.answer(message, pair_of(outcome, files))


@router.callback_query(NextPairTap.filter())
async def next_pair_pressed(
    _event: object, tap: Tap, actor: Actor, open_duplicates: OpenDuplicates, files: Files
) -> None:
    outcome = await open_duplicates(actor)
    await tap.edit(pair_of(outcome, files))


@router.callback_query(VerdictTap.filter())
async def verdict_pressed(
    _event: object, callback_data: VerdictTap, tap: Tap, actor: Actor, settle_duplicate: SettleDuplicate, files: Files
) -> None:
    verdict = VERDICTS[callback_data.verdict]
    outcome = await settle_duplicate(actor, callback_data.pair_id, verdict)
    await tap.edit(pair_of(outcome, files), toast=settled(verdict))

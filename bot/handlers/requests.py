"""What people ask of those who moderate: reports of photos, a partner's access; and the decisions."""

from __future__ import annotations

import re

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from admin.requests import DecidePartnership, SettleReport
from bot.callbacks.requests import MoreTap, PartnerTap, RefuseTap, ReportTap, SettleTap
from bot.keyboards.requests import refusal_reasons
from bot.presenters.markup import fill
from bot.presenters.messages import TextMessage
from bot.presenters.photo import more_of, photo_of
from bot.presenters.requests import (
    answer_to_reporter,
    decided,
    decision,
    in_own_words,
    outcome_of,
    partner_already,
    report_for_moderators,
    reported,
    request_for_moderators,
    settled,
    waiting_for_decision,
    what_is_wrong,
    why_refused,
)
from bot.presenters.withdrawal import called_back
from bot.recalling import Recall
from bot.sending import Sender
from bot.taps import Tap
from bot.telling import Teller
from engine.model import Actor, PhotoId
from engine.people.asking import AskPartnership, Reported, ReportPhoto
from engine.people.requests import PartnerRequest, Report, ReportId, RequestId, Trouble
from engine.ports import Files
from engine.search.open_photo import OpenPhoto

router = Router(name="requests")

REPORTING = re.compile(r"/report_([1-9]\d{0,17})(?:@\w+)?(?:\s+(.+))?", re.DOTALL)
REFUSING = re.compile(r"/refuse_([1-9]\d{0,17})(?:@\w+)?(?:\s+(.+))?", re.DOTALL)


@router.callback_query(MoreTap.filter())
async def more_pressed(
    _event: object, callback_data: MoreTap, bot: Bot, tap: Tap, actor: Actor, open_photo: OpenPhoto, files: Files
) -> None:
    card = await open_photo(actor, PhotoId(callback_data.photo_id), anew=False)
    if callback_data.reporting:
        await tap.edit(what_is_wrong(card, files, callback_data.back))
    else:
        await tap.edit(more_of(card, files, username=(await bot.me()).username, back=callback_data.back))


@router.callback_query(ReportTap.filter())
async def trouble_pressed(
    _event: object,
    callback_data: ReportTap,
    bot: Bot,
    tap: Tap,
    actor: Actor,
    report_photo: ReportPhoto,
    files: Files,
    teller: Teller,
) -> None:
    photo_id = PhotoId(callback_data.photo_id)
    if callback_data.named is Trouble.OTHER:
        await tap.answer(in_own_words(photo_id))
        return
    done = await report_photo(actor, photo_id, callback_data.named)
    await tap.edit(photo_of(done.card, files, back=callback_data.back), reported(again=done.report is None))
    await _tell_moderators(done, bot, files, teller)


@router.message(F.text.startswith("/report_"))
async def report_written(
    message: Message, bot: Bot, actor: Actor, report_photo: ReportPhoto, files: Files, sender: Sender, teller: Teller
) -> None:
    asked = REPORTING.fullmatch(message.text or "")
    photo_id = PhotoId(int(asked[1])) if asked else PhotoId(0)
    done = await report_photo(actor, photo_id, Trouble.OTHER, (asked[2] or "") if asked else "")
    await sender.answer(message, TextMessage(text=fill("{said}", said=reported(again=done.report is None))))
    await _tell_moderators(done, bot, files, teller)


@router.callback_query(SettleTap.filter())
async def settling_pressed(
    _event: object,
    callback_data: SettleTap,
    tap: Tap,
    actor: Actor,
    settle_report: SettleReport,
    files: Files,
    teller: Teller,
    recall: Recall,
) -> None:
    withdrawn = callback_data.withdrawn
    outcome = await settle_report(actor, ReportId(callback_data.report_id), withdrawn=withdrawn)
    await tap.tell(outcome_of(outcome, withdrawn=withdrawn))
    photo_id = outcome.photo.photo_id
    recalled = await recall([photo_id]) if withdrawn else None
    # After what was called back, which this very message is among: whoever decided keeps what they decided on.
    await tap.edit(settled(outcome, files, withdrawn=withdrawn))
    if recalled is not None:
        await tap.answer(called_back(photo_id, recalled))
    for report in outcome.reports:
        await _tell_reporter(report, teller, withdrawn=withdrawn)


@router.message(Command("partner"))
async def partnership_asked(
    message: Message,
    command: CommandObject,
    actor: Actor,
    ask_partnership: AskPartnership,
    sender: Sender,
    teller: Teller,
) -> None:
    asked = await ask_partnership(actor, command.args or "")
    request = asked.request
    if request is None:
        await sender.answer(message, partner_already())
        return
    await sender.answer(message, waiting_for_decision(request))
    if asked.is_new:
        await teller.moderators(lambda _language: request_for_moderators(request))


@router.callback_query(PartnerTap.filter(~F.granted))
async def refusal_pressed(
    _event: object, callback_data: PartnerTap, tap: Tap, actor: Actor, decide_partnership: DecidePartnership
) -> None:
    request = await decide_partnership.look(actor, RequestId(callback_data.request_id))
    await tap.edit(why_refused(request))


@router.callback_query(RefuseTap.filter())
async def reason_pressed(
    _event: object,
    callback_data: RefuseTap,
    tap: Tap,
    actor: Actor,
    decide_partnership: DecidePartnership,
    teller: Teller,
) -> None:
    number, reason = RequestId(callback_data.request_id), refusal_reasons()[callback_data.reason]
    request = await decide_partnership(actor, number, granted=False, reason=reason)
    await tap.edit(decided(request, granted=False))
    # Whoever asked may read another language than whoever refused.
    await teller.person(
        request.person_id,
        lambda _language: decision(request, refusal_reasons()[callback_data.reason], granted=False),
    )


@router.callback_query(PartnerTap.filter())
async def partnership_pressed(
    _event: object,
    callback_data: PartnerTap,
    tap: Tap,
    actor: Actor,
    decide_partnership: DecidePartnership,
    teller: Teller,
) -> None:
    request = await decide_partnership(actor, RequestId(callback_data.request_id), granted=True)
    await tap.edit(decided(request, granted=True))
    await _tell_asker(request, "", teller, granted=True)


@router.message(F.text.startswith("/refuse_"))
async def refusal_written(
    message: Message, actor: Actor, decide_partnership: DecidePartnership, sender: Sender, teller: Teller
) -> None:
    asked = REFUSING.fullmatch(message.text or "")
    number, reason = (int(asked[1]), asked[2] or "") if asked else (0, "")
    request = await decide_partnership(actor, RequestId(number), granted=False, reason=reason)
    await sender.answer(message, decided(request, granted=False))
    await _tell_asker(request, reason, teller, granted=False)


async def _tell_moderators(done: Reported, bot: Bot, files: Files, teller: Teller) -> None:
    report = done.report
    if report is not None:
        username = (await bot.me()).username
        await teller.moderators(lambda _language: report_for_moderators(report, done.card.photo, files, username))


async def _tell_reporter(report: Report, teller: Teller, *, withdrawn: bool) -> None:
    await teller.person(report.person_id, lambda _language: answer_to_reporter(report, withdrawn=withdrawn))


async def _tell_asker(request: PartnerRequest, reason: str, teller: Teller, *, granted: bool) -> None:
    await teller.person(request.person_id, lambda _language: decision(request, reason, granted=granted))

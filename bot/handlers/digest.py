"""The digest: the owner's schedules, issues before moderators, lost answers, and readers who come from the channel."""

from __future__ import annotations

import re

from aiogram import Bot, F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, MessageReactionCountUpdated

from admin.digest.deciding import LONGEST, DecideIssue, Later
from admin.digest.following import FollowDigest
from admin.digest.ports import IssueId, PieceId, ScheduleId
from admin.digest.reacting import CountReactions
from admin.digest.schedules import EditSchedules
from admin.digest.settling import SettleIssue
from bot.callbacks.digest import (
    AgainTap,
    DigestsTap,
    DropPhotoTap,
    IssueAct,
    IssueTap,
    LostTap,
    ScheduleAct,
    ScheduleTap,
)
from bot.composing import link_of
from bot.presenters.digest_desk import digests_of, issue_of, later_of, made_now, settled_of, timetable_of
from bot.presenters.digest_pieces import pieces_of
from bot.presenters.photo import photo_of
from bot.presenters.sheet import answer_with
from bot.sending import Sender
from bot.taps import Tap
from engine.errors import BadDigestText
from engine.library.card import PhotoCard
from engine.model import Actor, Language, PhotoId
from engine.ports import Files
from engine.search.conversation import Place

router = Router(name="digest")

LINK = re.compile(r"d([1-9]\d{0,17})_(b|[pq]\d{1,18})")
WORDING = re.compile(r"/digest_([1-9]\d{0,17})_(ru|en)(?:@\w+)?\s+(?=\S)", re.ASCII)
"""The command before the words."""
LANGUAGES = {
    ScheduleAct.RU: (Language.RU,),
    ScheduleAct.EN: (Language.EN,),
    ScheduleAct.BOTH: (Language.RU, Language.EN),
}
LATER = {IssueAct.HOUR: Later.HOUR, IssueAct.EVENING: Later.EVENING, IssueAct.MORNING: Later.MORNING}
PAUSING = {ScheduleAct.PAUSE: True, ScheduleAct.RESUME: False}
AUTOMATIC = {ScheduleAct.AUTOMATIC: True, ScheduleAct.LOOKED_AT: False}


@router.message(Command("start", magic=F.args.regexp(LINK, mode="fullmatch")))
async def digest_link_followed(
    message: Message,
    command: CommandObject,
    actor: Actor,
    place: Place,
    follow_digest: FollowDigest,
    files: Files,
    sender: Sender,
) -> None:
    number, target = LINK.fullmatch(command.args or "").groups()  # type: ignore[union-attr]
    shown = await follow_digest(actor, IssueId(int(number)), target, place)
    await sender.answer(message, photo_of(shown, files) if isinstance(shown, PhotoCard) else answer_with(shown, files))


@router.message_reaction_count()
async def post_reacted_to(event: MessageReactionCountUpdated, count_reactions: CountReactions) -> None:
    count = sum(one.total_count for one in event.reactions)
    await count_reactions(event.chat.id, event.message_id, count)


@router.message(Command("digest", magic=F.args), F.chat.type == ChatType.PRIVATE)
async def schedule_written(
    message: Message, command: CommandObject, actor: Actor, edit_schedules: EditSchedules, sender: Sender
) -> None:
    timetable = await edit_schedules.add(actor, command.args or "")
    await sender.answer(message, timetable_of(timetable))


@router.message(Command("digest"), F.chat.type == ChatType.PRIVATE)
async def digests_asked(message: Message, actor: Actor, edit_schedules: EditSchedules, sender: Sender) -> None:
    overview = await edit_schedules.all(actor)
    await sender.answer(message, digests_of(overview))


@router.message(F.text.startswith("/digest_"), F.chat.type == ChatType.PRIVATE)
async def issue_worded(message: Message, actor: Actor, decide_issue: DecideIssue, sender: Sender) -> None:
    asked = WORDING.match(message.text or "")
    if asked is None:
        raise BadDigestText(limit=LONGEST)
    # The command has no formatting, so that in HTML it is what it is in the text.
    text, length = message.html_text[asked.end() :], len((message.text or "")[asked.end() :])
    proof = await decide_issue.write(actor, IssueId(int(asked[1])), Language(asked[2]), text, length)
    await sender.answer(message, issue_of(proof))


@router.callback_query(DigestsTap.filter())
async def digests_pressed(_event: object, tap: Tap, actor: Actor, edit_schedules: EditSchedules) -> None:
    overview = await edit_schedules.all(actor)
    await tap.edit(digests_of(overview))


@router.callback_query(ScheduleTap.filter(F.act == ScheduleAct.OPEN))
async def schedule_pressed(
    _event: object, callback_data: ScheduleTap, tap: Tap, actor: Actor, edit_schedules: EditSchedules
) -> None:
    timetable = await edit_schedules.open(actor, ScheduleId(callback_data.schedule_id))
    await tap.edit(timetable_of(timetable))


@router.callback_query(ScheduleTap.filter(F.act.in_(PAUSING)))
async def pause_pressed(
    _event: object, callback_data: ScheduleTap, tap: Tap, actor: Actor, edit_schedules: EditSchedules
) -> None:
    number, paused = ScheduleId(callback_data.schedule_id), PAUSING[callback_data.act]
    timetable = await edit_schedules.pause(actor, number, paused=paused)
    await tap.edit(timetable_of(timetable))


@router.callback_query(ScheduleTap.filter(F.act.in_(AUTOMATIC)))
async def automatic_pressed(
    _event: object, callback_data: ScheduleTap, tap: Tap, actor: Actor, edit_schedules: EditSchedules
) -> None:
    number, automatic = ScheduleId(callback_data.schedule_id), AUTOMATIC[callback_data.act]
    timetable = await edit_schedules.make_automatic(actor, number, automatic=automatic)
    await tap.edit(timetable_of(timetable))


@router.callback_query(ScheduleTap.filter(F.act.in_(LANGUAGES)))
async def digest_language_pressed(
    _event: object, callback_data: ScheduleTap, tap: Tap, actor: Actor, edit_schedules: EditSchedules
) -> None:
    languages = LANGUAGES[callback_data.act]
    timetable = await edit_schedules.speak(actor, ScheduleId(callback_data.schedule_id), languages)
    await tap.edit(timetable_of(timetable))


@router.callback_query(ScheduleTap.filter(F.act == ScheduleAct.NOW))
async def make_now_pressed(
    _event: object, callback_data: ScheduleTap, tap: Tap, actor: Actor, edit_schedules: EditSchedules
) -> None:
    timetable = await edit_schedules.make_now(actor, ScheduleId(callback_data.schedule_id))
    await tap.edit(timetable_of(timetable, made_now()))


@router.callback_query(ScheduleTap.filter())
async def schedule_ended(
    _event: object, callback_data: ScheduleTap, tap: Tap, actor: Actor, edit_schedules: EditSchedules
) -> None:
    overview = await edit_schedules.end(actor, ScheduleId(callback_data.schedule_id))
    await tap.edit(digests_of(overview))


@router.callback_query(IssueTap.filter(F.act.in_(LATER)))
async def issue_postponed(
    _event: object, callback_data: IssueTap, tap: Tap, actor: Actor, decide_issue: DecideIssue
) -> None:
    proof = await decide_issue.postpone(actor, IssueId(callback_data.issue_id), LATER[callback_data.act])
    await tap.edit(issue_of(proof))


@router.callback_query(IssueTap.filter(F.act == IssueAct.APPROVE))
async def issue_approved(
    _event: object, callback_data: IssueTap, tap: Tap, actor: Actor, decide_issue: DecideIssue
) -> None:
    proof = await decide_issue.approve(actor, IssueId(callback_data.issue_id))
    await tap.edit(issue_of(proof))


@router.callback_query(IssueTap.filter(F.act == IssueAct.DECLINE))
async def issue_declined(
    _event: object, callback_data: IssueTap, tap: Tap, actor: Actor, decide_issue: DecideIssue
) -> None:
    proof = await decide_issue.decline(actor, IssueId(callback_data.issue_id))
    await tap.edit(issue_of(proof))


@router.callback_query(IssueTap.filter(F.act == IssueAct.LATER))
async def later_pressed(
    _event: object, callback_data: IssueTap, tap: Tap, actor: Actor, decide_issue: DecideIssue
) -> None:
    proof = await decide_issue.open(actor, IssueId(callback_data.issue_id))
    await tap.edit(later_of(proof))


@router.callback_query(IssueTap.filter(F.act == IssueAct.SHOW))
async def issue_shown(
    _event: object,
    callback_data: IssueTap,
    tap: Tap,
    bot: Bot,
    actor: Actor,
    decide_issue: DecideIssue,
    files: Files,
) -> None:
    proof = await decide_issue.open(actor, IssueId(callback_data.issue_id))
    link = link_of((await bot.me()).username, proof.issue.issue_id)
    for said in pieces_of(proof, link, files):
        await tap.answer(said)


@router.callback_query(IssueTap.filter())
async def issue_pressed(
    _event: object, callback_data: IssueTap, tap: Tap, actor: Actor, decide_issue: DecideIssue
) -> None:
    proof = await decide_issue.open(actor, IssueId(callback_data.issue_id))
    await tap.edit(issue_of(proof))


@router.callback_query(DropPhotoTap.filter())
async def photo_dropped(
    _event: object, callback_data: DropPhotoTap, tap: Tap, actor: Actor, decide_issue: DecideIssue
) -> None:
    issue_id, photo_id = IssueId(callback_data.issue_id), PhotoId(callback_data.photo_id)
    proof = await decide_issue.drop(actor, issue_id, photo_id)
    await tap.edit(issue_of(proof))


@router.callback_query(LostTap.filter())
async def lost_answered(
    _event: object, callback_data: LostTap, tap: Tap, actor: Actor, settle_issue: SettleIssue
) -> None:
    piece_id, issue_id = PieceId(callback_data.piece_id), IssueId(callback_data.issue_id)
    issue = await settle_issue.answer(actor, piece_id, issue_id, is_there=callback_data.is_there)
    await tap.edit(settled_of(issue))


@router.callback_query(AgainTap.filter())
async def again_pressed(
    _event: object, callback_data: AgainTap, tap: Tap, actor: Actor, settle_issue: SettleIssue
) -> None:
    issue = await settle_issue.again(actor, IssueId(callback_data.issue_id))
    await tap.edit(settled_of(issue))

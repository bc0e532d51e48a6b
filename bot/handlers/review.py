"""The review: photos that wait, one card after another in the same message, and words typed for the card."""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, Filter
from aiogram.types import Message

from admin.review.card import ReviewCard
from admin.review.ports import Typing
from admin.review.reviewing import ChangeReviewed, DecideReviewed, OpenReview, ReadAwaited, ReadQueue, TypeIntoReview
from admin.review.similar import SearchLikeReviewed
from admin.review.together import ApproveTogether
from bot.callbacks.review import (
    FLAWS,
    WHENS,
    FlawTap,
    NextReviewTap,
    PlanTap,
    ProposalTap,
    ReviewAct,
    ReviewTap,
    TryAgainTap,
)
from bot.presenters.failures import tried_again
from bot.presenters.review import (
    decided,
    decided_together,
    flaws_of,
    planned,
    queue_of,
    review_of,
    times_of,
    together_of,
)
from bot.presenters.sheet import answer_with
from bot.sending import Sender
from bot.taps import Tap
from engine.ingest.failing import TryAgain
from engine.model import Actor, PhotoId
from engine.ports import Files
from engine.search.conversation import Place, Talk

router = Router(name="review")

TYPINGS = {
    ReviewAct.SHOW: None,
    ReviewAct.CAPTION_RU: Typing.CAPTION_RU,
    ReviewAct.CAPTION_EN: Typing.CAPTION_EN,
    ReviewAct.TAG: Typing.TAG,
    ReviewAct.REASON: Typing.REASON,
    ReviewAct.TIME: Typing.TIME,
}


class TypedIntoReview(Filter):
    """Words that a review asked for, or a reply to a review card. Provides `reviewed_id`, of the card replied to."""

    async def __call__(self, message: Message, actor: Actor, read_awaited: ReadAwaited) -> bool | dict[str, Any]:
        if message.chat.type != ChatType.PRIVATE or not message.text or message.text.startswith("/"):
            return False
        replied = _card_replied_to(message)
        awaited = await read_awaited(actor)
        return {"reviewed_id": replied} if awaited is not None or replied is not None else False


@router.message(Command("review"), F.chat.type == ChatType.PRIVATE)
async def review_asked(message: Message, actor: Actor, open_review: OpenReview, files: Files, sender: Sender) -> None:
    outcome = await open_review(actor)
    await sender.answer(message, review_of(outcome, files))


@router.message(Command("queue"), F.chat.type == ChatType.PRIVATE)
async def queue_asked(message: Message, actor: Actor, read_queue: ReadQueue, sender: Sender) -> None:
    queue = await read_queue(actor)
    await sender.answer(message, queue_of(queue))


@router.callback_query(TryAgainTap.filter())
async def try_again_pressed(_event: object, tap: Tap, actor: Actor, try_again: TryAgain) -> None:
    count = await try_again(actor)
    await tap.edit(tried_again(count))


@router.callback_query(NextReviewTap.filter())
async def next_pressed(_event: object, tap: Tap, actor: Actor, open_review: OpenReview, files: Files) -> None:
    outcome = await open_review(actor)
    await tap.edit(review_of(outcome, files))


@router.callback_query(ReviewTap.filter(F.act == ReviewAct.APPROVE))
async def approve_pressed(
    _event: object,
    callback_data: ReviewTap,
    tap: Tap,
    actor: Actor,
    decide_reviewed: DecideReviewed,
    files: Files,
) -> None:
    outcome = await decide_reviewed.approve(actor, PhotoId(callback_data.photo_id))
    await tap.edit(review_of(outcome, files), decided(published=True))


@router.callback_query(ReviewTap.filter(F.act == ReviewAct.TOGETHER))
async def together_pressed(
    _event: object,
    callback_data: ReviewTap,
    tap: Tap,
    actor: Actor,
    change_reviewed: ChangeReviewed,
    files: Files,
) -> None:
    card = await change_reviewed.ask(actor, PhotoId(callback_data.photo_id), None)
    await tap.edit(together_of(card, files))


@router.callback_query(ReviewTap.filter(F.act == ReviewAct.APPROVE_TOGETHER))
async def approve_together_pressed(
    _event: object,
    callback_data: ReviewTap,
    tap: Tap,
    actor: Actor,
    approve_together: ApproveTogether,
    files: Files,
) -> None:
    done = await approve_together(actor, PhotoId(callback_data.photo_id))
    await tap.edit(review_of(done.outcome, files), decided_together(done))


@router.callback_query(ReviewTap.filter(F.act == ReviewAct.SKIP))
async def skip_pressed(
    _event: object,
    callback_data: ReviewTap,
    tap: Tap,
    actor: Actor,
    decide_reviewed: DecideReviewed,
    files: Files,
) -> None:
    outcome = await decide_reviewed.skip(actor, PhotoId(callback_data.photo_id))
    await tap.edit(review_of(outcome, files))


@router.callback_query(ReviewTap.filter(F.act == ReviewAct.FLAWS))
async def reject_pressed(
    _event: object,
    callback_data: ReviewTap,
    tap: Tap,
    actor: Actor,
    change_reviewed: ChangeReviewed,
    files: Files,
) -> None:
    card = await change_reviewed.ask(actor, PhotoId(callback_data.photo_id), None)
    await tap.edit(flaws_of(card, files))


@router.callback_query(ReviewTap.filter(F.act == ReviewAct.LATER))
async def later_pressed(
    _event: object,
    callback_data: ReviewTap,
    tap: Tap,
    actor: Actor,
    change_reviewed: ChangeReviewed,
    files: Files,
) -> None:
    card = await change_reviewed.ask(actor, PhotoId(callback_data.photo_id), None)
    await tap.edit(times_of(card, files))


@router.callback_query(PlanTap.filter())
async def time_pressed(
    _event: object,
    callback_data: PlanTap,
    tap: Tap,
    actor: Actor,
    decide_reviewed: DecideReviewed,
    files: Files,
) -> None:
    outcome = await decide_reviewed.plan(actor, PhotoId(callback_data.photo_id), WHENS[callback_data.when])
    await tap.edit(review_of(outcome, files), planned())


@router.callback_query(FlawTap.filter())
async def flaw_pressed(
    _event: object,
    callback_data: FlawTap,
    tap: Tap,
    actor: Actor,
    decide_reviewed: DecideReviewed,
    files: Files,
) -> None:
    flaw = FLAWS[callback_data.flaw]
    outcome = await decide_reviewed.reject(actor, PhotoId(callback_data.photo_id), flaw.value)
    await tap.edit(review_of(outcome, files), decided(published=False))


@router.callback_query(ReviewTap.filter(F.act == ReviewAct.SIMILAR))
async def similar_to_reviewed_pressed(
    _event: object,
    callback_data: ReviewTap,
    tap: Tap,
    actor: Actor,
    place: Place,
    search_like_reviewed: SearchLikeReviewed,
    files: Files,
) -> None:
    """Below the card, which stays."""
    page = await search_like_reviewed(actor, PhotoId(callback_data.photo_id), Talk(place=place, anew=True))
    await tap.answer(answer_with(page, files))


@router.callback_query(ReviewTap.filter())
async def typing_pressed(
    _event: object,
    callback_data: ReviewTap,
    tap: Tap,
    actor: Actor,
    change_reviewed: ChangeReviewed,
    files: Files,
) -> None:
    card = await change_reviewed.ask(actor, PhotoId(callback_data.photo_id), TYPINGS[callback_data.act])
    await tap.edit(review_of(card, files))


@router.callback_query(ProposalTap.filter())
async def proposal_pressed(
    _event: object,
    callback_data: ProposalTap,
    tap: Tap,
    actor: Actor,
    change_reviewed: ChangeReviewed,
    files: Files,
) -> None:
    photo_id, number = PhotoId(callback_data.photo_id), callback_data.number
    card: ReviewCard = await change_reviewed.toggle(actor, photo_id, number, wanted=callback_data.wanted)
    await tap.edit(review_of(card, files))


@router.message(TypedIntoReview())
async def typed_into_review(
    message: Message,
    reviewed_id: PhotoId | None,
    actor: Actor,
    type_into_review: TypeIntoReview,
    files: Files,
    sender: Sender,
) -> None:
    """A new card below: an edit further up would go unseen."""
    outcome = await type_into_review(actor, message.text or "", reviewed_id)
    await sender.answer(message, review_of(outcome, files))


def _card_replied_to(message: Message) -> PhotoId | None:
    """Whoever may not review is refused by the use case; what is replied to is their own message at worst."""
    replied = message.reply_to_message
    if replied is None or replied.reply_markup is None:
        return None
    prefix = f"{ReviewTap.__prefix__}{ReviewTap.__separator__}"
    packed = [button.callback_data or "" for row in replied.reply_markup.inline_keyboard for button in row]
    found = next((one for one in packed if one.startswith(prefix)), None)
    return None if found is None else PhotoId(ReviewTap.unpack(found).photo_id)

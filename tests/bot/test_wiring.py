"""Handlers and what they are given: every trigger can be reached, every parameter has a provider."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from aiogram.exceptions import TelegramForbiddenError, TelegramNetworkError
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.methods import SendPhoto
from aiogram.types import TelegramObject

from bot.dispatcher import ROUTERS, make_dispatcher
from bot.handlers import (
    audit,
    collections,
    dashboard,
    digest,
    download,
    duplicates,
    errors,
    experiments,
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
    wishes,
    withdrawal,
)
from bot.handlers.review import TypedIntoReview
from engine.model import Role
from tests.bot.chat import PHOTO_SIZES, Chat
from tests.bot.telegram import BOT

BUILT_IN = {"bot", "event_update"}
FROM_MIDDLEWARES = {"actor", "place", "tap", "album", "is_late", "asking"}
FROM_FILTERS = {CallbackQueryFilter: {"callback_data"}, Command: {"command"}, TypedIntoReview: {"reviewed_id"}}
REACTIONS = {
    "chat": {"id": -100, "type": "channel", "title": "Moscow Photobank"},
    "message_id": 7,
    "date": 1,
    "reactions": [{"type": {"type": "emoji", "emoji": "👍"}, "total_count": 2}],
}
METHOD = SendPhoto(chat_id=1, photo="x")


def handlers() -> Iterator[tuple[str, Any]]:
    for router in ROUTERS:
        for event, observer in router.observers.items():
            for handler in observer.handlers:
                yield event, handler


def test_every_parameter_of_every_handler_has_a_provider(chat: Chat) -> None:
    provided = BUILT_IN | FROM_MIDDLEWARES | set(chat.dispatcher.workflow_data)
    checked = 0
    for event, handler in handlers():
        filtered = {name for one in handler.filters for name in FROM_FILTERS.get(type(one.callback), ())}
        _event, *parameters = inspect.signature(handler.callback).parameters.values()
        wanted = {parameter.name for parameter in parameters}
        assert wanted <= provided | filtered, f"{event}: {handler.callback.__name__}"
        checked += len(wanted)
    assert checked > 20


def test_a_dispatcher_can_be_made_any_number_of_times() -> None:
    first, second = make_dispatcher(), make_dispatcher()
    assert first.resolve_used_update_types() == [
        "callback_query",
        "chosen_inline_result",
        "edited_message",
        "inline_query",
        "message",
        "message_reaction_count",
        "my_chat_member",
    ]
    assert second.resolve_used_update_types() == first.resolve_used_update_types()


TRIGGERS: dict[tuple[str, Any], Callable[[Chat], Awaitable[Any]]] = {
    ("my_chat_member", membership.blocking_changed): lambda chat: chat.moves_bot("kicked"),
    ("my_chat_member", membership.place_in_group_changed): lambda chat: in_a_group(chat).moves_bot("member"),
    ("message", membership.group_moved): lambda chat: in_a_group(chat).sends(migrate_to_chat_id=-1005),
    ("message", registration.terms_asked): lambda chat: chat.types("/register"),
    ("edited_message", registration.terms_asked): lambda chat: chat.edits(text="/terms"),
    ("callback_query", registration.accept_pressed): lambda chat: chat.presses("a:1:1::0"),
    ("callback_query", download.download_pressed): lambda chat: chat.presses("d:1:0"),
    ("message", groups.personal_in_a_group): lambda chat: in_a_group(chat).types("/export_me"),
    ("edited_message", groups.personal_in_a_group): lambda chat: in_a_group(chat).edits(text="/settings"),
    ("message", settings.settings_asked): lambda chat: chat.types("/settings"),
    ("edited_message", settings.settings_asked): lambda chat: chat.edits(text="/settings"),
    ("callback_query", settings.language_pressed): lambda chat: chat.presses("l:1"),
    ("message", settings.privacy_asked): lambda chat: chat.types("/privacy"),
    ("edited_message", settings.privacy_asked): lambda chat: chat.edits(text="/privacy"),
    ("message", settings.export_asked): lambda chat: chat.types("/export_me"),
    ("edited_message", settings.export_asked): lambda chat: chat.edits(text="/export_me"),
    ("message", settings.forgetting_asked): lambda chat: chat.types("/forget_me"),
    ("edited_message", settings.forgetting_asked): lambda chat: chat.edits(text="/forget_me"),
    ("callback_query", settings.forgetting_pressed): lambda chat: chat.presses("x:1"),
    ("callback_query", settings.keeping_pressed): lambda chat: chat.presses("x:0"),
    ("message", collections.shared_link_followed): lambda chat: chat.types("/start c" + "A" * 22),
    ("message", collections.collections_asked): lambda chat: chat.types("/collections"),
    ("edited_message", collections.collections_asked): lambda chat: chat.edits(text="/collections"),
    ("message", collections.collection_named): lambda chat: chat.types("/collection Мосты"),
    ("message", collections.renaming_sent): lambda chat: chat.types("/rename_1 Мосты"),
    ("callback_query", collections.collect_pressed): lambda chat: chat.presses("c:1"),
    ("callback_query", collections.put_pressed): lambda chat: chat.presses("cp:1:1"),
    ("callback_query", collections.new_collection_pressed): lambda chat: chat.presses("cp:1:"),
    ("callback_query", collections.collection_pressed): lambda chat: chat.presses("k:1:0:1"),
    ("callback_query", collections.share_pressed): lambda chat: chat.presses("k:1:1:1"),
    ("callback_query", collections.revoke_pressed): lambda chat: chat.presses("k:1:2:1"),
    ("callback_query", collections.zip_pressed): lambda chat: chat.presses("k:1:3:1"),
    ("callback_query", collections.delete_collection_pressed): lambda chat: chat.presses("k:1:4:1"),
    ("callback_query", collections.really_delete_collection_pressed): lambda chat: chat.presses("k:1:5:1"),
    ("callback_query", collections.look_through_pressed): lambda chat: chat.presses("k:1:6:1"),
    ("callback_query", collections.collections_turned): lambda chat: chat.presses("ks:1:"),
    ("callback_query", collections.place_pressed): lambda chat: chat.presses("kp:1:1:1:1"),
    ("message", uploads.upload_begun): lambda chat: chat.types("/upload"),
    ("message", uploads.upload_ended): lambda chat: chat.types("/done"),
    ("message", uploads.files_sent): lambda chat: uploading(chat),
    ("message", saved.saved_asked): lambda chat: chat.types("/alerts"),
    ("edited_message", saved.saved_asked): lambda chat: chat.edits(text="/alerts"),
    ("callback_query", saved.save_pressed): lambda chat: chat.presses("v:1"),
    ("callback_query", saved.saved_pressed): lambda chat: chat.presses("vo:1"),
    ("callback_query", saved.how_pressed): lambda chat: chat.presses("vh:1:2"),
    ("message", near.place_sent): lambda chat: chat.sends(location={"latitude": 55.75, "longitude": 37.61}),
    ("callback_query", near.near_pressed): lambda chat: chat.presses("gn:1"),
    ("callback_query", near.on_map_pressed): lambda chat: chat.presses("g:1"),
    ("inline_query", inline.asked_inline): lambda chat: chat.asks_inline("мост"),
    ("chosen_inline_result", inline.chosen): lambda chat: chat.chooses_inline("7"),
    ("message", experiments.experiments_asked): lambda chat: chat.types("/experiments"),
    ("message", wishes.wishes_asked): lambda chat: chat.types("/wishes"),
    ("callback_query", wishes.wishes_turned): lambda chat: chat.presses("w:0:1"),
    ("callback_query", wishes.wish_opened): lambda chat: chat.presses("wo:1:1"),
    ("callback_query", wishes.wish_settled): lambda chat: chat.presses("ws:1:1"),
    ("callback_query", requests.more_pressed): lambda chat: chat.presses("m:1:0::1"),
    ("callback_query", requests.trouble_pressed): lambda chat: chat.presses("mr:1:0::1"),
    ("message", requests.report_written): lambda chat: chat.types("/report_1 чужое"),
    ("callback_query", requests.settling_pressed): lambda chat: chat.presses("ms:1:1"),
    ("message", requests.partnership_asked): lambda chat: chat.types("/partner Газета"),
    ("callback_query", requests.refusal_pressed): lambda chat: chat.presses("mp:1:0"),
    ("callback_query", requests.reason_pressed): lambda chat: chat.presses("mf:1:0"),
    ("callback_query", requests.partnership_pressed): lambda chat: chat.presses("mp:1:1"),
    ("message", requests.refusal_written): lambda chat: chat.types("/refuse_1"),
    ("message", library.photo_link_followed): lambda chat: chat.types("/start p1"),
    ("message", library.shelf_asked): lambda chat: chat.types("/fresh"),
    ("edited_message", library.shelf_asked): lambda chat: chat.edits(text="/random"),
    ("callback_query", library.favourite_pressed): lambda chat: chat.presses("f:1:1:1:1"),
    ("message", library.history_asked): lambda chat: chat.types("/history"),
    ("edited_message", library.history_asked): lambda chat: chat.edits(text="/history"),
    ("callback_query", library.repeat_pressed): lambda chat: chat.presses("r:1"),
    ("callback_query", library.delete_history_pressed): lambda chat: chat.presses("h:"),
    ("message", start.start_sent): lambda chat: chat.types("/start"),
    ("edited_message", start.start_sent): lambda chat: chat.edits(text="/start"),
    ("message", start.help_sent): lambda chat: chat.types("Помоги!"),
    ("message", start.thanked): lambda chat: chat.types("Спасибо"),
    ("edited_message", start.help_sent): lambda chat: chat.edits(text="/help"),
    ("message", start.unknown_command_sent): lambda chat: chat.types("/what"),
    ("edited_message", start.unknown_command_sent): lambda chat: chat.edits(text="/what"),
    ("message", search.asked): lambda chat: chat.types("мост"),
    ("edited_message", search.asked): lambda chat: chat.edits(photo=PHOTO_SIZES),
    ("message", search.new_search_asked): lambda chat: chat.types("Новый поиск"),
    ("edited_message", search.new_search_asked): lambda chat: chat.edits(text="/new"),
    ("message", search.more_asked): lambda chat: chat.types("Ещё!"),
    ("callback_query", search.new_search_pressed): lambda chat: chat.presses("qx"),
    ("callback_query", refining.panel_pressed): lambda chat: chat.presses("q:1:1"),
    ("callback_query", refining.facets_pressed): lambda chat: chat.presses("qf:1:1:0"),
    ("callback_query", refining.chip_removed): lambda chat: chat.presses("qc:1:0:0"),
    ("callback_query", refining.chip_flipped): lambda chat: chat.presses("qc:1:0:1"),
    ("callback_query", refining.facet_pressed): lambda chat: chat.presses("qn:1:7"),
    ("callback_query", refining.relaxation_pressed): lambda chat: chat.presses("qr:1:0"),
    ("callback_query", refining.undo_pressed): lambda chat: chat.presses("qu:1"),
    ("callback_query", refining.like_pressed): lambda chat: chat.presses("ql:1:1:1"),
    ("callback_query", refining.judged): lambda chat: chat.presses("qj:1:1:1"),
    ("callback_query", partners.days_pressed): lambda chat: chat.presses("n:1::1"),
    ("callback_query", partners.zip_search_pressed): lambda chat: chat.presses("z:1"),
    ("callback_query", partners.collection_usage_pressed): lambda chat: chat.presses("ku:1"),
    ("message", digest.digest_link_followed): lambda chat: chat.types("/start d1_b"),
    ("message_reaction_count", digest.post_reacted_to): lambda chat: chat.feed("message_reaction_count", REACTIONS),
    ("message", digest.schedule_written): lambda chat: chat.types("/digest weekly 0 12 * * MON"),
    ("message", digest.digests_asked): lambda chat: chat.types("/digest"),
    ("message", digest.issue_worded): lambda chat: chat.types("/digest_1_ru Слова"),
    ("callback_query", digest.digests_pressed): lambda chat: chat.presses("gs"),
    ("callback_query", digest.schedule_pressed): lambda chat: chat.presses("ga:1:0"),
    ("callback_query", digest.pause_pressed): lambda chat: chat.presses("ga:1:1"),
    ("callback_query", digest.automatic_pressed): lambda chat: chat.presses("ga:1:3"),
    ("callback_query", digest.digest_language_pressed): lambda chat: chat.presses("ga:1:7"),
    ("callback_query", digest.make_now_pressed): lambda chat: chat.presses("ga:1:8"),
    ("callback_query", digest.schedule_ended): lambda chat: chat.presses("ga:1:9"),
    ("callback_query", digest.issue_pressed): lambda chat: chat.presses("gi:1:0"),
    ("callback_query", digest.issue_shown): lambda chat: chat.presses("gi:1:1"),
    ("callback_query", digest.issue_approved): lambda chat: chat.presses("gi:1:2"),
    ("callback_query", digest.issue_declined): lambda chat: chat.presses("gi:1:3"),
    ("callback_query", digest.later_pressed): lambda chat: chat.presses("gi:1:4"),
    ("callback_query", digest.issue_postponed): lambda chat: chat.presses("gi:1:5"),
    ("callback_query", digest.photo_dropped): lambda chat: chat.presses("gx:1:1"),
    ("callback_query", digest.lost_answered): lambda chat: chat.presses("gl:1:1:1"),
    ("callback_query", digest.again_pressed): lambda chat: chat.presses("gt:1"),
    ("callback_query", offers.offer_pressed): lambda chat: chat.presses("oc:1"),
    ("callback_query", offers.own_offer_pressed): lambda chat: chat.presses("oe:1:0"),
    ("callback_query", offers.offer_switched): lambda chat: chat.presses("oe:1:1"),
    ("callback_query", offers.add_offer_pressed): lambda chat: chat.presses("ol:1"),
    ("callback_query", offers.offers_pressed): lambda chat: chat.presses("ol:0"),
    ("message", offers.offers_asked): lambda chat: chat.types("/offers"),
    ("edited_message", offers.offers_asked): lambda chat: chat.edits(text="/offers"),
    ("message", offers.offer_worded): lambda chat: chat.types("/offer_1_ru Открытки https://example.org"),
    ("message", partners.usage_asked): lambda chat: chat.types("/usage"),
    ("edited_message", partners.usage_asked): lambda chat: chat.edits(text="/usage"),
    ("message", tags.tags_asked): lambda chat: chat.types("/tags"),
    ("edited_message", tags.tags_asked): lambda chat: chat.edits(text="/tags мо"),
    ("callback_query", tags.tags_turned): lambda chat: chat.presses("tp:1"),
    ("callback_query", tags.tag_pressed): lambda chat: chat.presses("t:7:1:"),
    ("callback_query", tags.card_tags_pressed): lambda chat: chat.presses("ct:1:1::1"),
    ("message", dashboard.dashboard_asked): lambda chat: chat.types("/dashboard"),
    ("callback_query", dashboard.dashboard_pressed): lambda chat: chat.presses("db:0:1:0:0:0:0"),
    ("callback_query", dashboard.album_pressed): lambda chat: chat.presses("db:0:1:0:0:0:4"),
    ("callback_query", dashboard.table_pressed): lambda chat: chat.presses("db:0:1:0:0:0:2"),
    ("message", dashboard.photo_stats_asked): lambda chat: chat.types("/photo_stats 1"),
    ("message", dashboard.tag_stats_asked): lambda chat: chat.types("/tag_stats мост"),
    ("message", dashboard.partner_named): lambda chat: chat.types("/partner_stats 5"),
    ("message", dashboard.partner_stats_asked): lambda chat: chat.types("/partner_stats"),
    ("callback_query", dashboard.photo_stats_pressed): lambda chat: chat.presses("ds:0:1:1:0:0:0"),
    ("callback_query", dashboard.tag_stats_pressed): lambda chat: chat.presses("ds:1:1:1:0:0:0"),
    ("callback_query", dashboard.partner_stats_pressed): lambda chat: chat.presses("ds:2:1:1:0:0:0"),
    ("message", duplicates.duplicates_asked): lambda chat: chat.types("/duplicates"),
    ("callback_query", duplicates.next_pair_pressed): lambda chat: chat.presses("dn"),
    ("callback_query", duplicates.verdict_pressed): lambda chat: chat.presses("dv:1:0"),
    ("message", review.review_asked): lambda chat: chat.types("/review"),
    ("message", review.queue_asked): lambda chat: chat.types("/queue"),
    ("callback_query", review.next_pressed): lambda chat: chat.presses("rn"),
    ("callback_query", review.approve_pressed): lambda chat: chat.presses("rv:1:1"),
    ("callback_query", review.try_again_pressed): lambda chat: chat.presses("ra"),
    ("callback_query", review.together_pressed): lambda chat: chat.presses("rv:1:11"),
    ("callback_query", review.approve_together_pressed): lambda chat: chat.presses("rv:1:12"),
    ("callback_query", review.skip_pressed): lambda chat: chat.presses("rv:1:2"),
    ("callback_query", review.reject_pressed): lambda chat: chat.presses("rv:1:3"),
    ("callback_query", review.similar_to_reviewed_pressed): lambda chat: chat.presses("rv:1:8"),
    ("callback_query", review.typing_pressed): lambda chat: chat.presses("rv:1:4"),
    ("callback_query", review.flaw_pressed): lambda chat: chat.presses("rf:1:0"),
    ("callback_query", review.proposal_pressed): lambda chat: chat.presses("rt:1:7:1"),
    ("message", review.typed_into_review): lambda chat: chat.types("#мост", reply_to_message=review_card(chat)),
    ("message", governing.tag_written): lambda chat: chat.types("/tag мост"),
    ("edited_message", governing.tag_written): lambda chat: chat.edits(text="/tag мост / bridge"),
    ("message", governing.tags_health_asked): lambda chat: chat.types("/tags_health"),
    ("edited_message", governing.tags_health_asked): lambda chat: chat.edits(text="/tags_health"),
    ("callback_query", governing.tag_card_pressed): lambda chat: chat.presses("gc:7"),
    ("callback_query", governing.delete_tag_pressed): lambda chat: chat.presses("gd:7"),
    ("callback_query", governing.merge_duplicates_pressed): lambda chat: chat.presses("gm:7:8:1"),
    ("callback_query", governing.merge_tags_pressed): lambda chat: chat.presses("gm:7:8:0"),
    ("callback_query", governing.keep_duplicates_pressed): lambda chat: chat.presses("gk:7:8:1"),
    ("callback_query", governing.keep_apart_pressed): lambda chat: chat.presses("gk:7:8:0"),
    ("callback_query", governing.proposal_kept): lambda chat: chat.presses("gp:1:0:0"),
    ("callback_query", governing.proposal_merged): lambda chat: chat.presses("gp:1:1:7"),
    ("callback_query", governing.proposal_cancelled): lambda chat: chat.presses("gp:1:2:0"),
    ("callback_query", governing.undo_tags_pressed): lambda chat: chat.presses("gu:1"),
    ("callback_query", governing.tags_health_pressed): lambda chat: chat.presses("gh:1:1"),
    ("callback_query", governing.reset_tags_sure): lambda chat: chat.presses("gr:7:1"),
    ("callback_query", governing.reset_tags_pressed): lambda chat: chat.presses("gr:7:0"),
    ("callback_query", review.later_pressed): lambda chat: chat.presses("rv:1:9"),
    ("callback_query", review.time_pressed): lambda chat: chat.presses("rp:1:0"),
    ("message", withdrawal.withdrawal_written): lambda chat: chat.types("/withdraw 1 rights"),
    ("callback_query", withdrawal.withdraw_pressed): lambda chat: chat.presses("rw:1:"),
    ("callback_query", withdrawal.withdrawal_reason_pressed): lambda chat: chat.presses("rw:1:0"),
    ("message", audit.audit_asked): lambda chat: chat.types("/audit photo 1"),
    ("callback_query", audit.audit_turned): lambda chat: chat.presses("au:1:1::"),
    ("callback_query", audit.undo_pressed): lambda chat: chat.presses("un:1"),
    ("message", roles.forwarded_person_named): lambda chat: chat.types("/roles", reply_to_message=review_card(chat)),
    ("message", roles.person_named): lambda chat: chat.types("/roles 1"),
    ("message", roles.roles_asked): lambda chat: chat.types("/roles"),
    ("callback_query", roles.roles_pressed): lambda chat: chat.presses("rl"),
    ("callback_query", roles.person_pressed): lambda chat: chat.presses("ro:1:"),
    ("callback_query", roles.uploading_pressed): lambda chat: chat.presses("ru:1:1"),
    ("callback_query", roles.role_pressed): lambda chat: chat.presses("ro:1:0"),
    ("callback_query", search.search_by_example): lambda chat: chat.presses("e:1"),
    ("callback_query", sheet.page_pressed): lambda chat: chat.presses("p:1:1"),
    ("callback_query", sheet.number_pressed): lambda chat: chat.presses("o:1:1:1"),
    ("callback_query", sheet.similar_pressed): lambda chat: chat.presses("s:1:"),
    ("message", leftovers.something_else_sent): lambda chat: chat.sends(dice={"emoji": "🎲", "value": 3}),
    ("callback_query", leftovers.unknown_button_pressed): lambda chat: chat.presses("?"),
    ("error", errors.refused): lambda chat: chat.types("#"),
    ("error", errors.shut_out): lambda chat: failing(chat, TelegramForbiddenError(METHOD, "Forbidden: blocked")),
    ("error", errors.unreachable): lambda chat: failing(chat, TelegramNetworkError(METHOD, "gone")),
    ("error", errors.unforeseen): lambda chat: failing(chat, ZeroDivisionError()),
}


def in_a_group(chat: Chat) -> Chat:
    chat.group = {"id": -5, "type": "group", "title": "Редакция"}
    return chat


def review_card(chat: Chat) -> dict[str, Any]:
    """A card of the review as the bot had sent it."""
    keyboard = {"inline_keyboard": [[{"text": "Skip", "callback_data": "rv:1:2"}]]}
    return chat.message(photo=PHOTO_SIZES[:1], reply_markup=keyboard) | {"from": BOT.model_dump()}


async def always(_actor: object) -> bool:
    return True


async def uploading(chat: Chat) -> None:
    chat.bank.role = Role.MODERATOR
    chat.dispatcher["is_uploading"] = always
    await chat.sends(photo=PHOTO_SIZES)


async def failing(chat: Chat, error: Exception) -> None:
    chat.bank.error = error
    await chat.types("мост")


def test_every_registered_handler_is_among_the_triggers() -> None:
    assert {(event, handler.callback) for event, handler in handlers()} == set(TRIGGERS)


@pytest.mark.parametrize(("event", "handler"), TRIGGERS, ids=lambda value: getattr(value, "__name__", value))
async def test_every_trigger_reaches_its_handler(chat: Chat, event: str, handler: Any) -> None:
    await chat.types("чтобы было что листать")
    reached = []

    async def note(
        call: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], what: TelegramObject, data: dict[str, Any]
    ) -> Any:
        reached.append((event, data["handler"].callback))
        return await call(what, data)

    chat.dispatcher.observers[event].middleware(note)
    await TRIGGERS[event, handler](chat)
    assert reached == [(event, handler)]

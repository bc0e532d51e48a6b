"""Changing a search by its buttons: its panel with chips and facets, relaxations, undo, more and less like a photo."""

from __future__ import annotations

from aiogram import F, Router

from bot.callbacks.refining import (
    ChipAct,
    ChipTap,
    FacetsTap,
    JudgeTap,
    LikeTap,
    NarrowTap,
    PanelTap,
    RelaxTap,
    UndoTap,
)
from bot.locales import gettext as _
from bot.presenters.panel import facets_of, panel_of
from bot.presenters.sheet import turn_into
from bot.taps import Tap
from engine.model import Actor, PhotoId, SearchId
from engine.ports import Files
from engine.search.change_search import ChangeSearch
from engine.search.conversation import Place
from engine.search.judging import JudgeHit
from engine.search.narrowing import KINDS
from engine.search.panel import OpenPanel

router = Router(name="refining")


@router.callback_query(PanelTap.filter())
async def panel_pressed(
    _event: object, callback_data: PanelTap, tap: Tap, actor: Actor, open_panel: OpenPanel, files: Files
) -> None:
    panel = await open_panel(actor, SearchId(callback_data.search_id), callback_data.page)
    await tap.edit(panel_of(panel, files))


@router.callback_query(FacetsTap.filter())
async def facets_pressed(
    _event: object, callback_data: FacetsTap, tap: Tap, actor: Actor, open_panel: OpenPanel, files: Files
) -> None:
    panel = await open_panel(actor, SearchId(callback_data.search_id), callback_data.page)
    await tap.edit(facets_of(panel, KINDS[callback_data.kind], files))


@router.callback_query(ChipTap.filter(F.act == ChipAct.REMOVE))
async def chip_removed(
    _event: object,
    callback_data: ChipTap,
    tap: Tap,
    actor: Actor,
    place: Place,
    change_search: ChangeSearch,
    files: Files,
) -> None:
    page = await change_search.remove(actor, place, SearchId(callback_data.search_id), callback_data.chip)
    await tap.edit(turn_into(page, files))


@router.callback_query(ChipTap.filter(F.act == ChipAct.FLIP))
async def chip_flipped(
    _event: object,
    callback_data: ChipTap,
    tap: Tap,
    actor: Actor,
    place: Place,
    change_search: ChangeSearch,
    files: Files,
) -> None:
    page = await change_search.flip(actor, place, SearchId(callback_data.search_id), callback_data.chip)
    await tap.edit(turn_into(page, files))


@router.callback_query(NarrowTap.filter())
async def facet_pressed(
    _event: object,
    callback_data: NarrowTap,
    tap: Tap,
    actor: Actor,
    place: Place,
    change_search: ChangeSearch,
    files: Files,
) -> None:
    page = await change_search.narrow(actor, place, SearchId(callback_data.search_id), callback_data.facet)
    await tap.edit(turn_into(page, files))


@router.callback_query(RelaxTap.filter())
async def relaxation_pressed(
    _event: object,
    callback_data: RelaxTap,
    tap: Tap,
    actor: Actor,
    place: Place,
    change_search: ChangeSearch,
    files: Files,
) -> None:
    page = await change_search.relax(actor, place, SearchId(callback_data.search_id), callback_data.number)
    await tap.edit(turn_into(page, files))


@router.callback_query(UndoTap.filter())
async def undo_pressed(
    _event: object,
    callback_data: UndoTap,
    tap: Tap,
    actor: Actor,
    place: Place,
    change_search: ChangeSearch,
    files: Files,
) -> None:
    page = await change_search.undo(actor, place, SearchId(callback_data.search_id))
    await tap.edit(turn_into(page, files))


@router.callback_query(LikeTap.filter())
async def like_pressed(
    _event: object,
    callback_data: LikeTap,
    tap: Tap,
    actor: Actor,
    place: Place,
    change_search: ChangeSearch,
    files: Files,
) -> None:
    search_id, photo_id = SearchId(callback_data.search_id), PhotoId(callback_data.photo_id)
    page = await change_search.like(actor, place, search_id, photo_id, wanted=callback_data.wanted)
    await tap.edit(turn_into(page, files))


@router.callback_query(JudgeTap.filter())
async def judged(_event: object, callback_data: JudgeTap, tap: Tap, actor: Actor, judge_hit: JudgeHit) -> None:
    search_id, photo_id = SearchId(callback_data.search_id), PhotoId(callback_data.photo_id)
    await judge_hit(actor, search_id, photo_id, fits=callback_data.fits)
    await tap.tell(_("Thank you, that helps the search."))

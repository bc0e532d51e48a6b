"""A running bot follows its bank: when the bank's encoder was changed, it answers with the new one from then on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import TYPE_CHECKING, Any

from admin.dashboard.remembering import RememberingEncoder
from admin.digest.following import FollowDigest
from admin.review.similar import SearchLikeReviewed
from admin.wordings import GroupWordings, ReadWordings
from bot.acts.dashboard import Dashboard, make_dashboard
from bot.acts.governing import make_governing
from bot.acts.searching import make_searching
from engine.bank import encoder_asked, encoder_now, forget_asked, refill_done, refill_is_asked, switch_encoder
from engine.blocking import is_settled, settle
from engine.findings import as_json
from engine.library.history import RepeatSearch
from engine.library.shelves import OpenShelf
from engine.reindex.mark import mark_embedded

if TYPE_CHECKING:
    from bot.bank import Photobank

log = logging.getLogger(__name__)

MOST_TOLD = 1000
"""Findings that are told to who asked for a refill; an index that was empty would make millions."""
LINGERS_S = 120
"""So long the old encoder stays, for the answers that were begun with it."""


def use_cases(photobank: Photobank) -> dict[str, Any]:
    """What handlers are given of a bank, by name."""
    return {
        "recognise_actor": photobank.recognise_actor,
        "search_photos": photobank.search_photos,
        "search_similar": photobank.search_similar,
        "open_search": photobank.open_search,
        "open_photo": photobank.open_photo,
        "repeat_search": RepeatSearch(begin=photobank.begin, search_photos=photobank.search_photos),
        "search_like_reviewed": SearchLikeReviewed(
            begin=photobank.database.begin, files=photobank.files, search_photos=photobank.search_photos
        ),
        "follow_digest": FollowDigest(
            begin=photobank.database.begin,
            events=photobank.ground.events,
            clock=photobank.search_photos.clock,
            search_photos=photobank.search_photos,
            open_photo=photobank.open_photo,
            open_shelf=OpenShelf(
                begin=photobank.begin, events=photobank.ground.events, clock=photobank.search_photos.clock
            ),
        ),
        **vars(make_searching(photobank.begin, photobank.search_photos)),
        **vars(dashboard_of(photobank)),
        **vars(
            make_governing(
                begin=photobank.begin,
                encoder=photobank.encoder,
                events=photobank.ground.events,
                clock=photobank.search_photos.clock,
            )
        ),
    }


def dashboard_of(photobank: Photobank) -> Dashboard:
    """What the statistics say, with words grouped by what this encoder makes of them."""
    encoder = RememberingEncoder(photobank.encoder)
    return make_dashboard(
        statistics=photobank.statistics,
        group=GroupWordings(
            read=ReadWordings(
                begin=photobank.begin,
                texts=photobank.ground.texts,
                encoder=lambda: encoder,
                worker=photobank.images,
            )
        ),
        begin=photobank.begin,
        clock=photobank.search_photos.clock,
        zone=photobank.settings.time_zone,
        least_people=photobank.settings.least_people,
    )


class FollowEncoder:
    """Opens the bank through the new encoder beside the old one, and hands over between two updates.

    An update in work keeps what it was given, so no answer mixes two encoders. `switched` is told the new use cases.
    """

    def __init__(
        self,
        *,
        photobank: Photobank,
        open_beside: Callable[[Photobank, str], AbstractAsyncContextManager[Photobank]],
        switched: Callable[[dict[str, Any]], None],
    ) -> None:
        self.photobank = photobank
        self._open_beside = open_beside
        self._switched = switched
        self._now = AsyncExitStack()
        self._old: list[tuple[float, Photobank, AsyncExitStack]] = []
        self._impossible: str | None = None

    async def index_pending(self) -> int:
        """One step with the encoder of today, photos before texts; nothing where another process does it."""
        if not self.photobank.owns_index:
            return 0
        return await self.photobank.index_pending() or await self.photobank.embed_texts()

    async def describe_embedded(self) -> int:
        """One step of what the encoder of today says of photos."""
        return await self.photobank.describe_embedded()

    async def suggest_tags(self) -> int:
        """One step of suggesting tags with the encoder of today."""
        return await self.photobank.suggest_pending() if self.photobank.owns_index else 0

    async def compare_new(self) -> bool:
        """One new photo compared with what the bank has; nothing where another process does it."""
        return self.photobank.owns_index and await self.photobank.compare_new()

    async def follow(self) -> None:
        """Does what was asked of the owner, if anything. Never raises: the bot goes on with what it has."""
        try:
            await self._close_old(before=asyncio.get_running_loop().time() - LINGERS_S)
            if self.photobank.owns_index:
                await self._tend_index()
            name = await self._changed_elsewhere()
            if name is None and self.photobank.owns_index:
                name = await encoder_asked(self.photobank.begin)
            if name is not None:
                await self._follow(name)
        except Exception:
            log.exception("the bank's encoder cannot be followed")

    async def aclose(self) -> None:
        await self._close_old(before=float("inf"))
        await self._now.aclose()

    async def _tend_index(self) -> None:
        """Its folder may have been deleted under our feet: answers come from memory until it is filled again."""
        begin = self.photobank.begin
        if await refill_is_asked(begin):
            found = await self.photobank.mend_index()
            await refill_done(begin, as_json(found[:MOST_TOLD]))
        elif not await self.photobank.index.check():
            found = await self.photobank.refill_index()
            log.warning("the index was filled again: %d photos", len(found))

    async def _changed_elsewhere(self) -> str | None:
        """What another process has switched to already; tried once, and again when it changes."""
        now = await encoder_now(self.photobank.begin)
        if now is None or now[1] in {self.photobank.encoder.encoder_id, self._impossible}:
            return None
        self._impossible = now[1]
        return now[0]

    async def _follow(self, name: str) -> None:
        stack = AsyncExitStack()
        try:
            fresh = await stack.enter_async_context(self._open_beside(self.photobank, name))
            await fresh.encoder.warm_up()
            if fresh.owns_index:
                await fresh.refill_index()
                await switch_encoder(fresh.begin, name, fresh.encoder.encoder_id)
        except Exception as error:
            log.error("the encoder %s was asked for and cannot be used: %s", name, error)
            await stack.aclose()
            await forget_asked(self.photobank.begin)
            return
        self._old.append((asyncio.get_running_loop().time(), self.photobank, self._now))
        self._now, self.photobank = stack, fresh
        self._switched(use_cases(fresh))
        log.info("the encoder %s answers from now on", name)
        if fresh.owns_index:
            await mark_embedded(fresh.begin, fresh.encoder.encoder_id, fresh.index_pending.clock)

    async def _close_old(self, before: float) -> None:
        while self._old and self._old[0][0] < before:
            # Whoever opened the first one holds it until the end, so it is told to let go of its model.
            _, photobank, stack = self._old.pop(0)
            await photobank.let_go()
            await stack.aclose()
            if is_settled():
                settle()

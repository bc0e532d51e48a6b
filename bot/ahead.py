"""Draws the page that is likely turned to next while nobody waits for anything, so that turning to it only uploads."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import OrderedDict, deque
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from bot.locales import in_language, spoken
from bot.pictures import drawn, key_of
from bot.ports import FileIds
from bot.presenters.messages import Picture, Sheet
from bot.presenters.sheet import picture_of
from engine.blocking import Worker
from engine.model import Language
from engine.ports import Files
from engine.search.look_ahead import LookAhead

log = logging.getLogger(__name__)

KEPT_AT_MOST = 32
"""Sheets of about 200 kB that nobody has turned to yet; older ones go first."""
EXPECTED_AT_MOST = 8
"""Sheets whose next page waits to be drawn. Where more are shown without a pause, nobody's next page is worth it."""


class DrawAhead:
    """Works while it is entered, for one bot. It begins one picture at a time, and only in a lull: no update is in
    work, and the worker of pictures has nothing else to do."""

    def __init__(self, *, bot_id: int, look_ahead: LookAhead, files: Files, file_ids: FileIds, images: Worker) -> None:
        self._bot_id = bot_id
        self._look_ahead = look_ahead
        self._files = files
        self._file_ids = file_ids
        self._images = images
        self._expected: deque[tuple[Sheet, Language]] = deque(maxlen=EXPECTED_AT_MOST)
        self._drawn: OrderedDict[str, asyncio.Future[bytes]] = OrderedDict()
        self._updates_in_work = 0
        self._lull = asyncio.Event()
        self._drawing: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def held_back(self) -> Iterator[None]:
        """An update is in work: nothing is begun until there is none."""
        self._updates_in_work += 1
        try:
            yield
        finally:
            self._updates_in_work -= 1
            self._lull.set()

    def expect(self, sheet: Sheet) -> None:
        """Somebody looks at this sheet, and may turn its page."""
        self._expected.append((sheet, spoken()))
        self._lull.set()

    async def taken(self, picture: Picture) -> bytes | None:
        """What was drawn ahead, given once; None where it was not. One that is being drawn is waited for."""
        drawing = self._drawn.pop(key_of(picture), None) if isinstance(picture, Sheet) else None
        return None if drawing is None else await drawing

    async def __aenter__(self) -> Self:
        self._drawing = asyncio.get_running_loop().create_task(self._draw_in_lulls(), name="drawing ahead")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
            await asyncio.gather(self._drawing, return_exceptions=True)

    async def _draw_in_lulls(self) -> None:
        while True:
            await self._lull.wait()
            self._lull.clear()
            while self._expected and self._is_quiet():
                try:
                    await self._draw_after(*self._expected.pop())
                except Exception:
                    log.exception("a page could not be drawn ahead; it is drawn when somebody turns to it")

    async def _draw_after(self, sheet: Sheet, language: Language) -> None:
        if sheet.search_id is None or sheet.page is None:
            return
        page = await self._look_ahead(sheet.search_id, sheet.page)
        if page is None:
            return
        picture = in_language(language, lambda: picture_of(page, self._files))
        key = key_of(picture)
        if key in self._drawn or await self._file_ids.get(self._bot_id, key) is not None or not self._is_quiet():
            return
        self._drawn[key] = drawing = self._images.begin(drawn, picture)
        if len(self._drawn) > KEPT_AT_MOST:
            self._drawn.popitem(last=False)
        await asyncio.wait([drawing])
        if not drawing.cancelled() and drawing.exception() is not None:
            self._drawn.pop(key, None)
            await drawing

    def _is_quiet(self) -> bool:
        return not self._updates_in_work and self._images.is_idle

"""Many people at once: every update reaches the bot exactly once, though polls fail and lose their answers."""

from __future__ import annotations

import pytest

from benchmarks.crowd import crowd
from bot.sandbox.client import Sandbox


@pytest.mark.row(53)
async def test_every_update_of_a_crowd_comes_exactly_once() -> None:
    """A few seconds of `python -m benchmarks.crowd`, which takes a minute with fifty people."""
    async with Sandbox.started() as telegram:
        tally = await crowd(telegram, people_count=12, seconds=3, pause_s=0.2)
        failed = [call for call in await telegram.calls("getUpdates") if call["status"] != 200]
    assert len(tally.done) > 50
    assert failed, "polls met trouble"
    assert (tally.missing, tally.repeated, tally.strange) == (set(), set(), set())

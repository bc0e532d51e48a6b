"""The captioner in a running bot: made from settings, one photo after another, beside everything else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from bot.settings import Settings
from engine.errors import BadSetting
from engine.ingest.describe_pending import DescribeByCaptioner
from engine.ports import Clock
from engine.tagging.captioning.process import LlavaCaptioner, Upkeep

if TYPE_CHECKING:
    from bot.bank import Photobank


def make_captioner(settings: Settings) -> LlavaCaptioner | None:
    """None where no model is set. Raises BadSetting and CaptionerMissing, so that a wrong setting stops the start."""
    if settings.captioner_model is None and settings.captioner_projector is None:
        return None
    if settings.captioner_model is None or settings.captioner_projector is None:
        missing = "MODEL" if settings.captioner_model is None else "PROJECTOR"
        raise BadSetting(name=f"PHOTOBANK_CAPTIONER_{missing}", reason="a captioner needs both its model and projector")
    upkeep = Upkeep(memory_mb=settings.captioner_memory_mb)
    return LlavaCaptioner(settings.captioner_model, settings.captioner_projector, upkeep)


def captioning(
    photobank: Photobank, stack: AsyncExitStack, clock: Clock
) -> Mapping[str, Callable[[], Awaitable[object]]]:
    """The captioner's job, if there is a captioner; its process ends with the stack."""
    captioner = make_captioner(photobank.settings)
    if captioner is None:
        return {}
    stack.push_async_callback(captioner.aclose)
    job = DescribeByCaptioner(begin=photobank.begin, files=photobank.files, captioner=captioner, clock=clock)
    return {"captioning": job}

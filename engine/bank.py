"""A bank and its encoder: chosen once for a new bank, kept ever after."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from engine.encoders.calibration import Calibration
from engine.encoders.catalogue import BUNDLED, WARNING, choose_for_new_bank
from engine.errors import WrongEncoder
from engine.ports import Begin

_NAME = "encoder"
_ID = "encoder_id"
_ASKED = "encoder_asked"
_BANDS = "bands_"
_REFILL = "refill_asked"
_REFILLED = "refill_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which encoder a bank uses. `warning` is a sentence to show when a better one is not on disk."""

    name: str
    is_new: bool
    warning: str | None


async def choose_encoder(begin: Begin, asked: str | None) -> Choice:
    """The bank's own encoder; for a new bank the one asked for, else the best one on disk.

    Raises WrongEncoder when another one is asked for than the bank was made with.
    """
    async with begin() as work:
        kept = await work.settings.get(_NAME)
    if kept is not None:
        if asked is not None and asked != kept:
            raise WrongEncoder(bank=kept, given=asked)
        return Choice(name=kept, is_new=False, warning=_warning(kept))
    name = asked if asked is not None else choose_for_new_bank()[0]
    return Choice(name=name, is_new=True, warning=_warning(name))


def _warning(name: str) -> str | None:
    """Said whenever the bundled encoder is at work, for it knows only the drawn city."""
    return WARNING if name == BUNDLED else None


async def record_encoder(begin: Begin, choice: Choice, encoder_id: str) -> None:
    """Writes the encoder of a new bank down; for an old one, checks that the weights are still the same.

    Raises WrongEncoder when they are not: embeddings of two models are never compared.
    """
    async with begin(writes=True) as work:
        kept = await work.settings.get(_ID)
        if kept == encoder_id:
            return
        if kept is not None and not choice.is_new:
            raise WrongEncoder(bank=kept, given=choice.name)
        await work.settings.put(_NAME, choice.name)
        await work.settings.put(_ID, encoder_id)
        await work.commit()


async def ask_for_encoder(begin: Begin, name: str) -> None:
    """Asks the process that owns the index to switch; every photo has an embedding of that encoder already."""
    async with begin(writes=True) as work:
        await work.settings.put(_ASKED, name)
        await work.commit()


async def encoder_asked(begin: Begin) -> str | None:
    """The encoder that somebody asked the owner to switch to, and that it has not switched to yet."""
    async with begin() as work:
        return await work.settings.get(_ASKED) or None


async def switch_encoder(begin: Begin, name: str, encoder_id: str) -> None:
    """From now on the bank's encoder is this one; what was asked for is done."""
    async with begin(writes=True) as work:
        await work.settings.put(_NAME, name)
        await work.settings.put(_ID, encoder_id)
        await work.settings.put(_ASKED, "")
        await work.commit()


async def forget_asked(begin: Begin) -> None:
    """The owner cannot do what was asked for."""
    await ask_for_encoder(begin, "")


async def encoder_now(begin: Begin) -> tuple[str, str] | None:
    """Name and id of the bank's encoder, which another process may have changed; None for a new bank."""
    async with begin() as work:
        name, encoder_id = await work.settings.get(_NAME), await work.settings.get(_ID)
    return (name, encoder_id) if name and encoder_id else None


async def keep_bands(begin: Begin, encoder_id: str, calibration: Calibration) -> None:
    """An encoder's bands as this bank has calibrated them."""
    async with begin(writes=True) as work:
        await work.settings.put(_BANDS + encoder_id, json.dumps(asdict(calibration)))
        await work.commit()


async def bands_of(begin: Begin, encoder_id: str, otherwise: Calibration) -> Calibration:
    """The bank's own bands of an encoder; `otherwise`, which came with the weights, where it has calibrated none."""
    async with begin() as work:
        kept = await work.settings.get(_BANDS + encoder_id)
    return otherwise if kept is None else Calibration(**json.loads(kept))


async def ask_to_refill(begin: Begin) -> None:
    """Asks the process that owns the index to make it equal to SQL's embeddings."""
    async with begin(writes=True) as work:
        await work.settings.put(_REFILL, "yes")
        await work.commit()


async def refill_is_asked(begin: Begin) -> bool:
    async with begin() as work:
        return bool(await work.settings.get(_REFILL))


async def refill_done(begin: Begin, found: str) -> None:
    """`found` is what the owner found and mended, as JSON, for whoever asked."""
    async with begin(writes=True) as work:
        await work.settings.put(_REFILL, "")
        await work.settings.put(_REFILLED, found)
        await work.commit()


async def refill_found(begin: Begin) -> str:
    """What the owner found when it was last asked; an empty list before that."""
    async with begin() as work:
        return await work.settings.get(_REFILLED) or "[]"

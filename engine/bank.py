"""A bank and its encoder: chosen once for a new bank, kept ever after."""

from __future__ import annotations

from dataclasses import dataclass

from engine.encoders.catalogue import BUNDLED, WARNING, choose_for_new_bank
from engine.errors import WrongEncoder
from engine.ports import Begin

_NAME = "encoder"
_ID = "encoder_id"


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


async def encoder_id_of(begin: Begin) -> str | None:
    """The id of the encoder that the bank was made with; None for a new bank."""
    async with begin() as work:
        return await work.settings.get(_ID)


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

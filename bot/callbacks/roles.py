"""Buttons of the roles."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from admin.roles import GIVEN
from bot.callbacks import Id


class RoleTap(CallbackData, prefix="ro"):
    """A role for a person, by its number; without one, the choice of it."""

    person_id: Id
    role: Annotated[int, Field(ge=0, lt=len(GIVEN))] | None = None


class UploadingTap(CallbackData, prefix="ru"):
    """Whether a partner may send photos in."""

    person_id: Id
    may_upload: bool


class RolesTap(CallbackData, prefix="rl"):
    """Everybody who has a role."""

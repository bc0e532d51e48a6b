"""Taking back from the audit log what owners did about people: only owners do, and somebody who gives roles is left."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from admin.review.ports import Deed, ReviewWork
from admin.roles import set_role
from engine.errors import Superseded
from engine.model import Person, Role


@dataclass(frozen=True, kw_only=True)
class TakeRoleBack:
    """An UndoDeed. Raises OwnerBySettings and LastOwner as a change of the role would."""

    owner_ids: frozenset[int]

    async def __call__(self, work: ReviewWork, deed: Deed, now: dt.datetime) -> None:
        owners = await work.people.owners_held()
        person = await _as_left(work, deed)
        before = Role(deed.before["role"])
        if person.may_upload and before is not Role.PARTNER:
            raise Superseded  # what was granted since stands on the role
        await set_role(work, owners, self.owner_ids, person, before)
        if deed.before.get("may_upload"):
            await work.people.let_upload(person.person_id, True)


async def take_uploading_back(work: ReviewWork, deed: Deed, now: dt.datetime) -> None:
    """An UndoDeed."""
    person = await _as_left(work, deed)
    if person.role is not Role.PARTNER:
        raise Superseded
    await work.people.let_upload(person.person_id, deed.before["may_upload"])


async def _as_left(work: ReviewWork, deed: Deed) -> Person:
    """The person whom it concerns, if they are as the deed left them."""
    found = await work.people.by_ids([] if deed.about_id is None else [deed.about_id])
    if not found or await work.deeds.later(deed):
        raise Superseded
    now = {"role": found[0].role.value, "may_upload": found[0].may_upload}
    if any(now[part] != value for part, value in deed.after.items()):
        raise Superseded
    return found[0]

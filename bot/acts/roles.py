"""What owners do about roles, made in one place."""

from __future__ import annotations

from dataclasses import dataclass

from admin.review.ports import BeginReview
from admin.roles import ChangeRole, FindPerson, LetUpload, ListRoles
from engine.ports import Clock, Events


@dataclass(frozen=True, kw_only=True)
class Roles:
    """Each field is given to the handlers under its name."""

    list_roles: ListRoles
    find_person: FindPerson
    change_role: ChangeRole
    let_upload: LetUpload


def make_roles(*, begin: BeginReview, owner_ids: frozenset[int], events: Events, clock: Clock) -> Roles:
    return Roles(
        list_roles=ListRoles(begin=begin, owner_ids=owner_ids),
        find_person=FindPerson(begin=begin, owner_ids=owner_ids),
        change_role=ChangeRole(begin=begin, owner_ids=owner_ids, events=events, clock=clock),
        let_upload=LetUpload(begin=begin, events=events, clock=clock),
    )

"""Roles: who has which, given and taken by owners; those whom the settings name are owners whatever is written here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from admin.review.ports import BeginReview, Deed, DeedKind, ReviewWork
from engine.errors import BadPerson, LastOwner, OwnerBySettings
from engine.model import Actor, Event, Person, PersonId, Role
from engine.people.permissions import Act, require
from engine.ports import Clock, Events

GIVEN = (Role.MEMBER, Role.PARTNER, Role.MODERATOR, Role.OWNER)
"""What an owner may make of somebody; a member is who has no more than anybody who registered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleHolder:
    """`by_settings` tells that the settings name the person as an owner."""

    person: Person
    by_settings: bool

    @property
    def role(self) -> Role:
        return Role.OWNER if self.by_settings else self.person.role


@dataclass(frozen=True, kw_only=True)
class ListRoles:
    """Everybody who may more than a member, owners first."""

    begin: BeginReview
    owner_ids: frozenset[int]

    async def __call__(self, actor: Actor) -> Sequence[RoleHolder]:
        require(actor, Act.GIVE_ROLES)
        async with self.begin() as work:
            people = {one.person_id: one for one in await work.people.having(Role.PARTNER)}
            for telegram_id in sorted(self.owner_ids):
                named = await work.people.by_telegram_id(telegram_id)
                if named is not None:
                    people[named.person_id] = named
        holders = [RoleHolder(person=one, by_settings=one.telegram_id in self.owner_ids) for one in people.values()]
        return sorted(holders, key=lambda one: (-list(Role).index(one.role), one.person.telegram_id))


@dataclass(frozen=True, kw_only=True)
class FindPerson:
    """Somebody who has written to the bot, by Telegram id or pseudonym. Raises BadPerson."""

    begin: BeginReview
    owner_ids: frozenset[int]

    async def __call__(
        self, actor: Actor, *, telegram_id: int | None = None, person_id: PersonId | None = None
    ) -> RoleHolder:
        require(actor, Act.GIVE_ROLES)
        async with self.begin() as work:
            if telegram_id is not None:
                person = await work.people.by_telegram_id(telegram_id)
            else:
                found = await work.people.by_ids([person_id] if person_id is not None else [])
                person = found[0] if found else None
        if person is None:
            raise BadPerson
        return RoleHolder(person=person, by_settings=person.telegram_id in self.owner_ids)


@dataclass(frozen=True, kw_only=True)
class LetUpload:
    """Lets a partner send photos in, or no longer; it holds from their next update on. Raises BadPerson."""

    begin: BeginReview
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, person_id: PersonId, *, may_upload: bool) -> RoleHolder:
        require(actor, Act.GIVE_ROLES)
        now = self.clock()
        async with self.begin(writes=True) as work:
            found = await work.people.by_ids([person_id])
            if not found or found[0].role is not Role.PARTNER:
                raise BadPerson
            (person,) = found
            if person.may_upload is may_upload:
                return RoleHolder(person=person, by_settings=False)
            await work.people.let_upload(person_id, may_upload)
            await work.deeds.add(
                Deed(
                    person_id=actor.person_id,
                    kind=DeedKind.UPLOADING,
                    done_at=now,
                    about_id=person_id,
                    before={"may_upload": person.may_upload},
                    after={"may_upload": may_upload},
                )
            )
            await work.commit()
        facts = {"about": person_id, "may_upload": may_upload}
        self.events.tell(Event(kind="let_upload", person_id=actor.person_id, happened_at=now, facts=facts))
        return RoleHolder(person=replace(person, may_upload=may_upload), by_settings=False)


@dataclass(frozen=True, kw_only=True)
class ChangeRole:
    """Gives a role, or takes it by giving a lower one; it holds from the person's next update on.

    Raises BadPerson, OwnerBySettings, and LastOwner where nobody would be left who gives roles: of two owners who
    take each other's role at once, the second is refused.
    """

    begin: BeginReview
    owner_ids: frozenset[int]
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, person_id: PersonId, role: Role) -> RoleHolder:
        require(actor, Act.GIVE_ROLES)
        now = self.clock()
        async with self.begin(writes=True) as work:
            owners = await work.people.owners_held()
            found = await work.people.by_ids([person_id])
            if not found or role not in GIVEN:
                raise BadPerson
            (person,) = found
            changed = await set_role(work, owners, self.owner_ids, person, role)
            if changed == person:
                return RoleHolder(person=person, by_settings=False)
            lost = person.may_upload and not changed.may_upload
            await work.deeds.add(
                Deed(
                    person_id=actor.person_id,
                    kind=DeedKind.ROLE,
                    done_at=now,
                    about_id=person_id,
                    before={"role": person.role.value} | ({"may_upload": True} if lost else {}),
                    after={"role": role.value} | ({"may_upload": False} if lost else {}),
                )
            )
            await work.commit()
        facts = {"about": person_id, "role": role.value}
        self.events.tell(Event(kind="changed_role", person_id=actor.person_id, happened_at=now, facts=facts))
        return RoleHolder(person=changed, by_settings=False)


async def set_role(
    work: ReviewWork, owners: Collection[PersonId], owner_ids: Collection[int], person: Person, role: Role
) -> Person:
    """The person as they are then; `owners` are those of the table, `owner_ids` those of the settings.

    Raises OwnerBySettings, and LastOwner where nobody would be left who gives roles.
    """
    if person.telegram_id in owner_ids:
        raise OwnerBySettings
    if person.person_id in owners and role is not Role.OWNER and not owner_ids and len(owners) == 1:
        raise LastOwner
    if person.role is role:
        return person
    await work.people.set_role(person.person_id, role)
    if role is not Role.PARTNER and person.may_upload:
        # Of a moderator it says nothing, and whoever becomes a partner again is asked for anew.
        await work.people.let_upload(person.person_id, False)
    (changed,) = await work.people.by_ids([person.person_id])
    return changed

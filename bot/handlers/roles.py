"""Roles, for owners: who has which, given and taken."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, MessageOriginUser

from admin.roles import GIVEN, ChangeRole, FindPerson, LetUpload, ListRoles
from bot.callbacks.roles import RolesTap, RoleTap, UploadingTap
from bot.presenters.roles import role_of, roles_of, told_of_role, told_of_uploading
from bot.sending import Sender
from bot.taps import Tap
from bot.telling import Teller
from engine.errors import BadPerson
from engine.model import Actor, PersonId

router = Router(name="roles")


@router.message(Command("roles"), F.chat.type == ChatType.PRIVATE, F.reply_to_message)
async def forwarded_person_named(message: Message, actor: Actor, find_person: FindPerson, sender: Sender) -> None:
    replied = message.reply_to_message
    origin = None if replied is None else replied.forward_origin
    telegram_id = origin.sender_user.id if isinstance(origin, MessageOriginUser) else None
    holder = await find_person(actor, telegram_id=telegram_id)
    await sender.answer(message, role_of(holder))


@router.message(Command("roles", magic=F.args), F.chat.type == ChatType.PRIVATE)
async def person_named(
    message: Message, command: CommandObject, actor: Actor, find_person: FindPerson, sender: Sender
) -> None:
    words = (command.args or "").strip()
    telegram_id = int(words) if words.isascii() and words.isdigit() and len(words) < 19 else None
    holder = await find_person(actor, telegram_id=telegram_id)
    await sender.answer(message, role_of(holder))


@router.message(Command("roles"), F.chat.type == ChatType.PRIVATE)
async def roles_asked(message: Message, actor: Actor, list_roles: ListRoles, sender: Sender) -> None:
    holders = await list_roles(actor)
    await sender.answer(message, roles_of(holders))


@router.callback_query(RolesTap.filter())
async def roles_pressed(_event: object, tap: Tap, actor: Actor, list_roles: ListRoles) -> None:
    holders = await list_roles(actor)
    await tap.edit(roles_of(holders))


@router.callback_query(RoleTap.filter(F.role.is_(None)))
async def person_pressed(
    _event: object, callback_data: RoleTap, tap: Tap, actor: Actor, find_person: FindPerson
) -> None:
    holder = await find_person(actor, person_id=PersonId(callback_data.person_id))
    await tap.edit(role_of(holder))


@router.callback_query(RoleTap.filter())
async def role_pressed(
    _event: object, callback_data: RoleTap, tap: Tap, actor: Actor, change_role: ChangeRole, teller: Teller
) -> None:
    if callback_data.role is None:
        raise BadPerson
    role = GIVEN[callback_data.role]
    holder = await change_role(actor, PersonId(callback_data.person_id), role)
    await tap.edit(role_of(holder))
    await teller.person(holder.person.person_id, lambda _language: told_of_role(role))


@router.callback_query(UploadingTap.filter())
async def uploading_pressed(
    _event: object, callback_data: UploadingTap, tap: Tap, actor: Actor, let_upload: LetUpload, teller: Teller
) -> None:
    may_upload = callback_data.may_upload
    holder = await let_upload(actor, PersonId(callback_data.person_id), may_upload=may_upload)
    await tap.edit(role_of(holder))
    await teller.person(holder.person.person_id, lambda _language: told_of_uploading(may_upload=may_upload))

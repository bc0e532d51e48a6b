"""Roles in words: who has which, and what somebody has become."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from admin.roles import GIVEN, RoleHolder
from bot.callbacks.roles import RolesTap, RoleTap, UploadingTap
from bot.locales import gettext as _
from bot.presenters.markup import Html, fill, join
from bot.presenters.messages import TextMessage
from engine.model import Role

SHOWN = 40


def roles_of(holders: Sequence[RoleHolder]) -> TextMessage:
    head = fill(_("<b>Roles</b>"))
    lines = [_line(one) for one in holders[:SHOWN]]
    hint = fill(
        _("To give somebody a role, reply /roles to a forwarded message of theirs, or send /roles and their id.")
    )
    rows = [
        [
            InlineKeyboardButton(
                text=f"{one.person.telegram_id} · {role_name(one.role)}",
                callback_data=RoleTap(person_id=one.person.person_id).pack(),
            )
        ]
        for one in holders[:SHOWN]
        if not one.by_settings
    ]
    return TextMessage(
        text=join("\n", [head, *lines, hint]), keyboard=InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
    )


def role_of(holder: RoleHolder) -> TextMessage:
    """One person, with the roles that they could have instead."""
    back = [InlineKeyboardButton(text=_("All roles"), callback_data=RolesTap().pack())]
    rows = [
        [
            InlineKeyboardButton(
                text=role_name(role),
                callback_data=RoleTap(person_id=holder.person.person_id, role=number).pack(),
            )
        ]
        for number, role in enumerate(GIVEN)
        if role is not holder.role and not holder.by_settings
    ]
    if holder.role is Role.PARTNER:
        label = _("No more uploads") if holder.person.may_upload else _("Let them upload photos")
        tap = UploadingTap(person_id=holder.person.person_id, may_upload=not holder.person.may_upload)
        rows.append([InlineKeyboardButton(text=label, callback_data=tap.pack())])
    question = Html() if holder.by_settings else fill(_("What should they be?"))
    pseudonym = fill(_("In the audit log: <code>{person}</code>"), person=holder.person.person_id)
    return TextMessage(
        text=join("\n", [_line(holder), pseudonym, question]),
        keyboard=InlineKeyboardMarkup(inline_keyboard=[*rows, back]),
    )


def told_of_role(role: Role) -> TextMessage:
    """To the person themselves."""
    return TextMessage(text=fill(_("Your role in this photobank is now: {role}"), role=role_name(role)))


def told_of_uploading(*, may_upload: bool) -> TextMessage:
    """To the person themselves."""
    if may_upload:
        return TextMessage(text=fill(_("You may send photos into this photobank now: /upload")))
    return TextMessage(text=fill(_("You may no longer send photos into this photobank.")))


def role_name(role: Role) -> str:
    return {
        Role.VISITOR: _("visitor"),
        Role.MEMBER: _("member"),
        Role.PARTNER: _("partner"),
        Role.MODERATOR: _("moderator"),
        Role.OWNER: _("owner"),
    }[role]


def _line(holder: RoleHolder) -> Html:
    person = holder.person
    link = fill('<a href="tg://user?id={number}">{number}</a>', number=person.telegram_id)
    role = role_name(holder.role)
    if holder.by_settings:
        return fill(_("{person} · {role}, named in the settings and removed only there"), person=link, role=role)
    uploads = fill(_("may upload")) if holder.role is Role.PARTNER and person.may_upload else Html()
    return join(" · ", [link, fill("{role}", role=role), uploads])

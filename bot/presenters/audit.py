"""The audit log in words: who did what to which photo when, and what it was before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from babel.dates import format_date

from admin.audit.reading import AuditLine, AuditPage, Deeds
from admin.review.ports import Deed, DeedKind
from admin.wishes.ports import WishState
from bot.callbacks.audit import AuditTap, UndoTap
from bot.clocks import short_moment
from bot.keyboards.review import flaw_names
from bot.keyboards.wishes import state_name
from bot.locales import gettext as _
from bot.locales import ngettext, spoken
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import TextMessage
from bot.presenters.roles import role_name, told_of_role, told_of_uploading
from engine.model import Language, Role

TEXT = 70


def audit_of(page: AuditPage) -> TextMessage:
    asked = page.asked
    if asked.photo_id is not None:
        head = fill(_("<b>What was done to photo {number}</b>"), number=asked.photo_id)
    elif asked.person_id is not None:
        head = fill(_("<b>What person {number} did</b>"), number=asked.person_id)
    else:
        assert asked.day is not None
        day = format_date(asked.day, "long", locale=spoken().value)
        head = fill(_("<b>What was done on {day}</b>"), day=day)
    count = fill(ngettext("{count} entry", "{count} entries", page.total), count=page.total)
    return TextMessage(
        text=join("\n\n", [join("\n", [head, count]), *map(_line, page.lines)]), keyboard=_keyboard(page)
    )


def taken_back(deed: Deed) -> TextMessage:
    return TextMessage(text=fill(_("Taken back: {deed}"), deed=_what(deed)))


def told_of(deed: Deed) -> TextMessage:
    """To the person about whom something was taken back: what they are now."""
    if deed.kind == DeedKind.ROLE:
        return told_of_role(Role(deed.before["role"]))
    return told_of_uploading(may_upload=deed.before["may_upload"])


def _line(line: AuditLine) -> Html:
    deed = line.deed
    first = fill("<b>{number}</b>. {at} · {deed}", number=deed.deed_id, at=short_moment(deed.done_at), deed=_what(deed))
    who = fill(_("by <code>{person}</code>"), person=deed.person_id)
    reason = fill(_("reason: {reason}"), reason=_reason(deed.reason)) if deed.reason else Html()
    undone = fill(_("taken back")) if line.undone else Html()
    return join("\n", [first, *_changes(deed.before, deed.after), join(" · ", [who, reason, undone])])


def _what(deed: Deed) -> Html:
    names = {
        "approved": _("photo {number} published after review"),
        "rejected": _("photo {number} rejected"),
        "captioned": _("photo {number}: caption"),
        "planned": _("photo {number} to be published later"),
        "published": _("photo {number} published"),
        "withdrawn": _("photo {number} withdrawn"),
        "undone": _("photo {number}: entry {undoes} taken back") if deed.photo_id else _("entry {undoes} taken back"),
        "role": _("role of {about}"),
        "uploading": _("whether {about} may upload"),
        "duplicate": _("photo {number}: a pair is settled"),
        "wish": _("wish {wish}"),
        "vocabulary": _("the vocabulary: {change}"),
        "report": _("photo {number}: a report is settled, the photo stays"),
        "partnership": _("a partner's access of {about}"),
        "offer": _("offer {offer}"),
    }
    template = names.get(str(deed.kind), "{kind}")
    facts = {"number": deed.photo_id, "undoes": deed.undoes, "about": deed.about_id, "kind": deed.kind}
    facts["offer"] = deed.after.get("offer_id")
    facts["change"] = change_names().get(str(deed.after.get("change")), "")
    facts["wish"] = deed.after.get("wish")
    return fill(template, **facts)


def change_names() -> dict[str, str]:
    """What is done with the vocabulary, by the change's value."""
    return {
        "create": _("a new tag"),
        "edit": _("a tag is edited"),
        "merge": _("tags are merged"),
        "split": _("a tag is split"),
        "delete": _("a tag is deleted"),
        "reset": _("a model's tags are reset"),
    }


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Html]:
    """`before → after` of captions, tags, facts, roles and offers; states are said by what was done."""
    lines = []
    if "captions" in after:
        lines.append(_arrow(_texts(before["captions"]), _texts(after["captions"])))
    if "tags" in after:
        old, new = ({tag[0] for tag in tags} for tags in (before["tags"], after["tags"]))
        parts = [*(f"+{slug}" for slug in sorted(new - old)), *(f"−{slug}" for slug in sorted(old - new))]
        lines.append(fill("{tags}", tags=clip(" ".join(parts), 2 * TEXT)) if parts else Html())
    if "facts" in after:
        changed = [name for name in after["facts"] if after["facts"][name] != before["facts"][name]]
        lines += [fill("{name}: {was} → {now}", name=name, **_pair(before, after, name)) for name in changed]
    if "vocabulary" in after and (before["vocabulary"] or after["vocabulary"]):
        lines.append(_arrow(*(", ".join(said["vocabulary"]) or "—" for said in (before, after))))
    if "may_upload" in after:
        lines.append(_arrow(*(_("yes") if said["may_upload"] else _("no") for said in (before, after))))
    if "wish" in after:
        lines.append(_arrow(*(state_name(WishState(one["state"])) for one in (before, after))))
    if "role" in after:
        lines.append(_arrow(*(role_name(Role(said["role"])) for said in (before, after))))
    if "is_on" in after:
        lines.append(_arrow(*(_("Switched on.") if said["is_on"] else _("Switched off.") for said in (before, after))))
    for language in Language:
        if language.value in after:
            lines.append(_arrow(*(" ".join(said[language.value] or ["—"]) for said in (before, after))))
    return lines


def _pair(before: Mapping[str, Any], after: Mapping[str, Any], name: str) -> dict[str, str]:
    was, now = before["facts"][name], after["facts"][name]
    return {"was": "—" if was is None else str(was), "now": "—" if now is None else str(now)}


def _texts(captions: list[list[str]]) -> str:
    return " / ".join(text for _language, text, _source in captions) or "—"


def _arrow(was: str, now: str) -> Html:
    return fill("{was} → {now}", was=clip(was, TEXT), now=clip(now, TEXT))


def _reason(reason: str) -> str:
    return flaw_names().get(reason, reason)


def _keyboard(page: AuditPage) -> InlineKeyboardMarkup | None:
    undoing = [
        InlineKeyboardButton(text=f"↶ {one.deed.deed_id}", callback_data=UndoTap(deed_id=one.deed.deed_id).pack())
        for one in page.lines
        if one.undoable
    ]
    turning = []
    if page.page > 1:
        turning.append(_turn(_("◀ Page {page}"), page.asked, page.page - 1))
    if page.page < page.page_count:
        turning.append(_turn(_("Page {page} ▶"), page.asked, page.page + 1))
    rows = [row for row in (undoing[:4], undoing[4:], turning) if row]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def _turn(text: str, asked: Deeds, page: int) -> InlineKeyboardButton:
    day = None if asked.day is None else asked.day.toordinal()
    tap = AuditTap(page=page, photo_id=asked.photo_id, person_id=asked.person_id, day=day)
    return InlineKeyboardButton(text=text.format(page=page), callback_data=tap.pack())

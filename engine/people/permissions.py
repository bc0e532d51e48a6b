"""Who may do what: one table, asked by every use case at every act, whatever a menu or a button shows."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from engine.errors import NotAllowed, NotRegistered
from engine.model import Actor, Role


class Act(StrEnum):
    """What somebody does, as far as not everybody may."""

    ACCEPT_TERMS = "accept_terms"
    REGISTER = "register"
    CHOOSE_LANGUAGE = "choose_language"
    EXPORT = "export"
    BE_FORGOTTEN = "be_forgotten"
    BROWSE = "browse"
    OPEN_PHOTO = "open_photo"
    JUDGE = "judge"
    KEEP_FAVOURITES = "keep_favourites"
    READ_HISTORY = "read_history"
    KEEP_COLLECTIONS = "keep_collections"
    SHARE_COLLECTION = "share_collection"
    FOLLOW_LINK = "follow_link"
    DOWNLOAD_COLLECTION = "download_collection"
    DOWNLOAD_SCREEN = "download_screen"
    DOWNLOAD_ORIGINAL = "download_original"
    DOWNLOAD_SEARCH = "download_search"
    READ_USAGE = "read_usage"
    READ_DAYS = "read_days"
    UPLOAD = "upload"
    KEEP_ALERTS = "keep_alerts"
    LOOK_AROUND = "look_around"
    REPORT = "report"
    SETTLE_REPORT = "settle_report"
    ASK_PARTNERSHIP = "ask_partnership"
    DECIDE_PARTNERSHIP = "decide_partnership"
    SEE_OFFERS = "see_offers"
    EDIT_OFFERS = "edit_offers"
    REVIEW = "review"
    GOVERN_TAGS = "govern_tags"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    READ_AUDIT = "read_audit"
    UNDO = "undo"
    GIVE_ROLES = "give_roles"
    SETTLE_DUPLICATES = "settle_duplicates"
    READ_STATISTICS = "read_statistics"
    READ_OWN_STATISTICS = "read_own_statistics"
    APPROVE_DIGESTS = "approve_digests"
    EDIT_DIGESTS = "edit_digests"
    KEEP_WISHES = "keep_wishes"
    READ_EXPERIMENTS = "read_experiments"


LEAST: Mapping[Act, Role] = {
    Act.ACCEPT_TERMS: Role.VISITOR,
    Act.REGISTER: Role.VISITOR,
    Act.CHOOSE_LANGUAGE: Role.VISITOR,
    Act.EXPORT: Role.VISITOR,
    Act.BE_FORGOTTEN: Role.VISITOR,
    Act.BROWSE: Role.VISITOR,
    Act.OPEN_PHOTO: Role.VISITOR,
    Act.JUDGE: Role.VISITOR,
    Act.KEEP_FAVOURITES: Role.MEMBER,
    Act.READ_HISTORY: Role.MEMBER,
    Act.KEEP_COLLECTIONS: Role.MEMBER,
    Act.SHARE_COLLECTION: Role.MEMBER,
    Act.FOLLOW_LINK: Role.VISITOR,
    Act.DOWNLOAD_COLLECTION: Role.MEMBER,
    Act.DOWNLOAD_SCREEN: Role.VISITOR,
    Act.DOWNLOAD_ORIGINAL: Role.MEMBER,
    Act.DOWNLOAD_SEARCH: Role.PARTNER,
    Act.READ_USAGE: Role.PARTNER,
    Act.READ_DAYS: Role.PARTNER,
    Act.UPLOAD: Role.MODERATOR,
    Act.KEEP_ALERTS: Role.MEMBER,
    Act.LOOK_AROUND: Role.VISITOR,
    Act.REPORT: Role.VISITOR,
    Act.SETTLE_REPORT: Role.MODERATOR,
    Act.ASK_PARTNERSHIP: Role.MEMBER,
    Act.DECIDE_PARTNERSHIP: Role.MODERATOR,
    Act.SEE_OFFERS: Role.MEMBER,
    Act.EDIT_OFFERS: Role.OWNER,
    Act.REVIEW: Role.MODERATOR,
    Act.GOVERN_TAGS: Role.MODERATOR,
    Act.PUBLISH: Role.MODERATOR,
    Act.WITHDRAW: Role.MODERATOR,
    Act.READ_AUDIT: Role.MODERATOR,
    Act.UNDO: Role.MODERATOR,
    Act.GIVE_ROLES: Role.OWNER,
    Act.SETTLE_DUPLICATES: Role.MODERATOR,
    Act.READ_STATISTICS: Role.MODERATOR,
    Act.READ_OWN_STATISTICS: Role.PARTNER,
    Act.APPROVE_DIGESTS: Role.MODERATOR,
    Act.EDIT_DIGESTS: Role.OWNER,
    Act.KEEP_WISHES: Role.MODERATOR,
    Act.READ_EXPERIMENTS: Role.MODERATOR,
}
"""The lowest role that may; every higher one may too."""

GRANTED: Mapping[Act, Role] = {Act.UPLOAD: Role.PARTNER}
"""What an owner may open to single people below the table's role: from which role on such a grant holds."""

_RANKS = {role: rank for rank, role in enumerate(Role)}


def may(role: Role, act: Act) -> bool:
    return _RANKS[role] >= _RANKS[LEAST[act]]


def allowed(actor: Actor, act: Act) -> bool:
    """By the role, or by a grant, which ends with the role that it needs."""
    granted = act is Act.UPLOAD and actor.may_upload
    return may(actor.role, act) or (granted and _RANKS[actor.role] >= _RANKS[GRANTED[act]])


def require(actor: Actor, act: Act) -> None:
    """Raises NotRegistered where one tap would be enough, NotAllowed where it would not."""
    if allowed(actor, act):
        return
    raise NotRegistered if may(Role.MEMBER, act) else NotAllowed


def is_registered(role: Role) -> bool:
    return _RANKS[role] >= _RANKS[Role.MEMBER]

"""Everything that SQL keeps under one pseudonym: read for an export, and what of it is erased."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import PersonId
from engine.people.kept import Kept
from storage import tables
from storage.tables.conversations import conversations, sent_looks
from storage.tables.governing import tag_changes, tag_proposals, tags_kept_apart
from storage.tables.offers import offer_showings
from storage.tables.requests import partner_requests, reports
from storage.tables.review import audits, plans, review_leases, review_skips, sent_messages
from storage.tables.saved import saved_searches
from storage.tables.uploads import uploads

EXPORTED: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "acceptances": (tables.acceptances, ("version", "accepted_at")),
    "downloads": (tables.downloads, ("photo_id", "size", "terms_version", "downloaded_at")),
    "favourites": (tables.favourites, ("photo_id", "added_at")),
    "collections": (tables.collections, ("title", "made_at")),
    "conversations": (conversations, ("search_id", "touched_at")),
    "searches": (tables.searches, ("search_id", "query", "asked_at")),
    "saved_searches": (saved_searches, ("query", "how", "saved_at")),
    "uploads": (uploads, ("begun_at", "ended_at")),
    "reports": (reports, ("photo_id", "trouble", "words", "reported_at")),
    "partner_requests": (partner_requests, ("organisation", "asked_at", "granted", "reason")),
    "offer_showings": (offer_showings, ("offer_id", "shown_at")),
    "deeds": (audits, ("kind", "photo_id", "reason", "done_at")),
    "tag_changes": (tag_changes, ("kind", "changed_at")),
    "events": (tables.events, ("kind", "happened_at", "facts")),
}
"""What a person's export tells, by table. Rankings are the bank's, not the person's."""

ERASED = (
    tables.accounts,
    tables.collections,
    conversations,
    sent_looks,
    tables.searches,
    partner_requests,
    saved_searches,
    review_leases,
    review_skips,
    tag_proposals,
    offer_showings,
)
"""Whose rows go with the person."""

STAYING: Mapping[Table, str] = {
    tables.people: "the pseudonym itself, which is nobody's then",
    tables.acceptances: "they prove the right to files that were handed out",
    tables.downloads: "they prove the right to files that were handed out",
    tables.favourites: "they are counted",
    plans: "photos that were approved are published in their time",
    tables.events: "they are counted, and name nobody",
    tag_changes: "they answer for what became of tags",
    tags_kept_apart: "the decision holds for good",
    uploads: "who took which photo in; nobody's then",
    audits: "they answer for what became of photos",
    reports: "they are counted; their words are erased",
}
"""Whose rows stay under a pseudonym that nobody can connect with anybody, and why."""


async def read_kept(connection: AsyncConnection, person_id: PersonId) -> Kept:
    """Raises NoResultFound for a person who is not there."""
    account = tables.accounts.c.person_id == tables.people.c.person_id
    about = select(tables.people, tables.accounts.c.heard).outerjoin(tables.accounts, account)
    person = (await connection.execute(about.where(tables.people.c.person_id == person_id))).one()
    rows = {}
    for name, (table, columns) in EXPORTED.items():
        query = select(*(table.c[column] for column in columns)).where(table.c.person_id == person_id)
        found = await connection.execute(query.order_by(*table.primary_key))
        rows[name] = [{column: _json(value) for column, value in row._mapping.items()} for row in found]
    return Kept(role=person.role, language=person.language, heard=person.heard, met_at=person.met_at, tables=rows)


async def erase(connection: AsyncConnection, person_id: PersonId) -> None:
    """The account first of all: without it the pseudonym is nobody's. Then whatever holds the person's own words."""
    account = tables.accounts.c
    theirs = select(account.telegram_id).where(account.person_id == person_id)
    await connection.execute(delete(sent_messages).where(sent_messages.c.chat_id.in_(theirs)))
    for table in ERASED:
        await connection.execute(delete(table).where(table.c.person_id == person_id))
    await connection.execute(update(reports).where(reports.c.person_id == person_id).values(words=""))


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.datetime) else value

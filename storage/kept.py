"""Everything that SQL keeps under one pseudonym: read for an export, and what of it is erased."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Table, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import PersonId
from engine.people.kept import Kept
from storage import tables
from storage.event_rows import WORDS, wait_for_writers, without_words
from storage.tables.conversations import conversations, sent_looks
from storage.tables.digest import digest_clicks
from storage.tables.duplicates import duplicate_pairs
from storage.tables.governing import tag_changes, tag_proposals, tags_kept_apart
from storage.tables.offers import offer_showings
from storage.tables.requests import partner_requests, reports
from storage.tables.review import audits, plans, review_leases, review_skips, sent_messages
from storage.tables.rollups import asked_people, asked_words, person_days, person_weeks, photo_lovers
from storage.tables.saved import saved_searches
from storage.tables.uploads import uploads
from storage.tables.wishes import wish_askers, wish_wordings, wishes

EXPORTED: Mapping[str, tuple[Column[Any], tuple[str, ...]]] = {
    "acceptances": (tables.acceptances.c.person_id, ("version", "accepted_at")),
    "downloads": (tables.downloads.c.person_id, ("photo_id", "size", "terms_version", "downloaded_at")),
    "favourites": (tables.favourites.c.person_id, ("photo_id", "added_at")),
    "collections": (tables.collections.c.person_id, ("collection_id", "title", "made_at")),
    "conversations": (conversations.c.person_id, ("search_id", "touched_at")),
    "searches": (tables.searches.c.person_id, ("search_id", "query", "shelf", "asked_at")),
    "saved_searches": (saved_searches.c.person_id, ("query", "how", "saved_at")),
    "uploads": (uploads.c.person_id, ("begun_at", "ended_at")),
    "reports": (reports.c.person_id, ("photo_id", "trouble", "words", "reported_at")),
    "partner_requests": (partner_requests.c.person_id, ("organisation", "asked_at", "granted", "reason")),
    "offer_showings": (offer_showings.c.person_id, ("offer_id", "shown_at")),
    "digest_clicks": (digest_clicks.c.person_id, ("issue_id", "target", "clicked_at")),
    "deeds": (audits.c.person_id, ("kind", "photo_id", "reason", "done_at")),
    "deeds_about_you": (audits.c.about_id, ("kind", "before", "after", "done_at")),
    "tag_changes": (tag_changes.c.person_id, ("kind", "changed_at")),
    "settled_reports": (reports.c.settled_by, ("photo_id", "withdrawn", "settled_at")),
    "decided_requests": (partner_requests.c.decided_by, ("request_id", "granted", "decided_at")),
    "judged_pairs": (duplicate_pairs.c.judged_by, ("photo_id", "other_id", "verdict", "judged_at")),
    "settled_wishes": (wishes.c.state_by, ("wish_id", "state", "state_at")),
    "wishes": (wish_askers.c.person_id, ("asked_count", "last_asked_at")),
    "events": (tables.events.c.person_id, ("kind", "happened_at", "facts")),
    "person_days": (person_days.c.person_id, ("day", "searches", "opened", "downloads", "kept", "shared")),
}
"""What a person's export tells, by the column that says whose it is. Rankings are the bank's, not the person's."""

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
    tables.events: "they are counted, without the words that were asked",
    person_days: "what events are counted to, and as nameless",
    person_weeks: "what events are counted to, and as nameless",
    asked_people: "what events are counted to, and as nameless",
    photo_lovers: "what events are counted to, and as nameless",
    digest_clicks: "they are counted, and name nobody",
    tag_changes: "they answer for what became of tags",
    tags_kept_apart: "the decision holds for good",
    wish_askers: "they are counted; words that nobody else used are erased",
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
    for name, (whose, columns) in EXPORTED.items():
        query = select(*(whose.table.c[column] for column in columns)).where(whose == person_id)
        found = await connection.execute(query.order_by(*whose.table.primary_key))
        rows[name] = [{column: _json(value) for column, value in row._mapping.items()} for row in found]
    for collection in rows["collections"]:
        collection |= await _in_collection(connection, collection["collection_id"])
    return Kept(role=person.role, language=person.language, heard=person.heard, met_at=person.met_at, tables=rows)


async def erase(connection: AsyncConnection, person_id: PersonId) -> None:
    """The account first of all: without it the pseudonym is nobody's. Then whatever holds the person's own words."""
    # What they did is either written by now, or will be when the account is gone, and then without their words.
    await wait_for_writers(connection)
    account = tables.accounts.c
    theirs = select(account.telegram_id).where(account.person_id == person_id)
    await connection.execute(delete(sent_messages).where(sent_messages.c.chat_id.in_(theirs)))
    for table in ERASED:
        await connection.execute(delete(table).where(table.c.person_id == person_id))
    await connection.execute(update(reports).where(reports.c.person_id == person_id).values(words=""))
    await _silence_events(connection, person_id)
    await _forget_words(connection, person_id)
    await _silence_wishes(connection, person_id)


async def _in_collection(connection: AsyncConnection, collection_id: int) -> dict[str, Any]:
    """Its photos in their order, and until when links to it lead there."""
    places, links = tables.collection_photos.c, tables.collection_links.c
    inside = select(places.photo_id).where(places.collection_id == collection_id).order_by(places.position)
    lasting = select(links.expires_at).where(links.collection_id == collection_id).order_by(links.expires_at)
    return {
        "photos": list((await connection.execute(inside)).scalars()),
        "links_until": [_json(moment) for moment in (await connection.execute(lasting)).scalars()],
    }


async def _silence_events(connection: AsyncConnection, person_id: PersonId) -> None:
    events = tables.events.c
    told = await connection.execute(select(events.event_id, events.facts).where(events.person_id == person_id))
    silent = [{"told": row.event_id, "left": without_words(row.facts)} for row in told if WORDS & row.facts.keys()]
    if silent:
        changed = update(tables.events).where(events.event_id == bindparam("told")).values(facts=bindparam("left"))
        await connection.execute(changed, silent)


async def _forget_words(connection: AsyncConnection, person_id: PersonId) -> None:
    """What nobody else ever asked; the words of several are nobody's own."""
    asked = asked_people.c
    theirs = select(asked.words_id).where(asked.person_id == person_id)
    others = select(asked.words_id).where(asked.words_id.in_(theirs), asked.person_id != person_id)
    words_id = asked_words.c.words_id
    await connection.execute(delete(asked_words).where(words_id.in_(theirs), words_id.not_in(others)))


async def _silence_wishes(connection: AsyncConnection, person_id: PersonId) -> None:
    """Wordings that nobody else used; that somebody wished it stays counted."""
    askers = wish_askers.c
    theirs = select(askers.wording_id).where(askers.person_id == person_id)
    others = select(askers.wording_id).where(askers.person_id != person_id)
    alone = wish_wordings.c.wording_id.in_(theirs) & wish_wordings.c.wording_id.not_in(others)
    await connection.execute(update(wish_wordings).where(alone).values(text=None, query={}))


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value

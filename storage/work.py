"""A unit of work over SQL: one transaction, and the repositories that share it."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.changes import SqlChanges
from storage.collections import SqlCollections
from storage.conversations import SqlConversations
from storage.days import SqlPhotoDays
from storage.deeds import SqlDeeds
from storage.descriptions import SqlDescriptions
from storage.digest_issues import SqlIssues
from storage.digest_schedules import SqlSchedules
from storage.downloads import SqlDownloads
from storage.duplicates import SqlDuplicates
from storage.edits import SqlEdits
from storage.embeddings import SqlEmbeddings
from storage.favourites import SqlFavourites
from storage.governing import SqlGovernance
from storage.offers import SqlOffers
from storage.people import SqlPeople
from storage.photos import SqlPhotos
from storage.presence import SqlPresence
from storage.requests import SqlPartnerRequests, SqlReports
from storage.reviews import SqlPlans, SqlReviews
from storage.saved import SqlSavedSearches
from storage.searches import SqlSearches
from storage.settings import SqlSettings
from storage.steady import SteadyConnection, to_the_end
from storage.suggestions import SqlTagSuggestions
from storage.tags import SqlTags
from storage.text_embeddings import SqlTextEmbeddings
from storage.uploads import SqlUploads
from storage.wishes import SqlWishes


class SqlWork:
    """Implements the Work port. The transaction begins at the first statement; leaving without `commit` rolls back."""

    photos: SqlPhotos
    embeddings: SqlEmbeddings
    tags: SqlTags
    searches: SqlSearches
    people: SqlPeople
    presence: SqlPresence
    collections: SqlCollections
    conversations: SqlConversations
    favourites: SqlFavourites
    descriptions: SqlDescriptions
    uploads: SqlUploads
    saved_searches: SqlSavedSearches
    reports: SqlReports
    partner_requests: SqlPartnerRequests
    downloads: SqlDownloads
    photo_days: SqlPhotoDays
    offers: SqlOffers
    settings: SqlSettings
    changes: SqlChanges
    text_embeddings: SqlTextEmbeddings
    reviews: SqlReviews
    edits: SqlEdits
    plans: SqlPlans
    deeds: SqlDeeds
    governance: SqlGovernance
    suggestions: SqlTagSuggestions
    duplicates: SqlDuplicates
    schedules: SqlSchedules
    issues: SqlIssues
    wishes: SqlWishes

    def __init__(self, connections: AsyncEngine, *, reads_only: bool) -> None:
        self._connections = connections
        self._reads_only = reads_only
        self._connection: AsyncConnection | None = None

    async def __aenter__(self) -> Self:
        connection = await self._connections.connect()
        self._connection = connection
        self.photos = SqlPhotos(connection)
        self.embeddings = SqlEmbeddings(connection)
        self.tags = SqlTags(connection)
        self.searches = SqlSearches(connection)
        self.people = SqlPeople(connection)
        self.presence = SqlPresence(connection)
        self.collections = SqlCollections(connection)
        self.conversations = SqlConversations(connection)
        self.favourites = SqlFavourites(connection)
        self.descriptions = SqlDescriptions(connection)
        self.uploads = SqlUploads(connection)
        self.saved_searches = SqlSavedSearches(connection)
        self.reports = SqlReports(connection)
        self.partner_requests = SqlPartnerRequests(connection)
        self.downloads = SqlDownloads(connection)
        self.offers = SqlOffers(connection)
        self.photo_days = SqlPhotoDays(connection)
        self.settings = SqlSettings(connection)
        self.changes = SqlChanges(connection, reads_only=self._reads_only)
        self.text_embeddings = SqlTextEmbeddings(connection)
        self.reviews = SqlReviews(connection)
        self.edits = SqlEdits(connection)
        self.plans = SqlPlans(connection)
        self.deeds = SqlDeeds(connection)
        self.governance = SqlGovernance(connection)
        self.suggestions = SqlTagSuggestions(connection)
        self.duplicates = SqlDuplicates(connection)
        self.schedules = SqlSchedules(connection)
        self.issues = SqlIssues(connection)
        self.wishes = SqlWishes(connection)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            # Giving the connection back rolls back: cut short, it would be thrown away with an error in the log.
            closing = self._connection.close()
            await (closing if _ends_here(self._connection) else to_the_end(asyncio.ensure_future(closing)))

    async def commit(self) -> None:
        assert self._connection is not None, "commit inside the unit of work"
        await self._connection.commit()


def _ends_here(connection: AsyncConnection) -> bool:
    """Whether nothing is waited for, and so nothing can be cut short: a task of its own costs more than that."""
    used = connection.sync_connection
    if used is None or used.closed or used.invalidated:
        return False
    made = used.connection.driver_connection
    return isinstance(made, SteadyConnection) and made.ends_here

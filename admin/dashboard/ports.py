"""What the dashboard, the digest and the terminal ask of the storage."""

from __future__ import annotations

from typing import Protocol

from admin.dashboard import figures
from engine.model import PersonId, PhotoId


class Statistics(Protocol):
    """Each question is answered from roll-ups: no number of raw events makes it slow.

    The newest events are counted a few seconds after they happened.
    """

    async def overview(self, period: figures.Period) -> figures.Overview: ...

    async def hours(self, period: figures.Period) -> figures.Hours: ...

    async def top_queries(self, period: figures.Period, limit: int) -> figures.Queries:
        """The most searches first."""

    async def rising_queries(self, period: figures.Period, limit: int) -> figures.Queries:
        """Those whose surety is at least SURE, the surest first."""

    async def falling_queries(self, period: figures.Period, limit: int) -> figures.Queries:
        """Those whose surety is at most -SURE, the surest first; their people are of both periods together."""

    async def nothing_found(self, period: figures.Period, limit: int) -> figures.Queries:
        """The most searches without an exact or close photo first; none that always found something."""

    async def tags(self, period: figures.Period, limit: int) -> figures.Tags: ...

    async def photos(self, period: figures.Period, limit: int) -> figures.Photos: ...

    async def loved(self, period: figures.Period, limit: int) -> figures.Loved: ...

    async def added(self, period: figures.Period, limit: int) -> figures.Added: ...

    async def growth(self, period: figures.Period) -> figures.Growth: ...

    async def quality(self, period: figures.Period) -> figures.Quality: ...

    async def audience(self, period: figures.Period) -> figures.Audience: ...

    async def retention(self, period: figures.Period) -> figures.Retention: ...

    async def speed(self, period: figures.Period) -> figures.Speed: ...

    async def digests(self, period: figures.Period, limit: int) -> figures.Digests:
        """With so many of the newest issues."""

    async def photo(self, photo_id: PhotoId, period: figures.Period) -> figures.PhotoFigure:
        """All zeros for a photo that nobody ever saw, or that does not exist."""

    async def tag(self, slug: str, period: figures.Period) -> figures.TagFigure | None:
        """None for a tag that is not in the vocabulary."""

    async def partner(self, person_id: PersonId, period: figures.Period) -> figures.PartnerFigure: ...

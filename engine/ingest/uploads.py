"""Uploads in chat: what somebody who may sends between a beginning and an end, written down before it is taken in."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from engine.blocking import Worker
from engine.errors import BadArchiveSent, NoUpload, PhotobankError
from engine.ingest.archives import BadArchive, Unpacked, pictures_in_zip
from engine.ingest.caption_text import read_caption, tags_named
from engine.ingest.ingest_photo import Accepted, IngestPhoto, Received
from engine.ingest.upload_files import Became, NewFile, SentFile
from engine.model import Actor, Event, PhotoId, PhotoTag
from engine.people.permissions import Act, require
from engine.ports import Begin, Clock, Events

LASTS = dt.timedelta(hours=3)
"""An upload that nobody ended ends so long after its last file: photos are for searching again then."""


@dataclass(frozen=True, kw_only=True)
class BeginUpload:
    """From here on what the person sends is taken in, not searched by. Raises NotAllowed."""

    begin: Begin
    clock: Clock

    async def __call__(self, actor: Actor) -> None:
        require(actor, Act.UPLOAD)
        now = self.clock()
        async with self.begin(writes=True) as work:
            if await work.uploads.open(actor.person_id, now - LASTS) is None:
                await work.uploads.begin(actor.person_id, now)
            await work.commit()


@dataclass(frozen=True, kw_only=True)
class EndUpload:
    """Answers with what became of its files. Raises NotAllowed, NoUpload."""

    begin: Begin
    clock: Clock

    async def __call__(self, actor: Actor) -> dict[Became, int]:
        require(actor, Act.UPLOAD)
        now = self.clock()
        async with self.begin(writes=True) as work:
            upload_id = await work.uploads.open(actor.person_id, now - LASTS)
            if upload_id is None:
                raise NoUpload
            await work.uploads.end(upload_id, now)
            counts = await work.uploads.counts(upload_id)
            await work.commit()
        return counts


@dataclass(frozen=True, kw_only=True)
class IsUploading:
    """Whether what the actor sends now is for the bank."""

    begin: Begin
    clock: Clock

    async def __call__(self, actor: Actor) -> bool:
        async with self.begin() as work:
            return await work.uploads.open(actor.person_id, self.clock() - LASTS) is not None


@dataclass(frozen=True, kw_only=True)
class NoteFiles:
    """Writes down what came before anything is fetched, so that nothing is lost. Raises NotAllowed, NoUpload."""

    begin: Begin
    clock: Clock

    async def __call__(self, actor: Actor, files: Sequence[NewFile]) -> list[SentFile]:
        require(actor, Act.UPLOAD)
        now = self.clock()
        async with self.begin(writes=True) as work:
            upload_id = await work.uploads.open(actor.person_id, now - LASTS)
            if upload_id is None:
                raise NoUpload
            noted = await work.uploads.note(upload_id, actor.person_id, files, now)
            await work.commit()
        return noted


Fetch = Callable[[str], Awaitable[bytes]]
"""A file's bytes by its key; raises PhotobankError where it cannot be had."""
LookAlike = Callable[[PhotoId], Awaitable[PhotoId | None]]
"""A photo of the bank that shows the same picture, as far as that can be seen at once; indexing looks closer."""


@dataclass(frozen=True, kw_only=True)
class TakeFiles:
    """Takes noted files in, each with an outcome, unpublished: they wait for review.

    A caption becomes a caption, `#tags` tags of the vocabulary, credit lines credit and licence.
    """

    begin: Begin
    ingest_photo: IngestPhoto
    look_alike: LookAlike
    unpacking: Worker
    events: Events
    clock: Clock

    async def __call__(self, files: Sequence[SentFile], fetch: Fetch) -> AsyncIterator[SentFile]:
        """Each as it is settled; one that another process settled meanwhile is passed over."""
        for file in files:
            try:
                content = await fetch(file.key)
                if file.is_archive:
                    async for unpacked in self._archive(file, content):
                        yield unpacked
                    continue
                done = await self._take(file, file.name, content)
            except PhotobankError as error:
                done = _refused(file, error)
            async with self.begin(writes=True) as work:
                fresh = await work.uploads.settle(done)
                await work.commit()
            if fresh:
                self._tell(done)
                yield done

    async def left_behind(self, before: dt.datetime, limit: int) -> list[SentFile]:
        """What a process noted and did not get to."""
        async with self.begin() as work:
            return await work.uploads.waiting(before, limit)

    async def _archive(self, file: SentFile, content: bytes) -> AsyncIterator[SentFile]:
        try:
            unpacked: list[Unpacked] = await self.unpacking.run(lambda: list(pictures_in_zip(content)))
        except BadArchive:
            unpacked = []
        if not unpacked:
            raise BadArchiveSent
        async with self.begin() as work:
            there = await work.uploads.added_count(file)
        for one in unpacked[there:]:
            try:
                if one.content is None:
                    raise BadArchiveSent
                done = await self._take(file, one.name, one.content)
            except PhotobankError as error:
                done = _refused(file, error)
            done = replace(done, name=one.name)
            async with self.begin(writes=True) as work:
                await work.uploads.add_settled(done, one.name)
                await work.commit()
            self._tell(done)
            yield done
        async with self.begin(writes=True) as work:
            await work.uploads.settle(replace(file, became=Became.TAKEN))
            await work.commit()

    async def _take(self, file: SentFile, name: str | None, content: bytes) -> SentFile:
        text = read_caption(file.caption)
        async with self.begin() as work:
            tags, _unknown = tags_named(text.tag_names, await work.tags.all())
        outcome = await self.ingest_photo(
            Received(
                content=content,
                original_name=name,
                captions=text.captions,
                tags=tuple(PhotoTag(tag=tag) for tag in tags),
                rights=text.rights,
                publish=False,
                intake=file.intake,
            )
        )
        if not isinstance(outcome, Accepted):
            return replace(file, became=Became.KNOWN, photo_id=outcome.photo_id)
        like_id = await self.look_alike(outcome.photo_id)
        return replace(file, became=Became.TAKEN, photo_id=outcome.photo_id, like_id=like_id)

    def _tell(self, done: SentFile) -> None:
        facts = {"photo_id": done.photo_id, "became": done.became.value}
        self.events.tell(Event(kind="uploaded", person_id=done.person_id, happened_at=self.clock(), facts=facts))


def _refused(file: SentFile, error: PhotobankError) -> SentFile:
    return replace(file, became=Became.REFUSED, reason=type(error).__name__)

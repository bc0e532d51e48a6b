"""Taking a photo away: the file that one's role allows, on terms that were accepted, with a record of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from engine.blocking import Worker
from engine.errors import PhotoGone
from engine.images.giving import GivenFile, Size, original_file, screen_file
from engine.images.labelling.label import Label
from engine.model import Actor, Event, Language, Photo, PhotoId, PhotoState
from engine.people.permissions import Act, is_registered, may, require
from engine.ports import Begin, Clock, Events, Files
from engine.rights.credit import credit_line
from engine.rights.downloads import Download
from engine.rights.terms import VERSION, Terms, terms_of

ACTS = {Size.SCREEN: Act.DOWNLOAD_SCREEN, Size.ORIGINAL: Act.DOWNLOAD_ORIGINAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file to hand over, recorded already."""

    photo: Photo
    size: Size
    file: GivenFile


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsNeeded:
    """Nothing is given before the terms are accepted; an original asks for registration besides."""

    terms: Terms
    photo_id: PhotoId
    size: Size
    to_register: bool


@dataclass(frozen=True, kw_only=True)
class DownloadPhoto:
    """Raises PhotoGone unless the photo is published at the beginning and still when the file is ready.

    `largest` is the most that the way to the person carries, in bytes.
    """

    begin: Begin
    files: Files
    images: Worker
    events: Events
    clock: Clock
    largest: int

    async def __call__(self, actor: Actor, photo_id: PhotoId, size: Size) -> Given | TermsNeeded:
        async with self.begin() as work:
            photo = published(await work.photos.get([photo_id]), photo_id)
            terms = terms_of(await work.people.acceptances(actor.person_id), registered=is_registered(actor.role))
        to_register = not is_registered(actor.role) and not may(actor.role, ACTS[size])
        if terms.accepted_at is None or to_register:
            return TermsNeeded(terms=terms, photo_id=photo_id, size=size, to_register=to_register)
        require(actor, ACTS[size])
        file = await self._file(photo, size, actor.language)
        async with self.begin(writes=True) as work:
            # Making the file took a while, and a photo may be withdrawn at any moment.
            photo = published(await work.photos.get([photo_id]), photo_id)
            await work.downloads.add([recorded(actor, photo_id, size, file, self.clock())])
            await work.commit()
        facts = {"photo_id": photo_id, "size": size.value, "terms_version": VERSION}
        self.events.tell(Event(kind="downloaded", person_id=actor.person_id, happened_at=self.clock(), facts=facts))
        return Given(photo=photo, size=size, file=file)

    async def _file(self, photo: Photo, size: Size, language: Language) -> GivenFile:
        path = self.files.original_path(photo.content_hash)
        label = label_of(photo, language)
        if size is Size.SCREEN:
            return await self.images.run(screen_file, path, label)
        return await self.images.run(original_file, path, label, self.largest)


def recorded(actor: Actor, photo_id: PhotoId, size: Size, file: GivenFile, at: dt.datetime) -> Download:
    return Download(
        person_id=actor.person_id,
        photo_id=photo_id,
        size=size,
        terms_version=VERSION,
        width=file.width,
        height=file.height,
        byte_count=len(file.content),
        downloaded_at=at,
    )


def label_of(photo: Photo, language: Language) -> Label:
    return Label(
        credit=credit_line(photo.rights, language),
        photographer=photo.rights.photographer,
        licence=photo.rights.licence,
        description=photo.caption(language),
    )


def published(photos: dict[PhotoId, Photo], photo_id: PhotoId) -> Photo:
    """Raises PhotoGone."""
    photo = photos.get(photo_id)
    if photo is None or photo.state is not PhotoState.PUBLISHED:
        raise PhotoGone
    return photo

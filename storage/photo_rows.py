"""Photos as rows, and rows as photos."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Row

from engine.model import (
    Caption,
    Colour,
    ContentHash,
    Language,
    Metadata,
    NewPhoto,
    Photo,
    PhotoId,
    PhotoState,
    PhotoTag,
    Rights,
    Season,
    TimeOfDay,
    Weather,
)
from engine.photo import Coordinates
from storage.sql import storable


def row_of(photo: NewPhoto, received_at: dt.datetime) -> dict[str, Any]:
    facts, rights = photo.metadata, photo.rights
    return {
        "content_hash": photo.content_hash,
        "state": PhotoState.RECEIVED.value,
        "media_type": photo.media_type,
        "byte_count": photo.byte_count,
        "width": photo.width,
        "height": photo.height,
        "fingerprint": photo.fingerprint,
        "colour": photo.colour,
        "sharpness": photo.sharpness,
        "intake": photo.intake,
        "original_name": None if photo.original_name is None else storable(photo.original_name),
        "people_count": facts.people_count,
        "crowd": facts.crowd,
        "season": facts.season,
        "time_of_day": facts.time_of_day,
        "weather": facts.weather,
        "sight": facts.sight,
        "objects": list(facts.objects),
        "taken_at": facts.taken_at,
        "place": facts.place,
        "latitude": facts.coordinates.latitude if facts.coordinates else None,
        "longitude": facts.coordinates.longitude if facts.coordinates else None,
        "photographer": rights.photographer,
        "licence": rights.licence,
        "publish_when_indexed": photo.publish,
        "received_at": received_at,
    }


def photo_from(row: Row[Any], captions: list[Row[Any]], tags: list[PhotoTag]) -> Photo:
    return Photo(
        photo_id=PhotoId(row.photo_id),
        content_hash=ContentHash(row.content_hash),
        state=PhotoState(row.state),
        width=row.width,
        height=row.height,
        received_at=row.received_at,
        published_at=row.published_at,
        colour=Colour(row.colour) if row.colour else None,
        sharpness=row.sharpness,
        intake=row.intake,
        captions=tuple(
            Caption(language=Language(caption.slug), text=caption.ru, source=caption.source)
            for caption in sorted(captions, key=lambda caption: caption.position)
        ),
        tags=tuple(sorted(tags, key=lambda carried: (-carried.confidence, carried.tag.slug))),
        metadata=Metadata(
            people_count=row.people_count,
            crowd=row.crowd,
            season=Season(row.season) if row.season else None,
            time_of_day=TimeOfDay(row.time_of_day) if row.time_of_day else None,
            weather=Weather(row.weather) if row.weather else None,
            sight=row.sight,
            objects=tuple(row.objects),
            taken_at=row.taken_at,
            place=row.place,
            coordinates=None if row.latitude is None else Coordinates(row.latitude, row.longitude),
        ),
        rights=Rights(photographer=row.photographer, licence=row.licence),
    )

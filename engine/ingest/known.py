"""What is known of a photo when it is taken in: what was said of it comes before what its file says of itself. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.images.embedded.reading import Embedded
from engine.ingest.caption_text import language_of, tags_named
from engine.ingest.listing import Listed
from engine.model import Caption, Language, Metadata, PhotoTag, Rights, Tag
from engine.rights.licences import read_notice, standard_licence


def captions_of(texts: Iterable[str]) -> tuple[Caption, ...]:
    """The first in each language, as their letters tell it."""
    found: dict[Language, Caption] = {}
    for text in texts:
        language = language_of(text)
        found.setdefault(language, Caption(language=language, text=text))
    return tuple(found.values())


def captions_listed(listed: Listed) -> tuple[Caption, ...]:
    """Those whose language is written beside them, then the other one."""
    named = {caption.language: caption for caption in listed.captions}
    for caption in captions_of(listed.unnamed_captions):
        named.setdefault(caption.language, caption)
    return tuple(named.values())


def tags_of(names: Sequence[str], vocabulary: Sequence[Tag]) -> tuple[PhotoTag, ...]:
    """Those that the vocabulary has; keywords that it lacks are no tags."""
    return tuple(PhotoTag(tag=tag) for tag in tags_named(names, vocabulary)[0])


def metadata_with(known: Metadata | None, embedded: Embedded) -> Metadata:
    """The file's time and place where nobody said otherwise."""
    known = known or Metadata()
    return replace(
        known,
        taken_at=known.taken_at or embedded.taken_at,
        place=known.place or embedded.place,
        coordinates=known.coordinates or embedded.coordinates,
    )


def rights_with(known: Rights | None, embedded: Embedded) -> Rights:
    """Of a notice, whoever it names, unless the author is named, and the licence, unless one is."""
    known, notice, author = known or Rights(), read_notice(embedded.notice or ""), read_notice(embedded.author or "")
    stated = standard_licence(embedded.licence) if embedded.licence else None
    return Rights(
        photographer=known.photographer or author.photographer or notice.photographer,
        licence=known.licence or stated or author.licence or notice.licence,
    )

"""What moderators do with the vocabulary: use cases made around one index of names, kept while the bank is open."""

from __future__ import annotations

from dataclasses import dataclass

from engine.ports import Begin, Clock, Encoder, Events
from engine.tagging.governing.govern import GovernTags
from engine.tagging.governing.health import OpenTag, ReadTagsHealth
from engine.tagging.governing.likeness import Likeness


@dataclass(frozen=True, kw_only=True)
class Governing:
    """Each field is given to the handlers under its name."""

    govern_tags: GovernTags
    open_tag: OpenTag
    read_tags_health: ReadTagsHealth


def make_governing(*, begin: Begin, encoder: Encoder, events: Events, clock: Clock) -> Governing:
    likeness = Likeness(encoder=encoder)
    return Governing(
        govern_tags=GovernTags(begin=begin, likeness=likeness, events=events, clock=clock),
        open_tag=OpenTag(begin=begin, likeness=likeness),
        read_tags_health=ReadTagsHealth(begin=begin, likeness=likeness),
    )

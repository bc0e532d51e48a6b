"""What a review card shows becomes the photo's own."""

from __future__ import annotations

import datetime as dt

from admin.review.card import ReviewCard
from admin.review.ports import ReviewWork
from admin.review.proposals import captions_of, facts_wanted, tags_wanted


async def take_as_shown(work: ReviewWork, card: ReviewCard, now: dt.datetime) -> None:
    """Writes what the card proposes into the photo: confirmed from here on."""
    photo, said = card.photo, await work.descriptions.of([card.photo.photo_id])
    await work.edits.set_captions(photo.photo_id, captions_of(photo, said.get(photo.photo_id, [])))
    tags = tags_wanted(card.proposals)
    await work.edits.set_tags(photo.photo_id, tags)
    await work.suggestions.settle(photo.photo_id, [one.tag.slug for one in tags], now)
    await work.edits.set_facts(photo.photo_id, facts_wanted(photo.metadata, card.proposals))

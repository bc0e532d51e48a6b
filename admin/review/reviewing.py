"""Going through the photos that wait: the card, its toggles, words typed for it, and the decision."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from admin.review.card import Desk, ReviewCard, ReviewOutcome
from admin.review.ports import BeginReview, Deed, DeedKind, Plan, Queue, ReviewWork, Typing
from admin.review.proposals import SINGLE
from admin.review.snapshot import difference, snapshot
from admin.review.taking import take_as_shown
from admin.review.times import FARTHEST, When, moment_of, typed_moment
from engine.errors import AlreadyReviewed, BadCaption, BadReason, BadTime, ChoiceGone, UnknownTag
from engine.model import Actor, Caption, Event, Kind, Language, Photo, PhotoId, PhotoState, Tag
from engine.people.permissions import Act, may, require
from engine.ports import Clock, Events
from engine.search.parsing import fold
from engine.tagging.vocabulary import by_name

LONGEST_CAPTION = 300
LONGEST_REASON = 200
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


class Flaw(StrEnum):
    """Why photos are commonly rejected; a moderator may also say it in words."""

    BLURRED = "blurred"
    DUPLICATE = "duplicate"
    RIGHTS = "rights"
    PRIVACY = "privacy"
    OFF_TOPIC = "off_topic"


@dataclass(frozen=True, kw_only=True)
class OpenReview:
    """The photo that the moderator has before them, else the next one that waits."""

    begin: BeginReview
    desk: Desk
    clock: Clock

    async def __call__(self, actor: Actor) -> ReviewOutcome:
        require(actor, Act.REVIEW)
        now = self.clock()
        async with self.begin(writes=True) as work:
            lease = await work.reviews.lease_of(actor.person_id, now)
            if lease is not None:
                with contextlib.suppress(AlreadyReviewed):
                    await self.desk.hold(work, actor, lease.photo_id, now)
                    card = await self.desk.show(work, actor, lease.photo_id, now)
                    await work.commit()
                    return card
            outcome = await self.desk.next(work, actor, now)
            await work.commit()
        return outcome


@dataclass(frozen=True, kw_only=True)
class ReadQueue:
    """How many photos wait, and how long."""

    begin: BeginReview
    clock: Clock

    async def __call__(self, actor: Actor) -> Queue:
        require(actor, Act.REVIEW)
        async with self.begin() as work:
            return await work.reviews.queue(self.clock())


@dataclass(frozen=True, kw_only=True)
class ReadAwaited:
    """What the person's next words are meant as, if a review asked for any; None for whoever reviews nothing."""

    begin: BeginReview
    clock: Clock

    async def __call__(self, actor: Actor) -> Typing | None:
        if not may(actor.role, Act.REVIEW):
            return None
        async with self.begin() as work:
            lease = await work.reviews.lease_of(actor.person_id, self.clock())
        return None if lease is None else lease.awaits


@dataclass(frozen=True, kw_only=True)
class ChangeReviewed:
    """Changes the photo before the moderator. Raises AlreadyReviewed, BeingReviewed, and what a method names."""

    begin: BeginReview
    desk: Desk
    clock: Clock

    async def toggle(self, actor: Actor, photo_id: PhotoId, number: int, *, wanted: bool) -> ReviewCard:
        """One proposal, by its number; another value of the same fact then is not wanted. Raises ChoiceGone."""
        require(actor, Act.REVIEW)
        now = self.clock()
        async with self.begin(writes=True) as work:
            await self.desk.hold(work, actor, photo_id, now)
            proposals = (await self.desk.show(work, actor, photo_id, now)).proposals
            chosen = next((one for one in proposals if one.number == number), None)
            if chosen is None:
                raise ChoiceGone
            for other in proposals:
                if wanted and other.kind in SINGLE and other.kind is chosen.kind:
                    await work.reviews.choose(photo_id, other.kind, other.value, wanted=False)
            await work.reviews.choose(photo_id, chosen.kind, chosen.value, wanted=wanted)
            return await self._shown(work, actor, photo_id)

    async def ask(self, actor: Actor, photo_id: PhotoId, typing: Typing | None) -> ReviewCard:
        """The moderator's next words are meant so; None for what they mean everywhere."""
        require(actor, Act.REVIEW)
        async with self.begin(writes=True) as work:
            await self.desk.hold(work, actor, photo_id, self.clock())
            await work.reviews.wait_for(actor.person_id, typing)
            return await self._shown(work, actor, photo_id)

    async def caption(self, actor: Actor, photo_id: PhotoId, text: str, language: Language) -> ReviewCard:
        """Replaces the caption of one language. Raises BadCaption."""
        require(actor, Act.REVIEW)
        now, words = self.clock(), " ".join(text.split())
        if not words or len(words) > LONGEST_CAPTION:
            raise BadCaption(limit=LONGEST_CAPTION)
        async with self.begin(writes=True) as work:
            photo = await self.desk.hold(work, actor, photo_id, now)
            others = [one for one in photo.captions if one.language is not language]
            written = Caption(language=language, text=words)
            captions = [written, *others] if language is Language.RU else [*others, written]
            await work.edits.set_captions(photo_id, captions)
            changed = replace(photo, captions=tuple(captions))
            before, after = difference(snapshot(photo), snapshot(changed))
            if before:
                await work.deeds.add(
                    Deed(
                        person_id=actor.person_id,
                        kind=DeedKind.CAPTIONED,
                        done_at=now,
                        photo_id=photo_id,
                        before=before,
                        after=after,
                    )
                )
            await work.reviews.wait_for(actor.person_id, None)
            return await self._shown(work, actor, photo_id)

    async def tag(self, actor: Actor, photo_id: PhotoId, text: str) -> ReviewCard:
        """Adds tags of the vocabulary, by any of their names, `#` and commas between them. Raises UnknownTag."""
        require(actor, Act.REVIEW)
        async with self.begin(writes=True) as work:
            await self.desk.hold(work, actor, photo_id, self.clock())
            names = by_name(await work.tags.all())
            for typed in _typed_tags(text, names):
                if fold(typed) not in names:
                    raise UnknownTag(tag=typed)
                await work.reviews.choose(photo_id, Kind.TAG, names[fold(typed)].slug, wanted=True)
            await work.reviews.wait_for(actor.person_id, None)
            return await self._shown(work, actor, photo_id)

    async def _shown(self, work: ReviewWork, actor: Actor, photo_id: PhotoId) -> ReviewCard:
        card = await self.desk.show(work, actor, photo_id, self.clock())
        await work.commit()
        return card


@dataclass(frozen=True, kw_only=True)
class DecideReviewed:
    """Decides on the photo before the moderator, and gives them the next. Raises AlreadyReviewed, BeingReviewed."""

    begin: BeginReview
    desk: Desk
    events: Events
    clock: Clock
    zone: dt.tzinfo
    """Whose hours are meant where somebody plans."""

    async def approve(self, actor: Actor, photo_id: PhotoId) -> ReviewOutcome:
        """Publishes it with the captions, tags and facts that its card shows as wanted."""
        require(actor, Act.REVIEW)
        now = self.clock()
        async with self.begin(writes=True) as work:
            photo = await self.desk.hold(work, actor, photo_id, now)
            await take_as_shown(work, await self.desk.show(work, actor, photo_id, now), now)
            await work.photos.set_state(photo_id, PhotoState.PUBLISHED, now)
            await self.note(work, actor, photo, DeedKind.APPROVED, None)
            outcome = await self.desk.next(work, actor, now)
            await work.commit()
        self.tell(actor, photo_id, PhotoState.PUBLISHED)
        return outcome

    async def plan(self, actor: Actor, photo_id: PhotoId, due: When | dt.datetime) -> ReviewOutcome:
        """As `approve`, but published when it is due. Raises BadTime for what is not ahead, or too far."""
        require(actor, Act.REVIEW)
        now = self.clock()
        due_at = moment_of(due, now, self.zone) if isinstance(due, When) else due
        if not now < due_at <= now + FARTHEST:
            raise BadTime
        async with self.begin(writes=True) as work:
            photo = await self.desk.hold(work, actor, photo_id, now)
            await take_as_shown(work, await self.desk.show(work, actor, photo_id, now), now)
            await work.plans.put(Plan(photo_id=photo_id, person_id=actor.person_id, due_at=due_at))
            await self.note(work, actor, photo, DeedKind.PLANNED, None, due_at=due_at)
            outcome = await self.desk.next(work, actor, now)
            await work.commit()
        facts = {"photo_id": photo_id, "due_at": due_at.isoformat()}
        self.events.tell(Event(kind="planned", person_id=actor.person_id, happened_at=now, facts=facts))
        return outcome

    async def reject(self, actor: Actor, photo_id: PhotoId, reason: str) -> ReviewOutcome:
        """`reason` is a Flaw or the moderator's words. Raises BadReason."""
        require(actor, Act.REVIEW)
        now, words = self.clock(), " ".join(reason.split())
        if not words or len(words) > LONGEST_REASON:
            raise BadReason(limit=LONGEST_REASON)
        async with self.begin(writes=True) as work:
            photo = await self.desk.hold(work, actor, photo_id, now)
            await work.photos.set_state(photo_id, PhotoState.REJECTED, now)
            await self.note(work, actor, photo, DeedKind.REJECTED, words)
            outcome = await self.desk.next(work, actor, now)
            await work.commit()
        self.tell(actor, photo_id, PhotoState.REJECTED)
        return outcome

    async def skip(self, actor: Actor, photo_id: PhotoId) -> ReviewOutcome:
        """It comes again after everything else that waits for this moderator, and to others as before."""
        require(actor, Act.REVIEW)
        now = self.clock()
        async with self.begin(writes=True) as work:
            await work.reviews.skip(photo_id, actor.person_id, now)
            outcome = await self.desk.next(work, actor, now)
            await work.commit()
        return outcome

    async def note(
        self,
        work: ReviewWork,
        actor: Actor,
        photo: Photo,
        kind: DeedKind,
        reason: str | None,
        due_at: dt.datetime | None = None,
    ) -> None:
        """Writes the decision down and forgets what was kept while it was awaited."""
        await work.reviews.close(photo.photo_id)
        changed = (await work.photos.get([photo.photo_id]))[photo.photo_id]
        before, after = difference(snapshot(photo), snapshot(changed))
        if due_at is not None:
            before, after = before | {"due_at": None}, after | {"due_at": due_at.isoformat()}
        await work.deeds.add(
            Deed(
                person_id=actor.person_id,
                kind=kind,
                done_at=self.clock(),
                photo_id=photo.photo_id,
                before=before,
                after=after,
                reason=reason,
            )
        )

    def tell(self, actor: Actor, photo_id: PhotoId, state: PhotoState) -> None:
        facts = {"photo_id": photo_id, "through": "review"}
        self.events.tell(Event(kind=state.value, person_id=actor.person_id, happened_at=self.clock(), facts=facts))


@dataclass(frozen=True, kw_only=True)
class TypeIntoReview:
    """Words for the photo before the moderator, meant as was asked; a reply to a card says by itself what it is.

    In a reply `#` begins tags, and anything else is the caption in the language whose letters it has.
    """

    change: ChangeReviewed
    decide: DecideReviewed

    async def __call__(self, actor: Actor, text: str, replied_to: PhotoId | None = None) -> ReviewOutcome:
        require(actor, Act.REVIEW)
        async with self.change.begin() as work:
            lease = await work.reviews.lease_of(actor.person_id, self.change.clock())
        typing = None if lease is None else lease.awaits
        photo_id = replied_to or (None if lease is None else lease.photo_id)
        if photo_id is None:
            raise ChoiceGone
        if typing is Typing.REASON:
            return await self.decide.reject(actor, photo_id, text)
        if typing is Typing.TIME:
            return await self.decide.plan(actor, photo_id, typed_moment(text, self.decide.clock(), self.decide.zone))
        if typing is Typing.TAG or (typing is None and text.lstrip().startswith("#")):
            return await self.change.tag(actor, photo_id, text)
        russian = bool(CYRILLIC.search(text)) if typing is None else typing is Typing.CAPTION_RU
        return await self.change.caption(actor, photo_id, text, Language.RU if russian else Language.EN)


def _typed_tags(text: str, names: Mapping[str, Tag]) -> list[str]:
    """`#мост #ночь`, `мост, ночь`, `train station`: between separators one tag, or several words that are tags each."""
    parts = [part.strip() for part in re.split(r"[#,;\n]", text) if part.strip()]
    if not parts:
        raise UnknownTag(tag=text.strip())
    return [name for part in parts for name in ([part] if fold(part) in names else part.split())]

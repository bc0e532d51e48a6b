"""The wish-list for those who moderate: read by pages, and what is to become of a wish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from admin.audit.wishes import standing_as_json
from admin.digest.words import WishWords
from admin.review.ports import BeginReview, Deed, DeedKind
from admin.wishes.ports import Wish, WishId, WishState
from engine.errors import PageGone, WishGone
from engine.model import Actor, Event
from engine.people.permissions import Act, require
from engine.ports import Clock, Events

PAGE_SIZE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class WishPage:
    """Wishes in one state; `counts` are of all states. `hidden` wishes are counted, and their words shown to nobody."""

    state: WishState
    wishes: tuple[Wish, ...]
    page: int
    page_count: int
    counts: Mapping[WishState, int]
    hidden: int
    least_people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedWish:
    """`waiting` people asked it, can be reached, and wanted to be told; `page` is the list's that it was on."""

    wish: Wish
    waiting: int
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class ListWishes:
    """Raises NotAllowed, PageGone outside 1..page_count."""

    begin: BeginReview
    least_people: int

    async def __call__(self, actor: Actor, state: WishState = WishState.OPEN, page: int = 1) -> WishPage:
        require(actor, Act.KEEP_WISHES)
        async with self.begin() as work:
            found, total = await work.wishes.page(state, self.least_people, (page - 1) * PAGE_SIZE, PAGE_SIZE)
            counts, hidden = await work.wishes.counts(self.least_people)
        page_count = max(1, -(-total // PAGE_SIZE))
        if not 1 <= page <= page_count:
            raise PageGone
        return WishPage(
            state=state,
            wishes=tuple(found),
            page=page,
            page_count=page_count,
            counts=counts,
            hidden=hidden,
            least_people=self.least_people,
        )


@dataclass(frozen=True, kw_only=True)
class OpenWish:
    """Raises NotAllowed, WishGone where there is none that enough people asked."""

    begin: BeginReview
    least_people: int

    async def __call__(self, actor: Actor, wish_id: WishId, page: int = 1) -> OpenedWish:
        require(actor, Act.KEEP_WISHES)
        async with self.begin() as work:
            wish = await work.wishes.get(wish_id, self.least_people)
            if wish is None:
                raise WishGone
            return OpenedWish(wish=wish, waiting=await work.wishes.waiting(wish_id), page=page)


@dataclass(frozen=True, kw_only=True)
class SettleWish:
    """Planned, done, not ours, or open again; saying the same twice writes nothing down. Raises as OpenWish."""

    begin: BeginReview
    least_people: int
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, wish_id: WishId, state: WishState) -> OpenedWish:
        require(actor, Act.KEEP_WISHES)
        now = self.clock()
        async with self.begin(writes=True) as work:
            if await work.wishes.get(wish_id, self.least_people) is None:
                raise WishGone
            before = await work.wishes.standing(wish_id)
            is_new = await work.wishes.set_state(wish_id, state, now, actor.person_id)
            if before is not None and is_new:
                # By its number: the words of a wish that fewer people share one day would stay in the log.
                await work.deeds.add(
                    Deed(
                        person_id=actor.person_id,
                        kind=DeedKind.WISH,
                        done_at=now,
                        before=standing_as_json(wish_id, before),
                        after={"wish": wish_id, "state": state.value},
                    )
                )
            wish = await work.wishes.get(wish_id, self.least_people)
            assert wish is not None
            opened = OpenedWish(wish=wish, waiting=await work.wishes.waiting(wish_id))
            await work.commit()
        if is_new:
            facts = {"wish_id": wish_id, "state": state.value}
            self.events.tell(Event(kind="settled_wish", person_id=actor.person_id, happened_at=now, facts=facts))
        return opened


@dataclass(frozen=True, kw_only=True)
class GreatestWish:
    """The open wish of the most people, for whoever tells of it in public; None where too few share one."""

    begin: BeginReview
    least_people: int

    async def __call__(self) -> WishWords | None:
        async with self.begin() as work:
            found, _total = await work.wishes.page(WishState.OPEN, self.least_people, 0, 1)
        return WishWords(words=found[0].words[0], people=found[0].people) if found else None

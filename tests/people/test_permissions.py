"""Who may do what: every act with every role, whatever a menu or a button shows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from admin.audit.reading import Deeds
from admin.dashboard.sections import Asked
from admin.digest.deciding import Later
from admin.digest.ports import IssueState, PieceState
from admin.experiments.reading import ReadExperiments
from admin.publication import PublishPhotos
from admin.review.ports import Typing
from admin.review.similar import SearchLikeReviewed
from admin.review.times import When
from admin.wishes.ports import WishId, WishState
from bot.acts.roles import make_roles
from bot.acts.searching import make_searching
from bot.acts.uploads import make_uploading
from engine.duplicates.ports import Verdict
from engine.errors import Gone, NotAllowed
from engine.experiments import experiments_from
from engine.images.giving import Size
from engine.ingest.upload_files import NewFile
from engine.library.history import RepeatSearch
from engine.library.ports import How, SavedId
from engine.model import Actor, Kind, Language, PhotoId, Query, Role, Shelf, Tag
from engine.people.offering import OfferId
from engine.people.permissions import Act, allowed, may
from engine.people.requests import Report, Trouble
from engine.photo import Coordinates
from engine.rights.download import TermsNeeded
from engine.rights.terms import VERSION
from engine.search.conversation import Talk
from engine.search.judging import JudgeHit
from engine.search.narrowing import number_of
from storage.experiences import SqlExperiences
from tests.admin.wishing import asks, gathering, people, wishing_of
from tests.bank import Bank
from tests.conftest import actor, noon
from tests.duplicates.banks import compare_all, jpeg_of, settling_of
from tests.duplicates.pictures import picture
from tests.people.acting import (
    accepts,
    acts_of,
    dashboard_of,
    digesting_of,
    governing_of,
    like_nothing,
    offering_of,
    partners_of,
    reviewing_of,
    waiting,
    waiting_issue,
)

EVERYBODY = frozenset(Role)
REGISTERED = EVERYBODY - {Role.VISITOR}
PARTNERS = REGISTERED - {Role.MEMBER}
MODERATORS = frozenset({Role.MODERATOR, Role.OWNER})

TABLE: dict[Act, tuple[frozenset[Role], Callable[[Bank, Actor], Awaitable[Any]]]] = {
    Act.ACCEPT_TERMS: (EVERYBODY, lambda bank, who: acts_of(bank).accept_terms(who, VERSION, register=False)),
    Act.REGISTER: (EVERYBODY, lambda bank, who: acts_of(bank).accept_terms(who, VERSION, register=True)),
    Act.CHOOSE_LANGUAGE: (EVERYBODY, lambda bank, who: acts_of(bank).choose_language(who, Language.EN)),
    Act.EXPORT: (EVERYBODY, lambda bank, who: acts_of(bank).export_person(who)),
    Act.BE_FORGOTTEN: (EVERYBODY, lambda bank, who: acts_of(bank).forget_person(who)),
    Act.BROWSE: (EVERYBODY, lambda bank, who: acts_of(bank).open_shelf(who, Shelf.FRESH)),
    Act.OPEN_PHOTO: (EVERYBODY, lambda bank, who: opens(bank, who)),
    Act.JUDGE: (EVERYBODY, lambda bank, who: judges(bank, who)),
    Act.KEEP_FAVOURITES: (REGISTERED, lambda bank, who: favourites(bank, who)),
    Act.READ_HISTORY: (REGISTERED, lambda bank, who: history(bank, who)),
    Act.KEEP_COLLECTIONS: (REGISTERED, lambda bank, who: collections(bank, who)),
    Act.SHARE_COLLECTION: (REGISTERED, lambda bank, who: sharing(bank, who)),
    Act.FOLLOW_LINK: (EVERYBODY, lambda bank, who: follows(bank, who)),
    Act.DOWNLOAD_COLLECTION: (REGISTERED, lambda bank, who: zips(bank, who)),
    Act.DOWNLOAD_SCREEN: (EVERYBODY, lambda bank, who: downloads(bank, who, Size.SCREEN)),
    Act.DOWNLOAD_ORIGINAL: (REGISTERED, lambda bank, who: downloads(bank, who, Size.ORIGINAL)),
    Act.DOWNLOAD_SEARCH: (PARTNERS, lambda bank, who: zips_search(bank, who)),
    Act.READ_USAGE: (PARTNERS, lambda bank, who: partners_of(bank).read_usage(who)),
    Act.SEE_OFFERS: (REGISTERED, lambda bank, who: follows_offer(bank, who)),
    Act.EDIT_OFFERS: (frozenset({Role.OWNER}), lambda bank, who: edits_offers(bank, who)),
    Act.READ_DAYS: (PARTNERS, lambda bank, who: reads_days(bank, who)),
    Act.UPLOAD: (MODERATORS, lambda bank, who: uploads(bank, who)),
    Act.KEEP_ALERTS: (REGISTERED, lambda bank, who: keeps_alerts(bank, who)),
    Act.LOOK_AROUND: (EVERYBODY, lambda bank, who: looks_around(bank, who)),
    Act.REPORT: (EVERYBODY, lambda bank, who: reports(bank, who)),
    Act.SETTLE_REPORT: (MODERATORS, lambda bank, who: settles(bank, who)),
    Act.ASK_PARTNERSHIP: (REGISTERED, lambda bank, who: acts_of(bank).ask_partnership(who, "Вечерние новости")),
    Act.DECIDE_PARTNERSHIP: (MODERATORS, lambda bank, who: decides(bank, who)),
    Act.READ_AUDIT: (MODERATORS, lambda bank, who: reviewing_of(bank).read_audit(who, Deeds(photo_id=PhotoId(1)))),
    Act.UNDO: (MODERATORS, lambda bank, who: takes_back(bank, who)),
    Act.GIVE_ROLES: (frozenset({Role.OWNER}), lambda bank, who: gives_roles(bank, who)),
    Act.PUBLISH: (MODERATORS, lambda bank, who: publishes(bank, who)),
    Act.WITHDRAW: (MODERATORS, lambda bank, who: withdraws(bank, who)),
    Act.REVIEW: (MODERATORS, lambda bank, who: reviews(bank, who)),
    Act.GOVERN_TAGS: (MODERATORS, lambda bank, who: governs(bank, who)),
    Act.APPROVE_DIGESTS: (MODERATORS, lambda bank, who: decides_on_digests(bank, who)),
    Act.EDIT_DIGESTS: (frozenset({Role.OWNER}), lambda bank, who: edits_digests(bank, who)),
    Act.SETTLE_DUPLICATES: (MODERATORS, lambda bank, who: settles_duplicates(bank, who)),
    Act.READ_STATISTICS: (MODERATORS, lambda bank, who: reads_statistics(bank, who)),
    Act.READ_OWN_STATISTICS: (PARTNERS, lambda bank, who: reads_own_statistics(bank, who)),
    Act.READ_EXPERIMENTS: (MODERATORS, lambda bank, who: reads_experiments(bank, who)),
    Act.KEEP_WISHES: (MODERATORS, lambda bank, who: keeps_wishes(bank, who)),
}


async def decides_on_digests(bank: Bank, who: Actor) -> None:
    """Each act on an issue of its own, for a decided one is decided."""
    numbers = [await waiting_issue(bank, hours) for hours in range(1, 7)]
    (photo_id,) = await bank.take("red")
    decide = digesting_of(bank).decide_issue
    await every(
        decide.open(who, numbers[0]),
        decide.write(who, numbers[1], Language.RU, "Слова", 5),
        decide.drop(who, numbers[2], photo_id),
        decide.postpone(who, numbers[3], Later.HOUR),
        decide.decline(who, numbers[4]),
        decide.approve(who, numbers[5]),
    )


async def edits_digests(bank: Bank, who: Actor) -> None:
    acts, number = digesting_of(bank), await waiting_issue(bank, 1)
    refused = await waiting_issue(bank, 2)
    async with bank.database.begin(writes=True) as work:
        issue = await work.issues.get(number)
        assert issue is not None
        await work.issues.settle(issue.pieces[0].piece_id, PieceState.UNCERTAIN, from_=[PieceState.PLANNED])
        for stopped in (number, refused):
            await work.issues.move(stopped, IssueState.STOPPED, trouble="timeout")
        await work.commit()
    edit = acts.edit_schedules
    await every(
        edit.all(who),
        edit.add(who, "weekly 0 12 * * MON"),
        edit.open(who, issue.schedule_id),
        edit.pause(who, issue.schedule_id, paused=True),
        edit.make_automatic(who, issue.schedule_id, automatic=True),
        edit.speak(who, issue.schedule_id, (Language.EN,)),
        edit.make_now(who, issue.schedule_id),
        edit.end(who, issue.schedule_id),
        acts.settle_issue.answer(who, issue.pieces[0].piece_id, number, is_there=True),
        acts.settle_issue.again(who, refused),
    )


async def settles_duplicates(bank: Bank, who: Actor) -> None:
    """Looking at a pair and deciding on it are one act."""
    await bank.take_files(jpeg_of(picture(1)), jpeg_of(picture(1), 40))
    await compare_all(bank)
    acts = settling_of(bank)
    await every(acts.open_duplicates(who), acts.settle_duplicate(who, 1, Verdict.KEEP_BOTH))


async def reads_statistics(bank: Bank, who: Actor) -> None:
    """All of them, and of anybody but oneself."""
    (photo_id,) = await bank.take("red")
    async with bank.database.begin(writes=True) as work:
        partner = (await work.people.add(77, Role.PARTNER, None, noon())).person_id
        await work.commit()
    acts = dashboard_of(bank)
    await every(
        acts.read_dashboard(who, Asked()),
        acts.read_dashboard.all(who, Asked(days=1)),
        acts.read_photo_stats(who, photo_id),
        acts.read_tag_stats(who, "мост"),
        acts.read_tag_stats.by_number(who, number_of(Kind.TAG, "bridge"), 7),
        acts.read_partner_stats(who, partner),
        acts.read_partner_stats.by_telegram_id(who, 77),
    )


async def reads_own_statistics(bank: Bank, who: Actor) -> None:
    async with bank.database.begin(writes=True) as work:
        person_id = (await work.people.add(77, who.role, None, noon())).person_id
        await work.commit()
    own, acts = replace(who, person_id=person_id), dashboard_of(bank)
    read = acts.read_partner_stats
    await every(read(own), read(own, person_id), read.partners(own))


async def reads_experiments(bank: Bank, who: Actor) -> None:
    experiences = SqlExperiences(bank.database)
    await ReadExperiments(experiences=experiences, experiments=experiments_from("a: sheet 6 | 9"), clock=noon)(who)


async def keeps_wishes(bank: Bank, who: Actor) -> None:
    for person in await people(bank, Language.RU, Language.RU, Language.EN):
        await asks(bank, person, "верблюд")
    await gathering(bank)()
    acts, wish_id = wishing_of(bank), WishId(1)
    await every(acts.list_wishes(who), acts.open_wish(who, wish_id), acts.settle_wish(who, wish_id, WishState.PLANNED))


async def every(*acts: Awaitable[Any]) -> None:
    """All of them work, or each of them is refused."""
    refused = 0
    for act in acts:
        try:
            await act
        except NotAllowed:
            refused += 1
    assert refused in {0, len(acts)}
    if refused:
        raise NotAllowed


async def opens(bank: Bank, who: Actor) -> None:
    (photo_id,) = await bank.take("red")
    await bank.open_photo(who, photo_id)


async def judges(bank: Bank, who: Actor) -> None:
    (photo_id,) = await bank.take("red")
    page = await bank.search_photos(who, Query(words="red"))
    await JudgeHit(begin=bank.database.begin, events=bank.told, clock=noon)(who, page.search_id, photo_id, fits=True)


async def favourites(bank: Bank, who: Actor) -> None:
    """Marking and looking at the shelf are one act; whoever may not, may neither."""
    (photo_id,) = await bank.take("red") if who.role is not Role.VISITOR else (PhotoId(1),)
    await every(
        acts_of(bank).mark_favourite(who, photo_id, wanted=True),
        acts_of(bank).open_shelf(who, Shelf.FAVOURITES),
    )


async def history(bank: Bank, who: Actor) -> None:
    await bank.take("red")
    page = await bank.search_photos(who, Query(words="red"))
    repeat = RepeatSearch(begin=bank.database.begin, search_photos=bank.search_photos)
    await every(
        repeat(who, page.search_id),
        acts_of(bank).read_history(who),
        acts_of(bank).delete_history(who, None),
    )


async def collection(bank: Bank) -> int:
    """Made by the same person when they were a member, so that only the role decides."""
    (photo_id,) = await bank.take("blue")
    made = await acts_of(bank).make_collection(actor(Role.MEMBER), "Вода", photo_id)
    return made.collection.collection_id


async def collections(bank: Bank, who: Actor) -> None:
    acts, number = acts_of(bank), await collection(bank)
    await every(
        acts.make_collection(who, "Мосты"),
        acts.list_collections(who),
        acts.open_collection(who, number),
        acts.look_through(who, number),
        acts.change_collection.rename(who, number, "Мосты"),
        acts.change_collection.put(who, number, PhotoId(1), wanted=False),
        acts.change_collection.move_first(who, number, PhotoId(1)),
        acts.change_collection.delete(who, number),
    )


async def sharing(bank: Bank, who: Actor) -> None:
    number = await collection(bank)
    await every(acts_of(bank).share_collection(who, number), acts_of(bank).revoke_links(who, number))


async def follows(bank: Bank, who: Actor) -> None:
    link = await acts_of(bank).share_collection(actor(Role.MEMBER), await collection(bank))
    await acts_of(bank).follow_link(who, link.token)


async def zips(bank: Bank, who: Actor) -> None:
    await accepts(bank, who)
    await anext(acts_of(bank).zip_collection(who, await collection(bank)))


async def zips_search(bank: Bank, who: Actor) -> None:
    await bank.take("red")
    await accepts(bank, who)
    page = await bank.search_photos(who, Query(words="red"))
    await anext(partners_of(bank).zip_search(who, page.search_id))


async def reads_days(bank: Bank, who: Actor) -> None:
    (photo_id,) = await bank.take("red")
    await partners_of(bank).read_days(who, photo_id)


async def an_offer(bank: Bank) -> OfferId:
    owner, edit = actor(Role.OWNER), offering_of(bank).edit_offers
    offer_id = (await edit.add(owner)).offer_id
    await edit.write(owner, offer_id, owner.language, "Открытки https://example.org")
    await edit.switch(owner, offer_id, on=True)
    return offer_id


async def follows_offer(bank: Bank, who: Actor) -> None:
    await offering_of(bank).follow_offer(who, await an_offer(bank))


async def edits_offers(bank: Bank, who: Actor) -> None:
    edit, offer_id = offering_of(bank).edit_offers, await an_offer(bank)
    await every(
        edit.all(who),
        edit.open(who, offer_id),
        edit.add(who),
        edit.write(who, offer_id, Language.EN, "Postcards https://example.org"),
        edit.switch(who, offer_id, on=False),
    )


async def downloads(bank: Bank, who: Actor, size: Size) -> None:
    (photo_id,) = await bank.take("red")
    await accepts(bank, who)
    outcome = await acts_of(bank).download_photo(who, photo_id, size)
    if isinstance(outcome, TermsNeeded):
        raise NotAllowed


async def uploads(bank: Bank, who: Actor) -> None:
    ingest = bank.ingest
    acts = make_uploading(bank.database.begin, ingest, like_nothing, ingest.images, bank.told, noon)
    if not allowed(who, Act.UPLOAD):
        async with bank.database.begin(writes=True) as work:
            await work.uploads.begin(who.person_id, noon())
            await work.commit()
    await every(
        acts.begin_upload(who),
        acts.note_files(who, [NewFile(key="one", name=None, caption="")]),
        acts.end_upload(who),
    )


async def keeps_alerts(bank: Bank, who: Actor) -> None:
    await bank.take("red")
    page = await bank.search_photos(who, Query(words="red"))
    saved = make_searching(bank.database.begin, bank.search_photos)
    saved_id = SavedId(1)
    if who.role is Role.VISITOR:
        async with bank.database.begin(writes=True) as work:
            await work.saved_searches.add(who.person_id, Query(words="red"), How.AT_ONCE, noon())
            await work.commit()
    await every(
        saved.save_search(who, page.search_id),
        saved.list_saved(who),
        saved.ask_saved(who, saved_id),
        saved.change_saved(who, saved_id, How.DAILY),
        saved.change_saved(who, saved_id, None),
    )


async def looks_around(bank: Bank, who: Actor) -> None:
    await make_searching(bank.database.begin, bank.search_photos).look_around(who, Coordinates(55.75, 37.61))


async def reports(bank: Bank, who: Actor) -> Report:
    (photo_id,) = await bank.take("red")
    done = await acts_of(bank).report_photo(who, photo_id, Trouble.RIGHTS)
    assert done.report is not None
    return done.report


async def settles(bank: Bank, who: Actor) -> None:
    report = await reports(bank, actor(Role.VISITOR))
    await acts_of(bank).settle_report(who, report.report_id, withdrawn=True)


async def decides(bank: Bank, who: Actor) -> None:
    async with bank.database.begin(writes=True) as work:
        asking = await work.people.add(77, Role.MEMBER, None, noon())
        await work.commit()
    member = Actor(person_id=asking.person_id, role=Role.MEMBER, language=Language.RU)
    request = (await acts_of(bank).ask_partnership(member, "Вечерние новости")).request
    assert request is not None
    decide = acts_of(bank).decide_partnership
    await every(decide.look(who, request.request_id), decide(who, request.request_id, granted=True))


async def reviews(bank: Bank, who: Actor) -> None:
    """Each act of a review on a photo of its own, for a decided one is decided."""
    acts, ids = reviewing_of(bank), await waiting(bank, "red", "green", "blue", "yellow", "white")
    like = SearchLikeReviewed(begin=bank.database.begin, files=bank.files, search_photos=bank.search_photos)
    await every(
        acts.open_review(who),
        acts.read_queue(who),
        acts.change_reviewed.ask(who, ids[0], Typing.TAG),
        acts.change_reviewed.caption(who, ids[0], "Мост", Language.RU),
        acts.change_reviewed.tag(who, ids[0], "мост"),
        acts.change_reviewed.toggle(who, ids[0], number_of(Kind.TAG, "bridge"), wanted=False),
        acts.type_into_review(who, "Мост", ids[0]),
        like(who, ids[0], Talk()),
        acts.decide_reviewed.skip(who, ids[0]),
        acts.decide_reviewed.approve(who, ids[1]),
        acts.decide_reviewed.reject(who, ids[2], "blurred"),
        acts.decide_reviewed.plan(who, ids[3], When.TOMORROW),
        acts.approve_together(who, ids[4]),
        acts.try_again(who),
    )


async def governs(bank: Bank, who: Actor) -> None:
    """Whoever may not change the vocabulary may not read how it is either."""
    acts = governing_of(bank)
    govern = acts.govern_tags
    await bank.take("red", tags=(Tag(slug="red", ru="красный", en="red"),))
    for slug in ("lilac", "violet"):
        async with bank.database.begin(writes=True) as work:
            await work.tags.put([Tag(slug=slug, ru=slug, en=slug)])
            await work.commit()
    await every(
        govern.create(who, "гигантский кальмар", "giant squid"),
        govern.rename(who, "lilac", "сирень", "syringa"),
        govern.add_alias(who, "lilac", "персидская"),
        govern.drop_alias(who, "bridge", "мосты"),
        govern.set_parent(who, "lilac", None),
        govern.split(who, "bridge", "путепровод", "flyover"),
        govern.keep_apart(who, "lilac", "violet"),
        govern.merge(who, "violet", "lilac"),
        govern.delete(who, "bench"),
        govern.reset(who, lambda source: source == "written"),
        acts.open_tag(who, "lilac"),
        acts.read_tags_health(who),
    )
    for act in (
        govern.keep(who, 1),
        govern.merge_instead(who, 1, "lilac"),
        govern.cancel(who, 1),
        govern.undo(who, 99),
    ):
        with pytest.raises(Gone if who.role in MODERATORS else NotAllowed):
            await act


async def gives_roles(bank: Bank, who: Actor) -> None:
    async with bank.database.begin(writes=True) as work:
        other = (await work.people.add(77, Role.MEMBER, None, noon())).person_id
        await work.commit()
    roles = make_roles(begin=bank.database.begin, owner_ids=frozenset({5}), events=bank.told, clock=noon)
    await every(
        roles.list_roles(who),
        roles.find_person(who, telegram_id=77),
        roles.change_role(who, other, Role.PARTNER),
        roles.let_upload(who, other, may_upload=True),
    )


async def takes_back(bank: Bank, who: Actor) -> None:
    (red,) = await waiting(bank, "red")
    await reviewing_of(bank).decide_reviewed.reject(actor(Role.MODERATOR), red, "blurred")
    await reviewing_of(bank).take_back(who, 1)


async def publishes(bank: Bank, who: Actor) -> None:
    await PublishPhotos(begin=bank.database.begin, events=bank.told, clock=noon)(who, await waiting(bank, "red"))


async def withdraws(bank: Bank, who: Actor) -> None:
    await reviewing_of(bank).withdraw_photos(who, await bank.take("red"), "rights")


def test_every_act_is_in_the_table() -> None:
    assert set(TABLE) == set(Act)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", Act)
async def test_an_act_is_open_to_the_roles_of_the_table_and_to_no_other(bank: Bank, act: Act, role: Role) -> None:
    allowed, does = TABLE[act]
    if role in allowed:
        await does(bank, actor(role))
    else:
        with pytest.raises(NotAllowed):
            await does(bank, actor(role))


@pytest.mark.parametrize("role", Role)
async def test_the_grant_to_upload_holds_for_partners_and_opens_nothing_else(bank: Bank, role: Role) -> None:
    granted = replace(actor(role), may_upload=True)
    if role in PARTNERS:
        await uploads(bank, granted)
    else:
        with pytest.raises(NotAllowed):
            await uploads(bank, granted)
    assert {act for act in Act if allowed(granted, act) and not may(role, act)} <= {Act.UPLOAD}

"""What becomes of an issue: built, decided on, posted, skipped; and what of it is told to whom."""

from __future__ import annotations

import datetime as dt

import pytest

from admin.digest.deciding import DecideIssue, Later, when
from admin.digest.ports import DigestKind, Issue, IssueState, PieceKind, PieceState, Skipped
from admin.digest.words import NotPosted, Trend, Unanswered, WishWords
from admin.digest.working import DECIDED_WITHIN, Told
from engine.errors import BadDigestText, IssueDecided, NotAllowed
from engine.model import Language, PhotoState, Role
from tests.conftest import actor
from tests.digest.room import GRACE, MODERATOR, MONDAY, MOSCOW, OWNER, FakeChannel, Room, recipe


async def made(room: Room, *, automatic: bool = True, kind: DigestKind = DigestKind.WEEKLY) -> Issue:
    """The issue of MONDAY, worked on until nothing is to be done."""
    await room.planned(recipe(automatic=automatic, kind=kind))
    room.clock.now = MONDAY
    await room.work()
    (issue,) = await room.issues()
    return issue


def channel(room: Room) -> FakeChannel:
    assert isinstance(room.channel, FakeChannel)
    return room.channel


async def test_an_automatic_issue_is_built_and_posted_piece_by_piece(room: Room) -> None:
    issue = await made(room)
    assert issue.state is IssueState.POSTED
    assert channel(room).tried == [PieceKind.ALBUM, PieceKind.CHART, PieceKind.TEXT]
    assert {piece.state for piece in issue.pieces} == {PieceState.SENT}
    assert [event.kind for event in room.told] == ["digest"]


async def test_it_is_about_the_days_before_it_by_the_clocks_of_its_zone(room: Room) -> None:
    """At 0:30 in Moscow it is still the day before in UTC."""
    room.clock.now = dt.datetime(2026, 11, 29, 21, tzinfo=dt.UTC)
    await room.planned(recipe("30 0 * * MON"))
    room.clock.forward(minutes=30)
    await room.work()
    assert room.sources.spans == [(dt.date(2026, 11, 23), dt.date(2026, 11, 29))]


async def test_moderators_see_it_first_and_it_waits_for_them(room: Room) -> None:
    await room.planned(recipe(automatic=False))
    room.clock.now = MONDAY
    steps = await room.work()
    assert [step.tells for step in steps] == [Told.MODERATORS]
    assert channel(room).tried == []
    (issue,) = await room.issues()
    await room.decide.approve(MODERATOR, issue.issue_id)
    await room.work()
    assert await room.states() == [IssueState.POSTED]


async def test_what_moderators_change_is_what_is_posted(room: Room) -> None:
    issue = await made(room, automatic=False)
    first, *others = issue.photo_ids
    await room.decide.drop(MODERATOR, issue.issue_id, first)
    proof = await room.decide.write(MODERATOR, issue.issue_id, Language.RU, "<b>Иначе</b>", 5)
    assert proof.issue.wording is not None
    assert proof.issue.wording.texts == {Language.RU: "<b>Иначе</b>"}
    await room.decide.approve(MODERATOR, issue.issue_id)
    await room.work()
    assert channel(room).posted[0] == (PieceKind.ALBUM, tuple(others))


async def test_a_postponed_issue_is_posted_then_and_not_before(room: Room) -> None:
    issue = await made(room, automatic=False)
    proof = await room.decide.postpone(MODERATOR, issue.issue_id, Later.EVENING)
    assert proof.issue.send_at.astimezone(MOSCOW).hour == 19
    room.clock.forward(hours=6, minutes=59)
    await room.work()
    assert channel(room).tried == []
    room.clock.forward(minutes=1)
    await room.work()
    assert await room.states() == [IssueState.POSTED]


async def test_of_two_moderators_one_decides(room: Room) -> None:
    issue = await made(room, automatic=False)
    await room.decide.decline(MODERATOR, issue.issue_id)
    other = actor(Role.MODERATOR, person_id=3)
    decide: DecideIssue = room.decide
    for act in (
        decide.approve(other, issue.issue_id),
        decide.decline(other, issue.issue_id),
        decide.postpone(other, issue.issue_id, Later.HOUR),
        decide.drop(other, issue.issue_id, issue.photo_ids[0]),
        decide.write(other, issue.issue_id, Language.RU, "Слова", 5),
    ):
        with pytest.raises(IssueDecided):
            await act
    assert (await room.issues())[0].skipped is Skipped.DECLINED


@pytest.mark.parametrize("length", [0, 1001])
async def test_words_that_do_not_fit_under_a_picture_are_refused(room: Room, length: int) -> None:
    issue = await made(room, automatic=False)
    with pytest.raises(BadDigestText):
        await room.decide.write(MODERATOR, issue.issue_id, Language.RU, "х" * length, length)


async def test_an_issue_on_which_nobody_decides_is_skipped_with_a_note(room: Room) -> None:
    await made(room, automatic=False)
    room.clock.forward(hours=DECIDED_WITHIN.total_seconds() / 3600)
    (step,) = await room.work()
    assert step.tells is Told.OWNER
    assert step.issue.skipped is Skipped.NOT_APPROVED


async def test_an_issue_with_nothing_to_tell_is_skipped_with_a_note(room: Room) -> None:
    room.sources.photo_ids, room.sources.words = [], []
    issue = await made(room)
    assert issue.skipped is Skipped.EMPTY
    assert channel(room).tried == []


async def test_a_photo_withdrawn_before_it_is_sent_is_not_posted(room: Room) -> None:
    issue = await made(room, automatic=False)
    await withdraw(room, issue.photo_ids[0])
    await room.decide.approve(MODERATOR, issue.issue_id)
    await room.work()
    assert channel(room).posted[0] == (PieceKind.ALBUM, issue.photo_ids[1:])


async def test_an_album_of_which_all_photos_are_gone_is_left_out(room: Room) -> None:
    issue = await made(room, automatic=False)
    for photo_id in issue.photo_ids:
        await withdraw(room, photo_id)
    await room.decide.approve(MODERATOR, issue.issue_id)
    await room.work()
    (posted,) = await room.issues()
    assert posted.state is IssueState.POSTED
    assert [piece.state for piece in posted.pieces] == [PieceState.DROPPED, PieceState.SENT, PieceState.SENT]


async def test_nothing_that_few_people_asked_is_in_it(room: Room) -> None:
    room.sources.words = [Trend(words="Иван Петров", people=2, people_before=0)]
    room.sources.wished = WishWords(words="северное сияние", people=5)
    issue = await made(room)
    assert issue.contents is not None
    assert issue.contents.words == ("северное сияние",)


async def test_told_to_slow_down_it_goes_on_with_the_rest_when_it_may(room: Room) -> None:
    channel(room).outcomes = [NotPosted(reason="429", again_in=dt.timedelta(seconds=40))]
    issue = await made(room)
    assert issue.state is IssueState.APPROVED
    room.clock.forward(seconds=39)
    await room.work()
    assert channel(room).posted == []
    room.clock.forward(seconds=1)
    await room.work()
    assert [kind for kind, _ in channel(room).posted] == [PieceKind.ALBUM, PieceKind.CHART, PieceKind.TEXT]


async def test_what_telegram_refuses_stops_the_issue_until_the_owner_has_put_it_right(room: Room) -> None:
    channel(room).outcomes = [NotPosted(reason="need administrator rights in the channel chat")]
    issue = await made(room)
    assert (issue.state, issue.uncertain) == (IssueState.STOPPED, None)
    assert await room.work() == []
    room.clock.forward(days=3)
    with pytest.raises(NotAllowed):
        await room.settle.again(MODERATOR, issue.issue_id)
    await room.settle.again(OWNER, issue.issue_id)
    await room.work()
    assert await room.states() == [IssueState.POSTED]
    with pytest.raises(IssueDecided):
        await room.settle.again(OWNER, issue.issue_id)


@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("place", [0, 1, 2])
async def test_a_lost_answer_stops_the_issue_and_the_owners_word_decides(
    room: Room, is_there: bool, place: int
) -> None:
    lost = [*[None] * place, Unanswered(reason="timeout")]
    channel(room).outcomes = lost  # type: ignore[assignment]
    issue = await made(room)
    assert issue.state is IssueState.STOPPED
    assert issue.uncertain is not None
    kinds = [piece.kind for piece in issue.pieces]
    assert channel(room).tried == kinds[: place + 1]
    room.clock.forward(days=1)
    assert await room.work() == [], "nothing is sent without the owner's word"
    await room.settle.answer(OWNER, issue.uncertain.piece_id, issue.issue_id, is_there=is_there)
    await room.work()
    assert channel(room).tried[place + 1 :] == (kinds[place + 1 :] if is_there else kinds[place:])
    assert await room.states() == [IssueState.POSTED]
    with pytest.raises(IssueDecided):
        await room.settle.answer(OWNER, issue.uncertain.piece_id, issue.issue_id, is_there=not is_there)


async def test_an_automatic_issue_whose_time_has_long_passed_is_not_posted(room: Room) -> None:
    channel(room).outcomes = [NotPosted(reason="no connection", again_in=dt.timedelta(minutes=1))] * 2
    await made(room)
    room.clock.now = MONDAY + GRACE
    (step,) = await room.work()
    assert step.issue.skipped is Skipped.TOO_LATE


async def test_clicks_and_reactions_of_an_issue_are_in_the_next_one(room: Room) -> None:
    issue = await made(room)
    best, other = issue.photo_ids[:2]
    async with room.database.begin(writes=True) as work:
        for person in (1, 2, 3, 3):
            await work.issues.click(issue.issue_id, f"p{best}", actor(person_id=person).person_id, MONDAY)
        for person in (4, 5):
            await work.issues.click(issue.issue_id, f"p{other}", actor(person_id=person).person_id, MONDAY)
        assert await work.issues.react(-100, 100, 7) == issue.issue_id
        assert await work.issues.react(-100, 999, 7) is None
        await work.commit()
    room.clock.forward(days=7)
    await room.work()
    contents = (await room.issues())[-1].contents
    assert contents is not None
    assert contents.last_time is not None
    assert (contents.last_time.photo_id, contents.last_time.people, contents.last_time.reactions) == (best, 3, 7)


async def test_what_two_people_opened_is_not_told(room: Room) -> None:
    issue = await made(room)
    async with room.database.begin(writes=True) as work:
        for person in (1, 2, 2, 2):
            await work.issues.click(issue.issue_id, f"p{issue.photo_ids[0]}", actor(person_id=person).person_id, MONDAY)
        await work.commit()
    room.clock.forward(days=7)
    await room.work()
    contents = (await room.issues())[-1].contents
    assert contents is not None
    assert contents.last_time is None


def test_later_is_by_the_clock_on_the_wall() -> None:
    noon = MONDAY.astimezone(MOSCOW)
    assert [f"{when(later, noon):%d %H:%M}" for later in Later] == ["30 13:00", "30 19:00", "01 09:00"]
    night = noon.replace(hour=23)
    assert [f"{when(later, night):%d %H:%M}" for later in Later] == ["01 00:00", "01 19:00", "01 09:00"]


async def withdraw(room: Room, photo_id: int) -> None:
    async with room.database.begin(writes=True) as work:
        await work.photos.set_state(photo_id, PhotoState.WITHDRAWN, room.clock())  # type: ignore[arg-type]
        await work.commit()

"""People who look in vain, and what gathers their wishes, over a bank of tests."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import insert

from admin.wishes.answering import AnswerWishes
from admin.wishes.gathering import GatherWishes
from admin.wordings import ReadWordings
from bot.acts.wishes import Wishing, make_wishing
from engine.model import Actor, Language, Role
from engine.search.parsing import parse_query
from storage import tables
from tests.bank import Bank
from tests.conftest import NOON, ColourEncoder, noon

ASKED = NOON - dt.timedelta(minutes=10)
LATER = NOON + dt.timedelta(minutes=1)
LEAST = 3


async def people(bank: Bank, *languages: Language, role: Role = Role.MEMBER) -> list[Actor]:
    """Somebody new for each language, whom the bot can reach."""
    made = []
    for number, language in enumerate(languages, start=5000):
        async with bank.database.begin(writes=True) as work:
            person = await work.people.add(number, role, language, noon())
            await work.commit()
        made.append(Actor(person_id=person.person_id, role=role, language=language))
    return made


async def asks(bank: Bank, person: Actor, words: str) -> int:
    """The number of the search; what it told is written down as the running bot would, ten minutes
    before anything is published."""
    page = await bank.search_photos(person, parse_query(words))
    await written(bank)
    return page.search_id


async def written(bank: Bank) -> None:
    async with bank.database.connections.begin() as connection:
        for event in bank.told:
            values = {"kind": event.kind, "person_id": event.person_id, "happened_at": ASKED}
            await connection.execute(insert(tables.events).values(facts=dict(event.facts), **values))
    bank.told.clear()


def gathering(bank: Bank, at: dt.datetime = LATER, least_people: int = LEAST) -> GatherWishes:
    encoder = ColourEncoder()
    read = ReadWordings(
        begin=bank.database.begin,
        texts=bank.search_photos.texts,
        encoder=lambda: encoder,
        worker=bank.images,
    )
    return GatherWishes(begin=bank.database.begin, read=read, least_people=least_people, clock=lambda: at)


def answering(bank: Bank, at: dt.datetime = LATER) -> AnswerWishes:
    return AnswerWishes(
        begin=bank.database.begin, search_photos=lambda: bank.search_photos, least_people=LEAST, clock=lambda: at
    )


def wishing_of(bank: Bank) -> Wishing:
    return make_wishing(begin=bank.database.begin, events=bank.told, clock=lambda: LATER, least_people=LEAST)

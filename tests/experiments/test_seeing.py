"""What people in an experiment see, what their events say, and what comes of it in the chat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import insert

from engine.blocking import Worker
from engine.experiments import USUAL, Shown, experiments_from
from engine.model import Actor, Kind, Language, Metadata, PersonId, Query, Role, SearchId, Season, Span
from engine.people.recognise import RecogniseActor
from engine.search.open_search import OpenSearch
from engine.search.parsing import parse_query
from storage import tables
from storage.experiences import SqlExperiences
from tests.bank import Bank
from tests.bot.chat import Chat
from tests.bot.conftest import make_chat
from tests.bot.test_review import becomes
from tests.conftest import NOON, noon
from tests.search.test_asking_words import take

SHADES = [(255, shade, 0) for shade in range(0, 100, 10)]
SIX = Shown(page_size=6, variants=(("small-sheet", "6"),), invites=True)


def seeing(shown: Shown) -> Actor:
    return Actor(person_id=PersonId(1), role=Role.MEMBER, language=Language.RU, shown=shown)


async def test_a_sheet_of_six_keeps_its_size_whatever_the_person_would_get_later(bank: Bank) -> None:
    await bank.take(*SHADES)
    first = await bank.search_photos(seeing(SIX), Query(words="red"))
    nine = await bank.search_photos(seeing(USUAL), Query(words="red"))
    assert (len(first.hits), first.invites, len(nine.hits), nine.invites) == (6, True, 9, False)
    later = OpenSearch(begin=bank.database.begin, events=bank.told, clock=noon)
    second = await later(seeing(USUAL), first.search_id, 2)
    assert [hit.photo_id for hit in (*first.hits, *second.hits)][:9] == [hit.photo_id for hit in nine.hits]
    assert (second.page_count, second.total) == (-(-first.total // 6), first.total)


async def test_the_last_page_of_six_is_filled_with_far_photos_as_one_of_nine_is(bank: Bank) -> None:
    await bank.take(*SHADES[:9], "blue", (0, 255, 0), (0, 200, 200), (0, 100, 255))
    nine = await bank.search_photos(seeing(USUAL), Query(words="red"))
    assert (nine.found, nine.total) == (9, 9)
    six = await bank.search_photos(seeing(SIX), Query(words="red"))
    assert (six.found, six.total, six.page_count) == (9, 12, 2)


async def test_the_events_name_the_variants_and_the_place_on_the_page(bank: Bank) -> None:
    await bank.take(*SHADES)
    page = await bank.search_photos(seeing(SIX), Query(words="red"))
    assert bank.told[-1].facts["variants"] == {"small-sheet": "6"}
    seventh = (await bank.open_search(seeing(SIX), page.search_id, 2)).hits[0]
    await bank.open_photo(seeing(SIX), seventh.photo_id, search_id=SearchId(page.search_id))
    assert (bank.told[-1].facts["page"], bank.told[-1].facts["place"]) == (2, 1)


async def test_weights_of_an_experiment_rank_and_alerts_rank_as_always(bank: Bank) -> None:
    """With all weight on what is written, a caption's word lifts a photo that looks less like it."""
    await bank.take("red")
    heavy = seeing(Shown(weights=(3.0, 0.0), variants=(("w", "3/0"),)))
    assert (await bank.search_photos(heavy, Query(words="red"))).found == 1
    assert await bank.search_photos.ranked(heavy, Query(words="red"))


async def test_what_would_be_found_is_counted_with_the_weights_of_the_experiment(bank: Bank) -> None:
    """A picture that is a little red, with a caption that says half of what is asked, in the wrong season."""
    await take(bank, "blue", metadata=Metadata(season=Season.WINTER))
    await take(bank, (170, 255, 0), "чашка", metadata=Metadata(season=Season.SUMMER))
    usual = await bank.search_photos(seeing(USUAL), parse_query("red чашка зимой"))
    assert usual.relaxations == ()
    heavy = seeing(Shown(weights=(3.0, 0.0), variants=(("w", "3/0"),)))
    (offered,) = (await bank.search_photos(heavy, parse_query("red чашка зимой"))).relaxations
    assert isinstance(offered.dropped, Span)
    assert offered.dropped.kind is Kind.SEASON
    assert offered.found == (await bank.search_photos(heavy, offered.query)).found == 1


@pytest.fixture
def images() -> Iterator[Worker]:
    worker = Worker("images")
    yield worker
    worker.close()


@pytest.fixture
def chat_with(images: Worker, bank: Bank) -> Callable[[str], Chat]:
    """A chat in which these experiments run."""

    def make(declared: str) -> Chat:
        experiments = experiments_from(declared)
        recognise = RecogniseActor(
            begin=bank.database.begin,
            clock=noon,
            owner_ids=frozenset(),
            default_language=Language.RU,
            experiments=experiments,
        )
        real = {
            "recognise_actor": recognise,
            "search_photos": bank.search_photos,
            "open_search": bank.open_search,
            "open_photo": bank.open_photo,
        }
        return make_chat(
            images, bank.files, bank.database, courtesies_after_s=60, told=bank.told, experiments=experiments, **real
        )

    return make


async def test_everything_that_is_tried_is_seen_in_the_chat(bank: Bank, chat_with: Callable[[str], Chat]) -> None:
    await bank.take(*SHADES)
    # Two variants that say the same in other words put everybody into what is tried.
    chat = chat_with("s: sheet 6 | 9; b: buttons download-first | usual; h: wording inviting | usual")
    for number in range(1001, 1041):
        chat.person["id"] = number
        (sheet,) = await chat.types("red")
        numbers = [label for row in sheet.labels() for label in row if label.isdigit()]
        told = bank.told[-1].facts["variants"]
        assert len(numbers) == int(told["s"])
        assert ("Нажмите на номер" in sheet.text) == (told["h"] == "inviting")
        *_rest, card = await chat.presses(sheet.data("1"))
        rows = [row[0] for row in card.labels()]
        first = rows.index("Скачать для экрана") < rows.index("☆ В избранное")
        assert first == (told["b"] == "download-first")


async def tried(bank: Bank, variant: str, people: int, successes: int) -> None:
    """So many people search once, and the first of them open a photo after four seconds."""
    rows = []
    for number in range(people):
        base = {"person_id": int(variant) * 1000 + number, "happened_at": NOON}
        search_id = 100_000 + int(variant) * 1000 + number
        rows.append(
            base | {"kind": "searched", "facts": {"search_id": search_id, "variants": {"small-sheet": variant}}}
        )
        if number < successes:
            opened = {"kind": "opened", "facts": {"search_id": search_id, "photo_id": 1}}
            rows.append(base | opened | {"happened_at": NOON + dt.timedelta(seconds=4)})
    async with bank.database.connections.begin() as connection:
        await connection.execute(insert(tables.events), rows)


@pytest.mark.parametrize(
    ("language", "first", "second", "too_little", "none"),
    [
        (
            "ru",
            "▸ 9: 200 человек, 200 поисков\nудача 40.0 % (33.4–46.9) · до первой фотографии 4.0 с (4.0–4.0)",
            "Лучше первого: +30.0 п. п. (от +20.4 до +38.8).",
            "Судить рано: в одном из вариантов меньше 30 человек.",
            "Опытов сейчас нет",
        ),
        (
            "en",
            "▸ 9: 200 people, 200 searches\nsuccess 40.0 % (33.4–46.9) · to the first photo 4.0 s (4.0–4.0)",
            "Better than the first: +30.0 points (+20.4 to +38.8).",
            "Too little to tell: fewer than 30 people in a variant.",
            "No experiment runs",
        ),
    ],
)
async def test_moderators_read_what_came_of_it_with_intervals_or_that_it_is_too_early(
    bank: Bank,
    chat_with: Callable[[str], Chat],
    language: str,
    first: str,
    second: str,
    too_little: str,
    none: str,
) -> None:
    chat = chat_with("small-sheet: sheet 9 | 6")
    chat.speaks(language)
    await becomes(chat, bank, Role.MODERATOR)
    await tried(bank, "9", 200, 80)
    (early,) = await chat.types("/experiments")
    assert too_little in early.text
    await tried(bank, "6", 200, 140)
    (told,) = await chat.types("/experiments")
    assert first in told.text
    assert second in told.text
    other = chat_with("")
    other.speaks(language)
    (nothing,) = await other.types("/experiments")
    assert none in nothing.text


async def test_nobody_else_reads_them(bank: Bank, chat_with: Callable[[str], Chat]) -> None:
    chat = chat_with("small-sheet: sheet 9 | 6")
    await becomes(chat, bank, Role.PARTNER)
    (refused,) = await chat.types("/experiments")
    assert "small-sheet" not in refused.text


async def test_what_was_asked_from_another_chat_or_without_a_variant_counts_nowhere(bank: Bank) -> None:
    facts = [
        {"search_id": 1, "shelf": "inline", "variants": {"small-sheet": "6"}},
        {"search_id": 2, "shelf": None},
        {"search_id": 3, "shelf": None, "variants": {"older": "6"}},
    ]
    rows = [{"kind": "searched", "person_id": 1, "happened_at": NOON, "facts": one} for one in facts]
    async with bank.database.connections.begin() as connection:
        await connection.execute(insert(tables.events), rows)
    assert await SqlExperiences(bank.database).of(["small-sheet"], NOON - dt.timedelta(days=1)) == {}

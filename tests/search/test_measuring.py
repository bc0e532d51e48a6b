"""Graded queries: how they are read, what photos are worth, and what a run of them says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.errors import BadSetting
from engine.model import Band, ContentHash, Language, Metadata, Photo, PhotoId, PhotoState, Ranked, Reason, Season
from engine.search.evaluation import bootstrapped, graded_ndcg_at, recall_of_room_at
from engine.search.graded import DEMO, GradedQuery, grades_of, read_graded
from engine.search.measuring import Answer, MeasureSearch, as_object, compared, from_object, measured, summarised
from tests.bank import Bank
from tests.conftest import NOON, actor


def photo(number: int, **facts: object) -> Photo:
    return Photo(
        photo_id=PhotoId(number),
        content_hash=ContentHash(f"{number:064x}"),
        state=PhotoState.PUBLISHED,
        width=4,
        height=3,
        received_at=NOON,
        metadata=Metadata(**facts),  # type: ignore[arg-type]
    )


def asked(kind: str = "words", **graded: object) -> GradedQuery:
    return GradedQuery(text="x", language=Language.EN, kind=kind, **graded)  # type: ignore[arg-type]


def place(number: int, band: Band = Band.EXACT, similar: tuple[int, ...] = ()) -> Ranked:
    behind = tuple(PhotoId(one) for one in similar)
    return Ranked(photo_id=PhotoId(number), score=1, band=band, reason=Reason.WORDS, similar=behind)


def answer(text: str, kind: str = "words", ndcg: float = 1, answered: bool = True) -> Answer:
    return Answer(
        text=text, language="en", kind=kind, recall_1=1, recall_5=1, recall_10=1, ndcg_10=ndcg, mrr=1, answered=answered
    )


def test_the_shipped_set_has_both_languages_every_kind_and_sixty_nonsense_queries() -> None:
    queries = read_graded(DEMO)
    assert len({query.text for query in queries}) == len(queries)
    kinds = {(query.kind, query.language) for query in queries}
    wanted = ("words", "tags", "negatives", "counts", "combinations", "slips", "nonsense")
    assert kinds >= {(kind, language) for kind in wanted for language in Language}
    assert sum(query.is_nonsense for query in queries) >= 60
    assert all(query.where or query.is_nonsense for query in queries)


def test_a_list_by_ids_and_hashes_is_read_and_its_language_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        "- {text: мост, photos: [1, 2]}\n- {text: a bridge, kind: mine, photos: {1: 3}}\n", encoding="utf-8"
    )
    first, second = read_graded(file)
    assert (first.language, first.kind, dict(first.photos)) == (Language.RU, "words", {1: 1.0, 2: 1.0})
    assert (second.language, second.kind, dict(second.photos)) == (Language.EN, "mine", {1: 3.0})


@pytest.mark.parametrize("content", ["a: b", "- photos: [1]", "[1, 2]", "{", "- {text: x, language: de}"])
def test_what_is_no_graded_list_is_refused_by_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "mine.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(BadSetting, match=r"mine\.yaml"):
        read_graded(tmp_path / "mine.yaml")


def test_photos_are_worth_what_the_truth_about_them_says() -> None:
    bank = [
        photo(1, sight="bridge", season=Season.WINTER, people_count=0),
        photo(2, sight="bridge", season=Season.SUMMER, people_count=20),
        photo(3, sight="park", season=Season.WINTER, people_count=2, objects=("cat", "dog")),
        photo(4),
    ]
    assert grades_of(asked(where={"sight": "bridge", "season": "winter"}, near={"sight": "bridge"}), bank) == {
        1: 2,
        2: 1,
    }
    assert grades_of(asked(where={"people": "crowd"}), bank) == {2: 2}
    assert grades_of(asked(where={"people": [0, 2]}, unless={"sight": "park"}), bank) == {1: 2}
    assert grades_of(asked(where={"objects": ["cat"]}), bank) == {3: 2}
    assert grades_of(asked(where={"season": ["winter", "spring"]}, photos={f"{4:064x}": 1.5}), bank) == {
        1: 2,
        3: 2,
        4: 1.5,
    }


def test_recall_is_of_the_places_that_relevant_photos_could_take() -> None:
    relevant = np.array([True, False, True])
    assert recall_of_room_at(relevant, 40, 1) == 1
    assert recall_of_room_at(relevant, 2, 10) == 1
    assert recall_of_room_at(relevant, 4, 10) == 0.5
    assert recall_of_room_at(relevant, 0, 10) == 0


def test_a_photo_worth_more_counts_for_more_and_best_first_is_full_gain() -> None:
    every = np.array([1.0, 2.0, 1.0])
    assert graded_ndcg_at(np.array([2.0, 1.0, 1.0]), every, 10) == pytest.approx(1)
    assert 0 < graded_ndcg_at(np.array([1.0, 0.0, 2.0]), every, 10) < 1
    assert graded_ndcg_at(np.array([]), every, 10) == 0


def test_a_near_duplicate_behind_a_hit_counts_at_once_after_it() -> None:
    done = measured(asked(), {PhotoId(1): 2.0, PhotoId(9): 2.0}, [place(1, similar=(9,)), place(2, Band.FAR)])
    assert (done.recall_10, done.ndcg_10, done.mrr, done.answered) == (1, pytest.approx(1), 1, True)


def test_far_hits_are_no_answer() -> None:
    assert not measured(asked("nonsense"), {}, [place(1, Band.FAR)]).answered


def test_a_summary_keeps_nonsense_apart_from_what_has_an_answer() -> None:
    table = summarised([answer("a"), answer("b", answered=False, ndcg=0), answer("c", "nonsense", 0)])
    assert table["all"] == {**table["en"]}
    assert (table["words"]["queries"], table["words"]["ndcg_10"], table["words"]["zero"]) == (2, 0.5, 0.5)
    assert (table["nonsense"]["nonsense"], table["nonsense"]["ndcg_10"]) == (1.0, None)


def test_two_runs_are_compared_query_by_query_with_an_interval() -> None:
    now = [answer(str(n), ndcg=0.9) for n in range(50)]
    before = from_object(as_object([answer(str(n), ndcg=0.5 + (n % 3) / 10) for n in range(60)]))
    ndcg = compared(now, before)["ndcg_10"]
    assert ndcg["queries"] == 50
    assert 0.2 < ndcg["low"] < ndcg["difference"] < ndcg["high"] < 0.4


def test_runs_that_agree_differ_by_nothing() -> None:
    assert bootstrapped(np.zeros(20)) == (0, 0, 0)
    assert bootstrapped(np.zeros(0)) == (0, 0, 0)


async def test_the_bank_is_asked_as_a_person_asks_and_the_statistics_hear_nothing(bank: Bank) -> None:
    red, *_ = await bank.take("red", "blue", "green")
    queries = [
        GradedQuery(text="red", language=Language.EN, kind="words", photos={int(red): 1.0}),
        GradedQuery(text="lost", language=Language.EN, kind="words", photos={10**6: 1.0}),
        GradedQuery(text="quantum", language=Language.EN, kind="nonsense"),
    ]
    answers = await MeasureSearch(begin=bank.database.begin, search_photos=bank.search_photos)(actor(), queries)
    assert [one.text for one in answers] == ["red", "quantum"]
    assert (answers[0].recall_1, answers[0].mrr, answers[0].answered) == (1, 1, True)
    assert not answers[1].answered
    assert bank.told == []

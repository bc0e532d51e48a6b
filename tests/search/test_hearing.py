"""What an encoder never heard of is no evidence: words outside the list that comes with the bundled encoder."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.encoders.catalogue import BUNDLED, resolve
from engine.model import Band, PhotoId, Reason
from engine.reindex.unrelated import UNRELATED
from engine.search.graded import DEMO, read_graded
from engine.search.hearing import ALL_WORDS, Hearing
from engine.search.ranking import Clause, Evidence, rank
from engine.search.written import Written
from engine.training.queries import calibration_texts, judged_queries, nonsense_queries
from tests.search.candidates import Seen
from tests.search.test_ranking import NORTH, at


@pytest.fixture(scope="module")
def bundled() -> Hearing:
    return Hearing.of(resolve(BUNDLED).words)


def clause(heard: float) -> Clause:
    """Exact within 20°, close within 40°; without any word heard it costs one."""
    exact, close = float(np.cos(np.radians(20))), float(np.cos(np.radians(40)))
    return Clause(vector=NORTH, exact_at=exact, close_at=close, reason=Reason.WORDS, heard=heard, unheard_costs=1)


PHOTOS = {PhotoId(1): at(0), PhotoId(2): at(5), PhotoId(3): at(15), PhotoId(4): at(30), PhotoId(5): at(80)}


def test_an_encoder_without_a_list_has_learned_every_word() -> None:
    assert ALL_WORDS.share("глокая куздра") == 1


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("мост ночью", 1),
        ("тормозные колодки", 0),
        ("тормоз у моста", 0.5),
        ("в 2024", 1),
        ("двенадцать человек", 1),
        ("", 1),
        ("мсот", 0),
        ("фантан", 1),
    ],
)
def test_the_share_of_words_that_are_known_in_any_inflection(text: str, share: float) -> None:
    assert Hearing.of(["мосты", "ночь", "фонтан"]).share(text) == share


def test_words_that_nobody_taught_find_nothing_by_looks() -> None:
    assert {hit.band for hit in rank([clause(0)], Seen(PHOTOS))} == {Band.FAR}


def test_with_a_part_of_the_words_unheard_nothing_is_exact_by_looks() -> None:
    assert [hit.band for hit in rank([clause(1)], Seen(PHOTOS))][:2] == [Band.EXACT, Band.EXACT]
    assert [hit.band for hit in rank([clause(0.5)], Seen(PHOTOS))][:2] == [Band.CLOSE, Band.CLOSE]


def test_what_is_written_counts_whatever_the_encoder_knows() -> None:
    whole = np.zeros(6, np.float32)
    whole[5] = 1
    ranked = rank([clause(0)], Seen(PHOTOS), Evidence(written=Written(anywhere=whole, tagged=whole)))
    assert [(hit.photo_id, hit.band) for hit in ranked if hit.band is not Band.FAR] == [(5, Band.EXACT)]


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=20), st.sampled_from([0.0, 0.25, 0.5, 0.9]))
def test_unheard_words_leave_the_order_as_it_is(cosines: list[float], heard: float) -> None:
    asked, half = np.sort(np.array(cosines)), clause(heard)
    sure = half.sure(asked)
    assert (np.diff(sure) >= 0).all()
    assert (sure < (1 if heard else 0)).all()
    assert (sure <= clause(1).sure(asked) + 1e-9).all()


def test_the_bundled_encoder_has_heard_what_people_ask_of_its_city_and_none_of_the_nonsense(bundled: Hearing) -> None:
    graded = read_graded(DEMO)
    silly = [query.text for query in graded if query.is_nonsense] + nonsense_queries() + calibration_texts()
    plain = [query.text for query in graded if not query.is_nonsense and query.kind != "slips"]
    asked = plain + [query.text for query in judged_queries()]
    assert not [text for text in silly if bundled.share(text) == 1]
    assert np.mean([bundled.share(text) > 0 for text in silly]) <= 0.1
    assert np.mean([bundled.share(text) > 0 for text in asked]) >= 0.99


def test_what_sets_the_bands_is_never_what_they_are_measured_by() -> None:
    measured = {query.text for query in read_graded(DEMO) if query.is_nonsense} | set(nonsense_queries())
    assert not measured & {*UNRELATED, *calibration_texts()}

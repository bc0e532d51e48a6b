"""Order, bands and what a search keeps."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.model import Band, PhotoId, Ranked, Reason, Vector
from engine.search.ranking import FOUND_LIMIT, Clause, band_of, keep, rank
from tests.search.candidates import Seen

NORTH: Vector = np.array([0, 1], dtype=np.float32)
EAST: Vector = np.array([1, 0], dtype=np.float32)


def at(degrees: float) -> Vector:
    """A unit vector at this angle from north."""
    return np.array([np.sin(np.radians(degrees)), np.cos(np.radians(degrees))], dtype=np.float32)


def clause(vector: Vector, reason: Reason = Reason.WORDS) -> Clause:
    """Exact within 20°, close within 40°."""
    exact, close = float(np.cos(np.radians(20))), float(np.cos(np.radians(40)))
    return Clause(vector=vector, exact_at=exact, close_at=close, reason=reason)


def test_nearer_photos_come_first_and_bands_follow_the_thresholds() -> None:
    ranked = rank([clause(NORTH)], Seen({PhotoId(1): at(60), PhotoId(2): at(5), PhotoId(3): at(30)}))
    assert [(hit.photo_id, hit.band) for hit in ranked] == [(2, Band.EXACT), (3, Band.CLOSE), (1, Band.FAR)]


def test_equal_scores_are_in_order_of_id() -> None:
    assert [hit.photo_id for hit in rank([clause(NORTH)], Seen({PhotoId(9): at(5), PhotoId(4): at(5)}))] == [4, 9]


def test_with_two_clauses_the_weaker_one_decides_the_band() -> None:
    clauses = [clause(NORTH, Reason.LOOKS), clause(at(30))]
    ranked = rank(clauses, Seen({PhotoId(1): at(15), PhotoId(2): at(-5), PhotoId(3): at(-30)}))
    bands = {hit.photo_id: hit.band for hit in ranked}
    assert bands == {1: Band.EXACT, 2: Band.CLOSE, 3: Band.FAR}


def test_a_copy_of_the_sample_does_not_outrank_what_also_fits_the_words() -> None:
    clauses = [clause(NORTH, Reason.LOOKS), clause(at(45))]
    ranked = rank(clauses, Seen({PhotoId(1): at(0), PhotoId(2): at(22)}))
    assert [hit.photo_id for hit in ranked] == [2, 1]


def test_no_candidates_or_no_clauses_give_no_ranking() -> None:
    assert rank([clause(NORTH)], Seen({})) == []
    assert rank([], Seen({PhotoId(1): EAST})) == []


def hits(exact: int, close: int, far: int) -> list[Ranked]:
    bands = [Band.EXACT] * exact + [Band.CLOSE] * close + [Band.FAR] * far
    return [
        Ranked(photo_id=PhotoId(number), score=-number, band=band, reason=Reason.WORDS)
        for number, band in enumerate(bands, start=1)
    ]


@given(st.integers(0, 600), st.integers(0, 600), st.integers(0, 50))
def test_far_hits_only_fill_the_last_page(exact: int, close: int, far: int) -> None:
    kept = keep(hits(exact, close, far), 9)
    found = [hit for hit in kept if hit.band is not Band.FAR]
    assert len(found) == min(exact + close, FOUND_LIMIT)
    assert len(kept) - len(found) <= 9
    assert len(kept) % 9 == 0 or len(kept) - len(found) == far
    assert [hit.photo_id for hit in kept] == sorted(hit.photo_id for hit in kept)


def test_a_query_that_finds_nothing_still_shows_one_page_of_the_nearest() -> None:
    assert [hit.band for hit in keep(hits(0, 0, 30), 9)] == [Band.FAR] * 9


@given(st.floats(-3, 3))
def test_bands_are_ordered_as_confidence_is(confidence: float) -> None:
    order = [Band.FAR, Band.CLOSE, Band.EXACT]
    assert order.index(band_of(confidence)) <= order.index(band_of(confidence + 0.5))

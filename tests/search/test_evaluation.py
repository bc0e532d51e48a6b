"""The measures of a ranking, against values worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.search.evaluation import ndcg_at, precision_at, recall_at, reciprocal_rank

RANKING = np.array([False, True, True, False, True])


def test_precision_is_the_share_of_relevant_ones_among_the_first() -> None:
    assert precision_at(RANKING, 4) == 0.5


def test_ranks_that_nothing_fills_count_against_precision() -> None:
    assert precision_at(RANKING, 10) == 0.3


def test_recall_is_the_share_of_relevant_ones_that_were_reached() -> None:
    assert recall_at(RANKING, 3) == pytest.approx(2 / 3)


def test_gain_is_discounted_by_the_logarithm_of_the_rank() -> None:
    gained = 1 / math.log2(3) + 1 / math.log2(4)
    ideal = 1 / math.log2(2) + 1 / math.log2(3) + 1 / math.log2(4)
    assert ndcg_at(RANKING, 3) == pytest.approx(gained / ideal)


def test_reciprocal_rank_looks_at_the_first_relevant_one_only() -> None:
    assert reciprocal_rank(RANKING) == 0.5


def test_without_anything_relevant_every_measure_is_zero() -> None:
    nothing = np.zeros(5, bool)
    assert [precision_at(nothing, 3), recall_at(nothing, 3), ndcg_at(nothing, 3), reciprocal_rank(nothing)] == [0.0] * 4


@given(st.integers(1, 30), st.integers(1, 30), st.integers(1, 12))
def test_the_best_order_has_full_gain_and_no_order_has_more(relevant: int, others: int, k: int) -> None:
    best = np.array([True] * relevant + [False] * others)
    assert ndcg_at(best, k) == pytest.approx(1)
    assert ndcg_at(best[::-1], k) <= 1 + 1e-9

"""Whether another encoder is worse: graded queries and the paired bootstrap."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from engine.errors import BadSetting
from engine.model import PhotoId
from engine.reindex.compare import CompareEncoders, Comparison, GradedQuery, bootstrap, ndcg, read_graded
from tests.bank import Bank
from tests.conftest import ColourEncoder


def ids(*numbers: int) -> list[PhotoId]:
    return [PhotoId(number) for number in numbers]


class ColourBlind(ColourEncoder):
    """Takes every word for the next colour's."""

    encoder_id = "blind"
    names = {"red": (0, 1, 0), "green": (0, 0, 1), "blue": (1, 0, 0)}  # noqa: RUF012 - as in the encoder it derives from


@pytest.fixture
async def colours(bank: Bank) -> tuple[Bank, list[GradedQuery]]:
    """A bank in which both have embedded everything, and a graded query for each colour."""
    red, green, blue = await bank.take("red", "green", "blue")
    async with bank.database.begin(writes=True) as work:
        await work.embeddings.put("blind", await work.embeddings.get("colours", [red, green, blue]))
        await work.commit()
    async with bank.database.begin() as work:
        hashes = {photo_id: photo.content_hash for photo_id, photo in (await work.photos.get([red])).items()}
    return (
        bank,
        [
            *[GradedQuery(text="red", grades={hashes[red]: 1.0})] * 4,
            *[GradedQuery(text="green", grades={green: 2.0})] * 4,
            *[GradedQuery(text="blue", grades={blue: 1.0})] * 4,
        ],
    )


async def test_a_worse_encoder_is_found_out_and_a_better_one_is_not_blamed(
    colours: tuple[Bank, list[GradedQuery]],
) -> None:
    bank, graded = colours
    good, blind = ColourEncoder(), ColourBlind()
    worse = await CompareEncoders(begin=bank.database.begin, old=good, new=blind)(graded)
    better = await CompareEncoders(begin=bank.database.begin, old=blind, new=good)(graded)
    assert worse.is_worse
    assert worse.old == 1
    assert not better.is_worse
    same = await CompareEncoders(begin=bank.database.begin, old=good, new=good)(graded)
    assert (same.low, same.high) == (0, 0)
    assert not same.is_worse


def test_ndcg_is_one_for_the_best_order_and_less_for_any_other() -> None:
    grades = {PhotoId(1): 3.0, PhotoId(2): 1.0}
    assert ndcg(ids(1, 2, 3), grades) == pytest.approx(1)
    assert ndcg(ids(2, 1, 3), grades) == pytest.approx((1 + 3 / np.log2(3)) / (3 + 1 / np.log2(3)))
    assert ndcg(ids(4, 5), grades) == 0
    assert ndcg(ids(4, 5), {}) == 1


def test_a_difference_within_chance_is_not_significant() -> None:
    chance = np.random.default_rng(3)
    low, high = bootstrap(chance.normal(0, 0.3, 80))
    assert low < 0 < high
    assert bootstrap(chance.normal(-0.2, 0.3, 80))[1] < 0
    assert not Comparison(old=0.5, new=0.49, low=-0.05, high=0.03, query_count=80).is_worse


def test_graded_queries_are_read_from_yaml_and_json(tmp_path: Path) -> None:
    path = tmp_path / "graded.yaml"
    path.write_text("- {text: ночной мост, photos: {7: 2, " + "a" * 64 + ": 1}}\n- {text: ничего, photos: []}\n")
    first, second = read_graded(path)
    assert (first.text, dict(first.grades), dict(second.grades)) == ("ночной мост", {7: 2.0, "a" * 64: 1.0}, {})
    path.write_text(json.dumps([{"text": "bridge", "photos": [1, 2]}]))
    assert dict(read_graded(path)[0].grades) == {1: 1.0, 2: 1.0}


@pytest.mark.parametrize("content", ["nonsense", "- 1", "- {text: x}", "{", "- {text: x, photos: {1: many}}"])
def test_another_file_is_refused_by_name(content: str, tmp_path: Path) -> None:
    path = tmp_path / "graded.yaml"
    path.write_text(content)
    with pytest.raises(BadSetting, match=r"graded\.yaml"):
        read_graded(path)

"""Wordings are grouped by what they mean: real queries in both languages, through the bundled encoder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.meanings import Meaning, Sense, Wording, grouped, same_from
from admin.wordings import GroupWordings, ReadWordings, backgrounds, senses_of
from engine.blocking import Worker
from engine.encoders.catalogue import BUNDLED, open_encoder, resolve
from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.model import Query, Vector
from engine.search.lexicon import Lexicon
from engine.search.parsing import parse_query
from engine.tagging.first_vocabulary import first_vocabulary
from engine.training.queries import judged_queries, nonsense_queries
from storage.database import Database
from storage.texts import SqlTexts

LEXICON = Lexicon(tags=first_vocabulary())


@pytest.fixture(scope="module")
def encoder() -> OpenClipEncoder:
    return OpenClipEncoder(resolve(BUNDLED))


Group = Callable[[Mapping[str, int]], tuple[Meaning, ...]]


@pytest.fixture(scope="module")
def group(encoder: OpenClipEncoder) -> Group:
    """As a bank with the first vocabulary and the bundled encoder groups them."""
    threshold = same_from(encoder.encode_texts(texts) for texts in backgrounds())

    def by_meaning(counts: Mapping[str, int]) -> tuple[Meaning, ...]:
        senses = senses_of([parse_query(text) if text.strip("!?") else Query(words=text) for text in counts], LEXICON)
        texts = sorted({text for one in senses for text in (one.subject, one.rest) if text})
        vectors = dict(zip(texts, encoder.encode_texts(texts), strict=True))
        wordings = [
            Wording(text=text, count=count, sense=one, subject=vectors.get(one.subject), rest=vectors.get(one.rest))
            for (text, count), one in zip(counts.items(), senses, strict=True)
        ]
        return grouped(wordings, threshold)

    return by_meaning


def texts_of(meanings: tuple[Meaning, ...]) -> list[list[str]]:
    return [[wording.text for wording in meaning.wordings] for meaning in meanings]


async def test_a_bank_reads_and_embeds_what_it_groups(database: Database) -> None:
    async with database.begin(writes=True) as work:
        await work.tags.put_missing(first_vocabulary())
        await work.commit()
    encoder, worker, texts = await open_encoder(BUNDLED), Worker("meanings"), SqlTexts()
    read = ReadWordings(begin=database.begin, texts=texts, encoder=lambda: encoder, worker=worker)
    meanings = await GroupWordings(read=read)({"мост ночью": 2, "мост днём": 1, "Bridge at night": 1, "": 1})
    assert texts_of(meanings) == [["мост ночью", "Bridge at night"], [""], ["мост днём"]]
    assert await read.same_from() < 1
    await encoder.aclose()
    worker.close()
    texts.close()


def test_a_bridge_at_night_is_one_in_both_languages_and_not_the_bridge_by_day(group: Group) -> None:
    asked = {"мост ночью": 5, "bridge at night": 4, "ночной мост": 2, "мосты, ночь": 1, "мост днём": 3, "мост": 2}
    meanings = group(asked)
    assert texts_of(meanings) == [
        ["мост ночью", "bridge at night", "ночной мост", "мосты, ночь"],
        ["мост днём"],
        ["мост"],
    ]
    assert [meaning.count for meaning in meanings] == [12, 3, 2]


@pytest.mark.parametrize(
    "same",
    [
        ("без людей мост", "bridge without people", "безлюдный мост"),
        ("снежная зима у собора", "cathedral in winter", "храм зимой"),
        ("#мост ночь", "bridge night"),
        ("зимняя ночь", "winter night"),
        ("мост в ночное время", "beautiful bridge at night time"),
        ("фото трамвая", "tram", "трамваи"),
        ("улыбчивый верблюд", "улыбчивые верблюды", "Улыбчивый  верблюд!"),
    ],
)
def test_the_same_in_other_words_is_one(group: Group, same: tuple[str, ...]) -> None:
    assert len(group(dict.fromkeys(same, 1))) == 1


@pytest.mark.parametrize(
    "apart",
    [
        ("Крымский мост", "Большой мост", "мост"),
        ("мост с людьми", "мост без людей", "мост"),
        ("мост не зимой", "мост зимой"),
        ("трамвай 5", "трамвай 7", "трамвай"),
        ("собор ночью", "театр ночью", "ночь"),
        ("двое на мосту", "трое на мосту"),
        ("верблюд", "крокодил", "жираф", "phone charger", "love poem"),
        ("!!!", "???"),
    ],
)
def test_what_differs_is_apart(group: Group, apart: tuple[str, ...]) -> None:
    assert len(group(dict.fromkeys(apart, 1))) == len(apart)


def test_of_judged_queries_none_that_differ_are_joined_and_a_good_part_of_those_that_do_not(
    group: Group,
) -> None:
    claims = {query.text: repr(query.claim) for query in judged_queries()}
    claims |= {text: text for text in nonsense_queries()}
    where = {text: n for n, same in enumerate(texts_of(group(dict.fromkeys(claims, 1)))) for text in same}
    pairs = list(combinations(claims, 2))
    same = [where[a] == where[b] for a, b in pairs if claims[a] == claims[b]]
    wrong = [(a, b) for a, b in pairs if claims[a] != claims[b] and where[a] == where[b]]
    assert not wrong
    assert np.mean(same) >= 0.35


def wording(text: str, count: int = 1, *, vector: Vector | None = None, sense: Sense | None = None) -> Wording:
    made = sense or Sense(words=frozenset({frozenset({text})}), subject=text, rest=text)
    return Wording(text=text, count=count, sense=made, subject=vector, rest=vector)


def at(angle: float) -> Vector:
    return np.array([np.cos(angle), np.sin(angle)], np.float32)


def test_small_steps_make_no_chain() -> None:
    a, b, c = wording("a", 1, vector=at(0)), wording("b", 9, vector=at(0.3)), wording("c", 5, vector=at(0.6))
    d = wording("d", 1, vector=at(0.85))
    assert texts_of(grouped([a, b, c, d], np.cos(0.35))) == [["b", "c", "a"], ["d"]]


def test_each_goes_to_the_nearest_meaning() -> None:
    words = [wording("a", 4, vector=at(0)), wording("b", 2, vector=at(0.5)), wording("c", 1, vector=at(0.3))]
    assert texts_of(grouped(words, np.cos(0.4))) == [["a"], ["b", "c"]]


def test_without_an_embedding_the_words_alone_tell() -> None:
    assert texts_of(grouped([wording("a"), wording("b")], 0.9)) == [["a"], ["b"]]


def test_a_text_that_comes_twice_counts_as_often_as_both() -> None:
    assert [m.count for m in grouped([wording("a", 2), wording("a", 3)], 0.9)] == [5]


@given(
    st.lists(st.tuples(st.integers(0, 99), st.integers(1, 5), st.floats(0, 3)), max_size=12),
    st.randoms(use_true_random=False),
)
def test_the_order_of_wordings_does_not_matter_and_each_is_in_one_meaning(
    asked: list[tuple[int, int, float]], random: np.random.Generator
) -> None:
    by_text: Mapping[str, Wording] = {
        str(name): wording(str(name), count, vector=at(angle)) for name, count, angle in asked
    }
    words = list(by_text.values())
    expected = texts_of(grouped(words, 0.95))
    random.shuffle(words)
    assert texts_of(grouped(words, 0.95)) == expected
    assert sorted(text for same in expected for text in same) == sorted(by_text)


def test_the_encoders_own_background_sets_the_threshold_just_above_it() -> None:
    first, second = np.stack([at(0), at(0.5), at(2)]), np.stack([at(0), at(0.1)])
    assert same_from([first]) == pytest.approx(np.cos(0.5))
    assert same_from([first, second]) > np.cos(0.1) - 1e-7
    assert same_from([first[:1]]) == 1.0

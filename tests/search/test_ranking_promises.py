"""Promises of ranking, variety, refining and what is written, whatever the photos and the question."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.model import Band, Kind, PhotoId, Ranked, Reason, Vector
from engine.search.clues import clues_of, denied_ways
from engine.search.facets import facets_of
from engine.search.lexicon import Lexicon
from engine.search.parsing import parse_query
from engine.search.ranking import Clause, Evidence, Weights, band_of, in_order, keep, rank, reordered, undenied
from engine.search.refining import refine, relaxed
from engine.search.understanding import understand
from engine.search.variety import collapse, diversify
from engine.search.written import Clue, Written, WrittenIndex, fact_term
from tests.search.candidates import Seen, confidence
from tests.search.test_understanding import KNOWN, PATIENT, TEXT

ORDER = [Band.EXACT, Band.CLOSE, Band.FAR]


def vectors_of(seed: int, count: int) -> dict[PhotoId, Vector]:
    drawn = np.random.default_rng(seed).normal(size=(count, 4)).astype(np.float32)
    unit = drawn / np.linalg.norm(drawn, axis=1, keepdims=True) if count else drawn
    return {PhotoId(number + 1): vector for number, vector in enumerate(unit)}


def clauses_of(seed: int, count: int, reason: Reason = Reason.WORDS) -> tuple[Clause, ...]:
    vectors = vectors_of(seed + 1000, count).values()
    return tuple(Clause(vector=vector, exact_at=0.8, close_at=0.4, reason=reason) for vector in vectors)


def written_of(seed: int, count: int) -> Written:
    shares = np.random.default_rng(seed + 2000).choice([0, 0.3, 0.6, 1], size=count + 1).astype(np.float32)
    return Written(anywhere=shares, tagged=np.where(shares == 1, 1, 0).astype(np.float32))


@given(st.integers(0, 500), st.integers(0, 40), st.integers(1, 3), st.integers(0, 2), st.booleans())
def test_a_ranking_holds_every_photo_once_in_order_of_bands(
    seed: int, photos: int, clauses: int, against: int, is_written: bool
) -> None:
    vectors = vectors_of(seed, photos)
    evidence = Evidence(written=written_of(seed, photos) if is_written else None, against=clauses_of(seed + 7, against))
    ranked = rank(clauses_of(seed, clauses), Seen(vectors), evidence)
    bands = [ORDER.index(hit.band) for hit in ranked]
    assert bands == sorted(bands)
    assert len({hit.photo_id for hit in ranked}) == len(ranked)
    surely_denied = {
        photo_id
        for photo_id, vector in vectors.items()
        if any(confidence(clause, vector) >= 1.001 for clause in evidence.against)
    }
    assert not surely_denied & {hit.photo_id for hit in ranked}
    if not against:
        assert {hit.photo_id for hit in ranked} == set(vectors)
    again = rank(clauses_of(seed, clauses), Seen(dict(reversed(vectors.items()))), evidence)
    assert [hit.photo_id for hit in again] == [hit.photo_id for hit in ranked]


@given(st.integers(0, 500), st.integers(1, 40))
def test_a_semantic_guess_never_beats_what_is_wholly_written(seed: int, photos: int) -> None:
    written = written_of(seed, photos)
    ranked = rank(clauses_of(seed, 1), Seen(vectors_of(seed, photos)), Evidence(written=written))
    wholly = [share == 1 for share in written.of([hit.photo_id for hit in ranked])[0]]
    assert wholly == sorted(wholly, reverse=True)
    assert all(hit.band is Band.EXACT for hit, whole in zip(ranked, wholly, strict=True) if whole)


@given(st.integers(0, 500), st.integers(1, 40))
def test_a_part_of_what_was_asked_never_makes_a_photo_exact(seed: int, photos: int) -> None:
    written, [clause] = written_of(seed, photos), clauses_of(seed, 1)
    vectors = vectors_of(seed, photos)
    for hit in rank([clause], Seen(vectors), Evidence(written=written)):
        if written.of([hit.photo_id])[0][0] < 1:
            seen = confidence(clause, vectors[hit.photo_id])
            assert hit.band is not Band.EXACT or band_of(seen + 1e-5) is Band.EXACT
            assert ORDER.index(hit.band) <= ORDER.index(band_of(seen - 1e-5)), "and never makes it worse"


@given(st.integers(0, 500), st.integers(1, 40), st.floats(0, 2))
def test_what_is_said_moves_photos_inside_their_bands_only(seed: int, photos: int, weight: float) -> None:
    vectors, clauses = vectors_of(seed, photos), clauses_of(seed, 1)
    said = {photo_id: vector for photo_id, vector in vectors_of(seed + 5, photos).items() if photo_id % 2}
    before = rank(clauses, Seen(vectors))
    after = rank(clauses, Seen(vectors), Evidence(said=said, weights=Weights(said=weight)))
    assert {hit.photo_id: hit.band for hit in after} == {hit.photo_id: hit.band for hit in before}
    assert [hit.photo_id for hit in rank(clauses, Seen(vectors), Evidence(weights=Weights(said=weight)))] == [
        hit.photo_id for hit in before
    ]


def ranked_of(chance: Random, count: int) -> list[Ranked]:
    bands = sorted((chance.choice(ORDER) for _ in range(count)), key=ORDER.index)
    return [
        Ranked(photo_id=PhotoId(number), score=chance.random(), band=band, reason=chance.choice(list(Reason)))
        for number, band in enumerate(bands, start=1)
    ]


@given(st.integers(0, 500), st.integers(0, 60))
def test_variety_loses_no_photo_and_shows_none_twice(seed: int, count: int) -> None:
    chance = Random(seed)
    ranked, vectors = ranked_of(chance, count), vectors_of(seed, count)
    bursts = [chance.getrandbits(64) - (1 << 63) for _ in range(4)]
    fingerprints = {photo_id: chance.choice(bursts) for photo_id in vectors if chance.random() < 0.9}
    shown = diversify(collapse(ranked, Seen(vectors), fingerprints), Seen(vectors), 9)
    everywhere = [photo_id for hit in shown for photo_id in (hit.photo_id, *hit.similar)]
    assert sorted(everywhere) == sorted(vectors)
    bands = [ORDER.index(hit.band) for hit in shown]
    assert bands == sorted(bands)
    assert not shown or shown[0].photo_id == ranked[0].photo_id, "the best stays the first"
    again = keep(shown, 9)
    assert [hit.photo_id for hit in again] == [hit.photo_id for hit in shown[: len(again)]]


def test_frames_of_a_burst_stand_behind_the_best_one_and_another_subject_does_not() -> None:
    vector = np.array([1, 0], np.float32)
    other = np.array([0, 1], np.float32)
    ranked = in_order([PhotoId(1), PhotoId(2), PhotoId(3), PhotoId(4)])
    bits = 0x0F0F_1234_5678_F0F0
    fingerprints = {PhotoId(1): bits, PhotoId(2): bits ^ 0b11, PhotoId(3): bits, PhotoId(4): ~bits}
    vectors = {PhotoId(1): vector, PhotoId(2): vector, PhotoId(3): other, PhotoId(4): vector}
    shown = collapse(ranked, Seen(vectors), fingerprints)
    assert [(hit.photo_id, hit.similar) for hit in shown] == [(1, (2,)), (3, ()), (4, ())]


@given(st.integers(0, 300), st.integers(0, 40))
def test_another_order_keeps_bands_and_photos(seed: int, count: int) -> None:
    chance = Random(seed)
    ranked = ranked_of(chance, count)
    by = {hit.photo_id: chance.randint(0, 5) for hit in ranked if chance.random() < 0.7}
    found = reordered(ranked, by)
    assert sorted(hit.photo_id for hit in found) == sorted(hit.photo_id for hit in ranked)
    assert [hit.band for hit in found] == [hit.band for hit in ranked]


@given(st.integers(0, 300), st.integers(0, 30), st.integers(0, 2))
def test_denying_only_leaves_out_and_puts_last(seed: int, count: int, against: int) -> None:
    vectors = vectors_of(seed, count)
    left = undenied(list(vectors), Seen(vectors), clauses_of(seed, against))
    assert len(set(left)) == len(left)
    assert set(left) <= set(vectors)
    assert against or left == list(vectors)


@PATIENT
@given(TEXT, TEXT)
def test_a_query_may_be_refined_and_relaxed_whatever_it_is(text: str, change: str) -> None:
    parsed = [understand(parse_query(f"мост {one[:200]}"), KNOWN) for one in (text, change)]
    refined = refine(*parsed)
    assert refined.understood is not None
    assert not any(span.kind is Kind.SAME for span in refined.understood)
    for dropped, left in relaxed(refined):
        assert not left.is_empty
        assert left.understood is not None
        assert left != refined
        assert dropped.text


def test_what_is_put_again_replaces_what_was_written_before() -> None:
    index = WrittenIndex()
    index.put(PhotoId(3), ["мост", "#bridge", fact_term(Kind.SEASON, "winter"), fact_term(Kind.SEASON)], ["мост"])
    index.put(PhotoId(5), ["парк"])
    index.put(PhotoId(3), ["парк"])
    clue = Clue(text="", ways=((frozenset({"мост", "парк"}),),))
    assert index.cover([clue]).best(9) == [3, 5]
    assert index.count("мост") == index.count("#bridge") == 0
    index.remove(PhotoId(3))
    index.remove(PhotoId(4))
    assert index.cover([clue]).best(9) == [5]
    assert index.known(Kind.SEASON) == 0


@given(st.lists(st.sets(st.sampled_from("abcde")), max_size=12), st.lists(st.sampled_from("abcdex"), max_size=4))
def test_coverage_is_whole_exactly_where_everything_is_written(photos: list[set[str]], asked: list[str]) -> None:
    index = WrittenIndex()
    for number, terms in enumerate(photos, start=1):
        index.put(PhotoId(number), terms)
    written = index.cover([Clue(text=term, ways=((frozenset({term}),),)) for term in asked])
    for number, terms in enumerate(photos, start=1):
        share, tagged = written.of(PhotoId(number))
        assert (share == 1) == (bool(asked) and set(asked) <= terms)
        assert (share > 0) == bool(set(asked) & terms)
        assert tagged == 0


def test_rare_words_weigh_more_than_common_ones() -> None:
    index = WrittenIndex()
    for number in range(1, 20):
        index.put(PhotoId(number), ["город", "трамвай"] if number == 1 else ["город"])
    index.put(PhotoId(20), ["трамвай"])
    clues = [Clue(text=term, ways=((frozenset({term}),),)) for term in ("город", "трамвай")]
    assert index.cover(clues).best(2) == [1, 20]


def test_a_query_of_conditions_alone_has_no_clues_and_denied_words_have_ways() -> None:
    query = understand(parse_query("зимой без людей -чашки"), KNOWN)
    assert clues_of(query, KNOWN) == ()
    assert denied_ways(query) == ((frozenset({"чашка"}),),)


def test_facets_put_people_in_their_buckets() -> None:
    facets = facets_of({"people:": 9, "people:3": 2, "people:5": 1, "people:13": 4, "people:0": 2, "#bridge": 3})
    assert [(facet.kind, facet.value, facet.count) for facet in facets] == [
        (Kind.PEOPLE, "0", 2),
        (Kind.PEOPLE, "3-5", 3),
        (Kind.PEOPLE, "13-", 4),
        (Kind.TAG, "bridge", 3),
    ]


def test_a_lexicon_of_nothing_reads_everything_as_words() -> None:
    query = understand(parse_query("зимний парк"), Lexicon())
    assert (query.words, query.conditions.is_empty) == ("зимний парк", True)

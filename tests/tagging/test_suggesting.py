"""Suggestions come from what approved photos teach, name their origins, and are seen by nobody before their time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import ModelUnavailable
from engine.ingest.ingest_photo import Received
from engine.ingest.suggest_pending import STEP, SuggestPending
from engine.model import Caption, Language, PhotoId, Query, Role, Tag, Vectors
from engine.tagging.governing.govern import TagGone
from engine.tagging.suggesting.joining import joined, phrases_of, said_in
from engine.tagging.suggesting.learning import FEWEST, FROM, isotonic, learn
from engine.tagging.suggesting.measuring import halves, measure
from engine.tagging.suggesting.ports import Origin, TagSuggestion
from engine.tagging.suggesting.suggest import SuggestTags, named_in
from tests.bank import Bank
from tests.conftest import NOON, ColourEncoder, actor, jpeg, noon
from tests.people.acting import governing_of

RED = Tag(slug="red_thing", ru="красное", en="red")
BLUE = Tag(slug="blue_thing", ru="синее", en="blue")


def pending(bank: Bank, shown_from: float | None = None) -> SuggestPending:
    suggest = SuggestTags(begin=bank.database.begin, encoder=ColourEncoder())
    return SuggestPending(begin=bank.database.begin, suggest=suggest, clock=noon, shown_from=shown_from)


async def teach(bank: Bank) -> None:
    """Approved photos in reds and blues, each tagged by a person."""
    for shade in range(0, 100, 10):
        await bank.take((255 - shade, shade // 2, 0), tags=(RED,))
        await bank.take((0, shade // 2, 255 - shade), tags=(BLUE,))


async def new(
    bank: Bank, colour: str | tuple[int, int, int], text: str | None = None, publish: bool = False
) -> PhotoId:
    captions = [Caption(language=Language.RU, text=text)] if text else []
    outcome = await bank.ingest(Received(content=jpeg(colour, (80, 60)), captions=captions, publish=publish))
    while await bank.index_pending():
        pass
    return outcome.photo_id


async def finish(step: SuggestPending) -> None:
    while await step():
        pass


async def suggestions(bank: Bank, photo_id: PhotoId) -> dict[str, TagSuggestion]:
    async with bank.database.begin() as work:
        return {one.slug: one for one in await work.suggestions.of(photo_id)}


async def test_a_new_photo_is_suggested_what_photos_like_it_were_tagged_with(bank: Bank) -> None:
    await teach(bank)
    photo_id = await new(bank, (250, 10, 10))
    await finish(pending(bank))
    found = await suggestions(bank, photo_id)
    assert "red_thing" in found
    assert "blue_thing" not in found
    assert {Origin.LOOKS, Origin.NEIGHBOURS} <= set(found["red_thing"].origins)
    assert found["red_thing"].confidence >= 0.8


async def test_words_of_captions_name_tags_in_any_form_and_a_denial_names_none(bank: Bank) -> None:
    await teach(bank)
    photo_id = await new(bank, "green", "У старого моста, без людей, видна скамейка")
    await finish(pending(bank))
    found = await suggestions(bank, photo_id)
    assert {"bridge", "bench"} <= set(found)
    assert "people" not in found
    assert found["bridge"].origins[Origin.CAPTION] == pytest.approx(0.9)


async def test_a_bank_without_approved_photos_suggests_only_what_captions_say(bank: Bank) -> None:
    photo_id = await new(bank, "red", "Мост")
    await finish(pending(bank))
    assert set(await suggestions(bank, photo_id)) == {"bridge"}


async def test_searchers_see_nothing_unreviewed_without_the_setting_and_from_its_confidence_with_it(bank: Bank) -> None:
    await teach(bank)
    photo_id = await new(bank, (250, 10, 10), publish=True)

    async def found() -> set[PhotoId]:
        page = await bank.search_photos(actor(), Query(tags=("red_thing",)))
        return {ranked.photo_id for ranked in page.hits} | await shown(bank, "red_thing")

    await finish(pending(bank))
    assert photo_id not in await found()
    confidence = (await suggestions(bank, photo_id))["red_thing"].confidence
    await finish(pending(bank, shown_from=min(1.0, confidence + 0.001)))
    assert photo_id not in await found()
    await finish(pending(bank, shown_from=confidence))
    assert photo_id in await found()
    await finish(pending(bank))
    assert photo_id not in await found(), "the setting was taken back"


async def shown(bank: Bank, slug: str) -> set[PhotoId]:
    async with bank.database.begin() as work:
        return set(await work.photos.published_with([slug]))


async def test_a_photo_in_review_shows_searchers_nothing_whatever_the_setting(bank: Bank) -> None:
    await teach(bank)
    photo_id = await new(bank, (250, 10, 10))
    await finish(pending(bank, shown_from=0.5))
    assert photo_id not in await shown(bank, "red_thing")
    async with bank.database.begin() as work:
        assert (await work.photos.get([photo_id]))[photo_id].tags == ()


async def test_resetting_a_model_removes_what_it_suggested_and_what_was_shown_of_it_and_no_person_s_tags(
    bank: Bank,
) -> None:
    await teach(bank)
    photo_id = await new(bank, (250, 10, 10), publish=True)
    step = pending(bank, shown_from=0.5)
    await finish(step)
    assert photo_id in await shown(bank, "red_thing")
    await governing_of(bank).govern_tags.reset(actor(Role.MODERATOR), lambda source: source == step.suggest.model)
    assert await suggestions(bank, photo_id) == {}
    assert len(await shown(bank, "red_thing")) == 10
    with pytest.raises(TagGone):
        await governing_of(bank).govern_tags.reset(actor(Role.MODERATOR), lambda source: source == step.suggest.model)
    await finish(step)
    assert await suggestions(bank, photo_id) == {}, "it is not suggested again by itself"


async def test_what_a_person_has_refused_is_not_suggested_again(bank: Bank) -> None:
    await teach(bank)
    photo_id = await new(bank, (250, 10, 10), "Мост")
    step = pending(bank)
    await finish(step)
    async with bank.database.begin(writes=True) as work:
        await work.suggestions.settle(photo_id, ["bridge"], NOON)
        await work.commit()
    assert await suggestions(bank, photo_id) == {}
    async with bank.database.connections.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM suggested_photos")
    await finish(step)
    assert await suggestions(bank, photo_id) == {}


async def test_a_merged_tag_s_suggestions_are_the_other_s(bank: Bank) -> None:
    await teach(bank)
    photo_id = await new(bank, "green", "Мост")
    await finish(pending(bank))
    await governing_of(bank).govern_tags.merge(actor(Role.MODERATOR), "bridge", "embankment")
    assert "embankment" in await suggestions(bank, photo_id)


@dataclass
class Missing(ColourEncoder):
    """Its weights are gone until somebody brings them."""

    gone: bool = True

    async def encode_texts(self, texts: list[str]) -> Vectors:  # type: ignore[override]
        if self.gone:
            raise ModelUnavailable(name="colours")
        return await super().encode_texts(texts)


async def test_a_missing_model_delays_its_step_which_is_tried_again_later(bank: Bank) -> None:
    photo_id = await new(bank, "red", "Мост")
    encoder, now = Missing(), [NOON]
    suggest = SuggestTags(begin=bank.database.begin, encoder=encoder)
    step = SuggestPending(begin=bank.database.begin, suggest=suggest, clock=lambda: now[0])
    await finish(step)
    assert await suggestions(bank, photo_id) == {}
    async with bank.database.begin() as work:
        failure = await work.descriptions.failure(photo_id, STEP)
    assert failure is not None
    assert failure.attempts == 1
    encoder.gone = False
    await finish(step)
    assert await suggestions(bank, photo_id) == {}, "it waits until its time has come"
    now[0] += dt.timedelta(minutes=2)
    await finish(step)
    assert "bridge" in await suggestions(bank, photo_id)


@given(st.lists(st.tuples(st.floats(-3, 3), st.booleans()), min_size=1, max_size=60))
def test_a_higher_score_is_never_less_sure_and_confidences_are_probabilities(pairs: list[tuple[float, bool]]) -> None:
    scores, truth = np.array([score for score, _ in pairs]), np.array([right for _, right in pairs])
    steps = isotonic(scores, truth)
    asked = np.linspace(-4, 4, 50)
    given_back = steps(asked)
    assert (np.diff(given_back) >= 0).all()
    assert ((given_back >= 0) & (given_back < 1)).all()


def test_a_tag_with_enough_examples_has_its_own_threshold_and_others_share_one() -> None:
    chance = np.random.default_rng(3)
    vectors = chance.normal(size=(200, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    directions = {name: np.eye(16)[k] for k, name in enumerate(("often", "rare"))}
    tagged = [{"often"} if vector[0] > 0.25 else {"rare"} if vector[1] > 0.6 else set() for vector in vectors]
    learned = learn(directions, [PhotoId(k + 1) for k in range(200)], vectors, tagged)
    assert sum("often" in one for one in tagged) >= FEWEST > sum("rare" in one for one in tagged)
    assert set(learned.steps) == {"often"}
    limit = learned.steps["often"].threshold(FROM) * learned.spread[0] + learned.mean[0]
    assert limit == pytest.approx(0.25, abs=0.05)
    said = learned.looks(vectors)[:, 0] >= FROM
    assert (said == (vectors[:, 0] > 0.25)).mean() > 0.97


def test_two_witnesses_make_a_suggestion_surer_and_doubtful_ones_are_not_made() -> None:
    alone = joined({Origin.CAPTION: {"a": 0.7}})
    both = joined({Origin.CAPTION: {"a": 0.7}, Origin.CAPTIONER: {"a": 0.7}})
    assert both[0].confidence > alone[0].confidence
    assert joined({Origin.CAPTION: {"a": FROM - 0.01}}) == []
    assert [one.slug for one in joined({Origin.CAPTION: {"a": 0.6, "b": 0.8}})] == ["b", "a"]


def test_a_name_is_never_hidden_by_another_tag_s_alias() -> None:
    book = phrases_of([Tag(slug="a", ru="арка", en="arch", aliases=("мост",)), Tag(slug="b", ru="мост", en="bridge")])
    assert set(said_in([Caption(language=Language.RU, text="Под мостом")], book)) == {"b"}


def test_a_word_that_people_never_made_a_tag_of_is_believed_less() -> None:
    captions = [[Caption(language=Language.RU, text="Мост и скамейка")] for _ in range(20)]
    tags = [Tag(slug="bridge", ru="мост", en="bridge"), Tag(slug="bench", ru="скамейка", en="bench")]
    named = named_in(captions, tags)
    assert named == [frozenset({"bridge", "bench"})] * 20
    learned = learn({}, [PhotoId(k) for k in range(20)], np.zeros((20, 3), np.float32), [{"bridge"}] * 20, named)
    assert learned.words["bridge"] == 1
    assert learned.words["bench"] < 0.2


def test_a_rare_tag_s_threshold_is_not_learned_from_common_ones() -> None:
    chance = np.random.default_rng(3)
    vectors = chance.normal(size=(200, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    directions = {"often": np.eye(16)[0], "never": np.eye(16)[1]}
    tagged = [{"often"} if vector[0] > 0.25 else set() for vector in vectors]
    learned = learn(directions, [PhotoId(k + 1) for k in range(200)], vectors, tagged)
    assert (learned.looks(vectors)[:, 1] < FROM).all()


def test_what_is_measured_was_not_learned_from() -> None:
    known, asked = halves([PhotoId(k) for k in (5, 1, 4, 2, 3)])
    assert (known, asked) == ([1, 3, 5], [2, 4])


def test_precision_and_recall_count_every_suggestion_and_every_tag() -> None:
    truth = {PhotoId(1): {"a", "b"}, PhotoId(2): {"a"}}
    said = {
        PhotoId(1): {Origin.LOOKS: {"a": 0.9, "c": 0.8}, Origin.CAPTION: {"b": 0.9}},
        PhotoId(2): {Origin.LOOKS: {"a": 0.2}, Origin.CAPTION: {}},
    }
    empty: dict[Origin, dict[str, float]] = {origin: {} for origin in Origin}
    ways = {one.way: one for one in measure({photo: empty | own for photo, own in said.items()}, truth)}
    looks = ways[Origin.LOOKS.value]
    assert (looks.made, looks.right, looks.wanted) == (2, 1, 3)
    assert (looks.precision, looks.recall) == (0.5, pytest.approx(1 / 3))
    assert dict(looks.missed) == {"a": 1, "b": 1}
    assert dict(looks.wrong) == {"c": 1}
    assert ways[Origin.CAPTION.value].precision == 1

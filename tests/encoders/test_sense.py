"""Whether an encoder makes sense: one that does, one with another model's tokenizer, one that was never trained."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from bot.cli.models import facts_of, pictures, verdict
from engine.encoders.catalogue import BUNDLED, BUNDLED_FOLDER, resolve
from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.encoders.sense import FEWEST, NAMED, PAIRS, make_sense
from tests.cli.test_reindexing import scramble_tokenizer


@pytest.fixture(scope="module")
def scenes() -> list[tuple[str, Image.Image]]:
    return pictures()


def test_the_bundled_encoder_makes_sense_in_both_languages(scenes: list[tuple[str, Image.Image]]) -> None:
    found = make_sense(OpenClipEncoder(resolve(BUNDLED)), scenes)
    assert found.knows_english
    assert found.knows_russian
    assert verdict(found) == "It makes sense in Russian and in English."


def test_a_tokenizer_of_another_model_is_caught(scenes: list[tuple[str, Image.Image]], tmp_path: Path) -> None:
    folder = tmp_path / "other"
    shutil.copytree(BUNDLED_FOLDER, folder)
    scramble_tokenizer(folder)
    found = make_sense(OpenClipEncoder(resolve(f"local-dir:{folder}")), scenes)
    assert not found.knows_english
    assert not found.knows_russian
    assert "tokenizer" in verdict(found)


def test_weights_that_were_never_trained_are_caught(scenes: list[tuple[str, Image.Image]], tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file
    from torch import manual_seed, randn_like

    folder = tmp_path / "untrained"
    shutil.copytree(BUNDLED_FOLDER, folder)
    manual_seed(0)
    weights = load_file(folder / "open_clip_model.safetensors")
    scrambled = {name: randn_like(w) * 0.05 if w.is_floating_point() else w for name, w in weights.items()}
    save_file(scrambled, folder / "open_clip_model.safetensors")
    found = make_sense(OpenClipEncoder(resolve(f"local-dir:{folder}")), scenes)
    assert not found.knows_english


def test_no_two_pairs_and_no_two_names_say_the_same() -> None:
    for said in (PAIRS, tuple(NAMED.values())):
        for language in (0, 1):
            texts = [pair[language] for pair in said]
            assert len(set(texts)) == len(texts)
    assert 3 / len(NAMED) < FEWEST + 0.001


def test_what_is_shown_of_an_encoder_needs_no_model() -> None:
    facts = facts_of(resolve(BUNDLED))
    assert facts["id"].startswith("bundled-")
    assert facts["texts"].startswith("roberta, ")
    assert facts["dimension"] == resolve(BUNDLED).dimension

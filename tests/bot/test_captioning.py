"""A captioner is made from settings, and wrong ones stop the start with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.captioning import make_captioner
from bot.settings import load_settings
from engine.errors import BadSetting
from tests.tagging.tiny_llava import write_tiny_llava


def test_without_a_model_there_is_no_captioner(tmp_path: Path) -> None:
    assert make_captioner(load_settings(home=tmp_path)) is None


@pytest.mark.parametrize("given", ["captioner_model", "captioner_projector"])
def test_one_file_without_the_other_is_a_sentence_that_names_what_is_missing(tmp_path: Path, given: str) -> None:
    missing = {"captioner_model": "PROJECTOR", "captioner_projector": "MODEL"}[given]
    with pytest.raises(BadSetting, match=f"PHOTOBANK_CAPTIONER_{missing}"):
        make_captioner(load_settings(home=tmp_path, **{given: tmp_path / "a.gguf"}))


def test_a_captioner_is_called_after_its_model(tmp_path: Path) -> None:
    llava = write_tiny_llava(tmp_path)
    settings = load_settings(home=tmp_path, captioner_model=llava.model, captioner_projector=llava.projector)
    captioner = make_captioner(settings)
    assert captioner is not None
    assert captioner.source == "tiny-mistral"
    assert captioner.process_id is None, "nothing is loaded before the first image"

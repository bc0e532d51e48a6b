"""The bundled encoder, really loaded: what every encoder promises to the rest of the product."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.encoders import network, open_clip_encoder
from engine.encoders.catalogue import BUNDLED, BUNDLED_FOLDER, resolve
from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.encoders.source import Source

TEXTS = ["ночной мост", "a fountain on the square in winter, with people", "метро", "🎇", ""]


@pytest.fixture(scope="module")
def encoder() -> OpenClipEncoder:
    return OpenClipEncoder(resolve(BUNDLED))


def test_texts_become_unit_vectors_of_the_announced_dimension(encoder: OpenClipEncoder) -> None:
    vectors = encoder.encode_texts(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.source.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_images_of_any_size_become_unit_vectors(encoder: OpenClipEncoder) -> None:
    images = [Image.new("RGB", size, (200, 40, 40)) for size in ((640, 480), (17, 900), (112, 112))]
    vectors = encoder.encode_images(images)
    assert vectors.shape == (3, encoder.source.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_nothing_in_gives_no_rows_out(encoder: OpenClipEncoder) -> None:
    assert encoder.encode_texts([]).shape == encoder.encode_images([]).shape == (0, encoder.source.dimension)


def test_padding_only_to_the_longest_text_changes_nothing(encoder: OpenClipEncoder) -> None:
    model = encoder.load()
    np.testing.assert_allclose(model.read(TEXTS), model.read(TEXTS, padded=True), atol=1e-4)


def test_a_text_means_the_same_whatever_its_batch_holds(encoder: OpenClipEncoder) -> None:
    together = encoder.encode_texts([*TEXTS, "очень длинный запрос " * 5])
    np.testing.assert_allclose(encoder.encode_texts(TEXTS[:1])[0], together[0], atol=1e-4)


def test_what_exceeds_the_context_is_cut_off(encoder: OpenClipEncoder) -> None:
    np.testing.assert_allclose(encoder.encode_texts(["мост " * 4096]), encoder.encode_texts(["мост " * 500]), atol=1e-4)


def test_more_than_one_batch_keeps_its_order(encoder: OpenClipEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = encoder.encode_texts(TEXTS)
    monkeypatch.setattr(open_clip_encoder, "BATCH", 2)
    np.testing.assert_allclose(encoder.encode_texts(TEXTS), whole, atol=1e-4)


def test_the_folder_may_lie_anywhere_and_the_process_work_anywhere(
    encoder: OpenClipEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = tmp_path / "мой кодировщик"
    shutil.copytree(BUNDLED_FOLDER, moved)
    monkeypatch.chdir(tmp_path)
    elsewhere = OpenClipEncoder(resolve(f"local-dir:{moved.name}"))
    np.testing.assert_allclose(elsewhere.encode_texts(TEXTS), encoder.encode_texts(TEXTS), atol=1e-5)


def test_several_threads_that_come_first_load_one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[Source] = []

    class Counted(network.Network):
        def __init__(self, source: Source) -> None:
            loads.append(source)
            super().__init__(source)

    monkeypatch.setattr(network, "Network", Counted)
    fresh = OpenClipEncoder(resolve(BUNDLED))
    threads = [threading.Thread(target=fresh.load) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(loads) == 1

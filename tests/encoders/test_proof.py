"""Cheaper arithmetic: proved before it is trusted, remembered, refused where it means something else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from engine.encoders import proof
from engine.encoders.arithmetic import Arithmetic
from engine.encoders.catalogue import BUNDLED_FOLDER, resolve
from engine.encoders.network import Network
from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.encoders.probes import probe_images, probe_texts
from engine.encoders.source import Source


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    """The bundled encoder elsewhere, taken for a large one; fewer probes, for the test's sake."""
    shutil.copytree(BUNDLED_FOLDER, tmp_path / "encoder")
    (tmp_path / "encoder" / proof.FILE_NAME).unlink(missing_ok=True)
    monkeypatch.setattr(proof, "SMALL", 0)
    monkeypatch.setattr(proof, "PROBES", 24)
    monkeypatch.setattr(proof, "WORTH_IT", float("inf"))
    return resolve(f"local-dir:{tmp_path / 'encoder'}")


def cosines(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (a * b).sum(axis=1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)


@pytest.mark.parametrize("arithmetic", [Arithmetic.INT8, Arithmetic.BF16])
def test_both_towers_take_both_arithmetics_and_mean_nearly_the_same(arithmetic: Arithmetic, source: Source) -> None:
    network = Network(source)
    texts, images = probe_texts(24), probe_images(12)
    read, look = network.read(texts), network.look(images)
    network.lower(texts=arithmetic, images=arithmetic)
    lowered_read, lowered_look = network.read(texts), network.look(images)
    assert not np.array_equal(read, lowered_read)
    assert not np.array_equal(look, lowered_look)
    assert cosines(read, lowered_read).mean() > 0.99
    assert cosines(look, lowered_look).mean() > 0.99


def test_what_was_proved_is_remembered_beside_the_weights(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network(source)
    before = network.read(["мост"])
    proof.lower(network, source)
    verdict = proof.recall(source)
    assert verdict is not None
    assert verdict.cosines
    chosen = {"text": verdict.texts, "visual": verdict.images}
    for kind, arithmetic in chosen.items():
        if arithmetic is not Arithmetic.FP32:
            assert verdict.cosines[f"{kind} {arithmetic.value}"] >= proof.MEAN_COSINE
    assert cosines(before, network.read(["мост"]))[0] > 0.99

    def prove(_: Network) -> proof.Verdict:
        raise AssertionError("it was proved already")

    monkeypatch.setattr(proof, "prove", prove)
    proof.lower(Network(source), source)


def test_a_verdict_holds_for_these_weights_and_this_machine_only(source: Source) -> None:
    proof.lower(Network(source), source)
    path = source.beside / proof.FILE_NAME
    [(circumstances, verdict)] = json.loads(path.read_text()).items()
    assert source.encoder_id in circumstances
    path.write_text(json.dumps({circumstances.replace(source.encoder_id, "another"): verdict}))
    assert proof.recall(source) is None
    path.write_text('{"half')
    assert proof.recall(source) is None


def test_arithmetic_that_means_something_else_is_refused(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "MEAN_COSINE", 1.1)
    verdict = proof.prove(Network(source))
    assert (verdict.texts, verdict.images) == (Arithmetic.FP32, Arithmetic.FP32)
    assert len(verdict.cosines) == 4, "all of them were tried"


def test_arithmetic_that_saves_nothing_is_refused(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "WORTH_IT", 0.0)
    verdict = proof.prove(Network(source))
    assert (verdict.texts, verdict.images) == (Arithmetic.FP32, Arithmetic.FP32)


def test_a_proof_leaves_the_network_as_it_was(source: Source) -> None:
    network = Network(source)
    before = network.read(["мост"]), network.look(probe_images(2))
    proof.prove(network)
    np.testing.assert_array_equal(before[0], network.read(["мост"]))
    np.testing.assert_array_equal(before[1], network.look(probe_images(2)))


def test_a_folder_that_cannot_be_written_costs_the_memory_only(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise OSError("read-only")

    monkeypatch.setattr(Path, "write_text", refuse)
    network = Network(source)
    proof.lower(network, source)
    assert proof.recall(source) is None
    assert np.isfinite(network.read(["мост"])).all()


def test_a_small_encoder_is_never_proved_for_it_would_only_delay_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(BUNDLED_FOLDER, tmp_path / "encoder")

    def prove(_: Network) -> proof.Verdict:
        raise AssertionError("it is small")

    monkeypatch.setattr(proof, "prove", prove)
    OpenClipEncoder(resolve(f"local-dir:{tmp_path / 'encoder'}")).load()
    assert not (tmp_path / "encoder" / proof.FILE_NAME).exists()


def test_the_probes_are_many_and_always_the_same() -> None:
    assert probe_texts(200) == probe_texts(200)
    assert len(set(probe_texts(200))) > 190
    first, again = probe_images(20), probe_images(20)
    assert [image.tobytes() for image in first] == [image.tobytes() for image in again]
    assert len({image.tobytes() for image in first}) == 20

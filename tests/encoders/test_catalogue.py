"""Finding encoders: by name, on this disk, and never through the network."""

from __future__ import annotations

import hashlib
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.encoders import catalogue
from engine.encoders.catalogue import BUNDLED, BUNDLED_FOLDER, PRODUCTION, choose_for_new_bank, is_on_disk, resolve
from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.encoders.source import split_known
from engine.errors import BadSetting, ModelDamaged, ModelUnavailable


@pytest.fixture
def hub_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the hub, and sockets that refuse to leave this machine."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))

    def refuse(*_: object) -> None:
        raise OSError("no network in this test")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tmp_path / "hub"


def _stored(cache: Path, repository: str, files: list[Path]) -> None:
    """Files as the hub's client keeps them: blobs named by hash, a snapshot that links to them."""
    folder = cache / ("models--" + repository.replace("/", "--"))
    commit = "0" * 40
    snapshot = folder / "snapshots" / commit
    snapshot.mkdir(parents=True, exist_ok=True)
    (folder / "blobs").mkdir(exist_ok=True)
    (folder / "refs").mkdir(exist_ok=True)
    (folder / "refs" / "main").write_text(commit)
    for file in files:
        blob = folder / "blobs" / hashlib.sha256(file.read_bytes()).hexdigest()
        shutil.copy(file, blob)
        (snapshot / file.name).unlink(missing_ok=True)
        (snapshot / file.name).symlink_to(blob)


def test_looking_for_encoders_imports_no_torch() -> None:
    code = (
        "import sys, asyncio; from engine.encoders.catalogue import *; choose_for_new_bank(); "
        "asyncio.run(open_encoder(BUNDLED)); raise SystemExit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_bundled_encoder_is_always_on_disk_and_small() -> None:
    assert is_on_disk(BUNDLED)
    assert sum(file.stat().st_size for file in BUNDLED_FOLDER.iterdir()) <= 15_000_000


def test_an_encoder_is_named_by_its_weights(tmp_path: Path) -> None:
    source = resolve(BUNDLED)
    digest = hashlib.sha256(source.weights.read_bytes()).hexdigest()
    assert source.encoder_id == f"bundled-{digest[:8]}"
    odd = tmp_path / "Мой КОДИРОВЩИК v2"
    shutil.copytree(BUNDLED_FOLDER, odd)
    assert re.fullmatch(r"[a-z0-9-]+", resolve(f"local-dir:{odd}").encoder_id)


def test_a_repository_in_the_cache_is_used_without_the_network(hub_cache: Path) -> None:
    _stored(hub_cache, "someone/city", list(BUNDLED_FOLDER.iterdir()))
    source = resolve("hf-hub:someone/city")
    assert source.encoder_id == "someone-city-" + resolve(BUNDLED).encoder_id.removeprefix("bundled-")
    np.testing.assert_allclose(
        OpenClipEncoder(source).encode_texts(["мост"]),
        OpenClipEncoder(resolve(BUNDLED)).encode_texts(["мост"]),
        atol=1e-5,
    )


def test_a_new_bank_takes_the_production_encoder_once_all_of_it_is_on_disk(hub_cache: Path, tmp_path: Path) -> None:
    name, warning = choose_for_new_bank()
    assert name == BUNDLED
    assert warning is not None
    assert "models pull" in warning
    weights = tmp_path / "open_clip_model.safetensors"
    weights.write_bytes(b"weights")
    _stored(hub_cache, "laion/CLIP-ViT-B-32-xlm-roberta-base-laion5B-s13B-b90k", [weights])
    assert choose_for_new_bank()[0] == BUNDLED, "the text tower's shape is still missing"
    _stored(hub_cache, "xlm-roberta-base", [BUNDLED_FOLDER / "config.json"])
    assert choose_for_new_bank()[0] == BUNDLED, "its tokenizer is still missing"
    _stored(hub_cache, "xlm-roberta-base", [BUNDLED_FOLDER / name for name in ("config.json", "tokenizer.json")])
    assert choose_for_new_bank() == (PRODUCTION, None)
    assert resolve(PRODUCTION).dimension == 512


@pytest.mark.usefixtures("hub_cache")
@pytest.mark.parametrize("name", [PRODUCTION, "hf-hub:someone/nothing", "local-dir:/nowhere"])
def test_missing_weights_are_one_clear_error_whether_asked_for_or_pulled(name: str) -> None:
    with pytest.raises(ModelUnavailable, match="photobank models pull"):
        resolve(name)
    with pytest.raises(ModelUnavailable, match="photobank models pull"):
        catalogue.pull(name)


def test_a_pull_without_network_leaves_nothing_that_counts_as_weights(hub_cache: Path) -> None:
    with pytest.raises(ModelUnavailable):
        catalogue.pull(PRODUCTION)
    assert not [file for file in hub_cache.rglob("*") if file.is_file() and file.stat().st_size]
    assert not is_on_disk(PRODUCTION)


def test_a_file_that_is_not_what_the_hub_named_it_is_removed_with_a_sentence(hub_cache: Path) -> None:
    _stored(hub_cache, "someone/city", list(BUNDLED_FOLDER.iterdir()))
    weights = resolve("hf-hub:someone/city").weights
    catalogue.pull("hf-hub:someone/city")
    assert is_on_disk("hf-hub:someone/city"), "it is whole"
    with weights.resolve().open("r+b") as file:
        file.seek(1000)
        file.write(b"\0" * 64)
    with pytest.raises(ModelDamaged, match=r"open_clip_model\.safetensors"):
        catalogue.pull("hf-hub:someone/city")
    assert not is_on_disk("hf-hub:someone/city")


def test_an_architecture_with_one_kind_of_weights_needs_no_tag() -> None:
    assert split_known("xlm-roberta-base-ViT-B-32") == tuple(PRODUCTION.split("/"))
    with pytest.raises(BadSetting, match="several kinds"):
        split_known("ViT-B-32")


@pytest.mark.parametrize("name", ["", "nonsense", "no-such-architecture/laion2b", "ViT-B-32/no-such-weights"])
def test_an_impossible_name_is_a_wrong_setting(name: str) -> None:
    with pytest.raises(BadSetting, match="PHOTOBANK_ENCODER"):
        resolve(name)


async def test_the_worker_answers_as_the_encoder_does() -> None:
    worker = await catalogue.open_encoder(BUNDLED)
    try:
        await worker.warm_up()
        vectors = await worker.encode_texts(["мост", "bridge"])
        assert vectors.shape == (2, worker.dimension)
        assert (await worker.encode_images([])).shape == (0, worker.dimension)
    finally:
        await worker.aclose()

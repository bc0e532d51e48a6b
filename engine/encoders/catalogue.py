"""Names of encoders, where their weights are, and which one a new bank takes."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from engine.encoders.open_clip_encoder import LOCAL, OpenClipEncoder
from engine.encoders.worker import EncoderWorker
from engine.errors import ModelUnavailable

PRODUCTION = "xlm-roberta-base-ViT-B-32/laion5b_s13b_b90k"
BUNDLED = "bundled"
BUNDLED_FOLDER = Path(__file__).parent / "bundled"

WARNING = (
    "The bundled encoder is at work: it knows only the drawn city of the demo. "
    "For photographs of your own, with a network: photobank models pull, then photobank reindex --encoder " + PRODUCTION
)


def path_name(name: str) -> str:
    """What OpenClipEncoder is given: the bundled one is a folder like any other."""
    return f"{LOCAL}{BUNDLED_FOLDER}" if name == BUNDLED else name


def is_on_disk(name: str) -> bool:
    """Whether its weights can be loaded without a network."""
    name = path_name(name)
    if name.startswith(LOCAL):
        return (Path(name.removeprefix(LOCAL)) / "open_clip_model.safetensors").exists()
    try:
        source = _source(name)
        from huggingface_hub import try_to_load_from_cache

        return any(isinstance(try_to_load_from_cache(source[0], file), str) for file in source[1])
    except ModelUnavailable:
        return False


def choose_for_new_bank() -> tuple[str, str | None]:
    """The production encoder if its weights are on disk, otherwise the bundled one with a warning."""
    return (PRODUCTION, None) if is_on_disk(PRODUCTION) else (BUNDLED, WARNING)


async def open_encoder(name: str) -> EncoderWorker:
    """An encoder whose id and dimension are known. Raises ModelUnavailable; never asks the network.

    The hub's client is kept from looking for newer files: what is on disk is what the bank was made with.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    if not is_on_disk(name):
        raise ModelUnavailable(name=name)
    encoder = OpenClipEncoder(path_name(name))
    encoder_id = await asyncio.to_thread(lambda: encoder.encoder_id)
    dimension = await asyncio.to_thread(lambda: encoder.dimension)
    return EncoderWorker(encoder, encoder_id, dimension)


def pull(name: str) -> None:
    """Downloads weights and tokenizer into the hub's cache, with the hub client's progress bar.

    The client writes to a temporary name and renames, so an interrupted download leaves nothing half-written.
    Raises ModelUnavailable without a network or for an unknown name.
    """
    if path_name(name).startswith(LOCAL):
        if not is_on_disk(name):
            raise ModelUnavailable(name=name)
        return
    repository, _ = _source(name)
    from huggingface_hub import snapshot_download

    try:
        snapshot_download(repository)
        text_tower = _text_tower(name)
        if text_tower:
            snapshot_download(text_tower, allow_patterns=["*.json", "*.model", "*.txt"])
    except Exception as error:
        # The hub's client fails offline with half a dozen kinds of error from three libraries.
        raise ModelUnavailable(name=name) from error


def _source(name: str) -> tuple[str, tuple[str, ...]]:
    """The hub repository of an open_clip name and the files that may hold its weights."""
    import open_clip

    model, _, weights = name.partition("/")
    config = open_clip.get_pretrained_cfg(model, weights)
    repository = str(config.get("hf_hub", "")).strip("/") if config else ""
    if not repository:
        raise ModelUnavailable(name=name)
    return repository, ("open_clip_model.safetensors", "open_clip_pytorch_model.bin")


def _text_tower(name: str) -> str | None:
    """The Hugging Face model whose tokenizer and configuration the text tower needs, if it has one."""
    import open_clip

    config = open_clip.get_model_config(name.partition("/")[0]) or {}
    tower = config.get("text_cfg", {}).get("hf_model_name")
    return str(tower) if tower else None

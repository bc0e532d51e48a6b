"""Encoders by name: which there are, which are on this disk, and how one gets there."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from engine.encoders import hub
from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.encoders.source import (
    CONFIG,
    HUB,
    LOCAL,
    PRODUCTION,
    Source,
    find_folder,
    find_hub,
    find_known,
    known_shape,
    repository_of,
)
from engine.encoders.worker import EncoderWorker
from engine.errors import ModelDamaged, ModelUnavailable

BUNDLED = "bundled"
"""The project's own small encoder, which knows only the drawn city."""

BUNDLED_FOLDER = Path(__file__).parent / "bundled"

WARNING = (
    "The bundled encoder is at work: it knows only the drawn city of the demo. "
    "For photographs of your own, with a network: photobank models pull, then photobank reindex --encoder " + PRODUCTION
)


def resolve(name: str) -> Source:
    """Finds an encoder's files: BUNDLED, `local-dir:FOLDER`, `hf-hub:OWNER/REPOSITORY` or `ARCHITECTURE/PRETRAINED`.

    Never touches the network. Raises ModelUnavailable when files are missing, BadSetting for an impossible name.
    """
    if name == BUNDLED:
        return find_folder(f"{LOCAL}{BUNDLED_FOLDER}", BUNDLED_FOLDER)
    if name.startswith(LOCAL):
        return find_folder(name, Path(name.removeprefix(LOCAL)).expanduser().resolve())
    return find_hub(name) if name.startswith(HUB) else find_known(name)


def is_on_disk(name: str) -> bool:
    """Whether it can be loaded without a network. Raises BadSetting for an impossible name."""
    try:
        resolve(name)
    except ModelUnavailable:
        return False
    return True


def choose_for_new_bank() -> tuple[str, str | None]:
    """The production encoder if its weights are on disk, otherwise the bundled one with a warning."""
    return (PRODUCTION, None) if is_on_disk(PRODUCTION) else (BUNDLED, WARNING)


def known_names() -> list[str]:
    """Every `ARCHITECTURE/PRETRAINED` of open_clip whose weights the hub has. Imports torch."""
    import open_clip

    pairs = [tuple(pair) for pair in open_clip.list_pretrained()]
    return [f"{model}/{tag}" for model, tag in pairs if open_clip.get_pretrained_cfg(model, tag).get("hf_hub")]


async def open_encoder(name: str) -> EncoderWorker:
    """The encoder as the port wants it. Finds the files, loads nothing yet. Raises what `resolve` raises."""
    source = await asyncio.to_thread(resolve, name)
    await asyncio.to_thread(lambda: source.encoder_id)  # hashes a folder's weights, which must not block the loop
    return EncoderWorker(OpenClipEncoder(source))


def pull(name: str) -> None:
    """Downloads an encoder's files into the hub's cache, unless they are there, and verifies them.

    Blocks, with a progress bar. Raises ModelUnavailable when the hub cannot be reached, ModelDamaged when a file is
    not what the hub says it is; files that are not whole never count as being there.
    """
    if is_on_disk(name):
        _verify(name)
        return
    if name == BUNDLED or name.startswith(LOCAL):
        raise ModelUnavailable(name=name)
    if name.startswith(HUB):
        folder = _download_weights(name, name.removeprefix(HUB), (CONFIG, *hub.TEXT_FILES))
        config = folder / CONFIG
        shape = json.loads(config.read_text(encoding="utf-8"))["model_cfg"] if config.is_file() else None
    else:
        shape = known_shape(name)
        _download_weights(name, repository_of(name), ())
    text_cfg = shape["text_cfg"] if shape else {}
    for tower in dict.fromkeys(filter(None, (text_cfg.get("hf_model_name"), text_cfg.get("hf_tokenizer_name")))):
        hub.download(tower, hub.TEXT_FILES, name)
    _verify(name)


def _verify(name: str) -> None:
    """Raises ModelDamaged, and removes the file, when one is not what the hub named it after."""
    source = resolve(name)
    for file in {source.weights, *(source.tokenizer_folder or source.beside).glob("tokenizer.json")}:
        if not hub.is_whole(file):
            file.resolve().unlink()
            file.unlink(missing_ok=True)
            raise ModelDamaged(name=name, file=file.name)


def _download_weights(name: str, repository: str, beside: tuple[str, ...]) -> Path:
    """The repository's folder with its preferred weights, or the older format where it has only that."""
    preferred, *older = hub.WEIGHTS
    folder = hub.download(repository, (*beside, preferred), name)
    return folder if (folder / preferred).is_file() else hub.download(repository, older, name)

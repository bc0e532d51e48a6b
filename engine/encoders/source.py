"""Where an encoder's files lie and what can be said of it without loading it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from engine.encoders import hub
from engine.encoders.calibration import Calibration, read_calibration
from engine.errors import BadSetting, ModelUnavailable
from engine.tagging.zero_shot.weighing import Weights, read_weights

CONFIG = "open_clip_config.json"
WORDS = "words.txt"
"""Beside weights that know few words: which ones."""
LOCAL = "local-dir:"
HUB = "hf-hub:"
SETTING = "PHOTOBANK_ENCODER"

PRODUCTION = "xlm-roberta-base-ViT-B-32/laion5b_s13b_b90k"
"""LAION's multilingual CLIP: open_clip's architecture and pretrained tag."""

_PRODUCTION_REPOSITORY = "laion/CLIP-ViT-B-32-xlm-roberta-base-laion5B-s13B-b90k"
"""As open_clip lists it; known here, so that a start need not import torch to look for it."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """An encoder on this disk.

    `folder` holds `open_clip_config.json` and weights, unless the shape is one that open_clip knows by name
    (`architecture`). `text_folder` holds the `config.json` of a Hugging Face text tower, `tokenizer_folder` a Hugging
    Face tokenizer; a native text tower may have one of these too, as SigLIP's has.
    """

    name: str
    weights: Path
    model_cfg: Mapping[str, Any]
    preprocess_cfg: Mapping[str, Any]
    folder: Path | None = None
    architecture: str | None = None
    text_folder: Path | None = None
    tokenizer_folder: Path | None = None

    @property
    def dimension(self) -> int:
        return int(self.model_cfg["embed_dim"])

    @property
    def beside(self) -> Path:
        """The folder where what is known of the weights is kept: their calibration, their arithmetic."""
        return self.folder or self.weights.parent

    @cached_property
    def calibration(self) -> Calibration:
        return read_calibration(self.beside)

    @cached_property
    def answers(self) -> Mapping[str, Weights]:
        """How its similarities are weighed where it is asked what a photo shows; empty if nobody fitted it."""
        return read_weights(self.beside)

    @cached_property
    def words(self) -> tuple[str, ...] | None:
        """Every word that it has learned, where it comes with such a list; others have learned whole languages."""
        path = self.beside / WORDS
        return tuple(path.read_text(encoding="utf-8").split()) if path.is_file() else None

    @cached_property
    def encoder_id(self) -> str:
        """`[a-z0-9-]`, at most 57 characters: the folder's or model's name and eight digits of the weights' SHA-256.

        The hub names a stored file by that hash, which saves reading gigabytes at every start.
        """
        label = self.folder.name if self.name.startswith(LOCAL) and self.folder else self.name.removeprefix(HUB)
        stored = self.weights.resolve().name
        digest = stored if re.fullmatch(r"[0-9a-f]{64}", stored) else hub.sha256(self.weights)
        return f"{re.sub(r'[^a-z0-9]+', '-', label.lower()).strip('-')[:48]}-{digest[:8]}"


def find_folder(name: str, folder: Path) -> Source:
    """A `local-dir` folder. Raises ModelUnavailable when it is not one."""
    weights = next((folder / file for file in hub.WEIGHTS if (folder / file).is_file()), None)
    if weights is None or not (folder / CONFIG).is_file():
        raise ModelUnavailable(name=name)
    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    return Source(
        name=name,
        weights=weights,
        model_cfg=config["model_cfg"],
        preprocess_cfg=config.get("preprocess_cfg", {}),
        folder=folder,
        text_folder=_text_folder(name, config["model_cfg"]["text_cfg"], folder),
        tokenizer_folder=_tokenizer_folder(name, config["model_cfg"]["text_cfg"], folder),
    )


def find_hub(name: str) -> Source:
    """`hf-hub:OWNER/REPOSITORY` from the cache. Raises ModelUnavailable when it is not all there."""
    config = hub.cached(name.removeprefix(HUB), (CONFIG,))
    if config is None:
        raise ModelUnavailable(name=name)
    return find_folder(name, config.parent)


def find_known(name: str) -> Source:
    """`ARCHITECTURE/PRETRAINED` as open_clip lists them, from the cache. Raises ModelUnavailable and BadSetting."""
    architecture, tag = split_known(name)
    model_cfg = known_shape(name)
    weights = hub.cached(repository_of(name), hub.WEIGHTS)
    if weights is None:
        raise ModelUnavailable(name=name)
    return Source(
        name=name,
        weights=weights,
        model_cfg=model_cfg,
        preprocess_cfg=_tag_of(architecture, tag),
        architecture=architecture,
        text_folder=_text_folder(name, model_cfg["text_cfg"], None),
        tokenizer_folder=_tokenizer_folder(name, model_cfg["text_cfg"], None),
    )


def split_known(name: str) -> tuple[str, str]:
    """The architecture and the pretrained tag, which may be left out where there is but one.

    Raises BadSetting when the name is not of this form.
    """
    architecture, slash, tag = name.partition("/")
    if architecture and tag:
        return architecture, tag
    if not architecture or slash or not _shape_of(architecture).is_file():
        raise BadSetting(name=SETTING, reason=f"“{name}” is not ARCHITECTURE/PRETRAINED, hf-hub: or local-dir:")
    tags = _tags_of(architecture)
    if len(tags) != 1:
        reason = f"“{name}” has weights of several kinds, or none; name one: {', '.join(tags) or '–'}"
        raise BadSetting(name=SETTING, reason=reason)
    return architecture, tags[0]


def known_shape(name: str) -> dict[str, Any]:
    """open_clip's own configuration, read without importing it, for that would import torch."""
    architecture, _ = split_known(name)
    path = _shape_of(architecture)
    if not path.is_file():
        raise BadSetting(name=SETTING, reason=f"open_clip knows no architecture “{architecture}”")
    shape: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return shape


def repository_of(name: str) -> str:
    """Where the hub keeps the weights of `ARCHITECTURE/PRETRAINED`. Raises BadSetting."""
    if name == PRODUCTION:
        return _PRODUCTION_REPOSITORY
    architecture, tag = split_known(name)
    repository = str(_tag_of(architecture, tag).get("hf_hub", "")).rstrip("/")
    if not repository:
        raise BadSetting(name=SETTING, reason=f"open_clip has no weights “{tag}” of {architecture} on the hub")
    return repository


def _shape_of(architecture: str) -> Path:
    package = find_spec("open_clip")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "model_configs" / f"{architecture}.json"


def _tags_of(architecture: str) -> list[str]:
    if architecture == PRODUCTION.partition("/")[0]:
        return [PRODUCTION.partition("/")[2]]
    import open_clip

    return list(open_clip.list_pretrained_tags_by_model(architecture))


def _tag_of(architecture: str, tag: str) -> dict[str, Any]:
    import open_clip

    return dict(open_clip.get_pretrained_cfg(architecture, tag))


def _text_folder(name: str, text_cfg: Mapping[str, Any], folder: Path | None) -> Path | None:
    """The folder of the Hugging Face text tower: a path relative to the encoder's, or a repository in the cache."""
    tower: str | None = text_cfg.get("hf_model_name")
    if not tower:
        return None
    if folder is not None and (folder / tower / "config.json").is_file():
        return Path(folder / tower).resolve()
    config = hub.cached(tower, ("config.json",))
    if config is None:
        raise ModelUnavailable(name=name)
    return config.parent


def _tokenizer_folder(name: str, text_cfg: Mapping[str, Any], folder: Path | None) -> Path | None:
    """The folder of the Hugging Face tokenizer: the encoder's own, or a repository in the cache."""
    repository: str | None = text_cfg.get("hf_tokenizer_name")
    if not repository:
        return None
    for own in (folder, folder / repository) if folder is not None else ():
        if any((own / file).is_file() for file in hub.TOKENIZERS):
            return Path(own).resolve()
    vocabulary = hub.cached(repository, hub.TOKENIZERS)
    if vocabulary is None:
        raise ModelUnavailable(name=name)
    return vocabulary.parent

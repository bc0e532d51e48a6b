"""An open_clip model as an encoder: one path for hub names and for `local-dir:` folders."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from engine.encoders.calibration import UNCALIBRATED, Calibration, read_calibration
from engine.errors import ModelUnavailable
from engine.model import Vectors

if TYPE_CHECKING:
    import torch

LOCAL = "local-dir:"


class OpenClipEncoder:
    """Loads at the first use; every method blocks and belongs into a worker thread.

    `name` is `local-dir:FOLDER` or `MODEL/WEIGHTS` as open_clip lists them.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._folder = Path(name.removeprefix(LOCAL)).absolute() if name.startswith(LOCAL) else None
        self._lock = threading.Lock()
        self._model: Any = None
        self._preprocess: Any = None
        self._tokenizer: Any = None

    @property
    def calibration(self) -> Calibration:
        return read_calibration(self._folder) if self._folder is not None else UNCALIBRATED

    @property
    def encoder_id(self) -> str:
        """Lower-case letters, digits and hyphens: the name, and for a folder the first eight digits of its weights' hash."""
        if self._folder is None:
            return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")[:48]
        weights = self._folder / "open_clip_model.safetensors"
        if not weights.exists():
            raise ModelUnavailable(name=self.name)
        digest = hashlib.sha256(weights.read_bytes()).hexdigest()[:8]
        return re.sub(r"[^a-z0-9]+", "-", self._folder.name.lower()).strip("-")[:40] + "-" + digest

    def load(self) -> None:
        """Idempotent. Raises ModelUnavailable when the weights are neither in the folder nor in the hub's cache."""
        with self._lock:
            if self._model is None:
                self._model, self._preprocess, self._tokenizer = self._loaded()

    @property
    def dimension(self) -> int:
        """Length of the embeddings; loads the model, unless it is in a folder whose configuration says it."""
        if self._folder is not None:
            config = json.loads((self._folder / "open_clip_config.json").read_text(encoding="utf-8"))
            return int(config["model_cfg"]["embed_dim"])
        self.load()
        return len(self.encode_texts(["x"])[0])

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension), unit rows; padded to the longest text of the batch, not to the model's 77."""
        import torch

        self.load()
        tokens = self._trimmed(self._tokenizer(list(texts)))
        with torch.inference_mode():
            return _unit(self._model.encode_text(tokens))

    def encode_images(self, images: Sequence[Image.Image]) -> Vectors:
        """Shape (len(images), dimension), unit rows, from RGB images of any size."""
        import torch

        self.load()
        batch = torch.stack([self._preprocess(image) for image in images])
        with torch.inference_mode():
            return _unit(self._model.encode_image(batch))

    def _trimmed(self, tokens: torch.Tensor) -> torch.Tensor:
        """Without the columns that are padding in every row.

        Only where the text tower masks padding (Hugging Face towers do): open_clip's own tower reads positions to the
        end and is left as it is.
        """
        config = getattr(self._model.text, "config", None) if hasattr(self._model, "text") else None
        pad = getattr(config, "pad_token_id", None)
        if pad is None:
            return tokens
        longest = int((tokens != pad).sum(dim=1).max())
        return tokens[:, : max(1, longest)]

    def _loaded(self) -> tuple[Any, Any, Any]:
        import open_clip

        try:
            if self._folder is None:
                model_name, _, weights = self.name.partition("/")
                model, _, preprocess = open_clip.create_model_and_transforms(model_name, pretrained=weights or None)
                tokenizer = open_clip.get_tokenizer(model_name)
            else:
                model, _, preprocess = open_clip.create_model_and_transforms(
                    f"{LOCAL}{self._folder}", text_cfg=self._text_config(self._folder)
                )
                tokenizer = open_clip.get_tokenizer(f"{LOCAL}{self._folder}")
        except (OSError, RuntimeError, ValueError) as error:
            raise ModelUnavailable(name=self.name) from error
        return model.eval().float(), preprocess, tokenizer

    @staticmethod
    def _text_config(folder: Path) -> dict[str, Any]:
        """The folder's own, with `.` resolved: transformers would take it relative to the working directory."""
        config = json.loads((folder / "open_clip_config.json").read_text(encoding="utf-8"))
        text: dict[str, Any] = config["model_cfg"]["text_cfg"]
        name = text.get("hf_model_name")
        if name is not None and (folder / name).exists():
            text["hf_model_name"] = str((folder / name).resolve())
        text["hf_model_pretrained"] = False
        return text


def _unit(raw: torch.Tensor) -> Vectors:
    vectors = raw.float().numpy()
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)

"""An open_clip model, with a Hugging Face text tower or another, as plain functions to vectors."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
from PIL import Image

from engine.encoders.source import LOCAL, Source
from engine.model import Vectors

BATCH = 32
"""Images, or texts, that go through the model together: more gain nothing on a CPU and cost memory."""

_PREPROCESS = ("mean", "std", "interpolation", "resize_mode", "size")
"""What open_clip's configurations say about preprocessing."""


class OpenClipEncoder:
    """Blocking; loads its model at the first use, once, whichever thread comes first. The network is never asked.

    One code path for the bundled folder, hub repositories and open_clip's own names: `Source` has found the files.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self._loading = threading.Lock()
        self._model: _Model | None = None

    def load(self) -> _Model:
        """Loads the model, unless it is loaded."""
        with self._loading:
            if self._model is None:
                self._model = _Model(self.source)
            return self._model

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension), rows of norm 1. What exceeds the model's context is cut off."""
        return self._in_batches(texts, lambda model, batch: model.read(batch))

    def encode_images(self, images: Sequence[Image.Image]) -> Vectors:
        """Shape (len(images), dimension), rows of norm 1; RGB images of any size, preprocessed as in training."""
        return self._in_batches(images, lambda model, batch: model.look(batch))

    def _in_batches(self, inputs: Sequence[Any], encode: Callable[[_Model, Sequence[Any]], Vectors]) -> Vectors:
        if not inputs:
            return np.empty((0, self.source.dimension), np.float32)
        model = self.load()
        rows = np.concatenate([encode(model, inputs[k : k + BATCH]) for k in range(0, len(inputs), BATCH)])
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


class _Model:
    """The network, its tokenizer and its preprocessing."""

    def __init__(self, source: Source) -> None:
        import open_clip
        from open_clip.hf_model import HFTextEncoder
        from open_clip.transform import PreprocessCfg, image_transform_v2

        text_cfg = dict(source.model_cfg["text_cfg"])
        if source.text_folder is not None:
            # transformers takes a relative name from the working directory, or asks the hub: name the folder.
            text_cfg |= {"hf_model_name": str(source.text_folder), "hf_model_pretrained": False}
        self._network = open_clip.create_model(
            source.architecture or f"{LOCAL}{source.folder}",
            pretrained=str(source.weights) if source.architecture else None,
            force_quick_gelu=bool(source.preprocess_cfg.get("quick_gelu")),
            force_preprocess_cfg={k: source.preprocess_cfg[k] for k in _PREPROCESS if k in source.preprocess_cfg},
            text_cfg=text_cfg,
        ).eval()
        self._tokenize = _tokenizer(source, text_cfg)
        self._preprocess = image_transform_v2(PreprocessCfg(**self._network.visual.preprocess_cfg), is_train=False)
        # Only Hugging Face towers mask padding; the others end in an end token at a place that padding fixes.
        tower = getattr(self._network, "text", None)
        self._pad: int | None = tower.config.pad_token_id if isinstance(tower, HFTextEncoder) else None

    def read(self, texts: Sequence[str], *, padded: bool = False) -> Vectors:
        """As long as the longest text, unless `padded` to the context: a short query then costs a sixth."""
        import torch

        tokens = self._tokenize(list(texts))
        if self._pad is not None and not padded:
            tokens = tokens[:, : int((tokens != self._pad).sum(dim=1).max())]
        with torch.inference_mode():
            return np.asarray(self._network.encode_text(tokens).float().numpy())

    def look(self, images: Sequence[Image.Image]) -> Vectors:
        import torch

        batch = torch.stack([self._preprocess(image) for image in images])
        with torch.inference_mode():
            return np.asarray(self._network.encode_image(batch).float().numpy())


def _tokenizer(source: Source, text_cfg: dict[str, Any]) -> Callable[[list[str]], Any]:
    """The tokenizer that belongs to the model: another one makes a multilingual CLIP silently useless."""
    import open_clip
    from open_clip.tokenizer import DEFAULT_CONTEXT_LENGTH, HFTokenizer

    if source.text_folder is not None and text_cfg.get("hf_tokenizer_name"):
        own = source.folder if source.folder and (source.folder / "tokenizer_config.json").is_file() else None
        tokenizer = HFTokenizer(
            str(own or source.text_folder),
            context_length=text_cfg.get("context_length", DEFAULT_CONTEXT_LENGTH),
            tokenizer_mode=text_cfg.get("tokenizer_mode"),
            local_files_only=True,
            **(text_cfg.get("tokenizer_kwargs") or {}),
        )
    else:
        tokenizer = open_clip.get_tokenizer(source.architecture or f"{LOCAL}{source.folder}")
    return cast(Callable[[list[str]], Any], tokenizer)

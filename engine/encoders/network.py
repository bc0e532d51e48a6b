"""The network itself with its tokenizer and preprocessing: what open_clip loads, and the arithmetic it computes in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
import open_clip
import torch
from open_clip.hf_model import HFTextEncoder
from open_clip.tokenizer import DEFAULT_CONTEXT_LENGTH, HFTokenizer
from open_clip.transform import PreprocessCfg, image_transform_v2
from PIL import Image
from torch import nn

from engine.encoders.arithmetic import Arithmetic, lowered
from engine.encoders.source import LOCAL, Source
from engine.model import Vectors

_PREPROCESS = ("mean", "std", "interpolation", "resize_mode", "size")
"""What open_clip's configurations say about preprocessing."""


class Network:
    """Two towers, `text` and `visual`, loaded from files that lie on this disk. Importing this module imports torch."""

    def __init__(self, source: Source) -> None:
        text_cfg = dict(source.model_cfg["text_cfg"])
        if source.text_folder is not None:
            # transformers takes a relative name from the working directory, or asks the hub: name the folder.
            text_cfg |= {"hf_model_name": str(source.text_folder), "hf_model_pretrained": False}
        self._network = open_clip.create_model(
            source.architecture or f"{LOCAL}{source.folder}",
            pretrained=str(source.weights) if source.architecture else None,
            force_quick_gelu=bool(source.preprocess_cfg.get("quick_gelu")),
            force_custom_text=True,  # so that every text tower is a module of its own
            force_preprocess_cfg={k: source.preprocess_cfg[k] for k in _PREPROCESS if k in source.preprocess_cfg},
            text_cfg=text_cfg,
        ).eval()
        self._tokenize = _tokenizer(source, text_cfg)
        self._preprocess = image_transform_v2(PreprocessCfg(**self._network.visual.preprocess_cfg), is_train=False)
        # Only Hugging Face towers mask padding; the others end in an end token at a place that padding fixes.
        tower = self._network.text
        self._pad: int | None = tower.config.pad_token_id if isinstance(tower, HFTextEncoder) else None

    @property
    def text(self) -> nn.Module:
        return cast(nn.Module, self._network.text)

    @property
    def visual(self) -> nn.Module:
        return cast(nn.Module, self._network.visual)

    def lower(self, *, texts: Arithmetic, images: Arithmetic) -> None:
        """Brings the towers to cheaper arithmetic, once."""
        self._network.text = lowered(self.text, texts)
        self._network.visual = lowered(self.visual, images)

    def replace(self, *, text: nn.Module | None = None, visual: nn.Module | None = None) -> None:
        """Puts another tower in the place of one, as a comparison of two does."""
        self._network.text = self.text if text is None else text
        self._network.visual = self.visual if visual is None else visual

    def read(self, texts: Sequence[str], *, padded: bool = False) -> Vectors:
        """Shape (len(texts), dimension), of any norm.

        As long as the longest text, unless `padded` to the context: a short query then costs a sixth.
        """
        tokens = self._tokenize(list(texts))
        if self._pad is not None and not padded:
            tokens = tokens[:, : int((tokens != self._pad).sum(dim=1).max())]
        with torch.inference_mode():
            return np.asarray(self._network.encode_text(tokens).float().numpy())

    def look(self, images: Sequence[Image.Image]) -> Vectors:
        """Shape (len(images), dimension), of any norm, from RGB images of any size."""
        batch = torch.stack([self._preprocess(image) for image in images])
        with torch.inference_mode():
            return np.asarray(self._network.encode_image(batch).float().numpy())


def _tokenizer(source: Source, text_cfg: dict[str, Any]) -> Callable[[list[str]], Any]:
    """The tokenizer that belongs to the model: another one makes a multilingual CLIP silently useless."""
    if source.tokenizer_folder is not None:
        tokenizer = HFTokenizer(
            str(source.tokenizer_folder),
            context_length=text_cfg.get("context_length", DEFAULT_CONTEXT_LENGTH),
            tokenizer_mode=text_cfg.get("tokenizer_mode"),
            local_files_only=True,
            **(text_cfg.get("tokenizer_kwargs") or {}),
        )
    else:
        tokenizer = open_clip.get_tokenizer(source.architecture or f"{LOCAL}{source.folder}")
    return cast(Callable[[list[str]], Any], tokenizer)

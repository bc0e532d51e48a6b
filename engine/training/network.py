"""The bundled encoder's shape: an open_clip CustomTextCLIP in a `local-dir` folder.

Its image tower is a pyramid vision transformer (PVTv2-B0, Wang et al., 2022), its text tower a Hugging Face RoBERTa. A
plain ViT of the same cost needed ten times as many pictures before it saw the first boat: overlapping patches of four
pixels find small things that patches of fourteen average away.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

IMAGE_PIXELS = 112
TEXT_WIDTH = 160
TEXT_LAYERS = 3
EMBEDDING = 192
PIECES = 3000
LONGEST_TEXT = 48
"""Tokens; a caption has about ten."""

MEAN = (0.45, 0.45, 0.5)
DEVIATION = (0.27, 0.26, 0.27)


def open_clip_config(folder: Path | None = None) -> dict[str, Any]:
    """The `open_clip_config.json`; its text tower names the folder that holds it, as `.` unless given."""
    return {
        "model_cfg": {
            "embed_dim": EMBEDDING,
            "custom_text": True,
            "init_logit_bias": -6.0,
            "vision_cfg": {
                "image_size": IMAGE_PIXELS,
                "timm_model_name": "pvt_v2_b0",
                "timm_pool": "avg",
                "timm_proj": "linear",
            },
            "text_cfg": {
                "hf_model_name": str(folder or "."),
                "hf_tokenizer_name": str(folder or "."),
                "hf_model_pretrained": False,
                "hf_proj_type": "linear",
                "hf_pooler_type": "mean_pooler",
                "context_length": LONGEST_TEXT,
            },
        },
        "preprocess_cfg": {
            "mean": list(MEAN),
            "std": list(DEVIATION),
            "interpolation": "bicubic",
            "resize_mode": "squash",
        },
    }


def roberta_config() -> dict[str, Any]:
    """The `config.json` of the text tower; without dropout, for the captions never run out."""
    return {
        "model_type": "roberta",
        "architectures": ["RobertaModel"],
        "vocab_size": PIECES,
        "hidden_size": TEXT_WIDTH,
        "num_hidden_layers": TEXT_LAYERS,
        "num_attention_heads": 4,
        "intermediate_size": TEXT_WIDTH * 4,
        "max_position_embeddings": LONGEST_TEXT + 2,
        "type_vocab_size": 1,
        "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
        "layer_norm_eps": 1e-5,
        "bos_token_id": 0,
        "pad_token_id": 1,
        "eos_token_id": 2,
    }


def train_tokenizer(texts: Iterable[str]) -> Tokenizer:
    """A byte-level BPE that folds case and «ё», with RoBERTa's special tokens."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace(Regex("ё"), "е")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=PIECES,
        special_tokens=["<s>", "<pad>", "</s>", "<unk>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    return tokenizer


def write_shape(folder: Path, tokenizer: Tokenizer) -> None:
    """Everything of the `local-dir` folder but the weights."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "open_clip_config.json", open_clip_config())
    _write(folder / "config.json", roberta_config())
    tokenizer.save(str(folder / "tokenizer.json"))
    _write(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": LONGEST_TEXT,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "cls_token": "<s>",
            "unk_token": "<unk>",
            "pad_token": "<pad>",
            "clean_up_tokenization_spaces": False,
        },
    )


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

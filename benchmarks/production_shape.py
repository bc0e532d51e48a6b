"""The production encoder's architecture with random weights as a `local-dir`: its speed without its download."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

from engine.encoders.probes import probe_texts

ARCHITECTURE = "xlm-roberta-base-ViT-B-32"

_ROBERTA = {
    "model_type": "xlm-roberta",
    "architectures": ["XLMRobertaForMaskedLM"],
    "vocab_size": 250002,
    "hidden_size": 768,
    "num_hidden_layers": 12,
    "num_attention_heads": 12,
    "intermediate_size": 3072,
    "max_position_embeddings": 514,
    "type_vocab_size": 1,
    "layer_norm_eps": 1e-05,
    "bos_token_id": 0,
    "pad_token_id": 1,
    "eos_token_id": 2,
}
"""xlm-roberta-base, as its `config.json` has it."""


def write_production_shape(folder: Path) -> str:
    """Writes 1.5 GB into the folder; gives the encoder's name. Random weights, always the same."""
    import open_clip
    import torch
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    _tokenizer().save(str(folder / "tokenizer.json"))
    special = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    _write(folder / "tokenizer_config.json", {"tokenizer_class": "PreTrainedTokenizerFast", **special})
    _write(folder / "config.json", _ROBERTA)
    shape = open_clip.get_model_config(ARCHITECTURE)
    shape["text_cfg"] |= {"hf_model_name": ".", "hf_tokenizer_name": ".", "hf_model_pretrained": False}
    _write(folder / "open_clip_config.json", {"model_cfg": shape, "preprocess_cfg": {"size": 224}})
    torch.manual_seed(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        named = {**shape["text_cfg"], "hf_model_name": str(folder)}
        network = open_clip.create_model(ARCHITECTURE, text_cfg=named, pretrained_text=False)
    save_file(network.state_dict(), str(folder / "open_clip_model.safetensors"))
    return f"local-dir:{folder}"


def _tokenizer() -> Tokenizer:
    """A byte-level BPE with XLM-RoBERTa's special tokens, trained on the program's own texts."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=2000,
        special_tokens=["<s>", "<pad>", "</s>", "<unk>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(probe_texts(500), trainer)
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    return tokenizer


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")

"""Models with random weights in the shapes of published ones: how long they take, not how good.

No hub can be reached where this is measured; a vector or a score of random weights says nothing,
but it takes as long, and has to be exported and pooled in the same way.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from embeddings.models import SMALL, folder_of

LETTERS = ("tokenizer.json", "tokenizer_config.json", "vocab.txt")
"""A tokenizer that is here stands for each: pieces of a line are about as many."""


def ettin(folder: Path, *, layers: int, hidden: int, heads: int, pieces: int = 50_368) -> Path:
    """Write a reranker like ettin's: ModernBERT, its first token, two layers above it."""
    from sentence_transformers.base.modules import Dense
    from sentence_transformers.models import LayerNorm, Pooling
    from torch import nn
    from transformers import ModernBertConfig, ModernBertModel

    shape = ModernBertConfig(
        vocab_size=pieces, hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=heads,
        intermediate_size=hidden * 3 // 2, pad_token_id=0, cls_token_id=101, sep_token_id=102,
        bos_token_id=101, eos_token_id=102, local_attention=128, global_attn_every_n_layers=3,
    )  # fmt: skip
    head = [
        Pooling(hidden, pooling_mode="cls"),
        Dense(hidden, hidden, bias=False, activation_function=nn.GELU()),
        LayerNorm(hidden),
        Dense(hidden, 1, activation_function=nn.Identity(), module_output_name="scores"),
    ]
    return _chained(ModernBertModel(shape), head, folder)


def minilm(folder: Path, *, labels: int = 1, layers: int = 6) -> Path:
    """Write a reranker like ms-marco-MiniLM-L6."""
    from transformers import BertConfig, BertForSequenceClassification

    shape = BertConfig(
        hidden_size=384, num_hidden_layers=layers, num_attention_heads=12, intermediate_size=1536,
        num_labels=labels,
    )  # fmt: skip
    return _saved(BertForSequenceClassification(shape), folder)


def deberta(folder: Path, *, layers: int = 12, hidden: int = 384, pieces: int = 128_100) -> Path:
    """Write an entailment model like nli-deberta-v3-xsmall."""
    from transformers import DebertaV2Config, DebertaV2ForSequenceClassification

    shape = DebertaV2Config(
        vocab_size=pieces, hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=6,
        intermediate_size=4 * hidden, relative_attention=True, position_buckets=256,
        norm_rel_ebd="layer_norm", share_att_key=True, pos_att_type=["p2c", "c2p"],
        type_vocab_size=0, position_biased_input=False, max_position_embeddings=512,
        id2label={0: "contradiction", 1: "entailment", 2: "neutral"},
        label2id={"contradiction": 0, "entailment": 1, "neutral": 2},
    )  # fmt: skip
    return _saved(DebertaV2ForSequenceClassification(shape), folder)


SHAPES = {
    "ettin-reranker-17m-v1": lambda at: ettin(at, layers=7, hidden=256, heads=4),
    "ettin-reranker-32m-v1": lambda at: ettin(at, layers=10, hidden=384, heads=6),
    "ms-marco-MiniLM-L6-v2": minilm,
    "nli-deberta-v3-xsmall": deberta,
}


def _saved(model: Any, folder: Path) -> Path:
    model.save_pretrained(str(folder))
    for name in LETTERS:
        shutil.copy(folder_of(SMALL) / name, folder)
    return folder


def _chained(model: Any, head: list[Any], folder: Path) -> Path:
    from sentence_transformers import CrossEncoder
    from sentence_transformers.base.modules import Transformer

    bare = _saved(model, folder.with_name(f"{folder.name}-bare"))
    words = Transformer(str(bare), transformer_task="feature-extraction", max_seq_length=512)
    CrossEncoder(modules=[words, *head], device="cpu").save_pretrained(str(folder))
    shutil.rmtree(bare)
    return folder


def qwen3(folder: Path, *, layers: int = 2, hidden: int = 32) -> Path:
    """Write an encoder like Qwen3-Embedding: each piece sees those before it, the last is taken."""
    from transformers import Qwen3Config, Qwen3Model

    shape = Qwen3Config(
        vocab_size=30_522, hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=4,
        num_key_value_heads=2, head_dim=16, intermediate_size=3 * hidden,
        max_position_embeddings=512,
    )  # fmt: skip
    asks = "Instruct: Given a web search query, retrieve relevant passages\nQuery:"
    prompts = {"query": asks, "document": ""}
    return _encoder(Qwen3Model(shape), [], folder, pooling="lasttoken", prompts=prompts)


def gemma(folder: Path, *, layers: int = 2, hidden: int = 32) -> Path:
    """Write an encoder like embeddinggemma: pieces see both ways, the mean, two layers above it."""
    from sentence_transformers.base.modules import Dense
    from torch import nn
    from transformers import Gemma3TextConfig, Gemma3TextModel

    shape = Gemma3TextConfig(
        vocab_size=30_522, hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=2,
        num_key_value_heads=1, head_dim=16, intermediate_size=3 * hidden, sliding_window=16,
        max_position_embeddings=512, use_bidirectional_attention=True,
    )  # fmt: skip
    above = [
        Dense(hidden, 4 * hidden, bias=False, activation_function=nn.Identity()),
        Dense(4 * hidden, hidden, bias=False, activation_function=nn.Identity()),
    ]
    prompts = {"query": "task: search result | query: ", "document": "title: none | text: "}
    return _encoder(Gemma3TextModel(shape), above, folder, pooling="mean", prompts=prompts)


def _encoder(
    model: Any,
    above: list[Any],
    folder: Path,
    *,
    pooling: str,
    prompts: dict[str, str],
) -> Path:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer

    bare = _saved(model, folder.with_name(f"{folder.name}-bare"))
    words = Transformer(str(bare), max_seq_length=128)
    wide = model.config.hidden_size
    modules = [words, Pooling(wide, pooling_mode=pooling), *above]
    SentenceTransformer(modules=modules, device="cpu", prompts=prompts).save(str(folder))
    shutil.rmtree(bare)
    return folder

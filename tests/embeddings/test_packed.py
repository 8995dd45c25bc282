from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from embeddings.errors import ModelBroken
from embeddings.int4_weights import EMBEDDINGS, LAYER, NORMS, PARTS, unpack
from embeddings.reference import ReferenceEncoder, open_model

WIDE, INNER, LAYERS, HEADS, LONGEST = 32, 64, 2, 2, 16
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁one", "▁bucket", "▁", "s", "<mask>"]


def blocks(numbers: np.ndarray) -> bytes:
    """Pack numbers from -8 to 7 with a scale of a half."""
    rows = (numbers.reshape(-1, 32) + 8).astype(np.uint8)
    pairs = rows[:, :16] | rows[:, 16:] << 4
    return b"".join(struct.pack("<e", 0.5) + row.tobytes() for row in pairs)


def matrices() -> dict[str, tuple[int, np.ndarray]]:
    """Make small numbers for every matrix of a model; 1 stands for those that are packed."""
    chance = np.random.default_rng(3)
    rows = {"emb.word": len(PIECES), "emb.pos": LONGEST, "emb.type": 2}
    sizes = {name: rows.get(name, 1) * WIDE for name in EMBEDDINGS}
    for layer in range(LAYERS):
        for short in LAYER:
            outer = INNER if short == "fi" else WIDE
            inner = 1 if short in NORMS else INNER if short == "fo" else WIDE
            for part in PARTS:
                sizes[f"l{layer}.{short}.{part}"] = outer * (inner if part == "w" else 1)
    return {
        name: (int(size > INNER and name != "emb.pos"), chance.integers(-8, 8, size))
        for name, size in sizes.items()
    }


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    letters = [piece.encode() for piece in PIECES]
    starts = np.cumsum([0, *map(len, letters)]).astype("<u4").tobytes()
    scores = np.arange(0, -len(PIECES), -1, "<f4").tobytes()
    head = b"E5S1" + struct.pack(
        "<8ifi", 1, WIDE, LAYERS, HEADS, INNER, len(PIECES), LONGEST, 2, 1e-12, 32
    )
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(b"".join(letters)))
    head += starts + scores + b"".join(letters) + struct.pack("<iI", 0, 0)
    made = matrices()
    table_length = 4 + sum(2 + len(name) + 21 for name in made)
    table, body = struct.pack("<i", len(made)), b""
    for name, (kind, numbers) in made.items():
        content = blocks(numbers) if kind else numbers.astype("<f4").tobytes()
        start = len(head) + table_length + len(body)
        table += struct.pack("<H", len(name)) + name.encode()
        table += struct.pack("<BIQQ", kind, len(numbers), start, len(content))
        body += content
    file = tmp_path / "model.bin"
    file.write_bytes(head + table + body)
    return file


def test_a_packed_matrix_is_unpacked_as_it_was(packed: Path, tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    (folder := tmp_path / "unpacked").mkdir()
    unpack(packed, folder)
    found = load_file(folder / "model.safetensors")
    kind, numbers = matrices()["l1.fo.w"]
    assert kind == 1
    assert np.array_equal(found["encoder.layer.1.output.dense.weight"].ravel(), numbers / 2)
    assert found["embeddings.position_embeddings.weight"].shape == (LONGEST, WIDE)


@pytest.mark.filterwarnings("ignore")  # those of torch and what it brings
def test_an_unpacked_model_opens_and_sees_a_question_otherwise_than_a_text(packed: Path) -> None:
    encoder = ReferenceEncoder(open_model(packed), name="tiny", digest="")
    text, question = encoder.encode(["one bucket"]), encoder.encode_questions(["one bucket"])
    assert text.shape == (1, WIDE)
    assert np.isclose(np.linalg.norm(text), 1.0)
    assert not np.allclose(text, question)


def test_a_file_of_another_form_is_an_error_that_names_it(tmp_path: Path) -> None:
    (file := tmp_path / "other.bin").write_bytes(b"something else entirely")
    with pytest.raises(ModelBroken, match=r"other\.bin does not hold a packed model"):
        unpack(file, tmp_path)

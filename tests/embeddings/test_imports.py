from __future__ import annotations

import subprocess
import sys

HEAVY = "torch sentence_transformers transformers huggingface_hub streamlit pandas graph".split()  # noqa: SIM905


def _loaded_by(code: str) -> set[str]:
    run = f"{code}\nimport sys; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_brings_no_heavy_library() -> None:
    assert not _loaded_by("import embeddings") & {*HEAVY, "onnxruntime", "faiss", "tokenizers"}


def test_encoding_with_an_exported_model_brings_no_heavy_library(encoder: object) -> None:
    code = "import embeddings; embeddings.load_encoder().encode(['a text'])"
    assert not _loaded_by(code) & set(HEAVY)


def test_extras_are_not_imported_unless_asked_for(encoder: object) -> None:
    code = "import embeddings; embeddings.STORES['exact'](4)"
    assert not _loaded_by(code) & {"pymilvus", "milvus_lite", "ray", "openvino", "tantivy"}

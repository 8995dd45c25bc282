"""Where exported models are kept, and which export belongs to which model."""

from __future__ import annotations

import json
import os
from pathlib import Path

from embeddings.models import cache_folder, checksum_of

FORMAT = 3
"""Raised whenever the exported files change their form; older ones are left alone and unused."""
GRAPH, MANIFEST = "model.onnx", "manifest.json"
WEIGHTS = "model.weights"
"""Beside the graph, so that the system maps it into memory: a session opens in 0.1 s, not 0.4."""


def find_export(name: str) -> Path | None:
    """Return the folder with model `name` as ONNX, or None when it is still to be made."""
    folder = cache_folder() / key_of(name)
    return folder if complete(folder) else None


def key_of(name: str) -> str:
    """Name the folder of an export after all that its files depend on."""
    from onnxruntime import __version__  # in a fifth of the time that importlib.metadata takes

    runtime = ".".join(__version__.split(".")[:2])
    short = "".join(c if c.isalnum() or c in "-." else "-" for c in name.rstrip("/").split("/")[-1])
    return f"{short}-{checksum_of(name)[:16]}-onnx{FORMAT}-{runtime}"


def complete(folder: Path) -> bool:
    """Say whether every file of an export is there and as long as it was written."""
    try:
        sizes = json.loads((folder / MANIFEST).read_text("utf-8"))["sizes"]
        return all((folder / file).stat().st_size == size for file, size in sizes.items())
    except (OSError, ValueError, KeyError):
        return False


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

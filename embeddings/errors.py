"""What can go wrong in this leaf, as one small tree; every message says what to do.

EmbeddingError
├── ModelMissing     no weights of that name on this machine
├── ModelBroken      the weights are not the ones that they should be, or cannot be run
├── PackageMissing   an optional package is not installed; the message is the remedy
└── StoreBroken      a file of vectors cannot be read, or does not fit the vectors given
"""

from __future__ import annotations

import importlib
from types import ModuleType


class EmbeddingError(Exception):
    """Anything that this package itself reports."""


class ModelMissing(EmbeddingError):
    """No weights of that name are on this machine."""


class ModelBroken(EmbeddingError):
    """The weights are not the ones that they should be, or cannot be run."""


class PackageMissing(EmbeddingError):
    """An optional package is not installed; the message is the command that installs it."""


class StoreBroken(EmbeddingError):
    """A file of vectors cannot be read, or does not fit the vectors given."""


def needed(module: str, install: str) -> ModuleType:
    """Import `module`, or raise the error whose text is the command that installs it."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != module.split(".")[0]:
            raise
        raise PackageMissing(f"pip install {install}") from error

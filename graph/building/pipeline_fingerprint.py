"""What an index is made by: where any of it changes, notes must be read again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.concepts.usernames import read_user_names
from graph.naming import USER_FILE

if TYPE_CHECKING:
    from embeddings import Encoder

READING = (
    "notes", "concepts", "relations", "answers/embedded.py", "building/embedding.py",
    "dates.py", "language", "../embeddings/terms.py", "../embeddings/irregular.py",
)  # fmt: skip
"""What decides which facts, names, relations, embedded texts and words come of a note."""
ENDINGS = (".py", ".toml", ".csv")
DIGEST_BYTES = 16


def pipeline_fingerprint(encoder: Encoder) -> str:
    """Return the digest of the program that reads notes, and of the encoder."""
    return f"{_reading()}-{encoder.digest}"


def user_files(paths: Sequence[Path]) -> list[Path]:
    """Return where the user's names may stand, for the files and folders of a build."""
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in paths)
    return [folder / USER_FILE for folder in folders]


def user_digest(paths: Sequence[Path]) -> str:
    """Return the digest of what the user says of names, and of the user's own rules.

    Raises UserFileBroken when a noteloom.toml cannot be read.
    """
    digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
    told = user_files(paths)
    for file in (*told, *read_user_names(told).rules):
        digest.update(file.read_bytes() + b"\0" if file.is_file() else b"\0")
    return digest.hexdigest()


@cache
def _reading() -> str:
    root = Path(__file__).parent.parent
    places = (root / place for place in READING)
    files = [file for place in places for file in (place.rglob("*") if place.is_dir() else [place])]
    digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for file in sorted(files):
        if file.suffix in ENDINGS:
            digest.update(file.read_bytes())
    return digest.hexdigest()

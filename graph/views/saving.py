"""Save an export: where it destroys nothing, and whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import product
from pathlib import Path

from graph.errors import BadInput
from graph.storage import Index
from graph.views.exports import EXPORTS
from graph.writing import beside, put_in_place, replacing

KNOWN = "exports.json"
"""In the index: the digests of what was exported, so that a later export may renew it."""


def save_export(
    index: Index, target: Path, *, format: str, notes: Sequence[Path], force: bool = False
) -> None:
    """Write the graph to a file or folder in one of the forms of EXPORTS.

    Raises BadInput where that would change the notes or the index, or, without `force`, a file that
    is there already; an earlier export that nobody has touched is renewed.
    """
    if format not in EXPORTS:
        raise BadInput(f"there is no export format {format!r}: choose one of {', '.join(EXPORTS)}.")
    place = target.resolve()
    _check_places([place], index.folder, notes)
    place.parent.mkdir(parents=True, exist_ok=True)
    work = beside(place)
    work.mkdir()
    try:
        made = work / place.name
        EXPORTS[format](index, made)
        _check_kind(made, place)
        parts = sorted(made.iterdir()) if made.is_dir() else [made]
        moves = {part: place / part.relative_to(made) for part in parts}
        _check_places(moves.values(), index.folder, notes)
        _check_free(moves.values(), index.folder, force=force)
        for new, file in ((made, place),) if not place.exists() else moves.items():
            put_in_place(new, file)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _remember(moves.values(), index.folder)


def _check_places(places: Iterable[Path], index: Path, notes: Sequence[Path]) -> None:
    guarded = ((index, "the index"), *((path, "your notes") for path in notes))
    for place, (kept, what) in product(places, guarded):
        if place.resolve().is_relative_to(kept.resolve()):
            raise BadInput(f"{place} lies in {what} ({kept}): export to another place.")


def _check_kind(made: Path, place: Path) -> None:
    if place.exists() and made.is_dir() != place.is_dir():
        new, old = ("a folder", "a file") if made.is_dir() else ("a file", "a folder")
        raise BadInput(f"{place} is {old}, and {new} is to be written: name another place.")


def _check_free(files: Iterable[Path], index: Path, *, force: bool) -> None:
    known = _known(index)
    for file in filter(Path.exists, files):
        if not file.is_file():
            raise BadInput(f"{file} is no file that can be replaced: name another place.")
        if not force and known.get(str(file)) != _digest(file):
            raise BadInput(f"{file} is there already: name another place, or add --force.")


def _known(index: Path) -> dict[str, str]:
    with suppress(OSError, ValueError):
        known = json.loads((index / KNOWN).read_text(encoding="utf-8"))
        return known if isinstance(known, dict) else {}
    return {}


def _remember(files: Iterable[Path], index: Path) -> None:
    known = {path: digest for path, digest in _known(index).items() if Path(path).exists()}
    known |= {str(file): _digest(file) for file in files if file.is_file()}
    with suppress(OSError), replacing(index / KNOWN) as temporary:  # an index may be read-only
        temporary.write_text(json.dumps(known), encoding="utf-8")


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "blake2b").hexdigest()

"""Write files whole or not at all: first beside the place, synced, then renamed into it."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """Yield a path to write; what is there takes the place of `file` when the block ends well.

    A symbolic link stays one: the file that it leads to is replaced, and keeps its permissions.
    """
    real = Path(os.path.realpath(file))
    temporary = beside(real)
    try:
        yield temporary
        if real.exists():
            shutil.copymode(real, temporary)
        put_in_place(temporary, real)
    finally:
        temporary.unlink(missing_ok=True)


def beside(place: Path) -> Path:
    """Return a hidden path in the same folder, which nothing has yet."""
    return place.with_name(f".noteloom-{secrets.token_hex(8)}")


def put_in_place(temporary: Path, place: Path) -> None:
    """Rename a file or folder into its place when its content is on the disk."""
    for file in (temporary, *(temporary.iterdir() if temporary.is_dir() else ())):
        _sync(file)
    temporary.replace(place)
    _sync(place.parent)


def _sync(path: Path) -> None:
    """Wait until a file or folder is on the disk; some systems cannot do so for folders."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):  # network file systems refuse it, and write as they can
            os.fsync(handle)
    finally:
        os.close(handle)


def keep_private(folder: Path, names: Sequence[str]) -> None:
    """Let only the user read the files of these names (patterns) in a folder.

    The folder itself, too, unless it holds something else: then it is not ours to close.
    """
    with suppress(OSError):  # not the user's, or on a disk without permissions
        ours = [file for file in folder.iterdir() if any(map(file.match, names))]
        if len(ours) == sum(1 for _ in folder.iterdir()):
            folder.chmod(0o700)
        for file in ours:
            if file.stat().st_mode & 0o077:
                file.chmod(0o600)

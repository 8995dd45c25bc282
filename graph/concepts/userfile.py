"""Edit noteloom.toml, which is the user's own: under a lock, whole, and with every letter kept.

No library writes TOML so: tomlkit 0.15 moves tables of one name together where others stand between
them. So text is added and cut out, and the standard parser says where a table begins and ends.
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph.errors import NoteloomError, UserFileBroken
from graph.writing import replacing

LOCK_SECONDS = 30.0
"""How long another edit is waited for; one takes some milliseconds."""
_HEADER = re.compile(r"^[ \t]*\[", re.M)


@contextmanager
def editing(file: Path) -> Iterator[None]:
    """Keep other edits of a file away; the lock lies in the user's cache, not among the notes."""
    from filelock import FileLock, Timeout
    from platformdirs import user_cache_path

    cache = os.environ.get("NOTELOOM_CACHE") or user_cache_path("noteloom")
    locks = Path(cache) / "locks"
    locks.mkdir(parents=True, exist_ok=True)
    digest = hashlib.blake2b(str(file.resolve()).encode("utf-8", "surrogateescape"), digest_size=16)
    try:
        with FileLock(locks / f"{digest.hexdigest()}.lock", timeout=LOCK_SECONDS):
            yield
    except Timeout as error:
        raise NoteloomError(f"{file} is being changed by another: try again.") from error


def read_text(file: Path) -> str:
    """Return what a file says, line ends and all, or nothing where there is none."""
    try:
        return file.read_bytes().decode("utf-8") if file.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise UserFileBroken(f"{file}: cannot be read ({error}); save it as UTF-8 text.") from error


def parsed(text: str, file: Path) -> dict[str, Any]:
    """Return the tables of a text; raises UserFileBroken, naming the file, where it is no TOML."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise UserFileBroken(f"{file}: not valid TOML: {error}.") from error


def replace_text(file: Path, text: str) -> None:
    """Write a file anew, on the disk before it takes the place of the old one."""
    with replacing(file) as temporary:
        temporary.write_bytes(text.encode())


def last_table(text: str, file: Path, names: Sequence[str]) -> slice | None:
    """Return where the last `[[name]]` of some names stands, comments after it left out."""
    parsed(text, file)
    wanted = re.compile(rf"[ \t]*\[\[[ \t]*(?:{'|'.join(names)})[ \t]*\]\]")
    end = len(text)
    for start in reversed([match.start() for match in _HEADER.finditer(text)]):
        if not _is_whole(text[:start]):
            continue  # it stands in a value of several lines
        if wanted.match(text, start):
            return slice(start, start + _length_of(text[start:end]))
        end = start
    return None


def _is_whole(text: str) -> bool:
    """Tell whether a text ends outside of every value: what follows is a line of its own."""
    try:
        tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError:
        return False
    return True


def _length_of(block: str) -> int:
    """Return where the last value of a table ends: the fewest lines that say all of it."""
    whole, end = tomllib.loads(block), 0
    while end < len(block):
        end = block.find("\n", end) + 1 or len(block)
        if _is_whole(block[:end]) and tomllib.loads(block[:end]) == whole:
            break
    return end

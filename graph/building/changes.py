"""What changes on disk, as it happens: whatever becomes of a folder or of the system's notices."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event

from graph.naming import USER_FILE
from graph.notes.files import IGNORE_FILES
from graph.notes.formats import READERS

STEP_MS = 20
"""Changes that follow each other so closely are one: an editor writes a file in several steps."""
MOST_MS = 200
"""Longer than this nothing waits, however many changes follow."""
LOOK_MS = 100
"""How often it is looked whether to settle or to stop while nothing changes."""
RETRY_SECONDS = 5.0
"""After a problem, how long until the next attempt where nothing changes meanwhile."""
EVERYTHING = ("",)
"""Stands for changed files where nobody knows which: all are looked at."""
LOG = logging.getLogger(__name__)


def changes_of(paths: Sequence[Path], stop: Event) -> Iterator[Collection[str]]:
    """Yield the files that changed under `paths`, and nothing once in a while, until `stop`.

    The first comes when changes are already being noted, so that none is missed. A folder that goes
    away and comes back, such as a disk, is watched again and looked at as a whole.
    """
    polling, unseen = False, False
    while not stop.is_set():
        places, recursive = _places(paths), any(path.is_dir() for path in paths)
        try:
            for changed in _noted(places, stop, recursive=recursive, polling=polling):
                yield EVERYTHING if unseen else changed
                unseen = False
                if _places(paths) != places:
                    break
        except (OSError, RuntimeError) as error:  # such as the system's limit of watched folders
            LOG.warning("changes are looked for, since they cannot be noted: %s", error)
            stop.wait(RETRY_SECONDS if polling else 0)
            polling = True
        unseen = True
        if not places:
            stop.wait(LOOK_MS / 1000)
            yield ()


def _places(paths: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    """Return the folders to watch that are there, each with what tells it from another one."""
    found = {}
    for path in paths:
        with suppress(OSError):
            folder = path.resolve() if path.is_dir() else path.resolve(strict=True).parent
            status = folder.stat()
            found[folder] = status.st_dev, status.st_ino
    return found


def _noted(
    folders: Collection[Path], stop: Event, *, recursive: bool, polling: bool
) -> Iterator[Collection[str]]:
    if not folders:
        return
    from watchfiles import Change, watch

    def counts(change: Change, path: str) -> bool:
        name = Path(path).name
        if Path(path).suffix.lower() in READERS or name in (USER_FILE, *IGNORE_FILES):
            return True
        return change != Change.modified and "." not in name  # perhaps a folder

    for batch in watch(
        *folders, watch_filter=counts, stop_event=stop, debounce=MOST_MS, step=STEP_MS,
        rust_timeout=LOOK_MS, yield_on_timeout=True, raise_interrupt=False,
        recursive=recursive, force_polling=polling or None, ignore_permission_denied=True,
    ):  # fmt: skip
        yield {path for _, path in batch}

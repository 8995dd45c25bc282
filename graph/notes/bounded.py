"""What one note does to the program stays with that note: an error or a hang skips it alone."""

from __future__ import annotations

import ctypes
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer, get_ident
from typing import TypeVar

from graph.errors import FileSkipped, NoteloomError

Made = TypeVar("Made")

SMALL = 10_000
"""Characters that even work by the square of the length ends soon for; no clock runs for them."""
SECONDS = 10.0
SECONDS_PER_CHARACTER = 1 / 50_000
"""Ordinary notes are read at some 200,000 characters a second, less on a busy machine."""


class _TooLong(BaseException):
    """Raised inside the work itself; no Exception, so that no library takes it for its own."""


def bounded(work: Callable[[], Made], *, size: int, limit: float = SECONDS) -> Made:
    """Return what `work` makes of a note of `size` characters.

    Raises FileSkipped, with the reason, where it fails or takes too long. What is wrong with the
    index, the disk or the settings is no fault of the note and goes through.
    """
    seconds = limit + size * SECONDS_PER_CHARACTER
    try:
        if size < SMALL:
            return work()
        with _time_limit(seconds):
            return work()
    except _TooLong:
        raise FileSkipped(f"takes longer than {seconds:.0f} s to read: split it") from None
    except RecursionError:
        raise FileSkipped("is nested too deeply to be read") from None
    except (NoteloomError, OSError, MemoryError, sqlite3.Error):
        raise
    except Exception as error:
        why = f"{type(error).__name__}: {error}".encode("utf-8", "backslashreplace").decode()
        raise FileSkipped(f"cannot be read ({why}): please report it") from error


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise _TooLong in this thread when the block runs for longer; between two steps of Python."""
    thread, lock, running = get_ident(), Lock(), True

    def end() -> None:
        with lock:
            if running:
                identity, error = ctypes.c_ulong(thread), ctypes.py_object(_TooLong)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(identity, error)

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with lock:
            running = False
        # An error on its way arrives at the next jump back: here, and never later. To take it back
        # instead leaves Python 3.11 interrupted for good, slower and hanging under a debugger.
        for _ in range(2):
            pass

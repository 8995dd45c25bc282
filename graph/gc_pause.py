"""How often Python looks for circles while an index is written or asked; memory given back."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

OBJECTS = 200_000
"""New objects between two searches, in place of Python's 700: the records of notes point one way
and leave no circles behind, and walking through all of them again and again takes a tenth of a
build and slows the longest answers."""


class _Blocks:
    """How many blocks are open, in all threads, and what held before the first."""

    def __init__(self) -> None:
        self.lock, self.open, self.before = Lock(), 0, gc.get_threshold()

    def enter(self) -> None:
        with self.lock:
            if not self.open:
                self.before = gc.get_threshold()
                gc.set_threshold(OBJECTS, *self.before[1:])
            self.open += 1

    def leave(self) -> None:
        with self.lock:
            self.open -= 1
            if not self.open:
                gc.set_threshold(*self.before)


_BLOCKS = _Blocks()


@contextmanager
def gc_paused() -> Iterator[None]:
    """Look for circles seldom, as long as any such block lasts."""
    _BLOCKS.enter()
    try:
        yield
    finally:
        _BLOCKS.leave()


def give_memory_back() -> None:
    """Return what was freed to the system, where the C library keeps it and can: glibc does."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)

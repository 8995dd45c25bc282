"""How often Python looks for circles among its objects while an index is written."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 200_000
"""New objects between two searches, in place of Python's 700: the records of notes point one way
and leave no circles behind, and walking through all of them again and again takes a tenth of a
build."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for circles seldom, as long as the block lasts."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)

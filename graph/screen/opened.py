"""The open index, shared by every session of the page and by its suggestions."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from graph.knowledge import Knowledge
from graph.settings import Settings


def knowledge() -> Knowledge:
    """Return the notes that this server shows: those of NOTELOOM_INDEX, or of `data/index`."""
    return _opened(Settings.from_environment())


@cache
def _opened(settings: Settings) -> Knowledge:
    return Knowledge(settings)


def dropped_folder() -> Path:
    """Return where files dropped on the page are kept: beside the index, never inside it."""
    return Settings.from_environment().index.parent / "dropped"

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.notes.reading import facts_of, title_of
from graph.records import Fact, Note


@pytest.fixture
def read() -> Callable[..., list[Fact]]:
    """Return what reads a text as a note of a format."""
    return lambda text, path="a.md": facts_of(Note(path, text, "", title_of(text, path)))


@pytest.fixture
def plains(read) -> Callable[..., list[str]]:
    """Return what reads a text into the plain forms of its facts."""
    return lambda text, path="a.md": [fact.plain for fact in read(text, path)]


@pytest.fixture
def paths(read) -> Callable[..., list[str]]:
    """Return what reads a text into its facts, each with what it stands under: "Roses > Sun"."""
    return lambda text, path="a.md": [
        " > ".join((*fact.context, fact.plain)) for fact in read(text, path)
    ]

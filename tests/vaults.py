"""How a test gets notes that are built as a user would build them; the fixture is in conftest."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from graph.knowledge import Knowledge
from graph.settings import Settings

Vault = Callable[[Mapping[str, str]], Knowledge]
"""Writes notes (path to text), builds them and returns what answers; call again to change them."""


def write_notes(folder: Path, texts: Mapping[str, str]) -> None:
    """Write notes (path to text) under a folder."""
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@contextmanager
def built(folder: Path, texts: Mapping[str, str]) -> Iterator[Knowledge]:
    """Build notes with the real encoder, where meaning matters; closed at the end."""
    write_notes(folder / "notes", texts)
    knowledge = Knowledge(Settings(index=folder / "index"))
    knowledge.build([folder / "notes"])
    yield knowledge
    knowledge.close()

"""What many tests need: a vault of notes that is built as a user would build it."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from graph.knowledge import Knowledge
from graph.settings import Settings
from tests.vaults import Vault, write_notes

os.environ.setdefault("STRAYED", os.devnull)
import tests.browser.alone.sitecustomize  # noqa: F401 - from here on only loopback is reached

# Machines are shared, so no test minds the clock; what CI tries is the same at each run.
# `make fuzz` tries a hundred times as many examples.
settings.register_profile(
    "noteloom",
    deadline=None,
    max_examples=40 * int(os.environ.get("NOTELOOM_FUZZ", "1")),
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("noteloom")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """Write notes (path to text) and build them with the small encoder; again to change them."""
    notes = tmp_path / "notes"
    knowledge = Knowledge(Settings(index=tmp_path / "index", encoder="hash"))

    def build(texts: Mapping[str, str]) -> Knowledge:
        for old in notes.rglob("*.*"):
            old.unlink()
        write_notes(notes, texts)
        knowledge.build([notes])
        return knowledge

    yield build
    knowledge.close()

"""Pins outlive a restart, and a broken file of them is no more than a lost one."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.views.places import Places
from graph.views.sheet import Point

HERE, THERE = Point(1.5, -2.0), Point(30.0, 40.25)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Return an empty store of places."""
    return Places(tmp_path / "index" / "places.db")


def test_a_pinned_thing_stands_there_after_a_restart_until_it_is_let_go(places: Places) -> None:
    places.pin("hub", {"a": THERE, "b": HERE})
    assert Places(places.file).pinned("hub") == {"a": THERE, "b": HERE}
    places.pin("hub", {"a": None})
    assert places.pinned("hub") == {"b": HERE}


def test_each_view_has_pins_of_its_own(places: Places) -> None:
    places.pin("hub", {"a": HERE})
    assert places.pinned("other") == {}


@pytest.mark.parametrize("content", [b"not a database" * 100, b""])
def test_a_broken_file_is_replaced(places: Places, content: bytes) -> None:
    places.pin("hub", {"a": HERE})
    places.file.write_bytes(content)
    assert places.pinned("hub") == {}
    places.pin("hub", {"a": THERE})
    assert places.pinned("hub") == {"a": THERE}

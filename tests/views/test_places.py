"""Places outlive a restart, and a broken file of them is no more than a lost one."""

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


def test_what_was_kept_is_there_after_a_restart(places: Places) -> None:
    places.keep("hub", {"a": HERE, "b": THERE})
    assert Places(places.file).of("hub") == {"a": HERE, "b": THERE}


def test_a_kept_place_is_not_overwritten(places: Places) -> None:
    places.keep("hub", {"a": HERE})
    places.keep("hub", {"a": THERE})
    assert places.of("hub") == {"a": HERE}


def test_a_thing_that_the_reader_moved_has_its_new_place(places: Places) -> None:
    places.keep("hub", {"a": HERE})
    places.pin("hub", {"a": THERE})
    assert places.of("hub") == {"a": THERE}
    assert places.pinned("hub") == {"a"}


def test_each_view_has_places_of_its_own(places: Places) -> None:
    places.keep("hub", {"a": HERE})
    assert places.of("other") == {}


def test_a_forgotten_view_leaves_the_others(places: Places) -> None:
    places.keep("hub", {"a": HERE})
    places.keep("other", {"a": THERE})
    places.forget("hub")
    assert (places.of("hub"), places.of("other")) == ({}, {"a": THERE})


@pytest.mark.parametrize("content", [b"not a database" * 100, b""])
def test_a_broken_file_is_started_anew(places: Places, content: bytes) -> None:
    places.keep("hub", {"a": HERE})
    places.file.write_bytes(content)
    assert places.of("hub") == {}
    places.keep("hub", {"a": THERE})
    assert places.of("hub") == {"a": THERE}

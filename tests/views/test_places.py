"""Places outlive a restart, and a broken file of them is no more than a lost one."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.views.places import Places
from graph.views.sheet import Kept, Point

HERE, THERE = Point(1.5, -2.0), Point(30.0, 40.25)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Return an empty store of places."""
    return Places(tmp_path / "index" / "places.db")


def test_what_was_kept_is_there_after_a_restart(places: Places) -> None:
    places.keep("hub", {("a", "hub"): HERE, ("b", "hub"): THERE})
    assert Places(places.file).of("hub").found == {("a", "hub"): HERE, ("b", "hub"): THERE}


def test_a_kept_place_is_not_overwritten(places: Places) -> None:
    places.keep("hub", {("a", "hub"): HERE})
    places.keep("hub", {("a", "hub"): THERE})
    assert places.of("hub").found == {("a", "hub"): HERE}


def test_a_thing_has_a_place_for_each_that_it_hangs_on(places: Places) -> None:
    places.keep("hub", {("a", "hub"): HERE})
    places.keep("hub", {("a", "b"): THERE})
    assert places.of("hub").found == {("a", "hub"): HERE, ("a", "b"): THERE}


def test_a_pinned_thing_stands_there_until_it_is_let_go(places: Places) -> None:
    places.keep("hub", {("a", "hub"): HERE})
    places.pin("hub", {"a": THERE})
    assert places.of("hub").firm("a") == THERE
    places.pin("hub", {"a": None})
    assert places.of("hub") == Kept(found={("a", "hub"): HERE})


def test_what_is_seen_stands_there_unless_it_is_pinned(places: Places) -> None:
    places.pin("hub", {"a": THERE})
    kept = places.of("hub", seen={"a": HERE, "b": HERE})
    assert (kept.firm("a"), kept.firm("b")) == (THERE, HERE)


def test_what_was_laid_out_in_one_way_leaves_no_trace_in_another(places: Places) -> None:
    places.keep("hub", {("a", "hub"): HERE}, way="|2")
    assert places.of("hub", way="|1") == Kept()
    assert places.of("hub", way="|2").found == {("a", "hub"): HERE}


def test_each_view_has_places_of_its_own(places: Places) -> None:
    places.keep("hub", {("a", "hub"): HERE})
    assert places.of("other") == Kept()


@pytest.mark.parametrize("content", [b"not a database" * 100, b""])
def test_a_broken_file_is_started_anew(places: Places, content: bytes) -> None:
    places.keep("hub", {("a", "hub"): HERE})
    places.file.write_bytes(content)
    assert places.of("hub") == Kept()
    places.pin("hub", {"a": THERE})
    assert places.of("hub").firm("a") == THERE

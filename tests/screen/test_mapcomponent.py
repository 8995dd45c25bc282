"""What the browser says is believed only as far as the picture knows it."""

from __future__ import annotations

import math

import pytest

from graph.records import Concept, Relation
from graph.screen.mapcomponent import MapEvents, MapState, drawn_as, events_of
from graph.views.map import picture
from graph.views.sheet import Point

DRAWN = picture(
    ["hub"],
    concept=lambda name: Concept(name, name, kind="tool"),
    relations_of=lambda name: [Relation("hub", "uses", "a", 1.0, "r", ("f",))],
)


def test_an_edge_that_is_named_backwards_is_found() -> None:
    assert drawn_as("a|uses|hub", DRAWN) == "hub|uses|a"
    assert drawn_as("a", DRAWN) == "a"


def test_nothing_done_is_no_event() -> None:
    assert not events_of({}, DRAWN)


def test_a_selected_node_is_told() -> None:
    assert events_of({"deed": {"node": "a"}}, DRAWN) == MapEvents(node="a")


def test_a_selected_edge_is_told() -> None:
    assert events_of({"deed": {"edge": "hub|uses|a"}}, DRAWN) == MapEvents(edge="hub|uses|a")


@pytest.mark.parametrize(
    "values",
    [
        {"deed": {"node": "unknown"}},
        {"deed": {"edge": "a|uses|hub"}},
        {"deed": {"focus": ["a"]}},
        {"deed": "a"},
        {"placed": {"unknown": [1, 2]}},
        {"placed": {"a": [1]}},
        {"placed": {"a": [math.inf, 0]}},
        {"placed": {"a": [math.nan, 0]}},
        {"placed": {"a": ["1", "2"]}},
        {"placed": [1, 2]},
        {"state": "all"},
    ],
)
def test_what_does_not_belong_to_the_picture_is_left_out(values: dict[str, object]) -> None:
    assert not events_of(values, DRAWN)


def test_a_state_keeps_what_is_known_once_each() -> None:
    sent = {"hidden": ["a", "a", "x", 3], "opened": ["a"], "off": ["uses", "kind:tool", "nothing"]}
    state = events_of({"state": sent}, DRAWN).state
    assert state == MapState(hidden=("a",), opened=("a",), off=("uses", "kind:tool"))


def test_a_dragged_node_has_its_new_place() -> None:
    assert events_of({"placed": {"a": [10, -2.5]}}, DRAWN).placed == {"a": Point(10.0, -2.5)}

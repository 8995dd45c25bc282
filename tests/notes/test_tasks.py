"""Which lines are tasks, and which of them are done."""

from __future__ import annotations

import pytest

from graph.notes.tasks import task_state


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("- [ ] Paint the door", "open"),
        ("- [x] Paint the door", "done"),
        ("* [X] **Paint** the door", "done"),
        ("1. [ ] Paint the door", "open"),
        ("- TODO Paint the door", "open"),
        ("- TODO: paint the door", "open"),
        ("- DOING Paint the door", "open"),
        ("- DONE Paint the door", "done"),
        ("- ~~Paint the door~~", "done"),
        ("- Paint the door", None),
        ("- The list [ ] is empty", None),
        ("- TODO", None),
        ("- NOWHERE to paint", None),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_box_a_word_or_a_line_through_it_tells_a_task(read, line, state, name):
    note = f"Doors\n\n- Oak\n{line}\n"
    fact = read(note, name)[-1]
    assert task_state(fact, note) == state

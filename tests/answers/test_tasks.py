"""Open and done tasks are asked for as such, and a task that is open did not happen yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.knowledge import Knowledge
from graph.settings import Settings
from tests.vaults import built

HOUSE = """# House

- [x] Paint the door (Ana)
- [ ] Repair the roof (Tom)
- [ ] Order tiles
- the roof is of slate
"""
BOAT = """# Boat

- TODO: sand the hull
- DONE: buy varnish
"""
ALL = "Open: TODO: sand the hull; Repair the roof (Tom); Order tiles"


FAIR = """# Fair

- ~~the band plays in the barn~~
- the band plays on the green
- cakes are sold by Ana
"""


@pytest.fixture
def fair(tmp_path: Path) -> Iterator[Knowledge]:
    (tmp_path / "fair.md").write_text(FAIR, encoding="utf-8")
    knowledge = Knowledge(Settings(index=tmp_path / "index"))
    knowledge.build([tmp_path / "fair.md"])
    yield knowledge
    knowledge.close()


def test_what_is_struck_out_holds_no_more(fair: Knowledge):
    played = fair.ask("where does the band play?")
    assert "green" in played.text
    assert "barn" not in played.text
    assert not fair.ask("does the band play in the barn?").text.startswith("Yes")


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    notes = {"house.md": HOUSE, "boat.md": BOAT}
    with built(tmp_path_factory.mktemp("jobs"), notes) as knowledge:
        yield knowledge


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("what is left to do?", ALL),
        ("todo list", ALL),
        ("what still has to be done?", ALL),
        ("which tasks are not done yet?", ALL),
        ("open tasks for the house", "Open: Repair the roof (Tom); Order tiles"),
        ("what does Tom still have to do?", "Open: Repair the roof (Tom)"),
        ("which tasks are done?", "Done: DONE: buy varnish; Paint the door (Ana)"),
        ("finished tasks of the boat", "Done: DONE: buy varnish"),
        ("what is ticked off for the boat", "Done: DONE: buy varnish"),
        ("which of Tom's jobs are still open?", "Open: Repair the roof (Tom)"),
    ],
)
def test_tasks_are_listed_by_whether_they_are_done(jobs: Knowledge, question: str, text: str):
    answer = jobs.ask(question)
    assert answer.text == text
    assert answer.intent == "list"
    count = text.count(";") + 1
    assert answer.remarks == (f"{count} {text[:4].lower()} task{'s' if count > 1 else ''}.",)
    assert len(answer.citations) >= count


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("has the roof been repaired?", "No: "),
        ("did Ana paint the door?", "Yes: "),
        ("are the tiles ordered?", "No: "),
        ("is the varnish bought?", "Yes: "),
        ("was the hull sanded?", "No: "),
    ],
)
def test_an_open_task_has_not_happened_yet(jobs: Knowledge, question: str, begins: str):
    assert jobs.ask(question).text.startswith(begins)


def test_tasks_of_something_that_has_none_are_not_made_up(jobs: Knowledge):
    assert "Open" not in jobs.ask("open tasks for the garden").text


def test_a_box_that_is_ticked_is_seen_after_the_next_build(jobs: Knowledge):
    note = jobs.settings.index.parent / "notes" / "house.md"
    note.write_text(HOUSE.replace("[ ] Order", "[x] Order"), encoding="utf-8")
    jobs.build([note.parent])
    assert jobs.ask("open tasks for the house").text == "Open: Repair the roof (Tom)"
    note.write_text(HOUSE, encoding="utf-8")
    jobs.build([note.parent])

"""The reader decides what a name means: a preview first, then the decision, then undo."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.naming import Verb
from graph.screen.naming import UNDONE, VERBS
from tests.browser.page.conftest import built, moved, served

pytestmark = pytest.mark.browser
NOTES = """\
# Courier

- Courier is a message queue
- Courier triggers Runner

# CloudFront

- CloudFront (CF) brings pages near to readers
- CloudFront triggers Runner

# CloudFormation

- CloudFormation (CF) makes stacks
- CloudFormation triggers Runner

# Postbox

- Postbox is a message queue
- Postbox triggers Runner
"""


@dataclass(frozen=True)
class Case:
    """A decision about a concept, where it is seen, and a heading there before and after."""

    verb: Verb
    about: str
    other: str
    seen: str
    before: str
    after: str


CASES = [
    Case(
        "rename",
        "courier",
        "Hermes",
        "q=what relates to Courier?",
        "Courier relates to",
        "Hermes relates to",
    ),
    Case(
        "alias",
        "courier",
        "Hermes",
        "q=what relates to Hermes?",
        "Not in your notes.",
        "Courier relates to",
    ),
    Case(
        "merge",
        "courier",
        "Postbox",
        "q=what relates to Courier?",
        "Courier relates to",
        "Postbox relates to",
    ),
    Case(
        "split",
        "cloudformation",
        "CF",
        "q=what relates to CF?",
        "CF means 2 things in your notes.",
        "CloudFront relates to",
    ),
]


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the notes and their index: every test leaves them as they were."""
    return built(tmp_path_factory.mktemp("post"), {"post.md": NOTES})


@pytest.fixture(scope="module")
def at(serve: Callable[..., str], post: Path) -> str:
    return served(serve, post)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.verb)
def test_a_decision_shows_what_it_moves_is_kept_in_a_file_and_taken_back(
    case: Case, at: str, visit: Callable[..., Page], post: Path
):
    page = visit(f"{at}/?{case.seen}")
    expect(page.get_by_role("heading", name=case.before).first).to_be_visible()
    moved(page, f"about={case.about}")
    page.get_by_role("button", name="Names", exact=True).click()
    page.get_by_role("combobox", name="Action").click()
    page.get_by_role("option", name=VERBS[case.verb]).click()
    page.get_by_label("Name", exact=True).fill(case.other)
    expect(page.get_by_text(re.compile("will change|uses that name yet"))).to_be_visible()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_text("Saved in noteloom.toml")).to_be_visible()
    kept = tomllib.loads((post / "notes" / "noteloom.toml").read_text(encoding="utf-8"))
    assert case.other in kept[case.verb][0].values()
    assert (post / "notes" / "post.md").read_text(encoding="utf-8") == NOTES

    moved(page, case.seen)
    expect(page.get_by_role("heading", name=case.after).first).to_be_visible()
    expect(page.get_by_role("heading", name=case.before)).to_have_count(0)
    page.go_back()
    page.get_by_role("button", name="Names", exact=True).click()
    page.get_by_role("button", name="Undo last change").click()
    # Streamlit drops a click when the address changes before the click's own run has begun.
    said = UNDONE[case.verb].format(*kept[case.verb][0].values())
    expect(page.get_by_text(said, exact=True)).to_be_visible()
    moved(page, case.seen)
    expect(page.get_by_role("heading", name=case.before).first).to_be_visible()


def test_another_name_that_is_a_thing_of_its_own_offers_to_merge(
    at: str, visit: Callable[..., Page]
):
    page = visit(f"{at}/?about=courier")
    page.get_by_role("button", name="Names").click()
    page.get_by_role("combobox", name="Action").click()
    page.get_by_role("option", name="Add another name").click()
    field = page.get_by_label("Name", exact=True)
    field.fill("Postb")
    page.get_by_role("button", name="Postbox", exact=True).click()
    expect(field).to_have_value("Postbox")
    expect(page.get_by_text("“Postbox” is already Postbox in your notes.")).to_be_visible()
    expect(page.get_by_text("Postbox is a message queue")).to_be_visible()
    expect(page.get_by_role("button", name="Merge Postbox into Courier")).to_be_visible()

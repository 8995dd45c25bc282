"""Every main state, light and dark, wide and narrow: photographed, and fit for assistive tools."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.page.conftest import moved, serious, with_map

pytestmark = pytest.mark.browser
See = Callable[..., Page]
STATES = {
    "start": "",
    "answer": "q=how long may a function run?",
    "relations": "q=what relates to Keysafe?&as=relates&node=barrel",
    "path": "q=how are Barrel and Watchtower related?&as=path",
    "card": "about=watchtower",
    "explore": "view=explore",
    "topics": "view=explore&tab=topics",
    "comparison": "q=compare Barrel and Runner",
    "nothing-shared": "q=compare Lantern and Keysafe&as=compare",
    "note": "q=what relates to Keysafe?&note=courier.md",
    "study": "view=study",
    "gaps": "view=gaps",
    "notes": "view=notes",
    "two-meanings": "q=what relates to CF?",
    "declined": "q=what does the zeppelin insurance cost in Norway?",
}
WITH_MAP = ("answer", "relations", "path", "card")
HEAVIEST = 1_500_000
WEIGHT = "performance.getEntries().reduce((sum, one) => sum + (one.transferSize ?? 0), 0)"
PHONE: ViewportSize = {"width": 390, "height": 844}
LAPTOP: ViewportSize = {"width": 1280, "height": 900}


@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_state_is_fit_for_assistive_tools_and_a_phone(see: See, look: str, artefacts: Path):
    page = see("view=gaps", look=look)
    for state, query in STATES.items():
        moved(page, query)
        if state in WITH_MAP:
            with_map(page)
        page.screenshot(path=artefacts / f"page-{state}-{look}-wide.png")
        assert serious(page) == [], state
        page.set_viewport_size(PHONE)
        page.screenshot(path=artefacts / f"page-{state}-{look}-narrow.png")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], state
        page.set_viewport_size(LAPTOP)


def test_an_answer_with_its_map_weighs_at_most_a_megabyte_and_a_half(see: See):
    page = with_map(see("q=what relates to Keysafe?", fresh=True))
    page.get_by_text("1 hop").wait_for()
    assert page.evaluate(WEIGHT) <= HEAVIEST

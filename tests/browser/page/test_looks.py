"""Every main state, light and dark, wide and narrow: photographed, and fit for assistive tools."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.page.conftest import MAP

pytestmark = pytest.mark.browser
See = Callable[..., Page]
STATES = {
    "start": "",
    "answer": "q=how long may a function run?",
    "relations": "q=what relates to Keysafe?&as=relates&node=barrel",
    "path": "q=how are Barrel and Watchtower related?&as=path",
    "card": "about=watchtower",
    "explore": "view=explore",
    "study": "view=study",
    "gaps": "view=gaps",
    "notes": "view=notes",
    "two-meanings": "q=what relates to CF?",
    "declined": "q=what does the zeppelin insurance cost in Norway?",
}
PHONE = (390, 844)


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_fit_for_assistive_tools_and_a_phone(see: See, state: str, artefacts: Path):
    found = []
    for look in ("light", "dark"):
        page = see(STATES[state], look=look)
        page.wait_for_timeout(400)
        page.screenshot(path=artefacts / f"page-{state}-{look}-wide.png")
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found += [(violation["id"], node["html"][:160]) for node in violation["nodes"]]
        width, height = PHONE
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        page.screenshot(path=artefacts / f"page-{state}-{look}-narrow.png")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert found == []


def test_the_map_is_there_for_the_states_that_have_one(see: See):
    see(STATES["relations"]).wait_for_selector(MAP)

"""The real page on a few small notes, some of them hostile."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from graph.knowledge import Knowledge
from graph.settings import Settings
from tests.browser.conftest import STILL

ROOT = Path(__file__).parents[3]
MAP = ".map[data-ready]"
MOVE = """query => {
    history.pushState({}, "", `/?${query}`);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""
MIDDLE = """id => [...document.querySelectorAll("*")].some(one => one.shadowRoot
    ?.querySelector(".map")?.__cy.nodes('[role = "focus"]').first().id() === id)"""
MORE = """number => [...document.querySelectorAll("*")].some(
    one => one.shadowRoot?.querySelector(".map")?.__cy.nodes(":visible").length > number)"""
PLACES = """host => Object.fromEntries(host.__cy.nodes(":visible").map(node =>
    [node.id(), [node.renderedPosition("x"), node.renderedPosition("y")]]))"""
Places = dict[str, list[float]]
NOTES = {
    "barrel.md": """\
# Barrel

- Barrel is an object store
- an object may be at most 5 TB
- Barrel is encrypted with Keysafe
- Barrel triggers Runner when an object arrives
- Barrel uses Watchtower for its metrics
- [the handbook](https://example.org/barrel) and [a trap](javascript:alert(1))
""",
    "runner.md": """\
# Runner

- Runner runs a function without a server
- default timeout is 3 seconds
- a function may run for at most 15 minutes
- Runner uses Keysafe for its secrets
- Runner reads from Courier
- Runner is monitored by Watchtower
""",
    "courier.md": """\
# Courier

- Courier is a message queue
- a message stays for at most 14 days
- Courier is encrypted with Keysafe
- Courier triggers Runner
""",
    "edge.md": """\
# CloudFront

- CloudFront (CF) brings pages near to readers

# CloudFormation

- CloudFormation (CF) makes stacks

# Lantern

- Lantern keeps a trace for 30 days
""",
    "older.md": """\
# Lantern

- Lantern keeps a trace for 7 days
""",
    "keysafe.md": """\
# Keysafe

- Keysafe manages keys
- Keysafe integrates with Watchtower
- a key rotates once a year
""",
    "watchtower <b onclick=alert(3)>.md": """\
# Watchtower <img src=x onerror=alert(1)>

- Watchtower keeps metrics for 15 months
- `<script>alert(2)</script>` is only text, $x^2$ too, :red[so is this] and **bold**
- Watchtower shows ![a picture](https://example.org/spy.png)
""",
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the notes and build their index beside them; return the folder of both."""
    return built(tmp_path_factory.mktemp("page"), NOTES)


def built(place: Path, notes: Mapping[str, str]) -> Path:
    """Write notes into a folder and build their index beside them; return the folder."""
    (place / "notes").mkdir()
    for name, text in notes.items():
        (place / "notes" / name).write_text(text, encoding="utf-8")
    knowledge = Knowledge(Settings(index=place / "index", encoder="hash"))
    knowledge.build([place / "notes"])
    knowledge.close()
    return place


@pytest.fixture(scope="session")
def address(serve_throughout: Callable[..., str], folder: Path) -> str:
    """Serve the page on the notes: one server for all modules that leave them as they were."""
    return served(serve_throughout, folder)


def served(serve: Callable[..., str], folder: Path) -> str:
    """Serve the page on the index in a folder."""
    places = {"NOTELOOM_INDEX": str(folder / "index"), "NOTELOOM_ENCODER": "hash"}
    return serve(ROOT / "app.py", environment=places)


@pytest.fixture
def see(visit: Callable[..., Page], address: str) -> Callable[..., Page]:
    """Open the page at a query and wait until its list is drawn."""

    def open_page(query: str = "", **more: object) -> Page:
        page = visit(f"{address}/?{query}" if query else f"{address}/", **more)
        page.locator("#reading[data-ready]").first.wait_for()
        return page

    return open_page


def with_map(page: Page) -> Page:
    page.wait_for_selector(MAP)
    page.eval_on_selector(MAP, STILL)
    return page


def moved(page: Page, query: str) -> Page:
    """Go to another question or place without a new load, and wait until it is drawn."""
    page.evaluate(MOVE, query)
    told = parse_qs(query)
    name, question, about = (told.get(key, [""])[0] for key in ("view", "q", "about"))
    wanted = f"{name or 'ask'} {question} {about}"
    page.locator(f"#reading[data-of={json.dumps(wanted, ensure_ascii=False)}]").first.wait_for()
    at_rest(page)
    if about:
        page.wait_for_function(MIDDLE, arg=about)
    return page


def at_rest(page: Page) -> Page:
    """Wait until nothing is drawn any more: a press meanwhile may meet what is about to go."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    return page


def places(page: Page) -> Places:
    found: Places = page.eval_on_selector(MAP, PLACES)
    return found


def click_node(page: Page, node: str) -> None:
    page.locator(".canvas").scroll_into_view_if_needed()
    x, y = places(page)[node]
    frame = page.locator(".canvas").bounding_box()
    assert frame is not None
    page.mouse.click(frame["x"] + x, frame["y"] + y)


def address_says(page: Page, words: str) -> None:
    """Wait until the address of the page holds these words."""
    page.wait_for_function("words => decodeURIComponent(location.href).includes(words)", arg=words)


def serious(page: Page) -> list[tuple[str, str]]:
    """Return what hinders readers who use assistive tools."""
    return [
        (violation["id"], node["html"][:160])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]

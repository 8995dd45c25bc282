"""The map in a real browser: the ten busiest things of collections, one to three hops deep.

Counts what a reader would miss or misread, and whether two indexes of the same notes give the same
picture. The collections are the sample and two of the test's own; with WILD_NOTES, those in that
folder.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

from graph.knowledge import Knowledge
from graph.settings import Settings
from tests.benchmarks.encoding import SAMPLE
from tests.benchmarks.measuring import Figure

NOTES = Path(__file__).parent / "notes"
BUSIEST = 10
HOPS = (1, 2, 3)
YES_NO = ("yes", "no")
VIEWS = 50
"""Random views that are compared between two fresh indexes."""
SEED = 26
SETTLING = 150
"""Milliseconds in which the map takes in a view of the same focus."""
PLACES = """host => JSON.stringify(host.__cy.nodes(":visible").map(node =>
    [node.id(), node.position("x"), node.position("y")]))"""


def figures(_: int) -> Iterator[Figure]:
    """Look at the pictures of three collections; says so where there is no browser."""
    chromium = which("chromium") or which("chromium-browser")
    if chromium is None:
        yield Figure("picturing", "not looked at", "Chromium is not installed")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        for notes in collections():
            yield from _of(browser, notes)
        browser.close()


def collections() -> list[Path]:
    """Return the folders of notes that are looked at."""
    wild = os.environ.get("WILD_NOTES", "")
    if wild:
        return sorted(path for path in Path(wild).iterdir() if path.is_dir())
    return [SAMPLE, NOTES / "kitchen_wiki", NOTES / "observatory"]


def _of(browser: Any, notes: Path) -> Iterator[Figure]:
    """Serve two fresh indexes of the same notes and look at both."""
    from tests.browser.conftest import servers
    from tests.browser.page.conftest import served

    with TemporaryDirectory() as folder, ExitStack() as stack:
        serve = stack.enter_context(servers(Path(folder) / "strayed"))
        twins = [Path(folder) / name for name in ("one", "other")]
        for twin in twins:
            with_index(twin, notes)
        pages = [_page(browser, served(serve, twin)) for twin in twins]
        yield from _looked_at(pages[0], twins[0], notes.name)
        yield _same(pages, twins[0], notes.name)
        for page in pages:
            page.context.close()


def with_index(folder: Path, notes: Path) -> None:
    """Build the index of notes in a folder."""
    knowledge = Knowledge(Settings(index=folder / "index", encoder="hash"))
    knowledge.build([notes])
    knowledge.close()


def _page(browser: Any, address: str) -> Any:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.locator("#reading[data-ready]").first.wait_for()
    return page


def _looked_at(page: Any, folder: Path, name: str) -> Iterator[Figure]:
    """Count what is wrong on the pictures of the busiest things."""
    from tests.browser.drawn import busiest, faults
    from tests.browser.page.conftest import moved, with_map

    index = Knowledge(Settings(index=folder / "index", encoder="hash")).index
    for depth in HOPS:
        found: Counter[str] = Counter()
        for concept in busiest(index.relations(), BUSIEST):
            seen = faults(with_map(moved(page, f"about={concept}&depth={depth}")))
            found.update({what: len(faulty) for what, faulty in seen.items()})
        told = ", ".join(f"{number} {what}" for what, number in found.items())
        yield Figure("picturing", f"{name}, {depth} hops", told, "0 of each")


def _same(pages: list[Any], folder: Path, name: str) -> Figure:
    """Compare random views on two indexes; on the second in another order."""
    from tests.browser.drawn import OUTSIDE
    from tests.browser.page.conftest import MAP, moved, with_map

    index = Knowledge(Settings(index=folder / "index", encoder="hash")).index
    ties = sorted({end for one in index.relations() for end in (one.source, one.target)})
    chance = Random(SEED)
    views = [
        f"about={chance.choice(ties)}&depth={chance.choice(HOPS)}&similar={chance.choice(YES_NO)}"
        for _ in range(VIEWS)
    ]
    drawn: list[dict[str, str]] = []
    outside = 0
    for page in pages:
        drawn.append({})
        for view in views:
            moved(page, view)
            page.wait_for_timeout(SETTLING)
            if page.locator(MAP).count():
                drawn[-1][view] = with_map(page).eval_on_selector(MAP, PLACES)
                outside += len(page.eval_on_selector(MAP, OUTSIDE))
        chance.shuffle(views)
    same = sum(drawn[0].get(view) == drawn[1].get(view) for view in views)
    told = f"{same} of {VIEWS} views alike, {len(drawn[0])} with a map, {outside} nodes out of view"
    return Figure("picturing", f"{name}, two fresh indexes", told, f"{VIEWS}")

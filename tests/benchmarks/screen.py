"""The page in a real browser: how long a reader waits, and whether many deeds leave a trace."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from graph.knowledge import Knowledge
from graph.settings import Settings
from tests.benchmarks.measuring import Figure, clock, spread_of

Deed: TypeAlias = Callable[[], float]
"""What a reader does; it tells the milliseconds from the key or the click until all is drawn."""
ROOT = Path(__file__).parents[2]
DEEDS = 500
WARM = 100
"""Deeds before memory is first read: caches are full then."""
ASKED = {"a question to its answer": "200 ms"}
LOADS = 5
QUESTIONS = {
    "what relates to KMS?": "AWS KMS",
    "what relates to Lambda?": "AWS Lambda",
    "what relates to S3?": "Amazon S3",
    "what relates to DynamoDB?": "Amazon DynamoDB",
}
"""Each with what the page then shows."""
MAP = ".map[data-ready]"
BEGINS = """() => ["pointerdown", "keydown"].forEach(name => document.addEventListener(
    name, event => { window.begun = event.timeStamp }, { capture: true }))"""
"""Notes in the page when the reader has pressed a key or a button: its clock is the reader's."""
TAKEN = "performance.now() - window.begun"
RESTS = """document.querySelector("[data-testid=stApp]")
    .dataset.testScriptState === "notRunning\""""
"""Not before the last part of the page was drawn anew."""
HAS = f"""([name, there]) => {RESTS} &&
    new URLSearchParams(location.search).has(name) === there && {TAKEN}"""
TOLD = """name => [...document.querySelectorAll("*")].some(one =>
    one.shadowRoot?.querySelector(".card")?.textContent.includes(name))"""
SHOWS = f"""name => ({TOLD})(name) && [...document.querySelectorAll("*")].some(one =>
    one.shadowRoot?.querySelector(".map")?.__cy
        .nodes('[role = "focus"]').first().data("name") === name)"""
ANSWERED = f"name => ({TOLD})(name) && {TAKEN}"
DRAWN = f"name => {RESTS} && ({SHOWS})(name) && {TAKEN}"
NEIGHBOUR = "host.__cy.nodes('[role = \"concept\"][more > 0]:visible').first()"


def figures(_: int) -> Iterator[Figure]:
    """Measure the page on the sample notes; says so where there is no browser."""
    chromium = which("chromium") or which("chromium-browser")
    if chromium is None:
        yield Figure("screen", "not measured", "Chromium is not installed")
        return
    from playwright.sync_api import sync_playwright

    with _served() as (address, server), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        yield Figure("screen", "first load, list and map drawn", _loads(browser, address), "2 s")
        yield from _deeds(browser, address, server)
        browser.close()


@contextmanager
def _served() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve the sample notes until the block is left."""
    from tests.browser.conftest import free_port, wait_for

    with TemporaryDirectory() as folder:
        knowledge = Knowledge(Settings(index=Path(folder) / "index"))
        knowledge.build([ROOT / "data" / "notes"])
        knowledge.close()
        address = f"http://127.0.0.1:{(port := free_port())}"
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
        server = subprocess.Popen(
            [*command, "--server.headless=true", f"--server.port={port}"],
            cwd=ROOT,
            env={**os.environ, "NOTELOOM_INDEX": str(Path(folder) / "index")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(address, server)
            yield address, server
        finally:
            server.terminate()
            server.wait()


def _loads(browser: Any, address: str) -> str:
    """Return how long it takes a fresh profile to see an answer with its map; the first warms."""
    taken = []
    for _ in range(LOADS + 1):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        with clock() as one:
            page.goto(f"{address}/?q=what relates to KMS?")
            page.wait_for_function(SHOWS, arg="AWS KMS")
        taken.append(one.seconds * 1e3)
        context.close()
    return spread_of(sorted(taken[1:]))


def _deeds(browser: Any, address: str, server: subprocess.Popen[bytes]) -> Iterator[Figure]:
    """Do what readers do, over and over; memory is read when warm and at the end."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{address}/?q=what relates to KMS?")
    page.wait_for_function(SHOWS, arg="AWS KMS")
    page.evaluate(BEGINS)
    taken: dict[str, list[float]] = {}
    before = (0.0, 0.0)
    for number, (name, deed) in enumerate(_script(page)):
        if number == WARM:
            before = _memory(page, server)
        if number == DEEDS:
            break
        taken.setdefault(name, []).append(deed())
    after = _memory(page, server)
    for name, times in taken.items():
        yield Figure("screen", name, spread_of(sorted(times)), ASKED.get(name, "500 ms"))
    for what, old, new in zip(("server", "page"), before, after, strict=True):
        told = f"{new:.0f} MB after {DEEDS} deeds"
        yield Figure("screen", f"memory of the {what}", told, f"{old:.0f} MB after {WARM}")


def _script(page: Any) -> Iterator[tuple[str, Deed]]:
    """Yield deeds without end: each waits until the page has answered."""
    on_map, legend, depth = partial(_on_map, page), partial(_legend, page), partial(_depth, page)
    undo = "host.querySelector('[aria-label=Undo]').click()"
    for question, shown in cycle(QUESTIONS.items()):
        yield "a question to its answer", partial(_ask, page, question, shown)
        yield "a question to its map, all at rest", partial(_drawn, page, shown)
        yield "a thing picked on the map", partial(on_map, f"{NEIGHBOUR}.emit('tap')", "node", True)
        yield "the pick given up", partial(on_map, "host.__cy.emit('tap')", "node", False)
        yield "a filter of the legend", partial(legend, True)
        yield "a filter of the legend", partial(legend, False)
        yield "one hop deeper or back", partial(depth, "2 hops", True)
        yield "one hop deeper or back", partial(depth, "1 hop", False)
        opened = f"{NEIGHBOUR}.emit('dbltap')"
        yield "opened in place or undone", partial(on_map, opened, "open", True)
        yield "opened in place or undone", partial(on_map, undo, "open", False)


def _ask(page: Any, question: str, shown: str) -> float:
    box = page.get_by_role("combobox", name="Ask your notes")
    box.fill(question)
    box.press("Enter")
    return float(page.wait_for_function(ANSWERED, arg=shown).json_value())


def _drawn(page: Any, shown: str) -> float:
    """Return how long it took from the same key until the map is there too."""
    return float(page.wait_for_function(DRAWN, arg=shown).json_value())


def _on_map(page: Any, said: str, name: str, there: bool) -> float:
    page.eval_on_selector(MAP, f"host => {{ window.begun = performance.now(); {said}; }}")
    return _until(page, name, there)


def _legend(page: Any, there: bool) -> float:
    page.locator(".map input[data-filter]").last.click()
    return _until(page, "off", there)


def _depth(page: Any, name: str, there: bool) -> float:
    page.get_by_role("radio", name=name).click()
    return _until(page, "depth", there)


def _until(page: Any, name: str, there: bool) -> float:
    """Return how long it took until the address has a name, or no more, and the page rests."""
    return float(page.wait_for_function(HAS, arg=[name, there]).json_value())


def _memory(page: Any, server: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Return what the server holds and what the page still uses after a collection, in MB."""
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(server.pid)], capture_output=True, text=True, check=True
    )
    browser = page.context.new_cdp_session(page)
    browser.send("HeapProfiler.collectGarbage")
    used = browser.send("Runtime.getHeapUsage")["usedSize"]
    browser.detach()
    return int(told.stdout) / 1e3, used / 1e6

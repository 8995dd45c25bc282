"""A real browser and real servers: one Chromium a run, one server a page, both on this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
ALONE = Path(__file__).parent / "alone"
"""On the path of every server: nothing that runs there can leave this machine."""
ARTEFACTS = Path(__file__).parent / "artefacts"
STARTING = 60.0
"""Seconds that a server may take to start on a busy machine."""
STOPPING = 20.0
expect.set_options(timeout=15_000)  # as long as a busy machine may take for one change
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LOOKS = {"light": "light_theme", "dark": "dark_theme"}

STILL = """host => new Promise(done => {
    let before, calm = 0;
    const look = () => {
        const at = host.__cy.elements(":visible").map(one => [one.id(), one.renderedBoundingBox()]);
        const now = JSON.stringify([host.clientWidth, at]);
        calm = now === before ? calm + 1 : 0;
        before = now;
        calm < 4 ? setTimeout(look, 25) : done();
    };
    look();
})"""
"""Resolves when nothing on the map has moved for four looks."""

Serve = Callable[..., str]
Visit = Callable[..., Page]
Profile = Callable[[str], BrowserContext]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium with a fresh profile."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def strayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file in which servers tell of what would have left this machine."""
    return tmp_path_factory.mktemp("alone") / "strayed"


@pytest.fixture(scope="module")
def serve(strayed: Path) -> Iterator[Serve]:
    """Start a server of a Streamlit script and return its address; all stop with the module."""
    with servers(strayed) as start:
        yield start


@pytest.fixture(scope="session")
def serve_throughout(strayed: Path) -> Iterator[Serve]:
    """Start a server that several modules visit; it stops at the very end."""
    with servers(strayed) as start:
        yield start


@contextmanager
def servers(strayed: Path) -> Iterator[Serve]:
    """Give a way to start servers; all stop when the block is left."""
    running: list[subprocess.Popen[bytes]] = []

    def start(script: Path, *, environment: Mapping[str, str] | None = None) -> str:
        port = free_port()
        command = [sys.executable, "-m", "streamlit", "run", str(script)]
        server = subprocess.Popen(  # all else is set as for a reader
            [*command, "--server.headless=true", f"--server.port={port}"],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join((str(ALONE), str(ROOT))),
                "STRAYED": str(strayed),
                **(environment or {}),
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        running.append(server)
        address = f"http://127.0.0.1:{port}"
        wait_for(address, server)
        return address

    try:
        yield start
    finally:
        for server in running:
            server.terminate()
        for server in running:
            server.wait(STOPPING)
    assert not strayed.exists(), strayed.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[Profile]:
    """Return a profile for each look; the next page in it finds the scripts already compiled."""
    kept: dict[str, BrowserContext] = {}

    def of(look: str) -> BrowserContext:
        if look not in kept:
            kept[look] = browser.new_context(reduced_motion="reduce")
        return kept[look]

    yield of
    for context in kept.values():
        context.close()


@pytest.fixture
def visit(browser: Browser, profile: Profile) -> Iterator[Visit]:
    """Open an address; any request that leaves this machine fails the test."""
    opened: list[Page | BrowserContext] = []
    strayed: list[str] = []

    def open_page(
        address: str,
        *,
        width: int = 1280,
        height: int = 900,
        look: str = "",
        fresh: bool = False,
        script: str = "",
    ) -> Page:
        context = browser.new_context(reduced_motion="reduce") if fresh else profile(look)
        page = context.new_page()
        opened.append(context if fresh else page)
        page.set_viewport_size({"width": width, "height": height})
        if script:
            page.add_init_script(script)
        page.on("request", lambda request: _note_stray(request.url, strayed))
        page.on(
            "dialog", lambda dialog: (strayed.append(f"dialog {dialog.message}"), dialog.dismiss())
        )
        join = "&" if "?" in address else "?"
        page.goto(f"{address}{join}embed_options={LOOKS[look]}" if look else address)
        return page

    yield open_page
    for one in opened:
        one.close()
    assert not strayed


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Return the folder for screenshots, which is not committed."""
    ARTEFACTS.mkdir(exist_ok=True)
    return ARTEFACTS


def _note_stray(url: str, strayed: list[str]) -> None:
    local = ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")
    if not url.startswith(local):
        strayed.append(url)


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, or fail when it has ended or takes too long."""
    end = time.monotonic() + STARTING
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=1) as reply:
                if reply.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server at {address} did not start")

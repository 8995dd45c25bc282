"""Nothing leaves the machine: every server of these tests runs where only this machine answers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ALONE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", ["192.0.2.1", "example.org"])
def test_the_watch_stops_what_would_leave_and_tells_of_it(tmp_path: Path, address: str):
    told = tmp_path / "strayed"
    code = f"import socket; socket.create_connection(({address!r}, 80), timeout=1)"
    environment = {**os.environ, "PYTHONPATH": str(ALONE), "STRAYED": str(told)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True)
    assert done.returncode != 0
    assert address in told.read_text(encoding="utf-8")


def test_asking_drawing_and_saving_need_no_network(see: Callable[..., Page], strayed: Path):
    page = see("q=what relates to Keysafe?&as=relates")
    page.wait_for_selector(".map[data-ready]")
    page.get_by_role("button", name="Save", exact=True).click()
    with page.expect_download():
        page.get_by_role("button", name="Anki cards").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Noteloom").click()
    expect(page.get_by_role("heading", name="Most written about")).to_be_visible()
    assert not strayed.exists()


def test_another_name_for_this_machine_is_refused(address: str):
    port = address.rsplit(":", 1)[1]
    asked = Request(f"{address}/", headers={"Host": f"elsewhere.example:{port}"})
    with pytest.raises(OSError, match=r"40[03]"):
        urlopen(asked, timeout=5)


def test_no_other_machine_reaches_the_page(address: str):
    """A server of all addresses would answer at this one too."""
    port = int(address.rsplit(":", 1)[1])
    with pytest.raises(OSError, match=r"refused|unreachable|assign"):
        socket.create_connection(("127.0.0.2", port), timeout=5)


def test_every_reply_bears_the_policy_of_this_origin_alone(address: str):
    for path in ("/", "/_stcore/health", "/noteloom/suggest?q=a"):
        with urlopen(f"{address}{path}", timeout=5) as reply:
            policy = reply.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "http" not in policy

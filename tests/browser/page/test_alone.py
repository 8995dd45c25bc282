"""Nothing leaves the machine: every server of these tests runs where only this machine answers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ALONE, ROOT, free_port

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


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:1", ""])
def test_a_socket_of_another_page_is_refused_and_looks_nothing_up(
    address: str, strayed: Path, origin: str
):
    port = int(address.rsplit(":", 1)[1])
    told = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"]
    told += ["Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", *([f"Origin: {origin}"] * bool(origin))]
    lines = ["GET /_stcore/stream HTTP/1.1", f"Host: 127.0.0.1:{port}", *told, "", ""]
    with socket.create_connection(("127.0.0.1", port), timeout=10) as asking:
        asking.sendall("\r\n".join(lines).encode())
        assert b" 403 " in asking.recv(4096).split(b"\r\n")[0]
    assert not strayed.exists()


def test_the_address_with_the_token_opens_the_page_and_no_other_does(
    serve: Callable[..., str], visit: Callable[..., Page], tmp_path: Path
):
    environment = {"NOTELOOM_INDEX": str(tmp_path / "index"), "NOTELOOM_TOKEN": "secret"}
    address = serve(ROOT / "app.py", environment=environment)
    page = visit(f"{address}/", fresh=True)
    expect(page.get_by_text("the address that `noteloom app` shows")).to_be_visible()
    refused: list[str] = []
    page.on("response", lambda reply: refused.append(reply.url) if reply.status == 403 else None)
    page.goto(f"{address}/?token=secret")
    expect(page.get_by_role("heading", name="What do your notes say?")).to_be_visible()
    assert (page.url, refused) == (f"{address}/", [])


def test_the_command_shows_the_address_with_the_token_and_ends_with_its_server():
    port = free_port()
    code = "import sys; from graph.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "app", "--no-browser", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as app:
        assert app.stdout is not None
        address = app.stdout.readline().split()[1]
        with pytest.raises(HTTPError, match="403"):
            urlopen(address.split("?")[0], timeout=5)
        with pytest.raises(HTTPError, match="403"):  # the cookie jar of urlopen is empty
            urlopen(address, timeout=5)
        app.terminate()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=5)


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

"""`noteloom app`: a server of its own, and the one address that opens it."""

import io
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.settings import Settings
from graph.terminal import app
from graph.terminal.app import serve

SETTINGS = Settings(Path("index"), "hash")


class Server:
    """Stands for Streamlit's process; it ends once somebody waits for it."""

    def __init__(self, command: list[str], *, env: dict[str, str], **_: object) -> None:
        self.command, self.token = command, env[app.TOKEN_VARIABLE]
        self.runs = True
        STARTED.append(self)

    def poll(self) -> int | None:
        return None if self.runs else 1

    def wait(self, _: float = 0) -> int:
        return 0

    def terminate(self) -> None:
        self.runs = False


STARTED: list[Server] = []


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> list[Server]:
    STARTED.clear()
    monkeypatch.setattr(app.subprocess, "Popen", Server)
    monkeypatch.setattr(app.signal, "signal", lambda *_: None)
    monkeypatch.setattr(app, "urlopen", lambda *_, **__: io.BytesIO())
    return STARTED


@pytest.mark.parametrize("browser", [False, True])
def test_the_address_that_is_told_and_opened_holds_the_token(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, browser: bool
):
    opened: list[str] = []
    monkeypatch.setattr(app.webbrowser, "open", opened.append)
    assert serve(SETTINGS, port=8501, browser=browser) == 0
    [server] = STARTED
    address = f"http://127.0.0.1:8501/?token={server.token}"
    assert f"Open {address}\n" in capsys.readouterr().out
    assert opened == [address] * browser
    assert not server.runs


def test_no_address_is_told_of_a_server_that_ended(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object, **__: object) -> None:
        STARTED[0].runs = False
        raise OSError("nobody listens")

    monkeypatch.setattr(app, "urlopen", refuse)
    assert serve(SETTINGS, port=8501, browser=True) == 0
    assert capsys.readouterr().out == ""


def test_an_installation_without_its_page_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(app, "CLONE", Path("/nowhere"))
    monkeypatch.setattr(app, "INSTALLED", Path("/nowhere"))
    with pytest.raises(BadInput, match="install Noteloom again"):
        serve(SETTINGS, port=8501, browser=False)

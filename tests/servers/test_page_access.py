"""Over real sockets: only our own page, opened by the address with the token, is let in."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from graph.servers.access import PageOnly

UPGRADE = (
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
)


async def hello(_: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


async def talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    app = Starlette(
        routes=[
            Route("/", hello, methods=["GET", "POST"]),
            Route("/_stcore/health", hello),
            WebSocketRoute("/talk", talk),
        ],
        middleware=[Middleware(PageOnly, token="secret")],
    )
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="websockets-sansio"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 30
    while not server.started and time.monotonic() < end:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


def ask(port: int, request: str, *headers: str) -> tuple[int, str]:
    """Return the status and the head of the reply to a request as bytes on a socket."""
    lines = (f"{request} HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers, "", "")
    with socket.create_connection(("127.0.0.1", port), timeout=10) as asking:
        asking.sendall("\r\n".join(lines).encode())
        head = asking.recv(65_536).decode("latin-1")
    return int(head.split()[1]), head


def known(port: int) -> str:
    return f"Cookie: noteloom-{port}=secret"


def own(port: int) -> str:
    return f"Origin: http://127.0.0.1:{port}"


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "http://localhost:{other}", "http://127.0.0.1:{other}",
     "https://127.0.0.1:{port}", "null", "file://", ""],
)  # fmt: skip
def test_a_socket_of_another_page_or_of_none_is_refused(port: int, origin: str):
    told = [f"Origin: {origin.format(port=port, other=port + 1)}"] if origin else []
    assert ask(port, "GET /talk", *UPGRADE, known(port), *told)[0] == 403


def test_a_socket_of_our_own_page_is_opened(port: int):
    assert ask(port, "GET /talk", *UPGRADE, known(port), own(port))[0] == 101


@pytest.mark.parametrize(
    "cookie", ["", "Cookie: noteloom-{port}=guess", "Cookie: noteloom-1=secret"]
)
@pytest.mark.parametrize(
    "request_line", ["GET /", "GET /?token=guess", "GET /talk", "POST /?token=secret"]
)
def test_who_does_not_know_the_token_is_refused(port: int, cookie: str, request_line: str):
    more = UPGRADE if "talk" in request_line else ()
    told = [cookie.format(port=port)] if cookie else []
    assert ask(port, request_line, *more, *told, own(port))[0] == 403


def test_the_opened_address_gives_a_cookie_and_hides_the_token(port: int):
    status, head = ask(port, "GET /?q=tea%26milk&token=secret")
    assert status == 303
    assert "location: /?q=tea%26milk\r\n" in head
    assert f"set-cookie: noteloom-{port}=secret; HttpOnly; Path=/; SameSite=strict" in head
    assert ask(port, "GET /", known(port))[0] == 200


def test_a_form_of_another_page_is_refused(port: int):
    for told in ([], ["Origin: http://evil.example"]):
        assert ask(port, "POST /", known(port), "Content-Length: 0", *told)[0] == 403
    assert ask(port, "POST /", known(port), "Content-Length: 0", own(port))[0] == 200


def test_whether_it_runs_is_told_to_all_who_do_not_come_from_elsewhere(port: int):
    assert ask(port, "GET /_stcore/health")[0] == 200
    assert ask(port, "GET /_stcore/health", "Origin: http://evil.example")[0] == 403

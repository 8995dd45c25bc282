import socket
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

pytest.importorskip("mcp")

import anyio
import uvicorn
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from starlette.testclient import TestClient

from graph.errors import BadInput
from graph.servers import http, mcp
from graph.servers.access import token_of
from graph.servers.collection import Collection
from graph.settings import Settings
from graph.terminal.servers import check_free
from tests.servers.own_thread import run
from tests.vaults import Vault

PORT = 8599
OWN = f"http://127.0.0.1:{PORT}"
TOKEN = "a-token"
ALLOWED = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def collection(vault: Vault, tmp_path: Path):
    vault({"boiler.md": "# Boiler\n\n- Pressure: 1.6 bar\n- fed by the Cistern\n"})
    opened = Collection(Settings(index=tmp_path / "index", encoder="hash"))
    yield opened
    opened.close()


@pytest.fixture
def client(collection: Collection):
    app = http.http_app(collection, token=TOKEN)
    return TestClient(app, base_url=OWN, headers=ALLOWED)


def test_a_verb_is_a_path(client: TestClient):
    reply = client.get("/ask", params={"question": "what is the boiler's pressure?"})
    assert reply.json()["lines"][0]["quote"] == "Pressure: 1.6 bar"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 403),
        ({"host": "[localhost:1"}, 403),
        ({"host": "localhost:one"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": f"http://127.0.0.1:{PORT + 1}"}, 403),
        ({"origin": "null"}, 403),
        ({"authorization": "Bearer wrong"}, 401),
        ({"authorization": ""}, 401),
        ({"origin": OWN}, 200),
    ],
)
def test_only_programs_here_that_know_the_token_get_a_reply(client: TestClient, headers, status):
    assert client.get("/status", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/ask", 400),
        ("/ask?question=boiler&more=1", 400),
        ("/read?path=boiler.md&first=two", 400),
        ("/show?concept=zeppelin", 404),
        ("/read?path=..%2Fsecret", 400),
    ],
)
def test_wrong_use_is_told_in_one_line(client: TestClient, path: str, status: int):
    reply = client.get(path)
    assert reply.status_code == status
    assert reply.json()["error"].strip()


def test_the_description_has_every_verb_and_needs_no_token(client: TestClient):
    described = client.get("/openapi.json", headers={"authorization": ""}).json()
    assert {path.strip("/") for path in described["paths"]} == set(http.VERBS)
    assert "Authorization" not in client.get("/", headers={"authorization": ""}).text


def test_the_token_is_kept_and_only_its_user_can_read_it(tmp_path: Path):
    first = token_of(tmp_path)
    assert token_of(tmp_path) == first
    assert (tmp_path / "server.token").stat().st_mode & 0o077 == 0


@pytest.fixture
def served(collection: Collection):
    app = mcp.http_app(collection, token=TOKEN)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=PORT, log_level="error"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        sleep(0.02)
    yield
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("clients", [1, 50])
@pytest.mark.usefixtures("served")
def test_assistants_ask_at_once_over_streamable_http(clients: int):
    lines = []

    async def talk():
        from httpx2 import AsyncClient

        async with (
            AsyncClient(headers=ALLOWED, timeout=300) as http_client,
            Client(streamable_http_client(f"{OWN}/mcp", http_client=http_client)) as client,
        ):
            reply = await client.call_tool("ask", {"question": "what is the boiler's pressure?"})
            lines.append(reply.structured_content["lines"][0]["line"])

    async def all_at_once():
        async with anyio.create_task_group() as group:
            for _ in range(clients):
                group.start_soon(talk)

    run(all_at_once)
    assert lines == [3] * clients


@pytest.mark.parametrize("port", [99_999, None])
def test_a_port_that_cannot_be_used_is_told_before_anything_is_served(port: int | None):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(BadInput, match="choose another with --port"):
            check_free(port or taken.getsockname()[1])

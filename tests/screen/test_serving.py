import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from graph.screen import serving


def hello(_: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


def long(_: Request) -> PlainTextResponse:
    return PlainTextResponse("hello " * 1_000)


@pytest.fixture
def client() -> TestClient:
    given = serving.around_the_page()
    routes = [Route("/", hello), Route("/long", long), *given["routes"]]
    return TestClient(
        Starlette(routes=routes, middleware=given["middleware"]), base_url="http://127.0.0.1:8501"
    )


def test_every_reply_allows_this_origin_only(client: TestClient):
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy


def test_the_policy_allows_no_script_but_our_own_and_those_streamlit_wrote():
    scripts = next(rule for rule in serving.policy().split("; ") if rule.startswith("script-src"))
    assert all(
        source in ("'self'", "blob:") or source.startswith("'sha256-")
        for source in scripts.split()[1:]
    )


def test_what_is_long_is_sent_compressed(client: TestClient):
    assert client.get("/long").headers["content-encoding"] == "gzip"


def test_a_page_elsewhere_that_takes_our_address_is_refused(client: TestClient):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 403


def test_suggestions_without_an_index_are_none(client: TestClient, tmp_path, monkeypatch):
    monkeypatch.setenv("NOTELOOM_INDEX", str(tmp_path))
    assert client.get(f"{serving.SUGGESTIONS}?q=x").json() == []


def test_suggestions_name_things_with_their_facts(client: TestClient, vault, monkeypatch):
    knowledge = vault({"a.md": "# Barrel\n\n- Barrel is a store\n- Barrel is large\n"})
    monkeypatch.setenv("NOTELOOM_INDEX", str(knowledge.settings.index))
    found = client.get(f"{serving.SUGGESTIONS}?q=bar").json()
    assert [(one["name"], one["note"]) for one in found] == [("Barrel", "2 facts")]


def test_following_the_notes_stops_when_it_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("NOTELOOM_INDEX", str(tmp_path))

    async def live() -> None:
        async with serving.lifespan(None):  # type: ignore[arg-type]
            await asyncio.sleep(0)

    with ThreadPoolExecutor(1) as threads:  # the tests' own thread may have a loop that runs
        threads.submit(asyncio.run, live()).result()

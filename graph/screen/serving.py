"""How the page is served: to this machine only, and with nothing from anywhere else."""

from __future__ import annotations

import base64
import hashlib
import logging
import os
import re
import sys
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from graph.errors import NoteloomError
from graph.screen import words
from graph.screen.drawn import SUGGESTIONS
from graph.screen.jobs import follow_notes
from graph.screen.opened import knowledge
from graph.screen.scripts import SCRIPTS
from graph.screen.suggesting import offers
from graph.screen.topics import topics_of
from graph.servers.access import PageOnly
from graph.settings import TOKEN_VARIABLE

LOG = logging.getLogger(__name__)
LONGEST = 300
"""Characters of a question that is completed."""
QUICK = 4
"""Streamlit sends its scripts as they are, 2.6 MB; more effort saves little and costs time."""
SWITCH = 0.0005
"""Seconds of Python that the script of a page may hold up what sends its parts; five pauses of ten
parts, at Python's own 0.005, are felt."""
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class Guard:
    """Middleware that sends a content-security policy with every reply."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the reply back with the headers."""

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *_headers()]
            await send(message)

        await self._app(scope, receive, guarded)


def policy() -> str:
    """Return the content-security policy: this origin only.

    `blob:` is where Streamlit loads a component's script from; the hashes are those of the scripts
    that Streamlit writes into its own page. Style is set by script all over Streamlit, hence
    'unsafe-inline'.
    """
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' blob: {' '.join(_own_scripts())}".strip(),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


async def suggest(request: Request) -> JSONResponse:
    """Reply with what the box offers for the text `q`."""
    typed = request.query_params.get("q", "")[:LONGEST]
    try:
        found = await run_in_threadpool(lambda: offers(typed, knowledge()))
    except NoteloomError:
        found = []
    return JSONResponse(found)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Warm encoder and topics, and follow the notes while the server runs."""
    sys.setswitchinterval(SWITCH)
    Thread(target=_warm, name="warming", daemon=True).start()
    stop = follow_notes()
    yield
    stop.set()


def around_the_page() -> dict[str, Any]:
    """Return what `st.App` is given besides the page: routes, middleware and lifespan."""
    return {
        "routes": [Route(SUGGESTIONS, suggest), SCRIPTS],
        "middleware": [
            Middleware(GZipMiddleware, compresslevel=QUICK),
            Middleware(Guard),
            Middleware(PageOnly, token=os.environ.get(TOKEN_VARIABLE, "")),
        ],
        "lifespan": lifespan,
        "on_script_error": say_what_failed,
    }


def say_what_failed(error: Exception) -> bool:
    """Say on the page that something failed, and in the log where; never what a note says."""
    LOG.error("the page failed", exc_info=error)
    st.text(words.FAILED.format(type(error).__name__))
    return True


def _warm() -> None:
    try:
        knowledge().ask("warm")
        topics_of(knowledge().index)  # of 10,000 notes a good second, which Explore has at hand
    except NoteloomError:
        return  # no index yet: the page says what to do


@cache
def _headers() -> tuple[tuple[bytes, bytes], ...]:
    return (
        (b"content-security-policy", policy().encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"cross-origin-resource-policy", b"same-origin"),
    )


@cache
def _own_scripts() -> tuple[str, ...]:
    index = Path(st.__file__).parent / "static" / "index.html"
    scripts = INLINE_SCRIPT.findall(index.read_text(encoding="utf-8"))
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)

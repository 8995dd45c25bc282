"""Who may use what is served: this machine only, and of it who knows the token; no foreign page.

Any page in the user's browser can reach this machine's ports, and any program on it. A page that
points its own name at this machine fails by its Host, one that calls this address by its Origin:
only our own is let in (Streamlit would allow every port of this machine, and look up the machine's
outside address to judge others). Other programs and users do not know the token.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from graph.settings import TOKEN

TOKEN_FILE = "server.token"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
READING = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods for which browsers need not say who asks."""
OPEN_TO_ALL = ("/_stcore/health", "/static/", "/favicon")
"""What Streamlit's package holds, and whether the server runs: nothing of the notes."""
HOST = "This server answers only to this machine's own address."
FOREIGN = "Only the page itself may ask here: other origins are refused."
NO_BEARER = "The token is missing or wrong: send `Authorization: Bearer TOKEN`."
NO_COOKIE = "Open the page by the address that `noteloom app` shows in the terminal."
POLICY_VIOLATION = 1008


class LocalOnly:
    """Middleware that refuses a foreign Host or Origin, and requests without the token."""

    def __init__(self, app: ASGIApp, *, token: str = "", public: Collection[str] = ()) -> None:
        self._app, self._token, self._public = app, token, tuple(public)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it before anybody else looks at it."""
        reply = self._instead(scope) if scope["type"] in ("http", "websocket") else None
        await (reply or self._app)(scope, receive, send)

    def _instead(self, scope: Scope) -> ASGIApp | None:
        """Return the answer to a request that is not passed on."""
        asked = HTTPConnection(scope)
        if not _is_this_machine(asked):
            return self._refused(scope, HOST)
        if not self._is_from_here(asked):
            return self._refused(scope, FOREIGN)
        return self._without_token(asked)

    def _is_from_here(self, asked: HTTPConnection) -> bool:
        """Tell whether no other page asks; programs do not say who they are."""
        return asked.headers.get("origin", _own_origin(asked)) == _own_origin(asked)

    def _without_token(self, asked: HTTPConnection) -> ASGIApp | None:
        sent = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if asked.url.path in self._public or self._is_token(sent):
            return None
        return self._refused(asked.scope, NO_BEARER, status=401)

    def _is_token(self, given: str) -> bool:
        known = self._token.encode()
        return bool(known) and secrets.compare_digest(given.encode("utf-8", "replace"), known)

    def _refused(self, scope: Scope, reason: str, *, status: int = 403) -> ASGIApp:
        if scope["type"] == "websocket":
            return WebSocketClose(POLICY_VIOLATION, reason)
        return JSONResponse({"error": reason}, status_code=status)


class PageOnly(LocalOnly):
    """The same for the page: the token comes with the opened address and stays in a cookie.

    Without a token, as with `streamlit run app.py`, Host and Origin alone are judged.
    """

    def _is_from_here(self, asked: HTTPConnection) -> bool:
        if "origin" not in asked.headers:
            return asked.scope.get("method") in READING  # a WebSocket has no method
        return super()._is_from_here(asked)

    def _without_token(self, asked: HTTPConnection) -> ASGIApp | None:
        if asked.scope.get("method") == "GET" and self._is_token(asked.query_params.get(TOKEN, "")):
            return self._admitted(asked)
        if not self._token or asked.url.path.startswith(OPEN_TO_ALL):
            return None
        known = self._is_token(asked.cookies.get(_cookie_of(asked), ""))
        return None if known else self._refused(asked.scope, NO_COOKIE)

    def _refused(self, scope: Scope, reason: str, *, status: int = 403) -> ASGIApp:
        if scope["type"] == "websocket":
            return super()._refused(scope, reason)
        return PlainTextResponse(reason, status_code=status)

    def _admitted(self, asked: HTTPConnection) -> Response:
        """Return the way to the same page without the token, which then stands in a cookie."""
        rest = [(key, value) for key, value in asked.query_params.multi_items() if key != TOKEN]
        reply = RedirectResponse(f"{asked.url.path}?{urlencode(rest)}".rstrip("?"), status_code=303)
        reply.set_cookie(_cookie_of(asked), self._token, httponly=True, samesite="strict")
        reply.headers["cache-control"] = "no-store"
        return reply


def _is_this_machine(asked: HTTPConnection) -> bool:
    url = asked.url  # made from the server's own address where the header is no host
    return url.netloc == asked.headers.get("host") and url.hostname in LOOPBACK


def _own_origin(asked: HTTPConnection) -> str:
    """Return what a browser says in `Origin` for a page of this server."""
    return f"{asked.url.scheme.replace('ws', 'http')}://{asked.url.netloc}"


def _cookie_of(asked: HTTPConnection) -> str:
    """Return the cookie's name: browsers send one port's cookies to the others of a machine."""
    return f"noteloom-{asked.url.port or 80}"


def token_of(folder: Path) -> str:
    """Return the token of the index in a folder, kept in a file that only its user can read."""
    file = folder / TOKEN_FILE
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        known = file.read_text("ascii", errors="replace").strip()
        if known:
            return known
        handle = os.open(file, os.O_WRONLY | os.O_TRUNC)
    token = secrets.token_urlsafe(24)
    with os.fdopen(handle, "w", encoding="ascii") as written:
        written.write(token)
    return token

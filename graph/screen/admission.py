"""Who may talk to the page: the page itself, opened by the address that the terminal shows.

Any page in the user's browser can reach this machine's ports, and any program on it. A browser says
in `Origin` which page asks, so only our own is let in; Streamlit would allow every port of this
machine, and look up the machine's outside address to judge others. Other programs and users do not
know the token: it comes with the opened address and stays in a cookie.
"""

from __future__ import annotations

import secrets
from urllib.parse import urlencode

from starlette.datastructures import URL
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from graph.settings import TOKEN

READING = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods for which browsers need not say who asks."""
OPEN_TO_ALL = ("/_stcore/health", "/static/", "/favicon")
"""What Streamlit's package holds, and whether the server runs: nothing of the notes."""
FOREIGN = "Only the page itself may ask here."
NO_TOKEN = "Open the page by the address that `noteloom app` shows in the terminal."
POLICY_VIOLATION = 1008


class Admission:
    """Middleware that lets in who comes from our own page and knows the token, if there is one."""

    def __init__(self, app: ASGIApp, token: str = "") -> None:
        self._app, self._token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it before anybody else looks at it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        reason = "" if _is_from_own_page(asked) else FOREIGN
        if not reason and self._brings_token(asked):
            await self._admit(asked)(scope, receive, send)
            return
        if not reason and not self._knows_token(asked):
            reason = NO_TOKEN
        if not reason:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(POLICY_VIOLATION, reason)(scope, receive, send)
        else:
            await PlainTextResponse(reason, status_code=403)(scope, receive, send)

    def _brings_token(self, asked: HTTPConnection) -> bool:
        brought = asked.query_params.get(TOKEN, "")
        return asked.scope.get("method") == "GET" and self._is_token(brought)

    def _knows_token(self, asked: HTTPConnection) -> bool:
        if not self._token or asked.url.path.startswith(OPEN_TO_ALL):
            return True
        return self._is_token(asked.cookies.get(_cookie_of(asked), ""))

    def _is_token(self, given: str) -> bool:
        known = self._token.encode()
        return bool(known) and secrets.compare_digest(given.encode("utf-8", "replace"), known)

    def _admit(self, asked: HTTPConnection) -> Response:
        """Return the way to the same page without the token, which then stands in a cookie."""
        rest = [(key, value) for key, value in asked.query_params.multi_items() if key != TOKEN]
        reply = RedirectResponse(f"{asked.url.path}?{urlencode(rest)}".rstrip("?"), status_code=303)
        reply.set_cookie(_cookie_of(asked), self._token, httponly=True, samesite="strict")
        reply.headers["cache-control"] = "no-store"
        return reply


def _is_from_own_page(asked: HTTPConnection) -> bool:
    """Tell whether the page that asks is of this server: scheme, host and port."""
    origin = asked.headers.get("origin")
    if origin is None:
        return asked.scope.get("method") in READING  # a WebSocket has no method
    return origin == _origin_of(asked.url)


def _origin_of(url: URL) -> str:
    scheme = {"ws": "http", "wss": "https"}.get(url.scheme, url.scheme)
    return f"{scheme}://{url.netloc}"


def _cookie_of(asked: HTTPConnection) -> str:
    """Return the cookie's name: browsers send one port's cookies to the others of a machine."""
    return f"noteloom-{asked.url.port or 80}"
